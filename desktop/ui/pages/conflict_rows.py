"""Pieces of the panel beside a conflict map: parts under small headings, a drawn curve, lines that open for changing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.figures.primitives import Figure
from desktop.presenters.conflicts import ConflictEditor
from desktop.ui.canvas import painter as painting
from desktop.ui.kit import theme
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import Heading, PlainLabel

K = TypeVar("K", bound=Hashable)
W = TypeVar("W", bound=QWidget)
_COMES_BACK: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Panel(QWidget):
    """Fields one under another; Esc gives the keyboard back to the drawing."""

    left = Signal()

    def __init__(self, editor: ConflictEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        self.column.setSpacing(theme.px(8))

    def heading(self, words: str) -> Heading:
        """A heading of a part."""
        label = Heading(words, 2, self)
        label.setWordWrap(True)
        self.column.addWidget(label)
        return label

    def row(self, label: str, editor: QWidget) -> PlainLabel:
        """An editor under its label: the panel is narrow."""
        above = PlainLabel(label, self, ink="second", scale=0.9, wrap=True)
        above.setBuddy(editor)
        name = getattr(editor, "set_question", editor.setAccessibleName)
        name(label)
        box = QVBoxLayout()
        box.setSpacing(theme.px(2))
        box.addWidget(above)
        box.addWidget(editor)
        self.column.addLayout(box)
        return above

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class Drawn(QWidget):
    """A figure as wide as the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figure(self, figure: Figure) -> None:
        """Show this one; a screen reader says its description."""
        self._figure = figure
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.description)
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        figure = self._figure
        return round(width * figure.height_mm / figure.width_mm) if figure is not None else 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), self.heightForWidth(theme.px(260)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.width() / self._figure.width_mm
        painter.scale(scale, scale)
        painting.paint(painter, self._figure.shapes)
        painter.end()


class AddLine(TextEdit1):
    """A line that takes one thing after another: Enter takes what was typed and waits for the next.

    What was typed and not confirmed is taken when the keyboard goes elsewhere: nothing that stands there is lost.
    """

    added = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None, *, max_length: int = 500) -> None:
        super().__init__(parent, max_length=max_length)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif event.key() == Qt.Key.Key_Escape and self.value().strip():
            self.set_value("")
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self._take()

    def _take(self) -> None:
        typed = self.value().strip()
        if typed:
            self.set_value("")
            self.added.emit(typed)


class Rows(QWidget, Generic[K, W]):
    """Lines by their keys: one that is still there stays the same widget, so that the keyboard stays in it."""

    def __init__(self, make: Callable[[K], W], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self.rows: dict[K, W] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def show_keys(self, keys: Sequence[K]) -> None:
        """Lines of these keys in this order."""
        for key in [key for key in self.rows if key not in keys]:
            gone = self.rows.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, key in enumerate(keys):
            if key not in self.rows:
                self.rows[key] = self._make(key)
            item = self._column.itemAt(at)
            if item is None or item.widget() is not self.rows[key]:
                self._column.insertWidget(at, self.rows[key])
        self.setVisible(bool(keys))
