"""Forms on the window: editors follow the draft, the keyboard reaches everything, what is wrong stands beside its box."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop import definitions
from desktop.base import places
from desktop.models.definitions import FormDefinition
from desktop.models.kinds import Reader
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.presenters.forms import FormDraft
from desktop.presenters.members import PERSON_FIELDS
from desktop.ui.forms.editors import PartialDateEdit
from desktop.ui.forms.view import FormView
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field
from tests.ui.forms import samples


@pytest.fixture
def opened(qtbot):
    views = []

    def open_(draft: FormDraft) -> FormView:
        view = FormView(draft, samples.OFFERS)
        view.resize(1000, 900)
        qtbot.addWidget(view)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        views.append(view)
        return view

    return open_


def row(view: FormView, key: str) -> Field:
    bound = view.binder.at((key,))
    assert bound is not None
    return bound.row


def key(name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, name, modifier)


def typed(words: str) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit)
    widget.selectAll()
    for letter in words:  # QTest knows only Latin letters
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@pytest.mark.parametrize(
    "kind",
    [
        value.key
        for value in (
            definitions.read_text(file.read_text(encoding="utf-8"), file.name)
            for file in sorted(places.resource("definitions", "forms").glob("*.toml"))
        )
    ],
)
def test_every_shipped_form_opens_empty(opened, kind):
    definition = samples.form(kind)
    view = opened(FormDraft(definition, None, samples.READER))
    for _section, item in view.draft.visible():
        assert view.box((item.key,)) is not None or view.list_of(item.key) is not None


def test_a_line_added_to_a_definition_stands_on_the_form(opened):
    text = places.resource("definitions", "forms", "case_card.toml").read_text(encoding="utf-8")
    without = text.replace('  "reported_by",\n', "")
    for words, stands in ((without, False), (text, True)):
        definition = definitions.read_text(words, "case_card.toml")
        assert isinstance(definition, FormDefinition)
        view = opened(FormDraft(definition, samples.case(), samples.READER))
        assert (view.box(("reported_by",)) is not None) is stands
    assert row(view, "reported_by").label.text() == "Кто сообщил"
    assert view.box(("reported_by",)).value() == "Школа № 7, социальный педагог"


def test_typing_goes_to_the_draft_and_enter_to_the_next_box(opened):
    view = opened(samples.draft("person_card"))
    view.focus_first()
    typed("Иванова")
    key(Qt.Key.Key_Return)
    typed("Анна")
    assert view.draft.value(("surname",)) == "Иванова"
    assert view.draft.value(("given_name",)) == "Анна"
    assert view.binder.focused() == ("given_name",)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.binder.focused() == ("surname",)


def test_four_digits_are_a_year_where_a_year_is_enough(opened):
    view = opened(samples.draft("person_card"))
    view.focus(("born",))
    typed("2005")
    key(Qt.Key.Key_Return)
    assert view.draft.value(("born",)) == PartialDate(2005)
    assert view.box(("born",)).text() == "2005"


def test_a_wrong_date_is_said_beside_its_box_only_when_it_is_left(opened):
    view = opened(samples.draft("case_card"))
    view.focus(("opened_on",))
    typed("41.13")
    assert row(view, "opened_on").problem() == ""
    key(Qt.Key.Key_Return)
    assert row(view, "opened_on").problem() == "error"
    box = view.box(("opened_on",))
    assert isinstance(box, DateEdit)
    assert box.text() == "41.13"
    assert view.draft.text(("opened_on",)) == "41.13"
    view.focus(("opened_on",))
    typed("9.3.26")
    key(Qt.Key.Key_Return)
    assert row(view, "opened_on").problem() == ""
    assert box.text() == "09.03.2026"


def test_the_number_of_another_year_is_amber(opened):
    view = opened(samples.draft("person_card"))
    assert row(view, "personal_number").problem() == "warning"
    view.focus(("born",))
    typed("19.07.1987")
    key(Qt.Key.Key_Return)
    assert row(view, "personal_number").problem() == ""


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Z, Qt.Key(0x042F)])  # the key of Z, with either layout
def test_ctrl_z_takes_back_the_last_step_wherever_it_was(opened, pressed):
    view = opened(samples.draft("person_card"))
    view.focus(("surname",))
    typed("Иванова")
    view.focus(("patronymic",))
    QApplication.sendEvent(
        QApplication.focusWidget(),
        QKeyEvent(QEvent.Type.KeyPress, pressed, Qt.KeyboardModifier.ControlModifier),
    )
    assert view.box(("surname",)).value() == "Кравцова"
    assert view.binder.focused() == ("surname",)
    key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert view.draft.value(("surname",)) == "Иванова"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_choice_is_found_by_a_part_of_its_word_and_emptied_by_deleting_it(opened):
    view = opened(samples.draft("case_card"))
    view.focus(("source",))
    typed("телефон")
    key(Qt.Key.Key_Return)
    assert view.draft.value(("source",)) == "helpline"
    view.focus(("source",))
    widget = QApplication.focusWidget()
    widget.selectAll()
    key(Qt.Key.Key_Backspace)
    key(Qt.Key.Key_Tab)
    assert view.draft.value(("source",)) is None


def test_an_answer_shows_what_depends_on_it_and_the_keyboard_stays(opened):
    view = opened(samples.draft("case_card"))
    assert view.box(("acute_reason",)) is None
    view.focus(("acute_crisis",))
    key(Qt.Key.Key_2)
    assert view.draft.value(("acute_crisis",)) is True
    assert view.box(("acute_reason",)).isVisible()
    assert view.binder.focused() == ("acute_crisis",)
    key(Qt.Key.Key_Return)
    assert view.binder.focused() == ("acute_since",)
    view.focus(("acute_crisis",))
    key(Qt.Key.Key_1)
    assert not view.box(("acute_reason",)).isVisible()


def test_what_is_missing_is_reached_by_one_call_after_another(opened):
    view = opened(samples.draft("visit"))
    assert view.focus_next_missing("signing")
    assert view.binder.focused() == ("intoxication",)
    key(Qt.Key.Key_1)
    assert view.focus_next_missing("signing")
    assert view.binder.focused() == ("threat",)


def test_a_row_is_added_filled_and_removed_by_keyboard(opened):
    view = opened(samples.draft("person_card"))
    table = view.list_of("phones")
    table.view.setFocus()
    key(Qt.Key.Key_Insert)
    typed("0312 22 33 44")
    key(Qt.Key.Key_Return)
    typed("сестра")
    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table.view
    ids = view.draft.rows("phones")
    assert [view.draft.text(("phones", str(id_), "phone")) for id_ in ids] == [
        "+996 555 12-34-56",
        "0312 22 33 44",
    ]
    assert table.model.data(table.model.index(1, 1)) == "сестра"
    key(Qt.Key.Key_Delete)
    assert len(view.draft.rows("phones")) == 1
    view.undo()
    assert table.model.rowCount() == 2


def test_a_box_inside_a_row_is_reached_by_its_path(opened):
    view = opened(samples.draft("family_card"))
    path = ("memberships", str(UUID(int=82)), "role")
    assert view.focus(path)
    assert view.binder.focused() == path
    assert view.list_of("memberships").model.words(UUID(int=82), 0) == "Кравцова Марина Сергеевна"


def test_a_card_that_a_colleague_changed_is_shown_at_once(opened):
    view = opened(samples.draft("person_card"))
    theirs = samples.person().with_values(surname="Сидорова")
    view.draft.adopt(theirs)
    assert view.box(("surname",)).value() == "Сидорова"


def test_looking_only_nothing_can_be_typed(opened):
    view = opened(samples.draft("person_card"))
    view.set_read_only(True)
    view.focus(("surname",))
    typed("Х")
    assert view.draft.value(("surname",)) == "Кравцова"
    assert not view.list_of("phones").isEnabled()


def test_what_was_typed_is_taken_before_saving_by_a_key(opened):
    view = opened(samples.draft("case_card"))
    view.focus(("opened_on",))
    typed("3.9")
    view.settle()
    assert view.box(("opened_on",)).text() == "03.09.2026"
    assert str(view.draft.value(("opened_on",))) == "2026-09-03"


def test_hostile_words_are_shown_as_they_are(opened):
    nasty = "<b>жирно</b> &amp; {0} %s \u202e\x07" + "Ы" * 150
    record = Snapshot("person", UUID(int=2), 1, {"surname": nasty, "note": nasty}, {})
    view = opened(FormDraft(samples.form("person_card"), record, Reader(samples.TODAY)))
    assert view.box(("surname",)).value().startswith("<b>жирно</b> &amp; {0} %s")
    assert not view.draft.is_dirty


def test_a_closed_form_listens_no_more(opened, qtbot):
    draft = samples.draft("person_card")
    view = FormView(draft, samples.OFFERS)
    assert draft.field_changed.heard == 1
    view.deleteLater()
    qtbot.waitUntil(lambda: draft.field_changed.heard == 0)
    draft.type_text(("surname",), "Иванова")


def test_an_inexact_date_that_is_wrong_is_told_that_a_month_or_a_year_will_do(qtbot) -> None:
    line = PartialDateEdit(PERSON_FIELDS["born"], Reader(date(2026, 11, 22)))
    qtbot.addWidget(line)
    said: list[str] = []
    line.complained.connect(said.append)
    line.setText("весной")
    line.settle()
    assert said == ["Нужна дата, месяц (03.2019), год (2019) или «~2019»"]
