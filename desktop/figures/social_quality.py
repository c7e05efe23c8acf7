"""How good a drawn map is, in numbers: layouts are judged by these and not by taste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import atan2, degrees
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point
from desktop.figures.social_routes import Route, obstacles_of, routes
from desktop.models.map_data import MapData, Tie


@dataclass(frozen=True, slots=True)
class MapQuality:
    """Faults of a sheet; 0 everywhere is the best."""

    crossings: int  # of two ties that have no end in common
    overlaps: int  # of symbols and names with each other
    through_members: int  # ties through the symbol or name of a member they do not end at
    through_others: int  # ties through the symbol or name of somebody outside
    through_own_name: int  # ties through the name of one of their ends
    through_household: int = 0  # ties of two outside the household that run between its members
    length_mm: float = 0.0  # of all ties together
    angle: float = 360.0  # degrees between the two nearest ties that leave one symbol: room to tell them apart


def quality_of(map_: MapData, ways: Mapping[UUID, Route] | None = None) -> MapQuality:
    """Count the faults of the map as it is drawn now; `ways` are those of another drawing program."""
    ways = routes(map_) if ways is None else ways
    around = obstacles_of(map_)
    inside = {node.id for node in map_.household()}
    members = others = own = crossed = 0
    ties = [tie for tie in map_.ties if tie.id in ways]
    for tie in ties:
        for id_, (symbol, label) in around.items():
            if id_ in (tie.source, tie.target):
                own += geometry.line_hits(ways[tie.id], label)
            elif geometry.line_hits(ways[tie.id], symbol) or geometry.line_hits(ways[tie.id], label):
                members += id_ in inside
                others += id_ not in inside
    for one, other in combinations(ties, 2):
        if not {one.source, one.target} & {other.source, other.target}:
            crossed += geometry.crossings(ways[one.id], ways[other.id])
    overlaps = sum(any(geometry.overlap(a, b) for a in one for b in other) for one, other in combinations(around.values(), 2))
    return MapQuality(
        crossed,
        overlaps,
        members,
        others,
        own,
        _through_household(ties, ways, [box for id_ in inside if id_ in around for box in around[id_]], inside),
        sum(geometry.length(ways[tie.id]) for tie in ties),
        _angle(ties, ways),
    )


def _through_household(ties: Sequence[Tie], ways: Mapping[UUID, Route], boxes: Sequence[Box], inside: set[UUID]) -> int:
    if not boxes:
        return 0
    loop = geometry.around(boxes)
    return sum(geometry.line_hits(ways[tie.id], loop) for tie in ties if not {tie.source, tie.target} & inside)


def _angle(ties: Sequence[Tie], ways: Mapping[UUID, Route]) -> float:
    leaving: dict[UUID, list[float]] = {}
    for tie in ties:
        way = ways[tie.id]
        if len(way) > 1:
            leaving.setdefault(tie.source, []).append(_bearing(way[0], way[1]))
            leaving.setdefault(tie.target, []).append(_bearing(way[-1], way[-2]))
    least = 360.0
    for angles in leaving.values():
        ordered = sorted(angles)
        if len(ordered) > 1:
            turns = [b - a for a, b in pairwise([*ordered, ordered[0] + 360.0])]
            least = min(least, *turns)
    return least


def _bearing(start: Point, end: Point) -> float:
    return degrees(atan2(end[1] - start[1], end[0] - start[0])) % 360.0
