"""Groups, their sessions and who came, read for the attendance sheet and for services to those who came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.models.families import Membership
from desktop.models.groups import Attendance, GroupMember, GroupSession
from desktop.models.support import ServiceGiven
from desktop.rules.groups import Belonging, Held
from desktop.store.units import Reading


def members(reading: Reading, group: UUID) -> tuple[Belonging, ...]:
    """Who was ever written into the group, in the order written."""
    rows = reading.connection.execute(
        select(GroupMember.person_id, GroupMember.joined_on, GroupMember.left_on)
        .where(GroupMember.group_programme_id == group)
        .order_by(GroupMember.id)
    )
    return tuple(Belonging(row.person_id, row.joined_on, row.left_on) for row in rows)


def sessions(reading: Reading, group: UUID) -> tuple[Held, ...]:
    """The sessions of a group, oldest first, with who came."""
    found = reading.connection.execute(
        select(GroupSession.id, GroupSession.held_on, GroupSession.minutes, GroupSession.topic)
        .where(GroupSession.group_id == group, GroupSession.removed.is_(False))
        .order_by(GroupSession.held_on, GroupSession.id)
    ).all()
    came: dict[UUID, dict[UUID, bool | None]] = {row.id: {} for row in found}
    marks = reading.connection.execute(
        select(Attendance.group_session_id, Attendance.person_id, Attendance.came)
        .join(GroupSession, GroupSession.id == Attendance.group_session_id)
        .where(GroupSession.group_id == group, GroupSession.removed.is_(False))
        .order_by(Attendance.id)
    )
    for row in marks:
        came[row.group_session_id][row.person_id] = row.came
    return tuple(Held(row.id, row.held_on, came[row.id], row.minutes, row.topic or "") for row in found)


def families_on(reading: Reading, people: Iterable[UUID], day: date) -> dict[UUID, UUID]:
    """In which family each of these people is on a day; the last joined where there are several."""
    wanted = list(people)
    if not wanted:
        return {}
    rows = reading.connection.execute(
        select(Membership.person_id, Membership.family_id, Membership.since, Membership.till)
        .where(Membership.person_id.in_(wanted))
        .order_by(Membership.since.is_not(None), Membership.since, Membership.id)
    )
    now = (row for row in rows if (row.since is None or row.since <= day) and (row.till is None or row.till >= day))
    return {row.person_id: row.family_id for row in now}


def served(reading: Reading, group: UUID, day: date) -> frozenset[UUID]:
    """Who has a service of this group on this day already."""
    rows = reading.connection.execute(
        select(ServiceGiven.person_id).where(
            ServiceGiven.group_id == group, ServiceGiven.given_on == day, ServiceGiven.removed.is_(False)
        )
    )
    return frozenset(person for person in rows.scalars() if person is not None)
