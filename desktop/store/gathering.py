"""Gathering mapped objects for prints: whole, in a constant number of selects, given to the builder and never kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from desktop.models.agencies import Agency
from desktop.models.agreements import Agreement
from desktop.models.attachments import Attachment
from desktop.models.base import Root
from desktop.models.cases import Case
from desktop.models.consents import Consent
from desktop.models.contacts import Contact
from desktop.models.families import Family, FamilyLine
from desktop.models.fields import TOLD_AT_LENGTH, fields_of
from desktop.models.needs import Goal
from desktop.models.offices import Office, Staff
from desktop.models.persons import Person
from desktop.models.plans import PlanVersion
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.visits import Alert, Visit
from desktop.store.units import Reading

R = TypeVar("R", bound=Root)
T = TypeVar("T")
_AT_ONCE = 2_000


@dataclass
class Gathered:
    """Everything of one family that is printed, as mapped objects of one session."""

    office: Office
    family: Family
    case: Case | None = None
    persons: dict[UUID, Person] = field(default_factory=dict)
    agreements: list[Agreement] = field(default_factory=list)
    plans: list[PlanVersion] = field(default_factory=list)
    goals: dict[UUID, Goal] = field(default_factory=dict)
    consents: list[Consent] = field(default_factory=list)
    services: list[ServiceGiven] = field(default_factory=list)
    aid: list[MaterialAid] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    staff: dict[UUID, Staff] = field(default_factory=dict)
    agencies: dict[UUID, Agency] = field(default_factory=dict)


def with_family(reading: Reading, family_id: UUID, make: Callable[[Gathered], T]) -> T | None:
    """Let `make` build something of the family's mapped objects; None when there is no such family."""
    with _session(reading) as session:
        family = session.get(Family, family_id, options=_parts(Family))
        office = session.scalars(select(Office)).one()
        return make(_gathered(session, office, family)) if family is not None else None


def with_office(reading: Reading, make: Callable[[Office], T]) -> T:
    """Let `make` build something under the office's name."""
    with _session(reading) as session:
        return make(session.scalars(select(Office)).one())


@contextmanager
def _session(reading: Reading) -> Iterator[Session]:
    with Session(reading.connection, expire_on_commit=False, autoflush=False) as session:
        yield session
        session.expunge_all()


def _parts(kind: type[Root]) -> Sequence[ORMOption]:
    return [selectinload(getattr(kind, r.key)) for r in kind.__mapper__.relationships if r.uselist]


def _gathered(session: Session, office: Office, family: Family) -> Gathered:
    people = {m.person_id for m in family.memberships}
    found = Gathered(office, family)
    found.case = session.scalars(
        select(Case)
        .where(Case.family_id == family.id, Case.removed.is_(False))
        .order_by(Case.closed_on.is_(None).desc(), Case.opened_on.desc(), Case.id.desc())
        .limit(1)
        .options(*_parts(Case))
    ).one_or_none()
    found.agreements = _of(session, Agreement, family.id, Agreement.made_on.desc(), Agreement.id.desc())
    found.plans = _of(session, PlanVersion, family.id, PlanVersion.current.desc(), PlanVersion.edition.desc())
    found.goals = {goal.id: goal for goal in _of(session, Goal, family.id, Goal.id)}
    found.consents = _of(session, Consent, family.id, Consent.given_on, Consent.id)
    found.services = _of(session, ServiceGiven, family.id, ServiceGiven.given_on, ServiceGiven.id)
    found.aid = _of(session, MaterialAid, family.id, MaterialAid.given_on, MaterialAid.id)
    found.contacts = _of(session, Contact, family.id, Contact.at, Contact.id)
    found.visits = _of(session, Visit, family.id, Visit.visited_on.desc(), Visit.came.desc(), Visit.id.desc())
    found.alerts = _of(session, Alert, family.id, Alert.raised_at)
    found.attachments = _of(session, Attachment, family.id, Attachment.id)
    people |= {met.person_id for visit in found.visits for met in visit.met if met.person_id}
    people |= {child.person_id for visit in found.visits for child in visit.children}
    people |= {consent.representative_id for consent in found.consents if consent.representative_id}
    people |= {consent.person_id for consent in found.consents if consent.person_id}
    people |= {step.person_id for plan in found.plans for step in plan.steps if step.person_id}
    helped: list[ServiceGiven | MaterialAid | Contact] = [*found.services, *found.aid, *found.contacts]
    people |= {one.person_id for one in helped if one.person_id}
    people |= {party.person_id for agreement in found.agreements for party in agreement.parties if party.person_id}
    found.persons = {p.id: p for p in session.scalars(select(Person).where(Person.id.in_(people)).options(*_parts(Person)))}
    found.staff = {s.id: s for s in session.scalars(select(Staff))}
    found.agencies = {a.id: a for a in session.scalars(select(Agency))}
    return found


def _of(session: Session, kind: type[R], family: UUID, *order: Any) -> list[R]:
    mapped: Any = kind
    query = select(kind).where(mapped.family_id == family, mapped.removed.is_(False)).order_by(*order)
    return list(session.scalars(query.options(*_parts(kind))))


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """What the register prints of one family beside its line of the list."""

    line: Any  # FamilyLine
    phone: str
    categories: tuple[str, ...]
    grounds: tuple[str, ...]
    patronage: str
    result: str
    closed_on: Any
    household: str
    agreement: str
    card: Mapping[str, Any]  # the family's own facts that fit a cell, by key


def register_lines(reading: Reading, ids: Sequence[UUID] | None = None) -> Iterator[RegisterLine]:
    """Families of the register in Russian order: all that were not removed, or these in the order given."""
    run = reading.connection.execute
    line, family = FamilyLine.__table__, Family.__table__
    shown = [field.key for field in fields_of(Family) if field.kind not in TOLD_AT_LENGTH]
    if ids is None:
        ids = list(
            reading.connection.scalars(
                select(line.c.family_id).where(line.c.removed.is_(False)).order_by(line.c.sort_key, line.c.family_id)
            )
        )
    for start in range(0, len(ids), _AT_ONCE):
        some = list(ids[start : start + _AT_ONCE])
        lines = {r.family_id: r for r in run(select(line).where(line.c.family_id.in_(some)))}
        facts = {r.id: r for r in run(select(family.c.id, *(family.c[key] for key in shown)).where(family.c.id.in_(some)))}
        cases = {
            r.family_id: r
            for r in run(
                select(Case.family_id, Case.grounds, Case.patronage, Case.closing_ground, Case.closed_on)
                .where(Case.family_id.in_(some), Case.removed.is_(False))
                .order_by(Case.opened_on)
            )
        }
        signed = {
            r.family_id: f"{r.number or ''} {r.made_on:%d.%m.%Y}".strip() if r.made_on else (r.number or "")
            for r in run(
                select(Agreement.family_id, Agreement.number, Agreement.made_on)
                .where(Agreement.family_id.in_(some), Agreement.state == "signed", Agreement.removed.is_(False))
                .order_by(Agreement.made_on)
            )
        }
        households = _households(reading, some)
        for id_ in some:
            if id_ in lines:
                case = cases.get(id_)
                yield RegisterLine(
                    lines[id_], facts[id_].phone or "", facts[id_].categories, case.grounds if case else (),
                    (case.patronage if case else "") or "", (case.closing_ground if case else "") or "",
                    case.closed_on if case else None, households.get(id_, ""), signed.get(id_, ""),
                    {key: facts[id_]._mapping[key] for key in shown},  # noqa: SLF001  the documented way to read a row by name
                )  # fmt: skip


def _households(reading: Reading, families: list[UUID]) -> dict[UUID, str]:
    from desktop.models.families import Membership  # noqa: PLC0415  only the journal needs names

    found: dict[UUID, list[str]] = {}
    for r in reading.connection.execute(
        select(Membership.family_id, Person.surname, Person.given_name, Person.patronymic, Person.born)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.family_id.in_(families), Membership.till.is_(None))
        .order_by(Person.born, Person.id)
    ):
        name = " ".join(word for word in (r.surname, r.given_name, r.patronymic) if word)
        found.setdefault(r.family_id, []).append(f"{name}, {r.born.year}" if r.born else name)
    return {family: "; ".join(names) for family, names in found.items()}
