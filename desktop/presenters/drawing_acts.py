"""Acts on the card that are done from a drawing: each is saved at once and is a step of the drawing's undo.

Ctrl+Z on a drawing takes back what was done last, whether it moved a symbol or wrote a grandmother into the card.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.base.jobs import Owner
from desktop.base.messages import N_, Message, message
from desktop.models.snapshots import Changes
from desktop.presenters.undo import Step, UndoStack
from desktop.services.desk import ActFunction, Desk
from desktop.services.undoing import undo_act

Done = Callable[[Changes], None]
Failed = Callable[[Exception], None]


class DrawingActs:
    """Writes into the card and remembers how to take it back."""

    def __init__(self, desk: Desk, owner: Owner, stack: UndoStack, failed: Failed) -> None:
        self._desk, self.owner, self._stack, self._failed = desk, owner, stack, failed

    def write(self, label: str, act: ActFunction, done: Done, failed: Failed) -> None:
        """Do it; `done` gets what changed. What the office refused is no step."""
        numbers: list[int] = []

        def arrived(changes: Changes) -> None:
            if changes.act:
                numbers.append(changes.act)
                said: Message = message(label)
                self._stack.push(Step(said, lambda: self._take_back(numbers), lambda: self._again(label, act, numbers)))
            done(changes)

        self._desk.act(label, act, arrived, failed, self.owner)

    def _take_back(self, numbers: list[int]) -> None:
        if not numbers:
            return
        number = numbers.pop()

        def refused(error: Exception) -> None:
            numbers.append(number)  # it stands as before: the stack steps forward again without doing anything
            self._stack.redo()
            self._failed(error)

        self._desk.act(
            N_("An act was taken back"), lambda unit: undo_act(unit, number), lambda _changes: None, refused,
            self.owner, undoes=number,
        )  # fmt: skip

    def _again(self, label: str, act: ActFunction, numbers: list[int]) -> None:
        if numbers:
            return  # it was never taken back

        def arrived(changes: Changes) -> None:
            if changes.act:
                numbers.append(changes.act)

        self._desk.act(label, act, arrived, self._failed, self.owner)
