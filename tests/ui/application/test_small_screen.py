"""A screen of 1280x800 at 150 % is 853x533 pixels: every page and every section of a family fits into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.base.jobs import Lane
from desktop.base.settings import Settings
from desktop.models.partial_dates import PartialDate
from desktop.presenters.family import SECTIONS
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.ui.application.frame import Frame
from desktop.ui.application.places import PLACES
from desktop.ui.application.session import Session
from desktop.ui.application.wiring import Wiring
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.following import SidePanel
from tests.ui.pages.shells import opened_desk

WIDE, HIGH = 853, 533


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    members = (
        NewMember({"surname": "Кравцова", "given_name": "Марина", "sex": "female", "born": PartialDate(1988)}, "mother"),
        NewMember({"surname": "Кравцова", "given_name": "Анна", "sex": "female", "born": PartialDate(2017)}, "child"),
    )
    return desk.do("taken", lambda unit: register_family(unit, NewFamily("Кравцовы", members=members))).result


@pytest.fixture
def frame(qtbot: QtBot, desk: Desk) -> Iterator[Frame]:
    theme.apply(QApplication.instance(), theme.Theme())
    session = Session(
        Wiring(
            bootstrap.making(), bootstrap.window_desk, Settings(), lambda _kept: None, bootstrap.listen,
            bootstrap.make_demonstration, lambda deliver: Lane("opening", deliver),
        )
    )  # fmt: skip
    made = Frame(session, desk, "")
    qtbot.addWidget(made)
    made.show()
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(WIDE, HIGH)
    yield made
    made.leave()
    session.close()
    theme.apply(QApplication.instance(), theme.Theme())


def settle() -> None:
    for _turn in range(5):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def fits(frame: Frame) -> tuple[bool, bool]:
    settle()
    least = frame.minimumSizeHint()
    return least.width() <= WIDE and frame.width() == WIDE, least.height() <= HIGH and frame.height() == HIGH


def test_every_page_fits_a_small_screen(frame: Frame) -> None:
    too_large = []
    for place in PLACES:
        frame.go(place)
        if fits(frame) != (True, True):
            too_large.append((place, frame.minimumSizeHint().toTuple()))
    frame.new_family()
    assert fits(frame) == (True, True)
    assert too_large == []


def test_every_section_of_a_family_fits_a_small_screen_and_nothing_of_it_is_scrolled_to_sideways(
    frame: Frame, family: UUID
) -> None:
    frame.open_family(family)
    too_large = []
    for key, _caption in SECTIONS:
        frame.family.show_section(key)
        fitting, section = fits(frame), frame.family.current
        holder = frame.family.stack.currentWidget()
        least, room = section.minimumSizeHint(), frame.family.stack.size()
        tall = least.height() > room.height() and not isinstance(holder, QScrollArea)
        if fitting != (True, True) or least.width() > room.width() or tall:
            too_large.append((key, frame.minimumSizeHint().toTuple(), least.toTuple(), room.toTuple()))
    assert too_large == []


@pytest.mark.parametrize("key", ["map", "genogram"])
def test_a_drawing_has_room_and_its_save_button_is_in_view_on_a_small_screen(frame: Frame, family: UUID, key: str) -> None:
    frame.open_family(family, key)
    settle()
    section = frame.family.current
    save = next(button for button in section.findChildren(Button) if button.accessibleDescription() == "Ctrl+S")
    at = save.mapTo(frame, save.rect().bottomRight())
    assert save.isVisible()
    assert at.x() < WIDE
    assert at.y() < HIGH
    assert section.height() > HIGH * 0.6


def test_a_button_without_room_says_its_key_in_the_tooltip(qtbot: QtBot) -> None:
    button = Button("Сохранить", keys="Ctrl+S")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_tight(tight=True)
    assert button.sizeHint().width() < wide
    assert button.toolTip()
    assert button.accessibleDescription() == "Ctrl+S"
    button.set_tight(tight=False)
    assert (button.sizeHint().width(), button.toolTip()) == (wide, "")


def test_the_head_of_a_family_unfolds_in_a_low_window(frame: Frame, family: UUID) -> None:
    frame.open_family(family)
    settle()
    head = frame.family.head
    low = head.height()
    assert not head.pathway.isVisible()
    head.unfold.click()
    settle()
    assert head.pathway.isVisible()
    assert head.height() > low


def test_a_panel_beside_a_drawing_grows_with_the_text(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance(), theme.Theme())
    panel = SidePanel(296)
    qtbot.addWidget(panel)
    panel.show()
    theme.apply(QApplication.instance(), theme.Theme("light", 1.5))
    QApplication.sendPostedEvents(panel, QEvent.Type.StyleChange.value)
    grown = panel.width()
    theme.apply(QApplication.instance(), theme.Theme())
    assert grown == 444
    assert panel.maximumWidth() == 296
