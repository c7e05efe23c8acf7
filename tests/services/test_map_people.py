"""Somebody of the map gets a card: with the map that is saved, once, and only while they stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.base.errors import Rejected
from desktop.models.map_data import MapData, NewPerson, Node, Place
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person
from desktop.services import maps
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, register_family
from desktop.services.map_people import save_map_with_people
from tests.ui.pages.shells import opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def drawn(desk: Desk) -> tuple[MapData, NewPerson]:
    family = desk.do("", lambda unit: register_family(unit, NewFamily("Кравцовы", "", ""))).result
    new = NewPerson(desk.new_id(), "Вера", "Кравцова", "", "female", PartialDate.of(date(1956, 3, 8)))
    vera = Node(desk.new_id(), "Бабушка Вера", ref=new.id, sphere="kin", sex="female", place=Place(10, -60))
    return MapData(desk.new_id(), family, "Связи", desk.today, (vera,)), new


def people(desk: Desk) -> list[tuple[str | None, PartialDate | None]]:
    return desk.read(lambda reading: [tuple(row) for row in reading.connection.execute(select(Person.given_name, Person.born))])


def test_the_card_is_made_with_the_map_and_only_once(desk: Desk, drawn) -> None:
    map_, new = drawn
    id_ = desk.do("", lambda unit: save_map_with_people(unit, map_, {new.id: new})).result
    assert people(desk) == [("Вера", PartialDate(1956, 3, 8))]
    stored = _opened(desk, id_)
    assert stored.nodes[0].ref == new.id
    desk.do("", lambda unit: save_map_with_people(unit, replace(stored, note="ещё"), {new.id: new}))
    assert len(people(desk)) == 1


def _opened(desk: Desk, id_):
    return desk.read(lambda reading: maps.open_map(reading, id_))


def test_nobody_gets_a_card_who_was_taken_off_the_map_again(desk: Desk, drawn) -> None:
    map_, new = drawn
    desk.do("", lambda unit: save_map_with_people(unit, replace(map_, nodes=()), {new.id: new}))
    assert people(desk) == []


def test_a_node_that_points_to_a_lost_card_keeps_its_name_and_points_nowhere(desk: Desk, drawn) -> None:
    map_, _new = drawn
    id_ = desk.do("", lambda unit: save_map_with_people(unit, map_, {})).result
    stored = _opened(desk, id_)
    assert (stored.nodes[0].name, stored.nodes[0].ref) == ("Бабушка Вера", None)


def test_a_card_without_a_name_or_born_tomorrow_is_refused_and_the_map_is_not_saved(desk: Desk, drawn) -> None:
    map_, new = drawn
    for wrong in (replace(new, given_name="", surname=""), replace(new, born=PartialDate(desk.today.year + 1))):
        with pytest.raises(Rejected):
            desk.do("", lambda unit, wrong=wrong: save_map_with_people(unit, map_, {new.id: wrong}))
    assert people(desk) == []
