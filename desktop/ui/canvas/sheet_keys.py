"""Keys that mean the same on every canvas: looking about, zooming, walking from one to the next, undoing.

Letters are told by the key and not by the layout, so that N is N when the Russian layout is on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.canvas import keys

Act = Callable[[], object]
STEP_MM: Final = 5.0
FINE_MM: Final = 1.0
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NOTHING: Final = Qt.KeyboardModifier.NoModifier
ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Sheet(Protocol):
    """What keys do with any sheet."""

    def fit(self) -> None: ...
    def actual_size(self) -> None: ...
    def go_back(self) -> None: ...
    def zoom_by(self, times: float) -> None: ...
    def hold_space(self, *, held: bool) -> None: ...


class Acts(Protocol):
    """What every canvas can do by keys."""

    def connect(self) -> None: ...
    def delete(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def escape(self) -> None: ...
    def first_or_last(self, at: int, /) -> None: ...


class SheetKeys:
    """A table from keys to what they do. Who knows more puts it into `plain`, `letters`, `ctrl`."""

    def __init__(self, sheet: Sheet, acts: Acts) -> None:
        nearer, farther = (lambda: sheet.zoom_by(1.25)), (lambda: sheet.zoom_by(0.8))
        self.plain: dict[Qt.Key, Act] = {
            Qt.Key.Key_Delete: acts.delete,
            Qt.Key.Key_Backspace: sheet.go_back,
            Qt.Key.Key_Escape: acts.escape,
            Qt.Key.Key_Home: lambda: acts.first_or_last(0),
            Qt.Key.Key_End: lambda: acts.first_or_last(-1),
            Qt.Key.Key_Plus: nearer,
            Qt.Key.Key_Minus: farther,
            Qt.Key.Key_Equal: sheet.actual_size,
            Qt.Key.Key_Space: lambda: sheet.hold_space(held=True),
        }
        self.letters: dict[str, Act] = {"L": acts.connect, "F": sheet.fit, "B": sheet.go_back}
        self.ctrl: dict[str, Act] = {"Z": acts.undo, "Y": acts.redo, "L": acts.connect}
        self.ctrl_keys: dict[Qt.Key, Act] = {
            Qt.Key.Key_0: sheet.fit,
            Qt.Key.Key_Plus: nearer,
            Qt.Key.Key_Equal: nearer,
            Qt.Key.Key_Minus: farther,
        }

    def knows(self, event: QKeyEvent) -> bool:
        """Whether the key does something here; then no shortcut of the page gets it."""
        return self._act_of(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key says; False if it says nothing here."""
        act = self._act_of(event)
        if act is None:
            return False
        act()
        return True

    def _act_of(self, event: QKeyEvent) -> Act | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self.find(Qt.Key(event.key()), held, keys.letter(event))

    def find(self, key: Qt.Key, held: Qt.KeyboardModifier, letter: str) -> Act | None:
        """What a key with what is held beside it does; None: nothing."""
        if held == CTRL:
            return self.ctrl_keys.get(key) or self.ctrl.get(letter)
        return self.plain.get(key) or self.letters.get(letter) if held in {NOTHING, SHIFT} else None

    def walk(self, *, forward: bool) -> bool:  # noqa: ARG002  where nothing can be walked to, Tab leaves
        """To the next in reading order; False: Tab leaves the canvas."""
        return False
