"""Ways of ties around others: a line that ran through a member or a name is bent past them.

Straight wherever that is free, because a straight line is read fastest; several ties of one pair lie side by
side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point
from desktop.figures.social_arcs import arcs, clipped
from desktop.figures.social_bends import (
    FINE,
    Ends,
    Handles,
    Route,
    bends,
    bowed,
    by_hand,
    straight,
    wide_bends,
)
from desktop.figures.social_symbols import look, node_sizes
from desktop.models.map_data import MapData, Node, Tie
from desktop.models.map_style import SymbolSet

__all__ = ["Laid", "Route", "laid", "obstacles_of", "routes"]

_THROUGH: Final = 100.0  # what it costs to run through a name
_THROUGH_MEMBER: Final = 180.0  # the same for a name of the household
_THROUGH_HOUSEHOLD: Final = 60.0  # the same for a tie among others through the household
_CROSSING: Final = 55.0
_LONGER: Final = 0.4  # a millimetre of an arc beyond the straight way
_TWICE: Final = 130  # ties of a map beyond which nobody chooses twice: a drag waits for this
_AGAIN: Final = 60  # ties among others that choose twice
_MANY: Final = 24
_COARSE: Final = 10
_CLEAR: Final = {"strong": 1.0, "conflict": 1.5}
_APART: Final = 5.0  # between ties of one pair, where they are widest apart
_SEARCHED: Final = 60  # ties beyond this stay straight when the map is crowded: bending no longer helps anybody


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
            if way is None or {tie.source, tie.target} & stirred or frozenset((tie.source, tie.target)) in pairs:
                continue
            lines = (way, (way[0], way[-1]))
            if not any(geometry.line_hits(line, geometry.grown(box, 2.0)) for box in near for line in lines):
                good[tie.id] = way
        return good


def routes(map_: MapData, before: Laid | None = None, symbols: SymbolSet = "standard") -> dict[UUID, Route]:
    """The way of every tie whose two ends have places, from edge to edge; what is still good of `before` stays."""
    return dict(laid(map_, before, symbols).ways)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all ties of a map have to do with."""

    nodes: Mapping[UUID, Node]
    sizes: Mapping[UUID, float]
    obstacles: Mapping[UUID, tuple[Box, Box]]
    household: Box | None
    members: frozenset[UUID]
    symbols: SymbolSet
    few: bool  # few bends are tried, because there are many ties
    search: bool

    def ends(self, tie: Tie) -> Ends:
        """The two ends of a tie as they stand and look."""
        source, target = self.nodes[tie.source], self.nodes[tie.target]
        sizes = (self.sizes[source.id], self.sizes[target.id])
        return Ends(source, target, _at(source), _at(target), sizes, self.symbols)


def _ground(map_: MapData, symbols: SymbolSet) -> _Ground:
    nodes = {node.id: node for node in map_.nodes if node.place is not None}
    sizes = node_sizes(map_)
    obstacles = _obstacles(nodes.values(), map_, sizes)
    return _Ground(
        nodes, sizes, obstacles, _household(nodes.values(), obstacles),
        frozenset(node.id for node in nodes.values() if node.inside), symbols,
        few=len(map_.ties) > _MANY, search=len(map_.ties) <= _SEARCHED,
    )  # fmt: skip


def laid(map_: MapData, before: Laid | None = None, symbols: SymbolSet = "standard") -> Laid:
    """The ways, with what is needed to find the next ones quicker."""
    ground = _ground(map_, symbols)
    nodes, obstacles = ground.nodes, ground.obstacles
    good = before.still_good(map_, obstacles) if before is not None and before.symbols == symbols else {}
    found: dict[UUID, Route] = {}
    rough = [_roughly(way) for way in good.values()]
    lane = 0
    # Ties of the household first: those among others find their way around them.
    for ties in sorted(_pairs(map_.ties, nodes).values(), key=lambda of: _among(of[0], nodes)):
        if all(tie.id in good for tie in ties):  # ties of one pair lie beside each other: all of them or none
            found |= {tie.id: good[tie.id] for tie in ties}
            continue
        for number, tie in enumerate(ties):
            ends = ground.ends(tie)
            if tie.bends:
                route = by_hand(ends, tie.bends)
            elif len(ties) > 1:
                side = (number - (len(ties) - 1) / 2) * _APART
                # Both ways of one pair are counted from the same side.
                route = bowed(ends, -side if tie.source.int > tie.target.int else side)
            else:
                route = _free_way(ends, tie, ground, rough)
                if ground.search and _among(tie, nodes):
                    route = _around(ends, tie, route, ground, rough, lane)
                    lane += len(route) > 2
            if len(route) > 1:
                found[tie.id] = route
                rough.append(_roughly(route))
    if len(map_.ties) <= _TWICE:
        _once_more(map_, ground, found, set(good))
    return Laid(map_, found, obstacles, symbols)


def _once_more(map_: MapData, ground: _Ground, found: dict[UUID, Route], settled: set[UUID]) -> None:
    """Bent ties and those among others choose again, now that all are known; the first ones knew nobody."""
    alone = Counter(frozenset((t.source, t.target)) for t in map_.ties)
    again = [
        t for t in map_.ties
        if t.id in found and t.id not in settled and not t.bends and alone[frozenset((t.source, t.target))] == 1
        and (_among(t, ground.nodes) or (ground.search and len(found[t.id]) > 2))
    ]  # fmt: skip
    if len(again) > _AGAIN:
        return
    rough = {id_: _roughly(way) for id_, way in found.items()}
    for lane, tie in enumerate(again):
        ends = ground.ends(tie)
        others = [way for id_, way in rough.items() if id_ != tie.id]
        if _among(tie, ground.nodes):
            way = _around(ends, tie, found[tie.id], ground, others, lane)
            if way != found[tie.id] and len(found[tie.id]) > 2:
                way = _around(ends, tie, straight(ends), ground, others, lane)
        else:
            way = _free_way(ends, tie, ground, others)
        if way:
            found[tie.id], rough[tie.id] = way, _roughly(way)


def _among(tie: Tie, nodes: Mapping[UUID, Node]) -> bool:
    """Is it a tie of two outside the household?"""
    return not nodes[tie.source].inside and not nodes[tie.target].inside


def _household(nodes: Iterable[Node], obstacles: Mapping[UUID, tuple[Box, Box]]) -> Box | None:
    """The box around the members; a tie among others costs something if it runs through."""
    members = [box for node in nodes if node.inside for box in obstacles[node.id]]
    return geometry.around(members) if members else None


def _around(
    ends: Ends,
    tie: Tie,
    best: Route,
    ground: _Ground,
    others: Sequence[Route],
    lane: int,
) -> Route:
    """The way of a tie among others: as it is, or an arc outside where that crosses fewer ties and no household."""
    if not best:
        return best
    obstacles, household = ground.obstacles, ground.household
    boxes = _in_the_way(ends, obstacles, _CLEAR.get(tie.quality, 0.6), frozenset())
    shortest = geometry.length((best[0], best[-1]))

    def price(points: Route, limit: float) -> float:
        cost = _LONGER * (geometry.length(points) - shortest) + _hits(points, boxes)
        if household is not None and geometry.line_hits(points, household):
            cost += _THROUGH_HOUSEHOLD
        return cost if cost >= limit else cost + _CROSSING * sum(geometry.crossings(points, o) for o in others)

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


def _obstacles(nodes: Iterable[Node], map_: MapData, sizes: Mapping[UUID, float]) -> dict[UUID, tuple[Box, Box]]:
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


def _free_way(ends: Ends, tie: Tie, ground: _Ground, others: Sequence[Route]) -> Route:
    direct = straight(ends)
    if not direct or not ground.search:
        return direct
    clear = _CLEAR.get(tie.quality, 0.6)
    boxes = _in_the_way(ends, ground.obstacles, clear, ground.members)
    cost = _hits(direct, boxes)
    if cost == 0:
        return direct
    cost += _CROSSING * sum(geometry.crossings(direct, other) for other in others)
    best, least = _cheapest(bends(ends, few=ground.few), direct, cost, boxes, others)
    if least >= _THROUGH:  # still through somebody: a wider way is better than a tie that seems to be theirs
        best, least = _cheapest(wide_bends(ends, few=ground.few), best, least, boxes, others)
    return best


def _cheapest(
    tried: Iterable[tuple[float, Handles]],
    best: Route,
    least: float,
    boxes: Sequence[tuple[Box, float]],
    others: Sequence[Route],
) -> tuple[Route, float]:
    """The way that runs through least; among those the one least bent and least crossed."""
    shortest = geometry.length((best[0], best[-1]))
    for bend, handles in tried:
        if bend >= least:
            break
        points = geometry.curve(*handles, _COARSE)
        price = bend + (geometry.length(points) - shortest)
        if price < least:
            price += _hits(points, boxes)
        if price < least:
            price += _CROSSING * sum(geometry.crossings(points, other) for other in others)
        if price < least:
            best, least = geometry.curve(*handles, FINE), price
    return best, least


def _in_the_way(
    ends: Ends, obstacles: Mapping[UUID, tuple[Box, Box]], clear: float, members: frozenset[UUID]
) -> list[tuple[Box, float]]:
    """Boxes, and what it costs to run through each: a symbol twice as much as a name."""
    boxes = []
    reach = geometry.grown(geometry.box_around((ends.start, ends.end)), 45.0)
    for id_, (symbol, label) in obstacles.items():
        if id_ in (ends.source.id, ends.target.id):
            boxes.append((label, _THROUGH))
        elif geometry.overlap(reach, symbol):
            price = _THROUGH_MEMBER if id_ in members else _THROUGH
            boxes += [
                (geometry.grown(symbol, clear), 2 * price),
                (geometry.grown(label, clear - 0.4), price),
            ]
    return [(box, cost) for box, cost in boxes if box[2] - box[0] > 0.1]


def _hits(points: Route, boxes: Sequence[tuple[Box, float]]) -> float:
    around = geometry.box_around(points)
    return sum(cost for box, cost in boxes if geometry.overlap(around, box) and geometry.line_hits(points, box))


def _at(node: Node) -> Point:
    return (node.place.x, node.place.y) if node.place else (0.0, 0.0)
