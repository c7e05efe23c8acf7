"""Saying what parties share, and who stands in one card, by keyboard and mouse on the page of the conflict map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.figures.conflict_cards import head_of
from desktop.rules.conflicts import common
from desktop.ui.kit.buttons import Button
from desktop.ui.pages.conflict_common import CommonDialog
from tests.ui.pages.test_conflicts import CTRL, Screen, desk, family, screen  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def drawn(screen: Screen) -> tuple:  # noqa: F811
    screen.begin()
    editor = screen.editor
    editor.describe(issue="Посещение школы")
    mother, school = editor.add_party("Марина"), editor.add_party("Школа № 7", kind="agency")
    grandmother = editor.add_party("Бабушка Вера", role="ally")
    editor.set_needs(mother, "need", ["помощь с детьми", "не пропускал школу"])
    editor.set_needs(school, "need", ["посещаемость"])
    editor.set_needs(grandmother, "need", ["чтобы учился"])
    editor.set_needs(mother, "fear", ["суд"])
    editor.set_needs(school, "fear", ["жалобы"])
    editor.select(())
    QApplication.processEvents()
    screen.section.canvas.setFocus()
    return mother, school, grandmother


def asked(screen: Screen) -> CommonDialog:  # noqa: F811
    (found,) = [one for one in screen.window.findChildren(CommonDialog) if one.isVisible()]
    for _turn in range(1000):
        if found.isActiveWindow():
            break
        QApplication.processEvents()
    return found


def shared(screen: Screen) -> list:  # noqa: F811
    return [(one.kind, one.words, len(one.parties)) for one in common(screen.data)]


def test_needs_in_different_words_are_marked_as_common_by_keyboard_alone(screen):  # noqa: F811
    drawn(screen)
    screen.press(Qt.Key.Key_G, CTRL)
    dialog = asked(screen)
    assert len(dialog.checks) == 4
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Space)
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Space)
    assert dialog.words.value() == "не пропускал школу"
    screen.press(Qt.Key.Key_Return)
    assert shared(screen) == [("need", "не пропускал школу", 2)]
    assert screen.window.focusWidget() is screen.section.canvas
    screen.window.activateWindow()
    screen.qtbot.waitUntil(lambda: QApplication.focusWidget() is screen.section.canvas)
    screen.press(Qt.Key.Key_Z, CTRL)
    assert shared(screen) == []


def test_the_line_under_the_cursor_is_ticked_and_the_keyboard_waits_at_another_party(screen):  # noqa: F811
    _mother, school, _grandmother = drawn(screen)
    screen.editor.select((school,))
    QApplication.processEvents()
    screen.section.panel.take_focus()
    screen.press(Qt.Key.Key_G, CTRL)
    dialog = asked(screen)
    assert [check.need.words for check in dialog.checks.values() if check.box.isChecked()] == ["посещаемость"]
    screen.press(Qt.Key.Key_Space)
    dialog.words.setFocus()
    dialog.words.selectAll()
    screen.type("школа")
    screen.press(Qt.Key.Key_Return)
    assert shared(screen) == [("need", "школа", 2)]
    assert screen.window.focusWidget() is screen.section.panel.party.needs["need"]


def test_fears_are_marked_from_the_button_and_too_few_are_refused_in_words(screen):  # noqa: F811
    drawn(screen)
    screen.section.panel.overview.mark.click()
    dialog = asked(screen)
    dialog.kind.set_value("fear")
    dialog.kind.edited.emit()
    first, second = dialog.checks.values()
    screen.qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.box.isChecked()
    dialog.act()
    assert dialog.problem.text() == "Отметьте общее хотя бы у двух сторон"
    second.box.click()
    dialog.words.set_value("огласка")
    dialog.act()
    assert shared(screen) == [("fear", "огласка", 2)]


def test_common_words_are_renamed_and_one_need_is_parted_in_the_same_dialog(screen):  # noqa: F811
    mother, school, grandmother = drawn(screen)
    needs = [need.id for need in screen.data.needs if need.kind == "need" and need.words != "помощь с детьми"]
    screen.editor.mark_common(needs, "школа")
    QApplication.processEvents()
    QApplication.processEvents()  # what was made shows itself a turn later
    change = next(b for b in screen.section.panel.overview.findChildren(Button) if b.text() == "Изменить…" and b.isVisible())
    change.click()
    dialog = asked(screen)
    assert sum(check.box.isChecked() for check in dialog.checks.values()) == 3
    screen.type("учёба")
    next(check for check in dialog.checks.values() if check.need.party == grandmother).box.click()
    assert dialog.words.value() == "учёба"
    screen.press(Qt.Key.Key_Return)
    (one,) = common(screen.data)
    assert (one.words, set(one.parties)) == ("учёба", {mother, school})
    screen.editor.undo()
    assert shared(screen) == [("need", "школа", 3)]


def heads(screen: Screen) -> int:  # noqa: F811
    return len({head_of(screen.data, party) for party in screen.data.parties})


def test_parties_are_put_into_one_card_by_a_key_and_parted_from_the_menu(screen):  # noqa: F811
    mother, school, grandmother = drawn(screen)
    screen.editor.select((mother, grandmother))
    screen.press(Qt.Key.Key_J)
    assert heads(screen) == 2
    screen.editor.select((mother,))
    entry = next(one for one in screen.section.tools.menu() if one.words == "Своя карточка")
    entry.run()
    assert heads(screen) == 3
    screen.press(Qt.Key.Key_Z, CTRL)
    assert heads(screen) == 2
    screen.press(Qt.Key.Key_Z, CTRL)
    assert heads(screen) == 3
    screen.editor.select((school,))
    assert "Своя карточка" not in [one.words for one in screen.section.tools.menu()]
    screen.press(Qt.Key.Key_J)
    screen.press(Qt.Key.Key_2)  # the second in the list: after «a card of its own»
    assert heads(screen) == 2


def test_parties_are_put_into_one_card_with_the_mouse_alone(screen):  # noqa: F811
    mother, _school, grandmother = drawn(screen)
    canvas, boxes = screen.section.canvas, screen.editor.boxes()
    for id_, held in ((mother, Qt.KeyboardModifier.NoModifier), (grandmother, CTRL)):
        left, top, right, _bottom = boxes[id_]
        pixel = canvas.pixel_of(type(canvas.pointer())((left + right) / 2, top + 3))
        screen.qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, held, pixel)
    assert set(screen.editor.selected) == {mother, grandmother}
    menu = canvas.menu_now()
    next(act for act in menu.actions() if act.text().startswith("В одну карточку")).trigger()
    assert heads(screen) == 2
    inner, outer = screen.editor.boxes()[grandmother], screen.editor.boxes()[mother]
    assert outer[1] <= inner[1] <= inner[3] <= outer[3]


def test_kovalevs_scheme_asks_for_the_initial_position_and_f2_changes_its_subject(screen):  # noqa: F811
    mother, *_others = drawn(screen)
    screen.editor.describe(template="kovalev", subject="Место жительства Олега")
    screen.editor.select((mother,))
    QApplication.processEvents()
    form = screen.section.panel.party
    assert form.position.accessibleName() == "Исходная позиция"
    assert form.before.isVisible()
    screen.editor.select((screen.data.conflict,))
    screen.section.canvas.setFocus()
    screen.press(Qt.Key.Key_F2)
    assert QApplication.focusWidget().text() == "Место жительства Олега"
    QApplication.focusWidget().selectAll()
    screen.type("Где живёт Олег")
    screen.press(Qt.Key.Key_Return)
    assert screen.data.subject == "Где живёт Олег"
    assert screen.data.issue == "Посещение школы"


def test_the_minimap_is_away_while_the_whole_map_is_in_sight(screen):  # noqa: F811
    drawn(screen)
    for number in range(4):
        screen.editor.add_party(f"Сторона {number}")
    canvas = screen.section.canvas
    canvas.fit()
    canvas.minimap.settle()
    assert not canvas.minimap.isVisibleTo(canvas.viewport())
    sheet, room = canvas.sheet_box(), canvas.viewport().rect()
    nearer = min(room.width() / sheet.width(), room.height() / sheet.height()) / canvas.transform().m11()
    canvas.set_zoom(canvas.zoom * nearer * 0.995)
    canvas.centerOn(sheet.center())
    canvas.minimap.settle()
    assert not canvas.minimap.isVisibleTo(canvas.viewport())  # no margin is left around it, and nothing is hidden
    canvas.zoom_by(3.0)
    canvas.minimap.settle()
    assert canvas.minimap.isVisibleTo(canvas.viewport())
