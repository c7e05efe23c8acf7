"""Badges say a state in a word; chips are chosen things that can be taken away again.

    Badge(text, tone="plain")                     .say(text, tone)
    Chip(text, *, removable=True, tone="accent")  removed = Signal(); Delete or Backspace or the cross
        removes it
    ChipBar(add_caption="")                       filters: set_chips([(key, text)]), removed = Signal(str),
                                                  add_requested = Signal(); add_button to hang a menu on
    CountBadge(number, *, calls=False)            the counter of a heading
Neither ever breaks into two lines. tone: plain, accent, green, amber, red.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import drawing, theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.palettes import Tone
from desktop.ui.kit.text import PlainLabel


class Badge(PlainLabel):
    """A word about the state of something; the colour only repeats it."""

    def __init__(self, text: str = "", tone: Tone = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, scale=0.86, bold=True)
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if parent:
            self.setVisible(bool(text))

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Show another state; an empty one hides the badge."""
        self._tone = tone
        self.setText(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(drawing.badge_width(self.text()), drawing.badge_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(180), self.sizeHint().width()), drawing.badge_height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawing.badge(QPainter(self), self.rect().toRectF(), self.text(), self._tone)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")


class Chip(QPushButton):
    """Something chosen, on one line; the keyboard can take it away as well as the cross."""

    removed = Signal()

    def __init__(
        self, text: str, parent: QWidget | None = None, *, removable: bool = True, tone: Tone = "accent",
        outlined: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._removable, self._tone, self._outlined = removable, tone, outlined
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if removable:
            self.setAccessibleDescription(_("Delete removes it"))
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _cross_room(self) -> int:
        return theme.px(16) if self._removable else 0

    def _font_scale(self) -> float:
        return 0.94 if self._outlined else 0.86

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(self._font_scale(), bold=not self._outlined))
        width = metrics.horizontalAdvance(self.text()) + theme.px(20) + self._cross_room()
        return QSize(width, metrics.height() + theme.px(8 if self._outlined else 5))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(56), self.sizeHint().width()), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill, ink = theme.tokens().pair(self._tone)
        painter = QPainter(self)
        where = self.rect().toRectF()
        framed = self._outlined or theme.active().scheme == "contrast"
        radius = where.height() / 2 / theme.active().zoom
        drawing.box(painter, where, fill, theme.tokens().tint_edge if framed else None, radius)
        font = theme.font(self._font_scale(), bold=not self._outlined)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        inside = where.adjusted(theme.px(10), 0, -theme.px(10) - self._cross_room(), 0)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(inside.width()) + 2)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(inside.adjusted(0, 0, 3, 0), flags, shown)
        self.setToolTip(self.text() if shown != self.text() else "")
        if self._removable:
            self._paint_cross(painter, ink)
        if self.hasFocus():
            drawing.focus_frame(painter, where, radius)

    def _paint_cross(self, painter: QPainter, ink: str) -> None:
        centre = QPointF(self.width() - theme.px(14), self.height() / 2)
        arm = theme.px(3)
        painter.setPen(QPen(theme.colour(ink), 1.4))
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._removable and event.position().x() >= self.width() - theme.px(24):
            self.removed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
            return
        super().keyPressEvent(event)


class ChipBar(QWidget):
    """The filters that are on, as chips in one row that goes to the next line when it must."""

    removed = Signal(str)
    add_requested = Signal()

    def __init__(self, add_caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=8, line_gap=6)
        self._chips: dict[str, Chip] = {}
        self.add_button = Button(add_caption or _("+ filter"), "quiet", parent=self)
        self.add_button.clicked.connect(self.add_requested)
        self._flow.addWidget(self.add_button)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chips(self, chips: Iterable[tuple[str, str]]) -> None:
        """Show exactly these (key, text); the focus stays in the bar."""
        had_focus = any(chip.hasFocus() for chip in self._chips.values())
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for at, (key, text) in enumerate(chips):
            chip = Chip(text, self, outlined=True)
            chip.removed.connect(lambda key=key: self.removed.emit(key))
            self._flow.insert_widget(at, chip)
            chip.show()
            self._chips[key] = chip
        if had_focus:
            (next(iter(self._chips.values()), None) or self.add_button).setFocus()
        self.updateGeometry()


class CountBadge(QWidget):
    """A number beside a heading or a link; red only when it calls for somebody."""

    def __init__(self, number: int | None = None, parent: QWidget | None = None, *, calls: bool = False) -> None:
        super().__init__(parent)
        self._text, self._calls = "", calls
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.count(number)

    def count(self, number: int | None) -> None:
        """Show this number; None hides it."""
        self._text = "" if number is None else str(number)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if not self._text:
            return QSize(0, 0)
        height = drawing.badge_height()
        return QSize(max(height, drawing.badge_width(self._text) - theme.px(4)), height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            count(QPainter(self), self.rect().toRectF(), self._text, calls=self._calls)


def count(painter: QPainter, where: QRectF, text: str, *, calls: bool) -> None:
    """A counter in its pill, filling `where`."""
    tokens = theme.tokens()
    fill, ink = (tokens.red_strong, tokens.on_red_strong) if calls else (tokens.grey, tokens.on_grey)
    drawing.box(painter, where, fill, None, where.height() / 2 / theme.active().zoom)
    painter.setFont(theme.font(0.86, bold=True))
    painter.setPen(theme.colour(ink))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)
