"""A key of the window that means nothing now is the page's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.ui.kit.shortcuts import Command, Commands
from tests.ui.kit.hands import put_on_screen


class Page(QWidget):
    """Counts the F7 that it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.got = 0

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.got += event.key() == Qt.Key.Key_F7


def test_keys_of_a_command_that_cannot_be_done_now_go_to_the_page(qtbot: QtBot) -> None:
    window, page = QMainWindow(), Page()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    done: list[str] = []
    possible = [False]
    Commands(window).add(Command("visit", "Visit", lambda: done.append("visit"), ("F7",), lambda: possible[0]))
    put_on_screen(qtbot, window)
    page.setFocus()

    QTest.keyClick(page, Qt.Key.Key_F7)
    assert (page.got, done) == (1, [])

    possible[0] = True
    QTest.keyClick(page, Qt.Key.Key_F7)
    assert (page.got, done) == (1, ["visit"])
