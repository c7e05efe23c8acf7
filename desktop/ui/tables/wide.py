"""A small table that is wider than its window and is answered cell by cell, as a spreadsheet is.

WideTable(columns, name, words, *, rows_shown=16, empty="", new="", parent=None)
    words(column key) -> the words a cell can hold, offered while one types; () where anything can be typed
    complain(words): what was typed in a cell was refused; the words stand under that cell until one goes on
    pasted = Signal(list): (key, column, text) of each cell of what was copied from a sheet, from the current cell on
    the signals of SmallTable; a letter or a digit begins to replace a cell, F2 and Enter change it, Tab in a cell that is
    being changed goes on to the next one; new: the words in the empty last row, whose key the owner chooses
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QSizePolicy,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import drawing, theme
from desktop.ui.kit.lines import one_line
from desktop.ui.kit.text import PlainLabel
from desktop.ui.tables.columns import Column, Row, words
from desktop.ui.tables.frozen import FrozenColumn
from desktop.ui.tables.painting import CellPainter, Header, row_height
from desktop.ui.tables.small import RowsModel, SmallTable

_Index = QModelIndex | QPersistentModelIndex
_LEAST_ROWS: Final = 4


class _CellsModel(RowsModel):
    """A screen reader hears whose cell it is and what it asks, not the whole row at every step."""

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            row, column = self.rows[index.row()], self.columns[index.column()]
            name = words(row.get(self.columns[0].key))
            said = words(row.get(column.key)) or _("not answered")
            return said if index.column() == 0 else f"{name}, {column.caption}: {said}"
        return super().data(index, role)


class _Cells(CellPainter):
    """Known words are offered while one types; the cell under the keyboard has a frame of its own."""

    def __init__(self, columns: tuple[Column, ...], table: WideTable, offered: Callable[[str], Sequence[str]], new: str) -> None:
        super().__init__(columns, table)
        self._table, self._offered, self._new = table, offered, new

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        where = QRectF(option.rect)
        if self._new and index.column() == 0 and self._table.is_new(index.row()):
            painter.save()
            painter.setFont(theme.font())
            painter.setPen(theme.colour(theme.tokens().second))
            inside = where.adjusted(theme.px(10), 0, -theme.px(5), 0)
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), self._new)
            painter.restore()
        if self._table.hasFocus() and index == self._table.currentIndex():
            drawing.focus_frame(painter, where.adjusted(1, 2, -1, -2))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        column = self._columns[index.column()]
        line = QLineEdit(parent)
        line.setProperty("kit", "editor")
        line.setAccessibleName(column.caption)
        if found := [word for word in self._offered(column.key) if word]:
            completer = QCompleter(found, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            if (popup := completer.popup()) is not None:
                popup.setProperty("kit", "popup")
            line.setCompleter(completer)
        return line


class _Complaint(PlainLabel):
    """Why a cell was not taken, under the cell itself: the eye is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, ink="red", scale=0.9)
        self.setMargin(theme.px(6))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        drawing.box(QPainter(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.paper, tokens.red_strong)
        super().paintEvent(event)


class WideTable(SmallTable):
    """Scrolls sideways, keeps its column, and is not disturbed while somebody types."""

    pasted = Signal(list)

    def __init__(
        self, columns: Sequence[Column], name: str, offered: Callable[[str], Sequence[str]], parent: QWidget | None = None, *,
        rows_shown: int = 16, empty: str = "", new: str = "",
    ) -> None:  # fmt: skip
        self.frozen: FrozenColumn | None = None
        super().__init__(columns, name, parent, rows_shown=rows_shown, empty=empty)
        self._rows = _CellsModel(columns, self)
        self._has_new = bool(new)
        self.setModel(self._rows)
        self.setItemDelegate(_Cells(tuple(columns), self, offered, new))
        self._rows.cell_edited.connect(self._took)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.viewport().update())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)  # scrolls where the window is low
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.opened.connect(lambda _key: self.edit(self.currentIndex()))
        self.complaint = _Complaint(self.viewport())
        self._edited = QPersistentModelIndex()
        self.selectionModel().currentChanged.connect(self._gone_on)
        self.horizontalScrollBar().valueChanged.connect(self.complaint.hide)
        self.verticalScrollBar().valueChanged.connect(self.complaint.hide)
        header = self.horizontalHeader()
        if isinstance(header, Header):
            self.frozen = FrozenColumn(self, header)

    def is_new(self, row: int) -> bool:
        """Whether this is the empty row in which somebody new is typed."""
        return self._has_new and row == self._rows.rowCount() - 1

    @override
    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        super().scrollTo(index, hint)
        if index.column() > 0 and self.frozen is not None:
            self.frozen.uncover(self.visualRect(index))

    @property
    def typing(self) -> bool:
        """Whether a cell is being changed."""
        return self.state() == QAbstractItemView.State.EditingState

    def _took(self, row: int, key: str, text: str) -> None:
        at = next(n for n, column in enumerate(self._rows.columns) if column.key == key)
        self._edited = QPersistentModelIndex(self._rows.index(row, at))
        self.complaint.hide()
        self.cell_edited.emit(self._key(row), key, text)

    def _gone_on(self, now: QModelIndex) -> None:
        if self._edited != now and not self.typing:  # Tab goes on at once, and the words must be read still
            self.complaint.hide()

    def complain(self, words: str) -> None:
        """Say under the cell that was changed last why it was not taken."""
        cell = self.visualRect(self._edited)
        if not self._edited.isValid() or not cell.isValid():
            return
        self.complaint.setText(words)
        self.complaint.adjustSize()
        room, own = self.viewport().rect(), self.complaint.size()
        below = cell.bottom() + own.height() <= room.bottom()
        left = max(0, min(cell.left(), room.right() - own.width()))
        self.complaint.move(left, cell.bottom() + 1 if below else cell.top() - own.height())
        self.complaint.show()
        self.complaint.raise_()

    def _paste(self) -> None:
        here, text = self.currentIndex(), QGuiApplication.clipboard().text().rstrip("\r\n")
        if not here.isValid() or not text:
            return
        columns = self._rows.columns[here.column() :]
        cells = [
            (self._key(here.row() + down), column.key, one_line(cell).strip())
            for down, line in enumerate(text.splitlines()[: self._rows.rowCount() - here.row()])
            for column, cell in zip(columns, line.split("\t"), strict=False)
        ]
        self.complaint.hide()
        self.pasted.emit(cells)

    @override
    def set_rows(self, rows: Sequence[Row], keys: Sequence[object] = ()) -> None:
        if len(rows) == self._rows.rowCount() and tuple(keys) == self._keys:
            self._rows.rows = tuple(rows)  # the same people: a cell being typed in stays open
            if rows:
                last = self._rows.index(len(rows) - 1, self._rows.columnCount() - 1)
                self._rows.dataChanged.emit(self._rows.index(0, 0), last)
            return
        column, across = max(self.currentIndex().column(), 0), self.horizontalScrollBar().value()
        stood = self.currentIndex().row()
        super().set_rows(rows, keys)
        if stood >= 0 and not self.currentIndex().isValid():  # its row was taken away: the keyboard goes to the next one
            self.setCurrentIndex(self._rows.index(min(stood, len(rows) - 1), column))
        if (row := self.currentIndex().row()) >= 0:
            self.setCurrentIndex(self._rows.index(row, column))
            self.horizontalScrollBar().setValue(across)

    @override
    def select_key(self, key: object) -> None:
        column = max(self.currentIndex().column(), 0)
        super().select_key(key)
        if column and self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(self.currentIndex().row(), column))

    def go_to(self, key: object, column: str) -> None:
        """The keyboard to this cell."""
        self.select_key(key)
        at = next((n for n, one in enumerate(self._rows.columns) if one.key == column), 0)
        if (row := self.currentIndex().row()) >= 0:
            self.setCurrentIndex(self._rows.index(row, at))

    @override
    def _fit(self) -> None:
        shown = min(max(1, self._rows.rowCount()), self._rows_shown)
        header = self.horizontalHeader().sizeHint().height()
        room, wanted = self.viewport().width(), [theme.px(column.width) for column in self._rows.columns]
        bar = self.horizontalScrollBar().sizeHint().height() if sum(wanted) > room else 0
        full = header + shown * row_height() + bar + 2
        self.setMinimumHeight(min(full, header + _LEAST_ROWS * row_height() + bar + 2))
        self.setMaximumHeight(full)
        rest = max(0, room - sum(wanted))
        stretching = [at for at, column in enumerate(self._rows.columns) if column.stretch] or [len(wanted) - 1]
        for at, width in enumerate(wanted):
            self.setColumnWidth(at, width + (rest // len(stretching) if at in stretching else 0))

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), self.maximumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_frozen()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._settle_frozen()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle_frozen()

    def _settle_frozen(self) -> None:
        if self.frozen is not None:
            self.frozen.settle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.typing:
            return  # Enter of the box comes here as well: it has done its work there
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            last = self._rows.columnCount() - 1
            at = 0 if event.key() == Qt.Key.Key_Home else last
            self.setCurrentIndex(self._rows.index(self.currentIndex().row(), at))
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
        super().keyPressEvent(event)
