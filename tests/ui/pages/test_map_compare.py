"""Two versions of a map compared on the screen: pictures, sentences, what lights up, all by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.figures.social_layout import lay_out
from desktop.models.map_data import MapData, Tie
from desktop.presenters.comparisons import Comparing, Version
from desktop.presenters.map_compare import comparison
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.shortcuts import Command, Commands
from desktop.ui.pages.map_compare import CompareView, FigurePane
from tests.figures.social_maps import TODAY, id_of, sketch_map
from tests.ui.kit.hands import put_on_screen
from tests.ui.pages.shells import opened_desk

AUNT, OLEG, NEW = id_of(21), id_of(2), id_of(300)
OLD, NOW = id_of(700), id_of(701)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


def versions() -> tuple[MapData, MapData]:
    before = replace(lay_out(sketch_map()), id=OLD)
    aunt = next(before.ties_of(AUNT))
    after = before.with_tie(replace(aunt, quality="strong")).with_tie(Tie(NEW, AUNT, OLEG))
    return before, replace(after, id=NOW)


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> Iterator[CompareView]:
    theme.apply(QApplication.instance(), theme.Theme())
    before, after = versions()
    held = {OLD: before, NOW: after}
    comparing: Comparing[MapData] = Comparing(
        desk, (Version(NOW, "22.11.2026"), Version(OLD, "03.09.2026")), lambda id_: lambda _reading: held[id_],
        lambda one, other: comparison(one, other, TODAY),
    )  # fmt: skip
    shown = CompareView(comparing, "Сравнение")
    qtbot.addWidget(shown)
    shown.resize(1200, 760)
    put_on_screen(qtbot, shown)
    comparing.begin()
    qtbot.waitUntil(lambda: comparing.comparison is not None)
    yield shown
    shown.leave()


def spoken(view: CompareView) -> list[str]:
    items = (view.sentences.item(row) for row in range(view.sentences.count()))
    return [item.text() for item in items if item.flags()]


def lit(pane: FigurePane) -> int:
    return len(pane._over._lit) + len(pane._over._lit_ways)


def test_the_open_version_is_compared_with_the_one_before_it(view: CompareView) -> None:
    assert (view.before.value(), view.after.value()) == (str(OLD), str(NOW))
    assert len(spoken(view)) == 2
    assert [words[0] for words in spoken(view)] == ["+", "▲"]


def test_a_sentence_lights_up_what_it_is_about_in_every_picture(view: CompareView, qtbot: QtBot) -> None:
    view.enter()
    assert view.sentences.hasFocus()
    assert (lit(view.panes[0]), lit(view.panes[1])) == (2, 3)  # the new tie is not on the old picture
    assert lit(view.over) >= 3
    qtbot.keyClick(view.sentences, Qt.Key.Key_Down)
    assert lit(view.panes[0]) == 3


def test_keys_change_the_way_it_is_shown_and_go_back(view: CompareView, qtbot: QtBot) -> None:
    view.enter()
    qtbot.keyClick(view.sentences, Qt.Key.Key_F8)
    assert view.over.isVisible()
    qtbot.keyClick(view.sentences, Qt.Key.Key_F8)
    assert view.panes[0].isVisible()
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.sentences, Qt.Key.Key_Escape)


def test_a_key_of_the_window_is_no_key_of_the_comparison_but_printing_is_its_own(view: CompareView, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    done: list[str] = []
    outer = QWidget()
    qtbot.addWidget(outer)
    QVBoxLayout(outer).addWidget(view)
    put_on_screen(qtbot, outer)
    window = Commands(outer)
    for keys in ("Ctrl+1", "Ctrl+2", "Ctrl+P", "Ctrl+E"):
        window.add(Command(keys, keys, lambda keys=keys: done.append(keys), (keys,)))
    view.print_asked.connect(lambda: done.append("comparison"))
    view.enter()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_P, Qt.Key.Key_E):
        qtbot.keyClick(view.sentences, key, control)
    assert done == ["Ctrl+1", "Ctrl+2", "Ctrl+P", "comparison"]


def test_swapped_sides_say_the_opposite(view: CompareView, qtbot: QtBot) -> None:
    view.swap.click()
    qtbot.waitUntil(lambda: view.before.value() == str(NOW) and spoken(view)[0][0] == "−")
    assert [words[0] for words in spoken(view)] == ["−", "▼"]


def test_the_same_version_on_both_sides_has_no_changes(view: CompareView, qtbot: QtBot) -> None:
    view.comparing.choose(NOW, UUID(str(NOW)))
    qtbot.waitUntil(lambda: not spoken(view))
    view.enter()
    assert view.after.hasFocus()
