"""What is decided about a signal without opening a case: by whom, on what grounds, what else was thought of."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.lists import SearchHit
from desktop.models.snapshots import Snapshot
from desktop.presenters.lookalikes import Lookalikes
from desktop.presenters.signals import DECISIONS, Journal
from desktop.services.signals import Decision
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.member_known import KnownHits
from desktop.ui.pages.shell import Shell


class DecideDialog(PageDialog):
    """Consultation, passed on, not confirmed, known already; an urgent signal is closed only with words."""

    def __init__(self, shell: Shell, journal: Journal, signal: Snapshot, parent: QWidget) -> None:
        title = _("Decision on signal {number}").format(number=signal.values["number"] or "?")
        super().__init__(title, _("Write the decision"), parent, width=680)
        self._shell, self._journal, self._signal = shell, journal, signal
        self._family: UUID | None = None
        values, desk = signal.values, shell.desk
        self.body.addWidget(PlainLabel(str(values["about"]), self, bold=True, wrap=True))
        self.decision = Choice([(code, desk.caption("signal_decisions", code)) for code in DECISIONS], self)
        self.passed_to = Choice([(str(id_), name) for id_, name, _sphere in desk.agencies], self)
        self.family = TextEdit1(self, placeholder=_("Surname, number or address"))
        self.known = KnownHits(_("Choose the family (Down arrow):"), self)
        self.known.chosen.connect(self._take)
        self.known.left.connect(self.family.setFocus)
        self.note = LongText(self, min_lines=3)
        self.alternatives = LongText(self, min_lines=2)
        self.decided_by = Choice(desk.choices("commission_bodies"), self)
        self.number = TextEdit1(self, max_length=60)
        self.fields = {
            "decision": Field(_("Decision"), self.decision, self, required=True),
            "passed_to_id": Field(_("Passed on to"), self.passed_to, self),
            "family_id": Field(_("Family"), self.family, self, required=True),
            "decision_note": Field(_("Grounds of the decision"), self.note, self, required=bool(values["urgent"])),
            "alternatives": Field(_("Alternatives considered"), self.alternatives, self),
            "decision_body": Field(_("Body that decided"), self.decided_by, self),
            "decision_number": Field(_("Number of the decision"), self.number, self),
        }
        width = max(field.label_width() for field in self.fields.values())
        for key, field in self.fields.items():
            field.set_label_width(width)
            self.body.addWidget(field)
            if key == "family_id":
                self.body.addWidget(self.known)
        self._begin(signal)
        self._lookalikes = Lookalikes(desk, self.known.show_hits, shell.fail)
        self.family.edited.connect(self._look)
        self.decision.edited.connect(self._show_needed)
        self.finished.connect(self._lookalikes.close)
        self.family.installEventFilter(self)
        self._show_needed()
        self.decision.setFocus()

    def _begin(self, signal: Snapshot) -> None:
        values = signal.values
        self.note.set_value(str(values["decision_note"] or ""))
        self.alternatives.set_value(str(values["alternatives"] or ""))
        self.number.set_value(str(values["decision_number"] or "") or None)
        self.decided_by.set_value(str(values["decision_body"]) if values["decision_body"] else None)
        self.passed_to.set_value(str(values["passed_to_id"]) if values["passed_to_id"] else None)

    def _show_needed(self) -> None:
        decision = self.decision.value()
        self.fields["passed_to_id"].setVisible(decision == "passed_on")
        known = decision == "known_family"
        self.fields["family_id"].setVisible(known)
        if not known:
            self.known.show_hits(())

    def _look(self) -> None:
        self._family = None
        self._lookalikes.look(str(self.family.value() or ""), ("family", "person"), 6)

    def _take(self, hit: SearchHit) -> None:
        self._family = hit.family_id if hit.kind == "person" else hit.record
        self.family.set_value(f"{hit.title}, {hit.detail}")
        self.known.show_hits(())
        self.note.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        return watched is self.family and down and self.known.enter()

    @override
    def act(self) -> None:
        for box in (self.decision, self.passed_to, self.decided_by):
            if box.hasFocus():
                box.settle()
        for field in self.fields.values():
            field.set_error("")
        code = self.decision.value()
        if code is None:
            self.fields["decision"].set_error(_("Choose the decision"))
            self.decision.setFocus()
            return
        passed = self.passed_to.value() if code == "passed_on" else None
        decision = Decision(
            code, self.note.value(), self.alternatives.value(), self.decided_by.value(), str(self.number.value() or ""),
            UUID(passed) if passed else None, self._family if code == "known_family" else None,
        )  # fmt: skip
        self._journal.decide(self._signal, decision, lambda _changes: self.accept(), self._failed)

    def _failed(self, error: Exception) -> None:
        found = error.findings[0] if isinstance(error, Rejected) and error.findings else None
        if found is not None and found.path and found.path[0] in self.fields:
            self.fields[found.path[0]].set_error(found.message.words())
            self.fields[found.path[0]].focus_editor()
        else:
            self.refused(error, self._shell.fail)
