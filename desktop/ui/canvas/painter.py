"""Painting figures with Qt: the one place where a shape in millimetres becomes strokes on the screen.

Colours are roles; which palette answers depends on the theme of the window, so a change of the look needs no
rebuilding.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QPainter, QPainterPath, QPen, QPolygonF

from desktop.base import places
from desktop.figures import palettes
from desktop.figures.metrics import MM_PER_PT, text_width
from desktop.figures.primitives import (
    Circle,
    Ink,
    Line,
    Palette,
    Path,
    Polygon,
    Polyline,
    Rect,
    Sector,
    Shape,
    Text,
)
from desktop.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

_FONT_PX: Final = 64.0  # glyph outlines are taken at this size and scaled: text then zooms without jumping
_HALO_MM: Final = 0.9


def palette() -> Palette:
    """What the roles look like in the theme of the window now."""
    match theme.active().scheme:
        case "dark":
            return palettes.DARK
        case "contrast":
            return _contrast()
        case "light":
            return palettes.LIGHT


def colour(ink: Ink) -> QColor:
    """The colour of a role in the theme of the window now."""
    return theme.colour(palette().colour(ink))


def paint(painter: QPainter, shapes: Iterable[Shape]) -> None:
    """Paint shapes in millimetres; the painter's units are millimetres too."""
    now = palette()
    for shape in shapes:
        if isinstance(shape, Text):
            _text(painter, shape, now)
            continue
        painter.setPen(_pen(shape, now))
        painter.setBrush(QBrush(theme.colour(now.colour(shape.fill))) if shape.fill else Qt.BrushStyle.NoBrush)
        _outline(painter, shape)


class Lines:
    """Lines and polygons made ready for Qt once, because a drag repaints hundreds of ties at every frame."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._palette = palette()
        self._ready: list[tuple[QPen | Qt.PenStyle, QBrush, QPolygonF, bool]] = []
        for shape in shapes:
            if isinstance(shape, Polyline | Polygon):
                points = QPolygonF([QPointF(x, y) for x, y in shape.points])
                brush = QBrush(colour(shape.fill)) if shape.fill else QBrush(Qt.BrushStyle.NoBrush)
                self._ready.append((_pen(shape, self._palette), brush, points, isinstance(shape, Polygon)))

    @property
    def stale(self) -> bool:
        """Whether the look of the window has changed since."""
        return self._palette is not palette()

    def paint(self, painter: QPainter) -> None:
        """Paint them."""
        for pen, brush, points, closed in self._ready:
            painter.setPen(pen)
            if closed:
                painter.setBrush(brush)
                painter.drawPolygon(points)
            else:
                painter.drawPolyline(points)


def _outline(painter: QPainter, shape: Line | Polyline | Polygon | Path | Circle | Rect | Sector) -> None:
    match shape:
        case Line():
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Polyline():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Polygon():
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Circle():
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Rect():
            box = QRectF(shape.x, shape.y, shape.width, shape.height)
            painter.drawRoundedRect(box, shape.corner, shape.corner)
        case Sector():
            box = QRectF(shape.x - shape.radius, shape.y - shape.radius, 2 * shape.radius, 2 * shape.radius)
            # Qt counts sixteenths of a degree from three o'clock against the clock
            painter.drawPie(box, round((90 - shape.end) * 16), round((shape.end - shape.start) * 16))
        case Path():
            painter.drawPath(_path(shape))


def outline_of(shape: Shape) -> QPainterPath:
    """The path of a line or polygon: what a mouse can hit."""
    path = QPainterPath()
    match shape:
        case Line():
            path.moveTo(shape.x1, shape.y1)
            path.lineTo(shape.x2, shape.y2)
        case Polyline() | Polygon():
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))
        case Path():
            path = _path(shape)
        case Circle() | Sector():
            path.addEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Rect():
            path.addRect(shape.x, shape.y, shape.width, shape.height)
        case Text():
            width, height = text_width(shape.text, shape.size_pt, bold=shape.bold), shape.size_pt * MM_PER_PT
            path.addRect(shape.x - _shift(shape, width), shape.y - height * 0.8, width, height)
    return path


def _path(shape: Path) -> QPainterPath:
    path = QPainterPath(QPointF(*shape.start))
    for first, second, end in shape.curves:
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    if shape.closed:
        path.closeSubpath()
    return path


def _pen(shape: Shape, now: Palette) -> QPen | Qt.PenStyle:
    if shape.stroke is None:
        return Qt.PenStyle.NoPen
    pen = QPen(theme.colour(now.colour(shape.stroke)), shape.width_mm)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)  # as on paper
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if shape.dash and shape.width_mm:
        pen.setDashPattern([length / shape.width_mm for length in shape.dash])
    return pen


def _text(painter: QPainter, shape: Text, now: Palette) -> None:
    glyphs, width = _glyphs(shape.text, shape.bold)
    scale = shape.size_pt * MM_PER_PT / _FONT_PX
    painter.save()
    painter.translate(shape.x - _shift(shape, width * scale), shape.y)
    painter.scale(scale, scale)
    if shape.halo:
        border = QPen(theme.colour(now.colour(shape.halo)), _HALO_MM / scale)
        border.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(glyphs, border)
    painter.fillPath(glyphs, theme.colour(now.colour(shape.fill or "ink")))
    painter.restore()


def _shift(shape: Text, width: float) -> float:
    return {"left": 0.0, "center": width / 2, "right": width}[shape.align]


@cache
def family() -> str:
    """The name of the family of maps, loaded from the program's own files."""
    names = []
    for file in ("PTS55F.ttf", "PTS75F.ttf"):
        number = QFontDatabase.addApplicationFont(str(places.resource("fonts", file)))
        names += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return names[0] if names else "PT Sans"


def font(size_px: float, *, bold: bool = False) -> QFont:
    """The font of maps for editors laid over them."""
    made = QFont(family())
    made.setPixelSize(max(1, round(size_px)))
    made.setBold(bold)
    return made


class _Glyphs:
    """Outlines of lines of text already drawn; a map repeats the same names at every repaint."""

    kept: dict[tuple[str, bool], tuple[QPainterPath, float]] = {}  # noqa: RUF012  one for the program
    most = 2_000


def _glyphs(text: str, bold: bool) -> tuple[QPainterPath, float]:  # noqa: FBT001  a cache key
    known = _Glyphs.kept.get((text, bold))
    if known is not None:
        return known
    made = font(_FONT_PX, bold=bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setKerning(False)  # paper and SVG have none either, and names are measured without it
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(0, 0, made, text)
    width = text_width(text, 72.0, bold=bold) / (72.0 * MM_PER_PT) * _FONT_PX
    if len(_Glyphs.kept) >= _Glyphs.most:
        _Glyphs.kept.clear()
    _Glyphs.kept[text, bold] = path, width
    return path, width


@cache
def _contrast() -> Palette:
    """White on black with strong colours, as the rest of the window is at high contrast."""
    colours: dict[Ink, str] = dict.fromkeys(palettes.LIGHT.colours, "#ffffff")
    colours |= {ink: "#000000" for ink in colours if ink in {"paper", "ground"} or ink.endswith("_tint")}
    colours |= {ink: "#000000" for ink in colours if ink.startswith("sector_")}
    colours |= {
        "hairline": "#8c8c8c",
        "accent": "#ffd83d",
        "accent_text": "#ffe680",
        "accent_tint": "#3d3300",
    }
    colours |= {
        "strong": "#7dff9f",
        "conflict": "#ff8f85",
        "good": "#7dff9f",
        "bad": "#ffb8b0",
        "amber": "#ffd76b",
    }
    return Palette("contrast on black", colours)
