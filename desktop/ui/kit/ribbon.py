"""The ribbon of stages: done, open now, ahead. Stages overlap, so several may be open at once.

    Stage(key, caption, state="todo" | "open" | "done", note="")
    StageRibbon(stages=(), parent=None)      set_stages(stages); set_low(low=...): words beside the dots;
                                             chosen = Signal(str) by click, Enter or
        Space;
                                             Left and Right move between stages; one Tab stop
Where a caption has no room its short form stands, or it ends in an ellipsis; the tooltip has it whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.ui.kit import drawing, theme

State = Literal["done", "open", "todo"]
_IN_ONE_ROW = 7  # stages that stand in one line at any width
_ROOM = 118  # of one stage, when there are more
_SPOKEN: dict[State, str] = {"done": N_("done"), "open": N_("open"), "todo": N_("ahead")}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the work: its caption, whether it is open, and a note such as its term."""

    key: str
    caption: str
    state: State = "todo"
    note: str = ""
    short: str = ""  # stands for the caption where there is no room for it


class _StageButton(QPushButton):
    def __init__(self, stage: Stage, before: State | None, parent: QWidget) -> None:
        super().__init__(stage.caption, parent)
        self.stage, self._before = stage, before
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = f"{stage.caption}, {_(_SPOKEN[stage.state])}"
        self.setAccessibleName(f"{said}, {stage.note}" if stage.note else said)
        self.setToolTip(f"{stage.caption}\n{stage.note}" if stage.note else stage.caption)
        self.last = self.noted = self.low = False

    def _fonts(self) -> tuple[QFont, QFont]:
        return theme.font(0.92, bold=self.stage.state == "open"), theme.font(0.86)

    @override
    def sizeHint(self) -> QSize:
        caption, note = (QFontMetrics(font) for font in self._fonts())
        if self.low:
            return QSize(caption.horizontalAdvance(self.stage.caption) + theme.px(30), caption.height() + theme.px(8))
        height = theme.px(24) + caption.height() + (note.height() if self.noted else 0)
        return QSize(caption.horizontalAdvance(self.stage.caption) + theme.px(20), height)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(34), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, y = theme.px(6 if self.low else 7), self.height() / 2 if self.low else theme.px(11)
        centre = QPointF(radius + theme.px(4), y)
        if not self.low:
            self._paint_line(painter, centre)
        self._paint_dot(painter, centre, radius)
        caption, note = self._fonts()
        open_now = self.stage.state == "open"
        line = QFontMetrics(caption).height()
        where = QRectF(theme.px(3), theme.px(21), self.width() - theme.px(10), line)
        if self.low:
            where = QRectF(theme.px(21), (self.height() - line) / 2, self.width() - theme.px(25), line)
        ink = tokens.on_tint if open_now else tokens.ink if self.stage.state == "done" else tokens.second
        fits = QFontMetrics(caption).horizontalAdvance(self.stage.caption) <= where.width()
        self._paint_words(painter, where, self.stage.caption if fits else self.stage.short or self.stage.caption, caption, ink)
        where = QRectF(where.left(), where.bottom(), where.width(), QFontMetrics(note).height())
        if not self.low:
            self._paint_words(painter, where, self.stage.note, note, tokens.on_tint if open_now else tokens.second)
        if self.hasFocus():
            drawing.focus_frame(painter, self.rect().toRectF().adjusted(0, 0, -theme.px(3), 0))

    def _paint_words(self, painter: QPainter, where: QRectF, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(where.width()))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), shown)

    def _paint_line(self, painter: QPainter, centre: QPointF) -> None:
        tokens = theme.tokens()

        def pen(passed: bool) -> QPen:  # noqa: FBT001  local
            return QPen(theme.colour(tokens.accent if passed else tokens.edge), theme.px(2.5 if passed else 2))

        if self._before is not None:
            painter.setPen(pen(self._before == "done"))
            painter.drawLine(QPointF(0, centre.y()), centre)
        if not self.last:
            painter.setPen(pen(self.stage.state == "done"))
            painter.drawLine(centre, QPointF(self.width(), centre.y()))

    def _paint_dot(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        tokens = theme.tokens()
        if self.stage.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tokens.accent))
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(QPen(theme.colour(tokens.on_accent), theme.px(1.6)))
            step = radius / 7
            painter.drawPolyline([
                centre + QPointF(-3 * step, 0.2 * step), centre + QPointF(-0.8 * step, 2.4 * step),
                centre + QPointF(3.2 * step, -2.4 * step),
            ])  # fmt: skip
            return
        painter.setBrush(theme.colour(tokens.paper))
        if self.stage.state == "open":
            painter.setPen(QPen(theme.colour(tokens.tint), theme.px(4)))
            painter.drawEllipse(centre, radius + 1, radius + 1)
            painter.setPen(QPen(theme.colour(tokens.accent), theme.px(3)))
            painter.drawEllipse(centre, radius - 1, radius - 1)
            return
        painter.setPen(QPen(theme.colour(tokens.edge), theme.px(2)))
        painter.drawEllipse(centre, radius - 1, radius - 1)


class StageRibbon(QWidget):
    """All stages of a case on one line, or on two where there are many, none over another at any width."""

    chosen = Signal(str)

    def __init__(self, stages: Sequence[Stage] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Stages of the work"))
        self._buttons: list[_StageButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(6))
        self._in_row = 0
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_stages(stages)

    def set_stages(self, stages: Sequence[Stage]) -> None:
        """Show exactly these, in their order."""
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons = []
        before: State | None = None
        for stage in stages:
            button = _StageButton(stage, before, self)
            before = stage.state
            button.clicked.connect(lambda _checked=False, key=stage.key: self.chosen.emit(key))
            self._buttons.append(button)
            button.show()
        if self._buttons:
            self._buttons[-1].last = True
            for button in self._buttons:
                button.noted, button.low = any(stage.note for stage in stages), self._low
            stop = next((b for b in self._buttons if b.stage.state == "open"), self._buttons[0])
            self._stop_at(stop)
        self._in_row = 0
        self._lay_out()
        self.updateGeometry()

    def set_low(self, *, low: bool) -> None:
        """In a low window a stage is a dot and a word; its note is in the tooltip."""
        self._low = low
        for button in self._buttons:
            button.low = low
            button.updateGeometry()
            button.update()

    def _lay_out(self) -> None:
        """One line while each stage has room for a word; many stages in a narrow window stand in two lines."""
        many = len(self._buttons)
        room = self.contentsRect().width() // max(1, many)
        in_row = many if many <= _IN_ONE_ROW or room >= theme.px(_ROOM) else (many + 1) // 2
        if in_row == self._in_row:
            return
        for column in range(max(in_row, self._in_row)):
            self._grid.setColumnStretch(column, 1 if column < in_row else 0)
        self._in_row = in_row
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // in_row, place % in_row)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _stop_at(self, stop: _StageButton) -> None:
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step and isinstance(focused, _StageButton):
            to = self._buttons[(self._buttons.index(focused) + step) % len(self._buttons)]
            self._stop_at(to)
            to.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
