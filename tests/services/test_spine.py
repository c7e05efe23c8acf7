"""The chain of a family on a real office: one step over versions and months, what was given at a visit, consents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.models.drafts_of_acts import Given, Named
from desktop.models.snapshots import Edit
from desktop.presenters.consents import Consents
from desktop.presenters.plans import new_record
from desktop.rules.spine import Chain
from desktop.services import consents as consent_acts
from desktop.services.cards import blank
from desktop.services.desk import Desk
from desktop.services.papers import chain_print, consent_print, plan_print, team_print
from desktop.services.plans import plans_of, save_plan
from desktop.services.spine import NewStep, family_chain, plan_step
from desktop.services.visits import given_at, record_visit
from tests.ui.pages.shells import opened_desk
from tests.ui.pages.visit_family import draft, kravtsovs, page_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    return kravtsovs(desk)


def chain_of(desk: Desk, family: UUID) -> Chain:
    return desk.read(lambda reading: family_chain(reading, family))


def planned(desk: Desk, family: UUID, words: str = "Пойти к врачу", **more: object) -> None:
    new = NewStep(
        family, problem_values={"words": "Отец пьёт"}, goal_values={"words": "Отец лечится"}, step_values={"words": words}, **more
    )
    desk.do("Planned", lambda unit: plan_step(unit, new))


def visited(desk: Desk, family: UUID, **more: object) -> UUID:
    act = replace(draft(desk, family, 0, "held"), **more)
    made = desk.do("Visit", lambda unit: record_visit(unit, act)).result
    assert made is not None
    return made


def test_problem_goal_and_step_are_written_in_one_act_and_hang_together(desk, family):
    planned(desk, family)
    (problem,) = chain_of(desk, family).problems
    (goal,) = problem.goals
    (step,) = goal.steps
    assert (problem.fact.words, goal.fact.words, step.fact.words) == ("Отец пьёт", "Отец лечится", "Пойти к врачу")
    assert step.fact.lasting == step.fact.id


def test_a_second_step_makes_a_new_version_and_the_first_stays_the_same_step(desk, family):
    planned(desk, family)
    (problem,) = chain_of(desk, family).problems
    first = problem.goals[0].steps[0].fact
    visited(desk, family, steps={first.id: ("partly", "звонил")})
    new = NewStep(family, problem.fact.id, problem.goals[0].fact.id, step_values={"words": "Второй шаг"})
    desk.do("Planned", lambda unit: plan_step(unit, new))
    rows = desk.read(lambda reading: plans_of(reading, family))
    assert [(row.edition, row.current, len(row.plan.parts["steps"])) for row in rows] == [(2, True, 2), (1, False, 1)]
    steps = {link.fact.words: link for link in chain_of(desk, family).steps()}
    old = steps["Пойти к врачу"]
    assert (old.fact.lasting, len(old.versions)) == (first.lasting, 2)
    assert [(one.kind, one.mark, one.result) for one in old.served] == [("visit", "partly", "звонил")]


def test_what_was_not_done_goes_into_the_plan_of_the_next_month_as_the_same_step(desk, family):
    planned(desk, family)
    before = chain_of(desk, family).steps()[0].fact
    rows = desk.read(lambda reading: plans_of(reading, family))
    record = new_record(desk, page_of(desk, family), rows, "monthly", None, None)
    fixed = {"family_id": family, "case_id": None}
    desk.do("Plan", lambda unit: save_plan(unit, Edit(None, record, fixed), str(record.values["reason"])))
    (step,) = chain_of(desk, family).steps()
    assert (step.fact.lasting, len(step.versions), step.in_work) == (before.lasting, 2, True)


def test_plans_of_other_kinds_and_of_each_child_stay_in_work_beside_it(desk, family):
    planned(desk, family)
    children = [child.person.id for child in page_of(desk, family).children]
    for kind, person in (("family_development", None), ("child_development", children[0]), ("child_development", children[1])):
        rows = desk.read(lambda reading: plans_of(reading, family))
        record = new_record(desk, page_of(desk, family), rows, kind, person, None)
        fixed = {"family_id": family, "case_id": None}
        desk.do("Plan", lambda unit, record=record, fixed=fixed: save_plan(unit, Edit(None, record, fixed)))
    rows = desk.read(lambda reading: plans_of(reading, family))
    assert all(row.current for row in rows)
    numbers = sorted(str(row.plan.values["number"]) for row in rows if row.plan.values["number"])
    assert [number.split("/")[0] for number in numbers] == ["1", "2", "3"]
    programme = next(row.plan for row in rows if row.plan.values["kind"] == "family_development")
    assert len(programme.parts["participants"]) == 5


def test_a_programme_changed_after_it_was_signed_asks_the_signatures_anew(desk, family):
    page = page_of(desk, family)
    record = new_record(desk, page, (), "family_development", None, None)
    fixed = {"family_id": family, "case_id": None}
    signed = {
        id_: part.with_values(signature="signed", signed_on=desk.today) for id_, part in record.parts["participants"].items()
    }
    record = record.with_parts("participants", signed).with_values(goal="Вместе")
    desk.do("Plan", lambda unit: save_plan(unit, Edit(None, record, fixed)))
    (row,) = desk.read(lambda reading: plans_of(reading, family))
    changed = row.plan.with_values(goal="Иначе")
    desk.do("Plan", lambda unit: save_plan(unit, Edit(row.plan, changed), "так решили"))
    rows = desk.read(lambda reading: plans_of(reading, family))
    assert {part.values["signature"] for part in rows[0].plan.parts["participants"].values()} == {None}
    assert {part.values["signature"] for part in rows[1].plan.parts["participants"].values()} == {"signed"}


def test_a_plan_is_not_turned_into_one_of_another_kind(desk, family):
    planned(desk, family)
    (row,) = desk.read(lambda reading: plans_of(reading, family))
    with pytest.raises(Rejected):
        desk.do("x", lambda unit: save_plan(unit, Edit(row.plan, row.plan.with_values(kind="by_result")), "почему"))


def test_services_and_aid_of_a_visit_are_written_once_and_show_in_the_chain(desk, family):
    planned(desk, family)
    step = chain_of(desk, family).steps()[0].fact.id
    given = (
        Given("service_given", {"name": "Запись к наркологу", "step_id": step, "minutes": 20}),
        Given("material_aid", {"name": "Продуктовый набор", "quantity": Decimal(2), "step_id": step, "urgent": False}),
    )
    partner = Named(None, "Сыдыкова Б.", "инспектор", None, "распоряжение № 5")
    visit = visited(desk, family, given=given, participants=(Named(desk.actor.id, desk.actor.name), partner))
    kept = desk.read(lambda reading: given_at(reading, visit))
    assert [(one.kind, one.values["visit_id"], one.values["given_on"]) for one in kept] == [
        ("service_given", visit, desk.today), ("material_aid", visit, desk.today),
    ]  # fmt: skip
    assert kept[1].values["number"]
    assert [one.kind for one in chain_of(desk, family).steps()[0].served] == ["service", "aid"]


def test_nothing_is_given_where_nobody_was_found(desk, family):
    act = replace(draft(desk, family, 0, "not_found"), met=(), given=(Given("service_given", {"name": "беседа"}),))
    visit = desk.do("Visit", lambda unit: record_visit(unit, act)).result
    assert desk.read(lambda reading: given_at(reading, visit)) == ()


# Consents


def begun(desk: Desk, family: UUID) -> Consents:
    page = page_of(desk, family)
    found = Consents(desk, lambda: page, lambda error: pytest.fail(str(error)))
    found.load(lambda: None)
    return found


def test_consents_are_prepared_for_everybody_and_a_child_is_represented(desk, family):
    found = begun(desk, family)
    assert len(found.uncovered) == 5
    found.begin_for_all(lambda _changes: None)
    found.load(lambda: None)
    assert len(found.consents) == 5
    page = page_of(desk, family)
    mother = next(m.person.id for m in page.members if m.membership.values["role"] == "mother")
    of_children = [one for one in found.consents if one.values["person_id"] in {c.person.id for c in page.children}]
    assert {one.values["representative_id"] for one in of_children} == {mother}
    assert {one.values["authority"] for one in of_children} == {"мать"}
    found.begin_for_all(lambda _changes: pytest.fail("they are prepared already"))


def test_a_consent_is_given_only_with_everything_the_law_wants_and_withdrawn_later(desk, family):
    found = begun(desk, family)
    person = found.uncovered[0]
    record = found.record(person)
    assert record is not None
    desk.do("x", lambda unit: consent_acts.write_consent(unit, (Edit(None, record),)))
    found.load(lambda: None)
    (one,) = found.consents
    assert one.values["number"]
    with pytest.raises(Rejected):  # the document of who signs is not known yet
        desk.do("x", lambda unit: consent_acts.give(unit, one.id, one.version, desk.today))
    told = one.with_values(paper="паспорт", address="ул. Ленина")
    desk.do("x", lambda unit: consent_acts.save_consent(unit, Edit(one, told)))
    desk.do("x", lambda unit: consent_acts.give(unit, one.id, one.version + 1, desk.today - timedelta(days=2)))
    found.load(lambda: None)
    assert person not in found.uncovered
    given = found.consents[0]
    with pytest.raises(Rejected):
        desk.do("x", lambda unit: consent_acts.save_consent(unit, Edit(given, given.with_values(purpose="шире"))))
    with pytest.raises(Rejected):
        desk.do("x", lambda unit: consent_acts.withdraw(unit, given.id, given.version, desk.today - timedelta(days=9), "нет"))
    desk.do("x", lambda unit: consent_acts.withdraw(unit, given.id, given.version, desk.today, "передумал"))
    found.load(lambda: None)
    assert found.consents[0].values["state"] == "withdrawn"
    assert found.consents[0].values["given_on"] == desk.today - timedelta(days=2)  # it was given once: both stay
    assert person in found.uncovered


def test_a_law_may_stand_in_place_of_a_consent_and_is_named(desk, family):
    found = begun(desk, family)
    record = found.record(found.uncovered[0])
    desk.do("x", lambda unit: consent_acts.write_consent(unit, (Edit(None, record),)))
    found.load(lambda: None)
    one = found.consents[0]
    with pytest.raises(Rejected):
        desk.do("x", lambda unit: consent_acts.need_not(unit, one.id, one.version, "  "))
    desk.do("x", lambda unit: consent_acts.need_not(unit, one.id, one.version, "120-ФЗ, статья 9"))
    found.load(lambda: None)
    assert one.values["person_id"] not in found.uncovered


def test_every_paper_prints_from_a_real_office(desk, family):
    planned(desk, family)
    (row,) = desk.read(lambda reading: plans_of(reading, family))
    desk.do(
        "x",
        lambda unit: consent_acts.write_consent(
            unit, (Edit(None, begun(desk, family).record(page_of(desk, family).members[0].person.id)),)
        ),
    )
    consent = begun(desk, family).consents[0]
    made = [
        desk.read(lambda reading: plan_print(reading, family, row.plan.id, desk.caption, "programme")),
        desk.read(lambda reading: consent_print(reading, family, consent.id, desk.caption)),
        desk.read(lambda reading: team_print(reading, family, desk.caption)),
        desk.read(lambda reading: chain_print(reading, family, desk.caption)),
    ]
    assert all(document.blocks for document in made)
    with pytest.raises(Rejected):
        desk.read(lambda reading: plan_print(reading, family, desk.new_id(), desk.caption))


def test_a_problem_alone_may_be_written_and_nothing_at_all_may_not(desk, family):
    desk.do("x", lambda unit: plan_step(unit, NewStep(family, problem_values={"words": "Долги"})))
    assert [problem.words for problem in chain_of(desk, family).without_goal()] == ["Долги"]
    with pytest.raises(Rejected):
        desk.do("x", lambda unit: plan_step(unit, NewStep(family)))
    assert blank("step", desk.new_id()).values["lasting_id"] is None
