"""The columns of a journal as those of a table on the window."""

from __future__ import annotations

from typing import Final

from desktop.models.definitions import Journal
from desktop.services.records import Line, captions
from desktop.ui.tables.columns import Column, Row

_SHARE: Final = 104  # pixels at 100 % of one share of a printed column's width
_NARROWEST: Final = 64


def columns_of(journal: Journal) -> tuple[Column, ...]:
    """One column for each of the journal; the widest takes the room that is left."""
    widest = max(range(len(journal.columns)), key=lambda at: journal.columns[at].width)
    return tuple(
        Column(
            f"c{at}", caption, max(_NARROWEST, int(column.width * _SHARE)), stretch=at == widest, bold=at == widest,
            sortable=False,
        )
        for at, (caption, column) in enumerate(zip(captions(journal), journal.columns, strict=True))
    )  # fmt: skip


def row_of(journal: Journal, line: Line) -> Row:
    """A line with its sentence for who hears it."""
    said = {f"c{at}": "; ".join(text.splitlines()) for at, text in enumerate(line.texts)}
    named = (f"{caption}: {text}" for caption, text in zip(captions(journal), said.values(), strict=True) if text)
    return {**said, "_row": ", ".join(named)}
