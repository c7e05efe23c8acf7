"""The bar at the top: search from anywhere, and what can be done here.

TopBar(placeholder="", parent=None)
    search: SearchLine (search.text(), search.clear()); focus_search(); set_actions([Button, ...])
    search_typed = Signal(str) on each key; search_entered = Signal(str) on Enter; search_down = Signal() on
        Down;
    search_left = Signal() on Esc
SearchLine(placeholder="", *, keys="")       a line with a magnifying glass and a key hint, for lists too
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import icons, theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import KeyHint


class SearchLine(TextEdit1):
    """A line to search in; Esc empties it first and leaves it then."""

    entered = Signal(str)
    down = Signal()
    left = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None, *, keys: str = "") -> None:
        super().__init__(parent, placeholder=placeholder)
        self.setAccessibleName(placeholder or _("Search"))
        self._hint = KeyHint(keys, self) if keys else None
        room = self._hint.sizeHint().width() + theme.px(6) if self._hint else 0
        self.setTextMargins(theme.px(22), 0, room, 0)
        self.textChanged.connect(self._hide_hint)

    def _hide_hint(self, text: str) -> None:
        if self._hint:
            self._hint.setVisible(not text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self.value())
        elif key == Qt.Key.Key_Down:
            self.down.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._hint:
            size = self._hint.sizeHint()
            self._hint.setGeometry(
                self.width() - size.width() - theme.px(10), (self.height() - size.height()) // 2,
                size.width(), size.height(),
            )  # fmt: skip

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = theme.px(16)
        spot = QRectF(theme.px(10), (self.height() - size) / 2, size, size)
        icons.paint(QPainter(self), "search", spot, theme.tokens().second)


class TopBar(QWidget):
    """Search at the left, actions at the right."""

    search_typed = Signal(str)
    search_entered = Signal(str)
    search_down = Signal()
    search_left = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine(placeholder or _("Find a family, a person, an address, a number\u2026"), self, keys="Ctrl+K")
        self.search.setMaximumWidth(theme.px(470))
        self.search.textEdited.connect(self.search_typed)
        self.search.entered.connect(self.search_entered)
        self.search.down.connect(self.search_down)
        self.search.left.connect(self.search_left)
        self._actions: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(9))
        self._row.setSpacing(theme.px(12))
        self._row.addWidget(self.search, 4)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focus_search(self) -> None:
        """Ctrl+K: the keyboard goes to the search, what stood there is selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_actions(self, actions: Sequence[Button]) -> None:
        """What can be done on this page; the last one is the main one."""
        for button in self._actions:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._actions = list(actions)
        for button in self._actions:
            self._row.addWidget(button)
            button.show()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font()).height() + theme.px(35))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(tokens.paper))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(tokens.line))
