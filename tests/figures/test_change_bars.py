"""Paired bars of a map of changes: they say without colour which is later, what changed and what was not scored."""

from __future__ import annotations

from datetime import date

from desktop.documents.figures_svg import to_svg
from desktop.figures.change_bars import draw
from desktop.figures.primitives import Polygon, Rect, Text, bounds
from desktop.models.change_map import ChangeMap, Mark, Measurement, SphereLine
from desktop.rules.change_map import ends

DAYS = (
    Measurement(date(2026, 3, 2), "entrance"),
    Measurement(date(2026, 6, 1), "between"),
    Measurement(date(2026, 9, 1), "exit"),
)


def texts_of(figure) -> list[str]:
    return [shape.text for shape in figure.shapes if isinstance(shape, Text)]


def caption(_dictionary: str, code: str) -> str:
    return code


def map_of(*scores: tuple[int | None, ...], scale: str = "zero_three", name: str = "s") -> ChangeMap:
    lines = tuple(
        SphereLine(f"{name}{n}", marks={at.on: Mark(one) for at, one in zip(DAYS, marks, strict=True)})
        for n, marks in enumerate(scores)
    )
    return ChangeMap(scale, DAYS, lines)


def drawn(map_: ChangeMap, **more):
    return draw(map_, caption, *ends(map_), **more)


def bars(figure, *, later: bool) -> list[Rect]:
    found = [s for s in figure.shapes if isinstance(s, Rect) and (s.fill == "accent_tint") == later]
    return found[1:]  # the first one stands in the legend


def test_the_earlier_bar_is_empty_the_later_one_is_hatched_and_both_lie_on_one_scale():
    figure = drawn(map_of((1, 1, 3)))
    (before,), (after,) = bars(figure, later=False), bars(figure, later=True)
    assert before.fill == "paper"
    assert before.x == after.x
    assert after.width > 2 * before.width
    nought, three = (s.x for s in figure.shapes if isinstance(s, Text) and s.text in ("0", "3") and s.align == "center")
    assert abs(after.x + after.width - three) < 0.01
    assert before.x < nought  # a score of nought is still a bar


def test_the_change_is_a_number_with_its_sign_and_a_triangle_that_points_there():
    figure = drawn(map_of((1, 1, 3), (2, 2, 2), (3, 1, 0)))
    assert {"+2", "0", "\u22123"} <= set(texts_of(figure))
    tips = [s.points for s in figure.shapes if isinstance(s, Polygon) and len(s.points) == 3]
    assert [points[0][1] < points[1][1] for points in tips] == [True, False]


def test_a_measurement_between_is_a_diamond_and_a_sphere_without_scores_says_so():
    figure = drawn(map_of((1, 2, 3), (None, None, None), (2, None, 2)))
    diamonds = [s for s in figure.shapes if isinstance(s, Polygon) and len(s.points) == 4]
    assert len(diamonds) == 2  # one in the legend
    assert "не оценивали" in texts_of(figure)
    assert "s1" in texts_of(figure)


def test_a_sphere_scored_once_is_not_called_changed():
    figure = drawn(map_of((2, None, None)))
    assert "\u2014" in texts_of(figure)
    assert "s0: 2" in figure.description


def test_nothing_stands_outside_of_the_drawing_with_long_words_and_the_other_scale():
    long = map_of(*[(1, 3, 5)] * 20, scale="one_five", name="оченьдлинноеназваниесферыбезпробелов ")
    for width in (96.0, 150.0):
        figure = drawn(long, width=width)
        left, top, right, bottom = bounds(figure.shapes)
        assert left >= -0.01
        assert top >= -0.6
        assert right <= figure.width_mm + 0.01
        assert bottom <= figure.height_mm + 0.01


def test_the_same_map_is_the_same_drawing_and_one_without_measurements_is_drawn_too():
    assert to_svg(drawn(map_of((1, 2, 3)))) == to_svg(drawn(map_of((1, 2, 3))))
    assert "не оценивали" in texts_of(draw(ChangeMap(lines=(SphereLine("s"),)), caption, None, None))
