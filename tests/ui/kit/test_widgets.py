from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import icons, native, theme
from desktop.ui.kit.badges import Badge, ChipBar
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.delivery import Delivery
from desktop.ui.kit.dialogs import Answer, Ask, CrashDialog, Progress
from desktop.ui.kit.finder import CommandPalette
from desktop.ui.kit.palettes import PALETTES, Tokens, Tone
from desktop.ui.kit.ribbon import Stage, StageRibbon
from desktop.ui.kit.sections import Section, SectionList
from desktop.ui.kit.segments import Option, Segmented, YesNo
from desktop.ui.kit.shortcuts import Command, Commands
from desktop.ui.kit.sidebar import NavItem, Sidebar
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.kit.text import PlainLabel
from desktop.ui.kit.topbar import TopBar
from tests.ui.kit.hands import put_on_screen, type_words

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen platform has none

OUTCOMES = (
    Option("done", "состоялся"),
    Option("partly", "частично"),
    Option("absent", "не застали", danger=True),
)


def _light(name: str) -> float:
    parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "least"), [("light", 4.5), ("dark", 4.5), ("contrast", 7.0)])
def test_every_text_can_be_read_on_its_ground(scheme: str, least: float) -> None:
    tokens: Tokens = PALETTES[scheme]  # type: ignore[index]
    tones: tuple[Tone, ...] = ("plain", "accent", "green", "amber", "red")
    pairs = [tokens.pair(tone) for tone in tones]
    pairs += [(ground, ink) for ground in (tokens.paper, tokens.panel, tokens.hover) for ink in (tokens.ink, tokens.second)]
    pairs += [(tokens.accent, tokens.on_accent), (tokens.red_strong, tokens.on_red_strong)]
    pairs += [(tokens.paper, ink) for ink in (tokens.on_green, tokens.on_amber, tokens.on_red, tokens.on_tint)]
    assert not [(ground, ink) for ground, ink in pairs if contrast(ground, ink) < least]


def test_a_look_can_be_changed_while_the_window_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    label = PlainLabel("Семья", bold=True)
    qtbot.addWidget(label)
    label.show()
    small = label.font().pointSizeF()
    theme.apply(qapp, theme.Theme("dark", 1.5))
    try:
        assert label.font().pointSizeF() == pytest.approx(small * 1.5)
        assert label.palette().windowText().color().name() == PALETTES["dark"].ink
    finally:
        theme.apply(qapp, theme.Theme())


def test_a_zoom_from_a_spoiled_settings_file_stays_readable() -> None:
    assert theme.Theme(zoom=90).zoom == 1.5
    assert theme.Theme(zoom=-1).zoom == 0.9


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    for name in icons.NAMES:
        assert icons._renderer(name, "#000000").isValid(), name
        image = icons.picture(name, 24, "#000000").toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


def test_markup_typed_by_users_is_shown_as_it_is(qtbot: QtBot) -> None:
    label = PlainLabel("<b>Иван</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


class TestSegmented:
    def test_nothing_is_answered_beforehand(self, qtbot: QtBot) -> None:
        question = YesNo(danger="yes")
        qtbot.addWidget(question)
        assert question.value() is None

    def test_a_digit_answers_and_tells(self, qtbot: QtBot) -> None:
        bar = Segmented(OUTCOMES, numbered=True)
        qtbot.addWidget(bar)
        put_on_screen(qtbot, bar)
        bar.setFocus()
        with qtbot.waitSignal(bar.edited):
            qtbot.keyClick(bar.focusWidget(), Qt.Key.Key_3)
        assert bar.value() == "absent"

    def test_arrows_go_round_and_delete_takes_the_answer_back(self, qtbot: QtBot) -> None:
        bar = Segmented(OUTCOMES)
        qtbot.addWidget(bar)
        put_on_screen(qtbot, bar)
        bar.setFocus()
        qtbot.keyClick(bar.focusWidget(), Qt.Key.Key_Left)
        assert bar.value() == "absent"
        qtbot.keyClick(bar.focusWidget(), Qt.Key.Key_Right)
        assert bar.value() == "done"
        qtbot.keyClick(bar.focusWidget(), Qt.Key.Key_Delete)
        assert bar.value() is None

    def test_space_answers_the_first_one(self, qtbot: QtBot) -> None:
        bar = Segmented(OUTCOMES)
        qtbot.addWidget(bar)
        put_on_screen(qtbot, bar)
        bar.setFocus()
        qtbot.keyClick(bar.focusWidget(), Qt.Key.Key_Space)
        assert bar.value() == "done"

    def test_showing_an_answer_tells_nobody(self, qtbot: QtBot) -> None:
        bar = Segmented(OUTCOMES)
        qtbot.addWidget(bar)
        told: list[int] = []
        bar.edited.connect(lambda: told.append(1))
        bar.set_value("partly")
        bar.set_value(None)
        assert bar.value() is None
        assert not told

    def test_tab_passes_through_it_in_one_step(self, qtbot: QtBot) -> None:
        form = QWidget()
        qtbot.addWidget(form)
        column = QVBoxLayout(form)
        bar, line = Segmented(OUTCOMES), QLineEdit()
        column.addWidget(bar)
        column.addWidget(line)
        put_on_screen(qtbot, form)
        bar.setFocus()
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_2)
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        assert line.hasFocus()
        qtbot.keyClick(line, Qt.Key.Key_Backtab)
        assert bar.focusWidget() is bar._segments[1]

    def test_it_folds_instead_of_being_cut(self, qtbot: QtBot) -> None:
        bar = Segmented([Option(str(n), "очень длинный ответ на вопрос") for n in range(6)])
        qtbot.addWidget(bar)
        assert bar.heightForWidth(400) > bar.heightForWidth(4000)


def test_a_badge_never_breaks_into_two_lines(qtbot: QtBot) -> None:
    badge = Badge("не застали · второй раз подряд, соседка говорит, что уехали", "amber")
    qtbot.addWidget(badge)
    assert not badge.hasHeightForWidth()
    assert badge.sizeHint().height() < 2 * badge.fontMetrics().height()


def test_a_filter_is_taken_off_by_the_keyboard(qtbot: QtBot) -> None:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.set_chips([("status", "Статус: в работе")])
    with qtbot.waitSignal(bar.removed) as caught:
        qtbot.keyClick(bar._chips["status"], Qt.Key.Key_Delete)
    assert caught.args == ["status"]


def test_several_stages_are_open_and_none_lies_over_another(qtbot: QtBot) -> None:
    ribbon = StageRibbon(
        [
            Stage(
                str(n),
                f"{n}. Очень длинное название этапа работы",
                "open" if n in {2, 3} else "todo",
                "до 28.11",
            )
            for n in range(1, 7)
        ]
    )
    qtbot.addWidget(ribbon)
    for width in (1400, 700, 300):
        ribbon.resize(width, ribbon.sizeHint().height())
        put_on_screen(qtbot, ribbon)
        spots = [button.geometry() for button in ribbon._buttons]
        assert not any(one.intersects(other) for one, other in pairwise(spots))
    with qtbot.waitSignal(ribbon.chosen) as caught:
        qtbot.keyClick(ribbon._buttons[1], Qt.Key.Key_Return)
    assert caught.args == ["2"]


def test_alt_and_a_digit_go_to_a_place(qtbot: QtBot) -> None:
    side = Sidebar(
        "Опора",
        [NavItem("today", "Сегодня"), NavItem("families", "Семьи"), NavItem("set", "Настройки", bottom=True)],
    )
    qtbot.addWidget(side)
    put_on_screen(qtbot, side)
    side.set_count("today", 5, "red")
    with qtbot.waitSignal(side.chosen) as caught:
        qtbot.keyClick(side, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert caught.args == ["families"]
    assert "5" in side._buttons["today"].accessibleName()


def test_what_is_missing_wins_over_what_is_there(qtbot: QtBot) -> None:
    sections = SectionList([Section("card", "Карта семьи", 6, missing=3), Section("visits", "Визиты", 2)])
    qtbot.addWidget(sections)
    assert "3" in sections._buttons["card"].accessibleName()
    gone: list[str] = []
    sections.chosen.connect(gone.append)
    sections.set_current("card")
    sections.go(1)
    sections.go(1)
    assert gone == ["visits", "card"]


def test_a_failed_save_offers_another_try(qtbot: QtBot) -> None:
    state = SaveState()
    qtbot.addWidget(state)
    state.saved("10:42")
    assert state.words() == "Сохранено 10:42"
    state.failed("Не сохранено: нет связи")
    with qtbot.waitSignal(state.retry):
        state._retry.click()


def test_a_long_state_is_cut_and_never_pushes_the_window_wider(qtbot: QtBot) -> None:
    state = SaveState()
    qtbot.addWidget(state)
    state.unsaved()
    state.draft("10:58")
    assert state.minimumSizeHint().width() < state.sizeHint().width() / 2


def test_escape_empties_the_search_first_and_leaves_it_then(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    type_words(bar.search, "асан")
    left: list[int] = []
    bar.search_left.connect(lambda: left.append(1))
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.search.text() == ""
    assert not left
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert left


def test_a_switched_off_button_says_why(qtbot: QtBot) -> None:
    button = Button("Напечатать")
    qtbot.addWidget(button)
    button.set_reason("Заполните дату")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Заполните дату"
    button.set_reason("")
    assert button.isEnabled()


def _russian(key: int, text: str, modifiers: Qt.KeyboardModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def test_ctrl_and_a_letter_work_in_the_russian_layout(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    commands = Commands(window)
    done: list[str] = []
    commands.add(Command("save", "Записать", lambda: done.append("save"), ("Ctrl+S",)))
    put_on_screen(qtbot, window)
    line.setFocus()
    qapp.sendEvent(line, _russian(ord("Ы"), "ы", Qt.KeyboardModifier.ControlModifier))
    assert done == ["save"]
    qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert done == ["save", "save"]
    qapp.sendEvent(line, _russian(ord("Ы"), "ы", Qt.KeyboardModifier.NoModifier))
    assert done == ["save", "save"]


def test_commands_of_a_page_go_with_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.add(Command("page.print", "Печать", lambda: None, ("Ctrl+P",)))
    commands.add(Command("quit", "Выход", lambda: None))
    commands.remove_all("page.")
    assert [command.id for command in commands.all()] == ["quit"]


def test_the_finder_runs_what_was_typed_in_the_wrong_layout(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window)
    done: list[str] = []
    commands.add(Command("print", "Напечатать дело", lambda: done.append("print"), ("Ctrl+P",)))
    commands.add(Command("visit", "Записать визит", lambda: done.append("visit")))
    commands.add(Command("never", "Записать нельзя", lambda: done.append("never"), enabled=lambda: False))
    window.show()
    finder = CommandPalette(commands, window)
    finder.open_finder()
    type_words(finder.line, "pfgbcfnm")
    assert finder.list.count() == 1
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert done == ["visit"]


def test_letters_are_known_by_their_place() -> None:
    assert native.letter(_russian(ord("Е"), "е", Qt.KeyboardModifier.NoModifier)) == "T"
    assert native.other_layout("bdfyjd") == "иванов"


def test_escape_takes_the_answer_that_changes_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    said: list[str] = []
    question = Ask(window, "Сохранить изменения?", "Карта изменена.", [
        Answer("Сохранить", lambda: said.append("save"), "primary"), Answer("Не сохранять", lambda: said.append("drop")),
        Answer("Вернуться", lambda: said.append("back"), default=True, cancels=True),
    ])  # fmt: skip
    question.open()
    qtbot.waitExposed(question)
    assert question.focusWidget() is question.buttons[2]
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert said == ["back"]


def test_long_work_is_cancelled_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    asked: list[int] = []
    progress = Progress(window, "Печать дела", lambda: asked.append(1))
    progress.open()
    progress.step(3, 10)
    qtbot.keyClick(progress, Qt.Key.Key_Escape)
    qtbot.keyClick(progress, Qt.Key.Key_Escape)
    assert asked == [1]
    assert progress.isVisible()
    progress.finish()


def test_the_report_of_a_fault_can_be_copied(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = CrashDialog(None, "Не удалось открыть карту", "Набранное сохранено.", "KeyError: 'born'")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert qapp.clipboard().text() == "KeyError: 'born'"


def test_a_result_of_another_thread_arrives_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    deliver = Delivery()
    where: list[threading.Thread] = []
    worker = threading.Thread(target=lambda: deliver(lambda: where.append(threading.current_thread())))
    worker.start()
    worker.join()
    assert not where
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


def test_whether_the_work_is_saved_has_the_room_before_what_was_told_last(qtbot: QtBot) -> None:
    strip, state = StatusStrip(), SaveState()
    qtbot.addWidget(strip)
    strip.add_left(state)
    strip.say("Острота 4 из 10, отношение между матерью и отцом, которое сейчас выделено на рисунке")
    state.saved("17:43")
    strip.resize(state.sizeHint().width() + 120, 40)
    strip.show()
    assert state.width() >= state.sizeHint().width()
