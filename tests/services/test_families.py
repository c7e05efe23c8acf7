"""Taking a family in, its people, its stages, the end of the work."""

from __future__ import annotations

import pytest

from desktop.base.errors import Rejected
from desktop.models.snapshots import Conflict
from desktop.services.families import (
    NewFamily,
    NewMember,
    add_member,
    bind,
    change_stage,
    close_case,
    family_by_number,
    family_page,
    register_family,
)  # fmt: skip
from tests.offices import clean, opened, register


def page(desk, family):
    found = desk.read(lambda reading: family_page(reading, family))
    assert found is not None
    return found


def test_a_name_is_enough_and_less_is_refused(desk):
    family = register(desk, NewFamily("Осмоновы"))
    assert page(desk, family).case.values["status"] == "checking"
    assert page(desk, family).members == ()
    with pytest.raises(Rejected) as refused:
        register(desk, NewFamily(" "))
    assert refused.value.findings[0].path == ("name",)


def test_a_family_is_found_by_its_number(desk):
    family = register(desk)
    assert desk.read(lambda reading: family_by_number(reading, " 04-2026-0001 ")) == family
    assert desk.read(lambda reading: family_by_number(reading, "04-2026-0002")) is None


def test_the_parents_of_the_household_are_bound_to_its_children(desk):
    members = {m.person.values["given_name"]: m for m in page(desk, register(desk)).members}
    assert (members["Марина"].kinship, members["Тимур"].kinship) == ("mother", "son")
    assert members["Тимур"].child
    assert not members["Марина"].child


def test_a_person_known_to_the_office_is_not_written_twice(desk):
    first, second = register(desk), register(desk, NewFamily("Осмоновы"))
    person = page(desk, first).members[0].person.id
    version = opened(desk, "family", second).version
    desk.do("Joined", lambda unit: add_member(unit, second, version, NewMember({}, "aunt", person=person)))
    assert [m.person.id for m in page(desk, second).members] == [person]
    version = opened(desk, "family", second).version
    with pytest.raises(Rejected):
        desk.do("Joined", lambda unit: add_member(unit, second, version, NewMember({}, "aunt", person=person)))


def test_nobody_is_bound_to_themselves(desk):
    person = page(desk, register(desk)).members[0].person.id
    with pytest.raises(Rejected):
        desk.do("Bond", lambda unit: bind(unit, "union", person, person))


def test_stages_overlap_recur_and_are_not_opened_twice(desk):
    family = register(desk)

    def turn(stage: str, *, opened: bool) -> None:
        case = page(desk, family).case
        desk.do("Stage", lambda unit: change_stage(unit, case.id, case.version, stage, opened=opened))

    turn("joining", opened=True)
    turn("joining", opened=False)
    turn("joining", opened=True)
    periods = page(desk, family).case.parts["stages"].values()
    assert [p.values["stage"] for p in periods if p.values["closed_on"] is None].count("joining") == 1
    assert len(periods) == 3
    for stage, wanted in (("joining", True), ("plan", False)):
        with pytest.raises(Rejected):
            turn(stage, opened=wanted)


def test_the_end_of_a_case_closes_every_stage_and_a_stale_end_is_a_conflict(desk):
    family = register(desk)
    case = page(desk, family).case
    desk.do("End", lambda unit: close_case(unit, case.id, case.version, "goals_reached", "Справляются сами"))
    ended = page(desk, family).case
    assert ended.values["status"] == "closed"
    assert all(p.values["closed_on"] == desk.today for p in ended.parts["stages"].values())
    with pytest.raises(Conflict):
        desk.do("End", lambda unit: close_case(unit, case.id, case.version, "goals_reached", "Ещё раз"))
    assert clean(desk)


def test_every_family_gets_the_next_number(desk):
    numbers = []
    for _n in range(3):
        made = desk.do("Family", lambda unit: register_family(unit, NewFamily("Осмоновы"))).result
        numbers.append(opened(desk, "family", made).values["number"])
    assert numbers == ["04-2026-0001", "04-2026-0002", "04-2026-0003"]
