"""The file of a library item: its bytes, only when somebody asks for them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from desktop.models.knowledge import LibraryContent
from desktop.store.units import Reading, Unit


def content(reading: Reading, item: UUID) -> bytes | None:
    """The bytes that lie with an item, or None."""
    found = reading.connection.execute(
        select(LibraryContent.content).where(LibraryContent.library_item_id == item).order_by(LibraryContent.id.desc()).limit(1)
    ).scalar_one_or_none()
    return None if found is None else bytes(found)


def standing(unit: Unit, item: UUID) -> list[LibraryContent]:
    """The rows of content that lie with an item now, to be replaced."""
    return list(unit.session.scalars(select(LibraryContent).where(LibraryContent.library_item_id == item)))
