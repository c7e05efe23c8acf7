from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.models.lists import SignalFilter
from desktop.models.snapshots import Edit
from desktop.services.cards import blank
from desktop.services.signals import record_signal, signals
from desktop.ui.pages.signal_dialogs import DecideDialog
from desktop.ui.pages.signals import SignalsPage
from tests.ui.pages.sections import desk, dialog, keys, put, shell  # noqa: F401  fixtures

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
