"""The heading of a genogram: what it is called, of which day, with whom it was drawn, a note.

It stands on the printed sheet, so it is mended where the drawing is, and Ctrl+Z takes it back like any other change.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import N_, _, message
from desktop.presenters.genogram import GenogramEditor
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.pages.genogram_beside import BesideDialog
from desktop.ui.pages.shell import Shell


def heading_words() -> str:
    """The act, as menus call it."""
    return _("Heading of the genogram…")


class HeadingDialog(BesideDialog):
    """Four boxes; all that was changed in them is one step of undo."""

    def __init__(self, shell: Shell, editor: GenogramEditor, parent: QWidget) -> None:
        super().__init__(shell, _("Heading of the genogram"), _("Keep"), parent)
        self._editor, data = editor, editor.data
        self.title = TextEdit1(self)
        self.day = DateEdit(lambda: editor.today, None, self, past=True)
        self.told_by = TextEdit1(self, max_length=300)
        self.note = LongText(self, min_lines=2, max_lines=6)
        self.ask("title", _("Title"), self.title)
        self.ask("drawn_on", _("Date of the genogram"), self.day)
        self.ask("told_by", _("With whom it was drawn"), self.told_by)
        self.ask("note", _("Note"), self.note).set_note(_("Enter begins a new line, Ctrl+Enter keeps everything"))
        self.title.set_value(data.title)
        self.day.set_day(data.drawn_on)
        self.told_by.set_value(data.told_by)
        self.note.set_value(data.note)
        self.day.edited.connect(lambda: self.fields["drawn_on"].set_error(""))
        self.title.setFocus()

    def _wrong(self, day: date | None) -> str:
        """Why the genogram cannot be of this day; a day that is none is said by its box itself."""
        if day is None:
            return _("Type the date of the genogram") if not self.day.value() else ""
        return _("The genogram is dated in the future") if day > self._editor.today else ""

    @override
    def act(self) -> None:
        self.day.settle()
        day = self.day.day()
        self.fields["drawn_on"].set_error(self._wrong(day))
        wrong = next((field for field in self.fields.values() if field.problem() == "error"), None)
        if wrong is not None:
            wrong.focus_editor()
            return
        self._editor.begin()
        self._editor.change_heading(title=self.title.value(), drawn_on=day, told_by=self.told_by.value(), note=self.note.value())
        self._editor.finish(message(N_("heading")))
        self.saved()
