from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import EnterMoves, Field, FieldGrid
from desktop.ui.kit.lines import LongText, MoneyEdit, TextEdit1, TimeEdit, complete_time
from desktop.ui.kit.many import ManyChoice, PersonChips
from tests.ui.kit.hands import put_on_screen, type_words

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform has none

SOURCES = [
    ("school", "школа"),
    ("boarding", "школа-интернат"),
    ("police", "полиция"),
    ("other", "ещё кто-то"),
]


def test_a_line_takes_no_breaks_and_no_invisible_characters(qtbot: QtBot) -> None:
    edit = TextEdit1()
    qtbot.addWidget(edit)
    edit.set_value("Иван\r\nПетров\x00\u202e ")
    assert edit.value() == "Иван Петров"


def test_setting_a_value_tells_nobody_and_typing_does(qtbot: QtBot) -> None:
    for edit in (TextEdit1(), LongText()):
        qtbot.addWidget(edit)
        told: list[int] = []
        edit.edited.connect(lambda told=told: told.append(1))
        edit.set_value("да")
        assert not told
        type_words(edit, "у")
        assert told


def test_long_text_pastes_words_only_and_leaves_by_tab(qtbot: QtBot) -> None:
    text = LongText()
    qtbot.addWidget(text)
    data = QMimeData()
    data.setHtml("<b>жирный</b>")
    data.setText("жирный\r\nтекст")
    text.insertFromMimeData(data)
    assert text.value() == "жирный\nтекст"
    assert text.tabChangesFocus()


def test_long_text_grows_to_its_limit(qtbot: QtBot) -> None:
    text = LongText(min_lines=2, max_lines=5)
    qtbot.addWidget(text)
    text.resize(300, 50)
    text.show()
    low = text.height()
    text.set_value("строка\n" * 4)
    middle = text.height()
    text.set_value("строка\n" * 40)
    assert low < middle <= text.height()
    assert text.height() < 3 * low


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9", "09:00"), ("930", "09:30"), ("9.30", "09:30"), ("9-30", "09:30"), ("24", None), ("9.75", None)],
)
def test_a_hurried_hand_types_a_time(typed: str, meant: str | None) -> None:
    assert complete_time(typed) == meant


def test_a_complaint_of_the_editor_stands_in_its_field_until_mended(qtbot: QtBot) -> None:
    edit = TimeEdit()
    field = Field("Время", edit)
    qtbot.addWidget(field)
    type_words(edit, "99")
    edit.settle()
    assert field.problem() == "error"
    assert edit.accessibleDescription()
    assert edit.property("problem") == "error"
    edit.setText("")
    type_words(edit, "10")
    edit.settle()
    assert field.problem() == ""
    assert edit.value() == "10:00"


def test_money_is_understood_by_the_parser_it_is_given(qtbot: QtBot) -> None:
    edit = MoneyEdit(lambda text: f"{int(text)},00" if text.isdigit() else None, unit="сом")
    qtbot.addWidget(edit)
    type_words(edit, "3240")
    edit.settle()
    assert edit.value() == "3240,00"


def test_a_required_field_says_so_to_eye_and_ear(qtbot: QtBot) -> None:
    field = Field("Источник", Choice(SOURCES), required=True)
    qtbot.addWidget(field)
    assert field.label.text().endswith("*")
    assert "обязательно" in field.editor.accessibleName()
    assert field.label.buddy() is field.editor


def test_an_error_wins_over_a_warning_and_a_note(qtbot: QtBot) -> None:
    field = Field("Адрес", TextEdit1(), hint="как в паспорте")
    qtbot.addWidget(field)
    field.set_warning("расходятся источники")
    field.set_error("нужен адрес")
    assert field.editor.accessibleDescription() == "нужен адрес"
    field.set_error("")
    assert field.editor.accessibleDescription() == "расходятся источники"
    field.set_warning("")
    assert field.editor.accessibleDescription() == "как в паспорте"


def test_enter_goes_to_the_next_field_and_stays_in_long_texts(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    first, second, long = TextEdit1(), TextEdit1(), LongText()
    for editor in (first, second, long):
        column.addWidget(editor)
    EnterMoves(form)
    put_on_screen(qtbot, form)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert long.hasFocus()
    qtbot.keyClick(long, Qt.Key.Key_Return)
    assert long.hasFocus()
    assert "\n" in long.toPlainText()


def test_fields_fold_into_one_column_where_there_is_no_room(qtbot: QtBot) -> None:
    grid = FieldGrid(2)
    qtbot.addWidget(grid)
    first, second = grid.add(Field("Дом", TextEdit1())), grid.add(Field("Квартира", TextEdit1()))
    grid.resize(1000, 200)
    grid.show()
    assert first.y() == second.y()
    grid.resize(500, 200)
    grid.layout().activate()
    assert second.y() > first.y()


class TestChoice:
    def test_any_part_of_a_word_finds_the_only_entry(self, qtbot: QtBot) -> None:
        choice = Choice(SOURCES)
        qtbot.addWidget(choice)
        type_words(choice, "лици")
        choice.settle()
        assert choice.value() == "police"
        assert choice.text() == "полиция"

    def test_yo_and_the_wrong_layout_do_not_matter(self, qtbot: QtBot) -> None:
        choice = Choice(SOURCES)
        qtbot.addWidget(choice)
        type_words(choice, "еще")
        choice.settle()
        assert choice.value() == "other"
        choice.clear_choice()
        type_words(choice, "gjkb")
        choice.settle()
        assert choice.value() == "police"

    def test_an_exact_word_wins_over_longer_ones(self, qtbot: QtBot) -> None:
        choice = Choice(SOURCES)
        qtbot.addWidget(choice)
        type_words(choice, "школа")
        choice.settle()
        assert choice.value() == "school"

    def test_what_fits_nothing_is_kept_and_complained_about(self, qtbot: QtBot) -> None:
        choice = Choice(SOURCES)
        qtbot.addWidget(choice)
        said: list[str] = []
        choice.complained.connect(said.append)
        type_words(choice, "космос")
        choice.settle()
        assert choice.value() is None
        assert choice.text() == "космос"
        assert said[-1]

    def test_shift_f4_clears(self, qtbot: QtBot) -> None:
        choice = Choice(SOURCES)
        qtbot.addWidget(choice)
        choice.set_value("school")
        with qtbot.waitSignal(choice.edited):
            qtbot.keyClick(choice, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
        assert choice.value() is None

    def test_emptying_the_line_by_hand_is_told(self, qtbot: QtBot) -> None:
        choice = Choice(SOURCES)
        qtbot.addWidget(choice)
        choice.set_value("school")
        choice.selectAll()
        heard: list[str | None] = []
        choice.edited.connect(lambda: heard.append(choice.value()))
        qtbot.keyClick(choice, Qt.Key.Key_Delete)
        assert heard == [None]

    def test_f4_drops_the_whole_list_and_enter_takes_the_marked_one(self, qtbot: QtBot) -> None:
        choice = Choice(SOURCES)
        qtbot.addWidget(choice)
        put_on_screen(qtbot, choice)
        choice.setFocus()
        qtbot.keyClick(choice, Qt.Key.Key_F4)
        popup = choice._completer.popup()
        assert popup.model().rowCount() == len(SOURCES)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        assert choice.value() in {"school", "boarding"}


def test_chips_are_added_by_typing_and_removed_by_keys(qtbot: QtBot) -> None:
    many = ManyChoice(SOURCES)
    qtbot.addWidget(many)
    put_on_screen(qtbot, many)
    type_words(many._adder, "полиц")
    qtbot.keyClick(many._adder, Qt.Key.Key_Return)
    assert many.value() == ("police",)
    qtbot.keyClick(many._adder, Qt.Key.Key_Backspace)
    assert many._chips[-1].hasFocus()
    qtbot.keyClick(many._chips[-1], Qt.Key.Key_Delete)
    assert many.value() == ()
    assert many._adder.hasFocus()


def test_a_person_who_is_in_no_list_can_be_typed(qtbot: QtBot) -> None:
    chips = PersonChips([("1", "Асанова Г. М.")])
    qtbot.addWidget(chips)
    type_words(chips._adder, "бабушка Вера")
    qtbot.keyClick(chips._adder, Qt.Key.Key_Return)
    assert chips.value() == ((None, "бабушка Вера"),)
