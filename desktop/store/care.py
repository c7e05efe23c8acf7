"""Who is with a carer now, read for the limit of wards."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, or_, select

from desktop.models.care import Placement
from desktop.store.units import Reading


def wards(reading: Reading, carer: UUID, states: Iterable[str], not_kind: str, besides: UUID) -> int:
    """How many placements of this carer stand in one of the states, besides one; of a kind or of none said yet."""
    other_kind = or_(Placement.kind.is_(None), Placement.kind != not_kind)
    counted = select(func.count()).where(
        Placement.carer_id == carer, Placement.state.in_(tuple(states)), other_kind, Placement.id != besides,
        Placement.removed.is_(False),
    )  # fmt: skip
    return int(reading.connection.execute(counted).scalar_one())
