"""What the search from anywhere found: a sheet under the search line, moved in by the arrows of the line.

SearchPopup(search, line, parent)      `line` is the window's SearchLine, `parent` the window's content
    opened = Signal(object): the Target to open; left = Signal(): Esc on an empty line
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.lists import SearchHit
from desktop.presenters.search import Search
from desktop.ui.kit import drawing, icons, theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.text import PlainLabel
from desktop.ui.kit.topbar import SearchLine

_DETAIL, _ICON = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ICONS = {"family": "family", "person": "person", "agency": "link"}
_ROWS = 10  # seen at once
_Index = QModelIndex | QPersistentModelIndex


class _HitPainter(QStyledItemDelegate):
    """A sign, the name, and where it is in lighter ink."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(200), QFontMetrics(theme.font()).height() + theme.px(14))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        tokens = theme.tokens()
        where: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(where, theme.colour(tokens.tint if chosen else tokens.paper))
        size = theme.px(16)
        spot = QRectF(where.left() + theme.px(12), where.center().y() - size / 2, size, size)
        if sign := index.data(_ICON):
            icons.paint(painter, sign, spot, tokens.second)
        inside = QRectF(where).adjusted(theme.px(38), 0, -theme.px(12), 0)
        font = theme.font(bold=True)
        room = int(inside.width() * 0.6) if index.data(_DETAIL) else int(inside.width())
        title = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        painter.setPen(theme.colour(tokens.on_tint if chosen else tokens.ink))
        painter.drawText(inside, align, title)
        rest = inside.adjusted(QFontMetrics(font).horizontalAdvance(title) + theme.px(12), 0, 0, 0)
        detail = index.data(_DETAIL) or ""
        painter.setFont(theme.font())
        painter.setPen(theme.colour(tokens.second))
        shown = QFontMetrics(theme.font()).elidedText(detail, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, align, shown)
        painter.restore()


class SearchPopup(QFrame):
    """Never takes the keyboard: one goes on typing while it answers."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, search: Search, line: SearchLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._search, self._line, self._window = search, line, parent
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = PlainLabel("", self, ink="second", wrap=True)
        self.note.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self.hits = QListWidget(self)
        self.hits.setAccessibleName(_("Found"))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setFrameShape(QFrame.Shape.NoFrame)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setItemDelegate(_HitPainter(self.hits))
        self.hits.itemClicked.connect(lambda item: self._clicked(self.hits.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(0)
        column.addWidget(self.note)
        column.addWidget(self.hits, 1)
        line.textEdited.connect(search.type)
        line.entered.connect(lambda _text: self._entered())
        line.left.connect(self._leave)
        line.installEventFilter(self)
        search.changed.subscribe(lambda _none: self._show())
        search.opened.subscribe(self._opened)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows of the line move among what was found; the sheet goes with the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._recent_shown:
                self.hits.setCurrentRow((self.hits.currentRow() + step) % self.hits.count())
                return True
            if step is not None and self.isVisible() and self._search.answer.hits:
                self._search.move(step)
                return True
            if step == 1 and not self._line.text():
                self._show_recent()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.FocusIn and self._line.text():
            self._search.type(self._line.text())
        return False

    def _entered(self) -> None:
        if self._recent_shown:
            self._clicked(self.hits.currentRow())
        else:
            self._search.enter()

    @property
    def _recent_shown(self) -> bool:
        return self.isVisible() and self._search.state == "quiet"

    def _clicked(self, row: int) -> None:
        if not self._recent_shown:
            self._search.open(row)
        elif 0 <= row < len(self._search.recent):
            again = self._search.recent[row]
            self._line.setText(again)
            self._search.type(again)

    def _opened(self, target: object) -> None:
        self.hide()
        self._line.clear()
        self._search.type("")
        self.opened.emit(target)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _show(self) -> None:
        if self._search.state == "quiet" or not self._line.hasFocus():
            self.hide()
            return
        self._fill([self._item(hit) for hit in self._search.answer.hits])
        self.hits.setCurrentRow(self._search.chosen)
        self._say(self._search.words())

    def _show_recent(self) -> None:
        if not self._search.recent:
            return
        items = []
        for line in self._search.recent:
            item = QListWidgetItem(line)
            item.setData(_ICON, "history")
            items.append(item)
        self._fill(items)
        self.hits.setCurrentRow(0)
        self._say(_("Looked for before"))

    def _item(self, hit: SearchHit) -> QListWidgetItem:
        item = QListWidgetItem(hit.title)
        item.setData(_DETAIL, hit.detail)
        item.setData(_ICON, _ICONS.get(hit.kind, ""))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._search.kind_of(hit)}: {hit.title}, {hit.detail}")
        return item

    def _fill(self, items: list[QListWidgetItem]) -> None:
        self.hits.clear()
        for item in items:
            self.hits.addItem(item)
        self.hits.setVisible(bool(items))

    def _say(self, words: str) -> None:
        if words and words != self.note.text():
            announce(self._line, words)
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self._place()
        self.show()
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        drawing.box(QPainter(self), self.rect().toRectF(), tokens.paper, tokens.edge, 6)

    def _place(self) -> None:
        parent = self._window
        at = self._line.mapTo(parent, QPoint(0, self._line.height() + theme.px(4)))
        width = min(max(self._line.width(), theme.px(560)), parent.width() - at.x() - theme.px(8))
        row = QFontMetrics(theme.font()).height() + theme.px(14)
        height = row * min(self.hits.count(), _ROWS) + 8
        if not self.note.isHidden():
            height += max(self.note.heightForWidth(width - 2), self.note.sizeHint().height())
        self.setGeometry(at.x(), at.y(), width, height)
