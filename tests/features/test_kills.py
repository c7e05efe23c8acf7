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


def killed(repository: Path, place: Place, family: object, what: str, after: int) -> int:
    """Lets a worker do it, kills it some moments after it said `after` lines; the number it said last."""
    command = [sys.executable, "-m", "tests.features.worker", place.address, ANNA, str(family), what]
    with subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUTF8": "1"}) as worker:
        assert worker.stdout is not None
        said = [worker.stdout.readline() for _line in range(after)]
        worker.send_signal(signal.SIGKILL)
        said += worker.stdout.readlines()
    whole = [line.split() for line in said if line.endswith("\n")]
    assert whole and {line[0] for line in whole} == {{"typing": "kept", "saving": "saved"}[what]}
    return int(whole[-1][1])


def test_killed_in_the_middle_of_typing_the_draft_is_offered_as_it_was_last_kept(founded, desk, repository):
    family = register(desk)
    chance = random.Random(1)
    for _time in range(TIMES):
        last = killed(repository, founded, family, "typing", chance.randint(1, 6))
        again = card(founded.desk(seed=chance.randrange(10**6)), family)
        assert again.offered() is not None
        again.take_draft()
        assert int(again.forms[0].text(("story",)).split()[0]) >= last
    assert clean(desk)


def test_killed_in_the_middle_of_saving_everything_said_to_be_saved_is_there(founded, desk, repository):
    family = register(desk)
    chance, last = random.Random(2), 0
    for _time in range(TIMES):
        said = killed(repository, founded, family, "saving", chance.randint(1, 4))
        stands = int(str(opened(desk, "family", family).values["story"]))
        assert said > last
        assert stands in (said, said + 1)  # the one after it may have been written before it could be said
        last = stands
        assert clean(desk)
