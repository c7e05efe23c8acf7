"""A file that is about to be kept: only its kind is asked for, everything else may wait."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.snapshots import Changes
from desktop.presenters.files import Files, NewFile
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell


class NewFileDialog(PageDialog):
    """Kind, title, date, whose."""

    def __init__(self, shell: Shell, files: Files, new: NewFile, done: Callable[[Changes], None], parent: QWidget) -> None:
        super().__init__(_("Keep a file"), _("Keep it"), parent)
        self._shell, self._files, self._new, self._done = shell, files, new, done
        desk = shell.desk
        self.body.addWidget(PlainLabel(new.name, self, bold=True, wrap=True))
        grid = FieldGrid(1, self)
        self.kind = Choice(desk.choices("attachment_kinds"), self)
        self.kind_field = grid.add(Field(_("Kind of file"), self.kind, grid, required=True))
        self.title = TextEdit1(self, max_length=300)
        grid.add(Field(_("Title"), self.title, grid, hint=_("Without a title the file is called by its name")))
        self.dated = DateEdit(lambda: desk.today, None, self, past=True)
        self.date_field = grid.add(Field(_("Date of the document"), self.dated, grid))
        self.whose = Choice(files.people(), self)
        grid.add(Field(_("Whose"), self.whose, grid, hint=_("Empty: of the whole family")))
        self.body.addWidget(grid)
        self.kind.setFocus()

    @override
    def act(self) -> None:
        for box in (self.kind, self.dated, self.whose):
            if box.hasFocus():
                box.settle()
        kind, person = self.kind.value(), self.whose.value()
        if kind is None:
            self.kind_field.set_error(_("Choose the kind of the file"))
            self.kind.setFocus()
            return
        if self.dated.value() and self.dated.day() is None:
            self.dated.setFocus()
            return
        self.button.setEnabled(False)
        self._files.add(
            self._new, kind, self.title.value(), self.dated.day(), UUID(person) if person else None, self._kept, self._failed
        )

    def _kept(self, changes: Changes) -> None:
        self.accept()
        self._done(changes)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.refused(error, self._shell.fail)
