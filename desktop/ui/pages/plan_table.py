"""A table of promises, obligations or steps, that are marked by keys: 1 done, 2 in part, 3 not done, 0 takes it back.

PromiseTable(columns, name, marks, captions, parent)   marked = Signal(object, object): id, mark or None
    buttons: the same marks for the mouse; show_lines(lines)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.presenters.plans import PromiseLine
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.text import PlainLabel
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class PromiseTable(QWidget):
    """Lines, and the marks under them."""

    marked = Signal(object, object)

    def __init__(
        self, columns: Sequence[Column], name: str, marks: Sequence[tuple[str, str]], parent: QWidget, *, empty: str
    ) -> None:
        super().__init__(parent)
        self._marks = tuple(marks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.table = SmallTable(columns, name, self, rows_shown=16, empty=empty)
        self.table.installEventFilter(self)
        column.addWidget(self.table)
        self._bar = QWidget(self)
        row = FlowLayout(self._bar, gap=8)
        row.addWidget(PlainLabel(_("Mark the line:"), self._bar, ink="second"))
        for number, (code, caption) in enumerate((*self._marks, ("", _("take the mark back"))), 1):
            key = number if code else 0
            button = Button(caption, keys=str(key), parent=self._bar)
            button.clicked.connect(lambda _checked=False, key=key: self._mark(key))
            row.addWidget(button)
        column.addWidget(self._bar)

    def show_lines(self, lines: Sequence[PromiseLine]) -> None:
        """Show exactly these."""
        self.table.set_rows(
            [
                {
                    "side": line.side, "words": line.words, "who": line.who, "helper": line.helper, "expected": line.expected,
                    "due": Mark(line.due.text, line.due.tone) if line.due.tone != "plain" else line.due.text,
                    "mark": Mark(line.mark.text, line.mark.tone) if line.mark.text else None, "marked": line.marked,
                    "score": line.score,
                }
                for line in lines
            ],
            [line.id for line in lines],
        )  # fmt: skip
        self._bar.setVisible(bool(lines))

    def set_marking(self, allowed: bool) -> None:  # noqa: FBT001  as in Qt
        """Old versions and ended agreements are only read."""
        self._bar.setEnabled(allowed)

    def _mark(self, key: int) -> None:
        current = self.table.current_key()
        if current is not None and self._bar.isEnabled() and key <= len(self._marks):
            self.marked.emit(current, self._marks[key - 1][0] if key else None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_0
        if plain and 0 <= digit <= len(self._marks):
            self._mark(digit)
            return True
        return False
