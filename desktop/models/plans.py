"""Plans: steps of a stage, by month or by result. A changed plan is a new version with its author and reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today, this_century_or_last
from desktop.models.fields import NEEDS_PRINTING, choice, day, flag, long, reference, text, whole
from desktop.models.marks import degree
from desktop.models.snapshots import Snapshot


class PlanVersion(Root):
    """One version of the family's plan (S002 stage 5; forms.md §2.18 E)."""

    __tablename__ = "plan_version"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    agreement_id: Mapped[UUID | None] = reference(N_("Under the contract"), "agreement")
    edition: Mapped[int] = mapped_column(Integer)
    current: Mapped[bool]
    number: Mapped[str | None] = text(N_("Number"), size=40, index=True)
    kind: Mapped[str] = choice(N_("Kind of plan"), "plan_kinds")
    since: Mapped[date | None] = day(N_("Period from"), this_century_or_last, needed_for=NEEDS_PRINTING)
    till: Mapped[date | None] = day(N_("Period to"), this_century_or_last, needed_for=NEEDS_PRINTING)
    goal: Mapped[str | None] = long(N_("Intermediate result"), needed_for=NEEDS_PRINTING)
    basis: Mapped[str | None] = text(N_("Basis: decision, number, date"), size=300)
    person_id: Mapped[UUID | None] = reference(N_("For whom"), "person")
    child_words: Mapped[str | None] = long(N_("The child's own words"))
    evaluated_on: Mapped[date | None] = day(N_("Evaluated on"), not_after_today)
    evaluation: Mapped[str | None] = long(N_("Evaluation of the plan"))
    concluded_on: Mapped[date | None] = day(N_("Concluded on"), not_after_today)
    conclusion: Mapped[str | None] = long(N_("Conclusion"))
    author_id: Mapped[UUID | None] = reference(N_("Author"), "staff")
    reason: Mapped[str | None] = text(N_("Reason of the change"), size=500)
    participants: Mapped[list[PlanParticipant]] = relationship(lazy="raise", order_by="PlanParticipant.id")
    steps: Mapped[list[Step]] = relationship(lazy="raise", order_by="Step.place, Step.id")


class Step(Part):
    """What is to be done, by whom of the family, who helps, by when, and what became of it.

    A step keeps its identity over the versions of a plan and into the next month's: `lasting_id` is the step of its first
    version, its own id when it is new, so that a visit that marked it in an older version still belongs to the chain.
    """

    __tablename__ = "step"
    root: ClassVar[str] = "plan_version_id"
    root_kind: ClassVar[type[Root]] = PlanVersion
    plan_version_id: Mapped[UUID] = mapped_column(ForeignKey("plan_version.id"), index=True)
    place: Mapped[int] = mapped_column(Integer)
    words: Mapped[str] = text(N_("Step"), size=1000)
    person_id: Mapped[UUID | None] = reference(N_("Who answers"), "person")
    goal_id: Mapped[UUID | None] = reference(N_("Goal"), "goal")
    block: Mapped[str | None] = choice(N_("Block"), "programme_blocks")
    staff_id: Mapped[UUID | None] = reference(N_("Specialist"), "staff")
    agency_id: Mapped[UUID | None] = reference(N_("Executor"), "agency")
    method: Mapped[str | None] = choice(N_("Method of work"), "case_methods")
    helper: Mapped[str | None] = text(N_("Who helps"))
    due_on: Mapped[date | None] = day(N_("Term"), this_century_or_last)
    expected: Mapped[str | None] = text(N_("Expected result"), size=500)
    realistic: Mapped[bool | None] = flag(N_("Realistic for the family"))
    mark: Mapped[str | None] = choice(N_("Mark"), "step_marks")
    score: Mapped[int | None] = whole(N_("Evaluation, 0 to 3"), degree)
    marked_on: Mapped[date | None] = day(N_("Marked on"))
    reason: Mapped[str | None] = text(N_("Reason when not done"), size=500)
    lasting_id: Mapped[UUID | None] = reference(N_("The same step in its first version"), "step")


class PlanParticipant(Part):
    """A member of the family who took part in the plan: their words and their signature (S004, 004-15)."""

    __tablename__ = "plan_participant"
    root: ClassVar[str] = "plan_version_id"
    root_kind: ClassVar[type[Root]] = PlanVersion
    plan_version_id: Mapped[UUID] = mapped_column(ForeignKey("plan_version.id"), index=True)
    person_id: Mapped[UUID | None] = reference(N_("Member of the family"), "person")
    name: Mapped[str | None] = text(N_("Name"))
    part: Mapped[str | None] = text(N_("What this person takes upon themselves"), size=500)
    words: Mapped[str | None] = text(N_("In their own words"), size=1000)
    signature: Mapped[str | None] = choice(N_("Signature"), "signature_states")
    signed_on: Mapped[date | None] = day(N_("Signed on"))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A version of a plan as pages read it: the number of the version and whether it is in work."""

    plan: Snapshot
    edition: int
    current: bool
