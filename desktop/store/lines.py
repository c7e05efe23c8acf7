"""The list of families, kept by the acts that change it: one row a family, so that a list of 100,000 opens at once.

A line is derived, never typed. `refresh` computes it anew from the record in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from desktop.models.agreements import Agreement
from desktop.models.base import Root
from desktop.models.cases import Case, StagePeriod
from desktop.models.families import ELSEWHERE, Family, FamilyLine, HouseholdAddress, Membership
from desktop.models.offices import Staff
from desktop.models.partial_dates import PartialDate, age_on
from desktop.models.persons import Person
from desktop.models.visits import Alert, Visit, VisitChild
from desktop.rules.search import sort_key

ADULT = 18
RISK_ORDER = {"critical": 4, "high": 3, "medium": 2, "low": 1}
CHILD_ROLES = frozenset({"child"})
_AT_ONCE = 500  # ids in one select


def families_of(session: Session, roots: Mapping[UUID, Root]) -> dict[UUID, tuple[UUID, ...]]:
    """Whose pages show each of the changed roots."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    people: dict[UUID, set[UUID]] = {}  # person → roots that concern them
    for id_, root in roots.items():
        if root.__tablename__ == "family":
            found[id_] = (id_,)
        elif getattr(root, "family_id", None) is not None:
            found[id_] = (getattr(root, "family_id"),)  # noqa: B009  not every root has it
        for person in _people_of(root):
            people.setdefault(person, set()).add(id_)
    if people:
        for family, person in session.execute(
            select(Membership.family_id, Membership.person_id).where(Membership.person_id.in_(people))
        ):
            for id_ in people[person]:
                found[id_] = tuple(dict.fromkeys((*found.get(id_, ()), family)))
    for id_, root in roots.items():
        if isinstance(root, Staff):
            found[id_] = tuple(session.scalars(select(FamilyLine.family_id).where(FamilyLine.curator_id == id_)))
    return found


def _people_of(root: Root) -> tuple[UUID, ...]:
    match root.__tablename__:
        case "person":
            return (root.id,)
        case "bond":
            return (getattr(root, "first_id"), getattr(root, "second_id"))  # noqa: B009  by table, not by class
        case "closed_section":
            return (getattr(root, "person_id"),)  # noqa: B009
        case _:
            return ()


@dataclass
class _Known:
    """What the lines of some families are made of."""

    addresses: dict[UUID, str] = field(default_factory=dict)
    people: dict[UUID, list[tuple[UUID, str | None, PartialDate | None]]] = field(default_factory=dict)
    cases: dict[UUID, Any] = field(default_factory=dict)
    stages: dict[UUID, list[str]] = field(default_factory=dict)
    seen: dict[tuple[UUID, UUID], date] = field(default_factory=dict)
    agreements: dict[UUID, date | None] = field(default_factory=dict)
    alerts: dict[UUID, int] = field(default_factory=dict)
    curators: dict[UUID, str] = field(default_factory=dict)


def refresh(session: Session, families: Iterable[UUID], today: date) -> None:
    """Compute the lines of these families anew."""
    wanted = sorted(families)
    connection = session.connection()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = _lines(connection, some, today)
        connection.execute(delete(FamilyLine).where(FamilyLine.family_id.in_(some)))
        if rows:
            connection.execute(insert(FamilyLine), rows)


def _lines(connection: Connection, some: list[UUID], today: date) -> list[dict[str, Any]]:
    known = _gather(connection, some)
    return [_line(row, known, today) for row in connection.execute(select(Family.__table__).where(Family.id.in_(some)))]


def _gather(connection: Connection, some: list[UUID]) -> _Known:
    known = _Known()
    run = connection.execute
    for family, address in run(
        select(HouseholdAddress.family_id, HouseholdAddress.address)
        .where(HouseholdAddress.family_id.in_(some))
        .order_by(HouseholdAddress.till.is_(None), HouseholdAddress.kind == "living", HouseholdAddress.id)
    ):
        known.addresses[family] = address  # the last one wins: actual, in force, newest
    for family, person, role, born in run(
        select(Membership.family_id, Membership.person_id, Membership.role, Person.born)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.family_id.in_(some), Membership.till.is_(None), Person.died.is_(None), Person.dead.is_not(True))
        .where(or_(Membership.lives.is_(None), Membership.lives != ELSEWHERE))
    ):
        known.people.setdefault(family, []).append((person, role, born))
    case = Case.__table__
    for row in run(
        select(case).where(case.c.family_id.in_(some), case.c.removed.is_(False)).order_by(case.c.opened_on, case.c.id)
    ):
        known.cases[row.family_id] = row
    cases = {row.id: family for family, row in known.cases.items()}
    for case_id, stage in run(
        select(StagePeriod.case_id, StagePeriod.stage)
        .where(StagePeriod.case_id.in_(cases), StagePeriod.closed_on.is_(None))
        .order_by(StagePeriod.opened_on)
    ):
        known.stages.setdefault(cases[case_id], []).append(stage)
    curators = {row.curator_id for row in known.cases.values() if row.curator_id}
    for id_, surname, given, patronymic in run(
        select(Staff.id, Staff.surname, Staff.given_name, Staff.patronymic).where(Staff.id.in_(curators))
    ):
        known.curators[id_] = with_initials(surname, given, patronymic)
    _gather_work(connection, some, known)
    return known


def _gather_work(connection: Connection, some: list[UUID], known: _Known) -> None:
    run = connection.execute
    for family, child, day in run(
        select(Visit.family_id, VisitChild.person_id, func.max(Visit.visited_on))
        .join(VisitChild, VisitChild.visit_id == Visit.id)
        .where(Visit.family_id.in_(some), VisitChild.seen.is_(True), Visit.removed.is_(False))
        .group_by(Visit.family_id, VisitChild.person_id)
    ):
        known.seen[family, child] = day
    for family, till in run(
        select(Agreement.family_id, func.max(Agreement.till))
        .where(Agreement.family_id.in_(some), Agreement.state == "signed", Agreement.removed.is_(False))
        .group_by(Agreement.family_id)
    ):
        known.agreements[family] = till
    for family, count in run(
        select(Alert.family_id, func.count())
        .where(Alert.family_id.in_(some), Alert.answered_at.is_(None), Alert.removed.is_(False))
        .group_by(Alert.family_id)
    ):
        known.alerts[family] = count


def is_child(role: str | None, born: PartialDate | None, today: date) -> bool:
    """By age where a birth date is known, by the place in the household where it is not."""
    return age_on(born, today) < ADULT if born is not None else role in CHILD_ROLES


def with_initials(surname: str | None, given: str | None, patronymic: str | None) -> str:
    """How a colleague is written in a list: surname and initials."""
    initials = " ".join(f"{name[0]}." for name in (given, patronymic) if name)
    return f"{surname or ''} {initials}".strip()


def _line(family: Any, known: _Known, today: date) -> dict[str, Any]:
    children = [(p, born) for p, role, born in known.people.get(family.id, ()) if is_child(role, born, today)]
    seen = [known.seen.get((family.id, child)) for child, _born in children]
    case = known.cases.get(family.id)
    curator = known.curators.get(case.curator_id, "") if case else ""
    return {
        "family_id": family.id,
        "number": family.number or "",
        "name": family.name,
        "sort_key": sort_key(family.name),
        "children": len(children),
        "youngest_born": max((born.year for _child, born in children if born), default=None),
        "status": case.status if case else "draft",
        "grounds_group": (case.grounds_group if case else "") or "",
        "risk": (case.risk if case else "") or "",
        "risk_order": RISK_ORDER.get((case.risk if case else "") or "", 0),
        "stages": ",".join(known.stages.get(family.id, ())),
        "curator_id": case.curator_id if case else None,
        "curator": curator,
        "curator_key": sort_key(curator),
        "district": family.district or "",
        "address": known.addresses.get(family.id, ""),
        "opened_on": case.opened_on if case else None,
        "next_visit_on": case.next_visit_on if case else None,
        "children_seen_on": min((day for day in seen if day), default=None) if seen and None not in seen else None,
        "agreement_till": known.agreements.get(family.id),
        "alerts": known.alerts.get(family.id, 0),
        "pathway": case.pathway if case else None,
        "pathway_version": case.pathway_version if case else None,
        "removed": family.removed,
    }
