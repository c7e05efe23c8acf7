from __future__ import annotations

import threading
import time

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


@pytest.mark.parametrize("attempt", range(3))
def test_one_word_interrupts_a_question_that_has_hardly_begun(reader, attempt):
    begun = threading.Event()

    def newer_question() -> None:
        begun.wait()
        reader.interrupt("older")

    thread = threading.Thread(target=newer_question)
    thread.start()
    before = time.monotonic()
    with pytest.raises(Cancelled), reader.reading("older") as connection:
        begun.set()
        connection.execute(text(LONG[reader.engine.dialect.name]))
    thread.join()
    assert time.monotonic() - before < 20, "the server's own limit ended it, not the word"
    with reader.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM family")).scalar_one() == 1


def test_an_interrupt_between_questions_stops_nothing(reader):
    reader.interrupt("gone")
    with reader.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM family")).scalar_one() == 1


def test_a_word_for_one_question_does_not_stop_the_one_that_is_read_beside_it(reader):
    with reader.reading("card") as card, reader.reading("list") as rows:
        reader.interrupt("list")
        assert card.execute(text("SELECT count(*) FROM family")).scalar_one() == 1
        with pytest.raises(Cancelled):
            rows.execute(text("SELECT count(*) FROM family"))
