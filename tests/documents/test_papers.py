"""Papers of one family: plans, consents, the team, the chain, and any of them as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.documents.agreements import agreement_document
from desktop.documents.consents import consent_document
from desktop.documents.pdf import to_pdf
from desktop.documents.plans import plan_document
from desktop.documents.spine import chain_document
from desktop.documents.tabled import tabled
from desktop.documents.teams import team_document
from desktop.documents.workbooks import to_xlsx
from desktop.services.consents import texts as law
from tests.documents import kravtsovs
from tests.documents.pages import texts


def said(document) -> str:
    return " ".join(" ".join(texts(to_pdf(document).content)).split())


@pytest.fixture(scope="module")
def data():
    return kravtsovs.data()


def test_a_programme_prints_its_blocks_the_words_of_each_and_a_line_for_every_signature(data):
    words = said(plan_document(data.plans[1], data, "programme"))
    for wanted in ("Индивидуальный план развития семьи № 3/2026", "медицинский", "психологический", "папа приходил на мои игры",
                   "Справимся, если отец не будет мешать", "отказ от подписи", "Отец лечится от зависимости",
                   "решение комиссии № 147", "Образец учреждения"):  # fmt: skip
        assert wanted in words, wanted


def test_an_evaluation_sheet_says_the_mark_of_each_task_and_the_share_of_all(data):
    words = said(plan_document(data.plans[1], data, "evaluation"))
    assert "3 из 4" in words
    assert "56 %" in words  # (0 + 2 + 3) of 9


def test_a_consent_names_every_point_of_the_law_and_an_unsigned_one_leaves_lines(data):
    for what, consent, wanted in (
        ("consent", 1, ("сбор", "Школа № 7", "специальные категории", "состоянии здоровья", "152-ФЗ", "Ресурсный центр", "мать")),
        ("withdrawal", 1, ("05.10.2026", "Школа узнала лишнее", "уничтожить")),
        ("refusal", 2, ("01.02.2026", "Мне это не нужно", "срочная помощь")),
        ("notice", 1, ("третьей стороне", "Школа № 7")),
    ):
        words = said(consent_document(data.consents[consent], data, law("ru"), what))
        for point in wanted:
            assert point in words, (what, point)


def test_the_law_of_the_consent_is_that_of_the_country():
    assert "759" in law("KG")["law"]
    assert "152-ФЗ" in law("ru")["law"]
    assert "2297" in law("ua")["law"]


def test_the_team_sheet_says_who_answers_helps_and_is_informed_and_warns(data):
    words = said(team_document(data))
    for wanted in ("Средняя школа № 7", "Сообщать о пропусках", "классный руководитель", "комиссия по делам детей",
                   "через весь случай"):  # fmt: skip
        assert wanted in words, wanted


def test_the_chain_prints_a_step_once_with_what_served_it_in_all_versions(data):
    words = said(chain_document(data))
    assert words.count("Прийти к наркологу") == 1
    assert "визит № 38" in words
    assert "Запись к наркологу" in words
    assert "Мало близких, которые помогают" in words


def test_a_signed_contract_shows_what_was_fulfilled_by_the_plans_under_it(data):
    agreement = data.agreements[0]
    agreement.state = "signed"
    words = said(agreement_document(agreement, data))
    agreement.state = "in_force"
    assert "Что выполнено" in words
    assert "Занятия с психологом для матери" in words


def test_any_paper_becomes_a_workbook_whose_tables_have_dates_and_numbers(data):
    book = tabled(plan_document(data.plans[1], data, "evaluation"))
    sheet = book.sheets[1]
    kinds = [column.kind for column in sheet.columns]
    assert "date" in kinds
    assert any(isinstance(cell, date) for row in sheet.rows for cell in row)
    assert to_xlsx(book)[:2] == b"PK"
    assert to_xlsx(tabled(chain_document(replace(data, today=date(2026, 12, 1)))))
