"""The keys of a figure: one table from keys to what they do, to which a page adds its own.

Letters are told by the key and not by the layout, as on the map of connections; the same keys mean the same on
both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from typing_extensions import override

from desktop.base.messages import N_, Message, message
from desktop.ui.canvas.sheet_keys import ARROWS, CTRL, FINE_MM, NOTHING, SHIFT, STEP_MM, Act, Sheet, SheetKeys

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from desktop.presenters.drawings import Drawing
    from desktop.ui.canvas.figure_asking import FigureAsking


class Canvas(Sheet, Protocol):
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


class FigureKeys(SheetKeys):
    """The keys of one figure. A page puts its own into `plain`, `letters`, `ctrl`, `ctrl_shift`."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, self)
        self._canvas = canvas
        self.plain |= {
            Qt.Key.Key_Insert: canvas.ask_insert,
            Qt.Key.Key_F2: canvas.ask_rename,
            Qt.Key.Key_F5: canvas.ask_layout,
            Qt.Key.Key_Return: canvas.ask_inspect,
            Qt.Key.Key_Enter: canvas.ask_inspect,
        }
        self.letters["N"] = canvas.ask_insert
        self.ctrl |= {"A": self.select_all, "C": canvas.ask_copy, "F": canvas.asking.find}
        self.ctrl_shift: dict[str, Act] = {"Z": self.redo}

    @override
    def find(self, key: Qt.Key, held: Qt.KeyboardModifier, letter: str) -> Act | None:
        if key in ARROWS and held in {NOTHING, SHIFT}:
            step = FINE_MM if held == SHIFT else STEP_MM
            dx, dy = ARROWS[key]
            return lambda: self.nudge(dx * step, dy * step)
        return self.ctrl_shift.get(letter) if held == CTRL | SHIFT else super().find(key, held, letter)

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
            self.first_or_last(0)

    @override
    def walk(self, *, forward: bool) -> bool:
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

    def first_or_last(self, at: int) -> None:
        """Home, End."""
        if order := self._canvas.drawing.order():
            self._canvas.drawing.select((order[at],))
