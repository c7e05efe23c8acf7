"""Work with other specialists: questions and opinions both ways, and tasks that somebody took."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_after_today, this_century_or_last
from desktop.models.fields import choice, day, long, reference, text


class Consultation(Root):
    """A question to a specialist, or an opinion asked of us: exchange goes both ways (S002, stage 4)."""

    __tablename__ = "consultation"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    direction: Mapped[str | None] = choice(N_("Who asks"), "consultation_directions")
    asked_on: Mapped[date] = day(N_("Asked on"), not_after_today)
    person_id: Mapped[UUID | None] = reference(N_("About whom"), "person")
    worker_id: Mapped[UUID | None] = reference(N_("Our specialist"), "staff")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    specialist: Mapped[str | None] = text(N_("Specialist, position"), size=300)
    question: Mapped[str | None] = long(N_("Question"))
    answered_on: Mapped[date | None] = day(N_("Answered on"), not_after_today)
    opinion: Mapped[str | None] = long(N_("Opinion"))
    recommendations: Mapped[str | None] = long(N_("Recommendations"))


class Task(Root):
    """What somebody of the office or of an agency took upon themselves for a family (S002, stage 5)."""

    __tablename__ = "task"
    family_id: Mapped[UUID | None] = reference(N_("Family"), "family")
    words: Mapped[str] = text(N_("What is to be done"), size=1000)
    worker_id: Mapped[UUID | None] = reference(N_("Who does it"), "staff")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    due_on: Mapped[date | None] = day(N_("Term"), this_century_or_last, index=True)
    step_id: Mapped[UUID | None] = reference(N_("Step of the plan"), "step")
    state: Mapped[str | None] = choice(N_("State"), "task_states")
    done_on: Mapped[date | None] = day(N_("Done on"), not_after_today)
    result: Mapped[str | None] = long(N_("Result"))
