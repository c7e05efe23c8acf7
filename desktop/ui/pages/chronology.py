"""The section «Chronology»: the family's life with us in one stream; Enter goes to where it is kept."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage, Happening
from desktop.presenters.chronology import Line, journal_of, kinds, lines
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.offers import full_name
from desktop.services.chronology import chronology
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.notices import EmptyState
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable

_GOES = {
    "visit": "visits", "alert": "visits", "agreement": "agreements", "plan": "agreements", "map": "map", "file": "files",
    "genogram": "genogram", "conflict": "conflicts", "sheet": "sheets", "stage": "card", "case": "card", "signal": "card",
    "statement": "statements",
}  # fmt: skip


class ChronologySection(SectionPage):
    """Everything in one stream, with filters by kind and person; the family's own words above it."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self._owner = Owner()
        self._all: tuple[Happening, ...] = ()
        self._shown: tuple[Line, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        row = QHBoxLayout()
        row.addWidget(Heading(_("Chronology"), 2, self))
        row.addStretch(1)
        self._kind = Choice(kinds(self.desk), self, placeholder=_("all kinds"))
        self._kind.set_question(_("Kind"))
        self._person = Choice([], self, placeholder=_("everybody"))
        self._person.set_question(_("Person"))
        for choice in (self._kind, self._person):
            choice.setFixedWidth(theme.px(210))
            choice.edited.connect(self._fill)
            row.addWidget(choice)
        column.addLayout(row)
        self._story = PlainLabel("", self, ink="second", wrap=True, selectable=True)
        column.addWidget(self._story)
        self._table = SmallTable(
            (
                Column("day", _("Date"), 96, kind="date"),
                Column("kind", _("Kind"), 120, second=True),
                Column("title", _("What happened"), 280, kind="text", bold=True),
                Column("text", _("Briefly"), 320, stretch=True),
            ),
            _("Chronology"),
            rows_shown=200,
            parent=self,
        )
        self._table.opened.connect(self._open)
        column.addWidget(self._table)
        self._empty = EmptyState(
            _("Nothing has happened yet"),
            _("Visits, agreements, maps and files will stand here by themselves."),
        )
        column.addWidget(self._empty)
        column.addStretch(1)

    @override
    def show_page(self, page: FamilyPage) -> None:
        story = str(page.family.values["story"] or "")
        self._story.setText(story)
        self._story.setVisible(bool(story))
        self._person.set_items([(str(m.person.id), full_name(m)) for m in page.members])
        journals = self.desk.journals()
        self.desk.open(
            lambda reading: chronology(reading, self.family.family, journals),
            self._arrived,
            lambda e: self.shell.fail(e, self.family.load),
            self._owner,
        )

    def _arrived(self, happenings: tuple[Happening, ...]) -> None:
        self._all = happenings
        self._fill()

    def _fill(self) -> None:
        person = self._person.value()
        self._shown = lines(self.desk, self._all, self._kind.value() or "", UUID(person) if person else None)
        self._table.set_rows(
            [
                {
                    "day": line.day,
                    "kind": line.kind,
                    "title": Mark(line.title, line.happening.tone or "plain"),  # type: ignore[arg-type]
                    "text": line.text,
                    "_row": f"{line.day}, {line.title}. {line.text}",
                }
                for line in self._shown
            ],
            [line.happening for line in self._shown],
        )
        self._table.setVisible(bool(self._shown))
        self._empty.setVisible(not self._shown)

    def _open(self, happening: object) -> None:
        if isinstance(happening, Happening):
            journal = journal_of(self.desk, happening)
            self.go_section.emit(journal.section if journal else _GOES.get(happening.kind, "card"))

    @override
    def entered(self) -> None:
        self._table.setFocus()

    @override
    def close_section(self) -> None:
        self._owner.close()
