"""A map of changes drawn as paired bars: each sphere before and after, on one scale.

The bar of the earlier day is an empty outline, that of the later one is hatched over its tint; the change stands beside as a
number with its sign and as a triangle. A copy in grey says as much as the window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.base.messages import _
from desktop.figures import change_words
from desktop.figures.metrics import MM_PER_PT, line_height, text_width, wrapped
from desktop.figures.primitives import Figure, Ink, Line, Polygon, Rect, Shape, Text
from desktop.models.change_map import SPHERES, ChangeMap, Measurement, SphereLine, Verdict
from desktop.models.kinds import Captions
from desktop.rules.change_map import change, verdict

_PT: Final = 8.5
_SMALL_PT: Final = 8.0
_BAR: Final = 2.3
ROW: Final = 7.4
_RIGHT: Final = 17.0  # the number of the change, its triangle
_HATCH: Final = 1.1
_INKS: Final[dict[Verdict, Ink]] = {"better": "good", "worse": "bad", "same": "soft", "other": "soft", "": "soft"}


def draw(
    map_: ChangeMap,
    captions: Captions,
    first: Measurement | None,
    last: Measurement | None,
    *,
    width: float = 130.0,
    row: float = ROW,
) -> Figure:
    """Both bars of every sphere in its order; a sphere that was not scored has an empty line and says so.

    `width` and `row` in millimetres; the height follows from the number of spheres.
    """
    labels = _label_width(map_, captions, width)
    top = _legend_height(map_) + line_height(_SMALL_PT) + 2.4
    height = top + row * max(1, len(map_.lines)) + 1.0
    left, right = labels + 2.0, width - _RIGHT
    shapes: list[Shape] = [*_legend(map_, captions, first, last, width), *_axis(map_, left, right, top, height)]
    for place, line in enumerate(map_.lines):
        middle = top + row * (place + 0.5)
        shapes += _row(map_, line, captions, (first, last), (left, right, middle, labels))
    described = ". ".join(change_words.sentences(map_, captions, first, last))
    return Figure(width, height, tuple(shapes), _("Map of changes: before and after"), described)


def _label_width(map_: ChangeMap, captions: Captions, width: float) -> float:
    names = [text_width(captions(SPHERES, line.code), _PT) for line in map_.lines]
    return min(max([20.0, *names]) + 1.0, width * 0.34)


def _legend_height(map_: ChangeMap) -> float:
    return line_height(_PT) + (line_height(_SMALL_PT) if len(map_.measurements) > 2 else 0.0) + 1.6


def _legend(
    map_: ChangeMap, captions: Captions, first: Measurement | None, last: Measurement | None, width: float
) -> Iterator[Shape]:
    """Which bar is of which day, and what the diamonds between them are."""
    x, y = 0.0, line_height(_PT) * 0.8
    for at, later in ((first, False), (last, True)):
        words = change_words.day_words(at, captions)
        if not words:
            continue
        yield from _bar(x, x + 8.0, y - 1.1, later=later)
        yield Text(x + 9.4, y, words, _PT, bold=later, fill="ink")
        x += 9.4 + text_width(words, _PT, bold=later) + 6.0
    if len(map_.measurements) > 2:
        y += line_height(_SMALL_PT) + 0.4
        yield _diamond(2.0, y - 1.0)
        words = _("diamonds: measurements between them")
        yield Text(9.4, y, wrapped(words, _SMALL_PT, width - 9.4, 1)[0], _SMALL_PT, fill="soft")


def _axis(map_: ChangeMap, left: float, right: float, top: float, height: float) -> Iterator[Shape]:
    least, most = map_.borders
    for score in range(least, most + 1):
        x = _x(map_, score, left, right)
        yield Line(x, top, x, height - 1.0, stroke="hairline", width_mm=0.25)
        yield Text(x, top - 1.4, str(score), _SMALL_PT, align="center", fill="soft")


def _x(map_: ChangeMap, score: int, left: float, right: float) -> float:
    """Where a score stands; a score outside of the scale stands at its end."""
    least, most = map_.borders
    inside = min(max(score, least), most)
    return left + 3.0 + (right - left - 3.0) * (inside - least) / (most - least)


def _row(
    map_: ChangeMap,
    line: SphereLine,
    captions: Captions,
    ends: tuple[Measurement | None, Measurement | None],
    place: tuple[float, float, float, float],
) -> Iterator[Shape]:
    left, right, middle, labels = place
    first, last = ends
    yield from _label(captions(SPHERES, line.code), labels, middle)
    before, after = line.mark(first).score, line.mark(last).score
    if before is None and after is None:
        yield Text(left + 1.0, middle + 1.0, _("not scored"), _SMALL_PT, fill="soft")
        return
    yield Line(left, middle - _BAR - 0.5, left, middle + _BAR + 0.5, stroke="ink", width_mm=0.3)
    if before is not None:
        yield from _bar(left, _x(map_, before, left, right), middle - _BAR / 2 - 0.15, later=False)
    if after is not None:
        yield from _bar(left, _x(map_, after, left, right), middle + _BAR / 2 + 0.15, later=True)
    for between in _between(map_, first, last):
        score = line.mark(between).score
        if score is not None:
            yield _diamond(_x(map_, score, left, right), middle)
    yield from _change(change(line, first, last), right, middle)


def _between(map_: ChangeMap, first: Measurement | None, last: Measurement | None) -> Sequence[Measurement]:
    if first is None or last is None:
        return ()
    return tuple(one for one in map_.measurements if min(first.on, last.on) < one.on < max(first.on, last.on))


def _label(words: str, width: float, middle: float) -> Iterator[Shape]:
    lines = wrapped(words, _PT, width, 2)
    step = line_height(_PT) * 0.92
    y = middle + 0.34 * _PT * MM_PER_PT - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        yield Text(0.0, y + number * step, line, _PT, fill="ink")


def _bar(start: float, end: float, middle: float, *, later: bool) -> Iterator[Shape]:
    """An empty outline, or a tinted bar under slanted lines."""
    top, bottom = middle - _BAR / 2, middle + _BAR / 2
    if not later:
        yield Rect(start, top, end - start, _BAR, stroke="ink", fill="paper", width_mm=0.25)
        return
    yield Rect(start, top, end - start, _BAR, stroke="accent", fill="accent_tint", width_mm=0.35)
    x = start - _BAR
    while x < end:
        low, high = max(x, start), min(x + _BAR, end)
        if high > low:
            yield Line(low, bottom - (low - x), high, bottom - (high - x), stroke="accent", width_mm=0.3)
        x += _HATCH


def _diamond(x: float, y: float) -> Shape:
    points = ((x, y - 1.3), (x + 1.1, y), (x, y + 1.3), (x - 1.1, y))
    return Polygon(points, stroke="ink", fill="paper", width_mm=0.3)


def _change(found: int | None, right: float, middle: float) -> Iterator[Shape]:
    """«+2» and a triangle that points where it went; a dash where nothing can be compared."""
    way = verdict(found)
    ink = _INKS[way]
    yield Text(right + 3.6, middle + 1.1, change_words.signed(found), _PT + 1.0, bold=True, fill=ink if found else "soft")
    if found:
        x, tip = right + 12.5, 1.6 if found > 0 else -1.6
        points = ((x, middle - tip), (x + 1.7, middle + tip), (x - 1.7, middle + tip))
        yield Polygon(points, fill=ink, stroke=ink, width_mm=0.2)
