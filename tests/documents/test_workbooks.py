from __future__ import annotations

import time
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.workbooks import cleaned, to_xlsx
from desktop.models.documents import Sheet, SheetColumn, Workbook

DAY = date(2026, 11, 26)
HOSTILE = [
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "#REF!", "TRUE", "01.02.2026", "1e5",
    "семья 👩‍👧", "Өмүрбек Їжак ₴", "<b>&amp;", " пробелы ", "строка\nвторая",
]  # fmt: skip


COLUMN = (SheetColumn("А"),)


def book(*rows, columns=COLUMN, **changes):
    given_ = {"title": "Реестр", "office": "Отдел", "made_on": DAY, "language": "ru"}
    return Workbook(sheets=(Sheet("Лист", columns, rows, "Все семьи"),), **(given_ | changes))


def opened(content):
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


def body(sheet, head=4):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_typed_stays_text_and_is_never_calculated(text):
    sheet = opened(to_xlsx(book((text,), columns=(SheetColumn(text),), title=text, office=text)))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert sheet["A5"].value == sheet["A4"].value == text


def test_dates_numbers_and_sums_are_real_and_look_as_people_write_them():
    columns = (
        SheetColumn("Дата", "date", 12),
        SheetColumn("Детей", "number", 8),
        SheetColumn("Доход", "money", 14),
    )
    sheet = opened(to_xlsx(book((date(2026, 2, 1), 3, Decimal("12500.50")), (None, None, None), columns=columns)))
    assert body(sheet)[0] == [datetime(2026, 2, 1), 3, 12500.5]
    assert [cell.number_format for cell in sheet[5]] == ["DD.MM.YYYY", "0", "#,##0.00"]
    assert [sheet.column_dimensions[name].width for name in "ABC"] == [12, 8, 14]


def test_a_day_before_spreadsheets_began_is_kept_as_text():
    assert body(opened(to_xlsx(book((date(1899, 12, 31),), columns=(SheetColumn("Дата", "date"),))))) == [["31.12.1899"]]


def test_captions_stay_in_sight_and_can_be_filtered_under_lines_that_say_what_it_is():
    sheet = opened(to_xlsx(book(("а",), ("б",))))
    assert [cell.value for cell in sheet["A"]][:4] == ["Реестр · 26.11.2026", "Отдел", "Все семьи", "А"]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:A6"
    assert sheet.print_title_rows == "$4:$4"


def test_a_demonstration_is_marked_on_the_sheet_and_on_its_paper():
    sheet = opened(to_xlsx(book(("а",), demonstration=True)))
    assert sheet["A1"].value == "ДЕМОНСТРАЦИЯ — люди и события вымышлены"
    assert sheet.oddHeader.center.text == "ДЕМОНСТРАЦИЯ — люди и события вымышлены"
    assert "ДЕМОНСТРАЦИЯ" not in str(opened(to_xlsx(book(("а",))))["A1"].value)


def test_a_text_longer_than_a_cell_goes_on_in_the_next_one():
    text = "".join(f"{n:06}" for n in range(12_000))
    columns = (SheetColumn("Рассказ"), SheetColumn("Дальше"))
    sheet = opened(to_xlsx(book((text, "конец"), ("коротко", "тоже"), columns=columns)))
    captions, first, second = body(sheet, 3)
    assert captions == ["Рассказ", "Рассказ, продолжение 2", "Рассказ, продолжение 3", "Дальше"]
    assert "".join(part.removesuffix(" […]") for part in first[:3]) == text
    assert [part.endswith(" […]") for part in first[:3]] == [True, True, False]
    assert second == ["коротко", None, None, "тоже"]


def test_names_of_sheets_are_made_fit_and_different():
    sheets = tuple(Sheet(title, (), ()) for title in ("Реестр [2026]/1", "Реестр [2026]/1", "'" * 40, "я" * 60))
    names = openpyxl.load_workbook(BytesIO(to_xlsx(Workbook("х", "о", DAY, "ru", sheets)))).sheetnames
    assert len({name.casefold() for name in names}) == 4
    assert all(0 < len(name) <= 31 for name in names)


def test_the_same_workbook_is_always_the_same_bytes():
    one = book(("а", DAY), columns=(SheetColumn("А"), SheetColumn("Б", "date")))
    first = to_xlsx(one)
    time.sleep(2.1)  # a zip file counts time in steps of two seconds
    assert to_xlsx(one) == first
    with zipfile.ZipFile(BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=30)), min_size=1, max_size=5))
def test_any_texts_come_back_equal_and_none_is_a_formula(rows):
    sheet = opened(to_xlsx(book(*rows, columns=(SheetColumn("А"), SheetColumn("Б")))))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert body(sheet) == [[cleaned(text) or None for text in row] for row in rows]
