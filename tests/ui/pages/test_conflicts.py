"""The page of conflict maps, as a worker uses it by keyboard, with a real office behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.partial_dates import PartialDate
from desktop.presenters.conflict_editing import needs_of
from desktop.presenters.family import FamilyPresenter
from desktop.services import conflicts
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.services.plans import plans_of
from desktop.ui.kit import theme
from desktop.ui.kit.dialogs import Ask
from desktop.ui.kit.notices import EmptyState
from desktop.ui.pages.conflicts import ConflictsSection
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
        person("Кравцова", "Марина", "female", 1988, "mother"), person("Кравцов", "Игорь", "male", 1985, "father"),
        person("Кравцов", "Олег", "male", 2012, "child"),
    )  # fmt: skip
    new = NewFamily("Кравцовы", "г. Ош, ул. Ленина, 1", "", members=members)
    found = desk.do("", lambda unit: register_family(unit, new)).result
    assert found is not None
    return found


class Screen:
    """A window with the section in it; keys are counted."""

    def __init__(self, qtbot: QtBot, desk: Desk, family: UUID) -> None:
        theme.apply(QApplication.instance(), theme.Theme())
        self.qtbot, self.desk, self.family, self.keys = qtbot, desk, family, 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1300, 850)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        self.shell = FakeShell(desk, self.window)
        self.presenter = FamilyPresenter(desk, family)
        self.section = ConflictsSection(self.shell, self.presenter)
        column.addWidget(self.section)
        self.presenter.loaded.subscribe(self.section.show_page)
        self.presenter.load()
        put_on_screen(qtbot, self.window)
        self.section.entered()
        QApplication.processEvents()

    @property
    def editor(self):
        return self.section.conflicts.editor

    @property
    def data(self):
        return self.editor.data

    def press(self, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        self.qtbot.keyClick(QApplication.focusWidget(), key, held)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        type_words(QApplication.focusWidget(), words)
        QApplication.processEvents()

    def lines(self, *words: str) -> None:
        for number, line in enumerate(words):
            if number:
                self.press(Qt.Key.Key_Return)
            self.type(line)

    def begin(self) -> None:
        self.section.findChild(EmptyState).acted.emit()
        QApplication.processEvents()

    def party(self, name: str):
        return next(party for party in self.data.parties if party.name.startswith(name))

    def needs(self, name: str, kind: str) -> list[str]:
        return [need.words for need in needs_of(self.data, self.party(name).id, kind)]

    def question(self) -> Ask:
        (asked,) = [ask for ask in self.window.findChildren(Ask) if ask.isVisible()]
        return asked

    def kept(self):
        return self.desk.read(lambda reading: conflicts.read_conflicts(reading, self.family))

    def close(self) -> None:
        self.section.close_section()
        self.presenter.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, family: UUID) -> Iterator[Screen]:
    made = Screen(qtbot, desk, family)
    yield made
    made.close()


def test_a_family_without_a_conflict_is_told_what_to_do_and_keeps_nothing_until_something_is_said(screen) -> None:
    assert screen.section.findChild(EmptyState).isVisible()
    screen.begin()
    screen.section.save()
    assert not screen.section.is_dirty()


def test_a_conflict_is_drawn_and_saved_by_keyboard_alone(screen) -> None:
    screen.begin()
    screen.type("С кем остаётся Олег")
    screen.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is screen.section.canvas
    screen.press(Qt.Key.Key_P)
    screen.type("Марина Кравцова")
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_Return)  # into its form
    screen.lines("покой в доме", "помощь с детьми")
    screen.press(Qt.Key.Key_Tab)
    screen.lines("лишат прав")
    screen.press(Qt.Key.Key_Escape)
    screen.press(Qt.Key.Key_P)
    screen.type("Школа № 7")
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_L)
    screen.type("марина")
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_3)  # an open dispute
    screen.press(Qt.Key.Key_8)  # eight of ten

    screen.section.save()
    data = screen.kept().data
    assert data.issue == "С кем остаётся Олег"
    assert [party.name for party in data.parties] == ["Марина Кравцова", "Школа № 7"]
    assert data.parties[0].ref is not None
    assert screen.needs("Марина", "need") == ["покой в доме", "помощь с детьми"]
    assert screen.needs("Марина", "fear") == ["лишат прав"]
    assert [(one.kind, one.intensity) for one in data.relations] == [("dispute", 8)]
    assert screen.keys <= 16
    assert screen.shell.errors == []


def test_the_beginning_of_a_name_takes_the_person_of_the_card_and_other_words_a_new_party(screen) -> None:
    screen.begin()
    screen.press(Qt.Key.Key_Escape)
    for name in ("Игор", "Двоюродная тётя"):
        screen.press(Qt.Key.Key_P)
        screen.type(name)
        screen.press(Qt.Key.Key_Return)
    assert [party.name for party in screen.data.parties] == ["Игорь Кравцов", "Двоюродная тётя"]
    assert [party.ref is None for party in screen.data.parties] == [False, True]


def test_everything_typed_is_taken_back_step_by_step_with_ctrl_z(screen) -> None:
    screen.begin()
    screen.press(Qt.Key.Key_Escape)
    for name in ("Игорь", "Бабушка"):
        screen.press(Qt.Key.Key_P)
        screen.type(name)
        screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_Z, CTRL)
    assert [party.name for party in screen.data.parties] == ["Игорь Кравцов"]
    screen.press(Qt.Key.Key_Y, CTRL)
    assert len(screen.data.parties) == 2
    screen.press(Qt.Key.Key_Delete)
    assert [party.name for party in screen.data.parties] == ["Игорь Кравцов"]


def drawn(screen) -> None:
    screen.begin()
    editor = screen.editor
    editor.describe(issue="С кем остаётся Олег", intensity=5, phase="open")
    mother, father = editor.add_party("Марина"), editor.add_party("Игорь")
    editor.set_needs(mother, "need", ["чтобы Олег не пропускал школу"])
    editor.set_needs(father, "need", ["Олег не пропускает школу"])
    editor.connect(mother, father, "dispute", 8)
    editor.add_option("Медиация у психолога")
    editor.select(())
    QApplication.processEvents()


def test_the_table_is_the_same_map_and_is_changed_in_cells(screen) -> None:
    drawn(screen)
    screen.section.canvas.setFocus()
    screen.section.show_table()
    table = screen.section.table
    table.parties.cell_edited.emit(screen.party("Игорь").id, "fears", "позор; принудительное лечение")
    table.relations.cell_edited.emit(screen.data.relations[0].id, "intensity", "6")
    table.relations.cell_edited.emit(screen.data.relations[0].id, "kind", "напряж")
    table.relations.cell_edited.emit(screen.data.relations[0].id, "intensity", "сто")
    assert screen.needs("Игорь", "fear") == ["позор", "принудительное лечение"]
    assert [(one.kind, one.intensity) for one in screen.data.relations] == [("tension", 6)]
    table.add_party.setFocus()
    screen.type("Бабушка")
    screen.press(Qt.Key.Key_Return)
    assert screen.party("Бабушка")
    spoken = table.parties.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Марина" in spoken


def test_what_seems_common_is_confirmed_in_one_act_and_shown(screen) -> None:
    drawn(screen)
    (shared,) = screen.section.panel.overview._shared_now[1]
    screen.editor.confirm(shared)
    QApplication.processEvents()
    (found,) = screen.section.panel.overview._shared_now[0]
    assert len(found.parties) == 2
    screen.section.undo()
    assert all(not need.common for need in screen.data.needs)


def test_an_option_goes_into_a_plan_that_is_begun_with_it_and_its_mark_is_seen(screen) -> None:
    drawn(screen)
    screen.section.save()
    row = next(iter(screen.section.panel.overview.options.rows.values()))
    row.plan.click()
    screen.question().buttons[0].click()
    QApplication.processEvents()
    assert screen.shell.errors == []
    (plan,) = screen.desk.read(lambda reading: plans_of(reading, screen.family))
    assert [step.values["words"] for step in plan.plan.parts["steps"].values()] == ["Медиация у психолога"]
    assert not screen.section.is_dirty()
    row = next(iter(screen.section.panel.overview.options.rows.values()))
    assert row.step.text() == "в плане"
    assert row.plan.isHidden()


def test_a_finished_version_stays_and_the_next_change_is_a_new_one(screen) -> None:
    drawn(screen)
    screen.section.conflicts.save(final=True)
    first = screen.data.id
    screen.editor.describe(intensity=2)
    screen.section.save()
    assert screen.data.id != first
    assert [row.intensity for row in reversed(screen.kept().versions)] == [5, 2]
    assert screen.section.versions.value() == str(screen.data.id)


def test_another_conflict_stands_beside_the_first_and_is_one_choice_away(screen) -> None:
    drawn(screen)
    screen.section.save()
    screen.section.conflicts.begin()
    screen.editor.describe(issue="Кто платит за жильё")
    screen.section.save()
    QApplication.processEvents()
    chooser = screen.section._chooser
    assert chooser.isVisible()
    other = next(row.newest.conflict for row in screen.section.conflicts.conflicts if row.newest.issue.startswith("С кем"))
    chooser.set_value(str(other))
    chooser.edited.emit()
    assert screen.data.issue == "С кем остаётся Олег"


def test_a_map_that_was_not_saved_is_offered_again(qtbot, desk, family) -> None:
    first = Screen(qtbot, desk, family)
    drawn(first)
    first.section.keep_draft()
    first.close()
    again = Screen(qtbot, desk, family)
    assert again.section.banner.isVisible()
    again.section.banner.acted.emit()
    QApplication.processEvents()
    assert again.data.issue == "С кем остаётся Олег"
    again.section.save()
    assert [row.newest.issue for row in again.kept().conflicts] == ["С кем остаётся Олег"]
    again.close()


def test_two_versions_are_compared_over_the_page_and_esc_comes_back(screen) -> None:
    drawn(screen)
    screen.section.conflicts.save(final=True)
    screen.editor.change_relation(screen.data.relations[0].id, intensity=3)
    screen.section.save()
    QApplication.processEvents()
    assert screen.section.compare_button.isEnabled()
    screen.section.compare()
    view = screen.section._over.view
    told = [view.sentences.item(row).text() for row in range(view.sentences.count())]
    assert any("8" in words and "3" in words for words in told)
    view.left.emit()
    QApplication.processEvents()
    assert screen.section.canvas.isVisible()
    assert screen.section.strip.isVisible()


def test_what_was_printed_stays_and_is_never_rewritten(screen) -> None:
    drawn(screen)
    screen.section.conflicts.mark_printed()
    assert screen.kept().data.stage == "printed"
    assert not screen.section.is_dirty()
    first = screen.data.id
    screen.editor.describe(intensity=1)
    screen.section.save()
    assert screen.data.id != first


def test_two_who_drew_the_same_map_both_keep_their_work(screen, desk) -> None:
    drawn(screen)
    screen.section.save()
    mine = screen.data
    screen.editor.describe(note="моё")
    theirs = dataclasses.replace(mine, note="коллеги")
    desk.office_kept.act(desk.actor, desk._moment(), "", lambda unit: conflicts.save_conflict(unit, theirs))
    screen.section.save()
    screen.question().buttons[0].click()
    QApplication.processEvents()
    notes = {desk.read(lambda r, id_=row.id: conflicts.open_conflict(r, id_)).note for row in screen.kept().versions}
    assert notes == {"моё", "коллеги"}


def test_a_draft_is_taken_away_after_a_question_and_the_version_before_is_shown(screen) -> None:
    drawn(screen)
    screen.section.conflicts.save(final=True)
    first = screen.data.id
    screen.editor.describe(intensity=2)
    screen.section.save()
    screen.section._ask_remove()
    next(b for b in screen.question().buttons if b.text() == "Убрать").click()
    QApplication.processEvents()
    assert screen.data.id == first
    assert len(screen.kept().versions) == 1


def test_the_intensity_of_a_day_is_noted_and_taken_back_beside_the_curve(screen) -> None:
    drawn(screen)
    overview = screen.section.panel.overview
    overview.note.click()
    overview.strength.set_value("9")
    overview.happened.set_value("ссора")
    overview._take_reading()
    QApplication.processEvents()
    (row,) = overview.readings.rows.values()
    assert "9 из 10, ссора" in row.label.text()
    row.gone.click()
    assert screen.data.readings == ()


def test_it_stays_said_that_the_map_was_saved_when_the_family_is_read_anew(screen) -> None:
    drawn(screen)
    screen.section.save()
    QApplication.processEvents()
    assert screen.section.state.words().startswith("Сохранено ")
    screen.section.conflicts.refresh()
    QApplication.processEvents()
    assert screen.section.state.words().startswith("Сохранено ")
