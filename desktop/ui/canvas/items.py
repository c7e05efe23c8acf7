"""What stands on the scene: a tie, a node, and marks a gesture draws while it is under way.

Items are painted from figures and hold no wishes of their own: the scene gives them shapes, gestures do the
rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from desktop.figures.primitives import Polyline, Shape, Text, bounds
from desktop.ui.canvas import painter as painting

if TYPE_CHECKING:
    from uuid import UUID

GRASP_MM: Final = 3.4  # how wide a line is for the mouse
PORT_MM: Final = 1.5
ARROW_MM: Final = 5.5  # from the symbol to the arrows that clone and connect
_TIES, _NODES, _MARKS = 0.0, 10.0, 2_000_000.0  # layers of nodes lie between


def stroked(path: QPainterPath) -> QPainterPath:
    """A line as wide as the mouse needs it."""
    stroker = QPainterPathStroker()
    stroker.setWidth(GRASP_MM)
    return stroker.createStroke(path)


class ShapesItem(QGraphicsItem):
    """Shapes in millimetres around the item's origin."""

    def __init__(self, margin: float) -> None:
        super().__init__()
        self._shapes: tuple[Shape, ...] = ()
        self._margin = margin
        self._box = QRectF()

    def set_shapes(self, shapes: tuple[Shape, ...]) -> bool:
        """Show these; False if they are shown already."""
        if shapes == self._shapes:
            return False
        self.prepareGeometryChange()
        self._shapes = shapes
        left, top, right, bottom = bounds(shapes)
        m = self._margin
        self._box = QRectF(left - m, top - m, right - left + 2 * m, bottom - top + 2 * m)
        self.update()
        return True

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """What is shown."""
        return self._shapes

    @override
    def boundingRect(self) -> QRectF:
        return self._box

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painting.paint(painter, self._shapes)


class TieItem(ShapesItem):
    """A tie between two nodes."""

    def __init__(self, id_: UUID) -> None:
        super().__init__(GRASP_MM)
        self.id = id_
        self.chosen = False
        self.ends: tuple[QPointF, QPointF] = (QPointF(), QPointF())
        self.bends: tuple[QPointF, ...] = ()
        self.drawn: tuple[str, str] = ("", "")  # quality and direction of what is shown
        self.note = ""
        self._path = QPainterPath()
        self._grasp: QPainterPath | None = None
        self._lines: painting.Lines | None = None
        self.setZValue(_TIES)

    @override
    def set_shapes(self, shapes: tuple[Shape, ...]) -> bool:
        if not super().set_shapes(shapes):
            return False
        self._lines = None
        path = QPainterPath()
        for shape in shapes[:1]:
            path = painting.outline_of(shape)
            if isinstance(shape, Polyline):
                self.ends = QPointF(*shape.points[0]), QPointF(*shape.points[-1])
        self._path, self._grasp = path, None
        return True

    @override
    def shape(self) -> QPainterPath:
        if self._grasp is None:  # widening a zigzag is dear, and most ties are never asked
            self._grasp = stroked(self._path)
        return self._grasp

    def show_bends(self, bends: tuple[QPointF, ...]) -> None:
        """Where a hand has bent it: corners that can be grasped while it is selected."""
        if bends != self.bends:
            self.bends = bends
            self.update()

    def bend_at(self, point: QPointF) -> int | None:
        """The number of the corner at the point."""
        near = [n for n, bend in enumerate(self.bends) if (bend - point).manhattanLength() <= GRASP_MM]
        return near[0] if near else None

    def choose(self, *, chosen: bool) -> None:
        """Show whether it is selected."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.setZValue(_TIES + (1 if chosen else 0))
            self.update()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.chosen and self._shapes:
            glow = QColor(painting.colour("accent"))
            glow.setAlpha(45)
            pen = QPen(glow, GRASP_MM)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(painting.outline_of(self._shapes[0]), pen)
        if self._lines is None or self._lines.stale:
            self._lines = painting.Lines(self._shapes)
        self._lines.paint(painter)
        if self.chosen:
            painter.setPen(QPen(painting.colour("accent"), 0.5))
            painter.setBrush(QBrush(painting.colour("paper")))
            for end in self.ends:
                painter.drawEllipse(end, 1.1, 1.1)
            for bend in self.bends:
                painter.drawRect(QRectF(bend.x() - 1.0, bend.y() - 1.0, 2.0, 2.0))


class NodeItem(ShapesItem):
    """A node with its name; the port beside it appears under the mouse and starts a tie."""

    def __init__(self, id_: UUID) -> None:
        super().__init__(13.0)
        self.id = id_
        self.size = 4.0
        self.chosen = False
        self.aimed = False  # a tie being drawn would end here
        self.pinned = False
        self.nameless = False  # its name is being typed over it
        self.note = ""
        self._port = False
        self.setZValue(_NODES)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)  # names with halos are dear to paint

    def show_node(self, shapes: tuple[Shape, ...], size: float, *, pinned: bool) -> None:
        """Show these shapes; `size` is half the size of the symbol."""
        self.set_shapes(shapes)
        before, self.size, self.pinned = (self.size, self.pinned), size, pinned
        # A pin is seen only on a node that is selected or under the mouse.
        if size != before[0] or (pinned != before[1] and (self.chosen or self._port)):
            self.update()

    def mark(self, *, chosen: bool | None = None, aimed: bool | None = None, port: bool | None = None) -> None:
        """Show whether it is selected, aimed at, under the mouse."""
        now = (
            self.chosen if chosen is None else chosen,
            self.aimed if aimed is None else aimed,
            self._port if port is None else port,
        )
        if now != (self.chosen, self.aimed, self._port):
            self.chosen, self.aimed, self._port = now
            self.update()

    def stand_in_layer(self, layer: int) -> None:
        """Over those of a lower layer."""
        self.setZValue(_NODES + layer)

    @property
    def arrows(self) -> tuple[tuple[QPointF, QPointF], ...]:
        """Where the arrows around it are, on the scene, and which way each points; a selected node has them."""
        far = self.size + ARROW_MM
        ways = (QPointF(0, -1), QPointF(1, 0), QPointF(0, 1), QPointF(-1, 0))
        # The port stands on the right: its arrow stands further out.
        return tuple((self.pos() + way * (far + (4.0 if way.x() > 0 else 0.0)), way) for way in ways)

    def arrow_at(self, point: QPointF) -> QPointF | None:
        """Which way the arrow at the point goes, if the arrows are shown."""
        if not (self._port and self.chosen):
            return None
        return next((way for at, way in self.arrows if (at - point).manhattanLength() <= 2.6), None)

    def arrow_near(self, point: QPointF) -> bool:
        """Whether the point is so near that the arrows stay."""
        off = point - self.pos()
        return self._port and self.chosen and max(abs(off.x()), abs(off.y())) <= self.size + ARROW_MM + 7.0

    def hide_name(self, *, hidden: bool) -> None:
        """Leave the name to the editor that lies over it."""
        self.nameless = hidden
        self.update()

    @property
    def port(self) -> QPointF:
        """Where a tie can be pulled out, on the scene."""
        return self.pos() + QPointF(self.size + 2.6, 0)

    @override
    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addEllipse(QPointF(), self.size + 0.6, self.size + 0.6)
        for shape in self._shapes:
            if isinstance(shape, Text):
                path.addPath(painting.outline_of(shape))
        if self._port:
            path.addRect(QRectF(0, -PORT_MM, self.size + 2.6 + PORT_MM, 2 * PORT_MM))
        return path

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        marked = self.chosen or self.aimed
        for shape in self._shapes:
            if isinstance(shape, Text) and self.nameless:
                continue
            painting.paint(painter, (_marked(shape),) if marked else (shape,))
        if self.pinned and (self.chosen or self._port):
            self._paint_pin(painter)
        if self._port and self.chosen:
            self._paint_arrows(painter)
        if self._port:
            painter.setPen(QPen(painting.colour("accent"), 0.5))
            painter.setBrush(QBrush(painting.colour("paper")))
            middle = QPointF(self.size + 2.6, 0)
            painter.drawEllipse(middle, PORT_MM, PORT_MM)
            for line in (QLineF(-0.8, 0, 0.8, 0), QLineF(0, -0.8, 0, 0.8)):
                painter.drawLine(line.translated(middle))

    def _paint_arrows(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(painting.colour("accent")))
        for at, way in self.arrows:
            tip, side = at - self.pos() + way * 1.4, QPointF(way.y(), way.x())
            base = at - self.pos() - way * 1.0
            painter.drawPolygon([tip, base + side * 1.3, base - side * 1.3])

    def _paint_pin(self, painter: QPainter) -> None:
        """A pin in the corner: held by hand, the layout leaves it alone."""
        painter.setPen(QPen(painting.colour("accent"), 0.4))
        painter.setBrush(QBrush(painting.colour("accent")))
        head = QPointF(-self.size - 1.2, -self.size - 1.2)
        painter.drawLine(head, head + QPointF(1.6, 1.6))
        painter.drawEllipse(head, 0.8, 0.8)


def _marked(shape: Shape) -> Shape:
    """The same shape as part of something selected: tinted, with a strong edge; names stay as they are."""
    if isinstance(shape, Text) or shape.stroke is None:
        return shape
    return replace(shape, stroke="accent", fill=shape.fill and "accent_tint", width_mm=shape.width_mm + 0.4)


class MarksItem(QGraphicsItem):
    """What a gesture draws: the rubber band, the line of a tie not made yet, lines of alignment."""

    def __init__(self) -> None:
        super().__init__()
        self._band: QRectF | None = None
        self._line: QLineF | None = None
        self._guides: tuple[QLineF, ...] = ()
        self._loop: QPolygonF | None = None
        self._ribbons: tuple[QLineF, ...] = ()
        self.setZValue(_MARKS)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_marks(
        self,
        *,
        band: QRectF | None = None,
        line: QLineF | None = None,
        guides: tuple[QLineF, ...] = (),
        loop: QPolygonF | None = None,
        ribbons: tuple[QLineF, ...] = (),
    ) -> None:
        """Show these and nothing else; `ribbons` stand for ties while everything at one end of them moves."""
        now = (band, line, guides, loop, ribbons)
        if now != (self._band, self._line, self._guides, self._loop, self._ribbons):
            self.prepareGeometryChange()
            self._band, self._line, self._guides, self._loop, self._ribbons = now
            self.update()

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn."""
        return self._band is None and self._line is None and not self._guides and self._loop is None

    @override
    def boundingRect(self) -> QRectF:
        box = QRectF(self._band) if self._band is not None else QRectF()
        if self._loop is not None:
            box = box.united(self._loop.boundingRect())
        for line in (*self._ribbons, *self._guides, *((self._line,) if self._line is not None else ())):
            box = box.united(QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1))
        return box.adjusted(-1, -1, 1, 1) if not box.isNull() else box

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        pen = QPen(painting.colour("accent"), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        if self._band is not None:
            tint = QColor(painting.colour("accent"))
            tint.setAlpha(30)
            painter.setBrush(tint)
            painter.drawRect(self._band)
        painter.drawLines(list(self._ribbons))
        if self._loop is not None:
            painter.drawPolyline(self._loop)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for guide in self._guides:
            painter.drawLine(guide)
        if self._line is not None:
            painter.setPen(QPen(painting.colour("accent"), 0.7))
            painter.drawLine(self._line)
