"""The place «Journals»: every journal of the office at the left, its lines by period and worker, paper and workbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.models.definitions import Journal
from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card
from desktop.presenters.journals import OfficeJournals
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.narrow import WhenNarrow
from desktop.ui.kit.notices import EmptyState
from desktop.ui.kit.shortcuts import Command
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.card_view import CardView, HoldsCard, ask_to_remove
from desktop.ui.pages.journal_filters import JournalFilters
from desktop.ui.pages.journal_list import JournalLines, JournalList
from desktop.ui.pages.paper_preview import preview_journal
from desktop.ui.pages.record_actions import RECORD_ACTIONS, RecordAction
from desktop.ui.pages.record_columns import columns_of
from desktop.ui.pages.shell import Shell
from desktop.ui.tables.list_view import ListView
from desktop.ui.tables.paged import PagedModel

_NARROW: Final = 900  # pixels at 100 % that the list and the heading with its buttons want


class JournalsPage(HoldsCard, QWidget):
    """Journals and directories; a card opens over the list, Esc comes back."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.presenter = OfficeJournals(shell.desk)
        self.view: CardView | None = None
        self._lists: dict[str, ListView] = {}
        self.list: ListView | None = None
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._whole = whole
        self._short = False
        self.journals = self._list_of_journals()
        whole.addWidget(self.journals)
        self.stack = QStackedWidget(self)
        whole.addWidget(self.stack, 1)
        self._page = QWidget(self.stack)
        self.stack.addWidget(self._page)
        self._build()
        self._ends = [
            self.presenter.asked.subscribe(lambda _none: self._reload()),
            self.presenter.counted.subscribe(self._counted),
            self.presenter.installed.subscribe(lambda _none: self._installed()),
            self.presenter.failed.subscribe(shell.fail),
        ]
        if self.presenter.current is not None:
            self._show(self.presenter.current)

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(theme.px(22), theme.px(14), theme.px(22), theme.px(14))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        self._title = Heading("", 1, self._page)
        self._title.setWordWrap(True)
        self._numbers = PlainLabel("", self._page, ink="second")
        head.addWidget(self._title, 1)
        head.addWidget(self._numbers)
        self._to_family = self._button(_("To the family"), self.go_to_family)
        self._remove = self._button(_("Remove"), self.ask_remove, "Del")
        self._print = self._button(_("Print…"), self.print_current, "Ctrl+P")
        self._new = Button("", "primary", keys="Ins", parent=self._page)
        self._new.clicked.connect(self.insert)
        self._acts = QHBoxLayout()
        self._line = QWidget(self._page)
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        self._acts.setSpacing(theme.px(10))
        line.addLayout(self._acts)
        for button in (self._to_family, self._remove, self._print, self._new):
            line.addWidget(button)
        column.addLayout(head)
        self._head, self._column = head, column
        self._narrow(True)  # what it wants before its first width is told must not make the window wider
        WhenNarrow(self, _NARROW, self._narrow)
        self._basis = PlainLabel("", self._page, ink="second", scale=0.94, wrap=True)
        column.addWidget(self._basis)
        self.filters = JournalFilters(self.presenter, self._page)
        self.filters.left.connect(self._focus_rows)
        column.addWidget(self.filters)
        self._place = QStackedWidget(self._page)
        self._empty = EmptyState("", icon="file", parent=self._place)
        self._empty.acted.connect(self._mend_emptiness)
        self._place.addWidget(self._empty)
        column.addWidget(self._place, 1)

    def _narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        """A narrower list of journals, and what can be done under the heading."""
        self._short = narrow
        self.journals.set_narrow(narrow=narrow)
        if narrow:
            self._column.insertWidget(1, self._line, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._head.addWidget(self._line)

    def _button(self, caption: str, run: Callable[[], None], keys: str = "") -> Button:
        button = Button(caption, keys=keys, parent=self._page)
        button.clicked.connect(run)
        return button

    def _offer_acts(self, journal: Journal) -> None:
        """What can be done with a line of this kind of record."""
        while (item := self._acts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for action in RECORD_ACTIONS.get(journal.root, ()):
            self._acts.addWidget(self._button(_(action.caption), self._doing(action)))

    def _doing(self, action: RecordAction) -> Callable[[], None]:
        def run() -> None:
            id_ = self._current()
            if id_ is not None:
                action.run(self.shell, self, id_)

        return run

    # Showing

    def _list_of_journals(self) -> JournalList:
        found = JournalList(self.presenter.groups, self)
        found.set_narrow(narrow=self._short)
        found.chosen.connect(self.show_journal)
        return found

    def _installed(self) -> None:
        """Other journals: the list at the left and the tables are made anew; an open card stays."""
        old, held = self.journals, self.journals.isAncestorOf(self.focusWidget())
        self.journals = self._list_of_journals()
        self._whole.replaceWidget(old, self.journals)
        old.hide()
        old.deleteLater()
        for rows in self._lists.values():
            self._place.removeWidget(rows)
            rows.deleteLater()
        self._lists, self.list = {}, None
        if self.presenter.current is not None:
            self._show(self.presenter.current)
        if held:
            self.journals.setFocus()

    def show_journal(self, key: str) -> None:
        """Go to a journal."""
        self.leave()
        self.presenter.choose(key)
        if self.presenter.current is not None:
            self._show(self.presenter.current)

    def _show(self, journal: Journal) -> None:
        self.journals.set_current(journal.key)
        self._title.setText(journal.title)
        self._basis.setText(_("Basis: {basis}").format(basis=journal.basis) if journal.basis else "")
        self._basis.setVisible(bool(journal.basis))
        self._new.set_caption(journal.new or _("Write down"))
        self._new.setVisible(self.presenter.may_begin())
        self._remove.setVisible(bool(journal.form))
        self._offer_acts(journal)
        self.filters.show_chosen()
        self.list = self._list_of(journal)
        self._place.setCurrentWidget(self.list)
        self._reload()

    def _list_of(self, journal: Journal) -> ListView:
        if journal.key not in self._lists:
            model = PagedModel(columns_of(journal), JournalLines(self.presenter, journal), self)
            rows = ListView(model, journal.title, self._place)
            rows.opened.connect(lambda id_: self.open_line(UUID(bytes=bytes(id_))))
            rows.insert_requested.connect(self.insert)
            rows.delete_requested.connect(self.ask_remove)
            rows.typed.connect(self.filters.search_for)
            rows.chosen.connect(self._allow)
            model.ids_arrived.connect(self._arrived)
            model.rows_arrived.connect(self._allow)
            self._place.addWidget(rows)
            self._lists[journal.key] = rows
        return self._lists[journal.key]

    def _reload(self) -> None:
        model = self.list.model() if self.list is not None else None
        if isinstance(model, PagedModel):
            model.reload()

    def _arrived(self, count: int) -> None:
        if self.list is None:
            return
        held = self.list.hasFocus() or self._empty.isAncestorOf(self.focusWidget())
        self._place.setCurrentWidget(self.list if count else self._empty)
        if not count:
            self._say_empty()
        elif self.list.current_id() is None:
            self.list.select_first()
        if held:
            self._focus_rows()
        self._allow()

    def _say_empty(self) -> None:
        journal = self.presenter.current
        ask = self.presenter.ask()
        narrowed = bool(ask.text or ask.worker or ask.since or ask.till)
        if narrowed:
            self._empty.say(
                _("No line for this choice"), _("Choose another period, another specialist or other words."),
                _("Show everything"), "Esc",
            )  # fmt: skip
        elif journal is not None and self.presenter.may_begin():
            self._empty.say(_("Nothing is written here yet"), _("The first line is begun with Ins."), journal.new, "Ins")
        else:
            self._empty.say(_("Nothing is written here yet"), _("Lines come here by themselves from the pages of the families."))

    def _mend_emptiness(self) -> None:
        ask = self.presenter.ask()
        if ask.text or ask.worker or ask.since or ask.till:
            self.show_everything()
        else:
            self.insert()

    def show_everything(self) -> None:
        """No period, nobody's, no words."""
        self.presenter.narrow(period="all", worker=None, text="")
        self.filters.show_chosen()

    def _counted(self, count: int) -> None:
        self._numbers.setText(ngettext("{n} line", "{n} lines", count).format(n=count))

    def _allow(self) -> None:
        id_ = self._current()
        nothing = _("Choose a line") if id_ is None else ""
        family = self.presenter.family_of(id_) if id_ is not None else None
        self._to_family.setVisible(family is not None)
        self._remove.set_reason(nothing)
        self._print.set_reason("" if self.presenter.current is not None else _("Choose a journal"))

    def _current(self) -> UUID | None:
        id_ = self.list.current_id() if self.list is not None and self._place.currentWidget() is self.list else None
        return UUID(bytes=bytes(id_)) if id_ is not None else None

    def _focus_rows(self) -> None:
        shown = self._place.currentWidget()
        (shown or self).setFocus()

    # What can be done

    def insert(self) -> None:
        """A new line of this journal."""
        journal = self.presenter.current
        if journal is not None and self.presenter.may_begin():
            self.presenter.begin(lambda card: self._open(card, journal.new))

    def open_line(self, id_: UUID) -> None:
        """The record on its form; a line that is kept elsewhere opens the family."""
        journal = self.presenter.current
        if journal is None:
            return
        if journal.form:
            self.presenter.open(id_, lambda card: self._open(card, journal.title))
        else:
            self._go(id_)

    def go_to_family(self) -> None:
        """The page of the family that the line belongs to."""
        id_ = self._current()
        if id_ is not None:
            self._go(id_)

    def _go(self, id_: UUID) -> None:
        found = self.presenter.family_of(id_)
        if found is not None:
            self.shell.open_family(*found)
        elif self.presenter.current is not None and self.presenter.current.root == "signal":
            self.shell.go("signals")

    def _open(self, card: Card, title: str) -> None:
        self.leave()
        view = CardView(self.shell, card, self.presenter.references, leave=self.leave, parent=self)
        view.add_above(Heading(title, 1, view))
        view.saved.connect(self._saved)
        self.view = view
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.focus_first()
        view.area.verticalScrollBar().setValue(0)

    def _saved(self, changes: Changes) -> None:
        self.leave()
        self.shell.say(_("Saved"))
        if changes.result is not None and self.list is not None:
            self.list.select_id(changes.result.bytes)

    def leave(self) -> None:
        """Back to the list; what is typed stays as a draft."""
        if self.put_card_away(self.stack, self._page):
            self._focus_rows()

    def ask_remove(self) -> None:
        """Take the line out, after a question."""
        id_, journal = self._current(), self.presenter.current
        if id_ is None or journal is None or not journal.form:
            return
        ask_to_remove(self, lambda: self.presenter.remove(id_, self._removed))

    def _removed(self, _changes: Changes) -> None:
        self.shell.say(_("Removed. Ctrl+Z brings it back."))

    def print_current(self) -> None:
        """Ctrl+P: the journal as it is chosen now, before it is printed or saved."""
        printing = self.presenter.printing()
        if printing is not None and self.view is None:
            preview_journal(self.shell, self, printing, self.presenter.count)

    # What the window asks

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the keys and the finder of the window."""
        return (
            Command("journals.search", _("Search in the journal"), self.filters.focus_search, ("Ctrl+F",)),
            Command("journals.refresh", _("Read the list again"), self._reload, ("F5",)),
            Command("journals.all", _("Show everything"), self.show_everything),
        )

    def entered(self) -> None:
        """The page came into view."""
        (self.view.focus_first if self.view else self._focus_rows)()

    @override
    def undo(self) -> None:
        """Ctrl+Z: in the card, or the last removal."""
        if self.view is not None:
            super().undo()
        else:
            self.presenter.bring_back(lambda _changes: self.shell.say(_("The record is back")))

    def close_page(self) -> None:
        """The page goes."""
        self.close_card()
        for end in self._ends:
            end()
        self.presenter.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers()
        if self.view is not None:
            if key == Qt.Key.Key_Escape:
                self.leave()
            else:
                super().keyPressEvent(event)
        elif key == Qt.Key.Key_Insert and plain:
            self.insert()
        elif key == Qt.Key.Key_Escape and (self.presenter.chosen.text or self.presenter.chosen.worker):
            self.show_everything()
        else:
            super().keyPressEvent(event)
