"""What already stands on a sheet while it is laid out: symbols, names and lines, found quickly by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point
from desktop.figures.social_symbols import Look

_CELL = 25.0
_APART = 1.5  # between two symbols or names


class Field:
    """Boxes and lines on the sheet, in millimetres."""

    def __init__(self) -> None:
        self._boxes: list[Box] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        # Left, top, right, bottom of every line, and the line: most are far away, which their boxes tell at once.
        self._spans: list[tuple[float, float, float, float, tuple[Point, Point]]] = []

    def add(self, seen: Look, at: Point, lines: Sequence[tuple[Point, Point]] = ()) -> None:
        """Put a node down, with the straight lines of its ties."""
        for part in (seen.symbol, seen.label):
            box = geometry.moved(part, *at)
            for cell in cells_of(box):
                self._cells.setdefault(cell, []).append(len(self._boxes))
            self._boxes.append(box)
        self._spans += [(*geometry.box_around(line), line) for line in lines]

    def is_free(self, seen: Look, at: Point) -> bool:
        """Would a node here keep clear of all symbols and names?"""
        for part in (seen.symbol, seen.label):
            left, top, right, bottom = geometry.grown(geometry.moved(part, *at), _APART)
            for cell in cells_of((left, top, right, bottom)):
                for index in self._cells.get(cell, ()):
                    other = self._boxes[index]
                    if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                        return False
        return True

    def run_over(self, seen: Look, at: Point, lines: Sequence[tuple[Point, Point]]) -> int:
        """How many symbols and names would have lines through them, because of a node here."""
        count = 0
        for a, b in lines:
            left, top, right, bottom = geometry.box_around((a, b))
            for box in [o for o in self._boxes if o[0] <= right and o[2] >= left and o[1] <= bottom and o[3] >= top]:
                count += geometry.hits(a, b, box)
        parts = (geometry.moved(seen.symbol, *at), geometry.moved(seen.label, *at))
        left, top, right, bottom = geometry.around(parts)
        spans = self._spans
        for a, b in [o[4] for o in spans if o[0] <= right and o[2] >= left and o[1] <= bottom and o[3] >= top]:
            count += geometry.hits(a, b, parts[0]) + geometry.hits(a, b, parts[1])
        return count

    def crossed(self, lines: Sequence[tuple[Point, Point]]) -> int:
        """How many lines these would cross."""
        count = 0
        spans = self._spans
        for a, b in lines:
            left, top, right, bottom = geometry.box_around((a, b))
            near = [o[4] for o in spans if o[0] <= right and o[2] >= left and o[1] <= bottom and o[3] >= top]
            count += sum(geometry.cross(a, b, c, d) for c, d in near)
        return count


def cells_of(box: Box) -> Iterator[tuple[int, int]]:
    """The squares of the sheet that a box touches: what shares none with it is far from it."""
    for column in range(floor(box[0] / _CELL), floor(box[2] / _CELL) + 1):
        for row in range(floor(box[1] / _CELL), floor(box[3] / _CELL) + 1):
            yield column, row
