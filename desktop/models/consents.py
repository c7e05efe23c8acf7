"""Consents to process personal data: a document of its own, with scope, term, withdrawal and refusal (privacy.md)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_after_today, this_century_or_last
from desktop.models.fields import (
    NEEDS_PRINTING,
    NEEDS_SIGNING,
    choice,
    choices,
    day,
    long,
    reference,
    text,
)


class Consent(Root):
    """Whose data, who signs for whom and by what right, what may be done with what, how long, how it is withdrawn."""

    __tablename__ = "consent"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    number: Mapped[str | None] = text(N_("Number"), size=40, index=True)
    person_id: Mapped[UUID | None] = reference(N_("Whose data"), "person", needed_for=NEEDS_PRINTING)
    representative_id: Mapped[UUID | None] = reference(N_("Who signs for this person"), "person")
    authority: Mapped[str | None] = text(N_("By what right"), size=300)
    address: Mapped[str | None] = text(N_("Address of who signs"), size=400)
    paper: Mapped[str | None] = text(N_("Document of who signs"), size=400)
    purpose: Mapped[str | None] = long(N_("Purpose"), needed_for=NEEDS_PRINTING)
    data: Mapped[tuple[str, ...]] = choices(N_("Which data"), "consent_data", needed_for=NEEDS_PRINTING)
    actions: Mapped[tuple[str, ...]] = choices(N_("Which actions"), "consent_actions", needed_for=NEEDS_PRINTING)
    processor: Mapped[str | None] = long(N_("Who processes by order of the office"))
    recipients: Mapped[str | None] = long(N_("To whom it may be passed"))
    state: Mapped[str] = choice(N_("State"), "consent_states")
    ground: Mapped[str | None] = text(N_("Ground to work without consent"), size=500)
    given_on: Mapped[date | None] = day(N_("Given on"), not_after_today, needed_for=NEEDS_SIGNING)
    till: Mapped[date | None] = day(N_("Valid till"), this_century_or_last)
    how_to_withdraw: Mapped[str | None] = long(N_("How it is withdrawn"))
    refused_on: Mapped[date | None] = day(N_("Refused on"), not_after_today)
    withdrawn_on: Mapped[date | None] = day(N_("Withdrawn on"), not_after_today)
    reason: Mapped[str | None] = long(N_("Reason of refusal or withdrawal"))
    child_opinion: Mapped[str | None] = long(N_("The child's own opinion"))
