"""Answer sheets: a filled questionnaire, pointing to the very text of the definition it was filled with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_after_today
from desktop.models.fields import choice, day, document, flag, reference, text, whole


class AnswerSheet(Root):
    """Answers are replaced as a whole, audited and merged question by question."""

    __tablename__ = "answer_sheet"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[UUID | None] = reference(N_("About whom"), "person")
    definition_id: Mapped[UUID] = mapped_column(ForeignKey("definition.id"), index=True)
    filled_on: Mapped[date] = day(N_("Filled on"), not_after_today)
    author_id: Mapped[UUID | None] = reference(N_("Author"), "staff")
    visit_id: Mapped[UUID | None] = reference(N_("Visit"), "visit")
    state: Mapped[str] = choice(N_("State"), "sheet_states")
    signed_on: Mapped[date | None] = day(N_("Signed on"), not_after_today)
    number: Mapped[str | None] = text(N_("Number"), size=40, index=True)
    points: Mapped[int | None] = whole(N_("Points"))
    level: Mapped[str | None] = text(N_("Level"), size=60)
    answers: Mapped[Any] = document(N_("Answers"))
    closed: Mapped[bool | None] = flag(N_("Answers are opened with a reason"))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A filled questionnaire in the list of a family, without its answers."""

    id: UUID
    version: int
    definition: UUID
    form: str
    form_version: int
    filled_on: date
    author: UUID | None
    state: str
    signed_on: date | None = None
    number: str = ""
    points: int | None = None
    level: str = ""
    person: UUID | None = None
    visit: UUID | None = None
    closed: bool = False


class ClosedSection(Root):
    """Health, violence, adoption, convictions of one person: opened only by an act that records the reason first."""

    __tablename__ = "closed_section"
    person_id: Mapped[UUID] = reference(N_("Person"), "person")
    section: Mapped[str] = choice(N_("Closed section"), "closed_sections")
    values: Mapped[Any] = document(N_("Closed values"), closed=True)
