"""Closed sections read from the database; that somebody opened one with a reason is read from the office's memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Row, select

from desktop.models.answers import ClosedSection
from desktop.models.audit import Act, ActChange
from desktop.models.closed_sections import ClosedState, ClosedValues
from desktop.store.units import Reading

OPEN_FOR: Final = timedelta(minutes=30)  # how long a recorded reason opens a section for the person who gave it
_SECTION = ClosedSection.__table__


def states(reading: Reading, persons: Iterable[UUID]) -> tuple[ClosedState, ...]:
    """Which sections of these people have records; what they say stays in this room."""
    rows = reading.connection.execute(
        select(_SECTION.c.person_id, _SECTION.c.section, _SECTION.c["values"], _SECTION.c.changed_at).where(
            _SECTION.c.person_id.in_(list(persons)), _SECTION.c.removed.is_(False)
        )
    )
    return tuple(ClosedState(person, section, _filled(document), at) for person, section, document, at in rows)


def _filled(document: object) -> bool:
    return isinstance(document, dict) and bool(document.get("values") or document.get("rows"))


def values(reading: Reading, person: UUID, section: str) -> ClosedValues | None:
    """What the section says, or None when nothing was ever written there."""
    row = reading.connection.execute(
        select(_SECTION)
        .where(_SECTION.c.person_id == person, _SECTION.c.section == section, _SECTION.c.removed.is_(False))
        .order_by(_SECTION.c.id)
        .limit(1)
    ).one_or_none()
    return _values(row) if row is not None else None


def by_id(reading: Reading, id_: UUID) -> ClosedValues | None:
    """One section by its record."""
    row = reading.connection.execute(select(_SECTION).where(_SECTION.c.id == id_, _SECTION.c.removed.is_(False))).one_or_none()
    return _values(row) if row is not None else None


def _values(row: Row[tuple[object, ...]]) -> ClosedValues:
    kept = row._mapping  # noqa: SLF001  a column called «values» hides behind the method of a row
    return ClosedValues(kept["id"], kept["row_version"], kept["person_id"], kept["section"], kept["values"] or {})


def opened(reading: Reading, person: UUID, section: str) -> bool:
    """Whether the person at the desk gave a reason for this section a short while ago."""
    return any(said == section for said in _opened_sections(reading, person, reading.now - OPEN_FOR))


def opened_sheet(reading: Reading, sheet: UUID) -> bool:
    """Whether the person at the desk gave a reason for this closed questionnaire, or wrote it, a short while ago."""
    found = reading.connection.execute(
        select(ActChange.act)
        .join(Act, Act.number == ActChange.act)
        .where(
            ActChange.root_id == sheet,
            ActChange.what.in_(("opened", "added", "changed")),
            Act.at >= reading.now - OPEN_FOR,
            Act.who_id == reading.actor.id,
        )
        .limit(1)
    )
    return found.first() is not None


def _opened_sections(reading: Reading, person: UUID, since: datetime) -> Iterator[str]:
    rows = reading.connection.execute(
        select(ActChange.fields)
        .join(Act, Act.number == ActChange.act)
        .where(
            ActChange.root_id == person,
            ActChange.what == "opened",
            Act.at >= since,
            Act.who_id == reading.actor.id,
        )
    )
    for row in rows:
        said = (row.fields or {}).get("section")
        if isinstance(said, list) and len(said) == 2:
            yield from str(said[1]).split(",")
