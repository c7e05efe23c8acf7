"""Ways of ties among those outside that lead around the household and behind the nodes between, not through them.

A tie of two neighbours of the family does not belong into the family's circle. Lines inside the ring and arcs outside it
are the two pages of a book: many ties among the same people cross far less on two pages than on one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import atan2, cos, degrees, hypot, pi, sin
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point

_CLEAR: Final = 3.0  # behind the furthest node between
_LANE: Final = 2.2  # between arcs that lie behind each other
_LANES: Final = 5
_NEAR: Final = (6.0, 12.0)  # millimetres outwards for arcs that need not pass anybody
_STEP: Final = 7.0  # degrees between two points of an arc


def arcs(
    start: Point, end: Point, obstacles: Mapping[UUID, tuple[Box, Box]], ends: frozenset[UUID], lane: int
) -> Iterator[tuple[Point, ...]]:
    """Arcs around the middle of the household from one centre to the other, the flat ones first."""
    first, last = hypot(*start), hypot(*end)
    if min(first, last) < 1.0:
        return
    begin = atan2(start[1], start[0])
    turn = (atan2(end[1], end[0]) - begin + pi) % (2 * pi) - pi
    behind = max(first, last)
    for id_, boxes in obstacles.items():
        if id_ not in ends:
            for left, top, right, bottom in boxes:
                far = _between((left + right) / 2, (top + bottom) / 2, begin, turn)
                if far:
                    corner = hypot(max(abs(left), abs(right)), max(abs(top), abs(bottom)))
                    behind = max(behind, corner)
    for out in _NEAR:
        yield _arc(begin, turn, first, last, max(first, last) + out)
    yield _arc(begin, turn, first, last, behind + _CLEAR + _LANE * (lane % _LANES))


def _between(x: float, y: float, begin: float, turn: float) -> bool:
    off = (atan2(y, x) - begin + pi) % (2 * pi) - pi
    return 0.0 < off < turn if turn > 0 else turn < off < 0.0


def _arc(begin: float, turn: float, first: float, last: float, top: float) -> tuple[Point, ...]:
    steps = max(8, round(abs(degrees(turn)) / _STEP))
    points = []
    for step in range(steps + 1):
        share = step / steps
        level = first + (last - first) * share
        radius = level + (top - level) * sin(pi * share) ** 0.55
        angle = begin + turn * share
        points.append((radius * cos(angle), radius * sin(angle)))
    return tuple(points)


def clipped(points: tuple[Point, ...], first: Point, last: Point) -> tuple[Point, ...]:
    """The arc between the edges of its two symbols; what lay within them is left out."""
    start, end = points[0], points[-1]
    near, far = geometry.length((start, first)), geometry.length((end, last))
    inner = [p for p in points[1:-1] if geometry.length((start, p)) > near + 0.5 and geometry.length((end, p)) > far + 0.5]
    return first, *inner, last
