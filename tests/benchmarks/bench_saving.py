"""Saving one field of a card as an act (claimed, recorded, chained, listed), beside one bare UPDATE with its commit.

The server of the suite does not wait for its disk, a file does.

Prints p50 in milliseconds and the ratio in one run; nothing is asserted.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.models.snapshots import Edit
from desktop.services.cards import save_cards
from tests import offices, pgserver
from tests.benchmarks.bench_opening import median


def measure(name: str, place: offices.Place) -> None:
    """One office."""
    desk = place.desk()
    family = offices.register(desk)
    numbers = count()
    engine = desk.office_kept.engine

    def act() -> None:
        base = offices.opened(desk, "family", family)
        mine = base.with_values(story=str(next(numbers)))
        desk.do("Changed", lambda unit: save_cards(unit, Edit(base, mine)))

    raw = engine.raw_connection()
    mark = "%s" if engine.dialect.name == "postgresql" else "?"
    id_ = family if engine.dialect.name == "postgresql" else family.hex

    def driver() -> None:
        cursor = raw.cursor()
        cursor.execute("BEGIN IMMEDIATE" if mark == "?" else "select 1")
        cursor.execute(f"update family set story = {mark} where id = {mark}", (str(next(numbers)), id_))
        assert cursor.rowcount == 1
        raw.commit()

    ours = median(act, 100)
    bare = median(driver, 100)
    sys.stdout.write(f"{name:10} open and save {ours:7.2f} ms  driver {bare:6.2f} ms  ratio {ours / bare:5.1f}\n")
    raw.close()
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
