"""Hatchings for conditions: each kind fills its part of a symbol in a way of its own, without colour.

Addictions fill the lower half, mental disorders the left one (McGoldrick); several conditions share a symbol by
quarters.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians, sin
from typing import Final, Literal

from desktop.figures.primitives import Circle, Ink, Line, Point, Polygon, Shape
from desktop.models.kin_data import KinMark

Place = Literal["lower", "upper", "left", "right", "lower left", "lower right", "upper left", "upper right"]
Pattern = tuple[tuple[float, float, float], ...]  # angle in degrees, distance, width of lines
_QUARTERS: Final[tuple[Place, ...]] = ("lower left", "lower right", "upper left", "upper right")
_MOST: Final = 4

_PLACES: Final[dict[str, Place]] = {
    "alcohol": "lower",
    "drugs": "lower",
    "gambling": "lower",
    "recovering": "lower",
    "mental": "left",
    "suicide": "left",
    "illness": "right",
    "disability": "right",
    "suffered_violence": "upper",
    "violence": "upper",
    "prison": "upper",
    "removal": "upper",
    "rights_lost": "upper",
    "missing": "right",
}
# Lines of an angle, a distance and a width; two sets cross. Empty: filled; "dots" and the like are drawn on their own.
_PATTERNS: Final[dict[str, Pattern]] = {
    "alcohol": (),
    "drugs": ((45.0, 0.75, 0.25),),
    "recovering": ((0.0, 1.5, 0.2),),
    "mental": ((-45.0, 0.75, 0.25),),
    "suicide": ((-45.0, 1.5, 0.6),),
    "illness": ((0.0, 0.75, 0.25),),
    "disability": ((0.0, 1.2, 0.2), (90.0, 1.2, 0.2)),
    "violence": ((45.0, 0.95, 0.22), (-45.0, 0.95, 0.22)),
    "suffered_violence": ((45.0, 1.7, 0.2), (-45.0, 1.7, 0.2)),
    "prison": ((90.0, 1.3, 0.6),),
    "removal": ((90.0, 0.75, 0.22),),
    "rights_lost": ((0.0, 1.4, 0.6),),
}
_DOTS: Final = {"gambling": (1.3, 0.38), "missing": (1.9, 0.6)}
_OTHERS: Final[tuple[Pattern, ...]] = (
    ((30.0, 1.1, 0.3),), ((-30.0, 1.1, 0.3),), ((60.0, 1.3, 0.4),), ((-60.0, 1.3, 0.4),), ((15.0, 0.9, 0.2),),
)  # fmt: skip


def shares(marks: Sequence[KinMark]) -> tuple[list[tuple[str, Place]], int]:
    """Which part of the symbol each condition gets, at most four; and how many found no room."""
    kinds = list(dict.fromkeys(mark.kind for mark in marks))
    kinds.sort(key=lambda kind: (list(_PLACES).index(kind) if kind in _PLACES else len(_PLACES), kind))
    shown = kinds[:_MOST]
    places = [place_of(kind) for kind in shown]
    if len(shown) == 1 or (len(shown) == 2 and set(places) in ({"lower", "upper"}, {"left", "right"})):
        return list(zip(shown, places, strict=True)), 0
    free = list(_QUARTERS)
    found: list[tuple[str, Place]] = []
    for kind, place in zip(shown, places, strict=True):
        spot = next((q for q in free if place in q), free[0])
        free.remove(spot)
        found.append((kind, spot))
    return found, len(kinds) - len(shown)


def place_of(kind: str) -> Place:
    """The half of the symbol that a condition has when it is alone."""
    return _PLACES.get(kind, "right")


def hatched(outline: Sequence[Point], at: Point, half: float, kind: str, place: Place) -> list[Shape]:
    """The part of the symbol filled as this kind is."""
    area = list(outline)
    for side in place.split():
        area = _cut(area, at, side)
    if len(area) < 3:
        return []
    if kind in _DOTS:
        shapes: list[Shape] = _dotted(area, at, half, *_DOTS[kind])
    else:
        lines = _PATTERNS.get(kind, _OTHERS[sum(map(ord, kind)) % len(_OTHERS)])
        ink: Ink = "ink"
        shapes = [Polygon(tuple(area), fill=ink)] if not lines else []
        for angle, apart, width in lines:
            shapes += _lines(area, at, half, angle, apart, width)
    return [*shapes, Polygon(tuple(area), stroke="ink", width_mm=0.25)]


def _cut(area: list[Point], at: Point, side: str) -> list[Point]:
    """The part of a convex area on one side of the middle."""
    axis, sign = {"lower": (1, 1.0), "upper": (1, -1.0), "left": (0, -1.0), "right": (0, 1.0)}[side]
    return _clipped(area, lambda p: (p[axis] - at[axis]) * sign)


def _clipped(area: list[Point], inside) -> list[Point]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    found: list[Point] = []
    for number, point in enumerate(area):
        last = area[number - 1]
        a, b = inside(last), inside(point)
        if (a < 0) != (b < 0):
            share = a / (a - b)
            found.append((last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share))
        if b >= 0:
            found.append(point)
    return found


def _lines(area: Sequence[Point], at: Point, half: float, angle: float, apart: float, width: float) -> list[Shape]:
    way = cos(radians(angle)), -sin(radians(angle))
    off = -way[1], way[0]
    reach = half * 1.5
    shapes: list[Shape] = []
    for number in range(int(-reach / apart), int(reach / apart) + 1):
        x, y = at[0] + off[0] * apart * (number + 0.5), at[1] + off[1] * apart * (number + 0.5)
        ends = _chord(area, (x, y), way)
        if ends:
            (x1, y1), (x2, y2) = ends
            if hypot(x2 - x1, y2 - y1) > 0.2:
                shapes.append(Line(x1, y1, x2, y2, stroke="ink", width_mm=width))
    return shapes


def _chord(area: Sequence[Point], start: Point, way: Point) -> tuple[Point, Point] | None:
    """The part of an endless line within a convex area."""
    hits: list[float] = []
    for number, b in enumerate(area):
        a = area[number - 1]
        side_a = (a[0] - start[0]) * way[1] - (a[1] - start[1]) * way[0]
        side_b = (b[0] - start[0]) * way[1] - (b[1] - start[1]) * way[0]
        if (side_a < 0) != (side_b < 0):
            share = side_a / (side_a - side_b)
            x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            hits.append((x - start[0]) * way[0] + (y - start[1]) * way[1])
    if len(hits) < 2:
        return None
    low, high = min(hits), max(hits)
    return (start[0] + way[0] * low, start[1] + way[1] * low), (
        start[0] + way[0] * high,
        start[1] + way[1] * high,
    )


def _dotted(area: Sequence[Point], at: Point, half: float, apart: float, radius: float) -> list[Shape]:
    count = int(half / apart) + 1
    spots = [(at[0] + (n + 0.5) * apart, at[1] + (m + 0.5) * apart) for n in range(-count, count) for m in range(-count, count)]
    return [Circle(x, y, radius, fill="ink") for x, y in spots if _holds(area, (x, y), radius)]


def _holds(area: Sequence[Point], spot: Point, margin: float) -> bool:
    for way in ((1.0, 0.0), (0.0, 1.0)):
        chord = _chord(area, spot, way)
        if chord is None:
            return False
        (x1, y1), (x2, y2) = chord
        if not (x1 - 1e-6 + margin * way[0] <= spot[0] <= x2 + 1e-6 - margin * way[0]) or not (
            y1 - 1e-6 + margin * way[1] <= spot[1] <= y2 + 1e-6 - margin * way[1]
        ):
            return False
    return True
