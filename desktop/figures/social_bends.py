"""Ways a single tie could take: straight, bowed beside another one, or bent past what stands between its ends.

Which of them is taken is decided where all the other ties are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Final

from desktop.figures import geometry
from desktop.figures.primitives import Point
from desktop.figures.social_symbols import edge
from desktop.models.map_data import Node
from desktop.models.map_style import SymbolSet

Route = tuple[Point, ...]
Handles = tuple[Point, Point, Point, Point]
_TURNS: Final = (15, 30, 45, 60, 80, 100, 125)  # degrees off the straight way on which a bent tie arrives
_HANDLES: Final = (9.0, 16.0, 26.0, 38.0)  # millimetres
_FEW_TURNS: Final = (25, 50, 90)  # for maps with many ties
_FEW_HANDLES: Final = (14.0, 30.0)
_WIDE_TURNS: Final = (0, 25, -25, 55, -55, 90, -90)
_FEW_WIDE: Final = (0, 55, -55)
_WIDE_HANDLES: Final = (12.0, 24.0, 38.0)
FINE: Final = 28


@dataclass(frozen=True, slots=True)
class Ends:
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


def by_hand(ends: Ends, by: tuple[Point, ...]) -> Route:
    """The way a person bent: drawn as it is."""
    first = ends.leaves(by[0])
    last = ends.arrives(by[-1])
    return (first, *by, last)


def bends(ends: Ends, *, few: bool) -> Iterator[tuple[float, Handles]]:
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


def wide_bends(ends: Ends, *, few: bool) -> Iterator[tuple[float, Handles]]:
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


def bowed(ends: Ends, side: float) -> Route:
    """A flat bow beside the straight way."""
    way = geometry.direction(ends.start, ends.end)
    middle = ((ends.start[0] + ends.end[0]) / 2, (ends.start[1] + ends.end[1]) / 2)
    top = (middle[0] - way[1] * side * 1.6, middle[1] + way[0] * side * 1.6)
    if not straight(ends):
        return ()
    first = ends.leaves(top)
    last = ends.arrives(top)
    return geometry.curve(first, top, top, last, FINE) if side else (first, last)


def straight(ends: Ends) -> Route:
    first = ends.leaves(ends.end)
    last = ends.arrives(ends.start)
    way = geometry.direction(ends.start, ends.end)
    ahead = way[0] * (last[0] - first[0]) + way[1] * (last[1] - first[1])
    return (first, last) if ahead > 0.5 else ()
