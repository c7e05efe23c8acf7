"""The canvas of figures by mouse and by keyboard: what a gesture does, what a cancelled one leaves, who is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop.ui.canvas.figure_canvas import FigureCanvas
from desktop.ui.canvas.figure_items import port_of, rect_of
from desktop.ui.canvas.figure_menu import Entry
from tests.ui.canvas.small_drawing import SmallDrawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from PySide6.QtWidgets import QApplication

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
RUSSIAN = {"L": "д", "F": "а", "Z": "я", "Y": "н", "A": "ф"}
NAMES = ("Мать", "Отец", "Сын", "Дочь")


class Hand:
    def __init__(self, canvas: FigureCanvas, app: QApplication) -> None:
        self.canvas, self.app = canvas, app
        canvas.setFocus()

    def pixel(self, what: UUID | QPoint | tuple[float, float]) -> QPoint:
        if isinstance(what, QPoint):
            return what
        if isinstance(what, tuple):
            return self.canvas.mapFromScene(QPointF(*what))
        return self.canvas.mapFromScene(rect_of(self.canvas.drawing.boxes()[what]).center())

    def mouse(self, kind: QEvent.Type, what, button=LEFT, held=NONE) -> None:
        at = QPointF(self.pixel(what))
        buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        port = self.canvas.viewport()
        self.app.sendEvent(port, QMouseEvent(kind, at, port.mapToGlobal(at), button, buttons, held))

    def press(self, what, button=LEFT, held=NONE) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, what, button, held)

    def move(self, what, button=LEFT, held=NONE) -> None:
        self.mouse(QEvent.Type.MouseMove, what, button, held)

    def release(self, what, button=LEFT, held=NONE) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, what, button, held)

    def click(self, what, held=NONE) -> None:
        self.press(what, LEFT, held)
        self.release(what, LEFT, held)

    def drag(self, start, end, held=NONE) -> None:
        self.press(start, LEFT, held)
        middle = (self.pixel(start) + self.pixel(end)) / 2
        self.move(middle, LEFT, held)
        self.move(end, LEFT, held)
        self.release(end, LEFT, held)

    def key(self, key: Qt.Key, held=NONE, text: str = "") -> None:
        target = self.app.focusWidget() or self.canvas
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.app.sendEvent(target, QKeyEvent(kind, key, held, text))

    def letter(self, letter: str, held=NONE) -> None:
        """The key with this letter, the Russian layout being on."""
        russian = RUSSIAN[letter]
        self.key(Qt.Key(ord(russian.upper())), held, "" if held else russian)

    def type(self, words: str) -> None:
        for letter in words:
            self.key(Qt.Key(0), NONE, letter)


@pytest.fixture
def drawing() -> SmallDrawing:
    return SmallDrawing(*NAMES)


@pytest.fixture
def canvas(drawing: SmallDrawing, qtbot) -> Iterator[FigureCanvas]:
    made = FigureCanvas(drawing, "Рисунок")
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.leave()
    assert drawing.changed.heard == drawing.selection_changed.heard == drawing.told.heard == 0


@pytest.fixture
def hand(canvas: FigureCanvas, qapp: QApplication) -> Hand:
    return Hand(canvas, qapp)


def test_a_click_selects_and_ctrl_adds_and_takes_away(hand: Hand, drawing: SmallDrawing) -> None:
    hand.click(drawing.of("Мать"))
    hand.click(drawing.of("Сын"), CTRL)
    assert drawing.selected == (drawing.of("Мать"), drawing.of("Сын"))
    hand.click(drawing.of("Мать"), CTRL)
    assert drawing.selected == (drawing.of("Сын"),)
    hand.click((190.0, 5.0))
    assert drawing.selected == ()


def test_a_rubber_band_selects_what_is_wholly_inside(hand: Hand, drawing: SmallDrawing) -> None:
    hand.drag((10.0, 10.0), (72.0, 70.0))
    assert drawing.selected == (drawing.of("Мать"), drawing.of("Отец"))


def test_a_drag_is_one_step_of_undo(hand: Hand, drawing: SmallDrawing) -> None:
    before = drawing.state
    asked = drawing.asked
    hand.drag(drawing.of("Дочь"), (150.0, 100.0), ALT)
    assert drawing.state != before
    assert drawing.asked == asked + 1  # laid out when the button was let go, not while it moved
    drawing.undo()
    assert drawing.state == before


def test_a_drag_stopped_by_esc_leaves_no_trace(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    before, asked = drawing.state, drawing.asked
    hand.press(drawing.of("Дочь"))
    hand.move((140.0, 90.0))
    hand.move((150.0, 100.0))
    assert canvas.figure_scene.ghost.isVisible()
    hand.key(Qt.Key.Key_Escape)
    hand.release((150.0, 100.0))
    assert drawing.state == before
    assert drawing.stack.depth == (0, 0)
    assert drawing.asked == asked
    assert not canvas.figure_scene.ghost.isVisible()
    assert not canvas.busy


def test_a_drag_stands_where_a_neighbour_stands_unless_alt_is_held(hand: Hand, drawing: SmallDrawing) -> None:
    mother = drawing.boxes()[drawing.of("Мать")]
    child = rect_of(drawing.boxes()[drawing.of("Дочь")]).center()
    above = mother[1] - drawing.boxes()[drawing.of("Дочь")][1] + 1.0  # a millimetre off the mother's row
    hand.drag(drawing.of("Дочь"), (child.x() + 20.0, child.y() + above))
    assert drawing.boxes()[drawing.of("Дочь")][1] == pytest.approx(mother[1])
    drawing.undo()
    hand.drag(drawing.of("Дочь"), (child.x() + 20.0, child.y() + above), ALT)
    assert drawing.boxes()[drawing.of("Дочь")][1] != pytest.approx(mother[1], abs=0.2)


def test_a_line_is_pulled_from_the_port(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    mother, son = drawing.of("Мать"), drawing.of("Сын")
    hand.move(mother, Qt.MouseButton.NoButton)
    port = canvas.pixel_of(port_of(rect_of(drawing.boxes()[mother], 1.4)))
    hand.move(port, Qt.MouseButton.NoButton)
    hand.drag(port, son)
    assert [set(t[1:]) for t in drawing.state.ties] == [{mother, son}]
    hand.click((95.0, 10.0))
    hand.letter("Z", CTRL)
    assert drawing.state.ties == ()


def test_a_line_pulled_onto_nothing_asks_with_whom(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    mother = drawing.of("Мать")
    hand.move(mother, Qt.MouseButton.NoButton)
    port = canvas.pixel_of(port_of(rect_of(drawing.boxes()[mother], 1.4)))
    hand.move(port, Qt.MouseButton.NoButton)
    hand.drag(port, (20.0, 100.0))
    assert canvas.picker.asking
    hand.key(Qt.Key.Key_Escape)
    assert drawing.state.ties == ()
    assert not canvas.busy


def test_tab_walks_in_reading_order_and_leaves_at_both_ends(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    said = []
    for _name in NAMES:
        assert canvas.keys.walk(forward=True)
        said.append(canvas.accessibleDescription())
    assert said == [f"{name}, квадрат" for name in NAMES]
    assert not canvas.keys.walk(forward=True)
    for _name in NAMES[1:]:
        assert canvas.keys.walk(forward=False)
    assert drawing.selected == (drawing.of("Мать"),)
    assert not canvas.keys.walk(forward=False)


def test_arrows_move_by_five_millimetres_and_with_shift_by_one(hand: Hand, drawing: SmallDrawing) -> None:
    hand.key(Qt.Key.Key_Home)
    x, y, *_rest = drawing.boxes()[drawing.of("Мать")]
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Down, SHIFT)
    assert drawing.boxes()[drawing.of("Мать")][:2] == (x + 5.0, y + 1.0)
    hand.letter("Z", CTRL)
    hand.letter("Z", CTRL)
    assert drawing.boxes()[drawing.of("Мать")][:2] == (x, y)
    hand.key(Qt.Key.Key_End)
    assert drawing.selected == (drawing.of("Дочь"),)


def test_two_are_connected_by_keys_alone(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    hand.key(Qt.Key.Key_Home)
    hand.letter("L")  # the Russian layout is on
    assert canvas.picker.asking
    hand.type("доч")
    hand.key(Qt.Key.Key_Return)
    assert [set(t[1:]) for t in drawing.state.ties] == [{drawing.of("Мать"), drawing.of("Дочь")}]
    assert not canvas.picker.asking


def test_why_two_cannot_be_connected_is_said(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    said: list[str] = []
    canvas.told.connect(said.append)
    drawing.connect(drawing.of("Мать"), drawing.of("Сын"))
    drawing.select((drawing.of("Мать"), drawing.of("Сын")))
    hand.letter("L", CTRL)
    assert len(said) == 1
    assert len(drawing.state.ties) == 1


def test_delete_takes_what_is_selected_and_undo_brings_it_back(hand: Hand, drawing: SmallDrawing) -> None:
    before = drawing.state
    hand.letter("A", CTRL)
    hand.key(Qt.Key.Key_Delete)
    assert drawing.state.places == ()
    hand.letter("Z", CTRL)
    assert drawing.state == before
    hand.letter("Y", CTRL)
    assert drawing.state.places == ()


def test_somebody_is_found_by_the_beginning_of_a_word(hand: Hand, drawing: SmallDrawing) -> None:
    hand.letter("F", CTRL)
    hand.type("от")
    hand.key(Qt.Key.Key_Return)
    assert drawing.selected == (drawing.of("Отец"),)


def test_keys_ask_the_page_for_what_only_it_can_do(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    asked: list[object] = []
    canvas.inspect_asked.connect(lambda: asked.append("inspect"))
    canvas.rename_asked.connect(asked.append)
    canvas.insert_asked.connect(lambda _at: asked.append("insert"))
    hand.key(Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_F2)
    hand.key(Qt.Key.Key_Insert)
    assert asked == ["inspect", drawing.of("Мать"), "insert"]


def test_the_menu_is_what_the_page_offers_for_what_is_selected(hand: Hand, canvas: FigureCanvas) -> None:
    done: list[str] = []
    assert canvas.menu_now() is None
    canvas.menu = lambda: (
        Entry("Открыть", "Enter", lambda: done.append("open")),
        Entry(),
        Entry("Нет", enabled=False),
    )
    menu = canvas.menu_now()
    assert menu is not None
    assert [a.text() for a in menu.actions()] == ["Открыть\tEnter", "", "Нет"]
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert done == ["open"]


def test_panning_and_zooming_ask_nothing_of_the_drawing(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    asked = drawing.asked
    hand.press((100.0, 100.0), Qt.MouseButton.MiddleButton)
    hand.move((60.0, 70.0), Qt.MouseButton.MiddleButton)
    hand.release((60.0, 70.0), Qt.MouseButton.MiddleButton)
    canvas.zoom_by(1.25)
    canvas.fit()
    canvas.grab()
    assert drawing.asked == asked


def test_a_change_leaves_what_is_selected_under_the_same_pixel(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    drawing.select((drawing.of("Дочь"),))
    canvas.set_zoom(1.0)
    canvas.scroll_by(QPoint(10, 10))
    before = hand.pixel(drawing.of("Дочь"))
    drawing.move([i for i, *_rest in drawing.state.places], 40.0, 25.0)
    assert (hand.pixel(drawing.of("Дочь")) - before).manhattanLength() <= 2


def test_what_a_hand_shifts_moves_and_everything_else_stays_under_its_pixel(
    hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas
) -> None:
    moved, stays = drawing.of("Дочь"), drawing.of("Мать")
    drawing.select((moved,))
    canvas.set_zoom(1.0)
    canvas.scroll_by(QPoint(10, 10))
    before = hand.pixel(moved), hand.pixel(stays)
    drawing.move((moved,), 40.0, 25.0)
    assert (hand.pixel(stays) - before[1]).manhattanLength() <= 2
    assert (hand.pixel(moved) - before[0]).manhattanLength() > 20


def test_a_figure_that_grows_to_the_left_does_not_jump(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    moved, stays = drawing.of("Дочь"), drawing.of("Мать")
    drawing.select((moved,))
    canvas.set_zoom(1.0)
    before = hand.pixel(stays)
    drawing.margin = 30.0  # everything is drawn further to the right, the origin with it
    drawing.move((moved,), -40.0, 0.0)
    assert (hand.pixel(stays) - before).manhattanLength() <= 2


def test_a_page_around_a_large_figure_grows_with_it(canvas: FigureCanvas, drawing: SmallDrawing) -> None:
    canvas.show_page((210.0, 297.0))
    page = canvas.figure_scene.over.page
    assert page is not None
    assert page.width() >= 200.0
    assert page.contains(canvas.figure_scene.figure_box())
    canvas.show_page(None)
    assert canvas.figure_scene.over.page is None


def test_who_is_highlighted_stays_so_until_esc(hand: Hand, drawing: SmallDrawing, canvas: FigureCanvas) -> None:
    canvas.light((drawing.of("Сын"), drawing.of("Мать")))
    drawing.move((drawing.of("Отец"),), 3.0, 3.0)
    assert canvas.figure_scene.lit == (drawing.of("Сын"), drawing.of("Мать"))
    drawing.select((drawing.of("Сын"),))
    hand.key(Qt.Key.Key_Escape)
    assert not canvas.lit()
    assert drawing.selected == (drawing.of("Сын"),)


def test_words_that_are_changed_are_seen_whole_and_short_ones_stay_small(hand: Hand, canvas: FigureCanvas) -> None:
    canvas.asking.words("", lambda _words: None, text="Ира")
    assert canvas.picker.width() < 250
    canvas.picker.line.setText("С кем остаётся Олег, пока мать лежит в больнице")
    line = canvas.picker.line
    assert line.width() > line.fontMetrics().horizontalAdvance(line.text())
