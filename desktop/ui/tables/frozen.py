"""The first column of a wide table, which stays in view when the table is pushed sideways: whose row it is must be read.

It is painted over the table by the table's own header and delegate and holds nothing; a click on it goes to the first cell.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from desktop.ui.kit import theme
from desktop.ui.tables.painting import Header

_FIRST: Final = 0


class FrozenColumn(QWidget):
    """Shown only while the table is pushed sideways."""

    def __init__(self, table: QTableView, header: Header) -> None:
        super().__init__(table)
        self._table, self._header = table, header
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or each repaint would have the table repainted below
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        table.horizontalScrollBar().valueChanged.connect(self.settle)
        table.verticalScrollBar().valueChanged.connect(self.settle)
        table.selectionModel().currentChanged.connect(self.settle)
        model = table.model()
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self.settle)

    def settle(self) -> None:
        """Where it stands now, if it is wanted."""
        table = self._table
        room = table.viewport().geometry()
        wide = table.columnWidth(_FIRST)
        self.setVisible(table.horizontalScrollBar().value() > 0 and wide < room.width() // 2)
        self.setGeometry(room.left(), self._header.y(), wide, self._header.height() + room.height())
        self.raise_()
        self.update()

    def uncover(self, cell: QRect) -> None:
        """Push the table so far that this cell does not stand under the column."""
        if self.isVisibleTo(self._table) and cell.left() < self.width():
            bar = self._table.horizontalScrollBar()
            bar.setValue(bar.value() - (self.width() - cell.left()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        table, painter = self._table, QPainter(self)
        tokens, model = theme.tokens(), self._table.model()
        painter.fillRect(self.rect(), theme.colour(tokens.paper))
        top = self._header.height()
        painter.setClipRect(0, top, self.width(), self.height() - top)
        option = QStyleOptionViewItem()
        delegate = table.itemDelegate()
        for row in range(model.rowCount()):
            option.rect = QRect(0, top + table.rowViewportPosition(row), self.width(), table.rowHeight(row))
            index = model.index(row, _FIRST)
            chosen = table.selectionModel().isSelected(index)
            option.state = QStyle.StateFlag.State_Selected if chosen else QStyle.StateFlag.State_None
            delegate.paint(painter, option, index)
        painter.setClipping(False)
        self._header.paintSection(painter, QRect(0, 0, self.width(), top), _FIRST)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour(tokens.edge))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        down = round(event.position().y()) - self._header.height()
        if down < 0 and self._header.sectionsClickable():
            self._header.sectionClicked.emit(_FIRST)
        elif down >= 0 and (row := self._table.rowAt(down)) >= 0:
            self._table.setFocus(Qt.FocusReason.MouseFocusReason)
            self._table.setCurrentIndex(self._table.model().index(row, _FIRST))
