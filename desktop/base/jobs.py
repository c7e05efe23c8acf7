"""Work off the window's thread. No toolkit here: `deliver` is given by whoever owns the loop.

A lane is one thread that does the most urgent thing first. A page owns the work it asked for: when it closes, its
results are dropped and its running work is told to stop, except acts, which are always finished. Whoever cancels
is told when the work has stopped: a window that shows progress waits for that word.
"""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]  # run this in the window's thread; inline in tests
ACT, OPEN, BROWSE, _CLOSE = 0, 1, 2, 99  # a save never waits behind a list
_PROGRESS_PAUSE = 0.1  # seconds: telling every step of 100,000 froze the window for 0.4 s


class Cancelled(Exception):
    """Nobody waits for this any more."""


class Owner:
    """A page or a window: when it closes, what it asked for is no longer wanted."""

    def __init__(self) -> None:
        self.gone = threading.Event()

    def close(self) -> None:
        """Results that arrive later are dropped."""
        self.gone.set()


def _unheard(_done: int, _of: int) -> None:
    """Nobody watches how far it is."""


def _unnoticed() -> None:
    """Nobody waits for the end of work that was cancelled."""


def at_once(call: Callable[[], None]) -> None:
    """The `deliver` where there is no loop: tests and the command line."""
    call()


class Job:
    """What running work is given: whether it is still wanted, and somebody to tell how far it is."""

    def __init__(self, owner: Owner, told: Callable[[int, int], None], deliver: Deliver) -> None:
        self._owner, self._told, self._deliver = owner, told, deliver
        self._cancelled = threading.Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    @property
    def unwanted(self) -> bool:
        """Whether somebody said that the result is not needed any more."""
        return self._cancelled.is_set() or self._owner.gone.is_set()

    def step(self, done: int, of: int) -> None:
        """Say how far the work is; told at most ten times a second.

        Raises:
            Cancelled: nobody wants the result any more.
        """
        if self.unwanted:
            raise Cancelled
        now = time.monotonic()
        if done == of or now - self._last >= _PROGRESS_PAUSE:
            self._last = now
            self._deliver(lambda: None if self._owner.gone.is_set() else self._told(done, of))


@dataclass(order=True)
class _Ask(Generic[T]):
    rank: int
    number: int
    do: Callable[[Job], T] = field(compare=False)
    done: Callable[[T], None] = field(compare=False)
    failed: Callable[[Exception], None] = field(compare=False)
    owner: Owner = field(compare=False)
    job: Job = field(compare=False)
    stopped: Callable[[], None] = field(compare=False)


class Asks(Protocol):
    """Whoever takes work: a lane, a pool, or the inline one of the tests."""

    def ask(
        self,
        do: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        owner: Owner,
        rank: int = OPEN,
        told: Callable[[int, int], None] = _unheard,
        stopped: Callable[[], None] = _unnoticed,
    ) -> Job: ...

    def drop(self) -> None: ...

    def close(self) -> None: ...


class Lane:
    """Threads (one, unless it is a pool) that do the most urgent thing first."""

    def __init__(self, name: str, deliver: Deliver, threads: int = 1) -> None:
        self._queue: queue.PriorityQueue[_Ask[Any]] = queue.PriorityQueue()
        self._count, self._deliver = itertools.count(), deliver
        self._given: set[Job] = set()  # asked and not over yet, acts excepted
        self._changing = threading.Lock()
        self._threads = [threading.Thread(target=self._run, name=f"{name}-{n}") for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def ask(
        self,
        do: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        owner: Owner,
        rank: int = OPEN,
        told: Callable[[int, int], None] = _unheard,
        stopped: Callable[[], None] = _unnoticed,
    ) -> Job:
        """Do this when its turn comes; the answer arrives in the window's thread.

        Exactly one of `done`, `failed` and `stopped` is told, none when the owner closed meanwhile.
        """
        job = Job(owner, told, self._deliver)
        if rank != ACT:
            with self._changing:
                self._given.add(job)
        self._queue.put(_Ask(rank, next(self._count), do, done, failed, owner, job, stopped))
        return job

    def drop(self) -> None:
        """Nobody wants the answers any more: what waits is left out, what runs stops at its next step. Acts go on."""
        with self._changing:
            for job in self._given:
                job.cancel()

    def close(self) -> None:
        """Everything already asked is finished first: a save in the queue is never dropped."""
        nobody = Owner()
        for _thread in self._threads:
            job = Job(nobody, _unheard, self._deliver)
            self._queue.put(_Ask(_CLOSE, next(self._count), _nothing, _nothing, _nothing, nobody, job, _unnoticed))
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (asked := self._queue.get()).rank != _CLOSE:
            self._do(asked)
            with self._changing:
                self._given.discard(asked.job)

    def _do(self, asked: _Ask[Any]) -> None:
        if asked.job.unwanted and asked.rank != ACT:
            self._stopped(asked)
            return
        try:
            result = asked.do(asked.job)
        except Cancelled:
            self._stopped(asked)
        except Exception as error:  # noqa: BLE001  the border: every failure goes to the asker
            self._tell(asked, asked.failed, error)
        else:
            self._tell(asked, asked.done, result)

    def _stopped(self, asked: _Ask[Any]) -> None:
        self._tell(asked, lambda _none: asked.stopped(), None)

    def _tell(self, asked: _Ask[Any], to: Callable[[Any], None], what: object) -> None:
        self._deliver(lambda: None if asked.owner.gone.is_set() else to(what))


def _nothing(_what: object) -> None:
    """A closing job does nothing and tells nobody."""


class Inline:
    """Does the work at once on the caller's thread: tests and the command line."""

    def ask(
        self,
        do: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        owner: Owner,
        rank: int = OPEN,  # noqa: ARG002  the same shape as a lane
        told: Callable[[int, int], None] = _unheard,
        stopped: Callable[[], None] = _unnoticed,
    ) -> Job:
        """Do it now; refusals go to `failed`, as from a lane."""
        job = Job(owner, told, at_once)
        try:
            result = do(job)
        except Cancelled:
            stopped()
        except Exception as error:  # noqa: BLE001  the border, as in a lane
            failed(error)
        else:
            done(result)
        return job

    def drop(self) -> None:
        """Nothing waits and nothing runs."""

    def close(self) -> None:
        """Nothing waits."""
