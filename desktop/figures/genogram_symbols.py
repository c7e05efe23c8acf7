"""Symbols of a genogram: square man, circle woman, diamond where the sex is unknown, and what stands in and around them.

Conditions fill halves or quarters of a symbol with hatchings that a grey copy keeps apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final

from desktop.figures.genogram_hatching import Place, hatched
from desktop.figures.genogram_look import DATES_GAP, HALF, LINE, PT, YEARS_GAP, Look, unknown_mark
from desktop.figures.metrics import MM_PER_PT, text_width
from desktop.figures.primitives import Circle, Line, Point, Polygon, Rect, Shape, Text, tagged
from desktop.models.kin_data import KinLoss, KinPerson
from desktop.models.map_data import Sex
from desktop.models.map_style import SymbolSet

THIN: Final = 0.25
USUAL: Final = 0.4
_INSIDE: Final = 0.9  # between the two outlines of whom it is about
_BASE: Final = 0.34  # of the size: the baseline of text in the middle of a symbol


def person_shapes(
    person: KinPerson,
    look: Look,
    at: Point,
    *,
    index: bool = False,
    dead: bool = False,
    marks: Sequence[tuple[str, Place]] = (),
    more: int = 0,
    symbols: SymbolSet = "standard",
) -> tuple[Shape, ...]:
    """The person at this place; `marks` are conditions with their part of the symbol, `more` those left out."""
    x, y = at
    outline = outline_of(person.sex, look.half, at, symbols)
    shapes: list[Shape] = [_shape(person.sex, look.half, at, symbols, width=0.5)]
    for kind, place in marks:
        shapes += hatched(outline, at, look.half, kind, place)
    shapes.append(_shape(person.sex, look.half, at, symbols, width=0.5, fill=False))
    if index:
        shapes.append(_shape(person.sex, look.half - _INSIDE, at, symbols, width=0.4, fill=False))
    if dead:
        shapes += _cross(person.sex, look.half, at, symbols)
    inside = unknown_mark(person, look)
    low = y + _BASE * PT * MM_PER_PT + (1.4 if symbols == "network" and person.sex == "male" else 0.0)
    if inside:
        size = 11.0 if inside == "?" else PT + 0.5
        wide = text_width(inside, size)
        if marks or dead:
            shapes.append(Rect(x - wide / 2 - 0.5, low - 2.45, wide + 1.0, 3.0, 0.8, fill="paper"))
        shapes.append(Text(x, low, inside, size, align="center", fill="ink", bold=inside == "?"))
    if more:
        shapes.append(Text(x + look.half + 0.4, y + look.half, f"+{more}", PT, fill="ink", halo="paper"))
    return tagged((*shapes, *label_shapes(look, at)), str(person.id))


def loss_shapes(loss: KinLoss, look: Look, at: Point) -> tuple[Shape, ...]:
    """A pregnancy: triangle with a mark while it goes on, small with strokes after a loss, a cross for an abortion."""
    x, y = at
    half = look.half
    triangle = ((x, y - half), (x + half, y + half), (x - half, y + half))
    shapes: list[Shape]
    if loss.outcome == "expected":
        shapes = [Polygon(triangle, stroke="ink", fill="paper", width_mm=0.5),
                  Text(x, y + half - 0.8, "P", PT, align="center", fill="ink", bold=True)]  # fmt: skip
    elif loss.outcome == "miscarriage":
        shapes = [Polygon(triangle, stroke="ink", fill="paper", width_mm=USUAL)]
        shapes += [Line(x - half + 0.7 + n, y + half + 0.9, x - half + 2.0 + n, y - 0.3, stroke="ink", width_mm=THIN)
                   for n in (0.0, 1.3, 2.6)]  # fmt: skip
    elif loss.outcome == "abortion":
        shapes = [Polygon(triangle, stroke="ink", fill="paper", width_mm=USUAL)]
        shapes += [Line(x - half, y - half * 0.5, x + half, y + half, stroke="ink", width_mm=USUAL),
                   Line(x - half, y + half, x + half, y - half * 0.5, stroke="ink", width_mm=USUAL)]  # fmt: skip
    else:
        shapes = [Rect(x - half, y - half, 2 * half, 2 * half, stroke="ink", fill="paper", width_mm=USUAL),
                  Line(x - half, y - half, x + half, y + half, stroke="ink", width_mm=USUAL),
                  Line(x - half, y + half, x + half, y - half, stroke="ink", width_mm=USUAL)]  # fmt: skip
    return tagged((*shapes, *label_shapes(look, at)), str(loss.id))


def label_shapes(look: Look, at: Point) -> list[Shape]:
    """Years above, name and dates below."""
    x, y = at
    shapes: list[Shape] = []
    off = DATES_GAP + look.spread
    above = y - look.half - YEARS_GAP
    if look.born:
        shapes.append(Text(x - off, above, look.born, PT, align="right", fill="soft"))
    if look.died:
        shapes.append(Text(x + off, above, look.died, PT, fill="soft"))
    line = y + look.label[1] + 0.82 * PT * MM_PER_PT + 0.1
    for words in look.lines:
        shapes.append(Text(x, line, words, PT, align="center", fill="ink", halo="paper"))
        line += LINE
    for words in look.days:
        shapes.append(Text(x, line, words, PT, align="center", fill="soft", halo="paper"))
        line += LINE
    return shapes


def outline_of(sex: Sex, half: float, at: Point, symbols: SymbolSet = "standard") -> tuple[Point, ...]:
    """The corners of the symbol; a circle as many short sides."""
    x, y = at
    if sex == "female":
        return tuple((x + half * cos(2 * pi * n / 48), y + half * sin(2 * pi * n / 48)) for n in range(48))
    if sex == "unknown":
        return (x, y - half), (x + half, y), (x, y + half), (x - half, y)
    if symbols == "network":
        return (x, y - half), (x + half, y + half), (x - half, y + half)
    return (x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)


def _shape(sex: Sex, half: float, at: Point, symbols: SymbolSet, *, width: float, fill: bool = True) -> Shape:
    ground = "paper" if fill else None
    if sex == "female":
        return Circle(*at, half, stroke="ink", fill=ground, width_mm=width)  # type: ignore[arg-type]
    corners = outline_of(sex, half, at, symbols)
    return Polygon(corners, stroke="ink", fill=ground, width_mm=width)  # type: ignore[arg-type]


def _cross(sex: Sex, half: float, at: Point, symbols: SymbolSet) -> list[Shape]:
    x, y = at
    reach = half if sex == "male" and symbols == "standard" else half / 2 if sex != "female" else half * 0.7071
    return [
        Line(x - reach, y - reach, x + reach, y + reach, stroke="ink", width_mm=USUAL),
        Line(x - reach, y + reach, x + reach, y - reach, stroke="ink", width_mm=USUAL),
    ]


def sample(sex: Sex, at: Point, half: float = HALF * 0.6, symbols: SymbolSet = "standard") -> Shape:
    """A small empty symbol for the legend."""
    return _shape(sex, half, at, symbols, width=USUAL)
