"""Gathering what the page of a family shows: a constant number of selects, however much there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.sql import literal

from desktop.models.agencies import Agency
from desktop.models.agreements import Agreement
from desktop.models.attachments import Attachment
from desktop.models.bonds import Bond
from desktop.models.cases import Case
from desktop.models.families import Family
from desktop.models.family_page import AlertRow
from desktop.models.offices import Staff
from desktop.models.persons import Person
from desktop.models.plans import PlanVersion
from desktop.models.snapshots import Snapshot
from desktop.models.social_maps import SocialMap
from desktop.models.visits import Alert, Visit, VisitChild
from desktop.store.opening import open_root, open_roots
from desktop.store.units import Reading


def id_by_number(reading: Reading, number: str) -> UUID | None:
    """The family with this file number, as printed or without its leading zeros."""
    found = (
        reading.connection.execute(select(Family.id).where(Family.number == number.strip())).scalars().all()
    )
    return found[0] if found else None


def active_case(reading: Reading, family: UUID) -> Snapshot | None:
    """The newest episode of work with the family."""
    id_ = reading.connection.execute(
        select(Case.id)
        .where(Case.family_id == family, Case.removed.is_(False))
        .order_by(Case.closed_on.is_(None).desc(), Case.opened_on.desc(), Case.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return open_root(reading, Case, id_) if id_ else None


def persons(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, Snapshot]:
    """People with all that is kept of them, closed sections excepted."""
    return open_roots(reading, Person, ids)


def bonds_among(reading: Reading, ids: Sequence[UUID]) -> tuple[Snapshot, ...]:
    """Kinship and unions that touch any of these people."""
    found = reading.connection.scalars(
        select(Bond.id)
        .where(or_(Bond.first_id.in_(ids), Bond.second_id.in_(ids)), Bond.removed.is_(False))
        .order_by(Bond.id)
    )
    return tuple(open_roots(reading, Bond, list(found)).values())


def last_seen(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, date]:
    """When a worker last saw each of these children."""
    rows = reading.connection.execute(
        select(VisitChild.person_id, func.max(Visit.visited_on).label("seen_on"))
        .join(Visit, Visit.id == VisitChild.visit_id)
        .where(VisitChild.person_id.in_(ids), VisitChild.seen.is_(True), Visit.removed.is_(False))
        .group_by(VisitChild.person_id)
    )
    return {row.person_id: row.seen_on for row in rows}


def open_alerts(reading: Reading, family: UUID) -> tuple[AlertRow, ...]:
    """Dangers that nobody answered yet, oldest first."""
    alert = Alert.__table__
    rows = reading.connection.execute(
        select(alert)
        .where(alert.c.family_id == family, alert.c.answered_at.is_(None), alert.c.removed.is_(False))
        .order_by(alert.c.raised_at)
    )
    return tuple(AlertRow(r.id, r.row_version, r.kind, r.raised_at, r.visit_id) for r in rows)


def counts(reading: Reading, family: UUID) -> dict[str, int]:
    """How many there are in each section, in one select."""
    parts = [
        select(literal(name).label("section"), func.count().label("many")).where(
            kind.family_id == family, kind.removed.is_(False)
        )
        for name, kind in (
            ("visits", Visit), ("agreements", Agreement), ("plans", PlanVersion), ("maps", SocialMap), ("files", Attachment),
            ("cases", Case),
        )
    ]  # fmt: skip
    return {row.section: row.many for row in reading.connection.execute(union_all(*parts))}


def staff_names(reading: Reading) -> dict[UUID, tuple[str, str]]:
    """Everybody of the office: (surname with initials, position)."""
    from desktop.store.lines import with_initials  # noqa: PLC0415  lines sort and import more than names need

    rows = reading.connection.execute(
        select(Staff.id, Staff.surname, Staff.given_name, Staff.patronymic, Staff.position).where(
            Staff.removed.is_(False)
        )
    )
    return {r.id: (with_initials(r.surname, r.given_name, r.patronymic), r.position or "") for r in rows}


def agencies(reading: Reading) -> tuple[tuple[UUID, str, str], ...]:
    """(id, short name, sphere) of every agency, by name."""
    rows = reading.connection.execute(
        select(Agency.id, Agency.name, Agency.short_name, Agency.sphere)
        .where(Agency.removed.is_(False))
        .order_by(Agency.name)
    )
    return tuple((r.id, r.short_name or r.name, r.sphere or "") for r in rows)


def people_for_choice(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of people by id, for references in forms."""
    rows = reading.connection.execute(
        select(Person.id, Person.surname, Person.given_name, Person.patronymic).where(Person.id.in_(ids))
    )
    return {r.id: " ".join(n for n in (r.surname, r.given_name, r.patronymic) if n) for r in rows}
