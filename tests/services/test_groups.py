"""A session begins with its members; those who came are given the service in one act; the sheet says who came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.base.errors import Rejected
from desktop.base.messages import speaking
from desktop.documents.pdf import to_pdf
from desktop.models.documents import Table, plain
from desktop.models.snapshots import Edit
from desktop.models.support import ServiceGiven
from desktop.services import groups
from desktop.services.cards import blank, save_cards
from tests.offices import clean, opened, register


@pytest.fixture
def family(desk):
    return register(desk)


@pytest.fixture
def people(desk, family):
    members = opened(desk, "family", family).parts["memberships"].values()
    return [member.values["person_id"] for member in members]


def group(desk, people, **member):
    new = blank("group_programme", desk.new_id(), name="Шаги, осень", programme="steps", leader_id=desk.actor.id)
    parts = [blank("group_member", desk.new_id(), person_id=person, **member) for person in people]
    new = new.with_parts("members", {part.id: part for part in parts})
    return desk.do("A group was made", lambda unit: save_cards(unit, Edit(None, new))).result


def session(desk, group_id, day=None, **more):
    new = blank(
        "group_session",
        desk.new_id(),
        group_id=group_id,
        held_on=day or desk.today,
        minutes=90,
        topic="Чувства",
        **more,
    )
    made = desk.do("A session was written", lambda unit: groups.save_session(unit, (Edit(None, new),))).result
    return opened(desk, "group_session", made)


def tick(desk, base, *came):
    lines = dict(base.parts["attendance"])
    for id_, line in lines.items():
        lines[id_] = line.with_values(came=line.values["person_id"] in came)
    edit = Edit(base, base.with_parts("attendance", lines))
    desk.do("Who came was ticked", lambda unit: groups.save_session(unit, (edit,)))
    return opened(desk, "group_session", base.id)


def services(desk):
    table = ServiceGiven.__table__
    return desk.read(lambda reading: reading.connection.execute(select(table).order_by(table.c.id)).all())


def test_a_new_session_has_a_line_for_everybody_who_belongs_to_the_group_that_day(desk, people):
    made = session(desk, group(desk, people))
    lines = made.parts["attendance"].values()
    assert [line.values["person_id"] for line in lines] == people
    assert {line.values["came"] for line in lines} == {None}


def test_who_has_left_the_group_is_not_expected(desk, people):
    gone = group(desk, people, left_on=desk.today - timedelta(days=1))
    assert not session(desk, gone).parts["attendance"]
    assert len(session(desk, gone, desk.today - timedelta(days=1)).parts["attendance"]) == len(people)


def test_opening_and_saving_a_session_adds_nobody_who_was_taken_out(desk, people):
    made = session(desk, group(desk, people))
    first, *_others = made.parts["attendance"].items()
    edit = Edit(made, made.with_parts("attendance", {first[0]: first[1]}))
    desk.do("x", lambda unit: groups.save_session(unit, (edit,)))
    assert len(opened(desk, "group_session", made.id).parts["attendance"]) == 1


def test_those_who_came_are_given_the_service_once_and_into_their_family(desk, people, family):
    made = tick(desk, session(desk, group(desk, people)), people[1])
    desk.do("Services", lambda unit: groups.give_services(unit, made.id, made.version, ""))
    (row,) = services(desk)
    assert (row.person_id, row.family_id, row.name, row.in_group, row.minutes) == (
        people[1],
        family,
        "Шаги, осень",
        True,
        90,
    )
    with pytest.raises(Rejected):
        desk.do("Services", lambda unit: groups.give_services(unit, made.id, None, ""))
    again = tick(desk, opened(desk, "group_session", made.id), *people)
    desk.do("Services", lambda unit: groups.give_services(unit, again.id, again.version, "Арт-терапия"))
    assert [row.name for row in services(desk)] == ["Шаги, осень", "Арт-терапия"]
    assert clean(desk)


def test_nobody_came_is_said_instead_of_writing_nothing(desk, people):
    made = session(desk, group(desk, people))
    with pytest.raises(Rejected):
        desk.do("Services", lambda unit: groups.give_services(unit, made.id, made.version, ""))


def test_the_attendance_sheet_names_everybody_and_goes_on_in_further_tables(desk, people):
    made = group(desk, people)
    for week in range(12):
        tick(desk, session(desk, made, desk.today - timedelta(weeks=12 - week)), *people[: 1 + week % 2])
    document = desk.read(lambda reading: groups.attendance_print(reading, made, None, None, desk.caption))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [len(table.columns) for table in tables] == [12, 6]
    lines = [[plain(cell) for cell in row] for row in tables[1].rows]
    assert lines[0][1] == "Кравцова Марина"
    assert lines[0][-2:] == ["12 из 12", "100 %"]
    assert lines[1][-2:] == ["6 из 12", "50 %"]
    assert lines[2][-2:] == ["18 из 24", "75 %"]
    assert "«Шаги»" in document.blocks[0].pairs[0].value
    with speaking("ru"):
        assert to_pdf(document).pages == 1


def test_the_workbook_of_attendance_holds_real_numbers_of_the_period(desk, people):
    made = group(desk, people)
    for week in range(3):
        tick(desk, session(desk, made, desk.today - timedelta(weeks=week)), people[0])
    book = desk.read(lambda r: groups.attendance_book(r, made, desk.today - timedelta(days=10), None, desk.caption))
    (sheet,) = book.sheets
    assert [row[-2:] for row in sheet.rows] == [(2, 2), (0, 2)]
