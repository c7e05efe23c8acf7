from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.rules.visits import DANGERS, HELD, VisitFacts, alerts_of, missing, next_visit

TODAY = date(2026, 11, 24)
OLEG, ANYA = UUID(int=1), UUID(int=2)
OUTCOMES = ("held", "partly", "not_found", "not_let_in", "refused", "postponed")
FULL = VisitFacts(TODAY, "held", None, 1, {OLEG: True, ANYA: False}, dict.fromkeys(DANGERS, False), None, date(2026, 12, 1))


def paths(visit: VisitFacts) -> list[tuple[str, ...]]:
    return [finding.path for finding in missing(visit, {OLEG: "Олег", ANYA: "Аня"}, TODAY)]


def test_a_visit_with_everything_said_is_entered():
    assert paths(FULL) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"visited_on": None}, ("visited_on",)),
        ({"visited_on": date(2026, 11, 25)}, ("visited_on",)),
        ({"outcome": None}, ("outcome",)),
        ({"met": 0}, ("met",)),
        ({"children": {OLEG: None, ANYA: True}}, ("children", str(OLEG))),
        ({"dangers": {"violence": False, "threat": False}}, ("intoxication",)),
        ({"next_on": None}, ("next_on",)),
        ({"next_on": TODAY}, ("next_on",)),
        ({"came": "11:05", "left": "10:15"}, ("left",)),
    ],
)
def test_each_thing_that_is_not_said_is_told_by_its_own_place(change, path):
    assert paths(replace(FULL, **change)) == [path]


@pytest.mark.parametrize("outcome", ["not_let_in", "refused", "postponed"])
@pytest.mark.parametrize("unseen", [None, False])
def test_where_nobody_answered_about_danger_it_must_be_said_that_nobody_was_seen(outcome, unseen):
    silent = replace(FULL, outcome=outcome, met=0, dangers={}, danger_unseen=unseen)
    assert paths(silent) == [("danger_unseen",)]
    assert paths(replace(silent, danger_unseen=True)) == []


@given(
    some.dates(date(2000, 1, 1), date(2100, 1, 1)),
    some.none() | some.integers(1, 60),
    some.none() | some.sampled_from(OUTCOMES),
)
def test_the_next_visit_comes_later_on_a_working_day_and_sooner_after_a_failed_one(day, every, outcome):
    proposed = next_visit(day, every, outcome)
    assert day < proposed
    assert proposed.weekday() < 5
    if outcome is not None and outcome not in HELD:
        assert (proposed - day).days <= 5


def test_yes_raises_a_danger_and_a_closed_door_raises_children_not_seen():
    assert alerts_of({"violence": True, "threat": False}, "held", []) == ("violence",)
    assert alerts_of({}, "not_found", [OLEG]) == ("not_seen",)
    assert alerts_of({}, "not_found", []) == ()
