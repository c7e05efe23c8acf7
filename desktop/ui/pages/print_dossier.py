"""Printing a dossier: sections to tick, the preview beside them, then paper or a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.documents.dossier_data import SECTIONS, Section
from desktop.documents.page_images import PageImage, page_images
from desktop.models.kinds import Unreadable, read_day
from desktop.presenters.printing import DossierPrinting, Preview
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.dialogs import Progress
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.shell import Shell

_WAIT: Final = 350  # milliseconds after the last tick before the preview is made anew


def _picture(page: PageImage) -> QImage:
    return QImage(page.rgb, page.width, page.height, page.stride, QImage.Format.Format_RGB888).copy()


class Paper(QWidget):
    """Pages one under another on a grey ground, always light: paper is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[QPixmap] = []
        self.setAccessibleName(_("Preview"))

    def show_pages(self, pages: tuple[PageImage, ...]) -> None:
        """Show these pages from the top."""
        self._pages = [QPixmap.fromImage(_picture(page)) for page in pages]
        self.setMinimumSize(self.sizeHint())
        self.resize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        gap = theme.px(14)
        width = max((page.width() for page in self._pages), default=theme.px(600))
        return QSize(width + 2 * gap, sum(page.height() + gap for page in self._pages) + gap)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(theme.tokens().line))
        gap, top = theme.px(14), theme.px(14)
        for page in self._pages:
            where = QRect((self.width() - page.width()) // 2, top, page.width(), page.height())
            if where.intersects(event.rect()):
                painter.drawPixmap(where.topLeft(), page)
            top += page.height() + gap


class PrintDossier(QDialog):
    """Choose, look, print or save; several families go into a folder, one file each."""

    def __init__(self, shell: Shell, families: tuple[UUID, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.printing = DossierPrinting(shell.desk, families)
        self._progress: Progress | None = None
        self.setWindowTitle(_("Print the dossier"))
        self.resize(theme.px(1150), theme.px(800))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._choices(len(families)))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(False)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._paper = Paper()
        self._area.setWidget(self._paper)
        row.addWidget(self._area, 1)
        self.printing.ready.subscribe(self._ready)
        self.printing.failed.subscribe(self._failed)
        self.printing.finished.subscribe(self._finished)
        self.printing.progressed.subscribe(self._progressed)
        self.printing.show()

    def _choices(self, families: int) -> QWidget:
        left = QWidget(self)
        left.setFixedWidth(theme.px(330))
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(18))
        column.setSpacing(theme.px(8))
        column.addWidget(Heading(_("What goes into the dossier"), 2, left))
        self._ticks: dict[Section, QCheckBox] = {}
        for key, title in SECTIONS.items():
            tick = QCheckBox(_(title), left)
            tick.setChecked(True)
            tick.toggled.connect(lambda _on: self._timer.start())
            self._ticks[key] = tick
            column.addWidget(tick)
        self._hidden = QCheckBox(_("Initials instead of names"), left)
        self._hidden.toggled.connect(lambda _on: self._timer.start())
        column.addSpacing(theme.px(6))
        column.addWidget(self._hidden)
        self._purpose = TextEdit1(left, placeholder=_("for the sitting of the commission"))
        self._purpose.edited.connect(self._timer.start)
        self._sitting = DateEdit(lambda: self._shell.desk.today, parent=left)
        self._sitting.edited.connect(self._timer.start)
        for caption, editor in ((_("For what"), self._purpose), (_("Sitting on"), self._sitting)):
            label = PlainLabel(caption, left, ink="second")
            label.setBuddy(editor)
            editor.setAccessibleName(caption)
            column.addWidget(label)
            column.addWidget(editor)
        column.addStretch(1)
        self._summary = PlainLabel("…", left, ink="second", wrap=True)
        column.addWidget(self._summary)
        self._print = Button(_("Print…"), "primary", keys="Ctrl+P", parent=left)
        self._print.setShortcut("Ctrl+P")
        self._print.clicked.connect(self.print_out)
        self._save = Button(_("Save as PDF…"), keys="Ctrl+S", parent=left)
        self._save.setShortcut("Ctrl+S")
        self._save.clicked.connect(self.save)
        if families > 1:
            words = ngettext("Save {n} dossier into a folder…", "Save {n} dossiers into a folder…", families)
            self._save.set_caption(words.format(n=families))
        back = Button(_("Close"), keys="Esc", parent=left)
        back.clicked.connect(self.reject)
        for button in (self._print, self._save, back):
            column.addWidget(button)
        for button in (self._print, self._save):
            button.setEnabled(False)
        return left

    def _choose(self) -> None:
        self._summary.setText(_("The preview is being made…"))
        sitting = None
        if typed := self._sitting.value():
            try:
                sitting = read_day(typed, self._shell.desk.today)
            except Unreadable:
                sitting = None
        self.printing.choose(
            sections=frozenset(key for key, tick in self._ticks.items() if tick.isChecked()),
            purpose=self._purpose.value(),
            sitting_on=sitting,
            hidden_names=self._hidden.isChecked(),
        )

    def _ready(self, preview: Preview) -> None:
        self._paper.show_pages(preview.pages)
        self._summary.setText(self.printing.summary())
        for button in (self._print, self._save):
            button.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        if self._progress is not None:
            self._progress.finish()
            self._progress = None
        self._shell.fail(error, self.printing.show)

    def save(self) -> None:
        """Save one file, or for several families a folder of them."""
        if len(self.printing.families) > 1:
            folder = QFileDialog(self, _("A folder for the dossiers"))
            folder.setFileMode(QFileDialog.FileMode.Directory)
            folder.fileSelected.connect(self._save_all)
            folder.open()
            return
        dialog = QFileDialog(self, _("Save the dossier"), self.printing.file_name(), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda path: self.printing.save(Path(path)))
        dialog.open()

    def _save_all(self, folder: str) -> None:
        job = self.printing.save_all(Path(folder))
        self._progress = Progress(self, _("Dossiers are being made"), job.cancel)
        self._progress.open()

    def _progressed(self, step: tuple[int, int]) -> None:
        if self._progress is not None:
            self._progress.step(*step)

    def _finished(self, made: tuple[Path, ...]) -> None:
        if self._progress is not None:
            self._progress.finish()
            self._progress = None
        words = ngettext("{n} file saved: {where}", "{n} files saved: {where}", len(made))
        self._shell.say(words.format(n=len(made), where=made[0].parent if len(made) > 1 else made[0].name))
        self._summary.setText(words.format(n=len(made), where=made[0].parent))

    def print_out(self) -> None:
        """Choose a printer; the pages are those of the preview."""
        if self.printing.preview is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.printing.file_name())
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._paint(printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _paint(self, printer: QPrinter) -> None:
        preview = self.printing.preview
        if preview is None:
            return
        dpi = min(300, printer.resolution())
        painter = QPainter(printer)
        sheet = painter.viewport()
        for number, page in enumerate(page_images(preview.content, dpi)):
            if number:
                printer.newPage()
            image = _picture(page).scaled(
                sheet.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage((sheet.width() - image.width()) // 2, 0, image)
        painter.end()
        self.printing.printed()
        self._shell.say(_("Sent to the printer"))

    @override
    def done(self, result: int) -> None:
        self._timer.stop()
        self.printing.close()
        super().done(result)
