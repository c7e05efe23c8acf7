"""A part of a section under its own heading: its name, how many, and its buttons at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.text import Heading


class Part(QWidget):
    """What stands under a heading is added to `column`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(10))

    def button(self, caption: str, run: object, keys: str = "") -> Button:
        """A button of the heading; `run` is called without anything."""
        button = Button(caption, keys=keys, parent=self)
        button.clicked.connect(run)
        return button

    def heading(self, caption: str, *buttons: Button) -> CountBadge:
        """A heading with its counter; the buttons go on to a second line where there are many."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Heading(caption, 2, self))
        badge = CountBadge(None, self)
        row.addWidget(badge)
        row.addStretch(1)
        self.column.addLayout(row)
        if buttons:
            bar = QWidget(self)
            flow = FlowLayout(bar, gap=theme.px(8), line_gap=theme.px(6))
            for button in buttons:
                flow.addWidget(button)
            self.column.addWidget(bar)
        return badge
