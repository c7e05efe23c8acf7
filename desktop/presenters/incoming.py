"""A file of another program on its way into the office: read off the window's thread, shown, then taken in or left.

A family tree and a network each say how their file is read, what would come of it and in which words; when a reading
is wanted, how far it has come and that nothing is written before somebody says so is the same for both.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Generic, TypeVar

from desktop.base.events import Event
from desktop.base.jobs import Job, Owner
from desktop.base.messages import N_, _
from desktop.models.snapshots import Changes
from desktop.services.desk import ActFunction, Desk

STEPS: Final = (N_("The file is being read…"), N_("The people are compared with the card…"))
Write = Callable[[str, ActFunction, Callable[[Changes], None], Callable[[Exception], None]], None]
C = TypeVar("C")  # what is read from the file
P = TypeVar("P")  # what would come of it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what would come: who or what, and what is known of it."""

    who: str
    what: str = ""


class Incoming(ABC, Generic[C, P]):
    """One file and the plan of what would come of it.

    Events: `planned` (a plan), `failed` (an error), `step` (how far the reading is, in words).
    """

    label: ClassVar[str]  # of the act

    def __init__(self, desk: Desk, path: Path) -> None:
        self.desk, self.path = desk, path
        self.plan: P | None = None
        self.planned: Event[P] = Event()
        self.failed: Event[Exception] = Event()
        self.step: Event[str] = Event()
        self._owner = Owner()
        self._job: Job | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name

    # Reading

    def read(self) -> None:
        """Read the file again with what is chosen; an older reading is not wanted any more."""
        self.stop()
        self.plan = None
        path, plan = self.path, self._planning()

        def do(job: Job) -> P:
            job.step(0, 2)
            content = self._content(path)
            job.step(1, 2)
            return plan(content, job)

        def told(done: int, _of: int) -> None:
            self.step.tell(_(STEPS[min(done, len(STEPS) - 1)]))

        self._job = self.desk.work(do, self._arrived, self.failed.tell, self._owner, told)

    @staticmethod
    @abstractmethod
    def _content(path: Path) -> C:
        """What stands in the file; off the window's thread."""

    @abstractmethod
    def _planning(self) -> Callable[[C, Job], P]:
        """What makes the plan, with what is chosen now; it runs off the window's thread."""

    def stop(self) -> None:
        """Nobody waits for the reading that runs."""
        if self._job is not None:
            self.desk.stop(self._job)
            self._job = None

    def close(self) -> None:
        """The dialog goes."""
        self.stop()
        self._owner.close()

    def _arrived(self, plan: P) -> None:
        self.plan, self._job = plan, None
        self.planned.tell(plan)

    # Taking in

    def take_in(
        self, done: Callable[[Changes], None], failed: Callable[[Exception], None], write: Write | None = None
    ) -> None:  # fmt: skip
        """Write what was planned in one act; `write` makes it a step of a drawing's undo."""
        if self.plan is None:
            return
        act, undoable = self._act(self.plan)
        if write is not None:
            write(self.label, act, done, failed)
        else:
            self.desk.act(self.label, act, done, failed, self._owner, undoable=undoable)

    @abstractmethod
    def _act(self, plan: P) -> tuple[ActFunction, bool]:
        """The act, and whether it can be taken back."""

    # In words

    def summary(self) -> str:
        """How much would come, in a sentence."""
        return self._summary(self.plan) if self.plan is not None else ""

    def parts(self) -> dict[str, tuple[Line, ...]]:
        """What would come, by part."""
        return self._parts(self.plan) if self.plan is not None else {}

    @abstractmethod
    def _summary(self, plan: P) -> str:
        """How much would come of it."""

    @abstractmethod
    def _parts(self, plan: P) -> dict[str, tuple[Line, ...]]:
        """What would come of it, by part."""
