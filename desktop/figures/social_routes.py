"""Ways of ties around others: a line that ran through a member or a name is bent past them.

Straight wherever that is free, because a straight line is read fastest; several ties of one pair lie side by
side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point
from desktop.figures.social_arcs import arcs, clipped
from desktop.figures.social_symbols import edge, look, node_sizes
from desktop.models.map_data import MapData, Node, Tie
from desktop.models.map_style import SymbolSet

Route = tuple[Point, ...]
_Handles = tuple[Point, Point, Point, Point]
_TURNS: Final = (15, 30, 45, 60, 80, 100, 125)  # degrees off the straight way on which a bent tie arrives
_HANDLES: Final = (9.0, 16.0, 26.0, 38.0)  # millimetres
_FEW_TURNS: Final = (25, 50, 90)  # for maps with many ties
_FEW_HANDLES: Final = (14.0, 30.0)
_WIDE_TURNS: Final = (0, 25, -25, 55, -55, 90, -90)
_FEW_WIDE: Final = (0, 55, -55)
_WIDE_HANDLES: Final = (12.0, 24.0, 38.0)
_THROUGH: Final = 100.0  # what it costs to run through a name
_THROUGH_HOUSEHOLD: Final = 60.0  # the same for a tie among others through the household
_CROSSING: Final = 30.0
_LONGER: Final = 0.4  # a millimetre of an arc beyond the straight way
_TWICE: Final = 130  # ties of a map beyond which nobody chooses twice: a drag waits for this
_AGAIN: Final = 60  # ties among others that choose twice
_MANY: Final = 24
_COARSE: Final = 10
_FINE: Final = 28
_CLEAR: Final = {"strong": 1.0, "conflict": 1.5}
_APART: Final = 5.0  # between ties of one pair, where they are widest apart
_SEARCHED: Final = (
    60  # ties beyond this stay straight when the map is crowded: bending no longer helps anybody
)


@dataclass(frozen=True, slots=True)
class _Ends:
    source: Node
    target: Node
    start: Point
    end: Point
    sizes: tuple[float, float]
    symbols: SymbolSet = "standard"

    def leaves(self, toward: Point) -> Point:
        """Where a tie towards this point leaves the source's symbol."""
        return edge(self.source, self.start, self.sizes[0], toward, self.symbols)

    def arrives(self, coming: Point) -> Point:
        """Where a tie coming from this point ends at the target's symbol."""
        return edge(self.target, self.end, self.sizes[1], coming, self.symbols)


@dataclass(frozen=True, slots=True)
class Laid:
    """Ways found for a map: after a small change most of them are still good."""

    map_: MapData
    ways: Mapping[UUID, Route]
    boxes: Mapping[UUID, tuple[Box, Box]]
    symbols: SymbolSet = "standard"

    def still_good(self, map_: MapData, boxes: Mapping[UUID, tuple[Box, Box]]) -> dict[UUID, Route]:
        """Ways of ties that neither changed nor have a node in the way, or out of it, that stands elsewhere now."""
        if (len(map_.ties) > _MANY) != (len(self.map_.ties) > _MANY):
            return {}
        old_nodes, old_ties = {n.id: n for n in self.map_.nodes}, {t.id: t for t in self.map_.ties}
        new_nodes = {n.id: n for n in map_.nodes}
        stirred = {i for i in new_nodes.keys() | old_nodes.keys() if new_nodes.get(i) != old_nodes.get(i)}
        stirred |= {i for i in boxes.keys() | self.boxes.keys() if boxes.get(i) != self.boxes.get(i)}
        changed = set(old_ties.keys() ^ {t.id for t in map_.ties})
        changed |= {t.id for t in map_.ties if old_ties.get(t.id) != t}
        both = (*old_ties.values(), *map_.ties)
        pairs = {frozenset((t.source, t.target)) for t in both if t.id in changed}
        near = [box for kept in (boxes, self.boxes) for i in stirred if i in kept for box in kept[i]]
        good = {}
        for tie in map_.ties:
            way = self.ways.get(tie.id)
            if (
                way is None
                or {tie.source, tie.target} & stirred
                or frozenset((tie.source, tie.target)) in pairs
            ):
                continue
            lines = (way, (way[0], way[-1]))
            if not any(geometry.line_hits(line, geometry.grown(box, 2.0)) for box in near for line in lines):
                good[tie.id] = way
        return good


def routes(map_: MapData, before: Laid | None = None, symbols: SymbolSet = "standard") -> dict[UUID, Route]:
    """The way of every tie whose two ends have places, from edge to edge; what is still good of `before` stays."""
    return dict(laid(map_, before, symbols).ways)


def laid(map_: MapData, before: Laid | None = None, symbols: SymbolSet = "standard") -> Laid:
    """The ways, with what is needed to find the next ones quicker."""
    sizes = node_sizes(map_)
    nodes = {node.id: node for node in map_.nodes if node.place is not None}
    obstacles = _obstacles(nodes.values(), map_, sizes)
    good = before.still_good(map_, obstacles) if before is not None and before.symbols == symbols else {}
    found: dict[UUID, Route] = {}
    rough = [_roughly(way) for way in good.values()]
    few = len(map_.ties) > _MANY
    household = _household(nodes.values(), obstacles)
    search = len(map_.ties) <= _SEARCHED
    lane = 0
    # Ties of the household first: those among others find their way around them.
    for ties in sorted(_pairs(map_.ties, nodes).values(), key=lambda of: _among(of[0], nodes)):
        if all(tie.id in good for tie in ties):  # ties of one pair lie beside each other: all of them or none
            found |= {tie.id: good[tie.id] for tie in ties}
            continue
        for number, tie in enumerate(ties):
            source, target = nodes[tie.source], nodes[tie.target]
            ends = _Ends(
                source, target, _at(source), _at(target), (sizes[source.id], sizes[target.id]), symbols
            )
            if tie.bends:
                route = _by_hand(ends, tie.bends)
            elif len(ties) > 1:
                side = (number - (len(ties) - 1) / 2) * _APART
                turned = (
                    tie.source.int > tie.target.int
                )  # both ways of one pair are counted from the same side
                route = _bowed(ends, -side if turned else side)
            else:
                route = _free_way(ends, tie, obstacles, rough, few=few, search=search)
                if search and _among(tie, nodes):
                    route = _around(ends, tie, route, obstacles, rough, household, lane)
                    lane += len(route) > 2
            if len(route) > 1:
                found[tie.id] = route
                rough.append(_roughly(route))
    if len(map_.ties) <= _TWICE:
        _once_more(map_, nodes, sizes, obstacles, found, set(good), household, symbols)
    return Laid(map_, found, obstacles, symbols)


def _once_more(
    map_: MapData,
    nodes: Mapping[UUID, Node],
    sizes: Mapping[UUID, float],
    obstacles: Mapping[UUID, tuple[Box, Box]],
    found: dict[UUID, Route],
    settled: set[UUID],
    household: Box | None,
    symbols: SymbolSet,
) -> None:
    """Ties among others choose again, now that all the others are known; the first ones knew nobody."""
    alone = Counter(frozenset((t.source, t.target)) for t in map_.ties)
    again = [
        t for t in map_.ties
        if t.id in found and t.id not in settled and not t.bends and _among(t, nodes)
        and alone[frozenset((t.source, t.target))] == 1
    ]  # fmt: skip
    if len(again) > _AGAIN:
        return
    rough = {id_: _roughly(way) for id_, way in found.items()}
    for lane, tie in enumerate(again):
        source, target = nodes[tie.source], nodes[tie.target]
        ends = _Ends(source, target, _at(source), _at(target), (sizes[source.id], sizes[target.id]), symbols)
        others = [way for id_, way in rough.items() if id_ != tie.id]
        way = _around(ends, tie, found[tie.id], obstacles, others, household, lane)
        if way != found[tie.id] and len(found[tie.id]) > 2:
            way = _around(ends, tie, _straight(ends), obstacles, others, household, lane)
        if way:
            found[tie.id], rough[tie.id] = way, _roughly(way)


def _among(tie: Tie, nodes: Mapping[UUID, Node]) -> bool:
    """Is it a tie of two outside the household?"""
    return not nodes[tie.source].inside and not nodes[tie.target].inside


def _household(nodes: Iterable[Node], obstacles: Mapping[UUID, tuple[Box, Box]]) -> Box | None:
    """The box around the members; a tie among others costs something if it runs through."""
    members = [box for node in nodes if node.inside for box in obstacles[node.id]]
    return geometry.around(members) if members else None


def _by_hand(ends: _Ends, bends: tuple[Point, ...]) -> Route:
    """The way a person bent: drawn as it is."""
    first = ends.leaves(bends[0])
    last = ends.arrives(bends[-1])
    return (first, *bends, last)


def _around(
    ends: _Ends,
    tie: Tie,
    best: Route,
    obstacles: Mapping[UUID, tuple[Box, Box]],
    others: Sequence[Route],
    household: Box | None,
    lane: int,
) -> Route:
    """The way of a tie among others: as it is, or an arc outside where that crosses fewer ties and no household."""
    if not best:
        return best
    boxes = _in_the_way(ends, obstacles, _CLEAR.get(tie.quality, 0.6))
    shortest = geometry.length((best[0], best[-1]))

    def price(points: Route, limit: float) -> float:
        cost = _LONGER * (geometry.length(points) - shortest) + _hits(points, boxes)
        if household is not None and geometry.line_hits(points, household):
            cost += _THROUGH_HOUSEHOLD
        return (
            cost if cost >= limit else cost + _CROSSING * sum(geometry.crossings(points, o) for o in others)
        )

    least = price(_roughly(best), 1e9)
    if least == 0:
        return best
    for points in arcs(ends.start, ends.end, obstacles, frozenset((ends.source.id, ends.target.id)), lane):
        first = ends.leaves(points[1])
        last = ends.arrives(points[-2])
        way = clipped(points, first, last)
        if (cost := price(way, least)) < least:
            best, least = way, cost
    return best


def _roughly(route: Route) -> Route:
    return route if len(route) == 2 else (*route[::4], route[-1])


def obstacles_of(map_: MapData) -> dict[UUID, tuple[Box, Box]]:
    """Symbol and label of every node that stands somewhere: what lines should not run through."""
    sizes = node_sizes(map_)
    return _obstacles((node for node in map_.nodes if node.place is not None), map_, sizes)


def _obstacles(
    nodes: Iterable[Node], map_: MapData, sizes: Mapping[UUID, float]
) -> dict[UUID, tuple[Box, Box]]:
    boxes = {}
    for node in nodes:
        x, y = _at(node)
        seen = look(node, (x, y), map_.drawn_on, sizes[node.id])
        boxes[node.id] = (geometry.moved(seen.symbol, x, y), geometry.moved(seen.label, x, y))
    return boxes


def _pairs(ties: Iterable[Tie], nodes: Mapping[UUID, Node]) -> dict[frozenset[UUID], list[Tie]]:
    pairs: dict[frozenset[UUID], list[Tie]] = {}
    for tie in ties:
        if tie.source in nodes and tie.target in nodes and tie.source != tie.target:
            pairs.setdefault(frozenset((tie.source, tie.target)), []).append(tie)
    return pairs


def _free_way(
    ends: _Ends,
    tie: Tie,
    obstacles: Mapping[UUID, tuple[Box, Box]],
    others: Sequence[Route],
    *,
    few: bool,
    search: bool,
) -> Route:
    straight = _straight(ends)
    if not straight or not search:
        return straight
    clear = _CLEAR.get(tie.quality, 0.6)
    boxes = _in_the_way(ends, obstacles, clear)
    cost = _hits(straight, boxes)
    if cost == 0:
        return straight
    best, least = _cheapest(_bends(ends, few=few), straight, cost, boxes, others)
    if least >= _THROUGH:  # still through somebody: a wider way is better than a tie that seems to be theirs
        best, least = _cheapest(_wide_bends(ends, few=few), best, least, boxes, others)
    return best


def _cheapest(
    bends: Iterable[tuple[float, _Handles]],
    best: Route,
    least: float,
    boxes: Sequence[tuple[Box, float]],
    others: Sequence[Route],
) -> tuple[Route, float]:
    """The way that runs through least; among those the one least bent and least crossed."""
    shortest = geometry.length((best[0], best[-1]))
    for bend, handles in bends:
        if bend >= least:
            break
        points = geometry.curve(*handles, _COARSE)
        price = bend + (geometry.length(points) - shortest)
        if price < least:
            price += _hits(points, boxes)
        if price < least:
            price += _CROSSING * sum(geometry.crossings(points, other) for other in others)
        if price < least:
            best, least = geometry.curve(*handles, _FINE), price
    return best, least


def _in_the_way(
    ends: _Ends, obstacles: Mapping[UUID, tuple[Box, Box]], clear: float
) -> list[tuple[Box, float]]:
    """Boxes, and what it costs to run through each: a symbol twice as much as a name."""
    boxes = []
    reach = geometry.grown(geometry.box_around((ends.start, ends.end)), 45.0)
    for id_, (symbol, label) in obstacles.items():
        if id_ in (ends.source.id, ends.target.id):
            boxes.append((label, _THROUGH))
        elif geometry.overlap(reach, symbol):
            boxes += [
                (geometry.grown(symbol, clear), 2 * _THROUGH),
                (geometry.grown(label, clear - 0.4), _THROUGH),
            ]
    return [(box, cost) for box, cost in boxes if box[2] - box[0] > 0.1]


def _bends(ends: _Ends, *, few: bool) -> Iterator[tuple[float, _Handles]]:
    """Curves in the order of how much they are bent."""
    back = geometry.direction(ends.end, ends.start)
    far = hypot(ends.start[0] - ends.end[0], ends.start[1] - ends.end[1])
    tried = sorted(
        (abs(turn) * 0.12 + handle * 0.05, turn, handle)
        for amount in (_FEW_TURNS if few else _TURNS)
        for turn in (amount, -amount)
        for handle in (_FEW_HANDLES if few else _HANDLES)
        if handle < far * 0.9
    )
    for bend, turn, handle in tried:
        way = _turned(back, turn)
        last = ends.arrives((ends.end[0] + way[0], ends.end[1] + way[1]))
        second = (last[0] + way[0] * handle, last[1] + way[1] * handle)
        first_edge = ends.leaves(second)
        share = 0.35
        first = (
            first_edge[0] + (second[0] - first_edge[0]) * share,
            first_edge[1] + (second[1] - first_edge[1]) * share,
        )
        yield bend, (first_edge, first, second, last)


def _wide_bends(ends: _Ends, *, few: bool) -> Iterator[tuple[float, _Handles]]:
    """Curves that leave sideways too, in the order of how much they are bent: around two rows of members."""
    there, back = geometry.direction(ends.start, ends.end), geometry.direction(ends.end, ends.start)
    far = hypot(ends.start[0] - ends.end[0], ends.start[1] - ends.end[1])
    tried = sorted(
        (10.0 + abs(turn) * 0.12 + abs(leave) * 0.12 + handle * 0.05, turn, leave, handle)
        for turn in (_FEW_WIDE if few else _WIDE_TURNS)
        for leave in (_FEW_WIDE if few else _WIDE_TURNS)
        for handle in (_WIDE_HANDLES[1:2] if few else _WIDE_HANDLES)
        if handle < far
    )
    for bend, turn, leave, handle in tried:
        second_way, first_way = _turned(back, turn), _turned(there, leave)
        last = ends.arrives(_ahead(ends.end, second_way, 1.0))
        first = ends.leaves(_ahead(ends.start, first_way, 1.0))
        yield bend, (first, _ahead(first, first_way, handle), _ahead(last, second_way, handle), last)


def _turned(way: Point, degrees: float) -> Point:
    angle = radians(degrees)
    return way[0] * cos(angle) - way[1] * sin(angle), way[0] * sin(angle) + way[1] * cos(angle)


def _ahead(at: Point, way: Point, far: float) -> Point:
    return at[0] + way[0] * far, at[1] + way[1] * far


def _bowed(ends: _Ends, side: float) -> Route:
    """A flat bow beside the straight way."""
    way = geometry.direction(ends.start, ends.end)
    middle = ((ends.start[0] + ends.end[0]) / 2, (ends.start[1] + ends.end[1]) / 2)
    top = (middle[0] - way[1] * side * 1.6, middle[1] + way[0] * side * 1.6)
    if not _straight(ends):
        return ()
    first = ends.leaves(top)
    last = ends.arrives(top)
    return geometry.curve(first, top, top, last, _FINE) if side else (first, last)


def _straight(ends: _Ends) -> Route:
    first = ends.leaves(ends.end)
    last = ends.arrives(ends.start)
    way = geometry.direction(ends.start, ends.end)
    ahead = way[0] * (last[0] - first[0]) + way[1] * (last[1] - first[1])
    return (first, last) if ahead > 0.5 else ()


def _hits(points: Route, boxes: Sequence[tuple[Box, float]]) -> float:
    around = geometry.box_around(points)
    return sum(
        cost for box, cost in boxes if geometry.overlap(around, box) and geometry.line_hits(points, box)
    )


def _at(node: Node) -> Point:
    return (node.place.x, node.place.y) if node.place else (0.0, 0.0)
