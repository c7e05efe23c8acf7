"""A scale whose answers say what they mean: the words of every level stand under the buttons while one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit import theme
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel


class Explained(QWidget):
    """Buttons, and under them a line for each answer; that of the answer given is dark, the others are quiet."""

    edited = Signal()

    def __init__(self, answers: Sequence[tuple[Option, str]], parent: QWidget | None = None, *, scale: bool = False) -> None:
        super().__init__(parent)
        self._bar = Segmented([option for option, _text in answers], self, scale=scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self._bar)
        self._lines: dict[str, PlainLabel] = {}
        for option, text in answers:
            if text:
                line = PlainLabel(f"{option.caption} \u2014 {text}", self, ink="second", scale=0.92, wrap=True)
                column.addWidget(line)
                self._lines[option.code] = line
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._bar)
        self._bar.edited.connect(self._chosen)

    def value(self) -> str | None:
        """The code of the answer, or None: not answered."""
        return self._bar.value()

    def set_value(self, code: str | None) -> None:
        """Show this answer without telling anybody."""
        self._bar.set_value(code)
        self._mark()

    def set_question(self, name: str) -> None:
        """What is asked: a screen reader says it before each answer."""
        self.setAccessibleName(name)
        self._bar.set_question(name)

    def _chosen(self) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        for code, line in self._lines.items():
            line.set_ink("ink" if code == self._bar.value() else "second")
