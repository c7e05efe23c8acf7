"""Closed sections as pages and prints know them: whether there is anything, never what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from desktop.models.definitions import FormDefinition
from desktop.models.snapshots import Snapshot

SECTIONS: Final = "closed_sections"  # the dictionary of sections
REASONS: Final = "closed_reasons"  # usual reasons for opening one


def form_of(section: str) -> str:
    """The form that fills this section."""
    return f"closed_{section}"


@dataclass(frozen=True, slots=True)
class ClosedState:
    """One section of one person: whether something is written there, and when it was changed last."""

    person: UUID
    section: str
    filled: bool
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClosedValues:
    """What a section says: read only after a reason was recorded."""

    id: UUID
    version: int
    person: UUID
    section: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClosedPrint:
    """A section that somebody chose to print with a reason: whose, which, and what it says."""

    person: str
    section: str
    form: FormDefinition
    record: Snapshot
