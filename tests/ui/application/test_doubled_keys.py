"""No key means two things on the family's page: what the window offers, what the shown section adds, what a map knows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.presenters.family import SECTIONS
from desktop.services.families import NewFamily, register_family
from desktop.ui.canvas.view import MapView
from tests.ui.application.test_session import opened, session, shown  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
_SAME_ACT = {"Ctrl+Z", "Ctrl+Y"}  # undo is undo, whether the map or the window hears it


def active_keys(frame: QWidget) -> dict[str, set[str]]:
    """Every key of the window that would do something now, with what."""
    found = defaultdict(set)
    for command in frame.commands.all():
        if command.enabled():
            for keys in command.keys:
                found[QKeySequence(keys).toString()].add(command.caption)
    own = {command.caption for command in frame.commands.all()}
    for widget in (frame, *(part for part in frame.findChildren(QWidget) if part.isVisible())):
        for action in widget.actions():
            if isinstance(action, QAction) and action.isEnabled() and action.text() not in own:
                for keys in action.shortcuts():
                    found[keys.toString()].add(action.text() or repr(action))
    for shortcut in frame.findChildren(QShortcut):
        parent = shortcut.parent()
        if shortcut.isEnabled() and isinstance(parent, QWidget) and parent.isVisible():
            for keys in list(shortcut.keys()):
                found[keys.toString()].add(repr(shortcut))
    return found


def known_to(view: MapView, keys: str) -> bool:
    pressed = QKeySequence(keys)[0]
    key = pressed.key()
    letter = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
    return view.keyboard.find(key, pressed.keyboardModifiers(), letter) is not None


@pytest.fixture
def frame(qtbot, session, opened):  # noqa: F811
    window = shown(qtbot, session, opened)
    family = window.desk.do("", lambda unit: register_family(unit, NewFamily("Кравцовы"))).result
    assert isinstance(family, UUID)
    window.open_family(family)
    qtbot.waitUntil(lambda: window.family is not None and window.family.presenter.page is not None)
    return window


def test_no_key_means_two_things_in_any_section_of_the_family(qtbot, frame) -> None:
    doubled = {}
    for section, _caption in SECTIONS:
        frame.family.show_section(section)
        QApplication.processEvents()
        doubled |= {(section, keys): sorted(acts) for keys, acts in active_keys(frame).items() if len(acts) > 1}
    assert doubled == {}


def test_no_key_of_the_map_is_taken_from_the_window(qtbot, frame) -> None:
    frame.family.show_section("map")
    qtbot.waitUntil(lambda: bool(frame.findChildren(MapView)))
    view = frame.findChildren(MapView)[0]
    view.editor.select(())
    assert [keys for keys in sorted(active_keys(frame)) if keys not in _SAME_ACT and known_to(view, keys)] == []
