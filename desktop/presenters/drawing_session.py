"""One version of a drawing being worked on: what it is now, what is selected, steps of undo and gestures.

The map of connections, the genogram and the conflict map mean different things; that a gesture is one step of undo
or none, and that changed and changed back is not dirty, is the same for all three.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from desktop.base.events import Event
from desktop.base.messages import Message
from desktop.presenters.undo import UndoStack

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class State(Generic[D]):
    """What a step of undo remembers."""

    data: D
    selected: tuple[UUID, ...]


class DrawingSession(ABC, Generic[D]):
    """Events: `selection_changed` (ids); the stack has its own."""

    def __init__(self, data: D, saved: D) -> None:
        self.selection_changed: Event[tuple[UUID, ...]] = Event()
        self.stack = UndoStack()
        self._data, self._saved = data, saved
        self._selected: tuple[UUID, ...] = ()
        self._before: State[D] | None = None  # the gesture under way

    # What is there

    @property
    def data(self) -> D:
        """The drawing as it is now."""
        return self._data

    @property
    def dirty(self) -> bool:
        """Whether it differs from what was opened or saved; changed and changed back is not dirty."""
        return self._differ(self._data, self._saved)

    @property
    def in_gesture(self) -> bool:
        """Whether a gesture is under way whose steps will become one, or none."""
        return self._before is not None

    @property
    def selected(self) -> tuple[UUID, ...]:
        """What is selected, in the order it was picked."""
        return self._selected

    def _differ(self, one: D, other: D) -> bool:
        """Whether a person would have to save one of them beside the other."""
        return one != other

    # Gestures: several steps that become one, or none

    def begin(self) -> None:
        """From here to `finish` or `cancel` is one gesture."""
        self.cancel()
        self._before = self._state()

    def finish(self, label: Message) -> bool:
        """The gesture is done: one step of undo, if anything changed."""
        before, self._before = self._before, None
        if before is None or not self._differ(before.data, self._data):
            return False
        self.stack.push_values(label, self._show, before, self._state())
        return True

    def cancel(self) -> None:
        """The gesture never happened: drawing, selection and undo are as they were."""
        before, self._before = self._before, None
        if before is not None:
            self._show(before)

    def undo(self) -> bool:
        """Take the last step back; in the middle of a gesture, only the gesture."""
        if self.in_gesture:
            self.cancel()
            return True
        return self.stack.undo()

    def redo(self) -> bool:
        """Do again what was taken back."""
        return False if self.in_gesture else self.stack.redo()

    # Inside

    def _state(self) -> State[D]:
        return State(self._data, self._selected)

    def _do(self, label: Message, data: D, merge: Hashable | None = None, select: tuple[UUID, ...] | None = None) -> bool:
        if data == self._data:
            return False
        before = self._state()
        self._show(State(data, self._selected if select is None else select))
        if self._before is None:
            self.stack.push_values(label, self._show, before, self._state(), merge)
        return True

    @abstractmethod
    def _show(self, state: State[D]) -> None:
        """Show this; which version is open is not for a step of undo to say."""

    def _set_selected(self, ids: tuple[UUID, ...]) -> None:
        if ids != self._selected:
            self._selected = ids
            self.stack.seal()
            self.selection_changed.tell(ids)
