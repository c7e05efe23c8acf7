from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from desktop.base.jobs import Lane
from desktop.models.audit import Act
from desktop.presenters import printing
from desktop.presenters.printing import DossierPrinting
from desktop.services.desk import Desk, Lanes
from desktop.services.families import NewFamily, register_family
from desktop.services.printing import PRINTED


class Window:
    """The loop of a window, turned by hand."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def turn_until(self, met: Callable[[], object]) -> None:
        """A lane may meet it without delivering anything, so nobody waits for a delivery alone."""
        last = time.monotonic() + 20
        while not met():
            assert time.monotonic() < last, "it never came"
            with contextlib.suppress(queue.Empty):
                self.calls.get(timeout=0.05)()


@pytest.fixture
def place() -> str:
    return "plain"


@pytest.fixture
def families(desk: Desk):
    return tuple(
        desk.do("taken", lambda unit, name=name: register_family(unit, NewFamily(name))).result
        for name in ("Асановы", "Ким", "Ли")
    )


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def lanes(desk: Desk, window: Window, families):
    desk.lanes = Lanes(*(Lane(name, window.calls.put) for name in ("records", "browsing", "files")))
    yield desk.lanes
    desk.lanes.close()


def recorded(desk: Desk) -> int:
    with desk.office_kept.engine.connect() as connection:
        return len(connection.execute(select(Act.number).where(Act.label == PRINTED)).all())


def test_files_written_before_a_cancel_stay_and_are_recorded(desk, families, lanes, window, tmp_path, monkeypatch):
    made = DossierPrinting(desk, families)
    written, seen, write = threading.Event(), threading.Event(), printing.replace_file

    def then_wait(path, content):
        write(path, content)
        written.set()
        assert seen.wait(20)

    monkeypatch.setattr(printing, "replace_file", then_wait)
    told = []
    made.stopped.subscribe(told.append)
    made.finished.subscribe(told.append)
    made.save_all(tmp_path)
    assert written.wait(20)
    made.cancel()
    seen.set()
    window.turn_until(lambda: told)
    assert told == [None]
    desk.lanes.close()
    assert len(list(tmp_path.glob("*.pdf"))) == recorded(desk) == 1


def test_a_file_is_written_and_recorded_though_the_dialog_has_gone(desk, families, lanes, window, tmp_path):
    made = DossierPrinting(desk, families[:1])
    made.show()
    window.turn_until(lambda: made.preview)
    busy = threading.Event()
    desk.work(lambda _job: busy.wait(20), lambda _done: None, lambda _error: None, made.owner)
    target = tmp_path / "дело.pdf"
    made.save(target, made.preview)
    made.close()
    busy.set()
    desk.lanes.close()
    assert target.read_bytes()[:4] == b"%PDF"
    assert recorded(desk) == 1


def test_every_dossier_of_a_folder_is_recorded_under_its_family(desk, families, tmp_path):
    made = DossierPrinting(desk, families)
    told = []
    made.finished.subscribe(told.append)
    made.save_all(tmp_path)
    assert len(told[0]) == recorded(desk) == 3


def test_while_it_is_being_changed_there_is_no_preview_to_print(desk, families):
    made = DossierPrinting(desk, families[:1])
    made.show()
    assert made.preview is not None
    made.unsettle()
    assert made.preview is None


def test_an_older_preview_stops_when_something_else_is_ticked(desk, families, lanes, window, monkeypatch):
    laid_out, begun, go_on, make = [], threading.Event(), threading.Event(), printing.preview_of

    def counted(document, job):
        begun.set()
        assert go_on.wait(20)
        preview = make(document, job)
        laid_out.append(preview)
        return preview

    monkeypatch.setattr(printing, "preview_of", counted)
    made = DossierPrinting(desk, families[:1])
    made.show()
    window.turn_until(begun.is_set)
    made.choose(hidden_names=True)
    go_on.set()
    window.turn_until(lambda: made.preview)
    assert laid_out == [made.preview]
