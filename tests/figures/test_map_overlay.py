"""Two versions laid over each other: every kind of change by its own sign and line, readable without colour."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from desktop.figures.map_overlay import MARK_WORDS, marks_of, overlay, sign_shapes
from desktop.figures.palettes import GREY
from desktop.figures.primitives import Circle, Figure, Polyline
from desktop.figures.social_layout import lay_out
from desktop.models.map_data import MapData, Node, Place, Tie
from desktop.rules.map_changes import changes
from tests.drawn import boxes_of, inks_of, texts_of
from tests.figures.social_maps import TODAY, crowd, empty_map, id_of, sketch_map

AUNT, FRIEND, SCHOOL, CLINIC, JOBS, COACH = (id_of(n) for n in (21, 23, 24, 26, 32, 50))


def versions() -> tuple[MapData, MapData]:
    before = lay_out(sketch_map())
    aunt, friend = next(before.ties_of(AUNT)), next(before.ties_of(FRIEND))
    after = before.with_tie(replace(aunt, quality="strong")).with_tie(replace(friend, quality="broken")).without(JOBS)
    after = after.with_node(Node(COACH, "Тренер", sphere="friends", place=Place(70, 40))).with_tie(
        Tie(id_of(301), COACH, id_of(2))
    )
    clinic, school = after.node(CLINIC), after.node(SCHOOL)
    assert clinic
    assert school
    assert clinic.place
    after = after.with_node(replace(clinic, place=Place(clinic.place.x - 18, clinic.place.y + 14)))
    return before, after.with_node(replace(school, name="Лицей № 7"))


def shapes_of(figure: Figure, id_: UUID) -> list[object]:
    return [shape for shape in figure.shapes if shape.tag == str(id_)]


def test_everything_that_changed_is_marked_by_what_happened_to_it() -> None:
    before, after = versions()
    marks = marks_of(changes(before, after))
    tie_of = {n: next(before.ties_of(n)).id for n in (AUNT, FRIEND, JOBS)}
    assert marks == {
        tie_of[AUNT]: "stronger", tie_of[FRIEND]: "weaker", tie_of[JOBS]: "lost", JOBS: "lost", COACH: "new",
        id_of(301): "new", CLINIC: "moved", SCHOOL: "changed",
    }  # fmt: skip


def test_who_is_gone_still_stands_there_and_who_moved_leaves_a_ghost() -> None:
    before, after = versions()
    figure = overlay(before, after, TODAY)
    assert shapes_of(figure, JOBS)
    ghosts = [s for s in shapes_of(figure, CLINIC) if isinstance(s, Circle) and s.dash]
    assert len(ghosts) == 1


def test_each_kind_of_change_has_a_form_of_its_own_so_that_a_grey_copy_is_read() -> None:
    forms = {
        mark: tuple((type(s).__name__, len(getattr(s, "points", ())), round(getattr(s, "y1", 0.0) - getattr(s, "y2", 0.0), 1),
                     tuple(round(p[1], 1) for p in getattr(s, "points", ()))) for s in sign_shapes(mark, (0.0, 0.0)))
        for mark in MARK_WORDS
    }  # fmt: skip
    assert len(set(forms.values())) == len(MARK_WORDS)
    figure = overlay(*versions(), TODAY)
    for shape in figure.shapes:
        for ink in inks_of(shape):
            red, green, blue = (GREY.colour(ink)[at : at + 2] for at in (1, 3, 5))
            assert red == green == blue


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    before, after = versions()
    said = texts_of(overlay(before, after, TODAY))
    assert all(word in said for word in ("появилось", "больше нет", "стало сильнее", "стало слабее", "переместилось отсюда"))
    aunt = next(before.ties_of(AUNT))
    only = texts_of(overlay(before, before.with_tie(replace(aunt, quality="strong")), TODAY))
    assert "стало сильнее" in only
    assert "стало слабее" not in only


def test_nothing_changed_is_said() -> None:
    before, _after = versions()
    assert "На карте ничего не изменилось" in texts_of(overlay(before, before, TODAY))
    assert overlay(empty_map(), empty_map(), TODAY).width_mm > 0


@pytest.mark.parametrize("seed", range(3))
def test_signs_stay_on_the_sheet_and_every_line_is_tagged(seed: int) -> None:
    before, after = lay_out(crowd(5, 25, seed=seed)), lay_out(crowd(6, 25, seed=seed + 1))
    figure = overlay(before, after, TODAY)
    for left, top, right, bottom in boxes_of(figure).values():
        assert left > -1
        assert top > -1
        assert right < figure.width_mm + 1
        assert bottom < figure.height_mm + 1
    assert any(isinstance(shape, Polyline) and shape.tag for shape in figure.shapes)
