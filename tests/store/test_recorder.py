"""The office's memory: what an act changed, in order, chained, and told."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, text, update

from desktop.base.messages import N_
from desktop.models.audit import Act, ActChange
from desktop.models.families import Family
from desktop.models.persons import Person, PersonPhone
from desktop.models.snapshots import Edit
from desktop.services import cards, offices
from desktop.services.families import record_opening
from desktop.store import history
from tests.offices import ANNA, NAMES, clean, opened, register
from tests.places import place

__all__ = ["place"]  # one server is enough here

ALTERED = "The record of acts was altered at act {number}, or an act after it is missing."


@pytest.fixture
def family(desk):
    return register(desk)


def save(desk, family, **values):
    base = opened(desk, "family", family)
    return desk.do("The card was changed", lambda unit: cards.save_cards(unit, Edit(base, base.with_values(**values))))


def act(desk, number):
    return desk.read(lambda reading: history.act_with_changes(reading, number))


def test_an_act_remembers_who_when_what_it_was_and_what_it_became(desk, family):
    save(desk, family, story="Было")
    number = save(desk, family, story="Стало").act
    row, (change,) = act(desk, number)
    assert (row.who, row.label, row.undoable, row.undoes) == (NAMES[ANNA], "The card was changed", True, None)
    assert (change.what, change.kind, change.row_id, change.root_id) == ("changed", "family", family, family)
    assert change.fields == {"story": ["Было", "Стало"]}
    assert change.root_version == opened(desk, "family", family).version
    assert row.at.tzinfo is not None


def test_what_was_given_back_before_the_end_of_the_act_was_never_changed_twice(desk, family):
    def work(unit):
        row = unit.claim(Family, family, None)
        row.story = "раз"
        unit.session.flush()
        row.story = "два"
        unit.session.flush()

    _row, (change,) = act(desk, desk.do("Twice", work).act)
    assert change.fields == {"story": [None, "два"]}


def test_an_added_row_remembers_how_it_stood_in_the_end(desk, family):
    person = next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]

    def work(unit):
        unit.claim(Person, person, None)
        phone = PersonPhone(id=unit.new_id(), person_id=person, phone="+996 555 000 000")
        unit.add(phone)
        unit.session.flush()
        phone.phone = "+996 555 000 001"

    _row, (change,) = act(desk, desk.do("A phone", work).act)
    assert (change.what, change.fields["phone"]) == ("added", [None, "+996 555 000 001"])


def test_a_row_that_is_gone_remembers_what_it_said(desk, family):
    base = opened(desk, "family", family)
    number = desk.do("Gone", lambda unit: cards.save_cards(unit, Edit(base, base.with_parts("addresses", {})))).act
    _row, (change,) = act(desk, number)
    assert (change.what, change.kind, change.root_id) == ("gone", "household_address", family)
    assert change.fields["address"] == ["ул. Токтогула, д. 12, кв. 4", None]


def test_opening_a_card_is_remembered_and_changes_nothing(desk, family):
    version = opened(desk, "family", family).version
    heard = []
    desk.changed.subscribe(heard.append)
    number = desk.do(N_("A card was opened"), lambda unit: record_opening(unit, family), undoable=False).act
    _row, (change,) = act(desk, number)
    assert (change.what, change.root_id, change.fields) == ("opened", family, {})
    assert opened(desk, "family", family).version == version
    assert [changes.roots for changes in heard] == [()]


def test_numbers_go_up_by_one_and_the_chain_is_whole(desk, family):
    for turn in range(5):
        save(desk, family, story=str(turn))
    with desk.office_kept.engine.connect() as connection:
        numbers = list(connection.scalars(select(Act.number).order_by(Act.number)))
        links = connection.execute(select(Act.previous, Act.hash).order_by(Act.number)).all()
    assert numbers == list(range(1, len(numbers) + 1))
    assert [link.previous for link in links[1:]] == [link.hash for link in links[:-1]]
    assert clean(desk)


TAMPERINGS = {
    "another person": lambda n: update(Act).where(Act.number == n).values(who="Никто"),
    "another value": lambda n: update(ActChange).where(ActChange.act == n).values(fields={"story": [None, "подлог"]}),
    "another day": lambda n: text(f"update act set at = '2020-01-01 00:00:00+00:00' where number = {n}"),
    "a change missing": lambda n: delete(ActChange).where(ActChange.act == n),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_an_act_that_was_altered_behind_the_program_is_found(desk, family, how):
    number = save(desk, family, story="правда").act
    save(desk, family, story="ещё")
    assert clean(desk)
    with desk.office_kept.engine.execution_options(writes=True).begin() as connection:
        connection.execute(TAMPERINGS[how](number))
    found = offices.check(desk.office_kept)
    assert [(one.message.msgid, one.message.gaps["number"]) for one in found] == [(ALTERED, number)]


def test_an_act_that_was_removed_is_found(desk, family):
    number = save(desk, family, story="правда").act
    save(desk, family, story="ещё")
    with desk.office_kept.engine.execution_options(writes=True).begin() as connection:
        connection.execute(delete(ActChange).where(ActChange.act == number))
        connection.execute(delete(Act).where(Act.number == number))
    assert [one.message.msgid for one in offices.check(desk.office_kept)] == [ALTERED]


def test_an_act_put_in_between_is_found(desk, family):
    save(desk, family, story="правда")
    with desk.office_kept.engine.execution_options(writes=True).begin() as connection:
        last = connection.execute(select(Act.__table__).order_by(Act.number.desc()).limit(1)).one()
        forged = {**last._mapping, "number": last.number + 1, "previous": last.hash}
        connection.execute(Act.__table__.insert().values(**forged))
    assert [one.message.msgid for one in offices.check(desk.office_kept)] == [ALTERED]


def test_the_page_of_every_family_a_person_lives_in_is_told(desk, family):
    person = next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]
    who = opened(desk, "person", person)
    changes = desk.do("A name", lambda unit: cards.save_cards(unit, Edit(who, who.with_values(given_name="Мария"))))
    assert changes.touches(family)
    assert changes.touches(person)


def test_a_colleague_reads_every_act_after_the_last_one_seen_and_none_twice(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    heard = []
    bektur.changed.subscribe(heard.append)
    last = bektur.catch_up(bektur.seen)
    save(anna, family, story="1")
    save(bektur, family, story="2")
    last = bektur.catch_up(last)
    assert last == anna.office_kept.last_act()
    assert [changes.label for changes in heard] == [
        "A family was taken in",
        "The card was changed",
        "The card was changed",
    ]
    assert bektur.catch_up(last) == last
    assert len(heard) == 3
