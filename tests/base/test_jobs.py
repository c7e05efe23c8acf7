from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from desktop.base.jobs import ACT, Inline, Job, Lane, Owner


class Window:
    """The loop of a window, turned by hand."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def turn_until(self, met: Callable[[], object]) -> None:
        while not met():
            self.calls.get(timeout=10)()

    def turn(self) -> None:
        while not self.calls.empty():
            self.calls.get()()


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def lane(window: Window) -> Iterator[Lane]:
    lane = Lane("testing", window.calls.put)
    yield lane
    lane.close()


class Told:
    """What came of a piece of work."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def ask(self, lane: Lane | Inline, do: Callable[[Job], object], owner: Owner, **more: Any) -> Job:
        return lane.ask(do, self.said.append, self.said.append, owner, stopped=lambda: self.said.append("stopped"), **more)


def held(begun: threading.Event) -> Callable[[Job], object]:
    """Work that goes on step by step until somebody cancels it."""

    def do(job: Job) -> object:
        begun.set()
        while True:
            job.step(1, 2)

    return do


def test_who_cancels_running_work_is_told_when_it_stopped(lane, window):
    begun, told = threading.Event(), Told()
    job = told.ask(lane, held(begun), Owner())
    assert begun.wait(10)
    job.cancel()
    window.turn_until(lambda: told.said)
    assert told.said == ["stopped"]


def test_work_cancelled_before_its_turn_is_told_as_stopped_too(lane, window):
    gate, told = threading.Event(), Told()
    first = Told()
    first.ask(lane, lambda _job: gate.wait(10), Owner())
    told.ask(lane, lambda _job: "done", Owner()).cancel()
    gate.set()
    window.turn_until(lambda: told.said)
    assert told.said == ["stopped"]


def test_a_page_that_has_gone_is_told_nothing(lane, window):
    owner, told, last = Owner(), Told(), Told()
    told.ask(lane, lambda _job: owner.close(), owner)
    last.ask(lane, lambda _job: "last", Owner())
    window.turn_until(lambda: last.said)
    assert told.said == []


def test_dropped_work_neither_waits_nor_goes_on_but_acts_do(window):
    lane, begun = Lane("testing", window.calls.put), threading.Event()
    running, waiting, act = Told(), Told(), Told()
    running.ask(lane, held(begun), Owner())
    assert begun.wait(10)
    waiting.ask(lane, lambda _job: "done", Owner())
    act.ask(lane, lambda _job: "saved", Owner(), rank=ACT)
    lane.drop()
    lane.close()
    window.turn()
    assert (running.said, waiting.said, act.said) == (["stopped"], ["stopped"], ["saved"])


def test_work_done_at_once_tells_that_it_stopped():
    told = Told()

    def cancelled(job: Job) -> None:
        job.cancel()
        job.step(1, 2)

    told.ask(Inline(), cancelled, Owner())
    assert told.said == ["stopped"]
