"""Closing a case: on which ground, with what conclusion. The family stays in the record."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.messages import N_, _
from desktop.models.snapshots import Snapshot
from desktop.services.families import close_case
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.shell import Shell


class CloseCaseDialog(QDialog):
    """Every stage is closed with the case; a supervision up to a year is a case of its own."""

    def __init__(self, shell: Shell, case: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._case = shell, case
        self.setWindowTitle(_("Close the case"))
        self.setMinimumWidth(theme.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(_("Close the case"), 2, self))
        words = _("All stages are closed and no more visits are planned. The family and everything written stay.")
        column.addWidget(PlainLabel(words, self, ink="second", wrap=True))
        grid = FieldGrid(1, self)
        self._ground = Choice(shell.desk.choices("closing_grounds"), self)
        self._row = grid.add(Field(_("Ground of closing"), self._ground, self, required=True))
        self._conclusion = LongText(self, min_lines=4)
        grid.add(Field(_("Conclusion"), self._conclusion, self))
        column.addWidget(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        close = Button(_("Close the case"), "danger", keys="Ctrl+Enter", parent=self)
        close.setShortcut("Ctrl+Return")
        close.clicked.connect(self._close)
        row.addWidget(back)
        row.addWidget(close)
        column.addLayout(row)
        self._ground.setFocus()

    def _close(self) -> None:
        ground = self._ground.value()
        if ground is None:
            self._row.set_error(_("Choose the ground"))
            return
        case, conclusion = self._case, self._conclusion.value()
        self._shell.desk.act(
            N_("The case was closed"),
            lambda unit: close_case(unit, case.id, case.version, ground, conclusion),
            lambda _changes: self.accept(),
            self._shell.fail,
        )
