"""Lines between parties: double, dashed, zigzag with ticks, cut through. Each is known by its form, not by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.figures import geometry
from desktop.figures.primitives import Ink, Point, Polyline, Shape
from desktop.models.conflict_data import RelationKind

INKS: Final[Mapping[RelationKind, Ink]] = {
    "alliance": "good", "tension": "amber", "dispute": "conflict", "break": "ink",
}  # fmt: skip
_TOOTH, _HALF, _LEAD = 2.4, 1.0, 2.5
_TICK, _TICK_GAP = 2.1, 1.9
_SLASH, _SLASH_GAP = 2.3, 1.1
_SIDE: Final = 0.65  # half the distance of the two lines of an alliance


def severity(intensity: int | None) -> int:
    """1 to 3 ticks; a dispute nobody measured has one."""
    return 1 if intensity is None or intensity <= 3 else 2 if intensity <= 7 else 3


def line_shapes(points: tuple[Point, ...], kind: RelationKind, intensity: int | None) -> tuple[Shape, ...]:
    """The line of a relation along the points; the legend uses it too."""
    ink = INKS[kind]
    match kind:
        case "alliance":
            return tuple(Polyline(_aside(points, side), stroke=ink, width_mm=0.55) for side in (-_SIDE, _SIDE))
        case "tension":
            return (Polyline(points, stroke=ink, width_mm=0.7, dash=(2.2, 1.4)),)
        case "dispute":
            shapes: list[Shape] = [Polyline(geometry.zigzag(points, _TOOTH, _HALF, _LEAD), stroke=ink, width_mm=0.55)]
            return (*shapes, *_across(points, severity(intensity), _TICK, _TICK_GAP, 0.0, ink, 0.6))
        case "break":
            cut: list[Shape] = [Polyline(points, stroke=ink, width_mm=0.55)]
            return (*cut, *_across(points, 2, _SLASH, _SLASH_GAP * 1.6, 0.8, ink, 0.6))


def _across(
    points: tuple[Point, ...], count: int, half: float, gap: float, lean: float, ink: Ink, width: float
) -> list[Shape]:  # fmt: skip
    """Short strokes over the middle of the line; `lean` makes slashes of them."""
    middle = geometry.length(points) / 2
    made: list[Shape] = []
    for number in range(count):
        (x, y), way = geometry.along(points, middle + (number - (count - 1) / 2) * gap)
        dx, dy = -way[1] * half + way[0] * lean, way[0] * half + way[1] * lean
        made.append(Polyline(((x - dx, y - dy), (x + dx, y + dy)), stroke=ink, width_mm=width))
    return made


def _aside(points: tuple[Point, ...], side: float) -> tuple[Point, ...]:
    """The line moved sideways."""
    made = []
    for number, (x, y) in enumerate(points):
        before, after = points[max(number - 1, 0)], points[min(number + 1, len(points) - 1)]
        way = geometry.direction(before, after)
        made.append((x - way[1] * side, y + way[0] * side))
    return tuple(made)
