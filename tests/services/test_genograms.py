"""Genograms: drawn from the card, kept as dated versions with what the card does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.base.errors import Rejected
from desktop.models.genograms import Genogram
from desktop.models.kin_data import EmotionalTie, GenogramData, KinMark
from desktop.models.persons import Person
from desktop.models.snapshots import Conflict, Edit
from desktop.services.cards import save_cards
from desktop.services.families import bind
from desktop.services.genograms import (
    first_genogram,
    mark_printed,
    open_genogram,
    read_genograms,
    save_genogram,
)
from desktop.services.undoing import undo_act
from tests.offices import opened, register


@pytest.fixture
def family(desk):
    return register(desk)


def read(desk, family, version=None):
    return desk.read(lambda reading: read_genograms(reading, family, version))


def begun(desk, family) -> GenogramData:
    """A genogram of mother and son with a line between them and a mark of hers."""
    data = first_genogram(read(desk, family), family, desk.new_id(), "Генограмма", desk.today)
    mother, son = named(data, "Марина"), named(data, "Тимур")
    return replace(
        data, feelings=(EmotionalTie(desk.new_id(), mother, son, "conflict"),),
        marks=(KinMark(desk.new_id(), mother, "alcohol", note="со слов бабушки"),),
        shifts={son: (3.5, -2.25)}, hidden=frozenset({mother}), told_by="Марина",
    )  # fmt: skip


def named(data, name):
    return next(person.id for person in data.kin.people if person.name == name)


def save(desk, data, **more):
    changes = desk.do("Genogram", lambda unit: save_genogram(unit, data, **more))
    return desk.read(lambda reading: open_genogram(reading, changes.result)), changes


def content(data):
    return replace(data, version=0, final=False, printed_on=None)


def test_a_new_genogram_shows_the_household_and_is_about_its_child(desk, family):
    data = first_genogram(read(desk, family), family, desk.new_id(), "Генограмма", desk.today)
    assert {person.name for person in data.kin.people} == {"Марина", "Тимур"}
    assert data.index == named(data, "Тимур")
    assert [(bond.parent, bond.child) for bond in data.kin.parents] == [(named(data, "Марина"), named(data, "Тимур"))]


def test_a_saved_genogram_is_the_one_that_was_drawn(desk, family):
    data = begun(desk, family)
    kept, _changes = save(desk, data)
    assert content(kept) == content(data)
    assert read(desk, family).data == kept


def test_a_draft_is_rewritten_in_place_and_shows_the_card_as_it_is_now(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    mother = named(kept, "Марина")
    son = named(kept, "Тимур")
    father = desk.do("Union", lambda unit: _stranger(unit, mother)).result
    again, _changes = save(desk, replace(kept, title="После разговора", feelings=()))
    assert (again.id, again.title, again.feelings) == (kept.id, "После разговора", ())
    assert {person.id for person in again.kin.people} == {mother, son, father}
    assert len(genogram_versions_of(desk, family)) == 1


def test_a_finished_version_stays_as_it_was_and_the_next_save_begins_a_new_one(desk, family):
    final, _changes = save(desk, begun(desk, family), final=True)
    desk.do("Union", lambda unit: _stranger(unit, named(final, "Марина")))
    assert open_one(desk, final.id).kin == final.kin
    after, _changes = save(desk, replace(final, title="Вторая"))
    assert after.id != final.id
    assert len(after.kin.people) == 3
    found = read(desk, family, after.id)
    assert (found.data, found.before) == (after, final)


def test_what_was_printed_is_finished(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    desk.do("Printed", lambda unit: mark_printed(unit, kept.id, kept.version, desk.today))
    found = open_one(desk, kept.id)
    assert (found.stage, found.kin) == ("printed", kept.kin)
    with pytest.raises(Conflict):
        desk.do("Printed", lambda unit: mark_printed(unit, kept.id, kept.version, desk.today))


def test_a_colleague_who_saved_meanwhile_is_not_written_over(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    save(desk, replace(kept, title="Коллега"))
    with pytest.raises(Conflict):
        save(desk, replace(kept, title="Мой"))


def test_a_genogram_of_tomorrow_is_refused(desk, family):
    with pytest.raises(Rejected):
        save(desk, replace(begun(desk, family), drawn_on=desk.today + timedelta(days=1)))


def test_saving_is_undone_as_a_whole(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    _again, changes = save(desk, replace(kept, feelings=(), marks=(), shifts={}, hidden=frozenset(), title="Пусто"))
    desk.do("Undo", lambda unit: undo_act(unit, changes.act))
    assert content(open_one(desk, kept.id)) == content(kept)


@pytest.mark.parametrize(
    "content",
    [{}, {"format": "opora-kin-1"}, {"format": "opora-kin-1", "kin": []}, {"format": "opora-kin-1", "kin": {"people": [{"id": 7}]}},
     {"format": "opora-kin-1", "kin": {"unions": [{"id": "x", "first": "y", "second": "z"}]}}],
)  # fmt: skip
def test_a_picture_somebody_tampered_with_is_refused_in_words(desk, family, content):
    final, _changes = save(desk, begun(desk, family), final=True)

    def spoil(unit):
        unit.claim(Genogram, final.id, None).content = content
        return final.id

    desk.do("Spoilt", spoil)
    with pytest.raises(Rejected):
        open_one(desk, final.id)


def test_a_mark_about_somebody_who_was_taken_out_waits_for_them(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    mother = named(kept, "Марина")
    desk.do("Out", lambda unit: _removed(unit, mother, removed=True))
    without = open_one(desk, kept.id)
    assert (without.marks, without.feelings) == ((), ())
    save(desk, replace(without, title="Без неё"))
    desk.do("Back", lambda unit: _removed(unit, mother, removed=False))
    assert open_one(desk, kept.id).marks == kept.marks


def test_open_facts_of_the_card_are_marks_that_nobody_types(desk, family):
    mother = named(begun(desk, family), "Марина")
    base = opened(desk, "person", mother)
    desk.do("Rights", lambda unit: save_cards(unit, Edit(base, base.with_values(legal_status="deprived"))))
    kept, _changes = save(desk, first_genogram(read(desk, family), family, desk.new_id(), "Г", desk.today))
    assert [(mark.person, mark.kind, mark.derived) for mark in kept.marks] == [(mother, "rights_lost", True)]
    final, _changes = save(desk, kept, final=True)
    assert final.marks == kept.marks


def _removed(unit, person, *, removed):
    unit.claim(Person, person, None).removed = removed
    return person


def _stranger(unit, mother):
    person = Person(id=unit.new_id(), given_name="Игорь", sex="male", statuses=())
    unit.add(person)
    unit.session.flush()
    bind(unit, "union", mother, person.id, nature="cohabitation")
    return person.id


def open_one(desk, id_):
    return desk.read(lambda reading: open_genogram(reading, id_))


def genogram_versions_of(desk, family):
    return desk.read(lambda reading: read_genograms(reading, family).versions)
