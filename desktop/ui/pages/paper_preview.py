"""One paper before it is printed: its pages, and the ways it leaves: printer, PDF, workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import OporaError
from desktop.base.messages import _, ngettext
from desktop.models.documents import Document
from desktop.presenters.journals import JournalPrinting
from desktop.presenters.papers import PaperPrinting
from desktop.presenters.printing import Preview
from desktop.services.desk import Question
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask, Progress
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.print_dossier import Paper
from desktop.ui.pages.print_run import ask_for_printer, print_pages
from desktop.ui.pages.shell import Shell

_MANY: Final = 1_000  # lines of a journal of which the preview is no longer made while one waits


class PaperPreview(QDialog):
    """Look, then print, save as PDF or as a workbook."""

    def __init__(self, shell: Shell, title: str, printing: PaperPrinting, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self.printing = shell, printing
        self._progress: Progress | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(theme.px(1080), theme.px(780))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side(title))
        self._area = QScrollArea(self)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._paper = Paper()
        self._area.setWidget(self._paper)
        row.addWidget(self._area, 1)
        self._ends = [
            printing.ready.subscribe(self._ready),
            printing.failed.subscribe(self._failed),
            printing.finished.subscribe(self._saved),
        ]
        printing.show()

    def _side(self, title: str) -> QWidget:
        left = QWidget(self)
        left.setFixedWidth(theme.px(280))
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(18))
        column.setSpacing(theme.px(8))
        heading = Heading(title, 2, left)
        heading.setWordWrap(True)
        column.addWidget(heading)
        self._summary = PlainLabel(_("The preview is being made…"), left, ink="second", wrap=True)
        column.addWidget(self._summary)
        column.addStretch(1)
        self._print = Button(_("Print…"), "primary", keys="Ctrl+P", parent=left)
        self._print.setShortcut("Ctrl+P")
        self._print.clicked.connect(self.print_out)
        self._pdf = Button(_("Save as PDF…"), keys="Ctrl+S", parent=left)
        self._pdf.setShortcut("Ctrl+S")
        self._pdf.clicked.connect(lambda: self._ask(".pdf", "PDF (*.pdf)"))
        self._sheet = Button(_("Save as Excel…"), parent=left)
        self._sheet.clicked.connect(lambda: self._ask(".xlsx", "Excel (*.xlsx)"))
        self._again = Button(_("Try again"), parent=left)
        self._again.clicked.connect(self._retry)
        self._again.hide()
        back = Button(_("Close"), keys="Esc", parent=left)
        back.clicked.connect(self.reject)
        for button in (self._again, self._print, self._pdf, self._sheet, back):
            column.addWidget(button)
        self._allow(allowed=False)
        return left

    def _allow(self, *, allowed: bool) -> None:
        for button in (self._print, self._pdf, self._sheet):
            button.setEnabled(allowed)

    def _retry(self) -> None:
        self._again.hide()
        self._summary.setText(_("The preview is being made…"))
        self.printing.show()

    def _fit(self) -> None:
        self._paper.fit(self._area.maximumViewportSize().width() - self._area.verticalScrollBar().sizeHint().width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _ready(self, preview: Preview) -> None:
        self._fit()
        self._paper.show_pages(preview.pages)
        self._summary.setText(self.printing.summary())
        self._allow(allowed=True)
        self._print.setFocus()

    def _failed(self, error: Exception) -> None:
        """Said here: the banner of the window lies behind this dialog."""
        if isinstance(error, OporaError):
            self._over(error.words())
        else:
            self._over(_("The program made a mistake: it is not printed"))
            self._shell.fail(error)
        self._again.setVisible(self.printing.preview is None)

    def _over(self, words: str) -> None:
        if self._progress is not None:
            self._progress.finish()
            self._progress = None
        self._summary.setText(words)

    def _saved(self, path: Path) -> None:
        self._over(_("Saved: {name}").format(name=path.name))
        self._shell.say(_("Saved: {name}").format(name=path.name))

    def _ask(self, ending: str, filters: str) -> None:
        dialog = QFileDialog(self, _("Save the paper"), self.printing.file_name(ending), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending[1:])
        dialog.fileSelected.connect(lambda path: self.printing.save(Path(path)))
        dialog.open()

    def print_out(self) -> None:
        """Choose a printer; the pages are those of the preview."""
        preview = self.printing.preview
        if preview is None:
            return
        ask_for_printer(self, self.printing.file_name(".pdf"), len(preview.pages), lambda printer: self.paint(printer, preview))

    def paint(self, printer: QPrinter, preview: Preview) -> None:
        """Send what the preview showed to this printer, page by page."""
        print_pages(
            self, self._shell.desk, printer, preview.content, len(preview.pages),
            painted=self._painted, failed=self._failed, over=self._over,
        )  # fmt: skip

    def _painted(self) -> None:
        self.printing.printed()
        self._over(_("Sent to the printer"))
        self._shell.say(_("Sent to the printer"))

    @override
    def done(self, result: int) -> None:
        self.printing.close()
        for end in self._ends:
            end()
        shell = self._shell  # a file that is still being written is told to the window
        self.printing.finished.subscribe(lambda path: shell.say(_("Saved: {name}").format(name=path.name)))
        self.printing.failed.subscribe(shell.fail)
        super().done(result)


def preview_paper(
    shell: Shell, parent: QWidget, title: str, name: str, family: UUID, build: Question[Document], what: str
) -> PaperPreview:
    """Show one paper of a family before it is printed; `name` is that of its file, `what` stands in the journal."""
    dialog = PaperPreview(shell, title, PaperPrinting(shell.desk, family, name, what, build), parent)
    dialog.open()
    return dialog


def preview_journal(shell: Shell, parent: QWidget, printing: JournalPrinting, lines: int) -> None:
    """Show a journal before it is printed; for a long one a shorter period is offered first."""

    def show() -> None:
        PaperPreview(shell, printing.journal.title, printing, parent).open()

    if lines <= _MANY:
        show()
        return
    Ask(
        parent,
        ngettext("The journal is long: {n} line", "The journal is long: {n} lines", lines).format(n=lines),
        _("The preview takes minutes. A shorter period or one worker makes it quick."),
        (
            Answer(_("Choose a shorter period"), printing.close, default=True, cancels=True),
            Answer(_("Show the whole journal"), show),
        ),
    ).open()
