"""A layout that goes to the next line when there is no room: chips, segments, groups of buttons.

FlowLayout(parent=None, gap=6, line_gap=6)     # addWidget, takeAt, count as in any layout
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.kit import theme


class FlowLayout(QLayout):
    """Widgets in reading order; the last one of a line may stretch if it wants to."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, at: int, widget: QWidget) -> None:
        """Put a widget before the one that stands at `at`."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        shown = self._shown()
        gap = theme.px(self._gap)
        width = sum(item.sizeHint().width() for item in shown) + gap * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return self._with_margins(QSize(width, height))

    @override
    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used, gap = 0, theme.px(self._gap)
        for item in self._shown():
            wants = min(item.sizeHint().width(), width)
            if lines and used + gap + wants <= width:
                lines[-1].append(item)
                used += gap + wants
            else:
                lines.append([item])
                used = wants
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        gap, y = theme.px(self._gap), area.top()
        for line in self._lines(area.width()):
            height = max(item.sizeHint().height() for item in line)
            x = area.left()
            for item in line:
                size = QSize(min(item.sizeHint().width(), area.width()), item.sizeHint().height())
                widget = item.widget()
                policy = widget.sizePolicy().horizontalPolicy() if widget else QSizePolicy.Policy.Fixed
                if item is line[-1] and policy == QSizePolicy.Policy.Expanding:
                    size.setWidth(area.left() + area.width() - x)
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height + theme.px(self._line_gap)
        if self._shown():
            y -= theme.px(self._line_gap)
        return y - area.top() + margins.top() + margins.bottom()
