"""The one door to the program: it prepares once, waits its turn, and says plainly what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import environment

LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="asks what only Linux has: apt and a display"
)


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
    assert environment._absent(python, {"libopora-absent.so.7": "libopora7", "libc.so.6": "libc6"}) == [
        "libopora-absent.so.7"
    ]


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
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.DEVNULL) for _ in "12"
    ]
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
