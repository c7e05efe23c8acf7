"""The legend in a corner of the canvas: only what this map uses, at reading size whatever the zoom is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.figures.network_rings_ground import RING_WORDS
from desktop.figures.primitives import Shape, bounds
from desktop.figures.social_map import legend_shapes
from desktop.ui.canvas import painter as painting
from desktop.ui.kit import theme

if TYPE_CHECKING:
    from desktop.presenters.maps import MapEditor

_PX_PER_MM = 96 / 25.4
_SCALE = 0.94  # a little smaller than on paper: nine points there are eight and a half here
_MARGIN = 8
_MOST = 0.22  # of the height of the canvas
_NARROW_MM = 44.0  # of a legend that stands beside the map
_WIDE = 1.35  # a canvas so much wider than high has its free room beside the map


class Legend(QWidget):
    """The legend; it lets the mouse through."""

    def __init__(self, editor: MapEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_("Legend"))
        self._editor = editor
        self._shapes: tuple[Shape, ...] = ()
        self._drawn: object = None
        self._scale = 1.0
        self.beside = False
        """Whether it stands beside the map, in a canvas wider than high, or under it."""
        parent.installEventFilter(self)
        self._leaving = [
            editor.changed.subscribe(lambda _change: self.settle()),
            editor.looks_changed.subscribe(lambda _looks: self.settle()),
            editor.projection_changed.subscribe(lambda _projection: self.settle()),
        ]
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        while self._leaving:
            self._leaving.pop()()

    def settle(self) -> None:
        """What is used now, in the lower left corner; during a gesture it waits."""
        room = self._canvas.size()
        data = self._editor.data
        if self._editor.in_gesture and self._drawn is not None:
            return
        scale = self._px_per_mm()
        style = self._editor.style
        nodes = tuple((n.kind, n.inside, n.sex, n.alive, n.born_year is None, n.resource) for n in data.nodes)
        rings = tuple(_(words) for words in RING_WORDS) if self._editor.projection.key == "rings" else ()
        used = (data.ties, nodes, data.boundary, data.groups, style, rings)
        if (used, room, scale) != self._drawn:
            self._drawn = (used, room, scale)
            self.beside = room.width() > _WIDE * room.height()
            most = room.height() - 2 * _MARGIN if self.beside else _MOST * room.height()
            left, top, right, bottom = 0.0, 0.0, 0.0, 0.0
            for smaller in (1.0, 0.85, 0.7):  # in a small window the map needs the room more
                self._scale = scale * smaller
                under = min(170.0, max(60.0, (room.width() - 2 * _MARGIN) / self._scale))
                width = _NARROW_MM if self.beside else under
                self._shapes = legend_shapes(data, width, style, rings) if style.legend else ()
                left, top, right, bottom = (side * self._scale for side in bounds(self._shapes))
                if bottom - top <= most:
                    break
            self.setFixedSize(round(right - left) + 2, round(bottom - top) + 2)
            self.setVisible(bool(self._shapes))
            self.update()
        self.stay()

    def stay(self) -> None:
        """In its corner, wherever the sheet was pushed."""
        self.move(_MARGIN, self._canvas.height() - self.height() - _MARGIN)

    def _px_per_mm(self) -> float:
        return _PX_PER_MM * _SCALE * theme.active().zoom

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(1, 1)
        painter.scale(self._scale, self._scale)
        painting.paint(painter, self._shapes)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._canvas:
            self.settle()
        return False

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.settle()
