"""The list of sections at the left of a card.

    Section(key, caption, count=None, missing=0)
    SectionList(sections=(), parent=None)
        chosen = Signal(str); set_sections(sections); set_current(key); current() -> str; set_count(key,
            count, missing=0)
        go(step): the next or previous section (Ctrl+Tab of the card)
A grey number counts what is there; an amber one counts what is still to be filled in, and wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import theme
from desktop.ui.kit.navigation import PlaceButton


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a card: how much is in it and how much is missing."""

    key: str
    caption: str
    count: int | None = None
    missing: int = 0


class SectionList(QWidget):
    """Where one is in the card; arrows move and go, as in any list."""

    chosen = Signal(str)

    def __init__(self, sections: Sequence[Section] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sections of the card"))
        self._buttons: dict[str, PlaceButton] = {}
        self._current = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(10), theme.px(12), theme.px(10), theme.px(12))
        self._column.setSpacing(theme.px(1))
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.set_narrow(narrow=False)
        self.set_sections(sections)

    def set_narrow(self, *, narrow: bool) -> None:
        """Little margin where the window is narrow: what is elided is whole in the tooltip."""
        side, end = theme.px(3 if narrow else 10), theme.px(4 if narrow else 12)
        self._column.setContentsMargins(side, end, side, end)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show exactly these; the current one stays if it is still there."""
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for at, section in enumerate(sections):
            button = PlaceButton(section.key, section.caption, self, roomy=False)
            button.clicked.connect(lambda _checked=False, key=section.key: self._go(key))
            self._buttons[section.key] = button
            self._column.insertWidget(at, button)
            self.set_count(section.key, section.count, section.missing)
            button.show()
        self.set_current(self._current)

    def current(self) -> str:
        """The key of the section shown."""
        return self._current

    def set_current(self, key: str) -> None:
        """Show where we are; Tab enters the list there."""
        self._current = key
        for own, button in self._buttons.items():
            button.setChecked(own == key)
            stop = own == key or (key not in self._buttons and button is next(iter(self._buttons.values())))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def button(self, key: str) -> QWidget:
        """The line of a section, for scrolling to it."""
        return self._buttons[key]

    def set_count(self, key: str, count: int | None, missing: int = 0) -> None:
        """How much is there, or how much is missing."""
        self._buttons[key].set_count(missing or count, "amber" if missing else "")

    def go(self, step: int) -> None:
        """To the next section (1) or the previous one (-1), round the corner."""
        keys = list(self._buttons)
        if keys:
            at = keys.index(self._current) if self._current in keys else -step
            self._go(keys[(at + step) % len(keys)])

    def _go(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self.go(step)
            self._buttons[self._current].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        return QSize(max(theme.px(188), min(widest + theme.px(8), theme.px(240))), super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(tokens.panel))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour(tokens.line))
