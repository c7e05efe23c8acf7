from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from desktop.base.errors import Unavailable
from desktop.base.jobs import Cancelled
from desktop.store.reading import Reader

LONG = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


@pytest.fixture
def reader(engine):
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE family (name VARCHAR(20))"))
        connection.execute(text("INSERT INTO family VALUES ('Иванова')"))
    reader = Reader(engine)
    yield reader
    reader.close()


def test_the_browsing_lane_reads_what_was_saved(reader):
    with reader.reading() as connection:
        assert connection.execute(text("SELECT name FROM family")).scalar_one() == "Иванова"


def test_the_browsing_lane_cannot_write(reader):
    with pytest.raises(Unavailable), reader.reading() as connection:
        connection.execute(text("INSERT INTO family VALUES ('Петрова')"))
    with reader.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM family")).scalar_one() == 1


def test_a_list_is_read_while_somebody_saves(reader, engine):
    with engine.execution_options(writes=True).begin() as writing:
        writing.execute(text("INSERT INTO family VALUES ('Петрова')"))
        with reader.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM family")).scalar_one() == 1


def test_a_newer_question_interrupts_the_older_one(reader):
    begun = threading.Event()

    def newer_question() -> None:
        begun.wait()
        while thread_is_needed.is_set():
            reader.interrupt()  # at any moment: before, during and after the statement

    thread_is_needed = threading.Event()
    thread_is_needed.set()
    thread = threading.Thread(target=newer_question)
    thread.start()
    try:
        with pytest.raises(Cancelled), reader.reading() as connection:
            begun.set()
            connection.execute(text(LONG[reader.engine.dialect.name]))
    finally:
        thread_is_needed.clear()
        thread.join()
    with reader.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM family")).scalar_one() == 1


def test_an_interrupt_between_questions_stops_nothing(reader):
    reader.interrupt()
    with reader.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM family")).scalar_one() == 1
