"""What is possible at a stage, what is missing and why it matters, who is expected."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import definitions
from desktop.models.definitions import Pathway
from desktop.models.snapshots import Snapshot
from desktop.rules import pathways

TODAY = date(2026, 11, 25)
KEYS = ("social_patronage", "home_visiting", "social_support", "family_support", "child_patronage", "observation")


def shipped(key: str) -> Pathway:
    value = definitions.read_shipped("pathway", key)
    assert isinstance(value, Pathway)
    return value


def case(*periods, team=(), **values) -> Snapshot:
    stages = {
        UUID(int=n): Snapshot("stage_period", UUID(int=n), 0, {"stage": code, "opened_on": since, "closed_on": till})
        for n, (code, since, till) in enumerate(periods, 1)
    }
    people = {UUID(int=50 + n): Snapshot("team_member", UUID(int=50 + n), 0, one) for n, one in enumerate(team)}
    return Snapshot("case", UUID(int=900), 1, {"closed_on": None, **values}, {"stages": stages, "team": people})


def words(found):
    return [one.words() for one in found]


def test_each_stage_has_its_number_in_its_own_pathway():
    assert pathways.numbers(shipped("child_patronage"))["support_after"] == 10
    assert pathways.numbers(shipped("social_patronage"))["exit"] == 6
    assert pathways.numbers(shipped("family_support"))["assessment"] == 2
    assert pathways.numbers(shipped("observation")) == {}


@pytest.mark.parametrize("key", KEYS)
def test_every_stage_names_its_coordinator_and_every_paper_says_why_it_matters(key):
    for stage in shipped(key).stages:
        assert stage.coordinator
        assert {stage.coordinator, *stage.roles} <= set(shipped(key).team_roles)
        assert set(stage.documents) <= set(pathways.WHY)


@given(key=st.sampled_from(KEYS), walk=st.lists(st.integers(0, 19), max_size=12))
def test_in_a_random_walk_something_can_be_done_with_every_stage(key, walk):
    follows = shipped(key)
    periods: list[list[object]] = []
    for step in walk:
        code = follows.stages[step % len(follows.stages)].code
        standing = [one for one in periods if one[0] == code and one[2] is None]
        if standing:
            standing[0][2] = TODAY
        else:
            periods.append([code, TODAY, None])
    steps = pathways.possible(follows, case(*periods))
    assert set(steps) == {stage.code for stage in follows.stages}
    for code, step in steps.items():
        mine = [one for one in periods if one[0] == code]
        assert step == ("begin" if not mine else "end" if any(one[2] is None for one in mine) else "again")


def test_a_closed_case_goes_nowhere_and_a_stage_of_another_pathway_may_be_ended():
    follows = shipped("family_support")
    assert pathways.possible(follows, case(closed_on=TODAY)) == {}
    assert pathways.possible(follows, case(("joining", TODAY, None)))["joining"] == "end"


def test_what_is_missing_is_said_with_why():
    stage = shipped("family_support").stage("intake")
    found = pathways.papers(stage, {"signal", "consent"})
    assert [one.code for one in found if not one.there] == ["case_card", "first_contact", "agreement:cooperation"]
    assert all(one.why.words() for one in found)


def test_a_stage_without_its_coordinator_is_said_softly_until_somebody_leads_it():
    stage = shipped("child_patronage").stage("relocation_preparing")
    captions = {"psychologist": "психолог"}
    alone = case(curator_id=UUID(int=7))
    assert any("психолог" in said for said in words(pathways.remarks(stage, alone, TODAY, captions)))
    led = case(team=({"role": "psychologist", "stage": stage.code, "coordinator": True, "till": None},))
    assert pathways.remarks(stage, led, TODAY, captions) == ()
    gone = case(team=({"role": "psychologist", "stage": None, "coordinator": True, "till": date(2026, 11, 1)},))
    assert pathways.remarks(stage, gone, TODAY, captions)


def test_the_curator_leads_where_the_pathway_says_so():
    stage = shipped("social_patronage").stage("joining")
    assert pathways.remarks(stage, case(curator_id=UUID(int=7)), TODAY, {}) == ()
    assert pathways.seats(stage, case(curator_id=UUID(int=7)), TODAY)[0].curator


def test_a_stage_that_takes_longer_than_usual_is_said():
    stage = shipped("social_patronage").stage("acquaintance")
    late = case(("acquaintance", date(2026, 9, 1), None), curator_id=UUID(int=7))
    assert len(pathways.remarks(stage, late, TODAY, {})) == 1


def test_the_usual_pathway_is_the_first_wish_that_the_office_offers():
    assert pathways.usual(("a", "b"), "", "x", "b") == "b"
    assert pathways.usual(("a", "b"), "x") == "a"
    assert pathways.usual((), "x") == ""


def test_a_role_that_the_team_does_not_have_is_answered_with_the_nearest_one():
    text = next(text for kind, key, _v, text in definitions.shipped() if (kind, key) == ("pathway", "observation"))
    with pytest.raises(definitions.DefinitionError) as found:
        definitions.read_text(text.replace('coordinator = "curator"', 'coordinator = "curater"'), "observation.toml")
    assert "curator" in found.value.problems[0].message.words()
    assert found.value.problems[0].line > 10
