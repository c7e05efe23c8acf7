"""A workbook as a file of a spreadsheet program: real dates and numbers, nothing that would be calculated.

What people typed stays text whatever it begins with; what a cell cannot hold goes on in the next column
instead of being cut without a word. The same workbook always gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from desktop.base.messages import _, speaking
from desktop.models.documents import CellValue, ColumnKind, Sheet, SheetColumn, Workbook

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST: Final = 32_000  # letters in a cell; the program itself holds 32,767 and cuts the rest silently
_GOES_ON: Final = " [\u2026]"
_FORMATS: Final[dict[ColumnKind, str]] = {
    "text": "General", "date": "DD.MM.YYYY", "number": "0", "money": "#,##0.00",
    "moment": "DD.MM.YYYY HH:MM",
}  # fmt: skip
# what XML cannot hold; a broken half of a letter would stop the writing altogether
_IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_TITLE: Final = re.compile(r"[\\/*?:\[\]']")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FIRST_YEAR: Final = 1900  # spreadsheets count days from there
_HEADER_FILL: Final = "FFE3F0F3"
_MARK_COLOUR: Final = "FF8A5A00"


def to_xlsx(workbook: Workbook) -> bytes:
    """The file, with the headings and marks in the workbook's language."""
    from openpyxl import Workbook as Book

    book = Book(write_only=True)
    with speaking(workbook.language):
        taken: set[str] = set()
        for sheet in workbook.sheets or (Sheet(workbook.title, (), ()),):
            _Writer(book.create_sheet(_sheet_title(sheet.title, taken)), workbook, sheet).write()
    book.properties.creator = cleaned(workbook.office)[:200]
    book.properties.title = cleaned(workbook.title)[:200]
    book.properties.created = datetime.combine(workbook.made_on, time())
    file = BytesIO()
    book.save(file)
    return _always_the_same(file.getvalue(), workbook.made_on)


def cleaned(text: str) -> str:
    """The text without what XML cannot hold; tabs and line feeds stay."""
    return _IMPOSSIBLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


class _Writer:
    def __init__(self, page: WriteOnlyWorksheet, workbook: Workbook, sheet: Sheet) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._new_cell: Any = WriteOnlyCell
        self._page: Any = page
        self._workbook = workbook
        self._sheet = sheet
        self._styles: dict[str, Any] = {}
        self._columns = self._widened()

    def _widened(self) -> tuple[tuple[SheetColumn, int], ...]:
        """Each column with the cells it takes: more than one where a text is longer than a cell holds."""
        parts = [1] * len(self._sheet.columns)
        for row in self._sheet.rows:
            for place, value in enumerate(row):
                if isinstance(value, str) and len(value) > _LONGEST:
                    parts[place] = max(parts[place], len(list(_parts(cleaned(value)))))
        return tuple(zip(self._sheet.columns, parts, strict=True))

    def write(self) -> None:
        """Head lines, captions, rows."""
        from openpyxl.utils import get_column_letter

        page, workbook = self._page, self._workbook
        head = [f"{workbook.title} \u00b7 {workbook.made_on:%d.%m.%Y}", workbook.office]
        if self._sheet.filter_line:
            head.append(self._sheet.filter_line)
        if workbook.demonstration:
            head.insert(0, _("DEMONSTRATION \u2014 people and events are invented"))
            page.oddHeader.center.text = _("DEMONSTRATION \u2014 people and events are invented")
        width = sum(parts for _column, parts in self._columns)
        top = len(head) + 1
        page.freeze_panes = f"A{top + 1}"
        if width:
            page.auto_filter.ref = f"A{top}:{get_column_letter(width)}{top + len(self._sheet.rows)}"
        place = 1
        for column, parts in self._columns:
            for _part in range(parts):
                page.column_dimensions[get_column_letter(place)].width = max(4.0, min(column.width, 120.0))
                place += 1
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = 9
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = _fit_to_page()
        page.print_title_rows = f"{top}:{top}"
        page.oddFooter.right.text = "&P / &N"
        for number, line in enumerate(head):
            style = (
                "mark" if workbook.demonstration and not number else "title" if number < 1 + workbook.demonstration else "note"
            )
            page.append([self._text(line, style)])
        page.append([self._text(caption, "caption") for caption in self._captions()])
        for row in self._sheet.rows:
            page.append(list(self._cells(row)))

    def _captions(self) -> Iterator[str]:
        for column, parts in self._columns:
            yield column.caption
            for part in range(2, parts + 1):
                yield _("{caption}, continued {part}").format(caption=column.caption, part=part)

    def _cells(self, row: tuple[CellValue, ...]) -> Iterator[Any]:
        for value, (column, parts) in zip(row, self._columns, strict=True):
            cells = (
                [self._cell(value, column.kind)]
                if not isinstance(value, str)
                else [self._text(part, "text") for part in _parts(cleaned(value))]
            )
            yield from cells
            for _missing in range(parts - len(cells)):
                yield None

    def _cell(self, value: date | int | Decimal | None, kind: ColumnKind) -> Any:
        if value is None:
            return None
        if isinstance(value, date):
            if value.year < _FIRST_YEAR:
                return self._text(f"{value:%d.%m.%Y}", "text")
            if kind == "moment" and isinstance(value, datetime):
                return self._styled(value.replace(tzinfo=None), kind)  # a cell knows no zone: it is the office's time
            kind = "date"
            if isinstance(value, datetime):
                value = value.date()
        return self._styled(value, kind)

    def _text(self, text: str, style: str) -> Any:
        cell = self._styled(None, style)
        cell._value = cleaned(text)[: _LONGEST + len(_GOES_ON)]  # noqa: SLF001  a value set openly may become a formula
        cell.data_type = "s"
        return cell

    def _styled(self, value: date | int | Decimal | None, style: str) -> Any:
        cell = self._new_cell(self._page, value)
        if style not in self._styles:
            _dress(cell, style)
            self._styles[style] = cell._style  # noqa: SLF001  one look for all cells of a kind: looking it up is slow
        else:
            cell._style = self._styles[style]  # noqa: SLF001
        return cell


def _dress(cell: Any, style: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    if style in _FORMATS:
        cell.number_format = _FORMATS[style]
        cell.alignment = Alignment(vertical="top", wrap_text=style == "text")
    if style in {"text", "caption", "title", "note", "mark"}:
        cell.quotePrefix = True
    if style == "caption":
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    elif style == "title":
        cell.font = Font(bold=True, size=13)
    elif style == "mark":
        cell.font = Font(bold=True, color=_MARK_COLOUR)


def _parts(text: str) -> Iterator[str]:
    if len(text) <= _LONGEST:
        yield text
        return
    for start in range(0, len(text), _LONGEST):
        part = text[start : start + _LONGEST]
        yield part + _GOES_ON if start + _LONGEST < len(text) else part


def _sheet_title(title: str, taken: set[str]) -> str:
    """A name that a spreadsheet program takes: short, without brackets and strokes, each only once."""
    base = _NO_TITLE.sub(" ", cleaned(title)).strip()[:28] or "1"
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base} {number}"[:31], number + 1
    taken.add(name.casefold())
    return name


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _always_the_same(content: bytes, made_on: date) -> bytes:
    """The same parts in the same order, without the moment of saving."""
    stamp = f"{made_on.isoformat()}T00:00:00Z"
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), part)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()
