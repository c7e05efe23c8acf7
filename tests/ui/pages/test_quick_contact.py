"""A contact is written from anywhere in a dozen keys and its words; what was left is there the next time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from desktop.models.contacts import Contact
from desktop.presenters.quick_contact import DRAFT
from desktop.services.families import family_page
from desktop.ui.pages.quick_contact import QuickContactDialog, open_quick_contact
from tests.offices import register
from tests.ui.kit.hands import put_on_screen
from tests.ui.pages.sections import desk, dialog, family, keys, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def contacts(desk):  # noqa: F811
    table = Contact.__table__
    return desk.read(lambda reading: reading.connection.execute(select(table).order_by(table.c.id)).all())


def begin(qtbot, shell, page=None):  # noqa: F811
    shell.window_widget().layout().addWidget(QWidget())
    put_on_screen(qtbot, shell.window_widget())
    open_quick_contact(shell, page)
    return dialog(shell.window_widget(), QuickContactDialog)


def page_of(desk, family):  # noqa: F811
    return desk.read(lambda reading: family_page(reading, family))


class Counting:
    """How many keys were struck beside the words themselves."""

    def __init__(self, qtbot) -> None:
        self._qtbot, self.struck = qtbot, 1  # the one that opened the dialog

    def __call__(self, *what: str | Qt.Key) -> None:
        self.struck += sum(len(one) if isinstance(one, str) else 1 for one in what)
        keys(self._qtbot, *what)


def test_a_call_with_the_family_in_view_takes_a_few_keys(qtbot, shell, desk, family):  # noqa: F811
    begin(qtbot, shell, page_of(desk, family))
    strike = Counting(qtbot)
    strike("мар", Qt.Key.Key_Tab)
    keys(qtbot, "Спросила о пособии")
    strike(Qt.Key.Key_Return)
    (row,) = contacts(desk)
    assert strike.struck <= 6
    assert (row.family_id, row.kind, row.words, row.worker_id) == (
        family,
        "call",
        "Спросила о пособии",
        desk.actor.id,
    )
    assert row.person_id in [member.person.id for member in page_of(desk, family).members]
    assert shell.said


def test_a_message_from_anywhere_takes_less_than_a_dozen_keys_and_its_words(qtbot, shell, desk, family):  # noqa: F811
    writing = begin(qtbot, shell)
    strike = Counting(qtbot)
    strike("крав", Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: writing.family.value() == str(family))
    strike(Qt.Key.Key_2, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys(qtbot, "Прислала справку")
    strike(Qt.Key.Key_Return)
    (row,) = contacts(desk)
    assert strike.struck < 12
    assert (row.family_id, row.kind, row.words) == (family, "message", "Прислала справку")


def test_who_has_no_card_is_written_in_words(qtbot, shell, desk, family):  # noqa: F811
    begin(qtbot, shell, page_of(desk, family))
    keys(qtbot, "соседка из второй квартиры", Qt.Key.Key_Tab, "Слышала крики", Qt.Key.Key_Return)
    (row,) = contacts(desk)
    assert (row.person_id, row.name) == (None, "соседка из второй квартиры")


def test_after_hours_follows_the_clock_until_a_person_says_otherwise(qtbot, shell, desk, family):  # noqa: F811
    writing = begin(qtbot, shell, page_of(desk, family))
    writing.day.set_value("20.11.2026")
    writing.clock.set_value("21:30")
    writing.clock.edited.emit()
    assert writing.late.value() == "yes"
    writing.clock.set_value("10:15")
    writing.clock.edited.emit()
    assert writing.late.value() == "no"
    writing.words.set_value("Договорились о визите")
    writing.act()
    (row,) = contacts(desk)
    here = datetime(2026, 11, 20, 10, 15, tzinfo=desk.office.zone)
    assert row.at == here.astimezone(UTC)
    assert row.after_hours is False


def test_what_was_left_stands_there_the_next_time_and_goes_with_saving(qtbot, shell, desk, family):  # noqa: F811
    left = begin(qtbot, shell, page_of(desk, family))
    left.words.set_value("Не договорила")
    left.reject()
    again = open_quick_contact(shell, page_of(desk, family))
    assert again.words.value() == "Не договорила"
    assert contacts(desk) == []
    again.act()
    assert len(contacts(desk)) == 1
    assert DRAFT not in {kind for kind, _id in desk.drafts.all()}


def test_words_left_at_one_family_outlive_a_contact_of_another(qtbot, shell, desk, family):  # noqa: F811
    neighbours = register(desk)
    left = begin(qtbot, shell, page_of(desk, family))
    left.words.set_value("Не договорила")
    left.reject()
    other = open_quick_contact(shell, page_of(desk, neighbours))
    assert other.words.value() == ""
    other.reject()
    again = open_quick_contact(shell, page_of(desk, family))
    assert again.words.value() == "Не договорила"
    assert again.quick.typed.family == str(family)
    again.reject()
    outside = open_quick_contact(shell, None)
    assert (outside.words.value(), outside.quick.typed.family) == ("Не договорила", str(family))
    outside.reject()


def test_nothing_is_written_without_words_and_the_line_says_so(qtbot, shell, desk, family):  # noqa: F811
    writing = begin(qtbot, shell, page_of(desk, family))
    writing.words.setFocus()
    keys(qtbot, Qt.Key.Key_Return)
    assert contacts(desk) == []
    assert writing.fields["words"].problem() == "error"
    writing.family.set_value(None)
    writing.family.setText("нет такой семьи")
    writing.words.set_value("о школе")
    writing.act()
    assert writing.fields["family_id"].problem() == "error"
    writing.reject()
