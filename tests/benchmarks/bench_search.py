"""Search from anywhere with 100,000 families and twice as many people.

Prints p50 and p95 of what a typist asks for, as milliseconds and as ratios to the bare driver running the same SQL; and
what an act pays for keeping the search up to date.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.services import searching
from desktop.store import search_index
from desktop.store.engines import create_file
from tests import made_families

MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def quantiles(works: list[Callable[[], object]]) -> tuple[float, float]:
    """Milliseconds: p50, p95; each is run once before."""
    times = []
    for work in works:
        work()
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def lines(made: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What is typed, by kind."""
    chance = random.Random(4)
    some = chance.sample(made, 60)
    return {
        "2 letters": [row["name"][:2] for row in some],
        "3 letters": [row["name"][:3] for row in some],
        "a surname": [row["name"] for row in some],
        "a surname in another case": [row["name"].split("-")[0].removesuffix("а") + "ой" for row in some],
        "surname and name": [f"{row['name']} ма" for row in some],
        "a file number": [row["number"] for row in some],
        "the end of a number": [row["number"][-4:] for row in some],
        "street and house": [row["address"].rsplit(",", 1)[0] for row in some],
        "5 digits of a phone": [f"{chance.randrange(10**5):05}" for _row in some],
        "absent": [f"щж{chance.randrange(999)}ъ" for _row in some],
        "the other layout": ["rhfd", "ghbdtn", "bdfyjdf", "fkbtdf"] * 15,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_file(Path(folder) / "office.opora", None)
        start = perf_counter()
        made = made_families.fill(engine, MANY, search=True)
        print(f"{MANY} families, {MANY * 3} entries made in {perf_counter() - start:.0f} s")
        with engine.connect() as connection:
            reading = made_families.reading(connection)
            raw = connection.connection.driver_connection
            said: list[tuple[str, Any]] = []
            event.listen(engine, "before_cursor_execute", lambda *given: said.append((given[2], given[3])))
            for kind, typed in lines(made).items():
                statements: list[list[tuple[str, Any]]] = []
                for line in typed:
                    said.clear()
                    searching.find(reading, line)
                    statements.append([one for one in said if not one[0].startswith("BEGIN")])
                ours = quantiles([lambda line=line: searching.find(reading, line) for line in typed])
                bare = quantiles([lambda all_=all_: [raw.execute(*one).fetchall() for one in all_] for all_ in statements])
                print(f"  {kind:28} p50 {ours[0]:6.2f}  p95 {ours[1]:6.2f} ms   p95 x {ours[1] / bare[1]:.2f} of the driver")
            start = perf_counter()
            searching.find_harder(reading, "кравцва")
            print(f"  {'a typing error, on Enter':28} {(perf_counter() - start) * 1000:10.0f} ms")
        touched = {row["family_id"]: "family" for row in made[:200]}
        with Session(engine.execution_options(writes=True)) as session:
            times = []
            for family, kind in touched.items():
                start = perf_counter()
                search_index.refresh(session, {family: kind}, {family})
                times.append((perf_counter() - start) * 1000)
            times.sort()
            print(f"  {'one family made anew':28} p50 {times[100]:6.2f}  p95 {times[190]:6.2f} ms")
        engine.dispose()


if __name__ == "__main__":
    main()
