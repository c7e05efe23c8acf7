"""How the boundary of a household is drawn: dashed when it is open, dash and dot when selective, double when closed.

The three differ by their strokes and not by colour, so that a grey copy still says which it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.base.messages import N_
from desktop.figures.primitives import Circle, Dash, Line, Shape
from desktop.models.map_data import Boundary

BOUNDARY_WORDS: Final[Mapping[Boundary, str]] = {
    "open": N_("open boundary of the household"),
    "selective": N_("selective boundary of the household"),
    "closed": N_("closed boundary of the household"),
}
_DASHES: Final[Mapping[Boundary, Dash]] = {"open": (2.4, 1.8), "selective": (3.4, 1.2, 0.6, 1.2)}
_WIDTH: Final = 0.55
_BETWEEN: Final = 1.2  # the two lines of a closed boundary


def boundary_shapes(radius: float, boundary: Boundary) -> tuple[Shape, ...]:
    """The circle of the household around (0, 0)."""
    dash = _DASHES.get(boundary, ())
    circle = Circle(0.0, 0.0, radius, stroke="accent", fill="paper", width_mm=_WIDTH, dash=dash, tag="household")
    if boundary != "closed":
        return (circle,)
    inner = Circle(0.0, 0.0, radius - _BETWEEN, stroke="accent", width_mm=_WIDTH, tag="household")
    return circle, inner


def boundary_sample(boundary: Boundary, x: float, y: float, length: float) -> tuple[Shape, ...]:
    """A piece of it for a legend, from x to the right."""
    dash = _DASHES.get(boundary, ())
    heights = (y - _BETWEEN / 2, y + _BETWEEN / 2) if boundary == "closed" else (y,)
    return tuple(Line(x, at, x + length, at, stroke="accent", width_mm=_WIDTH, dash=dash) for at in heights)


def group_sample(x: float, y: float, length: float) -> tuple[Shape, ...]:
    """A piece of the loop around a group."""
    return (Line(x, y, x + length, y, stroke="soft", width_mm=0.35, dash=(1.6, 1.2)),)
