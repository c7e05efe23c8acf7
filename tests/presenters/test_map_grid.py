"""The grid after Tracy and Whittaker: the same map answered cell by cell, each answer one step of undo."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.models.map_data import SPHERES, MapData
from desktop.presenters import map_grid
from desktop.presenters.map_grid import GridColumn, GridRow
from desktop.presenters.map_views import RingsChoice
from desktop.presenters.map_words import DOMAIN
from desktop.presenters.maps import MapEditor
from desktop.rules.network_figures import DOMAIN_SPHERES
from tests.presenters.map_factory import (
    CLINIC,
    GRANDMOTHER,
    HELPS,
    MOTHER,
    NEIGHBOUR,
    SCHOOL,
    SON,
    editor,
    family_map,
)

WORKER = RingsChoice("worker")


def row(map_: MapData, id_: object, choice: RingsChoice = WORKER) -> GridRow:
    return next(one for one in map_grid.rows(map_, choice) if one.id == id_)


def test_every_sphere_lies_in_one_domain_of_the_grid() -> None:
    spheres = [sphere for of in DOMAIN_SPHERES.values() for sphere in of]
    assert sorted(spheres) == sorted((*SPHERES, ""))
    assert list(DOMAIN_SPHERES) == list(DOMAIN)


def test_rows_are_everybody_around_the_household_by_domains() -> None:
    assert [one.id for one in map_grid.rows(family_map(), WORKER)] == [GRANDMOTHER, SCHOOL, CLINIC]


def test_with_a_member_in_the_middle_the_others_of_the_household_are_rows_too() -> None:
    choice = RingsChoice("member", viewer=SON, centre=SON)
    found = map_grid.rows(family_map(), choice)
    assert [one.domain for one in found[:2]] == ["household", "household"]
    assert SON not in [one.id for one in found]


@pytest.mark.parametrize(
    ("column", "typed", "field", "value"),
    [
        ("concrete", "почти всегда", "concrete", 3),
        ("emotional", "2", "emotional", 2),
        ("information", "почти н", "information", 1),
        ("criticism", "3", "criticism", 3),
        ("closeness", "очень близкие", "closeness", 3),
        ("frequency", "4", "frequency", "daily"),
        ("frequency", "каждый месяц", "frequency", "monthly"),
        ("known", "3", "known", "over_5"),
        ("direction", "взаимно", "direction", "mutual"),
        # The tie goes from the grandmother to the mother: help that comes to us is help to the target.
        ("direction", "3", "direction", "to"),
        ("direction", "мы помогаем им", "direction", "from"),
        ("direction", "", "direction", "none"),
        ("closeness", "", "closeness", None),
    ],
)
def test_an_answer_by_word_or_number_stands_on_the_tie(column: GridColumn, typed: str, field: str, value: object) -> None:
    e = editor()
    map_grid.edit(e, WORKER, GRANDMOTHER, column, typed)
    assert getattr(e.data.tie(HELPS), field) == value


def test_what_was_answered_is_read_back_in_the_same_words() -> None:
    e = editor()
    for column in map_grid.HEADINGS:
        for word in map_grid.words_of(column):
            map_grid.edit(e, WORKER, GRANDMOTHER, column, word)
            assert row(e.data, GRANDMOTHER).cells[column] in {word, ""}  # "no resource" is an empty cell


def test_the_first_answer_of_a_row_makes_its_tie_and_is_one_step() -> None:
    e = editor()
    before = e.data
    choice = RingsChoice("member", viewer=SON, centre=SON)
    map_grid.edit(e, choice, CLINIC, "emotional", "3")
    (made,) = set(e.data.ties) - set(before.ties)
    assert (made.view, made.viewer, made.emotional) == ("member", SON, 3)
    assert {made.source, made.target} == {SON, CLINIC}
    assert e.selected == (CLINIC,)
    e.undo()
    assert e.data == before


def test_support_said_of_somebody_new_is_help_that_comes_and_criticism_is_not() -> None:
    e = editor()
    map_grid.edit(e, WORKER, CLINIC, "concrete", "2")
    assert row(e.data, CLINIC).cells["direction"] == "они помогают нам"
    e.undo()
    map_grid.edit(e, WORKER, CLINIC, "criticism", "3")
    assert row(e.data, CLINIC).cells["direction"] == "помощи нет"


def test_a_resource_is_answered_by_its_number_as_everything_else_is() -> None:
    e = editor()
    for typed, resource in (("2", "unused"), ("1", "used"), ("0", "")):
        map_grid.edit(e, WORKER, CLINIC, "resource", typed)
        assert e.data.node(CLINIC).resource == resource


def test_an_empty_answer_makes_no_tie() -> None:
    e = editor()
    assert not map_grid.edit(e, WORKER, CLINIC, "closeness", "  ")
    assert not e.dirty


def test_a_word_of_another_column_is_refused_and_nothing_changes() -> None:
    e = editor()
    for column in ("concrete", "closeness", "known", "domain", "resource"):
        with pytest.raises(Rejected):
            map_grid.edit(e, WORKER, GRANDMOTHER, column, "что-то другое")  # type: ignore[arg-type]
    with pytest.raises(Rejected):
        map_grid.edit(e, WORKER, CLINIC, "concrete", "что-то другое")
    assert not e.dirty
    assert not e.in_gesture


def test_a_refused_first_answer_leaves_no_tie_and_no_open_gesture() -> None:
    e = editor(replace(family_map(), nodes=family_map().outside(), ties=()))
    with pytest.raises(Rejected):
        map_grid.edit(e, WORKER, CLINIC, "concrete", "3")
    assert not e.in_gesture
    assert e.data.ties == ()


def test_a_domain_changes_the_sphere_and_the_household_is_not_moved_by_it() -> None:
    e = editor()
    map_grid.edit(e, WORKER, CLINIC, "domain", "соседи")
    assert _sphere(e, CLINIC) == "neighbours"
    map_grid.edit(e, WORKER, CLINIC, "domain", "образование")  # the finest split is understood as well
    assert _sphere(e, CLINIC) == "education"
    with pytest.raises(Rejected):
        map_grid.edit(e, WORKER, CLINIC, "domain", "домохозяйство")
    with pytest.raises(Rejected):
        map_grid.edit(e, RingsChoice("worker", centre=SON), MOTHER, "domain", "друзья")


def _sphere(e: MapEditor, id_: object) -> str:
    return next(n.sphere for n in e.data.nodes if n.id == id_)


def test_somebody_typed_in_the_last_row_is_the_person_of_the_card_when_the_card_knows_the_name() -> None:
    e = editor()
    made = map_grid.add(e, "  айгуль сыдыкова ")
    other = map_grid.add(e, "Тётя Люда")
    assert map_grid.add(e, "   ") is None
    nodes = {n.id: n for n in e.data.nodes}
    assert made is not None
    assert other is not None
    assert (nodes[made].ref, nodes[made].sphere) == (NEIGHBOUR.ref, "neighbours")
    assert (nodes[other].name, nodes[other].ref) == ("Тётя Люда", None)


def test_a_row_is_said_as_one_sentence_with_its_questions() -> None:
    e = editor()
    map_grid.edit(e, WORKER, GRANDMOTHER, "criticism", "1")
    said = row(e.data, GRANDMOTHER).sentence()
    assert said.startswith("Бабушка Вера. ")
    assert "критика: почти никогда" in said


def test_the_printed_grid_has_the_heading_of_the_map_and_every_row() -> None:
    map_ = replace(family_map(), told_by="мать", boundary="closed", note="Со слов матери")
    paper = map_grid.paper(map_, WORKER, number="2026-0147", family="Семья Кравцовых", author="Асанова Г. М.")
    facts = dict(paper.facts)
    assert facts["С кем составлена"] == "мать"
    assert facts["Дата карты"] == "22.11.2026"
    assert len(paper.rows) == 3
    assert all(len(cells) == len(paper.captions) for cells in paper.rows)
    assert paper.note == "Со слов матери"


def test_a_member_who_left_the_map_is_nobodys_view() -> None:
    gone = RingsChoice("member", viewer=CLINIC, centre=CLINIC)
    assert map_grid.choice_for(family_map(), gone) == RingsChoice("family", sectors=gone.sectors)


def test_rows_are_sorted_in_the_order_of_the_answers_and_who_was_not_asked_stands_last() -> None:
    words = [word for word in map_grid.words_of("concrete") if word]
    cells = dict(zip(("Айгуль", "Вера", "Друг", "Школа"), (words[-1], "", words[0], words[1]), strict=True))
    rows = [
        GridRow(UUID(int=n), None, "kin", {**dict.fromkeys(map_grid.HEADINGS, ""), "name": name, "concrete": cell})
        for n, (name, cell) in enumerate(cells.items())
    ]
    names = [row.cells["name"] for row in map_grid.sorted_by(rows, "concrete")]
    assert names == ["Друг", "Школа", "Айгуль", "Вера"]
    assert [row.cells["name"] for row in map_grid.sorted_by(rows, "concrete", from_end=True)] == [
        "Айгуль",
        "Школа",
        "Друг",
        "Вера",
    ]
