"""Closed sections in a dossier: only those that somebody chose with a reason, each under the name of its person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.base.messages import _
from desktop.documents.dossier_data import DossierData
from desktop.models.closed_sections import SECTIONS, ClosedPrint
from desktop.models.definitions import Placed, Rows
from desktop.models.documents import Block, Column, Heading, KeyValue, KeyValues, Paragraph, Run, Table
from desktop.models.kinds import Reader, to_text
from desktop.models.snapshots import Snapshot

_WIDEST: Final = 4  # columns


def closed_warning(data: DossierData) -> Iterator[Block]:
    """On the first page: which closed facts stand in the document, and that they are not told further."""
    if data.options.closed:
        names = ", ".join(data.reader.caption(SECTIONS, code) for code in sorted(data.options.closed))
        words = _("Contains closed facts: {sections}. It is forbidden to tell them further.").format(sections=names)
        yield Paragraph((Run(words, bold=True, tone="bad"),))


def closed_blocks(data: DossierData) -> Iterator[Block]:
    """Every chosen section that says something."""
    if not data.closed:
        yield Paragraph(_("There are no records in the closed sections that were chosen."))
    for one in data.closed:
        caption = data.reader.caption(SECTIONS, one.section)
        yield Heading(f"{one.person}: {caption}", 3)
        yield from _said(one, data.reader)


def _said(one: ClosedPrint, reader: Reader) -> Iterator[Block]:
    pairs: list[KeyValue] = []
    for section in one.form.sections:
        for item in section.items:
            if isinstance(item, Placed):
                if said := _words(item, one.record, reader):
                    pairs.append(KeyValue(_(item.field.label), said))
            elif rows := one.record.parts.get(item.key):
                if pairs:
                    yield KeyValues(tuple(pairs))
                    pairs = []
                yield from _rows(item, tuple(rows.values()), reader)
    if pairs:
        yield KeyValues(tuple(pairs))


def _words(placed: Placed, record: Snapshot, reader: Reader) -> str:
    return to_text(placed.field, record.values.get(placed.key), reader)


def _rows(item: Rows, rows: tuple[Snapshot, ...], reader: Reader) -> Iterator[Block]:
    """A short list is a table; of a longer one each row is told by itself: it has more questions than a page has room."""
    yield Heading(_(item.label), 3)
    if len(item.fields) <= _WIDEST:
        columns = tuple(Column(_(placed.field.label)) for placed in item.fields)
        yield Table(columns, tuple(tuple(_words(p, row, reader) for p in item.fields) for row in rows))
        return
    for number, row in enumerate(rows, 1):
        said = tuple(KeyValue(_(p.field.label), words) for p in item.fields if (words := _words(p, row, reader)))
        yield KeyValues((KeyValue(_("No."), str(number)), *said))
