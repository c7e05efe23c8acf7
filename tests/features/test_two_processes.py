"""Two processes on one server with the same card: merged or asked, and each hears the other."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading

import pytest

from tests.offices import ANNA, BEKTUR, NAMES, clean, opened, register
from tests.places import on_a_server

pytestmark = on_a_server
LONGEST = 20  # seconds until a word that does not come is a failure


class Worker:
    """A process with an open card; what it says is waited for, never slept for."""

    def __init__(self, repository, address: str, login: str, family: object) -> None:
        command = [sys.executable, "-m", "tests.features.worker", address, login, str(family), "editing"]
        self.process = subprocess.Popen(
            command, cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1", "OPORA_HOME": f"{os.environ['OPORA_HOME']}/{login}"},
        )  # fmt: skip
        self._said: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=self._read, name=f"reading {login}")
        self._thread.start()
        self.until("ready")

    def _read(self) -> None:
        for line in self.process.stdout:
            self._said.put(line.rstrip("\n"))

    def ask(self, line: str, answer: str = "") -> str:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.until(answer) if answer else ""

    def until(self, start: str) -> str:
        """The next line that begins so; what is said before it is passed over."""
        while True:
            line = self._said.get(timeout=LONGEST)
            if line.startswith(start):
                return line

    def close(self) -> int:
        self.process.stdin.close()
        self._thread.join()
        self.process.stdout.close()
        return self.process.wait(LONGEST)


@pytest.fixture
def family(desk):
    return register(desk)


@pytest.fixture
def both(founded, family, repository):
    workers = [Worker(repository, founded.address, login, family) for login in (ANNA, BEKTUR)]
    yield workers
    assert [worker.close() for worker in workers] == [0, 0]


def stands(desk, family, key):
    return opened(desk, "family", family).values[key]


def test_different_boxes_of_one_card_go_together_and_nothing_is_lost(both, desk, family):
    anna, bektur = both
    anna.ask("type story Рассказ Анны")
    bektur.ask("type way_there за рынком")
    anna.ask("save", "saved")
    bektur.ask("save")
    assert NAMES[ANNA] in bektur.until("came")
    bektur.until("saved")
    assert (stands(desk, family, "story"), stands(desk, family, "way_there")) == ("Рассказ Анны", "за рынком")
    assert clean(desk)


def test_the_same_box_is_asked_and_saved_as_decided(both, desk, family):
    anna, bektur = both
    anna.ask("type story Рассказ Анны")
    bektur.ask("type story Рассказ Бекжана")
    anna.ask("save", "saved")
    assert bektur.ask("save", "asked") == "asked story"
    assert stands(desk, family, "story") == "Рассказ Анны"
    bektur.ask("decide mine", "saved")
    assert stands(desk, family, "story") == "Рассказ Бекжана"
    assert clean(desk)


def test_each_sees_what_the_other_saved_without_reopening(both, desk, family):
    anna, bektur = both
    for worker in both:
        worker.ask("listen", "listening")
    bektur.ask("type story Начато")
    anna.ask("type way_there за рынком")
    anna.ask("save", "saved")
    assert bektur.until("heard") == f"heard {NAMES[ANNA]} | за рынком"
    assert bektur.ask("look story", "sees") == "sees Начато"
    bektur.ask("save", "saved")
    assert anna.until("heard").startswith(f"heard {NAMES[BEKTUR]}")
    assert anna.ask("look story", "sees") == "sees Начато"
    assert (stands(desk, family, "story"), stands(desk, family, "way_there")) == ("Начато", "за рынком")
