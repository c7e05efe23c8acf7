"""The panel beside the map: figures with their meaning, who is alone, what changed, every field of a tie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.map_data import Tie
from desktop.presenters.maps import MapEditor
from desktop.ui.canvas.inspector import Inspector
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import PlainLabel
from tests.figures.social_maps import TODAY, id_of, sketch_map
from tests.ui.kit.hands import put_on_screen

AUNT, OLEG, GRANDMOTHER = id_of(21), id_of(2), id_of(20)


@pytest.fixture
def inspector(qtbot: QtBot) -> Iterator[Inspector]:
    theme.apply(QApplication.instance(), theme.Theme())
    numbers = count(5000)
    shown = Inspector(MapEditor(sketch_map(), lambda: id_of(next(numbers)), TODAY))
    qtbot.addWidget(shown)
    shown.resize(shown.width(), 900)
    put_on_screen(qtbot, shown)
    yield shown
    shown.leave()


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.isVisible()]


def test_the_chief_figures_stand_there_and_the_rest_is_one_button_away(inspector: Inspector) -> None:
    panel = inspector.network
    assert "Размер сети" in words(panel)
    assert "Взаимная помощь" not in words(panel)
    panel.more.click()
    assert "Взаимная помощь" in words(panel)
    panel.more.click()
    assert "Взаимная помощь" not in words(panel)


def test_every_figure_says_what_it_means_to_eye_pointer_and_screen_reader(inspector: Inspector) -> None:
    panel = inspector.network
    panel.more.click()
    lines = list(panel.grid._lines.values())
    assert all(line.accessibleName().endswith(line._meaning.text()) for line in lines)
    spoken = [line for line in lines if line._meaning.text()]
    assert all(line.toolTip() == line._meaning.text() for line in spoken)
    panel.meanings.click()
    assert all(line._meaning.isVisible() for line in spoken)


def test_who_is_alone_is_said_with_a_step_of_the_plan(inspector: Inspector, qtbot: QtBot) -> None:
    panel = inspector.network
    qtbot.waitUntil(lambda: any("Олег" in text and "вне семьи" in text for text in words(panel)))
    assert any(badge.text() == "риск изоляции" for badge in panel.findChildren(Badge))
    step = next(b for b in panel.findChildren(Button) if "Олег" in b.toolTip())
    with qtbot.waitSignal(panel.step_wanted) as wanted:
        step.click()
    assert wanted.args == ["Найти взрослого вне семьи, к которому сможет обращаться Олег"]


def test_changes_since_the_version_before_are_counted_and_said(inspector: Inspector, qtbot: QtBot) -> None:
    editor = inspector.network.editor
    inspector.compare(replace(editor.data, drawn_on=date(2026, 9, 3)))
    editor.connect(AUNT, OLEG, "strong")
    aunt = next(tie for tie in editor.data.ties_of(AUNT) if tie.quality == "weak")
    editor.change_tie(aunt.id, quality="broken")
    editor.select(())
    qtbot.waitUntil(lambda: "С 03.09.2026" in words(inspector.network))
    said = words(inspector.network)
    assert said[said.index("Новые связи") + 1] == "+1"
    assert said[said.index("Прервались") + 1] == "1"
    assert "+ Появилась связь: Тётя Люда — Олег, сильная" in said
    assert "▼ Связь прервалась: Тётя Люда — Марина: была слабая" in said


def test_levels_of_support_are_chosen_one_by_one_and_unsaid_again(inspector: Inspector) -> None:
    editor = inspector.network.editor
    tie = next(editor.data.ties_of(GRANDMOTHER))
    editor.select((tie.id,))
    inspector.settle()
    panel = inspector.tie
    panel.levels["criticism"].set_value("3")
    panel._graded("criticism")
    panel.levels["emotional"].set_value("2")
    panel._graded("emotional")
    now = editor.data.tie(tie.id)
    assert now is not None
    assert (now.criticism, now.emotional, now.concrete) == (3, 2, None)
    assert editor.undo()
    inspector.settle()
    assert panel.levels["emotional"].value() is None
    assert panel.levels["criticism"].value() == "3"


def test_two_views_that_differ_are_named(inspector: Inspector, qtbot: QtBot) -> None:
    editor = inspector.network.editor
    editor.load(editor.data.with_tie(Tie(id_of(900), AUNT, id_of(1), "strong", view="family")))
    qtbot.waitUntil(lambda: "взгляды расходятся" in words(inspector.network))
