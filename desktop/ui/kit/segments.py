"""Exclusive choice by buttons: everything that can be answered is seen, and nothing is answered beforehand.

Option(code, caption, danger=False)
Segmented(options, *, numbered=False, clearable=True, scale=False, parent=None)
    value() -> str | None; set_value(code | None); edited = Signal()
    keys: arrows, digits 1-9 (the n-th option; of a `scale` of numbers the number itself, 1 and 0 are 10),
        Delete or Backspace clears, Tab leaves
YesNo(*, danger="")              codes "yes" and "no"; danger="yes" shows that answer in red
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import drawing, theme
from desktop.ui.kit.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: its code, its word, and whether it is bad news."""

    code: str
    caption: str
    danger: bool = False


class _Segment(QRadioButton):
    """A radio button for Qt and screen readers, a piece of a bar for the eye."""

    def __init__(self, option: Option, number: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self.setText(f"{number} {option.caption}" if number else option.caption)
        self.setAccessibleName(option.caption)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(bold=True))  # as if chosen: choosing moves nothing
        return QSize(metrics.horizontalAdvance(self.text()) + theme.px(26), metrics.height() + theme.px(14))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _neighbour(self, step: int) -> bool:
        """Whether another segment stands beside this one on the same line."""
        x = self.x() - 1 if step < 0 else self.x() + self.width() + 1
        bar = self.parentWidget()
        return bar is not None and isinstance(bar.childAt(x, self.y() + self.height() // 2), _Segment)

    def _outline(self) -> QPainterPath:
        where = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        left, right = self._neighbour(-1), self._neighbour(1)
        radius = theme.px(6)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(where.adjusted(-0.5 if left else 0, 0, 0.5 if right else 0, 0), radius, radius)
        if left:
            path.addRect(QRectF(where.left() - 0.5, where.top(), radius, where.height()))
        if right:
            path.addRect(QRectF(where.right() + 0.5 - radius, where.top(), radius, where.height()))
        return path.simplified()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = (tokens.hover if self.underMouse() and self.isEnabled() else tokens.paper), tokens.ink
        if self.isChecked():
            fill, ink = tokens.pair("red" if self.option.danger else "accent")
        elif not self.isEnabled():
            fill, ink = tokens.panel, tokens.faint
        painter.setBrush(theme.colour(fill))
        framed = self.isChecked() and theme.active().scheme == "contrast"
        painter.setPen(QPen(theme.colour(ink if framed else tokens.edge), 2 if framed else 1))
        painter.drawPath(self._outline())
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.setPen(theme.colour(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            drawing.focus_frame(painter, self.rect().toRectF())


class Segmented(QWidget):
    """One of a few answers; until somebody answers there is none."""

    edited = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        parent: QWidget | None = None,
        *,
        numbered: bool = False,
        clearable: bool = True,
        scale: bool = False,
    ) -> None:
        super().__init__(parent)
        self._clearable, self._scale = clearable, scale
        self._digits = ""  # of the number that is being typed
        self._flow = FlowLayout(self, gap=0, line_gap=4)
        self._group = QButtonGroup(self)
        self._segments: list[_Segment] = []
        for number, option in enumerate(options, 1):
            shown = option.code if scale and option.caption != option.code else str(number) if numbered else ""
            segment = _Segment(option, shown, self)
            self._group.addButton(segment)
            self._flow.addWidget(segment)
            self._segments.append(segment)
            segment.clicked.connect(self.edited)
            segment.installEventFilter(self)
        self.setFocusProxy(self._segments[0])
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._one_tab_stop()

    def value(self) -> str | None:
        """The code of the answer, or None: not answered."""
        chosen = self._group.checkedButton()
        return chosen.option.code if isinstance(chosen, _Segment) else None

    def set_value(self, code: str | None) -> None:
        """Show this answer without telling anybody; None: not answered."""
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.option.code == code)
        self._group.setExclusive(True)
        self._one_tab_stop()

    def set_question(self, name: str) -> None:
        """What is asked: a screen reader says it before each answer."""
        self.setAccessibleName(name)
        for segment in self._segments:
            segment.setAccessibleName(f"{name}: {segment.option.caption}" if name else segment.option.caption)

    def _one_tab_stop(self) -> None:
        """Tab enters the bar once, at the answer given or at the first one."""
        stop = self._group.checkedButton() or self._segments[0]
        for segment in self._segments:
            policy = Qt.FocusPolicy.StrongFocus if segment is stop else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    def _choose(self, at: int) -> None:
        segment = self._segments[at % len(self._segments)]
        segment.setFocus(Qt.FocusReason.TabFocusReason)
        if not segment.isChecked():
            segment.click()
        self._one_tab_stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._digits = ""
        if isinstance(watched, _Segment) and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._key(self._segments.index(watched), event)
        return False

    def _of_scale(self, key: int) -> int:
        """Which option of a scale the key means: the number itself, of two digits too; -1 for none."""
        if not Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._digits = ""
            return -1
        codes = [one.option.code for one in self._segments]
        both = self._digits + chr(key)
        self._digits = both if both in codes else chr(key)
        return codes.index(self._digits) if self._digits in codes else -1

    def _key(self, at: int, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        digit = self._of_scale(key) if self._scale else key - Qt.Key.Key_1
        if 0 <= digit < (len(self._segments) if self._scale else min(9, len(self._segments))):
            self._choose(digit)
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Down}:
            self._choose(at + 1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Up}:
            self._choose(at - 1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._clearable:
            if self.value() is not None:
                self.set_value(None)
                self._segments[at].setFocus()
                self.edited.emit()
        else:
            return False
        return True


class YesNo(Segmented):
    """A question that has to be answered: no first, because most answers are no, and none by itself."""

    def __init__(self, parent: QWidget | None = None, *, danger: str = "") -> None:
        answers = (Option("no", _("no"), danger == "no"), Option("yes", _("yes"), danger == "yes"))
        super().__init__(answers, parent)
