"""The section «Statements and sources»: what different people say about the family, compared, and what was accepted."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.models.statements import Matter, Said
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.statements import Show
from desktop.services.statement_papers import statements_print
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.notices import EmptyState
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.statements_dialogs import AboutDialog, Decisions
from desktop.ui.pages.statements_matter import MatterView
from desktop.ui.tables.columns import Column, Mark, Row
from desktop.ui.tables.small import SmallTable


class StatementsSection(SectionPage):
    """Contradictions first, side by side; below them every statement in one table."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.told = self.sources()
        self.decisions = Decisions(shell, self.told, self, self._changed)
        self.views: list[MatterView] = []
        self._of: dict[UUID, Matter] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(self._head())
        column.addLayout(self._filters())
        self._count = PlainLabel("", self, ink="second", wrap=True)
        column.addWidget(self._count)
        self._disputed = QWidget(self)
        self._disputed_column = QVBoxLayout(self._disputed)
        self._disputed_column.setContentsMargins(0, 0, 0, 0)
        self._disputed_column.setSpacing(theme.px(8))
        column.addWidget(self._disputed)
        self.table = SmallTable(
            (
                Column("about", _("About what"), 170, kind="text", bold=True),
                Column("value", _("What was said"), 200, stretch=True),
                Column("who", _("Who said it, how"), 190, second=True),
                Column("day", _("When"), 96, kind="date"),
                Column("reliability", _("Reliability"), 150, second=True),
                Column("state", _("State"), 150, kind="badge"),
            ),
            _("Statements"),
            rows_shown=200,
            parent=self,
        )
        self.table.opened.connect(self._open)
        self.table.insert_requested.connect(self.add)
        self.table.delete_requested.connect(self._remove)
        column.addWidget(self.table)
        self._empty = EmptyState(
            _("Nothing was said beside the cards yet"),
            _("Write down what the school, the neighbours or the family say, and compare it with the card."),
        )
        column.addWidget(self._empty)
        column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Heading(_("Statements and sources"), 2, self))
        row.addStretch(1)
        paper = Button(_("Print…"), parent=self)
        paper.clicked.connect(self.print_out)
        row.addWidget(paper)
        self.add_button = Button(_("Write down a statement…"), "primary", keys="Ins", parent=self)
        self.add_button.clicked.connect(self.add)
        row.addWidget(self.add_button)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        shows = (("all", _("all")), ("open", _("to be decided")), ("disputed", _("contradictions")))
        self.show_only = Segmented([Option(code, caption) for code, caption in shows], self, clearable=False)
        self.show_only.set_value("all")
        self.sphere = Choice(self.desk.choices("life_spheres"), self, placeholder=_("all spheres"))
        self.sphere.set_question(_("Sphere of the family's life"))
        self.about = Choice([], self, placeholder=_("all fields"))
        self.about.set_question(_("Field"))
        for choice in (self.sphere, self.about):
            choice.setFixedWidth(theme.px(200))
        for box in (self.show_only, self.sphere, self.about):
            box.edited.connect(self._fill)
            row.addWidget(box)
        row.addStretch(1)
        return row

    @override
    def show_page(self, page: FamilyPage) -> None:
        self.told.load(self._arrived)

    def _arrived(self) -> None:
        self.about.set_items(list(self.told.subjects()))
        self.missing_changed.emit(self.told.count())  # what waits for a decision calls, as an empty box does
        self._fill()

    def _shown(self) -> tuple[Matter, ...]:
        chosen = self.show_only.value()
        show: Show = "disputed" if chosen == "disputed" else "open" if chosen == "open" else "all"
        return self.told.shown(show, self.sphere.value() or "", self.about.value() or "")

    def _fill(self) -> None:
        matters = self._shown()
        self._of = {said.id: matter for matter in matters for said in matter.statements}
        for view in self.views:
            self._disputed_column.removeWidget(view)
            view.hide()
            view.deleteLater()
        words = self.told.words
        deciding = self.decisions.of(lambda said: self._of.get(said.id))
        self.views = [MatterView(words, matter, deciding, self._disputed) for matter in matters if matter.disputed]
        for view in self.views:
            self._disputed_column.addWidget(view)
        self._disputed.setVisible(bool(self.views))
        rows: list[Row] = []
        keys: list[Said] = []
        for matter in matters:
            for said in matter.statements:
                line = words.said(said, matter.against)
                sign = "! " if line.denied else ""
                rows.append(
                    {
                        "about": words.title(matter), "value": line.value + (f" ({line.more})" if line.more else ""),
                        "who": ", ".join(one for one in (said.said_by, line.method) if one), "day": line.day,
                        "reliability": line.reliability,
                        "state": Mark(sign + line.state, "amber" if line.denied else line.tone),
                        "_row": f"{words.title(matter)}: {line.value}. {line.source}. {line.state}",
                    }
                )  # fmt: skip
                keys.append(said)
        self.table.set_rows(rows, keys)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not self.told.matters)
        disputed = sum(matter.disputed for matter in matters)
        said_words = ngettext("{n} contradiction", "{n} contradictions", disputed).format(n=disputed)
        self._count.setText(said_words if disputed else _("No contradictions."))
        self._count.setVisible(bool(self.told.matters))

    def _open(self, said: object) -> None:
        """Decide about the statement under the keyboard."""
        if isinstance(said, Said):
            self.decisions.accept(said, self._of.get(said.id))

    def _remove(self, said: object) -> None:
        if isinstance(said, Said):
            self.decisions.remove(said)

    def add(self) -> None:
        """Write down what somebody said about a field or a sphere of life."""
        AboutDialog(self.shell, self.told, self._changed, self).open()

    def print_out(self) -> None:
        """All statements as a table: paper, PDF or workbook."""
        family, captions = self.family.family, self.desk.caption
        preview_paper(
            self.shell, self, _("Statements and sources"), _("statements {number}").format(number=self.family.number()), family,
            lambda reading: statements_print(reading, family, captions), "statements",
        )  # fmt: skip

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add()
        else:
            super().keyPressEvent(event)

    def _changed(self, changes: Changes) -> None:
        self.shell.say(_(changes.label))
        self.told.load(self._arrived)

    @override
    def entered(self) -> None:
        if self.table.isVisibleTo(self):
            self.table.setFocus()
        else:
            self.add_button.setFocus()

    @override
    def close_section(self) -> None:
        self.told.close()
