"""Marks of boxes: what somebody else said about a field stands beside it, and Alt+Enter asks for the sources.

    BoxMarks(binder, ask=lambda path: ...)      ask is called for the mark, Alt+Enter, Ctrl+I and the context menu
        show_marks({path: BoxMark(text, words, tone)})
A mark is a sign, a number and words for a screen reader; its colour only repeats them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Path
from desktop.ui.forms.binder import Binder, Bound
from desktop.ui.kit import drawing, native, theme
from desktop.ui.kit.palettes import Tone

KEYS: Final = "Alt+Enter"


@dataclass(frozen=True, slots=True)
class BoxMark:
    """What a box says: a sign and words."""

    text: str
    words: str
    tone: Tone


class MarkButton(QPushButton):
    """A badge that can be pressed; the keyboard reaches it from its box by Alt+Enter."""

    def __init__(self, mark: BoxMark, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = mark
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(mark)

    def say(self, mark: BoxMark) -> None:
        """Show another state."""
        self.mark = mark
        self.setText(mark.text)
        self.setAccessibleName(mark.words)
        self.setToolTip(f"{mark.words} ({KEYS})")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        tall = QFontMetrics(theme.font()).height() + theme.px(14)  # as a box: the badge stands in its middle
        return QSize(drawing.badge_width(self.mark.text), tall)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawing.badge(QPainter(self), self.rect().toRectF(), self.mark.text, self.mark.tone)


class _Asker(QObject):
    """Keys and the context menu of one box."""

    def __init__(self, bound: Bound, ask: Callable[[Path], None]) -> None:
        super().__init__(bound.row)
        self._bound, self._ask = bound, ask
        editor = bound.editing.widget
        for widget in (bound.row, editor, *editor.findChildren(QWidget)):
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _asks(event):
            self._ask(self._bound.path)
            return True
        if isinstance(event, QContextMenuEvent) and isinstance(watched, QWidget):
            self._menu(watched, event.globalPos())
            return True
        return False

    def _menu(self, widget: QWidget, at: QPoint) -> None:
        owner = widget.parentWidget() if isinstance(widget.parentWidget(), QPlainTextEdit) else widget
        standard = owner.createStandardContextMenu() if isinstance(owner, QLineEdit | QPlainTextEdit) else None
        menu = standard or QMenu(widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if standard is not None:
            menu.addSeparator()
        action = menu.addAction(_("Sources…") + f"\t{KEYS}")
        action.triggered.connect(lambda: self._ask(self._bound.path))
        menu.popup(at)


def _asks(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return modifiers == Qt.KeyboardModifier.AltModifier
    return modifiers == Qt.KeyboardModifier.ControlModifier and native.letter(event) == "I"


class BoxMarks(QObject):
    """The marks of one form, those of rows that are opened later included."""

    def __init__(self, binder: Binder, ask: Callable[[Path], None], can_ask: Callable[[Path], bool]) -> None:
        super().__init__(binder)
        self._binder, self._ask, self._can_ask = binder, ask, can_ask
        self._marks: Mapping[Path, BoxMark] = {}
        self._buttons: dict[Path, MarkButton] = {}
        for bound in binder.boxes():
            self._made(bound)
        binder.made.connect(self._made)

    def show_marks(self, marks: Mapping[Path, BoxMark]) -> None:
        """Exactly these boxes carry a mark."""
        self._marks = marks
        for bound in self._binder.boxes():
            self._show(bound)

    def button(self, path: Path) -> MarkButton | None:
        """The mark of a box."""
        return self._buttons.get(path)

    def _made(self, bound: object) -> None:
        if isinstance(bound, Bound):
            if self._can_ask(bound.path):
                _Asker(bound, self._ask)
            self._buttons.pop(bound.path, None)  # a row that is opened again has new boxes
            self._show(bound)

    def _show(self, bound: Bound) -> None:
        mark, button = self._marks.get(bound.path), self._buttons.get(bound.path)
        if mark is None:
            if button is not None:
                button.hide()
            return
        if button is None:
            button = MarkButton(mark, bound.row)
            button.clicked.connect(lambda: self._ask(bound.path))
            bound.row.put_beside(button)
            self._buttons[bound.path] = button
        button.say(mark)
        button.show()
