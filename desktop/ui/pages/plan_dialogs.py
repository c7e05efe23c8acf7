"""Short questions about plans: which is made and for whom, which paper of it, how a step is evaluated, what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.models.family_page import FamilyPage
from desktop.models.plans import PlanRow
from desktop.presenters.offers import full_name
from desktop.presenters.plans import comparison, period_words
from desktop.rules.plans import MONTHLY, OF_ONE_PERSON, PROGRAMMES
from desktop.services.desk import Desk
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable

_SCALE: Final = (N_("0 not done"), N_("1 begun"), N_("2 done in the main"), N_("3 done in full"))


class PlanKindDialog(PageDialog):
    """The kind of the plan, and whose it is where it is about one person."""

    def __init__(self, desk: Desk, page: FamilyPage, chosen: Callable[[str, object], None], parent: QWidget) -> None:
        super().__init__(_("New plan"), _("Make it"), parent, width=560)
        self._chosen = chosen
        self.kind = Choice(desk.choices("plan_kinds"), self)
        self.kind.set_value(MONTHLY)
        self.kind.edited.connect(self._show)
        self.field = Field(_("Kind of plan"), self.kind, self, required=True)
        people = [(str(member.person.id), full_name(member)) for member in page.members]
        self.person = Choice(people, self)
        self._whose = Field(_("For whom"), self.person, self)
        self.body.addWidget(self.field)
        self.body.addWidget(self._whose)
        note = _("Steps that were not done go over from the plan before, with their terms and whoever answers for them.")
        self.body.addWidget(PlainLabel(note, self, ink="second", wrap=True))
        self._show()
        self.kind.setFocus()
        self.kind.selectAll()

    def _show(self) -> None:
        self._whose.setVisible(self.kind.value() in OF_ONE_PERSON)

    @override
    def act(self) -> None:
        self.kind.settle()
        self.person.settle()
        kind, person = self.kind.value(), self.person.value()
        if kind is None:
            self.field.set_error(_("Choose the kind of plan"))
            return
        if kind == "child_development" and person is None:
            self._whose.set_error(_("Choose whose plan it is"))
            return
        self.accept()
        self._chosen(kind, UUID(person) if person and kind in OF_ONE_PERSON else None)


class PlanPaperDialog(PageDialog):
    """Which paper of the plan is printed."""

    def __init__(self, kind: str, chosen: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(_("Print the plan"), _("Show it"), parent, width=560)
        self._chosen = chosen
        self.what = Segmented(
            (
                Option("plan", _("plan by steps")),
                Option("programme", _("programme by blocks")),
                Option("evaluation", _("evaluation sheet")),
            ),
            self,
            clearable=False,
        )
        self.what.set_value("programme" if kind in PROGRAMMES else "plan")
        self.body.addWidget(Field(_("Paper"), self.what, self))
        self.what.setFocus()

    @override
    def act(self) -> None:
        what = self.what.value() or "plan"
        self.accept()
        self._chosen(what)


class ScoreDialog(PageDialog):
    """The task on the scale from 0 to 3; the words of each mark are read while choosing."""

    def __init__(self, step: str, chosen: Callable[[int | None], None], parent: QWidget) -> None:
        super().__init__(_("Evaluation of the step"), _("Write it"), parent, width=620)
        self._chosen = chosen
        self.body.addWidget(PlainLabel(step, self, wrap=True))
        self.score = Segmented([Option(str(n), _(words)) for n, words in enumerate(_SCALE)], self)
        self.body.addWidget(Field(_("Together with the family"), self.score, self))
        self.score.setFocus()

    @override
    def act(self) -> None:
        said = self.score.value()
        self.accept()
        self._chosen(int(said) if said is not None else None)


class CompareDialog(PageDialog):
    """Two versions of a plan side by side, step by step."""

    def __init__(
        self, desk: Desk, page: FamilyPage | None, versions: Sequence[PlanRow], shown: PlanRow | None, parent: QWidget
    ) -> None:
        super().__init__(_("What changed between versions"), _("Close"), parent, width=980)
        self._desk, self._page = desk, page
        self._rows = {str(row.plan.id): row for row in versions}
        captions = [(id_, self._caption(row)) for id_, row in self._rows.items()]
        after = str(shown.plan.id) if shown is not None and shown is not versions[-1] else str(versions[0].plan.id)
        order = list(self._rows)
        before = order[min(order.index(after) + 1, len(order) - 1)]
        self.before, self.after = Choice(captions, self), Choice(captions, self)
        for choice, label, value in ((self.before, _("Earlier"), before), (self.after, _("Later"), after)):
            choice.set_value(value)
            choice.edited.connect(self._show)
            self.body.addWidget(Field(label, choice, self))
        self.table = SmallTable(
            (
                Column("words", _("Step"), 300, bold=True, stretch=True),
                Column("what", _("What became of it"), 140, kind="badge"),
                Column("before", _("Was"), 240),
                Column("after", _("Is"), 240),
            ),
            _("What changed between versions"),
            self,
            rows_shown=14,
            empty=_("There are no steps in either"),
        )
        self.body.addWidget(self.table)
        self._show()
        self.table.setFocus()

    def _caption(self, row: PlanRow) -> str:
        return _("version {n}, {period}").format(n=row.edition, period=period_words(row.plan.values))

    def _show(self) -> None:
        before, after = (self._rows.get(choice.value() or "") for choice in (self.before, self.after))
        if before is None or after is None:
            return
        lines = comparison(self._desk, self._page, before.plan, after.plan)
        self.table.set_rows(
            [{"words": n.words, "what": Mark(n.what.text, n.what.tone), "before": n.before, "after": n.after} for n in lines]
        )

    @override
    def act(self) -> None:
        self.accept()
