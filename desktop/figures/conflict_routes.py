"""Ways of lines between cards: straight where that is free, otherwise around the corners of whatever is in the way.

A line that ran through a card would be read as that party's, so there is always a way around.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Final

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point

Route = tuple[Point, ...]
_MARGINS: Final = (3.2, 5.4, 2.2, 1.2, 0.4)  # from the cards a line passes, millimetres; the second line of a corner lies wider
_CLEAR: Final = 1.0  # a straight line keeps this far from others
_ROUND: Final = 5.0
_BEND: Final = 3.0  # what a corner costs, in millimetres of way
_APART: Final = 7.0  # between lines of one pair
_ENDS_APART: Final = 4.0
_SHIFTS: Final = (0.0, -0.25, 0.25, -0.38, 0.38)


def route(
    source: Box, target: Box, others: Sequence[Box], *, lane: int = 0, beside: float = 0.0, taken: Sequence[Point] = ()
) -> Route:  # fmt: skip
    """From the edge of one box to the edge of the other, around the others.

    `lane`: how many lines lie near already, the next keeps farther from the corners; `beside`: how far sideways a line
    of several between the same two lies; `taken`: where other lines end already, this one ends elsewhere if it can.
    """
    if beside == 0.0:
        for shift in _SHIFTS:
            way = _straight(source, target, shift)
            if way and not any(geometry.hits(*way, geometry.grown(box, _CLEAR)) for box in others):
                return way
    else:
        way = _parallel(source, target, beside)
        if way and not any(geometry.hits(*way, geometry.grown(box, _CLEAR)) for box in others):
            return way
    for margin in (_MARGINS[lane % 2], *_MARGINS):
        found = _around(source, target, others, margin, taken)
        if found is not None:
            return _rounded(found)
    return _straight(source, target, 0.0) or (_middle(source), _middle(target))


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _straight(source: Box, target: Box, shift: float) -> tuple[Point, Point] | tuple[()]:
    """From edge to edge; upright or level where the boxes face each other."""
    face = _facing(source, target, shift)
    if face:
        return face
    if shift:
        return ()
    start, end = edge(source, _middle(target)), edge(target, _middle(source))
    return (start, end) if hypot(end[0] - start[0], end[1] - start[1]) > 0.5 else ()


def _facing(source: Box, target: Box, shift: float) -> tuple[Point, Point] | tuple[()]:
    left, right = max(source[0], target[0]), min(source[2], target[2])
    top, bottom = max(source[1], target[1]), min(source[3], target[3])
    if right - left > 8.0 and bottom < top:
        x = (left + right) / 2 + shift * (right - left)
        return ((x, source[3]), (x, target[1])) if source[3] <= target[1] else ((x, source[1]), (x, target[3]))
    if bottom - top > 8.0 and right < left:
        y = (top + bottom) / 2 + shift * (bottom - top)
        return ((source[2], y), (target[0], y)) if source[2] <= target[0] else ((source[0], y), (target[2], y))
    return ()


def _parallel(source: Box, target: Box, beside: float) -> tuple[Point, Point] | tuple[()]:
    straight = _straight(source, target, 0.0)
    if not straight:
        return ()
    way = geometry.direction(*straight)
    dx, dy = -way[1] * beside * _APART, way[0] * beside * _APART
    start, end = (_into(box, (point[0] + dx, point[1] + dy)) for box, point in zip((source, target), straight, strict=True))
    return start, end


def _into(box: Box, point: Point) -> Point:
    """The point of the box's edge nearest to the point."""
    x, y = min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3])
    if box[0] < x < box[2] and box[1] < y < box[3]:
        side = min((x - box[0], 0), (box[2] - x, 1), (y - box[1], 2), (box[3] - y, 3))[1]
        return ((box[0], y), (box[2], y), (x, box[1]), (x, box[3]))[side]
    return x, y


def edge(box: Box, towards: Point) -> Point:
    """Where the line from the middle of the box towards a point leaves it."""
    x, y = _middle(box)
    dx, dy = towards[0] - x, towards[1] - y
    if abs(dx) < 1e-9 and abs(dy) < 1e-9:
        return x, box[1]
    wide, high = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    share = min(wide / abs(dx) if dx else 1e9, high / abs(dy) if dy else 1e9)
    return x + dx * share, y + dy * share


def _gates(box: Box, margin: float) -> list[tuple[Point, Point]]:
    """Where a line may leave the box: on the edge, and a little before it."""
    x, y = _middle(box)
    wide, high = (box[2] - box[0]) * 0.28, (box[3] - box[1]) * 0.28
    return [
        ((x, box[1]), (x, box[1] - margin)), ((x, box[3]), (x, box[3] + margin)),
        ((box[0], y), (box[0] - margin, y)), ((box[2], y), (box[2] + margin, y)),
        ((x - wide, box[1]), (x - wide, box[1] - margin)), ((x + wide, box[1]), (x + wide, box[1] - margin)),
        ((x - wide, box[3]), (x - wide, box[3] + margin)), ((x + wide, box[3]), (x + wide, box[3] + margin)),
        ((box[0], y - high), (box[0] - margin, y - high)), ((box[0], y + high), (box[0] - margin, y + high)),
        ((box[2], y - high), (box[2] + margin, y - high)), ((box[2], y + high), (box[2] + margin, y + high)),
    ]  # fmt: skip


def _free_gates(
    box: Box, margin: float, walls: Sequence[Box], taken: Sequence[Point]
) -> list[tuple[Point, Point]]:  # fmt: skip
    open_ = [gate for gate in _gates(box, margin) if not any(_inside(gate[1], wall) for wall in walls)]
    apart = [gate for gate in open_ if all(hypot(gate[0][0] - x, gate[0][1] - y) > _ENDS_APART for x, y in taken)]
    return apart or open_


def _around(
    source: Box, target: Box, others: Sequence[Box], margin: float, taken: Sequence[Point]
) -> list[Point] | None:  # fmt: skip
    """The shortest way over corners that lie `margin` before the boxes; None where there is none so far from them."""
    walls = [geometry.grown(box, margin * 0.75) for box in (*others, source, target)]
    corners = [
        point
        for box in (*others, source, target)
        for point in _corners(geometry.grown(box, margin))
        if not any(_inside(point, wall) for wall in walls)
    ]
    starts, ends = (_free_gates(box, margin, walls, taken) for box in (source, target))
    goal = _middle(target)
    points = [gate[1] for gate in starts] + corners + [gate[1] for gate in ends]
    first_end = len(starts) + len(corners)
    best: dict[int, float] = {}
    came: dict[int, int] = {}
    queue: list[tuple[float, float, int, int]] = []
    for number, (_on, before) in enumerate(starts):
        heapq.heappush(queue, (hypot(before[0] - goal[0], before[1] - goal[1]), 0.0, number, -1))
    while queue:
        _guess, far, here, previous = heapq.heappop(queue)
        if here in best:
            continue
        # Whether the way is free is asked only of the steps that are taken.
        if previous >= 0 and any(geometry.hits(points[previous], points[here], wall) for wall in walls):
            continue
        best[here] = far
        came[here] = previous
        if here >= first_end:
            return _traced(came, here, points, starts, ends, first_end)
        for there in range(len(starts), len(points)):
            if there in best:
                continue
            step = hypot(points[there][0] - points[here][0], points[there][1] - points[here][1])
            cost = far + step + _BEND
            left = hypot(points[there][0] - goal[0], points[there][1] - goal[1])
            heapq.heappush(queue, (cost + left * 0.8, cost, there, here))
    return None


def _traced(
    came: dict[int, int], last: int, points: list[Point], starts: list[tuple[Point, Point]],
    ends: list[tuple[Point, Point]], first_end: int,
) -> list[Point]:  # fmt: skip
    way = []
    here = last
    while here >= 0:
        way.append(here)
        here = came[here]
    way.reverse()
    return [starts[way[0]][0], *(points[number] for number in way), ends[way[-1] - first_end][0]]


def _corners(box: Box) -> tuple[Point, ...]:
    return (box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])


def _inside(point: Point, box: Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def _rounded(points: list[Point]) -> Route:
    """The broken line with its corners taken off: never farther from the corner than half the shorter side."""
    kept = [points[0]]
    for point in points[1:]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) > 0.05:
            kept.append(point)
    if len(kept) < 3:
        return tuple(kept)
    made: list[Point] = [kept[0]]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        legs = (hypot(corner[0] - before[0], corner[1] - before[1]), hypot(after[0] - corner[0], after[1] - corner[1]))
        reach = min(_ROUND, legs[0] / 2, legs[1] / 2)
        back, ahead = geometry.direction(corner, before), geometry.direction(corner, after)
        enter = (corner[0] + back[0] * reach, corner[1] + back[1] * reach)
        leave = (corner[0] + ahead[0] * reach, corner[1] + ahead[1] * reach)
        handle = 0.45
        made += geometry.curve(enter, _between(enter, corner, handle), _between(leave, corner, handle), leave, 6)
    made.append(kept[-1])
    return tuple(point for point, after in pairwise((*made, (1e9, 1e9))) if point != after)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
