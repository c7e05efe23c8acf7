"""One paper before it is printed: its pages, and the ways it leaves: printer, PDF, workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.models.documents import Document
from desktop.presenters.journals import JournalPrinting
from desktop.presenters.papers import PaperPrinting
from desktop.presenters.printing import Preview
from desktop.services.desk import Question
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.pages_dialog import Pages, PagesDialog
from desktop.ui.pages.shell import Shell

_MANY: Final = 1_000  # lines of a journal of which the preview is no longer made while one waits


class PaperPreview(PagesDialog):
    """Look, then print, save as PDF or as a workbook."""

    def __init__(self, shell: Shell, title: str, printing: PaperPrinting, parent: QWidget) -> None:
        super().__init__(shell, printing, title, (1080, 780), parent)
        self.printing = printing
        self.stand(self._side(title))
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
        self.summary = PlainLabel(_("The preview is being made…"), left, ink="second", wrap=True)
        column.addWidget(self.summary)
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
        self.summary.setText(_("The preview is being made…"))
        self.printing.show()

    def _ready(self, preview: Preview) -> None:
        self.show_pages(preview.pages)
        self.summary.setText(self.printing.summary())
        self._allow(allowed=True)
        self._print.setFocus()

    @override
    def _failed(self, error: Exception) -> None:
        super()._failed(error)
        self._again.setVisible(self.printing.preview is None)

    @override
    def pages_now(self) -> Pages | None:
        preview = self.printing.preview
        return Pages(self.printing.file_name(".pdf"), preview.content, len(preview.pages)) if preview is not None else None

    @staticmethod
    @override
    def saved_words(made: Path) -> str:
        return _("Saved: {name}").format(name=made.name)

    def _saved(self, path: Path) -> None:
        self._over(self.saved_words(path))
        self._shell.say(self.saved_words(path))

    def _ask(self, ending: str, filters: str) -> None:
        dialog = QFileDialog(self, _("Save the paper"), self.printing.file_name(ending), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending[1:])
        dialog.fileSelected.connect(lambda path: self.printing.save(Path(path)))
        dialog.open()


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
