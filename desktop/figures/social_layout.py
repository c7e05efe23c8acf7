"""Automatic layout of a map of social connections: closed form first, then only as much repair as is needed.

Nearness to the household says how close a contact is, so a node never leaves its ring for the sake of looks.
The same map always gives the same sheet, and what a person has pinned stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, degrees, hypot, radians, sin
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Point, on_circle
from desktop.figures.social_field import Field
from desktop.figures.social_household import arrangements, free_seat, seated
from desktop.figures.social_relaxing import relaxed
from desktop.figures.social_routes import obstacles_of
from desktop.figures.social_sheet import bearing, household_radius, sheet_of, wanted_angles
from desktop.figures.social_symbols import MEMBER_SIZE, edge, look, node_size, node_sizes
from desktop.figures.social_tangle import Tangle, exchanged
from desktop.models.map_data import MapData, Node, Place, Quality, Tie, sector_of

_RINGS: Final = 3
_NEAR: Final = 13.5  # from the household's edge to the first ring
_NEAR_LARGE: Final = 10.5
_LARGE_HOUSEHOLD: Final = 40.0
_STEP: Final = 12.5  # between rings
_RING_OF: Final[dict[Quality, int]] = {"strong": 0, "ordinary": 1, "conflict": 1, "weak": 2, "broken": 2}
_ORDERING: Final = 120_000  # ties looked at while orders of members and of those outside are tried
_BETWEEN: Final = 0.35
_WIDE: Final = 120.0  # degrees of a sector that reaches around the household
_LARGE: Final = 80  # ties of a map for which a third of that must do
_ROOM: Final = 0.2  # crossings that a millimetre of the household's radius is worth
# Places judged by their lines, times the square of the number of nodes: keeps a crowd quick.
_EFFORT: Final = 16_000
_MOST: Final = 40  # places judged for one node
_GRID: Final = 4.0
_ROW: Final = 14.0  # from the middle line to the first row of adults and of children
_REACH: Final = 15  # steps of the grid to look for a free place
_RUN_OVER: Final = 22.0  # what a line through a name costs, in millimetres of shift
_CROSSED: Final = 7.0
_OUTWARDS: Final = 1.3  # a millimetre outwards is worse than one sideways
# Sideways and outwards shifts, the smallest first.
_SHIFTS: Final = tuple(
    sorted(
        (abs(side) * _GRID + out * _GRID * _OUTWARDS, side * _GRID, out * _GRID)
        for side in range(-_REACH, _REACH + 1)
        for out in range(_REACH + 1)
    )
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where a node would stand best: the ring it belongs to, its angle, and the sector it must not leave."""

    node: Node
    angle: float
    radius: float
    sector: tuple[float, float]


def lay_out(map_: MapData, *, sectors: int = 6) -> MapData:
    """The map with a place for everybody; pinned nodes keep theirs. `sectors`: into how many the ground is split."""
    angles = wanted_angles(map_, sectors)
    tries = arrangements(map_.household(), _pulls(map_, angles, sectors))
    effort = _ORDERING if len(map_.ties) < _LARGE else _ORDERING // 3
    # Broad rows or narrow ones: which tangles ties less depends on where they come from.
    ordered = [_untangled(map_, rows, angles, effort // len(tries), sectors) for rows in tries]
    best = min(ordered, key=lambda one: one.cost)
    if len(tries) > 1:  # members in a new order seat themselves a little differently
        best = _untangled(map_, best.rows, angles, effort // 2, sectors)
    rings = {node.id: ring_of(map_, node) for node in map_.outside()}
    return relaxed(_place_outside(best.map_, angles, best.wanted, sectors), angles, rings, sectors)


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Members seated, angles for those outside, and how tangled the ties are then."""

    map_: MapData
    rows: list[list[Node]]
    wanted: dict[UUID, float]
    cost: float


def _untangled(
    map_: MapData, rows: list[list[Node]], angles: Mapping[str, tuple[float, float]], effort: int, split: int
) -> _Ordered:
    """The order of members and of those outside that leaves the fewest crossings with members in such rows."""
    map_ = _with(map_, seated(rows, map_.drawn_on))
    outside = map_.outside()
    fixed = tuple(n for n in outside if n.place is not None and n.place.pinned)
    loose = [n for n in outside if n.place is None or not n.place.pinned]
    ties = _ties_by_node(map_)
    wanted = _wanted_angles(
        loose, fixed, replace(map_, nodes=(*map_.household(), *fixed)), angles, ties, split
    )
    household = household_radius(map_.household(), map_)
    radii = {n.id: household + _near(household) + _STEP * _ring(n, ties.get(n.id, ())) for n in loose}
    ids = [node.id for node in map_.nodes]
    number = {id_: at for at, id_ in enumerate(ids)}
    tangle = _tangle_of(map_, {id_: on_circle(radii[id_], angle) for id_, angle in wanted.items()})

    def turn(one: int, other: int) -> None:
        a, b = ids[one], ids[other]
        wanted[a], wanted[b] = wanted[b], wanted[a]
        tangle.put(one, on_circle(radii[a], wanted[a]))
        tangle.put(other, on_circle(radii[b], wanted[b]))

    crowds = [
        [
            number[n.id]
            for n in sorted(loose, key=lambda n: wanted[n.id])
            if sector_of(n.sphere, split) == sector
        ]
        for sector in angles
    ]
    standing = {number[n.id]: n for row in rows for n in row}

    def change(one: int, other: int) -> None:
        tangle.exchange(one, other)
        standing[one], standing[other] = standing[other], standing[one]

    free = [n for row in rows for n in row if n.place is None or not n.place.pinned]
    classes = [[number[n.id] for n in free if n.child == child] for child in (False, True)]
    exchanged(tangle, classes, effort // 3, change)
    exchanged(tangle, crowds, effort // 2, turn)
    exchanged(tangle, classes, effort // 6, change)
    order = [[standing[number[n.id]] for n in row] for row in rows]
    return _Ordered(map_, order, wanted, tangle.whole() + household * _ROOM)


def _tangle_of(map_: MapData, places: Mapping[UUID, Point]) -> Tangle:
    """The map as straight ties, nodes without a place of their own standing where `places` says."""
    number = {node.id: at for at, node in enumerate(map_.nodes)}
    at = [places.get(n.id, (n.place.x, n.place.y) if n.place is not None else (0.0, 0.0)) for n in map_.nodes]
    boxes = {
        number[id_]: tuple(geometry.moved(box, -at[number[id_]][0], -at[number[id_]][1]) for box in both)
        for id_, both in obstacles_of(replace(map_, nodes=map_.household())).items()
    }
    pairs = [
        (number[t.source], number[t.target]) for t in map_.ties if t.source in number and t.target in number
    ]
    return Tangle(at, pairs, boxes)


def place_for_new(map_: MapData, node: Node, *, sectors: int = 6) -> Place:
    """A free place for one more node, nobody else moves: on its ring, in its sector, or in the household."""
    if node.place is not None and node.place.pinned:
        return node.place
    others = map_.without(node.id) if map_.node(node.id) else map_
    ties = tuple(map_.ties_of(node.id))
    sizes = node_sizes(map_)
    field = _field_of(others, sizes)
    if node.inside:
        return free_seat(node, (0.0, _ROW if node.child else -_ROW), field, map_.drawn_on)
    sheet = sheet_of(others, sectors)
    mine = sector_of(node.sphere, sectors)
    start, end = sheet.sectors[mine]
    ring = _ring(node, ties)
    radius = sheet.household + _near(sheet.household) + ring * _STEP
    same = [n for n in others.outside() if n.place and sector_of(n.sphere, sectors) == mine]
    angle = _widest_gap([bearing(n.place.x, n.place.y) for n in same if n.place], start, end)
    wish = _Wish(node, angle, radius, (start, end))
    at = _settle(wish, field, node_size(map_, node), map_, judged=_MOST)
    return Place(round(at[0], 2), round(at[1], 2))


def _near(household: float) -> float:
    """From the household's edge to the first ring: a large circle has its own room for ties."""
    return _NEAR if household < _LARGE_HOUSEHOLD else _NEAR_LARGE


def ring_of(map_: MapData, node: Node) -> int:
    """The ring of a node, 0 the nearest: what was said of closeness, otherwise the quality of its ties."""
    return _ring(node, tuple(map_.ties_of(node.id)))


def _ring(node: Node, ties: Sequence[Tie]) -> int:
    said = [tie.closeness for tie in ties if tie.closeness is not None]
    if said:
        return min(max(3 - max(said), 0), _RINGS - 1)
    return min((_RING_OF[tie.quality] for tie in ties), default=1 if node.kind == "person" else _RINGS - 1)


def _with(map_: MapData, places: Mapping[UUID, Place]) -> MapData:
    return replace(map_, nodes=tuple(replace(n, place=places.get(n.id, n.place)) for n in map_.nodes))


def _pulls(map_: MapData, angles: Mapping[str, tuple[float, float]], split: int) -> dict[UUID, Point]:
    """For every member, the mean direction of those outside it is tied to."""
    nodes = {node.id: node for node in map_.nodes}
    ways: dict[UUID, list[Point]] = {}
    for tie in map_.ties:
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            member, outside = nodes.get(one), nodes.get(other)
            if member is None or outside is None or not member.inside or outside.inside:
                continue
            if outside.place is not None and outside.place.pinned:
                way = geometry.direction((0.0, 0.0), (outside.place.x, outside.place.y))
            else:
                way = on_circle(1.0, sum(angles[sector_of(outside.sphere, split)]) / 2)
            ways.setdefault(one, []).append(way)
    return {id_: (sum(x for x, _y in w) / len(w), sum(y for _x, y in w) / len(w)) for id_, w in ways.items()}


def _place_outside(
    map_: MapData, angles: Mapping[str, tuple[float, float]], wanted: Mapping[UUID, float], split: int
) -> MapData:
    sizes = node_sizes(map_)
    household = household_radius(map_.household(), map_)
    fixed = tuple(n for n in map_.outside() if n.place is not None and n.place.pinned)
    loose = [n for n in map_.outside() if n.place is None or not n.place.pinned]
    base = replace(map_, nodes=(*map_.household(), *fixed))
    field = _field_of(base, sizes)
    ties = _ties_by_node(map_)
    rings = {node.id: _ring(node, ties.get(node.id, ())) for node in loose}
    places: dict[UUID, Place] = {}
    radius = household + _near(household)
    judged = _judged(len(map_.nodes))
    standing = base
    for ring in range(_RINGS):
        radius = max(radius, household + _near(household) + ring * _STEP)
        furthest = radius - _STEP / 2
        for node in (n for n in loose if rings[n.id] == ring):
            wish = _Wish(node, wanted[node.id], radius, angles[sector_of(node.sphere, split)])
            at = _settle(wish, field, sizes[node.id], standing, judged=judged, ties=ties.get(node.id, ()))
            places[node.id] = Place(round(at[0], 2), round(at[1], 2))
            furthest = max(furthest, hypot(*at))
        radius = furthest + _STEP / 2
    return _with(map_, places)


def _judged(nodes: int) -> int:
    return max(0, min(_MOST, _EFFORT // max(nodes * nodes, 1)))


def _ties_by_node(map_: MapData) -> dict[UUID, tuple[Tie, ...]]:
    ties: dict[UUID, list[Tie]] = {}
    for tie in map_.ties:
        ties.setdefault(tie.source, []).append(tie)
        ties.setdefault(tie.target, []).append(tie)
    return {id_: tuple(of) for id_, of in ties.items()}


def _wanted_angles(
    loose: Sequence[Node],
    fixed: Sequence[Node],
    base: MapData,
    angles: Mapping[str, tuple[float, float]],
    ties: Mapping[UUID, Sequence[Tie]],
    split: int,
) -> dict[UUID, float]:
    """An angle of its own for every node, in the order in which its ties leave for the members."""
    places = {node.id: (node.place.x, node.place.y) for node in base.nodes if node.place is not None}
    wanted: dict[UUID, float] = {}
    for sector, (start, end) in angles.items():
        turn = radians((start + end) / 2)
        crowd = [node for node in loose if sector_of(node.sphere, split) == sector]
        taken = sum(1 for node in fixed if sector_of(node.sphere, split) == sector)

        wide = end - start > _WIDE

        def key(node: Node, turn: float = turn, *, wide: bool = wide) -> float:
            ends = [places.get(t.target if t.source == node.id else t.source) for t in ties.get(node.id, ())]
            known = [place for place in ends if place is not None]
            if not known:
                return 0.0
            x, y = sum(x for x, _y in known) / len(known), sum(y for _x, y in known) / len(known)
            if (
                wide
            ):  # it reaches around the household: members in the order in which they stand around the middle
                return (bearing(x, y) - degrees(turn) + 180.0) % 360.0 - 180.0
            return x * cos(turn) + y * sin(turn)

        order = sorted(crowd, key=key)
        # A pinned node has taken some of the room, wherever it is: the search steps aside for it.
        share = (end - start) / max(len(order) + taken * 0.5, 1)
        first = start + (end - start - share * len(order)) / 2
        slots = [first + share * (number + 0.5) for number in range(len(order))]
        if not split and order:
            order = _turned(order, slots, {node.id: key(node) + degrees(turn) for node in order})
        wanted |= {node.id: slot for node, slot in zip(order, slots, strict=True)}
    return wanted


def _turned(order: list[Node], slots: Sequence[float], ways: Mapping[UUID, float]) -> list[Node]:
    """The order begun at another node, so that everybody stands nearest to where the ties come from."""

    def off(first: int) -> float:
        turned = (*order[first:], *order[:first])
        return sum(
            abs((slot - ways[n.id] + 180.0) % 360.0 - 180.0) for n, slot in zip(turned, slots, strict=True)
        )

    first = min(range(len(order)), key=off)
    return [*order[first:], *order[:first]]


def _field_of(map_: MapData, sizes: Mapping[UUID, float]) -> Field:
    """The sheet with everybody who stands already; lines inside the household do not hinder those outside."""
    field = Field()
    ties = _ties_by_node(map_)
    for node in map_.nodes:
        if node.place is not None:
            at = (node.place.x, node.place.y)
            size = sizes.get(node.id, MEMBER_SIZE)
            lines = [] if node.inside else _lines(node, at, size, map_, ties.get(node.id, ()))
            field.add(look(node, at, map_.drawn_on, size), at, lines)
    return field


def _lines(
    node: Node, at: Point, size: float, map_: MapData, ties: Iterable[Tie]
) -> list[tuple[Point, Point]]:
    lines = []
    for tie in ties:
        other = map_.node(tie.target if tie.source == node.id else tie.source)
        if other is None or other.place is None:
            continue
        far = (other.place.x, other.place.y)
        lines.append((edge(node, at, size, far), edge(other, far, MEMBER_SIZE + 0.5, at)))
    return lines


def _settle(
    wish: _Wish,
    field: Field,
    size: float,
    map_: MapData,
    *,
    judged: int,
    ties: Sequence[Tie] | None = None,
) -> Point:
    """Find the free place nearest to the wished one, and put the node down there."""
    ties = tuple(map_.ties_of(wish.node.id)) if ties is None else ties
    best: tuple[float, Point] | None = None
    # A name has only two sides; measuring it anew for every candidate took most of the time.
    looks = [look(wish.node, (0.0, side), map_.drawn_on, size) for side in (1.0, -1.0)]
    for shift, at in _candidates(wish):
        if best is not None and shift >= best[0]:
            break
        seen = looks[at[1] < 0]
        if not field.is_free(seen, at):
            continue
        price = shift
        if judged > 0:
            lines = _lines(wish.node, at, size, map_, ties)
            price += _RUN_OVER * field.run_over(seen, at, lines) + _CROSSED * field.crossed(lines)
        if best is None or price < best[0]:
            best = (price, at)
        judged -= 1
        if judged <= 0:
            break
    at = best[1] if best is not None else _further_out(wish, field, size, map_)
    lines = _lines(wish.node, at, size, map_, ties)
    field.add(look(wish.node, at, map_.drawn_on, size), at, lines)
    return at


def _candidates(wish: _Wish) -> Iterable[tuple[float, Point]]:
    start, end = wish.sector
    for shift, side, out in _SHIFTS:
        radius = wish.radius + out
        border = min(degrees(7.0 / radius), (end - start) / 2)
        angle = wish.angle + degrees(side / radius)
        if side and not start + border <= angle <= end - border:
            continue
        x, y = on_circle(radius, min(max(angle, start + border), end - border))
        yield shift, (round(x, 2), round(y, 2))  # as it will be kept: a name changes sides at 0


def _further_out(wish: _Wish, field: Field, size: float, map_: MapData) -> Point:
    radius = wish.radius
    while True:
        radius += _GRID
        at = on_circle(radius, wish.angle)
        if field.is_free(look(wish.node, at, map_.drawn_on, size), at):
            return at


def _widest_gap(taken: Sequence[float], start: float, end: float) -> float:
    stops = [start, *sorted(angle for angle in taken if start < angle < end), end]
    left, right = max(pairwise(stops), key=lambda pair: (pair[1] - pair[0], -pair[0]))
    return (left + right) / 2
