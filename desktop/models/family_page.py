"""What the page of a family shows: values gathered in a constant number of selects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from desktop.models.families import ELSEWHERE
from desktop.models.journals import Candidates, Pieces
from desktop.models.map_codes import NO_CODES, Codes
from desktop.models.map_data import Staged
from desktop.models.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class AlertRow:
    """A danger that nobody answered yet."""

    id: UUID
    version: int
    kind: str
    raised_at: datetime
    visit: UUID | None
    signal: bool = False  # an urgent signal that led here, not yet closed with a note


@dataclass(frozen=True, slots=True)
class Member:
    """One of the household: the person, their place in it, whether a child, when last seen."""

    membership: Snapshot
    person: Snapshot
    child: bool
    age: int | None
    last_seen: date | None = None
    kinship: str = ""

    @property
    def at_home(self) -> bool:
        """Whether this person is of the household now: has not left it and does not live apart."""
        return self.membership.values["till"] is None and self.membership.values["lives"] != ELSEWHERE

    @property
    def alive(self) -> bool:
        """Whether nothing in the card says that this person died."""
        return self.person.values.get("died") is None and not self.person.values.get("dead")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another family that somebody of this one belongs or belonged to."""

    family: UUID
    name: str
    number: str
    role: str
    since: date | None
    till: date | None


@dataclass(frozen=True, slots=True)
class Minimum:
    """The subsistence minimum: a sum a month set by a region for a group of people, and what set it."""

    region: str
    group: str
    since: date
    amount: Decimal
    basis: str = ""


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """The family with everything its head and sections count."""

    family: Snapshot
    case: Snapshot | None
    members: tuple[Member, ...] = ()
    bonds: tuple[Snapshot, ...] = ()
    curator: str = ""
    alerts: tuple[AlertRow, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # section → how many
    past_cases: int = 0
    candidates: Candidates = field(default_factory=dict)  # what references may point to, by kind
    elsewhere: Mapping[UUID, tuple[Elsewhere, ...]] = field(default_factory=dict)  # person → other families
    minima: tuple[Minimum, ...] = ()  # of the office's region, for judging the income
    codes: Codes = NO_CODES  # what everybody is called on maps with hidden names

    @property
    def children(self) -> tuple[Member, ...]:
        """Children of the household now."""
        return tuple(member for member in self.members if member.child and member.at_home)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in the log of a family."""

    id: UUID
    version: int
    number: str
    visited_on: date
    came: str
    left: str
    outcome: str
    kind: str
    brief: str
    worker: str
    seen: int
    children: int
    dangers: tuple[str, ...]
    next_on: date | None
    attempt: int = 0  # which attempt in a row, when nobody was found
    entered: bool = True
    amends: UUID | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the chronology: what happened when, of which kind, about whom, and what opens it."""

    day: date
    kind: str  # signal | case | stage | visit | alert | agreement | plan | map | file | statement
    title: str
    text: str = ""
    root: UUID | None = None
    persons: tuple[UUID, ...] = ()
    tone: str = ""  # "" | green | amber | red
    pieces: tuple[Pieces, ...] = ()  # of a journal's line: what it says first, then the rest


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the family without its bytes."""

    id: UUID
    version: int
    kind: str
    title: str
    file_name: str
    media_type: str
    size: int
    dated: date | None
    valid_till: date | None
    person: UUID | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class MapRow(Staged):
    """A dated version of the map in the list of versions."""

    id: UUID
    version: int
    title: str
    drawn_on: date
    final: bool
    author: str
    aim: str = "real"  # the map that is, or the one the family wishes for
    printed_on: date | None = None
