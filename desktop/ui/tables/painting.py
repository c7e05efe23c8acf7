"""How cells and headers are painted: badges on one line, signs that do not change the height of a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from desktop.ui.kit import drawing, icons, theme
from desktop.ui.kit.palettes import Tokens
from desktop.ui.tables.columns import Column, Mark, words
from desktop.ui.tables.paged import LOADING, cell_of

_Index = QModelIndex | QPersistentModelIndex
_MARGIN = 10


def row_height() -> int:
    """How high every row of every list is."""
    return QFontMetrics(theme.font()).height() + theme.px(16)


class CellPainter(QStyledItemDelegate):
    """Paints a cell as its column describes it."""

    def __init__(self, columns: tuple[Column, ...], view: QTableView) -> None:
        super().__init__(view)
        self._columns, self._view = columns, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        column = self._columns[index.column()]
        text = words(cell_of(index))
        width = QFontMetrics(theme.font(bold=column.bold)).horizontalAdvance(text) + 2 * theme.px(_MARGIN)
        if column.kind != "text":
            width = max(width, drawing.badge_width(text) + 2 * theme.px(_MARGIN)) + theme.px(8)
        return QSize(width, row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        tokens = theme.tokens()
        where: QRect = option.rect
        self._paint_ground(painter, option, index, where, tokens)
        column = self._columns[index.column()]
        inside = QRectF(where.adjusted(theme.px(_MARGIN), 0, -theme.px(_MARGIN // 2), 0))
        if index.data(LOADING):
            height = theme.px(7)
            bar = QRectF(inside.left(), inside.center().y() - height / 2, inside.width() * 0.6, height)
            drawing.box(painter, bar, tokens.line, None, 3)
        else:
            self._paint_cell(painter, inside, column, index, tokens)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, where: QRect, tokens: Tokens) -> None:
        state = option.state
        painter.fillRect(where, theme.colour(tokens.paper))
        if state & QStyle.StateFlag.State_Selected:
            active = self._view.hasFocus()
            painter.fillRect(where, theme.colour(tokens.tint if active else tokens.tint_soft))
        painter.fillRect(where.left(), where.bottom(), where.width(), 1, theme.colour(tokens.line))
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            accent = theme.colour(tokens.accent)  # the place of the keyboard: a frame round the whole row
            painter.fillRect(where.left(), where.top(), where.width(), 2, accent)
            painter.fillRect(where.left(), where.bottom() - 1, where.width(), 2, accent)
            header = self._view.horizontalHeader()
            visible = [n for n in map(header.logicalIndex, range(header.count())) if not header.isSectionHidden(n)]
            if visible and index.column() == visible[0]:
                painter.fillRect(where.left(), where.top(), 2, where.height(), accent)
            if visible and index.column() == visible[-1]:
                painter.fillRect(where.right() - 1, where.top(), 2, where.height(), accent)

    def _paint_cell(self, painter: QPainter, inside: QRectF, column: Column, index: _Index, tokens: Tokens) -> None:
        cell = cell_of(index)
        text, ink = words(cell), tokens.second if column.second else tokens.ink
        if isinstance(cell, Mark) and column.kind == "badge":
            drawing.badge(painter, inside, cell.text, cell.tone)
            return
        if isinstance(cell, Mark) and cell.tone != "plain":
            ink = tokens.pair(cell.tone)[1]
            size = theme.px(15)
            sign = "clock" if column.kind == "overdue" else "check" if cell.tone == "green" else "alert"
            if cell.tone != "accent":
                icons.paint(painter, sign, QRectF(inside.left(), inside.center().y() - size / 2, size, size), ink)
                inside = inside.adjusted(size + theme.px(5), 0, 0, 0)
        font = theme.font(bold=column.bold)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        line = " ".join(text.split("\n"))
        shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
        align = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight}.get(
            column.align, Qt.AlignmentFlag.AlignHCenter
        )
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


class Header(QHeaderView):
    """Quiet captions and a small triangle where the order comes from."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.sorted_by: tuple[int, bool] = (-1, False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(36))

    def set_sorted(self, section: int, *, descending: bool) -> None:
        """Draw the triangle here."""
        self.sorted_by = (section, descending)
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font(0.92)).height() + theme.px(14))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        tokens = theme.tokens()
        painter.fillRect(rect, theme.colour(tokens.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour(tokens.edge))
        column = self._columns[logicalIndex]
        sorted_here = self.sorted_by[0] == logicalIndex
        font = theme.font(0.92, bold=sorted_here)
        painter.setFont(font)
        painter.setPen(theme.colour(tokens.ink if sorted_here else tokens.second))
        room = theme.px(14) if sorted_here else 0
        inside = rect.adjusted(theme.px(_MARGIN), 0, -theme.px(_MARGIN // 2) - room, 0)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(column.caption, Qt.TextElideMode.ElideRight, inside.width())
        align = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
        if sorted_here:
            left = inside.right() if column.align == "right" else inside.left() + metrics.horizontalAdvance(shown)
            self._triangle(painter, QPointF(left + theme.px(8), rect.center().y() + 0.5), tokens)
        painter.restore()

    def _triangle(self, painter: QPainter, centre: QPointF, tokens: Tokens) -> None:
        arm = theme.px(3.5)
        up = 1 if self.sorted_by[1] else -1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tokens.ink))
        painter.drawPolygon(
            QPolygonF([
                centre + QPointF(-arm, -up * arm * 0.6), centre + QPointF(arm, -up * arm * 0.6),
                centre + QPointF(0, up * arm * 0.9),
            ])
        )  # fmt: skip
