"""One of very many: what is at hand is offered, the rest is found while typing, the only one found is taken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.ui.kit.search_choice import SearchChoice
from tests.ui.kit.hands import put_on_screen, type_words

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform has none to grab
FOUND = {"крав": [("k1", "Кравцова Марина"), ("k2", "Кравцов Олег")], "осмон": [("o", "Осмонов Бакыт, 04-2026-0007")]}


@pytest.fixture
def asked():
    return []


@pytest.fixture
def box(qtbot, asked):
    def find(text, done):
        asked.append(text)
        done(FOUND.get(text.casefold(), []))

    box = SearchChoice([("a", "Асанова Гульнара")], find)
    qtbot.addWidget(box)
    put_on_screen(qtbot, box)
    box.setFocus()
    return box


def test_what_is_at_hand_is_taken_without_asking_anybody(qtbot, box, asked):
    box.set_value("a")
    assert box.text() == "Асанова Гульнара"
    assert asked == []


def test_the_only_one_found_is_taken_when_the_box_is_left(qtbot, box, asked):
    type_words(box, "осмон")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked[-1] == "осмон"
    assert box.value() == "o"
    assert box.text() == "Осмонов Бакыт, 04-2026-0007"


def test_of_several_found_none_is_taken_for_the_person(qtbot, box):
    said = []
    box.complained.connect(said.append)
    type_words(box, "крав")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() is None
    assert said[-1]


def test_it_looks_once_for_what_is_typed_in_a_hurry(qtbot, box, asked):
    type_words(box, "осмон")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["осмон"]
    assert ("o", "Осмонов Бакыт, 04-2026-0007") in box._completer.items()


def test_what_nobody_has_is_said(qtbot, box):
    said = []
    box.complained.connect(said.append)
    type_words(box, "никто")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() is None
    assert said[-1]
