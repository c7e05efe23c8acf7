"""What lies under the nodes and is nobody's: the ground of the view, the grid, loops of groups, the edge of the page."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from desktop.figures.primitives import Shape, Text
from desktop.ui.canvas import painter as painting
from desktop.ui.canvas.items import GRASP_MM, ShapesItem, stroked

if TYPE_CHECKING:
    from uuid import UUID

GRID_MM: Final = 5.0
_GROUND, _GRID, _GROUPS, _PAGE = -10.0, -9.0, -8.0, -7.0


class GroundItem(ShapesItem):
    """Sectors and the circle of the household; the mouse goes through it."""

    def __init__(self) -> None:
        super().__init__(2.0)
        self.setZValue(_GROUND)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()


class GroupItem(ShapesItem):
    """The loop of a group with its name; the line and the name can be grasped, what lies inside cannot."""

    def __init__(self, id_: UUID) -> None:
        super().__init__(GRASP_MM)
        self.id = id_
        self.chosen = False
        self._grasp = QPainterPath()
        self.setZValue(_GROUPS)

    @override
    def set_shapes(self, shapes: tuple[Shape, ...]) -> bool:
        if not super().set_shapes(shapes):
            return False
        self._grasp = QPainterPath()
        for shape in shapes:
            path = painting.outline_of(shape)
            if isinstance(shape, Text):
                self._grasp.addRect(path.boundingRect().adjusted(-0.5, -0.5, 0.5, 0.5))
            else:
                self._grasp.addPath(stroked(path))
        return True

    @override
    def shape(self) -> QPainterPath:
        return self._grasp

    def choose(self, *, chosen: bool) -> None:
        """Show whether it is selected."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.chosen:
            glow = QColor(painting.colour("accent"))
            glow.setAlpha(60)
            for shape in self._shapes:
                if not isinstance(shape, Text):
                    painter.strokePath(painting.outline_of(shape), QPen(glow, GRASP_MM))
        super().paint(painter, option, widget)


class GridItem(QGraphicsItem):
    """Points every five millimetres, shown on demand."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QRectF()
        self.setZValue(_GRID)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setVisible(False)

    def cover(self, box: QRectF) -> None:
        """Lie under this much of the sheet."""
        if box != self._box:
            self.prepareGeometryChange()
            self._box = QRectF(box)

    @override
    def boundingRect(self) -> QRectF:
        return self._box

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        box = self._box.intersected(option.exposedRect)
        ink = QColor(painting.colour("soft"))
        ink.setAlpha(120)
        pen = QPen(ink, 1.4)
        pen.setCosmetic(True)
        painter.setPen(pen)
        across = range(floor(box.left() / GRID_MM), ceil(box.right() / GRID_MM) + 1)
        down = range(floor(box.top() / GRID_MM), ceil(box.bottom() / GRID_MM) + 1)
        painter.drawPoints([QPointF(x * GRID_MM, y * GRID_MM) for x in across for y in down])


class PageItem(QGraphicsItem):
    """The edge of the sheet of paper the map will be printed on, and how large the map will be on it."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QRectF()
        self._words = ""
        self.setZValue(_PAGE)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setVisible(False)

    def frame(self, box: QRectF, words: str) -> None:
        """Stand around this much of the sheet; `words` stand in the upper corner."""
        if (box, words) != (self._box, self._words):
            self.prepareGeometryChange()
            self._box, self._words = QRectF(box), words
            self.update()

    @override
    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-1, -6, 1, 1) if not self._box.isNull() else self._box

    @override
    def shape(self) -> QPainterPath:
        return QPainterPath()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        pen = QPen(painting.colour("soft"), 1.2, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._box)
        font = QFont(painter.font())
        font.setPixelSize(3)
        painter.setFont(font)
        painter.drawText(self._box.topLeft() + QPointF(1.0, -1.2), self._words)
