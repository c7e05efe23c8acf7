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
        self._lines: list[tuple[Point, Point]] = []

    def add(self, seen: Look, at: Point, lines: Sequence[tuple[Point, Point]] = ()) -> None:
        """Put a node down, with the straight lines of its ties."""
        for part in (seen.symbol, seen.label):
            box = geometry.moved(part, *at)
            for cell in cells_of(box):
                self._cells.setdefault(cell, []).append(len(self._boxes))
            self._boxes.append(box)
        self._lines += lines

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
        count = sum(geometry.hits(a, b, box) for a, b in lines for box in self._boxes)
        for part in (seen.symbol, seen.label):
            left, top, right, bottom = geometry.moved(part, *at)
            for a, b in self._lines:
                if (
                    (a[0] < left and b[0] < left)
                    or (a[0] > right and b[0] > right)
                    or (a[1] < top and b[1] < top)
                    or (a[1] > bottom and b[1] > bottom)
                ):
                    continue
                count += geometry.hits(a, b, (left, top, right, bottom))
        return count

    def crossed(self, lines: Sequence[tuple[Point, Point]]) -> int:
        """How many lines these would cross."""
        count = 0
        for a, b in lines:
            (ax, ay), (dx, dy) = a, (b[0] - a[0], b[1] - a[1])
            border = dx * ay - dy * ax
            count += sum(
                (dx * c[1] - dy * c[0] > border) is not (dx * d[1] - dy * d[0] > border) and geometry.cross(a, b, c, d)
                for c, d in self._lines
            )
        return count


def cells_of(box: Box) -> Iterator[tuple[int, int]]:
    """The squares of the sheet that a box touches: what shares none with it is far from it."""
    for column in range(floor(box[0] / _CELL), floor(box[2] / _CELL) + 1):
        for row in range(floor(box[1] / _CELL), floor(box[3] / _CELL) + 1):
            yield column, row
