"""Any paper as a workbook: what is read in one column, and each of its tables as a sheet of its own.

A clerk who has to send a list on gets cells and not a picture of them; the words are those of the paper, so nothing
is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from desktop.base.messages import _, speaking
from desktop.models.documents import (
    Block,
    CellValue,
    ColumnKind,
    Cover,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Plate,
    Sheet,
    SheetColumn,
    Signatures,
    Table,
    Words,
    Workbook,
    plain,
)

_DAY: Final = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_NUMBER: Final = re.compile(r"-?\d{1,9}")
_SHARE: Final = 11.0  # characters of one share of a printed column's width


def tabled(document: Document) -> Workbook:
    """The paper as a workbook; cells that hold nothing but dates or whole numbers become dates and numbers."""
    with speaking(document.language):
        blocks = tuple(_said(document.blocks))
        sheets = (_text(document.title, blocks), *_tables(blocks))
        return Workbook(
            document.title, ", ".join(document.office), document.made_on, document.language, sheets, document.demonstration
        )


def _said(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """A page that is drawn says the same in blocks."""
    for block in blocks:
        if isinstance(block, Plate):
            yield from block.same
        else:
            yield block


def _text(title: str, blocks: tuple[Block, ...]) -> Sheet:
    rows = tuple(_rows(blocks))
    columns = (SheetColumn(_("What"), width=44), SheetColumn(_("What is said"), width=90))
    return Sheet(title, columns, rows)


def _rows(blocks: tuple[Block, ...]) -> Iterator[tuple[CellValue, ...]]:
    for block in blocks:
        match block:
            case Heading():
                yield (block.text, "")
            case Paragraph():
                yield ("", plain(block.words))
            case KeyValues():
                yield from ((pair.label, plain(pair.value)) for pair in block.pairs)
            case Cover():
                yield from ((line, "") for line in block.lines)
                yield from ((pair.label, plain(pair.value)) for pair in block.pairs)
            case Signatures():
                yield from ((line.role, line.name) for line in block.lines)
            case _:
                continue


def _tables(blocks: tuple[Block, ...]) -> Iterator[Sheet]:
    title = ""
    for block in blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            yield _sheet(title or _("Table"), block)


def _sheet(title: str, table: Table) -> Sheet:
    kinds = [_kind([row[at] for row in table.rows]) for at in range(len(table.columns))]
    columns = tuple(
        SheetColumn(column.caption, kind, max(8.0, min(80.0, column.width * _SHARE)))
        for column, kind in zip(table.columns, kinds, strict=True)
    )
    rows = tuple(tuple(_cell(words, kind) for words, kind in zip(row, kinds, strict=True)) for row in table.rows)
    return Sheet(title, columns, rows)


def _kind(cells: list[Words]) -> ColumnKind:
    said = [text for cell in cells if (text := plain(cell).strip())]
    if said and all(_day(text) for text in said):
        return "date"
    return "number" if said and all(_NUMBER.fullmatch(text) for text in said) else "text"


def _cell(words: Words, kind: ColumnKind) -> CellValue:
    text = plain(words).strip()
    if not text:
        return None
    return _day(text) if kind == "date" else int(text) if kind == "number" else text


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
