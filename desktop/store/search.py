"""Asking the search: ranges of tokens joined by AND, in the Russian order, alike in both engines."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from desktop.models.lists import SearchHit
from desktop.models.persons import Person
from desktop.models.search import SearchEntry, SearchToken
from desktop.rules.search import Term
from desktop.store.units import Reading

LIMIT = 50


def found(reading: Reading, terms: Sequence[Term], limit: int = LIMIT) -> tuple[SearchHit, ...]:
    """What meets every term, in the Russian order; nothing when nothing was asked."""
    if not terms:
        return ()
    entry = SearchEntry.__table__
    rows = reading.connection.execute(
        select(entry.c.kind, entry.c.record, entry.c.family_id, entry.c.title, entry.c.detail)
        .where(*(entry.c.id.in_(met(term)) for term in terms))
        .order_by(entry.c.sort_key, entry.c.id)
        .limit(limit)
    )
    return tuple(SearchHit(*row) for row in rows)


def families_found(terms: Sequence[Term]) -> Select[UUID | None]:
    """Ids of the families that meet every term: part of the select of a list."""
    return select(SearchEntry.family_id).where(SearchEntry.kind == "family", *(SearchEntry.id.in_(met(term)) for term in terms))


def records_found(terms: Sequence[Term], kind: str) -> Select[UUID]:
    """Ids of the people or agencies that meet every term: part of the select of a list."""
    return select(SearchEntry.record).where(SearchEntry.kind == kind, *(SearchEntry.id.in_(met(term)) for term in terms))


def surnames(reading: Reading) -> list[str]:
    """Every surname once: what a typing error is compared with."""
    return list(
        reading.connection.scalars(
            select(Person.surname).where(Person.surname.is_not(None), Person.removed.is_(False)).distinct()
        )
    )


def met(term: Term) -> Select[int]:
    """The entries that meet one term."""
    token = SearchToken.token
    ways: list[ColumnElement[bool]] = [and_(token >= low, token < high) for low, high in term.ranges]
    if term.whole:
        ways.append(token.in_(term.whole))
    return select(SearchToken.entry).where(or_(*ways))
