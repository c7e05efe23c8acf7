"""Rows of chips that are pressed, not removed: whom they met, what became of the steps of the plan.

One Tab stop for a row; arrows go along it, digits answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.presenters.visits import StepChip
from desktop.ui.kit import drawing, icons, theme
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.palettes import Tone

_TONES: Final[Mapping[str, Tone]] = {"done": "green", "partly": "amber", "not_done": "red", "not_due": "plain"}
_SIGNS: Final = {"done": "check", "partly": "clock", "not_done": "close"}


class PressChip(QPushButton):
    """A chip with a tone, or an outline while nothing is said; the sign repeats the tone."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._tone: Tone | None = None
        self._sign = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def wear(self, tone: Tone | None, sign: str = "") -> None:
        """Show this tone and sign; None: nothing is said."""
        if (tone, sign) != (self._tone, self._sign):
            self._tone, self._sign = tone, sign
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(0.94, bold=True))  # as if chosen: choosing moves nothing
        sign = theme.px(18) if self._sign else 0
        return QSize(metrics.horizontalAdvance(self.text()) + theme.px(22) + sign, metrics.height() + theme.px(9))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(56), self.sizeHint().width()), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = self.rect().toRectF()
        fill, ink = tokens.pair(self._tone) if self._tone else (tokens.paper, tokens.second)
        if not self.isEnabled():
            fill, ink = tokens.panel, tokens.faint
        elif self.underMouse() and self._tone is None:
            fill = tokens.hover
        framed = self._tone is None or theme.active().scheme == "contrast"
        radius = where.height() / 2 / theme.active().zoom
        drawing.box(painter, where, fill, tokens.edge if framed else None, radius)
        inside = where.adjusted(theme.px(10), 0, -theme.px(10), 0)
        if self._sign:
            size = theme.px(14)
            icons.paint(painter, self._sign, QRectF(inside.left(), inside.center().y() - size / 2, size, size), ink)
            inside.adjust(theme.px(18), 0, 0, 0)
        font = theme.font(0.94, bold=self._tone is not None)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(inside.width()) + 3)
        painter.drawText(inside.adjusted(0, 0, 4, 0), int(Qt.AlignmentFlag.AlignVCenter), shown)
        if self.hasFocus():
            drawing.focus_frame(painter, where, radius)


class ChipRow(QWidget):
    """Chips in reading order with one Tab stop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap=6, line_gap=6)
        self.flow.setContentsMargins(0, theme.px(4), 0, theme.px(2))
        self.chips: list[PressChip] = []
        self._question = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_question(self, name: str) -> None:
        """What a screen reader says before each chip."""
        self._question = name
        self.setAccessibleName(name)

    def lay(self, texts: Sequence[str]) -> None:
        """Chips with these texts, before whatever else stands in the row."""
        for chip in self.chips:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for at, text in enumerate(texts):
            chip = PressChip(text, self)
            chip.installEventFilter(self)
            chip.clicked.connect(lambda _checked=False, at=at: self.pressed(at))
            self.flow.insert_widget(at, chip)
            chip.show()
            self.chips.append(chip)
        self._stop_at(0)

    def pressed(self, at: int) -> None:
        """The chip was clicked, or Space pressed on it."""
        raise TypeError(f"{type(self).__name__} does nothing with chip {at}")  # every row says what

    def digit(self, number: int, at: int) -> bool:
        """A digit was pressed on the chip `at`; True when it was an answer."""
        raise TypeError(f"{type(self).__name__}: {number} at {at}")

    def _stop_at(self, at: int) -> None:
        for number, chip in enumerate(self.chips):
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus)
        if self.chips:
            self.setFocusProxy(self.chips[at])

    def _go(self, at: int) -> None:
        at %= len(self.chips)
        self.chips[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._stop_at(at)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.chips):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not isinstance(watched, PressChip):
            return False
        at, key = self.chips.index(watched), event.key()
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Down}:
            self._go(at + 1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Up}:
            self._go(at - 1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return self.digit(key - Qt.Key.Key_0, at)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            return self.digit(0, at)
        else:
            return False
        return True


class PeopleChips(ChipRow):
    """Adults of the family: a digit or Space says that they were met."""

    toggled = Signal(object)  # UUID

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[tuple[UUID, str], ...] = ()

    def show_people(self, people: tuple[tuple[UUID, str], ...], met: frozenset[UUID]) -> None:
        """These adults; the met ones are chosen."""
        if people != self._people:
            self._people = people
            self.lay([f"{at} {name}" for at, (_id, name) in enumerate(people, 1)])
        for chip, (id_, name) in zip(self.chips, people, strict=True):
            chip.wear("accent" if id_ in met else None)
            said = _("met") if id_ in met else _("not met")
            chip.setAccessibleName(f"{self._question}: {name}, {said}")

    @override
    def pressed(self, at: int) -> None:
        self.toggled.emit(self._people[at][0])

    @override
    def digit(self, number: int, at: int) -> bool:
        if 1 <= number <= len(self._people):
            self.pressed(number - 1)
            return True
        return False


class StepChips(ChipRow):
    """Steps of the plan: 1 to 4 mark the step, Space offers the marks."""

    marked = Signal(object, str)  # UUID, mark

    def __init__(self, marks: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._steps = tuple(marks), tuple[StepChip, ...]()
        self._menu: QMenu | None = None

    def show_steps(self, steps: tuple[StepChip, ...]) -> None:
        """These steps with their marks."""
        if [(s.id, s.short) for s in steps] != [(s.id, s.short) for s in self._steps]:
            had = next((at for at, chip in enumerate(self.chips) if chip.hasFocus()), None)
            self.lay([step.short for step in steps])
            if had is not None and self.chips:
                self._go(min(had, len(self.chips) - 1))
        self._steps = steps
        captions = dict(self._marks)
        for chip, step in zip(self.chips, steps, strict=True):
            chip.wear(_TONES.get(step.mark, "plain") if step.mark else None, _SIGNS.get(step.mark, ""))
            said = captions.get(step.mark, _("not marked"))
            chip.setAccessibleName(f"{self._question}: {step.words}, {said}")
            chip.setToolTip(f"{step.words}\n{said}")

    @override
    def pressed(self, at: int) -> None:
        menu = self._menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, (code, caption) in enumerate(self._marks, 1):
            action = menu.addAction(f"&{number} {caption}")
            action.triggered.connect(lambda _checked=False, code=code: self._mark(at, code))
        if self._steps[at].touched:
            menu.addSeparator()
            menu.addAction(_("Take the mark back")).triggered.connect(lambda: self._mark(at, ""))
        menu.popup(self.chips[at].mapToGlobal(QPoint(0, self.chips[at].height() + 2)))

    def _mark(self, at: int, code: str) -> None:
        self.marked.emit(self._steps[at].id, code)

    @override
    def digit(self, number: int, at: int) -> bool:
        if number > len(self._marks):
            return False
        self._mark(at, self._marks[number - 1][0] if number else "")
        return True
