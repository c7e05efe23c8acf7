"""The section «Contract and plan»: what was promised, the plans and programmes, the chain from problem to result."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.documents.plans import PlanPaper
from desktop.models.documents import Document
from desktop.models.family_page import FamilyPage
from desktop.models.plans import PlanRow
from desktop.models.snapshots import Changes
from desktop.presenters.agreements import PaperReferences, Papers, term_warning
from desktop.presenters.cards import Card
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.plans import names_of, plan_title
from desktop.presenters.spine import ChainLine
from desktop.services import papers as prints
from desktop.services.desk import Question
from desktop.services.printing import agreement_print
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.agreement_part import AgreementPart
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.member_stack import CardStack
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.plan_part import PlanPart
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.spine import SpinePart
from desktop.ui.pages.step_dialog import StepDialog


class AgreementsSection(CardStack):
    """Two views of one thing: the papers as they were made, and the chain that runs through them."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.papers = Papers(self.desk, lambda: self.family.page, shell.fail)
        self.references = PaperReferences(self.desk, lambda: self.family.page, self.papers)
        self._page: FamilyPage | None = None
        self.view_of = Segmented(
            (Option("papers", _("Agreements and plans")), Option("chain", _("Chain"))), self.inside, clearable=False
        )
        self.view_of.set_question(_("What is shown"))
        self.view_of.set_value("papers")
        self.view_of.edited.connect(self._switch)
        self.consents = Banner(self.inside)
        self.consents.acted.connect(lambda: self.go_section.emit("consents"))
        self.column.addWidget(self.consents)
        team = Button(_("Team and duties\u2026"), parent=self.inside)
        team.clicked.connect(self._print_team)
        row = QHBoxLayout()
        row.addWidget(self.view_of)
        row.addStretch(1)
        row.addWidget(team)
        self.column.addLayout(row)
        self.team = PlainLabel("", self.inside, ink="amber", wrap=True)
        self.column.addWidget(self.team)
        self._papers = QWidget(self.inside)
        column = QVBoxLayout(self._papers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(18))
        self.agreements = AgreementPart(shell, self.papers, self._papers)
        self.plans = PlanPart(shell, self.papers, self._papers)
        self.chain = SpinePart(self.papers, self.inside)
        for part in (self.agreements, self.plans):
            column.addWidget(part)
        for widget in (self._papers, self.chain):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._listen()
        self._switch()

    def _listen(self) -> None:
        self.agreements.made.connect(self.new_agreement)
        self.agreements.opened.connect(self.open_agreement)
        self.agreements.refused.connect(self._open_at)
        self.agreements.print_wanted.connect(self._print_agreement)
        self.plans.made.connect(self.new_plan)
        self.plans.changed.connect(self.change_plan)
        self.plans.print_wanted.connect(self._print_plan)
        self.chain.step_wanted.connect(self.ask_step)
        self.chain.print_wanted.connect(self._print_chain)

    def _switch(self) -> None:
        chain = self.view_of.value() == "chain"
        self._papers.setVisible(not chain)
        self.chain.setVisible(chain)

    @override
    def show_page(self, page: FamilyPage) -> None:
        self._page = page
        self.papers.load(self._fill)

    def _fill(self) -> None:
        self.agreements.show_papers(self._page)
        self.plans.show_plans(self._page)
        self.chain.show_chain(self._page)
        team = "\n".join(one for one in (self.papers.gaps_words(), self.papers.team_words()) if one)
        self.team.setText(team)
        self.team.setVisible(bool(team))
        said = self.papers.uncovered_words()
        if said:
            self.consents.show_notice(said, "amber", action=_("To the consents"))
        else:
            self.consents.clear_notice()
        self.refresh_card(*self.papers.agreements, *(row.plan for row in self.papers.plans if row.current))

    # Agreements

    @override
    def insert(self) -> None:
        if self.view_of.value() == "chain":
            self.chain.ask_step()
        else:
            self.agreements.insert()

    def new_agreement(self, kind: str) -> None:
        """The form of a new agreement, filled with what is usual."""
        self._open(self.papers.new_agreement(kind), _("New agreement"))

    def open_agreement(self, id_: object) -> None:
        """The whole agreement on its form."""
        agreement = self.papers.agreement(id_)
        if agreement is not None:
            kind = self.desk.caption("agreement_kinds", str(agreement.values["kind"]))
            title = f"{kind} \u2116 {agreement.values['number'] or '?'}"
            view = self._open(self.papers.open_agreement(agreement), title[:1].upper() + title[1:])
            if agreement.values["state"] != "draft":
                view.notice.show_notice(_("It is signed: only marks and the ending can be written now"), "accent")

    def _open_at(self, id_: object, error: object) -> None:
        self.open_agreement(id_)
        if isinstance(error, Rejected) and self.view is not None and error.findings[0].path:
            self.view.forms[0].focus(error.findings[0].path)

    def _open(self, card: Card, title: str) -> CardView:
        term = Banner(self)
        form = card.forms[0]

        def look(*_path: object) -> None:
            said = term_warning(form.value(("kind",)), form.value(("since",)), form.value(("till",)))
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

    # Plans

    def new_plan(self, kind: str, person: object) -> None:
        """A plan of this kind; what was not done goes over from the one before, which stays as a version."""
        whose = person if isinstance(person, UUID) else None
        self.show_card(self.papers.new_plan(kind, whose), _("New plan"), leave_when_saved=True)

    def change_plan(self, row: PlanRow) -> None:
        """A plan in work on its form; other steps make a new version with its reason."""
        title = plan_title(self.desk, row, names_of(self._page) if self._page else {})
        self.show_card(self.papers.change_plan(row.plan), title, leave_when_saved=True)

    # The chain

    def ask_step(self, at: ChainLine | None) -> None:
        """From a problem to a step in one dialog."""
        if self._page is not None:
            StepDialog(self.shell, self.papers, self._page, at, self._planned, self).open()

    def _planned(self, _changes: Changes) -> None:
        self.shell.say(_("It is written into the chain"))
        self.focus_list()

    # Papers

    def _print_agreement(self, id_: UUID) -> None:
        self._preview(
            _("Agreement"), _("agreement {number}"), "agreement",
            lambda reading: agreement_print(reading, self.family.family, id_, self.desk.caption),
        )  # fmt: skip

    def _print_plan(self, id_: UUID, what: str) -> None:
        kind: PlanPaper = "evaluation" if what == "evaluation" else "programme" if what == "programme" else "plan"
        self._preview(
            _("Plan"), _("plan {number}"), "plan",
            lambda reading: prints.plan_print(reading, self.family.family, id_, self.desk.caption, kind),
        )  # fmt: skip

    def _print_team(self) -> None:
        self._preview(
            _("Team and duties"), _("team {number}"), "team",
            lambda reading: prints.team_print(reading, self.family.family, self.desk.caption),
        )  # fmt: skip

    def _print_chain(self) -> None:
        self._preview(
            _("From problem to result"), _("chain {number}"), "chain",
            lambda reading: prints.chain_print(reading, self.family.family, self.desk.caption),
        )  # fmt: skip

    def _preview(self, title: str, name: str, what: str, build: Question[Document]) -> None:
        preview_paper(self.shell, self, title, name.format(number=self.family.number()), self.family.family, build, what)

    @override
    def focus_list(self) -> None:
        table = self.chain.table if self.view_of.value() == "chain" else self.agreements.table
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def close_section(self) -> None:
        super().close_section()
        self.papers.owner.close()
