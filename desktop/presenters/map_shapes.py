"""What arranging does to a map, as functions from value to value: layers, lines bent by hand, loops, appearance.

Distances are millimetres of the sheet. A loop drawn by a hand has hundreds of points; what is kept has as many as
the eye needs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot
from typing import Final, Literal
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Box
from desktop.models.map_data import Direction, Group, MapData, Node, Place, Point, Quality, Tie
from desktop.presenters.map_editing import sheet

Side = Literal["left", "center", "right", "top", "middle", "bottom"]
Axis = Literal["across", "down"]
Shift = tuple[float, float]

MOST_BENDS: Final = 12
FINEST: Final = 0.8  # millimetres a kept loop may be off the drawn one
LEAVES: Final = 15.0  # millimetres beyond its group's loop somebody has left the group


@dataclass(frozen=True, slots=True)
class Appearance:
    """How something looks, without what it is: taken from one and given to others."""

    tint: str | None = None
    layer: int | None = None
    quality: Quality | None = None
    direction: Direction | None = None


def appearance_of(part: Node | Tie) -> Appearance:
    """What can be given to others: the filling and the layer of a node, the line of a tie."""
    if isinstance(part, Node):
        return Appearance(part.tint, part.layer)
    return Appearance(quality=part.quality, direction=part.direction)


def dressed(data: MapData, ids: Collection[UUID], look: Appearance) -> MapData:
    """The map with this look given to the nodes, or the ties, among these."""

    def node(n: Node) -> Node:
        if n.id not in ids or look.tint is None or look.layer is None:
            return n
        return replace(n, tint=look.tint, layer=look.layer)

    def tie(t: Tie) -> Tie:
        if t.id not in ids or look.quality is None or look.direction is None:
            return t
        return replace(t, quality=look.quality, direction=look.direction)

    return replace(data, nodes=tuple(map(node, data.nodes)), ties=tuple(map(tie, data.ties)))


def layered(data: MapData, ids: Collection[UUID], *, front: bool) -> MapData:
    """The map with these nodes over all others, or under them; among themselves they keep their order."""
    mine = [n.layer for n in data.nodes if n.id in ids]
    others = [n.layer for n in data.nodes if n.id not in ids]
    if not mine or not others:
        return data
    step = max(others) + 1 - min(mine) if front else min(others) - 1 - max(mine)
    if (step <= 0) == front:
        return data  # they are there already
    nodes = tuple(replace(n, layer=n.layer + step) if n.id in ids else n for n in data.nodes)
    return replace(data, nodes=nodes)


# Aligning --------------------------------------------------------------------------------------------------

Standing = tuple[Place, float]  # a node's place, and half its size


def aligned(standing: Mapping[UUID, Standing], side: Side) -> dict[UUID, Shift]:
    """How far each has to go so that they stand in one line: by an edge of the symbols or by their middles."""
    if len(standing) < 2:
        return {}
    lower, upper = (_left, _right) if side in {"left", "center", "right"} else (_top, _bottom)
    near, far = min(map(lower, standing.values())), max(map(upper, standing.values()))
    shifts: dict[UUID, Shift] = {}
    for id_, one in standing.items():
        if side in {"left", "top"}:
            step = near - lower(one)
        elif side in {"right", "bottom"}:
            step = far - upper(one)
        else:
            step = (near + far - lower(one) - upper(one)) / 2
        shifts[id_] = (step, 0.0) if lower is _left else (0.0, step)
    return shifts


def distributed(standing: Mapping[UUID, Standing], axis: Axis) -> dict[UUID, Shift]:
    """How far each has to go so that their middles stand at even distances; the outermost two stay."""
    if len(standing) < 3:
        return {}
    along: Callable[[Place], float] = (lambda p: p.x) if axis == "across" else (lambda p: p.y)
    order = sorted(standing, key=lambda i: along(standing[i][0]))
    first, last = along(standing[order[0]][0]), along(standing[order[-1]][0])
    step = (last - first) / (len(order) - 1)
    return {
        id_: (first + step * n - along(standing[id_][0]), 0.0)
        if axis == "across"
        else (0.0, first + step * n - along(standing[id_][0]))
        for n, id_ in enumerate(order)
    }


def _left(one: Standing) -> float:
    return one[0].x - one[1]


def _right(one: Standing) -> float:
    return one[0].x + one[1]


def _top(one: Standing) -> float:
    return one[0].y - one[1]


def _bottom(one: Standing) -> float:
    return one[0].y + one[1]


# Bends -----------------------------------------------------------------------------------------------------


def bent_at(way: Sequence[Point], bends: Sequence[Point], point: Point) -> tuple[tuple[Point, ...], int]:
    """The bends with one more at the point, and its number; `way` is the line from end to end as it is drawn."""
    corners = (way[0], *bends, way[-1])
    gaps = [distance_to(point, a, b) for a, b in pairwise(corners)]
    at = min(range(len(gaps)), key=gaps.__getitem__)
    kept = (sheet(point[0]), sheet(point[1]))
    return (*bends[:at], kept, *bends[at:]), at


def unbent(corners: Sequence[Point], at: int, tolerance: float) -> bool:
    """Whether the corner at this number lies on the line between its neighbours: then it is none."""
    return distance_to(corners[at], corners[at - 1], corners[at + 1]) <= tolerance


def distance_to(point: Point, a: Point, b: Point) -> float:
    """How far a point is from the stretch between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / long)) if long else 0.0
    return hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy)


# Loops -----------------------------------------------------------------------------------------------------


def simplified(points: Sequence[Point], tolerance: float = FINEST) -> tuple[Point, ...]:
    """A drawn loop with as few points as say the same (Douglas and Peucker)."""
    kept = _simpler([(sheet(x), sheet(y)) for x, y in points], tolerance)
    while len(kept) > 200:
        tolerance *= 2
        kept = _simpler(kept, tolerance)
    return tuple(kept)


def _simpler(points: list[Point], tolerance: float) -> list[Point]:
    keep, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        gaps = [distance_to(points[n], points[first], points[last]) for n in range(first + 1, last)]
        worst = max(range(len(gaps)), key=gaps.__getitem__)
        if gaps[worst] > tolerance:
            middle = first + 1 + worst
            keep.add(middle)
            todo += [(first, middle), (middle, last)]
    return [points[n] for n in sorted(keep)]


def within(point: Point, loop: Sequence[Point]) -> bool:
    """Whether a point lies inside a closed loop."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(loop, (*loop[1:], loop[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def loop_of(group: Group, boxes: Mapping[UUID, Box]) -> tuple[Point, ...]:
    """The loop of a group: as it was drawn, or a box around those who stand in it; none around nobody."""
    if group.outline:
        return group.outline
    mine = [boxes[i] for i in group.nodes if i in boxes]
    if not mine:
        return ()
    left, top, right, bottom = geometry.grown(geometry.around(mine), 2.0)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def regrouped(data: MapData, moved: Collection[UUID], loops: Mapping[UUID, tuple[Point, ...]]) -> MapData:
    """The map after a drop: who was dragged into a loop joins that group, who was dragged far out leaves it.

    `loops`: as they were before the drag. A group dragged as a whole keeps everybody.
    """
    groups = []
    for group in data.groups:
        loop = loops.get(group.id, ())
        members = list(group.nodes)
        whole = bool(members) and all(i in moved for i in members)
        for node in data.nodes:
            if node.id not in moved or node.place is None or not loop or whole:
                continue
            at = (node.place.x, node.place.y)
            if node.id in members:
                if not within(at, loop) and _off(at, loop) > LEAVES:
                    members.remove(node.id)
            elif within(at, loop):
                members.append(node.id)
        groups.append(group if tuple(members) == group.nodes else replace(group, nodes=tuple(members)))
    return data if tuple(groups) == data.groups else replace(data, groups=tuple(groups))


def _off(point: Point, loop: Sequence[Point]) -> float:
    return min(distance_to(point, a, b) for a, b in zip(loop, (*loop[1:], loop[0]), strict=True))
