"""Group programmes: who takes part, which sessions were held, who came (S004, 004-16)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today, not_negative, this_century_or_last
from desktop.models.fields import choice, day, flag, long, reference, text, whole


class GroupProgramme(Root):
    """A group that meets: a programme, its leader, its members."""

    __tablename__ = "group_programme"
    name: Mapped[str] = text(N_("Name of the group"), size=300)
    programme: Mapped[str | None] = choice(N_("Programme"), "group_programmes")
    for_whom: Mapped[str | None] = choice(N_("For whom"), "group_audiences")
    leader_id: Mapped[UUID | None] = reference(N_("Leader"), "staff")
    place: Mapped[str | None] = text(N_("Place, time"), size=300)
    since: Mapped[date | None] = day(N_("Since"), this_century_or_last)
    till: Mapped[date | None] = day(N_("Till"), this_century_or_last)
    aim: Mapped[str | None] = long(N_("Aim"))
    result: Mapped[str | None] = long(N_("Result"))
    members: Mapped[list[GroupMember]] = relationship(lazy="raise", order_by="GroupMember.id")


class GroupMember(Part):
    """Somebody who takes part, from when till when."""

    __tablename__ = "group_member"
    root: ClassVar[str] = "group_programme_id"
    root_kind: ClassVar[type[Root]] = GroupProgramme
    group_programme_id: Mapped[UUID] = mapped_column(ForeignKey("group_programme.id"), index=True)
    person_id: Mapped[UUID] = reference(N_("Person"), "person")
    joined_on: Mapped[date | None] = day(N_("Joined on"))
    left_on: Mapped[date | None] = day(N_("Left on"))
    note: Mapped[str | None] = text(N_("Note"), size=300)


class GroupSession(Root):
    """One meeting of a group: what was done, who came."""

    __tablename__ = "group_session"
    group_id: Mapped[UUID] = reference(N_("Group"), "group_programme")
    held_on: Mapped[date] = day(N_("Date of the session"), not_after_today, index=True)
    topic: Mapped[str | None] = text(N_("Topic"), size=500)
    minutes: Mapped[int | None] = whole(N_("Minutes"), not_negative)
    leader_id: Mapped[UUID | None] = reference(N_("Leader"), "staff")
    words: Mapped[str | None] = long(N_("How it went"))
    attendance: Mapped[list[Attendance]] = relationship(lazy="raise", order_by="Attendance.id")


class Attendance(Part):
    """Whether somebody of the group came."""

    __tablename__ = "attendance"
    root: ClassVar[str] = "group_session_id"
    root_kind: ClassVar[type[Root]] = GroupSession
    group_session_id: Mapped[UUID] = mapped_column(ForeignKey("group_session.id"), index=True)
    person_id: Mapped[UUID] = reference(N_("Person"), "person")
    came: Mapped[bool | None] = flag(N_("Came"))
    note: Mapped[str | None] = text(N_("Note"), size=300)
