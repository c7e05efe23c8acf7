"""A sheet that is worked on: events of the mouse become gestures, keys become acts; one gesture at a time.

What a press begins and what a key does is said by the canvas of a map or of a figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsScene, QWidget
from typing_extensions import override

from desktop.ui.canvas.picker import Picker
from desktop.ui.canvas.pressing import At, Press, PushPress
from desktop.ui.canvas.sheet import SheetView
from desktop.ui.kit.accessibility import announce

if TYPE_CHECKING:
    from desktop.base.messages import Message
    from desktop.ui.canvas.sheet_keys import SheetKeys


class HandSheet(SheetView):
    """`told(str)` for the status line; whoever derives from it sets `keyboard`."""

    told = Signal(str)
    keyboard: SheetKeys

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._gesture: Press | None = None
        self._last = At(QPointF(), QPoint())
        self._space = False
        self.picker = Picker(self.viewport())
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def press_at(self, at: At) -> Press | None:  # noqa: ARG002  a sheet without anything on it
        """What a press of the left button begins here."""
        return None

    def hover(self, at: At) -> None:
        """The pointer moves and no button is down."""

    # Gestures -------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a gesture or a question is under way."""
        return self._gesture is not None or self.picker.asking

    def cancel_gesture(self) -> bool:
        """Esc: whatever was under way never happened. False if nothing was."""
        was_busy = self.busy
        self.picker.cancel()
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            self.let_go()
            gesture.cancel()
            self.show_cursor()
        return was_busy

    def settle(self) -> None:
        """Before saving or leaving: take what is being typed, drop an unfinished drag."""
        self.picker.settle()
        self.cancel_gesture()

    def _press_with(self, at: At, button: Qt.MouseButton) -> Press | None:
        if button == Qt.MouseButton.MiddleButton or (self._space and button == Qt.MouseButton.LeftButton):
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return PushPress(self.scroll_by)
        return self.press_at(at) if button == Qt.MouseButton.LeftButton else None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.picker.asking:
            self.picker.settle()
        if gesture := self._press_with(at, event.button()):
            self.settle()
            self._gesture = gesture
            gesture.start(at)
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        if self._gesture is not None:
            self._gesture.move(at)
        else:
            self.hover(at)
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.end(self._at(event))
            self.show_cursor()
        event.accept()

    def _at(self, event: QMouseEvent) -> At:
        pixel = event.position().toPoint()
        self._last = At(self.mapToScene(pixel), pixel, event.modifiers())
        return self._last

    def pointer(self) -> QPointF:
        """Where the pointer is on the sheet: a piece is pasted there; the middle if it is elsewhere."""
        if self.viewport().rect().contains(self._last.pixel) and self.underMouse():
            return self._last.point
        return self.mapToScene(self.viewport().rect().center())

    def tell(self, said: Message) -> None:
        """Say something in the status line and to a screen reader."""
        self.told.emit(said.words())
        announce(self, said.words())

    # Keys -----------------------------------------------------------------------------------------------

    def hold_space(self, *, held: bool) -> None:
        """With the space bar held the mouse moves the sheet."""
        self._space = held
        self.show_cursor()

    def show_cursor(self) -> None:
        """The pointer says what a press would begin."""
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self.keyboard.knows(event):
            event.accept()  # ours before the page's
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            event.ignore()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_space(held=False)
        super().keyReleaseEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return self.keyboard.walk(forward=next) or super().focusNextPrevChild(next)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold_space(held=False)
        super().focusOutEvent(event)
