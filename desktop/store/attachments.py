"""Files of a family, read for pages; bytes only when somebody asks for one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from desktop.models.attachments import Attachment, AttachmentContent
from desktop.models.family_page import FileRow
from desktop.store.units import Reading


def of_family(reading: Reading, family: UUID) -> tuple[FileRow, ...]:
    """Newest first, without bytes."""
    table = Attachment.__table__
    rows = reading.connection.execute(
        select(table).where(table.c.family_id == family, table.c.removed.is_(False)).order_by(table.c.id.desc())
    )
    return tuple(
        FileRow(
            r.id, r.row_version, r.kind, r.title or r.file_name, r.file_name, r.media_type, r.size, r.dated, r.valid_till,
            r.person_id, r.changed_at,
        )
        for r in rows
    )  # fmt: skip


def content(reading: Reading, id_: UUID) -> tuple[bytes | None, str]:
    """The bytes and the hash they were put in with."""
    row = reading.connection.execute(
        select(AttachmentContent.content, Attachment.sha256)
        .join(Attachment, Attachment.id == AttachmentContent.attachment_id)
        .where(Attachment.id == id_)
    ).one_or_none()
    return (row.content, row.sha256) if row else (None, "")
