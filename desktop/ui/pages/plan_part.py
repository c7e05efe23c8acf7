"""Plans and programmes in work, the steps of the chosen one, its versions side by side."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.plans import PlanRow
from desktop.models.snapshots import Changes
from desktop.presenters import plans as words
from desktop.presenters.agreements import Papers
from desktop.presenters.plans import STEP_MARKS
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.agreement_dialogs import ReasonDialog
from desktop.ui.pages.part import Part
from desktop.ui.pages.plan_dialogs import CompareDialog, PlanKindDialog, PlanPaperDialog, ScoreDialog
from desktop.ui.pages.plan_table import PromiseTable
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column
from desktop.ui.tables.small import SmallTable


class PlanPart(Part):
    """Plans in work above, steps of the chosen one, then its versions."""

    made = Signal(str, object)  # kind, for whom
    changed = Signal(object)  # PlanRow
    print_wanted = Signal(object, str)  # id of the version, which paper

    def __init__(self, shell: Shell, papers: Papers, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self.papers, self.desk = shell, papers, shell.desk
        self._page: FamilyPage | None = None
        add = self.button(_("New plan\u2026"), self.ask_kind)
        self.change = self.button(_("Change the plan\u2026"), self._change)
        self.score = self.button(_("Evaluate the step\u2026"), self._ask_score)
        self.compare = self.button(_("Compare versions\u2026"), self._compare)
        self.paper = self.button(_("Print\u2026"), self._print)
        self._count = self.heading(_("Plans and programmes"), add, self.change, self.score, self.compare, self.paper)
        self.table = SmallTable(
            (
                Column("title", _("Plan"), 330, bold=True, stretch=True),
                Column("period", _("Period"), 190),
                Column("fulfilled", _("Fulfilled"), 130, align="right"),
                Column("author", _("Author"), 160, second=True),
            ),
            _("Plans and programmes"),
            self,
            empty=_("No plan yet: it is made together with the family"),
        )
        self.table.insert_requested.connect(self.ask_kind)
        self.table.opened.connect(lambda _id: self._change())
        self.table.chosen.connect(self._plan_chosen)
        self.column.addWidget(self.table)
        self._goal = PlainLabel("", self, ink="second", wrap=True)
        self.column.addWidget(self._goal)
        self.steps = self._steps()
        self.column.addWidget(self.steps)
        self.versions = SmallTable(
            (
                Column("edition", _("Version"), 80, align="right"),
                Column("period", _("Period"), 190),
                Column("fulfilled", _("Fulfilled"), 130, align="right"),
                Column("author", _("Author"), 160),
                Column("reason", _("Reason of the change"), 240, stretch=True),
            ),
            _("Versions of the plan"),
            self,
        )
        self.versions.chosen.connect(self._show_steps)
        self.column.addWidget(self.versions)

    def _steps(self) -> PromiseTable:
        marks = [(code, self.desk.caption("step_marks", code)) for code in STEP_MARKS]
        table = PromiseTable(
            (
                Column("side", _("Block"), 96, second=True),
                Column("words", _("Step"), 330, bold=True, stretch=True),
                Column("who", _("Who answers"), 130),
                Column("helper", _("Who helps"), 120),
                Column("due", _("Term"), 170, kind="overdue"),
                Column("expected", _("Expected result"), 110, second=True),
                Column("mark", _("Mark"), 130),
                Column("score", "0\u20133", 46, align="right"),
                Column("marked", _("Marked on"), 92, kind="date"),
            ),
            _("Steps of the plan"),
            marks,
            self,
            empty=_("No steps: change the plan, or plan them from a problem"),
        )
        table.marked.connect(self._mark)
        table.table.opened.connect(lambda _id: self._change())
        table.table.insert_requested.connect(self._change)
        return table

    # What is shown

    def show_plans(self, page: FamilyPage | None) -> None:
        """The plans as they were read."""
        self._page = page
        rows = words.current(self.papers.plans)
        lines = [words.plan_line(self.desk, page, row) for row in rows]
        self.table.set_rows(
            [{"title": n.kind, "period": n.period, "fulfilled": n.fulfilled, "author": n.author} for n in lines],
            [line.row.plan.id for line in lines],
        )
        if rows and self.papers.plan(self.table.current_key()) is None:
            self.table.select_key(rows[0].plan.id)
        self._count.count(len(rows) or None)
        self._plan_chosen()

    def _plan_chosen(self) -> None:
        rows = words.versions_of(self.papers.plans, self._in_work())
        lines = [words.plan_line(self.desk, self._page, row) for row in rows]
        self.versions.set_rows(
            [
                {"edition": n.row.edition, "period": n.period, "fulfilled": n.fulfilled, "author": n.author, "reason": n.reason}
                for n in lines
            ],
            [line.row.plan.id for line in lines],
        )
        if rows and not any(row.plan.id == self.versions.current_key() for row in rows):
            self.versions.select_key(rows[0].plan.id)
        self.versions.setVisible(len(rows) > 1)
        self._show_steps()

    def _in_work(self) -> PlanRow | None:
        return self.papers.plan(self.table.current_key()) or next(iter(words.current(self.papers.plans)), None)

    def chosen(self) -> PlanRow | None:
        """The version that is shown."""
        plan = self._in_work()
        rows = words.versions_of(self.papers.plans, plan)
        return next((row for row in rows if row.plan.id == self.versions.current_key()), plan)

    def _show_steps(self) -> None:
        row, versions = self.chosen(), words.versions_of(self.papers.plans, self._in_work())
        current = row is not None and row.current
        goal = str(row.plan.values["goal"] or "") if row else ""
        self._goal.setText(goal)
        self._goal.setVisible(bool(goal))
        reason = "" if current else _("There is no plan yet") if row is None else _("An old version is only read")
        for button in (self.change, self.score):
            button.set_reason(reason)
        self.paper.set_reason("" if row else _("There is no plan yet"))
        self.compare.set_reason("" if len(versions) > 1 else _("There is only one version"))
        self.steps.show_lines(words.steps(self.desk, self._page, row.plan) if row and self._page else ())
        self.steps.set_marking(current)

    # What can be done

    def ask_kind(self) -> None:
        """Which plan is made, and for whom."""
        if self._page is not None:
            PlanKindDialog(self.desk, self._page, self.made.emit, self).open()

    def _change(self) -> None:
        row = self.chosen()
        if row is None:
            self.ask_kind()
        elif row.current:
            self.changed.emit(row)

    def _print(self) -> None:
        row = self.chosen()
        if row is not None:
            PlanPaperDialog(str(row.plan.values["kind"]), lambda what: self.print_wanted.emit(row.plan.id, what), self).open()

    def _compare(self) -> None:
        versions = words.versions_of(self.papers.plans, self._in_work())
        if len(versions) > 1:
            CompareDialog(self.desk, self._page, versions, self.chosen(), self).open()

    def _ask_score(self) -> None:
        row, step = self.chosen(), self.steps.table.current_key()
        if row is None or not isinstance(step, UUID):
            self._shell.say(_("Choose a step in the table first"))
            return

        def write(score: int | None) -> None:
            self.papers.evaluate_step(row.plan, step, score, self._marked)

        ScoreDialog(str(row.plan.parts["steps"][step].values["words"]), write, self).open()

    def _mark(self, id_: object, mark: object) -> None:
        row = self.chosen()
        if row is None or not isinstance(id_, UUID):
            return
        if mark != "not_done":
            self.papers.mark_step(row.plan, id_, mark if isinstance(mark, str) else None, self._marked)
            return

        def write(reason: str, dialog: ReasonDialog) -> None:
            dialog.accept()
            self.papers.mark_step(row.plan, id_, "not_done", self._marked, reason=reason)

        title, question = _("The step is not done"), _("What hindered")
        ReasonDialog(title, question, _("Mark it"), write, self, required=False).open()

    def _marked(self, _changes: Changes) -> None:
        self._shell.say(_("The mark is written"))
