"""How good a drawn map is, in numbers: layouts are judged by these and not by taste."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from desktop.figures import geometry
from desktop.figures.social_routes import obstacles_of, routes
from desktop.models.map_data import MapData


@dataclass(frozen=True, slots=True)
class MapQuality:
    """Faults of a sheet; 0 everywhere is the best."""

    crossings: int  # of two ties that have no end in common
    overlaps: int  # of symbols and names with each other
    through_members: int  # ties through the symbol or name of a member they do not end at
    through_others: int  # ties through the symbol or name of somebody outside
    through_own_name: int  # ties through the name of one of their ends


def quality_of(map_: MapData) -> MapQuality:
    """Count the faults of the map as it is drawn now."""
    ways, around = routes(map_), obstacles_of(map_)
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
    overlaps = sum(
        any(geometry.overlap(a, b) for a in one for b in other)
        for one, other in combinations(around.values(), 2)
    )
    return MapQuality(crossed, overlaps, members, others, own)
