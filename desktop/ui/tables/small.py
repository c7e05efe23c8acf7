"""A small table inside a form: members, obligations, participants.

SmallTable(columns, name, *, rows_shown=8, empty="", parent=None)
    set_rows(rows: Sequence[Row], keys: Sequence[object] = ()): a key per row is given back by the signals
    insert_requested = Signal(); delete_requested = Signal(object); opened = Signal(object); chosen = Signal()
        Ins, Del, Enter or double click; the object is the key of the row (its number when no keys were given)
    cell_edited = Signal(object, str, str): key of the row, column, new text; F2 edits columns that are
        `editable`
    current_key() -> object | None; select_key(key); typed rows stay where they are, the table never scrolls
        inside
    unless there are more than `rows_shown`; Up on the first row and Down on the last leave the selection
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QSizePolicy, QTableView, QWidget
from typing_extensions import override

from desktop.ui.kit import theme
from desktop.ui.kit.lines import one_line
from desktop.ui.tables.columns import Column, Row, words
from desktop.ui.tables.paged import CELL, LOADING
from desktop.ui.tables.painting import CellPainter, Header, row_height
from desktop.ui.tables.sharing import shares

_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_CHOOSE: Final = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.ClearAndSelect


class RowsModel(QAbstractTableModel):
    """Rows that are all here; edited text is told, not kept: the owner decides."""

    cell_edited = Signal(int, str, str)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].caption if 0 <= section < len(self.columns) else None
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role == LOADING:
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == CELL:
            return row.get(column.key)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return words(row.get(column.key))
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            named = ((own.caption, words(row.get(own.key))) for own in self.columns)
            between = ", " if role == Qt.ItemDataRole.AccessibleTextRole else "\n"
            return between.join(f"{caption}: {text}" for caption, text in named if text)
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text, key = one_line(str(value)).strip(), self.columns[index.column()].key
        if text != words(self.rows[index.row()].get(key)):
            self.cell_edited.emit(index.row(), key, text)
        return True


class SmallTable(QTableView):
    """As high as its rows; Ins adds, Del takes away, Enter opens."""

    insert_requested = Signal()
    delete_requested = Signal(object)
    opened = Signal(object)
    chosen = Signal()
    cell_edited = Signal(object, str, str)

    def __init__(
        self, columns: Sequence[Column], name: str, parent: QWidget | None = None, *, rows_shown: int = 8,
        empty: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._rows = RowsModel(columns, self)
        self._keys: tuple[object, ...] = ()
        self._rows_shown, self._empty = rows_shown, empty
        self.setProperty("kit", "list")
        self.setAccessibleName(name)
        self.setHorizontalHeader(Header(self._rows.columns, self))
        self.setModel(self._rows)
        self.setItemDelegate(CellPainter(self._rows.columns, self))
        self._dress()
        self._rows.cell_edited.connect(lambda row, key, text: self.cell_edited.emit(self._key(row), key, text))
        self.doubleClicked.connect(self._double)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self._fit()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setSectionsClickable(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height())

    def set_rows(self, rows: Sequence[Row], keys: Sequence[object] = ()) -> None:
        """Show exactly these; the current row stays by its key."""
        current = self.current_key()
        self._rows.set_rows(rows)
        self._keys = tuple(keys)
        if current is not None:
            self.select_key(current)
        self._fit()

    def current_key(self) -> object | None:
        """The key of the row under the keyboard."""
        row = self.currentIndex().row()
        return self._key(row) if 0 <= row < self._rows.rowCount() else None

    def select_key(self, key: object) -> None:
        """Go to this row, if it is here."""
        for row in range(self._rows.rowCount()):
            if self._key(row) == key:
                self.selectionModel().setCurrentIndex(self._rows.index(row, 0), _CHOOSE)

    def _key(self, row: int) -> object:
        return self._keys[row] if row < len(self._keys) else row

    def _moved(self) -> None:
        self.viewport().update()
        self.chosen.emit()

    def _double(self, index: QModelIndex) -> None:
        if self._rows.columns[index.column()].editable:
            self.edit(index)
        else:
            self.opened.emit(self._key(index.row()))

    def _fit(self) -> None:
        """Height by rows, width by words: a date is never cut, what explains gives way first."""
        shown = min(max(1, self._rows.rowCount()), self._rows_shown)
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + shown * row_height() + 2)
        for at, width in enumerate(shares(self._rows.columns, self._rows.rows, self.viewport().width())):
            self.setColumnHidden(at, width == 0)
            if width:
                self.setColumnWidth(at, width)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current_key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key == Qt.Key.Key_Insert:
            self.insert_requested.emit()
        elif plain and key == Qt.Key.Key_Delete and current is not None:
            self.delete_requested.emit(current)
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current is not None:
            self.opened.emit(current)
        elif plain and key == Qt.Key.Key_F2 and current is not None:
            self._edit_current()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        editable = [at for at, column in enumerate(self._rows.columns) if column.editable]
        if not editable:
            self.opened.emit(self._key(index.row()))
            return
        at = index.column() if index.column() in editable else editable[0]
        target = self._rows.index(index.row(), at)
        self.setCurrentIndex(target)
        self.edit(target)

    def _copy(self) -> None:
        lines = ["\t".join(column.caption for column in self._rows.columns)]
        lines += ["\t".join(words(row.get(column.key)) for column in self._rows.columns) for row in self._rows.rows]
        QApplication.clipboard().setText("\n".join(lines))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Typing letters must not wander through rows."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self._rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(theme.font())
            painter.setPen(theme.colour(theme.tokens().second))
            where = self.viewport().rect().adjusted(theme.px(10), 0, 0, 0)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), self._empty)
