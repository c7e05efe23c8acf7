from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Rejected
from desktop.base.messages import message
from desktop.models.map_data import Group, Place
from desktop.presenters import map_json, map_twin, map_words
from tests.presenters.map_factory import (
    CLINIC,
    FATHER,
    GRANDMOTHER,
    GUARDIANS,
    HELPS,
    MOTHER,
    NEIGHBOUR,
    QUARREL,
    SCHOOL,
    SON,
    VISIT,
    editor,
    family_map,
    id_of,
)

if TYPE_CHECKING:
    from desktop.presenters.maps import MapChange


def test_a_map_that_was_never_laid_out_opens_placed_and_not_dirty() -> None:
    e = editor()
    assert all(n.place is not None for n in e.data.nodes)
    assert not e.dirty
    assert not e.stack.can_undo


def test_a_person_of_the_card_is_put_on_the_map_with_what_the_card_knows() -> None:
    e = editor()
    new = e.add_node("", ref=NEIGHBOUR.ref)
    node = e.data.node(new)
    assert node is not None
    assert (node.name, node.sphere, node.sex, node.born_year) == (NEIGHBOUR.name, "neighbours", "female", 1970)
    assert NEIGHBOUR not in e.free_candidates()
    assert e.free_candidates("опек") == (GUARDIANS,)


def test_deleting_a_node_takes_its_ties_and_undo_brings_back_exactly() -> None:
    e = editor()
    before = e.data
    told: list[MapChange] = []
    e.changed.subscribe(told.append)
    e.select((MOTHER,))
    e.delete()
    assert e.data.tie(HELPS) is None
    assert told[-1].removed == {MOTHER, HELPS}
    e.undo()
    assert e.data == before
    assert told[-1].added == {MOTHER, HELPS}
    assert e.selected == (MOTHER,)


def test_connecting_twice_in_one_view_is_refused_and_in_another_view_is_not() -> None:
    e = editor()
    with pytest.raises(Rejected):
        e.connect(MOTHER, GRANDMOTHER)
    with pytest.raises(Rejected):
        e.connect(MOTHER, MOTHER)
    e.set_defaults(view="family")
    new = e.connect(MOTHER, GRANDMOTHER)
    tie = e.data.tie(new)
    assert tie is not None
    assert tie.view == "family"


def test_a_new_tie_has_the_quality_drawn_last_and_the_contact_being_worked_on() -> None:
    e = editor()
    e.change_tie(HELPS, quality="weak")
    e.set_defaults(contact=VISIT.id, told_on=VISIT.on)
    new = e.connect(FATHER, CLINIC)
    tie = e.data.tie(new)
    assert tie is not None
    assert (tie.quality, tie.contact, tie.told_on) == ("weak", VISIT.id, VISIT.on)


def test_a_moved_node_is_pinned_and_the_layout_leaves_it_alone() -> None:
    e = editor()
    e.move([SCHOOL], 3.0, -2.0)
    school = e.data.node(SCHOOL)
    assert school is not None
    assert school.place is not None
    assert school.place.pinned
    e.lay_out()
    after = e.data.node(SCHOOL)
    assert after is not None
    assert after.place == school.place
    assert e.hand_placed == 1


def test_moves_in_a_row_are_one_step_and_selecting_something_else_ends_it() -> None:
    e = editor()
    before = e.data
    for _ in range(4):
        e.move([SCHOOL], 5, 0)
    assert e.stack.depth == (1, 0)
    e.select((CLINIC,))
    e.move([SCHOOL], 5, 0)
    assert e.stack.depth == (2, 0)
    e.undo()
    e.undo()
    assert e.data == before


def test_changed_and_changed_back_is_not_dirty() -> None:
    e = editor()
    e.rename(SCHOOL, "Лицей")
    assert e.dirty
    e.rename(SCHOOL, "Школа № 7")
    assert not e.dirty


def test_a_save_in_the_middle_of_work_leaves_the_later_work_dirty_and_undo_keeps_the_version() -> None:
    e = editor()
    e.rename(SCHOOL, "Лицей")
    saved = e.data
    e.rename(CLINIC, "Больница")
    e.mark_saved(7, saved)
    assert e.dirty
    e.undo()
    assert not e.dirty
    assert e.data.version == 7
    e.undo()
    assert e.dirty
    assert e.data.version == 7


def test_a_cancelled_gesture_leaves_no_trace_in_map_selection_defaults_or_undo() -> None:
    e = editor()
    e.rename(SCHOOL, "Лицей")
    e.undo()
    e.select((SON,))
    before = (e.data, e.selected, e.defaults, e.stack.depth)
    e.begin()
    new = e.add_node("Друг")
    e.connect(SON, new, "strong")
    e.delete([GRANDMOTHER])
    e.cancel()
    assert (e.data, e.selected, e.defaults, e.stack.depth) == before
    assert e.redo()


def test_a_finished_gesture_is_one_step() -> None:
    e = editor()
    before = e.data
    e.begin()
    new = e.add_node("Друг")
    e.connect(SON, new)
    assert e.finish(message("Opora"))
    assert e.stack.depth == (1, 0)
    e.undo()
    assert e.data == before


def test_a_gesture_that_changed_nothing_is_no_step() -> None:
    e = editor()
    e.begin()
    e.move([SCHOOL], 0, 0)
    e.undo()
    e.begin()
    assert not e.finish(message("Opora"))


def test_a_node_in_another_sphere_moves_to_its_sector_unless_a_person_placed_it() -> None:
    e = editor()
    old = e.data.node(GRANDMOTHER)
    e.change_node(GRANDMOTHER, sphere="health")
    new = e.data.node(GRANDMOTHER)
    assert old is not None
    assert new is not None
    assert new.place != old.place
    e.pin([GRANDMOTHER])
    held = e.data.node(GRANDMOTHER)
    e.change_node(GRANDMOTHER, sphere="kin")
    after = e.data.node(GRANDMOTHER)
    assert held is not None
    assert after is not None
    assert after.place == held.place


def test_copies_never_point_twice_to_one_person_of_the_card() -> None:
    e = editor()
    e.add_node("", ref=NEIGHBOUR.ref)
    assert e.duplicate()
    copy = e.selected_nodes[0]
    assert copy.ref is None
    assert copy.name == NEIGHBOUR.name


def test_a_piece_goes_to_another_map_with_the_ties_between_its_nodes() -> None:
    e, other = editor(), editor(replace(family_map(), nodes=(), ties=()))
    e.select((MOTHER, GRANDMOTHER, SCHOOL))
    other.paste(e.copy(), Place(50, 50))
    assert len(other.data.nodes) == 3
    assert [t.quality for t in other.data.ties] == ["strong"]
    map_json.check_links(other.data)


def test_text_that_is_no_piece_is_refused() -> None:
    with pytest.raises(ValueError, match="piece"):
        editor().paste('{"format": "opora-map-piece"}')


def test_walking_goes_through_every_node_once() -> None:
    e = editor()
    seen = []
    for _ in e.data.nodes:
        node = e.select_next()
        assert node is not None
        seen.append(node.id)
    assert set(seen) == {n.id for n in e.data.nodes}
    assert e.data.node(seen[0]) in e.data.household()


def test_a_name_is_found_by_any_beginning_and_yo_does_not_matter() -> None:
    e = editor()
    e.rename(CLINIC, "Тётя Алёна")
    assert e.find("алена")[0].id == CLINIC
    assert e.find("шк")[0].id == SCHOOL
    assert [n.id for n in e.without_ties()] == [FATHER, CLINIC]


def test_the_view_hides_other_ties_and_new_ties_are_drawn_in_it() -> None:
    e = editor()
    e.show_view("family")
    assert e.visible_ties() == ()
    e.connect(MOTHER, CLINIC)
    assert len(e.visible_ties()) == 1


def test_help_is_reversed_and_an_end_is_reattached() -> None:
    e = editor()
    e.reverse(HELPS)
    assert e.data.tie(HELPS).direction == "from"  # type: ignore[union-attr]
    assert e.reattach(HELPS, "target", SON)
    assert e.data.tie(HELPS).target == SON  # type: ignore[union-attr]
    assert not e.reattach(HELPS, "target", GRANDMOTHER)


def test_a_member_is_forgotten_when_the_view_is_no_longer_a_members() -> None:
    e = editor()
    e.change_tie(HELPS, view="member", viewer=MOTHER)
    e.change_tie(HELPS, view="family")
    assert e.data.tie(HELPS).viewer is None  # type: ignore[union-attr]


def test_the_text_twin_is_edited_both_ways() -> None:
    e = editor()
    row = map_twin.rows(e)[0]
    assert row.cells["source"] == "Бабушка Вера"
    assert row.cells["quality"] == "сильная связь"
    map_twin.edit(e, row.id, "quality", "Слабая связь")
    map_twin.edit(e, row.id, "target", "олег")
    map_twin.edit(e, row.id, "told_on", "03.11.2026")
    map_twin.edit(e, row.id, "support", "поддержка делом")
    again = map_twin.rows(e)[0].cells
    assert (again["quality"], again["target"], again["told_on"]) == ("слабая связь", "Олег", "03.11.2026")
    for column in map_twin.HEADINGS:
        assert map_twin.edit(e, row.id, column, again[column]) is False, column
    with pytest.raises(Rejected):
        map_twin.edit(e, row.id, "quality", "никакая")
    with pytest.raises(Rejected):
        map_twin.edit(e, row.id, "told_on", "23.11.2026")


def test_a_node_is_said_as_a_sentence() -> None:
    said = map_words.node_sentence(editor(), SON)
    assert said == "Олег, 2012 года рождения, домохозяйство. Конфликтная связь: Школа № 7."


names = st.text(max_size=40)


@given(names, st.floats(-9_000, 9_000), st.floats(-9_000, 9_000), st.booleans())
def test_a_map_written_and_read_is_equal(name: str, x: float, y: float, pinned: bool) -> None:
    e = editor()
    e.add_node(name, "work", Place(x, y, pinned))
    data = replace(e.data, groups=(Group(id_of(77), "Соседи", (SCHOOL,)),))
    assert map_json.from_json(map_json.to_json(data)) == data


def _broken(change: dict[str, object]) -> str:
    whole = json.loads(map_json.to_json(editor().data))
    whole.update(change)
    return json.dumps(whole)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        _broken({"format": "other"}),
        _broken({"version": True}),
        _broken({"version": -1}),
        _broken({"drawn_on": "22.11.2026"}),
        _broken({"nodes": {}}),
        _broken({"nodes": []}),
        _broken({"title": "\ud800"}),
        _broken({"title": "x" * 301}),
        _broken({"strange": 1}),
        _broken({"final": 1}),
        _broken({"id": "{" + str(UUID(int=1)) + "}"}),
        map_json.to_json(editor().data).replace('"alive":true', '"alive":1', 1),
        map_json.to_json(editor().data).replace('"sphere":"kin"', '"sphere":"<b>"', 1),
        map_json.to_json(editor().data).replace('"place":[', '"place":[NaN,', 1),
        map_json.to_json(editor().data).replace('"place":[', '"place":[1e999,', 1),
        map_json.to_json(editor().data).replace(str(HELPS), str(QUARREL)),
        map_json.to_json(editor().data).replace('"title":', '"title":"a","title":', 1),
    ],
)
def test_a_hostile_draft_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        map_json.from_json(text)
    assert str(refused.value)
