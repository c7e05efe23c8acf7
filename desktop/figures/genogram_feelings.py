"""Emotional lines: curves from one symbol to another, round the symbols and names of everybody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor, hypot
from typing import Final

from desktop.figures import geometry
from desktop.figures.genogram_grid import Grid, softened
from desktop.figures.primitives import Box, Dash, Ink, Point, Polygon, Polyline, Shape

Way = tuple[Point, ...]
_BENDS: Final = (0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4, 0.6, -0.6, 0.9, -0.9)
_STEPS: Final = 18
_HIT: Final = 200.0
_CROSS: Final = 2.0
_ALONG: Final = 6.0
_NEAR_LINE: Final = 0.8
_FAR: Final = 1e9
_CELL: Final = 1.6
_TOOTH: Final = 1.7
INKS: Final[dict[str, Ink]] = {
    "close": "strong",
    "fused": "strong",
    "distant": "weak",
    "conflict": "conflict",
    "close_conflict": "conflict",
    "cut_off": "broken",
    "hostile": "conflict",
    "violence": "conflict",
    "indifferent": "weak",
    "controlling": "accent",
    "word": "soft",
}
_WIDTH: Final = 0.35
# Lines beside each other: how far from the middle, and the height of their teeth.
_LINES: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "close": ((0.55, 0.0), (-0.55, 0.0)),
    "fused": ((0.85, 0.0), (0.0, 0.0), (-0.85, 0.0)),
    "conflict": ((0.0, 1.1),),
    "close_conflict": ((1.25, 0.0), (0.0, 0.8), (-1.25, 0.0)),
    "hostile": ((0.8, 0.8), (-0.8, 0.8)),
}
_DASHES: Final[dict[str, Dash]] = {"distant": (0.5, 1.3), "indifferent": (3.2, 2.2), "word": (0.4, 1.0)}


def curved(
    start: Box,
    end: Box,
    obstacles: Sequence[Box],
    drawn: Iterable[Way],
    lines: Sequence[Way],
) -> Way:
    """The best curve from symbol to symbol; obstacles are all boxes but these two symbols."""
    a, b = _middle(start), _middle(end)
    if a == b:
        return ()
    field = geometry.grown(geometry.around((start, end)), 45.0)
    walls = [box for box in obstacles if geometry.overlap(box, field)]
    room = _Room(walls, list(drawn), lines, field)
    best: tuple[float, Way] | None = None
    for way in _candidates(a, b, start, end):
        price = room.price(way, best[0] if best else _FAR)
        if best is None or price < best[0] - 1e-9:
            best = (price, way)
    if best is None or best[0] >= _HIT:
        round_about = _round_about(start, end, walls, lines)
        if round_about and (best is None or room.price(round_about, best[0]) < best[0]):
            return round_about
    return best[1] if best else ()


class _Room:
    """What a curve should keep away from, near the two it joins."""

    def __init__(self, walls: Sequence[Box], drawn: list[Way], lines: Sequence[Way], field: Box) -> None:
        self._walls = [geometry.grown(box, 0.9) for box in walls]
        self._drawn = [(way, geometry.grown(geometry.box_around(way), 1.5)) for way in drawn]
        pieces = (geometry.box_around(pair) for line in lines for pair in pairwise(line))
        self._pieces = [geometry.grown(box, 1.4) for box in pieces if geometry.overlap(box, field)]

    def price(self, way: Way, most: float) -> float:
        """What the curve costs; not counted further than the most that is of interest."""
        box = geometry.box_around(way)
        price = geometry.length(way) * 0.05
        for wall in self._walls:
            if geometry.overlap(wall, box) and geometry.line_hits(way, wall):
                price += _HIT
                if price > most:
                    return price
        for other, around in self._drawn:
            if geometry.overlap(around, box):
                price += geometry.crossings(way, other) * _CROSS
                price += _ALONG * sum(any(abs(x - u) + abs(y - v) < 2.4 for u, v in other) for x, y in way[2:-2:2])
        if price > most:
            return price
        near = [piece for piece in self._pieces if geometry.overlap(piece, box)]
        return price + _NEAR_LINE * sum(
            any(left < x < right and top < y < bottom for left, top, right, bottom in near) for x, y in way[1:-1]
        )


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _candidates(a: Point, b: Point, start: Box, end: Box) -> list[Way]:
    far = hypot(b[0] - a[0], b[1] - a[1])
    way = geometry.direction(a, b)
    found = []
    for bend in _BENDS:
        off = bend * max(far, 18.0)
        for early, late in ((0.3, 0.7), (0.08, 0.5), (0.5, 0.92)):
            first = (a[0] + way[0] * far * early - way[1] * off, a[1] + way[1] * far * early + way[0] * off)
            second = (a[0] + way[0] * far * late - way[1] * off, a[1] + way[1] * far * late + way[0] * off)
            points = _outside(geometry.curve(a, first, second, b, _STEPS), start, end)
            if len(points) > 1:
                found.append(points)
            if not bend:
                break
    return found


def _outside(points: Way, start: Box, end: Box) -> Way:
    """The part between the two symbols, ending a little before each."""
    a, b = geometry.grown(start, 0.5), geometry.grown(end, 0.5)
    kept = [p for p in points if not _holds(a, p) and not _holds(b, p)]
    if len(kept) < 1:
        return ()
    first = points.index(kept[0])
    last = points.index(kept[-1])
    lead = [_edge(points[first - 1], points[first], a)] if first else []
    tail = [_edge(points[last + 1], points[last], b)] if last + 1 < len(points) else []
    return (*lead, *points[first : last + 1], *tail)


def _edge(inside: Point, outside: Point, box: Box) -> Point:
    low, high = 0.0, 1.0
    for _step in range(12):
        share = (low + high) / 2
        at = (inside[0] + (outside[0] - inside[0]) * share, inside[1] + (outside[1] - inside[1]) * share)
        low, high = (share, high) if _holds(box, at) else (low, share)
    return inside[0] + (outside[0] - inside[0]) * high, inside[1] + (outside[1] - inside[1]) * high


def _holds(box: Box, point: Point) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def _round_about(start: Box, end: Box, obstacles: Sequence[Box], lines: Sequence[Way]) -> Way:
    field = geometry.grown(geometry.around((start, end)), 35.0)
    near = [box for box in obstacles if geometry.overlap(box, field)]
    grid = Grid(field, _CELL)
    blocked = {cell for box in near for cell in grid.covered(geometry.grown(box, 1.3))}
    # Out and in at the upper part of the sides: below is the person's own name, above are the years.
    bands = [(box[0], box[1] + 1.8, box[2], box[3] - 2.6) for box in (start, end)]
    inner = set(grid.covered(bands[0])), set(grid.covered(bands[1]))
    if not inner[0] or not inner[1]:
        return ()
    dear = {
        cell: 1.2
        for line in lines
        for a, b in pairwise(line)
        for cell in grid.covered(geometry.grown(geometry.box_around((a, b)), 1.2))
    }
    way = grid.way(sorted(inner[0]), inner[1], blocked - inner[0] - inner[1], dear)
    if not way:
        return ()
    points = [_middle(start), *(grid.middle(cell) for cell in way), _middle(end)]
    walls = [geometry.grown(box, 1.1) for box in near]
    return _outside(tuple(softened(_pulled(points, walls))), start, end)


def _pulled(points: list[Point], walls: Sequence[Box]) -> list[Point]:
    """The way with its small steps pulled straight, wherever nothing is in between."""
    found, at = [points[0]], 0
    while at < len(points) - 1:
        ahead = min(at + 40, len(points) - 1)
        while ahead > at + 1 and any(geometry.hits(points[at], points[ahead], wall) for wall in walls):
            ahead -= 1
        found.append(points[ahead])
        at = ahead
    return found


# strokes


def feeling_shapes(way: Way, kind: str, tag: str = "") -> list[Shape]:
    """An emotional line of this kind along the way, from the first to the second person; the legend uses it too."""
    ink = INKS.get(kind, "ink")
    drawn = {"controlling": _boxed_arrow, "cut_off": _broken, "violence": _violent}
    if kind in drawn:
        return drawn[kind](way, ink, tag)
    width, dash = (0.45, _DASHES["distant"]) if kind == "distant" else (_WIDTH, _DASHES.get(kind, ()))
    lines = _LINES.get(kind, ((0.0, 0.0),))
    ways = [_beside(_zigzag(way, height) if height else way, off) for off, height in lines]
    return [Polyline(one, stroke=ink, width_mm=width, dash=dash, tag=tag) for one in ways]


def _violent(way: Way, ink: Ink, tag: str) -> list[Shape]:
    jagged = _zigzag(geometry.cut(way, 0.0, min(2.2, geometry.length(way) / 3)), 1.1)
    return [Polyline(jagged, stroke=ink, width_mm=0.5, tag=tag), _arrow(way, ink, tag)]


def _beside(way: Way, off: float) -> Way:
    if not off:
        return way
    found = []
    for number, (x, y) in enumerate(way):
        before, after = way[max(number - 1, 0)], way[min(number + 1, len(way) - 1)]
        turn = geometry.direction(before, after)
        found.append((x - turn[1] * off, y + turn[0] * off))
    return tuple(found)


def _zigzag(way: Way, height: float) -> Way:
    whole = geometry.length(way)
    teeth = floor((whole - 2.0) / _TOOTH)
    if teeth < 2:
        return way
    lead = (whole - teeth * _TOOTH) / 2
    bent = [way[0], geometry.along(way, lead)[0]]
    for tooth in range(teeth):
        (x, y), turn = geometry.along(way, lead + (tooth + 0.5) * _TOOTH)
        side = height if tooth % 2 else -height
        bent.append((x - turn[1] * side, y + turn[0] * side))
    return (*bent, geometry.along(way, whole - lead)[0], way[-1])


def _arrow(way: Way, ink: Ink, tag: str) -> Shape:
    tip = way[-1]
    back = geometry.along(way, max(geometry.length(way) - 2.6, 0.0))[0]
    turn = geometry.direction(back, tip)
    sides = (
        (back[0] - turn[1] * 1.2, back[1] + turn[0] * 1.2),
        (back[0] + turn[1] * 1.2, back[1] - turn[0] * 1.2),
    )
    return Polygon((tip, *sides), fill=ink, tag=tag)


def _boxed_arrow(way: Way, ink: Ink, tag: str) -> list[Shape]:
    whole = geometry.length(way)
    middle, turn = geometry.along(way, whole / 2)
    half = 1.7

    def at(ahead: float, aside: float) -> Point:
        return middle[0] + turn[0] * ahead - turn[1] * aside, middle[1] + turn[1] * ahead + turn[0] * aside

    box = (at(-half, -half), at(half, -half), at(half, half), at(-half, half))
    head = (at(half - 0.4, 0.0), at(-half + 0.5, 1.1), at(-half + 0.5, -1.1))
    return [
        Polyline(way, stroke=ink, width_mm=_WIDTH, tag=tag),
        Polygon(box, stroke=ink, fill="paper", width_mm=_WIDTH, tag=tag),
        Polygon(head, fill=ink, tag=tag),
    ]


def _broken(way: Way, ink: Ink, tag: str) -> list[Shape]:
    whole = geometry.length(way)
    gap = min(1.4, whole / 4)
    shapes: list[Shape] = []
    for part, side in (
        (geometry.cut(way, 0.0, whole / 2 + gap), 1),
        (geometry.cut(way, whole / 2 + gap, 0.0), 0),
    ):
        shapes.append(Polyline(part, stroke=ink, width_mm=_WIDTH, tag=tag))
        end = part[-1] if side else part[0]
        turn = geometry.direction(part[0], part[-1])
        shapes.append(
            Polyline(((end[0] - turn[1] * 1.7, end[1] + turn[0] * 1.7), (end[0] + turn[1] * 1.7, end[1] - turn[0] * 1.7)),
                     stroke=ink, width_mm=_WIDTH, tag=tag)
        )  # fmt: skip
    return shapes
