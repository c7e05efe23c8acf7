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

from desktop.models.partial_dates import PartialDate
from desktop.presenters.family import FamilyPresenter
from desktop.services import maps
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
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
