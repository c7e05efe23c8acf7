"""Groups: a session begins with everybody who belongs to the group, and those who came are given the service in one act."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.documents.groups import AttendanceSheet, attendance_document, attendance_workbook
from desktop.models.documents import Document, Workbook
from desktop.models.groups import GroupProgramme, GroupSession
from desktop.models.kinds import Captions
from desktop.models.offices import Staff
from desktop.models.snapshots import Edit, Snapshot
from desktop.models.support import ServiceGiven
from desktop.rules.groups import attendance, members_on
from desktop.rules.names import FullName
from desktop.services.cards import blank, change, create
from desktop.store import groups as kept
from desktop.store.families import people_for_choice
from desktop.store.opening import open_root
from desktop.store.units import Reading, Unit

GROUP_WORK = "group_work"  # code of `service_kinds`


def save_session(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Write a session; a new one gets a line for everybody who belongs to the group on that day and is not there yet.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it names no group or no day.
    """
    edit = edits[0]
    if edit.base is not None:
        row = unit.claim(GroupSession, edit.mine.id, edit.base.version)
        change(unit, row, edit.base, edit.mine)
        return row.id
    return create(unit, with_members(unit, edit.mine), edit.fixed).id


def with_members(unit: Unit, session: Snapshot) -> Snapshot:
    """A session with a line for each member of its group on its day, those that were typed first."""
    group, day = session.values.get("group_id"), session.values.get("held_on")
    if not isinstance(group, UUID) or not isinstance(day, date):
        return session
    lines = dict(session.parts.get("attendance", {}))
    known = {line.values.get("person_id") for line in lines.values()}
    for person in members_on(day, kept.members(unit.reading, group)):
        if person not in known:
            line = blank("attendance", unit.new_id(), person_id=person)
            lines[line.id] = line
    return session.with_parts("attendance", lines)


def give_services(unit: Unit, session_id: UUID, version: int | None, name: str, kind: str = GROUP_WORK) -> UUID:
    """Write to everybody who came that they were given this service: into the family each is in on that day.

    Whoever has a service of this group on this day already gets no second one. Returns the session.

    Raises:
        Conflict: the session was changed since it was opened.
        Rejected: nobody came who has no such service yet.
    """
    session = unit.claim(GroupSession, session_id, version)
    group = unit.get(GroupProgramme, session.group_id)
    reading = unit.reading
    came = [line.person_id for line in session.attendance if line.came]
    served = kept.served(reading, group.id, session.held_on)
    new = [person for person in dict.fromkeys(came) if person not in served]
    if not new:
        said = N_("Everybody who came has this service already") if came else N_("Tick who came first")
        raise Rejected(Finding((), message(said)))
    families = kept.families_on(reading, new, session.held_on)
    for person in new:
        unit.add(
            ServiceGiven(
                id=unit.new_id(), family_id=families.get(person), given_on=session.held_on, kind=kind,
                name=name.strip() or group.name, functions=(), person_id=person, group_id=group.id, in_group=True,
                worker_id=session.leader_id or group.leader_id or unit.actor.id, minutes=session.minutes,
            )
        )  # fmt: skip
    return session.id


def attendance_data(reading: Reading, group: UUID, since: date | None, till: date | None, captions: Captions) -> AttendanceSheet:
    """Who came when, for a sheet: sessions of the period, a line for each person.

    Raises:
        Rejected: there is no such group.
    """
    standing = open_root(reading, GroupProgramme, group, parts=False)
    if standing is None:
        raise Rejected(Finding((), message(N_("The record is no longer there"))))
    held = tuple(
        one
        for one in kept.sessions(reading, group)
        if (since is None or one.held_on >= since) and (till is None or one.held_on <= till)
    )
    lines = attendance(kept.members(reading, group), held)
    programme = standing.values.get("programme")
    return AttendanceSheet(
        str(standing.values["name"]), captions("group_programmes", str(programme)) if programme else "",
        _initials(reading, standing.values.get("leader_id")), since, till, held, lines,
        people_for_choice(reading, [line.person for line in lines]), reading.office, reading.today,
    )  # fmt: skip


def _initials(reading: Reading, staff: object) -> str:
    found = open_root(reading, Staff, staff, parts=False) if isinstance(staff, UUID) else None
    parts = [str(found.values.get(key) or "") for key in ("surname", "given_name", "patronymic")] if found else []
    return FullName(*parts).initials() if parts else ""


def attendance_print(reading: Reading, group: UUID, since: date | None, till: date | None, captions: Captions) -> Document:
    """The attendance sheet on paper.

    Raises:
        Rejected: there is no such group.
    """
    return attendance_document(attendance_data(reading, group, since, till, captions))


def attendance_book(reading: Reading, group: UUID, since: date | None, till: date | None, captions: Captions) -> Workbook:
    """The attendance sheet as a workbook.

    Raises:
        Rejected: there is no such group.
    """
    return attendance_workbook(attendance_data(reading, group, since, till, captions))


def record_sheet(unit: Unit, group: UUID, file_name: str) -> UUID:
    """Remember that an attendance sheet left the office."""
    unit.recorder.note("made", unit.get(GroupProgramme, group))
    unit.recorder.summary.update({"file": file_name, "what": "attendance"})
    return group
