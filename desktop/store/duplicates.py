"""Whom a person or a family that is being typed is compared with: looked up by index, a few dozen at most.

Blocking: the same number, the same document, the same birth date, the same phone, or an entry of the search under the
same words. Nothing is read through.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.sql import Select

from desktop.models.families import Family, HouseholdAddress, Membership
from desktop.models.lists import SearchHit
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person, PersonDocument, PersonPhone
from desktop.models.search import SearchEntry, SearchToken
from desktop.rules.duplicates import Known, KnownFamily, paper_key
from desktop.rules.search import Term
from desktop.store.search import met
from desktop.store.units import Reading

_MOST = 200  # people born on one day in a large district, with room to spare
_PRECISE = len("2018-03-08")


def people(
    reading: Reading, *, numbers: Iterable[str] = (), papers: Iterable[str] = (), born: PartialDate | None = None,
    names: Iterable[Term] = (), but: UUID | None = None,
) -> list[Known]:  # fmt: skip
    """Everybody who shares a number, a paper, an exact birth date or the words of the name."""
    ids: dict[UUID, None] = {}
    for query in _blocks(tuple(numbers), tuple(papers), born, tuple(names)):
        ids |= dict.fromkeys(reading.connection.scalars(query.limit(_MOST)))
    return _known(reading, [id_ for id_ in ids if id_ != but])  # nobody is compared with themselves


def _blocks(
    numbers: tuple[str, ...], papers: tuple[str, ...], born: PartialDate | None, names: tuple[Term, ...]
) -> Iterable[Select[UUID]]:
    if numbers:
        yield select(Person.id).where(Person.personal_number.in_(numbers), Person.removed.is_(False))
    if papers:
        yield select(PersonDocument.person_id).where(PersonDocument.number.in_(papers))
    if born is not None and len(born.kept().lstrip("~")) == _PRECISE:
        yield select(Person.id).where(Person.born == born, Person.removed.is_(False))
    if names:
        yield select(SearchEntry.record).where(SearchEntry.kind == "person", *(SearchEntry.id.in_(met(term)) for term in names))


def families(reading: Reading, *, phones: Iterable[str] = (), words: Iterable[Term] = ()) -> list[KnownFamily]:
    """Families under one of these tokens of phones, or under all these words."""
    ids: dict[UUID, None] = {}
    tokens, terms = tuple(phones), tuple(words)
    if tokens:
        found = select(SearchToken.entry).where(SearchToken.token.in_(tokens))
        ids |= dict.fromkeys(_families_of(reading, SearchEntry.id.in_(found)))
    if terms:
        ids |= dict.fromkeys(_families_of(reading, *(SearchEntry.id.in_(met(term)) for term in terms)))
    return _known_families(reading, list(ids))


def _families_of(reading: Reading, *wanted: ColumnElement[bool]) -> Iterable[UUID]:
    query = select(SearchEntry.record).where(SearchEntry.kind == "family", *wanted).limit(_MOST)
    return reading.connection.scalars(query)


def _known(reading: Reading, ids: list[UUID]) -> list[Known]:
    if not ids:
        return []
    run = reading.connection.execute
    papers: dict[UUID, set[str]] = {}
    for row in run(
        select(PersonDocument.person_id, PersonDocument.kind, PersonDocument.series, PersonDocument.number).where(
            PersonDocument.person_id.in_(ids)
        )
    ):
        if key := paper_key(row.kind, row.series, row.number):
            papers.setdefault(row.person_id, set()).add(key)
    hits = {
        row.record: SearchHit("person", row.record, row.family_id, row.title, row.detail)
        for row in run(
            select(SearchEntry.record, SearchEntry.family_id, SearchEntry.title, SearchEntry.detail).where(
                SearchEntry.record.in_(ids)
            )
        )
    }
    return [
        Known(
            hits[row.id], row.surname or "", row.given_name or "", row.patronymic or "", row.born, row.personal_number or "",
            frozenset(papers.get(row.id, ())),
        )
        for row in run(
            select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.born, Person.personal_number).where(
                Person.id.in_(ids), Person.removed.is_(False)
            )
        )
        if row.id in hits
    ]  # fmt: skip


def _known_families(reading: Reading, ids: list[UUID]) -> list[KnownFamily]:
    if not ids:
        return []
    run = reading.connection.execute
    addresses: dict[UUID, list[str]] = {}
    phones: dict[UUID, list[str]] = {}
    for family, address in run(
        select(HouseholdAddress.family_id, HouseholdAddress.address).where(HouseholdAddress.family_id.in_(ids))
    ):
        addresses.setdefault(family, []).append(address)
    for family, phone in run(
        select(Membership.family_id, PersonPhone.phone)
        .join(PersonPhone, PersonPhone.person_id == Membership.person_id)
        .where(Membership.family_id.in_(ids))
    ):
        phones.setdefault(family, []).append(phone)
    return [
        KnownFamily(
            SearchHit("family", row.record, row.family_id, row.title, row.detail), row.name,
            tuple(addresses.get(row.record, ())), (*([row.phone] if row.phone else []), *phones.get(row.record, ())),
        )
        for row in run(
            select(SearchEntry.record, SearchEntry.family_id, SearchEntry.title, SearchEntry.detail, Family.name, Family.phone)
            .join(Family, Family.id == SearchEntry.record)
            .where(SearchEntry.record.in_(ids), Family.removed.is_(False))
        )
    ]  # fmt: skip
