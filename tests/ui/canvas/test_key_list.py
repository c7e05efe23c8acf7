"""The list of keys says every key of the map, and none that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.canvas.key_list import ARROWS, KEYS, KeyList, key_words
from desktop.ui.canvas.view import MapView
from desktop.ui.kit.text import PlainLabel
from tests.presenters.map_factory import GRANDMOTHER, HELPS, editor

_WALKED = {"Tab", "Shift+Tab"}  # the canvas takes these before its table does
_TWINS = {"Ctrl++", "Ctrl+=", "Ctrl+-", "Return"}  # the same act by a second key that need not be read
_ARROWS = ("Left", "Right", "Up", "Down")


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[MapView]:
    made = MapView(editor())
    qtbot.addWidget(made)
    yield made
    made.leave()


def listed() -> set[str]:
    found = set()
    for rows in KEYS.values():
        for _words, keys in rows:
            for key in keys:
                found |= {key.replace(ARROWS, arrow) for arrow in _ARROWS} if ARROWS in key else {key}
    return found


def does(view: MapView, keys: str) -> bool:
    pressed = QKeySequence(keys)[0]
    key, held = pressed.key(), pressed.keyboardModifiers()
    letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
    for chosen in (GRANDMOTHER, HELPS):
        view.editor.select((chosen,))
        if view.keyboard.find(key, held, letter) is not None:
            return True
    return False


def test_every_key_of_the_list_does_something_on_the_map(view: MapView) -> None:
    assert [keys for keys in sorted(listed() - _WALKED) if not does(view, keys)] == []


def test_every_key_of_the_map_stands_in_the_list(view: MapView) -> None:
    keys, more = view.keyboard, view.keyboard.arrange
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    alt, none = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
    tables = (
        (none, {**keys.plain, **more.plain}),
        (none, {Qt.Key(ord(letter)): act for letter, act in {**keys.letters, **more.letters}.items()}),
        (shift, {Qt.Key(ord(letter)): act for letter, act in more.shifted.items()}),
        (shift, more.shifted_keys),
        (ctrl, {Qt.Key(ord(letter)): act for letter, act in {**keys.ctrl, **more.ctrl}.items()}),
        (ctrl, keys.ctrl_keys),
        (ctrl | shift, {Qt.Key(ord(letter)): act for letter, act in more.ctrl_shift.items()}),
        (ctrl | alt, {Qt.Key(ord(letter)): act for letter, act in more.ctrl_alt.items()}),
    )
    known = {QKeySequence(key).toString() for key in listed()}
    missing = {QKeySequence(QKeyCombination(held, key)).toString() for held, table in tables for key in table} - known - _TWINS
    assert missing == set()


def test_the_list_opens_in_words_and_fits_the_window(view: MapView, qtbot: QtBot) -> None:
    view.resize(800, 600)
    shown = KeyList([("Whole page", ("Ctrl+F1",))], view)
    shown.open()
    words = [label.text() for label in shown.findChildren(PlainLabel)]
    assert "Whole page" in words
    assert "Ctrl F1" in words
    assert shown.width() <= 800
    assert shown.height() <= 600
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not any(dialog.isVisible() for dialog in view.findChildren(KeyList))


def test_a_row_of_digits_is_said_as_from_and_to() -> None:
    assert key_words(("1", "2", "3", "4", "5")) == "1\u20135"
    assert key_words(("F9", "Ctrl+D")) == "F9, Ctrl D"
