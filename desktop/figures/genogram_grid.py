"""A sheet in small squares: for ways and loops that have to go round what stands there."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil, floor, hypot
from typing import Final

from desktop.figures.primitives import Box, Point

Cell = int
_FAR: Final = 1e18


class Grid:
    """Squares of one size over a box; a cell is a number, row by row, with an empty border around."""

    def __init__(self, box: Box, size: float) -> None:
        self.size = size
        self.left, self.top = box[0] - size, box[1] - size
        self.wide = ceil((box[2] - box[0]) / size) + 3
        self.tall = ceil((box[3] - box[1]) / size) + 3
        wide = self.wide
        self._inner = {row * wide + col for row in range(1, self.tall - 1) for col in range(1, wide - 1)}

    def cell(self, point: Point) -> Cell:
        """The cell of a point, the nearest one for a point outside."""
        column = min(max(floor((point[0] - self.left) / self.size), 0), self.wide - 1)
        row = min(max(floor((point[1] - self.top) / self.size), 0), self.tall - 1)
        return row * self.wide + column

    def middle(self, cell: Cell) -> Point:
        """The middle of a cell."""
        row, column = divmod(cell, self.wide)
        return self.left + (column + 0.5) * self.size, self.top + (row + 0.5) * self.size

    def covered(self, box: Box) -> list[Cell]:
        """The cells whose middle lies in the box."""
        first = max(ceil((box[0] - self.left) / self.size - 0.5), 1)
        last = min(floor((box[2] - self.left) / self.size - 0.5), self.wide - 2)
        upper = max(ceil((box[1] - self.top) / self.size - 0.5), 1)
        lower = min(floor((box[3] - self.top) / self.size - 0.5), self.tall - 2)
        return [row * self.wide + column for row in range(upper, lower + 1) for column in range(first, last + 1)]

    def beside(self, cell: Cell) -> tuple[Cell, ...]:
        """The four cells beside one that is not on the border."""
        return cell - 1, cell + 1, cell - self.wide, cell + self.wide

    def inner(self, cell: Cell) -> bool:
        """Is the cell not on the border?"""
        return cell in self._inner

    def parts(self, cells: set[Cell]) -> list[set[Cell]]:
        """The cells in connected parts."""
        wide, left, found = self.wide, set(cells), []
        while left:
            edge = {min(left)}
            part = set(edge)
            left -= edge
            while edge:  # whole rings at once: sets are quicker than cell by cell
                edge = {near for cell in edge for near in (cell - 1, cell + 1, cell - wide, cell + wide) if near in left}
                left -= edge
                part |= edge
            found.append(part)
        return found

    def way(
        self,
        starts: Iterable[Cell],
        ends: set[Cell],
        blocked: set[Cell],
        dear: dict[Cell, float] | None = None,
    ) -> list[Cell]:
        """The shortest way round what is blocked; turns cost a little. Empty if there is none."""
        wide, inner, dear = self.wide, self._inner, dear or {}
        rows, columns = [cell // wide for cell in ends], [cell % wide for cell in ends]
        top, bottom, first, last_column = min(rows), max(rows), min(columns), max(columns)

        def left(cell: Cell) -> float:
            """At least so far to the ends."""
            row, column = divmod(cell, wide)
            return float(max(top - row, row - bottom, 0) + max(first - column, column - last_column, 0))

        price: dict[Cell, float] = dict.fromkeys(starts, 0.0)
        came: dict[Cell, Cell] = {}
        heap = sorted((left(cell), cell) for cell in price)
        done: set[Cell] = set()
        while heap:
            _guess, cell = heappop(heap)
            if cell in ends:
                return self._back(cell, came)
            if cell in done:
                continue
            done.add(cell)
            cost, last = price[cell], cell - came[cell] if cell in came else 0
            for step in (-1, 1, -wide, wide):
                near = cell + step
                if near not in inner or (near in blocked and near not in ends):
                    continue
                new = cost + 1.0 + dear.get(near, 0.0) + 0.3 * (last not in {0, step})
                if new < price.get(near, _FAR):
                    price[near], came[near] = new, cell
                    heappush(heap, (new + left(near), near))
        return []

    def _back(self, cell: Cell, came: dict[Cell, Cell]) -> list[Cell]:
        way = [cell]
        while way[-1] in came:
            way.append(came[way[-1]])
        return way[::-1]

    def loops(self, cells: set[Cell]) -> list[list[Point]]:
        """The borders of an area: corner by corner, each closed, the inside on the right."""
        wide, down = self.wide + 1, self.wide
        ahead: dict[int, list[int]] = {}
        inner = {c for c in cells if c - 1 in cells and c + 1 in cells and c - down in cells and c + down in cells}
        for cell in sorted(cells - inner):
            row, column = divmod(cell, self.wide)
            corner = row * wide + column
            sides = ((-self.wide, corner, corner + 1), (1, corner + 1, corner + wide + 1),
                     (self.wide, corner + wide + 1, corner + wide), (-1, corner + wide, corner))  # fmt: skip
            for step, start, end in sides:
                if cell + step not in cells:
                    ahead.setdefault(start, []).append(end)
        found = []
        while ahead:
            start = min(ahead)
            loop, at = [start], ahead[start].pop()
            last = start
            while at != start:
                loop.append(at)
                options = ahead[at]
                # Where two cells touch by a corner only, keep to the same one.
                turn = {1: wide, wide: -1, -1: -wide, -wide: 1}[at - last]
                chosen = at + turn if at + turn in options else options[0]
                options.remove(chosen)
                last, at = at, chosen
            for corner in loop:
                if corner in ahead and not ahead[corner]:
                    del ahead[corner]
            found.append([self._corner(corner, wide) for corner in loop])
        return found

    def _corner(self, corner: int, wide: int) -> Point:
        row, column = divmod(corner, wide)
        return self.left + column * self.size, self.top + row * self.size


def rounded(loop: list[Point], passes: int = 4) -> list[Point]:
    """A closed loop of small steps as a smooth one."""
    points = loop
    for _pass in range(passes):
        count = len(points)
        points = [
            (
                (points[n - 1][0] + 2 * points[n][0] + points[(n + 1) % count][0]) / 4,
                (points[n - 1][1] + 2 * points[n][1] + points[(n + 1) % count][1]) / 4,
            )
            for n in range(count)
        ]
    return points


def softened(way: list[Point], passes: int = 2, most: float = 1.6) -> list[Point]:
    """An open way with its corners rounded, at most so many millimetres from each; both ends are kept."""
    points = way
    for _pass in range(passes):
        cut = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            share = min(0.25, most / max(hypot(bx - ax, by - ay), 1e-6))
            cut.append((ax + (bx - ax) * share, ay + (by - ay) * share))
            cut.append((bx + (ax - bx) * share, by + (ay - by) * share))
        points = [*cut, points[-1]]
        most /= 2
    return points
