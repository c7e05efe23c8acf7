"""Maps as they are kept: what is written is read again, finished versions stay, what is wrong is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.models.map_data import Group, MapData, Node, Place, Tie
from desktop.models.snapshots import Conflict
from desktop.services import maps
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, register_family
from tests.ui.pages.shells import opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def drawn(desk: Desk) -> MapData:
    family = desk.do("", lambda unit: register_family(unit, NewFamily("Кравцовы", "", ""))).result
    assert family is not None
    mother, school = desk.new_id(), desk.new_id()
    nodes = (
        Node(mother, "Марина", inside=True, sex="female", born_year=1988, place=Place(1.25, -9.5)),
        Node(school, "Школа № 7", "agency", sphere="education", place=Place(30.0, 40.0, pinned=True), note="кл. рук."),
    )
    tie = Tie(
        desk.new_id(),
        school,
        mother,
        "conflict",
        "to",
        "daily",
        information=3,
        view="member",
        viewer=mother,
        told_on=desk.today,
        closeness=2,
        note="41",
    )
    group = Group(desk.new_id(), "Опора", (mother, school))
    return MapData(desk.new_id(), family, "Связи", desk.today, nodes, (tie,), (group,), note="со слов матери")


def save(desk: Desk, map_: MapData, *, final: bool = False) -> UUID:
    result = desk.do("", lambda unit: maps.save_map(unit, map_, final=final)).result
    assert result is not None
    return result


def kept(desk: Desk, id_: UUID) -> MapData:
    found = desk.read(lambda reading: maps.open_map(reading, id_))
    assert found is not None
    return found


def test_everything_that_was_drawn_is_read_again(desk: Desk, drawn: MapData) -> None:
    again = kept(desk, save(desk, drawn))
    assert again == replace(drawn, version=again.version)


def test_what_was_taken_off_is_gone_and_what_was_changed_is_changed(desk: Desk, drawn: MapData) -> None:
    first = kept(desk, save(desk, drawn))
    fewer = replace(first, ties=(), groups=(), nodes=(replace(first.nodes[0], name="Мама"),))
    again = kept(desk, save(desk, fewer))
    assert (again.nodes, again.ties, again.groups) == (fewer.nodes, (), ())
    assert again.version > first.version


def test_a_finished_version_is_never_rewritten(desk: Desk, drawn: MapData) -> None:
    finished = kept(desk, save(desk, drawn, final=True))
    later = save(desk, replace(finished, title="Иначе"))
    assert later != finished.id
    assert kept(desk, finished.id) == finished
    read = desk.read(lambda reading: maps.read_maps(reading, drawn.family))
    assert [row.final for row in read.versions] == [False, True]
    assert (read.map_.title, read.before) == ("Иначе", finished)


def test_two_who_save_the_same_version_do_not_write_over_each_other(desk: Desk, drawn: MapData) -> None:
    opened = kept(desk, save(desk, drawn))
    save(desk, replace(opened, title="Первая"))
    with pytest.raises(Conflict):
        save(desk, replace(opened, title="Вторая"))
    assert kept(desk, opened.id).title == "Первая"


def test_a_map_of_tomorrow_is_refused(desk: Desk, drawn: MapData) -> None:
    with pytest.raises(Rejected):
        save(desk, replace(drawn, drawn_on=desk.today + timedelta(days=1)))
