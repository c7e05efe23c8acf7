"""Small plane geometry for layouts: boxes that overlap, lines that cross, points along a line.

Boxes are (left, top, right, bottom), lines are tuples of points, all in millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor, hypot

from desktop.figures.primitives import Box, Point


def overlap(a: Box, b: Box, gap: float = 0.0) -> bool:
    """Do the boxes overlap, or come nearer to each other than the gap?"""
    return a[0] - gap < b[2] and b[0] - gap < a[2] and a[1] - gap < b[3] and b[1] - gap < a[3]


def moved(box: Box, x: float, y: float) -> Box:
    """The box moved by so much."""
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def grown(box: Box, by: float) -> Box:
    """The box with a border around it."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def around(boxes: Sequence[Box]) -> Box:
    """The box around all of them."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def hits(start: Point, end: Point, box: Box) -> bool:
    """Does the straight line pass through the box?"""
    left, top, right, bottom = box
    x1, y1 = start
    x2, y2 = end
    if (x1 < left and x2 < left) or (x1 > right and x2 > right) or (y1 < top and y2 < top) or (y1 > bottom and y2 > bottom):
        return False
    # The box around the line meets it, so only the line itself can still part the two: all corners on one side.
    step_x, step_y = x2 - x1, y2 - y1
    middle = step_x * (top + bottom - 2 * y1) - step_y * (left + right - 2 * x1)
    return abs(middle) <= abs(step_x) * (bottom - top) + abs(step_y) * (right - left)


def line_hits(points: Sequence[Point], box: Box) -> bool:
    """Does the broken line pass through the box?"""
    left, top, right, bottom = box
    for a, b in pairwise(points):
        (x1, y1), (x2, y2) = a, b
        if (x1 < left and x2 < left) or (x1 > right and x2 > right) or (y1 < top and y2 < top) or (y1 > bottom and y2 > bottom):
            continue
        if hits(a, b, box):
            return True
    return False


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Do the straight lines ab and cd cross? Lines that only share an end do not."""
    (ax, ay), (cx, cy) = a, c
    dx, dy = b[0] - ax, b[1] - ay
    if (dx * (cy - ay) - dy * (cx - ax)) * (dx * (d[1] - ay) - dy * (d[0] - ax)) >= 0:
        return False
    ex, ey = d[0] - cx, d[1] - cy
    return (ex * (ay - cy) - ey * (ax - cx)) * (ex * (b[1] - cy) - ey * (b[0] - cx)) < 0


def crossings(one: Sequence[Point], other: Sequence[Point]) -> int:
    """How many times two broken lines cross."""
    if len(other) < len(one):
        one, other = other, one
    if len(one) > 2 and not overlap(box_around(one), box_around(other)):
        return 0
    count = 0
    for (ax, ay), (bx, by) in pairwise(one):
        dx, dy = bx - ax, by - ay
        border = dx * ay - dy * ax
        sides = [dx * y - dy * x - border for x, y in other]
        if min(sides) >= 0 or max(sides) <= 0:
            continue
        for at, (before, after) in enumerate(pairwise(sides)):
            if before * after < 0:
                (cx, cy), (ex, ey) = other[at], other[at + 1]
                ex, ey = ex - cx, ey - cy
                count += (ex * (ay - cy) - ey * (ax - cx)) * (ex * (by - cy) - ey * (bx - cx)) < 0
    return count


def box_around(points: Sequence[Point]) -> Box:
    """The box around the points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def length(points: Sequence[Point]) -> float:
    """How long a broken line is."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def along(points: Sequence[Point], distance: float) -> tuple[Point, Point]:
    """The point so far from the line's beginning, and the direction of the line there (length 1)."""
    left = distance
    for a, b in pairwise(points):
        step = hypot(b[0] - a[0], b[1] - a[1])
        if step > 0 and (left <= step):
            share = left / step
            ways = ((b[0] - a[0]) / step, (b[1] - a[1]) / step)
            return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share), ways
        left -= step
    (x1, y1), (x2, y2) = points[-2:]
    return points[-1], direction((x1, y1), (x2, y2))


def cut(points: Sequence[Point], start: float, end: float) -> tuple[Point, ...]:
    """The line without so much of its beginning and of its end."""
    whole = length(points)
    if start + end >= whole:
        middle, way = along(points, whole / 2)
        return middle, (middle[0] + way[0] * 0.01, middle[1] + way[1] * 0.01)
    inner: list[Point] = [along(points, start)[0]]
    passed = 0.0
    for a, b in pairwise(points):
        passed += hypot(b[0] - a[0], b[1] - a[1])
        if start + 1e-6 < passed < whole - end - 1e-6:
            inner.append(b)
    inner.append(along(points, whole - end)[0])
    return tuple(inner)


def direction(start: Point, end: Point) -> Point:
    """The way from one point to another, length 1; (0, 1) where they are the same."""
    x, y = end[0] - start[0], end[1] - start[1]
    far = hypot(x, y)
    return (x / far, y / far) if far > 1e-9 else (0.0, 1.0)


def curve(start: Point, first: Point, second: Point, end: Point, steps: int) -> tuple[Point, ...]:
    """Points on a cubic curve with these handles, its ends included."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append(
            (
                a * start[0] + b * first[0] + c * second[0] + d * end[0],
                a * start[1] + b * first[1] + c * second[1] + d * end[1],
            )
        )
    return tuple(points)


def zigzag(points: Sequence[Point], tooth: float, half: float, lead: float) -> tuple[Point, ...]:
    """The line in teeth so long and twice `half` high, with straight pieces of at least `lead` at both ends."""
    whole = length(points)
    teeth = floor((whole - 2 * lead) / tooth)
    if teeth < 2:
        return tuple(points)
    lead = (whole - teeth * tooth) / 2
    bent: list[Point] = [points[0], along(points, lead)[0]]
    for number in range(teeth):
        (x, y), way = along(points, lead + (number + 0.5) * tooth)
        side = half if number % 2 else -half
        bent.append((x - way[1] * side, y + way[0] * side))
    return (*bent, along(points, whole - lead)[0], points[-1])
