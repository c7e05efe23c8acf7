from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.models.lists import SignalFilter
from desktop.models.snapshots import Edit
from desktop.services.cards import blank
from desktop.services.signals import record_signal, signals
from desktop.ui.pages.burning import AnswerSignal
from desktop.ui.pages.signal_dialogs import DecideDialog
from desktop.ui.pages.signals import SignalsPage
from tests.ui.pages.sections import desk, dialog, family, keys, put, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def told(desk, **values):  # noqa: F811
    return desk.do("told", lambda unit: record_signal(unit, Edit(None, blank("signal", desk.new_id(), **values)))).result


def states(page):
    return [(row["about"], row["state"].tone) for row in page.table.model().rows]


def test_urgent_ones_stand_on_top_in_red_with_words(qtbot, shell, desk):  # noqa: F811
    told(desk, about="Тен", received_at=desk.now() - timedelta(days=4))
    told(desk, about="Абдыкеримовы", urgent=True, received_at=desk.now() - timedelta(days=9))
    told(desk, about="Сидоренко")
    page = SignalsPage(shell)
    put(qtbot, shell, page)
    assert states(page) == [("Абдыкеримовы", "red"), ("Сидоренко", "accent"), ("Тен", "amber")]
    (said,) = page.urgent.words()
    assert "Абдыкеримовы" in said
    page.close_page()


def test_a_signal_is_written_down_by_the_keyboard_and_numbered(qtbot, shell, desk):  # noqa: F811
    page = SignalsPage(shell)
    put(qtbot, shell, page)
    keys(qtbot, Qt.Key.Key_Insert)
    page.view.forms[0].focus(("about",))
    keys(qtbot, "Кравцовы, двое детей")
    keys(qtbot, Qt.Key.Key_Return, control=True)
    assert shell.errors == []
    (written,) = desk.read(lambda reading: signals(reading, SignalFilter()))
    assert written.values["number"] == f"1/{desk.today.year}"
    assert page.view is None
    page.close_page()


def test_an_urgent_signal_is_not_closed_without_words(qtbot, shell, desk):  # noqa: F811
    told(desk, about="Абдыкеримовы", urgent=True)
    page = SignalsPage(shell)
    put(qtbot, shell, page)
    keys(qtbot, Qt.Key.Key_F9)
    deciding = dialog(page, DecideDialog)
    keys(qtbot, "не подтв")
    keys(qtbot, Qt.Key.Key_Return, control=True)
    assert deciding.fields["decision_note"].problem() == "error"
    deciding.note.setPlainText("Выехали, дети дома и здоровы")
    deciding.act()
    (decided,) = desk.read(lambda reading: signals(reading, SignalFilter(only_open=False)))
    assert decided.values["decision"] == "not_confirmed"
    assert page.table.model().rowCount() == 0
    page.close_page()


def test_opening_a_case_goes_to_the_registration_with_the_signal(qtbot, shell, desk):  # noqa: F811
    id_ = told(desk, about="Тен")
    page = SignalsPage(shell)
    put(qtbot, shell, page)
    keys(qtbot, Qt.Key.Key_F7)
    assert [signal.id for signal in shell.signals] == [id_]
    page.close_page()


def test_an_urgent_signal_is_closed_with_a_note_by_the_keyboard(qtbot, shell, desk):  # noqa: F811
    id_ = told(desk, about="Абдыкеримовы", urgent=True)
    page = SignalsPage(shell)
    put(qtbot, shell, page)
    page.urgent._strips[0].acted.emit()
    answering = dialog(page, AnswerSignal)
    keys(qtbot, Qt.Key.Key_Return, control=True)
    assert answering.problem.text()
    keys(qtbot, "Выехали, дети у бабушки")
    keys(qtbot, Qt.Key.Key_Return, control=True)
    assert shell.errors == []
    assert page.urgent.words() == ()
    assert states(page) == [("Абдыкеримовы", "accent")]  # closed as urgent, not decided yet
    assert page.journal.signal(id_).values["answer"] == "Выехали, дети у бабушки"
    page.close_page()


def test_the_journal_is_filtered_and_decided_signals_are_found_again(qtbot, shell, desk):  # noqa: F811
    told(desk, about="Тен", received_at=desk.now() - timedelta(days=60))
    told(desk, about="Абдыкеримовы", urgent=True, handed_to_id=desk.actor.id)
    page = SignalsPage(shell)
    put(qtbot, shell, page)

    def shown(which, period="all"):
        page.which.set_value(which)
        page.period.set_value(period)
        page._filter()
        return [about for about, _tone in states(page)]

    assert shown("urgent") == ["Абдыкеримовы"]
    assert shown("mine") == ["Абдыкеримовы"]
    assert shown("open") == ["Абдыкеримовы", "Тен"]
    assert shown("all", "week") == ["Абдыкеримовы"]
    page.close_page()


def test_a_signal_about_a_family_in_work_is_put_to_it(qtbot, shell, desk, family):  # noqa: F811
    id_ = told(desk, about="Кравцовы, снова крики")
    page = SignalsPage(shell)
    put(qtbot, shell, page)
    keys(qtbot, Qt.Key.Key_F9)
    deciding = dialog(page, DecideDialog)
    keys(qtbot, "семья уже")
    deciding.decision.settle()
    deciding.family.setFocus()
    keys(qtbot, "Кравц", Qt.Key.Key_Down, Qt.Key.Key_Return)
    deciding.act()
    assert shell.errors == []
    (signal,) = desk.read(lambda reading: signals(reading, SignalFilter(only_open=False)))
    assert (signal.id, signal.values["family_id"], signal.values["decision"]) == (id_, family, "known_family")
    page.close_page()
