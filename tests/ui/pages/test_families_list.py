from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import Unavailable
from desktop.base.messages import message
from desktop.models.lists import ListFilter
from desktop.presenters.families_list import FamiliesList
from desktop.presenters.search import Search
from desktop.services.desk import Desk
from desktop.store.engines import create_file
from desktop.ui.kit.shortcuts import Commands
from desktop.ui.kit.topbar import TopBar
from desktop.ui.pages.families_filters import NameFilter
from desktop.ui.pages.families_list import FamiliesPage
from desktop.ui.pages.search_popup import SearchPopup
from desktop.ui.tables.columns import Mark, words
from tests import made_families
from tests.ui.kit.hands import put_on_screen, type_words


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    engine = create_file(tmp_path / "office.opora", None)
    made_families.fill(engine, 150, search=True)
    opened = made_families.desk(engine, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[FamiliesPage]:
    window = QWidget()
    qtbot.addWidget(window)
    shown = FamiliesPage(FamiliesList(desk), window)
    QVBoxLayout(window).addWidget(shown)
    commands = Commands(window)
    commands.add_all(shown.commands())
    window.resize(1250, 800)
    put_on_screen(qtbot, window)
    shown.entered()
    yield shown
    shown.close_page()


def ids(page: FamiliesPage) -> list[UUID]:
    return [UUID(bytes=page.model.id_at(row)) for row in range(page.model.rowCount())]


def cell(qtbot: QtBot, page: FamiliesPage, row: int, key: str) -> str:
    page.model.data(page.model.index(row, 0))
    qtbot.waitUntil(lambda: page.model.row_at(row) is not None)
    found: Any = page.model.row_at(row)
    return words(found[key])


def chips(page: FamiliesPage) -> list[str]:
    return [text for _key, text in page.presenter.chips()]


def test_the_list_opens_with_its_numbers_filters_and_rows(qtbot, page):
    assert page.model.rowCount() == len(page.presenter.shown)
    assert page._counts.text() == page.presenter.numbers_in_words()
    assert chips(page) == ["Статус: в работе"]
    assert cell(qtbot, page, 0, "number").startswith("04-20")
    assert page.strip._said.text().startswith("Показано ")


def test_an_overdue_visit_has_a_tone_and_its_row_is_as_high_as_the_others(qtbot, page):
    page.presenter.set_condition("overdue", "yes")
    assert cell(qtbot, page, 0, "next_visit").startswith("просрочен")
    row = page.model.row_at(0)
    assert row is not None
    assert isinstance(row["next_visit"], Mark)
    heights = {page.list.rowHeight(at) for at in range(page.model.rowCount())}
    assert len(heights) == 1


def test_enter_opens_the_family_under_the_keyboard(qtbot, page):
    with qtbot.waitSignal(page.open_family) as opened:
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == [ids(page)[1]]


def test_keys_of_the_page_work_from_anywhere_in_it(qtbot, page):
    with qtbot.waitSignal(page.new_family):
        qtbot.keyClick(page.list, Qt.Key.Key_Insert)
    with qtbot.waitSignal(page.export_wanted):
        qtbot.keyClick(page.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    with qtbot.waitSignal(page.model.ids_arrived):
        qtbot.keyClick(page.search, Qt.Key.Key_F5)


def test_typing_in_the_rows_searches_and_enter_goes_to_the_results_not_into_a_family(qtbot, page):
    opened: list[object] = []
    page.open_family.connect(opened.append)
    type_words(page.list, "к")
    assert page.search.hasFocus()
    type_words(page.search, "равцовой")
    assert page.presenter.filter.text == "кравцовой"
    assert {cell(qtbot, page, row, "family").split("-")[0] for row in range(page.model.rowCount())} == {"Кравцова"}
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    assert opened == []
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened == [ids(page)[0]]


def test_escape_clears_the_words_then_the_filters_and_then_goes_back(qtbot, page):
    type_words(page.list, "к")
    page.list.setFocus()
    backs: list[int] = []
    page.back.connect(lambda: backs.append(1))
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert (page.presenter.filter.text, chips(page)) == ("", ["Статус: в работе"])
    assert page.search.text() == ""
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.presenter.filter.empty
    assert backs == []
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert backs == [1]


def test_the_wrong_layout_is_understood_and_said(page):
    page.presenter.set_text("rhfdwjdf")
    assert page.banner.words() == "Показано для «кравцова»: слова были набраны в другой раскладке"
    assert page.model.rowCount() > 0
    page.presenter.set_text("")
    assert page.banner.words() == ""


def test_nothing_found_says_what_to_do_and_does_it(qtbot, page):
    page.presenter.set_text("щщщ")
    assert page.empty.isVisible()
    page.empty.acted.emit()
    assert page.presenter.filter.empty
    assert page.list.isVisible()


def test_the_first_family_is_asked_for_in_an_empty_office(qtbot, tmp_path):
    engine = create_file(tmp_path / "new.opora", None)
    made_families.fill(engine, 0)
    desk = made_families.desk(engine, tmp_path / "own")
    page = FamiliesPage(FamiliesList(desk))
    qtbot.addWidget(page)
    page.presenter.clear()
    put_on_screen(qtbot, page)
    assert page.empty.accessibleName().startswith("Семей пока нет")
    with qtbot.waitSignal(page.new_family):
        page.empty.acted.emit()
    page.close_page()
    desk.close()


def test_filters_are_added_and_taken_off_in_the_menu(qtbot, page):
    menu = page.filters.menu()
    districts = next(a.menu() for a in menu.actions() if a.text() == "Участок")
    four = next(a for a in districts.actions() if a.text() == "4")
    four.trigger()
    assert chips(page) == ["Статус: в работе", "Участок: 4"]
    again = page.filters.menu()
    districts = next(a.menu() for a in again.actions() if a.text() == "Участок")
    assert next(a for a in districts.actions() if a.text() == "4").isChecked()
    next(a for a in again.actions() if a.text() == "Есть дети до 7 лет").trigger()
    page.filters.chips.removed.emit("district")
    assert chips(page) == ["Статус: в работе", "Есть дети до 7 лет"]
    menu.deleteLater()
    again.deleteLater()


def test_a_filter_is_kept_under_a_name_and_found_beside_the_chips(qtbot, page):
    page.presenter.set_condition("district", "4")
    dialog = NameFilter(page.presenter, page)
    dialog.open()
    dialog.name.set_value("Четвёртый участок")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    saved = page.presenter.saved[-1]
    assert (saved.name, saved.filter) == (
        "Четвёртый участок",
        ListFilter({"status": ("in_work",), "district": ("4",)}),
    )
    assert saved.count == page.model.rowCount()


def test_only_such_as_this_row_by_the_column_under_the_mouse(qtbot, page):
    row = next(n for n in range(page.model.rowCount()) if cell(qtbot, page, n, "risk"))
    risk = cell(qtbot, page, row, "risk")
    page._only_such(page.model.id_at(row), "risk")
    assert chips(page)[-1] == f"Риск: {risk}"
    assert {cell(qtbot, page, n, "risk") for n in range(page.model.rowCount())} == {risk}


def test_columns_and_order_are_found_again_next_time(qtbot, desk, page):
    page.list.restore({**page.list.view_state(), "hidden": ["group"], "sort": "family", "descending": True})
    page._keep_columns()
    other = FamiliesPage(FamiliesList(desk))
    qtbot.addWidget(other)
    put_on_screen(qtbot, other)
    assert other.list.view_state() == page.list.view_state()
    assert (other.model.sort_key, other.model.descending) == ("family", True)
    other.close_page()


def test_the_chosen_family_stays_chosen_when_the_list_is_sorted(qtbot, page):
    page.list.select_id(page.model.id_at(7))
    chosen = page.list.current_id()
    page.model.sort_by("family")
    assert page.list.current_id() == chosen
    assert "Выбрана 1" in page.strip._said.text()


def test_an_unreachable_office_is_said_with_a_way_to_try_again(qtbot, page):
    page.presenter.failed.tell(Unavailable(message("The computer refused: {reason}.", reason="нет сети")))
    assert "нет сети" in page.banner.words()
    with qtbot.waitSignal(page.model.ids_arrived):
        page.banner.acted.emit()
    assert page.banner.words() == ""


@pytest.fixture
def popup(qtbot: QtBot, desk: Desk) -> Iterator[tuple[TopBar, SearchPopup]]:
    window = QWidget()
    qtbot.addWidget(window)
    bar = TopBar(parent=window)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addStretch(1)
    search = Search(desk)
    sheet = SearchPopup(search, bar.search, window)
    window.resize(1000, 700)
    put_on_screen(qtbot, window)
    bar.focus_search()
    yield bar, sheet
    search.close()


def test_found_things_stand_under_the_line_and_arrows_move_among_them(qtbot, popup):
    bar, sheet = popup
    type_words(bar.search, "крав")
    assert sheet.isVisible()
    assert sheet.hits.item(0).text().startswith("Кравцова")
    qtbot.keyClick(bar.search, Qt.Key.Key_Down)
    assert sheet.hits.currentRow() == 1
    assert bar.search.hasFocus(), "one goes on typing"
    qtbot.keyClick(bar.search, Qt.Key.Key_Up)
    with qtbot.waitSignal(sheet.opened) as opened:
        qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert opened.args[0].kind == "family"
    assert (sheet.isVisible(), bar.search.text()) == (False, "")


def test_what_was_looked_for_before_is_offered_on_an_empty_line(qtbot, popup):
    bar, sheet = popup
    type_words(bar.search, "крав")
    qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    qtbot.keyClick(bar.search, Qt.Key.Key_Down)
    assert [sheet.hits.item(n).text() for n in range(sheet.hits.count())] == ["крав"]
    qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert bar.search.text() == "крав"
    assert sheet.hits.count() > 1


def test_nothing_found_offers_similar_surnames_on_enter(qtbot, popup):
    bar, sheet = popup
    type_words(bar.search, "жумобаева")
    assert sheet.note.text() == "Ничего не найдено. Enter — поискать похожие фамилии"
    qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert sheet.hits.item(0).text().startswith("Жумабаева")
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
