"""What was said about one field or sphere, side by side: who said it, how, when, how reliable, and what the card says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.statements import STANDING, Matter, Said, has_value
from desktop.presenters.statements import SaidWords, StatementWords
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.text import Heading, PlainLabel

_BESIDE: Final = 2  # statements in a line: two sources are compared with one look
AT_ONCE: Final = 4  # made before they are first seen
IN_A_SLICE: Final = 2  # made in one pause


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a person can do with a statement; given by the page or the dialog."""

    accept: Callable[[Said], None]
    reject: Callable[[Said], None]
    reopen: Callable[[Said], None]
    remove: Callable[[Said], None]


class SaidCard(QFrame):
    """One statement."""

    def __init__(self, words: SaidWords, deciding: Deciding, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self.setObjectName("said")
        tokens = theme.tokens()
        line = tokens.on_amber if words.denied else tokens.line
        self.setStyleSheet(
            f"QFrame#said {{ background: {tokens.panel}; border: 1px solid {line}; border-radius: {theme.px(6)}px; }}"
        )
        self.setAccessibleName(f"{words.value}. {words.source}. {words.state}")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        column.setSpacing(theme.px(4))
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        value = PlainLabel(words.value, self, bold=True, wrap=True, selectable=True)
        top.addWidget(value, 1)
        sign = "! " if words.denied else ""
        top.addWidget(Badge(sign + words.state, "amber" if words.denied else words.tone, self))
        column.addLayout(top)
        if words.more:
            column.addWidget(PlainLabel(words.more, self, wrap=True, selectable=True))
        for caption, text in (
            (_("Who said it"), words.said.said_by),
            (_("Method"), words.method),
            (_("When"), words.day),
            (_("Reliability"), words.reliability),
            (_("Access"), words.access),
            (_("Reason"), words.reason),
        ):
            if text:
                column.addWidget(PlainLabel(f"{caption}: {text}", self, ink="second", wrap=True))
        column.addStretch(1)
        column.addWidget(self._buttons(deciding))

    def _buttons(self, deciding: Deciding) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row, gap=theme.px(6), line_gap=theme.px(4))
        said = self.words.said
        self.accept_button = Button(_("Accept…"), "plain", parent=row)
        self.accept_button.clicked.connect(lambda: deciding.accept(said))
        self.reject_button = Button(_("Reject…"), "quiet", parent=row)
        self.reject_button.clicked.connect(lambda: deciding.reject(said))
        again = Button(_("Consider again"), "quiet", parent=row)
        again.clicked.connect(lambda: deciding.reopen(said))
        remove = Button(_("Remove…"), "quiet", parent=row)
        remove.clicked.connect(lambda: deciding.remove(said))
        shown = (
            [self.accept_button, self.reject_button]
            if said.state == "open"
            else [again, self.reject_button]
            if said.state in STANDING
            else [self.accept_button, again]
        )
        for button in (*shown, remove):
            button.setAccessibleName(f"{button.text()} {self.words.value}, {said.said_by}")
            flow.addWidget(button)
        for button in (self.accept_button, self.reject_button, again):
            if button not in shown:
                button.hide()
        return row


class MatterView(QWidget):
    """Everything said about one thing: its name, what the card says, the statements two in a line."""

    def __init__(self, words: StatementWords, matter: Matter, deciding: Deciding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matter = matter
        self.cards: list[SaidCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(6))
        column.setSpacing(theme.px(6))
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(Heading(words.title(matter), 3, self))
        outcome, tone = words.outcome(matter)
        top.addWidget(Badge(("! " if matter.disputed else "") + outcome, tone, self))
        top.addStretch(1)
        column.addLayout(top)
        if matter.field:
            says = words.column(matter) or _("nothing yet")
            label = PlainLabel(_("The card says: {value}").format(value=says), self, wrap=True, selectable=True)
            column.addWidget(label)
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for place in range(_BESIDE):
            grid.setColumnStretch(place, 1)
        self._grid, self._words, self._deciding = grid, words, deciding
        self._waiting = _ordered(matter)
        column.addLayout(grid)
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._go_on)
        self._build(AT_ONCE)

    def _build(self, many: int) -> None:
        """So many cards more; the rest in the pauses after, so that keys are heard between them."""
        some, self._waiting = self._waiting[:many], self._waiting[many:]
        for said in some:
            number = len(self.cards)
            card = SaidCard(self._words.said(said, self.matter.against), self._deciding, self)
            self.cards.append(card)
            self._grid.addWidget(card, number // _BESIDE, number % _BESIDE)
        if self._waiting:
            self._slices.start()

    def _go_on(self) -> None:
        self._build(IN_A_SLICE)


def _ordered(matter: Matter) -> list[Said]:
    """Those that stand first, in the order they were said: what is compared lies side by side."""
    return sorted(matter.statements, key=lambda said: (said.state not in STANDING, said.said_on, said.id))


def sentence(words: StatementWords, matter: Matter) -> str:
    """What accepting or rejecting is about, for the question."""
    return words.title(matter) + (f": {words.column(matter)}" if matter.has_column and words.column(matter) else "")


def writes_card(said: Said, matter: Matter) -> bool:
    """Whether accepting it writes something onto the card."""
    return matter.has_column and has_value(said.value)
