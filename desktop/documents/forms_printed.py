"""Any form on paper: the sections of its definition with the answers, or empty for filling in by hand.

The definition that laid the form out on the screen lays it out here, so an office that adds a question to its
own form sees it in print without anybody writing a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from desktop.base.messages import _, speaking
from desktop.documents.letters import TICK
from desktop.documents.privacy import concealed
from desktop.models.definitions import Condition, FormDefinition, Placed, Rows, Section
from desktop.models.documents import (
    Block,
    CellValue,
    Column,
    ColumnKind,
    Cover,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Run,
    Sheet,
    SheetColumn,
    Signature,
    Signatures,
    Table,
    Words,
    Workbook,
)
from desktop.models.fields import Field, Value
from desktop.models.kinds import Reader, to_text
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot

Names = Callable[[str, UUID], str]  # kind of root, id → what it is called
Choices = Callable[[str], tuple[tuple[str, str], ...]]  # dictionary → code, caption
_BLANK: Final = "_" * 42
_LINES: Final = 3  # to write a long answer on
_EMPTY_ROWS: Final = 4  # of a list that is filled in by hand
_HARD: Final = "\u00a0"  # a space at which no line ends
_BOX: Final = f"{TICK}{_HARD}"  # to tick by hand
_UNBROKEN: Final = 34  # letters of an answer that stays in one line
_MOST_BOXES: Final = 20  # of a dictionary that is printed whole on a blank
_WIDE_TABLE: Final = 8  # columns; a longer list of questions is printed row by row


@dataclass(frozen=True, slots=True)
class FormFrame:
    """What stands around the answers: whose form it is, who signs, how references are named."""

    office: tuple[str, ...]
    made_on: date
    reader: Reader
    names: Names = lambda _kind, _id: ""
    choices: Choices = lambda _dictionary: ()
    lines: tuple[str, ...] = ()  # under the title: about whom
    pairs: tuple[tuple[str, str], ...] = ()  # filled on, by whom, about whom
    signatures: tuple[Signature, ...] = ()
    head: str = ""  # name of the head of the office, for the block of approval
    number: str = ""
    language: str = "ru"
    copy: int = 1
    demonstration: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)  # of scores: key → what was reached
    attached: tuple[str, ...] = ()  # files that belong to it


def form_document(form: FormDefinition, snapshot: Snapshot | None, frame: FormFrame) -> Document:
    """The form with the answers of the record; without a record, empty with lines to write on."""
    return forms_document(form, (snapshot,), frame)


def forms_document(form: FormDefinition, records: tuple[Snapshot | None, ...], frame: FormFrame) -> Document:
    """The form once for each record, one after another: every member of a family."""
    with speaking(frame.language):
        blocks: list[Block] = []
        for place, record in enumerate(records):
            head = _head(form, frame) if place == 0 else [Heading(_(form.title), 1)]
            blocks += [*head, *_body(form, record, frame)]
        document = Document(
            title=_(form.title),
            number=frame.number,
            made_on=frame.made_on,
            language=frame.language,
            office=frame.office,
            blocks=(*blocks, *_tail(form, frame)),
            confidential=_("Confidential. Copy No. {copy}").format(copy=frame.copy),
            demonstration=frame.demonstration,
        )
        return concealed(document)


def _head(form: FormDefinition, frame: FormFrame) -> Iterator[Block]:
    if form.approved_by:
        words = [_("APPROVED"), _(form.approved_by), f"{'_' * 18} {frame.head}".rstrip(), _("“__” ____________ 20__")]
        yield Table((Column("", 1.3), Column("", 1.0)), (("", "\n".join(words)),), header=False, ruled=False)
    yield Cover(frame.lines, tuple(KeyValue(_(label), value) for label, value in frame.pairs))
    yield from _standing(form)


def _standing(form: FormDefinition) -> Iterator[Block]:
    """Whether it is official, by which order and in which redaction; else whose sample it is and on what basis."""
    if form.is_sample:
        said = _("Sample of the institution, not an official form.")
        yield Paragraph((Run(said, italic=True),))
    if form.order:
        said = _("Form approved by: {order}").format(order=form.order)
        if form.redaction:
            said = _("{order}, redaction: {redaction}").format(order=said, redaction=form.redaction)
        yield Paragraph((Run(said, italic=True),))
    if form.basis:
        yield Paragraph((Run(_("Basis: {basis}").format(basis=form.basis), italic=True),))


def _body(form: FormDefinition, snapshot: Snapshot | None, frame: FormFrame) -> Iterator[Block]:
    number, own = 0, any(section.title[:1].isdigit() for section in form.sections)  # numbered as on the paper itself
    for section in form.sections:
        if not _shown(section.show_when, snapshot):
            continue
        blocks = list(_section(section, snapshot, frame))
        if blocks:
            number += 1
            numbered = form.is_questionnaire and len(form.sections) > 1 and not own
            yield Heading(f"{number}. {_(section.title)}" if numbered else _(section.title), 2)
            if snapshot is None and section.note:
                yield Paragraph((Run(_(section.note), italic=True),))
            yield from blocks


def _tail(form: FormDefinition, frame: FormFrame) -> Iterator[Block]:
    scores = tuple(KeyValue(_(s.label), frame.titles[s.key]) for s in form.scores if s.key in frame.titles)
    if scores:
        yield Heading(_("Result"), 2)
        yield KeyValues(scores)
    if frame.attached:
        yield Heading(_("Attached"), 2)
        yield Paragraph("\n".join(f"{n}. {name}" for n, name in enumerate(frame.attached, 1)))
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
        yield from _rows(item, snapshot, frame, of_section=_(item.label) == _(section.title))
    if pairs:
        yield KeyValues(tuple(pairs))


def _pair(placed: Placed, snapshot: Snapshot | None, frame: FormFrame) -> Iterator[KeyValue]:
    label = _(placed.field.label)
    if snapshot is None:
        yield KeyValue(label, _to_write(placed, frame), placed.field.closed)
        return
    value = snapshot.values.get(placed.key)
    said = _said(placed.field, value, frame)
    if not said:
        return
    if isinstance(value, str) and value.isdigit() and said != value:
        said = f"{value} \u2014 {said}"  # a scale: the number is what adds up
    if placed.texts and isinstance(value, str) and value in placed.texts:
        said = f"{said}: {placed.texts[value]}"
    unit = f" {placed.unit}" if placed.unit else ""
    danger = placed.danger and value is True
    words: Words = (Run(said, bold=True, tone="bad"),) if danger else said + unit
    yield KeyValue(label, words, placed.field.closed)


def _boxes(entries: tuple[tuple[str, str], ...], texts: Mapping[str, str]) -> str:
    """Answers to tick: side by side, as on printed forms; one below the other where each has its meaning."""
    if not texts:
        said = (caption.replace(" ", _HARD) if len(caption) <= _UNBROKEN else caption for _code, caption in entries)
        return f"{_HARD * 3} ".join(f"{_BOX}{caption}" for caption in said)
    return "\n".join(
        f"{_BOX}{caption} \u2014 {texts[code]}" if code in texts else f"{_BOX}{caption}" for code, caption in entries
    )


def _to_write(placed: Placed, frame: FormFrame) -> str:
    """What stands on a blank: boxes to tick, or lines to write on."""
    field_ = placed.field
    if field_.kind == "flag":
        return _boxes((("yes", _("yes")), ("no", _("no"))), {})
    entries = frame.choices(field_.dictionary) if field_.kind in {"choice", "choices"} else ()
    if 0 < len(entries) <= _MOST_BOXES:
        return _boxes(entries, placed.texts or {})
    if entries or field_.kind == "long":  # a long dictionary is written out by hand
        return "\n".join([_BLANK] * _LINES)
    unit = f" {placed.unit}" if placed.unit else ""
    return f"{_BLANK}{unit}"


def _rows(rows: Rows, snapshot: Snapshot | None, frame: FormFrame, *, of_section: bool) -> Iterator[Block]:
    found = tuple(snapshot.parts.get(rows.key, {}).values()) if snapshot else ()
    if not found and snapshot is not None:
        return
    if not of_section:
        yield Heading(_(rows.label), 3)
    if len(rows.fields) > _WIDE_TABLE and found:
        for number, row in enumerate(found, 1):
            yield Paragraph((Run(f"{number}.", bold=True),))
            answers = (_in_row(placed, row, frame) for placed in rows.fields)
            yield KeyValues(tuple(answer for answer in answers if answer))
        return
    shown = tuple(placed.field for placed in rows.fields)
    if len(shown) > _WIDE_TABLE:
        shown = tuple(placed.field for placed in rows.fields if placed.key in rows.columns) or shown[:_WIDE_TABLE]
    columns = tuple(Column(_(each.label), _width(each), closed=each.closed) for each in shown)
    lines = tuple(tuple(_said(each, row.values.get(each.key), frame) for each in shown) for row in found)
    yield Table(columns, lines or (("\n",) * len(columns),) * _EMPTY_ROWS)


def _in_row(placed: Placed, row: Snapshot, frame: FormFrame) -> KeyValue | None:
    said = _said(placed.field, row.values.get(placed.key), frame)
    return KeyValue(_(placed.field.label), said, placed.field.closed) if said else None


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


# The same as a workbook


def form_workbook(form: FormDefinition, records: tuple[Snapshot | None, ...], frame: FormFrame) -> Workbook:
    """A sheet of section, question, answer; a sheet for each list of rows, with real dates and numbers."""
    with speaking(frame.language):
        answers = [row for record in records for row in _answers(form, record, frame)]
        answers += [(_("Result"), _(s.label), frame.titles[s.key]) for s in form.scores if s.key in frame.titles]
        columns = (SheetColumn(_("Section"), width=30), SheetColumn(_("Question"), width=46), SheetColumn(_("Answer"), width=60))
        about = "; ".join([*frame.lines, *(f"{_(label)}: {value}" for label, value in frame.pairs)])
        sheets = [Sheet(_(form.title), columns, tuple(answers), filter_line=about)]
        sheets += [_rows_sheet(item, records, frame) for item in form.lists()]
        return Workbook(
            _(form.title), frame.office[-1] if frame.office else "", frame.made_on, frame.language, tuple(sheets),
            frame.demonstration,
        )  # fmt: skip


def _answers(form: FormDefinition, record: Snapshot | None, frame: FormFrame) -> Iterator[tuple[CellValue, ...]]:
    for section in form.sections:
        if not _shown(section.show_when, record):
            continue
        for item in section.items:
            if isinstance(item, Placed) and not item.field.closed and _shown(item.show_when, record):
                said = _said(item.field, record.values.get(item.key), frame) if record else ""
                yield _(section.title), _(item.field.label), said + (f" {item.unit}" if said and item.unit else "")


_COLUMN_KINDS: Final[dict[str, ColumnKind]] = {"day": "date", "number": "number", "money": "money"}


def _rows_sheet(rows: Rows, records: tuple[Snapshot | None, ...], frame: FormFrame) -> Sheet:
    shown = [placed.field for placed in rows.fields if not placed.field.closed]
    columns = tuple(SheetColumn(_(one.label), _COLUMN_KINDS.get(one.kind, "text"), width=24) for one in shown)
    found = [row for record in records if record for row in record.parts.get(rows.key, {}).values()]
    lines = tuple(tuple(_cell(one, row.values.get(one.key), frame) for one in shown) for row in found)
    return Sheet(_(rows.label), columns, lines)


def _cell(field_: Field, value: Value, frame: FormFrame) -> CellValue:
    if isinstance(value, datetime | PartialDate | bool):
        return _said(field_, value, frame)
    if field_.kind in _COLUMN_KINDS and isinstance(value, date | int | Decimal):
        return value
    return _said(field_, value, frame)
