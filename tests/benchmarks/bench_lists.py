"""The list of families with 100,000 of them: opening, sorting, filtering, scrolling.

Prints ratios of one run: reading ids and pages against the bare driver running the same SQL, and the worst pause of the
window's thread while the list opens, is sorted and is scrolled (should stay under 50 ms).
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from sqlalchemy import event
from sqlalchemy.engine import Engine

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.base.jobs import Inline, Lane
from desktop.models.lists import ListFilter, SortKey
from desktop.presenters.families_list import FamiliesList
from desktop.services.desk import Desk, Lanes
from desktop.store import lists
from desktop.store.engines import create_file
from desktop.ui.kit import theme
from desktop.ui.kit.delivery import Delivery
from desktop.ui.pages.families_list import FamiliesPage
from tests import made_families

MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
WORKING = ListFilter({"status": ("in_work",)})


def took(work: Callable[[], object], times: int = 5) -> float:
    """Milliseconds, the median."""
    found = []
    for _time in range(times):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return median(found)


def against_the_driver(engine: Engine) -> None:
    """The same statements through the store and through the bare driver."""
    said: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *given: said.append((given[2], given[3])))
    cases: list[tuple[str, SortKey, ListFilter]] = [
        ("all by name", "family", ListFilter()),
        ("all by number", "number", ListFilter()),
        ("in work by next visit", "next_visit", WORKING),
        ("in work, district 4, by risk", "risk", WORKING.having("district", "4")),
    ]
    with engine.connect() as connection:
        reading = made_families.reading(connection)
        raw = connection.connection.driver_connection
        for name, sort, wanted in cases:
            said.clear()
            found = lists.family_ids(reading, sort, wanted)
            statement, values = said[-1]
            ours = took(lambda sort=sort, wanted=wanted: lists.family_ids(reading, sort, wanted))
            bare = took(lambda statement=statement, values=values: raw.execute(statement, values).fetchall())
            print(f"  ids, {name:30} {len(found):7} rows {ours:8.1f} ms   x {ours / bare:.2f} of the driver")
        packed = lists.family_ids(reading, "family", ListFilter()).packed
        for name, at in (("first", 0), ("middle", len(packed) // 32), ("last", len(packed) // 16 - 100)):
            page = [packed[n * 16 : n * 16 + 16] for n in range(at, at + 100)]
            said.clear()
            lists.family_rows(reading, page)
            statement, values = said[-1]
            ours = took(lambda page=page: lists.family_rows(reading, page), 30)
            bare = took(lambda statement=statement, values=values: raw.execute(statement, values).fetchall(), 30)
            print(f"  page of 100 rows, {name:17} {ours:20.2f} ms   x {ours / bare:.2f} of the driver")


class Gaps:
    """The longest time the window's thread did not come round, since asked last."""

    def __init__(self) -> None:
        self.last, self.worst = perf_counter(), 0.0
        self.timer = QTimer()
        self.timer.setInterval(0)
        self.timer.timeout.connect(self.tick)
        self.timer.start()

    def tick(self) -> None:
        now = perf_counter()
        self.worst, self.last = max(self.worst, now - self.last), now
        sleep(0.0005)

    def taken(self) -> float:
        """Milliseconds; starts anew."""
        worst, self.worst = self.worst * 1000, 0.0
        return worst


def spin(app: QApplication, until: Callable[[], bool], at_most: float = 20) -> None:
    """The loop of the window runs until then."""
    end = perf_counter() + at_most
    while not until() and perf_counter() < end:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def bare_spin() -> float:
    """How long this machine keeps a thread waiting while another one counts: what no program here can beat."""
    stop = threading.Event()
    other = threading.Thread(target=lambda: [None for _ in iter(stop.is_set, True)])
    other.start()
    worst, last, end = 0.0, perf_counter(), perf_counter() + 1
    while last < end:
        sleep(0.0005)
        now = perf_counter()
        worst, last = max(worst, now - last), now
    stop.set()
    other.join()
    return worst * 1000


def in_the_window(desk: Desk, app: QApplication) -> None:
    """Open, sort, filter, search and scroll as a person does."""
    gaps = Gaps()
    arrived: list[int] = []
    page = FamiliesPage(FamiliesList(desk))
    page.presenter.clear()
    page.model.ids_arrived.connect(arrived.append)

    def step(name: str, do: Callable[[], object], until: Callable[[], bool]) -> None:
        arrived.clear()
        gaps.taken()
        start = perf_counter()
        do()
        spin(app, until)
        length = (perf_counter() - start) * 1000
        spin(app, lambda: False, 0.2)
        print(f"  {name:34} {length:8.0f} ms   worst pause {gaps.taken():5.1f} ms")

    def filled() -> bool:
        return bool(arrived) and page.model.row_at(max(0, page.list.rowAt(5))) is not None

    window = QStackedWidget()
    window.addWidget(QWidget())
    window.addWidget(page)
    window.resize(1250, 800)
    window.show()
    spin(app, lambda: False, 0.3)
    step("open the list", lambda: window.setCurrentWidget(page), filled)
    step("sort by name", lambda: page.model.sort_by("family"), filled)
    step("sort by next visit", lambda: page.model.sort_by("next_visit", descending=True), filled)
    step("filter in work", lambda: page.presenter.set_condition("status", "in_work"), filled)
    for text in ("к", "кра", "кравцовой 5"):
        step(f"search {text}", lambda text=text: page.presenter.set_text(text), lambda: bool(arrived))
    step("show everything", page.presenter.clear, filled)
    bar = page.list.verticalScrollBar()
    gaps.taken()
    for turn in range(200):
        bar.setValue(bar.value() + 96 if turn % 10 else (bar.maximum() // 20) * (turn // 10))
        spin(app, lambda: False, 0.02)
    print(f"  {'scroll: 180 steps and 20 jumps':34}               worst pause {gaps.taken():5.1f} ms")
    chosen = UUID(bytes=page.model.id_at(page.model.rowCount() - 1)).bytes
    step("go to the last family", lambda: page.list.select_id(chosen), lambda: True)
    gaps.timer.stop()
    page.close_page()
    window.close()


def main() -> None:
    app = QApplication([])
    theme.apply(app, theme.Theme())
    with tempfile.TemporaryDirectory() as folder:
        engine = create_file(Path(folder) / "office.opora", None)
        start = perf_counter()
        made_families.fill(engine, MANY, search=True, people=2)
        print(f"{MANY} families made in {perf_counter() - start:.0f} s")
        against_the_driver(engine)
        deliver = Delivery()
        desk = made_families.desk(engine, Path(folder), Lanes(Inline(), Lane("browsing", deliver), Inline()))
        print(f"  a thread beside a counting one waits up to {bare_spin():.1f} ms on this machine")
        in_the_window(desk, app)
        desk.close()


if __name__ == "__main__":
    main()
