"""Hearing what colleagues did: their acts arrive without anybody pressing a button.

A notice carries only a number and may be lost with the connection that carried it; the number of the last
act seen is the truth. So every notice and every reconnect asks the same question: what came after it?
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from desktop.base.errors import Unavailable
from desktop.store.engines import second_engine

CHANNEL = "opora"
_LONGEST_PAUSE = 10.0  # seconds between tries to reach a server that is gone


class Listener:
    """One thread with a connection of its own; its callbacks run on that thread.

    `catch_up` is given the number of the last act seen, tells what came after it and returns the new last
    number.
    `lost` is called once when the office stops answering, `back` once when it answers again and nothing is
    missing.
    """

    def __init__(
        self,
        engine: Engine,
        last: int,
        catch_up: Callable[[int], int],
        lost: Callable[[], None],
        back: Callable[[], None],
        *,
        pause: float = 1.0,
    ) -> None:
        self._engine = second_engine(engine)
        self._last, self._catch_up, self._lost, self._back, self._pause = last, catch_up, lost, back, pause
        self._is_lost = False
        self._stop = threading.Event()
        self._faults: tuple[type[Exception], ...] = (
            DBAPIError,
            Unavailable,
            engine.dialect.loaded_dbapi.Error,
        )
        self._thread = threading.Thread(target=self._run, name="listener")

    def start(self) -> None:
        """Begin to listen; what happened since `last` is told at once."""
        self._thread.start()

    def stop(self) -> None:
        """End; waits until the thread has gone: a pause at most, a few seconds while it seeks its server."""
        self._stop.set()
        if self._thread.ident is not None:  # it was started
            self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        wait = self._pause
        while not self._stop.is_set():
            try:
                self._listen()
            except self._faults:
                if self._stop.is_set():
                    return
                if not self._is_lost:
                    self._is_lost, wait = True, self._pause
                    self._lost()
                self._stop.wait(wait)
                wait = min(wait * 2, _LONGEST_PAUSE)

    def _listen(self) -> None:
        with self._engine.connect() as connection:
            proxied = connection.connection
            try:
                if self._engine.dialect.name == "postgresql":
                    self._hear(proxied.driver_connection)
                else:
                    self._ask(proxied.driver_connection)
            finally:
                proxied.invalidate()  # it was left listening, and perhaps it is dead

    def _hear(self, server: Any) -> None:
        server.autocommit = True
        server.execute(f"LISTEN {CHANNEL}")
        self._caught_up()
        while not self._stop.is_set():
            # a notice that is one of many asks once: the number says how far
            for _notice in server.notifies(timeout=self._pause, stop_after=1):
                self._last = self._catch_up(self._last)

    def _ask(self, file: Any) -> None:
        seen = self._version(file)
        self._caught_up()
        while not self._stop.wait(self._pause):
            if (version := self._version(file)) != seen:
                seen = version
                self._last = self._catch_up(self._last)

    @staticmethod
    def _version(file: Any) -> int:
        """Rises whenever another connection has committed."""
        return int(file.execute("PRAGMA data_version").fetchone()[0])

    def _caught_up(self) -> None:
        self._last = self._catch_up(self._last)
        if self._is_lost:
            self._is_lost = False
            self._back()
