"""Lines of a genogram as values: every bond's way, and the pieces that are stroked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.genogram_tree import Key
from desktop.figures.primitives import Box, Point
from desktop.models.kin_data import KinParent, KinTwins

Way = tuple[Point, ...]
Role = Literal["union", "stem", "drop", "leg"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to be stroked once, though several bonds run along it."""

    role: Role
    nature: str
    way: Way
    tag: str


@dataclass(slots=True)
class Ways:
    """All lines of kinship; every bond's own way from end to end, and the pieces they are drawn with."""

    unions: dict[UUID, Way] = field(default_factory=dict)
    together: dict[Key, Way] = field(default_factory=dict)  # parents of a child without a union
    links: dict[UUID, Way] = field(default_factory=dict)
    losses: dict[UUID, Way] = field(default_factory=dict)
    twins: dict[UUID, Way] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    flat: dict[UUID, tuple[Point, Point]] = field(default_factory=dict)  # where a union's years and slashes stand
    ends: dict[UUID, Point] = field(default_factory=dict)  # the last turn above a child, for the bar of who left
    adopted: list[Point] = field(default_factory=list)  # where the lines of adoption are bracketed
    identical: list[Way] = field(default_factory=list)
    loose: list[KinTwins] = field(default_factory=list)  # twins who do not stand beside each other
    strays: list[KinParent] = field(default_factory=list)  # a parent who does not stand above the child
    _walls: list[tuple[Box, Way]] = field(default_factory=list)

    def walls(self) -> list[tuple[Box, Way]]:
        """Every piece that words should not stand on, with the box around it; asked when all pieces are there."""
        if not self._walls:
            self._walls = [(geometry.box_around(piece.way), piece.way) for piece in self.pieces if piece.role != "union"]
        return self._walls


def straight(points: list[Point]) -> Way:
    """The way without points that say nothing."""
    found: list[Point] = []
    for point in points:
        if found and abs(found[-1][0] - point[0]) < 1e-6 and abs(found[-1][1] - point[1]) < 1e-6:
            continue
        if len(found) > 1:
            (ax, ay), (bx, by) = found[-2], found[-1]
            if (
                abs((bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)) < 1e-9
                and (bx - ax) * (point[0] - bx) + (by - ay) * (point[1] - by) >= 0
            ):
                found.pop()
        found.append(point)
    return tuple(found)
