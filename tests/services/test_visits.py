from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.services.desk import Desk
from desktop.services.plans import plans_of
from desktop.services.visits import answer_alert, open_visit, record_visit, visit_log
from tests.ui.pages.shells import opened_desk
from tests.ui.pages.visit_family import draft, kravtsovs, page_of, plan, visit


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    return kravtsovs(desk)


def log(desk: Desk, family: UUID):
    return desk.read(lambda reading: visit_log(reading, family))


def alerts(desk: Desk, family: UUID) -> list[str]:
    return [alert.kind for alert in page_of(desk, family).alerts]


def test_a_visit_moves_the_next_date_and_shows_when_each_child_was_seen(desk, family):
    visit(desk, family, -2, seen=(True, False, True))
    page = page_of(desk, family)
    assert page.case.values["next_visit_on"] == desk.today + timedelta(5)
    assert [child.last_seen for child in page.children] == [desk.today - timedelta(2), None, desk.today - timedelta(2)]
    assert (log(desk, family)[0].seen, log(desk, family)[0].children) == (2, 3)


def test_a_visit_with_something_unsaid_is_refused_and_nothing_is_written(desk, family):
    unsaid = draft(desk, family, 0, "held", seen=(True, None, True))
    with pytest.raises(Rejected) as refused:
        desk.do("Visit", lambda unit: record_visit(unit, unsaid))
    assert [finding.path[0] for finding in refused.value.findings] == ["children"]
    assert log(desk, family) == ()


def test_when_nobody_was_found_no_child_was_seen_whatever_the_form_said(desk, family):
    visit(desk, family, -1, "not_found", seen=(True, None, True))
    row = log(desk, family)[0]
    assert (row.seen, row.children, row.attempt) == (0, 3, 1)
    assert alerts(desk, family) == ["not_seen"]


def test_attempts_are_counted_and_an_entry_added_to_one_is_not_another(desk, family):
    visit(desk, family, -9, "not_found")
    second = visit(desk, family, -6, "not_found")
    visit(desk, family, -6, "not_found", amends=second, observations="Соседка видела детей утром")
    third = visit(desk, family, -3, "not_found")
    attempts = {row.id: row.attempt for row in log(desk, family)}
    assert (attempts[second], attempts[third], sorted(attempts.values())) == (2, 3, [0, 1, 2, 3])


def test_yes_to_danger_raises_an_alert_that_stays_until_it_is_answered(desk, family):
    visit(desk, family, -1, violence=True)
    alert = page_of(desk, family).alerts[0]
    with pytest.raises(Rejected):
        desk.do("Answer", lambda unit: answer_alert(unit, alert.id, alert.version, "  "))
    desk.do("Answer", lambda unit: answer_alert(unit, alert.id, alert.version, "Вызвана полиция"))
    assert alerts(desk, family) == []


def test_an_added_entry_does_not_raise_the_same_danger_again_but_a_new_one_it_does(desk, family):
    first = visit(desk, family, -3, violence=True)
    visit(desk, family, -3, amends=first, violence=True)
    visit(desk, family, -3, amends=first, violence=True, threat=True)
    visit(desk, family, -3, amends=first, threat=True)
    assert alerts(desk, family) == ["violence", "threat"]


def test_an_older_visit_written_down_later_does_not_move_the_next_date_back(desk, family):
    visit(desk, family, -1)
    visit(desk, family, -20)
    assert page_of(desk, family).case.values["next_visit_on"] == desk.today + timedelta(6)


def test_an_entry_is_added_only_to_a_visit_to_the_same_family(desk, family):
    other = visit(desk, kravtsovs(desk), -1)
    foreign = replace(draft(desk, family, -1, "held"), amends=other)
    with pytest.raises(Rejected):
        desk.do("Visit", lambda unit: record_visit(unit, foreign))


def test_a_visit_before_the_case_was_opened_is_refused_beside_its_date(desk, family):
    early = draft(desk, family, -61, "held")
    with pytest.raises(Rejected) as refused:
        desk.do("Visit", lambda unit: record_visit(unit, early))
    assert [finding.path for finding in refused.value.findings] == [("visited_on",)]


def test_marks_of_a_visit_stand_in_the_plan_and_are_read_with_the_words_of_their_step(desk, family):
    step = next(iter(plan(desk, family).parts["steps"]))
    marking = replace(draft(desk, family, 0, "held"), steps={step: ("done", "")})
    written = desk.do("Visit", lambda unit: record_visit(unit, marking)).result
    kept = desk.read(lambda reading: plans_of(reading, family))[0].plan.parts["steps"][step]
    assert (kept.values["mark"], kept.values["marked_on"]) == ("done", desk.today)
    _visit, words = desk.read(lambda reading: open_visit(reading, written))
    assert list(words.values()) == ["Оформить пособие"]
