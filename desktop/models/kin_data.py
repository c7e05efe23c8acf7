"""A family's kinship as a value: what a genogram is drawn from, without a database or a toolkit.

Everybody stands here once, whatever unions and sets of parents name them; `GenogramData` adds what a version of the
genogram knows of its own: shifts, emotional lines, conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from desktop.models.map_data import Sex, Staged
from desktop.models.partial_dates import PartialDate

ParentNature = Literal["birth", "adoptive", "foster", "step", "guardian"]
UnionNature = Literal["marriage", "cohabitation", "relationship"]
UnionEnd = Literal["", "divorce", "separation", "death"]
Outcome = Literal["expected", "miscarriage", "abortion", "stillbirth"]
Feeling = Literal[
    "close", "fused", "distant", "conflict", "close_conflict", "cut_off", "hostile", "violence", "indifferent", "controlling"
]


@dataclass(frozen=True, slots=True)
class KinPerson:
    """Somebody of the family tree, of the household or not; without a name they are drawn with a question mark."""

    id: UUID
    name: str = ""
    sex: Sex = "unknown"
    born: PartialDate | None = None
    died: PartialDate | None = None
    left_home: PartialDate | None = None  # the parents' home
    member: bool = False  # is or was a member of this family's card
    at_home: bool = False  # of the household now: within its dashed loop
    child: bool = False
    full_name: str = ""
    dead: bool = False  # said to have died, it is not known when


@dataclass(frozen=True, slots=True)
class KinUnion:
    """A couple. A union that ended and began again is one union with `resumed`."""

    id: UUID
    first: UUID
    second: UUID
    nature: UnionNature = "marriage"
    since: PartialDate | None = None
    till: PartialDate | None = None
    ended: UnionEnd = ""
    resumed: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class KinParent:
    """One parent of one child; a child may have several sets of them, each of its own nature."""

    id: UUID
    parent: UUID
    child: UUID
    nature: ParentNature = "birth"
    since: PartialDate | None = None
    till: PartialDate | None = None
    ended: bool = False  # the adoption was cancelled, the care ended
    custody: str = ""  # after a parting: with_this_parent | joint | with_the_other | with_others


@dataclass(frozen=True, slots=True)
class KinTwins:
    """Two children of one birth."""

    id: UUID
    first: UUID
    second: UUID
    identical: bool | None = None


@dataclass(frozen=True, slots=True)
class KinLoss:
    """A pregnancy: one that goes on, or that brought no living child."""

    id: UUID
    mother: UUID
    outcome: Outcome
    happened: PartialDate | None = None
    father: UUID | None = None


@dataclass(frozen=True, slots=True)
class KinWord:
    """Kinship known only as a word: «two of them are cousins», the way unknown."""

    id: UUID
    first: UUID
    second: UUID
    word: str


@dataclass(frozen=True, slots=True)
class Kin:
    """The tree of one family: everybody once, with every bond the card has."""

    people: tuple[KinPerson, ...] = ()
    unions: tuple[KinUnion, ...] = ()
    parents: tuple[KinParent, ...] = ()
    twins: tuple[KinTwins, ...] = ()
    losses: tuple[KinLoss, ...] = ()
    words: tuple[KinWord, ...] = ()

    def person(self, id_: UUID) -> KinPerson | None:
        """The person with this id, if the tree has them."""
        return next((p for p in self.people if p.id == id_), None)


@dataclass(frozen=True, slots=True)
class EmotionalTie:
    """What two people feel to each other."""

    id: UUID
    first: UUID
    second: UUID
    kind: Feeling
    note: str = ""


@dataclass(frozen=True, slots=True)
class KinMark:
    """A condition drawn within a person's symbol; `derived`: the card says it, nobody typed it for the genogram."""

    id: UUID
    person: UUID
    kind: str  # a code of genogram_marks
    since: PartialDate | None = None
    till: PartialDate | None = None
    note: str = ""
    derived: bool = False


def mark_key(code: str) -> str:
    """The key of a condition among the words of a drawing: a feeling may bear the same code («violence»)."""
    return f"mark:{code}"


@dataclass(frozen=True, slots=True)
class GenogramData(Staged):
    """One dated version of a family's genogram."""

    id: UUID
    family: UUID
    title: str
    drawn_on: date
    kin: Kin = field(default_factory=Kin)
    index: UUID | None = None  # about whom it is drawn: doubled outline
    feelings: tuple[EmotionalTie, ...] = ()
    marks: tuple[KinMark, ...] = ()
    shifts: Mapping[UUID, tuple[float, float]] = field(default_factory=dict)  # millimetres, by person
    hidden: frozenset[UUID] = frozenset()
    told_by: str = ""
    note: str = ""
    final: bool = False
    printed_on: date | None = None
    version: int = 0  # the root's version when it was opened; 0: not saved yet

    def words(self, captions: Callable[[str, str], str]) -> dict[str, str]:
        """The office's own words for what is drawn: feelings by their code, conditions by `mark_key`."""
        marks = {mark_key(mark.kind): captions("genogram_marks", mark.kind) for mark in self.marks}
        return marks | {tie.kind: captions("emotional_lines", tie.kind) for tie in self.feelings}
