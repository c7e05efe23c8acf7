"""Gestures on a figure: select, drag, pull a line from one to another.

The figure is laid out anew only when the button is let go; until then a drag shows what moves over what is
there. So a gesture that is cancelled has touched nothing at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLineF, QRectF
from typing_extensions import override

from desktop.base.messages import N_, message
from desktop.figures.geometry import moved
from desktop.ui.canvas.figure_items import rect_of
from desktop.ui.canvas.pressing import SNAP_MM, At, Modifier, Press

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.figures.primitives import Box
    from desktop.presenters.drawings import Drawing
    from desktop.ui.canvas.figure_scene import FigureScene


class Board(Protocol):
    """What a gesture needs of the view it happens in."""

    @property
    def drawing(self) -> Drawing: ...
    @property
    def figure_scene(self) -> FigureScene: ...
    def connect_two(self, source: UUID, target: UUID) -> None:
        """A line was pulled from one to another."""

    def dropped_line(self, source: UUID, at: At) -> None:
        """A line was pulled onto an empty place."""


class Gesture(Press):
    """A gesture on a figure."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    @override
    def clear(self) -> None:
        self.board.figure_scene.marks.show_marks()
        self.board.figure_scene.over.show_aimed(None)


class BandGesture(Gesture):
    """A rubber band from an empty place; Ctrl or Shift adds; a click on nothing selects nothing."""

    @override
    def drag(self, at: At) -> None:
        self.board.figure_scene.marks.show_marks(band=QRectF(self._from.point, at.point).normalized())

    @override
    def drop(self, at: At) -> None:
        band = QRectF(self._from.point, at.point).normalized()
        inside = [i for i, box in self.board.drawing.boxes().items() if band.contains(rect_of(box))]
        self.board.drawing.select(inside, add=at.adds)

    @override
    def click(self, at: At) -> None:
        if not at.adds:
            self.board.drawing.select(())


class DragGesture(Gesture):
    """What is selected follows the pointer and snaps to neighbours; Alt switches that off, Shift keeps a line."""

    def __init__(self, board: Board, grasped: UUID) -> None:
        super().__init__(board)
        self._grasped = grasped
        self._ids: tuple[UUID, ...] = ()
        self._own: Box = (0.0, 0.0, 0.0, 0.0)
        self._others: tuple[Box, ...] = ()
        self._by = (0.0, 0.0)

    @override
    def begin(self) -> None:
        drawing = self.board.drawing
        if self._grasped not in drawing.selected:
            drawing.select((self._grasped,))
        boxes = drawing.boxes()
        self._ids = tuple(i for i in drawing.selected if i in boxes)
        self._own = boxes[self._grasped]
        self._others = tuple(box for i, box in boxes.items() if i not in self._ids)
        self.board.figure_scene.lift(self._ids)

    @override
    def drag(self, at: At) -> None:
        dx, dy = at.point.x() - self._from.point.x(), at.point.y() - self._from.point.y()
        if at.holds(Modifier.ShiftModifier):
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        guides: tuple[QLineF, ...] = ()
        if not at.holds(Modifier.AltModifier):
            dx, dy, guides = self._snapped(dx, dy)
        self._by = dx, dy
        self.board.figure_scene.ghost.shift(dx, dy)
        self.board.figure_scene.marks.show_marks(guides=guides)

    def _snapped(self, dx: float, dy: float) -> tuple[float, float, tuple[QLineF, ...]]:
        own = moved(self._own, dx, dy)
        x, y = (own[0] + own[2]) / 2, own[1]  # middles stand under each other, tops in one row
        guides = []
        near = min(self._others, key=lambda b: abs((b[0] + b[2]) / 2 - x), default=None)
        if dx and near is not None and abs((near[0] + near[2]) / 2 - x) <= SNAP_MM:
            middle = (near[0] + near[2]) / 2
            dx += middle - x
            guides.append(QLineF(middle, min(near[1], own[1]), middle, max(near[3], own[3])))
        near = min(self._others, key=lambda b: abs(b[1] - y), default=None)
        if dy and near is not None and abs(near[1] - y) <= SNAP_MM:
            dy += near[1] - y
            guides.append(QLineF(min(near[0], own[0]), near[1], max(near[2], own[2]), near[1]))
        return dx, dy, tuple(guides)

    @override
    def clear(self) -> None:
        super().clear()
        self.board.figure_scene.ghost.drop()

    @override
    def drop(self, at: At) -> None:
        if self._by != (0.0, 0.0):
            self.board.drawing.begin()
            self.board.drawing.move(self._ids, *self._by)
            self.board.drawing.finish(message(N_("move")))

    @override
    def click(self, at: At) -> None:
        drawing = self.board.drawing
        if not at.adds:
            drawing.select((self._grasped,))
        elif self._grasped in drawing.selected:
            drawing.select(tuple(i for i in drawing.selected if i != self._grasped))
        else:
            drawing.select((self._grasped,), add=True)


class LineGesture(Gesture):
    """A line pulled from the port of one onto another, or onto an empty place."""

    def __init__(self, board: Board, source: UUID) -> None:
        super().__init__(board)
        self._source = source

    @override
    def drag(self, at: At) -> None:
        scene, target = self.board.figure_scene, self._target(at)
        boxes = self.board.drawing.boxes()
        start = rect_of(boxes[self._source]).center()
        end = rect_of(boxes[target]).center() if target is not None else at.point
        scene.marks.show_marks(line=QLineF(start, end))
        scene.over.show_aimed(boxes[target] if target is not None else None)

    @override
    def drop(self, at: At) -> None:
        target = self._target(at)
        if target is not None:
            self.board.connect_two(self._source, target)
        elif self.board.figure_scene.box_at(at.point) is None:
            self.board.dropped_line(self._source, at)

    @override
    def click(self, at: At) -> None:
        self.board.drawing.select((self._source,))

    def _target(self, at: At) -> UUID | None:
        found = self.board.figure_scene.box_at(at.point)
        return None if found == self._source else found
