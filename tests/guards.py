"""What a test may not leave behind: log records, threads, open database connections, windows and timers.

Each guard names the place of birth, because the test that fails is seldom the code that forgot.
"""

from __future__ import annotations

import gc
import logging
import re
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typing_extensions import override

GRACE = 2.0  # seconds in which a thread that was told to stop may finish

_births: weakref.WeakKeyDictionary[threading.Thread, traceback.StackSummary] = weakref.WeakKeyDictionary()
_start = threading.Thread.start


def _remembering_start(thread: threading.Thread) -> None:
    _births[thread] = _place(2)
    _start(thread)


def _place(above: int) -> traceback.StackSummary:
    """The calls that led here; lines are looked up only when somebody must read them."""
    return traceback.StackSummary.extract(traceback.walk_stack(sys._getframe(above)), limit=30, lookup_lines=False)


def _told(place: traceback.StackSummary | None) -> str:
    """The innermost calls of the product and its tests, the last one last."""
    if place is None:
        return "  (not seen)\n"
    calls = list(reversed(place))
    ours = [call for call in calls if "site-packages" not in call.filename]
    return "".join(traceback.format_list((ours or calls)[-5:]))


def watch_threads() -> None:
    """From now on every thread remembers where it was started."""
    threading.Thread.start = _remembering_start  # type: ignore[method-assign]


@contextmanager
def no_thread_left() -> Iterator[None]:
    """Fails with the place of birth of each thread that is alive afterwards and was not before."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + GRACE
    for thread in _new(before):
        thread.join(max(0.0, until - time.monotonic()))
    left = _new(before)
    if left:
        told = "\n".join(f"{thread.name}, started at:\n{_told(_births.get(thread))}" for thread in left)
        raise AssertionError(f"threads left behind: {told}")


def _new(before: set[threading.Thread]) -> list[threading.Thread]:
    # A dummy is a foreign thread (Qt's, the database driver's) that once called Python; nobody can join it.
    return [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]


class Listener(logging.Handler):
    """Keeps the records of one test that would worry a maintainer."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def no_unexpected_log(patterns: list[str]) -> Iterator[Listener]:
    """Fails on a record of level WARNING or above that no pattern announces, and on a pattern that nothing matched."""
    listener = Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        yield listener
    finally:
        root.removeHandler(listener)
    said = [(f"{r.name}: {r.getMessage()}", f"{r.pathname}:{r.lineno}") for r in listener.records]
    strange = [f"{text}  ({place})" for text, place in said if not any(re.search(p, text) for p in patterns)]
    if strange:
        raise AssertionError("unexpected log records:\n" + "\n".join(strange))
    silent = [p for p in patterns if not any(re.search(p, text) for text, _place in said)]
    if silent:
        raise AssertionError(f"announced log records did not come: {silent}")


_checked_out: dict[int, traceback.StackSummary] = {}


def watch_connections() -> None:
    """From now on every connection taken from an engine remembers where it was taken."""
    from sqlalchemy import event
    from sqlalchemy.pool import Pool

    @event.listens_for(Pool, "checkout")
    def taken(_raw: object, record: Any, _proxy: object) -> None:
        _checked_out[id(record)] = _place(2)

    @event.listens_for(Pool, "checkin")
    def given_back(_raw: object, record: Any) -> None:
        _checked_out.pop(id(record), None)


@contextmanager
def no_connection_left() -> Iterator[None]:
    """Fails with the place where each connection was taken that was not given back: an open transaction hides there."""
    before = set(_checked_out)
    yield
    left = {key: place for key, place in _checked_out.items() if key not in before}
    for key in left:
        _checked_out.pop(key, None)
    if left:
        raise AssertionError("connections not given back, taken at:\n" + "\n".join(_told(place) for place in left.values()))


@contextmanager
def no_window_left() -> Iterator[None]:
    """Fails when a window is still shown or a timer still ticks: it would fire into the next test's pages."""
    from PySide6.QtCore import QCoreApplication, QEvent

    before = _timers()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what the test closed goes now
    left = [*_windows(), *(told for key, told in _timers().items() if key not in before)]
    if left:
        raise AssertionError("still alive after the test: " + "; ".join(left))


def _windows() -> list[str]:
    from PySide6.QtWidgets import QApplication

    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    told = [f"the window {type(widget).__name__} {widget.windowTitle()!r}" for widget in shown]
    for widget in shown:
        widget.close()  # one fault is told once, not again after every later test
    return told


def _timers() -> dict[int, str]:
    import shiboken6
    from PySide6.QtCore import QTimer

    ticking = [each for each in gc.get_objects() if type(each) is QTimer and shiboken6.isValid(each) and each.isActive()]
    return {id(each): f"a timer of {each.interval()} ms in {type(each.parent()).__name__}" for each in ticking}
