"""A file that is about to be kept: only its kind is asked for, everything else may wait; several joined to one PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.models.family_page import FileRow
from desktop.models.snapshots import Changes
from desktop.presenters.files import Files, NewFile
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.segments import YesNo
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell


class NewFileDialog(PageDialog):
    """Kind, title, date, whose; of several dropped at once the others may follow with the same kind."""

    def __init__(
        self,
        shell: Shell,
        files: Files,
        new: NewFile,
        done: Callable[[Changes], None],
        parent: QWidget,
        *,
        more: int = 0,
    ) -> None:
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
        self.same = YesNo(self)
        self.same.set_value("no")
        if more:
            words = ngettext("{n} more file of the same kind", "{n} more files of the same kind", more).format(n=more)
            grid.add(Field(words, self.same, grid, hint=_("Yes: they are kept without asking")))
        else:
            self.same.hide()
        self.body.addWidget(grid)
        self.kind.setFocus()

    def for_the_rest(self) -> str | None:
        """The kind of all the other files, if they are not to be asked about."""
        return self.kind.value() if self.same.value() == "yes" else None

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
            self._new,
            kind,
            self.title.value(),
            self.dated.day(),
            UUID(person) if person else None,
            self._kept,
            self._failed,
        )

    def _kept(self, changes: Changes) -> None:
        self.accept()
        self._done(changes)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.refused(error, self._shell.fail)


_ROW: Final = int(Qt.ItemDataRole.UserRole)


class _Order(QListWidget):
    """Files that can be joined: Space takes one in, Alt+Up and Alt+Down move it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Files to join, in the order of the pages"))
        self.setMinimumHeight(theme.px(200))
        tokens = theme.tokens()
        self.setStyleSheet(
            f"QListWidget {{ border: 1px solid {tokens.edge}; border-radius: {theme.px(6)}px; }}"
            f"QListWidget::item {{ padding: {theme.px(5)}px; color: {tokens.ink}; }}"
            f"QListWidget::item:selected {{ background: {tokens.tint}; color: {tokens.on_tint}; }}"
        )

    def step(self, by: int) -> None:
        """Move the file under the keyboard."""
        at = self.currentRow()
        if at < 0 or not 0 <= at + by < self.count():
            return
        item = self.takeItem(at)
        self.insertItem(at + by, item)
        self.setCurrentRow(at + by)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in keys:
            self.step(keys[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class JoinDialog(PageDialog):
    """Several scans and photos become one PDF; their kind is asked, nothing else."""

    def __init__(
        self,
        shell: Shell,
        files: Files,
        chosen: UUID | None,
        done: Callable[[Changes], None],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Join files to one PDF"), _("Join to PDF"), parent)
        self._shell, self._files, self._done = shell, files, done
        note = _("Space takes a file in or out, Alt+Up and Alt+Down change the order of the pages.")
        self.body.addWidget(PlainLabel(note, self, ink="second", wrap=True))
        self.list = _Order(self)
        for line in files.lines():
            if line.row in files.joinable():
                self._add(line.row, f"{line.title} · {line.kind} · {line.form}", line.row.id == chosen)
        self.body.addWidget(self.list)
        row = QHBoxLayout()
        up, down = (
            Button(_("Higher"), keys="Alt+Up", parent=self),
            Button(_("Lower"), keys="Alt+Down", parent=self),
        )
        up.clicked.connect(lambda: self.list.step(-1))
        down.clicked.connect(lambda: self.list.step(1))
        row.addWidget(up)
        row.addWidget(down)
        row.addStretch(1)
        self.body.addLayout(row)
        grid = FieldGrid(1, self)
        self.kind = Choice(shell.desk.choices("attachment_kinds"), self)
        self.kind_field = grid.add(Field(_("Kind of file"), self.kind, grid, required=True))
        self.title = TextEdit1(self, max_length=300)
        grid.add(Field(_("Title"), self.title, grid))
        self.instead = YesNo(self)
        self.instead.set_value("no")
        grid.add(Field(_("Take the joined files out of the list"), self.instead, grid))
        self.body.addWidget(grid)
        self.list.setFocus()
        self.list.setCurrentRow(0)

    def _add(self, row: FileRow, words: str, taken: bool) -> None:  # noqa: FBT001  a mark of the row
        item = QListWidgetItem(words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
        item.setData(_ROW, row)
        self.list.addItem(item)

    def taken(self) -> list[FileRow]:
        """The files to join, in the order of the pages."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return [item.data(_ROW) for item in items if item.checkState() == Qt.CheckState.Checked]

    @override
    def act(self) -> None:
        for box in (self.kind,):
            if box.hasFocus():
                box.settle()
        rows, kind = self.taken(), self.kind.value()
        self.say("" if rows else _("Choose at least one file"))
        self.kind_field.set_error("" if kind else _("Choose the kind of the file"))
        if not rows:
            self.list.setFocus()
        elif kind is None:
            self.kind.setFocus()
        else:
            self.button.setEnabled(False)
            instead = self.instead.value() == "yes"
            self._files.join(rows, kind, self.title.value(), self._kept, self._failed, instead=instead)

    def _kept(self, changes: Changes) -> None:
        self.accept()
        self._done(changes)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.refused(error, self._shell.fail)
