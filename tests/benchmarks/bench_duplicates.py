"""Probable duplicates while typing, with 100,000 families and twice as many people: p50 and p95 in milliseconds."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import bindparam, select, update

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person
from desktop.models.search import SearchEntry
from desktop.rules.duplicates import Sought
from desktop.services import duplicates
from desktop.store.engines import Engine, create_file
from tests import made_families

MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def name_everybody(engine: Engine) -> list[Sought]:
    """Give everybody a whole name and a birth date; returns what may be typed again."""
    chance = random.Random(5)
    with engine.connect() as connection:
        rows = connection.execute(select(SearchEntry.record, SearchEntry.title).where(SearchEntry.kind == "person")).all()
    made, sought = [], []
    for row in rows:
        surname, given, patronymic = row.title.rsplit(" ", 2)
        born = PartialDate.of(date(1950, 1, 1) + timedelta(days=chance.randrange(27_000)))
        number = f"{chance.randrange(1, 3)}{born.earliest:%d%m%Y}{chance.randrange(10**5):05}"
        made.append({"row": row.record, "given": given, "second": patronymic, "day": born, "pin": number})
        sought.append(Sought(surname, given, patronymic, born, number))
    table = Person.__table__
    change = (
        update(Person)
        .where(table.c.id == bindparam("row"))
        .values(
            given_name=bindparam("given"),
            patronymic=bindparam("second"),
            born=bindparam("day"),
            personal_number=bindparam("pin"),
        )
    )
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(change, made)
    return chance.sample(sought, 200)


def timed(works: list[Callable[[], object]]) -> str:
    """p50 and p95 of one run of each."""
    times = []
    for work in works:
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    times.sort()
    return f"p50 {times[len(times) // 2]:7.1f} ms   p95 {times[int(len(times) * 0.95)]:7.1f} ms"


def main() -> None:
    """Fill an office and ask."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_file(Path(folder) / "many.opora", None)
        made = made_families.fill(engine, MANY, search=True)
        people = name_everybody(engine)
        chance = random.Random(6)
        places = chance.sample(made, 200)
        with engine.connect() as connection:
            reading = made_families.reading(connection)
            for warm in people[:20]:
                duplicates.same_people(reading, warm)
            print(f"{MANY} families")
            print("name and birth date ", timed([lambda s=s: duplicates.same_people(reading, Sought(s.surname, s.given_name, s.patronymic, s.born)) for s in people]))  # fmt: skip
            print("name alone          ", timed([lambda s=s: duplicates.same_people(reading, Sought(s.surname, s.given_name)) for s in people]))  # fmt: skip
            print("personal number     ", timed([lambda s=s: duplicates.same_people(reading, Sought(number=s.number)) for s in people]))  # fmt: skip
            print("family and address  ", timed([lambda r=r: duplicates.same_families(reading, r["name"], r["address"], "") for r in places]))  # fmt: skip
            print("phone               ", timed([lambda r=r: duplicates.same_families(reading, "", "", "0555 123456") for r in places]))  # fmt: skip
        engine.dispose()


if __name__ == "__main__":
    main()
