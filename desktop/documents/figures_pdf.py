"""A figure on PDF paper: painted into a page of the dossier, or a sheet of its own.

The lines stay vectors and the text stays text, so that a printed map is sharp and a name on it can be
searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from desktop.documents.fonts import register_fonts
from desktop.figures.metrics import MM_PER_PT, elided, line_height, printable
from desktop.figures.palettes import LIGHT
from desktop.figures.primitives import (
    Circle,
    Figure,
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
)

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

Page = Literal["A4", "A4 landscape", "A3", "A3 landscape", "figure"]
_SIZES: Final[dict[Page, tuple[float, float]]] = {
    "A4": (210.0, 297.0),
    "A4 landscape": (297.0, 210.0),
    "A3": (297.0, 420.0),
    "A3 landscape": (420.0, 297.0),
}
_MARGIN: Final = 10.0
_PADDING: Final = 1.5
_HEADING_PT: Final = 14.0
_LINE_PT: Final = 9.5
_HALO_MM: Final = 0.9
_LARGEST: Final = 1.4  # a small map is not blown up beyond this
_PER_MM: Final = 1 / MM_PER_PT


def paint(canvas: Canvas, figure: Figure, x: float, y: float, scale: float = 1.0, palette: Palette = LIGHT) -> None:
    """Paint the figure, upper left corner (x, y) points from the page's lower left; scale 1 is true size."""
    register_fonts()
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(scale * _PER_MM, -scale * _PER_MM)
    canvas.setLineJoin(1)
    for shape in figure.shapes:
        _paint(canvas, shape, palette)
    canvas.restoreState()


def to_pdf(
    figure: Figure,
    page: Page = "A4",
    header: Sequence[str] = (),
    footer: Sequence[str] = (),
    palette: Palette = LIGHT,
    *,
    packed: bool = True,
) -> bytes:
    """One sheet: header lines (the first is the heading), the figure in a frame, footer lines (date, author).

    The figure is made smaller to fit its frame, never cut. Page "figure" is as large as the figure, with
    nothing round it. `packed=False` is for a file that is read at once and thrown away.
    """
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    width, height = _SIZES.get(page, (figure.width_mm, figure.height_mm))
    file = BytesIO()
    canvas = Canvas(
        file,
        pagesize=(width * _PER_MM, height * _PER_MM),
        invariant=1,
        initialFontName="PTSans",  # type: ignore[arg-type]  # the stubs say a number
        pageCompression=int(packed),
    )
    canvas.setTitle(printable(figure.title or next(iter(header), "")))  # nothing else about people beside the sheet
    if page == "figure":
        paint(canvas, figure, 0, height * _PER_MM, palette=palette)
    else:
        _sheet(canvas, figure, (width, height), header, footer, palette)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _sheet(
    canvas: Canvas,
    figure: Figure,
    size: tuple[float, float],
    header: Sequence[str],
    footer: Sequence[str],
    palette: Palette,
) -> None:
    width, height = size
    room = width - 2 * _MARGIN
    top = height - _MARGIN
    for number, line in enumerate(header):
        points = _LINE_PT if number else _HEADING_PT
        top -= line_height(points)
        canvas.setFont("PTSans" if number else "PTSans-Bold", points)
        canvas.setFillColor(palette.colour("soft" if number else "ink"))
        canvas.drawString(_MARGIN * _PER_MM, (top + 1.2) * _PER_MM, elided(printable(line), points, room, bold=not number))
    bottom = _MARGIN + len(footer) * line_height(_LINE_PT)
    canvas.setFillColor(palette.colour("soft"))
    canvas.setFont("PTSans", _LINE_PT)
    for number, line in enumerate(footer):
        y = bottom - (number + 1) * line_height(_LINE_PT)
        canvas.drawString(_MARGIN * _PER_MM, y * _PER_MM, elided(printable(line), _LINE_PT, room))
    frame = (_MARGIN, bottom + 1.5, room, top - bottom - 3.0)
    canvas.setStrokeColor(palette.colour("hairline"))
    canvas.setLineWidth(0.6)
    left, low, wide, tall = (side * _PER_MM for side in frame)
    canvas.roundRect(left, low, wide, tall, 2 * _PER_MM)
    inner_width, inner_height = frame[2] - 2 * _PADDING, frame[3] - 2 * _PADDING
    scale = min(inner_width / figure.width_mm, inner_height / figure.height_mm, _LARGEST)
    start = frame[0] + _PADDING + (inner_width - figure.width_mm * scale) / 2
    above = frame[1] + frame[3] - _PADDING - (inner_height - figure.height_mm * scale) / 2
    paint(canvas, figure, start * _PER_MM, above * _PER_MM, scale, palette)


@lru_cache(maxsize=256)
def _colour(words: str) -> Color:
    """The colour as reportlab has it: reading the words anew for every stroke was a fifth of the work."""
    from reportlab.lib.colors import HexColor

    return HexColor(words)


def _paint(canvas: Canvas, shape: Shape, palette: Palette) -> None:
    if isinstance(shape, Text):
        _paint_text(canvas, shape, palette)
        return
    stroke, fill = int(shape.stroke is not None), int(shape.fill is not None)
    if shape.stroke:
        canvas.setStrokeColor(_colour(palette.colour(shape.stroke)))
        canvas.setLineWidth(shape.width_mm)
        canvas.setDash(list(shape.dash))
    if shape.fill:
        canvas.setFillColor(_colour(palette.colour(shape.fill)))
    match shape:
        case Line():
            canvas.line(shape.x1, shape.y1, shape.x2, shape.y2)
        case Circle():
            canvas.circle(shape.x, shape.y, shape.radius, stroke=stroke, fill=fill)
        case Rect():
            box = (shape.x, shape.y, shape.width, shape.height)
            canvas.roundRect(*box, shape.corner, stroke=stroke, fill=fill)
        case Sector():
            _paint_wedge(canvas, shape, stroke, fill)
        case Polyline() | Polygon() | Path():
            canvas.drawPath(_outline(canvas, shape), stroke=stroke, fill=fill)


def _outline(canvas: Canvas, shape: Polyline | Polygon | Path) -> PDFPathObject:
    path: PDFPathObject = canvas.beginPath()
    if isinstance(shape, Path):
        path.moveTo(*shape.start)
        for first, second, end in shape.curves:
            path.curveTo(*first, *second, *end)
    else:
        path.moveTo(*shape.points[0])
        for point in shape.points[1:]:
            path.lineTo(*point)
    if isinstance(shape, Polygon) or (isinstance(shape, Path) and shape.closed):
        path.close()
    return path


def _paint_wedge(canvas: Canvas, shape: Sector, stroke: int, fill: int) -> None:
    corner: Point = (shape.x - shape.radius, shape.y - shape.radius)
    opposite: Point = (shape.x + shape.radius, shape.y + shape.radius)
    # The page is turned over (y down): reportlab's degrees run clockwise here; ours start at the top.
    canvas.wedge(*corner, *opposite, shape.start - 90, shape.end - shape.start, stroke=stroke, fill=fill)


def _paint_text(canvas: Canvas, shape: Text, palette: Palette) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    name = "PTSans-Bold" if shape.bold else "PTSans"
    size = shape.size_pt * MM_PER_PT
    text = printable(shape.text)
    width = stringWidth(text, name, size)
    left = {"left": 0.0, "center": -width / 2, "right": -width}[shape.align]
    canvas.saveState()
    canvas.translate(shape.x, shape.y)
    canvas.scale(1, -1)
    if shape.halo:
        canvas.setDash([])
        canvas.setStrokeColor(_colour(palette.colour(shape.halo)))
        canvas.setLineWidth(_HALO_MM)
        halo = canvas.beginText(left, 0)
        halo.setFont(name, size)
        halo.setTextRenderMode(1)
        halo.textOut(text)
        halo.setTextRenderMode(0)
        canvas.drawText(halo)
    canvas.setFillColor(_colour(palette.colour(shape.fill or "ink")))
    canvas.setFont(name, size)
    canvas.drawString(left, 0, text)
    canvas.restoreState()
