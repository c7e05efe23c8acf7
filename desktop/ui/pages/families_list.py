"""The list of families: numbers, filters, the rows, and the keys that work on them.

FamiliesPage(presenter, parent=None)
    open_family, previewed = Signal(object) with the UUID; failed = Signal(object)
    new_family, tree_wanted, export_wanted, back = Signal()
    commands() -> the page's commands, for the window to offer while it is shown (ids begin with `families.`)
    entered(): the page came into view; close_page(): it goes
    list.shown_columns(), list.selected_ids(), presenter.shown: what an export takes
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import OporaError
from desktop.base.messages import _
from desktop.models.lists import FamilyRow
from desktop.presenters import family_cells
from desktop.presenters.families_list import FamiliesList
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.narrow import WhenNarrow, tighten
from desktop.ui.kit.notices import Banner, EmptyState
from desktop.ui.kit.shortcuts import Command
from desktop.ui.kit.status import StatusStrip
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.kit.topbar import SearchLine
from desktop.ui.pages.families_filters import FilterRow
from desktop.ui.pages.import_tree import tree_words
from desktop.ui.tables.columns import Cell, Column, Mark, Row
from desktop.ui.tables.list_view import ListView
from desktop.ui.tables.paged import PagedModel

_WIDTHS = {
    "number": 118,
    "family": 140,
    "children": 60,
    "group": 150,
    "risk": 108,
    "stages": 170,
    "curator": 118,
    "next_visit": 158,
    "seen": 136,
    "status": 120,
    "district": 90,
    "address": 260,
    "agreement": 130,
    "opened": 120,
}  # fmt: skip  pixels at 100 %
_STRETCH = frozenset({"stages", "address"})
_SECOND = frozenset({"seen", "address", "opened"})
_KEEP_AFTER = 1_000  # ms after the last change of a column


class _Rows:
    """The presenter's rows in the words of a table."""

    def __init__(self, presenter: FamiliesList) -> None:
        self._presenter = presenter
        self.request_ids = presenter.request_ids

    def request_page(self, ids: list[bytes], done: Callable[[Mapping[bytes, Row]], None]) -> None:
        """One page, each row with its sentence for who hears it."""

        def got(rows: Mapping[bytes, FamilyRow]) -> None:
            done({id_: self._row(row) for id_, row in rows.items()})

        self._presenter.request_rows(ids, got)

    def _row(self, row: FamilyRow) -> Row:
        said = self._presenter.cells(row)
        shown: dict[str, Cell] = {}
        for column in family_cells.COLUMNS:
            cell = said[column.key]
            marked = bool(cell.text) and (cell.tone != "plain" or column.kind == "badge")
            shown[column.key] = Mark(cell.text, cell.tone) if marked else cell.text
        shown["_row"] = family_cells.sentence(row, said)
        return shown


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            one.key, _(one.caption), _WIDTHS[one.key], kind=one.kind, sortable=one.sortable,
            hidden=one.hidden, bold=one.key == "family", second=one.key in _SECOND,
            stretch=one.key in _STRETCH,
        )
        for one in family_cells.COLUMNS
    )  # fmt: skip


_NARROW: Final = 860  # pixels at 100 % that the head of the list wants


class FamiliesPage(QWidget):
    """Everything one does with many families; one family has a page of its own."""

    open_family = Signal(object)
    new_family = Signal()
    tree_wanted = Signal()
    export_wanted = Signal()
    previewed = Signal(object)
    back = Signal()
    failed = Signal(object)

    def __init__(self, presenter: FamiliesList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.model = PagedModel(_columns(), _Rows(presenter), self)
        self.list = ListView(self.model, _("Families"), self)
        self._started = False
        self._counts = PlainLabel("", self, ink="second")
        self.search = SearchLine(_("Search in the list"), self, keys="Ctrl+F")
        self.filters = FilterRow(presenter, self)
        self.banner = Banner(self)
        self.empty = EmptyState("", icon="family", parent=self)
        self._stack = QStackedWidget(self)
        self.strip = StatusStrip(self)
        self._arranged = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._lay_out()
        self._narrow(True)  # the first width is told once it is shown: what it wants before must not make the window wider
        WhenNarrow(self, _NARROW, self._narrow)
        self._connect()
        self._show_numbers()

    def _narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        self._counts.setVisible(not narrow)
        tighten((self._export_button, self._new_button), tight=narrow)

    def _lay_out(self) -> None:
        self._columns_button = Button(_("Columns"), parent=self)
        self._export_button = Button(_("To Excel"), keys="Ctrl+E", parent=self)
        self._tree_button = Button(_("From a family tree…"), parent=self)
        self._tree_button.setToolTip(tree_words())
        self._new_button = Button(_("New family"), "primary", keys="Ins", parent=self)
        self.search.setMaximumWidth(theme.px(240))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(Heading(_("Families"), 1, self))
        head.addWidget(self._counts)
        head.addStretch(1)
        head.addWidget(self.search, 2)
        for button in (self._columns_button, self._export_button, self._tree_button, self._new_button):
            head.addWidget(button)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(22), theme.px(14), theme.px(22), 0)
        inner.setSpacing(theme.px(10))
        inner.addLayout(head)
        inner.addWidget(self.filters)
        inner.addWidget(self.banner)
        inner.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(inner, 1)
        outer.addWidget(self.strip)
        self.strip.set_hint(_("Enter opens \u00b7 start typing to search \u00b7 Esc clears the filter"))

    def _connect(self) -> None:
        presenter, rows = self.presenter, self.list
        self._columns_button.clicked.connect(
            lambda: rows.show_columns_menu(self._columns_button.mapToGlobal(QPoint(0, self._columns_button.height())))
        )
        self._export_button.clicked.connect(self.export_wanted)
        self._tree_button.clicked.connect(self.tree_wanted)
        self._new_button.clicked.connect(self.new_family)
        self.search.textEdited.connect(presenter.set_text)
        self.search.entered.connect(self._to_results)
        self.search.down.connect(self._to_results)
        self.search.left.connect(self._focus_rows)
        rows.opened.connect(lambda id_: self.open_family.emit(UUID(bytes=id_)))
        rows.previewed.connect(lambda id_: self.previewed.emit(UUID(bytes=id_)))
        rows.insert_requested.connect(self.new_family)
        rows.typed.connect(self._search_for)
        rows.chosen.connect(self._show_numbers)
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(self._open_row_menu)
        self.model.ids_arrived.connect(self._arrived)
        header = rows.horizontalHeader()
        header.sectionMoved.connect(self._arrange)
        header.sectionResized.connect(self._resized)
        header.sectionClicked.connect(self._arrange)
        self._arranged.timeout.connect(self._keep_columns)
        self.empty.acted.connect(self._mend_emptiness)
        self.banner.acted.connect(self.refresh)
        self._heard = (
            presenter.asked.subscribe(lambda _filter: self.model.reload()),
            presenter.counted.subscribe(lambda _none: self._show_numbers()),
            presenter.touched.subscribe(self.model.refresh_rows),
            presenter.failed.subscribe(self._failed),
        )

    # what the window asks

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, for the keys and the finder of the window."""
        return (
            Command("families.new", _("New family"), self.new_family.emit, ("Ins", "Ctrl+N")),
            Command("families.tree", tree_words(), self.tree_wanted.emit),
            Command("families.refresh", _("Read the list again"), self.refresh, ("F5",)),
            Command("families.search", _("Search in the list"), self.focus_search, ("Ctrl+F",)),
            Command("families.export", _("List to Excel"), self.export_wanted.emit, ("Ctrl+E",)),
            Command("families.filter", _("Add a filter"), self.filters.open_menu),
            Command("families.clear", _("Show all families"), self._show_all),
            Command("families.columns", _("Choose columns"), self.list.show_columns_menu),
        )

    def entered(self) -> None:
        """The page came into view: the keyboard goes to the rows."""
        self._focus_rows()

    def _focus_rows(self) -> None:
        (self.list if self._stack.currentWidget() is self.list else self.empty).setFocus()

    def refresh(self) -> None:
        """Read everything again."""
        self.banner.clear_notice()
        self.model.reload()
        self.presenter.count()

    def selected_families(self) -> tuple[UUID, ...]:
        """The families chosen in the list, in its order."""
        return tuple(UUID(bytes=id_) for id_ in self.list.selected_ids())

    def shown_families(self) -> tuple[UUID, ...]:
        """Every family that passes the filter, in the order of the list."""
        return tuple(UUID(bytes=bytes(self.model.id_at(row))) for row in range(self.model.rowCount()))

    def focus_search(self) -> None:
        """The keyboard goes to the search line; what stands there is selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def close_page(self) -> None:
        """The page goes: what it asked for is dropped."""
        if self._arranged.isActive():
            self._arranged.stop()
            self._keep_columns()
        for leave in self._heard:
            leave()
        self.presenter.close()

    # what happens

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._started:
            self._started = True
            self.list.restore(self.presenter.columns())
            self._arranged.stop()
            self.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.new_family.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._clear():
            self.back.emit()

    def _clear(self) -> bool:
        """The words first, then the filters; False when there was nothing to clear."""
        if self.presenter.filter.text:
            self.search.clear()
            self.presenter.set_text("")
            return True
        return self.presenter.clear()

    def _search_for(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(letters)
        self.presenter.set_text(letters)

    def _to_results(self) -> None:
        if self.model.rowCount():
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.select_first()

    def _arrived(self, count: int) -> None:
        here = QApplication.focusWidget()
        held = self.list.hasFocus() or (here is not None and self.empty.isAncestorOf(here))
        self._stack.setCurrentWidget(self.list if count else self.empty)
        if not count:
            self._say_empty()
        if held:
            self._focus_rows()
        if self.presenter.understood_in_words():
            self.banner.show_notice(self.presenter.understood_in_words())
        else:
            self.banner.clear_notice()

    def _is_new_office(self) -> bool:
        counts = self.presenter.counts
        return self.presenter.filter.empty or (counts is not None and not counts.total)

    def _say_empty(self) -> None:
        if self._is_new_office():
            self.empty.say(
                _("No families yet"),
                _("Write down the first family: a name is enough, the rest can follow."),
                _("New family"), "Ins",
            )  # fmt: skip
        else:
            self.empty.say(
                _("No family passes this filter"),
                _("Take a filter off above, or look among all families."),
                _("Show all families"), "Esc",
            )  # fmt: skip

    def _mend_emptiness(self) -> None:
        if self._is_new_office():
            self.new_family.emit()
        else:
            self._show_all()

    def _show_all(self) -> None:
        self.search.clear()
        self.presenter.clear()

    def _show_numbers(self) -> None:
        self._counts.setText(self.presenter.numbers_in_words())
        self.strip.say("     ".join(self.presenter.footer_in_words(self.list.selected_count())))
        self.filters.show_filters()
        if self._stack.currentWidget() is self.empty:
            self._say_empty()
        if not self.search.hasFocus() and self.search.text() != self.presenter.filter.text:
            self.search.setText(self.presenter.filter.text)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OporaError):
            self.banner.show_notice(error.words(), "red", _("Try again"))
        else:
            self.failed.emit(error)

    # rows and columns

    def _open_row_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            return
        own, column = self.model.id_at(index.row()), self.model.columns[index.column()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self.open_family.emit(UUID(bytes=own)))
        menu.addAction(_("Only such: {column}").format(column=column.caption), lambda: self._only_such(own, column.key))
        menu.addAction(_("Copy the rows"), self.list.copy)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _only_such(self, own: bytes, column: str) -> None:
        def got(rows: Mapping[bytes, FamilyRow]) -> None:
            if own in rows:
                self.presenter.only_such(rows[own], column)

        self.presenter.request_rows([own], got)

    def _arrange(self) -> None:
        self._arranged.start()

    def _resized(self, section: int, old: int, new: int) -> None:
        if self._started and old != new and not self.model.columns[section].stretch:
            self._arranged.start()

    def _keep_columns(self) -> None:
        state = self.list.view_state()
        if state != self.presenter.columns():
            self.presenter.keep_columns(state)
