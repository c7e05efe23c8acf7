"""Files of a family: scans and photos. Bytes lie in the database beside the facts they prove."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today, this_century_or_last
from desktop.models.fields import choice, day, reference, text


class Attachment(Root):
    """A file: its kind is required, everything else may wait."""

    __tablename__ = "attachment"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[UUID | None] = reference(N_("Whose"), "person")
    sheet_id: Mapped[UUID | None] = reference(N_("Belongs to the form"), "answer_sheet")
    kind: Mapped[str] = choice(N_("Kind of file"), "attachment_kinds")
    title: Mapped[str | None] = text(N_("Title"), size=300)
    file_name: Mapped[str] = text(N_("File name"), size=255)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    dated: Mapped[date | None] = day(N_("Date of the document"), not_after_today)
    valid_till: Mapped[date | None] = day(N_("Valid till"), this_century_or_last)


class AttachmentContent(Part):
    """The bytes, in a row of their own so that no list ever reads them."""

    __tablename__ = "attachment_content"
    root: ClassVar[str] = "attachment_id"
    root_kind: ClassVar[type[Root]] = Attachment
    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"), index=True)
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
