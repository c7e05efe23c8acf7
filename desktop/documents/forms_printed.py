"""Any form on paper: the sections of its definition with the answers, or empty for filling in by hand.

The definition that laid the form out on the screen lays it out here, so an office that adds a question to its
own form sees it in print without anybody writing a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.messages import _, speaking
from desktop.documents.privacy import concealed
from desktop.models.definitions import Condition, FormDefinition, Placed, Rows, Section
from desktop.models.documents import (
    Block,
    Column,
    Cover,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Words,
)
from desktop.models.fields import Field, Value
from desktop.models.kinds import Reader, to_text
from desktop.models.snapshots import Snapshot

Names = Callable[[str, UUID], str]  # kind of root, id → what it is called
_BLANK: Final = "_" * 42
_EMPTY_ROWS: Final = 3  # of a list that is filled in by hand


@dataclass(frozen=True, slots=True)
class FormFrame:
    """What stands around the answers: whose form it is, who signs, how references are named."""

    office: tuple[str, ...]
    made_on: date
    reader: Reader
    names: Names = lambda _kind, _id: ""
    lines: tuple[str, ...] = ()  # under the title: about whom
    signatures: tuple[Signature, ...] = ()
    number: str = ""
    language: str = "ru"
    copy: int = 1
    demonstration: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)  # of scores: key → what was reached


def form_document(form: FormDefinition, snapshot: Snapshot | None, frame: FormFrame) -> Document:
    """The form with the answers of the record; without a record, empty with lines to write on."""
    with speaking(frame.language):
        document = Document(
            title=form.title,
            number=frame.number,
            made_on=frame.made_on,
            language=frame.language,
            office=frame.office,
            blocks=tuple(_blocks(form, snapshot, frame)),
            confidential=_("Confidential. Copy No. {copy}").format(copy=frame.copy),
            demonstration=frame.demonstration,
        )
        return concealed(document)


def _blocks(form: FormDefinition, snapshot: Snapshot | None, frame: FormFrame) -> Iterator[Block]:
    yield Cover(frame.lines)
    if form.is_sample:
        yield Paragraph(
            (Run(_("Sample of the institution: no official form has been published."), italic=True),)
        )
    if form.basis:
        yield Paragraph((Run(_("Basis: {basis}").format(basis=form.basis), italic=True),))
    for section in form.sections:
        if not _shown(section.show_when, snapshot):
            continue
        blocks = list(_section(section, snapshot, frame))
        if blocks:
            yield Heading(section.title, 2)
            yield from blocks
    scores = tuple(KeyValue(_(s.label), frame.titles[s.key]) for s in form.scores if s.key in frame.titles)
    if scores:
        yield KeyValues(scores)
    if frame.signatures:
        yield Signatures(frame.signatures)


def _section(section: Section, snapshot: Snapshot | None, frame: FormFrame) -> Iterator[Block]:
    """Neighbouring facts as one list of labels, each list of rows as a table."""
    pairs: list[KeyValue] = []
    for item in section.items:
        if not _shown(item.show_when, snapshot):
            continue
        if isinstance(item, Placed):
            pairs += _pair(item, snapshot, frame)
            continue
        if pairs:
            yield KeyValues(tuple(pairs))
            pairs = []
        yield from _rows(item, snapshot, frame)
    if pairs:
        yield KeyValues(tuple(pairs))


def _pair(placed: Placed, snapshot: Snapshot | None, frame: FormFrame) -> Iterator[KeyValue]:
    said = _said(placed.field, snapshot.values.get(placed.key) if snapshot else None, frame)
    if snapshot is None:
        said = _BLANK
    if said:
        danger = placed.danger and snapshot is not None and snapshot.values.get(placed.key) is True
        unit = f" {placed.unit}" if placed.unit else ""
        words: Words = (Run(said, bold=True, tone="bad"),) if danger else said + unit
        yield KeyValue(_(placed.field.label), words, placed.field.closed)


def _rows(rows: Rows, snapshot: Snapshot | None, frame: FormFrame) -> Iterator[Block]:
    found = tuple(snapshot.parts.get(rows.key, {}).values()) if snapshot else ()
    if not found and snapshot is not None:
        return
    shown = [placed.field for placed in rows.fields if placed.key in rows.columns] or [
        p.field for p in rows.fields
    ]
    columns = tuple(Column(_(each.label), _width(each), closed=each.closed) for each in shown)
    lines = tuple(tuple(_said(each, row.values.get(each.key), frame) for each in shown) for row in found)
    yield Heading(_(rows.label), 3)
    yield Table(columns, lines or (("\n",) * len(columns),) * _EMPTY_ROWS)


def _width(field_: Field) -> float:
    if field_.kind in {"day", "flag", "number", "clock"}:
        return 1.2
    return 3.0 if field_.kind == "long" or field_.size > 200 else 2.0


def _said(field_: Field, value: Value, frame: FormFrame) -> str:
    if isinstance(value, UUID):
        return frame.names(field_.to, value)
    return to_text(field_, value, frame.reader)


def _shown(condition: Condition | None, snapshot: Snapshot | None) -> bool:
    return condition is None or snapshot is None or condition.holds(snapshot.values)
