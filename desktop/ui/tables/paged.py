"""A list of any length: all ids are known, rows come by pages when they are looked at.

    PagedModel(columns, source, parent=None)
        sort_by(key, descending), reload(), refresh_rows(ids): reread just these
        id_at(row) -> bytes, row_of(id) -> int (-1: not here), row_at(row) -> Row | None, columns, sort_key,
            descending
        ids_arrived = Signal(int): the number of rows; rows_arrived = Signal()
The newest request goes first and pages nobody looks at any more are dropped, so scrolling never waits for a
database.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from desktop.ui.tables.columns import ID_BYTES, Cell, Column, Mark, Row, RowSource, words

PAGE: Final = 100
_KEPT: Final = 4_000  # rows
_WAITING: Final = 4  # pages wanted at most: more than a window shows is not looked at any more
_IN_FLIGHT: Final = 2
CELL: Final = int(Qt.ItemDataRole.UserRole)  # the Cell itself, for the painter
LOADING: Final = CELL + 1
_ROOT: Final = QModelIndex()
_ALIGN: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_Index = QModelIndex | QPersistentModelIndex


class PagedModel(QAbstractTableModel):
    """Ids packed in one buffer, a cache of rows, and pages on their way."""

    ids_arrived = Signal(int)
    rows_arrived = Signal()

    def __init__(self, columns: Sequence[Column], source: RowSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sort_key = next((column.key for column in columns if column.sortable), "")
        self.descending = False
        self._source = source
        self._ids = bytearray()
        self._rows: OrderedDict[bytes, Row] = OrderedDict()
        self._gone: set[bytes] = set()
        self._wanted: list[int] = []  # pages; the newest is last
        self._asked: set[int] = set()
        self._order = 0  # which answer about ids is awaited
        self._generation = 0  # which order of ids the pages on their way belong to
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask_pages)

    # what is shown

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Put the list in another order; the source sorts."""
        self.sort_key, self.descending = key, descending
        self.reload()

    def reload(self) -> None:
        """Ask for the ids again; what is shown stays until they come."""
        self._order += 1
        order = self._order

        def done(ids: bytes | bytearray) -> None:
            if order == self._order:  # a newer question has been asked otherwise
                self._take_ids(ids)

        self._source.request_ids(self.sort_key, self.descending, done)

    def refresh_rows(self, ids: Iterable[bytes]) -> None:
        """Reread these rows: somebody has changed them."""
        for own in ids:
            self._rows.pop(own, None)
            self._gone.discard(own)
            row = self.row_of(own)
            if row >= 0:
                self._asked.discard(row // PAGE)
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _take_ids(self, ids: bytes | bytearray) -> None:
        self.beginResetModel()
        self._ids = bytearray(ids)
        self._rows.clear()
        self._gone.clear()
        self._wanted.clear()
        self._asked.clear()
        self._generation += 1
        self.endResetModel()
        self.ids_arrived.emit(self.rowCount())

    # where things are

    def id_at(self, row: int) -> bytes:
        """The id of a row."""
        return bytes(self._ids[row * ID_BYTES : (row + 1) * ID_BYTES])

    def row_of(self, wanted: bytes) -> int:
        """Where an id stands now, or -1."""
        at = self._ids.find(wanted)
        while at >= 0 and at % ID_BYTES:
            at = self._ids.find(wanted, at + 1)
        return at // ID_BYTES if at >= 0 else -1

    def rows_of(self, wanted: set[bytes]) -> list[int]:
        """Where many ids stand now, in order; those not here are left out."""
        return [row for row in range(self.rowCount()) if self.id_at(row) in wanted] if wanted else []

    def row_at(self, row: int) -> Row | None:
        """What is known of a row now; None while it is on its way."""
        return self._rows.get(self.id_at(row))

    # pages

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        del self._wanted[:-_WAITING]
        if not self._timer.isActive():
            self._timer.start()

    def _ask_pages(self) -> None:
        while self._wanted and len(self._asked) < _IN_FLIGHT:
            page = self._wanted.pop()
            self._asked.add(page)
            last = min((page + 1) * PAGE, self.rowCount())
            ids = [own for own in map(self.id_at, range(page * PAGE, last)) if own not in self._rows]
            self._ask_page(page, ids)

    def _ask_page(self, page: int, ids: list[bytes]) -> None:
        generation = self._generation

        def done(rows: Mapping[bytes, Row]) -> None:
            if generation == self._generation:
                self._take_page(page, ids, rows)

        self._source.request_page(ids, done)

    def _take_page(self, page: int, ids: list[bytes], rows: Mapping[bytes, Row]) -> None:
        self._asked.discard(page)
        for own in ids:
            if own in rows:
                self._rows[own] = rows[own]
            else:
                self._gone.add(own)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        last = min((page + 1) * PAGE, self.rowCount()) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))
        self.rows_arrived.emit()
        if self._wanted:
            self._timer.start()

    # Qt

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids) // ID_BYTES

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.caption
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGN[self.columns[index.column()].align] | Qt.AlignmentFlag.AlignVCenter)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CELL, LOADING}:
            return None
        own = self.id_at(index.row())
        row = self._rows.get(own)
        if row is None:
            return self._placeholder(own, index.row() // PAGE, role)
        cell = row.get(self.columns[index.column()].key)
        if role == Qt.ItemDataRole.DisplayRole:
            return words(cell)
        return {CELL: cell, LOADING: False}[role] if role in {CELL, LOADING} else self.sentence(row)

    def _placeholder(self, own: bytes, page: int, role: int) -> object:
        gone = own in self._gone
        if not gone:
            self._want(page)
        if role == LOADING:
            return not gone
        if role == CELL:
            return Mark("\u2014") if gone else None
        return "\u2014" if gone else "\u2026"

    def sentence(self, row: Row) -> str:
        """The whole row as one sentence, for a screen reader."""
        if said := row.get("_row"):
            return words(said)
        named = ((column.caption, words(row.get(column.key))) for column in self.columns if not column.hidden)
        return ", ".join(f"{caption}: {text}" if caption else text for caption, text in named if text)


def cell_of(index: _Index) -> Cell:
    """The cell behind an index, as the source gave it."""
    cell: Cell = index.data(CELL)
    return cell
