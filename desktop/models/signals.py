"""Signals: the first word about a family, from anybody, before anything is known for sure."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import a_phone, not_after_today
from desktop.models.fields import NEEDS_PRINTING, choice, choices, day, flag, long, moment, reference, text


class Signal(Root):
    """What was reported, how urgent it is, what was decided (forms.md §2.7)."""

    __tablename__ = "signal"
    number: Mapped[str | None] = text(N_("Number in the journal"), size=40, index=True)
    received_at: Mapped[datetime] = moment(N_("Received"), not_after_today, index=True)
    source: Mapped[str | None] = choice(N_("Source"), "sources", needed_for=NEEDS_PRINTING)
    reported_by: Mapped[str | None] = text(N_("Who reported"), size=300)
    reporter_id: Mapped[UUID | None] = reference(N_("Agency that reported"), "agency")
    reporter_phone: Mapped[str | None] = text(N_("Phone of the reporter"), a_phone, size=60)
    form: Mapped[str | None] = choice(N_("How it was reported"), "signal_forms")
    about: Mapped[str] = text(N_("About whom"), size=300, needed_for=NEEDS_PRINTING)
    address: Mapped[str | None] = text(N_("Address"), size=400)
    essence: Mapped[str | None] = long(N_("What was reported"), needed_for=NEEDS_PRINTING)
    urgent: Mapped[bool | None] = flag(N_("Urgent"))
    route: Mapped[str | None] = choice(N_("Route"), "routes")
    applied_on: Mapped[date | None] = day(N_("Personal application of the family"), not_after_today)
    learned_how: Mapped[str | None] = choice(N_("How the family learned of home visits"), "learned_ways")
    priorities: Mapped[tuple[str, ...]] = choices(N_("Priority groups"), "priority_groups")
    handed_to_id: Mapped[UUID | None] = reference(N_("Handed to"), "staff")
    check_on: Mapped[date | None] = day(N_("Living conditions checked on"))
    check_agreed: Mapped[bool | None] = flag(N_("The family agreed to the check"))
    checked_by: Mapped[str | None] = text(N_("Who checked"), size=300)
    check_result: Mapped[str | None] = long(N_("Result of the check"))
    decision: Mapped[str | None] = choice(N_("Decision"), "signal_decisions")
    decided_on: Mapped[date | None] = day(N_("Date of the decision"), not_after_today)
    decision_body: Mapped[str | None] = choice(N_("Body that decided"), "commission_bodies")
    decision_number: Mapped[str | None] = text(N_("Number of the decision"), size=60)
    alternatives: Mapped[str | None] = long(N_("Alternatives considered"))
    passed_to_id: Mapped[UUID | None] = reference(N_("Passed on to"), "agency")
    decision_note: Mapped[str | None] = long(N_("Grounds of the decision"))
    family_id: Mapped[UUID | None] = reference(N_("Family"), "family")
    answered_at: Mapped[datetime | None] = moment(N_("Urgent signal closed at"))
    answered_by: Mapped[str | None] = text(N_("Who closed it"))
    answer: Mapped[str | None] = long(N_("What was done"))
