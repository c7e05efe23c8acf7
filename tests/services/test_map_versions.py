"""Maps of social connections: begun from the card, kept as drafts and dated versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.models.map_data import Node, Tie
from desktop.models.snapshots import Conflict
from desktop.services.families import NewMember, add_member, family_page
from desktop.services.maps import (
    first_map,
    mark_printed,
    newest_map,
    open_map,
    read_maps,
    save_map,
    with_household,
)
from desktop.services.undoing import undo_act
from tests.offices import clean, opened, register

SCHOOL = UUID(int=700)


@pytest.fixture
def family(desk):
    return register(desk)


def page(desk, family):
    return desk.read(lambda reading: family_page(reading, family))


def begun(desk, family):
    map_ = first_map(page(desk, family), desk.new_id(), "Карта", desk.today)
    school = Node(id=SCHOOL, name="Школа № 7", kind="agency", sphere="education")
    tie = Tie(id=desk.new_id(), source=map_.nodes[0].id, target=SCHOOL)
    return map_.with_node(school).with_tie(tie)


def save(desk, map_, **more):
    changes = desk.do("Map", lambda unit: save_map(unit, map_, **more))
    return desk.read(lambda reading: open_map(reading, changes.result)), changes


def drawing(map_):
    return (set(map_.nodes), set(map_.ties), set(map_.groups), map_.title, map_.drawn_on)


def test_the_household_is_on_a_new_map_as_the_same_persons(desk, family):
    map_ = first_map(page(desk, family), desk.new_id(), "Карта", desk.today)
    assert {node.ref for node in map_.nodes} == {m.person.id for m in page(desk, family).members}


def test_a_saved_map_is_the_map_that_was_drawn(desk, family):
    map_ = begun(desk, family)
    kept, _changes = save(desk, map_)
    assert drawing(kept) == drawing(map_)
    assert desk.read(lambda reading: newest_map(reading, family)) == kept


def test_a_draft_is_rewritten_in_place_and_a_finished_version_stays(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    again, _changes = save(desk, replace(kept, title="Карта 2"))
    assert again.id == kept.id
    final, _changes = save(desk, again, final=True)
    new, _changes = save(desk, replace(final, title="Карта 3"))
    assert new.id != final.id
    titles = {row.id: row for row in desk.read(lambda reading: read_maps(reading, family).versions)}
    assert set(titles) == {final.id, new.id}
    assert desk.read(lambda reading: open_map(reading, final.id)) == final


def test_a_stale_map_is_a_conflict_and_loses_nothing(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    theirs, _changes = save(desk, replace(kept, title="Их карта"))
    with pytest.raises(Conflict):
        save(desk, replace(kept, title="Моя карта"))
    assert desk.read(lambda reading: open_map(reading, kept.id)) == theirs


def test_a_map_of_tomorrow_is_refused(desk, family):
    with pytest.raises(Rejected):
        save(desk, replace(begun(desk, family), drawn_on=desk.today + timedelta(days=1)))


def test_a_saved_change_of_a_map_is_taken_back_whole(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    _gone, changes = save(desk, replace(kept, nodes=tuple(n for n in kept.nodes if n.id != SCHOOL), ties=()))
    desk.do("Undo", lambda unit: undo_act(unit, changes.act), undoes=changes.act)
    assert drawing(desk.read(lambda reading: open_map(reading, kept.id))) == drawing(kept)
    assert clean(desk)


def test_who_joined_since_is_put_on_the_map_and_nobody_is_taken_off(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    version = opened(desk, "family", family).version
    new = NewMember({"given_name": "Вера", "sex": "female"}, "grandmother")
    desk.do("Joined", lambda unit: add_member(unit, family, version, new))
    now = with_household(kept, page(desk, family))
    assert {node.name for node in now.nodes} == {"Марина", "Тимур", "Школа № 7", "Вера"}


def test_a_printed_version_keeps_its_day_and_is_never_rewritten(desk, family):
    kept, _changes = save(desk, replace(begun(desk, family), drawn_on=desk.today - timedelta(days=9)))
    desk.do("Printed", lambda unit: mark_printed(unit, kept.id, kept.version, desk.today))
    printed = desk.read(lambda reading: open_map(reading, kept.id))
    assert (printed.stage, printed.printed_on, printed.final) == ("printed", desk.today, True)
    desk.do("Again", lambda unit: mark_printed(unit, kept.id, None, desk.today + timedelta(days=1)))
    assert desk.read(lambda reading: open_map(reading, kept.id)).printed_on == desk.today
    with pytest.raises((Rejected, Conflict)):
        save(desk, replace(kept, title="Поверх печати"))
    printed = desk.read(lambda reading: open_map(reading, kept.id))
    new, _changes = save(desk, replace(printed, title="Следующая"))
    assert (new.stage, new.drawn_on, new.title) == ("draft", desk.today, "Следующая")
    assert desk.read(lambda reading: open_map(reading, kept.id)) == printed
    assert {row.id: row.printed_on for row in desk.read(lambda reading: read_maps(reading, family).versions)} == {
        kept.id: desk.today, new.id: None,
    }  # fmt: skip
    assert clean(desk)


def test_a_window_that_missed_the_finishing_does_not_write_over_it(desk, family):
    kept, _changes = save(desk, begun(desk, family))
    desk.do("Printed", lambda unit: mark_printed(unit, kept.id, kept.version, desk.today))
    now = desk.read(lambda reading: open_map(reading, kept.id))
    with pytest.raises(Rejected):
        save(desk, replace(now, final=False, printed_on=None, title="Мимо"))


def test_a_version_begun_over_a_finished_one_keeps_the_day_that_was_typed(desk, family):
    kept, _changes = save(desk, begun(desk, family), final=True)
    day = desk.today - timedelta(days=5)
    new, _changes = save(desk, replace(kept, drawn_on=day))
    assert (new.id != kept.id, new.drawn_on, new.stage) == (True, day, "draft")
    assert desk.read(lambda reading: open_map(reading, kept.id)) == kept
