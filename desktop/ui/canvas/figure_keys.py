"""The keys of a figure: one table from keys to what they do, to which a page adds its own.

Letters are told by the key and not by the layout, as on the map of connections; the same keys mean the same on
both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from desktop.base.messages import N_, Message, message
from desktop.ui.canvas import keys
from desktop.ui.canvas.keyboard import FINE_MM, STEP_MM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from desktop.presenters.drawings import Drawing
    from desktop.ui.canvas.figure_asking import FigureAsking

Act = Callable[[], object]
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(Protocol):
    """What keys can do on a figure."""

    @property
    def drawing(self) -> Drawing: ...
    @property
    def asking(self) -> FigureAsking: ...
    def cancel_gesture(self) -> bool: ...
    def connect_two(self, source: UUID, target: UUID) -> None: ...
    def tell(self, said: Message) -> None: ...
    def ask_inspect(self) -> None: ...
    def ask_rename(self) -> None: ...
    def ask_insert(self, at: QPointF | None = None) -> None: ...
    def ask_layout(self) -> None: ...
    def ask_copy(self) -> None: ...
    def light(self, ids: Iterable[UUID]) -> None: ...
    def lit(self) -> bool: ...
    def fit(self) -> None: ...
    def actual_size(self) -> None: ...
    def go_back(self) -> None: ...
    def zoom_by(self, times: float) -> None: ...
    def hold_space(self, *, held: bool) -> None: ...


class FigureKeys:
    """The keys of one figure. A page puts its own into `plain`, `letters`, `ctrl`, `ctrl_shift`."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.plain: dict[Qt.Key, Act] = {
            Qt.Key.Key_Insert: canvas.ask_insert,
            Qt.Key.Key_Delete: self.delete,
            Qt.Key.Key_Backspace: canvas.go_back,
            Qt.Key.Key_F2: canvas.ask_rename,
            Qt.Key.Key_F5: canvas.ask_layout,
            Qt.Key.Key_Return: canvas.ask_inspect,
            Qt.Key.Key_Enter: canvas.ask_inspect,
            Qt.Key.Key_Escape: self.escape,
            Qt.Key.Key_Home: lambda: self._first_or_last(0),
            Qt.Key.Key_End: lambda: self._first_or_last(-1),
            Qt.Key.Key_Plus: lambda: canvas.zoom_by(1.25),
            Qt.Key.Key_Minus: lambda: canvas.zoom_by(0.8),
            Qt.Key.Key_Space: lambda: canvas.hold_space(held=True),
        }
        self.letters: dict[str, Act] = {
            "N": canvas.ask_insert,
            "L": self.connect,
            "F": canvas.fit,
            "B": canvas.go_back,
        }
        self.ctrl: dict[str, Act] = {
            "Z": self.undo,
            "Y": self.redo,
            "A": self.select_all,
            "C": canvas.ask_copy,
            "F": canvas.asking.find,
            "L": self.connect,
        }
        self.ctrl_shift: dict[str, Act] = {"Z": self.redo}
        self._ctrl_keys: dict[Qt.Key, Act] = {
            Qt.Key.Key_0: canvas.fit,
            Qt.Key.Key_1: canvas.actual_size,
            Qt.Key.Key_Plus: lambda: canvas.zoom_by(1.25),
            Qt.Key.Key_Equal: lambda: canvas.zoom_by(1.25),
            Qt.Key.Key_Minus: lambda: canvas.zoom_by(0.8),
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
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and held in {_NONE, _SHIFT}:
            step = FINE_MM if held == _SHIFT else STEP_MM
            dx, dy = _ARROWS[key]
            return lambda: self.nudge(dx * step, dy * step)
        if held == _CTRL:
            return self._ctrl_keys.get(key) or self.ctrl.get(keys.letter(event))
        if held == _CTRL | _SHIFT:
            return self.ctrl_shift.get(keys.letter(event))
        if held not in {_NONE, _SHIFT}:
            return None
        return self.plain.get(key) or self.letters.get(keys.letter(event))

    # What keys do ---------------------------------------------------------------------------------------

    def connect(self) -> None:
        """Connect what is selected: two with each other, one with whom the person names."""
        boxes = self._canvas.drawing.boxes()
        chosen = [i for i in self._canvas.drawing.selected if i in boxes]
        if len(chosen) == 2:
            self._canvas.connect_two(chosen[0], chosen[1])
        elif len(chosen) == 1:
            self._canvas.asking.connect(chosen[0])
        else:
            self._canvas.tell(message(N_("Select whom to connect first: Tab goes from one to the next")))

    def nudge(self, dx: float, dy: float) -> None:
        """Move what is selected; with nothing selected, the first is selected."""
        drawing = self._canvas.drawing
        boxes = drawing.boxes()
        if chosen := [i for i in drawing.selected if i in boxes]:
            drawing.move(chosen, dx, dy)
        else:
            self._first_or_last(0)

    def walk(self, *, forward: bool) -> bool:
        """To the next in reading order; at the last one Tab leaves the canvas."""
        order = list(self._canvas.drawing.order())
        chosen = self._canvas.drawing.selected
        here = order.index(chosen[-1]) if chosen and chosen[-1] in order else None
        there = (0 if forward else len(order) - 1) if here is None else here + (1 if forward else -1)
        if not 0 <= there < len(order):
            return False
        self._canvas.drawing.select((order[there],))
        return True

    def select_all(self) -> None:
        """Everything that has a place."""
        self._canvas.drawing.select(self._canvas.drawing.order())

    def delete(self) -> None:
        """What is selected goes off the drawing; Ctrl+Z brings it back."""
        self._canvas.drawing.delete()

    def undo(self) -> None:
        """Take the last step back."""
        self._canvas.cancel_gesture()
        self._canvas.drawing.undo()

    def redo(self) -> None:
        """Do it again."""
        self._canvas.cancel_gesture()
        self._canvas.drawing.redo()

    def escape(self) -> None:
        """What is under way never happened; then no light, then nothing is selected."""
        if self._canvas.cancel_gesture():
            return
        if self._canvas.lit():
            self._canvas.light(())
        else:
            self._canvas.drawing.select(())

    def _first_or_last(self, at: int) -> None:
        if order := self._canvas.drawing.order():
            self._canvas.drawing.select((order[at],))
