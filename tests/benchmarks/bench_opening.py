"""Opening a family's card and page, beside the bare driver running the same statements.

Prints p50 in milliseconds and the ratio in one run; nothing is asserted.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import event

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.services.cards import open_card
from desktop.services.desk import Desk
from desktop.services.families import family_page
from desktop.services.visits import record_visit
from tests import offices, pgserver

TIMES = 200


def median(work: Callable[[], object], times: int = TIMES) -> float:
    """Milliseconds, after ten runs that do not count."""
    taken = []
    for turn in range(times + 10):
        start = perf_counter()
        work()
        if turn >= 10:
            taken.append((perf_counter() - start) * 1000)
    return sorted(taken)[len(taken) // 2]


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


def main() -> None:
    """Every place."""
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
