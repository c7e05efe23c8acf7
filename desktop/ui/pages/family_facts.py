"""Quiet lines above the family card: what the office computed, and how, when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters.family_facts import FactLine
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import Ink, PlainLabel

_INKS: dict[str, Ink] = {"plain": "second", "green": "green", "amber": "amber"}


class FamilyFacts(QWidget):
    """One line a fact; a computed number says how it came about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[FactLine, ...] = ()
        self._open = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self.hide()

    def words(self) -> tuple[str, ...]:
        """What stands here, the explanation excepted."""
        return tuple(line.text for line in self._lines)

    def show_lines(self, lines: Sequence[FactLine]) -> None:
        """Show these; nothing is rebuilt when they are the same."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._fill()
        self.setVisible(bool(lines))

    def _fill(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in self._lines:
            self._column.addWidget(self._row(line))
            if line.how and self._open:
                for words in line.how:
                    label = PlainLabel(words, self, ink="second", scale=0.94, wrap=True, selectable=True)
                    label.setContentsMargins(theme.px(24), 0, 0, 0)
                    self._column.addWidget(label)

    def _row(self, line: FactLine) -> QWidget:
        label = PlainLabel(line.text, self, ink=_INKS[line.tone], wrap=True, selectable=True)
        if not line.how:
            return label
        row = QWidget(self)
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        inside.addWidget(label, 1)
        caption = _("Hide the sum") if self._open else _("How it was computed")
        button = Button(caption, "quiet", parent=row)
        button.clicked.connect(lambda: self._turn(line))
        inside.addWidget(button)
        return row

    def _turn(self, line: FactLine) -> None:
        self._open = not self._open
        self._fill()
        if self._open:
            announce(self, ". ".join(line.how))
