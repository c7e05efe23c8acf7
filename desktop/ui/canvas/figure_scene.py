"""The scene of a figure: it follows the drawing behind it and answers what is where.

The figure is asked for once after each change; panning, zooming and hovering ask nothing of the drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QBrush, QPainterPath, QPainterPathStroker
from PySide6.QtWidgets import QGraphicsScene

from desktop.ui.canvas import painter as painting
from desktop.ui.canvas.figure_items import FigureItem, GhostItem, OverItem, port_of, rect_of
from desktop.ui.canvas.items import GRASP_MM, PORT_MM, MarksItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from desktop.figures.primitives import Box, Ink, Point
    from desktop.presenters.drawings import Drawing

_AROUND: Final = 1_000.0  # millimetres: the sheet can be pushed about freely


class FigureScene(QGraphicsScene):
    """`redrawn()` after the figure was shown anew; call `leave` when it is no longer shown."""

    redrawn = Signal()

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.drawing = drawing
        self.figure_item = FigureItem()
        self.over = OverItem()
        self.ghost = GhostItem()
        self.marks = MarksItem()
        self.boxes: Mapping[UUID, Box] = {}
        self.lines: Mapping[UUID, tuple[Point, ...]] = {}
        self._lit: tuple[UUID, ...] = ()
        self._grasps: dict[UUID, QPainterPath] = {}
        for item in (self.figure_item, self.over, self.ghost, self.marks):
            self.addItem(item)
        self._leaving = (
            drawing.changed.subscribe(self._changed),
            drawing.selection_changed.subscribe(lambda _ids: self.show_selection()),
        )
        self.redraw()
        self.restyle()

    def leave(self) -> None:
        """Follow the drawing no longer."""
        for unsubscribe in self._leaving:
            unsubscribe()

    def restyle(self) -> None:
        """The look of the window changed."""
        self.setBackgroundBrush(QBrush(painting.colour("paper")))
        self.figure_item.restyle()
        self.update()

    def _changed(self, _what: Any) -> None:
        self.redraw()

    def redraw(self) -> None:
        """Ask the drawing for its figure and show it."""
        self.figure_item.show_figure(self.drawing.figure())
        self.boxes, self.lines = self.drawing.boxes(), self.drawing.lines()
        self._grasps = {}
        box = self.figure_box()
        self.over.cover(box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))
        self.setSceneRect(box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))
        self.over.show_hover(None, port=False)
        self.show_selection()
        self.redrawn.emit()

    def figure_box(self) -> QRectF:
        """The box around the whole figure."""
        return self.figure_item.boundingRect()

    def show_selection(self) -> None:
        """Frames around what is selected."""
        chosen = self.drawing.selected
        self.over.show_selected(
            [self.boxes[i] for i in chosen if i in self.boxes],
            [self.lines[i] for i in chosen if i in self.lines],
        )
        self._show_lit()

    def light(self, ids: Iterable[UUID]) -> None:
        """Highlight these, whatever is selected; nothing takes the light away."""
        self._lit = tuple(ids)
        self._show_lit()

    def _show_lit(self) -> None:
        """Who is selected has a frame already: two tints over each other are mud."""
        chosen = self.drawing.selected
        self.over.show_lit(
            [self.boxes[i] for i in self._lit if i in self.boxes and i not in chosen],
            [self.lines[i] for i in self._lit if i in self.lines],
        )

    @property
    def lit(self) -> tuple[UUID, ...]:
        """What is highlighted."""
        return self._lit

    # What is where --------------------------------------------------------------------------------------

    def box_at(self, point: QPointF) -> UUID | None:
        """What stands at the point; of two that overlap, the smaller."""
        x, y = point.x(), point.y()
        near = [((b[2] - b[0]) * (b[3] - b[1]), i) for i, b in self.boxes.items() if b[0] <= x <= b[2] and b[1] <= y <= b[3]]
        return min(near, key=lambda found: found[0], default=(0.0, None))[1]

    def line_at(self, point: QPointF) -> UUID | None:
        """The line that passes the point; the selected one first, then the one added last."""
        near = [i for i in self.lines if self._grasp(i).contains(point)]
        return max(near, key=lambda i: i in self.drawing.selected, default=None) if near else None

    def _grasp(self, id_: UUID) -> QPainterPath:
        known = self._grasps.get(id_)
        if known is None:
            path = QPainterPath()
            for at, (x, y) in enumerate(self.lines[id_]):
                path.lineTo(x, y) if at else path.moveTo(x, y)
            stroker = QPainterPathStroker()
            stroker.setWidth(GRASP_MM)
            known = self._grasps[id_] = stroker.createStroke(path)
        return known

    def on_port(self, id_: UUID, point: QPointF) -> bool:
        """Whether the point is on the port from which lines are pulled."""
        if id_ not in self.boxes:
            return False
        away = port_of(rect_of(self.boxes[id_], 1.4)) - point
        return away.manhattanLength() <= PORT_MM + 1.0

    def near(self, id_: UUID, point: QPointF) -> bool:
        """Whether the pointer is still about this thing, its port included."""
        if id_ not in self.boxes:
            return False
        return rect_of(self.boxes[id_], 1.4).adjusted(0, 0, 2 * PORT_MM + 1.2, 0).contains(point)

    def middle_of(self, id_: UUID) -> QPointF | None:
        """The middle of a thing or of a line; None if it is not drawn."""
        if (box := self.boxes.get(id_)) is not None:
            return rect_of(box).center()
        way = self.lines.get(id_)
        return QPointF(*way[len(way) // 2]) if way else None

    def dots(self) -> list[tuple[QPointF, Ink]]:
        """Where everything stands, for a small picture of the whole."""
        chosen = {*self.drawing.selected, *self._lit}
        return [(rect_of(b).center(), "accent" if i in chosen else "soft") for i, b in self.boxes.items()]

    # Dragging -------------------------------------------------------------------------------------------

    def lift(self, ids: Iterable[UUID]) -> None:
        """These are being dragged: `ghost.shift` moves them."""
        ids = tuple(ids)
        shapes = [s for i in ids for s in self.figure_item.by_tag.get(str(i), ())]
        self.ghost.take(shapes, [self.boxes[i] for i in ids], self.lines)
