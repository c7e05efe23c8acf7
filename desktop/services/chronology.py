"""The family's chronology: everything that happened, in one stream, newest first."""

from __future__ import annotations

from uuid import UUID

from desktop.models.family_page import Happening
from desktop.store import chronology as kept
from desktop.store.units import Reading


def chronology(reading: Reading, family: UUID) -> tuple[Happening, ...]:
    """Signals, stages, visits, dangers, agreements, plans, maps and files of the family, newest first."""
    found = [happening for source in kept.SOURCES for happening in source(reading, family)]
    return tuple(sorted(found, key=lambda h: (h.day, h.kind), reverse=True))
