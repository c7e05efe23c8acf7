"""What stands on the scene of a figure: the figure as one item, what is selected over it, and what is dragged.

The figure is a few tiles and not an item for every shape: a genogram is laid out as a whole, so nothing in it moves
alone, and tiles that are kept as pictures make pushing and dragging quick at any size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from desktop.figures.primitives import Box, Figure, Shape, box_of
from desktop.ui.canvas import painter as painting
from desktop.ui.canvas.items import PORT_MM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from uuid import UUID

    from desktop.figures.primitives import Point

_FIGURE, _OVER, _GHOST = 0.0, 10.0, 15.0
_ROOM: Final = 1.4  # millimetres between a thing and the frame that says it is selected
_GRASP: Final = 3.4
_TILE_MM: Final = 55.0
_HAIR: Final = 0.05


def rect_of(box: Box, room: float = 0.0) -> QRectF:
    """The box as Qt's rectangle, with some room around."""
    left, top, right, bottom = box
    return QRectF(left - room, top - room, right - left + 2 * room, bottom - top + 2 * room)


class FigureItem(QGraphicsItem):
    """The whole figure in tiles; each keeps its picture until the figure, the zoom or the look changes."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[_Tile] = []
        self._box = QRectF()
        self.by_tag: dict[str, list[Shape]] = {}
        self.count = 0  # shapes
        self.setZValue(_FIGURE)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, True)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_figure(self, figure: Figure) -> None:
        """Show this figure."""
        self.prepareGeometryChange()
        boxed = [(rect_of(box_of(s), s.width_mm + 1.0), s) for s in figure.shapes]
        self._box = QRectF(0, 0, figure.width_mm, figure.height_mm)
        for box, _shape in boxed:
            self._box = self._box.united(box)
        self.by_tag, self.count = {}, len(boxed)
        for shape in figure.shapes:
            if shape.tag:
                self.by_tag.setdefault(shape.tag, []).append(shape)
        self._fill(_Grid(self._box), boxed)

    def _fill(self, grid: _Grid, boxed: list[tuple[QRectF, Shape]]) -> None:
        """Tiles where they belong; one that shows what it showed keeps its picture."""
        places = grid.places()
        parts: list[list[Shape]] = [[] for _place in places]
        for box, shape in boxed:
            for at in grid.under(box):
                parts[at].append(shape)
        while len(self._tiles) > len(places):
            tile = self._tiles.pop()
            tile.setParentItem(None)  # type: ignore[arg-type]  # Qt takes none
            if (scene := tile.scene()) is not None:
                scene.removeItem(tile)
        while len(self._tiles) < len(places):
            self._tiles.append(_Tile(self))
        for tile, place, part in zip(self._tiles, places, parts, strict=True):
            tile.show_part(place, tuple(part))

    def restyle(self) -> None:
        """The look of the window changed: what is kept as a picture is painted anew."""
        for tile in self._tiles:
            tile.update()

    @override
    def boundingRect(self) -> QRectF:
        return self._box

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Its tiles do that."""


class _Tile(QGraphicsItem):
    """A part of a figure, painted once and kept: names with halos are dear to paint."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._place = QRectF()
        self._shapes: tuple[Shape, ...] = ()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_part(self, place: QRectF, shapes: tuple[Shape, ...]) -> None:
        """Show these shapes as far as they lie here."""
        if (place, shapes) != (self._place, self._shapes):
            self.prepareGeometryChange()
            self._place, self._shapes = place, shapes
            self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, not shapes)
            self.update()

    @override
    def boundingRect(self) -> QRectF:
        return self._place

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painting.paint(painter, self._shapes)


class _Grid:
    """Tiles over the box; they overlap by a hair, so that no seam is seen."""

    def __init__(self, box: QRectF) -> None:
        self._left, self._top = box.left(), box.top()
        self._across = max(1, round(box.width() / _TILE_MM))
        self._down = max(1, round(box.height() / _TILE_MM))
        self._wide = max(box.width() / self._across, _HAIR)
        self._high = max(box.height() / self._down, _HAIR)

    def places(self) -> list[QRectF]:
        """The tiles, row by row."""
        return [
            QRectF(self._left + column * self._wide, self._top + row * self._high, self._wide, self._high).adjusted(
                -_HAIR, -_HAIR, _HAIR, _HAIR
            )
            for row in range(self._down)
            for column in range(self._across)
        ]

    def under(self, box: QRectF) -> Iterator[int]:
        """The numbers of the tiles that a box touches."""
        left, right = self._span(box.left() - self._left, box.right() - self._left, self._wide, self._across)
        top, bottom = self._span(box.top() - self._top, box.bottom() - self._top, self._high, self._down)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield row * self._across + column

    @staticmethod
    def _span(low: float, high: float, size: float, count: int) -> tuple[int, int]:
        return max(0, int((low - _HAIR) // size)), min(count - 1, int((high + _HAIR) // size))


class OverItem(QGraphicsItem):
    """What is selected, highlighted, under the pointer or aimed at; the frame of the page."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: tuple[QRectF, ...] = ()
        self._ways: tuple[QPolygonF, ...] = ()
        self._lit: tuple[QRectF, ...] = ()
        self._lit_ways: tuple[QPolygonF, ...] = ()
        self._hover: QRectF | None = None
        self._aimed: QRectF | None = None
        self._port = False
        self._page: QRectF | None = None
        self._around = QRectF()
        self.setZValue(_OVER)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def cover(self, around: QRectF) -> None:
        """How far things to be marked can reach."""
        self.prepareGeometryChange()
        self._around = around

    def show_selected(self, boxes: Iterable[Box], ways: Iterable[Iterable[Point]]) -> None:
        """Frames around these, a glow along those."""
        self._boxes = tuple(rect_of(b, _ROOM) for b in boxes)
        self._ways = tuple(_polygon(w) for w in ways)
        self.update()

    def show_lit(self, boxes: Iterable[Box], ways: Iterable[Iterable[Point]]) -> None:
        """Highlight these: a path of kinship, everybody with the same pattern."""
        self._lit = tuple(rect_of(b, _ROOM) for b in boxes)
        self._lit_ways = tuple(_polygon(w) for w in ways)
        self.update()

    def show_hover(self, box: Box | None, *, port: bool) -> None:
        """What is under the pointer, with its port if lines start there."""
        new = rect_of(box, _ROOM) if box is not None else None
        if (new, port) != (self._hover, self._port):
            self._touch(self._hover)
            self._hover, self._port = new, port
            self._touch(new)

    def show_aimed(self, box: Box | None) -> None:
        """Where the line being drawn would end."""
        new = rect_of(box, _ROOM) if box is not None else None
        if new != self._aimed:
            self._touch(self._aimed)
            self._aimed = new
            self._touch(new)

    def show_page(self, page: QRectF | None) -> None:
        """The edge of the sheet of paper."""
        self._page = page
        self.update()

    @property
    def page(self) -> QRectF | None:
        """The edge of the sheet of paper, if it is shown."""
        return self._page

    def _touch(self, box: QRectF | None) -> None:
        if box is not None:
            self.update(box.adjusted(-4, -4, 8, 4))

    @override
    def boundingRect(self) -> QRectF:
        return self._around

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        accent = painting.colour("accent")
        if self._page is not None:
            painter.setPen(_cosmetic(painting.colour("soft"), 1.0, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._page)
        self._glow(painter, painting.colour("amber"), 70, self._lit_ways)
        self._frames(painter, painting.colour("amber"), 45, self._lit)
        self._glow(painter, accent, 60, self._ways)
        self._frames(painter, accent, 30, self._boxes)
        if self._hover is not None:
            painter.setPen(_cosmetic(accent, 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._hover, 1.6, 1.6)
            if self._port:
                self._paint_port(painter, port_of(self._hover))
        if self._aimed is not None:
            self._frames(painter, accent, 60, (self._aimed,))

    @staticmethod
    def _frames(painter: QPainter, ink: QColor, alpha: int, boxes: Iterable[QRectF]) -> None:
        tint = QColor(ink)
        tint.setAlpha(alpha)
        painter.setPen(_cosmetic(ink, 2.0))
        painter.setBrush(tint)
        for box in boxes:
            painter.drawRoundedRect(box, 1.6, 1.6)

    @staticmethod
    def _glow(painter: QPainter, ink: QColor, alpha: int, ways: Iterable[QPolygonF]) -> None:
        tint = QColor(ink)
        tint.setAlpha(alpha)
        pen = QPen(tint, _GRASP * 0.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for way in ways:
            painter.drawPolyline(way)

    @staticmethod
    def _paint_port(painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(painting.colour("accent"), 0.5))
        painter.setBrush(QBrush(painting.colour("paper")))
        painter.drawEllipse(middle, PORT_MM, PORT_MM)
        for line in (QLineF(-0.8, 0, 0.8, 0), QLineF(0, -0.8, 0, 0.8)):
            painter.drawLine(line.translated(middle))


class GhostItem(QGraphicsItem):
    """What is being dragged, where it would come to stand, with the lines that come along."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: tuple[Shape, ...] = ()
        self._boxes: tuple[QRectF, ...] = ()
        self._lines: tuple[tuple[tuple[Point, bool], ...], ...] = ()
        self._by = QPointF()
        self._still = QRectF()
        self.setZValue(_GHOST)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def take(self, shapes: Iterable[Shape], boxes: Collection[Box], lines: Mapping[UUID, tuple[Point, ...]]) -> None:
        """These shapes and boxes move; a line moves by the ends that lie in one of the boxes."""
        self.prepareGeometryChange()
        self._shapes = tuple(shapes)
        self._boxes = tuple(rect_of(box, _ROOM) for box in boxes)
        held = (self._held(way) for way in lines.values())
        self._lines = tuple(way for way in held if any(on for _point, on in way))
        self._by = QPointF()
        self._still = QRectF()
        for box in self._boxes:
            self._still = self._still.united(box)
        for shape in self._shapes:
            self._still = self._still.united(rect_of(box_of(shape), 1.0))
        for way in self._lines:
            for point, _on in way:
                self._still = self._still.united(QRectF(QPointF(*point), QPointF(*point)).adjusted(-1, -1, 1, 1))
        self.show()

    def _held(self, way: tuple[Point, ...]) -> tuple[tuple[Point, bool], ...]:
        last = len(way) - 1
        return tuple(
            (point, at in {0, last} and any(box.contains(QPointF(*point)) for box in self._boxes)) for at, point in enumerate(way)
        )

    def shift(self, dx: float, dy: float) -> None:
        """How far it was dragged by now."""
        self.prepareGeometryChange()
        self._by = QPointF(dx, dy)
        self.update()

    def drop(self) -> None:
        """Nothing is dragged any more."""
        self.hide()
        self._shapes, self._boxes, self._lines = (), (), ()

    @override
    def boundingRect(self) -> QRectF:
        return self._still.united(self._still.translated(self._by))

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        veil = QColor(painting.colour("paper"))
        veil.setAlpha(170)
        for box in self._boxes:
            painter.fillRect(box, veil)
        painter.setPen(_cosmetic(painting.colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for way in self._lines:
            painter.drawPolyline(QPolygonF([QPointF(*point) + (self._by if on else QPointF()) for point, on in way]))
        painter.save()
        painter.translate(self._by)
        painter.setPen(_cosmetic(painting.colour("accent"), 1.5))
        for box in self._boxes:
            painter.drawRoundedRect(box, 1.6, 1.6)
        painting.paint(painter, self._shapes)
        painter.restore()


def port_of(frame: QRectF) -> QPointF:
    """Where a line can be pulled out of a framed thing."""
    return QPointF(frame.right() + PORT_MM + 0.6, frame.center().y())


def _polygon(way: Iterable[Point]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in way])


def _cosmetic(ink: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(ink, width)
    pen.setCosmetic(True)
    pen.setStyle(style)
    return pen
