"""Plans and programmes in all their versions, read for pages and prints."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from desktop.models.plans import PlanRow, PlanVersion
from desktop.rules.plans import OF_ONE_PERSON
from desktop.store.opening import open_roots
from desktop.store.units import Reading


def plans(reading: Reading, family: UUID) -> tuple[PlanRow, ...]:
    """Every version of every plan with its steps: the current ones first, then the newest."""
    rows = reading.connection.execute(
        select(PlanVersion.id, PlanVersion.edition, PlanVersion.current)
        .where(PlanVersion.family_id == family, PlanVersion.removed.is_(False))
        .order_by(PlanVersion.current.desc(), PlanVersion.edition.desc(), PlanVersion.id.desc())
    ).all()
    found = open_roots(reading, PlanVersion, [row.id for row in rows])
    return tuple(PlanRow(found[row.id], row.edition, row.current) for row in rows if row.id in found)


def in_slot(reading: Reading, family: UUID, kind: str, person: UUID | None) -> tuple[int, tuple[UUID, ...]]:
    """The number of the newest version among the plans of a kind (and person), and which of them are current."""
    query = select(PlanVersion.id, PlanVersion.edition, PlanVersion.current).where(
        PlanVersion.family_id == family, PlanVersion.kind == kind, PlanVersion.removed.is_(False)
    )
    if kind in OF_ONE_PERSON:
        query = query.where(PlanVersion.person_id.is_(None) if person is None else PlanVersion.person_id == person)
    rows = reading.connection.execute(query.order_by(PlanVersion.id)).all()
    return max((row.edition for row in rows), default=0), tuple(row.id for row in rows if row.current)
