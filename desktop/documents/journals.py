"""A journal on paper and as a workbook: one line for each record, the columns that its definition gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from desktop.base.messages import _, speaking
from desktop.documents.facts import day
from desktop.documents.papers import sample
from desktop.models.documents import (
    Block,
    CellValue,
    Column,
    ColumnKind,
    Cover,
    Document,
    KeyValue,
    Paragraph,
    Run,
    Sheet,
    SheetColumn,
    Signature,
    Signatures,
    Table,
    Workbook,
)

_NUMBER_WIDTH: Final = 0.45
_CHARACTERS: Final = 15.0  # of one share of a printed column's width
_BLANK_ROWS: Final = 18


@dataclass(frozen=True, slots=True)
class JournalPaper:
    """What is printed of a journal: captions and widths, lines as texts and as values, what was chosen of them."""

    title: str
    captions: tuple[str, ...]
    widths: tuple[float, ...]
    texts: tuple[tuple[str, ...], ...]
    values: tuple[tuple[CellValue, ...], ...]
    office: tuple[str, ...]
    made_on: date
    since: date | None = None
    till: date | None = None
    chosen: str = ""  # whose, about whom, in words
    numbered: bool = False
    basis: str = ""
    is_sample: bool = False
    keeper: str = ""  # who keeps the journal: signs under it
    demonstration: bool = False
    language: str = "ru"


def journal_document(paper: JournalPaper, *, blank: bool = False) -> Document:
    """The journal on sheets that lie on their long side; `blank` with empty lines to be filled by hand."""
    with speaking(paper.language):
        return Document(
            title=paper.title,
            number="",
            made_on=paper.made_on,
            language=paper.language,
            office=paper.office,
            blocks=tuple(_blocks(paper, blank=blank)),
            confidential=_("Confidential"),
            demonstration=paper.demonstration,
            landscape=True,
        )


def _blocks(paper: JournalPaper, *, blank: bool) -> Iterator[Block]:
    lines = (paper.chosen,) if paper.chosen else ()
    line = "__________"
    yield Cover(
        lines,
        (
            KeyValue(_("Journal begun on"), line if blank else day(paper.since) or line),
            KeyValue(_("Journal ended on"), line if blank else day(paper.till) or line),
        ),
    )
    if paper.is_sample and paper.basis:
        yield sample(paper.basis)
    elif paper.basis:
        yield Paragraph((Run(_("Basis: {basis}").format(basis=paper.basis), italic=True),))
    columns = [Column(caption, width) for caption, width in zip(paper.captions, paper.widths, strict=True)]
    rows: Sequence[tuple[str, ...]] = paper.texts
    if blank:
        rows = [("",) * len(columns)] * _BLANK_ROWS
    if paper.numbered:
        columns.insert(0, Column(_("No."), _NUMBER_WIDTH, "right"))
        rows = [("" if blank else str(number), *row) for number, row in enumerate(rows, 1)]
    if rows:
        yield Table(tuple(columns), tuple(rows))
    else:
        yield Table(tuple(columns), (("",) * len(columns),))
        yield Paragraph(_("There is nothing in the journal for this choice."))
    yield Signatures((Signature(_("Who keeps the journal"), "" if blank else paper.keeper),))


def journal_workbook(paper: JournalPaper) -> Workbook:
    """The same lines with real dates and numbers."""
    with speaking(paper.language):
        kinds = [_kind([row[at] for row in paper.values]) for at in range(len(paper.captions))]
        columns = [
            SheetColumn(caption, kind, max(12.0 if kind == "date" else 8.0, width * _CHARACTERS))
            for caption, kind, width in zip(paper.captions, kinds, paper.widths, strict=True)
        ]
        rows: Sequence[tuple[CellValue, ...]] = paper.values
        if paper.numbered:
            columns.insert(0, SheetColumn(_("No."), "number", 6))
            rows = [(number, *row) for number, row in enumerate(rows, 1)]
        return Workbook(
            title=paper.title,
            office=" \u00b7 ".join(paper.office),
            made_on=paper.made_on,
            language=paper.language,
            sheets=(Sheet(paper.title, tuple(columns), tuple(rows), _filter_line(paper)),),
            demonstration=paper.demonstration,
        )


def _filter_line(paper: JournalPaper) -> str:
    period = ""
    if paper.since and paper.till:
        period = f"{day(paper.since)} \u2013 {day(paper.till)}"
    count = _("Lines: {count}").format(count=len(paper.texts))
    return " \u00b7 ".join(part for part in (period, paper.chosen, count) if part)


def _kind(values: Sequence[CellValue]) -> ColumnKind:
    """What a column holds: of one kind of value, or text."""
    found = [value for value in values if value not in (None, "")]
    if found and all(isinstance(value, datetime) for value in found):
        return "moment"
    if found and all(isinstance(value, date) and not isinstance(value, datetime) for value in found):
        return "date"
    if found and all(isinstance(value, int) for value in found):
        return "number"
    return "money" if found and all(isinstance(value, Decimal) for value in found) else "text"
