from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.lists import SignalFilter
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Edit
from desktop.presenters.members import TypedPerson
from desktop.presenters.registration import Registration, Typed
from desktop.services.cards import blank, save_cards
from desktop.services.desk import Desk
from desktop.services.families import family_page
from desktop.services.signals import record_signal, signals
from desktop.ui.kit import theme
from desktop.ui.kit.dialogs import Ask
from desktop.ui.pages.new_family import NewFamilyPage
from tests.ui.kit.hands import put_on_screen, type_words
from tests.ui.pages.shells import FakeShell, opened_desk

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # lists that drop down, without a screen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, desk: Desk) -> FakeShell:
    theme.apply(QApplication.instance(), theme.Theme())
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1250, 820)
    QVBoxLayout(window)
    return FakeShell(desk, window)


def show(qtbot: QtBot, shell: FakeShell, signal=None) -> NewFamilyPage:
    page = NewFamilyPage(shell, signal)
    shell.window_widget().layout().addWidget(page)
    put_on_screen(qtbot, shell.window_widget())
    page.entered()
    return page


def keys(qtbot: QtBot, *what: str | Qt.Key) -> None:
    """Words are typed where the keyboard is, keys pressed there."""
    for one in what:
        where = QApplication.focusWidget()
        if isinstance(one, str):
            type_words(where, one)
        else:
            qtbot.keyClick(where, one)


TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return


def type_two_adults_and_two_children(qtbot: QtBot) -> None:
    keys(qtbot, "Кравцовы", ENTER, "г. Ош, ул. Курманжан Датки, 112", ENTER, "0555 12-34-56", ENTER, "4", ENTER)
    keys(qtbot, ENTER, "школа", ENTER, "Школа № 7", ENTER, ENTER, "минуя", ENTER, ENTER, ENTER, ENTER, ENTER, ENTER)
    keys(qtbot, ENTER, ENTER, "Марина", ENTER, "Сергеевна", ENTER, "19.07.1988", ENTER, ENTER, ENTER)
    keys(qtbot, ENTER, ENTER, "Игорь", ENTER, "Петрович", ENTER, "04.02.1985", ENTER, ENTER, ENTER)
    keys(qtbot, ENTER, ENTER, "Анна", ENTER, "Игоревна", ENTER, "2017", ENTER, ENTER, ENTER)
    keys(qtbot, ENTER, ENTER, "Олег", ENTER, "Игоревич", ENTER, "11.05.2012", ENTER)


def test_two_adults_and_two_children_are_typed_without_the_mouse(qtbot, shell, desk):
    page = show(qtbot, shell)
    type_two_adults_and_two_children(qtbot)
    qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert shell.errors == []
    assert page.state.words() == ""
    ((family, section),) = shell.opened
    assert section == "card"
    found = desk.read(lambda reading: family_page(reading, family))
    assert [(m.person.values["surname"], m.person.values["given_name"], m.kinship) for m in found.members] == [
        ("Кравцов", "Игорь", "father"), ("Кравцова", "Марина", "mother"),
        ("Кравцов", "Олег", "son"), ("Кравцова", "Анна", "daughter"),
    ]  # fmt: skip
    assert found.members[3].person.values["born"] == PartialDate(2017)
    assert found.case.values["source"] == "school"
    assert found.family.values["number"]
    assert desk.drafts.all() == {}
    page.close_page()


def test_a_known_family_is_shown_while_its_surname_is_typed(qtbot, shell, desk):
    first = Registration(desk)
    saved = []
    first.save(Typed({"name": "Кравцовы", "opened_on": "01.03.2026"}), saved.append, saved.append, saved.append)
    page = show(qtbot, shell)
    keys(qtbot, "Кравц")
    assert [hit.title for hit in page.known.hits] == ["Кравцовы"]
    keys(qtbot, Qt.Key.Key_Down, ENTER)
    assert shell.opened == [(saved[0], "card")]
    page.close_page()


def test_what_is_typed_is_offered_again_after_the_page_was_left(qtbot, shell):
    page = show(qtbot, shell)
    keys(qtbot, "Тен", ENTER, "ул. Ленина, 3")
    page.close_page()
    page.setParent(None)
    again = show(qtbot, shell)
    assert again.banner.words()
    again.banner.acted.emit()
    assert again.typed().values["name"] == "Тен"
    assert again.typed().values["address"] == "ул. Ленина, 3"
    again.close_page()
    page.deleteLater()


def test_a_family_without_a_name_is_not_taken_and_the_box_says_why(qtbot, shell):
    page = show(qtbot, shell)
    keys(qtbot, ENTER, "ул. Ленина, 3")
    qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert shell.opened == []
    assert page._fields["name"].problem() == "error"
    assert page._boxes["name"].hasFocus()
    page.close_page()


def test_a_wrong_birth_date_is_said_in_its_line(qtbot, shell):
    page = show(qtbot, shell)
    page._boxes["name"].set_value("Тен")
    page.people.focus_row(0, "given_name")
    keys(qtbot, "Вера", ENTER, ENTER, "31.02.2015")
    qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert shell.opened == []
    assert page.people.rows()[0].born.property("problem") == "error"
    page.close_page()


def test_a_person_whom_the_office_knows_is_taken_and_not_written_twice(qtbot, shell, desk):
    page = show(qtbot, shell)
    type_two_adults_and_two_children(qtbot)
    page.save()
    known = desk.read(lambda reading: family_page(reading, shell.opened[0][0])).members[1].person.id
    page.show_typed(Typed({"name": "Кравцовы", "opened_on": "01.03.2026"}))
    page.people.focus_row(0, "given_name")
    keys(qtbot, "Марина")
    assert page.known_people.hits
    keys(qtbot, Qt.Key.Key_Down, ENTER)
    assert page.people.people()[0].person == known
    page.save()
    other = desk.read(lambda reading: family_page(reading, shell.opened[1][0]))
    assert [member.person.id for member in other.members] == [known]
    page.close_page()


def test_from_a_signal_the_page_begins_with_what_was_reported(qtbot, shell, desk):
    new = blank(
        "signal", desk.new_id(), about="Абдыкеримовы, трое детей", address="с. Мырза-Аке", source="neighbour", urgent=True
    )
    desk.do("s", lambda unit: record_signal(unit, Edit(None, new)))
    (signal,) = desk.read(lambda reading: signals(reading, SignalFilter()))
    page = show(qtbot, shell, signal)
    assert page.typed().values["name"] == "Абдыкеримовы"
    assert page.typed().values["address"] == "с. Мырза-Аке"
    page.save()
    (decided,) = desk.read(lambda reading: signals(reading, SignalFilter(only_open=False)))
    assert decided.values["decision"] == "case_opened"
    assert decided.values["family_id"] == shell.opened[0][0]
    page.close_page()


def test_an_offered_draft_stands_while_another_family_is_typed(qtbot, shell, desk):
    page = show(qtbot, shell)
    keys(qtbot, "Тен")
    page.close_page()
    page.setParent(None)
    second = show(qtbot, shell)
    keys(qtbot, "Ким")
    second.keep_draft()
    second.save()
    assert len(shell.opened) == 1
    second.close_page()
    second.setParent(None)
    third = show(qtbot, shell)
    third.banner.acted.emit()
    assert third.typed().values["name"] == "Тен"
    third.close_page()
    page.deleteLater()
    second.deleteLater()


def test_the_page_that_is_being_typed_is_the_one_begun(qtbot, shell, desk):
    page = show(qtbot, shell)
    assert not page.stands_for(None)
    keys(qtbot, "Тен")
    new = blank("signal", desk.new_id(), about="Абдыкеримовы")
    desk.do("s", lambda unit: record_signal(unit, Edit(None, new)))
    (signal,) = desk.read(lambda reading: signals(reading, SignalFilter()))
    assert page.stands_for(None)
    assert not page.stands_for(signal)
    page.close_page()


def take_in_the_kravtsovs(desk):
    known = Registration(desk)
    saved = []
    person = TypedPerson("mother", "Кравцова", "Марина", "Сергеевна", "19.07.1988", "female")
    values = {"name": "Кравцовы", "address": "г. Ош, ул. Курманжан Датки, 112", "phone": "0555 123456"}
    known.save(Typed(values, (person,)), saved.append, saved.append, saved.append)
    return saved[0]


def test_a_family_that_looks_known_is_looked_at_before_it_is_taken_in(qtbot, shell, desk):
    first = take_in_the_kravtsovs(desk)
    page = show(qtbot, shell)
    keys(qtbot, "Кравцовы", ENTER, "Ош, Курманжан Датки 112")
    assert page.known.hits[0].record == first
    assert "тот же адрес" in page.known.hits[0].detail
    qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    (asked,) = page.findChildren(Ask)
    assert shell.opened == []
    asked.buttons[-1].click()
    ((other, _section),) = shell.opened
    assert other != first
    page.close_page()


def test_a_known_person_is_recognised_by_name_and_birth_date_or_by_the_number(qtbot, shell, desk):
    take_in_the_kravtsovs(desk)
    page = show(qtbot, shell)
    page.people.focus_row(0, "surname")
    keys(qtbot, "Кравцева", ENTER, "Марина", ENTER, ENTER, "19.07.1988")
    assert "дата рождения" in page.known_people.hits[0].detail
    assert page.known_people.hits[0].title == "Кравцова Марина Сергеевна"
    page.close_page()


def test_a_place_that_is_no_word_of_the_list_is_said_and_not_passed_over(qtbot, shell):
    page = show(qtbot, shell)
    page._boxes["name"].set_value("Тен")
    page.people.focus_row(0, "role")
    keys(qtbot, Qt.Key.Key_Delete)
    page.people.rows()[0].role.setText("")
    keys(qtbot, "кум")
    page.people.focus_row(0, "given_name")
    keys(qtbot, "Вера")
    qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert shell.opened == []
    assert page.people.rows()[0].role.property("problem") == "error"
    assert "кум" in page.state.words()
    page.close_page()


def test_a_word_that_is_in_no_list_is_said_in_the_head_too(qtbot, shell):
    page = show(qtbot, shell)
    keys(qtbot, "Тен")
    page._boxes["source"].setFocus()
    keys(qtbot, "никто такой")
    qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert shell.opened == []
    assert page._fields["source"].problem() == "error"
    page.close_page()


def test_a_third_family_of_one_curator_asks_a_reason(qtbot, shell, desk):
    for name in ("Первые", "Вторые"):
        saved = []
        Registration(desk).save(Typed({"name": name}), saved.append, saved.append, saved.append)
        case = desk.read(lambda reading, family=saved[0]: family_page(reading, family)).case
        desk.do("a", lambda unit, case=case: save_cards(unit, Edit(case, case.with_values(status="active"))))
    page = show(qtbot, shell)
    keys(qtbot, "Тен")
    page.save()
    assert shell.opened == []
    assert page._fields["curator_reason"].isVisible()
    assert page._fields["curator_reason"].problem() == "error"
    keys(qtbot, "Коллега в отпуске")
    page.save()
    ((family, _section),) = shell.opened
    case = desk.read(lambda reading: family_page(reading, family)).case
    assert case.values["curator_reason"] == "Коллега в отпуске"
    page.close_page()


def test_a_sex_that_is_no_word_of_the_list_is_said_at_once_and_stops_the_taking_in(qtbot, shell):
    page = show(qtbot, shell)
    page._boxes["name"].set_value("Тен")
    page.people.focus_row(0, "given_name")
    keys(qtbot, "Вера")
    page.people.focus_row(0, "sex")
    page.people.rows()[0].sex.selectAll()
    keys(qtbot, "ы", Qt.Key.Key_Tab)
    assert "Пол" in page.people.complaint()
    page.save()
    assert shell.opened == []
    assert page.people.rows()[0].sex.property("problem") == "error"
    kept = TypedPerson.from_json(page.typed().people[0].to_json())
    page.people.set_people([kept])
    assert page.people.rows()[0].sex.text() == "ы"
    page.close_page()


def test_of_two_fathers_the_page_says_that_nobody_knows_whose_child_is_whose(qtbot, shell):
    page = show(qtbot, shell)
    child = TypedPerson("child", "Тен", "Оля")
    fathers = [TypedPerson("father", "Тен", name) for name in ("Иван", "Пётр")]
    page.people.set_people([fathers[0], child])
    assert page.people._parents.text() == ""
    page.people.set_people([*fathers, child])
    assert page.people._parents.text().startswith("Отцов двое")
    page.close_page()
