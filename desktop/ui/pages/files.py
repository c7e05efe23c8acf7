"""The section «Files»: scans and photos of a family, added by dropping, pasting or from the disk, looked at in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage, FileRow
from desktop.models.snapshots import Changes
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.files import Files, NewFile, copy_name, from_disk
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.narrow import WhenNarrow
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.file_dialogs import JoinDialog, NewFileDialog
from desktop.ui.pages.file_preview import FilePreview
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable

_NARROW: Final = 760  # pixels at 100 % that the table and the preview beside it want


class FilesSection(SectionPage):
    """The table at the left, the file itself at the right."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.files = Files(self.desk, lambda: self.family.page, shell.fail)
        self._waiting: list[NewFile] = []
        self.setAcceptDrops(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        row.setSpacing(theme.px(16))
        left = QVBoxLayout()
        left.setSpacing(theme.px(10))
        row.addLayout(left, 3)
        self._build(left)
        self.preview = FilePreview(self.files, self)
        row.addWidget(self.preview, 2)
        self._row, self._left = row, left
        self._narrow(True)  # what it wants before it hears of its room must not widen it
        WhenNarrow(parent or self, _NARROW, self._narrow)

    def _narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        """The preview under the table, the buttons under the heading."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        if narrow:
            self._left.insertWidget(1, self._acts, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._head.addWidget(self._acts)

    def _build(self, left: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Heading(_("Files"), 2, self))
        self._count = CountBadge(None, self)
        head.addWidget(self._count)
        head.addStretch(1)
        self._acts, self._head = QWidget(self), head
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(theme.px(8))
        self.copy = Button(_("Save a copy…"), parent=self)
        self.copy.clicked.connect(self.save_copy)
        acts.addWidget(self.copy)
        self.join_button = Button(_("Join to PDF…"), parent=self)
        self.join_button.clicked.connect(self.join)
        acts.addWidget(self.join_button)
        add = Button(_("Add from the disk…"), keys="Ins", parent=self)
        add.clicked.connect(self.choose)
        acts.addWidget(add)
        head.addWidget(self._acts)
        left.addLayout(head)
        self.table = SmallTable(
            (
                Column("title", _("Title"), 190, bold=True, stretch=True),
                Column("kind", _("Kind"), 150, stretch=True),
                Column("dated", _("Date"), 92, kind="date"),
                Column("whose", _("Whose"), 110),
                Column("form", _("File"), 110, second=True),
            ),
            _("Files"),
            self,
            rows_shown=14,
            empty=_("No files yet: drop them here, paste by Ctrl+V or press Ins"),
        )
        self.table.insert_requested.connect(self.choose)
        self.table.delete_requested.connect(self._ask_remove)
        self.table.chosen.connect(self._look)
        left.addWidget(self.table)
        hint = _(
            "Drop a file here, paste a picture or a file by Ctrl+V, or press Ins · Del removes · up to 20 MB; photos are turned "
            "upright and made smaller"
        )
        left.addWidget(PlainLabel(hint, self, ink="second", scale=0.92, wrap=True))
        left.addStretch(1)

    @override
    def show_page(self, page: FamilyPage) -> None:
        self.files.load(self._fill)

    def _fill(self) -> None:
        lines = self.files.lines()
        self.table.set_rows(
            [
                {"title": line.title, "kind": line.kind, "whose": line.whose, "form": line.form,
                 "dated": Mark(_("till {day}").format(day=line.valid_till), "red") if line.expired else line.dated}
                for line in lines
            ],
            [line.row.id for line in lines],
        )  # fmt: skip
        self._count.count(len(lines) or None)
        self._look()

    def chosen(self) -> FileRow | None:
        """The file under the keyboard."""
        return self.files.row(self.table.current_key())

    def _look(self) -> None:
        row = self.chosen()
        self.copy.set_reason("" if row else _("Choose a file"))
        self.join_button.set_reason("" if self.files.joinable() else _("There are no pictures and no PDF files yet"))
        self.preview.show_file(row)

    # Adding

    def choose(self) -> None:
        """Choose files of this computer."""
        dialog = QFileDialog(self, _("Add from the disk…"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_paths)
        dialog.open()

    def add_paths(self, paths: list[str]) -> None:
        """Ask the kind of each and keep them one after another."""
        self._waiting += [from_disk(path) for path in paths if Path(path).is_file()]
        self._next()

    def add_new(self, new: NewFile) -> None:
        """A file from somewhere else than the disk."""
        self._waiting.append(new)
        self._next()

    def _next(self) -> None:
        if self._waiting and self.findChild(NewFileDialog) is None:
            new = self._waiting.pop(0)
            dialog = NewFileDialog(self.shell, self.files, new, self._kept, self, more=len(self._waiting))
            dialog.accepted.connect(lambda: self._keep_rest(dialog.for_the_rest()))
            dialog.finished.connect(lambda _result: dialog.setParent(None))
            dialog.finished.connect(lambda _result: self._next())
            dialog.open()

    def _keep_rest(self, kind: str | None) -> None:
        """The other files of one drop, all of this kind; one that is refused is said, the others are kept."""
        if kind is None:
            return
        rest, self._waiting = self._waiting, []
        for new in rest:
            self.files.add(new, kind, "", None, None, self._kept, partial(self._refused, new))

    def _refused(self, new: NewFile, error: Exception) -> None:
        if isinstance(error, Rejected):
            self.shell.say(f"{new.name}: {error.words()}")
        else:
            self.shell.fail(error)

    def _kept(self, changes: Changes) -> None:
        self.shell.say(_("The file is kept"))
        if changes.result is not None:
            self.table.select_key(changes.result)
        self.table.setFocus()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def take(self, data: QMimeData) -> bool:
        """Files or a picture that were dropped or pasted; False when it is neither."""
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            self.add_paths(paths)
            return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            stamp = self.desk.now().astimezone(self.desk.office.zone)
            self.add_new(NewFile(_("picture {day}").format(day=f"{stamp:%d.%m.%Y %H-%M}") + ".png", _png(image)))
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.choose()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Ctrl+V: what stands in the clipboard."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.shell.say(_("There is neither a file nor a picture in the clipboard"))

    # What can be done with one

    def join(self) -> None:
        """Several scans become one PDF."""
        row = self.chosen()
        JoinDialog(self.shell, self.files, row.id if row else None, self._joined, self).open()

    def _joined(self, changes: Changes) -> None:
        self.shell.say(_("The files are joined"))
        if changes.result is not None:
            self.table.select_key(changes.result)
        self.table.setFocus()

    def save_copy(self) -> None:
        """Give the person at the desk a copy."""
        row = self.chosen()
        if row is None:
            return
        dialog = QFileDialog(self, _("Save a copy…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(copy_name(row))
        dialog.fileSelected.connect(lambda path: self.copy_to(row, Path(path)))
        dialog.open()

    def copy_to(self, row: FileRow, path: Path) -> None:
        """Write the copy there."""
        self.files.save_copy(row, path, lambda: self.shell.say(_("The copy is saved: {name}").format(name=path.name)))

    def _ask_remove(self, id_: object) -> None:
        row = self.files.row(id_)
        if row is None:
            return
        Ask(
            self,
            _("Remove the file?"),
            _("«{title}» leaves the list. It can be brought back from the journal of changes.").format(title=row.title),
            (
                Answer(_("Leave as it is"), None, default=True, cancels=True),
                Answer(_("Remove"), lambda: self.files.remove(row, self._removed), "danger"),
            ),
        ).open()

    def _removed(self, _changes: Changes) -> None:
        self.shell.say(_("The file is removed"))

    @override
    def entered(self) -> None:
        self.table.setFocus()

    @override
    def close_section(self) -> None:
        self.files.close()


def _png(image: QImage) -> Callable[[], bytes]:
    def read() -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, the library words
        return bytes(buffer.data().data())

    return read
