"""The file of a library item: looked at inside the program, laid from the disk or by dropping, saved as a copy."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.files import safe_name
from desktop.base.messages import _
from desktop.models.family_page import FileRow
from desktop.models.snapshots import Changes
from desktop.presenters.files import from_disk
from desktop.presenters.library import LibraryFile
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.file_preview import FilePreview
from desktop.ui.pages.shell import Shell


class LibraryFileDialog(QDialog):
    """What lies with the item, and what can be done with it."""

    def __init__(self, shell: Shell, item: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.file = LibraryFile(shell.desk, item, shell.fail)
        self.row: FileRow | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("File of the library"))
        self.setAcceptDrops(True)
        self.resize(theme.px(820), theme.px(720))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(18), theme.px(24), theme.px(18))
        column.setSpacing(theme.px(10))
        self._title = Heading("", 2, self)
        self._title.setWordWrap(True)
        column.addWidget(self._title)
        self._said = PlainLabel("", self, ink="second", wrap=True)
        column.addWidget(self._said)
        self.preview = FilePreview(self.file, self)
        column.addWidget(self.preview, 1)
        column.addLayout(self._buttons())
        self.finished.connect(lambda _result: self.file.close())
        self.file.read(self._show)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.take = Button(_("Take the file away"), parent=self)
        self.take.clicked.connect(lambda: self.file.take_away(self._changed))
        self.copy = Button(_("Save a copy…"), keys="Ctrl+S", parent=self)
        self.copy.setShortcut("Ctrl+S")
        self.copy.clicked.connect(self.save_copy)
        self.lay = Button(_("Add from the disk…"), "primary", keys="Ins", parent=self)
        self.lay.setShortcut("Ins")
        self.lay.clicked.connect(self.choose)
        back = Button(_("Close"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        row.addWidget(self.take)
        row.addStretch(1)
        for button in (self.copy, self.lay, back):
            row.addWidget(button)
        return row

    def _show(self) -> None:
        self._title.setText(self.file.title())
        self.file.look(self._shown)

    def _shown(self, row: FileRow | None) -> None:
        self.row = row
        self.preview.shown = None  # a replaced file is another one under the same item
        self.preview.show_file(row)
        self._said.setText(row.file_name if row else _("No file lies with this item: drop one here or press Ins"))
        for button in (self.copy, self.take):
            button.setEnabled(row is not None)

    def choose(self) -> None:
        """A file of this computer."""
        dialog = QFileDialog(self, _("Add from the disk…"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.lay_file)
        dialog.open()

    def lay_file(self, path: str) -> None:
        """Lay this file with the item; what lay there before is replaced."""
        self.file.lay(from_disk(path), self._changed, self._refused)

    def _changed(self, _changes: Changes) -> None:
        self._shell.say(_("Saved"))
        self.file.read(self._show)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self._said.setText(error.words())
        else:
            self._shell.fail(error)

    def save_copy(self) -> None:
        """A copy for the person at the desk."""
        if self.row is None:
            return
        dialog = QFileDialog(self, _("Save a copy…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(safe_name(self.row.file_name))
        dialog.fileSelected.connect(lambda path: self.copy_to(Path(path)))
        dialog.open()

    def copy_to(self, path: Path) -> None:
        """Write the copy there."""
        shell = self._shell
        self.file.copy_to(path, lambda: shell.say(_("The copy is saved: {name}").format(name=path.name)))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _path(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if path := _path(event.mimeData()):
            self.lay_file(path)
            event.acceptProposedAction()


def _path(data: QMimeData) -> str:
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
