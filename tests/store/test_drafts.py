from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Unavailable
from desktop.store.drafts import Draft, DraftFile

KEY = bytes(range(32))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FAMILY, VISIT = ("family", "0199"), ("visit", "new:0200")


def draft(text: str, minutes: int = 0, *, closed: bool = False) -> Draft:
    return Draft(NOON + timedelta(minutes=minutes), {"story": text}, closed)


@pytest.fixture(params=("plain", "encrypted"))
def key(request) -> bytes | None:
    return KEY if request.param == "encrypted" else None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drafts" / "anna.drafts"


def test_what_was_typed_is_there_after_a_restart(path, key):
    file = DraftFile(path, key)
    file.put(FAMILY, draft("Иванова — «мать»"))
    file.put(VISIT, draft("не застали", 1, closed=True))
    again = DraftFile(path, key)
    assert again.all() == {FAMILY: draft("Иванова — «мать»"), VISIT: draft("не застали", 1, closed=True)}
    assert list(again.all()) == [FAMILY, VISIT]


def test_the_newest_text_of_a_form_replaces_the_older(path, key):
    file = DraftFile(path, key)
    file.put(FAMILY, draft("раз"))
    file.put(FAMILY, draft("два", 1))
    assert DraftFile(path, key).all() == {FAMILY: draft("два", 1)}


def test_a_saved_form_is_dropped_and_the_last_one_leaves_no_file(path, key):
    file = DraftFile(path, key)
    file.put(FAMILY, draft("раз"))
    file.drop(VISIT)
    file.drop(FAMILY)
    assert not path.exists()
    assert DraftFile(path, key).all() == {}


def test_names_are_not_readable_on_the_disk(tmp_path):
    closed, plain = tmp_path / "closed", tmp_path / "plain"
    DraftFile(closed, KEY).put(FAMILY, draft("Иванова"))
    DraftFile(plain, None).put(FAMILY, draft("Иванова"))
    assert "Иванова".encode() not in closed.read_bytes()
    assert "Иванова".encode() in plain.read_bytes()  # the control: the same search finds it in the open


def test_a_damaged_file_is_put_aside_and_said(path, key):
    DraftFile(path, key).put(FAMILY, draft("раз"))
    path.write_bytes(path.read_bytes()[:-7])
    damaged = path.read_bytes()
    file = DraftFile(path, key)
    assert file.all() == {}
    assert file.damaged is not None
    assert file.damaged.read_bytes() == damaged
    file.put(FAMILY, draft("два"))
    assert DraftFile(path, key).damaged is None


def test_a_second_damaged_file_does_not_replace_the_first(path, key):
    path.parent.mkdir()
    names = set()
    for content in (b"{", b"[1, 2]", b'{"drafts": [{}]}'):
        path.write_bytes(content)
        names.add(DraftFile(path, key).damaged)
    assert len(names) == 3


def test_drafts_of_another_key_are_put_aside_not_destroyed(path):
    DraftFile(path, KEY).put(FAMILY, draft("раз"))
    other = DraftFile(path, bytes(32))
    assert other.all() == {}
    assert other.damaged is not None
    assert DraftFile(other.damaged, KEY).all() == {FAMILY: draft("раз")}


def test_a_draft_that_could_not_be_written_leaves_the_older_one(path, key):
    file = DraftFile(path, key)
    file.put(FAMILY, draft("раз"))
    (path.parent / f"{path.name}.part").mkdir()  # the new file cannot be made
    with pytest.raises(Unavailable):
        file.put(FAMILY, draft("два"))
    assert file.all() == {FAMILY: draft("раз")}
    assert DraftFile(path, key).all() == {FAMILY: draft("раз")}


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.text()), max_size=4))
def test_anything_typed_comes_back_as_it_was(tmp_path_factory, what):
    path = tmp_path_factory.mktemp("drafts") / "file"
    DraftFile(path, None).put(FAMILY, Draft(NOON, what))
    assert DraftFile(path, None).all()[FAMILY].what == what


TYPIST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from desktop.store.drafts import Draft, DraftFile
file = DraftFile(Path(sys.argv[1]), bytes(range(32)))
for number in range(1_000_000):
    file.put(("family", "1"), Draft(datetime(2026, 3, 2, tzinfo=UTC), {"n": number, "text": "x" * 20_000}))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


@pytest.mark.slow
def test_killed_twenty_times_while_typing_nothing_kept_is_lost(path, repository):
    chance = random.Random(3)
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(path)],
            stdout=subprocess.PIPE,
            cwd=repository,
            env={**os.environ, "PYTHONPATH": str(repository)},
        )
        with process:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(chance.randrange(1, 40))]
            process.kill()
            said += process.stdout.readlines()
        acknowledged = int([line for line in said if line.endswith(b"\n")][-1])
        file = DraftFile(path, KEY)
        assert file.damaged is None
        assert file.all()["family", "1"].what["n"] >= acknowledged


def test_what_the_computer_refuses_is_said_in_the_reader_s_language(tmp_path):
    (tmp_path / "занято").write_text("")
    with pytest.raises(Unavailable) as refused:
        DraftFile(tmp_path / "занято" / "черновики", None)
    assert "такого файла нет" in refused.value.words()
    (tmp_path / "черновики").mkdir()
    with pytest.raises(Unavailable) as refused:
        DraftFile(tmp_path / "черновики", None)
    assert "его нельзя прочитать" in refused.value.words()
