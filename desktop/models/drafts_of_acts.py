"""What acts are given by the screens that compose them: a visit with everybody it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by id, or only by name when the card does not know them."""

    id: UUID | None = None
    name: str = ""
    role: str = ""


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
