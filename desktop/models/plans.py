"""Plans: steps of a stage, by month or by result. A changed plan is a new version with its author and reason."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import this_century_or_last
from desktop.models.fields import NEEDS_PRINTING, choice, day, long, reference, text


class PlanVersion(Root):
    """One version of the family's plan (S002 stage 5; forms.md §2.18 E)."""

    __tablename__ = "plan_version"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    agreement_id: Mapped[UUID | None] = reference(N_("Under the contract"), "agreement")
    edition: Mapped[int] = mapped_column(Integer)
    current: Mapped[bool]
    kind: Mapped[str] = choice(N_("Kind of plan"), "plan_kinds")
    since: Mapped[date | None] = day(N_("Period from"), this_century_or_last, needed_for=NEEDS_PRINTING)
    till: Mapped[date | None] = day(N_("Period to"), this_century_or_last, needed_for=NEEDS_PRINTING)
    goal: Mapped[str | None] = long(N_("Intermediate result"), needed_for=NEEDS_PRINTING)
    author_id: Mapped[UUID | None] = reference(N_("Author"), "staff")
    reason: Mapped[str | None] = text(N_("Reason of the change"), size=500)
    steps: Mapped[list[Step]] = relationship(lazy="raise", order_by="Step.place, Step.id")


class Step(Part):
    """What is to be done, by whom of the family, who helps, by when, and what became of it."""

    __tablename__ = "step"
    root: ClassVar[str] = "plan_version_id"
    root_kind: ClassVar[type[Root]] = PlanVersion
    plan_version_id: Mapped[UUID] = mapped_column(ForeignKey("plan_version.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    words: Mapped[str] = text(N_("Step"), size=1000)
    person_id: Mapped[UUID | None] = reference(N_("Who answers"), "person")
    helper: Mapped[str | None] = text(N_("Who helps"))
    due_on: Mapped[date | None] = day(N_("Term"), this_century_or_last)
    expected: Mapped[str | None] = text(N_("Expected result"), size=500)
    mark: Mapped[str | None] = choice(N_("Mark"), "step_marks")
    marked_on: Mapped[date | None] = day(N_("Marked on"))
    reason: Mapped[str | None] = text(N_("Reason when not done"), size=500)
