"""Switching between the sections of the largest family: how long the window stands still, the first time and the next.

    python tests/benchmarks/bench_sections.py

Prints for each section the longest stand-still of the window's thread in milliseconds of the clock and of the processor
(the second leaves out what other programs took), and how long until it is whole; over 50 ms is marked. Nothing is asserted.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.base.events import Event
from desktop.base.jobs import Inline, Lane
from desktop.services.desk import Desk, Lanes
from desktop.ui.kit import theme
from desktop.ui.kit.delivery import Delivery
from desktop.ui.pages.family import FamilyPageView
from desktop.ui.pages.sections import SECTION_PAGES
from tests import large_family
from tests.ui.pages.shells import FakeShell, opened_desk

LIMIT_MS = 50.0
QUIET = 12  # turns of the loop in which nothing happens: the section is whole


def turn() -> tuple[float, float]:
    """One turn of the window's loop: milliseconds of the clock and of this thread."""
    wall, own = time.perf_counter(), time.thread_time()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - own) * 1000


def standing(do: Callable[[], object]) -> tuple[float, float, float]:
    """The longest stand-still (clock, processor) from this act until nothing moves any more, and all of it."""
    start, own = time.perf_counter(), time.thread_time()
    do()
    worst = ((time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000)
    quiet, last = 0, time.perf_counter()
    while quiet < QUIET and time.perf_counter() - start < 20:
        found = turn()
        worst = (max(worst[0], found[0]), max(worst[1], found[1]))
        if found[1] > 1:
            quiet, last = 0, time.perf_counter()
        else:
            quiet += 1
            time.sleep(0.01)
    return worst[0], worst[1], (last - start) * 1000


def in_the_window(desk: Desk) -> Desk:
    """The same office as a window works with it: reading happens beside the window's thread."""
    deliver = Delivery()
    lanes = Lanes(Lane("records", deliver), Lane("browsing", deliver), Inline())
    return replace(desk, lanes=lanes, deliver=deliver, changed=Event())


def main() -> None:
    """Every section, twice."""
    app = QApplication([])
    theme.apply(app, theme.Theme())
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OPORA_HOME"] = folder
        first = opened_desk(Path(folder))
        family = large_family.load(first, large_family.Size())
        desk = in_the_window(first)
        window = QWidget()
        window.resize(1250, 820)
        QVBoxLayout(window)
        shell = FakeShell(desk, window)
        page: list[FamilyPageView] = []

        def open_page() -> None:
            page.append(FamilyPageView(shell, family, SECTION_PAGES, "chronology", window))
            window.layout().addWidget(page[0])

        window.show()
        print(f"{'':14}{'first: clock':>14}{'processor':>11}{'whole':>8}   {'again: clock':>14}{'processor':>11}")
        clock, own, whole = standing(open_page)
        print(f"{'family page':14}{clock:14.0f}{own:11.0f}{whole:8.0f}")
        rounds: list[dict[str, tuple[float, float, float]]] = [{}, {}]
        for found in rounds:
            for key in SECTION_PAGES:
                found[key] = standing(lambda key=key: page[0].show_section(key))
        for key in SECTION_PAGES:
            (clock, own, whole), (clock2, own2, _whole) = rounds[0][key], rounds[1][key]
            marked = "  over" if max(own, own2) > LIMIT_MS else ""
            print(f"{key:14}{clock:14.0f}{own:11.0f}{whole:8.0f}   {clock2:14.0f}{own2:11.0f}{marked}")
        for error in shell.errors:
            print(error)
        page[0].close_page()
        window.close()
        desk.close()


if __name__ == "__main__":
    main()
