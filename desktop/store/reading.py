"""The browsing lane's own way in: it can only read, and a newer question interrupts the older one.

Every question stands for itself: a word that stops one never stops another that happens to be answered beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.base.jobs import Cancelled
from desktop.store.engines import reading_engine
from desktop.store.faults import translated

_AGAIN: Final = 0.05  # seconds
_QUESTION: Final = "opora_question"


class _Question:
    """One question while it is answered."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.unwanted, self.ended = threading.Event(), threading.Event()
        self.stopping: threading.Thread | None = None


class Reader:
    """Lists, search, counters, gathering for prints. `reading()` and `interrupt()` from any thread."""

    def __init__(self, engine: Engine) -> None:
        self.engine = reading_engine(engine)
        self._lock = threading.Lock()
        self._asked: dict[object, _Question] = {}
        event.listen(self.engine, "before_cursor_execute", _still_wanted)

    @contextmanager
    def reading(self, token: object = None) -> Iterator[Connection]:
        """One question to the office; whoever may interrupt it gives a token that stands for it alone.

        Raises:
            Cancelled: it was interrupted.
            Unavailable: the server is gone, the file is busy.
        """
        token = object() if token is None else token
        question: _Question | None = None
        try:
            with self.engine.connect() as connection:
                question = self._begin(token, connection)
                try:
                    yield connection
                finally:
                    self._end(token, question)
        except DBAPIError as error:
            if question is not None and question.unwanted.is_set():
                raise Cancelled from error
            if (known := translated(error)) is not None:
                raise known from error
            raise

    def interrupt(self, token: object) -> None:
        """Stop this question if it is being answered now; otherwise nothing happens."""
        with self._lock:
            question = self._asked.get(token)
            if question is None:
                return
            question.unwanted.set()
            if question.stopping is None:  # it may go over the network, and the caller is the window
                question.stopping = threading.Thread(target=self._stop, args=(question,), name="interrupting")
                question.stopping.start()

    def interrupt_all(self) -> None:
        """Stop everything: the office is being left."""
        with self._lock:
            tokens = tuple(self._asked)
        for token in tokens:
            self.interrupt(token)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _begin(self, token: object, connection: Connection) -> _Question:
        question = _Question(connection.connection.driver_connection)
        connection.execution_options(**{_QUESTION: question})
        with self._lock:
            self._asked[token] = question
        return question

    def _end(self, token: object, question: _Question) -> None:
        with self._lock:
            self._asked.pop(token, None)
            stopping = question.stopping
        question.ended.set()
        if stopping is not None:
            stopping.join()  # a late word must not stop the next question of this connection instead

    def _stop(self, question: _Question) -> None:
        """Say it until it is heard: a word that comes just before the statement begins is lost."""
        raw = question.raw
        stop = raw.interrupt if self.engine.dialect.name == "sqlite" else partial(raw.cancel_safe, timeout=2.0)
        while not question.ended.is_set():
            # it was answered meanwhile, or the server is gone
            with suppress(self.engine.dialect.loaded_dbapi.Error):
                stop()
            question.ended.wait(_AGAIN)


def _still_wanted(connection: Connection, *_statement: object) -> None:
    question = connection.get_execution_options().get(_QUESTION)
    if isinstance(question, _Question) and question.unwanted.is_set():
        raise Cancelled
