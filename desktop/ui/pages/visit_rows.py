"""Rows of questions of a visit: each child seen or not, each danger yes or no. None of them has a default."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.rules.visits import DANGERS
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.lines import ParsedLine
from desktop.ui.kit.segments import Option, Segmented, YesNo
from desktop.ui.kit.text import PlainLabel


class Asked(QWidget):
    """A short question with its buttons, on one line."""

    def __init__(self, words: str, buttons: Segmented, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self.buttons = words, buttons
        self.label = PlainLabel(words, self)
        buttons.set_question(words)
        buttons.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.label)
        row.addWidget(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class _Row(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap=18, line_gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_question(self, name: str) -> None:
        """What the row is about, for a screen reader."""
        self.setAccessibleName(name)


class ChildrenRow(_Row):
    """Each child of the household; plus answers for all at once, when it is so."""

    said = Signal(object, object)  # UUID, bool or None
    said_of_all = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked: dict[UUID, Asked] = {}
        self._children: tuple[tuple[UUID, str], ...] = ()
        self._all = Button(_("All seen"), "quiet", keys="+", parent=self)
        self._all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._all.clicked.connect(lambda: self.said_of_all.emit(True))
        self._none = PlainLabel(_("There are no children in the household"), self, ink="second")
        self.flow.addWidget(self._none)
        self.flow.addWidget(self._all)

    def show_children(self, children: tuple[tuple[UUID, str], ...], answers: Mapping[UUID, bool], *, nobody: bool) -> None:
        """These children and what was said of them; `nobody`: nobody opened, so none was seen."""
        if children != self._children:
            self._rebuild(children)
        for child, asked in self.asked.items():
            answer = False if nobody else answers.get(child)
            code = None if answer is None else "seen" if answer else "not_seen"
            if asked.buttons.value() != code:
                asked.buttons.set_value(code)
            asked.setEnabled(not nobody)
        self._all.setVisible(len(children) > 1 and not nobody)

    def _rebuild(self, children: tuple[tuple[UUID, str], ...]) -> None:
        self._children = children
        for asked in self.asked.values():
            self.flow.removeWidget(asked)
            asked.hide()
            asked.deleteLater()
        self.asked = {}
        for at, (child, name) in enumerate(children):
            options = (Option("seen", _("seen")), Option("not_seen", _("not seen"), danger=True))
            asked = Asked(name, Segmented(options, self), self)
            asked.buttons.edited.connect(lambda child=child: self._answered(child))
            for button in asked.buttons.findChildren(QWidget):
                button.installEventFilter(self)
            self.flow.insert_widget(at, asked)
            asked.show()
            self.asked[child] = asked
        self._none.setVisible(not children)
        for asked in list(self.asked.values())[:1]:
            self.setFocusProxy(asked.buttons)

    def _answered(self, child: UUID) -> None:
        code = self.asked[child].buttons.value()
        self.said.emit(child, None if code is None else code == "seen")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
                self.said_of_all.emit(True)
                return True
            if event.key() == Qt.Key.Key_Minus:
                self.said_of_all.emit(False)
                return True
        return False


class DangerRow(_Row):
    """Three questions that are answered aloud; where nobody was seen, that is the answer."""

    said = Signal(str, object)  # danger, bool or None
    unseen = Signal(object)  # True or None: nobody was seen, so danger cannot be judged

    def __init__(self, captions: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = {key: Asked(captions[key], YesNo(self, danger="yes"), self) for key in DANGERS}
        for key, asked in self.asked.items():
            asked.buttons.edited.connect(lambda key=key: self._answered(key))
            self.flow.addWidget(asked)
        self.nobody = Segmented((Option("nobody", _("nobody was seen")),), self)
        self.nobody.set_question(_("Danger"))
        self.nobody.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.nobody.edited.connect(lambda: self.unseen.emit(True if self.nobody.value() else None))
        self._unseen = Badge(_("not seen: nobody was found"), "amber", self)
        self.flow.addWidget(self.nobody)
        self.flow.addWidget(self._unseen)
        self.setFocusProxy(self.asked[DANGERS[0]].buttons)

    def show_dangers(self, answers: Mapping[str, object], *, offered: bool, cannot: bool, nobody: bool) -> None:
        """What was answered.

        `offered`: it may be said that nobody was seen; `cannot`: it was said; `nobody`: nobody opened, so there
        is nothing to ask.
        """
        for key, asked in self.asked.items():
            code = ("yes" if answers[key] else "no") if key in answers and not cannot else None
            if asked.buttons.value() != code:
                asked.buttons.set_value(code)
            asked.setVisible(not nobody)
            asked.setEnabled(not cannot)
        self.nobody.setVisible(offered and not nobody)
        if bool(self.nobody.value()) != cannot:
            self.nobody.set_value("nobody" if cannot else None)
        self._unseen.setVisible(nobody)

    def _answered(self, key: str) -> None:
        code = self.asked[key].buttons.value()
        self.said.emit(key, None if code is None else code == "yes")


def on_a_line(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """A widget with its row, for editors that stand beside each other."""
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return line, row


def show_line(line: ParsedLine, text: str) -> None:
    """Show this text; a line that shows it already is left alone."""
    if line.value() != text:
        line.set_value(text)


def show_choice(choice: Choice, code: object) -> None:
    """Show this code; a choice that shows it already is left alone."""
    wanted = code if isinstance(code, str) else None
    if choice.value() != wanted:
        choice.set_value(wanted)
