"""What acts are given by the screens that compose them: a visit with everybody it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by id, or only by name when the card does not know them."""

    id: UUID | None = None
    name: str = ""
    role: str = ""
    agency: UUID | None = None
    authority: str = ""  # by what right this person represents somebody (000-04)

    @property
    def partner(self) -> bool:
        """Whether this is somebody of an agency or with an authority, not only a name."""
        return self.agency is not None or bool(self.authority)


GivenKind = Literal["service_given", "material_aid"]


@dataclass(frozen=True, slots=True)
class Given:
    """A service or aid given at a visit: described fields of its record by key."""

    kind: GivenKind
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit as it was typed. `values` are described fields of `Visit` by key."""

    family: UUID
    case: UUID | None
    visited_on: date | None
    values: Mapping[str, Any] = field(default_factory=dict)
    participants: tuple[Named, ...] = ()
    met: tuple[Named, ...] = ()
    children: Mapping[UUID, bool | None] = field(default_factory=dict)
    steps: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)  # step → (mark, note)
    amends: UUID | None = None
    given: tuple[Given, ...] = ()
