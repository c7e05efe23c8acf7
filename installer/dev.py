"""Одна дверь к программе из исходников: запуск, проверки, измерения, снимки.

    python3 installer/dev.py run      (Windows: py installer\\dev.py run)

Нужен только Python 3.11 или новее: окружение `.venv` собирается само из `installer/requirements/*.txt`, где у каждой
библиотеки закреплены версия и отпечатки. Список команд один для людей и для автоматической проверки.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
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


# --- окружение --------------------------------------------------------------------------------------------------


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
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", folder], check=False, capture_output=True, text=True
    )
    if made.returncode:
        raise Halt(f"Не удалось создать окружение в {folder}: {_last_line(made.stdout + made.stderr)}")


def _install(folder: Path, requirements: Path) -> None:
    mark = folder / f"opora-{requirements.stem}.sha256"
    wanted = stamp(requirements)
    if mark.exists() and mark.read_text() == wanted:
        return
    say(f"Устанавливаю библиотеки из {requirements.relative_to(ROOT).as_posix()}.")
    pip = [interpreter(folder), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", requirements],
        check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=child_environment(),
    )  # fmt: skip
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


# --- системные библиотеки ---------------------------------------------------------------------------------------


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
    code = (
        "import ctypes, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try: ctypes.CDLL(name)\n"
        "    except OSError: print(name)\n"
    )
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
    commands = ([apt, *options, "update"], [apt, *options, "install", "-y", "--no-install-recommends", *packages])
    for command in commands:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=quiet
        )
    if done.returncode:
        raise Halt(f"Пакеты {names} не установились: {_last_line(done.stderr or done.stdout)}")


# --- команды ----------------------------------------------------------------------------------------------------


def call(python: Path, *arguments: str | Path, **more: str) -> int:
    """Запускает Python окружения в корне исходников и отдаёт его код."""
    return subprocess.run([python, *arguments], check=False, cwd=ROOT, env=child_environment(**more)).returncode


def must(python: Path, what: str, *arguments: str | Path) -> None:
    """Как `call`, но неудача останавливает всё и названа."""
    code = call(python, *arguments, QT_QPA_PLATFORM="offscreen")
    if code:
        raise Halt(f"Не получилось {what} (код {code}).")


def has_screen() -> bool:
    """На Linux окну нужен X11 или Wayland; в остальных системах экран есть всегда."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(rest: Sequence[str]) -> int:
    """Окно программы; там, где экрана нет, — показательная работа без окна."""
    python = prepare("run")
    if has_screen():
        need_libraries(python, {**DRAWING, **WINDOW})
        return call(python, "-m", "desktop", *rest)
    need_libraries(python, DRAWING)
    return without_screen(python, Path(rest[0]) if rest else fresh_folder("demo"))


def fresh_folder(name: str) -> Path:
    """Новая папка с временем в имени: прежние пробы и соседний запуск остаются целы."""
    try:
        (ROOT / "out").mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{name}-{time.strftime('%Y%m%d-%H%M%S')}-", dir=ROOT / "out"))
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"opora-{name}-"))


def without_screen(python: Path, folder: Path) -> int:
    """Показательное учреждение, досье, реестр, карта и снимки главных страниц в одной папке."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    say("Экрана нет, поэтому программа делает свою главную работу без окна.")
    database = demonstration(python, folder / "office", families=40)
    must(python, "составить реестр", "-m", "desktop", "register", "--db", database, "--out", folder / "register.xlsx")
    number = first_family(python, folder / "register.xlsx")
    family = ["--db", database, "--family", number]
    must(python, "напечатать досье", "-m", "desktop", "dossier", *family, "--out", folder / "dossier.pdf")
    must(python, "нарисовать карту", "-m", "desktop", "map", *family, "--kind", "social", "--out", folder / "map.svg")
    must(python, "снять страницы", "-m", "desktop", "shots", "--db", database, "--out", folder / "pages")
    say(f"Готово: учреждение, досье семьи {number}, реестр, карта и снимки страниц лежат в папке {folder}")
    return 0


def demonstration(python: Path, folder: Path, families: int) -> Path:
    """Делает показательное учреждение и возвращает файл его базы."""
    size = ["--families", str(families), "--seed", "1"]
    must(python, "сделать показательное учреждение", "-m", "desktop", "demo", folder, *size)
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))]
    if not files:
        raise Halt(f"В папке {folder} не появилось базы показательного учреждения.")
    return max(files, key=lambda path: path.stat().st_size)


def first_family(python: Path, register: Path) -> str:
    """Номер первой семьи реестра: по нему печатаются досье и карта."""
    code = (
        "import sys, openpyxl\n"
        "sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]\n"
        "column = None\n"
        "for row in sheet.iter_rows(values_only=True):\n"
        "    if column is not None and row[column] not in (None, ''):\n"
        "        sys.exit(print(row[column]))\n"
        "    for place, cell in enumerate(row):\n"
        "        said = str(cell or '').strip().casefold()\n"
        "        if column is None and sum(c is not None for c in row) > 3 and said.startswith('номер'):\n"
        "            column = place\n"
    )
    found = subprocess.run(
        [python, "-c", code, register], check=False, capture_output=True, text=True, encoding="utf-8",
        env=child_environment(),
    )  # fmt: skip
    if not found.stdout.strip():
        raise Halt(f"В реестре {register} не нашлось ни одной семьи.")
    return found.stdout.strip()


def test(rest: Sequence[str]) -> int:
    """Весь набор тестов; остальное передаётся pytest."""
    python = prepare("run", "dev")
    need_libraries(python, DRAWING)
    return call(python, "-m", "pytest", *rest)


def check(_rest: Sequence[str]) -> int:
    """Всё, что проверяется до отправки: вид, правила, типы, контракты, переводы, быстрые тесты."""
    python = prepare("run", "dev")
    need_libraries(python, DRAWING)
    steps: dict[str, list[str | Path]] = {
        "вид кода": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "правила кода": ["-m", "ruff", "check", "--quiet", "."],
        "типы": ["-m", "mypy"],
        "контракты комнат": ["-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"],
        "переводы": [ROOT / "installer" / "strings.py", "--check"],
        "быстрые тесты": ["-m", "pytest", "-q", "-m", "not slow and not postgres"],
    }
    failed = []
    for name, step in steps.items():
        say(f"— {name}")
        if call(python, *step):
            failed.append(name)
    say("Не прошло: " + ", ".join(failed) + "." if failed else "Всё прошло.")
    return 1 if failed else 0


def fix(_rest: Sequence[str]) -> int:
    """Приводит вид кода к принятому; то, что решает человек, остаётся `check`."""
    python = prepare("run", "dev")
    call(python, "-m", "ruff", "check", "--fix-only", "--quiet", ".")
    return call(python, "-m", "ruff", "format", "--quiet", ".")


def bench(rest: Sequence[str]) -> int:
    """Измерения: каждое печатает отношения, снятые за один прогон; можно назвать одно."""
    python = prepare("run", "dev")
    need_libraries(python, DRAWING)
    wanted = [name.removesuffix(".py") for name in rest]
    scripts = [
        path
        for path in sorted((ROOT / "tests" / "benchmarks").glob("*.py"))
        if not path.name.startswith("_") and (not wanted or path.stem in wanted)
    ]
    if not scripts:
        raise Halt("Таких измерений в tests/benchmarks нет.")
    codes = []
    for script in scripts:
        say(f"— {script.stem}")
        codes.append(call(python, script, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen")))
    return int(any(codes))


def shots(rest: Sequence[str]) -> int:
    """Снимки каждой страницы: светлый и тёмный вид, 100 % и 150 %."""
    python = prepare("run")
    need_libraries(python, DRAWING)
    folder = (Path(rest[0]) if rest else fresh_folder("shots")).resolve()
    with tempfile.TemporaryDirectory(prefix="opora-shots-") as office:
        database = demonstration(python, Path(office) / "office", families=40)
        must(python, "снять страницы", "-m", "desktop", "shots", "--db", database, "--out", folder, "--all")
    say(f"Снимки лежат в папке {folder}")
    return 0


def strings(rest: Sequence[str]) -> int:
    """Переводы: сборка, а с --check проверка."""
    return call(prepare("run", "dev"), ROOT / "installer" / "strings.py", *rest)


def migration(rest: Sequence[str]) -> int:
    """Заготовка миграции по разнице между моделями и последней миграцией."""
    if not rest:
        raise Halt("Назовите миграцию: dev.py migration ИМЯ")
    return call(prepare("run"), "-m", "desktop.store.new_migration", *rest)


COMMANDS = {
    "run": run, "test": test, "check": check, "fix": fix, "bench": bench,
    "shots": shots, "strings": strings, "migration": migration,
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Разбирает команду; остальные слова отдаёт ей."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < (3, 11):  # noqa: UP036  запустить могут и старым Python
        print("Нужен Python 3.11 или новее.", file=sys.stderr)
        return 2
    what = "\n".join(f"  {name:10} {(command.__doc__ or '').splitlines()[0]}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        description="Опора из исходников", epilog=what, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, metavar="команда")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…")
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen.rest)
    except Halt as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
