"""The navigation at the left of the window.

NavItem(key, caption, bottom=False)
Sidebar(brand, items, parent=None)
    chosen = Signal(str) with the key, by mouse, Enter, arrows and Alt+1 ... Alt+9 (items of the upper part)
    set_current(key); set_count(key, number, calls="" | "amber" | "red")
    set_narrow(narrow): little margin in a narrow window, every word still there
    set_person(name, place): who works here and in which office; set_mark(text): "demonstration", shown in
        amber
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.navigation import Calls, PlaceButton
from desktop.ui.kit.text import ElidedLabel, PlainLabel

_WIDE: Final = 196
_NARROW: Final = 106


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place of the window; `bottom` puts it above the name of the user."""

    key: str
    caption: str
    bottom: bool = False


class Sidebar(QWidget):
    """Where one can go, with counters that are links to a list."""

    chosen = Signal(str)

    def __init__(self, brand: str, items: Sequence[NavItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sections of the program"))
        self._buttons: dict[str, PlaceButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(16), theme.px(10), theme.px(16))
        layout.setSpacing(theme.px(2))
        self._brand = PlainLabel(brand, self, ink="accent", scale=1.3, bold=True)
        self._brand.setContentsMargins(theme.px(10), 0, 0, theme.px(14))
        layout.addWidget(self._brand)
        for number, item in enumerate((item for item in items if not item.bottom), 1):
            layout.addWidget(self._button(item, number))
        layout.addStretch(1)
        for item in items:
            if item.bottom:
                layout.addWidget(self._button(item, None))
        layout.addSpacing(theme.px(8))
        self._foot = QWidget(self)
        self._mark = Badge("", "amber", self._foot)
        self._person = ElidedLabel("", self._foot, ink="second", scale=0.94)
        self._place = ElidedLabel("", self._foot, ink="second", scale=0.94)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(theme.px(10), theme.px(10), 0, 0)
        foot.setSpacing(theme.px(2))
        foot.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self._person)
        foot.addWidget(self._place)
        layout.addWidget(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Where the window is narrow the page has the room."""
        side, end = theme.px(3 if narrow else 10), theme.px(8 if narrow else 16)
        if (column := self.layout()) is not None:
            column.setContentsMargins(side, end, side, end)
        self.setFixedWidth(theme.px(_NARROW if narrow else _WIDE))

    def set_current(self, key: str) -> None:
        """Show where we are."""
        for own, button in self._buttons.items():
            button.setChecked(own == key)

    def set_count(self, key: str, count: int | None, calls: Calls = "") -> None:
        """Show a counter beside a place."""
        self._buttons[key].set_count(count, calls)

    def set_person(self, name: str, place: str) -> None:
        """Say who works here and where."""
        self._person.setText(name)
        self._place.setText(place)

    def set_mark(self, text: str) -> None:
        """A word that must be seen on every screen: the office is a demonstration."""
        self._mark.say(text, "amber")

    def _button(self, item: NavItem, number: int | None) -> PlaceButton:
        button = PlaceButton(item.key, item.caption, self)
        button.clicked.connect(lambda: self._go(item.key))
        if number is not None and number <= 9:
            keys = QKeySequence(f"Alt+{number}")
            QShortcut(keys, self, lambda: self._go(item.key))
            button.setAccessibleDescription(keys.toString())
        self._buttons[item.key] = button
        return button

    def _go(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step and isinstance(focused, PlaceButton):
            buttons = list(self._buttons.values())
            buttons[(buttons.index(focused) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(tokens.paper))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour(tokens.line))
        painter.fillRect(theme.px(10), self._foot.y(), self.width() - theme.px(20), 1, theme.colour(tokens.line))
