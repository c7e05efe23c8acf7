r"""Одна дверь к программе из исходников: запуск, проверки, измерения, снимки.

    python3 installer/dev.py run      (Windows: py installer\dev.py run)

Нужен только Python 3.11 или новее: окружение `.venv` собирается само из `installer/requirements/*.txt`, где у
каждой библиотеки закреплены версия и отпечатки. Список команд один для людей и для автоматической проверки.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from environment import DRAWING, ROOT, WINDOW, Halt, child_environment, need_libraries, prepare, say


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
    """Демонстрационное учреждение, досье, реестр, карта и снимки главных страниц в одной папке."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    say("Экрана нет, поэтому программа делает свою главную работу без окна.")
    database = demonstration(python, folder / "office", families=40)
    must(
        python,
        "составить реестр",
        "-m",
        "desktop",
        "register",
        "--db",
        database,
        "--out",
        folder / "register.xlsx",
    )
    number = first_family(python, folder / "register.xlsx")
    family: list[str | Path] = ["--db", database, "--family", number]
    must(python, "напечатать досье", "-m", "desktop", "dossier", *family, "--out", folder / "dossier.pdf")
    must(
        python,
        "нарисовать карту",
        "-m",
        "desktop",
        "map",
        *family,
        "--kind",
        "social",
        "--out",
        folder / "map.svg",
    )
    must(python, "снять страницы", "-m", "desktop", "shots", "--db", database, "--out", folder / "pages")
    say(f"Готово: учреждение, досье семьи {number}, реестр, карта и снимки страниц лежат в папке {folder}")
    return 0


def demonstration(python: Path, folder: Path, families: int) -> Path:
    """Делает демонстрационное учреждение и возвращает файл его базы."""
    size = ["--families", str(families), "--seed", "1"]
    must(python, "сделать демонстрационное учреждение", "-m", "desktop", "demo", folder, *size)
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))]
    if not files:
        raise Halt(f"В папке {folder} не появилось базы демонстрационного учреждения.")
    return max(files, key=lambda path: path.stat().st_size)


def first_family(python: Path, register: Path) -> str:
    """Номер первой семьи реестра: по нему печатаются досье и карта."""
    # Столбец номера узнаётся по заголовку: порядок столбцов учреждение может менять.
    code = (
        "import sys, openpyxl\n"
        "sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]\n"
        "column = None\n"
        "for row in sheet.iter_rows(values_only=True):\n"
        "    if column is not None and row[column] not in (None, ''):\n"
        "        sys.exit(print(row[column]))\n"
        "    if column is None and sum(cell is not None for cell in row) > 3:\n"
        "        said = [str(cell or '').casefold() for cell in row]\n"
        "        found = [i for i, s in enumerate(said) if ('номер' in s or '№' in s) and 'п/п' not in s]\n"
        "        column = found[0] if found else None\n"
    )
    found = subprocess.run(
        [python, "-c", code, register], check=False, capture_output=True, text=True, encoding="utf-8",
        env=child_environment(),
    )  # fmt: skip
    if not found.stdout.strip():
        raise Halt(f"В реестре {register} не нашлось ни одной семьи.")
    return found.stdout.strip()


def test(rest: Sequence[str]) -> int:
    """Весь набор тестов на всех ядрах; со своими словами для pytest — как они велят."""
    python = prepare("run", "dev")
    need_libraries(python, DRAWING)
    return call(python, "-m", "pytest", *(rest or ("-n", "auto")))


def check(_rest: Sequence[str]) -> int:
    """Всё, что проверяется до отправки: вид, правила, типы, контракты, переводы, быстрые тесты."""
    python = prepare("run", "dev")
    need_libraries(python, DRAWING)
    steps: dict[str, list[str | Path]] = {
        "вид кода": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "правила кода": ["-m", "ruff", "check", "--quiet", "."],
        "типы": ["-m", "mypy"],
        "контракты комнат": [
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
        ],
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
