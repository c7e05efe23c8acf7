"""What clerks stumbled over on the page of the map: who cannot be taken off, what is said, what must not be cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.base.messages import _
from desktop.figures.primitives import Text
from desktop.models.agencies import Agency
from desktop.ui.canvas import menus
from desktop.ui.canvas.picker import Picker, Question, Row
from desktop.ui.kit.shortcuts import Command
from desktop.ui.pages.drawing_section import version_words
from tests.ui.pages.test_social_map import Screen, desk, family, screen

__all__ = ["desk", "family", "screen"]


@pytest.mark.parametrize("by", ["key", "menu", "cut"])
def test_a_member_of_the_household_is_not_taken_off_and_keeps_the_ties(qtbot, screen: Screen, by: str) -> None:
    screen.draw()
    said: list[str] = []
    screen.view.told.connect(said.append)
    before = screen.editor.data
    screen.editor.select((screen.named("Олег"),))
    if by == "key":
        qtbot.keyClick(screen.view, Qt.Key.Key_Delete)
    elif by == "cut":
        qtbot.keyClick(screen.view, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    else:
        menu = menus.for_selection(screen.view)
        next(action for action in menu.actions() if action.text().startswith(_("Take off the map"))).trigger()
    assert screen.editor.data == before
    assert said == [_("Who lives in the household is said by the family card")]


def test_others_that_are_selected_with_a_member_go_and_a_copy_of_a_member_too(qtbot, screen: Screen) -> None:
    screen.draw()
    oleg, school = screen.named("Олег"), screen.named("Школа № 7")
    screen.editor.select((oleg, school))
    qtbot.keyClick(screen.view, Qt.Key.Key_Delete)
    assert {n.id for n in screen.editor.data.nodes} == {oleg, screen.named("Марина")}
    screen.editor.select((oleg,))
    screen.editor.duplicate()
    assert len(screen.editor.data.nodes) == 3
    qtbot.keyClick(screen.view, Qt.Key.Key_Delete)
    assert len(screen.editor.data.nodes) == 2


def test_after_undoing_everything_nothing_is_said_to_be_saved_that_was_not(screen: Screen) -> None:
    screen.draw()
    screen.section.keep_draft()
    assert "черновик" in screen.section.state.words()
    while screen.editor.undo():
        continue
    assert screen.section.state.words() == ""
    screen.draw()
    screen.section.save()
    saved = screen.section.state.words()
    assert saved.startswith("Сохранено")
    screen.editor.undo()
    screen.section.keep_draft()
    screen.editor.redo()
    assert screen.section.state.words() == saved


def test_in_the_rings_the_key_says_how_the_rings_are_called(screen: Screen) -> None:
    def key() -> str:
        return " ".join(shape.text for shape in screen.view.overlays.legend._shapes if isinstance(shape, Text))

    screen.draw()
    assert "кольца" not in key()
    screen.section.body.show_view("rings")
    assert "кольца от середины: очень близкие" in key().replace("\n", " ")
    screen.section.body.show_view("ecomap")
    assert "кольца" not in key()


def test_a_view_in_which_nobody_told_a_tie_says_so(screen: Screen) -> None:
    screen.draw()
    looks = screen.view.overlays.looks
    assert looks.isHidden()
    body = screen.section.body
    body.show_view("rings")
    oleg = screen.named("Олег")
    body.bar.take(replace(body.choice, view="member", viewer=oleg, centre=oleg))
    assert looks.text() == _("No ties are shown in this view; the map has {n} in all").format(n=1)
    assert looks.isVisible()
    screen.editor.undo()
    assert looks.isHidden()  # no ties at all: the empty map speaks for itself


def test_f7_on_the_canvas_writes_a_visit_and_the_grid_has_its_own_key(qtbot, screen: Screen) -> None:
    done: list[str] = []
    screen.shell.commands.add(Command("visit", "Write a visit", lambda: done.append("visit"), ("F7",)))
    screen.view.setFocus()
    qtbot.keyClick(screen.view, Qt.Key.Key_F7)
    assert done == ["visit"]
    assert not screen.view.map_scene.grid.isVisible()
    qtbot.keyClick(screen.view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert screen.view.map_scene.grid.isVisible()


def test_a_tray_of_agencies_alone_does_not_count_nobody(desk, family, qtbot) -> None:
    desk.do("", lambda unit: unit.add(Agency(id=unit.new_id(), name="Поликлиника № 3", short_name="Поликлиника № 3")))
    made = Screen(qtbot, desk, family)
    tray = made.view.overlays.tray
    tray.toggle()
    assert tray.said.text() == _("All people of the card are on the map; agencies to choose from:")
    made.close()


def test_a_version_stands_whole_in_its_box(screen: Screen) -> None:
    screen.draw()
    screen.section.save()
    box = screen.section.versions
    row = replace(screen.section.map.versions[0], final=True)
    room = box.width() - box.textMargins().right() - 24
    assert box.fontMetrics().horizontalAdvance(version_words(row)) < room
    box._choose(str(row.id))
    assert box.cursorPosition() == 0
    assert box.selectedText() == box.text()


def test_the_question_of_the_picker_is_never_cut(qtbot, screen: Screen) -> None:
    picker = screen.view.viewport().findChild(Picker)
    long = "Then 1 to 9: somebody who is already on this map and waits"
    picker.ask(Question(long, lambda _text: [Row("a", "a")], lambda *_: None, lambda: None), screen.view.rect().center())
    QApplication.processEvents()
    assert picker._prompt.width() >= picker._prompt.sizeHint().width()
    picker.cancel()


def test_the_kinds_of_ties_are_offered_once_when_the_map_comes_back_from_its_table(screen: Screen) -> None:
    screen.draw()
    body = screen.section.body
    body.show_view("ties")
    screen.editor.select((screen.editor.data.ties[0].id,))
    body.show_view("ecomap")
    assert body.side.isVisible()
    assert body.toolbar.kinds.isHidden()


def test_a_drawing_that_was_taken_back_whole_is_not_offered_again(screen: Screen) -> None:
    screen.draw()
    screen.section.keep_draft()
    assert screen.section.map.offered()
    while screen.editor.undo():
        continue
    screen.section.keep_draft()
    assert not screen.section.map.offered()
    screen.editor.redo()
    screen.section.keep_draft()
    assert screen.section.map.offered()
