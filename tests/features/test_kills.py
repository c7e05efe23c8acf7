"""The process is killed in the middle of typing and in the middle of saving: nothing that was said to be kept is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offices import ANNA, Place, card, clean, opened, register

TIMES = 20


@pytest.fixture
def place():
    return "encrypted"


class Workers:
    """Processes that do one thing until they are killed, born one after another."""

    def __init__(self, repository: Path, place: Place, family: object, what: str) -> None:
        command = [
            sys.executable, "-m", "tests.features.worker", "mother", place.address, ANNA, str(family), what,
        ]  # fmt: skip
        self._word, pipe = {"typing": "kept", "saving": "saved"}[what], subprocess.PIPE
        self._mother = subprocess.Popen(
            command, cwd=repository, stdin=pipe, stdout=pipe, text=True, env=os.environ | {"PYTHONUTF8": "1"}
        )

    def killed(self, after: int) -> int:
        """Kills one some moments after it said `after` lines; the number it said last."""
        self._mother.stdin.write("go\n")
        self._mother.stdin.flush()
        word, pid = self._mother.stdout.readline().split()
        assert word == "born"
        said = [self._mother.stdout.readline().split() for _line in range(after)]
        os.kill(int(pid), getattr(signal, "SIGKILL", signal.SIGTERM))
        said += iter(lambda: self._mother.stdout.readline().split(), ["dead"])
        assert {line[0] for line in said} == {self._word}
        return int(said[-1][1])

    def close(self) -> None:
        """No more are needed."""
        self._mother.stdin.close()
        self._mother.wait()
        self._mother.stdout.close()


@pytest.fixture
def workers(request, founded, repository):
    made = []

    def make(family: object, what: str) -> Workers:
        made.append(Workers(repository, founded, family, what))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_killed_in_the_middle_of_typing_the_draft_is_offered_as_it_was_last_kept(founded, desk, workers):
    family = register(desk)
    typing = workers(family, "typing")
    chance = random.Random(1)
    for _time in range(TIMES):
        last = typing.killed(chance.randint(1, 6))
        again = card(founded.desk(seed=chance.randrange(10**6)), family)
        assert again.offered() is not None
        again.take_draft()
        assert int(again.forms[0].text(("story",)).split()[0]) >= last
    assert clean(desk)


def test_killed_in_the_middle_of_saving_everything_said_to_be_saved_is_there(desk, workers):
    family = register(desk)
    saving = workers(family, "saving")
    chance, last = random.Random(2), 0
    for _time in range(TIMES):
        said = saving.killed(chance.randint(1, 4))
        stands = int(str(opened(desk, "family", family).values["story"]))
        assert said > last
        assert stands in (said, said + 1)  # the one after it may have been written before it could be said
        last = stands
        assert clean(desk)
