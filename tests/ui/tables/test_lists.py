from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.tables.columns import Column, Mark, Row
from desktop.ui.tables.list_view import ListView
from desktop.ui.tables.paged import CELL, LOADING, PAGE, PagedModel
from desktop.ui.tables.small import SmallTable
from tests.ui.kit.hands import type_words

COLUMNS = (
    Column("number", "№ дела", 120),
    Column("family", "Семья", 140, bold=True, stretch=True),
    Column("risk", "Риск", 100, kind="badge", sortable=False),
    Column("next", "Следующий визит", 150, kind="overdue"),
    Column("seen", "Детей видели", 100, hidden=True),
)


def key(n: int) -> bytes:
    return n.to_bytes(16, "big")


def row(n: int) -> Row:
    late = Mark("просрочен", "red") if n % 2 else "28.11.2026"
    return {"number": f"{n:04d}", "family": f"Семья\t{n}", "risk": Mark("высокий", "red"), "next": late}


class Source:
    """Answers when it is told to, so that tests decide the order of arrivals."""

    def __init__(self, count: int, *, at_once: bool = True) -> None:
        self.count, self.at_once, self.step = count, at_once, 1
        self.ids: list[Callable[[], None]] = []
        self.pages: list[tuple[list[bytes], Callable[[], None]]] = []

    def request_ids(self, sort: str, descending: bool, done: Callable[[bytes], None]) -> None:
        numbers = [n for n in range(1, self.count + 1) if n % self.step == 0]
        packed = b"".join(key(n) for n in (reversed(numbers) if descending else numbers))
        self.ids.append(lambda: done(packed))
        if self.at_once:
            self.ids.pop()()

    def request_page(self, ids: list[bytes], done: Callable[[Mapping[bytes, Row]], None]) -> None:
        rows = {own: row(int.from_bytes(own, "big")) for own in ids}
        self.pages.append((ids, lambda: done(rows)))
        if self.at_once:
            self.pages[-1][1]()


def shown(model: PagedModel, at: int, column: int = 0) -> object:
    return model.data(model.index(at, column))


def listed(qtbot: QtBot, count: int) -> tuple[ListView, PagedModel]:
    model = PagedModel(COLUMNS, Source(count))
    view = ListView(model, "Семьи")
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    model.reload()
    qtbot.waitUntil(lambda: count == 0 or model.row_at(0) is not None)
    return view, model


def test_the_paged_model_keeps_the_rules_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = PagedModel(COLUMNS, Source(250))
    model.reload()
    qtmodeltester.check(model)
    model.sort_by("family", descending=True)
    qtmodeltester.check(model)


def test_a_row_that_has_not_come_is_a_placeholder_and_then_itself(qtbot: QtBot) -> None:
    source = Source(10, at_once=False)
    model = PagedModel(COLUMNS, source)
    model.reload()
    source.ids.pop()()
    assert shown(model, 0) == "…"
    assert model.data(model.index(0, 0), LOADING)
    qtbot.waitUntil(lambda: bool(source.pages))
    source.pages.pop()[1]()
    assert shown(model, 0) == "0001"
    assert model.data(model.index(0, 2), CELL) == Mark("высокий", "red")


def test_the_place_looked_at_last_is_fetched_first_and_forgotten_places_never(qtbot: QtBot) -> None:
    source = Source(100 * PAGE, at_once=False)
    model = PagedModel(COLUMNS, source)
    model.reload()
    source.ids.pop()()
    for page in range(0, 100, 10):
        shown(model, page * PAGE)
    qtbot.waitUntil(lambda: bool(source.pages))
    assert source.pages[0][0][0] == key(90 * PAGE + 1)
    asked = 0
    while asked < len(source.pages):
        source.pages[asked][1]()
        asked += 1
        qtbot.wait(1)
    assert {ids[0] for ids, _done in source.pages} == {key(page * PAGE + 1) for page in (90, 80, 70, 60)}


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot) -> None:
    source = Source(10, at_once=False)
    model = PagedModel(COLUMNS, source)
    model.reload()
    model.sort_by("number", descending=True)
    old, new = source.ids
    new()
    old()
    assert model.id_at(0) == key(10)


def test_a_page_of_an_older_order_does_not_disturb_the_new_one(qtbot: QtBot) -> None:
    source = Source(3 * PAGE, at_once=False)
    model = PagedModel(COLUMNS, source)
    model.reload()
    source.ids.pop()()
    shown(model, 0)
    qtbot.waitUntil(lambda: bool(source.pages))
    model._source.step = 300
    model.reload()
    source.ids.pop()()
    source.pages.pop()[1]()
    assert model.rowCount() == 1
    assert shown(model, 0) == "…"


def test_a_row_that_no_longer_exists_says_so(qtbot: QtBot) -> None:
    class Empty(Source):
        def request_page(self, ids: list[bytes], done: Callable[[Mapping[bytes, Row]], None]) -> None:
            done({})

    model = PagedModel(COLUMNS, Empty(1))
    model.reload()
    with qtbot.waitSignal(model.rows_arrived):
        shown(model, 0)
    assert shown(model, 0) == "—"


def test_an_id_is_found_at_its_place_and_not_between_two_others() -> None:
    model = PagedModel(COLUMNS, Source(1))
    model._take_ids(b"\x00" * 15 + b"\x01" + b"\x02" + b"\x00" * 15)
    assert model.row_of(b"\x00" * 14 + b"\x01\x02") == -1
    assert model.row_of(b"\x02" + b"\x00" * 15) == 1


def test_the_selection_follows_the_ids_over_sorting_and_reloading(qtbot: QtBot) -> None:
    view, model = listed(qtbot, 250)
    assert view.select_id(key(7))
    model.sort_by("number", descending=True)
    assert view.current_id() == key(7)
    assert view.selected_ids() == [key(7)]
    model._source.step = 2
    model.reload()
    assert view.selected_ids() == []


def test_keys_open_preview_add_remove_and_search(qtbot: QtBot) -> None:
    view, _model = listed(qtbot, 20)
    view.select_id(key(3))
    heard: list[object] = []
    view.opened.connect(lambda own: heard.append(("open", own)))
    view.previewed.connect(lambda own: heard.append(("preview", own)))
    view.typed.connect(lambda text: heard.append(("typed", text)))
    view.insert_requested.connect(lambda: heard.append("insert"))
    view.delete_requested.connect(lambda: heard.append("delete"))
    for pressed in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Insert, Qt.Key.Key_Delete):
        qtbot.keyClick(view, pressed)
    type_words(view, "к")
    assert heard == [("open", key(3)), ("preview", key(3)), "insert", "delete", ("typed", "к")]


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot) -> None:
    view, _model = listed(qtbot, 250)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_id() == key(250)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_id() == key(1)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_count() == 250


def test_selected_rows_are_copied_as_a_table(qtbot: QtBot, qapp: QApplication) -> None:
    view, _model = listed(qtbot, 5)
    view.select_id(key(1))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "№ дела\tСемья\tРиск\tСледующий визит\n0001\tСемья 1\tвысокий\tпросрочен"


def test_rows_with_and_without_signs_are_equally_high(qtbot: QtBot) -> None:
    view, _model = listed(qtbot, 5)
    assert len({view.rowHeight(at) for at in range(5)}) == 1


def test_a_click_on_the_header_sorts_and_turns(qtbot: QtBot) -> None:
    view, model = listed(qtbot, 5)
    view.horizontalHeader().sectionClicked.emit(1)
    assert (model.sort_key, model.descending) == ("family", False)
    view.horizontalHeader().sectionClicked.emit(1)
    assert (model.sort_key, model.descending) == ("family", True)
    view.horizontalHeader().sectionClicked.emit(2)
    assert model.sort_key == "family"


def test_what_the_user_made_of_a_list_comes_back(qtbot: QtBot) -> None:
    view, model = listed(qtbot, 5)
    view.horizontalHeader().moveSection(0, 2)
    view.setColumnHidden(3, True)
    view.setColumnWidth(0, 222)
    model.sort_by("family", descending=True)
    state = view.view_state()
    other, its_model = listed(qtbot, 5)
    other.restore(state)
    assert other.view_state() == state
    assert [column.key for column in other.shown_columns()] == ["family", "risk", "number"]
    assert (its_model.sort_key, its_model.descending) == ("family", True)


def test_a_spoiled_state_does_no_harm(qtbot: QtBot) -> None:
    view, _model = listed(qtbot, 5)
    view.restore(
        {
            "order": ["gone"],
            "hidden": [c.key for c in COLUMNS],
            "widths": {"number": 10**9, "x": 1},
            "sort": "no",
        }
    )
    assert view.shown_columns()
    assert view.columnWidth(0) <= 900


def test_a_row_is_read_as_one_sentence(qtbot: QtBot) -> None:
    _view, model = listed(qtbot, 2)
    said = str(model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("№ дела: 0001, Семья: ")
    assert "просрочен" in said


def test_the_last_column_seen_cannot_be_hidden(qtbot: QtBot) -> None:
    view, _model = listed(qtbot, 1)
    for at in range(1, len(COLUMNS)):
        view.setColumnHidden(at, True)
    menu = view.columns_menu()
    assert [action.isEnabled() for action in menu.actions()] == [False, True, True, True, True]
    menu.deleteLater()


class TestSmallTable:
    def table(self, qtbot: QtBot) -> SmallTable:
        table = SmallTable((Column("name", "ФИО", 200), Column("does", "Занятость", 200, editable=True)), "Члены семьи")
        qtbot.addWidget(table)
        table.set_rows([{"name": "Игорь", "does": ""}, {"name": "Марина", "does": "уборщица"}], ["i", "m"])
        table.show()
        return table

    def test_keys_add_remove_and_open_by_the_key_of_the_row(self, qtbot: QtBot) -> None:
        table = self.table(qtbot)
        table.select_key("m")
        heard: list[object] = []
        table.insert_requested.connect(lambda: heard.append("insert"))
        table.delete_requested.connect(heard.append)
        table.opened.connect(heard.append)
        for pressed in (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Return):
            qtbot.keyClick(table, pressed)
        assert heard == ["insert", "m", "m"]

    def test_an_edited_cell_is_told_clean(self, qtbot: QtBot) -> None:
        table = self.table(qtbot)
        heard: list[tuple[object, str, str]] = []
        table.cell_edited.connect(lambda *told: heard.append(told))
        model = table.model()
        model.setData(model.index(0, 1), " не работает\n", Qt.ItemDataRole.EditRole)
        model.setData(model.index(1, 1), "уборщица", Qt.ItemDataRole.EditRole)
        assert heard == [("i", "does", "не работает")]

    def test_the_row_under_the_keyboard_stays_when_rows_change(self, qtbot: QtBot) -> None:
        table = self.table(qtbot)
        table.select_key("m")
        table.set_rows([{"name": "Марина"}, {"name": "Игорь"}, {"name": "Олег"}], ["m", "i", "o"])
        assert table.current_key() == "m"

    def test_it_keeps_the_rules_of_qt(self, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
        qtmodeltester.check(self.table(qtbot).model())

    def test_it_is_as_high_as_its_rows(self, qtbot: QtBot) -> None:
        table = self.table(qtbot)
        before = table.height()
        table.set_rows([{"name": str(n)} for n in range(5)])
        assert table.height() > before
