"""The process is killed in the middle of drawing: the map is offered as it was last kept, with everything on it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest

from tests.features.map_worker import opened
from tests.offices import ANNA, register

TIMES = 3


@pytest.fixture
def place():
    return "encrypted"


def killed(repository, place, family, after: int) -> int:
    """Draws until it has kept so many maps, then the process is killed; the number it kept last."""
    command = [sys.executable, "-m", "tests.features.map_worker", place.address, ANNA, str(family)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE, text=True, env=environment) as worker:
        said = [worker.stdout.readline().split() for _line in range(after)]
        os.kill(worker.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        said += [line.split() for line in worker.stdout if line.endswith("\n")]
    assert {line[0] for line in said} == {"kept"}
    return int(said[-1][1])


def test_killed_in_the_middle_of_drawing_the_edits_are_offered(founded, desk, repository):
    family = register(desk)
    chance = random.Random(4)
    for _time in range(TIMES):
        last = killed(repository, founded, family, chance.randint(1, 6))
        map_ = opened(founded.desk(seed=chance.randrange(10**6)), family)
        assert map_.offered()
        assert not map_.editor.dirty
        map_.take_draft()
        drawn = map_.editor.data
        names = {n.name for n in drawn.nodes}
        assert {f"Знакомый {turn}" for turn in range(last + 1)} <= names
        assert len(drawn.ties) >= last
        assert all(tie.bends == ((10.0, 20.0),) for tie in drawn.ties)
        assert all(n.place.pinned for n in drawn.nodes if n.name.startswith("Знакомый"))
        map_.drop_draft()
        assert not map_.offered()
        map_.close()
