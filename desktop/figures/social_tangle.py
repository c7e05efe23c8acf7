"""How tangled straight ties are, counted quickly while many orders and places are tried.

Nodes and ties are numbers here: a layout tries hundreds of exchanges, and each one is asked only about the ties it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import hypot, inf
from typing import Final

from desktop.figures import geometry
from desktop.figures.primitives import Box, Point

AMONG: Final = 0.5  # of a tie of the household that a tie of two outside counts: it is led around
_KNOT: Final = 0.4  # share of ties among others from which they cross each other wherever they are led
THROUGH: Final = 2.5  # a line through a symbol or a name is as bad as so many crossings


class Tangle:
    """Places of nodes, ties between them, and boxes (by node) that ties should keep clear of."""

    def __init__(
        self,
        places: Sequence[Point],
        ties: Iterable[tuple[int, int]],
        boxes: dict[int, tuple[Box, ...]],
        light: Mapping[int, float] | None = None,
        members: frozenset[int] = frozenset(),
        among: float = AMONG,
    ) -> None:
        """`among`: what a tie of two outside the household counts beside a tie of one of the `members`."""
        self._light = light or {}  # nodes whose boxes are worth less than THROUGH
        self.xs, self.ys = [p[0] for p in places], [p[1] for p in places]
        self.ties = [(one, other) for one, other in ties if one != other]
        led = [bool(members) and one not in members and other not in members for one, other in self.ties]
        # A tie of two outside is led around the others where the lines are drawn, save in a knot of such ties.
        led_worth = among if sum(led) < _KNOT * len(led) else 1.0
        self.worth = [led_worth if outside else 1.0 for outside in led]
        self.boxes = boxes  # around (0, 0) of their node
        self.of: list[list[int]] = [[] for _ in places]
        for number, (one, other) in enumerate(self.ties):
            self.of[one].append(number)
            self.of[other].append(number)
        self.spent = 0  # ties looked at: a measure of work that is the same on every machine

    def put(self, node: int, at: Point) -> None:
        """The node stands there now."""
        self.xs[node], self.ys[node] = at

    def at(self, node: int) -> Point:
        """Where the node stands."""
        return self.xs[node], self.ys[node]

    def exchange(self, one: int, other: int) -> None:
        """Each stands where the other stood."""
        mine = self.at(one)
        self.put(one, self.at(other))
        self.put(other, mine)

    def reach(self, node: int) -> float:
        """How long the ties of the node are together."""
        x, y = self.at(node)
        ends = [one if other == node else other for one, other in (self.ties[tie] for tie in self.of[node])]
        return sum(hypot(self.xs[end] - x, self.ys[end] - y) for end in ends)

    def cost(self, *nodes: int, limit: float = inf) -> float:
        """Crossings of the ties of these nodes, and lines that run through boxes because of them.

        Once it reaches `limit` nothing more is counted: the place is no better than the one known already.
        """
        mine = sorted({tie for node in nodes for tie in self.of[node]})
        known = set(mine)
        total = 0.0
        for number in mine:
            total += self._crossings(number, known)
            if total >= limit:
                return total
        if self.boxes:
            total += sum(self._through(number) for number in mine)
        for node in nodes:
            if total < limit and node in self.boxes:
                total += self._light.get(node, THROUGH) * self._run_over(node, known)
        return total

    def whole(self) -> float:
        """The cost of everything."""
        return sum(self._crossings(n, set(range(n, len(self.ties)))) for n in range(len(self.ties))) + sum(
            self._through(n) for n in range(len(self.ties))
        )

    def _crossings(self, number: int, known: set[int]) -> float:
        """What the ties that this one crosses are worth; those of `known` are counted from the lower number only."""
        one, other = self.ties[number]
        xs, ys = self.xs, self.ys
        ax, ay = xs[one], ys[one]
        dx, dy = xs[other] - ax, ys[other] - ay
        border = dx * ay - dy * ax
        ends = (one, other)
        left = [dx * y - dy * x > border for x, y in zip(xs, ys, strict=True)]
        self.spent += len(self.ties)
        worth = 0.0
        # Most ties lie on one side of this one: a comprehension passes over them quickest.
        for at, c, d in [(at, c, d) for at, (c, d) in enumerate(self.ties) if left[c] is not left[d]]:
            if c in ends or d in ends or (at <= number and at in known):
                continue
            cx, cy = xs[c], ys[c]
            ex, ey = xs[d] - cx, ys[d] - cy
            if (ex * (ay - cy) > ey * (ax - cx)) is not (ex * (ay + dy - cy) > ey * (ax + dx - cx)):
                worth += self.worth[at]
        return worth * self.worth[number]

    def _through(self, number: int) -> float:
        """What it costs that the tie runs through boxes of others."""
        one, other = self.ties[number]
        start, end = self.at(one), self.at(other)
        low_x, high_x = (start[0], end[0]) if start[0] < end[0] else (end[0], start[0])
        low_y, high_y = (start[1], end[1]) if start[1] < end[1] else (end[1], start[1])
        self.spent += len(self.boxes)
        total = 0.0
        for node, boxes in self.boxes.items():
            if node in (one, other):
                continue
            x, y = self.xs[node], self.ys[node]
            for left, top, right, bottom in boxes:
                if x + right < low_x or x + left > high_x or y + bottom < low_y or y + top > high_y:
                    continue
                if geometry.hits(start, end, (x + left, y + top, x + right, y + bottom)):
                    total += self._light.get(node, THROUGH)
                    break
        return total

    def _run_over(self, node: int, known: set[int]) -> int:
        """How many other ties run through the boxes of this node."""
        x, y = self.xs[node], self.ys[node]
        left, top, right, bottom = geometry.moved(geometry.around(self.boxes[node]), x, y)
        self.spent += len(self.ties)
        xs, ys = self.xs, self.ys
        count = 0
        for number, (one, other) in enumerate(self.ties):
            ax, bx, ay, by = xs[one], xs[other], ys[one], ys[other]
            if (ax < left and bx < left) or (ax > right and bx > right):
                continue
            if (ay < top and by < top) or (ay > bottom and by > bottom) or number in known:
                continue
            count += any(geometry.hits((ax, ay), (bx, by), geometry.moved(box, x, y)) for box in self.boxes[node])
        return count


def exchanged(tangle: Tangle, groups: Sequence[Sequence[int]], effort: int, swap: Callable[[int, int], None]) -> bool:
    """Exchange nodes of a group for as long as that untangles ties; whether anything changed.

    Neighbours in their group first, then all pairs, until the effort (ties looked at) is used up. `swap` lets two nodes
    change their places, and change them back.
    """
    ever = False
    last = tangle.spent + effort
    orders = [list(group) for group in groups if len(group) > 1]
    reaches: list[Callable[[int], int]] = [lambda size: min(2, size - 1), lambda size: size - 1]
    for reach in reaches:
        better = True
        while better and tangle.spent < last:
            better = False
            for order in orders:
                for one, other in combinations(range(len(order)), 2):
                    if other - one > reach(len(order)):
                        continue
                    if tangle.spent >= last:
                        break
                    a, b = order[one], order[other]
                    before = tangle.cost(a, b)
                    if before == 0:
                        continue
                    swap(a, b)
                    if tangle.cost(a, b, limit=before - 0.5) < before - 0.5:
                        order[one], order[other] = b, a
                        better = ever = True
                    else:
                        swap(a, b)
    return ever
