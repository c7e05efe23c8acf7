"""A section of a family's page made of journals: lists with tabs, a card over the list, nothing written per kind.

What can be done with a line of a kind beside opening it stands in `record_actions` by the table of the root.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Journal
from desktop.models.family_page import FamilyPage
from desktop.models.journals import JournalAsk
from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.journals import JournalPrinting
from desktop.presenters.records import FamilyRecords
from desktop.services.records import Line, open_record
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button, Kind
from desktop.ui.kit.notices import EmptyState
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading
from desktop.ui.pages.card_view import ask_to_remove
from desktop.ui.pages.member_stack import CardStack
from desktop.ui.pages.paper_preview import PaperPreview
from desktop.ui.pages.record_actions import RECORD_ACTIONS, RecordAction
from desktop.ui.pages.record_columns import columns_of, row_of, telling
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.small import SmallTable

_ROWS: Final = 200  # a list of a family scrolls with its page


class RecordsSection(CardStack):
    """The journals whose tabs stand in one section; `code` says in which."""

    code: ClassVar[str] = ""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.records = FamilyRecords(self.desk, family.family, self.code, lambda: self.family.page)
        self.references = self.records.references
        self._asked = ""
        self.tabs: Segmented | None = None
        self._tables: dict[tuple[str, tuple[int, ...]], SmallTable] = {}
        self.table: SmallTable | None = None
        self._build()
        self.records.loaded.subscribe(self._fill)
        self.records.failed.subscribe(lambda error: shell.fail(error, self.records.load))

    # Building

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._heading = Heading("", 2, self.inside)
        self._count = CountBadge(None, self.inside)
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addStretch(1)
        self._extra = QHBoxLayout()
        self._extra.setSpacing(theme.px(8))
        row.addLayout(self._extra)
        self._remove = self._button(_("Remove"), self.ask_remove, "Del")
        self._print = self._button(_("Print…"), self.print_journal)
        self._new = self._button("", self.insert, "Ins", "primary")
        for button in (self._remove, self._print, self._new):
            row.addWidget(button)
        if len(self.records.journals) > 1:
            options = [Option(one.key, one.tab or one.title) for one in self.records.journals]
            self.tabs = Segmented(options, self.inside, clearable=False)
            self.tabs.edited.connect(self._chosen)
            self.column.addWidget(self.tabs)
        self.column.addLayout(row)
        self._place = QVBoxLayout()
        self.column.addLayout(self._place)
        self._empty = EmptyState("", icon="file", parent=self.inside)
        self._empty.acted.connect(self.insert)
        self.column.addWidget(self._empty)
        self.column.addStretch(1)
        self._show_journal()

    def _button(self, caption: str, run: Callable[[], None], keys: str = "", kind: Kind = "plain") -> Button:
        button = Button(caption, kind, keys=keys, parent=self.inside)
        button.clicked.connect(run)
        return button

    def _table_of(self, journal: Journal) -> SmallTable:
        """The table of this journal with the columns that its lines fill."""
        shown = telling(journal, self.records.lines)
        key = (journal.key, shown)
        if key not in self._tables:
            table = SmallTable(columns_of(journal, shown), journal.title, self.inside, rows_shown=_ROWS)
            table.insert_requested.connect(self.insert)
            table.delete_requested.connect(lambda _key: self.ask_remove())
            table.opened.connect(self.open_record)
            table.chosen.connect(self._allow)
            self._place.addWidget(table)
            self._tables[key] = table
        return self._tables[key]

    # Showing

    def _chosen(self) -> None:
        key = self.tabs.value() if self.tabs else None
        if key is not None:
            self.show_journal(key)

    def show_journal(self, key: str) -> None:
        """Show the tab of this journal."""
        self.records.choose(key)
        self._show_journal()

    def _show_journal(self) -> None:
        journal = self.records.current
        if journal is None:
            return
        if self.tabs is not None and self.tabs.value() != journal.key:
            self.tabs.set_value(journal.key)
        self._heading.setText(journal.title)
        self._heading.setVisible(self.tabs is None)
        self._new.set_caption(journal.new or _("Write down"))
        self._new.setVisible(bool(journal.form))
        self._empty.say(
            _("Nothing is written here yet"), _("«{journal}» fills line by line.").format(journal=journal.title),
            journal.new if journal.form else "", "Ins" if journal.form else "",
        )  # fmt: skip
        while (item := self._extra.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for action in RECORD_ACTIONS.get(journal.root, ()):
            self._extra.addWidget(self._button(_(action.caption), self._doing(action)))
        self._fill(self.records.lines)

    def _doing(self, action: RecordAction) -> Callable[[], None]:
        def run() -> None:
            line = self.chosen()
            if line is not None:
                action.run(self.shell, self, line.row.id)

        return run

    @override
    def show_page(self, page: FamilyPage) -> None:
        self.records.load()

    def _fill(self, lines: tuple[Line, ...]) -> None:
        journal, before = self.records.current, self.table
        if journal is None:
            return
        current, held = (before.current_key(), before.hasFocus()) if before is not None else (None, False)
        table = self.table = self._table_of(journal)
        table.set_rows([row_of(journal, line) for line in lines], [line.row.id for line in lines])
        if table is not before:
            table.select_key(current)
        if lines and self.chosen() is None:
            table.select_key(lines[0].row.id)
        for other in self._tables.values():
            other.setVisible(other is table and bool(lines))
        if held and lines:
            table.setFocus()
        self._empty.setVisible(not lines)
        self._count.count(len(lines) or None)
        self._allow()
        if self.view is not None:
            self._refresh_open()

    def _refresh_open(self) -> None:
        """A colleague's change comes into the card that is open."""
        journal, view = self.records.current, self.view
        if journal is None or view is None or view.card.is_new:
            return
        shown = view.card.forms[0].base
        line = self.records.line(shown.id)
        if line is not None and line.row.version > shown.version:
            self.desk.open(
                lambda reading: open_record(reading, journal, shown.id), self.refresh_card, self.shell.fail, self.records.owner
            )

    def chosen(self) -> Line | None:
        """The line under the keyboard."""
        return self.records.line(self.table.current_key()) if self.table is not None else None

    def _allow(self) -> None:
        journal, line = self.records.current, self.chosen()
        nothing = _("Choose a line") if line is None else ""
        self._remove.setVisible(bool(journal and journal.form))
        self._remove.set_reason(nothing)
        self._print.set_reason(_("There is nothing to print yet") if not self.records.lines else "")

    # What can be done

    @override
    def insert(self) -> None:
        """A new record of the journal in view."""
        journal = self.records.current
        if journal is not None and journal.form:
            self.records.begin(lambda card: self._show(card, journal.new))

    def open_record(self, id_: object) -> None:
        """The whole record on its form."""
        journal, line = self.records.current, self.records.line(id_)
        if journal is None or line is None:
            return
        title = next((text for text in line.texts if text), journal.title).splitlines()[0]
        self.records.open(line.row.id, lambda card: self._show(card, title))

    def _show(self, card: Card, title: str) -> None:
        view = self.show_card(card, title, leave_when_saved=True)
        view.saved.connect(self._saved)

    def _saved(self, changes: Changes) -> None:
        self.shell.say(_("Saved"))
        if changes.result is not None and self.table is not None:
            self.table.select_key(changes.result)

    def ask_remove(self) -> None:
        """Take the line out, after a question."""
        line = self.chosen()
        journal = self.records.current
        if line is None or journal is None or not journal.form:
            return
        ask_to_remove(self, lambda: self.records.remove(line, self._removed))

    def _removed(self, _changes: Changes) -> None:
        self.shell.say(_("Removed. Ctrl+Z brings it back."))
        self.focus_list()

    @override
    def undo(self) -> None:
        if self.view is not None:
            super().undo()
        elif self.records.bring_back(lambda _changes: self.shell.say(_("The record is back"))):
            self.focus_list()

    def print_journal(self) -> None:
        """The lines of this family on paper or as a workbook."""
        journal, family = self.records.current, self.family
        if journal is None or not self.records.lines:
            return
        name = f"{journal.title} {family.number()}"
        printing = JournalPrinting(self.desk, journal, JournalAsk(family=family.family), name)
        PaperPreview(self.shell, journal.title, printing, self).open()

    @override
    def focus_list(self) -> None:
        if self.table is not None and self.records.lines:
            self.table.setFocus()
        elif not self._new.isHidden():
            self._new.setFocus()
        else:
            self.setFocus()

    @override
    def close_section(self) -> None:
        super().close_section()
        self.records.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step and self.view is None and self.tabs is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            keys = [one.key for one in self.records.journals]
            here = keys.index(self.records.current.key) if self.records.current else 0
            self.show_journal(keys[(here + step) % len(keys)])
            self.focus_list()
            return
        super().keyPressEvent(event)


class NeedsSection(RecordsSection):
    """Problems, strengths, goals, stories of the family."""

    code = "needs"


class HelpSection(RecordsSection):
    """Services given and material aid."""

    code = "help"


class ContactsSection(RecordsSection):
    """Contacts, consultations, tasks."""

    code = "contacts"


class CareSection(RecordsSection):
    """Placements and stays in an institution."""

    code = "care"
