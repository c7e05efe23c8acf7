"""The first column of a wide table stays in view, and covers no cell that is being answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit import theme
from desktop.ui.tables.columns import Column
from desktop.ui.tables.wide import WideTable
from tests.ui.kit.hands import put_on_screen


@pytest.fixture
def table(qtbot: QtBot) -> WideTable:
    theme.apply(QApplication.instance(), theme.Theme())
    made = WideTable([Column(f"c{n}", f"Column {n}", 150, editable=True) for n in range(9)], "Answers", lambda _key: ())
    qtbot.addWidget(made)
    made.set_rows([{f"c{n}": f"{row}-{n}" for n in range(9)} for row in range(5)], list("abcde"))
    made.resize(600, 300)
    put_on_screen(qtbot, made)
    return made


def test_pushed_sideways_the_first_column_stands_over_the_left_edge(table: WideTable) -> None:
    assert table.frozen.isHidden()
    table.horizontalScrollBar().setValue(200)
    assert table.frozen.isVisible()
    assert table.frozen.width() == table.columnWidth(0)
    shown = table.grab().toImage().copy(0, 0, 140, 150)
    table.horizontalScrollBar().setValue(400)
    assert table.grab().toImage().copy(0, 0, 140, 150) == shown  # the names, whatever is pushed below them
    table.horizontalScrollBar().setValue(0)
    assert table.frozen.isHidden()


def test_no_cell_under_the_keyboard_is_covered(table: WideTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.model().index(1, 8))
    for column in range(7, 0, -1):
        qtbot.keyClick(table, Qt.Key.Key_Left)
        assert table.currentIndex().column() == column
        assert table.frozen.isHidden() or table.visualRect(table.currentIndex()).left() >= table.frozen.width()


def test_a_click_on_it_goes_to_the_name_of_that_row(table: WideTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.model().index(0, 8))
    at = QPoint(20, table.horizontalHeader().height() + table.rowViewportPosition(2) + 5)
    qtbot.mousePress(table.frozen, Qt.MouseButton.LeftButton, pos=at)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 0)


def test_when_a_row_is_taken_away_the_keyboard_stays_at_its_place(table: WideTable) -> None:
    table.setCurrentIndex(table.model().index(3, 2))
    table.set_rows([{"c0": key} for key in "abce"], list("abce"))
    assert table.current_key() == "e"
    assert table.currentIndex().column() == 2
