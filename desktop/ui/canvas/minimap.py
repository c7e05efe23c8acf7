"""The minimap: the whole sheet in a corner, with the part that is seen; a click or a drag goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.canvas import painter as painting
from desktop.ui.kit import theme

if TYPE_CHECKING:
    from desktop.figures.primitives import Ink
    from desktop.ui.canvas.sheet import SheetView

_WIDE, _HIGH = 168, 120
_MARGIN: Final = 8
Dots = Callable[[], Iterable[tuple[QPointF, "Ink"]]]


class Minimap(QWidget):
    """Shown while a part of the sheet is out of sight, unless it was put away."""

    def __init__(self, view: SheetView, dots: Dots) -> None:
        """`dots`: where on the sheet something stands, and in which colour."""
        super().__init__(view.viewport())
        self._view, self._dots, self._wanted = view, dots, True
        self._sheet = QRectF()
        self._points: list[tuple[QPointF, Ink]] = []
        self.setFixedSize(theme.px(_WIDE), theme.px(_HIGH))
        self.setAccessibleName(_("Minimap"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._later = QTimer(self)  # many changes, one look at them
        self._later.setSingleShot(True)
        self._later.setInterval(120)
        self._later.timeout.connect(self.settle)
        view.viewport().installEventFilter(self)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.look)
        view.zoom_changed.connect(lambda _zoom: self.look())
        self.hide()

    def look(self) -> None:
        """Something may have changed: look at the sheet in a moment."""
        if not self._later.isActive():
            self._later.start()

    def leave(self) -> None:
        """The sheet is no longer shown."""
        self._later.stop()

    def toggle(self) -> None:
        """Put it away, or bring it back."""
        self._wanted = not self._wanted
        self.settle()

    def settle(self) -> None:
        """What stands where now, and whether all of it is in sight."""
        sheet = self._view.sheet_box()
        self._sheet = sheet.adjusted(-5, -5, 5, 5)
        self._points = list(self._dots())
        room = self._view.viewport().rect()
        self.stay()
        small = room.width() < 3 * self.width() or room.height() < 3 * self.height()
        seen = QRectF(room).contains(QRectF(self._view.mapFromScene(sheet).boundingRect()))
        self.setVisible(self._wanted and not small and not seen and bool(self._points))
        self.update()

    def stay(self) -> None:
        """In its corner, wherever the sheet was pushed."""
        room = self._view.viewport()
        self.move(room.width() - self.width() - _MARGIN, room.height() - self.height() - _MARGIN)

    def _scale(self) -> float:
        if self._sheet.isEmpty():
            return 1.0
        return min(self.width() / self._sheet.width(), self.height() / self._sheet.height())

    def _on(self, point: QPointF) -> QPointF:
        middle = QPointF(self.width() / 2, self.height() / 2)
        return middle + (point - self._sheet.center()) * self._scale()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(painting.colour("ground"))
        ground.setAlpha(235)
        painter.setBrush(ground)
        painter.setPen(painting.colour("hairline"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        for point, ink in self._points:
            painter.setBrush(painting.colour(ink))
            painter.drawEllipse(self._on(point), 2.0, 2.0)
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(painting.colour("accent"))
        box = QRectF(self._on(seen.topLeft()), self._on(seen.bottomRight()))
        painter.drawRect(box.intersected(QRectF(self.rect()).adjusted(1, 1, -2, -2)))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons():
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._view.look_at(self._sheet.center() + (at - middle) / self._scale())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.look()
        return False
