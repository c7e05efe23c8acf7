"""Agreements and plans, read for pages and prints."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from desktop.models.agreements import Agreement
from desktop.models.plans import PlanVersion
from desktop.models.snapshots import Snapshot
from desktop.store.opening import open_roots
from desktop.store.units import Reading


def of_family(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Every agreement of the family with its parties and obligations, newest first."""
    ids = reading.connection.scalars(
        select(Agreement.id)
        .where(Agreement.family_id == family, Agreement.removed.is_(False))
        .order_by(Agreement.made_on.desc(), Agreement.id.desc())
    ).all()
    return tuple(open_roots(reading, Agreement, ids).values())


def plans(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Every version of the plan with its steps, the current one first."""
    ids = reading.connection.scalars(
        select(PlanVersion.id)
        .where(PlanVersion.family_id == family, PlanVersion.removed.is_(False))
        .order_by(PlanVersion.current.desc(), PlanVersion.edition.desc())
    ).all()
    return tuple(open_roots(reading, PlanVersion, ids).values())


def editions(reading: Reading, family: UUID) -> int:
    """The number of the newest edition."""
    found = reading.connection.execute(
        select(func.max(PlanVersion.edition)).where(PlanVersion.family_id == family)
    ).scalar_one_or_none()
    return int(found or 0)
