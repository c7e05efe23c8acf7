"""What belongs together on paper stays together: headings with what they announce, signatures with what is signed."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.documents.forms_printed import FormFrame, form_document
from desktop.documents.letters import TICK, Letters
from desktop.documents.paging import lay_out
from desktop.documents.paper import HEADINGS, Page, Said
from desktop.documents.pdf import to_pdf
from desktop.figures.primitives import Figure
from desktop.models.definitions import FormDefinition, Placed, Section
from desktop.models.documents import (
    Block,
    Column,
    Document,
    FigureBlock,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from desktop.models.fields import Field
from desktop.models.kinds import Reader

TODAY = date(2026, 11, 22)
LONG = "Наименование органа, который выдал документ, и его полный почтовый адрес"
AFTER: dict[str, Block] = {
    "facts": KeyValues((KeyValue(LONG, "да"), KeyValue("Дата", "12.03.2026"))),
    "told": KeyValues((KeyValue("О семье", "слово " * 120),)),
    "words": Paragraph("Одна строка."),
    "table": Table((Column("Что", 1.0), Column("Когда", 1.0)), (("слово " * 30, "12.03.2026"),)),
    "figure": FigureBlock(Figure(120.0, 60.0, ()), "Подпись под рисунком " * 12),
    "heading": Heading("Длинный заголовок раздела, который занимает не одну строку на странице, а две или три. " * 2, 3),
    "signatures": Signatures((Signature("Специалист", "Асанова А."), Signature("Мать", ""))),
}


def pages(*blocks: Block) -> list[Page]:
    return lay_out(Document("Бумага", "", TODAY, "ru", (), blocks), Letters())


def said(page: Page) -> list[Said]:
    return [thing for thing in page.things if isinstance(thing, Said)]


def filled(lines: int) -> tuple[Block, ...]:
    return tuple(Paragraph(f"Строка {n}.") for n in range(lines))


@pytest.mark.parametrize("name", AFTER)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_heading_is_never_the_last_of_a_page(name, level):
    look = HEADINGS[level]
    last = (Paragraph("Конец."),) if name == "heading" else ()
    for lines in range(20, 48):
        laid = pages(*filled(lines), Heading("Заголовок", level), AFTER[name], *last)
        at = next(n for n, page in enumerate(laid) if any(one.text == "Заголовок" and one.look == look for one in said(page)))
        under = laid[at].things[laid[at].things.index(next(one for one in said(laid[at]) if one.text == "Заголовок")) + 1 :]
        assert under, f"{name} after {lines} lines"
        if name == "heading":
            assert any("Конец" in one.text for one in said(laid[at]))


@pytest.mark.parametrize("name", ["facts", "words", "table", "told"])
def test_signatures_do_not_go_alone_onto_a_page(name):
    signed = AFTER["signatures"]
    for lines in range(18, 48):
        laid = pages(*filled(lines), AFTER[name], signed)
        texts = [one.text for one in said(laid[-1])]
        assert any("Специалист" in text for text in texts)
        assert not texts[0].startswith("Специалист"), f"{name} after {lines} lines"


def test_signatures_take_the_last_rows_of_a_long_table_with_them():
    rows = tuple((f"Пункт {n}", "12.03.2026") for n in range(200))
    for many in range(20, 90):
        laid = pages(Table((Column("Что", 3.0), Column("Когда", 1.0)), rows[:many]), AFTER["signatures"])
        texts = [one.text for one in said(laid[-1])]
        assert texts.count("Что") == 1
        assert f"Пункт {many - 1}" in texts
        everything = [one.text for page in laid for one in said(page)]
        assert [text for text in everything if text.startswith("Пункт")] == [f"Пункт {n}" for n in range(many)]


def test_letters_that_fonts_lack_are_counted_once_however_often_pages_are_laid():
    for lines in range(30, 48):
        letters = Letters()
        blocks = (Paragraph("\U0001f600"), *filled(lines), AFTER["signatures"])
        lay_out(Document("Бумага", "", TODAY, "ru", (), blocks), letters)
        assert letters.missing == 1


def blank(field: Field, *codes: str) -> str:
    form = FormDefinition("own", 1, "Анкета", (Section("Раздел", (Placed(field),)),))
    frame = FormFrame((), TODAY, Reader(TODAY), choices=lambda _dictionary: tuple((code, code) for code in codes))
    document = form_document(form, None, frame)
    [facts] = [block for block in document.blocks if isinstance(block, KeyValues)]
    assert to_pdf(document).missing_characters == 0
    return str(facts.pairs[0].value)


def test_a_blank_has_squares_to_tick_and_three_lines_for_a_long_dictionary():
    asked = Field("Вид", "choice", "kind", dictionary="kinds")
    assert blank(asked, "a", "b").count(TICK) == 2
    assert blank(Field("Да?", "flag", "yes")).count(TICK) == 2
    many = blank(asked, *(f"c{n}" for n in range(21)))
    assert TICK not in many
    assert len(many.splitlines()) == 3


def test_a_drawing_a_little_too_tall_for_the_rest_of_a_page_is_made_smaller_with_what_is_said_under_it():
    drawing = FigureBlock(Figure(170.0, 185.0, ()), "Подпись под рисунком")
    tall, small = pages(*filled(5), drawing), pages(*filled(20), drawing)
    assert len(tall) == 1
    assert any(one.text.startswith("Подпись") for one in said(tall[0]))
    assert len(small) == 2
    assert [one.text for one in said(small[1])] == ["Подпись под рисунком"]
