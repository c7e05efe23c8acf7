"""Printing a dossier: sections to tick, the preview beside them, then paper or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.documents.dossier_data import SECTIONS, USUAL, Section
from desktop.models.kinds import Unreadable, read_day
from desktop.presenters.printing import DossierPrinting, Preview
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.dialogs import Progress
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.closed import ClosedInPrint
from desktop.ui.pages.pages_dialog import Pages, PagesDialog
from desktop.ui.pages.shell import Shell

_WAIT: Final = 350  # milliseconds after the last tick before the preview is made anew


class PrintDossier(PagesDialog):
    """Choose, look, print or save; several families go into a folder, one file each."""

    def __init__(self, shell: Shell, families: tuple[UUID, ...], parent: QWidget) -> None:
        self.printing = DossierPrinting(shell.desk, families)
        super().__init__(shell, self.printing, _("Print the dossier"), (1150, 800), parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._choose)
        self.stand(self._choices(len(families)))
        printing = self.printing
        self._ends = [
            printing.ready.subscribe(self._ready),
            printing.failed.subscribe(self._failed),
            printing.finished.subscribe(self._finished),
            printing.progressed.subscribe(self._progressed),
            printing.stopped.subscribe(lambda _none: self._over(_("Stopped. What was saved before stays."))),
        ]
        self.printing.show()

    def _choices(self, families: int) -> QWidget:
        left = QWidget(self)
        left.setFixedWidth(theme.px(374))
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(18))
        column.setSpacing(theme.px(8))
        column.addWidget(Heading(_("What goes into the dossier"), 2, left))
        self._ticks: dict[Section, QCheckBox] = {}
        for key, title in SECTIONS.items():
            tick = QCheckBox(_(title), left)
            tick.setChecked(key in USUAL)
            tick.toggled.connect(lambda _on: self._touched())
            self._ticks[key] = tick
            column.addWidget(tick)
        self._hidden = QCheckBox(_("Initials instead of names"), left)
        self._hidden.toggled.connect(lambda _on: self._touched())
        column.addSpacing(theme.px(6))
        self._conditions_choice(left, column)
        column.addWidget(self._hidden)
        self._closed_choice(left, column)
        self._purpose = TextEdit1(left, placeholder=_("for the sitting of the commission"))
        self._purpose.edited.connect(self._touched)
        self._sitting = DateEdit(lambda: self._shell.desk.today, parent=left)
        self._sitting.edited.connect(self._touched)
        for caption, editor in ((_("For what"), self._purpose), (_("Sitting on"), self._sitting)):
            label = PlainLabel(caption, left, ink="second")
            label.setBuddy(editor)
            editor.setAccessibleName(caption)
            column.addWidget(label)
            column.addWidget(editor)
        column.addStretch(1)
        self.summary = PlainLabel("…", left, ink="second", wrap=True)
        column.addWidget(self.summary)
        self._again = Button(_("Try again"), parent=left)
        self._again.clicked.connect(self._choose)
        self._again.hide()
        column.addWidget(self._again)
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

    def _conditions_choice(self, left: QWidget, column: QVBoxLayout) -> None:
        """What a genogram tells of illness and losses goes onto paper only where it is asked for."""
        self._conditions = QCheckBox(_("Conditions and losses on the genogram"), left)
        self._conditions.setToolTip(_("Illness, dependency, violence, prison, pregnancies that were lost"))
        self._conditions.toggled.connect(lambda _on: self._touched())
        self._ticks["genogram"].toggled.connect(self._conditions.setEnabled)
        column.addWidget(self._conditions)

    def _closed_choice(self, left: QWidget, column: QVBoxLayout) -> None:
        self._closed = Button(_("Include closed facts…"), "quiet", parent=left)
        self._closed.clicked.connect(self.ask_closed)
        column.addWidget(self._closed)
        self._closed_says = PlainLabel("", left, ink="amber", wrap=True)
        self._closed_says.hide()
        column.addWidget(self._closed_says)

    def _touched(self) -> None:
        """Paper and file show what is ticked, so there is neither until the preview is made anew."""
        self.printing.unsettle()
        for button in (self._print, self._save):
            button.setEnabled(False)
        self.summary.setText(_("The preview is being made…"))
        self._timer.start()

    def _choose(self) -> None:
        self._touched()
        self._timer.stop()
        self._again.hide()
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
            conditions=self._conditions.isChecked(),
        )

    def ask_closed(self) -> None:
        """Which closed sections, and why: recorded before they are shown; pressed again they are left out."""
        if self.printing.chosen.closed:
            self._show_closed(frozenset())
            self.printing.choose(closed=frozenset())
            return
        ClosedInPrint(self._shell, self._open_closed, self).open()

    def _open_closed(self, sections: frozenset[str], reason: str, failed: Callable[[Exception], None]) -> None:
        self._touched()
        self._timer.stop()
        self._show_closed(sections)
        self.printing.open_closed(sections, reason, failed)

    def _show_closed(self, sections: frozenset[str]) -> None:
        captions = [self._shell.desk.caption("closed_sections", code) for code in sorted(sections)]
        self._closed.set_caption(_("Leave closed facts out") if sections else _("Include closed facts…"))
        self._closed_says.setText(_("With closed facts: {sections}").format(sections=", ".join(captions)))
        self._closed_says.setVisible(bool(sections))

    def _ready(self, preview: Preview) -> None:
        self.show_pages(preview.pages)
        self.summary.setText(self.printing.summary())
        for button in (self._print, self._save):
            button.setEnabled(True)

    @override
    def _failed(self, error: Exception) -> None:
        super()._failed(error)
        self._again.setVisible(self.printing.preview is None)

    @override
    def pages_now(self) -> Pages | None:
        preview = self.printing.preview
        return Pages(self.printing.file_name(), preview.content, len(preview.pages)) if preview is not None else None

    @staticmethod
    @override
    def saved_words(made: tuple[Path, ...]) -> str:
        return _saved(made, where=made[0].parent)

    def save(self) -> None:
        """Save one file, or for several families a folder of them; only what the preview shows."""
        preview = self.printing.preview
        if preview is None:
            return
        if len(self.printing.families) > 1:
            folder = QFileDialog(self, _("A folder for the dossiers"))
            folder.setFileMode(QFileDialog.FileMode.Directory)
            folder.fileSelected.connect(self._save_all)
            folder.open()
            return
        dialog = QFileDialog(self, _("Save the dossier"), self.printing.file_name(), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda path: self.printing.save(Path(path), preview))
        dialog.open()

    def _save_all(self, folder: str) -> None:
        self._progress = Progress(self, _("Dossiers are being made"), self.printing.cancel)
        self._progress.open()
        self.printing.save_all(Path(folder))

    def _progressed(self, step: tuple[int, int]) -> None:
        if self._progress is not None:
            self._progress.step(*step)

    def _finished(self, made: tuple[Path, ...]) -> None:
        self._over(_saved(made, where=made[0].parent))
        self._shell.say(_saved(made, where=made[0].parent if len(made) > 1 else made[0].name))

    @override
    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)


def _saved(made: tuple[Path, ...], where: object) -> str:
    words = ngettext("{n} file saved: {where}", "{n} files saved: {where}", len(made))
    return words.format(n=len(made), where=where)
