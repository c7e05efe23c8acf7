"""A figure as SVG: a vector picture for a letter, a web page or another drawing program.

One millimetre of the figure is one user unit. What people typed is escaped, and characters XML cannot hold
are dropped.
"""

from __future__ import annotations

from math import isclose
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from desktop.figures.metrics import MM_PER_PT, PER_EM, letter_outline, printable, text_width
from desktop.figures.palettes import LIGHT
from desktop.figures.primitives import (
    Circle,
    Figure,
    Ink,
    Line,
    Palette,
    Path,
    Point,
    Polygon,
    Polyline,
    Rect,
    Sector,
    Shape,
    Text,
    on_circle,
)

_FONTS: Final = "'PT Sans', 'PTSans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
_HALO_MM: Final = 0.9


def to_svg(figure: Figure, palette: Palette = LIGHT, *, outlines: bool = False, transparent: bool = False) -> bytes:
    """The whole figure as an SVG file on the palette's paper.

    `outlines` draws the letters of our font as shapes: the picture is the same where that font is not installed, as in
    a letter written on another computer; the words stay readable to those who listen.
    """
    width, height = _number(figure.width_mm), _number(figure.height_mm)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
            f'viewBox="0 0 {width} {height}" role="img" font-family="{_FONTS}" '
            'stroke-linejoin="round" fill="none">'
        ),
    ]
    if figure.title:
        lines.append(f"<title>{escape(printable(figure.title))}</title>")
    if figure.description:
        lines.append(f"<desc>{escape('; '.join(printable(line) for line in figure.description.splitlines()))}</desc>")
    if not transparent:
        lines.append(f'<rect width="{width}" height="{height}" fill="{palette.colour("paper")}"/>')
    lines += [_element(shape, palette, outlines=outlines) for shape in figure.shapes]
    lines.append("</svg>")
    return "\n".join(lines).encode() + b"\n"


def _element(shape: Shape, palette: Palette, *, outlines: bool) -> str:
    tag = f" data-tag={quoteattr(printable(shape.tag))}" if shape.tag else ""
    if isinstance(shape, Text):
        return _letters(shape, palette, tag) if outlines else _text(shape, palette, tag)
    return f"{_outline(shape)}{_pen(shape, palette)}{tag}/>"


def _outline(shape: Line | Polyline | Polygon | Path | Circle | Rect | Sector) -> str:
    match shape:
        case Line():
            start, end = f'x1="{_number(shape.x1)}" y1="{_number(shape.y1)}"', f'x2="{_number(shape.x2)}"'
            return f'<line {start} {end} y2="{_number(shape.y2)}"'
        case Polyline() | Polygon():
            name = "polyline" if isinstance(shape, Polyline) else "polygon"
            return f'<{name} points="{" ".join(_point(p) for p in shape.points)}"'
        case Path():
            steps = [f"M{_point(shape.start)}"]
            steps += [f"C{_point(a)} {_point(b)} {_point(c)}" for a, b, c in shape.curves]
            return f'<path d="{" ".join(steps)}{" Z" if shape.closed else ""}"'
        case Circle():
            return f'<circle cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
        case Rect():
            corner = f'<rect x="{_number(shape.x)}" y="{_number(shape.y)}" rx="{_number(shape.corner)}"'
            return f'{corner} width="{_number(shape.width)}" height="{_number(shape.height)}"'
        case Sector():
            return _wedge(shape)


def _text(shape: Text, palette: Palette, tag: str) -> str:
    words = printable(shape.text)
    size = shape.size_pt * MM_PER_PT
    weight = ' font-weight="bold"' if shape.bold else ""
    # The length keeps labels as wide as the layout thinks, also where another font has to stand in.
    wide = text_width(words, shape.size_pt, bold=shape.bold)
    length = f' textLength="{_number(wide)}" lengthAdjust="spacingAndGlyphs"' if wide else ""
    start = (
        f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(size)}"{weight}'
        f' text-anchor="{_ANCHORS[shape.align]}"{length}'
    )
    body = f'{start} fill="{palette.colour(shape.fill or "ink")}"{tag}>{escape(words)}</text>'
    if shape.halo is None:
        return body
    # A text of its own and not paint-order: office programs do not know that and would cover the words.
    pen = f'stroke="{palette.colour(shape.halo)}" stroke-width="{_number(_HALO_MM)}"'
    return f'{start} {pen} aria-hidden="true">{escape(words)}</text>\n{body}'


def _letters(shape: Text, palette: Palette, tag: str) -> str:
    words = printable(shape.text)
    size = shape.size_pt * MM_PER_PT
    wide = text_width(words, shape.size_pt, bold=shape.bold)
    x = shape.x - {"left": 0.0, "center": wide / 2, "right": wide}[shape.align]
    drawn = []
    along = 0.0
    for letter in words:
        outline, advance = letter_outline(letter, bold=shape.bold)
        if outline:
            drawn.append(f'<path transform="translate({_number(along)} 0)" d="{outline}"/>')
        along += advance
    scale = size / PER_EM
    place = f'transform="translate({_number(x)} {_number(shape.y)}) scale({scale:.6f} {-scale:.6f})"'
    body = "".join(drawn)
    fill = f'fill="{palette.colour(shape.fill or "ink")}"'
    said = f'<g {place} {fill}{tag} role="img" aria-label={quoteattr(words)}>{body}</g>'
    if shape.halo is None:
        return said
    pen = f'stroke="{palette.colour(shape.halo)}" stroke-width="{_number(_HALO_MM / scale)}"'
    return f'<g {place} {pen} aria-hidden="true">{body}</g>\n{said}'


def _wedge(shape: Sector) -> str:
    if isclose(shape.end - shape.start, 360.0, abs_tol=0.01):
        return f'<circle cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
    middle = (shape.x, shape.y)
    start, end = on_circle(shape.radius, shape.start, middle), on_circle(shape.radius, shape.end, middle)
    large = 1 if shape.end - shape.start > 180 else 0
    radius = _number(shape.radius)
    return f'<path d="M{_point(middle)} L{_point(start)} A{radius} {radius} 0 {large} 1 {_point(end)} Z"'


def _pen(shape: Shape, palette: Palette) -> str:
    parts = []
    if shape.fill:
        parts.append(_colour("fill", shape.fill, palette))
    if shape.stroke:
        parts.append(_colour("stroke", shape.stroke, palette) + f' stroke-width="{_number(shape.width_mm)}"')
        if shape.dash:
            parts.append(f' stroke-dasharray="{" ".join(_number(length) for length in shape.dash)}"')
    return "".join(parts)


def _colour(name: str, ink: Ink, palette: Palette) -> str:
    return f' {name}="{palette.colour(ink)}"'


def _point(point: Point) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
