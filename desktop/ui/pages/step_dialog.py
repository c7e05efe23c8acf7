"""From a problem to a step in one dialog: what stands already is chosen, what is new is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.presenters.agreements import Papers
from desktop.presenters.offers import full_name
from desktop.presenters.plans import current
from desktop.presenters.spine import ChainLine, problem_words
from desktop.rules.plans import MONTHLY
from desktop.services.spine import NewStep
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell

_NEW: Final = "new"


class StepDialog(PageDialog):
    """From a problem to a step in one dialog; what stands already is chosen, what is new is written."""

    def __init__(
        self, shell: Shell, papers: Papers, page: FamilyPage, at: ChainLine | None,
        written: Callable[[Changes], None], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(_("From a problem to a step"), _("Write it"), parent, width=640)
        self._shell, self._papers, self._page, self._written = shell, papers, page, written
        desk = papers.desk
        people = [(str(member.person.id), full_name(member)) for member in page.members]
        self.grid = FieldGrid(2, self)
        problems = [(str(p.fact.id), problem_words(desk, p.fact)) for p in papers.chain.problems if p.fact is not None]
        self.which = Choice([(_NEW, _("a new problem")), *problems], self.grid)
        self.code = Choice(desk.choices("problems"), self.grid)
        self.words = LongText(self.grid, min_lines=2)
        self.goal = Choice([], self.grid)
        self.goal_words = TextEdit1(self.grid)
        self.expected = TextEdit1(self.grid)
        self.step = TextEdit1(self.grid)
        self.person = Choice(people, self.grid)
        self.due = DateEdit(lambda: desk.today, parent=self.grid)
        self.plan = Choice(self._plans(), self.grid)
        self._boxes = {
            "problem": self._box(_("Problem"), self.which, full=True), "code": self._box(_("By the list"), self.code),
            "words": self._box(_("In words"), self.words), "goal": self._box(_("Goal"), self.goal, full=True),
            "goal_words": self._box(_("What is to become different"), self.goal_words),
            "expected": self._box(_("Expected result"), self.expected),
            "step": self._box(_("Step"), self.step, full=True), "person": self._box(_("Who answers"), self.person),
            "due": self._box(_("Term"), self.due), "plan": self._box(_("Into which plan"), self.plan),
        }  # fmt: skip
        self.body.addWidget(self.grid)
        self.which.set_value(str(at.problem) if at and at.problem else _NEW)
        self._offer_goals(str(at.goal) if at and at.goal else _NEW)
        self.plan.set_value(MONTHLY if not current(papers.plans) else self._plans()[0][0])
        self.which.edited.connect(lambda: self._offer_goals(_NEW))
        self.goal.edited.connect(self._show_boxes)
        self._show_boxes()
        first: QWidget = self.step if at and at.goal else self.goal_words if at and at.problem else self.code
        first.setFocus()

    def _box(self, label: str, editor: QWidget, *, full: bool = False) -> Field:
        return self.grid.add(Field(label, editor, self.grid), 2 if full else 1)

    def _plans(self) -> list[tuple[str, str]]:
        """The plans in work; where there is none, the kinds that may be begun."""
        desk = self._papers.desk
        standing = [str(row.plan.values["kind"]) for row in current(self._papers.plans)]
        kinds = dict(desk.choices("plan_kinds"))
        return [(kind, kinds.get(kind, kind)) for kind in dict.fromkeys((*standing, *kinds))]

    def _offer_goals(self, chosen: str) -> None:
        problem = self.which.value()
        goals = [
            (str(goal.fact.id), goal.fact.words)
            for link in self._papers.chain.problems
            if (link.fact is not None and str(link.fact.id) == problem) or (problem == _NEW and link.fact is None)
            for goal in link.goals
            if goal.fact is not None
        ]
        self.goal.set_items([(_NEW, _("a new goal")), *goals])
        self.goal.set_value(chosen if chosen in dict(goals) else _NEW)
        self._show_boxes()

    def _show_boxes(self) -> None:
        for key in ("code", "words"):
            self._boxes[key].setVisible(self.which.value() == _NEW)
        for key in ("goal_words", "expected"):
            self._boxes[key].setVisible(self.goal.value() == _NEW)

    def _new(self) -> NewStep:
        problem, goal, person = self.which.value(), self.goal.value(), self.person.value()
        said = {"code": self.code.value(), "words": self.words.value().strip() or None}
        self.due.settle()
        return NewStep(
            self._page.family.id,
            UUID(problem) if problem and problem != _NEW else None,
            UUID(goal) if goal and goal != _NEW else None,
            {key: value for key, value in said.items() if value} if problem == _NEW else {},
            {"words": self.goal_words.value().strip(), "expected": self.expected.value().strip() or None}
            if goal == _NEW
            else {},
            {"words": self.step.value().strip(), "person_id": UUID(person) if person else None, "due_on": self.due.day()},
            self.plan.value() or MONTHLY,
        )  # fmt: skip

    @override
    def act(self) -> None:
        for choice in (self.which, self.code, self.goal, self.person, self.plan):
            choice.settle()
        self._papers.plan_step(self._new(), self._done, lambda error: self.refused(error, self._shell.fail))

    def _done(self, changes: Changes) -> None:
        self.accept()
        self._written(changes)
