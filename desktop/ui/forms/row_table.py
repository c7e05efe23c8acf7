"""The small table of a list inside a form, and a rule of its keyboard.

RowsModel(item, binder)    ids; refresh(); words(id, column)
RowsView(model, parent)    opened, wanted_new, wanted_gone; fit()
enter_moves(widget, event)
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Rows
from desktop.ui.forms.binder import Binder
from desktop.ui.kit import theme

_ROOT = QModelIndex()
_BETWEEN_SECTIONS = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_MOST_ROWS = 10  # shown without scrolling
Index = QModelIndex | QPersistentModelIndex


def enter_moves(widget: QWidget, event: QKeyEvent) -> bool:
    """Enter that no editor wanted goes to the next box, with Shift back; False for other keys."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    back = modifiers == Qt.KeyboardModifier.ShiftModifier
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (modifiers and not back):
        return False
    if widget.focusWidget() is not None:
        widget.focusNextPrevChild(not back)
    return True


class RowsModel(QAbstractTableModel):
    """The rows of a list as the draft has them, in words."""

    def __init__(self, item: Rows, binder: Binder) -> None:
        super().__init__(binder)
        self._item, self._binder = item, binder
        self.columns = [placed for key in item.columns for placed in item.fields if placed.key == key]
        self.ids = binder.draft.rows(item.key)

    def refresh(self) -> None:
        """Read the draft again."""
        self.beginResetModel()
        self.ids = self._binder.draft.rows(self._item.key)
        self.endResetModel()

    def words(self, id_: UUID, column: int) -> str:
        """What a cell says."""
        field = self.columns[column].field
        path = (self._item.key, str(id_), field.key)
        value = self._binder.draft.value(path)
        if isinstance(value, UUID):
            return self._binder.offers.caption(field, value)
        return self._binder.draft.text(path).replace("\n", " ")

    def words_of(self, column: int) -> list[str]:
        """The heading of a column and everything in it."""
        return [_(self.columns[column].field.label), *(self.words(id_, column) for id_ in self.ids)]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.words(self.ids[index.row()], index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            id_ = self.ids[index.row()]
            return ", ".join(words for column in range(len(self.columns)) if (words := self.words(id_, column)))
        if role == Qt.ItemDataRole.ForegroundRole:
            path = (self._item.key, str(self.ids[index.row()]), self.columns[index.column()].key)
            if (finding := self._binder.draft.problem(path)) is not None:
                tokens = theme.tokens()
                return theme.colour(tokens.on_red if finding.blocks else tokens.on_amber)
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(self.columns[section].field.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _Hairlines(QStyledItemDelegate):
    """A line under each row instead of a grid; the focus is the row's, not the cell's."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.rect = QRect(option.rect)
        super().paint(painter, option, index)
        painter.setPen(QPen(theme.colour(theme.tokens().line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class RowsView(QTableView):
    """The table itself; its keys are those of every list of the program."""

    opened = Signal()
    wanted_new = Signal()
    wanted_gone = Signal()

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kit", "list")
        self.setModel(model)
        self.setItemDelegate(_Hairlines(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(theme.px(40))
        self._dress()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def _dress(self) -> None:
        tokens = theme.tokens()
        sheet = (
            f"QTableView::item {{ padding-left: {theme.px(5)}px; }}"
            f" QHeaderView {{ background: transparent; border: none; }}"
            f" QHeaderView::section {{ color: {tokens.second};"
            f" background: transparent; border: none; border-bottom: 1px solid {tokens.edge};"
            f" padding: {theme.px(4)}px {theme.px(6)}px; }}"
        )
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def share(self) -> None:
        """Give each column what its words want; too little room is taken from the widest ones first."""
        model, metrics = self.model(), QFontMetrics(theme.font())
        if not isinstance(model, RowsModel) or not model.columns:
            return
        wants = [
            max(metrics.horizontalAdvance(words) for words in model.words_of(column)) + theme.px(18)
            for column in range(len(model.columns))
        ]
        room = self.viewport().width()
        if (total := sum(wants)) <= room:
            wants = [want * room // total for want in wants]
            wants[-1] += room - sum(wants)
        while sum(wants) > room and max(wants) > theme.px(48):
            widest = wants.index(max(wants))
            others = [want for place, want in enumerate(wants) if place != widest]
            wants[widest] = max(theme.px(48), room - sum(others), max(others, default=0) - 1)
        for column, width in enumerate(wants):
            self.setColumnWidth(column, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def fit(self) -> None:
        """As high as its rows, up to ten."""
        row = theme.px(28)
        self.verticalHeader().setDefaultSectionSize(row)
        rows = min(self.model().rowCount(), _MOST_ROWS)
        self.setFixedHeight(rows * row + self.horizontalHeader().sizeHint().height() + theme.px(2))
        self.setVisible(rows > 0)
        self.share()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Insert: self.wanted_new, Qt.Key.Key_Delete: self.wanted_gone,
            Qt.Key.Key_Return: self.opened, Qt.Key.Key_Enter: self.opened, Qt.Key.Key_F2: self.opened,
        }  # fmt: skip
        signal = keys.get(Qt.Key(event.key()))
        if signal is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            signal.emit()
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _BETWEEN_SECTIONS:
            event.ignore()  # the sections of the form, not the pages of this small table
            return
        super().keyPressEvent(event)
