"""Questions and news that need an answer; none of them stops the program while it waits.

Answer(caption, run, kind="plain", default=False, cancels=False)
Ask(parent, title, sentence, answers).open()
    buttons are named by verbs; exactly one is the default and it should be the least harmful one; Esc takes
        the
    one that `cancels`; a title is said first by a screen reader
Progress(parent, title, cancel)     step(done, of), say(text), finish(); Cancel or Esc asks once,
    and the window stays until whoever does the work calls finish()
close_dialogs(window)     without their answers: the office is left
CrashDialog(parent, what, kept, report)     what happened, what is kept, the report to be copied
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import icons, theme
from desktop.ui.kit.buttons import Button, Kind
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.text import Heading, PlainLabel

_MOST_DIALOGS: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a question: a verb and what follows."""

    caption: str
    run: Callable[[], None] | None = None
    kind: Kind = "plain"
    default: bool = False
    cancels: bool = False


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
    column.setSpacing(theme.px(12))
    return column


class Ask(QDialog):
    """A question with two or three answers."""

    def __init__(self, parent: QWidget, title: str, sentence: str, answers: Sequence[Answer]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(f"{title}. {sentence}")
        self._answered = False
        self._cancel = next((answer for answer in answers if answer.cancels), None)
        column = _column(self)
        heading = Heading(title, 2, self)
        heading.setWordWrap(True)
        column.addWidget(heading)
        column.addWidget(PlainLabel(sentence, self, wrap=True))
        column.addSpacing(theme.px(8))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addStretch(1)
        self.buttons: list[Button] = []
        for answer in answers:
            button = Button(answer.caption, answer.kind, parent=self)
            button.clicked.connect(lambda _checked=False, answer=answer: self._answer(answer))
            row.addWidget(button)
            self.buttons.append(button)
            if answer.default:
                button.setFocus()
        column.addLayout(row)
        self.setMinimumWidth(theme.px(420))

    def _answer(self, answer: Answer) -> None:
        self._answered = True
        self.close()
        if answer.run:
            answer.run()

    @override
    def reject(self) -> None:
        """Esc and the cross of the window take the answer that changes nothing."""
        if not self._answered and self._cancel:
            self._answer(self._cancel)
            return
        super().reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(step)


class Progress(QDialog):
    """Long work: how far it is, and a way to stop it."""

    def __init__(self, parent: QWidget, title: str, cancel: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cancel, self._asked = cancel, False
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._words = PlainLabel("", self, ink="second")
        self._button = Button(_("Cancel"), keys="Esc", parent=self)
        self._button.clicked.connect(self.reject)
        column = _column(self)
        column.addWidget(Heading(title, 2, self))
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(420))

    def step(self, done: int, of: int) -> None:
        """So much of so much."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        if not self._asked:
            self._words.setText(_("{done} of {of}").format(done=done, of=of))

    def say(self, text: str) -> None:
        """What is being done now."""
        self._words.setText(text)

    def finish(self) -> None:
        """The work is over, well, badly or because it was stopped; a window that has gone already is left alone."""
        self._asked = True
        if isValid(self):
            self.accept()

    @override
    def reject(self) -> None:
        if not self._asked:
            self._asked = True
            self._button.set_reason(_("It stops at the next step."))
            self._words.setText(_("Stopping\u2026"))
            self._cancel()


def close_dialogs(window: QWidget) -> None:
    """Close what stands open over a window that is left, without its answers.

    A dialog that brings the next one, file after file, is followed to its end.
    """
    for _turn in range(_MOST_DIALOGS):
        standing = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
        if not standing:
            return
        standing[-1].done(QDialog.DialogCode.Rejected)


class CrashDialog(QDialog):
    """A fault of the program, said calmly: what happened, what is kept, what can be sent for mending."""

    def __init__(self, parent: QWidget | None, what: str, kept: str, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A fault of the program"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        column = _column(self)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(_Sign(self))
        row.addWidget(Heading(what or _("Something went wrong"), 2, self), 1)
        column.addLayout(row)
        column.addWidget(PlainLabel(kept, self, wrap=True))
        privacy = _(
            "The report holds no names, addresses or texts of the office. It stays on this computer until you send it yourself."
        )
        column.addWidget(PlainLabel(privacy, self, ink="second", wrap=True))
        text = QPlainTextEdit(report, self)
        text.setProperty("kit", "editor")
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(_("Report"))
        column.addWidget(text, 1)
        buttons = QWidget(self)
        flow = FlowLayout(buttons, gap=10)
        self.copy_button = Button(_("Copy the report"), parent=self)
        self.copy_button.clicked.connect(self._copy)
        close = Button(_("Go on working"), "primary", keys="Esc", parent=self)
        close.clicked.connect(self.close)
        flow.addWidget(close)
        flow.addWidget(self.copy_button)
        column.addWidget(buttons)
        close.setFocus()
        self.resize(theme.px(560), theme.px(400))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy_button.set_caption(_("Copied"))


class _Sign(QWidget):
    """The warning sign beside the words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(theme.px(28), theme.px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "alert", QRectF(0, 0, self.width(), self.height()), theme.tokens().on_red)
