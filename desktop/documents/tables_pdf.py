"""Tables on paper: rows that stay whole where they can, and break where a page is too short for them.

Laid out by hand: the widths are given, so each word is measured once, and ten thousand rows take a second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

from desktop.documents.letters import width_of
from desktop.documents.paper import BOTTOM, CAPTION, CELL, LEFT, Filled, Format, Page, Rule, Said
from desktop.documents.wrapping import Line, Look, line_height, wrapped
from desktop.models.documents import Align, Table, Words

_PAD_X: Final = 4.5
_PAD_Y: Final = 3.2
_WHOLE: Final = 0.34  # of a page: a row up to this high moves to the next page rather than break
_FEWEST: Final = 3  # lines of a broken row on either side


class Sheets(Protocol):
    """Where the table is laid: the page at hand, how far down it is filled, and the way to the next one."""

    y: float
    format: Format

    @property
    def page(self) -> Page: ...
    def parts(self, words: Words, look: Look) -> tuple[tuple[str, Look], ...]: ...
    def next_page(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> int:
        return max((len(cell) for cell in self.cells), default=1)

    @property
    def height(self) -> float:
        return self.lines * line_height(CELL.size) + 2 * _PAD_Y

    def parted(self, lines: int) -> tuple[_Row, _Row]:
        return _Row(tuple(cell[:lines] for cell in self.cells)), _Row(tuple(cell[lines:] for cell in self.cells))


_NUMBERS: Final = re.compile(r"\d[\d.,:/\u00a0]{3,20}")  # a date, a time, a sum: read wrongly when broken
_LOOKED_AT: Final = 200  # rows whose dates decide how wide a column must be
_MOST_OF_PAGE: Final = 0.25  # that one column may be widened to


def column_widths(sheets: Sheets, table: Table) -> list[float]:
    """The shares of the columns in points; a column with dates or sums is wide enough for the longest of them."""
    whole = sum(column.width for column in table.columns) or 1.0
    room = sheets.format.width
    widths = [column.width / whole * room for column in table.columns]
    least = [0.0] * len(widths)
    for cells in table.rows[:_LOOKED_AT]:
        for place, words in enumerate(cells):
            for text, look in sheets.parts(words, CELL):
                for number in _NUMBERS.findall(text):
                    least[place] = max(least[place], width_of(number, look.font, look.size) + 2 * _PAD_X + 0.5)
    least = [min(one, room * _MOST_OF_PAGE) for one in least]
    lacking = sum(max(0.0, one - width) for one, width in zip(least, widths, strict=True))
    spare = sum(max(0.0, width - one) for one, width in zip(least, widths, strict=True))
    if not lacking or lacking > spare:
        return widths
    return [max(one, width - lacking * max(0.0, width - one) / spare) for one, width in zip(least, widths, strict=True)]


class TableLayout:
    """One table on its way over the pages."""

    def __init__(self, sheets: Sheets, table: Table) -> None:
        self._sheets = sheets
        self._widths = column_widths(sheets, table)
        self._aligns: list[Align] = [column.align for column in table.columns]
        captions = tuple(column.caption for column in table.columns)
        self._header = self._row(captions, CAPTION) if table.header else None
        if self._header and self._header.height > self._sheets.format.height / 3:  # captions from hostile hands
            self._header = self._header.parted(max(1, int(self._sheets.format.height / 3 / line_height(CELL.size))))[0]
        self._rows = table.rows
        self._ruled = table.ruled
        self._top = 0.0

    def least(self) -> float:
        """How much room its beginning needs, so that a heading does not stay behind alone."""
        head = self._header.height if self._header else 0.0
        first = self._row(self._rows[0], CELL).height if self._rows else 0.0
        return head + min(first, self._sheets.format.height * _WHOLE)

    def lay(self) -> None:
        """Put every row on the page at hand and those after it."""
        self._open()
        for cells in self._rows:
            self._lay_row(self._row(cells, CELL))
        self._close()

    def _row(self, cells: tuple[Words, ...], look: Look) -> _Row:
        laid = (
            wrapped(self._sheets.parts(words, look), max(width - 2 * _PAD_X, look.size))
            for words, width in zip(cells, self._widths, strict=True)
        )
        return _Row(tuple(laid))

    def _room(self) -> float:
        return self._sheets.y - BOTTOM

    def _lay_row(self, row: _Row) -> None:
        while row.height > self._room():
            lines = int((self._room() - 2 * _PAD_Y) / line_height(CELL.size))
            fresh = self._sheets.y >= self._sheets.format.top - (self._header.height if self._header else 0.0) - 0.01
            breaks = row.height > self._sheets.format.height * _WHOLE and lines >= _FEWEST
            if breaks or fresh:
                first, row = row.parted(min(max(lines, 1), max(row.lines - _FEWEST, 1)))
                self._put(first)
            self._close()
            self._sheets.next_page()
            self._open()
        self._put(row)

    def _open(self) -> None:
        self._top = self._sheets.y
        things = self._sheets.page.things
        if self._header:
            height = self._header.height
            things.append(Filled(LEFT, self._top - height, self._sheets.format.width, height, "ground"))
            self._put(self._header)
        if self._ruled:
            things.append(Rule(LEFT, self._top, LEFT + self._sheets.format.width, self._top, "frame"))

    def _close(self) -> None:
        if not self._ruled:
            return
        x = LEFT
        things = self._sheets.page.things
        for width in (0.0, *self._widths):
            x += width
            things.append(Rule(x, self._top, x, self._sheets.y, "frame"))

    def _put(self, row: _Row) -> None:
        things = self._sheets.page.things
        step = line_height(CELL.size)
        x = LEFT
        for lines, width, align in zip(row.cells, self._widths, self._aligns, strict=True):
            y = self._sheets.y - _PAD_Y - CELL.size * 0.98
            for line in lines:
                spare = width - 2 * _PAD_X - line.width
                left = x + _PAD_X + max(0.0, {"left": 0.0, "center": spare / 2, "right": spare}[align])
                things.extend(Said(left + s.x, y, s.text, s.look) for s in line.stretches)
                y -= step
            x += width
        self._sheets.y -= row.height
        if self._ruled:
            things.append(Rule(LEFT, self._sheets.y, LEFT + self._sheets.format.width, self._sheets.y, "frame"))
