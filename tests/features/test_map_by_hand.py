"""The map of the picture drawn by hand: thirteen contacts with their ties, once by mouse and once by keys alone.

Every press and release of the mouse counts as one, a drag as one, every key besides the letters of names as one.
"""

from __future__ import annotations

from collections import Counter as Tally
from datetime import date
from math import cos, radians, sin
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.figures import geometry
from desktop.figures.social_layout import lay_out
from desktop.figures.social_routes import obstacles_of, routes
from desktop.models.map_data import QUALITIES, SECTORS, SPHERES, MapData, Node, sector_of
from desktop.presenters.map_editing import reading_order
from desktop.presenters.map_words import SPHERE
from desktop.presenters.maps import MapEditor
from desktop.ui.canvas.toolbar import MapToolbar
from desktop.ui.canvas.view import MapView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

IGOR, MARINA, OLEG, ANYA, DENIS = (UUID(int=n) for n in range(1, 6))
MEMBERS = (
    Node(IGOR, "Игорь", inside=True, sex="male", born_year=1985),
    Node(MARINA, "Марина", inside=True, sex="female", born_year=1988),
    Node(OLEG, "Олег", inside=True, sex="male", born_year=2012, child=True),
    Node(ANYA, "Аня", inside=True, sex="female", born_year=2017, child=True),
    Node(DENIS, "Денис", inside=True, sex="male", born_year=2024, child=True),
)
# Name, sphere, to whom, quality, direction from the contact to the member.
CONTACTS = (
    ("Бабушка Вера", "kin", MARINA, "strong", "to"),
    ("Тётя Люда", "kin", MARINA, "weak", "to"),
    ("Соседка Айгуль", "neighbours", MARINA, "strong", "to"),
    ("Друг отца", "friends", IGOR, "conflict", "none"),
    ("Школа № 7", "education", OLEG, "conflict", "none"),
    ("Детский сад", "education", DENIS, "ordinary", "to"),
    ("Поликлиника", "health", ANYA, "ordinary", "to"),
    ("Нарколог", "health", IGOR, "broken", "none"),
    ("Опека", "authority", MARINA, "ordinary", "to"),
    ("КДН", "authority", OLEG, "conflict", "none"),
    ("Куратор", "services", MARINA, "strong", "to"),
    ("Работа матери", "work", MARINA, "ordinary", "to"),
    ("Центр занятости", "work", IGOR, "weak", "to"),
)
DIRECTIONS = ("none", "to", "from", "mutual")
BACK = {"to": "from", "none": "none"}
MOST = 6


class Desk:
    """The canvas with its line of tools, and a tally of what the hand does."""

    def __init__(self) -> None:
        start = MapData(UUID(int=90), UUID(int=91), "Связи", date(2026, 11, 20), MEMBERS)
        self.editor = MapEditor(start, (UUID(int=n) for n in range(1_000, 100_000)).__next__, date(2026, 11, 22))
        self.window = QWidget()
        self.view = MapView(self.editor, self.window)
        self.tools = MapToolbar(self.editor, self.view, self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.tools)
        column.addWidget(self.view, 1)
        self.window.resize(1300, 1000)
        self.tally: Tally[str] = Tally()
        self.doing = ""

    def key(self, key: Qt.Key) -> None:
        self.tally[self.doing] += 1
        QTest.keyClick(QWidget.keyboardGrabber() or self.focused(), key)

    def letters(self, text: str) -> None:
        for letter in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.focused(), Qt.Key(0), letter, Qt.KeyboardModifier.NoModifier)

    def focused(self) -> QWidget:
        return self.window.focusWidget() or self.view

    def click(self, widget: QWidget) -> None:
        self.tally[self.doing] += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click_row(self, words: str) -> None:
        self.tally[self.doing] += 1
        rows = self.view.picker.list
        (item,) = (rows.item(n) for n in range(rows.count()) if rows.item(n).text() == words)
        where = rows.visualItemRect(item).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def pixel(self, x: float, y: float) -> QPoint:
        return self.view.mapFromScene(QPointF(x, y))

    def drag(self, start: QPoint, end: QPoint) -> None:
        self.tally[self.doing] += 1
        port = self.view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(port, start + (end - start) * share)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)

    def hover(self, node: UUID) -> QPoint:
        item = self.view.map_scene.nodes[node]
        place = item.pos()
        QTest.mouseMove(self.view.viewport(), self.pixel(place.x(), place.y()))
        return self.pixel(item.port.x(), item.port.y())

    def segment(self, of: QWidget, code: str, codes: tuple[str, ...]) -> QRadioButton:
        return of.findChildren(QRadioButton)[codes.index(code)]

    def said(self, how: str) -> None:
        most, whole = max(self.tally.values()), sum(self.tally.values())
        print(
            f"\n{how}: {len(self.tally)} contacts, {whole} clicks and keys, {most} at most, {whole / len(self.tally):.1f} on average"
        )

    def check(self) -> None:
        by_name = {n.name: n for n in self.editor.data.nodes}
        for name, sphere, member, quality, direction in CONTACTS:
            node = by_name[name]
            (tie,) = self.editor.data.ties_of(node.id)
            assert {tie.source, tie.target} == {node.id, member}, name
            assert tie.quality == quality, name
            flow = tie.direction if tie.source == node.id else {"from": "to", "to": "from"}.get(tie.direction, "none")
            assert flow == direction, name
            assert self.view.map_scene.sphere_at(self.view.map_scene.nodes[node.id].pos()) is not None
            assert node.sphere == sphere, name
        assert len(self.editor.data.nodes) == len(MEMBERS) + len(CONTACTS)


@pytest.fixture
def desk(qapp: QApplication, qtbot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk.window)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    desk.window.activateWindow()
    desk.view.setFocus()
    yield desk
    desk.tools.leave()
    desk.view.leave()


def through_the_household(data: MapData) -> int:
    """Lines that run through the symbol or the name of a member they do not belong to."""
    boxes, ways = obstacles_of(data), routes(data)
    return sum(
        geometry.line_hits(ways[tie.id], box)
        for tie in data.ties
        for node in data.nodes
        if node.inside and node.id not in (tie.source, tie.target)
        for box in boxes[node.id]
    )


def test_the_map_of_the_picture_takes_at_most_six_keys_for_a_contact_and_no_mouse(desk: Desk) -> None:
    for name, sphere, member, quality, direction in CONTACTS:
        desk.doing = name
        desk.key(Qt.Key.Key_Insert)
        desk.letters(name)
        desk.key(Qt.Key.Key_Tab)
        desk.key(Qt.Key(Qt.Key.Key_1 + SPHERES.index(sphere)))
        household = [n.id for n in reading_order(desk.editor.shown) if n.inside]
        desk.key(Qt.Key(Qt.Key.Key_1 + household.index(member)))
        if desk.editor.selected_ties[0].quality != quality:  # the kind drawn last is offered
            desk.key(Qt.Key(Qt.Key.Key_1 + QUALITIES.index(quality)))
        if desk.editor.selected_ties[0].direction != direction:
            desk.key(Qt.Key(Qt.Key.Key_6 + DIRECTIONS.index(direction)))
    desk.said("by keyboard")
    desk.check()
    assert max(desk.tally.values()) <= MOST, desk.tally
    laid = lay_out(desk.editor.data)
    assert through_the_household(laid) == 0


def test_the_map_of_the_picture_takes_at_most_six_clicks_and_keys_for_a_contact_by_mouse(desk: Desk) -> None:
    seen: Tally[str] = Tally()
    for name, sphere, member, quality, direction in CONTACTS:
        desk.doing = name
        place = somewhere(desk, sphere, seen)
        desk.drag(desk.hover(member), desk.pixel(*place))
        desk.letters(name)
        if sphere in SECTORS[sector_of(sphere)][1:]:  # the list says which of the spheres of the sector it is
            desk.click_row(f"{name} — {_(SPHERE[sphere])}")
        else:
            desk.key(Qt.Key.Key_Return)
        tie = desk.editor.selected_ties[0]
        if tie.quality != quality:
            desk.click(desk.segment(desk.tools.kinds, quality, QUALITIES))
        if tie.direction != BACK[direction]:
            desk.click(desk.segment(desk.tools.ways, BACK[direction], DIRECTIONS))
        desk.view.setFocus()
    desk.said("by mouse")
    desk.check()
    assert max(desk.tally.values()) <= MOST, desk.tally


def somewhere(desk: Desk, sphere: str, seen: Tally[str]) -> tuple[float, float]:
    """A free place in the sector of the sphere."""
    sheet = desk.view.map_scene.sheet()
    start, end = sheet.sectors[sector_of(sphere)]
    seen[sector_of(sphere)] += 1
    turn = start + (end - start) * (0.25 + 0.25 * (seen[sector_of(sphere)] - 1))
    far = sheet.household + 18 + 6 * (seen[sector_of(sphere)] % 2)
    return far * sin(radians(turn)), -far * cos(radians(turn))
