"""The browsing lane's own way in: it can only read, and a newer question interrupts the older one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.base.jobs import Cancelled
from desktop.store.engines import reading_engine
from desktop.store.faults import translated

_AGAIN = 0.05  # seconds


class Reader:
    """Lists, search, counters, gathering for prints. `reading()` on one thread; `interrupt()` from any."""

    def __init__(self, engine: Engine) -> None:
        self.engine = reading_engine(engine)
        self._lock = threading.Lock()
        self._raw: Any = None
        self._stopping: threading.Thread | None = None
        self._unwanted, self._ended = threading.Event(), threading.Event()
        event.listen(self.engine, "before_cursor_execute", self._still_wanted)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One question to the office.

        Raises:
            Cancelled: a newer question came.
            Unavailable: the server is gone, the file is busy.
        """
        try:
            with self.engine.connect() as connection:
                self._begin(connection)
                try:
                    yield connection
                finally:
                    self._end()
        except DBAPIError as error:
            if self._unwanted.is_set():
                raise Cancelled from error
            if (known := translated(error)) is not None:
                raise known from error
            raise

    def interrupt(self) -> None:
        """Stop the question being answered now; without one, nothing happens."""
        with self._lock:
            if self._raw is None:
                return
            self._unwanted.set()
            if self._stopping is None:  # it may go over the network, and the caller is the window
                self._stopping = threading.Thread(target=self._stop, args=(self._raw,), name="interrupting")
                self._stopping.start()

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _begin(self, connection: Connection) -> None:
        with self._lock:
            self._unwanted.clear()
            self._ended.clear()
            self._raw = connection.connection.driver_connection

    def _end(self) -> None:
        with self._lock:
            self._raw, stopping, self._stopping = None, self._stopping, None
        self._ended.set()
        if stopping is not None:
            stopping.join()  # a late word must not stop the next question instead

    def _stop(self, raw: Any) -> None:
        """Say it until it is heard: a word that comes just before the statement begins is lost."""
        stop = (
            raw.interrupt if self.engine.dialect.name == "sqlite" else partial(raw.cancel_safe, timeout=2.0)
        )
        while not self._ended.is_set():
            # it was answered meanwhile, or the server is gone
            with suppress(self.engine.dialect.loaded_dbapi.Error):
                stop()
            self._ended.wait(_AGAIN)

    def _still_wanted(self, *_statement: object) -> None:
        if self._unwanted.is_set():
            raise Cancelled
