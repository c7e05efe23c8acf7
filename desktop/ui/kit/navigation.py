"""An item of a list of places: a caption, a counter, and whether it is where we are."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import badges, drawing, theme

Calls = Literal["", "amber", "red"]


class PlaceButton(QPushButton):
    """A place one can go to; the counter tells why one should."""

    def __init__(self, key: str, caption: str, parent: QWidget, *, roomy: bool = True) -> None:
        super().__init__(caption, parent)
        self.key = key
        self._count: int | None = None
        self._calls: Calls = ""
        self._roomy = roomy
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None, calls: Calls = "") -> None:
        """Show a counter: quiet, amber (something is missing), red (somebody waits); 0 shows none."""
        self._count, self._calls = count or None, calls
        words = self.text()
        if self._count:
            missing = calls == "amber"
            words = (_("{place}, to fill in: {n}") if missing else _("{place}, {n}")).format(place=words, n=count)
        self.setAccessibleName(words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(bold=True))
        width = metrics.horizontalAdvance(self.text()) + theme.px(60)
        return QSize(width, metrics.height() + theme.px(18 if self._roomy else 14))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        where = self.rect().toRectF()
        ink = tokens.ink
        if self.isChecked():
            ink = tokens.on_tint
            framed = tokens.tint_edge if theme.active().scheme == "contrast" else None
            drawing.box(painter, where, tokens.tint, framed)
        elif self.underMouse():
            drawing.box(painter, where, tokens.hover)
        right = self._paint_count(painter, where)
        font = theme.font(bold=self.isChecked())
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        inside = where.adjusted(theme.px(10), 0, -right - theme.px(6), 0)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        self.setToolTip(self.text() if shown != self.text() else "")
        if self.hasFocus():
            drawing.focus_frame(painter, where)

    def _paint_count(self, painter: QPainter, where: QRectF) -> float:
        """Draw the counter at the right and tell how much room it took."""
        if not self._count:
            return theme.px(10)
        text, tokens = str(self._count), theme.tokens()
        font = theme.font(0.86, bold=bool(self._calls))
        width = QFontMetrics(font).horizontalAdvance(text)
        if self._calls == "red":
            height = drawing.badge_height()
            pill = max(height, width + theme.px(12))
            spot = QRectF(where.right() - theme.px(10) - pill, where.center().y() - height / 2, pill, height)
            badges.count(painter, spot, text, calls=True)
            return pill + theme.px(10)
        painter.setFont(font)
        painter.setPen(theme.colour(tokens.on_amber if self._calls == "amber" else tokens.second))
        spot = where.adjusted(0, 0, -theme.px(10), 0)
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
        return width + theme.px(10)
