from __future__ import annotations

import re
from dataclasses import fields as dataclass_fields
from dataclasses import replace

import pytest

from desktop.documents.agreements import agreement_document
from desktop.documents.change_map import ChangePrint
from desktop.documents.conflicts import ConflictPrint
from desktop.documents.dossier import SECTIONS, DossierOptions, dossier
from desktop.documents.genograms import GenogramPrint
from desktop.documents.pdf import to_pdf
from desktop.documents.privacy import concealed
from desktop.documents.visits import visit_list
from desktop.figures.primitives import Figure, Text
from desktop.models.change_map import ChangeMap, SphereLine
from desktop.models.documents import (
    Column,
    FigureBlock,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Table,
    plain,
)
from desktop.models.families import Family
from desktop.models.fields import fields_of
from desktop.models.kinds import Reader
from desktop.store.gathering import Gathered
from tests.documents import kravtsovs
from tests.documents.pages import document, texts
from tests.figures import kin_families
from tests.figures.conflicts import quarrel

FIGURE = FigureBlock(Figure(150, 100, (Text(20, 20, "Марина 38"), Text(20, 40, "Школа № 7"))), "")


def printed(data):
    return texts(to_pdf(dossier(data)).content)


def test_the_cover_names_the_family_in_its_case_the_curator_and_the_sitting():
    options = DossierOptions(purpose="для заседания комиссии", sitting_on=kravtsovs.TODAY, copy=2)
    cover = printed(kravtsovs.data(options=options))[0]
    for words in (
        "ДЕЛО СЕМЬИ № 2026-0147", "семья Кравцовых", "для заседания комиссии", "26.11.2026", "ул. Ленина, 15, кв. 4",
        "Асанова Г. М.", "Содержание", "Конфиденциально. Экз. № 2", "Управление социального развития Октябрьского района",
    ):  # fmt: skip
        assert words in cover


def test_every_section_says_what_is_known_in_the_words_of_the_form():
    said = " ".join(" ".join(printed(kravtsovs.data(FIGURE))).split())
    for words in (
        "1. Сведения о семье", "2. Члены семьи", "Кравцов Игорь Петрович отец 04.02.1985, 41 год", "школа № 7, 8 «Б»",
        "3. Постановка на учёт и ход работы", "КДНиЗП", "6. Соглашения и исполнение обязательств",
        "Двустороннее соглашение № 12 от 01.02.2026", "Посещаемость школы не ниже 90 %", "Просрочено: 1.", "выполнено 12.11.2026",
        "7. План работы с семьёй", "не пришёл", "12. Карта социальных связей на 20.11.2026", "Марина 38", "13. Посещения семьи",
        "ОПАСНОСТЬ: опьянение", "НЕ видели детей: Кравцова А. И. (у бабушки)", "ответа ещё нет", "14. Опись документов",
        "Свидетельство о рождении Ани",
    ):  # fmt: skip
        assert words in said, words


def test_labels_are_those_of_the_fields():
    labels = {field.label for field in fields_of(Family)}
    assert "Strengths and resources" in labels
    assert "Сильные стороны и ресурсы" in " ".join(printed(kravtsovs.data()))


def test_who_reported_the_family_is_not_printed():
    said = " ".join(printed(kravtsovs.data()))
    assert "соседка Иванова" not in said


def test_an_empty_family_prints_a_dossier_that_says_what_is_missing():
    data = kravtsovs.data()
    family = Family(id=kravtsovs.id_of(1), name="Тен", number=None, categories=())
    family.addresses = []
    bare = type(data)(office=data.office, family=family, today=data.today, reader=Reader(data.today))
    said = " ".join(printed(bare))
    for words in ("без номера", "семья Тен", "Члены семьи не внесены.", "Случай не открыт.", "Соглашений с семьёй нет.",
                  "Плана нет.", "Карта не составлена.", "Посещений не было.", "Документов нет.", "не указано"):  # fmt: skip
        assert words in said


def test_sections_that_were_not_chosen_are_left_out_and_the_others_numbered_anew():
    found = dossier(kravtsovs.data(options=DossierOptions(sections=frozenset({"family", "visits"}))))
    assert [block.text for block in found.blocks if isinstance(block, Heading) and block.level == 1] == [
        "1. Сведения о семье",
        "2. Посещения семьи",
    ]


def test_a_demonstration_is_marked_on_every_page():
    pages = printed(kravtsovs.data(demonstration=True, visits_made=30))
    assert len(pages) > 5
    assert all("ДЕМОНСТРАЦИЯ" in page for page in pages)


def test_hidden_names_are_hidden_in_every_case_in_notes_tables_and_drawings():
    data = kravtsovs.data(FIGURE, options=DossierOptions(hidden_names=True))
    data.visits[0].observations = "Кравцовой Марины дома нет, Олега видели; МАРИНА придёт. Вера в лучшее."
    data = replace(data, kinship=(("Кравцова Марина Сергеевна", "мать", "Кравцов Олег Игоревич"),))
    said = " ".join(printed(data))
    assert not re.findall(r"Кравцов\w*|Марин\w*|Олег\w*|Анна|Игор\w+", said, re.IGNORECASE)
    assert "К. М. С." in said
    assert "Вера в лучшее" in said
    assert "Асанова Г. М." in said, "who works for the office is not hidden"


def test_what_is_closed_never_passes():
    found = concealed(
        document(
            Paragraph("тайна", closed=True),
            KeyValues((KeyValue("а", "тайна", closed=True), KeyValue("б", "видно"))),
            KeyValues((KeyValue("а", "тайна", closed=True),)),
            Table((Column("в", closed=True), Column("г")), (("тайна", "видно"),)),
            Table((Column("в", closed=True),), (("тайна",),)),
        )
    )
    assert found.blocks == (KeyValues((KeyValue("б", "видно"),)), Table((Column("г"),), (("видно",),)))


def test_an_agreement_names_both_sides_in_the_genitive_and_says_what_it_is_not():
    data = kravtsovs.data()
    said = " ".join(" ".join(texts(to_pdf(agreement_document(data.agreements[0], data)).content)).split())
    assert "семья Кравцовых в лице Кравцовой Марины Сергеевны и Кравцова Игоря Петровича" in said.replace("Семья", "семья")
    assert "в лице Асановой Гүлмиры Маратовны" in said
    assert "Соглашение не является юридическим документом" in said
    assert said.index("Обязательства семьи") < said.index("Обязательства службы")


def test_the_log_of_visits_prints_alone():
    said = " ".join(texts(to_pdf(visit_list(kravtsovs.data(visits_made=5))).content))
    assert "ЖУРНАЛ ПОСЕЩЕНИЙ № 2026-0147" in said
    assert len(re.findall("Беседа с матерью", said)) == 5


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_prints_alone(section):
    data = kravtsovs.data(FIGURE, options=DossierOptions(sections=frozenset({section})))
    drawn = GenogramPrint(kin_families.usual().data(), {})
    changed = ChangePrint(ChangeMap(lines=(SphereLine("housing"),)), (), data.reader.caption)
    found = dossier(replace(data, conflicts=(ConflictPrint(quarrel()),), genogram=drawn, changes=changed))
    assert any(isinstance(block, Heading) and block.text.startswith("1. ") for block in found.blocks)
    assert to_pdf(found).pages >= 2


def test_a_dossier_in_english_keeps_the_name_as_it_was_typed():
    found = dossier(kravtsovs.data(options=DossierOptions(language="en")))
    assert found.title == "FAMILY FILE No. 2026-0147"
    assert any("family of Кравцовы" in plain(line) for block in found.blocks[:1] for line in block.lines)


def test_a_dossier_with_hidden_names_does_not_name_the_family_on_its_cover():
    found = dossier(kravtsovs.data(options=DossierOptions(hidden_names=True)))
    assert not any("семья" in line for line in found.blocks[0].lines)


def test_notes_of_contact_families_are_never_gathered_for_a_dossier():
    """004-23a: what a contact family writes of its meetings is not used against the family."""
    told = {field.name for field in dataclass_fields(Gathered)}
    assert "contacts" in told
    assert not {name for name in told if "placement" in name or "meeting" in name or "carer" in name}
