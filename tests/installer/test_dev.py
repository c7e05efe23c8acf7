"""The one door to the program: it prepares once, waits its turn, and says plainly what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import environment

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks what only Linux has: apt and a display")


def test_the_window_is_not_tried_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not dev.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_screen()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert dev.has_screen()


def test_a_changed_list_is_installed_again(tmp_path: Path) -> None:
    requirements = tmp_path / "run.txt"
    requirements.write_text("alembic==1.20.1\n", encoding="utf-8")
    before = environment.stamp(requirements)
    assert environment.stamp(requirements) == before
    requirements.write_text("alembic==1.20.2\n", encoding="utf-8")
    assert environment.stamp(requirements) != before


def test_an_installed_list_is_not_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_anything: object) -> None:
        raise AssertionError("pip was started")

    monkeypatch.setattr(environment, "_quietly", refuse)
    requirements = environment.REQUIREMENTS / "run.txt"
    (tmp_path / "opora-run.sha256").write_text(environment.stamp(requirements), encoding="utf-8")
    environment._install(tmp_path, requirements)
    (tmp_path / "opora-run.sha256").write_text("another", encoding="utf-8")
    with pytest.raises(AssertionError, match="pip was started"):
        environment._install(tmp_path, requirements)


def test_a_folder_that_holds_something_else_is_not_emptied(tmp_path: Path) -> None:
    kept = tmp_path / "letter.txt"
    kept.write_text("important", encoding="utf-8")
    with pytest.raises(environment.Halt, match="занята"):
        environment._create(tmp_path)
    assert kept.read_text(encoding="utf-8") == "important"


@LINUX
def test_without_rights_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(environment.Halt, match="sudo apt-get install libegl1 libgl1") as said:
        environment.apt_install(["libegl1", "libgl1"], "библиотек")
    assert len(str(said.value).splitlines()) == 1


@LINUX
def test_a_missing_system_library_is_found_by_name() -> None:
    python = Path(sys.executable)
    assert environment._absent(python, {"libopora-absent.so.7": "libopora7", "libc.so.6": "libc6"}) == ["libopora-absent.so.7"]


@LINUX
def test_two_starts_do_not_build_one_environment_together(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(environment.ROOT / "installer")!r})
import pathlib, time, environment
log = pathlib.Path(sys.argv[1]) / "log"
with environment.alone(pathlib.Path(sys.argv[1]) / ".venv"):
    with log.open("a") as stream:
        stream.write("in "); stream.flush(); time.sleep(0.2); stream.write("out "); stream.flush()
"""
    both = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.DEVNULL) for _ in "12"]
    assert [process.wait(30) for process in both] == [0, 0]
    assert (tmp_path / "log").read_text() == "in out in out "


def test_a_command_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        dev.main(["fly"])
    assert end.value.code == 2
    assert "run" in capsys.readouterr().err


def test_a_migration_needs_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["migration"]) == 1
    assert "Назовите миграцию" in capsys.readouterr().err


PROGRAM = """
import pathlib, sys
words = sys.argv[1:]
pathlib.Path("said").open("a", encoding="utf-8").write(" ".join(words[:1]) + "\\n")
out = pathlib.Path(words[words.index("--out") + 1]) if "--out" in words else None
if words[0] == "demo":
    folder = pathlib.Path(words[1])
    folder.mkdir(parents=True)
    (folder / "README.txt").write_text("x", encoding="utf-8")
    (folder / "office.opora").write_bytes(b"x" * 99)
    (folder / "office.opora-wal").write_bytes(b"x" * 999)
elif words[0] == "register":
    import openpyxl
    book = openpyxl.Workbook()
    for row in (["Register"], [], ["Number", "Фамилия", "a", "b"], ["17/2026", "Абаева", 1, 2]):
        book.active.append(row)
    book.save(out)
else:
    assert words[words.index("--db") + 1].endswith("office.opora")
    assert words[0] == "shots" or words[words.index("--family") + 1] == "17/2026"
    out.write_bytes(b"x")
"""


@pytest.fixture
def planted_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose program only notes what it was asked to do."""
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "__init__.py").write_text("", encoding="utf-8")
    program = tmp_path / "desktop" / "__main__.py"
    program.write_text(PROGRAM.replace('"Number"', '"Номер"'), encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    return tmp_path


def test_without_a_screen_the_main_work_is_done_and_the_folder_named(
    planted_program: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = planted_program / "Папка с работой"
    assert dev.without_screen(Path(sys.executable), folder) == 0
    said = (planted_program / "said").read_text(encoding="utf-8").split()
    assert said == ["demo", "register", "dossier", "map", "shots"]
    assert {"office", "register.xlsx", "dossier.pdf", "map.svg", "pages"} <= {p.name for p in folder.iterdir()}
    assert str(folder) in capfd.readouterr().out


def test_work_that_fails_is_named_and_stops_the_rest(planted_program: Path) -> None:
    (planted_program / "desktop" / "__main__.py").write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(environment.Halt, match="демонстрационное учреждение"):
        dev.without_screen(Path(sys.executable), planted_program / "out")
