"""The office's library: laws, practices, sets of papers; a file may lie with an item, checked by its content."""

from __future__ import annotations

from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.knowledge import LibraryContent, LibraryItem
from desktop.services.attachments import checked
from desktop.store import library as kept
from desktop.store.units import Reading, Unit


def put_file(unit: Unit, item: UUID, version: int | None, name: str, content: bytes) -> UUID:
    """Lay a file with an item; one that lay there before is replaced. The name is cleaned, the type told by the content.

    Raises:
        Conflict: the item was changed since it was opened.
        Rejected: empty, too large, or of a type that is not kept.
    """
    media, cleaned = checked(name, content)
    row = unit.claim(LibraryItem, item, version)
    _drop(unit, item)
    row.file_name, row.media_type, row.size = cleaned, media, len(content)
    unit.add(LibraryContent(id=unit.new_id(), library_item_id=item, content=content))
    return item


def drop_file(unit: Unit, item: UUID, version: int | None) -> UUID:
    """Take the file away; the item stays.

    Raises:
        Conflict: the item was changed since it was opened.
    """
    row = unit.claim(LibraryItem, item, version)
    _drop(unit, item)
    row.file_name = row.media_type = row.size = None
    return item


def _drop(unit: Unit, item: UUID) -> None:
    unit.recorder.undoable = False  # bytes that were replaced are kept nowhere else
    for old in kept.standing(unit, item):
        unit.delete_part(old)


def file_of(reading: Reading, item: UUID) -> bytes:
    """The bytes of an item's file.

    Raises:
        Rejected: no file lies with it.
    """
    content = kept.content(reading, item)
    if content is None:
        raise Rejected(Finding((), message(N_("No file lies with this item"))))
    return content
