"""Files of a family: taken in after a look at their content, given out again byte by byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.files import safe_name
from desktop.base.messages import N_, Finding, message
from desktop.models.attachments import Attachment, AttachmentContent
from desktop.models.family_page import FileRow
from desktop.rules.file_types import media_type, named_for, why_not_kept
from desktop.store import attachments as kept
from desktop.store.units import Reading, Unit

FILE = ("file_name",)
LARGEST = 20 * 1024 * 1024  # bytes: a scanned contract of fifty pages


def add_file(
    unit: Unit,
    family: UUID,
    name: str,
    content: bytes,
    kind: str,
    title: str = "",
    dated: date | None = None,
    person: UUID | None = None,
    *,
    sheet: UUID | None = None,
) -> UUID:
    """Keep a file with the family; the name is cleaned, the type is told by the content.

    Raises:
        Rejected: no kind, empty, too large, or of a type that is not kept.
    """
    if not kind:
        raise Rejected(Finding(("kind",), message(N_("Choose the kind of the file"))))
    media, cleaned = checked(name, content)
    row = Attachment(
        id=unit.new_id(), family_id=family, person_id=person, sheet_id=sheet, kind=kind, title=title.strip() or None,
        file_name=cleaned, media_type=media, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), dated=dated,
    )  # fmt: skip
    unit.add(row)
    unit.session.flush()
    unit.add(AttachmentContent(id=unit.new_id(), attachment_id=row.id, content=content))
    return row.id


def checked(name: str, content: bytes) -> tuple[str, str]:
    """The type of a file, told by its content, and the name it is kept under.

    Raises:
        Rejected: empty, too large, or of a type that is not kept.
    """
    if not content:
        raise Rejected(Finding(FILE, message(N_("The file is empty"))))
    if len(content) > LARGEST:
        raise Rejected(Finding(FILE, message(N_("The file is larger than {most} MB"), most=LARGEST // 2**20)))
    media = media_type(content)
    if media is None:
        raise Rejected(Finding(FILE, why_not_kept(content)))
    return media, safe_name(named_for(safe_name(name), media))


def replace_by_joined(
    unit: Unit, family: UUID, name: str, content: bytes, kind: str, title: str, sources: Iterable[tuple[UUID, int]],
    person: UUID | None = None,
) -> UUID:  # fmt: skip
    """Keep the joined file and take its sources out of the list, in one act.

    Raises:
        Conflict: one of them was changed since it was shown.
        Rejected: as `add_file`.
    """
    for id_, version in sorted(sources):
        unit.claim(Attachment, id_, version).removed = True
    return add_file(unit, family, name, content, kind, title, person=person)


def files_of(reading: Reading, family: UUID) -> tuple[FileRow, ...]:
    """The files of a family, newest first, without their bytes."""
    return kept.of_family(reading, family)


def content_of(reading: Reading, id_: UUID) -> bytes:
    """The bytes of a file.

    Raises:
        Rejected: the file is not there, or is not what was put in.
    """
    content, sha256 = kept.content(reading, id_)
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        raise Rejected(Finding((), message(N_("The file is not there or is damaged"))))
    return content
