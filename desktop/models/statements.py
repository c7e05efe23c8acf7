"""Statements with sources: the method demands that what different people say is compared, not overwritten (S002, 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_after_today
from desktop.models.fields import Field, Value, choice, day, document, long, reference, text
from desktop.models.kinds import Json, from_json, to_json

OPEN, ACCEPTED, REJECTED, REPLACED, OUTVOTED = "open", "accepted", "rejected", "replaced", "outvoted"
STANDING: Final = frozenset({OPEN, ACCEPTED})  # those that still say something; the others are settled
TEAM, CURATOR_PSYCHOLOGIST, CURATOR = "team", "curator_psychologist", "curator"
_IS: Final = "is"  # a document of one value: an empty one is a statement in words only


class Statement(Root):
    """Who said what about which field or sphere, how and when; the column of the card holds the accepted value."""

    __tablename__ = "statement"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    subject_kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    field: Mapped[str | None] = mapped_column(String(60))
    sphere: Mapped[str | None] = choice(N_("Sphere of the family's life"), "life_spheres")
    value: Mapped[Any] = document(N_("Value"))
    words: Mapped[str | None] = long(N_("In words"))
    sheet_id: Mapped[UUID | None] = reference(N_("Said in the form"), "answer_sheet")
    said_by: Mapped[str] = text(N_("Who said it"))
    method: Mapped[str | None] = choice(N_("Method"), "statement_methods")
    said_on: Mapped[date] = day(N_("When"), not_after_today)
    reliability: Mapped[str | None] = choice(N_("Reliability"), "reliability")
    contradicts_id: Mapped[UUID | None] = reference(N_("Contradicts"), "statement")
    access: Mapped[str | None] = choice(N_("Access"), "access_levels")
    state: Mapped[str] = choice(N_("State"), "statement_states")
    reason: Mapped[str | None] = long(N_("Why it was accepted"))


def kept_value(value: Value) -> dict[str, Json]:
    """A value as a statement keeps it; «there is none» is a value too."""
    return {_IS: to_json(value)}


def has_value(kept: Mapping[str, Json]) -> bool:
    """Whether it says a value of the field, and not only words."""
    return _IS in kept


def said_value(field: Field, kept: Mapping[str, Json]) -> Value:
    """The value back from `kept_value`.

    Raises:
        ValueError: it was not said about a field of this kind.
    """
    return from_json(field, kept.get(_IS))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a row: what somebody said about one field or sphere."""

    id: UUID
    version: int
    family: UUID
    subject_kind: str
    subject: UUID
    field: str  # empty: about a sphere
    sphere: str
    value: Mapping[str, Json]
    words: str
    said_by: str
    said_on: date
    method: str = ""
    reliability: str = ""
    contradicts: UUID | None = None
    access: str = ""
    state: str = OPEN
    reason: str = ""
    sheet: UUID | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What was said about one field or one sphere, beside what the card holds."""

    subject_kind: str
    subject: UUID
    field: str
    sphere: str
    statements: tuple[Said, ...]
    column: Json = None  # what the card holds, in the codec's form
    has_column: bool = False
    against: frozenset[UUID] = frozenset()  # statements that something else denies

    @property
    def disputed(self) -> bool:
        """Whether some of them contradict each other or the card."""
        return bool(self.against)

    @property
    def open(self) -> tuple[Said, ...]:
        """Nobody has decided about these yet."""
        return tuple(said for said in self.statements if said.state == OPEN)


MarkTone = Literal["open", "disputed", "accepted"]


@dataclass(frozen=True, slots=True)
class FieldMark:
    """What a box of a form says about its statements."""

    tone: MarkTone
    open: int
    all: int


@dataclass(frozen=True, slots=True)
class NewStatement:
    """What somebody writes down: values of the statement by field key, and perhaps a value of the field."""

    family: UUID
    subject_kind: str
    subject: UUID
    field: str = ""
    values: Mapping[str, Value] = made_by(default_factory=dict)
    value: Mapping[str, Json] = made_by(default_factory=dict)  # `kept_value`, or empty: in words only


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement as it is printed, in words."""

    about: str
    value: str
    words: str
    source: str  # who said it, method, day
    reliability: str
    state: str
    reason: str
    card: str  # what the card says of the same
    denied: bool
