"""Statements read for pages and prints, only those that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.base.messages import N_
from desktop.models.audit import Act, ActChange
from desktop.models.base import Entity, Part, Root
from desktop.models.cases import Case, TeamMember
from desktop.models.everything import ENTITIES
from desktop.models.family_page import Happening
from desktop.models.fields import Field
from desktop.models.kinds import Reader, to_text
from desktop.models.statements import ACCEPTED, OPEN, Said, Statement, has_value, said_value
from desktop.rules.statements import may_see
from desktop.store.settling import field_of, said
from desktop.store.units import Reading, Unit

_TOLD_PLAINLY = frozenset({"text", "long", "number", "money", "decimal", "day"})  # their words need no dictionary
_AT_ONCE = 500  # ids in one select


def of_family(reading: Reading, family: UUID) -> tuple[Said, ...]:
    """Everything said about this family and its people that the person at the desk may read, oldest first."""
    return _visible(reading, Statement.__table__.c.family_id == family)


def of_subjects(reading: Reading, subjects: Iterable[UUID]) -> tuple[Said, ...]:
    """The same about these records and their rows, in whatever family it was said."""
    wanted = list(dict.fromkeys(subjects))
    found: list[Said] = []
    for start in range(0, len(wanted), _AT_ONCE):
        found += _visible(reading, Statement.__table__.c.subject_id.in_(wanted[start : start + _AT_ONCE]))
    return tuple(found)


def _visible(reading: Reading, which: Any) -> tuple[Said, ...]:
    table = Statement.__table__
    rows = reading.connection.execute(
        select(table).where(which, table.c.removed.is_(False)).order_by(table.c.said_on, table.c.id)
    )
    found = [said(row) for row in rows]
    kept_back = _kept_back(reading, [(one.id, one.family, one.access) for one in found if one.access])
    return tuple(one for one in found if one.id not in kept_back)


def hidden(reading: Reading, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these statements, standing or removed, the person at the desk may not read."""
    wanted = list(ids)
    table = Statement.__table__
    rows = reading.connection.execute(
        select(table.c.id, table.c.family_id, table.c.access).where(table.c.id.in_(wanted), table.c.access.is_not(None))
    )
    return _kept_back(reading, [(row.id, row.family_id, row.access) for row in rows])


def _kept_back(reading: Reading, guarded: list[tuple[UUID, UUID, str]]) -> set[UUID]:
    roles = {family: roles_in(reading, family) for family in {family for _id, family, _access in guarded}}
    found = {id_ for id_, family, access in guarded if not may_see(access, roles[family])}
    return found - _written_by_me(reading, found)


def _written_by_me(reading: Reading, ids: set[UUID]) -> set[UUID]:
    """Who wrote a statement down knows what it says: it does not vanish from under their hands."""
    if not ids:
        return set()
    change, act = ActChange.__table__, Act.__table__
    return set(
        reading.connection.scalars(
            select(change.c.row_id)
            .join(act, act.c.number == change.c.act)
            .where(change.c.row_id.in_(ids), change.c.what == "added", act.c.who_id == reading.actor.id)
        )
    )


def roles_in(reading: Reading, family: UUID) -> frozenset[str]:
    """The roles of the person at the desk in the family's case, as `may_see` wants them."""
    case, member = Case.__table__, TeamMember.__table__
    cases = reading.connection.execute(
        select(case.c.id, case.c.curator_id)
        .where(case.c.family_id == family, case.c.removed.is_(False))
        .order_by(case.c.closed_on.is_(None).desc(), case.c.opened_on.desc(), case.c.id.desc())
        .limit(1)
    ).one_or_none()
    team = (
        reading.connection.execute(
            select(member.c.staff_id, member.c.role).where(member.c.case_id == cases.id, member.c.till.is_(None))
        ).all()
        if cases is not None
        else []
    )
    mine = [row.role for row in team if row.staff_id is not None and row.staff_id == reading.actor.id]
    found = {*reading.actor.roles, *(role for role in mine if role)}
    found -= {"curator"}  # a word of the team: who leads the case is said by the case itself
    if cases is None or (cases.curator_id is None and not any(row.staff_id for row in team)):
        found.add("everyone")
    elif cases.curator_id == reading.actor.id:
        found |= {"curator", "team"}
    return frozenset(found | ({"team"} if mine else set()))


def of_sheet(unit: Unit, sheet: UUID, subject: UUID, field: str) -> Said | None:
    """The newest statement that this answer sheet made about the field."""
    table = Statement.__table__
    row = unit.session.execute(
        select(table)
        .where(
            table.c.sheet_id == sheet,
            table.c.subject_id == subject,
            table.c.field == field,
            table.c.removed.is_(False),
        )
        .order_by(table.c.id.desc())
        .limit(1)
    ).one_or_none()
    return said(row) if row is not None else None


def about(unit: Unit, subject: UUID, field: str | None) -> tuple[Said, ...]:
    """Everything said about one field of a record, or, without a field, about its spheres, seen or not."""
    table = Statement.__table__
    rows = unit.session.execute(
        select(table)
        .where(table.c.subject_id == subject, table.c.field == (field or None), table.c.removed.is_(False))
        .order_by(table.c.said_on, table.c.id)
    )
    return tuple(said(row) for row in rows)


def subject_root(unit: Unit, kind: str, id_: UUID) -> tuple[type[Root], UUID] | None:
    """The root that has to be claimed before something of this record is written."""
    entity = ENTITIES[kind]
    if issubclass(entity, Root):
        return entity, id_
    if not issubclass(entity, Part):
        return None
    table = entity.__table__
    root = unit.session.execute(select(table.c[entity.root]).where(table.c.id == id_)).scalar_one_or_none()
    return (entity.root_kind, root) if root is not None else None


def row_of(unit: Unit, kind: str, id_: UUID) -> Entity | None:
    """The record or row something was said about, for writing; its root has to be claimed."""
    return unit.session.get(ENTITIES[kind], id_)


def happenings(reading: Reading, family: UUID) -> Iterator[Happening]:
    """Lines of the chronology: who said something, and what was accepted; closed levels stay with who may read them."""
    for one in of_family(reading, family):
        tone = "green" if one.state == ACCEPTED else "amber" if one.state == OPEN and one.contradicts else ""
        field = field_of(one.subject_kind, one.field) if one.field else None
        title = field.label if field is not None else one.sphere or N_("Statement")
        who = () if one.subject_kind != "person" else (one.subject,)
        yield Happening(one.said_on, "statement", title, _told(one, field, reading), one.id, who, tone)


def _told(one: Said, field: Field | None, reading: Reading) -> str:
    """Who said it and what; a code has its caption on the page of statements."""
    value = ""
    if field is not None and field.kind in _TOLD_PLAINLY and has_value(one.value):
        try:
            value = to_text(field, said_value(field, one.value), Reader(reading.today, zone=reading.office.zone))
        except ValueError:  # said about a field that was of another kind then
            value = ""
    words = "; ".join(part for part in (value, one.words) if part)
    return f"{one.said_by}: {words}" if words else one.said_by
