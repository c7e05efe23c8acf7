"""The command line starts without the window's toolkit: on a server there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("reportlab", "openpyxl", "pikepdf", "pypdfium2", "PIL", "pymorphy3", "pytrovich")

WATCH = """
import json, runpy, sys
out, package, *words = sys.argv[1:]
sys.argv = [package, *words]
code = 0
try:
    runpy.run_module(package, run_name="__main__", alter_sys=True)
except SystemExit as end:
    code = end.code if isinstance(end.code, int) else int(end.code is not None)
with open(out, "w", encoding="utf-8") as stream:
    json.dump({"code": code, "modules": sorted({name.split(".")[0] for name in sys.modules})}, stream)
"""


def _run(tmp_path: Path, *words: str, package: str = "desktop", where: Path = ROOT) -> tuple[int, set[str], str]:
    """Exit code, top-level modules that were loaded, and everything said."""
    out = tmp_path / "seen.json"
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(out), package, *words],
        env={**os.environ, "PYTHONPATH": str(where), "OPORA_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"},
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert out.exists(), done.stdout + done.stderr
    seen = json.loads(out.read_text(encoding="utf-8"))
    return seen["code"], set(seen["modules"]), done.stdout + done.stderr


def test_checking_an_office_needs_no_qt(tmp_path: Path) -> None:
    code, _modules, said = _run(tmp_path, "demo", str(tmp_path / "office"), "--families", "2", "--seed", "1")
    assert code == 0, said
    database = max((p for p in (tmp_path / "office").rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    code, modules, said = _run(tmp_path, "db", "check", "--db", str(database))
    assert code == 0, said
    assert "PySide6" not in modules


def test_an_office_that_is_not_there_is_one_sentence_and_no_qt(tmp_path: Path) -> None:
    code, modules, said = _run(tmp_path, "db", "check", "--db", str(tmp_path / "absent.opora"))
    assert code != 0
    assert len(said.strip().splitlines()) == 1, said
    assert "Traceback" not in said
    assert "PySide6" not in modules


def test_help_comes_without_what_only_printing_needs(tmp_path: Path) -> None:
    code, modules, said = _run(tmp_path, "--help")
    assert code == 0, said
    assert not modules & {"PySide6", *HEAVY}


def test_a_program_that_starts_qt_is_noticed(tmp_path: Path) -> None:
    planted = tmp_path / "planted" / "window"
    planted.mkdir(parents=True)
    (planted / "__init__.py").write_text("", encoding="utf-8")
    (planted / "__main__.py").write_text("import PySide6.QtCore", encoding="utf-8")
    _code, modules, _said = _run(tmp_path, package="window", where=planted.parent)
    assert "PySide6" in modules
