from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.family import FamilyPresenter
from desktop.services.desk import Desk
from desktop.services.visits import open_visit, visit_log
from desktop.ui.kit import theme
from desktop.ui.pages.visits import VisitsSection
from tests.ui.kit.hands import put_on_screen, type_words
from tests.ui.pages.shells import FakeShell, opened_desk
from tests.ui.pages.visit_family import kravtsovs, page_of, plan, visit

TAB, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    return kravtsovs(desk)


class Hands:
    """Fingers on the keyboard: whatever has the focus gets the key, and each press is counted."""

    def __init__(self, section: VisitsSection) -> None:
        self.section, self.presses = section, 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers)
        QApplication.processEvents()

    def keys(self, line: str) -> None:
        """`1` and other digits, `>` for Tab, `<` for Shift+Tab, `+`."""
        known = {">": TAB, "<": BACK, "+": Qt.Key.Key_Plus, "-": Qt.Key.Key_Minus}
        for letter in line:
            shift = SHIFT if letter == "<" else Qt.KeyboardModifier.NoModifier
            self.press(known.get(letter) or Qt.Key(ord(letter)), shift)

    def text(self, words: str) -> None:
        """The text of the visit: not counted."""
        type_words(QApplication.focusWidget(), words)


class Opened:
    """The section in a window, its family read again whenever somebody changes it."""

    def __init__(self, qtbot: QtBot, desk: Desk, family: UUID) -> None:
        theme.apply(QApplication.instance(), theme.Theme())
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.shell = FakeShell(desk, self.window)
        self.presenter = FamilyPresenter(desk, family)
        self.section = VisitsSection(self.shell, self.presenter)
        self.presenter.loaded.subscribe(self.section.show_page)
        self.presenter.load()
        QVBoxLayout(self.window).addWidget(self.section)
        self.window.resize(1100, 760)
        put_on_screen(qtbot, self.window)
        self.hands = Hands(self.section)

    def close(self) -> None:
        self.section.close_section()
        self.presenter.close()


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, family: UUID) -> Iterator[Opened]:
    plan(desk, family)
    page = Opened(qtbot, desk, family)
    yield page
    page.close()


def log(desk: Desk, family: UUID):
    return desk.read(lambda reading: visit_log(reading, family))


def test_a_visit_to_three_children_takes_at_most_25_keys_besides_its_text(opened, desk, family):
    hands = opened.hands
    opened.section.log.setFocus()
    hands.press(Qt.Key.Key_F7)
    hands.keys("1")  # held
    hands.keys(">>")  # over who went
    hands.keys("2>>")  # the mother
    hands.keys("2>1>1>")  # each child by itself
    hands.keys("1>1>1>")  # each danger by itself
    assert opened.section.form.texts["observations"].hasFocus()
    hands.text("в квартире чисто")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.presses <= 25
    row = log(desk, family)[0]
    assert (row.outcome, row.seen, row.children, row.brief) == ("held", 2, 3, "в квартире чисто")
    assert row.next_on is not None


def test_with_times_and_without_words_for_each_child_it_is_still_25(opened, desk, family):
    hands = opened.hands
    opened.section.log.setFocus()
    hands.press(Qt.Key.Key_F7)
    hands.keys("<<")
    hands.text("1015")
    hands.keys(">")
    hands.text("1105")
    hands.keys(">1")
    hands.keys(">>")  # over who went
    hands.keys("1>>2>1>1>1>1>1>")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.presses <= 25
    row = log(desk, family)[0]
    assert (row.came, row.left, row.seen) == ("10:15", "11:05", 2)


def test_nobody_found_is_three_keys(opened, desk, family):
    opened.section.log.setFocus()
    opened.hands.press(Qt.Key.Key_F7)
    opened.hands.keys("3")
    opened.hands.press(Qt.Key.Key_Return, CTRL)
    row = log(desk, family)[0]
    assert (opened.hands.presses, row.outcome, row.seen, row.children) == (3, "not_found", 0, 3)
    assert [alert.kind for alert in page_of(desk, family).alerts] == ["not_seen"]


def test_plus_says_that_every_child_was_seen_and_minus_that_none_was(opened):
    entry = opened.section.entry
    opened.section.form.focus(("children", str(entry.children()[0][0])))
    opened.hands.keys("+")
    assert set(entry.state.children.values()) == {True}
    opened.hands.keys("-")
    assert set(entry.state.children.values()) == {False}


def test_what_is_missing_is_quiet_before_and_red_after_the_attempt_and_the_first_has_the_keyboard(opened):
    section, form = opened.section, opened.section.form
    section.write_visit()
    opened.hands.keys("1")
    assert [row.problem() for row in form._rows.values()] == [""] * len(form._rows)
    assert section.missing.isVisible()
    opened.hands.press(Qt.Key.Key_Return, CTRL)
    red = {key for key, row in form._rows.items() if row.problem() == "error"}
    assert red == {"met", "children", "danger"}
    assert form.met.isAncestorOf(QApplication.focusWidget())
    opened.hands.keys("1")
    assert form._rows["met"].problem() == ""
    opened.hands.press(Qt.Key.Key_F8)
    assert form.children_row.isAncestorOf(QApplication.focusWidget())


def test_a_date_that_nobody_left_yet_is_understood_when_saving_by_a_key(opened, desk, family):
    section, form = opened.section, opened.section.form
    section.write_visit()
    opened.hands.keys("3")
    form.next_on.setFocus()
    form.next_on.selectAll()
    day = f"{desk.today.day:02}.{desk.today.month:02}.{desk.today.year + 1}"
    opened.hands.text(day)
    opened.hands.press(Qt.Key.Key_Return, CTRL)
    assert f"{log(desk, family)[0].next_on:%d.%m.%Y}" == day


def test_a_yes_to_danger_is_told_before_it_is_recorded_and_raises_an_alert(opened, desk, family):
    form, entry = opened.section.form, opened.section.entry
    form.focus(("violence",))
    opened.hands.keys("2")
    assert form._rows["danger"].problem() == "warning"
    assert form.texts["danger_note"].isVisible()
    entry.answer("outcome", "held")
    form._toggle_met(entry.adults()[0][0])
    entry.see_all(True)
    entry.answer("intoxication", False)
    entry.answer("threat", False)
    opened.section.save()
    assert [alert.kind for alert in page_of(desk, family).alerts] == ["violence"]
    assert opened.section.state.words().startswith("Сохранено")
    assert opened.section.log.current_key() == log(desk, family)[0].id
    assert opened.shell.said == ["Визит записан"]


def test_ctrl_shift_enter_records_and_begins_the_next_with_the_same_date(opened, desk, family):
    section = opened.section
    section.write_visit()
    section.entry.type("visited_on", f"{desk.today:%d.%m.%Y}")
    opened.hands.keys("3")
    opened.hands.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert len(log(desk, family)) == 1
    assert section.form.outcome.isAncestorOf(QApplication.focusWidget())
    assert section.form.outcome.value() is None
    assert section.form.date.value() == f"{desk.today:%d.%m.%Y}"


def test_ctrl_z_in_a_text_takes_back_the_answer_before_it_too(opened):
    section = opened.section
    section.write_visit()
    opened.hands.keys("1")
    section.form.texts["observations"].setFocus()
    opened.hands.text("чисто")
    opened.hands.press(Qt.Key.Key_Z, CTRL)
    assert section.form.texts["observations"].value() == ""
    opened.hands.press(Qt.Key.Key_Z, CTRL)
    assert section.form.outcome.value() is None
    opened.hands.press(Qt.Key.Key_Y, CTRL)
    assert section.form.outcome.value() == "held"


def test_the_draft_is_kept_offered_and_shown_again(qtbot, opened, desk, family):
    section = opened.section
    section.form.texts["observations"].setFocus()
    opened.hands.text("дверь открыла соседка")
    assert section._timer.isActive()
    assert section._timer.interval() == 3000
    section.keep_draft()
    assert "черновик" in section.state.words()
    again = Opened(qtbot, desk, family)
    assert again.section.banner.words() != ""
    again.section.banner.acted.emit()
    assert again.section.form.texts["observations"].value() == "дверь открыла соседка"
    assert again.section.banner.words() == ""
    again.close()


def test_enter_opens_a_visit_of_the_log_and_it_can_be_added_to(qtbot, desk, family):
    first = visit(desk, family, -2, observations="Осмотр кухни")
    opened = Opened(qtbot, desk, family)
    section = opened.section
    section.log.setFocus()
    opened.hands.press(Qt.Key.Key_Return)
    assert "Осмотр кухни" in section.view.words()
    opened.hands.press(Qt.Key.Key_Space)
    assert section.entry.state.amends == first
    assert section.form.texts["observations"].hasFocus()
    opened.hands.text("фото к акту")
    opened.hands.press(Qt.Key.Key_Return, CTRL)
    added = log(desk, family)[0]
    assert (added.amends, added.brief) == (first, "фото к акту")
    opened.close()


def test_marks_of_the_plan_are_put_by_digits(opened, desk, family):
    section = opened.section
    section.form.steps.chips[1].setFocus()
    opened.hands.keys("2")
    section.entry.answer("outcome", "not_found")
    section.save()
    visit_, words = desk.read(lambda reading: open_visit(reading, log(desk, family)[0].id))
    assert list(words.values()) == ["Посещаемость школы не ниже 90 %"]
    assert [part.values["mark"] for part in visit_.parts["steps"].values()] == ["partly"]


def test_every_box_that_takes_the_keyboard_has_a_name(opened):
    section = opened.section
    section.form.more._turn()
    stops = [
        widget
        for widget in section.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]
    nameless = [widget for widget in stops if not widget.accessibleName() and not getattr(widget, "text", str)()]
    assert len(stops) > 20
    assert nameless == []


def test_keys_of_the_section_go_with_it(opened):
    ids = {command.id for command in opened.shell.commands.all()}
    assert {"visits.new", "visits.record", "visits.next", "visits.missing"} <= ids
    opened.section.hide()
    assert opened.shell.commands.all() == ()
