"""Consents, read for the page and for the warning that somebody's data is kept without one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from desktop.models.consents import Consent
from desktop.models.snapshots import Snapshot
from desktop.rules.consents import in_force
from desktop.store.opening import open_roots
from desktop.store.units import Reading


def of_family(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Every consent of the family, the newest first."""
    ids = reading.connection.scalars(
        select(Consent.id).where(Consent.family_id == family, Consent.removed.is_(False)).order_by(Consent.id.desc())
    ).all()
    return tuple(open_roots(reading, Consent, ids).values())


def uncovered(reading: Reading, family: UUID, people: Sequence[UUID]) -> tuple[UUID, ...]:
    """Those of these people for whom no consent of the family is in force."""
    rows = reading.connection.execute(
        select(Consent.person_id, Consent.state, Consent.given_on, Consent.till).where(
            Consent.family_id == family, Consent.removed.is_(False)
        )
    )
    covered = {r.person_id for r in rows if in_force(r.state, r.given_on, r.till, reading.today)}
    return tuple(person for person in people if person not in covered)
