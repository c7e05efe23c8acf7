"""The key of a genogram below its drawing: at reading size, never over anybody, folded away with one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.figures.primitives import Shape, Text, bounds
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.kin_papers import key_of
from desktop.ui.canvas import painter as painting
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button, IconButton

_PX_PER_MM = 96 / 25.4
_SCALE = 0.94  # eight points there are a little less here: every line saved is the drawing's
_MOST = 6  # of the height of the page
_TALL = 440  # a lower page needs its room for the drawing


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
        self._asked = False  # somebody wants it though the window is low
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), theme.px(4), theme.px(10), theme.px(4))
        line.setSpacing(theme.px(8))
        self.unfold = Button(_("Legend"), "quiet", parent=self)
        self.fold = IconButton("chevron-down", _("Fold the legend away"), parent=self)
        for button in (self.unfold, self.fold):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._toggle)
        self._key = _Key()
        self._key.setAccessibleName(_("Legend"))
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._key)
        line.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self.area, 1)
        line.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        if parent is not None:
            parent.installEventFilter(self)
        self._leaving = editor.changed.subscribe(lambda _data: self.settle())
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._leaving()

    def settle(self) -> None:
        """What is used now; while something is being dragged it waits."""
        editor = self._editor
        shown = editor.style.legend and (self._asked or self._is_tall())
        self.unfold.setVisible(not shown)
        for part in (self.area, self.fold):
            part.setVisible(shown)
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

    def _is_tall(self) -> bool:
        page = self.parentWidget()
        return page is None or page.height() >= theme.px(_TALL)

    def _toggle(self) -> None:
        kept = self._editor.style.legend
        self._asked = kept and not self._asked and not self._is_tall()
        if kept and not self._is_tall():
            self.settle()  # only for this window: it is low, and the drawing needs the room
        else:
            self.folded.emit(kept)

    def _room(self) -> int:
        margins = self.contentsMargins()
        bar = self.area.verticalScrollBar().sizeHint().width()
        return self.width() - self.fold.sizeHint().width() - theme.px(28) - bar - margins.left() - margins.right()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.settle()
        return False

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._drawn = None
            self.settle()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), super().minimumSizeHint().height())
