"""Imports go down: the contracts of pyproject.toml hold, and a broken one is noticed."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # A process of its own: the planted house is called `desktop` too, and a process can know only one.
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_contracts_hold() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_broken_contract_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(_contracts_only(), encoding="utf-8")
    _build(
        tmp_path / "desktop",
        {
            "rules/visits.py": "from desktop.services import visits",  # upwards
            "models/a.py": "def late() -> None:\n    from desktop.models import b",  # a local import closes a cycle
            "models/b.py": "import desktop.models.a",
            "presenters/a.py": "import PySide6.QtCore",
            "services/visits.py": "import sqlalchemy",
            "cli.py": "from desktop.store import engines",
            "ui/kit/a.py": "from desktop.ui import pages",
        },
    )
    done = _lint(tmp_path)
    assert done.returncode == 1
    kept = [name for name in _names() if f"{name} BROKEN" not in " ".join(done.stdout.split())]
    assert not kept, f"not noticed: {kept}\n{done.stdout}"


def test_a_room_that_nobody_announced_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(_contracts_only(), encoding="utf-8")
    _build(tmp_path / "desktop", {"cellar/__init__.py": ""})
    done = _lint(tmp_path)
    assert done.returncode == 1
    assert "cellar" in done.stdout


def test_a_sound_house_passes(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(_contracts_only(), encoding="utf-8")
    _build(tmp_path / "desktop", {"services/visits.py": "from desktop.store import engines"})
    done = _lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def _contracts_only() -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    start = text.index("[tool.importlinter]")
    return text[start : text.index("\n[tool.ruff]")]


def _names() -> list[str]:
    loaded = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in loaded["tool"]["importlinter"]["contracts"]]


def _build(house: Path, planted: dict[str, str]) -> None:
    """A house with every room empty, and what is planted in it."""
    rooms = (
        "presenters",
        "services",
        "documents",
        "store",
        "definitions",
        "figures",
        "rules",
        "models",
        "base",
    )
    inside_ui = ("application", "pages", "forms", "tables", "canvas", "kit")
    plain = {f"{room}/__init__.py": "" for room in rooms}
    plain |= {f"ui/{room}/__init__.py": "" for room in inside_ui}
    plain |= dict.fromkeys(("__init__.py", "__main__.py", "cli.py", "bootstrap.py", "ui/__init__.py"), "")
    plain |= {"store/engines.py": "import sqlalchemy", "ui/kit/window.py": "import PySide6.QtWidgets"}
    for name, text in {**plain, **planted}.items():
        path = house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
