"""A figure as lines, shapes and text in millimetres.

Screen, PDF and SVG paint the same figure, so what a worker sees is what the commission gets on paper. Colours
are roles, not numbers: each painter resolves them by its palette (paper, dark window, grey copy).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from math import cos, radians, sin
from typing import Final, Literal, TypeVar, get_args

from desktop.figures.metrics import MM_PER_PT, text_width

Ink = Literal[
    "ink",
    "soft",
    "hairline",
    "paper",
    "ground",
    "accent",
    "accent_tint",
    "accent_text",
    "good",
    "good_tint",
    "amber",
    "amber_tint",
    "bad",
    "bad_tint",
    "strong",
    "ordinary",
    "weak",
    "conflict",
    "broken",
    "sector_kin",
    "sector_friends",
    "sector_education",
    "sector_health",
    "sector_authority",
    "sector_work",
]
INKS: Final[tuple[Ink, ...]] = get_args(Ink)
Align = Literal["left", "center", "right"]
Point = tuple[float, float]
Dash = tuple[float, ...]  # lengths of strokes and gaps, millimetres


@dataclass(frozen=True, slots=True)
class Palette:
    """What each role looks like on one kind of surface: `#rrggbb` by role."""

    name: str
    colours: Mapping[Ink, str] = field(repr=False)

    def colour(self, ink: Ink) -> str:
        """The colour of the role, as `#rrggbb`."""
        return self.colours[ink]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """What every shape has: its outline, its filling, whose picture it is (`tag`: a node's or tie's id)."""

    stroke: Ink | None = None
    fill: Ink | None = None
    width_mm: float = 0.35
    dash: Dash = ()
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Line(Pen):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Polyline(Pen):
    """A broken line through the points, not closed."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Polygon(Pen):
    """A closed shape with straight sides."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Path(Pen):
    """A line that starts at a point and goes on by cubic curves: each step is two handles and an end."""

    start: Point
    curves: tuple[tuple[Point, Point, Point], ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Circle(Pen):
    """A circle by its middle and radius."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Rect(Pen):
    """A rectangle by its upper left corner; `corner` is the radius of its corners."""

    x: float
    y: float
    width: float
    height: float
    corner: float = 0.0


@dataclass(frozen=True, slots=True)
class Sector(Pen):
    """A wedge of a circle, from one angle to another: degrees, 0 is up, clockwise."""

    x: float
    y: float
    radius: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Text(Pen):
    """One line of text by its baseline; `fill` is its colour, `halo` a border that lifts it off lines."""

    x: float
    y: float
    text: str
    size_pt: float = 9.0
    bold: bool = False
    align: Align = "left"
    halo: Ink | None = None


Shape = Line | Polyline | Polygon | Path | Circle | Rect | Sector | Text
_Kind = TypeVar("_Kind", bound=Pen)
_FIELDS: Final[dict[type[Pen], tuple[str, ...]]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (Line, Polyline, Polygon, Path, Circle, Rect, Sector, Text)
}
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished drawing, upper left corner at (0, 0); shapes are painted in their order."""

    width_mm: float
    height_mm: float
    shapes: tuple[Shape, ...]
    title: str = ""
    description: str = ""  # the same in words, for those who listen instead of looking


def on_circle(radius: float, degrees: float, middle: Point = (0.0, 0.0)) -> Point:
    """The point on a circle: 0 degrees is up, clockwise."""
    turn = radians(degrees)
    return middle[0] + radius * sin(turn), middle[1] - radius * cos(turn)


def placed(shapes: Iterable[Shape], dx: float, dy: float, scale: float = 1.0) -> tuple[Shape, ...]:
    """The shapes made larger or smaller around (0, 0), text and line widths too, and then moved."""
    return tuple(_placed(shape, dx, dy, scale) for shape in shapes)


def tagged(shapes: Iterable[Shape], tag: str) -> tuple[Shape, ...]:
    """The shapes as the picture of this node or tie."""
    return tuple(shape if shape.tag == tag else _with(shape, tag=tag) for shape in shapes)


def bounds(shapes: Iterable[Shape]) -> Box:
    """The box around the shapes, lines' thickness not counted; no shapes give an empty box at (0, 0)."""
    boxes = [box_of(shape) for shape in shapes]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def box_of(shape: Shape) -> Box:
    """The box around one shape."""
    match shape:
        case Text():
            width = text_width(shape.text, shape.size_pt, bold=shape.bold)
            left = shape.x - {"left": 0.0, "center": width / 2, "right": width}[shape.align]
            size = shape.size_pt * MM_PER_PT
            return left, shape.y - 0.76 * size, left + width, shape.y + 0.24 * size
        case Circle() | Sector():
            r = shape.radius
            return shape.x - r, shape.y - r, shape.x + r, shape.y + r
        case Rect():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Line():
            return _box_of_points(((shape.x1, shape.y1), (shape.x2, shape.y2)))
        case Path():
            return _box_of_points((shape.start, *(point for curve in shape.curves for point in curve)))
        case Polyline() | Polygon():
            return _box_of_points(shape.points)


def _box_of_points(points: tuple[Point, ...]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _with(shape: _Kind, **changes: object) -> _Kind:
    """`dataclasses.replace`, four times as quick: a figure is thousands of shapes, and shapes check nothing."""
    made = object.__new__(type(shape))
    for name in _FIELDS[type(shape)]:
        object.__setattr__(made, name, changes[name] if name in changes else getattr(shape, name))
    return made


def _placed(shape: Shape, dx: float, dy: float, scale: float) -> Shape:
    def at(point: Point) -> Point:
        return point[0] * scale + dx, point[1] * scale + dy

    width = shape.width_mm * scale
    dash = tuple(length * scale for length in shape.dash)
    match shape:
        case Line():
            (x1, y1), (x2, y2) = at((shape.x1, shape.y1)), at((shape.x2, shape.y2))
            return _with(shape, x1=x1, y1=y1, x2=x2, y2=y2, width_mm=width, dash=dash)
        case Polyline() | Polygon():
            return _with(shape, points=tuple(at(p) for p in shape.points), width_mm=width, dash=dash)
        case Path():
            curves = tuple((at(a), at(b), at(c)) for a, b, c in shape.curves)
            return _with(shape, start=at(shape.start), curves=curves, width_mm=width, dash=dash)
        case Circle() | Sector():
            x, y = at((shape.x, shape.y))
            return _with(shape, x=x, y=y, radius=shape.radius * scale, width_mm=width, dash=dash)
        case Rect():
            x, y = at((shape.x, shape.y))
            return _with(
                shape, x=x, y=y, width=shape.width * scale, height=shape.height * scale,
                corner=shape.corner * scale, width_mm=width, dash=dash,
            )  # fmt: skip
        case Text():
            x, y = at((shape.x, shape.y))
            return _with(shape, x=x, y=y, size_pt=shape.size_pt * scale, width_mm=width, dash=dash)
