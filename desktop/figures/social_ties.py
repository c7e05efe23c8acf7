"""Ties of the map of social connections: thick, plain, dotted, zigzag, cut through, with arrows for help.

Each kind differs by its form and not by colour alone, so that a grey copy still says which is which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.primitives import Dash, Ink, Point, Polygon, Polyline, Shape, tagged
from desktop.figures.social_symbols import MEMBER_SIZE, edge
from desktop.models.map_data import Direction, Node, Quality, Tie

_ZIGZAG: Final = 1.25  # half its height
_TOOTH: Final = 1.7
_LEAD: Final = 1.8  # straight before the first tooth


@dataclass(frozen=True, slots=True)
class Manner:
    """How one quality of tie is drawn."""

    ink: Ink
    width: float
    arrow: float  # length of the arrowhead
    dash: Dash = ()


MANNERS: Final[dict[Quality, Manner]] = {
    "strong": Manner("strong", 1.3, 3.8),
    "ordinary": Manner("ordinary", 0.5, 2.7),
    "weak": Manner("weak", 0.5, 2.5, (0.55, 1.15)),
    "conflict": Manner("conflict", 0.45, 2.7),
    "broken": Manner("broken", 0.5, 2.5),
}


def tie_shapes(
    tie: Tie,
    source: Node,
    target: Node,
    path: tuple[Point, ...] | None = None,
    sizes: Mapping[UUID, float] | None = None,
) -> tuple[Shape, ...]:
    """The tie between two placed nodes, in the sheet's coordinates.

    `path` is a way around others (`social_routes.routes`), from edge to edge; without it the tie is straight.
    """
    points = path or tie_path(source, target, sizes)
    return tagged(line_shapes(points, tie.quality, tie.direction), str(tie.id)) if points else ()


def tie_path(source: Node, target: Node, sizes: Mapping[UUID, float] | None = None) -> tuple[Point, ...]:
    """The straight way from edge to edge; none while one of them has no place or they lie on each other."""
    if source.place is None or target.place is None:
        return ()
    start, end = (source.place.x, source.place.y), (target.place.x, target.place.y)
    sizes = sizes or {}
    first = edge(source, start, sizes.get(source.id, MEMBER_SIZE if source.inside else 4.0), end)
    last = edge(target, end, sizes.get(target.id, MEMBER_SIZE if target.inside else 4.0), start)
    way, real = geometry.direction(start, end), (last[0] - first[0], last[1] - first[1])
    return (first, last) if way[0] * real[0] + way[1] * real[1] > 0 else ()


def line_shapes(points: tuple[Point, ...], quality: Quality, direction: Direction = "none") -> tuple[Shape, ...]:
    """A line of this quality along the points, with arrowheads where help arrives; the legend uses it too."""
    manner = MANNERS[quality]
    whole = geometry.length(points)
    head = min(manner.arrow, whole * 0.4)
    at_start = head if direction in ("from", "mutual") else 0.0
    at_end = head if direction in ("to", "mutual") else 0.0
    shapes: list[Shape] = []
    # Lines stop a little inside the arrowhead, so that no seam shows and no thick end sticks out.
    line = geometry.cut(points, at_start * 0.8, at_end * 0.8)
    if quality == "conflict":
        line = geometry.zigzag(line, _TOOTH, _ZIGZAG, _LEAD)
    shapes.append(Polyline(line, stroke=manner.ink, width_mm=manner.width, dash=manner.dash))
    if quality == "broken":
        shapes += _slashes(points, manner)
    if at_end:
        shapes.append(_arrow(points, head, manner))
    if at_start:
        shapes.append(_arrow(points[::-1], head, manner))
    return tuple(shapes)


def _slashes(points: tuple[Point, ...], manner: Manner) -> list[Shape]:
    middle = geometry.length(points) / 2
    slashes: list[Shape] = []
    for shift in (-0.8, 0.8):
        (x, y), way = geometry.along(points, middle + shift)
        dx, dy = way[0] * 0.8 - way[1] * 1.9, way[1] * 0.8 + way[0] * 1.9
        slashes.append(Polyline(((x - dx, y - dy), (x + dx, y + dy)), stroke="ink", width_mm=manner.width))
    return slashes


def _arrow(points: tuple[Point, ...], head: float, manner: Manner) -> Shape:
    tip = points[-1]
    back = geometry.along(points, geometry.length(points) - head)[0]
    way = geometry.direction(back, tip)
    half = head * (0.48 if manner.width > 1 else 0.42)
    corners = (
        tip,
        (back[0] - way[1] * half, back[1] + way[0] * half),
        (back[0] + way[1] * half, back[1] - way[0] * half),
    )
    return Polygon(corners, fill=manner.ink)
