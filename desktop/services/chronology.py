"""The family's chronology: everything that happened, in one stream, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from desktop.models.definitions import Journal
from desktop.models.family_page import Happening
from desktop.services import records
from desktop.store import chronology as kept
from desktop.store.units import Reading


def chronology(reading: Reading, family: UUID, journals: Iterable[Journal] = ()) -> tuple[Happening, ...]:
    """Signals, stages, visits, dangers, agreements, plans, maps, files, and the lines of these journals, newest first."""
    found = [happening for source in kept.SOURCES for happening in source(reading, family)]
    found += records.happenings(reading, journals, family)
    return tuple(sorted(found, key=lambda h: (h.day, h.kind), reverse=True))
