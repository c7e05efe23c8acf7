"""A small dialog beside somebody on a drawing: what is typed in it is kept by Enter, Esc leaves all as it was."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.ui.forms.editors import PartialDateEdit
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import EnterMoves, Field, FieldGrid
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell

_GAP = 12


class BesideDialog(PageDialog):
    """One act about somebody who stays in sight: Enter does it."""

    def __init__(self, shell: Shell, title: str, caption: str, parent: QWidget, spot: QRect | None = None) -> None:
        super().__init__(title, caption, parent, width=430)
        self.shell = shell
        self._spot = spot  # on the screen: what the dialog is about and must not hide
        for moves in self.findChildren(EnterMoves):
            moves.enabled = False
        self.button.set_keys("Enter")
        self.grid = FieldGrid(1, self)
        self.body.addWidget(self.grid)
        self.fields: dict[str, Field] = {}

    def ask(self, key: str, caption: str, editor: QWidget) -> Field:
        """One more line."""
        self.fields[key] = self.grid.add(Field(caption, editor, self.grid))
        return self.fields[key]

    def settle(self) -> None:
        """Take what is half typed in the line that has the keyboard."""
        for field in self.fields.values():
            if isinstance(field.editor, Choice | DateEdit) and field.editor.hasFocus():
                field.editor.settle()

    def complaint(self) -> bool:
        """Whether a day is not understood: the keyboard goes there."""
        for field in self.fields.values():
            editor = field.editor
            if isinstance(editor, PartialDateEdit) and editor.value() and not editor.understood():
                editor.setFocus()
                return True
        return False

    def saved(self) -> None:
        """The card has it."""
        self.accept()

    def failed(self, error: Exception) -> None:
        """A refusal is said at the line it is about, or below; anything else by the window."""
        if isinstance(error, Rejected):
            for finding in error.findings:
                key = str(finding.path[-1]) if finding.path else ""
                if key in self.fields:
                    self.fields[key].set_error(finding.message.words())
                    self.fields[key].focus_editor()
                    return
        self.refused(error, self.shell.fail)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.settle()
            if not self.complaint():
                self.act()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._spot is not None:
            self.move(place_beside(self._spot, self.frameGeometry().size(), self.screen().availableGeometry()))


def place_beside(spot: QRect, size: QSize, room: QRect) -> QPoint:
    """Right of the spot, or left of it where there is more room; never beyond the screen."""
    gap = theme.px(_GAP)
    x = spot.right() + gap
    if x + size.width() > room.right() and spot.left() - gap - size.width() >= room.left():
        x = spot.left() - gap - size.width()
    x = max(room.left(), min(x, room.right() - size.width()))
    y = max(room.top(), min(spot.center().y() - size.height() // 2, room.bottom() - size.height()))
    return QPoint(x, y)
