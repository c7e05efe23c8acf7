"""The section «Contract and plan»: what was promised, what became of it, the plan and its versions."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters import agreements as words
from desktop.presenters.agreements import OBLIGATION_MARKS, STEP_MARKS, PaperReferences, Papers, term_warning
from desktop.presenters.cards import Card
from desktop.presenters.family import FamilyPresenter
from desktop.services.printing import agreement_print
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.agreement_dialogs import KindDialog, ReasonDialog
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.member_stack import CardStack
from desktop.ui.pages.plan_table import PromiseTable
from desktop.ui.pages.print_paper import save_paper
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class AgreementsSection(CardStack):
    """Agreements and the obligations of the chosen one, then the plan: one page, read from above."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.papers = Papers(self.desk, lambda: self.family.page, shell.fail)
        self.references = PaperReferences(self.desk, lambda: self.family.page, self.papers.lines)
        self._page: FamilyPage | None = None
        self._build_agreements()
        self.column.addSpacing(theme.px(8))
        self._build_plan()
        self.column.addStretch(1)

    # The page

    def _button(self, caption: str, run: object, keys: str = "") -> Button:
        button = Button(caption, keys=keys, parent=self.inside)
        button.clicked.connect(run)
        return button

    def _build_agreements(self) -> None:
        self._sign = self._button(_("Sign"), self._ask_sign)
        self._end = self._button(_("End it…"), self._ask_end)
        self._paper = self._button(_("To PDF…"), self._save_paper)
        add = self._button(_("New agreement"), self.insert, "Ins")
        self._count = self.heading(_("Agreements and contracts"), self._sign, self._end, self._paper, add)
        self.table = SmallTable(
            (
                Column("number", "№", 80, second=True),
                Column("kind", _("Kind"), 200, bold=True, stretch=True),
                Column("made", _("Date"), 92, kind="date"),
                Column("term", _("Term"), 180),
                Column("state", _("State"), 150, kind="badge"),
                Column("fulfilled", _("Fulfilled"), 92, align="right"),
            ),
            _("Agreements and contracts"),
            self.inside,
            empty=_("No agreement yet: press Ins"),
        )
        self.table.insert_requested.connect(self.insert)
        self.table.opened.connect(self.open_agreement)
        self.table.chosen.connect(self._show_obligations)
        self.column.addWidget(self.table)
        self._ended = PlainLabel("", self.inside, ink="second", wrap=True)
        self.column.addWidget(self._ended)
        marks = [(code, self.desk.caption("obligation_states", code)) for code in OBLIGATION_MARKS]
        self.obligations = PromiseTable(
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
            self.inside,
            empty=_("Nothing is promised yet: open the agreement and write the obligations"),
        )
        self.obligations.marked.connect(self._mark_obligation)
        self.obligations.table.opened.connect(lambda _id: self.open_agreement(self.table.current_key()))
        self.column.addWidget(self.obligations)

    def _build_plan(self) -> None:
        self._change = self._button(_("Change the plan…"), self.change_plan)
        self._plan_count = self.heading(_("Plan"), self._change, self._button(_("New plan"), self.new_plan))
        self._goal = PlainLabel("", self.inside, ink="second", wrap=True)
        self.column.addWidget(self._goal)
        marks = [(code, self.desk.caption("step_marks", code)) for code in STEP_MARKS]
        self.steps = PromiseTable(
            (
                Column("words", _("Step"), 200, bold=True, stretch=True),
                Column("who", _("Who answers"), 130),
                Column("helper", _("Who helps"), 110),
                Column("due", _("Term"), 240, kind="overdue"),
                Column("expected", _("Expected result"), 130, second=True),
                Column("mark", _("Mark"), 130),
                Column("marked", _("Marked on"), 92, kind="date"),
            ),
            _("Steps of the plan"),
            marks,
            self.inside,
            empty=_("No plan yet: it is made together with the family"),
        )
        self.steps.marked.connect(self._mark_step)
        self.steps.table.opened.connect(lambda _id: self.change_plan())
        self.steps.table.insert_requested.connect(self.change_plan)
        self.column.addWidget(self.steps)
        self.versions = SmallTable(
            (
                Column("edition", _("Version"), 80, align="right"),
                Column("kind", _("Kind"), 190),
                Column("period", _("Period"), 190),
                Column("author", _("Author"), 160),
                Column("reason", _("Reason of the change"), 240, stretch=True),
            ),
            _("Versions of the plan"),
            self.inside,
        )
        self.versions.chosen.connect(self._show_steps)
        self.column.addWidget(self.versions)

    def _save_paper(self) -> None:
        """The chosen agreement as a paper to be signed."""
        chosen = self.table.current_key()
        if not isinstance(chosen, UUID):
            return
        desk = self.desk
        save_paper(
            self.shell, self, _("Save the agreement"), _("agreement {number}").format(number=self.family.number()),
            self.family.family,
            lambda reading: agreement_print(reading, self.family.family, chosen, desk.caption),
            "agreement",
        )  # fmt: skip

    @override
    def show_page(self, page: FamilyPage) -> None:
        self._page = page
        self.papers.load(self._fill)

    def _fill(self) -> None:
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
        plans = words.plan_lines(self.desk, self.papers.plans)
        self.versions.set_rows(
            [
                {"edition": plan.edition, "kind": plan.kind, "period": plan.period, "author": plan.author, "reason": plan.reason}
                for plan in plans
            ],
            [plan.plan.id for plan in plans],
        )
        if plans and self.papers.plan(self.versions.current_key()) is None:
            self.versions.select_key(plans[0].plan.id)
        self.versions.setVisible(len(plans) > 1)
        self._plan_count.count(len(plans) or None)
        self._show_obligations()
        self._show_steps()
        self.refresh_card(*self.papers.agreements)

    def chosen(self) -> Snapshot | None:
        """The agreement under the keyboard, or the only one."""
        return self.papers.agreement(self.table.current_key())

    def chosen_plan(self) -> Snapshot | None:
        """The version of the plan that is shown."""
        return self.papers.plan(self.versions.current_key()) or next(iter(self.papers.plans), None)

    def _show_obligations(self) -> None:
        agreement = self.chosen()
        self.obligations.setVisible(agreement is not None)
        self._ended.hide()
        state = agreement.values["state"] if agreement else ""
        self._sign.set_reason("" if state == "draft" else _("Only a draft can be signed"))
        self._end.set_reason("" if state == "signed" else _("Only a signed agreement can be ended"))
        if agreement is None or self._page is None:
            return
        self.obligations.show_lines(words.obligations(self.desk, self._page, agreement))
        self.obligations.set_marking(state == "signed")
        if state == "ended":
            day = words.day_words(agreement.values["ended_on"])
            self._ended.setText(_("Ended on {day}: {reason}").format(day=day, reason=agreement.values["end_reason"] or ""))
            self._ended.show()

    def _show_steps(self) -> None:
        plan = self.chosen_plan()
        current = plan is not None and plan is self.papers.plans[0]
        self._goal.setText(str(plan.values["goal"] or "") if plan else "")
        self._goal.setVisible(bool(plan and plan.values["goal"]))
        self._change.set_reason(
            "" if current else _("There is no plan yet") if plan is None else _("An old version is only read")
        )
        self.steps.show_lines(words.steps(self.desk, self._page, plan) if plan and self._page else ())
        self.steps.set_marking(current)

    # What can be done

    @override
    def insert(self) -> None:
        KindDialog(self.shell, self.new_agreement, self).open()

    def new_agreement(self, kind: str) -> None:
        """The form of a new agreement, filled with what is usual."""
        self._open(self.papers.new_agreement(kind), _("New agreement"))

    def open_agreement(self, id_: object) -> None:
        """The whole agreement on its form."""
        agreement = self.papers.agreement(id_)
        if agreement is not None:
            title = f"{self.desk.caption('agreement_kinds', str(agreement.values['kind']))} № {agreement.values['number'] or '?'}"
            view = self._open(self.papers.open_agreement(agreement), title[:1].upper() + title[1:])
            if agreement.values["state"] != "draft":
                view.notice.show_notice(_("It is signed: only marks and the ending can be written now"), "accent")

    def _open(self, card: Card, title: str) -> CardView:
        term = Banner(self)
        form = card.forms[0]

        def look(*_path: object) -> None:
            said = term_warning(form.value(("since",)), form.value(("till",)))
            if said and said != term.words():
                term.show_notice(said, "amber", closable=False)
            elif not said:
                term.clear_notice()

        view = self.show_card(card, title, leave_when_saved=True, above=term)
        state = view.forms[0].box(("state",))
        if isinstance(state, QLineEdit):
            state.setReadOnly(True)  # it is signed and ended by the buttons of the list, which check what is needed
        form.field_changed.subscribe(look)
        look()
        return view

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
        self.shell.say(_("The agreement is signed"))
        self.focus_list()

    def _refused(self, error: Exception) -> None:
        agreement = self.chosen()
        self.shell.fail(error)
        if isinstance(error, Rejected) and agreement is not None:
            self.open_agreement(agreement.id)
            if self.view is not None and error.findings[0].path:
                self.view.forms[0].focus(error.findings[0].path)

    def _ask_end(self) -> None:
        agreement = self.chosen()
        if agreement is None:
            return

        def write(reason: str, dialog: ReasonDialog) -> None:
            self.papers.end(
                agreement, reason, lambda _changes: dialog.accept(), lambda error: dialog.refused(error, self.shell.fail)
            )

        ReasonDialog(_("End the agreement"), _("Reason of ending"), _("End it"), write, self).open()

    def _mark_obligation(self, id_: object, mark: object) -> None:
        agreement = self.chosen()
        if agreement is not None and isinstance(id_, UUID):
            self.papers.mark_obligation(agreement, id_, mark if isinstance(mark, str) else None, self._marked)

    def _mark_step(self, id_: object, mark: object) -> None:
        plan = self.chosen_plan()
        if plan is None or not isinstance(id_, UUID):
            return
        if mark != "not_done":
            self.papers.mark_step(plan, id_, mark if isinstance(mark, str) else None, self._marked)
            return

        def write(reason: str, dialog: ReasonDialog) -> None:
            dialog.accept()
            self.papers.mark_step(plan, id_, "not_done", self._marked, reason=reason)

        title, question = _("The step is not done"), _("What hindered")
        ReasonDialog(title, question, _("Mark it"), write, self, required=False).open()

    def _marked(self, _changes: Changes) -> None:
        self.shell.say(_("The mark is written"))

    def new_plan(self) -> None:
        """A plan for the next month; the one before stays as a version."""
        self._open_plan(self.papers.new_plan(), _("New plan"))

    def change_plan(self) -> None:
        """The current plan on its form; other steps make a new version with its reason."""
        plan = next(iter(self.papers.plans), None)
        if plan is None:
            self.new_plan()
        elif plan is self.chosen_plan():
            self._open_plan(self.papers.change_plan(plan), _("Change of the plan"))

    def _open_plan(self, card: Card, title: str) -> None:
        self.show_card(card, title, leave_when_saved=True)

    @override
    def focus_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def close_section(self) -> None:
        super().close_section()
        self.papers.owner.close()
