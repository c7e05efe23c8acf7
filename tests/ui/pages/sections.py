"""An office with one family and a window to put its sections into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.partial_dates import PartialDate
from desktop.presenters.family import FamilyPresenter
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.ui.kit import theme
from desktop.ui.pages.section import SectionPage
from tests.ui.kit.hands import put_on_screen, type_words
from tests.ui.pages.shells import FakeShell, opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk) -> FakeShell:
    theme.apply(QApplication.instance(), theme.Theme())
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1250, 820)
    QVBoxLayout(window)
    return FakeShell(desk, window)


@pytest.fixture
def family(desk: Desk) -> UUID:
    def member(given: str, sex: str, year: int, role: str) -> NewMember:
        surname = "Кравцова" if sex == "female" else "Кравцов"
        return NewMember({"surname": surname, "given_name": given, "sex": sex, "born": PartialDate(year)}, role)

    members = (member("Марина", "female", 1988, "mother"), member("Анна", "female", 2017, "child"))
    return desk.do("taken", lambda unit: register_family(unit, NewFamily("Кравцовы", members=members))).result


def show_section(qtbot: QtBot, shell: FakeShell, family: UUID, section: type[SectionPage]) -> Any:
    presenter = FamilyPresenter(shell.desk, family)
    page = section(shell, presenter)
    presenter.loaded.subscribe(page.show_page)
    presenter.load()
    put(qtbot, shell, page)
    return page


def put(qtbot: QtBot, shell: FakeShell, page: QWidget) -> None:
    shell.window_widget().layout().addWidget(page)
    put_on_screen(qtbot, shell.window_widget())
    page.entered()


def keys(qtbot: QtBot, *what: str | Qt.Key, control: bool = False) -> None:
    """Words are typed where the keyboard is, keys pressed there."""
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for one in what:
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)  # a dialog that closed gives the keyboard back later
        where = QApplication.focusWidget()
        if isinstance(one, str):
            type_words(where, one)
        else:
            qtbot.keyClick(where, one, held)


def dialog(page: QWidget, kind: type) -> Any:
    """The dialog of this kind that stands open over the page, once the keyboard is in it."""
    found = next(found for found in page.findChildren(kind) if found.isVisible())
    for _turn in range(1000):
        if found.isActiveWindow():
            break
        QApplication.processEvents()
    return found
