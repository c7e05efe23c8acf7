"""What a record is called where something points to it, and what a reference may point to.

A title is made of the record's own facts, as pieces: codes and days become words at the edge, in the language of the
screen or the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from desktop.models.everything import ENTITIES
from desktop.models.families import ELSEWHERE, Family, Membership
from desktop.models.fields import Field
from desktop.models.journals import Candidates, Piece, Pieces, described
from desktop.models.persons import Person
from desktop.models.plans import PlanVersion, Step
from desktop.store.units import Reading

TEXT: Final = Field("", "text")
_OFFERED: Final = 2_000  # of one kind at most
_AT_ONCE: Final = 2_000
_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "agency": ("short_name", "name"),  # the first that says something
    "agreement": ("kind", "number", "made_on"),
    "attachment": ("title", "kind"),
    "carer": ("name", "kind"),
    "case": ("opened_on", "status"),
    "conflict_map": ("issue", "drawn_on"),
    "contact": ("at", "kind"),
    "directory_service": ("name",),
    "family": ("name", "number"),
    "family_story": ("told_on", "told_by"),
    "genogram": ("title", "drawn_on"),
    "goal": ("words",),
    "group_programme": ("name",),
    "group_session": ("held_on", "topic"),
    "material_aid": ("given_on", "name"),
    "network_meeting": ("held_at", "question"),
    "placement": ("kind", "since"),
    "plan_version": ("kind", "since"),
    "problem": ("code", "words"),
    "service_given": ("given_on", "name"),
    "signal": ("number", "about"),
    "social_map": ("title", "drawn_on"),
    "step": ("words",),
    "visit": ("visited_on", "number", "kind"),
}
_EITHER: Final = frozenset({"agency"})
_NEWEST_FIRST: Final = frozenset(
    {
        "visit",
        "agreement",
        "contact",
        "signal",
        "service_given",
        "material_aid",
        "plan_version",
        "case",
        "social_map",
        "genogram",
        "conflict_map",
        "network_meeting",
    }
)
KNOWN_TO_THE_DESK: Final = frozenset({"staff", "agency"})  # the desk has read them already
SEARCHED: Final = frozenset({"person", "family"})  # too many to list: found by typing
_NAMES: Final = ("surname", "given_name", "patronymic")


def _keys(kind: str) -> tuple[str, ...]:
    if kind in {"person", "staff"}:
        return _NAMES
    if kind in _NAMED:
        return _NAMED[kind]
    short = [field.key for field in described(kind).values() if field.kind in {"text", "day", "choice"}]
    return tuple(short[:2])


def title(kind: str, row: Any) -> Pieces:
    """What a row with the columns of `_keys` is called."""
    if kind in {"person", "staff"}:
        return (Piece(TEXT, _full_name(row, initials=kind == "staff")),)
    fields = described(kind)
    known = [Piece(fields[key], getattr(row, key)) for key in _keys(kind) if getattr(row, key) not in (None, "", ())]
    return tuple(known[:1] if kind in _EITHER else known)


def _full_name(row: Any, *, initials: bool) -> str:
    given = [getattr(row, key) or "" for key in _NAMES[1:]]
    if initials:
        given = [" ".join(f"{name[0]}." for name in given if name)]
    return " ".join(word for word in (row.surname or "", *given) if word)


def _columns(kind: str) -> list[Any]:
    table: Any = ENTITIES[kind].__table__
    return [table.c.id, *(table.c[key] for key in _keys(kind))]


def titles(reading: Reading, wanted: Mapping[str, Iterable[UUID]]) -> dict[UUID, Pieces]:
    """What these records are called; one select for each kind (for each 2,000 of a kind)."""
    found: dict[UUID, Pieces] = {}
    for kind, ids in wanted.items():
        every = sorted(set(ids))
        for start in range(0, len(every), _AT_ONCE):
            some = every[start : start + _AT_ONCE]
            columns = _columns(kind)
            rows = reading.connection.execute(select(*columns).where(columns[0].in_(some)))
            found.update((row.id, title(kind, row)) for row in rows)
    return found


def candidates(reading: Reading, kinds: Iterable[str], family: UUID | None) -> Candidates:
    """What a reference to each of these kinds may point to: of this family, or of the office; one select for each kind."""
    found: dict[str, tuple[tuple[UUID, Pieces], ...]] = {}
    for kind in sorted(set(kinds) - KNOWN_TO_THE_DESK):
        query = _offered(kind, family)
        if query is not None:
            rows = reading.connection.execute(query.limit(_OFFERED))
            found[kind] = tuple((row.id, title(kind, row)) for row in rows)
    return found


def _offered(kind: str, family: UUID | None) -> Select[Any] | None:
    """The select of one kind, or None when there is nothing to list."""
    table: Any = ENTITIES[kind].__table__
    query = select(*_columns(kind))
    if kind == "step":
        joined = query.join(PlanVersion, PlanVersion.id == Step.plan_version_id)
        standing = joined.where(PlanVersion.family_id == family, PlanVersion.current.is_(True), PlanVersion.removed.is_(False))
        return standing.order_by(Step.place, Step.id) if family else None
    if kind == "person":
        at_home = or_(Membership.lives.is_(None), Membership.lives != ELSEWHERE)
        members = and_(Membership.person_id == Person.id, Membership.family_id == family, Membership.till.is_(None))
        return query.join(Membership, members).order_by(at_home.desc(), Person.born, Person.id) if family else None
    if kind == "family":
        return query.where(Family.id == family) if family else None
    if "removed" not in table.c:
        return None
    query = query.where(table.c.removed.is_(False))
    if "family_id" in table.c:
        if family is None:
            return None
        query = query.where(table.c.family_id == family)
    first = table.c[_keys(kind)[0]]
    return query.order_by(table.c.id.desc() if kind in _NEWEST_FIRST else first, table.c.id)
