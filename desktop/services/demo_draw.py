"""Chance with a memory: the same seed draws the same families, and rows are collected table by table.

Nothing here reads a clock or the machine's randomness, so that a demonstration can be made again and compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from desktop.base import places
from desktop.store.map_versions import Kind, Parts, part_rows

T = TypeVar("T")
Row = dict[str, Any]
Rows = dict[str, list[Row]]


@cache
def words(name: str) -> dict[str, Any]:
    """The words families are made of: `names`, `office`, `words`, `kravtsovs`."""
    return tomllib.loads(places.resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Draw:
    """What everything is drawn with."""

    random: Random
    today: date
    new_id: Callable[[], UUID]
    light: bool = False  # for benchmarks: fewer visits and papers of each family

    def pick(self, among: Sequence[T]) -> T:
        """One of them."""
        return among[int(self.random.random() * len(among))]

    def some(self, among: Sequence[T], least: int, most: int) -> list[T]:
        """Several different ones, in their order."""
        count = min(self.between(least, most), len(among))
        return [among[place] for place in sorted(self.random.sample(range(len(among)), count))]

    def happens(self, share: float) -> bool:
        """True in this share of draws."""
        return self.random.random() < share

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self.random.random() * (most - least + 1))

    def day(self, days: int) -> date:
        """The day so many days from today; before it when below zero."""
        return self.today + timedelta(days=days)

    def phone(self) -> str:
        """A number nobody has: the codes end in a row of zeros or in the made-up 555."""
        tail = f"{self.between(0, 99):02}-{self.between(0, 99):02}"
        return f"+996 555 {self.between(10, 99)}-{tail}" if self.happens(0.8) else f"+7 900 000-{tail}"


@dataclass
class Sheet:
    """Rows of one portion of the load, by table."""

    draw: Draw
    rows: Rows = field(default_factory=dict)

    def add(self, table: str, **values: Any) -> UUID:
        """One more row; returns its id."""
        id_ = self.draw.new_id()
        self.rows.setdefault(table, []).append({"id": id_, **values})
        return id_

    def version(self, kind: Kind, made: Made, id_: UUID, head: Mapping[str, object], parts: Parts, *, final: bool) -> None:
        """A dated version of a drawing with its parts."""
        self.rows.setdefault(kind.__tablename__, []).append(
            {"id": id_, "family_id": made.id, "author_id": made.curator.id, "final": final, **head}
        )
        for part, values in part_rows(kind, id_, parts):
            self.add(part.__tablename__, **values)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the office."""

    id: UUID
    name: str
    position: str
    district: str


@dataclass(frozen=True, slots=True)
class Body:
    """An agency: where a child learns, who reported, whom a map shows."""

    id: UUID
    key: str
    short: str
    sphere: str
    source: str
    contact: str


@dataclass(frozen=True)
class Around:
    """What all families of the office have in common."""

    staff: tuple[Colleague, ...]
    agencies: dict[str, Body]

    def curator(self, place: int) -> Colleague:
        """Whose turn it is; the one who signs in has the most."""
        of_districts = [person for person in self.staff if person.district]
        return of_districts[place % len(of_districts)]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member of a family while it is being made."""

    id: UUID
    role: str
    sex: str
    born: date
    surname: str
    given: str
    patronymic: str
    lives: bool = True

    @property
    def child(self) -> bool:
        """Placed in the household as a child."""
        return self.role == "child"

    @property
    def full_name(self) -> str:
        """Surname, given name, patronymic."""
        return f"{self.surname} {self.given} {self.patronymic}".strip()


@dataclass
class Made:
    """A family while its case is being made."""

    id: UUID
    name: str
    members: tuple[Somebody, ...]
    address: str
    district: str
    curator: Colleague
    case: UUID
    opened_on: date
    closed_on: date | None = None
    risk: str = "medium"
    every: int = 7  # days between visits
    status: str = "active"
    contract: UUID | None = None
    steps: tuple[UUID, ...] = ()

    @property
    def adults(self) -> list[Somebody]:
        """Who lives there and is grown up."""
        return [one for one in self.members if not one.child and one.lives]

    def children_on(self, day: date) -> list[Somebody]:
        """Children of the household who were born by then."""
        return [one for one in self.members if one.child and one.born <= day]


def at(day: date, hour: int = 6) -> datetime:
    """A moment of that day, UTC."""
    return datetime.combine(day, time(hour), UTC)
