"""A sheet in a window: zoom at the pointer, the whole of it, a way back, pushing.

It knows nothing of maps but how large the sheet is.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget
from typing_extensions import override

from desktop.ui.canvas.pictures import PicturedView
from desktop.ui.kit import theme

PX_PER_MM: Final = 96 / 25.4  # at 100 %
_CLOSEST, _FARTHEST = 6.0, 0.15  # times 100 %
_BORDER_MM: Final = 5.0


class SheetView(PicturedView):
    """`zoom_changed(float)`; until somebody zooms or scrolls, the sheet always fits the window."""

    zoom_changed = Signal(float)
    _share = 1.0  # of the window that a fitted sheet takes

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._untouched = True
        self._come_from: list[tuple[float, QPointF]] = []
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sheet_box(self) -> QRectF:
        """The box around everything that is to be seen."""
        return self.scene().itemsBoundingRect()

    def room_below(self) -> int:
        """Pixels at the bottom of the window that the sheet should leave free."""
        return 0

    def room_beside(self) -> int:
        """Pixels at the left of the window that the sheet should leave free."""
        return 0

    def scroll_by(self, step: QPoint) -> None:
        """Move the sheet under the window."""
        self._untouched = False
        self._scroll(step)

    def _scroll(self, step: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - step.x())
        down.setValue(down.value() - step.y())

    def pixel_of(self, point: QPointF) -> QPoint:
        """Where a point of the sheet is in the window."""
        return self.mapFromScene(point)

    # Zoom -----------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1.0: a millimetre of the sheet is a millimetre of an ordinary screen."""
        return self.transform().m11() / (PX_PER_MM * theme.active().zoom)

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom, keeping the point of the window where it is; without one, the middle."""
        self._untouched = False
        self._scale_to(max(_FARTHEST, min(_CLOSEST, zoom)) * PX_PER_MM * theme.active().zoom, at)

    def _scale_to(self, scale: float, at: QPoint | None = None, *, anew: bool = False) -> None:
        pixel = at or self.viewport().rect().center()
        self.let_go()
        if self.isVisible() and self.is_heavy() and not anew:
            self._keep_snapshot()
        stays = self.mapToScene(pixel)
        self.resetTransform()
        self.scale(scale, scale)
        self._scroll(pixel - self.mapFromScene(stays))
        self.zoom_changed.emit(self.zoom)

    def zoom_by(self, times: float) -> None:
        """A step nearer or farther."""
        self.set_zoom(self.zoom * times)

    def fit(self) -> None:
        """The whole map in the window, the legend beside it; `go_back` returns to where it was."""
        self._remember()
        self._untouched = True
        self._fit()

    def _fit(self, *, anew: bool = False) -> None:
        """Fit; `anew`: there is other to be seen than a moment ago, so no picture of that is shown meanwhile."""
        box = self.sheet_box().adjusted(-_BORDER_MM, -_BORDER_MM, _BORDER_MM, _BORDER_MM)
        room = self.viewport().rect()
        below, beside = self.room_below(), self.room_beside()
        if box.isEmpty() or room.height() - below < 60 or room.width() - beside < 60:
            return
        scale = min((room.width() - beside) / box.width(), (room.height() - below) / box.height())
        self._scale_to(self._share * min(scale, 1.6 * PX_PER_MM * theme.active().zoom), anew=anew)
        middle = box.center() + QPointF(-beside / 2, below / 2) / self.transform().m11()
        self.centerOn(middle)

    def fit_if_hidden(self, *, anew: bool = False) -> None:
        """Fit again if a part of the sheet has left the window and nobody chose what is seen of it."""
        if self._untouched:
            room = self.viewport().rect().adjusted(self.room_beside(), 0, 0, -self.room_below())
            if not room.contains(self.mapFromScene(self.sheet_box()).boundingRect()):
                self._fit(anew=anew)

    def actual_size(self) -> None:
        """100 %."""
        self._remember()
        self.set_zoom(1.0)

    def go_back(self) -> None:
        """Where I was before the last jump."""
        if self._come_from:
            zoom, middle = self._come_from.pop()
            self.set_zoom(zoom)
            self.centerOn(middle)

    def look_at(self, point: QPointF) -> None:
        """This point of the sheet into the middle of the window."""
        self._untouched = False
        self.centerOn(point)

    def whereabouts(self) -> tuple[float, float, float] | None:
        """The zoom and the middle of what is seen; None while the whole sheet is fitted in."""
        if self._untouched:
            return None
        middle = self.mapToScene(self.viewport().rect().center())
        return self.zoom, middle.x(), middle.y()

    def go_to(self, zoom: float, x: float, y: float) -> None:
        """Where somebody was before."""
        self.set_zoom(zoom)
        self.centerOn(QPointF(x, y))

    def _remember(self) -> None:
        here = (self.zoom, self.mapToScene(self.viewport().rect().center()))
        self._come_from = [*self._come_from[-19:], here]

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * 1.0015**turn, event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(QPoint(turn // 2, 0))
        else:
            self.scroll_by(QPoint(event.angleDelta().x() // 2, event.angleDelta().y() // 2))
        event.accept()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.let_go()
        super().scrollContentsBy(dx, dy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.let_go()
        super().resizeEvent(event)
        if self._untouched:
            self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._untouched:
            self._fit()
