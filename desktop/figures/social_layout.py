"""Automatic layout of a map of social connections: closed form first, then only as much repair as is needed.

Nearness to the household says how close a contact is, so a node never leaves its ring for the sake of looks.
The same map always gives the same sheet, and what a person has pinned stays where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, degrees, radians, sin
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Point, on_circle
from desktop.figures.social_cones import wedges
from desktop.figures.social_household import Table, arrangements, free_seat, ringed, seated
from desktop.figures.social_placing import (
    MOST,
    STEP,
    Wedge,
    Wish,
    field_of,
    near,
    placed_outside,
    ring_by,
    settled,
    standing_of,
    ties_by_node,
    with_places,
)
from desktop.figures.social_quality import quality_of
from desktop.figures.social_relaxing import EFFORT, relaxed
from desktop.figures.social_routes import obstacles_of
from desktop.figures.social_sheet import bearing, household_radius, sheet_of, wanted_angles
from desktop.figures.social_symbols import node_size, node_sizes
from desktop.figures.social_tangle import THROUGH, Tangle, exchanged
from desktop.models.map_data import MapData, Node, Place, Tie, sector_of

_ORDERING: Final = 120_000  # ties looked at while orders of members and of those outside are tried
_LENGTH: Final = 0.004  # crossings that a millimetre of tie is worth
_THROUGH: Final = 0.5  # crossings that a line through a name is worth where lines may go anywhere
_REPAIR: Final = 150_000  # ties and boxes looked at while what is still tangled is moved
_WIDE: Final = 120.0  # degrees of a sector that reaches around the household
_LARGE: Final = 80  # ties of a map for which a third of that must do
_HUGE: Final = 100  # and a tenth
_FEW_TABLES: Final = 4  # of those a household could sit at, in such a map
_FEWER_TABLES: Final = 3
_FINALISTS: Final = 2  # drawings compared line by line
_JUDGED: Final = 45  # ties in all of them together
_ROOM: Final = 0.2  # crossings that a millimetre of the household's radius is worth
_ROW: Final = 14.0  # from the middle line to the first row of adults and of children


def lay_out(map_: MapData, *, sectors: int = 6) -> MapData:
    """The map with a place for everybody; pinned nodes keep theirs. `sectors`: into how many the ground is split."""
    if not sectors:
        return _around_a_ring(map_)
    angles = wanted_angles(map_, sectors)
    tries = arrangements(map_.household(), _pulls(map_, angles, sectors))
    ties = len(map_.ties)
    if ties >= _LARGE:
        tries = tries[: _FEW_TABLES if ties < _HUGE else _FEWER_TABLES]
    effort = _ORDERING if ties < _LARGE else _ORDERING // 3 if ties < _HUGE else _ORDERING // 10
    # Which table tangles ties less depends on where they come from.
    ordered = [_untangled(map_, table, angles, effort // len(tries), sectors) for table in tries]
    ordered.sort(key=lambda one: one.cost)
    finalists = ordered[: max(1, min(_FINALISTS, _JUDGED // max(ties, 1)))]
    drawn = []
    for one in finalists:
        # Members in a new order seat themselves a little differently.
        again = _untangled(map_, one.table, angles, effort // 2, sectors) if len(tries) > 1 else one
        drawn.append((_finished(again, angles, sectors), again.table.plain))
    return drawn[0][0] if len(drawn) == 1 else min(drawn, key=lambda one: _drawn_faults(one[0]) + one[1])[0]


def _finished(ordered: _Ordered, angles: Mapping[str, tuple[float, float]], split: int) -> MapData:
    """Everybody in a free place, and what is still tangled moved."""
    map_ = ordered.map_
    rings = {node.id: ring_of(map_, node) for node in map_.outside()}
    bounds = {node.id: angles[sector_of(node.sphere, split)] for node in map_.outside()}
    wanted = {id_: Wedge(angle, *bounds[id_]) for id_, angle in ordered.wanted.items()}
    repair = EFFORT if len(map_.ties) < _HUGE else EFFORT // 3
    return relaxed(placed_outside(map_, wanted), bounds, rings, effort=repair)


def _drawn_faults(map_: MapData) -> float:
    """The faults of the map with its ties drawn; a line through a member makes it seem theirs."""
    quality = quality_of(map_)
    return quality.crossings + THROUGH * quality.through_members + quality.through_others + quality.length_mm * _LENGTH


def _around_a_ring(map_: MapData) -> MapData:
    """The layout of a ground without sectors: members on a ring, everybody else behind their member."""
    rings = {node.id: ring_of(map_, node) for node in map_.outside()}
    large = len(map_.ties) >= _LARGE
    anywhere = dict.fromkeys(rings, (0.0, 360.0))
    placed = []
    for found in wedges(map_, rings, few=large):
        inside = with_places(map_, ringed(map_.household(), found.seats, map_.drawn_on))
        placed.append(placed_outside(inside, found.contacts))
    effort = _REPAIR // 3 if large else _REPAIR
    best = placed[0] if len(placed) == 1 else min(placed, key=_faults)
    return relaxed(best, anywhere, rings, through=_THROUGH, effort=effort)


def _faults(map_: MapData) -> float:
    tangle = _tangle_of(map_, {})
    return tangle.whole() + _LENGTH * sum(tangle.reach(at) for at in range(len(map_.nodes))) / 2


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Members seated, angles for those outside, and how tangled the ties are then."""

    map_: MapData
    table: Table
    wanted: dict[UUID, float]
    cost: float


def _untangled(map_: MapData, table: Table, angles: Mapping[str, tuple[float, float]], effort: int, split: int) -> _Ordered:
    """The order of members and of those outside that leaves the fewest crossings with members in such rows."""
    map_ = with_places(map_, seated(table, map_.drawn_on))
    outside = map_.outside()
    fixed = tuple(n for n in outside if n.place is not None and n.place.pinned)
    loose = [n for n in outside if n.place is None or not n.place.pinned]
    ties = ties_by_node(map_)
    wanted = _wanted_angles(loose, fixed, replace(map_, nodes=(*map_.household(), *fixed)), angles, ties, split)
    household = household_radius(map_.household(), map_)
    radii = {n.id: household + near(household) + STEP * ring_by(n, ties.get(n.id, ())) for n in loose}
    ids = [node.id for node in map_.nodes]
    number = {id_: at for at, id_ in enumerate(ids)}
    tangle = _tangle_of(map_, {id_: on_circle(radii[id_], angle) for id_, angle in wanted.items()})

    def turn(one: int, other: int) -> None:
        a, b = ids[one], ids[other]
        wanted[a], wanted[b] = wanted[b], wanted[a]
        tangle.put(one, on_circle(radii[a], wanted[a]))
        tangle.put(other, on_circle(radii[b], wanted[b]))

    crowds = [
        [number[n.id] for n in sorted(loose, key=lambda n: wanted[n.id]) if sector_of(n.sphere, split) == sector]
        for sector in angles
    ]
    standing = {number[n.id]: n for row in table.rows for n in row}

    def change(one: int, other: int) -> None:
        tangle.exchange(one, other)
        standing[one], standing[other] = standing[other], standing[one]

    free = [n for row in table.rows for n in row if n.place is None or not n.place.pinned]
    classes = [[number[n.id] for n in free if n.child == child] for child in (False, True)]
    exchanged(tangle, classes, effort // 3, change)
    exchanged(tangle, crowds, effort // 2, turn)
    exchanged(tangle, classes, effort // 6, change)
    order = [[standing[number[n.id]] for n in row] for row in table.rows]
    return _Ordered(map_, table.ordered(order), wanted, tangle.whole() + household * _ROOM + table.plain)


def _tangle_of(map_: MapData, places: Mapping[UUID, Point]) -> Tangle:
    """The map as straight ties, nodes without a place of their own standing where `places` says."""
    number = {node.id: at for at, node in enumerate(map_.nodes)}
    at = [places.get(n.id, (n.place.x, n.place.y) if n.place is not None else (0.0, 0.0)) for n in map_.nodes]
    boxes = {
        number[id_]: tuple(geometry.moved(box, -at[number[id_]][0], -at[number[id_]][1]) for box in both)
        for id_, both in obstacles_of(replace(map_, nodes=map_.household())).items()
    }
    pairs = [(number[t.source], number[t.target]) for t in map_.ties if t.source in number and t.target in number]
    return Tangle(at, pairs, boxes, members=frozenset(number[n.id] for n in map_.household()))


def place_for_new(map_: MapData, node: Node, *, sectors: int = 6) -> Place:
    """A free place for one more node, nobody else moves: on its ring, in its sector, or in the household."""
    if node.place is not None and node.place.pinned:
        return node.place
    others = map_.without(node.id) if map_.node(node.id) else map_
    ties = tuple(map_.ties_of(node.id))
    sizes = node_sizes(map_)
    field = field_of(others, sizes)
    if node.inside:
        return free_seat(node, (0.0, _ROW if node.child else -_ROW), field, map_.drawn_on)
    sheet = sheet_of(others, sectors)
    mine = sector_of(node.sphere, sectors)
    start, end = sheet.sectors[mine]
    ring = ring_by(node, ties)
    radius = sheet.household + near(sheet.household) + ring * STEP
    same = [n for n in others.outside() if n.place and sector_of(n.sphere, sectors) == mine]
    angle = _widest_gap([bearing(n.place.x, n.place.y) for n in same if n.place], start, end)
    wish = Wish(node, Wedge(angle, start, end), radius)
    at = settled(wish, field, node_size(map_, node), standing_of(others), map_.drawn_on, judged=MOST, ties=ties)
    return Place(round(at[0], 2), round(at[1], 2))


def ring_of(map_: MapData, node: Node) -> int:
    """The ring of a node, 0 the nearest: what was said of closeness, otherwise the quality of its ties."""
    return ring_by(node, tuple(map_.ties_of(node.id)))


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
            if wide:  # it reaches around the household: members in the order in which they stand around the middle
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
        return sum(abs((slot - ways[n.id] + 180.0) % 360.0 - 180.0) for n, slot in zip(turned, slots, strict=True))

    first = min(range(len(order)), key=off)
    return [*order[first:], *order[:first]]


def _widest_gap(taken: Sequence[float], start: float, end: float) -> float:
    stops = [start, *sorted(angle for angle in taken if start < angle < end), end]
    left, right = max(pairwise(stops), key=lambda pair: (pair[1] - pair[0], -pair[0]))
    return (left + right) / 2
