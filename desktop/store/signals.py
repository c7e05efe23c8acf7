"""The journal of signals and the counters of the navigation."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, literal, select, union_all

from desktop.models.families import FamilyLine
from desktop.models.signals import Signal
from desktop.models.snapshots import Snapshot
from desktop.models.visits import Alert, Visit
from desktop.store.opening import open_roots
from desktop.store.units import Reading

WORKED = ("active", "assessment", "checking", "observation")


def journal(reading: Reading, *, only_open: bool, most: int = 500) -> tuple[Snapshot, ...]:
    """Undecided first, urgent before others, newest first."""
    query = select(Signal.id).where(Signal.removed.is_(False))
    if only_open:
        query = query.where(Signal.decision.is_(None))
    ids = reading.connection.scalars(
        query.order_by(
            Signal.decision.is_(None).desc(),
            Signal.urgent.is_(True).desc(),
            Signal.received_at.desc(),
            Signal.id,
        ).limit(most)
    ).all()
    return tuple(open_roots(reading, Signal, ids).values())


def counters(reading: Reading) -> dict[str, int]:
    """Open signals, urgent ones, families in work, visits due today or overdue, dangers not answered."""
    line = FamilyLine.__table__
    worked = line.c.status.in_(WORKED) & line.c.removed.is_(False)
    parts = {
        "signals": select(func.count()).where(Signal.decision.is_(None), Signal.removed.is_(False)),
        "urgent": select(func.count()).where(
            Signal.decision.is_(None), Signal.removed.is_(False), Signal.urgent.is_(True)
        ),
        "families": select(func.count()).select_from(line).where(worked),
        "due": select(func.count()).select_from(line).where(worked, line.c.next_visit_on <= reading.today),
        "alerts": select(func.count()).where(Alert.answered_at.is_(None), Alert.removed.is_(False)),
        "visits_today": select(func.count()).where(
            Visit.visited_on == reading.today, Visit.removed.is_(False)
        ),
    }
    rows = reading.connection.execute(
        union_all(
            *(
                select(literal(name).label("name"), query.scalar_subquery().label("many"))
                for name, query in parts.items()
            )
        )
    )
    return {row.name: row.many for row in rows}


def of_family(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Signals that led to this family or came about it later."""
    ids = reading.connection.scalars(
        select(Signal.id)
        .where(Signal.family_id == family, Signal.removed.is_(False))
        .order_by(Signal.received_at)
    ).all()
    return tuple(open_roots(reading, Signal, ids).values())
