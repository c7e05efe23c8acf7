"""Contacts: calls, messages, meetings outside visits. One line each, written from anywhere, after hours too."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_after_today, not_negative, this_century_or_last
from desktop.models.fields import choice, day, flag, long, moment, reference, text, whole


class Contact(Root):
    """Who spoke with whom, how, about what; the family, an agency, somebody of the network (S002, 002-L6, stage 6)."""

    __tablename__ = "contact"
    family_id: Mapped[UUID | None] = reference(N_("Family"), "family")
    at: Mapped[datetime] = moment(N_("When"), not_after_today, index=True)
    kind: Mapped[str] = choice(N_("Kind of contact"), "contact_kinds")
    direction: Mapped[str | None] = choice(N_("Who began"), "contact_directions")
    worker_id: Mapped[UUID | None] = reference(N_("Specialist"), "staff")
    person_id: Mapped[UUID | None] = reference(N_("With whom"), "person")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    name: Mapped[str | None] = text(N_("With whom, in words"))
    words: Mapped[str] = long(N_("About what"), size=4_000)
    result: Mapped[str | None] = text(N_("Agreed on"), size=500)
    minutes: Mapped[int | None] = whole(N_("Minutes"), not_negative)
    after_hours: Mapped[bool | None] = flag(N_("After hours"))
    effective: Mapped[bool | None] = flag(N_("Was of use"))
    step_id: Mapped[UUID | None] = reference(N_("Step of the plan"), "step")
    next_on: Mapped[date | None] = day(N_("Come back to it on"), this_century_or_last)
