"""Groups: who belongs to one on a day, and how often each came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Belonging:
    """Somebody who takes part, from when till when; an open end is open."""

    person: UUID
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A session and who came: True, False, or None where nobody ticked."""

    id: UUID
    held_on: date
    came: Mapping[UUID, bool | None]
    minutes: int | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """How often somebody came, of the sessions that were theirs to come to."""

    person: UUID
    marks: tuple[bool | None, ...]  # one for each session of the sheet; None: not a member then, or not ticked
    came: int
    of: int


def members_on(day: date, members: Iterable[Belonging]) -> tuple[UUID, ...]:
    """Who belongs to the group on a day, each once, in the order they were written."""
    found = (
        one.person
        for one in members
        if (one.joined_on is None or one.joined_on <= day) and (one.left_on is None or one.left_on >= day)
    )
    return tuple(dict.fromkeys(found))


def attendance(members: Sequence[Belonging], sessions: Sequence[Held]) -> tuple[Attended, ...]:
    """A line for each member and for each guest who came, in the order of members, guests after them."""
    people = dict.fromkeys([one.person for one in members])
    people |= dict.fromkeys(person for session in sessions for person, came in session.came.items() if came)
    return tuple(_line(person, sessions) for person in people)


def _line(person: UUID, sessions: Sequence[Held]) -> Attended:
    marks = tuple(session.came.get(person) for session in sessions)
    return Attended(person, marks, sum(mark is True for mark in marks), sum(mark is not None for mark in marks))


def share(came: int, of: int) -> int | None:
    """Per cent, rounded; nothing where there was nothing to come to."""
    return round(100 * came / of) if of else None
