"""The course of a conflict: how strong it was, day by day, with the stages where they began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from desktop.base.messages import _
from desktop.figures import geometry
from desktop.figures.metrics import MM_PER_PT, line_height, text_width
from desktop.figures.primitives import Box, Circle, Figure, Line, Point, Polyline, Rect, Shape, Text
from desktop.models.conflict_data import CurvePoint
from desktop.models.kinds import Captions

_PT: Final = 8.0
_LEFT, _RIGHT, _TOP, _BELOW = 6.0, 4.0, 8.0, 6.0
_STRONGEST: Final = 10
_DANGEROUS: Final = 8


def draw(
    points: Sequence[CurvePoint], captions: Captions, *, width: float = 90.0, height: float = 42.0, title: str = ""
) -> Figure:  # fmt: skip
    """A curve from 0 to 10 over the days; filled points are dated maps, hollow ones notes between them."""
    return Figure(
        width, height, tuple(_shapes(points, captions, width, height)), title or _("Course of the conflict"),
        "; ".join(point_words(point, captions) for point in points),
    )  # fmt: skip


def point_words(point: CurvePoint, captions: Captions) -> str:
    """«12.09.2026: 8 of 10, escalation»."""
    words = _("{day}: {n} of 10").format(day=f"{point.on:%d.%m.%Y}", n=point.intensity)
    extra = [captions("conflict_stages", point.phase)] if point.phase else []
    return ", ".join([words, *extra, *([point.note] if point.note else [])])


def _shapes(points: Sequence[CurvePoint], captions: Captions, width: float, height: float) -> list[Shape]:
    left, right, top, bottom = _LEFT, width - _RIGHT, _TOP, height - _BELOW

    def level(strength: int) -> float:
        return bottom - (bottom - top) * strength / _STRONGEST

    made: list[Shape] = [Rect(left, top, right - left, level(_DANGEROUS) - top, fill="bad_tint")]
    for strength in (0, 5, 10):
        y = level(strength)
        made.append(Line(left, y, right, y, stroke="hairline", width_mm=0.25))
        made.append(Text(left - 1.2, y + 1.0, str(strength), _PT, align="right", fill="soft"))
    if not points:
        return made
    places = _places(points, left + 2.0, right - 2.0, level)
    taken: list[Box] = []
    made += _stages(points, places, captions, (top, bottom, left, right), taken)
    if len(places) > 1:
        made.append(Polyline(tuple(places), stroke="accent", width_mm=0.8))
    for point, (x, y) in zip(points, places, strict=True):
        made.append(Circle(x, y, 1.15, fill="accent" if point.version else "paper", stroke="accent", width_mm=0.4))
    made += _numbers(points, places, taken, (left, right, bottom))
    return [*made, *_days(points, places, height)]


def _places(points: Sequence[CurvePoint], left: float, right: float, level: object) -> list[Point]:
    first, last = points[0].on.toordinal(), points[-1].on.toordinal()
    span = max(last - first, 1)
    one = len(points) == 1
    assert callable(level)  # noqa: S101  for the type checker
    return [
        ((left + right) / 2 if one else left + (right - left) * (p.on.toordinal() - first) / span, level(p.intensity))
        for p in points
    ]


def _stages(
    points: Sequence[CurvePoint], places: Sequence[Point], captions: Captions, frame: Box, taken: list[Box]
) -> list[Shape]:  # fmt: skip
    """A mark where a stage begins, its word above, as far as there is room for the words."""
    top, bottom, left, right = frame
    made: list[Shape] = []
    phase = ""
    for point, (x, _y) in zip(points, places, strict=True):
        if not point.phase or point.phase == phase:
            continue
        phase = point.phase
        word = captions("conflict_stages", phase)
        wide = text_width(word, _PT)
        start = min(max(x - wide / 2, left), right - wide)
        for row in (0, 1):
            y = top - 1.6 - row * line_height(_PT)
            box = (start, y - 0.8 * _PT * MM_PER_PT, start + wide, y + 0.6)
            if box[1] > 0 and not any(geometry.overlap(box, other, 0.8) for other in taken):
                taken.append(box)
                made.append(Line(x, y + 1.0, x, bottom, stroke="soft", width_mm=0.2, dash=(0.8, 0.8)))
                made.append(Text(start, y, word, _PT, fill="soft"))
                break
    return made


def _numbers(
    points: Sequence[CurvePoint], places: Sequence[Point], taken: list[Box], frame: tuple[float, float, float]
) -> list[Shape]:  # fmt: skip
    """The number beside each point where it does not lie on another."""
    left, right, bottom = frame
    made: list[Shape] = []
    for at in sorted(range(len(points)), key=lambda at: (at not in (0, len(points) - 1), not points[at].version, at)):
        word, (x, y) = str(points[at].intensity), places[at]
        wide = text_width(word, _PT, bold=True)
        for dx, dy in ((0.0, -2.0), (0.0, 4.2), (3.0, 1.0), (-3.0, 1.0)):
            start = x + dx - wide / 2
            box = (start, y + dy - 2.2, start + wide, y + dy)
            inside = left <= box[0] and box[2] <= right + 2 and box[3] <= bottom
            dots = ((p[0] - 1.2, p[1] - 1.2, p[0] + 1.2, p[1] + 1.2) for p in places)
            if inside and not any(geometry.overlap(box, other, 0.3) for other in (*taken, *dots)):
                taken.append(box)
                made.append(Text(start, y + dy, word, _PT, bold=True, fill="ink", halo="paper"))
                break
    return made


def _days(points: Sequence[CurvePoint], places: Sequence[Point], height: float) -> list[Shape]:
    first, last = points[0].on, points[-1].on
    made: list[Shape] = [_day(first, places[0][0], height, len(points) == 1)]
    if last != first:
        made.append(Text(places[-1][0] + 2.0, height - 1.2, f"{last:%d.%m.%Y}", _PT, align="right", fill="soft"))
    return made


def _day(day: date, x: float, height: float, middle: bool) -> Shape:  # noqa: FBT001  where it stands
    words = f"{day:%d.%m.%Y}"
    return Text(x if middle else x - 2.0, height - 1.2, words, _PT, align="center" if middle else "left", fill="soft")
