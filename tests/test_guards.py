"""The guards of the suite catch what they are for."""

from __future__ import annotations

import logging
import threading

import psycopg
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from sqlalchemy import QueuePool, create_engine, text

from tests import guards


def test_a_thread_left_behind_is_named_with_its_place_of_birth() -> None:
    stop = threading.Event()
    with (
        pytest.raises(AssertionError, match=r"forgotten, started at:(.|\n)*test_guards"),
        guards.no_thread_left(),
    ):
        thread = threading.Thread(target=stop.wait, name="forgotten")
        thread.start()
    stop.set()
    thread.join()


def test_a_thread_that_ends_in_time_is_no_fault() -> None:
    with guards.no_thread_left():
        threading.Thread(target=threading.Event().wait, args=(0.02,)).start()


def test_an_unannounced_warning_in_the_log_fails() -> None:
    with pytest.raises(AssertionError, match="something odd"), guards.no_unexpected_log([]):
        _quietly("something odd")


@pytest.mark.logs("announced")
def test_an_announced_warning_is_expected_and_must_come() -> None:
    logging.getLogger("desktop").warning("announced")
    with pytest.raises(AssertionError, match="did not come"), guards.no_unexpected_log(["never said"]):
        pass


def _quietly(sentence: str) -> None:
    """Says it to the innermost listener only: the guard around this test has no part in it."""
    root = logging.getLogger()
    outer = [h for h in root.handlers if isinstance(h, guards.Listener)][:-1]
    for handler in outer:
        root.removeHandler(handler)
    logging.getLogger("desktop").warning(sentence)
    for handler in outer:
        root.handlers.insert(0, handler)


def test_a_connection_not_given_back_is_named_with_the_place_where_it_was_taken() -> None:
    engine = create_engine("sqlite://", poolclass=QueuePool)
    with (
        pytest.raises(AssertionError, match=r"not given back(.|\n)*test_guards"),
        guards.no_connection_left(),
    ):
        connection = engine.connect()
    connection.close()
    engine.dispose()


def test_every_test_has_a_database_of_its_own(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("create table only_here (word text)"))
        assert connection.scalar(text("select count(*) from only_here")) == 0
    engine.dispose()


def test_a_database_made_from_a_template_has_what_the_template_has(postgres_server) -> None:
    template = postgres_server.create()
    with postgres_server.connect(template) as connection:
        connection.execute("create table seed (n int)")
    copy = postgres_server.create(template)
    with postgres_server.connect(copy) as connection:
        assert connection.execute("select count(*) from seed").fetchone() == (0,)
    for name in (copy, template):
        postgres_server.drop(name)
    with pytest.raises(psycopg.OperationalError):
        postgres_server.connect(copy)


def test_a_timer_left_ticking_is_named(qapp) -> None:
    timer = QTimer(interval=60_000)
    with pytest.raises(AssertionError, match="a timer of 60000 ms"), guards.no_window_left():
        timer.start()
    timer.stop()


def test_a_window_left_open_is_named_once(qapp) -> None:
    label = QLabel("forgotten")
    label.setWindowTitle("forgotten")
    with pytest.raises(AssertionError, match="the window QLabel 'forgotten'"), guards.no_window_left():
        label.show()
    with guards.no_window_left():
        pass


def test_a_window_that_qtbot_owns_is_closed_in_time(qtbot) -> None:
    label = QLabel("kept")
    timer = QTimer(label)
    timer.start(60_000)
    qtbot.addWidget(label)
    label.show()
