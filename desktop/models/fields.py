"""What one fact is: its label, kind, checks. The same `Field` describes a column and a question of a definition file.

From the one line that describes a fact come its editor, its check, the printed label, the column of the register, the
label in the history, the line of the merge dialog.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text, inspect
from sqlalchemy.orm import MappedColumn, mapped_column

from desktop.base.messages import Message
from desktop.models.partial_dates import PartialDate
from desktop.models.types import Codes, InexactDay, Instant, Json, Money

Kind = Literal[
    "text",
    "long",
    "day",
    "partial_day",
    "moment",
    "choice",
    "choices",
    "money",
    "decimal",
    "number",
    "flag",
    "reference",
    "document",
    "clock",
]
Value = str | int | bool | date | datetime | Decimal | UUID | PartialDate | tuple[str, ...] | dict[str, Any] | None
Check = Callable[[Value, date], Message | None]  # value, today → what is wrong with it
TOLD_AT_LENGTH: frozenset[Kind] = frozenset({"long", "document"})  # too long for a cell of a list
NEEDS_PRINTING, NEEDS_SIGNING = "printing", "signing"


@dataclass(frozen=True, slots=True)
class Field:
    """A described fact. `needed_for` never stops saving: it speaks of printing, signing, sending."""

    label: str
    kind: Kind
    key: str = ""
    dictionary: str = ""  # of a choice
    to: str = ""  # of a reference: the kind of root it points to
    checks: tuple[Check, ...] = ()
    needed_for: frozenset[str] = frozenset()
    size: int = 0  # of a text: characters
    closed: bool = False  # opened with a reason, kept out of lists and prints


def _column(field: Field, type_: Any, *, index: bool = False) -> MappedColumn[Any]:
    return mapped_column(type_, active_history=True, index=index, info={"field": field})


def _needs(needed: str | frozenset[str]) -> frozenset[str]:
    return frozenset({needed} - {""}) if isinstance(needed, str) else needed


def text(label: str, *checks: Check, size: int = 200, needed_for: str = "", index: bool = False) -> MappedColumn[str]:
    """A line of text, `size` characters at most."""
    return _column(
        Field(label, "text", checks=checks, needed_for=_needs(needed_for), size=size),
        String(size),
        index=index,
    )


def long(label: str, *checks: Check, size: int = 20_000, needed_for: str = "") -> MappedColumn[str]:
    """Several lines of text."""
    return _column(Field(label, "long", checks=checks, needed_for=_needs(needed_for), size=size), Text())


def day(label: str, *checks: Check, needed_for: str = "", index: bool = False) -> MappedColumn[date]:
    """A calendar day that is known exactly."""
    return _column(Field(label, "day", checks=checks, needed_for=_needs(needed_for)), Date(), index=index)


def partial_day(label: str, *checks: Check, needed_for: str = "") -> MappedColumn[PartialDate]:
    """A day, a month, a year, or about a year."""
    return _column(Field(label, "partial_day", checks=checks, needed_for=_needs(needed_for)), InexactDay())


def moment(label: str, *checks: Check, needed_for: str = "", index: bool = False) -> MappedColumn[datetime]:
    """A day and time, kept in UTC, shown in the office's zone."""
    return _column(Field(label, "moment", checks=checks, needed_for=_needs(needed_for)), Instant(), index=index)


def choice(label: str, dictionary: str, *checks: Check, needed_for: str = "", index: bool = False) -> MappedColumn[str]:
    """A code of the dictionary; the office adds its own codes beside the shipped ones."""
    field = Field(label, "choice", dictionary=dictionary, checks=checks, needed_for=_needs(needed_for))
    return _column(field, String(60), index=index)


def choices(label: str, dictionary: str, *checks: Check, needed_for: str = "") -> MappedColumn[tuple[str, ...]]:
    """Several codes of the dictionary."""
    return _column(Field(label, "choices", dictionary=dictionary, checks=checks, needed_for=_needs(needed_for)), Codes())


def money(label: str, *checks: Check, needed_for: str = "") -> MappedColumn[Decimal]:
    """A sum in the office's currency, hundredths exact."""
    return _column(Field(label, "money", checks=checks, needed_for=_needs(needed_for)), Money())


def decimal(label: str, *checks: Check, needed_for: str = "") -> MappedColumn[Decimal]:
    """A number with hundredths: square metres, kilograms."""
    return _column(Field(label, "decimal", checks=checks, needed_for=_needs(needed_for)), Money())


def whole(label: str, *checks: Check, needed_for: str = "") -> MappedColumn[int]:
    """A whole number."""
    return _column(Field(label, "number", checks=checks, needed_for=_needs(needed_for)), Integer())


def flag(label: str, *, needed_for: str = "") -> MappedColumn[bool]:
    """Yes, no, or not asked yet (None): the three are different facts."""
    return _column(Field(label, "flag", needed_for=_needs(needed_for)), Boolean())


def document(label: str, *, closed: bool = False) -> MappedColumn[dict[str, Any]]:
    """Several values in one document: answers, closed sections."""
    return _column(Field(label, "document", closed=closed), Json())


def clock(label: str) -> MappedColumn[str]:
    """A time of day without a date, `14:05`."""
    return _column(Field(label, "clock"), String(5))


def reference(label: str, to: str, *, needed_for: str = "") -> MappedColumn[UUID]:
    """Another root, by its table: `reference(N_("Curator"), "staff")`."""
    field = Field(label, "reference", to=to, needed_for=_needs(needed_for))
    return mapped_column(ForeignKey(f"{to}.id"), active_history=True, index=True, info={"field": field})


def fields_of(entity: type[object]) -> tuple[Field, ...]:
    """The described columns of a mapped class, in the order written."""
    mapped: Any = entity
    return _fields_of(mapped)


@cache  # asked for each statement and each row of a list
def _fields_of(entity: Any) -> tuple[Field, ...]:
    mapper = inspect(entity)
    return tuple(
        replace(prop.columns[0].info["field"], key=prop.key) for prop in mapper.column_attrs if "field" in prop.columns[0].info
    )
