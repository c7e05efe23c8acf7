from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.kit.dates import DateEdit, complete_date
from tests.ui.kit.hands import type_words

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform has none

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", date(2026, 11, 9)),
        ("9.3", date(2026, 3, 9)),
        ("9.3.24", date(2024, 3, 9)),
        ("9/3/2024", date(2024, 3, 9)),
        ("090324", date(2024, 3, 9)),
        ("09032024", date(2024, 3, 9)),
        ("2024-03-09", date(2024, 3, 9)),
        ("1.1.88", date(1988, 1, 1)),
        ("31", None),
        ("30.2", None),
        ("0", None),
        ("март", None),
        ("9.3.0000", None),
    ],
)
def test_a_hurried_hand_types_a_date(typed: str, meant: date | None) -> None:
    assert complete_date(typed, TODAY) == meant


def test_a_date_of_birth_never_lies_ahead() -> None:
    assert complete_date("30.11", TODAY, past=True) == date(2025, 11, 30)
    assert complete_date("1.1.30", TODAY, past=True) == date(1930, 1, 1)
    assert complete_date("28", TODAY, past=True) == date(2026, 10, 28)


def test_leaving_the_field_shows_the_whole_date_and_tells_once(qtbot: QtBot) -> None:
    edit = DateEdit(lambda: TODAY)
    qtbot.addWidget(edit)
    type_words(edit, "9.3")
    with qtbot.waitSignal(edit.edited):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "09.03.2026"
    assert edit.day() == date(2026, 3, 9)


def test_the_t_key_means_today_in_the_russian_layout_too(qtbot: QtBot) -> None:
    edit = DateEdit(lambda: TODAY)
    qtbot.addWidget(edit)
    type_words(edit, "е")  # the letter on the T key
    assert edit.value() == "24.11.2026"
    type_words(edit, "+")
    assert edit.value() == "25.11.2026"
    type_words(edit, "--")
    assert edit.value() == "23.11.2026"


def test_a_minus_between_numbers_is_a_separator(qtbot: QtBot) -> None:
    edit = DateEdit(lambda: TODAY)
    qtbot.addWidget(edit)
    type_words(edit, "9-3")
    edit.settle()
    assert edit.value() == "09.03.2026"


def test_a_date_that_is_none_is_kept_and_complained_about(qtbot: QtBot) -> None:
    edit = DateEdit(lambda: TODAY)
    qtbot.addWidget(edit)
    said: list[str] = []
    edit.complained.connect(said.append)
    type_words(edit, "31.2")
    edit.settle()
    assert edit.value() == "31.2"
    assert not edit.understood()
    assert said[-1]
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert said[-1] == ""


def test_inexact_dates_pass_through_the_given_parser(qtbot: QtBot) -> None:
    edit = DateEdit(lambda: TODAY, lambda text: "около 2019" if "2019" in text else None)
    qtbot.addWidget(edit)
    type_words(edit, "ок 2019")
    edit.settle()
    assert edit.value() == "около 2019"
    assert edit.day() is None


def test_f4_drops_a_calendar_and_enter_takes_the_day(qtbot: QtBot) -> None:
    edit = DateEdit(lambda: TODAY)
    qtbot.addWidget(edit)
    edit.show()
    qtbot.keyClick(edit, Qt.Key.Key_F4)
    frame = edit._calendar
    assert frame is not None
    assert frame.isVisible()
    frame.close()
