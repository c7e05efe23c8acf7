"""Contacts and tasks: what follows from the time and the mark is written by itself, a word by hand is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.base.errors import Rejected
from desktop.models.snapshots import Edit
from desktop.services.cards import blank
from desktop.services.contacts import save_contact
from desktop.services.teamwork import finish_task, save_task
from tests.offices import opened, register

LATE = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # Friday 21:00 in Bishkek
IN_HOURS = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def contact(desk, **values):
    new = blank("contact", desk.new_id(), **{"kind": "call", "words": "Договорились о встрече", "at": LATE, **values})
    made = desk.do("A contact was written", lambda unit: save_contact(unit, (Edit(None, new),))).result
    return opened(desk, "contact", made)


def changed(desk, base, save, **values):
    edit = Edit(base, base.with_values(**values))
    desk.do("x", lambda unit: save(unit, (edit,)))
    return opened(desk, base.kind, base.id)


def test_a_call_in_the_evening_is_after_hours_and_a_person_may_say_otherwise(desk):
    assert contact(desk).values["after_hours"] is True
    assert contact(desk, at=IN_HOURS).values["after_hours"] is False
    assert contact(desk, after_hours=False).values["after_hours"] is False


def test_a_contact_that_is_moved_is_judged_again_and_words_by_hand_stay(desk):
    late = contact(desk)
    assert changed(desk, late, save_contact, at=IN_HOURS).values["after_hours"] is False
    corrected = changed(desk, opened(desk, "contact", late.id), save_contact, after_hours=True)
    assert changed(desk, corrected, save_contact, words="Иначе").values["after_hours"] is True


def test_a_contact_without_words_is_refused_and_without_time_is_now(desk):
    with pytest.raises(Rejected):
        contact(desk, words="  ")
    assert desk.now() - contact(desk, at=None).values["at"] < timedelta(minutes=1)


def test_a_task_that_is_done_closes_with_the_day_and_opens_again(desk):
    family = register(desk)
    new = blank("task", desk.new_id(), words="Записать к врачу", family_id=family)
    made = desk.do("x", lambda unit: save_task(unit, (Edit(None, new),))).result
    task = opened(desk, "task", made)
    assert (task.values["state"], task.values["done_on"]) == ("open", None)
    done = changed(desk, task, save_task, state="done")
    assert done.values["done_on"] == desk.today
    again = changed(desk, done, save_task, state="open")
    assert again.values["done_on"] is None
    desk.do("x", lambda unit: finish_task(unit, again.id, again.version, "Записаны на пятницу"))
    closed = opened(desk, "task", made).values
    assert (closed["state"], closed["done_on"], closed["result"]) == (
        "done",
        desk.today,
        "Записаны на пятницу",
    )
