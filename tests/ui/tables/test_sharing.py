"""Columns of a small table: dates, badges and numbers are never cut, what explains gives way first."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop.ui.kit import theme
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.sharing import shares

COLUMNS = (
    Column("name", "ФИО", 230, bold=True, stretch=True), Column("born", "Родился", 92, kind="date"),
    Column("age", "Возраст", 62, align="right"), Column("work", "Занятость", 170, second=True), Column("seen", "Видели", 150),
)  # fmt: skip
ROWS = [{"name": "Константинопольская Марина Александровна", "born": "19.07.1988", "age": "38", "work": "Школа № 7, повар",
         "seen": Mark("ещё не видели", "amber")}]  # fmt: skip


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("room", [600, 800, 1100])
def test_a_date_and_a_warning_are_never_cut(qapp, zoom, room):
    theme.apply(QApplication.instance(), theme.Theme(zoom=zoom))
    widths = dict(zip((column.key for column in COLUMNS), shares(COLUMNS, ROWS, room), strict=True))
    metrics = QFontMetrics(theme.font())
    assert widths["born"] >= metrics.horizontalAdvance("19.07.1988") + theme.px(12)
    assert widths["seen"] >= metrics.horizontalAdvance("ещё не видели") + theme.px(20)
    assert widths["name"] >= theme.px(150)
    theme.apply(QApplication.instance(), theme.Theme())


def test_what_explains_goes_first_and_comes_back(qapp):
    theme.apply(QApplication.instance(), theme.Theme())
    assert shares(COLUMNS, ROWS, 450)[3] == 0
    wide = shares(COLUMNS, ROWS, 1200)
    assert wide[3] > 0
    assert sum(wide) == 1200
