"""Notices that stay on the page: a banner above it, and what an empty place says.

Banner(parent=None)        show_notice(text, tone="accent" | "amber" | "red" | "green", action="",
closable=True)
                           acted = Signal(); closed = Signal(); clear_notice(); put_beside(button); offer_typed(at)
EmptyState(title, sentence="", action="", *, keys="", icon="", parent=None)
                           acted = Signal(); say(title, sentence, action="", keys="")
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import drawing, icons, theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button, IconButton
from desktop.ui.kit.palettes import Tone
from desktop.ui.kit.text import Heading, Ink, PlainLabel

_SIGNS: Final[dict[Tone, str]] = {
    "accent": "info",
    "green": "check",
    "amber": "alert",
    "red": "alert",
    "plain": "info",
}
_INKS: Final[dict[Tone, Ink]] = {
    "accent": "accent", "green": "green", "amber": "amber", "red": "red", "plain": "ink"
}  # fmt: skip


class Banner(QWidget):
    """One notice across the page, with what can be done about it."""

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "accent"
        self._label = PlainLabel(parent=self, wrap=True)
        self._action = Button("", parent=self)
        self._action.clicked.connect(self.acted)
        self.setFocusProxy(self._action)
        self._close = IconButton("close", _("Hide the notice"), parent=self)
        self._close.clicked.connect(self._closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(40), theme.px(6), theme.px(10), theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def set_low(self, *, low: bool) -> None:
        """Little margin where the window is low."""
        end = theme.px(2 if low else 6)
        self._row.setContentsMargins(theme.px(40), end, theme.px(10), end)

    def put_beside(self, button: Button) -> None:
        """Another thing that can be done about it, after the first."""
        self._row.insertWidget(self._row.count() - 1, button)

    def show_notice(self, text: str, tone: Tone = "accent", action: str = "", *, closable: bool = True) -> None:
        """Say this until it is closed, acted upon or replaced."""
        self._tone = tone
        self._label.setText(text)
        self._label.set_ink(_INKS[tone])
        self._action.set_caption(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(closable)
        self.setAccessibleName(text)
        self.show()
        self.update()
        announce(self, text, urgent=tone == "red")

    def offer_typed(self, at: datetime) -> None:
        """What was typed then, in the office's time, and not saved is offered."""
        words = _("There is text typed on {day} and not saved.").format(day=f"{at:%d.%m.%Y %H:%M}")
        self.show_notice(words, "amber", _("Show what was typed"))

    def clear_notice(self) -> None:
        """There is nothing to say any more."""
        self.hide()

    def words(self) -> str:
        """What is said now, or an empty string."""
        return "" if self.isHidden() else self._label.text()

    def _closed(self) -> None:
        self.hide()
        self.closed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill, ink = theme.tokens().pair(self._tone)
        painter = QPainter(self)
        where = self.rect().toRectF()
        drawing.box(painter, where, fill, ink if theme.active().scheme == "contrast" else None, 7)
        size = theme.px(18)
        icons.paint(painter, _SIGNS[self._tone], QRectF(theme.px(12), (where.height() - size) / 2, size, size), ink)


class EmptyState(QWidget):
    """A place with nothing in it: says why, and what to do next."""

    acted = Signal()

    def __init__(
        self, title: str, sentence: str = "", action: str = "", *, keys: str = "", icon: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon = icon
        self._title = Heading(title, 2, self)
        self._sentence = PlainLabel(sentence, self, ink="second", wrap=True)
        self._action = Button(action, "primary", keys=keys, parent=self)
        self._action.clicked.connect(self.acted)
        self.setFocusProxy(self._action)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(8))
        column.addStretch(1)
        column.addSpacing(theme.px(48) if icon else 0)
        for widget in (self._title, self._sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addSpacing(theme.px(8))
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.say(title, sentence, action, keys)

    def say(self, title: str, sentence: str = "", action: str = "", keys: str = "") -> None:
        """Another reason for being empty: nothing yet, or nothing found."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._action.set_caption(action)
        self._action.set_keys(keys)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {sentence}")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            size = theme.px(36)
            spot = QRectF((self.width() - size) / 2, self._title.y() - size - theme.px(12), size, size)
            icons.paint(QPainter(self), self._icon, spot, theme.tokens().faint)
