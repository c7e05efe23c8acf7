"""The page of the map of social connections, as a worker uses it, with a real office behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.map_data import Node
from desktop.models.partial_dates import PartialDate
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_words import age_words
from desktop.services import maps
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.ui.canvas.network import NetworkPanel
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Ask
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.social_map import MapSection
from tests.ui.kit.hands import put_on_screen, type_words
from tests.ui.pages.shells import FakeShell, opened_desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    def person(surname: str, name: str, sex: str, year: int, kinship: str) -> NewMember:
        return NewMember({"surname": surname, "given_name": name, "sex": sex, "born": PartialDate(year)}, kinship)

    members = (
        person("Кравцова", "Марина", "female", 1988, "mother"),
        person("Кравцов", "Олег", "male", 2012, "child"),
    )
    new = NewFamily("Кравцовы", "г. Ош, ул. Ленина, 1", "", members=members)
    found = desk.do("", lambda unit: register_family(unit, new)).result
    assert found is not None
    return found


class Screen:
    """A window with the section in it."""

    def __init__(self, qtbot: QtBot, desk: Desk, family: UUID) -> None:
        theme.apply(QApplication.instance(), theme.Theme())
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 800)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        self.shell = FakeShell(desk, self.window)
        self.presenter = FamilyPresenter(desk, family)
        self.section = MapSection(self.shell, self.presenter)
        column.addWidget(self.section)
        self.presenter.loaded.subscribe(self.section.show_page)
        self.presenter.load()
        put_on_screen(qtbot, self.window)
        self.section.entered()
        QApplication.processEvents()

    @property
    def editor(self):
        return self.section.map.editor

    @property
    def view(self):
        return self.section.view

    def named(self, name: str) -> UUID:
        return next(n.id for n in self.editor.data.nodes if n.name == name)

    def draw(self) -> None:
        self.editor.connect(self.editor.add_node("Школа № 7", "education"), self.named("Олег"), "conflict")

    def question(self) -> Ask:
        (asked,) = [ask for ask in self.window.findChildren(Ask) if ask.isVisible()]
        return asked

    def words(self) -> str:
        shown = self.section.inspector.findChildren(PlainLabel)
        return " | ".join(label.text() for label in shown if label.isVisible())

    def close(self) -> None:
        self.section.close_section()
        self.presenter.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, family: UUID) -> Iterator[Screen]:
    made = Screen(qtbot, desk, family)
    yield made
    made.close()


def test_somebody_new_is_put_on_and_connected_and_saved_by_keyboard_alone(qtbot, screen, desk, family) -> None:
    assert QApplication.focusWidget() is screen.view
    qtbot.keyClick(screen.view, Qt.Key.Key_Insert)
    line = screen.view.picker.line
    type_words(line, "Бабушка Вера")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(screen.view, Qt.Key.Key_L, CTRL)
    type_words(line, "Марина")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(screen.view.picker.list, Qt.Key.Key_1)
    screen.section.save()
    assert screen.shell.errors == []
    kept = desk.read(lambda reading: maps.newest_map(reading, family))
    assert [n.name for n in kept.outside()] == ["Бабушка Вера"]
    assert [t.quality for t in kept.ties] == ["strong"]
    assert not screen.section.is_dirty()


def test_a_name_still_being_typed_is_saved(qtbot, screen, desk, family) -> None:
    qtbot.keyClick(screen.view, Qt.Key.Key_Insert)
    type_words(screen.view.picker.line, "Тётя Люда")
    screen.section.save()
    assert "Тётя Люда" in [n.name for n in desk.read(lambda reading: maps.newest_map(reading, family)).nodes]


def test_a_draft_is_kept_after_a_while_and_offered_after_a_kill(qtbot, screen, desk, family) -> None:
    screen.section.save()
    screen.draw()
    assert screen.section._timer.isActive()
    screen.section._timer.timeout.emit()
    again = Screen(qtbot, desk, family)
    assert again.section.banner.isVisible()
    again.section.banner.acted.emit()
    assert again.named("Школа № 7")
    assert again.section.is_dirty()
    again.close()


def test_a_finished_version_and_the_next_are_both_there_and_the_older_is_one_choice_away(screen) -> None:
    screen.draw()
    screen.section.finish()
    next(b for b in screen.question().findChildren(Button) if b.text() == "Завершить").click()
    finished = screen.editor.data.id
    screen.editor.add_node("Клиника", "health")
    screen.section.save()
    assert len(screen.section.map.versions) == 2
    screen.section.versions.set_value(str(finished))
    screen.section.versions.edited.emit()
    assert screen.editor.data.id == finished
    assert screen.view.editor is screen.editor


def test_changes_that_are_not_saved_are_asked_about_before_another_version_is_shown(screen) -> None:
    screen.section.map.save(final=True)
    finished = screen.editor.data.id
    screen.draw()
    screen.section.save()
    screen.editor.add_node("Клиника", "health")
    screen.section.versions.set_value(str(finished))
    screen.section.versions.edited.emit()
    assert screen.editor.data.id != finished
    screen.question().reject()
    assert screen.named("Клиника")


def test_a_colleagues_save_leads_to_a_question(screen, desk) -> None:
    screen.section.save()
    theirs = screen.editor.data
    screen.draw()
    desk.do("", lambda unit: maps.save_map(unit, replace(theirs, title="Их карта")))
    screen.section.save()
    assert screen.question()
    assert screen.shell.errors == []


def test_enter_on_a_node_puts_the_keyboard_into_the_panel(qtbot, screen) -> None:
    screen.editor.select((screen.named("Марина"),))
    qtbot.keyClick(screen.view, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.section.inspector.node.name


def test_the_table_shows_the_same_ties_and_is_edited_both_ways(qtbot, screen) -> None:
    screen.draw()
    screen.shell.commands.run("map.table")
    QApplication.processEvents()
    table = screen.section.table.table
    assert table.isVisible()
    assert not screen.view.isVisible()
    model = table.model()
    assert [model.index(0, n).data() for n in range(3)] == ["Школа № 7", "конфликтная связь", "Олег"]
    model.setData(model.index(0, 1), "слабая связь")
    assert screen.editor.data.ties[0].quality == "weak"
    screen.editor.undo()
    QApplication.processEvents()
    assert model.index(0, 1).data() == "конфликтная связь"
    model.setData(model.index(0, 1), "какая-то связь")
    assert screen.editor.data.ties[0].quality == "conflict"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert screen.editor.data.ties == ()
    screen.shell.commands.run("map.table")
    assert screen.view.isVisible()


def test_a_tie_is_added_in_the_table_by_keyboard(qtbot, screen) -> None:
    screen.editor.add_node("Школа № 7", "education")
    screen.section.show_table()
    part = screen.section.table
    part.source.set_value(str(screen.named("Школа № 7")))
    part.target.set_value(str(screen.named("Олег")))
    part.quality.set_value("strong")
    qtbot.keyClick(part.add, Qt.Key.Key_Space)
    assert [t.quality for t in screen.editor.data.ties] == ["strong"]
    assert part.table.model().rowCount() == 1


def test_what_changed_since_the_version_before_is_said(screen) -> None:
    screen.section.map.save(final=True)
    screen.draw()
    screen.section.save()
    screen.editor.select(())
    for _ in range(3):  # the panel waits for quiet, its layout for the panel
        QApplication.processEvents()
    assert "+1" in screen.words()


def test_an_unsettled_section_closes_without_a_trace(screen, qtbot) -> None:
    qtbot.keyClick(screen.view, Qt.Key.Key_Insert)
    screen.section.keep_draft()
    assert [n.name for n in screen.editor.data.nodes if not n.name] == []


def answer(screen: Screen, caption: str) -> None:
    next(b for b in screen.question().findChildren(Button) if b.text() == caption).click()


def test_four_views_of_one_map_are_reached_by_keys_and_follow_each_other(screen) -> None:
    screen.draw()
    for key, shown in (("rings", "view"), ("grid", "grid"), ("ties", "table"), ("ecomap", "view")):
        screen.shell.commands.run(f"map.view.{key}")
        assert screen.section.views.value() == key
        assert getattr(screen.section.body, shown).isVisible()
    assert screen.editor.projection.key == "ecomap"
    keys = [command.keys[0] for command in screen.shell.commands.all() if command.id.startswith("map.view.")]
    assert keys == ["Ctrl+F1", "Ctrl+F2", "Ctrl+F3", "Ctrl+F4"]


def test_an_arrow_towards_the_middle_of_the_rings_says_a_closeness_and_undo_takes_it_back(qtbot, screen) -> None:
    screen.draw()
    screen.shell.commands.run("map.view.rings")
    school = screen.named("Школа № 7")
    screen.editor.select((school,))
    place = next(n.place for n in screen.editor.shown.nodes if n.id == school)
    key = (
        (Qt.Key.Key_Left if place.x > 0 else Qt.Key.Key_Right)
        if abs(place.x) > abs(place.y)
        else (Qt.Key.Key_Up if place.y > 0 else Qt.Key.Key_Down)
    )
    before = screen.editor.data
    qtbot.keyClick(screen.view, key)
    said = [t.closeness for t in screen.editor.data.ties if t.closeness is not None]
    assert said == [1]
    screen.editor.undo()
    assert screen.editor.data == before


def test_a_cell_of_the_grid_is_answered_by_a_digit_and_the_row_gets_its_tie(qtbot, screen) -> None:
    screen.editor.add_node("Клиника", "health")
    screen.shell.commands.run("map.view.grid")
    QApplication.processEvents()
    table = screen.section.body.grid.table
    table.go_to(screen.named("Клиника"), "concrete")
    qtbot.keyClick(table, Qt.Key.Key_3)
    line = QApplication.focusWidget()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    (tie,) = screen.editor.data.ties
    assert (tie.concrete, tie.view) == (3, "family")
    QApplication.processEvents()
    assert table.model().index(table.currentIndex().row(), 2).data() == "почти всегда"
    assert table.currentIndex().column() == 2
    screen.editor.undo()
    assert screen.editor.data.ties == ()


def test_a_refused_answer_is_said_under_its_cell_until_one_goes_on(qtbot, screen) -> None:
    screen.editor.add_node("Клиника", "health")
    screen.shell.commands.run("map.view.grid")
    table = screen.section.body.grid.table
    table.setCurrentIndex(table.model().index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_9)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "9" in table.complaint.text()
    assert table.complaint.isVisible()
    cell = table.visualRect(table.model().index(0, 2))
    assert table.complaint.geometry().top() in {cell.bottom() + 1, cell.top() - table.complaint.height()}
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert not table.complaint.isVisible()


def test_cells_copied_from_a_sheet_are_pasted_as_one_step_and_what_is_not_understood_is_said(qtbot, screen) -> None:
    clinic = screen.editor.add_node("Клиника", "health")
    screen.shell.commands.run("map.view.grid")
    before = screen.editor.data
    table = screen.section.body.grid.table
    table.setCurrentIndex(table.model().index(0, 2))
    QApplication.clipboard().setText("3\t2\tшумно\n")
    qtbot.keyClick(table, Qt.Key.Key_V, CTRL)
    (tie,) = screen.editor.data.ties_of(clinic)
    assert (tie.concrete, tie.emotional, tie.information) == (3, 2, None)
    screen.editor.undo()
    assert screen.editor.data == before


def test_somebody_new_is_typed_in_the_last_row_of_the_grid(qtbot, screen) -> None:
    screen.shell.commands.run("map.view.grid")
    QApplication.processEvents()
    table = screen.section.body.grid.table
    qtbot.keyClick(table, Qt.Key.Key_Insert)
    line = QApplication.focusWidget()
    type_words(line, "Тётя Люда")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert screen.named("Тётя Люда")
    assert table.current_key() == screen.named("Тётя Люда")


def test_a_screen_reader_hears_whose_cell_it_is_and_what_it_asks(screen) -> None:
    screen.draw()
    screen.shell.commands.run("map.view.grid")
    QApplication.processEvents()
    model = screen.section.body.grid.table.model()
    said = model.index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Школа № 7, Критика: нет ответа"


def test_the_map_of_wishes_begins_as_the_map_that_is_and_is_listed_apart(screen, desk, family) -> None:
    screen.draw()
    screen.section.save()
    real = screen.editor.data
    screen.shell.commands.run("map.wish")
    wish = screen.editor.data
    assert (wish.aim, wish.id == real.id) == ("wish", False)
    assert [n.id for n in wish.nodes] == [n.id for n in real.nodes]
    screen.editor.change_tie(wish.ties[0].id, quality="strong")
    screen.section.save()
    assert screen.shell.errors == []
    assert [row.aim for row in screen.section.map.listed_versions()] == ["wish"]
    screen.shell.commands.run("map.wish")
    assert screen.editor.data.id == real.id
    assert [t.quality for t in screen.editor.data.ties] == ["conflict"]
    assert desk.read(lambda reading: maps.newest_map(reading, family)).id == real.id
    screen.shell.commands.run("map.wish")
    assert [t.quality for t in screen.editor.data.ties] == ["strong"]


def test_a_new_version_is_of_today_and_its_date_can_be_changed(screen, desk) -> None:
    old = desk.today.replace(day=1)
    screen.editor.describe(drawn_on=old)
    screen.section.map.save(final=True)
    assert screen.editor.data.drawn_on == old
    screen.draw()
    screen.shell.commands.run("map.heading")
    heading = screen.section.body.heading
    assert heading.day.day() == desk.today
    screen.section.save()
    assert screen.editor.data.drawn_on == desk.today
    heading.day.set_day(old)
    heading.day.edited.emit()
    heading.told_by.set_value("мать")
    screen.section.save()
    kept = desk.read(lambda reading: maps.open_map(reading, screen.editor.data.id))
    assert (kept.drawn_on, kept.told_by) == (old, "мать")


def test_the_boundary_of_the_household_is_chosen_in_the_heading(screen) -> None:
    screen.shell.commands.run("map.heading")
    heading = screen.section.body.heading
    heading.boundary.set_value("closed")
    heading.boundary.edited.emit()
    assert screen.editor.data.boundary == "closed"
    screen.editor.undo()
    assert screen.editor.data.boundary == ""
    assert heading.boundary.value() is None


def test_the_keyboard_is_on_the_map_after_a_draft_is_shown_and_in_a_cell_when_the_grid_is_first_opened(qtbot, screen) -> None:
    screen.draw()
    screen.section.keep_draft()
    screen.section.map.offered()
    screen.section.offer_draft()
    screen.section.banner.acted.emit()
    QApplication.processEvents()
    assert screen.view.hasFocus()
    screen.editor.select(())
    screen.shell.commands.run("map.view.grid")
    table = screen.section.body.grid.table
    assert table.hasFocus()
    assert table.currentIndex().column() == 2


def test_a_resource_without_a_plan_is_said_clearly(screen) -> None:
    screen.editor.change_node(screen.editor.add_node("Крёстная", "friends"), resource="unused")
    screen.shell.commands.run("map.resources")
    QApplication.processEvents()
    panel = screen.section.body.resources
    next(b for b in panel.findChildren(Button) if b.text().startswith("В план")).click()
    gone: list[str] = []
    screen.section.go_section.connect(gone.append)
    answer(screen, "К плану")
    assert gone == ["agreements"]


def test_a_network_meeting_opens_with_those_of_the_map_as_invited(screen) -> None:
    screen.draw()
    screen.section.save()
    screen.shell.commands.run("map.meeting")
    view = screen.section.over.view
    assert view is not None
    form = view.card.forms[0]
    names = {form.value(("invited", str(id_), "name")) for id_ in form.rows("invited")}
    assert names == {"Марина", "Олег", "Школа № 7"}
    assert form.value(("map_id",)) == screen.editor.data.id
    screen.section.over.leave_card()
    assert screen.view.isVisible()


def test_names_are_hidden_for_teaching_and_the_map_keeps_them(screen) -> None:
    screen.shell.commands.run("map.names")
    assert "Марина" not in {n.name for n in screen.editor.drawn.nodes}
    assert "Марина" in {n.name for n in screen.editor.data.nodes}
    assert not screen.section.is_dirty()
    screen.shell.commands.run("map.names")
    assert "Марина" in {n.name for n in screen.editor.drawn.nodes}


def test_the_age_is_that_of_the_card_when_the_card_knows_the_day(screen, desk) -> None:
    node = screen.editor.data.node(screen.named("Марина"))
    assert "года рождения" in age_words(screen.editor, node)
    screen.editor.ages = {node.ref: 37}
    assert age_words(screen.editor, node) == "37 лет"


def test_every_act_of_the_menu_shows_its_key_or_its_tick(screen) -> None:
    entries = [entry for entry in screen.section.more.entries() if entry.listed]
    assert all(entry.keys or entry.ticked is not None for entry in entries)
    keys = [key for entry in screen.section.more.entries() for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_long_sentences_beside_the_map_are_shown_whole(screen) -> None:
    panel = screen.window.findChildren(NetworkPanel)[0]
    data = screen.editor.data
    gone = tuple(
        Node(id=UUID(int=n), name=f"Длинное имя человека номер {n} который был на карте", sphere="kin") for n in range(6)
    )
    panel.before = replace(data, id=UUID(int=99), nodes=(*data.nodes, *gone))
    panel.show_map()
    for _turn in range(20):
        QApplication.processEvents()
    wrapped = [label for label in panel.findChildren(PlainLabel) if label.isVisible() and label.wordWrap()]
    assert len(wrapped) > len(gone)
    assert [label.text() for label in wrapped if label.height() < label.heightForWidth(label.width())] == []
