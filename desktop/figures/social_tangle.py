"""How tangled straight ties are, counted quickly while many orders and places are tried.

Nodes and ties are numbers here: a layout tries hundreds of exchanges, and each one is asked only about the ties it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, compress
from math import hypot, inf
from operator import itemgetter, ne
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
        self._numbers = range(len(self.ties))
        # (Two more, because of one item no tuple is made.)
        self._sources = itemgetter(*(one for one, _other in self.ties), 0, 0)
        self._targets = itemgetter(*(other for _one, other in self.ties), 0, 0)
        led = [bool(members) and one not in members and other not in members for one, other in self.ties]
        # A tie of two outside is led around the others where the lines are drawn, save in a knot of such ties.
        led_worth = among if sum(led) < _KNOT * len(led) else 1.0
        self.worth = [led_worth if outside else 1.0 for outside in led]
        self.boxes = boxes  # around (0, 0) of their node
        # No box reaches further from its node than this, on whichever side its name stands.
        self._far = max((abs(edge) for both in boxes.values() for box in both for edge in box), default=0.0)
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

    def together(self, one: int, other: int, alone: dict[int, float]) -> float:
        """The cost of two nodes, from what each costs `alone`, which is kept for as long as nobody moves."""
        mine, theirs = self.of[one], self.of[other]
        if one in self.boxes or other in self.boxes or not set(mine).isdisjoint(theirs):
            return self.cost(one, other)
        spent = self.spent + (len(mine) + len(theirs)) * (len(self.ties) + len(self.boxes))
        for node in (one, other):
            if node not in alone:
                alone[node] = self.cost(node)
        self.spent = spent  # as if all were looked at, so the same map gives the same sheet in whatever order
        both = sum(self.worth[a] * self.worth[b] for a in mine for b in theirs if self._cross(a, b))
        return alone[one] + alone[other] - both

    def _cross(self, one: int, other: int) -> bool:
        (a, b), (c, d) = self.ties[one], self.ties[other]
        return not {a, b} & {c, d} and geometry.cross(self.at(a), self.at(b), self.at(c), self.at(d))

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
        # Most ties lie on one side of this one: what C code can pass over costs next to nothing.
        for at in compress(self._numbers, map(ne, self._sources(left), self._targets(left))):
            c, d = self.ties[at]
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
        xs, ys = self.xs, self.ys
        left, right, top, bottom = low_x - self._far, high_x + self._far, low_y - self._far, high_y + self._far
        for node in [n for n in self.boxes if left <= xs[n] <= right and top <= ys[n] <= bottom]:
            if node in (one, other):
                continue
            x, y = xs[node], ys[node]
            if any(geometry.hits(start, end, geometry.moved(box, x, y)) for box in self.boxes[node]):
                total += self._light.get(node, THROUGH)
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
    alone: dict[int, float] = {}
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
                    before = tangle.together(a, b, alone)
                    if before == 0:
                        continue
                    swap(a, b)
                    if tangle.cost(a, b, limit=before - 0.5) < before - 0.5:
                        order[one], order[other] = b, a
                        better = ever = True
                        alone.clear()
                    else:
                        swap(a, b)
    return ever
