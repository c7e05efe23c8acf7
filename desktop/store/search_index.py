"""What a search finds, written by the act that changes it: families, people and agencies with their tokens.

An entry is derived, never typed. A family is found under everybody's names and phones, a person by their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from desktop.models.agencies import Agency, AgencyContact
from desktop.models.families import Family, HouseholdAddress, Membership
from desktop.models.persons import Person, PersonAddress, PersonPhone
from desktop.models.search import SearchEntry, SearchToken
from desktop.rules.search import TITLE_SIZE, Findable, sort_key, tokens

_AT_ONCE = 500  # ids in one select
_KINDS_THAT_NAME = frozenset({"family", "person"})  # a visit or a case changes nothing that is searched


def refresh(session: Session, touched: Mapping[UUID, str], families: Iterable[UUID]) -> None:
    """Make the entries of the touched people and agencies, and of the families they live in, anew."""
    connection = session.connection()
    named = set(touched.values())
    whole = {id_ for id_, kind in touched.items() if kind == "family"}
    people = {id_ for id_, kind in touched.items() if kind == "person"}
    for some in _portions(whole):
        people.update(connection.scalars(select(Membership.person_id).where(Membership.family_id.in_(some))))
    if named & _KINDS_THAT_NAME:
        whole |= set(families)
    agencies = {id_ for id_, kind in touched.items() if kind == "agency"}
    for ids, gather in ((whole, _families), (people, _people), (agencies, _agencies)):
        for some in _portions(ids):
            kept = _lock(connection, some)  # before reading: a colleague may be writing the same family
            _write(connection, kept, gather(connection, some))


def rows_for(found: Iterable[Findable], first: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of entries, numbered from `first`, and of their tokens."""
    entries: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number, one in enumerate(found, first):
        entries.append({"id": number, **_entry(one)})
        words += [{"token": token, "entry": number} for token in sorted(tokens(one))]
    return entries, words


def findables(
    connection: Connection, families: Iterable[UUID], people: Iterable[UUID], agencies: Iterable[UUID]
) -> Iterable[Findable]:
    """What can be found of these, read anew: for a load, which numbers the entries itself."""
    for ids, read in ((families, _families), (people, _people), (agencies, _agencies)):
        for some in _portions(ids):
            yield from read(connection, some)


def _portions(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    ordered = sorted(ids)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))


def _lock(connection: Connection, some: list[UUID]) -> dict[UUID, int]:
    rows = connection.execute(
        select(SearchEntry.record, SearchEntry.id)
        .where(SearchEntry.record.in_(some))
        .order_by(SearchEntry.record)
        .with_for_update()
    )
    return {row.record: row.id for row in rows}


def _entry(one: Findable) -> dict[str, Any]:
    return {
        "kind": one.kind, "record": one.record, "family_id": one.family_id, "title": one.title[:TITLE_SIZE],
        "detail": one.detail[:TITLE_SIZE], "sort_key": sort_key(one.title),
    }  # fmt: skip


def _write(connection: Connection, kept: dict[UUID, int], found: list[Findable]) -> None:
    if kept:
        connection.execute(delete(SearchToken).where(SearchToken.entry.in_(kept.values())))
    there = {one.record for one in found}
    if gone := [number for record, number in kept.items() if record not in there]:
        connection.execute(delete(SearchEntry).where(SearchEntry.id.in_(gone)))
    again = [{"number": kept[one.record], **_entry(one)} for one in found if one.record in kept]
    if again:
        columns: dict[str, Any] = {key: bindparam(key) for key in again[0] if key != "number"}
        table = SearchEntry.__table__
        connection.execute(update(SearchEntry).where(table.c.id == bindparam("number")).values(columns), again)
    if new := [_entry(one) for one in found if one.record not in kept]:
        kept |= {
            record: number
            for number, record in connection.execute(insert(SearchEntry).returning(SearchEntry.id, SearchEntry.record), new)
        }
    words = [{"token": token, "entry": kept[one.record]} for one in found for token in sorted(tokens(one))]
    if words:
        connection.execute(insert(SearchToken), words)


def _families(connection: Connection, some: list[UUID]) -> list[Findable]:
    run = connection.execute
    addresses, words, phones = _several(), _several(), _several()
    for family, address, landmark in run(
        select(HouseholdAddress.family_id, HouseholdAddress.address, HouseholdAddress.landmark)
        .where(HouseholdAddress.family_id.in_(some))
        .order_by(HouseholdAddress.till.is_(None), HouseholdAddress.kind == "living", HouseholdAddress.id)
    ):
        addresses.setdefault(family, []).insert(0, address)  # the last one first: actual, in force, newest
        words.setdefault(family, []).append(landmark or "")
    of_person: dict[UUID, list[UUID]] = {}
    for row in run(
        select(Membership.family_id, Person.id, *_NAMES)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.family_id.in_(some), Person.removed.is_(False))
    ):
        of_person.setdefault(row.id, []).append(row.family_id)
        words.setdefault(row.family_id, []).extend(_names(row))
    for person, phone in run(
        select(PersonPhone.person_id, PersonPhone.phone)
        .join(Membership, Membership.person_id == PersonPhone.person_id)
        .where(Membership.family_id.in_(some))
    ):
        for family in of_person.get(person, ()):
            phones.setdefault(family, []).append(phone)
    return [
        Findable(
            "family", row.id, row.id, row.name, _detail(row.number, *addresses.get(row.id, ())[:1]),
            words=(row.name, row.contact_person or "", *words.get(row.id, ())),
            addresses=tuple(addresses.get(row.id, ())),
            numbers=(row.number,) if row.number else (),
            phones=(*((row.phone,) if row.phone else ()), *phones.get(row.id, ())),
        )
        for row in run(
            select(Family.id, Family.name, Family.number, Family.phone, Family.contact_person)
            .where(Family.id.in_(some), Family.removed.is_(False))
        )
    ]  # fmt: skip


_NAMES = (Person.surname, Person.given_name, Person.patronymic, Person.former_names)


def _names(row: Any) -> list[str]:
    return [name for name in (row.surname, row.given_name, row.patronymic, row.former_names) if name]


def _several() -> dict[UUID, list[str]]:
    return {}


def _detail(*parts: str | None) -> str:
    return " \u00b7 ".join(part for part in parts if part)


def _people(connection: Connection, some: list[UUID]) -> list[Findable]:
    run = connection.execute
    phones, addresses = _several(), _several()
    for person, phone in run(select(PersonPhone.person_id, PersonPhone.phone).where(PersonPhone.person_id.in_(some))):
        phones.setdefault(person, []).append(phone)
    for person, address in run(select(PersonAddress.person_id, PersonAddress.address).where(PersonAddress.person_id.in_(some))):
        addresses.setdefault(person, []).append(address)
    families: dict[UUID, tuple[UUID, str | None, str]] = {}
    for person, family, number, name in run(
        select(Membership.person_id, Family.id, Family.number, Family.name)
        .join(Family, Family.id == Membership.family_id)
        .where(Membership.person_id.in_(some), Family.removed.is_(False))
        .order_by(Membership.till.is_(None), Membership.since.is_not(None), Membership.since, Membership.id)
    ):
        families[person] = (family, number, name)  # the last one wins: where they live now
    return [
        _person(row, families.get(row.id), addresses.get(row.id, []), phones.get(row.id, []))
        for row in run(
            select(Person.id, Person.born, Person.personal_number, *_NAMES)
            .where(Person.id.in_(some), Person.removed.is_(False))
        )
    ]  # fmt: skip


def _person(row: Any, family: tuple[UUID, str | None, str] | None, addresses: list[str], phones: list[str]) -> Findable:
    called = " ".join(name for name in (row.surname, row.given_name, row.patronymic) if name)
    born = ".".join(f"{part:02}" for part in (row.born.day, row.born.month, row.born.year) if part) if row.born else ""
    return Findable(
        "person", row.id, family[0] if family else None, called or row.former_names or "\u2014",
        _detail(born, *((family[2], family[1]) if family else ())),
        words=tuple(_names(row)), addresses=tuple(addresses), phones=tuple(phones),
        numbers=(row.personal_number,) if row.personal_number else (),
    )  # fmt: skip


def _agencies(connection: Connection, some: list[UUID]) -> list[Findable]:
    run = connection.execute
    words, phones = _several(), _several()
    for agency, name, phone in run(
        select(AgencyContact.agency_id, AgencyContact.name, AgencyContact.phone).where(AgencyContact.agency_id.in_(some))
    ):
        words.setdefault(agency, []).append(name)
        phones.setdefault(agency, []).append(phone or "")
    return [
        Findable(
            "agency", row.id, None, row.name, _detail(row.address, row.phone),
            words=(row.name, row.short_name or "", *words.get(row.id, ())),
            addresses=(row.address or "",), phones=(row.phone or "", *phones.get(row.id, ())),
        )
        for row in run(
            select(Agency.id, Agency.name, Agency.short_name, Agency.address, Agency.phone)
            .where(Agency.id.in_(some), Agency.removed.is_(False))
        )
    ]  # fmt: skip
