"""Statements with sources: who said what, compared, and the one a person accepted written onto the card.

The method demands "comparison of information from various sources" (S002, stage 3). A field nobody questioned has no
statements; the card's column is the accepted value and the only thing that forms, lists and prints read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.models.fields import Field, Value
from desktop.models.kinds import Json, Reader, to_text
from desktop.models.snapshots import Snapshot
from desktop.models.statements import (
    ACCEPTED,
    OPEN,
    REJECTED,
    FieldMark,
    Matter,
    NewStatement,
    Said,
    Statement,
    StatementLine,
    has_value,
    kept_value,
    said_value,
)
from desktop.rules.findings import check_value
from desktop.rules.statements import after_accepting, mark_of, matters, same_value
from desktop.store import families, settling
from desktop.store import statements as kept
from desktop.store.units import Reading, Unit

PathOfField = tuple[UUID, str]


def matters_of(reading: Reading, family: UUID) -> tuple[Matter, ...]:
    """Everything said about the family and its people, put together by what it is about, disputed first."""
    return _matters(reading, kept.of_family(reading, family))


def matter_of(reading: Reading, family: UUID, kind: str, subject: UUID, field: str) -> Matter:
    """What was said about one field; an empty matter when nobody said anything."""
    said = [one for one in kept.of_subjects(reading, [subject]) if one.field == field]
    found = _matters(reading, said)
    if found:
        return found[0]
    blank = Said(subject, 0, family, kind, subject, field, "", {}, "", "", reading.today)
    column = settling.columns(reading.connection, [blank])
    return Matter(kind, subject, field, "", (), column.get((subject, field)), (subject, field) in column)


def marks(reading: Reading, subjects: Iterable[UUID]) -> dict[PathOfField, FieldMark]:
    """Which boxes of these records and rows carry a mark, by (record or row, field)."""
    found = _matters(reading, [one for one in kept.of_subjects(reading, subjects) if one.field])
    return {(matter.subject, matter.field): mark for matter in found if (mark := mark_of(matter)) is not None}


def _matters(reading: Reading, said: Iterable[Said]) -> tuple[Matter, ...]:
    told = tuple(said)
    return matters(told, settling.columns(reading.connection, told), _fields(told))


def _fields(said: Iterable[Said]) -> dict[tuple[str, str], Field]:
    keys = {(one.subject_kind, one.field) for one in said if one.field}
    return {key: field for key in keys if (field := settling.field_of(*key)) is not None}


def statement_lines(reading: Reading, family: UUID, reader: Reader) -> tuple[StatementLine, ...]:
    """Statements as they are printed, contradictions first; only what the person at the desk may read."""
    found = matters_of(reading, family)
    names = _Names(reading, found)
    lines = []
    for matter in found:
        field = settling.field_of(matter.subject_kind, matter.field)
        about = _(field.label) if field else reader.caption("life_spheres", matter.sphere) if matter.sphere else matter.field
        whose = names.of(matter.subject) if matter.subject_kind == "person" else ""
        card = names.words(field, matter.column, reader) if field is not None and matter.has_column else ""
        for said in matter.statements:
            value = names.words(field, said.value.get("is"), reader) if field is not None and has_value(said.value) else ""
            method = reader.caption("statement_methods", said.method) if said.method else ""
            source = ", ".join(part for part in (said.said_by, method, f"{said.said_on:%d.%m.%Y}") if part)
            lines.append(
                StatementLine(
                    f"{whose}: {about}" if whose else about[:1].upper() + about[1:], value, said.words, source,
                    reader.caption("reliability", said.reliability) if said.reliability else "",
                    reader.caption("statement_states", said.state), said.reason, card, said.id in matter.against,
                )
            )  # fmt: skip
    return tuple(lines)


class _Names:
    """What people, colleagues and agencies named in statements are called."""

    def __init__(self, reading: Reading, found: Iterable[Matter]) -> None:
        told = tuple(found)
        people = {matter.subject for matter in told if matter.subject_kind == "person"}
        for matter in told:
            field = settling.field_of(matter.subject_kind, matter.field)
            if field is not None and field.to == "person":
                values = (matter.column, *(said.value.get("is") for said in matter.statements))
                people |= {UUID(value) for value in values if isinstance(value, str)}
        self._known = {id_: _full_name(person) for id_, person in families.persons(reading, sorted(people)).items()}
        self._known |= {id_: name for id_, (name, _position) in families.staff_names(reading).items()}
        self._known |= {id_: name for id_, name, _sphere in families.agencies(reading)}

    def of(self, id_: UUID) -> str:
        return self._known.get(id_, "")

    def words(self, field: Field, kept: Json, reader: Reader) -> str:
        try:
            value = said_value(field, {"is": kept})
        except ValueError:
            return str(kept)
        if isinstance(value, UUID):
            return self.of(value)
        return to_text(field, value, reader)


def _full_name(person: Snapshot) -> str:
    parts = (person.values.get(key) for key in ("surname", "given_name", "patronymic"))
    return " ".join(str(part) for part in parts if part)


def add_statement(unit: Unit, new: NewStatement) -> UUID:
    """Write down what somebody said; the card is not touched until a person accepts it.

    Raises:
        Rejected: it is not known who said it or when, or nothing is said.
    """
    said_by, said_on = new.values.get("said_by"), new.values.get("said_on")
    if not isinstance(said_by, str) or not said_by.strip():
        raise Rejected(Finding(("said_by",), message(N_("Write who said it"))))
    if not isinstance(said_on, date):
        raise Rejected(Finding(("said_on",), message(N_("Write when it was said"))))
    if said_on > unit.today:
        raise Rejected(Finding(("said_on",), message(N_("It cannot have been said after today"))))
    if not has_value(new.value) and not new.values.get("words"):
        raise Rejected(Finding(("words",), message(N_("Write what was said"))))
    if not new.field and not new.values.get("sphere"):
        raise Rejected(Finding(("sphere",), message(N_("Choose the sphere of life it is about"))))
    more: dict[str, Any] = {
        key: new.values.get(key) for key in ("sphere", "words", "method", "reliability", "contradicts_id", "access", "sheet_id")
    }
    row = Statement(
        id=unit.new_id(), family_id=new.family, subject_kind=new.subject_kind, subject_id=new.subject,
        field=new.field or None, value=dict(new.value), said_by=said_by.strip(), said_on=said_on, state=OPEN, **more,
    )  # fmt: skip
    unit.add(row)
    return row.id


def statement_from_answer(
    unit: Unit, *, family: UUID, subject_kind: str, subject_id: UUID, field: str, value: Value, sheet: UUID,
    said_by: str, said_on: date,
) -> UUID:  # fmt: skip
    """An answer that differs from the card becomes a statement of that form, offered for acceptance.

    The same answer saved again adds nothing; a changed one changes the statement while nobody decided about it.
    """
    before = kept.of_sheet(unit, sheet, subject_id, field)
    described = settling.field_of(subject_kind, field)
    now = kept_value(value)
    if before is not None:
        mine, other = before.value.get("is"), now["is"]
        if mine == other or (described is not None and same_value(described, mine, other)):
            return before.id
        if before.state == OPEN:
            row = unit.claim(Statement, before.id, None)
            row.value, row.said_by, row.said_on = now, said_by, said_on
            return row.id
    said: dict[str, Value] = {"said_by": said_by or _nobody(unit), "said_on": said_on, "sheet_id": sheet}
    return add_statement(unit, NewStatement(family, subject_kind, subject_id, field, said, now))


def _nobody(unit: Unit) -> str:
    return unit.actor.name or "?"


def accept_statement(unit: Unit, id_: UUID, version: int | None, reason: str) -> UUID:
    """Write what was said onto the card and mark who was believed, with the reason: one act.

    Raises:
        Conflict: somebody decided about it since it was shown.
        Rejected: no reason, or the card cannot hold such a value.
    """
    if not reason.strip():
        raise Rejected(Finding(("reason",), message(N_("Write why this one is accepted"))))
    row = unit.get(Statement, id_)
    field = settling.field_of(row.subject_kind, row.field) if row.field else None
    valued = field is not None and has_value(row.value)
    root = kept.subject_root(unit, row.subject_kind, row.subject_id) if valued else None
    if root is not None:
        unit.claim(*root, None)  # before the statements, as everybody does: two acts never wait for each other
    others = kept.about(unit, row.subject_id, row.field)
    chosen = next((one for one in others if one.id == id_), None)
    if chosen is None:
        raise Rejected(Finding((), message(N_("The record is no longer there"))))
    states = after_accepting(chosen, others, field)
    wanted = [(Statement, other, version if other == id_ else None) for other in states]
    claimed = unit.claim_all(wanted)
    if field is not None and root is not None:
        _write_column(unit, chosen, field)
    for other, state in states.items():
        statement = claimed[other]
        if isinstance(statement, Statement):
            statement.state = state
            if other == id_ or state == ACCEPTED:
                statement.reason = reason.strip()
    return id_


def _write_column(unit: Unit, said: Said, field: Field) -> None:
    row = kept.row_of(unit, said.subject_kind, said.subject)
    try:
        value = said_value(field, said.value)
    except ValueError:
        raise Rejected(Finding((), message(N_("The card cannot hold this value")))) from None
    wrong = check_value(field, value, unit.today)
    if wrong is not None and wrong[1]:
        raise Rejected(Finding((field.key,), wrong[0]))
    if row is None or (value is None and not type(row).__table__.c[field.key].nullable):
        raise Rejected(Finding((field.key,), message(N_("The card cannot hold this value"))))
    value = () if value is None and field.kind == "choices" else value
    if getattr(row, field.key) != value:
        setattr(row, field.key, value)


def reject_statement(unit: Unit, id_: UUID, version: int | None, reason: str) -> UUID:
    """It was looked at and is not believed; the card stays as it is, an accepted one keeps its value there.

    Raises:
        Conflict: somebody decided about it since it was shown.
        Rejected: no reason is given.
    """
    if not reason.strip():
        raise Rejected(Finding(("reason",), message(N_("Write why it is not accepted"))))
    row = unit.claim(Statement, id_, version)
    row.state, row.reason = REJECTED, reason.strip()
    return id_


def reopen_statement(unit: Unit, id_: UUID, version: int | None) -> UUID:
    """It has to be looked at again; the card stays as it is.

    Raises:
        Conflict: somebody decided about it since it was shown.
    """
    row = unit.claim(Statement, id_, version)
    row.state, row.reason = OPEN, None
    return id_


def remove_statement(unit: Unit, id_: UUID, version: int | None) -> UUID:
    """It was written by mistake: it leaves every list and stays in the journal of changes.

    Raises:
        Conflict: somebody changed it since it was shown.
    """
    unit.claim(Statement, id_, version).removed = True
    return id_
