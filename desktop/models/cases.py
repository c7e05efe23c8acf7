"""Cases: one episode of work with a family under one pathway. Stages are open periods that overlap and recur."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import a_phone, not_after_today, not_negative
from desktop.models.fields import NEEDS_PRINTING, choice, choices, day, flag, long, reference, text, whole


class Case(Root):
    """An episode of work: why it was opened, by whose decision, who leads it, where it stands (forms.md §2.18 A)."""

    __tablename__ = "case"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    pathway: Mapped[str] = choice(N_("Pathway"), "pathways")
    pathway_version: Mapped[int] = whole(N_("Edition of the pathway"))
    pathway_reason: Mapped[str | None] = text(N_("Why the pathway was changed"), size=500)
    opened_on: Mapped[date | None] = day(N_("Date of application"), not_after_today, needed_for=NEEDS_PRINTING)
    source: Mapped[str | None] = choice(N_("Source"), "sources", needed_for=NEEDS_PRINTING)
    reported_by: Mapped[str | None] = text(N_("Who reported"), size=300)
    reporter_phone: Mapped[str | None] = text(N_("Phone of the reporter"), a_phone, size=60)
    reporter_id: Mapped[UUID | None] = reference(N_("Agency that reported"), "agency")
    route: Mapped[str | None] = choice(N_("Route"), "routes", needed_for=NEEDS_PRINTING)
    patronage: Mapped[str | None] = choice(N_("Kind of patronage"), "patronage_kinds")
    applied_on: Mapped[date | None] = day(N_("Personal application of the family"), not_after_today)
    learned_how: Mapped[str | None] = choice(N_("How the family learned of home visits"), "learned_ways")
    informed_on: Mapped[date | None] = day(N_("Told about home visits on"), not_after_today)
    aims: Mapped[tuple[str, ...]] = choices(N_("What is to be prevented"), "support_aims")
    priorities: Mapped[tuple[str, ...]] = choices(N_("Priority groups"), "priority_groups")
    grounds_group: Mapped[str | None] = choice(N_("Group of grounds"), "grounds_groups", needed_for=NEEDS_PRINTING)
    grounds: Mapped[tuple[str, ...]] = choices(N_("Grounds"), "grounds", needed_for=NEEDS_PRINTING)
    criteria: Mapped[tuple[str, ...]] = choices(N_("Additional criteria"), "patronage_criteria")
    causes: Mapped[str | None] = long(N_("Causes, as seen together with the family"))
    decision_body: Mapped[str | None] = choice(N_("Body that decided"), "commission_bodies")
    decision_number: Mapped[str | None] = text(N_("Number of the decision"), size=60)
    decision_on: Mapped[date | None] = day(N_("Date of the decision"), not_after_today)
    decision_reason: Mapped[str | None] = long(N_("Grounds of the decision"))
    alternatives: Mapped[str | None] = long(N_("Alternatives considered"))
    curator_id: Mapped[UUID | None] = reference(N_("Curator"), "staff", needed_for=NEEDS_PRINTING)
    curator_reason: Mapped[str | None] = text(N_("Why this curator"), size=300)
    status: Mapped[str] = choice(N_("Status"), "case_statuses")
    risk: Mapped[str | None] = choice(N_("Level of risk"), "risk_levels")
    risk_score: Mapped[int | None] = whole(N_("Risk score"), not_negative)
    risk_on: Mapped[date | None] = day(N_("Risk assessed on"), not_after_today)
    visit_every: Mapped[int | None] = whole(N_("Visit every, days"), not_negative)
    next_visit_on: Mapped[date | None] = day(N_("Next visit"))
    acute_crisis: Mapped[bool | None] = flag(N_("Acute crisis mode"))
    acute_since: Mapped[date | None] = day(N_("Crisis mode since"), not_after_today)
    acute_till: Mapped[date | None] = day(N_("Crisis mode till"))
    acute_reason: Mapped[str | None] = long(N_("Why the crisis mode"))
    closed_on: Mapped[date | None] = day(N_("Closed on"), not_after_today)
    closing_ground: Mapped[str | None] = choice(N_("Ground of closing"), "closing_grounds")
    result: Mapped[str | None] = choice(N_("Result of the work"), "case_results")
    passed_to_id: Mapped[UUID | None] = reference(N_("Passed on to"), "agency")
    observe_till: Mapped[date | None] = day(N_("Observation till"))
    conclusion: Mapped[str | None] = long(N_("Conclusion"))
    stages: Mapped[list[StagePeriod]] = relationship(lazy="raise", order_by="StagePeriod.opened_on, StagePeriod.id")
    team: Mapped[list[TeamMember]] = relationship(lazy="raise", order_by="TeamMember.id")
    agencies: Mapped[list[CaseAgency]] = relationship(lazy="raise", order_by="CaseAgency.id")
    duties: Mapped[list[Duty]] = relationship(lazy="raise", order_by="Duty.id")
    levels: Mapped[list[SupportLevel]] = relationship(lazy="raise", order_by="SupportLevel.id")


class StagePeriod(Part):
    """A stage while it was open; the same stage may be opened again."""

    __tablename__ = "stage_period"
    root: ClassVar[str] = "case_id"
    root_kind: ClassVar[type[Root]] = Case
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    stage: Mapped[str] = choice(N_("Stage"), "stages")
    opened_on: Mapped[date] = day(N_("Opened on"), not_after_today)
    due_on: Mapped[date | None] = day(N_("Due on"))
    closed_on: Mapped[date | None] = day(N_("Closed on"))
    note: Mapped[str | None] = long(N_("Note"))


class TeamMember(Part):
    """Somebody who works on the case: one of the office or of an agency."""

    __tablename__ = "team_member"
    root: ClassVar[str] = "case_id"
    root_kind: ClassVar[type[Root]] = Case
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    staff_id: Mapped[UUID | None] = reference(N_("Staff member"), "staff")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    name: Mapped[str | None] = text(N_("Name"))
    role: Mapped[str | None] = choice(N_("Role in the team"), "team_roles")
    stage: Mapped[str | None] = choice(N_("Stage"), "stages")
    coordinator: Mapped[bool | None] = flag(N_("Coordinates the stage"))
    constant: Mapped[bool | None] = flag(N_("Stays through the whole case"))
    authority: Mapped[str | None] = text(N_("Authority to represent"), size=300)
    since: Mapped[date | None] = day(N_("Since"))
    till: Mapped[date | None] = day(N_("Till"))


class CaseAgency(Part):
    """An agency of the case and its tasks: interaction of agencies is another thing than of specialists (001-01)."""

    __tablename__ = "case_agency"
    root: ClassVar[str] = "case_id"
    root_kind: ClassVar[type[Root]] = Case
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    agency_id: Mapped[UUID] = reference(N_("Agency"), "agency")
    function: Mapped[str | None] = text(N_("Function in the community"), size=500)
    tasks: Mapped[str | None] = text(N_("Tasks"), size=1000)
    contact: Mapped[str | None] = text(N_("Contact person"), size=300)
    stage: Mapped[str | None] = choice(N_("Stage"), "stages")
    since: Mapped[date | None] = day(N_("Since"))
    till: Mapped[date | None] = day(N_("Till"))


class Duty(Part):
    """Who answers, who helps, who is informed: vague and uneven duties are what the practice complains of (000-08)."""

    __tablename__ = "duty"
    root: ClassVar[str] = "case_id"
    root_kind: ClassVar[type[Root]] = Case
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    words: Mapped[str] = text(N_("Duty"), size=500)
    stage: Mapped[str | None] = choice(N_("Stage"), "stages")
    answers_id: Mapped[UUID | None] = reference(N_("Who answers"), "staff")
    answers: Mapped[str | None] = text(N_("Who answers, in words"))
    helps: Mapped[str | None] = text(N_("Who helps"), size=300)
    informed: Mapped[str | None] = text(N_("Who is informed"), size=300)
    due_on: Mapped[date | None] = day(N_("Term"))


class SupportLevel(Part):
    """A level of support and since when: the journal of families shows each transfer (forms.md §2.5)."""

    __tablename__ = "support_level"
    root: ClassVar[str] = "case_id"
    root_kind: ClassVar[type[Root]] = Case
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    level: Mapped[str] = choice(N_("Level of support"), "support_levels")
    since: Mapped[date | None] = day(N_("Since"), not_after_today)
    till: Mapped[date | None] = day(N_("Till"))
    reason: Mapped[str | None] = text(N_("Reason"), size=300)
