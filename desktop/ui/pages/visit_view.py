"""A visit that is read: everything that was written, and the way to add to it. What is written is never changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.presenters.visit_log import Fact
from desktop.ui.kit import drawing, theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import Heading, Ink, PlainLabel

_INKS: dict[str, Ink] = {"red": "red", "amber": "amber", "green": "green"}


class VisitView(QWidget):
    """The panel under the log."""

    add_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Heading("", 2, self)
        self._facts = QWidget(self)
        self.add = Button(_("Add to this visit…"), parent=self)
        self.add.clicked.connect(self.add_wanted)
        self.leave = Button(_("Close"), "quiet", keys="Esc", parent=self)
        self.leave.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        head.addWidget(self.leave)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(head)
        self._column.addWidget(self._facts)
        self.hide()

    def show_visit(self, title: str, facts: tuple[Fact, ...]) -> None:
        """Read this one."""
        self._title.setText(title)
        old, self._facts = self._facts, QWidget(self)
        form = QFormLayout(self._facts)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.px(14))
        form.setVerticalSpacing(theme.px(6))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for fact in facts:
            words = PlainLabel(fact.words, self._facts, ink=_INKS.get(fact.tone, "ink"), wrap=True, selectable=True)
            words.setAccessibleName(f"{fact.label}: {fact.words}")
            words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            form.addRow(PlainLabel(fact.label, self._facts, ink="second"), words)
        self._column.replaceWidget(old, self._facts)
        old.hide()
        old.deleteLater()
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(f"{fact.label}: {fact.words}" for fact in facts))
        self.show()

    def words(self) -> str:
        """What is read now, for a test and for copying."""
        return self._title.text() + "\n" + self.accessibleDescription()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        drawing.box(QPainter(self), self.rect().toRectF(), tokens.panel, tokens.line, 8)
