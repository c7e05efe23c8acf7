"""The journal of changes of a family, for whoever looks through it."""

from __future__ import annotations

from uuid import UUID

from desktop.store import history as kept
from desktop.store.units import Reading

ActRow = kept.ActRow
ChangeRow = kept.ChangeRow


def journal_of_family(reading: Reading, family: UUID, before: int | None = None) -> list[ActRow]:
    """The newest acts that touched the family or anything of theirs; older ones before act `before`."""
    return kept.of_family(reading, family, before=before)
