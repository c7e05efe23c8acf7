"""Agreements, read for pages and prints."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from desktop.models.agreements import Agreement
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


def in_force(reading: Reading, family: UUID) -> UUID | None:
    """The newest signed agreement: a plan that begins now stands under it."""
    return reading.connection.scalars(
        select(Agreement.id)
        .where(Agreement.family_id == family, Agreement.removed.is_(False), Agreement.state == "signed")
        .order_by(Agreement.signed_on.desc(), Agreement.id.desc())
        .limit(1)
    ).one_or_none()
