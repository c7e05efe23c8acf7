"""Frames around a figure: the edge of the sheet it will be printed on, and the sign that keys work here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.kit import theme

if TYPE_CHECKING:
    from desktop.figures.primitives import Box

PAPERS: Final[dict[str, tuple[float, float]]] = {
    "a4p": (210.0, 297.0),
    "a4l": (297.0, 210.0),
    "a3p": (297.0, 420.0),
    "a3l": (420.0, 297.0),
}
_EDGE: Final = (12.0, 26.0, 12.0, 12.0)  # left, top (the header stands there), right, bottom


def page_around(figure: QRectF, page: tuple[float, float], edge: Box = _EDGE) -> QRectF:
    """The sheet around a figure: at its real size, or as much larger as the figure must be made smaller."""
    width, height = page[0] - edge[0] - edge[2], page[1] - edge[1] - edge[3]
    scale = max(1.0, figure.width() / width, figure.height() / height)
    left = figure.center().x() - (edge[0] + width / 2) * scale
    top = figure.center().y() - (edge[1] + height / 2) * scale
    return QRectF(left, top, page[0] * scale, page[1] * scale)


class FocusFrame(QWidget):
    """The line around a canvas that has the keyboard; it lies in a margin of one pixel around the sheet."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.installEventFilter(self)
        self.settle()

    def settle(self) -> None:
        """Show it where the keyboard is."""
        self.setGeometry(self._canvas.rect())
        self.setVisible(self._canvas.hasFocus())
        self.lower()  # over the sheet it would make every push of it a repaint of the whole

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour(theme.tokens().accent))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
