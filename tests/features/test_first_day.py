"""The first day of an office, by the keyboard alone: from the first start to a dossier in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.ui.application.founding import FoundingPage, RecoveryPage
from desktop.ui.application.frame import Frame
from desktop.ui.application.session import Session
from desktop.ui.pages.families_list import FamiliesPage
from desktop.ui.pages.new_family import NewFamilyPage
from desktop.ui.pages.print_dossier import PrintDossier
from desktop.ui.pages.visits import VisitsSection

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LONG = 30_000  # milliseconds: Argon2 and a printed dossier on a slow machine


def type_words(target: QWidget, words: str) -> None:
    """Letters of any alphabet: QTest knows only the Latin ones."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, PLAIN, letter))


class Hands:
    """Whatever has the keyboard gets the key, as for a person."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    def target(self) -> QWidget:
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        for key in keys:
            QTest.keyClick(self.target(), key, modifiers)

    def write(self, *texts: str) -> None:
        """Each text, then Tab."""
        for text in texts:
            line = self.target()
            if isinstance(line, QLineEdit) and text:
                line.selectAll()
            type_words(line, text)
            self.press(Qt.Key.Key_Tab)

    def choose_file(self, parent: QWidget, path: Path) -> None:
        self.qtbot.waitUntil(lambda: bool(parent.findChildren(QFileDialog)), timeout=LONG)
        dialog = parent.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(path))  # the dialog itself is Qt's, or the system's
        dialog.close()


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    begun = Session(bootstrap._wiring())
    begun.begin()
    yield begun
    if begun.start is not None:
        begun.start.close()
    begun.close()


def found_office(session: Session, hands: Hands, path: Path) -> Frame:
    """New office, password, recovery code."""
    qtbot, start = hands.qtbot, session.start
    assert start is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    hands.press(Qt.Key.Key_Space)
    page = start.stack.currentWidget()
    assert isinstance(page, FoundingPage)
    hands.write(
        "Отдел «Ынтымак»",
        "02",
        "",
        "Абдымомунова-Сүйүнбаева",
        "Гүлзат",
        "Өмүрбековна",
        "специалист",
        "гулзат",
    )
    hands.write("зима лето весна", "зима лето весна")
    hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    hands.choose_file(page, path)
    qtbot.waitUntil(lambda: isinstance(start.stack.currentWidget(), RecoveryPage), timeout=LONG)
    recovery = start.stack.currentWidget()
    assert isinstance(recovery, RecoveryPage)
    start.activateWindow()
    qtbot.waitUntil(lambda: recovery.isAncestorOf(hands.target()), timeout=LONG)
    type_words(hands.target(), recovery.code[-4:])
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.frame is not None and session.frame.isVisible(), timeout=LONG)
    assert session.frame is not None
    return session.frame


def register_family(frame: Frame, hands: Hands) -> None:
    """Two adults and three children; the list is empty, Ins begins."""
    families = frame.stack.currentWidget()
    assert isinstance(families, FamiliesPage)
    hands.qtbot.waitUntil(lambda: families.empty.isAncestorOf(hands.target()), timeout=LONG)
    hands.press(Qt.Key.Key_Insert)
    assert isinstance(frame.stack.currentWidget(), NewFamilyPage)
    hands.write("Жээнбеков-Токтогулов", "ул. Жибек Жолу, д. 12", "+996 555 120 345", "3", *[""] * 10)
    people = (
        ("Айгүл", "1990"),
        ("Бактыяр", "05.1988"),
        ("Нурайым", "2015"),
        ("Эрмек", "2018"),
        ("Өзгөрүш", "01.02.2021"),
    )
    for name, born in people:
        hands.write("", "", name, "", born, "", "")
    hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    hands.qtbot.waitUntil(lambda: frame.family is not None and frame.family.presenter.page is not None, timeout=LONG)
    page = frame.family.presenter.page if frame.family else None
    assert page is not None
    surnames = {member.person.values["surname"] for member in page.members}
    assert surnames == {"Жээнбекова-Токтогулова", "Жээнбеков-Токтогулов"}
    assert len(page.members) == len(people)


def write_visit(frame: Frame, hands: Hands) -> None:
    """F7, the outcome, whom one met, the children, no danger; the next date stands there already."""
    assert frame.family is not None
    hands.press(Qt.Key.Key_F7)
    visits = frame.family.section("visits")
    assert isinstance(visits, VisitsSection)
    hands.qtbot.waitUntil(lambda: visits.form.isAncestorOf(hands.target()), timeout=LONG)
    tab, one = Qt.Key.Key_Tab, Qt.Key.Key_1
    hands.press(one, tab, tab, one, tab, tab, Qt.Key.Key_Plus, tab, tab, tab, one, tab, one, tab, one)
    hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    presenter = frame.family.presenter

    def entered() -> bool:
        children = presenter.page.children if presenter.page else ()
        return [child.last_seen is not None for child in children] == [True, True, True]

    hands.qtbot.waitUntil(entered, timeout=LONG)


def test_from_the_first_start_to_a_dossier_by_keyboard(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands(qtbot)
    frame = found_office(session, hands, tmp_path / "ynt.opora")
    register_family(frame, hands)
    write_visit(frame, hands)

    hands.press(Qt.Key.Key_P, modifiers=CTRL)
    dialog = frame.findChild(PrintDossier)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printing.preview is not None, timeout=LONG)
    QTest.keyClick(dialog, Qt.Key.Key_S, CTRL)
    dossier = tmp_path / "dossier.pdf"
    hands.choose_file(dialog, dossier)
    qtbot.waitUntil(dossier.exists, timeout=LONG)
    dialog.reject()

    assert dossier.read_bytes().startswith(b"%PDF-")
    assert not (tmp_path / "ynt.opora").read_bytes().startswith(b"SQLite format 3")
