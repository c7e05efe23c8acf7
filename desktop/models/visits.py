"""Visit log: what was planned, who came, whom they met, which children they saw, what was agreed.

A visit is written once and amended by new entries, because contracts and decisions cite it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today, this_century_or_last
from desktop.models.fields import (
    NEEDS_SIGNING,
    choice,
    choices,
    clock,
    day,
    flag,
    long,
    moment,
    reference,
    text,
    whole,
)


class Visit(Root):
    """One visit or one attempt (forms.md §2.8, §2.18 D). The danger questions have no default: silence is not «no»."""

    __tablename__ = "visit"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    worker_id: Mapped[UUID] = reference(N_("Specialist"), "staff")
    number: Mapped[str | None] = text(N_("Number in the log"), size=40, index=True)
    visited_on: Mapped[date] = day(N_("Date of the visit"), not_after_today, index=True)
    came: Mapped[str | None] = clock(N_("Came at"))
    left: Mapped[str | None] = clock(N_("Left at"))
    planned: Mapped[str | None] = choice(N_("Planned or not"), "visit_plans")
    kind: Mapped[str | None] = choice(N_("Kind of visit"), "visit_kinds")
    functions: Mapped[tuple[str, ...]] = choices(N_("Functions"), "visit_functions")
    place: Mapped[str | None] = choice(N_("Place"), "visit_places")
    purpose: Mapped[str | None] = long(N_("Purpose"))
    outcome: Mapped[str | None] = choice(N_("Outcome"), "visit_outcomes", needed_for=NEEDS_SIGNING)
    reason: Mapped[str | None] = choice(N_("Why it was not held"), "visit_reasons")
    observations: Mapped[str | None] = long(N_("Observations"))
    housing: Mapped[str | None] = choice(N_("Dwelling"), "observed_states")
    hygiene: Mapped[str | None] = choice(N_("Hygiene"), "observed_states")
    food: Mapped[str | None] = choice(N_("Food"), "observed_states")
    adults_state: Mapped[str | None] = choice(N_("State of the adults"), "observed_states")
    children_state: Mapped[str | None] = choice(N_("State of the children"), "observed_states")
    done: Mapped[str | None] = long(N_("What was done"))
    recommendations: Mapped[str | None] = long(N_("Recommendations"))
    violence: Mapped[bool | None] = flag(N_("Signs of violence"), needed_for=NEEDS_SIGNING)
    intoxication: Mapped[bool | None] = flag(N_("Intoxication"), needed_for=NEEDS_SIGNING)
    threat: Mapped[bool | None] = flag(N_("Threat to life"), needed_for=NEEDS_SIGNING)
    danger_unseen: Mapped[bool | None] = flag(N_("Danger could not be judged: nobody was seen"))
    danger_note: Mapped[str | None] = long(N_("About the danger"))
    trust: Mapped[int | None] = whole(N_("Trust, 1 to 5"))
    resistance: Mapped[str | None] = long(N_("Resistance"))
    next_on: Mapped[date | None] = day(N_("Next visit"), this_century_or_last, needed_for=NEEDS_SIGNING)
    signed: Mapped[str | None] = choice(N_("Signature of the family"), "signature_states")
    amends_id: Mapped[UUID | None] = reference(N_("Amends the entry"), "visit")
    participants: Mapped[list[VisitParticipant]] = relationship(lazy="raise", order_by="VisitParticipant.id")
    met: Mapped[list[VisitMet]] = relationship(lazy="raise", order_by="VisitMet.id")
    children: Mapped[list[VisitChild]] = relationship(lazy="raise", order_by="VisitChild.id")
    steps: Mapped[list[VisitStep]] = relationship(lazy="raise", order_by="VisitStep.id")


class _OfVisit(Part):
    __abstract__ = True
    root: ClassVar[str] = "visit_id"
    root_kind: ClassVar[type[Root]] = Visit
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)


class VisitParticipant(_OfVisit):
    """A specialist who came along."""

    __tablename__ = "visit_participant"
    staff_id: Mapped[UUID | None] = reference(N_("Staff member"), "staff")
    name: Mapped[str | None] = text(N_("Name"))
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    role: Mapped[str | None] = text(N_("Role, agency"))
    authority: Mapped[str | None] = text(N_("Authority to represent"), size=300)


class VisitMet(_OfVisit):
    """Whom they met."""

    __tablename__ = "visit_met"
    person_id: Mapped[UUID | None] = reference(N_("Person"), "person")
    name: Mapped[str | None] = text(N_("Name"))


class VisitChild(_OfVisit):
    """Each child of the household: seen or not seen, never left open."""

    __tablename__ = "visit_child"
    person_id: Mapped[UUID] = reference(N_("Child"), "person")
    seen: Mapped[bool] = flag(N_("Seen"))
    note: Mapped[str | None] = text(N_("Note"), size=300)


class VisitStep(_OfVisit):
    """What the visit found about a step of the plan."""

    __tablename__ = "visit_step"
    step_id: Mapped[UUID] = mapped_column(ForeignKey("step.id"), index=True)
    mark: Mapped[str] = choice(N_("Mark"), "step_marks")
    note: Mapped[str | None] = text(N_("Note"), size=300)


class Alert(Root):
    """«Yes» to a question of danger: stays on top until somebody answers what was done."""

    __tablename__ = "alert"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    kind: Mapped[str] = choice(N_("Danger"), "alert_kinds")
    raised_at: Mapped[datetime] = moment(N_("Raised"))
    answered_at: Mapped[datetime | None] = moment(N_("Answered"))
    answered_by: Mapped[str | None] = text(N_("Who answered"))
    answer: Mapped[str | None] = long(N_("What was done"))
