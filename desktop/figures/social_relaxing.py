"""The last repair of a layout: nodes whose ties cross or run through others look for a better place of their ring.

Only what is still tangled moves, a node stays in its sector and between the nearest and the furthest of its ring, and
the work is counted and not timed, so the same map gives the same sheet on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import degrees, hypot
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point, on_circle
from desktop.figures.social_sheet import bearing
from desktop.figures.social_symbols import look, node_sizes
from desktop.figures.social_tangle import THROUGH, Tangle
from desktop.models.map_data import MapData, Place

EFFORT: Final = 40_000  # ties and boxes looked at
_APART: Final = 1.5  # between two symbols or names
_TURNS: Final = (-5.0, 5.0, -10.0, 10.0, -16.0, 16.0, -24.0, 24.0, -34.0, 34.0)  # millimetres along the ring
_OUT: Final = (0.0, 5.0, -5.0, 10.0, -10.0)
_BORDER: Final = 7.0  # from the borders of the sector
_BESIDE: Final = (0.0, -12.0, 12.0, -24.0, 24.0, -40.0, 40.0)
_WORTH: Final = 0.5

_Looks = tuple[tuple[Box, ...], tuple[Box, ...]]  # boxes around (0, 0) below and above the household's middle


class _Relaxing:
    def __init__(
        self,
        map_: MapData,
        bounds: Mapping[UUID, tuple[float, float]],
        rings: Mapping[UUID, int],
        through: float,
        effort: int,
    ) -> None:
        self._effort = effort
        self._nodes = [node for node in map_.nodes if node.place is not None]
        number = {node.id: at for at, node in enumerate(self._nodes)}
        sizes = node_sizes(map_)
        self._looks: list[_Looks] = []
        places: list[Point] = []
        for node in self._nodes:
            sides = [look(node, (0.0, side), map_.drawn_on, sizes[node.id]) for side in (1.0, -1.0)]
            self._looks.append(((sides[0].symbol, sides[0].label), (sides[1].symbol, sides[1].label)))
            places.append((node.place.x, node.place.y) if node.place else (0.0, 0.0))
        ties = [(number[t.source], number[t.target]) for t in map_.ties if t.source in number and t.target in number]
        boxes = {at: self._looks[at][places[at][1] < 0] for at in range(len(places))}
        light = {at: through for at, node in enumerate(self._nodes) if not node.inside}
        members = frozenset(at for at, node in enumerate(self._nodes) if node.inside)
        self._tangle = Tangle(places, ties, boxes, light, members)
        self._grown = [tuple(_with_air(boxes) for boxes in sides) for sides in self._looks]
        self._spans = [self._span(at) for at in range(len(places))]  # left, top, right, bottom of everybody, and who
        self._sectors = {
            at: bounds[node.id]
            for at, node in enumerate(self._nodes)
            if not node.inside and node.place is not None and not node.place.pinned
        }
        self._rings = {at: rings[self._nodes[at].id] for at in self._sectors}
        self._bands: dict[int, tuple[float, float]] = {}
        for at, ring in self._rings.items():
            far = hypot(*places[at])
            low, high = self._bands.get(ring, (far, far))
            self._bands[ring] = min(low, far), max(high, far)

    def run(self) -> dict[UUID, Place]:
        """New places of those that found a better one."""
        tangle = self._tangle
        moved: set[int] = set()
        tangle.spent = 0
        for _round in range(3):
            worst = sorted(self._sectors, key=lambda at: -tangle.cost(at))
            any_better = False
            for at in worst:
                if tangle.spent > self._effort:
                    break
                if self._improve(at):
                    moved.add(at)
                    any_better = True
            if not any_better or tangle.spent > self._effort:
                break
        found = {at: tangle.at(at) for at in moved}
        return {self._nodes[at].id: Place(x, y) for at, (x, y) in found.items()}

    def _improve(self, at: int) -> bool:
        tangle = self._tangle
        here, least = tangle.at(at), tangle.cost(at)
        if least < _WORTH:
            return False
        best: Point | None = None
        for spot in self._spots(at, here):
            if tangle.spent > self._effort:
                break
            if not self._free(at, spot):
                continue
            self._put(at, spot)
            if (cost := tangle.cost(at, limit=least - _WORTH)) < least - _WORTH:
                best, least = spot, cost
                if least < _WORTH:
                    break
        self._put(at, best or here)
        return best is not None

    def _put(self, at: int, spot: Point) -> None:
        self._tangle.put(at, spot)
        self._tangle.boxes[at] = self._looks[at][spot[1] < 0]
        self._spans[at] = self._span(at)

    def _span(self, at: int) -> tuple[float, float, float, float, int]:
        return (*geometry.moved(geometry.around(self._tangle.boxes[at]), *self._tangle.at(at)), at)

    def _spots(self, at: int, here: Point) -> Iterator[Point]:
        """Places of the node's own ring and sector, the nearest first."""
        start, end = self._sectors[at]
        low, high = self._bands[self._rings[at]]
        far, angle = hypot(*here), bearing(*here)
        for out in _OUT:
            radius = min(max(far + out, low), high)
            if out and abs(radius - far) < 1.0:
                continue
            border = min(degrees(_BORDER / radius), (end - start) / 2)
            for turn in _TURNS if not out else (0.0, *_TURNS):
                turned = angle + degrees(turn / radius)
                if end - start >= 360.0 or start + border <= turned <= end - border:
                    x, y = on_circle(radius, turned)
                    yield round(x, 2), round(y, 2)  # as it will be kept: a name changes sides at 0
        if end - start >= 360.0:
            for turned in self._ways(at):
                for radius in (low, (low + high) / 2, high):
                    for side in _BESIDE:
                        x, y = on_circle(radius, turned + degrees(side / radius))
                        yield round(x, 2), round(y, 2)

    def _ways(self, at: int) -> tuple[float, float]:
        """Directions in which the ends of the node's ties lie: where it would stand between them, and opposite."""
        tangle = self._tangle
        ends = [a if b == at else b for a, b in (tangle.ties[tie] for tie in tangle.of[at])]
        x, y = sum(tangle.xs[e] for e in ends), sum(tangle.ys[e] for e in ends)
        way = bearing(x, y)
        return way, way + 180.0

    def _free(self, at: int, spot: Point) -> bool:
        """Would the node there keep clear of all symbols and names?"""
        tangle = self._tangle
        here = self._grown[at][spot[1] < 0]
        left, top, right, bottom = geometry.moved(here[2], *spot)
        spans = self._spans
        near = [o for o in spans if o[0] < right and o[2] > left and o[1] < bottom and o[3] > top and o[4] != at]
        if not near:
            return True
        mine = (geometry.moved(here[0], *spot), geometry.moved(here[1], *spot))
        for span in near:
            other = span[4]
            x, y = tangle.at(other)
            for part in tangle.boxes[other]:
                box = geometry.moved(part, x, y)
                if geometry.overlap(mine[0], box) or geometry.overlap(mine[1], box):
                    return False
        return True


def _with_air(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """Symbol and name with the air that belongs to them, and the box around both."""
    grown = [geometry.grown(box, _APART) for box in boxes]
    return (*grown, geometry.around(grown))


def relaxed(
    map_: MapData,
    bounds: Mapping[UUID, tuple[float, float]],
    rings: Mapping[UUID, int],
    *,
    through: float = THROUGH,
    effort: int = EFFORT,
) -> MapData:
    """The map with tangled nodes moved along and within their rings where that frees their ties."""
    places = _Relaxing(map_, bounds, rings, through, effort).run()
    return replace(map_, nodes=tuple(replace(n, place=places.get(n.id, n.place)) for n in map_.nodes))
