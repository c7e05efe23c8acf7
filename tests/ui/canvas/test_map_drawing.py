"""What a good drawing program can: bends, arrows, loops, groups, layers, alignment, looks, tray, minimap, a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible

from desktop.models.map_data import NewPerson, Place
from desktop.models.partial_dates import PartialDate
from desktop.presenters.map_looks import Filter
from desktop.ui.canvas import menus
from desktop.ui.canvas.card_dialog import CardDialog
from desktop.ui.canvas.looks import look_menu
from desktop.ui.canvas.meeting import MeetingWindow
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
)
from tests.ui.canvas.test_map_view import ALT, CTRL, RUSSIAN, SHIFT, Hand, empty_place, hand, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

__all__ = ["hand"]
RUSSIAN |= {
    "G": "п",
    "K": "л",
    "T": "е",
    "D": "в",
    "O": "щ",
    "W": "ц",
    "M": "ь",
    "I": "ш",
    "E": "у",
    "B": "и",
    "C": "с",
    "V": "м",
    "A": "ф",
}


def captions(menu: QMenu) -> list[str]:
    return [a.text().split("\t")[0] for a in menu.actions() if a.text()]


def middle_of(hand: Hand, tie: UUID) -> tuple[float, float]:
    one, other = hand.view.map_scene.ties[tie].ends
    middle = (one + other) / 2
    return middle.x(), middle.y()


def test_a_tie_is_bent_by_pulling_at_it_and_straight_when_the_corner_is_put_back(hand: Hand) -> None:
    x, y = middle_of(hand, HELPS)
    hand.drag((x, y), (x + 20, y + 5))
    ((bx, by),) = hand.editor.data.tie(HELPS).bends
    assert abs(bx - x - 20) < 1
    assert abs(by - y - 5) < 1
    hand.drag((bx, by), (bx + 5, by + 6))
    assert len(hand.editor.data.tie(HELPS).bends) == 1
    corner = hand.editor.data.tie(HELPS).bends[0]
    ends = hand.view.map_scene.ties[HELPS].ends
    line = (ends[0] + ends[1]) / 2
    hand.drag(corner, (line.x(), line.y()))
    assert hand.editor.data.tie(HELPS).bends == ()
    assert hand.editor.stack.depth == (3, 0)


def test_a_tie_is_bent_by_keys_too(hand: Hand) -> None:
    hand.editor.select((HELPS,))
    hand.letter("K")
    ((x, y),) = hand.editor.data.tie(HELPS).bends
    hand.key(Qt.Key.Key_Right)
    assert hand.editor.data.tie(HELPS).bends == ((x + 5, y),)
    hand.letter("K", SHIFT)
    assert hand.editor.data.tie(HELPS).bends == ()


def test_an_arrow_beside_a_node_clones_and_connects(hand: Hand) -> None:
    hand.editor.select((SCHOOL,))
    hand.hover(SCHOOL)
    item = hand.view.map_scene.nodes[SCHOOL]
    at, _way = item.arrows[2]
    hand.click((at.x(), at.y()))
    hand.type("Лицей")
    hand.key(Qt.Key.Key_Return)
    new = named(hand.editor, "Лицей")
    assert (new.kind, new.sphere) == ("agency", "education")
    assert {t.source for t in hand.editor.data.ties_of(new.id)} == {SCHOOL}
    assert hand.editor.stack.depth == (1, 0)


def test_alt_and_an_arrow_key_clone_and_connect_and_escape_takes_it_back(hand: Hand) -> None:
    before = hand.editor.data
    hand.editor.select((SCHOOL,))
    hand.key(Qt.Key.Key_Right, ALT)
    hand.type("Лицей")
    hand.key(Qt.Key.Key_Escape)
    assert hand.editor.data == before
    assert hand.editor.stack.depth == (0, 0)


def test_a_tie_dropped_on_an_empty_place_asks_what_is_there(hand: Hand) -> None:
    hand.pull_tie(MOTHER, empty_place(hand))
    rows = [hand.view.picker.list.item(n).text() for n in range(hand.view.picker.list.count())]
    assert {"организация", "группа людей", "неизвестный человек «?»", NEIGHBOUR.name} <= set(rows)
    hand.view.picker.list.setCurrentRow(rows.index("организация"))
    hand.key(Qt.Key.Key_Return)
    hand.type("Биржа труда")
    hand.key(Qt.Key.Key_Return)
    work = named(hand.editor, "Биржа труда")
    assert work.kind == "agency"
    assert hand.editor.selected_ties[0].target == work.id
    hand.key(Qt.Key.Key_4)
    hand.key(Qt.Key.Key_9)
    tie = hand.editor.selected_ties[0]
    assert (tie.quality, tie.direction) == ("conflict", "mutual")


def test_a_group_is_made_named_dragged_in_and_out_and_dissolved(hand: Hand) -> None:
    e = hand.editor
    e.select((SCHOOL, CLINIC))
    hand.letter("G", CTRL)
    hand.type("Учреждения")
    hand.key(Qt.Key.Key_Return)
    (group,) = e.data.groups
    assert (group.name, set(group.nodes)) == ("Учреждения", {SCHOOL, CLINIC})
    loop = e.loops()[group.id]
    middle = (sum(x for x, _y in loop) / 4, sum(y for _x, y in loop) / 4)
    hand.drag(GRANDMOTHER, middle, held=ALT)
    assert GRANDMOTHER in e.data.groups[0].nodes
    hand.drag(GRANDMOTHER, (-80.0, -80.0), held=ALT)
    assert GRANDMOTHER not in e.data.groups[0].nodes
    e.select((group.id,))
    hand.key(Qt.Key.Key_F2)
    hand.type("Службы")
    hand.key(Qt.Key.Key_Return)
    assert e.data.groups[0].name == "Службы"
    assert {"Разгруппировать", "Обвести от руки"} <= set(captions(menus.for_selection(hand.view)))
    hand.letter("G", CTRL | SHIFT)
    assert e.data.groups == ()


def test_a_loop_drawn_by_hand_makes_a_group_of_those_inside(hand: Hand) -> None:
    hand.letter("D")
    place = hand.editor.data.node(SCHOOL).place
    a = hand.pixel((place.x - 15, place.y - 15))
    b = hand.pixel((place.x + 15, place.y + 15))
    corners = [a, QPoint(b.x(), a.y()), b, QPoint(a.x(), b.y())]
    hand._mouse(QEvent.Type.MouseButtonPress, a, Qt.MouseButton.LeftButton)
    for corner in corners[1:]:
        hand._mouse(QEvent.Type.MouseMove, corner, Qt.MouseButton.NoButton)
    hand._mouse(QEvent.Type.MouseButtonRelease, corners[-1], Qt.MouseButton.LeftButton)
    hand.type("Учёба")
    hand.key(Qt.Key.Key_Return)
    (group,) = hand.editor.data.groups
    assert (group.name, group.nodes) == ("Учёба", (SCHOOL,))
    assert len(group.outline) >= 4
    hand.editor.undo()
    assert hand.editor.data.groups == ()


def test_aligned_distributed_in_front_and_behind_by_keys(hand: Hand) -> None:
    e = hand.editor
    e.select((SCHOOL, CLINIC, GRANDMOTHER))
    hand.letter("M", CTRL | SHIFT)
    places = [e.data.node(i).place for i in (SCHOOL, CLINIC, GRANDMOTHER)]
    assert len({p.y for p in places}) == 1
    assert all(p.pinned for p in places)
    e.undo()
    hand.key(Qt.Key.Key_Down, CTRL | SHIFT)
    assert e.stack.depth == (1, 0)
    e.select((SCHOOL,))
    hand.letter("F", CTRL | SHIFT)
    assert e.data.node(SCHOOL).layer == 1
    assert hand.view.map_scene.nodes[SCHOOL].zValue() > hand.view.map_scene.nodes[CLINIC].zValue()
    hand.letter("B", CTRL | SHIFT)
    assert e.data.node(SCHOOL).layer == -1


def test_only_nodes_or_only_ties_are_selected(hand: Hand) -> None:
    hand.letter("A", CTRL)
    hand.letter("I", CTRL | SHIFT)
    assert len(hand.editor.selected) == len(hand.editor.data.nodes)
    hand.letter("A", CTRL)
    hand.letter("E", CTRL | SHIFT)
    assert set(hand.editor.selected) == {HELPS, QUARREL}


def test_appearance_alone_is_copied(hand: Hand) -> None:
    e = hand.editor
    e.select((SCHOOL,))
    e.tint("good")
    hand.letter("C", CTRL | ALT)
    e.select((CLINIC, GRANDMOTHER))
    hand.letter("V", CTRL | ALT)
    assert [e.data.node(i).tint for i in (CLINIC, GRANDMOTHER)] == ["good", "good"]
    assert e.data.node(CLINIC).name == "Поликлиника"


def test_letters_say_what_a_node_is(hand: Hand) -> None:
    hand.editor.select((GRANDMOTHER,))
    hand.letter("O")
    assert hand.editor.data.node(GRANDMOTHER).kind == "agency"
    hand.editor.select(())
    hand.letter("W")
    hand.type("Подруга")
    hand.key(Qt.Key.Key_Return)
    new = named(hand.editor, "Подруга")
    assert (new.kind, new.sex) == ("person", "female")


def test_ties_of_a_node_are_walked_and_reattached_by_keys(hand: Hand) -> None:
    hand.editor.select((MOTHER,))
    hand.letter("T")
    assert hand.editor.selected == (HELPS,)
    hand.letter("E")
    hand.type("игорь")
    hand.key(Qt.Key.Key_Return)
    assert hand.editor.data.tie(HELPS).target == FATHER


def test_somebody_unknown_to_the_card_is_dragged_into_the_household_and_out(hand: Hand) -> None:
    e = hand.editor
    hand.drag(GRANDMOTHER, (0.0, 0.0), held=ALT)
    assert e.data.node(GRANDMOTHER).inside
    e.undo()
    assert not e.data.node(GRANDMOTHER).inside
    e.change_node(GRANDMOTHER, ref=UUID(int=5))
    hand.drag(GRANDMOTHER, (0.0, 0.0), held=ALT)
    assert not e.data.node(GRANDMOTHER).inside  # of people of the card the card says it


def test_a_drag_keeps_to_the_grid_when_it_is_shown(hand: Hand) -> None:
    hand.key(Qt.Key.Key_F8, SHIFT)
    assert hand.view.map_scene.grid.isVisible()
    hand.drag(SCHOOL, (61.3, 38.2))
    place = hand.editor.data.node(SCHOOL).place
    assert (place.x % 5, place.y % 5) == (0, 0)


def test_whom_a_new_tie_brings_near_is_shown_while_only_those_near_are(hand: Hand) -> None:
    hand.editor.look(filter_=Filter(around=MOTHER))
    assert not hand.view.map_scene.nodes[CLINIC].isVisible()
    hand.editor.connect(MOTHER, CLINIC)
    assert hand.view.map_scene.nodes[CLINIC].isVisible()
    hand.editor.undo()
    assert not hand.view.map_scene.nodes[CLINIC].isVisible()


def test_filter_highlight_and_filling_are_seen_and_never_saved(hand: Hand) -> None:
    e, scene = hand.editor, hand.view.map_scene
    before = e.data
    e.look(filter_=Filter(around=MOTHER))
    assert {i for i, item in scene.nodes.items() if item.isVisible()} == {MOTHER, GRANDMOTHER}
    assert hand.view.overlays.looks.isVisibleTo(hand.view)
    e.look(filter_=Filter(qualities=frozenset(("conflict",))))
    assert {i for i, item in scene.ties.items() if item.isVisible()} == {QUARREL}
    e.look(filter_=Filter(until=date(2020, 1, 1)), highlight="gives")
    assert scene.nodes[GRANDMOTHER].opacity() == 1.0
    assert scene.nodes[CLINIC].opacity() < 1.0
    e.look(filter_=Filter(), highlight="", decoration="strain")
    assert {n.id: n.tint for n in e.drawn.nodes}[SCHOOL] == "bad"
    e.look(decoration="", style=replace(e.style, names="codes"))
    assert all("Марина" not in n.name for n in e.drawn.nodes)
    assert e.data is before
    assert not e.dirty
    menu = look_menu(hand.view)
    assert {"Подсветить", "Показать только", "Имена"} <= set(captions(menu))


def test_the_edge_of_the_page_is_shown_on_the_canvas(hand: Hand) -> None:
    hand.key(Qt.Key.Key_F8)
    page = hand.view.map_scene.page
    assert page.isVisible()
    assert page.boundingRect().contains(hand.view.map_scene.map_rect())
    assert hand.editor.style.frame == "a4p"


def test_those_of_the_card_who_are_not_on_the_map_wait_in_the_tray(hand: Hand) -> None:
    tray = hand.view.overlays.tray
    assert [c.name for c in tray.people] == [NEIGHBOUR.name]
    hand.letter("A")
    assert tray.list.count() == 2
    tray.all_button.click()
    assert named(hand.editor, NEIGHBOUR.name).ref == NEIGHBOUR.ref
    assert hand.editor.stack.depth == (1, 0)
    assert tray.people == ()


def test_the_minimap_comes_when_a_part_is_out_of_sight_and_goes_where_it_is_clicked(hand: Hand, qtbot) -> None:
    minimap = hand.view.overlays.minimap
    hand.view.set_zoom(3.0)
    qtbot.waitUntil(lambda: minimap.isVisibleTo(hand.view.viewport()))
    seen = hand.view.mapToScene(hand.view.viewport().rect().center())
    qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert hand.view.mapToScene(hand.view.viewport().rect().center()) != seen
    hand.letter("M", CTRL)
    assert not minimap.isVisibleTo(hand.view.viewport())


def test_at_a_meeting_the_map_is_looked_at_and_not_changed(hand: Hand, qtbot) -> None:
    window = MeetingWindow(hand.editor, hand.view)
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    other = Hand(window.view, hand.app)
    before = hand.editor.data
    other.drag(SCHOOL, (0.0, 80.0))
    other.double_click(SCHOOL)
    qtbot.keyClick(window.view, Qt.Key.Key_Delete)
    qtbot.keyClick(window.view, Qt.Key.Key_Insert)
    assert hand.editor.data == before
    assert not window.view.busy
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_card_is_made_for_a_person_of_the_map(hand: Hand, qtbot) -> None:
    e = hand.editor
    e.select((GRANDMOTHER,))
    assert "Завести карточку…" in captions(menus.for_selection(hand.view))
    dialog = CardDialog(e, e.data.node(GRANDMOTHER), hand.view)
    qtbot.addWidget(dialog)
    dialog.given.set_value("Вера")
    dialog.born.set_day(date(1956, 3, 8))
    dialog.make.click()
    node = e.data.node(GRANDMOTHER)
    new = e.new_people[node.ref]
    assert new == NewPerson(node.ref, "Вера", sex="female", born=PartialDate(1956, 3, 8))
    assert node.born_year == 1956
    assert "Завести карточку…" not in captions(menus.for_selection(hand.view))
    e.undo()
    assert e.data.node(GRANDMOTHER).ref is None


def test_every_node_is_heard_with_its_sentence(hand: Hand) -> None:
    face = QAccessible.queryAccessibleInterface(hand.view)
    assert face.childCount() == len(hand.editor.data.nodes)
    children = [face.child(n) for n in range(face.childCount())]
    said = {c.text(QAccessible.Text.Name): c.text(QAccessible.Text.Description) for c in children}
    assert "Олег" in said["Школа № 7"]
    hand.editor.select((SON,))
    assert [c.text(QAccessible.Text.Name) for c in children if c.state().selected] == ["Олег"]


def test_a_new_layout_is_travelled_to_and_ends_where_the_map_says(hand: Hand, qtbot) -> None:
    e, scene = hand.editor, hand.view.map_scene
    e.place({i: Place(90.0, 10.0 * n) for n, i in enumerate((SCHOOL, CLINIC, GRANDMOTHER))})
    hand.view.motion.finish()
    e.lay_out()
    assert hand.view.motion._journeys
    qtbot.waitUntil(lambda: not hand.view.motion._journeys)
    for node in e.data.nodes:
        assert scene.nodes[node.id].pos() == QPointF(node.place.x, node.place.y)
    assert all(t.opacity() == 1.0 for t in scene.ties.values())
