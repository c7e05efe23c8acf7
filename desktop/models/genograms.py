"""Genograms as they are kept: only what the card does not know already.

Persons, parents, unions and twins are the card's own and are read from there each time; a version that was finished
keeps beside them the picture of that day (`content`), so that it can be compared when the card has moved on.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today
from desktop.models.fields import choice, day, document, flag, long, partial_day, reference, text, whole
from desktop.models.partial_dates import PartialDate


class Genogram(Root):
    """One dated version of the family's genogram."""

    __tablename__ = "genogram"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    title: Mapped[str] = text(N_("Title"))
    drawn_on: Mapped[date] = day(N_("Date of the genogram"), not_after_today)
    author_id: Mapped[UUID | None] = reference(N_("Author"), "staff")
    index_id: Mapped[UUID | None] = reference(N_("About whom it is drawn"), "person")
    told_by: Mapped[str | None] = text(N_("With whom it was drawn"), size=300)
    final: Mapped[bool] = flag(N_("Finished"))
    printed_on: Mapped[date | None] = day(N_("Printed on"))
    note: Mapped[str | None] = long(N_("Note"))
    content: Mapped[dict[str, Any] | None] = document(N_("The family as it was on that day"))
    people: Mapped[list[GenogramPerson]] = relationship(lazy="raise", order_by="GenogramPerson.id")
    feelings: Mapped[list[EmotionalLine]] = relationship(lazy="raise", order_by="EmotionalLine.id")
    marks: Mapped[list[GenogramMark]] = relationship(lazy="raise", order_by="GenogramMark.id")


class _OfGenogram(Part):
    __abstract__ = True
    root: ClassVar[str] = "genogram_id"
    root_kind: ClassVar[type[Root]] = Genogram
    genogram_id: Mapped[UUID] = mapped_column(ForeignKey("genogram.id"), index=True)


class GenogramPerson(_OfGenogram):
    """How far a person was shifted by hand from where the layout puts them, and whether they are shown."""

    __tablename__ = "genogram_person"
    __table_args__ = (UniqueConstraint("genogram_id", "person_id"),)
    person_id: Mapped[UUID] = reference(N_("Person"), "person")
    dx: Mapped[int | None] = whole(N_("Shifted across, hundredths of a millimetre"))
    dy: Mapped[int | None] = whole(N_("Shifted down, hundredths of a millimetre"))
    hidden: Mapped[bool] = flag(N_("Not shown"))


class EmotionalLine(_OfGenogram):
    """What two people feel to each other, drawn over the lines of kinship."""

    __tablename__ = "emotional_line"
    key: Mapped[UUID]
    first_id: Mapped[UUID] = reference(N_("First person"), "person")
    second_id: Mapped[UUID] = reference(N_("Second person"), "person")
    kind: Mapped[str] = choice(N_("Relation"), "emotional_lines")
    note: Mapped[str | None] = text(N_("Note"), size=300)


class GenogramMark(_OfGenogram):
    """A condition of a person, drawn within the symbol; what the card says openly need not be put in again."""

    __tablename__ = "genogram_mark"
    key: Mapped[UUID]
    person_id: Mapped[UUID] = reference(N_("Person"), "person")
    kind: Mapped[str] = choice(N_("Condition"), "genogram_marks")
    since: Mapped[PartialDate | None] = partial_day(N_("Since"), not_after_today)
    till: Mapped[PartialDate | None] = partial_day(N_("Till"), not_after_today)
    note: Mapped[str | None] = text(N_("Note"), size=300)
