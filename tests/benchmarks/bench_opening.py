"""Opening a family's card and page, and every section of the largest family, beside the bare driver running the same statements.

    python tests/benchmarks/bench_opening.py [FILE]

Prints p50 and p95 in milliseconds of the clock, p50 of the processor (it leaves out what other programs took), and the ratio
to the driver in one run; nothing is asserted. FILE: a demonstration office, the larger the better; the largest family is
loaded into a copy of it. Without one: a small office in each of the places where it may be kept.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

from sqlalchemy import event

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.bootstrap import inline_desk
from desktop.services.cards import open_card
from desktop.services.desk import Desk
from desktop.services.families import family_page
from desktop.services.visits import record_visit
from tests import large_family, offices, pgserver
from tests.benchmarks.offices import copied, opened
from tests.store.test_opening import openings

TIMES = 200
TIMES_LARGE = 20


def median(work: Callable[[], object], times: int = TIMES) -> float:
    """Milliseconds, after ten runs that do not count."""
    taken = []
    for turn in range(times + 10):
        start = perf_counter()
        work()
        if turn >= 10:
            taken.append((perf_counter() - start) * 1000)
    return sorted(taken)[len(taken) // 2]


def taken(work: Callable[[], object], times: int = TIMES_LARGE) -> tuple[float, float, float]:
    """Milliseconds: p50 and p95 of the clock, p50 of the processor; after two runs that do not count."""
    clock, own = [], []
    for turn in range(times + 2):
        start, began = perf_counter(), thread_time()
        work()
        if turn >= 2:
            clock.append((perf_counter() - start) * 1000)
            own.append((thread_time() - began) * 1000)
    clock.sort()
    return clock[times // 2], clock[int(times * 0.95)], sorted(own)[times // 2]


def statements(desk: Desk, question: Callable[[Any], object]) -> list[tuple[str, Any]]:
    """What the question asks of the driver, with its values."""
    asked: list[tuple[str, Any]] = []

    def ask(reading: Any) -> object:
        event.listen(reading.connection, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
        return question(reading)

    desk.read(ask)
    return [(statement, values) for statement, values in asked if statement != "BEGIN"]


def bare(desk: Desk, asked: list[tuple[str, Any]]) -> Callable[[], None]:
    """The same statements on the driver's own cursor."""
    raw = desk.office_kept.engine.raw_connection()

    def run() -> None:
        cursor = raw.cursor()
        for statement, values in asked:
            cursor.execute(statement, values)
            cursor.fetchall()
        raw.rollback()

    return run


def measure(name: str, place: offices.Place) -> None:
    """One office."""
    desk = place.desk()
    family = offices.register(desk)
    for _visit in range(30):
        desk.do("Visit", lambda unit: record_visit(unit, offices.held(desk, family)))
    questions: dict[str, Callable[[Any], object]] = {
        "card": lambda reading: open_card(reading, "family", family),
        "page": lambda reading: family_page(reading, family),
    }
    for what, question in questions.items():
        asked = statements(desk, question)
        ours, driver = median(lambda q=question: desk.read(q)), median(bare(desk, asked))
        sys.stdout.write(
            f"{name:10} {what:5} {len(asked):3} statements  {ours:7.2f} ms  driver {driver:6.2f} ms  ratio {ours / driver:5.1f}\n"
        )
    place.close()


def measure_largest(desk: Desk) -> None:
    """Every section of the largest family."""
    family = large_family.load(desk, large_family.Size())
    for what, question in openings(desk, family).items():
        asked = statements(desk, question)
        p50, p95, own = taken(lambda q=question: desk.read(q))
        _p50, _p95, driver = taken(bare(desk, asked))
        sys.stdout.write(
            f"{what:28} {len(asked):3} statements  p50 {p50:7.1f}  p95 {p95:7.1f}  processor {own:6.1f} ms  "
            f"x {own / max(driver, 0.01):4.1f} of the driver\n"
        )


def in_a_large_office(path: Path) -> None:
    """A copy of this office."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        os.environ["OPORA_HOME"] = folder
        desk = inline_desk(opened(copied(path, Path(folder))))
        desk.read_definitions()
        measure_largest(desk)
        desk.close()


def main() -> None:
    """Every place, or one large office."""
    if len(sys.argv) > 1:
        in_a_large_office(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OPORA_HOME"] = folder
        with pgserver.running(pgserver.available()[0]) as server:
            templates = offices.Templates(Path(folder), lambda _name: server)
            for kind in ("plain", "encrypted", "wheel"):
                home = Path(folder) / f"office-{kind}"
                home.mkdir()
                measure(kind, templates.copy(kind, home))


if __name__ == "__main__":
    main()
