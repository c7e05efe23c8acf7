"""The desk: acts one after another, everybody told once, drafts and arrangements kept."""

from __future__ import annotations

import threading

import pytest

from desktop import bootstrap
from desktop.base.errors import Rejected
from desktop.base.jobs import Owner
from desktop.models.snapshots import Edit
from desktop.services import cards, offices
from desktop.services.families import NewFamily, register_family
from tests.offices import ANNA, BEKTUR, NAMES, PASSWORD, making, opened, register


@pytest.fixture
def place():
    return "plain"


def test_every_act_is_told_once_to_its_own_desk_even_when_the_listener_finds_it_again(desk):
    heard = []
    desk.changed.subscribe(heard.append)
    family = register(desk)
    desk.catch_up(0)
    told = [changes for changes in heard if changes.touches(family)]
    assert [changes.result for changes in told] == [family]


def test_a_refused_act_tells_nobody(desk):
    heard = []
    desk.changed.subscribe(heard.append)
    with pytest.raises(Rejected):
        desk.do("Family", lambda unit: register_family(unit, NewFamily("  ")))
    assert heard == []


def test_the_office_day_is_the_day_of_its_zone(founded):
    from datetime import UTC, datetime

    made = making()
    late = offices.Making(lambda: datetime(2026, 11, 22, 20, 0, tzinfo=UTC), made.new_id)
    desk = bootstrap.inline_desk(offices.sign_in(founded.address, ANNA, PASSWORD, made), late)
    assert f"{desk.today}" == "2026-11-23"  # in Bishkek it is two in the morning
    desk.close()


def test_codes_are_said_in_words_and_an_unknown_one_stays_itself(desk):
    assert desk.caption("risk_levels", "high") == "высокий"
    assert desk.caption("risk_levels", "mine") == "mine"
    assert ("high", "высокий") in desk.choices("risk_levels")


def test_an_arrangement_is_kept_for_the_person_who_made_it(two_desks):
    anna, bektur = two_desks
    anna.keep_setting("columns", ["name", "number"])
    anna.keep_setting("columns", ["name"])
    assert anna.setting("columns") == ["name"]
    assert bektur.setting("columns") is None
    assert anna.office_kept.last_act() == 2  # an arrangement is nobody's history


def test_a_colleague_who_was_renamed_is_called_so_at_once(two_desks):
    anna, bektur = two_desks
    assert anna.staff[bektur.actor.id][0] == NAMES[BEKTUR]
    base = opened(anna, "staff", bektur.actor.id)
    anna.do("Renamed", lambda unit: cards.save_cards(unit, Edit(base, base.with_values(surname="Беков"))))
    assert anna.staff[bektur.actor.id][0] == "Беков Б."
    bektur.catch_up(bektur.seen)
    assert bektur.staff[bektur.actor.id][0] == "Беков Б."


def test_closing_a_window_finishes_the_acts_it_was_given(founded):
    calls = []
    desk = bootstrap.window_desk(offices.sign_in(founded.address, ANNA, PASSWORD, making()), calls.append)
    for n in range(5):
        desk.act(
            "Family",
            lambda unit, n=n: register_family(unit, NewFamily(f"Семья {n}")),
            calls.append,
            calls.append,
        )
    desk.close()
    again = founded.desk()
    assert again.office_kept.last_act() == 2 + 5


def test_a_newer_question_makes_the_older_one_unwanted(founded):
    done, gate, asked = [], threading.Event(), threading.Event()
    desk = bootstrap.window_desk(offices.sign_in(founded.address, ANNA, PASSWORD, making()), lambda call: call())
    owner = Owner()

    def slow(_reading):
        asked.set()
        gate.wait()
        return "older"

    desk.browse(slow, done.append, done.append, owner, "search")
    asked.wait()
    desk.browse(lambda _reading: "newest", lambda said: (done.append(said), ended.set()), done.append, owner, "search")
    ended = threading.Event()
    gate.set()
    assert ended.wait(10)
    desk.close()
    assert done == ["newest"]
