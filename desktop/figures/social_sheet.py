"""The ground of the map of social connections: the household's circle, six sectors, the edge of the sheet.

All of it follows from the nodes and their places; nothing of it is stored, so a map and its ground cannot
disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import atan2, degrees, hypot
from statistics import median
from typing import Final

from desktop.figures.social_symbols import look
from desktop.models.map_data import MapData, Node, sector_of, sectors

_ROOMY: Final = 6  # so many nodes stand well in a sector of its usual width
_LEAST: Final = 22.0  # degrees that an empty sector keeps beside a crowded one
_SMALLEST: Final = 27.0  # household, millimetres
_BORDER: Final = 3.5
_RIM: Final = 8.0
_DEPTH: Final = 42.0  # of the sectors around an empty household
_STRAY: Final = 1.7  # a node dragged further out than this many usual distances does not stretch the sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """The ground of one map: radii in millimetres, sectors as (start, end) in degrees, 0 up, clockwise."""

    household: float
    rim: float
    sectors: dict[str, tuple[float, float]]


def sheet_of(map_: MapData, split: int = 6) -> Sheet:
    """The ground that fits the map as its nodes stand now; `split`: into how many sectors."""
    household = household_radius(map_.household(), map_)
    far = [hypot(node.place.x, node.place.y) for node in map_.outside() if node.place]
    usual = median(far) * _STRAY if far else 0.0
    rim = max([household + _DEPTH, *(distance + _RIM for distance in far if distance <= usual)])
    names = [_name_ends(node, map_.drawn_on) for node in map_.outside() if node.place]
    rim = max([rim, *(end + 1.0 for end in names if end <= usual)])
    return Sheet(household, rim, sector_angles(map_, split))


def household_radius(members: tuple[Node, ...], map_: MapData) -> float:
    """The circle around the members as they stand; one dragged far away does not take the circle along."""
    reach = [0.0]
    for node in members:
        if node.place is None:
            continue
        box = look(node, (node.place.x, node.place.y), map_.drawn_on).box
        xs, ys = (
            (node.place.x + box[0], node.place.x + box[2]),
            (node.place.y + box[1], node.place.y + box[3]),
        )
        reach.append(max(hypot(x, y) for x in xs for y in ys))
    usual = max(_SMALLEST, 18.0 + 8.0 * len(members))
    return max([_SMALLEST, *(r + _BORDER for r in reach if r + _BORDER <= usual * _STRAY)])


def _name_ends(node: Node, today: date) -> float:
    """How far from the household the outer side of a node's name is."""
    if node.place is None:
        return 0.0
    x, y = node.place.x, node.place.y
    label = look(node, (x, y), today).label
    return hypot(x, y + (label[1] if y < 0 else label[3]))


def sector_angles(map_: MapData, split: int = 6) -> dict[str, tuple[float, float]]:
    """Where the sectors lie: equal for as long as everybody has room, wider for the crowded ones otherwise.

    Nodes that already stand decide: adding one more to a full sector must not move the ground under the
    others.
    """
    choices = [wanted_angles(map_, split)]
    standing = [node for node in map_.outside() if node.place]
    if standing and split:
        names = tuple(sectors(split))
        choices.append(_angles([360.0 / len(names)] * len(names), names))
        choices.append(_angles(_shares(Counter(sector_of(n.sphere, split) for n in standing), names), names))
    return min(choices, key=lambda angles: sum(_astray(node, angles, split) for node in standing))


def wanted_angles(map_: MapData, split: int = 6) -> dict[str, tuple[float, float]]:
    """The sectors a new layout gives the map, whatever stands where now."""
    names = tuple(sectors(split))
    return _angles(_shares(Counter(sector_of(node.sphere, split) for node in map_.outside()), names), names)


def bearing(x: float, y: float) -> float:
    """The angle of a place seen from the household: degrees, 0 is up, clockwise."""
    return degrees(atan2(x, -y)) % 360.0


def _shares(counts: Counter[str], names: Sequence[str]) -> list[float]:
    if max(counts.values(), default=0) <= _ROOMY or len(names) < 2:
        return [360.0 / len(names)] * len(names)
    free, whole = 360.0 - _LEAST * len(names), counts.total()
    return [_LEAST + free * counts[name] / whole for name in names]


def _angles(shares: Sequence[float], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    angles, start = {}, 0.0
    for name, share in zip(names, shares, strict=True):
        angles[name] = (start, start + share)
        start += share
    return angles


def _astray(node: Node, angles: Mapping[str, tuple[float, float]], split: int) -> bool:
    if node.place is None:
        return False
    start, end = angles[sector_of(node.sphere, split)]
    return not start <= bearing(node.place.x, node.place.y) <= end
