"""Gathering what the page of a family shows: a constant number of selects, however much there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.sql import literal

from desktop.models.agencies import Agency
from desktop.models.agreements import Agreement
from desktop.models.answers import AnswerSheet
from desktop.models.attachments import Attachment
from desktop.models.bonds import Bond
from desktop.models.cases import Case
from desktop.models.change_map import FORM as CHANGE_MAP
from desktop.models.conflicts import ConflictMap
from desktop.models.families import Family, Membership
from desktop.models.family_page import AlertRow, Elsewhere, Minimum
from desktop.models.genograms import Genogram
from desktop.models.offices import Definition, Office, Staff
from desktop.models.persons import Person
from desktop.models.plans import PlanVersion
from desktop.models.signals import Signal
from desktop.models.snapshots import Snapshot
from desktop.models.social_maps import SocialMap
from desktop.models.statements import Statement
from desktop.models.subsistence import SubsistenceMinimum
from desktop.models.visits import Alert, Visit, VisitChild
from desktop.store.opening import open_root, open_roots
from desktop.store.units import Reading

PATRONISED = ("assessment", "active")  # statuses of a case that make a load


def id_by_number(reading: Reading, number: str) -> UUID | None:
    """The family with this file number, as printed or without its leading zeros."""
    found = reading.connection.execute(select(Family.id).where(Family.number == number.strip())).scalars().all()
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
        select(Bond.id).where(or_(Bond.first_id.in_(ids), Bond.second_id.in_(ids)), Bond.removed.is_(False)).order_by(Bond.id)
    )
    return tuple(open_roots(reading, Bond, list(found)).values())


def elsewhere(reading: Reading, ids: Sequence[UUID], family: UUID) -> dict[UUID, tuple[Elsewhere, ...]]:
    """The other families that these people belong or belonged to, the present ones first."""
    rows = reading.connection.execute(
        select(Membership.person_id, Family.id, Family.name, Family.number, Membership.role, Membership.since, Membership.till)
        .join(Family, Family.id == Membership.family_id)
        .where(Membership.person_id.in_(ids), Family.id != family, Family.removed.is_(False))
        .order_by(Membership.till.is_(None).desc(), Membership.since.desc(), Membership.id)
    )  # fmt: skip
    found: dict[UUID, list[Elsewhere]] = {}
    for row in rows:
        other = Elsewhere(row.id, row.name, row.number or "", row.role or "", row.since, row.till)
        found.setdefault(row.person_id, []).append(other)
    return {person: tuple(others) for person, others in found.items()}


def minima(reading: Reading) -> tuple[Minimum, ...]:
    """The subsistence minima of the office's region; all of them where only one region was ever written."""
    table = SubsistenceMinimum.__table__
    rows = reading.connection.execute(
        select(table, Office.region.label("here"))
        .join(Office, Office.removed.is_(False))
        .where(table.c.removed.is_(False))
        .order_by(table.c.since)
    ).all()
    regions = {row.region.strip().casefold() for row in rows}
    here = next((str(row.here).strip().casefold() for row in rows if row.here), "")
    wanted = {here} if here in regions else regions if len(regions) == 1 else set()
    return tuple(
        Minimum(row.region, row.group, row.since, row.amount, row.basis or "")
        for row in rows
        if row.region.strip().casefold() in wanted
    )


def active_load(reading: Reading, curator: UUID, but: UUID | None = None, pathway: str = "") -> int:
    """How many other families this person patronises now; those under observation do not count (S002)."""
    query = select(func.count(Case.family_id.distinct())).where(
        Case.curator_id == curator, Case.removed.is_(False), Case.closed_on.is_(None), Case.status.in_(PATRONISED)
    )
    if pathway:
        query = query.where(Case.pathway == pathway)
    return reading.connection.scalar(query if but is None else query.where(Case.family_id != but)) or 0


def family_of_case(reading: Reading, case: UUID) -> UUID | None:
    """Whose case it is."""
    return reading.connection.scalar(select(Case.family_id).where(Case.id == case))


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
    """Dangers that nobody answered yet, oldest first, then urgent signals that nobody closed."""
    alert = Alert.__table__
    rows = reading.connection.execute(
        select(alert)
        .where(alert.c.family_id == family, alert.c.answered_at.is_(None), alert.c.removed.is_(False))
        .order_by(alert.c.raised_at)
    )
    burning = reading.connection.execute(
        select(Signal.id, Signal.row_version, Signal.received_at)
        .where(
            Signal.family_id == family, Signal.urgent.is_(True), Signal.answered_at.is_(None), Signal.removed.is_(False),
            Signal.decision.is_(None) | (Signal.decision == "case_opened"),
        )
        .order_by(Signal.received_at)
    )  # fmt: skip
    return (
        *(AlertRow(r.id, r.row_version, r.kind, r.raised_at, r.visit_id) for r in rows),
        *(AlertRow(r.id, r.row_version, "", r.received_at, None, signal=True) for r in burning),
    )


def counts(reading: Reading, family: UUID) -> dict[str, int]:
    """How many there are in each section, in one select: a map is one however many dated versions of it are kept."""
    parts = [
        select(literal(name).label("section"), func.count(one.distinct()).label("many")).where(
            kind.family_id == family, kind.removed.is_(False)
        )
        for name, kind, one in (
            ("visits", Visit, Visit.id), ("agreements", Agreement, Agreement.id), ("plans", PlanVersion, PlanVersion.id),
            ("maps", SocialMap, SocialMap.aim), ("genograms", Genogram, Genogram.family_id),
            ("conflicts", ConflictMap, ConflictMap.conflict), ("files", Attachment, Attachment.id), ("cases", Case, Case.id),
            ("sheets", AnswerSheet, AnswerSheet.id), ("statements", Statement, Statement.id),
        )
    ]  # fmt: skip
    changes = (
        select(literal("changes").label("section"), func.count(AnswerSheet.id).label("many"))
        .join(Definition, Definition.id == AnswerSheet.definition_id)
        .where(AnswerSheet.family_id == family, AnswerSheet.removed.is_(False), Definition.key == CHANGE_MAP)
    )
    return {row.section: row.many for row in reading.connection.execute(union_all(*parts, changes))}


def staff_names(reading: Reading) -> dict[UUID, tuple[str, str]]:
    """Everybody of the office: (surname with initials, position)."""
    from desktop.store.lines import with_initials  # noqa: PLC0415  lines sort and import more than names need

    rows = reading.connection.execute(
        select(Staff.id, Staff.surname, Staff.given_name, Staff.patronymic, Staff.position).where(Staff.removed.is_(False))
    )
    return {r.id: (with_initials(r.surname, r.given_name, r.patronymic), r.position or "") for r in rows}


def agencies(reading: Reading) -> tuple[tuple[UUID, str, str], ...]:
    """(id, short name, sphere) of every agency, by name."""
    rows = reading.connection.execute(
        select(Agency.id, Agency.name, Agency.short_name, Agency.sphere).where(Agency.removed.is_(False)).order_by(Agency.name)
    )
    return tuple((r.id, r.short_name or r.name, r.sphere or "") for r in rows)


def people_for_choice(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of people by id, for references in forms."""
    rows = reading.connection.execute(
        select(Person.id, Person.surname, Person.given_name, Person.patronymic).where(Person.id.in_(ids))
    )
    return {r.id: " ".join(n for n in (r.surname, r.given_name, r.patronymic) if n) for r in rows}
