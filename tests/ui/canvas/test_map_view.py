"""The canvas by mouse and by keyboard: what people do, and how many clicks and keys it takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop.presenters.map_editing import reading_order
from desktop.ui.canvas import menus
from desktop.ui.canvas import scene_items as scene_module
from desktop.ui.canvas.view import MapView
from tests.presenters.map_factory import (
    CLINIC,
    FATHER,
    GRANDMOTHER,
    HELPS,
    MOTHER,
    NEIGHBOUR,
    QUARREL,
    SCHOOL,
    SON,
    editor,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from desktop.models.map_data import Node
    from desktop.presenters.maps import MapEditor

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
RUSSIAN = {"N": "т", "L": "д", "F": "а", "Z": "я", "A": "ф"}


class Hand:
    """A person at the canvas; counts clicks and keys, not the text."""

    def __init__(self, view: MapView, app: QApplication) -> None:
        self.view, self.app, self.count = view, app, 0
        view.setFocus()

    @property
    def editor(self) -> MapEditor:
        return self.view.editor

    def _mouse(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held=NONE) -> None:
        buttons = LEFT if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        place = QPointF(at)
        event = QMouseEvent(kind, place, self.view.viewport().mapToGlobal(place), button, buttons, held)
        self.app.sendEvent(self.view.viewport(), event)

    def pixel(self, what) -> QPoint:
        if isinstance(what, QPoint):
            return what
        if isinstance(what, tuple):
            return self.view.mapFromScene(QPointF(*what))
        return self.view.mapFromScene(self.view.map_scene.nodes[what].pos())

    def click(self, what, held=NONE) -> None:
        self.count += 1
        self._mouse(QEvent.Type.MouseButtonPress, self.pixel(what), LEFT, held)
        self._mouse(QEvent.Type.MouseButtonRelease, self.pixel(what), LEFT, held)

    def double_click(self, what) -> None:
        self.click(what)
        self.count += 1
        self._mouse(QEvent.Type.MouseButtonDblClick, self.pixel(what), LEFT)
        self._mouse(QEvent.Type.MouseButtonRelease, self.pixel(what), LEFT)

    def hover(self, what) -> None:
        self._mouse(QEvent.Type.MouseMove, self.pixel(what), Qt.MouseButton.NoButton)

    def drag(self, start, end, held=NONE, drop: bool = True, button=LEFT) -> None:
        self.count += 1
        a, b = self.pixel(start), self.pixel(end)
        self._mouse(QEvent.Type.MouseButtonPress, a, button, held)
        for share in (0.2, 0.6, 1.0):
            self._mouse(QEvent.Type.MouseMove, a + (b - a) * share, Qt.MouseButton.NoButton, held)
        if drop:
            self._mouse(QEvent.Type.MouseButtonRelease, b, button, held)

    def pull_tie(self, node, end, drop: bool = True) -> None:
        self.hover(node)
        self.drag(self.view.mapFromScene(self.view.map_scene.nodes[node].port), end, drop=drop)

    def key(self, key: Qt.Key, held=NONE, text: str = "", counted: bool = True) -> None:
        self.count += counted
        target = self.app.focusWidget() or self.view
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.app.sendEvent(target, QKeyEvent(kind, key, held, text))

    def letter(self, letter: str, held=NONE) -> None:
        """The key with this letter, the Russian layout being on."""
        russian = RUSSIAN[letter]
        self.key(Qt.Key(ord(russian.upper())), held, "" if held else russian)

    def type(self, text: str) -> None:
        for c in text:
            self.key(Qt.Key(0), text=c, counted=False)


@pytest.fixture
def hand(qapp: QApplication, qtbot) -> Iterator[Hand]:
    view = MapView(editor())
    qtbot.addWidget(view)
    view.resize(900, 800)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    yield Hand(view, qapp)
    view.leave()
    assert view.editor.changed.heard == 0
    assert view.editor.selection_changed.heard == 0


def empty_place(hand: Hand) -> tuple[float, float]:
    """In the sector of work, where nobody stands."""
    return (-30.0, -60.0)


def named(e: MapEditor, name: str) -> Node:
    return next(n for n in e.data.nodes if n.name == name)


def test_a_contact_with_its_tie_takes_at_most_six_clicks_and_keys_by_mouse(hand: Hand) -> None:
    hand.double_click(empty_place(hand))
    hand.type("Работа матери")
    hand.key(Qt.Key.Key_Return)
    work = named(hand.editor, "Работа матери")
    assert work.sphere == "work"
    hand.pull_tie(work.id, MOTHER)
    hand.key(Qt.Key.Key_1)
    tie = next(hand.editor.data.ties_of(work.id))
    assert (tie.target, tie.quality) == (MOTHER, "strong")
    assert hand.count <= 6, hand.count


def test_dropping_a_tie_on_an_empty_place_takes_three_and_is_one_step(hand: Hand) -> None:
    before = hand.editor.data
    hand.pull_tie(MOTHER, empty_place(hand))
    hand.type("Работа матери")
    hand.key(Qt.Key.Key_Return)
    assert len(list(hand.editor.data.ties_of(named(hand.editor, "Работа матери").id))) == 1
    assert hand.count <= 3
    assert hand.editor.stack.depth == (1, 0)
    hand.letter("Z", CTRL)
    assert hand.editor.data == before


def test_a_contact_with_its_tie_takes_at_most_six_keys_by_keyboard(hand: Hand) -> None:
    hand.letter("N")
    hand.type("Центр занятости")
    hand.key(Qt.Key.Key_Tab)
    hand.key(Qt.Key.Key_9)
    node = named(hand.editor, "Центр занятости")
    assert node.sphere == "work"
    assert hand.editor.selected == (node.id,)
    mother = [n.id for n in reading_order(hand.editor.shown) if n.inside].index(MOTHER)
    hand.key(Qt.Key(Qt.Key.Key_1 + mother))
    hand.key(Qt.Key.Key_3)
    hand.key(Qt.Key.Key_7)
    tie = next(hand.editor.data.ties_of(node.id))
    assert (tie.target, tie.quality, tie.direction) == (MOTHER, "weak", "to")
    assert hand.count <= 6, hand.count
    assert hand.app.focusWidget() in {hand.view, hand.view.viewport()}


def test_somebody_new_can_be_named_while_connecting(hand: Hand) -> None:
    hand.editor.select((MOTHER,))
    before = hand.editor.data
    hand.letter("L")
    hand.type("Подруга Жанна")
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Return)
    assert hand.editor.data.ties[-1].source == MOTHER
    assert hand.editor.data.ties[-1].target == named(hand.editor, "Подруга Жанна").id
    assert hand.count == 3
    hand.editor.undo()
    assert hand.editor.data == before


def test_a_person_of_the_card_is_offered_by_name_and_not_made_twice(hand: Hand) -> None:
    hand.letter("N")
    hand.type("айг")
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Return)
    node = named(hand.editor, NEIGHBOUR.name)
    assert (node.ref, node.sphere) == (NEIGHBOUR.ref, "neighbours")


@pytest.mark.parametrize("where", ["new", "drop", "move", "band", "connect", "rename", "quality", "sphere"])
def test_escape_leaves_no_trace(hand: Hand, where: str) -> None:
    e = hand.editor
    e.rename(CLINIC, "Больница")
    e.undo()
    e.select((MOTHER,))
    before = (e.data, e.selected, e.defaults, e.stack.depth)
    match where:
        case "new":
            hand.double_click(empty_place(hand))
            e.begin() if not e.in_gesture else None
            hand.type("Кто-то")
            before = (before[0], (), *before[2:])  # the first click on an empty place let the selection go
        case "drop":
            hand.pull_tie(SON, empty_place(hand))
            hand.type("Кто-то")
        case "move":
            hand.drag(SCHOOL, empty_place(hand), drop=False)
            assert e.data != before[0]
        case "band":
            hand.drag(empty_place(hand), (60, 60), drop=False)
        case "connect":
            hand.pull_tie(SON, CLINIC, drop=False)
        case "rename":
            hand.key(Qt.Key.Key_F2)
            hand.type("Другая")
        case "quality":
            hand.letter("L")
            hand.type("поли")
            hand.key(Qt.Key.Key_Return)
        case "sphere":
            hand.letter("N")
            hand.type("Кто-то")
            hand.key(Qt.Key.Key_Tab)
    assert hand.view.busy
    hand.key(Qt.Key.Key_Escape)
    assert not hand.view.busy
    assert not e.in_gesture
    assert (e.data, e.selected, e.defaults, e.stack.depth) == before
    assert hand.view.map_scene.marks.empty
    hand._mouse(QEvent.Type.MouseButtonRelease, QPoint(5, 5), LEFT)
    assert e.data == before[0]


def test_no_name_no_node(hand: Hand) -> None:
    before = hand.editor.data
    hand.letter("N")
    hand.key(Qt.Key.Key_Return)
    assert hand.editor.data == before
    assert hand.editor.stack.depth == (0, 0)


def test_clicking_elsewhere_keeps_the_name_typed(hand: Hand) -> None:
    hand.double_click(empty_place(hand))
    hand.type("Работа")
    hand.click((200.0, 200.0))
    assert named(hand.editor, "Работа")
    assert not hand.editor.in_gesture


def test_a_node_is_renamed_in_place(hand: Hand) -> None:
    hand.double_click(SCHOOL)
    hand.type("Лицей")
    hand.key(Qt.Key.Key_Return)
    assert hand.editor.data.node(SCHOOL).name == "Лицей"
    assert not hand.view.map_scene.nodes[SCHOOL].nameless


def test_dragged_nodes_are_pinned_and_a_drag_is_one_step(hand: Hand) -> None:
    before = hand.editor.data
    hand.drag(SCHOOL, (70.0, 33.0), held=ALT)
    place = hand.editor.data.node(SCHOOL).place
    assert place.pinned
    assert abs(place.x - 70) < 0.6
    assert abs(place.y - 33) < 0.6
    assert hand.editor.stack.depth == (1, 0)
    hand.editor.undo()
    assert hand.editor.data == before


def test_a_drag_snaps_to_a_neighbour_and_alt_switches_that_off(hand: Hand) -> None:
    clinic = hand.editor.data.node(CLINIC).place
    hand.drag(SCHOOL, (clinic.x + 0.9, 80.0))
    assert hand.editor.data.node(SCHOOL).place.x == clinic.x
    hand.drag(SCHOOL, (clinic.x + 0.9, 70.0), held=ALT)
    assert hand.editor.data.node(SCHOOL).place.x != clinic.x


def test_shift_keeps_a_drag_on_its_line(hand: Hand) -> None:
    old = hand.editor.data.node(SCHOOL).place
    hand.drag(SCHOOL, (old.x + 25, old.y + 6), held=SHIFT | ALT)
    assert hand.editor.data.node(SCHOOL).place.y == old.y


def test_a_band_selects_and_control_adds(hand: Hand) -> None:
    hand.drag((-95.0, -95.0), (95.0, 95.0))
    assert {n.id for n in hand.editor.selected_nodes} == {n.id for n in hand.editor.data.nodes}
    hand.click((-90.0, -90.0))
    assert hand.editor.selected == ()
    hand.click(SCHOOL)
    hand.click(CLINIC, held=CTRL)
    assert hand.editor.selected == (SCHOOL, CLINIC)


def test_two_who_are_connected_already_are_not_connected_twice(hand: Hand) -> None:
    told: list[str] = []
    hand.view.told.connect(told.append)
    hand.pull_tie(MOTHER, GRANDMOTHER)
    assert len(hand.editor.data.ties) == 2
    assert hand.editor.selected == (HELPS,)
    assert told


def test_the_end_of_a_selected_tie_is_pulled_onto_another_node(hand: Hand) -> None:
    hand.editor.select((HELPS,))
    end = hand.view.map_scene.ties[HELPS].ends[1]
    hand.drag((end.x(), end.y()), FATHER)
    assert hand.editor.data.tie(HELPS).target == FATHER


def test_arrows_move_and_shift_moves_by_a_millimetre(hand: Hand) -> None:
    hand.editor.select((SCHOOL,))
    old = hand.editor.data.node(SCHOOL).place
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Down, SHIFT)
    new = hand.editor.data.node(SCHOOL).place
    assert (round(new.x - old.x, 2), round(new.y - old.y, 2)) == (5.0, 1.0)


def test_tab_walks_over_the_nodes_and_then_leaves(hand: Hand) -> None:
    seen = []
    for _ in hand.editor.data.nodes:
        hand.key(Qt.Key.Key_Tab)
        seen += hand.editor.selected
    assert set(seen) == {n.id for n in hand.editor.data.nodes}
    assert not hand.view.keyboard.walk(forward=True)
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert hand.editor.selected == (seen[-2],)


def test_everything_else_by_keys(hand: Hand) -> None:
    e = hand.editor
    asked: list[int] = []
    hand.view.layout_asked.connect(lambda: asked.append(1))
    hand.key(Qt.Key.Key_F5)
    assert asked
    hand.letter("A", CTRL)
    assert len(e.selected) == 8
    hand.key(Qt.Key.Key_Delete)
    assert e.data.nodes == ()
    hand.letter("Z", CTRL)
    assert len(e.data.nodes) == 6
    hand.key(Qt.Key.Key_Y, CTRL)
    assert e.data.nodes == ()
    hand.key(Qt.Key.Key_Z, CTRL)
    e.select((SCHOOL, SON))
    hand.key(Qt.Key.Key_C, CTRL)
    hand.key(Qt.Key.Key_V, CTRL)
    assert len(e.data.nodes) == 8
    hand.key(Qt.Key.Key_D, CTRL)
    assert len(e.data.nodes) == 10
    e.select((HELPS,))
    hand.key(Qt.Key.Key_F4)
    hand.key(Qt.Key.Key_5)
    assert e.data.tie(HELPS).quality == "broken"
    hand.key(Qt.Key.Key_F, CTRL)
    hand.type("поли")
    hand.key(Qt.Key.Key_Return)
    assert e.selected == (CLINIC,)


def test_foreign_text_on_the_clipboard_is_refused_in_words(hand: Hand) -> None:
    told: list[str] = []
    hand.view.told.connect(told.append)
    hand.app.clipboard().setText("<b>что-то</b>")
    hand.key(Qt.Key.Key_V, CTRL)
    assert told == ["В буфере обмена нет ничего с карты связей"]


def test_zoom_keeps_the_point_and_there_is_a_way_back(hand: Hand) -> None:
    view = hand.view
    view.set_zoom(1.5)
    at = QPoint(200, 300)
    before = view.mapToScene(at)
    view.set_zoom(2.5, at)
    assert (view.mapToScene(at) - before).manhattanLength() < 1.0
    middle = view.mapToScene(view.viewport().rect().center())
    hand.letter("F")
    assert view.zoom < 1.6
    hand.key(Qt.Key.Key_Backspace)
    assert abs(view.zoom - 2.5) < 0.01
    assert (view.mapToScene(view.viewport().rect().center()) - middle).manhattanLength() < 1.0


def test_the_whole_map_fits_above_the_legend(hand: Hand) -> None:
    hand.view.fit()
    box = hand.view.mapFromScene(hand.view.map_scene.map_rect()).boundingRect()
    assert hand.view.viewport().rect().contains(box)
    assert box.bottom() <= hand.view.legend.geometry().top()


def test_space_and_the_middle_button_push_the_sheet(hand: Hand) -> None:
    before = hand.editor.data
    old = hand.pixel(SCHOOL)
    hand.drag(QPoint(300, 300), QPoint(340, 320), button=Qt.MouseButton.MiddleButton)
    assert (hand.pixel(SCHOOL) - old - QPoint(40, 20)).manhattanLength() <= 2
    assert hand.editor.data == before


def test_the_selected_node_is_said_as_a_sentence(hand: Hand) -> None:
    hand.click(SCHOOL)
    assert hand.view.accessibleDescription().startswith("Школа № 7")
    assert "Олег" in hand.view.accessibleDescription()


def test_a_node_dragged_into_another_sector_changes_its_sphere_in_the_same_step(hand: Hand) -> None:
    said: list[str] = []
    hand.view.told.connect(said.append)
    before = hand.editor.data.node(SCHOOL)
    there = hand.editor.data.node(GRANDMOTHER).place
    hand.drag(SCHOOL, (there.x + 12, there.y), held=ALT)
    assert hand.editor.data.node(SCHOOL).sphere == "kin"
    assert said
    hand.editor.undo()
    assert hand.editor.data.node(SCHOOL) == before
    assert not hand.editor.stack.can_undo


def test_the_menu_key_offers_what_can_be_done_with_what_is_selected(hand: Hand) -> None:
    for chosen, offered in ((), "Кто-то новый"), ((SCHOOL,), "Соединить"), ((QUARREL,), "Развернуть"):
        hand.editor.select(chosen)
        menu = menus.for_selection(hand.view)
        assert any(action.text().startswith(offered) for action in menu.actions())
        menu.deleteLater()


def test_a_tie_is_made_strong_from_its_menu(hand: Hand) -> None:
    hand.editor.select((QUARREL,))
    menu = menus.for_selection(hand.view)
    next(a for a in menu.actions() if a.text().startswith("сильная")).trigger()
    menu.deleteLater()
    assert hand.editor.data.tie(QUARREL).quality == "strong"


def test_the_port_goes_when_the_pointer_leaves_the_canvas(hand: Hand) -> None:
    hand.hover(SCHOOL)
    assert hand.view._hovered is not None
    hand.app.sendEvent(hand.view, QEvent(QEvent.Type.Leave))
    assert hand.view._hovered is None


def test_what_stands_still_comes_alive_again_after_a_drag(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scene_module, "CROWDED", 0)
    still = hand.view.map_scene.ties[HELPS]
    nothing = still.GraphicsItemFlag.ItemHasNoContents
    hand.drag(SCHOOL, (50.0, 50.0), drop=False)
    assert still.flags() & nothing
    hand.key(Qt.Key.Key_Escape)
    assert not still.flags() & nothing
    hand.drag(SCHOOL, (50.0, 50.0))
    assert not still.flags() & nothing


def test_in_a_wide_canvas_the_legend_stands_beside_the_map_and_covers_nothing_of_it(hand: Hand) -> None:
    view = hand.view
    view.resize(900, 450)
    view.fit()
    assert view.legend.beside
    assert view.mapFromScene(view.sheet_box().topLeft()).x() >= view.legend.geometry().right()
    assert view.mapFromScene(view.sheet_box().bottomLeft()).y() <= view.viewport().height()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_shift_f10_opens_the_menu_of_what_is_selected_on_every_desktop(hand: Hand) -> None:
    hand.editor.select((hand.editor.data.nodes[0].id,))
    hand.key(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = hand.app.activePopupWidget()
    assert menu is not None
    assert any(action.text().startswith("Соединить с") for action in menu.actions())
    menu.close()
