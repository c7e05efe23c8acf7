"""The view of a long list: sorting by header, choice of columns, everything by keyboard.

    ListView(model: PagedModel, name, parent=None)           name: what a screen reader calls the list
        opened = Signal(object)       the id (bytes): Enter, F2, double click
        previewed = Signal(object)    the id: Space
        typed = Signal(str)           a printable key: the page puts it into its search line
        chosen = Signal()             the selection or the current row changed
        insert_requested, delete_requested = Signal()        Ins, Del
        current_id() -> bytes | None, selected_ids() -> list[bytes], select_id(id) -> bool, select_first()
        view_state() -> dict / restore(dict): order, hidden columns, widths (at 100 %), sort; as plain JSON
            values
        columns_menu() -> QMenu, show_columns_menu(at=None): the chooser, also on right click of the header
        copy(): selected rows as a table (Ctrl+C); shown_columns() -> list[Column] in the order seen, for
            exports
Selection and current row are kept by id over sorting, filtering and reloading.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from desktop.ui.kit import theme
from desktop.ui.tables.columns import Column, words
from desktop.ui.tables.paged import PagedModel
from desktop.ui.tables.painting import CellPainter, Header, row_height

_COPIED_AT_MOST: Final = 5_000
_CHOOSE: Final = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.ClearAndSelect


class ListView(QTableView):
    """Rows of one even height; the current row has a frame, selected ones a tint."""

    opened = Signal(object)
    previewed = Signal(object)
    typed = Signal(str)
    chosen = Signal()
    insert_requested = Signal()
    delete_requested = Signal()

    def __init__(self, model: PagedModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._kept: tuple[bytes | None, set[bytes], int] = (None, set(), 0)
        self._widths = {column.key: column.width for column in model.columns}
        self._fitting = False
        self.setProperty("kit", "list")
        self.setAccessibleName(name)
        header = Header(model.columns, self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.setItemDelegate(CellPainter(model.columns, self))
        self._dress()
        header.sectionClicked.connect(self._sort_clicked)
        header.sectionResized.connect(self._resized)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.show_columns_menu(header.mapToGlobal(at)))
        model.modelAboutToBeReset.connect(self._keep)
        model.ids_arrived.connect(self._restore_kept)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.id_at(index.row())))
        self.selectionModel().selectionChanged.connect(self._selection_moved)
        self.selectionModel().currentRowChanged.connect(self._current_moved)
        for at, column in enumerate(model.columns):
            self.setColumnHidden(at, column.hidden)
        self._apply_widths()
        self._show_sorted()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height())

    # what is chosen

    def current_id(self) -> bytes | None:
        """The id under the keyboard."""
        row = self.currentIndex().row()
        return self._model.id_at(row) if 0 <= row < self._model.rowCount() else None

    def selected_ids(self) -> list[bytes]:
        """The selected ids, from top to bottom."""
        spans = (range(chosen.top(), chosen.bottom() + 1) for chosen in self._ranges())
        rows = sorted({row for span in spans for row in span})
        return [self._model.id_at(row) for row in rows]

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(chosen.bottom() - chosen.top() + 1 for chosen in self._ranges())

    def select_id(self, wanted: bytes) -> bool:
        """Go to this id; False when it is not in the list."""
        row = self._model.row_of(wanted)
        if row >= 0:
            self._go(row)
        return row >= 0

    def select_first(self) -> None:
        """Go to the top."""
        if self._model.rowCount():
            self._go(0)

    def _go(self, row: int) -> None:
        """Choose one row, whatever keys happen to be held: Qt's own calls would toggle it under Ctrl."""
        self.selectionModel().setCurrentIndex(self._model.index(row, self._first_column()), _CHOOSE)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        order = (header.logicalIndex(at) for at in range(header.count()))
        return next((at for at in order if not self.isColumnHidden(at)), 0)

    def _selection_moved(self) -> None:
        self.chosen.emit()

    def _current_moved(self) -> None:
        self.viewport().update()
        self.chosen.emit()

    def _keep(self) -> None:
        row = self.currentIndex().row()
        offset = row - self.rowAt(0) if row >= 0 else 0
        self._kept = (self.current_id(), set(self.selected_ids()), offset)

    def _restore_kept(self) -> None:
        current, selected, offset = self._kept
        model, selection = self._model, QItemSelection()
        last = len(model.columns) - 1
        rows = [model.row_of(next(iter(selected)))] if len(selected) == 1 else model.rows_of(selected)
        for row in rows:
            if row >= 0:
                selection.select(model.index(row, 0), model.index(row, last))
        row = model.row_of(current) if current else -1
        if row >= 0:
            index = model.index(row, self._first_column())
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.verticalScrollBar().setValue(max(0, row - offset) * row_height())
            self.scrollTo(index)
        if not selection.isEmpty():
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._show_sorted()
        self.chosen.emit()

    # order and columns

    def _sort_clicked(self, section: int) -> None:
        column = self._model.columns[section]
        if column.sortable:
            again = self._model.sort_key == column.key
            self._model.sort_by(column.key, descending=again and not self._model.descending)
            self._show_sorted()

    def _show_sorted(self) -> None:
        header = self.horizontalHeader()
        keys = [column.key for column in self._model.columns]
        at = keys.index(self._model.sort_key) if self._model.sort_key in keys else -1
        if isinstance(header, Header):
            header.set_sorted(at, descending=self._model.descending)

    def _resized(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and new and not self._model.columns[section].stretch:
            self._widths[self._model.columns[section].key] = round(new / theme.active().zoom)
            self._stretch()

    def _apply_widths(self) -> None:
        self._fitting = True
        for at, column in enumerate(self._model.columns):
            self.setColumnWidth(at, theme.px(self._widths[column.key]))
        self._fitting = False
        self._stretch()

    def _stretch(self) -> None:
        """Give the room that is left to the columns that want it; without them the table may scroll."""
        shown = [at for at in range(len(self._model.columns)) if not self.isColumnHidden(at)]
        wanting = [at for at in shown if self._model.columns[at].stretch] or shown[-1:]
        rest = self.viewport().width() - sum(self.columnWidth(at) for at in shown if at not in wanting)
        self._fitting = True
        for at in wanting:
            least = theme.px(self._widths[self._model.columns[at].key])
            self.setColumnWidth(at, max(least, rest // len(wanting)))
        self._fitting = False

    def shown_columns(self) -> list[Column]:
        """The columns that are seen, in the order they are seen."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(header.count())]
        return [self._model.columns[at] for at in order if not self.isColumnHidden(at)]

    def columns_menu(self) -> QMenu:
        """The chooser of columns; the last one seen cannot be hidden."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = len(self.shown_columns())
        for at, column in enumerate(self._model.columns):
            action = QAction(column.caption, menu, checkable=True, checked=not self.isColumnHidden(at))
            action.setEnabled(self.isColumnHidden(at) or shown > 1)
            action.toggled.connect(lambda on, at=at: self._show_column(at, on))
            menu.addAction(action)
        return menu

    def show_columns_menu(self, at: QPoint | None = None) -> None:
        """Open the chooser at a point of the screen, or under the header."""
        self.columns_menu().popup(at or self.mapToGlobal(QPoint(theme.px(20), self.horizontalHeader().height())))

    def _show_column(self, at: int, on: bool) -> None:  # noqa: FBT001  a slot
        self.setColumnHidden(at, not on)
        self._apply_widths()

    def view_state(self) -> dict[str, Any]:
        """What the user made of this list, to be kept in their settings."""
        header, columns = self.horizontalHeader(), self._model.columns
        return {
            "order": [columns[header.logicalIndex(at)].key for at in range(header.count())],
            "hidden": [column.key for at, column in enumerate(columns) if self.isColumnHidden(at)],
            "widths": dict(self._widths),
            "sort": self._model.sort_key,
            "descending": self._model.descending,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Bring it back; columns that came later take their own places, unknown ones are passed over."""
        keys = [column.key for column in self._model.columns]
        header = self.horizontalHeader()
        known = [key for key in state.get("order", ()) if key in keys]
        for at, key in enumerate([*known, *(key for key in keys if key not in known)]):
            header.moveSection(header.visualIndex(keys.index(key)), at)
        hidden = set(state.get("hidden", ()))
        if "hidden" in state and not hidden >= set(keys):
            for at, key in enumerate(keys):
                self.setColumnHidden(at, key in hidden if key in known else self._model.columns[at].hidden)
        for key, width in dict(state.get("widths", {})).items():
            if key in self._widths and isinstance(width, int):
                self._widths[key] = min(900, max(36, width))
        self._apply_widths()
        sort = state.get("sort")
        if sort in keys and (sort, state.get("descending")) != (self._model.sort_key, self._model.descending):
            self._model.sort_key, self._model.descending = str(sort), bool(state.get("descending"))
        self._show_sorted()

    # keys

    def copy(self) -> None:
        """The selected rows as a table: pasted into a sheet they become cells."""
        columns = self.shown_columns()
        lines = ["\t".join(column.caption for column in columns)]
        for own in self.selected_ids()[:_COPIED_AT_MOST]:
            row = self._model.row_at(self._model.row_of(own))
            if row is not None:
                lines.append("\t".join(" ".join(words(row.get(column.key)).split()) for column in columns))
        data = QMimeData()
        data.setText("\n".join(lines))
        QGuiApplication.clipboard().setMimeData(data)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current_id()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and current:
            self.opened.emit(current)
        elif plain and key == Qt.Key.Key_Space and current:
            self.previewed.emit(current)
        elif plain and key == Qt.Key.Key_Insert:
            self.insert_requested.emit()
        elif plain and key == Qt.Key.Key_Delete and current:
            self.delete_requested.emit()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._jump(0 if key == Qt.Key.Key_Home else self._model.rowCount() - 1, event)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + theme.px(60 if key == Qt.Key.Key_Right else -60))
        else:
            super().keyPressEvent(event)

    def _jump(self, row: int, event: QKeyEvent) -> None:
        """Home and End mean the first and the last row, as in any list."""
        if row < 0:
            return
        index = self._model.index(row, self._first_column())
        command = _CHOOSE
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            first = self.currentIndex().row()
            low, high = min(first, row), max(first, row)
            span = QItemSelection(self._model.index(low, 0), self._model.index(high, len(self._model.columns) - 1))
            self.selectionModel().select(span, QItemSelectionModel.SelectionFlag.Select)
            command = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, command)

    @override
    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_first()
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    @override
    def scrollTo(
        self,
        index: QModelIndex,  # type: ignore[override]
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Up and down only: choosing a row must not move the columns."""
        at = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(at)
