"""Human numbers from journals: taken by the act that needs one, so a failed act takes none."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from desktop.models.base import Root
from desktop.models.offices import JournalEntry
from desktop.store.units import Unit

_NEXT = text(
    "insert into journal (key, year, last) values (:key, :year, 1) "
    "on conflict (key, year) do update set last = journal.last + 1 returning last"
)


def give(unit: Unit, root: Root, field: str, journal: str, pattern: str) -> None:
    """Number the root at the end of the act: `pattern` knows `{region}`, `{year}`, `{number}`."""

    def take() -> None:
        year = unit.today.year
        number = int(unit.session.execute(_NEXT, {"key": journal, "year": year}).scalar_one())
        setattr(root, field, pattern.format(region=unit.office.region_code, year=year, number=number))
        _enter(unit, journal, year, number, root.id)

    unit.recorder.undoable = False  # a number that was given is not taken back, only spoiled with its reason
    unit.at_the_end(take)


def _enter(unit: Unit, journal: str, year: int, number: int, root: UUID) -> None:
    unit.session.add(JournalEntry(key=journal, year=year, number=number, root_id=root, given_at=unit.now))
