"""Undo: one stack for maps and for forms, which knows no toolkit.

A step is a pair of closures, or a pair of values and the one setter that shows them; the stack never looks
inside. It has no length limit: values are shared between steps, so a day of work on one map is a few hundred
kilobytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desktop.base.events import Event
from desktop.base.messages import N_, Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did and how to take it back; consecutive steps with an equal `merge` become one."""

    label: Message
    undo: Callable[[], None]
    redo: Callable[[], None]
    merge: Hashable | None = None


class UndoStack:
    """What was done since the form or map was opened; `changed` tells after every change of it."""

    def __init__(self) -> None:
        self.changed: Event[UndoStack] = Event()
        self.discreet: Callable[[str], str] = str  # what is said of a step where names are hidden
        self._steps: list[Step] = []
        self._at = 0  # steps below it are done, steps from it on are undone
        self._clean: int | None = 0
        self._sealed = False

    def push(self, step: Step) -> None:
        """Remember a step that has just been done; what was undone before it is forgotten."""
        if self._clean is not None and self._clean > self._at:
            self._clean = None  # the saved state was among what is now forgotten
        del self._steps[self._at :]
        last = self._steps[-1] if self._steps else None
        joins = step.merge is not None and last is not None and last.merge == step.merge
        if last is not None and joins and not self._sealed and self._clean != self._at:
            self._steps[-1] = Step(step.label, last.undo, step.redo, step.merge)
        else:
            self._steps.append(step)
            self._at += 1
        self._sealed = False
        self.changed.tell(self)

    def push_values(self, label: Message, show: Callable[[T], None], before: T, after: T, merge: Hashable | None = None) -> None:
        """Remember that a value was replaced: `show` is called with the one or the other."""
        self.push(Step(label, lambda: show(before), lambda: show(after), merge))

    def seal(self) -> None:
        """The next step starts a new entry even if it could be merged: the mouse was released."""
        self._sealed = True

    def undo(self) -> bool:
        """Take the last step back; False if there is none."""
        if not self.can_undo:
            return False
        self._at -= 1
        self._sealed = True
        self._steps[self._at].undo()
        self.changed.tell(self)
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; False if there is nothing."""
        if not self.can_redo:
            return False
        self._at += 1
        self._sealed = True
        self._steps[self._at - 1].redo()
        self.changed.tell(self)
        return True

    def mark_clean(self) -> None:
        """What is shown now is what is saved."""
        self._clean = self._at
        self.changed.tell(self)

    def clear(self) -> None:
        """Forget everything: another version was opened."""
        self._steps.clear()
        self._at, self._clean, self._sealed = 0, 0, False
        self.changed.tell(self)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._at < len(self._steps)

    @property
    def is_clean(self) -> bool:
        """Whether exactly the steps that were saved are done."""
        return self._clean == self._at

    @property
    def depth(self) -> tuple[int, int]:
        """How many steps are done, and how many are undone."""
        return self._at, len(self._steps) - self._at

    @property
    def undo_text(self) -> str:
        """What the undo button says: what it would take back."""
        if not self.can_undo:
            return message(N_("Undo")).words()
        return self.discreet(message(N_("Undo: {what}"), what=self._steps[self._at - 1].label).words())

    @property
    def redo_text(self) -> str:
        """What the redo button says: what it would do again."""
        if not self.can_redo:
            return message(N_("Redo")).words()
        return self.discreet(message(N_("Redo: {what}"), what=self._steps[self._at].label).words())
