"""Agreements and contracts of a family, and what became of each promise of the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters import agreements as words
from desktop.presenters.agreements import OBLIGATION_MARKS, Papers
from desktop.presenters.plans import day_words
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.agreement_dialogs import KindDialog, ReasonDialog
from desktop.ui.pages.part import Part
from desktop.ui.pages.plan_table import PromiseTable
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class AgreementPart(Part):
    """The list, the promises of the chosen agreement, its signing, refusal and ending."""

    made = Signal(str)  # kind of the agreement that is wanted
    opened = Signal(object)  # id
    refused = Signal(object, object)  # id, error: what is missing is shown on the form
    print_wanted = Signal(object)  # id

    def __init__(self, shell: Shell, papers: Papers, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self.papers, self.desk = shell, papers, shell.desk
        self._page: FamilyPage | None = None
        self.sign = self.button(_("Sign"), self._ask_sign)
        self.refuse = self.button(_("Refusal of signature\u2026"), self._ask_refusal)
        self.end = self.button(_("End it\u2026"), self._ask_end)
        self.paper = self.button(_("Print\u2026"), self._print)
        add = self.button(_("New agreement"), self.insert, "Ins")
        self._count = self.heading(_("Agreements and contracts"), add, self.sign, self.refuse, self.end, self.paper)
        self.table = self._list()
        self.column.addWidget(self.table)
        self._said = PlainLabel("", self, ink="second", wrap=True)
        self.column.addWidget(self._said)
        self.obligations = self._promises()
        self.column.addWidget(self.obligations)

    def _list(self) -> SmallTable:
        table = SmallTable(
            (
                Column("number", "\u2116", 80, second=True),
                Column("kind", _("Kind"), 200, bold=True, stretch=True),
                Column("made", _("Date"), 92, kind="date"),
                Column("term", _("Term"), 180),
                Column("state", _("State"), 150, kind="badge"),
                Column("fulfilled", _("Fulfilled"), 130, align="right"),
            ),
            _("Agreements and contracts"),
            self,
            empty=_("No agreement yet: press Ins"),
        )
        table.insert_requested.connect(self.insert)
        table.opened.connect(self.opened)
        table.chosen.connect(self._show_chosen)
        return table

    def _promises(self) -> PromiseTable:
        marks = [(code, self.desk.caption("obligation_states", code)) for code in OBLIGATION_MARKS]
        promises = PromiseTable(
            (
                Column("side", _("Side"), 80, second=True),
                Column("words", _("Obligation"), 280, bold=True, stretch=True),
                Column("who", _("Who answers"), 160),
                Column("due", _("Term"), 240, kind="overdue"),
                Column("mark", _("Mark"), 160),
                Column("marked", _("Marked on"), 96, kind="date"),
            ),
            _("Obligations of the agreement"),
            marks,
            self,
            empty=_("Nothing is promised yet: open the agreement and write the obligations"),
        )
        promises.marked.connect(self._mark)
        promises.table.opened.connect(lambda _id: self.opened.emit(self.table.current_key()))
        return promises

    def show_papers(self, page: FamilyPage | None) -> None:
        """The agreements as they were read."""
        self._page = page
        lines = self.papers.lines()
        self.table.set_rows(
            [
                {"number": line.number, "kind": line.kind, "made": line.made, "term": line.term,
                 "state": Mark(line.state.text, line.state.tone), "fulfilled": line.fulfilled}
                for line in lines
            ],
            [line.agreement.id for line in lines],
        )  # fmt: skip
        if lines and self.papers.agreement(self.table.current_key()) is None:
            self.table.select_key(lines[0].agreement.id)
        self._count.count(len(lines) or None)
        self._show_chosen()

    def chosen(self) -> Snapshot | None:
        """The agreement under the keyboard, or the only one."""
        return self.papers.agreement(self.table.current_key())

    def _show_chosen(self) -> None:
        agreement = self.chosen()
        self.obligations.setVisible(agreement is not None)
        state = agreement.values["state"] if agreement else ""
        for button, wanted, reason in (
            (self.sign, "draft", _("Only a draft can be signed")), (self.refuse, "draft", _("Only a draft can be refused")),
            (self.end, "signed", _("Only a signed agreement can be ended")),
        ):  # fmt: skip
            button.set_reason("" if state == wanted else reason)
        self.paper.set_reason("" if agreement else _("There is no agreement yet"))
        said = self._about(agreement) if agreement else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        if agreement is not None and self._page is not None:
            self.obligations.show_lines(words.obligations(self.desk, self._page, agreement))
            self.obligations.set_marking(state == "signed")

    def _about(self, agreement: Snapshot) -> str:
        """What was fulfilled by the plans under it, who refused, why it ended."""
        parts = [words.under(self.desk, self.papers.plans, agreement), words.unsigned_words(agreement)]
        if agreement.values["state"] in ("ended", "refused"):
            said = _("Ended on {day}: {reason}") if agreement.values["state"] == "ended" else _("Refused on {day}: {reason}")
            day = day_words(agreement.values["ended_on"])
            parts.append(said.format(day=day, reason=agreement.values["end_reason"] or ""))
        return "\n".join(part for part in parts if part)

    # What can be done

    def insert(self) -> None:
        """Which kind is made is asked first."""
        KindDialog(self._shell, self.made.emit, self).open()

    def _print(self) -> None:
        agreement = self.chosen()
        if agreement is not None:
            self.print_wanted.emit(agreement.id)

    def _ask_sign(self) -> None:
        agreement = self.chosen()
        if agreement is None:
            return
        sentence = _("After signing its text is not changed any more: only fulfilment is marked, or it is ended with a reason.")
        Ask(
            self,
            _("Have both sides signed?"),
            sentence,
            (
                Answer(_("Not yet"), None, default=True, cancels=True),
                Answer(_("Yes, signed"), lambda: self.papers.sign(agreement, self._signed, self._refused), "primary"),
            ),
        ).open()

    def _signed(self, _changes: Changes) -> None:
        self._shell.say(_("The agreement is signed"))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: Exception) -> None:
        agreement = self.chosen()
        self._shell.fail(error)
        if isinstance(error, Rejected) and agreement is not None:
            self.refused.emit(agreement.id, error)

    def _ask_refusal(self) -> None:
        agreement = self.chosen()
        if agreement is not None:
            self._ask_reason(
                _("The family refuses to sign"), _("In what words"), _("Record the refusal"),
                lambda reason, done, failed: self.papers.refuse(agreement, reason, done, failed),
            )  # fmt: skip

    def _ask_end(self) -> None:
        agreement = self.chosen()
        if agreement is not None:
            self._ask_reason(
                _("End the agreement"), _("Reason of ending"), _("End it"),
                lambda reason, done, failed: self.papers.end(agreement, reason, done, failed),
            )  # fmt: skip

    def _ask_reason(
        self, title: str, question: str, caption: str,
        act: Callable[[str, Callable[[Changes], None], Callable[[Exception], None]], None],
    ) -> None:  # fmt: skip
        def write(reason: str, dialog: ReasonDialog) -> None:
            act(reason, lambda _changes: dialog.accept(), lambda error: dialog.refused(error, self._shell.fail))

        ReasonDialog(title, question, caption, write, self).open()

    def _mark(self, id_: object, mark: object) -> None:
        agreement = self.chosen()
        if agreement is not None and isinstance(id_, UUID):
            said = mark if isinstance(mark, str) else None
            self.papers.mark_obligation(agreement, id_, said, lambda _done: self._shell.say(_("The mark is written")))
