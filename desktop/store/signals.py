"""The journal of signals and the counters of the navigation."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, select, union_all

from desktop.models.families import FamilyLine
from desktop.models.lists import SignalFilter
from desktop.models.signals import Signal
from desktop.models.snapshots import Snapshot
from desktop.models.visits import Alert, Visit
from desktop.store.opening import open_roots
from desktop.store.units import Reading

WORKED = ("active", "assessment", "checking", "observation")


def _burning() -> ColumnElement[bool]:
    """Urgent, and nobody has said yet what was done: a case that was opened ends no danger, another decision is a word."""
    undone = Signal.decision.is_(None) | (Signal.decision == "case_opened")
    return Signal.urgent.is_(True) & Signal.answered_at.is_(None) & undone


def journal(reading: Reading, wanted: SignalFilter, most: int = 500) -> tuple[Snapshot, ...]:
    """Urgent without an answer first, then undecided ones, newest first."""
    query = select(Signal.id).where(Signal.removed.is_(False), *_conditions(wanted))
    ids = reading.connection.scalars(
        query.order_by(
            _burning().desc(),
            Signal.decision.is_(None).desc(),
            Signal.received_at.desc(),
            Signal.id,
        ).limit(most)
    ).all()
    return tuple(open_roots(reading, Signal, ids).values())


def _conditions(wanted: SignalFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.only_open:
        yield Signal.decision.is_(None) | _burning()
    if wanted.only_urgent:
        yield Signal.urgent.is_(True)
    if wanted.handed_to is not None:
        yield Signal.handed_to_id == wanted.handed_to
    if wanted.since is not None:
        yield Signal.received_at >= wanted.since
    if wanted.till is not None:
        yield Signal.received_at < wanted.till


def counters(reading: Reading) -> dict[str, int]:
    """Open signals, urgent ones without an answer, families in work, visits due or overdue, dangers not answered."""
    line = FamilyLine.__table__
    worked = line.c.status.in_(WORKED) & line.c.removed.is_(False)
    parts = {
        "signals": select(func.count()).where(Signal.removed.is_(False), Signal.decision.is_(None) | _burning()),
        "urgent": select(func.count()).where(Signal.removed.is_(False), _burning()),
        "families": select(func.count()).select_from(line).where(worked),
        "due": select(func.count()).select_from(line).where(worked, line.c.next_visit_on <= reading.today),
        "alerts": select(func.count()).where(Alert.answered_at.is_(None), Alert.removed.is_(False)),
        "visits_today": select(func.count()).where(Visit.visited_on == reading.today, Visit.removed.is_(False)),
    }
    rows = reading.connection.execute(
        union_all(*(select(literal(name).label("name"), query.scalar_subquery().label("many")) for name, query in parts.items()))
    )
    return {row.name: row.many for row in rows}


def of_family(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Signals that led to this family or came about it later."""
    ids = reading.connection.scalars(
        select(Signal.id).where(Signal.family_id == family, Signal.removed.is_(False)).order_by(Signal.received_at)
    ).all()
    return tuple(open_roots(reading, Signal, ids).values())
