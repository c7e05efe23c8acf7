"""A small list over the canvas: type a name or press a digit; Enter takes it, Esc leaves all as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.kit import theme
from desktop.ui.kit.text import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST_ROWS = 9
_LONGEST = 640  # pixels at 100 % of a line of words that is being changed
_QUIET = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One possible answer: what it is, and its words."""

    key: object
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `rows` answers to what was typed; without `typed` digits choose.

    `free`: the typed words alone are an answer, and no row is chosen beforehand. `leaving`: what happens when
    the focus goes elsewhere; without it that is a cancel.
    """

    prompt: str
    rows: Callable[[str], Sequence[Row]]
    chosen: Callable[[Row | None, str], None]
    cancelled: Callable[[], None]
    text: str = ""
    typed: bool = True
    free: bool = False
    tab: Callable[[str], None] | None = None
    leaving: Callable[[str], None] | None = None
    first: int = 0


class Picker(QFrame):
    """The list; one per canvas, shown where it is needed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.canvas = parent
        self._at = QPoint()
        self.setObjectName("mapPicker")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # or a click on a row would go through to the canvas below
        self.setAutoFillBackground(True)
        self._question: Question | None = None
        self._prompt = PlainLabel("", self, scale=0.9, ink="second")
        self.line = QLineEdit(self)
        self.list = QListWidget(self)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("kit", "popup")
        self.line.setProperty("kit", "editor")
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        layout.setSpacing(theme.px(4))
        for part in (self._prompt, self.line, self.list):
            layout.addWidget(part)
        self.line.textChanged.connect(self._fill)
        self.list.itemClicked.connect(self._take_item)
        for part in (self.line, self.list):
            part.installEventFilter(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click on a row leaves the caret in the line
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether a question stands."""
        return self._question is not None

    def ask(self, question: Question, at: QPoint) -> None:
        """Ask at a point of the canvas; a question that stood before is cancelled."""
        self.cancel()
        self._question = question
        self._prompt.setText(question.prompt)
        self._prompt.setVisible(bool(question.prompt))
        self.line.setVisible(question.typed)
        self.line.setAccessibleName(question.prompt)
        self.list.setAccessibleName(question.prompt)
        self.line.blockSignals(True)
        self.line.setText(question.text)
        self.line.blockSignals(False)
        self.line.selectAll()
        self._at = at
        self._fill(question.text)
        self.show()
        self.raise_()
        answers = self.line if question.typed else self.list
        self.setFocusProxy(answers)
        answers.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Take the question back."""
        question = self._close()
        if question is not None:
            question.cancelled()

    def settle(self) -> None:
        """Somebody clicked elsewhere or saves: take what was typed if that is an answer, cancel otherwise."""
        text, question = self.line.text(), self._close()
        if question is not None:
            (question.leaving or (lambda _text: question.cancelled()))(text)

    def _close(self) -> Question | None:
        question, self._question = self._question, None
        if question is not None:
            # First the focus, then the hiding: a focused widget that hides sends the focus on as Tab would.
            if self.line.hasFocus() or self.list.hasFocus():
                self.canvas.setFocus()
            self.hide()
        return question

    def _fill(self, text: str) -> None:
        if self._question is None:
            return
        rows = self._question.rows(text)
        numbered = not self._question.typed
        self.list.clear()
        for number, row in enumerate(rows, 1):
            item = QListWidgetItem(f"{number}  {row.words}" if numbered and number <= 9 else row.words)
            item.setData(Qt.ItemDataRole.UserRole, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.words)
            self.list.addItem(item)
        if rows and not self._question.free:
            self.list.setCurrentRow(min(self._question.first, len(rows) - 1) if not text else 0)
        self._fit(len(rows))

    def _fit(self, rows: int) -> None:
        height = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + theme.px(4))
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(height * min(rows, _MOST_ROWS) + theme.px(4))
        asked = 0 if self._prompt.isHidden() else self._prompt.sizeHint().width() + theme.px(16)
        wide = max(theme.px(190), self.list.sizeHintForColumn(0) + theme.px(36) if rows else 0, asked)
        typed = 0 if self.line.isHidden() else self.line.fontMetrics().horizontalAdvance(self.line.text()) + theme.px(44)
        room_for = min(theme.px(_LONGEST), self.canvas.width() - 8)
        self.setFixedWidth(max(min(wide, theme.px(420)), min(typed, room_for)))
        self.setFixedHeight(self._column.totalSizeHint().height())
        room = self.canvas.rect()
        x = max(4, min(self._at.x() - self.width() // 2, room.width() - self.width() - 4))
        y = max(4, min(self._at.y(), room.height() - self.height() - 4))
        self.move(x, y)

    def _take_item(self, item: QListWidgetItem) -> None:
        row, text, question = item.data(Qt.ItemDataRole.UserRole), self.line.text(), self._close()
        if question is not None:
            question.chosen(row, text)

    def _take(self) -> None:
        if self.list.currentRow() >= 0:
            self._take_item(self.list.currentItem())
        elif self._question is not None and (self._question.free or not self.list.count()):
            text, question = self.line.text(), self._question
            if question.free:
                self._close()
                question.chosen(None, text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._question is None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # while a name is typed, no letter is a command of the page
            return True
        if kind == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(event)
        if kind == QEvent.Type.FocusOut and not (isinstance(event, QFocusEvent) and event.reason() in _QUIET):
            self.settle()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, question = event.key(), self._question
        if question is None:
            return False
        digit = key - Qt.Key.Key_1
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            if question.tab is not None and key == Qt.Key.Key_Tab:
                text = self.line.text()
                self._close()
                question.tab(text)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if key == Qt.Key.Key_Down else -1
            if self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
        elif not question.typed and 0 <= digit < min(9, self.list.count()):
            self._take_item(self.list.item(digit))
        else:
            return False
        return True
