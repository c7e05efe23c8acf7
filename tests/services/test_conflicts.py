"""Conflict maps of a family: drafts, dated versions, and options that become steps of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.models.conflict_data import Agreed, ConflictData, Need, Option, Party, Reading, Relation
from desktop.models.map_data import Place
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Conflict, Edit
from desktop.rules.plans import lasting
from desktop.services import conflicts
from desktop.services.cards import blank
from desktop.services.plans import plans_of, save_plan
from tests.offices import register


@pytest.fixture
def family(desk):
    return register(desk)


def quarrel(desk, family, **more) -> ConflictData:
    new = desk.new_id
    mother, father, school = new(), new(), new()
    parties = (
        Party(mother, "Марина, мать", position="сын живёт дома", place=Place(-62.5, -40.25, pinned=True)),
        Party(father, "Игорь, отец", state_before="обида", state_after="готов говорить"),
        Party(school, "Школа № 7", "agency", role="institution", joined_to=mother),
    )
    data = ConflictData(
        new(), family, new(), "С кем остаётся Олег", desk.today, parties=parties,
        needs=(
            Need(new(), father, "need", "работа рядом с домом"), Need(new(), mother, "fear", "лишат прав", "вмешательство"),
        ),
        relations=(Relation(new(), mother, father, "dispute", 8, "из-за денег"),),
        options=(
            Option(new(), "Медиация у психолога", "куратор", until=desk.today + timedelta(days=5), who="Ли А. В."),
            Option(new(), "Олег у бабушки по будням", state="discussed"),
        ),
        agreements=(Agreed(new(), "Отец приходит по субботам", (mother, father), desk.today, "promised"),),
        readings=(Reading(new(), desk.today - timedelta(days=60), 8, "ссора"),),
        began_on=PartialDate(2026, 9), phase="escalation", intensity=5, mediator="Ли А. В.", subject="Место жительства",
        contradiction="оба хотят, чтобы сын жил с ними", outcome="", told_by="мать", note="",
    )  # fmt: skip
    return replace(data, **more)


def save(desk, data, **more):
    id_ = desk.do("", lambda unit: conflicts.save_conflict(unit, data, **more)).result
    return desk.read(lambda reading: conflicts.open_conflict(reading, id_))


def plans(desk, family):
    return desk.read(lambda reading: plans_of(reading, family))


def begin_plan(desk, family):
    plan = blank("plan_version", desk.new_id(), kind="monthly", since=desk.today, till=desk.today + timedelta(days=29))
    step = blank("step", desk.new_id(), words="Найти работу", mark="not_due")
    plan = plan.with_parts("steps", {step.id: step})
    return desk.do("", lambda unit: save_plan(unit, Edit(None, plan, {"family_id": family}))).result


def test_a_saved_map_is_the_map_that_was_drawn(desk, family):
    data = quarrel(desk, family)
    kept = save(desk, data)
    assert kept == replace(data, version=kept.version)


def test_a_draft_is_rewritten_and_a_finished_version_begins_a_new_one_of_today(desk, family):
    drawn = save(desk, quarrel(desk, family, drawn_on=date(2026, 9, 12)))
    again = save(desk, replace(drawn, issue="Где живёт Олег", needs=drawn.needs[1:]))
    assert (again.id, again.issue, again.needs) == (drawn.id, "Где живёт Олег", drawn.needs[1:])
    finished = save(desk, again, final=True)
    assert (finished.id, finished.stage) == (drawn.id, "final")
    later = save(desk, replace(finished, intensity=2))
    assert later.id != finished.id
    assert (later.drawn_on, later.stage, later.conflict) == (desk.today, "draft", finished.conflict)
    assert [p.id for p in later.parties] == [p.id for p in finished.parties]
    assert desk.read(lambda reading: conflicts.open_conflict(reading, finished.id)).intensity == 5


def test_a_version_begun_over_a_finished_one_keeps_the_day_that_was_typed(desk, family):
    finished = save(desk, quarrel(desk, family, drawn_on=date(2026, 9, 12)), final=True)
    later = save(desk, replace(finished, drawn_on=date(2026, 10, 3), intensity=2))
    assert (later.id != finished.id, later.drawn_on, later.stage) == (True, date(2026, 10, 3), "draft")


def test_a_printed_version_is_final_and_keeps_its_day(desk, family):
    drawn = save(desk, quarrel(desk, family))
    desk.do("", lambda unit: conflicts.mark_printed(unit, drawn.id, drawn.version))
    printed = desk.read(lambda reading: conflicts.open_conflict(reading, drawn.id))
    assert (printed.stage, printed.printed_on) == ("printed", desk.today)
    assert save(desk, replace(printed, note="после печати")).stage == "draft"


def test_somebody_who_saved_meanwhile_is_not_written_over(desk, family):
    drawn = save(desk, quarrel(desk, family))
    save(desk, replace(drawn, note="первая"))
    with pytest.raises(Conflict):
        save(desk, replace(drawn, note="вторая"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"drawn_on": date(2030, 1, 1)}, {"began_on": PartialDate(2030)}, {"intensity": 11},
        {"readings": (Reading(UUID(int=5), date(2030, 1, 1), 3),)},
    ],
)  # fmt: skip
def test_days_to_come_and_strengths_over_ten_are_refused(desk, family, wrong):
    with pytest.raises(Rejected):
        save(desk, quarrel(desk, family, **wrong))


def test_a_family_has_several_conflicts_each_with_its_newest_version(desk, family):
    first = save(desk, quarrel(desk, family, drawn_on=date(2026, 9, 12)), final=True)
    save(desk, replace(first, intensity=3))
    other = save(desk, quarrel(desk, family, issue="Кто платит за жильё", drawn_on=date(2026, 10, 1)))
    rows = desk.read(lambda reading: conflicts.conflicts_of(reading, family))
    assert [(row.newest.issue, row.newest.intensity, row.versions) for row in rows] == [
        ("С кем остаётся Олег", 3, 2), ("Кто платит за жильё", 5, 1),
    ]  # fmt: skip
    read = desk.read(lambda reading: conflicts.read_conflicts(reading, family))
    assert (read.data.intensity, read.before.id, len(read.versions)) == (3, first.id, 2)
    assert [point.intensity for point in read.curve] == [5, 8, 3]
    named = desk.read(lambda reading: conflicts.read_conflicts(reading, family, other.id))
    assert (named.data, named.before) == (other, None)


def test_parts_of_parties_that_are_gone_are_not_kept(desk, family):
    data = quarrel(desk, family)
    kept = save(desk, replace(data, parties=data.parties[1:]))
    assert {need.party for need in kept.needs} == {data.parties[1].id}
    assert kept.relations == ()
    assert kept.parties[1].joined_to is None
    assert kept.agreements[0].parties == (data.parties[1].id,)


def test_an_option_becomes_a_step_of_the_plan_in_work_in_one_act_and_shows_its_mark(desk, family):
    begin_plan(desk, family)
    drawn = save(desk, quarrel(desk, family))
    option = drawn.options[0]
    before = desk.office_kept.last_act()
    desk.do("", lambda unit: conflicts.option_to_step(unit, drawn, option.id))
    assert desk.office_kept.last_act() == before + 1
    read = desk.read(lambda reading: conflicts.read_conflicts(reading, family))
    chosen = read.data.options[0]
    assert (chosen.state, chosen.decided_on) == ("agreed", desk.today)
    mark = read.steps[chosen.step]
    assert (mark.words, mark.mark, mark.due_on, mark.current) == (option.words, "not_due", option.until, True)
    (current,) = [row for row in plans(desk, family) if row.current]
    assert [step.values["words"] for step in current.plan.parts["steps"].values()] == ["Найти работу", option.words]
    assert "Медиация" in current.plan.values["reason"]
    # the mark of the step, and of the same step in a later version of the plan, is seen at the option
    id_ = next(id_ for id_, step in current.plan.parts["steps"].items() if lasting(id_, step) == chosen.step)
    steps = current.plan.parts["steps"]
    done = steps[id_].with_values(mark="done", marked_on=desk.today)
    marked = current.plan.with_parts("steps", {**steps, id_: done}).with_values(goal="другая цель")
    desk.do("", lambda unit: save_plan(unit, Edit(current.plan, marked), "новая цель"))
    again = desk.read(lambda reading: conflicts.read_conflicts(reading, family))
    assert (again.steps[chosen.step].mark, again.steps[chosen.step].marked_on) == ("done", desk.today)


def test_without_a_plan_it_is_said_and_a_plan_of_a_month_can_be_begun_with_the_step(desk, family):
    drawn = save(desk, quarrel(desk, family))
    with pytest.raises(Rejected):
        desk.do("", lambda unit: conflicts.option_to_step(unit, drawn, drawn.options[0].id))
    assert plans(desk, family) == ()
    assert not desk.read(lambda reading: conflicts.read_conflicts(reading, family)).has_plan
    desk.do("", lambda unit: conflicts.option_to_step(unit, drawn, drawn.options[0].id, begin=True))
    (row,) = plans(desk, family)
    assert (row.plan.values["kind"], row.current, len(row.plan.parts["steps"])) == ("monthly", True, 1)


def test_an_option_of_a_finished_version_goes_to_the_plan_with_a_new_version(desk, family):
    begin_plan(desk, family)
    finished = save(desk, quarrel(desk, family), final=True)
    id_ = desk.do("", lambda unit: conflicts.option_to_step(unit, finished, finished.options[0].id)).result
    assert id_ != finished.id
    assert desk.read(lambda reading: conflicts.open_conflict(reading, finished.id)) == finished


def test_an_option_goes_to_the_plan_once(desk, family):
    begin_plan(desk, family)
    drawn = save(desk, quarrel(desk, family))
    desk.do("", lambda unit: conflicts.option_to_step(unit, drawn, drawn.options[0].id))
    kept = desk.read(lambda reading: conflicts.read_conflicts(reading, family)).data
    with pytest.raises(Rejected):
        desk.do("", lambda unit: conflicts.option_to_step(unit, kept, kept.options[0].id))


def test_only_a_draft_can_be_taken_away(desk, family):
    drawn = save(desk, quarrel(desk, family))
    desk.do("", lambda unit: conflicts.remove_conflict(unit, drawn.id, drawn.version))
    assert desk.read(lambda reading: conflicts.conflicts_of(reading, family)) == ()
    finished = save(desk, quarrel(desk, family), final=True)
    with pytest.raises(Rejected):
        desk.do("", lambda unit: conflicts.remove_conflict(unit, finished.id, finished.version))
