"""Reading the office's memory: what was done to a family's records, by whom, what it was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from desktop.models.audit import Act, ActChange
from desktop.models.families import Membership
from desktop.store.units import Reading


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row that an act changed; `fields` are `{key: [before, after]}` in the codec's form."""

    act: int
    what: str
    kind: str
    row_id: UUID
    root_kind: str
    root_id: UUID
    root_version: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act with what it did to the asked records."""

    number: int
    at: datetime
    who: str
    label: str
    undoable: bool
    undoes: int | None
    summary: Any
    changes: tuple[ChangeRow, ...] = ()


def of_family(reading: Reading, family: UUID, *, most: int = 300, before: int | None = None) -> list[ActRow]:
    """The newest acts that touched the family, its people or anything of theirs, newest first."""
    people = select(Membership.person_id).where(Membership.family_id == family)
    numbers = (
        select(ActChange.act)
        .where(or_(ActChange.family_id == family, ActChange.root_id.in_(people)))
        .group_by(ActChange.act)
        .order_by(ActChange.act.desc())
        .limit(most)
    )
    if before is not None:
        numbers = numbers.where(ActChange.act < before)
    wanted = list(reading.connection.scalars(numbers))
    related = or_(ActChange.family_id == family, ActChange.root_id.in_(people))
    rows = reading.connection.execute(
        select(ActChange.__table__).where(ActChange.act.in_(wanted), related).order_by(ActChange.act, ActChange.place)
    )
    return _acts(reading, wanted, [_change(row) for row in rows])


def act_with_changes(reading: Reading, number: int) -> tuple[ActRow | None, list[ChangeRow]]:
    """One act, whole."""
    rows = reading.connection.execute(select(ActChange.__table__).where(ActChange.act == number).order_by(ActChange.place))
    changes = [_change(row) for row in rows]
    acts = _acts(reading, [number], changes)
    return (acts[0] if acts else None), changes


def last_hand(reading: Reading, root: UUID) -> str:
    """Who changed the record last."""
    found = reading.connection.execute(
        select(Act.who)
        .join(ActChange, ActChange.act == Act.number)
        .where(ActChange.root_id == root, ActChange.what.in_(("added", "changed", "gone")))
        .order_by(Act.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found or ""


def stands_as_left(reading: Reading, root: UUID, act: int) -> bool:
    """Whether the record is as this act left it: whatever came after was taken back again."""
    rows = reading.connection.execute(
        select(Act.number, Act.undoes)
        .join(ActChange, ActChange.act == Act.number)
        .where(ActChange.root_id == root, ActChange.what.in_(("added", "changed", "gone")), Act.number > act)
        .distinct()
        .order_by(Act.number.desc())
    )
    later = {row.number: row.undoes for row in rows}
    taken_back: set[int] = set()
    for number, undoes in later.items():
        if number in taken_back:
            continue
        if undoes not in later:
            return False
        taken_back.add(undoes)
    return True


def _acts(reading: Reading, numbers: Iterable[int], changes: list[ChangeRow]) -> list[ActRow]:
    of: dict[int, list[ChangeRow]] = {}
    for change in changes:
        of.setdefault(change.act, []).append(change)
    rows = reading.connection.execute(select(Act.__table__).where(Act.number.in_(list(numbers))).order_by(Act.number.desc()))
    return [ActRow(r.number, r.at, r.who, r.label, r.undoable, r.undoes, r.summary, tuple(of.get(r.number, ()))) for r in rows]


def _change(row: Any) -> ChangeRow:
    return ChangeRow(
        row.act,
        row.what,
        row.kind,
        row.row_id,
        row.root_kind,
        row.root_id,
        row.root_version,
        row.fields or {},
    )
