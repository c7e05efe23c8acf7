"""The key of a genogram below its drawing: at reading size, never over anybody, folded away with one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.figures.primitives import Shape, Text, bounds
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.kin_papers import key_of
from desktop.ui.canvas import painter as painting
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button

_PX_PER_MM = 96 / 25.4
_SCALE = 0.98  # eight points there are a little less here
_MOST = 5  # of the height of the page


class _Key(QWidget):
    """The signs alone, painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shapes: tuple[Shape, ...] = ()

    def scale(self) -> float:
        """Pixels of a millimetre."""
        return _PX_PER_MM * _SCALE * theme.active().zoom

    def show_shapes(self, shapes: tuple[Shape, ...]) -> None:
        """Show these, and be as large as they are."""
        self._shapes = shapes
        _left, _top, right, bottom = bounds(shapes) if shapes else (0.0, 0.0, 0.0, 0.0)
        self.setFixedSize(round(right * self.scale()) + 2, round(bottom * self.scale()) + 2)
        self.setAccessibleDescription("; ".join(shape.text for shape in shapes if isinstance(shape, Text)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(1, 1)
        painter.scale(self.scale(), self.scale())
        painting.paint(painter, self._shapes)


class GenogramLegend(QWidget):
    """`folded(bool)` when somebody folds it away or back; it follows the editor until `leave`."""

    folded = Signal(bool)

    def __init__(self, editor: GenogramEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._drawn: object = None
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4))
        line.setSpacing(theme.px(8))
        self.button = Button(_("Legend"), "quiet", parent=self)
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda: self.folded.emit(editor.style.legend))
        self._key = _Key()
        self._key.setAccessibleName(_("Legend"))
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._key)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.area, 1)
        self._leaving = editor.changed.subscribe(lambda _data: self.settle())
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._leaving()

    def settle(self) -> None:
        """What is used now; while something is being dragged it waits."""
        editor = self._editor
        shown = editor.style.legend
        self.button.setChecked(shown)
        self.area.setVisible(shown)
        if not shown or (editor.in_gesture and self._drawn is not None):
            return
        data, room = editor.data, self._room()
        used = (data.kin, data.marks, data.feelings, data.hidden, data.index, editor.style, editor.conditions, room)
        if used != self._drawn:
            self._drawn = used
            self._key.show_shapes(key_of(editor, room / self._key.scale()))
        page = self.parentWidget()
        most = page.height() // _MOST if page is not None else self._key.height()
        self.area.setFixedHeight(min(self._key.height(), max(most, theme.px(48))))

    def _room(self) -> int:
        margins = self.contentsMargins()
        bar = self.area.verticalScrollBar().sizeHint().width()
        return self.width() - self.button.sizeHint().width() - theme.px(28) - bar - margins.left() - margins.right()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._drawn = None
            self.settle()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), super().minimumSizeHint().height())
