"""The section of acts and questionnaires: chosen, filled, signed and compared without the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.models.definitions import Placed
from desktop.services import definitions_kept, sheets
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.many import ManyChoice
from desktop.ui.pages.sheet_chooser import ReasonDialog, SheetChooser
from desktop.ui.pages.sheets import SheetsSection
from tests.services.test_sheets import CLOSED, FORM, install
from tests.ui.kit.hands import put_on_screen
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

WITH_LIST = FORM.replace(
    'key = "danger"',
    'key = "sex"\nlabel = "Пол"\nkind = "choice"\ndictionary = "sexes"\n[[sections.questions]]\nkey = "danger"',
)

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def rows(desk, family):  # noqa: F811
    return desk.read(lambda reading: sheets.sheets_of(reading, family))


def begun(qtbot, shell, family, words):  # noqa: F811
    """The section with a new sheet of the form whose name has these words, chosen by keyboard."""
    page = show_section(qtbot, shell, family, SheetsSection)
    page.choose()
    dialog(page, SheetChooser)
    keys(qtbot, words, Qt.Key.Key_Return)
    assert page.view is not None
    put_on_screen(qtbot, shell.window_widget())  # the window is in front again once the dialog has gone
    qtbot.waitUntil(lambda: page.view.form.isAncestorOf(QApplication.focusWidget()))
    return page


def test_a_form_is_chosen_by_a_part_of_its_name_and_begins_with_what_the_card_knows(qtbot, shell, family, desk):  # noqa: F811
    install(desk)
    page = begun(qtbot, shell, family, "проверка")
    draft = page.view.filling.card.forms[0]
    assert draft.value(("phone",)) is None
    assert len(draft.rows("who")) == 2
    keys(qtbot, "+996 700 000 001", Qt.Key.Key_Tab)
    page.save()
    (row,) = rows(desk, family)
    assert row.form == "home_check"
    assert shell.errors == []
    page.close_section()


def test_a_draft_of_an_earlier_version_goes_on_with_that_version(qtbot, shell, family, desk):  # noqa: F811
    install(desk)
    page = begun(qtbot, shell, family, "проверка")
    keys(qtbot, "набрано", Qt.Key.Key_Tab)
    page.close_sheet()
    install(desk, FORM.replace("version = 1", "version = 2").replace('key = "phone"', 'key = "telephone"'))
    page.begin(desk.form("home_check"), None)
    assert page.view.filling.form.version == 1
    page.view.card._take_draft()
    assert page.view.filling.card.forms[0].value(("phone",)) == "набрано"
    page.close_section()


def test_what_is_missing_stops_signing_and_has_the_keyboard(qtbot, shell, family, desk):  # noqa: F811
    install(desk)
    page = begun(qtbot, shell, family, "проверка")
    page.view.sign.click()
    assert page.view.form.box(("danger",)).isAncestorOf(QApplication.focusWidget())
    keys(qtbot, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.view.score.text().startswith("Всего: 2 балла"))
    page.view.sign.click()
    (row,) = rows(desk, family)
    assert (row.state, row.points, row.level, row.number) == ("signed", 2, "high", "П-2026-001")
    assert page.view.filling.signed
    assert not page.view.form.box(("danger",)).isEnabled()
    page.close_section()


def test_the_answer_before_stands_beside_the_new_one_and_both_are_compared(qtbot, shell, family, desk):  # noqa: F811
    install(desk)
    page = begun(qtbot, shell, family, "проверка")
    page.view.form.focus(("danger",))
    keys(qtbot, Qt.Key.Key_1)
    page.save()
    page.close_sheet()
    page.begin(desk.form("home_check"), None)
    page.view.form.focus(("danger",))
    keys(qtbot, Qt.Key.Key_3)
    assert "слабо" in page.view.filling.note(("danger",))
    keys(qtbot, Qt.Key.Key_F7)
    compared = {one.question: (one.then, one.now, one.change) for one in page.view.filling.compared()}
    assert compared["Опасность"] == ("слабо", "сильно выражено", "+2")
    assert page.view.stack.currentWidget() is page.view.compare
    keys(qtbot, Qt.Key.Key_F7)
    assert page.view.stack.currentWidget() is page.view.card
    page.close_section()


def test_words_that_are_no_answer_are_said_not_to_be_saved_and_wait_in_the_draft(qtbot, shell, family, desk):  # noqa: F811
    install(desk, WITH_LIST)
    page = begun(qtbot, shell, family, "проверка")
    page.view.form.focus(("sex",))
    keys(qtbot, "никакой")
    page.view.form.focus(("phone",))
    keys(qtbot, "555", Qt.Key.Key_Tab)
    page.view.filling.card.forms[0].set_value(("danger",), "2")
    page.save()
    assert len(rows(desk, family)) == 1
    assert "1 поле не сохранено" in page.view.card.state.words()
    assert page.view.form.box(("sex",)).text() == "никакой"
    draft = next(kept for kept in desk.drafts.all().values())
    assert "никакой" in str(draft.what)
    page.view.sign.click()
    assert rows(desk, family)[0].state == "draft"
    page.close_section()


def test_a_closed_form_is_opened_only_with_a_reason(qtbot, shell, family, desk):  # noqa: F811
    install(desk, CLOSED)
    page = begun(qtbot, shell, family, "проверка")
    page.save()
    page.close_sheet()
    (line,) = page.sheets.lines()
    assert (line.points, line.level) == ("", "")
    page._open(line.row.id)
    asked = dialog(page, ReasonDialog)
    assert page.view is None
    asked.act()
    assert page.view is None
    keys(qtbot, "консилиум")
    keys(qtbot, Qt.Key.Key_Return, control=True)
    assert page.view is not None
    page.close_section()


def test_the_level_of_risk_goes_onto_the_card_by_a_button(qtbot, shell, family, desk):  # noqa: F811
    install(desk)
    page = begun(qtbot, shell, family, "проверка")
    page.view.form.focus(("danger",))
    keys(qtbot, Qt.Key.Key_3)
    page.save()
    page.view.risk.click()
    assert page.family.page is not None
    assert page.family.page.case.values["risk"] == "high" or shell.said
    page.close_section()


def answer(qtbot, view, item: Placed) -> None:
    """Type something a person could answer into the box that has the keyboard."""
    box = view.form.box((item.key,))
    kind = item.field.kind
    if kind in {"text", "long"}:
        keys(qtbot, "слово")
    elif kind in {"day", "partial_day"}:
        keys(qtbot, "1.9.2020")
    elif isinstance(box, Choice | ManyChoice):
        keys(qtbot, view.shell.desk.choices(item.field.dictionary)[0][1], Qt.Key.Key_Return)
    elif kind in {"choice", "flag"}:
        keys(qtbot, Qt.Key.Key_Right)
    elif kind in {"number", "money", "decimal"}:
        keys(qtbot, "1")


def test_the_whole_act_of_living_conditions_is_filled_without_the_mouse(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family, "акт обследования условий жизни")
    view = page.view
    draft = view.filling.card.forms[0]

    def empty():
        asked = [item for _section, item in draft.visible() if isinstance(item, Placed) and not item.read_only]
        return [item for item in asked if draft.value((item.key,)) in (None, ())]

    answered = 0
    while left := empty():  # an answer may open further questions
        view.go_to(view.form.section_here())
        for item in left:
            assert view.form.focus((item.key,))
            answer(qtbot, view, item)
            keys(qtbot, Qt.Key.Key_Tab)
            answered += 1
            qtbot.waitUntil(lambda key=item.key: draft.value((key,)) not in (None, ()))
    assert answered > 60
    page.save()
    (row,) = rows(desk, family)
    kept = desk.read(lambda reading: sheets.open_sheet(reading, row.id))
    assert {key: kept.values[key] for key in kept.values if not key.startswith("_")} == {
        key: value for key, value in view.filling.record.values.items() if not key.startswith("_")
    }
    assert shell.errors == []
    page.close_section()


def test_the_page_hears_of_a_form_that_a_colleague_installed(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, SheetsSection)
    assert "home_check" not in {offer.form.key for offer in page.sheets.offers()}
    desk.do(definitions_kept.INSTALLED, lambda unit: definitions_kept.install(unit, FORM, "own.toml"))
    assert "home_check" in {offer.form.key for offer in page.sheets.offers()}
    page.close_section()
