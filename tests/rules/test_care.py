"""Limits of wards, the way of a placement, who decides what."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from desktop.base.messages import speaking
from desktop.rules import care
from desktop.rules.care import CarerFacts, PlacementFacts
from desktop.rules.contacts import after_hours


def carer(**more):
    return CarerFacts("patronage_carer", **more)


def test_five_wards_are_allowed_and_the_sixth_wants_a_reason():
    assert care.over_limit(carer(), 4, "ru", None) is None
    over = care.over_limit(carer(), 5, "ru", None)
    assert over is not None
    assert over.path == ("override_reason",)
    with speaking("ru"):
        assert "6" in over.message.words()
        assert "5" in over.message.words()
    assert care.over_limit(carer(), 5, "ru", " братья ") is None
    assert care.over_limit(carer(), 5, "ru", "   ") is not None


def test_a_carer_may_have_an_own_limit():
    assert care.over_limit(carer(most_wards=2), 1, "ru", None) is None
    assert care.over_limit(carer(most_wards=2), 2, "ru", None) is not None
    assert care.over_limit(carer(most_wards=0), 0, "ru", None) is not None


def test_own_children_are_counted_in_kyrgyzstan_only():
    assert care.over_limit(carer(own_children=3), 2, "kg", None) is not None
    assert care.over_limit(carer(own_children=3), 1, "kg", None) is None
    assert care.over_limit(carer(own_children=3), 4, "ru", None) is None


def test_a_placement_goes_step_by_step_or_straight_into_the_family_or_ends():
    assert care.next_states("planned") == ("planned", "matched", "placed", "ended")
    assert care.wrong_step("planned", "moving")
    assert care.wrong_step("placed", "supported")
    assert not care.wrong_step("placed", "ended")
    assert not care.wrong_step("placed", "preparing")  # a slip is mended
    assert care.wrong_step("supported", "placed")
    assert not care.wrong_step(None, "moving")  # written down late


@pytest.mark.parametrize("state", care.STATES)
def test_every_state_can_stay_and_every_one_but_the_last_leads_on(state):
    assert state in care.next_states(state)
    assert not care.wrong_step(state, state)


def test_a_contact_family_takes_no_child_and_a_carer_supports_no_family():
    contact = CarerFacts("contact_family")
    assert [f.path for f in care.lacking(PlacementFacts("patronage", "planned"), contact)] == [("carer_id",)]
    assert [f.path for f in care.lacking(PlacementFacts("contact_family", "planned"), carer())] == [("carer_id",)]
    assert care.lacking(PlacementFacts("contact_family", "placed"), contact) == ()


def test_a_placement_says_the_child_once_it_lives_there_and_the_ending_once_it_is_over():
    assert [f.path for f in care.lacking(PlacementFacts("patronage", "placed"), carer())] == [("child_id",)]
    assert [f.path for f in care.lacking(PlacementFacts("patronage", "ended"), carer())] == [("ended",)]


def test_a_power_that_nobody_was_asked_about_is_named_in_no_line():
    words = {
        "every": {who: who for who in care.RIGHTS},
        **{power: {"carer": f"carer-{power}", "guardianship": f"body-{power}"} for power in care.POWERS},
    }
    said = care.delimitation({"property": False, "court": True, "travel": None}, words)
    assert said["carer"] == "carer\ncarer-court"
    assert said["guardianship"] == "guardianship\nbody-property"
    assert "travel" not in "".join(said.values())


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2026, 11, 23, 3, 0, tzinfo=UTC), False),  # Monday 09:00 in Bishkek
        (datetime(2026, 11, 23, 2, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 11, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), True),  # 18:00
        (datetime(2026, 11, 22, 6, 0, tzinfo=UTC), True),  # Sunday
    ],
)
def test_after_hours_by_the_clock_of_the_office(at, late):
    assert after_hours(at, ZoneInfo("Asia/Bishkek")) is late
