"""What stands in the columns of a journal, and what was asked for and found: values that rooms hand to each other.

A source of a column is written as text in the definition and understood here, once, for the reader of definitions that
checks it and for the store that fills it:

    "at"                            a field of the record
    "family_id.phone"               a field of what the record points to
    "parts:members.person_id"       a field of the rows of a list; several after commas: "parts:steps.words,mark"
    "@household"                    a derived fact of `DERIVED`

The filter of a journal says which records stand in it, field by field; every condition of a table must hold:

    filter = { kind = ["call", "letter"] }              one of these codes
    filter = { after_hours = true }                     «yes»; false: «no», and not what nobody answered
    filter = { resistance = true }                      of any other field: something is written; false: nothing is
    filter = [ { outcome = ["refused"] }, { resistance = true } ]    all of the first table, or all of the second
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal
from uuid import UUID

from desktop.models.everything import ENTITIES, PARTS, ROOTS
from desktop.models.fields import Field, Value, fields_of

GROUPS: Final = ("journals", "directory", "care", "learning", "norms")
FAMILY_SECTIONS: Final = (
    "chronology", "card", "members", "map", "genogram", "conflicts", "changes", "needs", "sheets", "statements",
    "agreements", "help", "visits", "contacts", "consents", "care", "files", "journal",
)  # fmt: skip
OF_A_FAMILY: Final = "family"  # of roots that name a family, and of the family itself

# name → roots that have it, what it says
DERIVED: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "family": ((OF_A_FAMILY,), "surname of the family"),
    "number": ((OF_A_FAMILY,), "number of the family's file"),
    "household": ((OF_A_FAMILY,), "who lives together: name, year of birth, place in the household; one a line"),
    "mother": ((OF_A_FAMILY,), "mother: name, date of birth"),
    "father": ((OF_A_FAMILY,), "father: name, date of birth"),
    "children": ((OF_A_FAMILY,), "children of the household: name, date of birth; one a line"),
    "address": ((OF_A_FAMILY,), "address of the family in force now"),
    "phone": ((OF_A_FAMILY,), "phone of the family"),
    "curator": ((OF_A_FAMILY,), "curator of the newest case"),
    "agreement": ((OF_A_FAMILY,), "number and date of the newest signed agreement"),
    "levels": ((OF_A_FAMILY,), "levels of support of the newest case (of this one for a case), from when till when"),
    "steps": (("visit",), "steps of the plan that the visit marked: words, mark; one a line"),
    "duration": (("visit",), "came, left and how many minutes"),
    "met": (("visit",), "whom they met and which children they saw"),
    "participants": (("visit",), "specialists who came along, with agency or role"),
    "dangers": (("visit",), "dangers that were answered with «yes»"),
    "services": (("visit",), "services given at this visit"),
    "aid": (("visit",), "material aid handed over at this visit: what and how much; one a line"),
    "money": (("visit",), "sum of the material aid handed over at this visit"),
    "observed": (("visit",), "dwelling, hygiene, food, state of adults and children in words; one a line"),
    "files": (("visit",), "files of the family that are dated with the day of the visit; one a line"),
    "help": (("case", "family"), "kinds of services and of material aid that the family was given (while the case was open)"),
    "came": (("group_session",), "how many came of how many, and who"),
    "wards": (("carer",), "who is with this carer now, since when"),
    "sessions": (("group_programme",), "how many sessions were held, from when till when"),
    "signature": ((), "nothing: an empty column for signing by hand"),
}
Way = Literal["field", "part", "reference", "derived"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a piece of a cell comes from; `through` is the column that points, or the list of parts."""

    way: Way
    name: str = ""  # of a derived fact
    fields: tuple[Field, ...] = ()
    through: str = ""
    kind: str = ""  # table of the part, or of what is pointed to


KEPT_APART: Final = frozenset({"answer_sheet", "closed_section", "statement"})  # read only through walls of their own:
# a reason, a level of access
JOURNAL_ROOTS: Final = tuple(sorted(set(ROOTS) - KEPT_APART))


@cache
def described(kind: str) -> Mapping[str, Field]:
    """The fields of a kind of record by key; closed ones and whole documents stand in no column, filter or title."""
    return {field.key: field for field in fields_of(ENTITIES[kind]) if not field.closed and field.kind != "document"}


@cache
def pointers(kind: str) -> Mapping[str, str]:
    """Columns of a record that point to roots: column → table."""
    columns: Any = ENTITIES[kind].__table__.columns
    found = ((c.name, next(iter(c.foreign_keys)).column.table.name) for c in columns if c.foreign_keys)
    return {name: table for name, table in found if table in ENTITIES}


@cache
def lists_of(root: str) -> Mapping[str, str]:
    """The lists of a root: `members` → `group_member`."""
    entity: Any = ENTITIES[root]
    named = ((link.key, link.mapper.class_.__tablename__) for link in entity.__mapper__.relationships if link.uselist)
    return {key: kind for key, kind in named if kind in PARTS}


def derived_for(root: str) -> tuple[str, ...]:
    """Names of the facts that can be derived for a kind of record."""
    of_family = root == "family" or "family_id" in pointers(root)
    return tuple(
        name for name, (roots, _said) in DERIVED.items() if not roots or root in roots or (OF_A_FAMILY in roots and of_family)
    )


def sources_for(root: str) -> tuple[str, ...]:
    """Everything that a column of a journal of these records may name, for saying what is near a slip."""
    found = [*described(root), *(f"@{name}" for name in derived_for(root))]
    found += [f"parts:{key}.{field}" for key, kind in lists_of(root).items() for field in described(kind)]
    for column, kind in pointers(root).items():
        found += [f"{column}.{field}" for field in described(kind)] if kind in JOURNAL_ROOTS else []
    return tuple(found)


def source_of(root: str, written: str) -> Source | None:
    """What a written source means for records of this kind, or None when there is no such thing."""
    if written.startswith("@"):
        name = written[1:]
        return Source("derived", name) if name in derived_for(root) else None
    if written.startswith("parts:"):
        key, _dot, named = written.removeprefix("parts:").partition(".")
        kind = lists_of(root).get(key, "")
        fields = _fields(kind, named) if kind else ()
        return Source("part", fields=fields, through=key, kind=kind) if fields else None
    column, dot, named = written.partition(".")
    if dot:
        kind = pointers(root).get(column, "")
        fields = _fields(kind, named) if kind in JOURNAL_ROOTS else ()
        return Source("reference", fields=fields, through=column, kind=kind) if fields else None
    own = described(root).get(written)
    return Source("field", fields=(own,)) if own else None


def _fields(kind: str, named: str) -> tuple[Field, ...]:
    known = described(kind)
    found = [known.get(key.strip()) for key in named.split(",")]
    return tuple(field for field in found if field) if all(found) else ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A value with the field that says how it reads; `pattern` is a msgid with {what} around it."""

    field: Field
    value: Value
    pattern: str = ""


Pieces = tuple[Piece, ...]
Cell = tuple[Pieces, ...]  # lines of a cell


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line of a journal before it is put into words."""

    id: UUID
    version: int
    day: date | None
    family: UUID | None
    cells: tuple[Cell, ...]
    persons: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalAsk:
    """Which lines are wanted: of one family, of a period (both days included), of a worker, with these words."""

    family: UUID | None = None
    since: date | None = None
    till: date | None = None
    worker: UUID | None = None
    text: str = ""


Candidates = Mapping[str, tuple[tuple[UUID, Pieces], ...]]  # kind → what a reference may point to
