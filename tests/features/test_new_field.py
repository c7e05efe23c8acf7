"""A new fact of the family is three lines: then it is on the form, in print, in the register, the journal and the merge."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KEY, LABEL, WORDS = "school_way", "Way to school", "пешком от школы № 7"


@pytest.fixture
def copy(repository: Path, tmp_path: Path) -> Path:
    """The program with the three lines in it."""
    without = shutil.ignore_patterns("__pycache__", "*.pyc", ".hypothesis", "golden")
    for name in ("desktop", "resources", "tests"):
        shutil.copytree(repository / name, tmp_path / name, ignore=without)
    model = tmp_path / "desktop" / "models" / "families.py"
    put_after(model, "    way_there: Mapped", f'    {KEY}: Mapped[str | None] = text(N_("{LABEL}"), size=300)\n')
    form = tmp_path / "resources" / "definitions" / "forms" / "family_card.toml"
    put_after(form, '  "contact_person",', f'  "{KEY}",\n')
    run(tmp_path, "-m", "desktop.store.new_migration", "way to school")
    return tmp_path


def put_after(path: Path, start: str, line: str) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, standing in enumerate(lines) if standing.startswith(start))
    path.write_text("".join([*lines[: place + 1], line, *lines[place + 1 :]]), "utf-8")


def run(folder: Path, *arguments: str) -> str:
    environment = os.environ | {
        "PYTHONPATH": str(folder),
        "PYTHONUTF8": "1",
        "OPORA_HOME": str(folder / "home"),
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_field_is_seen_everywhere(copy):
    office = copy / "office"
    office.mkdir()
    seen = json.loads(run(copy, "-m", "tests.features.new_field", str(office), KEY))
    assert seen["form"]
    assert seen["saved"] == WORDS
    assert seen["merge"] == [[KEY]]
    assert [LABEL, WORDS] in seen["dossier"]
    assert [LABEL, WORDS] in seen["register"]
    assert [LABEL, "иначе", WORDS] in seen["history"]
    assert seen["check"]
