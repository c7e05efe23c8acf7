"""Families: taking one into work, opening its page, putting people into it and letting them go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.bonds import Bond
from desktop.models.cases import Case, StagePeriod
from desktop.models.definitions import Pathway
from desktop.models.families import Family, HouseholdAddress, Membership
from desktop.models.family_page import FamilyPage, Member
from desktop.models.partial_dates import PartialDate, age_on
from desktop.models.persons import Person
from desktop.models.snapshots import Edit, Snapshot
from desktop.rules.findings import check_bond
from desktop.rules.kinship import kinship_words
from desktop.services import definitions_kept
from desktop.services.cards import save_cards
from desktop.store import families as kept
from desktop.store import numbers
from desktop.store.lines import is_child
from desktop.store.opening import open_root
from desktop.store.units import Reading, Unit

FILE_NUMBER = "{region}-{year}-{number:04}"
PATHWAY = "social_patronage"  # unless somebody chose another
PARENTS = (
    "mother",
    "father",
)  # places in the household that are kinship by birth until somebody says otherwise


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody of a family that is being taken in: who they are and their place in the household."""

    values: dict[str, Any]
    role: str | None = None
    lives: str | None = "permanently"
    person: UUID | None = None  # somebody the office knows already
    since: date | None = None


@dataclass(frozen=True, slots=True)
class NewFamily:
    """The least that is known when a family is taken in: who, where, why."""

    name: str
    address: str = ""
    phone: str = ""
    district: str = ""
    opened_on: date | None = None
    source: str | None = None
    reported_by: str | None = None
    reporter_phone: str | None = None
    curator: UUID | None = None
    members: tuple[NewMember, ...] = ()
    signal: UUID | None = None
    case: dict[str, Any] = field(default_factory=dict)
    pathway: str = PATHWAY
    kinship: bool = False  # the only mother and the only father of the household are parents of its children


def register_family(unit: Unit, new: NewFamily) -> UUID:
    """Open a family's file: the family, its people, its case in the first stage, its number.

    A half-known family can be taken in: a name is enough.

    Raises:
        Rejected: not even a name is given.
    """
    if not new.name.strip():
        raise Rejected(Finding(("name",), message(N_("Write the surname of the family"))))
    family = Family(
        id=unit.new_id(), name=new.name.strip(), phone=new.phone or None, district=new.district or None, categories=(),
        country=unit.office.country,
    )  # fmt: skip
    unit.add(family)
    unit.session.flush()
    if new.address.strip():
        unit.add(HouseholdAddress(id=unit.new_id(), family_id=family.id, kind="living", address=new.address.strip()))
    people = [(member.role, _put_in(unit, family, member)) for member in new.members]
    if new.kinship:
        children = [id_ for role, id_ in people if role == "child"]
        alone = [[id_ for role, id_ in people if role == place] for place in PARENTS]
        parents = [found[0] for found in alone if len(found) == 1]  # of two fathers nobody knows whose child is whose
        bind_parents(unit, [(parent, child) for parent in parents for child in children])
    open_case(unit, family.id, new)
    numbers.give(unit, family, "number", "families", FILE_NUMBER)
    return family.id


def open_case(unit: Unit, family: UUID, new: NewFamily) -> UUID:
    """Begin an episode of work with the family, in the first stage of the chosen pathway.

    Raises:
        Rejected: there is no such pathway.
    """
    opened_on, chosen = new.opened_on or unit.today, _pathway(unit.reading, new.pathway)
    watched = chosen.patronage == "observation"
    case = Case(
        id=unit.new_id(), family_id=family, pathway=chosen.key, pathway_version=chosen.version, opened_on=opened_on,
        source=new.source, reported_by=new.reported_by, reporter_phone=new.reporter_phone,
        curator_id=new.curator or unit.actor.id, status="observation" if watched else "checking", grounds=(),
        patronage=chosen.patronage or None,
    )  # fmt: skip
    for key, value in new.case.items():
        setattr(case, key, value)
    unit.add(case)
    unit.session.flush()
    unit.add(StagePeriod(id=unit.new_id(), case_id=case.id, stage=chosen.stages[0].code, opened_on=opened_on))
    return case.id


def _pathway(reading: Reading, key: str, version: int = 0) -> Pathway:
    try:
        return definitions_kept.pathway(reading, key, version)
    except KeyError:
        raise Rejected(Finding(("pathway",), message(N_("There is no such pathway in this office")))) from None


def add_member(unit: Unit, family_id: UUID, version: int, member: NewMember) -> UUID:
    """Put a person into the family; somebody the office knows already is not written twice.

    Raises:
        Conflict: the family was changed since it was opened.
        Rejected: the person is in this family already.
    """
    family = unit.claim(Family, family_id, version)
    if member.person and any(m.person_id == member.person and m.till is None for m in family.memberships):
        raise Rejected(Finding(("person",), message(N_("This person is in the family already"))))
    return _put_in(unit, family, member)


def _put_in(unit: Unit, family: Family, member: NewMember) -> UUID:
    person_id = member.person
    if person_id is None:
        person = Person(id=unit.new_id(), **member.values)
        unit.add(person)
        unit.session.flush()
        person_id = person.id
    unit.add(
        Membership(
            id=unit.new_id(),
            family_id=family.id,
            person_id=person_id,
            role=member.role,
            lives=member.lives,
            since=member.since,
        )
    )
    return person_id


def bind(unit: Unit, kind: str, first: UUID, second: UUID, **values: Any) -> UUID:
    """Write down a bond: `parent` (first is a parent of second), `union`, `relative`.

    Raises:
        Rejected: somebody would be bound to themselves, or be a parent of their own forebear.
    """
    _refuse_bond(unit, kind, first, second)
    bond = Bond(id=unit.new_id(), kind=kind, first_id=first, second_id=second, **values)
    unit.add(bond)
    return bond.id


def write_bond(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Write bonds as typed on their form, in the shape of a `SaveAct`.

    Raises:
        Conflict: somebody saved the bond since it was opened.
        Rejected: it cannot be: of somebody with themselves, of a child as parent of its forebear, of one born later.
    """
    for edit in edits:
        kind, first, second = (edit.mine.values.get(key) for key in ("kind", "first_id", "second_id"))
        if not (isinstance(first, UUID) and isinstance(second, UUID)):
            continue  # what is not chosen yet is said beside its box
        _refuse_bond(unit, str(kind), first, second, edit.mine.id)
        people = kept.persons(unit.reading, [first, second])
        born = [people[id_].values["born"] if id_ in people else None for id_ in (first, second)]
        days = [day if isinstance(day, PartialDate) else None for day in born]
        wrong = [finding for finding in check_bond(edit.mine, *days) if finding.blocks]
        if wrong:
            raise Rejected(*wrong)
    return save_cards(unit, *edits)


def _refuse_bond(unit: Unit, kind: str, first: UUID, second: UUID, bond: UUID | None = None) -> None:
    if first == second:
        raise Rejected(Finding(("second_id",), message(N_("Choose two different people"))))
    if kind == "parent" and second in _forebears(unit.reading, first, bond):
        said = N_("It is written already that the second person is a parent or forebear of the first")
        raise Rejected(Finding(("second_id",), message(said)))


def _forebears(reading: Reading, person: UUID, but: UUID | None) -> set[UUID]:
    """Everybody who is written as a parent of this person, or of a parent of theirs, and so on; one bond not asked."""
    found: set[UUID] = set()
    young = {person}
    while young:
        above = [b for b in kept.bonds_among(reading, list(young)) if b.id != but and b.values["second_id"] in young]
        older = {_id(b.values["first_id"]) for b in above if b.values["kind"] == "parent"}
        young = older - found
        found |= older
    return found


def bind_parents(unit: Unit, pairs: Sequence[tuple[UUID, UUID]]) -> UUID | None:
    """Write down many at once who is a parent of whom (parent, child), by birth."""
    ids = [bind(unit, "parent", parent, child, nature="birth") for parent, child in pairs]
    return ids[0] if ids else None


def change_stage(unit: Unit, case_id: UUID, version: int, stage: str, *, opened: bool, note: str = "") -> UUID:
    """Open or close a stage of the case: stages overlap and recur, the method calls their borders conditional.

    Raises:
        Conflict: the case was changed since it was opened.
        Rejected: the stage stands so already, the pathway of the case has no such stage, or the case is closed.
    """
    case = unit.claim(Case, case_id, version)
    follows = _pathway(unit.reading, case.pathway, case.pathway_version)
    if opened and case.closed_on is not None:
        raise Rejected(Finding(("stage",), message(N_("This case is closed: open a new one"))))
    if opened and follows.stage(stage) is None:
        raise Rejected(Finding(("stage",), message(N_("The pathway of this case has no such stage"))))
    standing = [period for period in case.stages if period.stage == stage and period.closed_on is None]
    if opened == bool(standing):
        text = N_("This stage is open already") if opened else N_("This stage is not open")
        raise Rejected(Finding(("stage",), message(text)))
    if opened:
        unit.add(StagePeriod(id=unit.new_id(), case_id=case.id, stage=stage, opened_on=unit.today, note=note or None))
        if case.status in ("draft", "checking", "assessment") and stage != follows.stages[0].code:
            case.status = "active"
    else:
        for period in standing:
            period.closed_on = unit.today
            period.note = note or period.note
    return case.family_id


def close_case(unit: Unit, case_id: UUID, version: int, ground: str, conclusion: str) -> UUID:
    """End the episode: every stage is closed, the family stays in the record.

    Raises:
        Conflict: the case was changed since it was opened.
    """
    case = unit.claim(Case, case_id, version)
    case.status, case.closed_on, case.closing_ground, case.conclusion = (
        "closed",
        unit.today,
        ground,
        conclusion,
    )
    case.next_visit_on = None
    for period in case.stages:
        period.closed_on = period.closed_on or unit.today
    return case.family_id


def record_opening(unit: Unit, family: UUID) -> UUID:
    """Remember that this person looked into the family's card."""
    unit.recorder.note("opened", unit.get(Family, family))
    return family


def family_by_number(reading: Reading, number: str) -> UUID | None:
    """The family with this file number."""
    return kept.id_by_number(reading, number)


def family_page(reading: Reading, family_id: UUID) -> FamilyPage | None:
    """Everything that the head and the sections of the page show, or None when there is no such family."""
    family = open_root(reading, Family, family_id)
    if family is None:
        return None
    memberships = tuple(family.parts["memberships"].values())
    ids = [_id(m.values["person_id"]) for m in memberships]
    people = kept.persons(reading, ids)
    bonds = kept.bonds_among(reading, ids)
    seen = kept.last_seen(reading, ids)
    case = kept.active_case(reading, family_id)
    staff = kept.staff_names(reading)
    curator = case.values["curator_id"] if case else None
    members = [_member(m, people, seen, reading.today) for m in memberships if _id(m.values["person_id"]) in people]
    words = kinship_words(members, bonds)
    return FamilyPage(
        family=family,
        case=case,
        members=tuple(_ordered([_with_word(m, words) for m in members])),
        bonds=bonds,
        curator=staff.get(curator, ("", ""))[0] if isinstance(curator, UUID) else "",
        alerts=kept.open_alerts(reading, family_id),
        counts=kept.counts(reading, family_id) | {"members": sum(m.values["till"] is None for m in memberships)},
        elsewhere=kept.elsewhere(reading, ids, family_id),
        minima=kept.minima(reading),
    )


def _id(value: object) -> UUID:
    assert isinstance(value, UUID)  # noqa: S101  for the type checker: the column is a UUID
    return value


def _member(membership: Snapshot, people: dict[UUID, Snapshot], seen: dict[UUID, date], today: date) -> Member:
    person = people[_id(membership.values["person_id"])]
    born = person.values["born"]
    born = born if isinstance(born, PartialDate) else None
    role = membership.values["role"]
    child = is_child(role if isinstance(role, str) else None, born, today)
    return Member(membership, person, child, age_on(born, today) if born else None, seen.get(person.id))


def _with_word(member: Member, words: dict[UUID, str]) -> Member:
    return Member(
        member.membership,
        member.person,
        member.child,
        member.age,
        member.last_seen,
        words.get(member.person.id, ""),
    )


def _ordered(members: Sequence[Member]) -> list[Member]:
    """Those who live here first; adults, then children from the eldest; who left stays at the end."""

    def order(member: Member) -> tuple[bool, bool, str]:
        born = member.person.values["born"]
        return (
            member.membership.values["till"] is not None,
            member.child,
            born.kept().lstrip("~") if isinstance(born, PartialDate) else "9999",
        )

    return sorted(members, key=order)
