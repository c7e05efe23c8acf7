"""A record as it was when somebody opened it: plain values, no session, never changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import inspect

from desktop.models.base import Entity, Root
from desktop.models.fields import Value, fields_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Kind, id, version of its root, values by field, parts by id."""

    kind: str
    id: UUID
    version: int
    values: Mapping[str, Value]
    parts: Mapping[str, Mapping[UUID, Snapshot]] = field(default_factory=lambda: MappingProxyType({}))

    def with_values(self, **values: Value) -> Snapshot:
        """The same record with some values changed."""
        return replace(self, values={**self.values, **values})

    def with_parts(self, key: str, parts: Mapping[UUID, Snapshot]) -> Snapshot:
        """The same record with one list of parts changed."""
        return replace(self, parts={**self.parts, key: parts})


def take(entity: Entity) -> Snapshot:
    """Whatever was loaded of the entity; parts that were not loaded are absent, not empty."""
    state = inspect(entity)
    values: dict[str, Value] = {f.key: getattr(entity, f.key) for f in fields_of(type(entity)) if f.key not in state.unloaded}
    parts = {
        r.key: {child.id: take(child) for child in getattr(entity, r.key)}
        for r in state.mapper.relationships
        if r.uselist and r.key not in state.unloaded
    }
    version = entity.row_version if isinstance(entity, Root) else 0
    return Snapshot(state.mapper.class_.__tablename__, entity.id, version, values, parts)


@dataclass(frozen=True, slots=True)
class Edit:
    """What a form wants to save: the record as it was opened (None: a new one) and as it should be.

    `fixed` are columns that no form shows, for a new record: `{"family_id": …}`.
    """

    base: Snapshot | None
    mine: Snapshot
    fixed: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


class Conflict(Exception):
    """Somebody saved this card after it was opened here; `theirs` is how it stands now, or None if it is gone."""

    def __init__(self, theirs: Snapshot | None, who: str = "", label: str = "") -> None:
        super().__init__("stale")
        self.theirs = theirs
        self.who = who  # whose act it was, for «saved by …»
        self.label = label


@dataclass(frozen=True, slots=True)
class Changed:
    """One root that an act touched: its kind, id and version afterwards."""

    kind: str
    id: UUID
    version: int
    families: tuple[UUID, ...] = ()  # whose pages show it


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act did: told to every page, so that those that show a touched root read it again."""

    act: int = 0  # number in the office's record; 0: nothing was changed
    label: str = ""
    who: str = ""
    roots: tuple[Changed, ...] = ()
    result: UUID | None = None  # what the act made, for opening it

    def touches(self, *ids: UUID) -> bool:
        """Whether one of these is among what changed."""
        wanted = set(ids)
        return any(root.id in wanted or wanted.intersection(root.families) for root in self.roots)
