"""What the office learns from: its library, and the trainings its people took (000-10, 001-06, 001-08, 003-05)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today, not_negative
from desktop.models.fields import choice, choices, day, long, reference, text, whole


class LibraryItem(Root):
    """A law, a practice, a set of papers for a question, a programme text; the file may lie with it."""

    __tablename__ = "library_item"
    title: Mapped[str] = text(N_("Title"), size=500)
    kind: Mapped[str | None] = choice(N_("Kind of item"), "library_kinds")
    topics: Mapped[tuple[str, ...]] = choices(N_("Topics"), "library_topics")
    country: Mapped[str | None] = choice(N_("Country"), "countries")
    number: Mapped[str | None] = text(N_("Number, body"), size=200)
    dated: Mapped[date | None] = day(N_("Date of the document"), not_after_today)
    redaction: Mapped[str | None] = text(N_("Redaction"), size=200)
    source: Mapped[str | None] = text(N_("Where it was published"), size=500)
    words: Mapped[str | None] = long(N_("In short"))
    papers: Mapped[str | None] = long(N_("Papers of the set"))
    checked_on: Mapped[date | None] = day(N_("Checked on"), not_after_today)
    file_name: Mapped[str | None] = text(N_("File name"), size=255)
    media_type: Mapped[str | None] = mapped_column(String(100))
    size: Mapped[int | None] = mapped_column(Integer)


class LibraryContent(Part):
    """The bytes of an item's file, in a row of their own so that no list ever reads them."""

    __tablename__ = "library_content"
    root: ClassVar[str] = "library_item_id"
    root_kind: ClassVar[type[Root]] = LibraryItem
    library_item_id: Mapped[UUID] = mapped_column(ForeignKey("library_item.id"), index=True)
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class Training(Root):
    """A seminar, a course, a supervision, and who of the office took part."""

    __tablename__ = "training"
    title: Mapped[str] = text(N_("Topic of the training"), size=500)
    kind: Mapped[str | None] = choice(N_("Kind of training"), "training_kinds")
    held_on: Mapped[date] = day(N_("Date of the training"), not_after_today, index=True)
    till: Mapped[date | None] = day(N_("Till"))
    hours: Mapped[int | None] = whole(N_("Hours"), not_negative)
    organiser: Mapped[str | None] = text(N_("Organiser"), size=300)
    content: Mapped[str | None] = long(N_("Programme of the training"))
    survey: Mapped[str | None] = long(N_("Survey of the participants"))
    attendees: Mapped[list[TrainingAttendee]] = relationship(lazy="raise", order_by="TrainingAttendee.id")


class TrainingAttendee(Part):
    """Somebody who took part, ours or a guest."""

    __tablename__ = "training_attendee"
    root: ClassVar[str] = "training_id"
    root_kind: ClassVar[type[Root]] = Training
    training_id: Mapped[UUID] = mapped_column(ForeignKey("training.id"), index=True)
    staff_id: Mapped[UUID | None] = reference(N_("Staff member"), "staff")
    name: Mapped[str | None] = text(N_("Name"))
    result: Mapped[str | None] = text(N_("Certificate, mark"), size=300)
