"""A list inside a form: a small table, a button to add, and the editor of one row below it.

    RowsTable(item, binder, level=3, parent=None)
        Ins adds, Enter or F2 opens the row, Delete takes it away (Ctrl+Z brings it back), Esc closes the editor
        open_row(id, key=""); refresh(); say(lines)
"""

from __future__ import annotations

import itertools
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Path, Rows
from desktop.ui.forms.binder import Binder
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import FieldGrid
from desktop.ui.kit.text import Heading, PlainLabel

_ROOT = QModelIndex()
_MOST_ROWS = 10  # shown without scrolling
Index = QModelIndex | QPersistentModelIndex


def enter_moves(widget: QWidget, event: QKeyEvent) -> bool:
    """Enter that no editor wanted goes to the next box, with Shift to the one before; whether it was such a key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    back = modifiers == Qt.KeyboardModifier.ShiftModifier
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (modifiers and not back):
        return False
    if widget.focusWidget() is not None:
        widget.focusNextPrevChild(not back)
    return True


def chain(stops: list[QWidget]) -> None:
    """Tab goes from each to the next, whenever each was made."""
    for before, after in itertools.pairwise(stops):
        QWidget.setTabOrder(before, after)


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
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
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


class _View(QTableView):
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
            f"QHeaderView {{ background: transparent; border: none; }} QHeaderView::section {{ color: {tokens.second};"
            f" background: transparent; border: none; border-bottom: 1px solid {tokens.edge};"
            f" padding: {theme.px(4)}px {theme.px(6)}px; }}"
        )
        if self.horizontalHeader().styleSheet() != sheet:
            self.horizontalHeader().setStyleSheet(sheet)
            self.setStyleSheet(f"QTableView::item {{ padding-left: {theme.px(5)}px; }}")

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
        super().keyPressEvent(event)


class _EditorFrame(QFrame):
    """The editor of one row: Enter goes to its next box."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_moves(self, event):
            super().keyPressEvent(event)


class RowsTable(QWidget):
    """Heading with the count, table, remarks, and the editor of the row that is open."""

    def __init__(self, item: Rows, binder: Binder, level: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self._binder = item, binder
        self._editor: QFrame | None = None
        self._open: UUID | None = None
        self.model = RowsModel(item, binder)
        self.view = _View(self.model, self)
        self.view.setAccessibleName(_(item.label))
        self._count = CountBadge(parent=self)
        self._empty = PlainLabel(_("Nothing here yet"), self, ink="faint")
        self._remarks = PlainLabel(parent=self, ink="amber", scale=0.9, wrap=True)
        self.add_button = Button(_("Add"), keys="Ins", parent=self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(4))
        self._layout.addLayout(self._head(level))
        for widget in (self._empty, self.view, self._remarks):
            self._layout.addWidget(widget)
        self.view.opened.connect(self._open_current)
        self.view.wanted_new.connect(self.add)
        self.view.wanted_gone.connect(self._remove_current)
        self.add_button.clicked.connect(self.add)
        self.refresh()

    def _head(self, level: int) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Heading(_(self.item.label), level, self))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.add_button)
        return head

    def refresh(self) -> None:
        """Show what the draft has now; the chosen row stays chosen, a removed one closes its editor."""
        chosen = self.current()
        self.model.refresh()
        if chosen in self.model.ids:
            self.view.selectRow(self.model.ids.index(chosen))
        self._count.count(len(self.model.ids) or None)
        self._empty.setVisible(not self.model.ids)
        self.view.fit()
        if self._open is not None and self._open not in self.model.ids:
            self.close_editor()
        self._say()

    def current(self) -> UUID | None:
        """The chosen row."""
        at = self.view.currentIndex().row()
        return self.model.ids[at] if 0 <= at < len(self.model.ids) else None

    def add(self) -> None:
        """A new row, open for typing."""
        self.open_row(self._binder.draft.add_row(self.item.key))
        self._binder.edited.emit()

    def open_row(self, id_: UUID, key: str = "") -> None:
        """Show the editor of a row below the table, with the keyboard in the box `key` or in the first one."""
        self.close_editor()
        self._open = id_
        self.view.selectRow(self.model.ids.index(id_))
        self._editor = self._made_editor(id_)
        self._layout.addWidget(self._editor)
        self._editor.show()
        chain([self.view, *self.stops()[1:]])
        first = key or self.item.fields[0].key
        bound = self._binder.at((self.item.key, str(id_), first))
        if bound is not None:
            bound.row.focus_editor()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order: the table, the boxes of the open row, its buttons, «add»."""
        inside: list[QWidget] = []
        if self._editor is not None and self._open is not None:
            paths = [(self.item.key, str(self._open), placed.key) for placed in self.item.fields]
            inside = [bound.editing.widget for path in paths if (bound := self._binder.at(path))]
            inside += self._editor.findChildren(Button)
        return [self.view, *inside, self.add_button]

    def close_editor(self) -> None:
        """Nothing more to type in the row; what was typed is in the draft already."""
        if self._editor is None:
            return
        editor, self._editor, self._open = self._editor, None, None
        self._binder.settle_silently()
        self._binder.forget(self.item.key)
        focus = QApplication.focusWidget()
        had_focus = focus is not None and editor.isAncestorOf(focus)
        editor.hide()
        editor.deleteLater()
        if had_focus:
            (self.view if self.model.ids else self.add_button).setFocus()

    def _made_editor(self, id_: UUID) -> QFrame:
        frame = _EditorFrame(self)
        frame.setObjectName("row")
        tokens = theme.tokens()
        frame.setStyleSheet(
            f"QFrame#row {{ background: {tokens.panel}; border: 1px solid {tokens.line}; border-radius: {theme.px(6)}px; }}"
        )
        grid = FieldGrid(2, frame)
        for placed in self._binder.draft.visible_in_row(self.item.key, id_):
            path: Path = (self.item.key, str(id_), placed.key)
            if placed.new_line:
                grid.new_line()
            wide = placed.field.kind in {"long", "choices"} or placed.field.size > 300
            grid.add(self._binder.bind(placed, path, grid), 2 if wide else placed.span)
        done, gone = Button(_("Done"), keys="Esc", parent=frame), Button(_("Remove row"), "quiet", parent=frame)
        done.clicked.connect(self.close_editor)
        gone.clicked.connect(lambda: self._remove(id_))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(gone)
        buttons.addWidget(done)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        layout.addWidget(grid)
        layout.addLayout(buttons)
        return frame

    def _open_current(self) -> None:
        if (id_ := self.current()) is not None:
            self.open_row(id_)

    def _remove_current(self) -> None:
        if (id_ := self.current()) is not None:
            self._remove(id_)

    def _remove(self, id_: UUID) -> None:
        self._binder.draft.remove_row(self.item.key, id_)
        self._binder.edited.emit()

    def _say(self) -> None:
        """What is wrong with rows, below the table: which row, then what."""
        lines, blocks = [], False
        for finding in self._binder.draft.findings():
            if finding.path[:1] == (self.item.key,) and len(finding.path) > 1:
                id_ = UUID(finding.path[1])
                row = self.model.words(id_, 0) if self.model.columns else ""
                lines.append(f"{row}: {finding.message.words()}" if row else finding.message.words())
                blocks = blocks or finding.blocks
        self._remarks.setText("\n".join(lines[:4]))
        self._remarks.set_ink("red" if blocks else "amber")
        self._remarks.setVisible(bool(lines))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editor is not None:
            self.close_editor()
            return
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add()
            return
        super().keyPressEvent(event)
