"""Typing in any alphabet: QTest knows Latin keys only and aborts on others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def type_words(widget: QWidget, text: str) -> None:
    """Press and release the keys of these letters, with the layout they belong to switched on."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def put_on_screen(qtbot: QtBot, widget: QWidget) -> None:
    """Show the window and wait until the keyboard is in it."""
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
