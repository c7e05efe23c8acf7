"""Where those outside the household stand: the free place nearest to the wished one, ring by ring.

A place is judged by the room it has, and by the lines that would cross and run through names because of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import degrees, hypot
from typing import Final
from uuid import UUID

from desktop.figures.primitives import Point, on_circle
from desktop.figures.social_field import Field
from desktop.figures.social_sheet import household_radius
from desktop.figures.social_symbols import MEMBER_SIZE, edge, look, node_sizes
from desktop.models.map_data import MapData, Node, Place, Quality, Tie

RINGS: Final = 3
STEP: Final = 12.5  # between rings
_NEAR: Final = 13.5  # from the household's edge to the first ring
_NEAR_LARGE: Final = 10.5
_LARGE_HOUSEHOLD: Final = 40.0
_RING_OF: Final[dict[Quality, int]] = {"strong": 0, "ordinary": 1, "conflict": 1, "weak": 2, "broken": 2}
# Places judged by their lines, times the square of the number of nodes: keeps a crowd quick.
_EFFORT: Final = 16_000
_FEW: Final = 4  # places judged for a node that no sector holds: its ties are freed on the whole sheet afterwards
_SMALL: Final = 20  # nodes of a map so small that judging costs nothing
MOST: Final = 40  # places judged for one node
_GRID: Final = 4.0
_REACH: Final = 15  # steps of the grid to look for a free place
_RUN_OVER: Final = 22.0  # what a line through a name costs, in millimetres of shift
_CROSSED: Final = 20.0
_OUTWARDS: Final = 1.3  # a millimetre outwards is worse than one sideways
# Sideways and outwards shifts, the smallest first.
_SHIFTS: Final = tuple(
    sorted(
        (abs(side) * _GRID + out * _GRID * _OUTWARDS, side * _GRID, out * _GRID)
        for side in range(-_REACH, _REACH + 1)
        for out in range(_REACH + 1)
    )
)
BORDER: Final = 7.0  # millimetres from the borders of a sector


@dataclass(frozen=True, slots=True)
class Wedge:
    """Where a contact should stand: its angle, and the part of the ground it must not leave, in degrees, 0 up."""

    angle: float
    start: float
    end: float
    border: float = BORDER


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a node would stand best: the ring it belongs to, and its wedge of the ground."""

    node: Node
    wedge: Wedge
    radius: float


def near(household: float) -> float:
    """From the household's edge to the first ring: a large circle has its own room for ties."""
    return _NEAR if household < _LARGE_HOUSEHOLD else _NEAR_LARGE


def ring_by(node: Node, ties: Sequence[Tie]) -> int:
    """The ring of a node with these ties, 0 the nearest: what was said of closeness, otherwise their quality."""
    said = [tie.closeness for tie in ties if tie.closeness is not None]
    if said:
        return min(max(3 - max(said), 0), RINGS - 1)
    return min((_RING_OF[tie.quality] for tie in ties), default=1 if node.kind == "person" else RINGS - 1)


def with_places(map_: MapData, places: Mapping[UUID, Place]) -> MapData:
    """The map with these nodes in these places."""
    return replace(map_, nodes=tuple(replace(n, place=places.get(n.id, n.place)) for n in map_.nodes))


def loose_of(map_: MapData) -> list[Node]:
    """Contacts that nobody has pinned."""
    return [n for n in map_.outside() if n.place is None or not n.place.pinned]


def placed_outside(map_: MapData, wanted: Mapping[UUID, Wedge]) -> MapData:
    """The map with a free place for every contact: on its ring or behind it, in its wedge."""
    sizes = node_sizes(map_)
    household = household_radius(map_.household(), map_)
    fixed = tuple(n for n in map_.outside() if n.place is not None and n.place.pinned)
    loose = loose_of(map_)
    base = replace(map_, nodes=(*map_.household(), *fixed))
    field = field_of(base, sizes)
    ties = ties_by_node(map_)
    rings = {node.id: ring_by(node, ties.get(node.id, ())) for node in loose}
    places: dict[UUID, Place] = {}
    radius = household + near(household)
    judged = _judged(len(map_.nodes))
    standing = standing_of(base)
    for ring in range(RINGS):
        radius = max(radius, household + near(household) + ring * STEP)
        furthest = radius - STEP / 2
        for node in (n for n in loose if rings[n.id] == ring):
            wish = Wish(node, wanted[node.id], radius)
            mine = ties.get(node.id, ())
            looks = judged
            if not wish.wedge.border and len(map_.nodes) > _SMALL:
                looks = min(judged, _FEW) if len(mine) < 2 else _FEW
            at = settled(wish, field, sizes[node.id], standing, map_.drawn_on, judged=looks, ties=mine)
            places[node.id] = Place(round(at[0], 2), round(at[1], 2))
            standing[node.id] = replace(node, place=places[node.id])
            furthest = max(furthest, hypot(*at))
        radius = furthest + STEP / 2
    return with_places(map_, places)


def _judged(nodes: int) -> int:
    return max(0, min(MOST, _EFFORT // max(nodes * nodes, 1)))


def ties_by_node(map_: MapData) -> dict[UUID, tuple[Tie, ...]]:
    """The ties of every node that has some."""
    ties: dict[UUID, list[Tie]] = {}
    for tie in map_.ties:
        ties.setdefault(tie.source, []).append(tie)
        ties.setdefault(tie.target, []).append(tie)
    return {id_: tuple(of) for id_, of in ties.items()}


def field_of(map_: MapData, sizes: Mapping[UUID, float]) -> Field:
    """The sheet with everybody who stands already; lines inside the household do not hinder those outside."""
    field = Field()
    ties = ties_by_node(map_)
    nodes = standing_of(map_)
    for node in map_.nodes:
        if node.place is not None:
            at = (node.place.x, node.place.y)
            size = sizes.get(node.id, MEMBER_SIZE)
            lines = [] if node.inside else _lines(node, at, size, nodes, ties.get(node.id, ()))
            field.add(look(node, at, map_.drawn_on, size), at, lines)
    return field


def standing_of(map_: MapData) -> dict[UUID, Node]:
    """Everybody who has a place."""
    return {node.id: node for node in map_.nodes if node.place is not None}


def _lines(node: Node, at: Point, size: float, standing: Mapping[UUID, Node], ties: Iterable[Tie]) -> list[tuple[Point, Point]]:
    lines = []
    for tie in ties:
        other = standing.get(tie.target if tie.source == node.id else tie.source)
        if other is None or other.place is None:
            continue
        far = (other.place.x, other.place.y)
        lines.append((edge(node, at, size, far), edge(other, far, MEMBER_SIZE + 0.5, at)))
    return lines


def settled(
    wish: Wish,
    field: Field,
    size: float,
    standing: Mapping[UUID, Node],
    today: date,
    *,
    judged: int,
    ties: Sequence[Tie],
) -> Point:
    """Find the free place nearest to the wished one, and put the node down there."""
    best: tuple[float, Point] | None = None
    # A name has only two sides; measuring it anew for every candidate took most of the time.
    looks = [look(wish.node, (0.0, side), today, size) for side in (1.0, -1.0)]
    for shift, at in _candidates(wish):
        if best is not None and shift >= best[0]:
            break
        seen = looks[at[1] < 0]
        if not field.is_free(seen, at):
            continue
        price = shift
        if judged > 0:
            lines = _lines(wish.node, at, size, standing, ties)
            price += _CROSSED * field.crossed(lines)
            if best is None or price < best[0]:
                price += _RUN_OVER * field.run_over(seen, at, lines)
        if best is None or price < best[0]:
            best = (price, at)
        judged -= 1
        if judged <= 0:
            break
    at = best[1] if best is not None else _further_out(wish, field, size, today)
    lines = _lines(wish.node, at, size, standing, ties)
    field.add(look(wish.node, at, today, size), at, lines)
    return at


def _candidates(wish: Wish) -> Iterable[tuple[float, Point]]:
    start, end = wish.wedge.start, wish.wedge.end
    for shift, side, out in _SHIFTS:
        radius = wish.radius + out
        border = min(degrees(wish.wedge.border / radius), (end - start) / 2)
        angle = wish.wedge.angle + degrees(side / radius)
        if side and not start + border <= angle <= end - border:
            continue
        x, y = on_circle(radius, min(max(angle, start + border), end - border))
        yield shift, (round(x, 2), round(y, 2))  # as it will be kept: a name changes sides at 0


def _further_out(wish: Wish, field: Field, size: float, today: date) -> Point:
    radius = wish.radius
    while True:
        radius += _GRID
        at = on_circle(radius, wish.wedge.angle)
        if field.is_free(look(wish.node, at, today, size), at):
            return at
