"""The columns of a journal as those of a table on the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop.models.definitions import Journal
from desktop.models.journals import source_of
from desktop.services.records import Line, captions
from desktop.ui.tables.columns import Column, Row

_ROOM: Final = 900  # pixels at 100 % that all columns share
_SHARES: Final = (58, 112)  # least and most of one share of a printed column's width
_NARROWEST: Final = 60
_OF_A_DAY: Final = {"day": 92, "moment": 134}  # a date is never cut
_OF_THE_FAMILY: Final = frozenset({"family_id", "@family", "@number"})


def columns_of(journal: Journal, shown: Sequence[int] | None = None) -> tuple[Column, ...]:
    """One column for each of the journal, or for those `shown`; the widest takes the room that is left."""
    places = list(shown if shown is not None else range(len(journal.columns)))
    least, most = _SHARES
    share = max(least, min(most, _ROOM / (sum(journal.columns[at].width for at in places) or 1)))
    widest = max(places, key=lambda at: journal.columns[at].width, default=0)
    said = captions(journal)
    return tuple(
        Column(
            f"c{at}", said[at], max(_narrowest(journal, at), int(journal.columns[at].width * share)), stretch=at == widest,
            bold=at == widest, sortable=False,
        )
        for at in places
    )  # fmt: skip


def _narrowest(journal: Journal, at: int) -> int:
    """A column of days and moments is wide enough for the widest of them, wherever in the column they stand."""
    fields = [field for one in journal.columns[at].of if (source := source_of(journal.root, one)) for field in source.fields]
    return max((_OF_A_DAY.get(field.kind, _NARROWEST) for field in fields), default=_NARROWEST)


def telling(journal: Journal, lines: Sequence[Line]) -> tuple[int, ...]:
    """The columns that say something about one family: not which family it is, and not those empty in every line."""
    own = [at for at, column in enumerate(journal.columns) if not set(column.of) <= _OF_THE_FAMILY]
    filled = [at for at in own if any(line.texts[at] for line in lines)]
    return tuple(filled or own)


def row_of(journal: Journal, line: Line) -> Row:
    """A line with its sentence for who hears it."""
    said = {f"c{at}": "; ".join(text.splitlines()) for at, text in enumerate(line.texts)}
    named = (f"{caption}: {text}" for caption, text in zip(captions(journal), said.values(), strict=True) if text)
    return {**said, "_row": ", ".join(named)}
