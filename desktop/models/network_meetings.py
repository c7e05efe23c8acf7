"""Network meetings: people of the map are asked to one table, and what they promise is kept (maps.md §3.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import this_century_or_last
from desktop.models.fields import choice, day, flag, long, moment, reference, text


class NetworkMeeting(Root):
    """One network meeting: the question, who was invited and came, ideas, promises, when to look again."""

    __tablename__ = "network_meeting"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    held_at: Mapped[datetime] = moment(N_("Date and time"))
    place: Mapped[str | None] = text(N_("Where"), size=300)
    worker_id: Mapped[UUID | None] = reference(N_("Who leads"), "staff")
    moderators: Mapped[str | None] = text(N_("Moderators"), size=300)
    map_id: Mapped[UUID | None] = reference(N_("Version of the map"), "social_map")
    question: Mapped[str | None] = long(N_("Question of the meeting"))
    ideas: Mapped[str | None] = long(N_("Ideas"))
    follow_up_on: Mapped[date | None] = day(N_("Look at the promises on"), this_century_or_last, index=True)
    result: Mapped[str | None] = long(N_("Result"))
    invited: Mapped[list[MeetingGuest]] = relationship(lazy="raise", order_by="MeetingGuest.id")
    promises: Mapped[list[MeetingPromise]] = relationship(lazy="raise", order_by="MeetingPromise.id")


class _OfMeeting(Part):
    __abstract__ = True
    root: ClassVar[str] = "network_meeting_id"
    root_kind: ClassVar[type[Root]] = NetworkMeeting
    network_meeting_id: Mapped[UUID] = mapped_column(ForeignKey("network_meeting.id"), index=True)


class MeetingGuest(_OfMeeting):
    """Somebody of the map who was invited, and whether they came."""

    __tablename__ = "meeting_guest"
    name: Mapped[str] = text(N_("Name"))
    person_id: Mapped[UUID | None] = reference(N_("Person"), "person")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    sphere: Mapped[str | None] = choice(N_("Sphere"), "spheres")
    came: Mapped[bool | None] = flag(N_("Came"))
    note: Mapped[str | None] = text(N_("Note"), size=300)


class MeetingPromise(_OfMeeting):
    """Who promised what by when, and what became of it."""

    __tablename__ = "meeting_promise"
    who: Mapped[str] = text(N_("Who promised"))
    words: Mapped[str] = text(N_("What was promised"), size=1000)
    until: Mapped[date | None] = day(N_("By when"), this_century_or_last)
    state: Mapped[str | None] = choice(N_("State"), "promise_states")
    note: Mapped[str | None] = text(N_("Note"), size=300)
