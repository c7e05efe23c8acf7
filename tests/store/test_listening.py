from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text

from desktop.base.errors import Unavailable
from desktop.base.messages import message
from desktop.store.listening import CHANNEL, Listener

PATIENCE = 20.0  # seconds before a test that waits gives up


class Desk:
    """A colleague's program: it saves numbered acts, and hears those of others."""

    def __init__(self, engine) -> None:
        self.engine, self.heard, self.told = engine, [], []
        self._changed = threading.Condition()
        self.refuse = False

    def save(self, *numbers: int, quietly: bool = False) -> None:
        with self.engine.execution_options(writes=True).begin() as connection:
            for number in numbers:
                connection.execute(text("INSERT INTO act VALUES (:n)"), {"n": number})
            if self.engine.dialect.name == "postgresql" and not quietly:
                connection.execute(text("SELECT pg_notify(:channel, :n)"), {"channel": CHANNEL, "n": str(max(numbers))})

    def catch_up(self, last: int) -> int:
        if self.refuse:
            raise Unavailable(message("gone"))
        with self.engine.connect() as connection:
            new = connection.execute(text("SELECT number FROM act WHERE number > :n ORDER BY number"), {"n": last})
            numbers = list(new.scalars())
        self._tell(lambda: self.heard.extend(numbers))
        return max([last, *numbers])

    def lost(self) -> None:
        self._tell(lambda: self.told.append("lost"))

    def back(self) -> None:
        self._tell(lambda: self.told.append("back"))

    def _tell(self, what: Callable[[], object]) -> None:
        with self._changed:
            what()
            self._changed.notify_all()

    def until(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE), (self.heard, self.told)


@pytest.fixture
def desk(engine):
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE act (number INTEGER PRIMARY KEY)"))
    return Desk(engine)


@pytest.fixture
def listener(desk):
    listener = Listener(desk.engine, 0, desk.catch_up, desk.lost, desk.back, pause=0.02)
    yield listener
    listener.stop()


def test_what_happened_before_is_told_at_once(desk, listener):
    desk.save(1, 2)
    listener.start()
    desk.until(lambda: desk.heard == [1, 2])


def test_every_act_is_heard_once_and_in_order(desk, listener):
    listener.start()
    for number in range(1, 21):
        desk.save(number)
    desk.until(lambda: len(desk.heard) >= 20)
    assert desk.heard == list(range(1, 21))
    assert desk.told == []


def test_an_office_that_stops_answering_is_said_once_and_nothing_is_missed(desk, listener):
    desk.refuse = True
    listener.start()
    desk.until(lambda: desk.told == ["lost"])
    desk.save(1, 2, 3)
    desk.refuse = False
    desk.until(lambda: desk.told == ["lost", "back"])
    assert desk.heard == [1, 2, 3]
    desk.save(4)
    desk.until(lambda: desk.heard == [1, 2, 3, 4])
    assert desk.told == ["lost", "back"]


def test_after_a_cut_connection_the_missed_notices_do_not_matter(desk, listener, on_server):
    if not on_server:
        pytest.skip("a file has no connection to cut")
    listener.start()
    desk.save(1)
    desk.until(lambda: desk.heard == [1])
    with desk.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query ILIKE 'listen %'"
            )
        )
    desk.save(2, quietly=True)
    desk.until(lambda: desk.told == ["lost", "back"])
    assert desk.heard == [1, 2]


def test_a_listener_that_never_began_can_be_stopped(desk):
    listener = Listener(desk.engine, 0, desk.catch_up, desk.lost, desk.back)
    listener.stop()
