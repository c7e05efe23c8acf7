from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from desktop.base.jobs import Lane, Owner
from desktop.models.snapshots import Changed, Changes
from desktop.services.desk import Desk, Lanes

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class Window:
    """The loop of a window, turned by hand."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def deliver(self, call: Callable[[], None]) -> None:
        self.calls.put(call)

    def turn_until(self, met: Callable[[], object]) -> None:
        while not met():
            self.calls.get(timeout=20)()


@pytest.fixture(params=["plain"])
def place(request) -> str:
    return request.param


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def office(desk: Desk, window: Window) -> Iterator[Desk]:
    lanes = [Lane(name, window.deliver) for name in ("records", "browsing", "files")]
    desk.lanes, desk.deliver = Lanes(*lanes), window.deliver
    yield desk
    desk.close()


def endless(begun: threading.Event) -> Callable[[object], object]:
    def ask(reading):
        begun.set()
        return reading.connection.execute(text(ENDLESS)).scalar_one()

    return ask


def one(reading):
    return reading.connection.execute(text("SELECT 1")).scalar_one()


def test_a_newer_question_stops_the_older_and_nothing_that_is_read_beside_it(office, window):
    begun, beside, answers = threading.Event(), threading.Event(), []

    def beside_it(reading):
        beside.set()
        rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT count(*) FROM n"
        return reading.connection.execute(text(rows)).scalar_one()

    office.browse(endless(begun), answers.append, answers.append, Owner(), "search")
    assert begun.wait(20)
    office.work(lambda job: office.read(beside_it, job), answers.append, answers.append, Owner())
    assert beside.wait(20)
    office.browse(one, answers.append, answers.append, Owner(), "search")
    window.turn_until(lambda: len(answers) == 2)
    assert sorted(answers) == [1, 2_000_000]


def test_leaving_waits_for_acts_and_not_for_lists(office, window):
    begun, ran = threading.Event(), []
    office.browse(endless(begun), ran.append, ran.append, Owner())
    assert begun.wait(20)
    for _n in range(3):
        office.browse(endless(threading.Event()), ran.append, ran.append, Owner())
        office.work(lambda job: job.step(1, 2), ran.append, ran.append, Owner())
    office.keep_setting("families.columns", {"wide": [1, 2]})
    kept = office.work(lambda _job: ran.append("kept"), ran.append, ran.append, Owner(), kept=True)
    assert not kept.unwanted
    office.close()
    assert "kept" in ran
    assert office.office_kept.settings(office.actor.id) == {"families.columns": {"wide": [1, 2]}}
    office.office_kept.close()


def test_cancelling_while_it_is_read_tells_that_it_stopped(office, window):
    begun, told = threading.Event(), []
    gathering = office.gather(
        endless(begun), lambda _read, _job: None, told.append, told.append, Owner(), stopped=lambda: told.append("stopped")
    )
    assert begun.wait(20)
    gathering.cancel()
    window.turn_until(lambda: told)
    assert told == ["stopped"]


def test_arrangements_are_read_once_and_known_as_they_were_kept(office):
    office.keep_setting("families.saved", [("name", (1, 2))])
    assert office.setting("families.saved") == [["name", [1, 2]]]
    assert office.setting("nothing") is None


def test_changes_of_colleagues_come_in_their_order_while_files_are_written(office, window, two_desks):
    going = threading.Event()
    office.work(lambda _job: going.wait(20), lambda _done: None, lambda _error: None, Owner())
    heard = []
    office.changed.subscribe(lambda changes: heard.append(changes.act))
    family = office.new_id()
    for number in range(900, 910):
        office._tell_later(Changes(number, "", "Бектур", (Changed("family", family, 1, (family,)),)))
    window.turn_until(lambda: len(heard) == 10)
    going.set()
    assert heard == list(range(900, 910))


def test_colleagues_are_read_again_off_the_windows_thread(office, window):
    here, where = threading.get_ident(), []
    read = office.office_kept.read

    def watched(*asked):
        where.append(threading.get_ident())
        return read(*asked)

    office.office_kept.read = watched
    office.staff = {}
    done = []
    office.ask_people(lambda: done.append(True))
    window.turn_until(lambda: done)
    assert office.staff
    assert here not in where
