"""The chain of a family on its page: problem, goal, step, what was done for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.presenters.agreements import Papers
from desktop.presenters.spine import ChainLine, lines, summary
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.part import Part
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class SpinePart(Part):
    """The chain as an indented table; Ins plans a step where the keyboard stands."""

    step_wanted = Signal(object)  # ChainLine or None
    print_wanted = Signal()

    def __init__(self, papers: Papers, parent: QWidget) -> None:
        super().__init__(parent)
        self._papers = papers
        self._page: FamilyPage | None = None
        self._lines: tuple[ChainLine, ...] = ()
        self._served = QCheckBox(_("Show what was done for each step"), self)
        self._served.setChecked(True)
        self._served.toggled.connect(lambda _on: self._show())
        add = self.button(_("Problem \u2192 goal \u2192 step\u2026"), self.ask_step, "Ins")
        paper = self.button(_("Print\u2026"), self.print_wanted.emit)
        self._count = self.heading(_("From problem to result"), add, paper)
        self._summary = PlainLabel("", self, ink="second", wrap=True)
        self.column.addWidget(self._summary)
        self.column.addWidget(self._served)
        self.table = SmallTable(
            (
                Column("kind", _("What"), 92, second=True),
                Column("words", _("In words"), 520, bold=True, stretch=True),
                Column("whose", _("Whose"), 120),
                Column("when", _("Term, date"), 160, kind="overdue"),
                Column("state", _("State"), 220),
            ),
            _("From problem to result"),
            self,
            rows_shown=24,
            empty=_("Nothing yet: press Ins and write what troubles the family and what is to be done"),
        )
        self.table.insert_requested.connect(self.ask_step)
        self.table.opened.connect(lambda _key: self.ask_step())
        self.column.addWidget(self.table)

    def show_chain(self, page: FamilyPage | None) -> None:
        """The chain as it was read."""
        self._page = page
        self._show()

    def _show(self) -> None:
        papers = self._papers
        self._lines = lines(papers.desk, self._page, papers.chain, served=self._served.isChecked())
        self.table.set_rows(
            [
                {
                    "kind": line.kind, "words": line.indented, "whose": line.whose,
                    "when": Mark(line.when.text, line.when.tone) if line.when.tone != "plain" else line.when.text,
                    "state": Mark(line.state.text, line.state.tone) if line.state.text else None,
                }
                for line in self._lines
            ],
            range(len(self._lines)),
        )  # fmt: skip
        self._count.count(len(papers.chain.problems) or None)
        words = summary(papers.chain)
        self._summary.setText(words)
        self._summary.setVisible(bool(words))

    def ask_step(self) -> None:
        """A step is to be planned where the keyboard stands."""
        at = self.table.current_key()
        self.step_wanted.emit(self._lines[at] if isinstance(at, int) and at < len(self._lines) else None)
