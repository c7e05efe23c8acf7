"""Окружение для запуска из исходников: Python, библиотеки по закреплённому списку, библиотеки системы.

Собирается без спроса и только один раз: пока список библиотек прежний, второй запуск ничего не ставит.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "installer" / "requirements"
WINDOWS = os.name == "nt"

# Библиотека, которую Qt ищет в системе, и пакет Debian с нею; вторые нужны только настоящему окну.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}


class Halt(Exception):
    """Дальше нельзя; текст — одно предложение для человека."""


def say(sentence: str) -> None:
    print(sentence, flush=True)


# --- окружение ---


def environment_folder() -> Path:
    """Где окружение: `.venv` рядом с исходниками или там, куда его перенесли переменной OPORA_VENV."""
    return Path(os.environ.get("OPORA_VENV") or ROOT / ".venv")


def interpreter(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp(requirements: Path) -> str:
    """По чему узнают, что установленное соответствует списку: список, версия Python, вид машины."""
    digest = hashlib.sha256(requirements.read_bytes())
    digest.update(f"{sys.version_info[:2]} {platform.machine()} {sys.platform}".encode())
    return digest.hexdigest()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Два запуска сразу не собирают одно окружение вдвоём: второй ждёт первого."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}-lock").open("a+") as lock:
        told = False
        while not _locked(lock.fileno()):
            if not told:
                say("Окружение сейчас собирает другой запуск, жду его.")
                told = True
            time.sleep(0.5)
        yield


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  есть только на Windows

            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  есть только вне Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def prepare(*lists: str) -> Path:
    """Окружение, в котором стоит всё из названных списков; возвращает его Python."""
    folder = environment_folder()
    python = interpreter(folder)
    with alone(folder):
        if not _alive(python):
            _create(folder)
        for name in lists:
            _install(folder, REQUIREMENTS / f"{name}.txt")
    return python


def _alive(python: Path) -> bool:
    if not python.exists():
        return False
    code = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return subprocess.run([python, "-c", code], check=False, capture_output=True).returncode == 0


def _create(folder: Path) -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        apt_install([f"python{version}-venv"], "модуля, который создаёт окружения Python")
    if folder.exists() and not (folder / "pyvenv.cfg").exists() and any(folder.iterdir()):
        raise Halt(f"Папка {folder} занята не окружением Python: уберите её или укажите другую в OPORA_VENV.")
    say("Создаю окружение Python; в первый раз это займёт несколько минут.")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=False, capture_output=True, text=True)
    if made.returncode:
        raise Halt(f"Не удалось создать окружение в {folder}: {_last_line(made.stdout + made.stderr)}")


def _install(folder: Path, requirements: Path) -> None:
    mark = folder / f"opora-{requirements.stem}.sha256"
    wanted = stamp(requirements)
    if mark.exists() and mark.read_text() == wanted:
        return
    say(f"Устанавливаю библиотеки из {requirements.relative_to(ROOT).as_posix()}.")
    pip = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    closed = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    done = _quietly([str(interpreter(folder)), *pip, *closed], child_environment())
    if done.returncode:
        print(done.stderr[-4000:], file=sys.stderr)
        raise Halt(f"Библиотеки не установились: {_last_line(done.stderr)}")
    mark.write_text(wanted)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "причина не названа"


def child_environment(**more: str) -> dict[str, str]:
    """Переменные для дочерних программ: исходники вместо установленного, кодировка UTF-8."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", **more}


# --- системные библиотеки ---


def need_libraries(python: Path, wanted: Mapping[str, str]) -> None:
    """Говорит, какой системной библиотеки нет, и ставит её сам, если это Debian и есть права."""
    if not sys.platform.startswith("linux"):
        return
    absent = _absent(python, wanted)
    if absent:
        apt_install([wanted[name] for name in absent], "библиотек " + ", ".join(absent))
        absent = _absent(python, wanted)
    if absent:
        raise Halt(f"Qt не запустится: в системе по-прежнему нет {', '.join(absent)}.")


def _absent(python: Path, wanted: Mapping[str, str]) -> list[str]:
    code = "import ctypes, sys\nfor name in sys.argv[1:]:\n    try: ctypes.CDLL(name)\n    except OSError: print(name)\n"
    found = subprocess.run([python, "-c", code, *wanted], check=True, capture_output=True, text=True)
    return found.stdout.split()


def apt_install(packages: Sequence[str], what: str) -> None:
    """Ставит пакеты Debian; без прав или без apt называет команду и останавливается."""
    apt = shutil.which("apt-get")
    names = " ".join(packages)
    if apt is None:
        raise Halt(f"В системе нет {what} (в Debian это пакеты {names}): установите и запустите ещё раз.")
    if sys.platform != "win32" and os.geteuid() != 0:
        raise Halt(f"В системе нет {what}: выполните «sudo apt-get install {names}» и запустите ещё раз.")
    say(f"В системе нет {what}: устанавливаю {names}.")
    quiet = child_environment(DEBIAN_FRONTEND="noninteractive")
    options = ["-qq", "-o", "DPkg::Lock::Timeout=300"]
    install = [apt, *options, "install", "-y", "--no-install-recommends", *packages]
    _quietly([apt, *options, "update"], quiet)  # недоступный источник — ещё не беда: пакет может быть в другом
    done = _quietly(install, quiet)
    if done.returncode:
        raise Halt(f"Пакеты {names} не установились: {_last_line(done.stderr or done.stdout)}")


def _quietly(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment)
