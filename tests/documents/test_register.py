from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl

from desktop.documents.register import RegisterRow, register
from desktop.documents.workbooks import to_xlsx
from tests.documents.kravtsovs import READER, TODAY, office

ROW = RegisterRow(
    number="2026-0147", family="Кравцовы", address="ул. Ленина, 15", phone="+996 555 12-34-56", children=3,
    categories=("large",), risk="high", stages=("assessment", "plan"), curator="Асанова Г. М.",
    opened_on=date(2026, 1, 15), next_visit_on=date(2026, 11, 27), children_seen_on=date(2026, 11, 19),
    agreement_till=date(2026, 12, 1), status="active", household="Кравцова Марина Сергеевна, мать", agreement="№ 12 от 01.02.2026",
)  # fmt: skip


def test_the_register_has_real_dates_and_numbers_under_the_words_of_the_form():
    book = openpyxl.load_workbook(BytesIO(to_xlsx(register([ROW], office(), TODAY, READER, chosen="Участок 4"))))
    sheet, journal, cards = book.worksheets
    assert (sheet.title, journal.title, cards.title) == ("Реестр", "Журнал", "Карты семей")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[:3]] == [
        "Реестр семей · 26.11.2026",
        "Управление социального развития Октябрьского района",
        "Участок 4 · Семей: 1",
    ]
    said = dict(zip(rows[3], rows[4], strict=True))
    assert said["Семья"] == "Кравцовы"
    assert said["Детей"] == 3
    assert said["Категории семьи"] == "многодетная"
    assert said["Уровень риска"] == "высокий"
    assert said["Дата обращения"] == datetime(2026, 1, 15)
    assert said["Договор до"] == datetime(2026, 12, 1)
    assert journal["G5"].value == "№ 12 от 01.02.2026"


def test_an_empty_register_still_says_whose_it_is():
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(register([], office(demonstration=True), TODAY, READER)))).worksheets[0]
    assert sheet["A1"].value == "ДЕМОНСТРАЦИЯ — люди и события вымышлены"
    assert sheet["A4"].value == "Семей: 0"
