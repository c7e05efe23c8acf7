"""What is decided about a signal without opening a case, and on what grounds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.snapshots import Snapshot
from desktop.presenters.signals import DECISIONS, Journal
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell


class DecideDialog(PageDialog):
    """Consultation, passed on, not confirmed; an urgent signal is closed only with words."""

    def __init__(self, shell: Shell, journal: Journal, signal: Snapshot, parent: QWidget) -> None:
        title = _("Decision on signal {number}").format(number=signal.values["number"] or "?")
        super().__init__(title, _("Write the decision"), parent)
        self._shell, self._journal, self._signal = shell, journal, signal
        self.body.addWidget(PlainLabel(str(signal.values["about"]), self, bold=True, wrap=True))
        desk = shell.desk
        options = [Option(code, desk.caption("signal_decisions", code)) for code in DECISIONS]
        self.decision = Segmented(options, self, numbered=True)
        self.decision_field = Field(_("Decision"), self.decision, self, required=True)
        self.note = LongText(self, min_lines=3)
        self.note_field = Field(_("Grounds of the decision"), self.note, self, required=bool(signal.values["urgent"]))
        width = max(self.decision_field.label_width(), self.note_field.label_width())
        for field in (self.decision_field, self.note_field):
            field.set_label_width(width)
            self.body.addWidget(field)
        self.decision.setFocus()

    @override
    def act(self) -> None:
        decision = self.decision.value()
        if decision is None:
            self.decision_field.set_error(_("Choose the decision"))
            self.decision.setFocus()
            return
        self.decision_field.set_error("")
        self._journal.decide(self._signal, decision, self.note.value(), lambda _changes: self.accept(), self._failed)

    def _failed(self, error: Exception) -> None:
        self.refused(error, self._shell.fail)
        self.note.setFocus()
