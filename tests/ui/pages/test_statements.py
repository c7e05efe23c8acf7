from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.models.statements import NewStatement, kept_value
from desktop.services import statements
from desktop.services.cards import open_card
from desktop.ui.pages.family_card import FamilyCardSection
from desktop.ui.pages.statements import StatementsSection
from desktop.ui.pages.statements_dialogs import AboutDialog, NewStatementDialog, ReasonDialog, SourcesDialog
from desktop.ui.tables.columns import words
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
ENTER, ALT = Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier


def say(desk, family, field, value, who="Соседка", **more):  # noqa: F811
    said = {"said_by": who, "said_on": desk.today, **more}
    new = NewStatement(family, "family", family, field, said, kept_value(value) if field else {})
    return desk.do("said", lambda unit: statements.add_statement(unit, new)).result


def phone(desk, family):  # noqa: F811
    return desk.read(lambda reading: open_card(reading, "family", family)).values["phone"]


def test_a_disputed_box_carries_a_mark_and_its_sources_are_asked_by_the_keyboard(qtbot, shell, family, desk):  # noqa: F811
    say(desk, family, "phone", "+996 700 111 222")
    say(desk, family, "phone", "+996 700 999 999", "Школа")
    page = show_section(qtbot, shell, family, FamilyCardSection)
    view = page._view
    number = next(n for n, form in enumerate(view.forms) if form.draft.definition.key == "family_card")
    assert view.marks.mark(number, ("phone",)) == "! 2"
    assert view.marks.mark(number, ("name",)) == ""
    view.forms[number].focus(("phone",))
    qtbot.keyClick(view.forms[number].box(("phone",)), ENTER, ALT)
    sources = dialog(page, SourcesDialog)
    assert [card.words.said.said_by for card in sources.view.cards] == ["Соседка", "Школа"]
    sources.view.cards[1].accept_button.click()
    reason = dialog(page, ReasonDialog)
    reason.act()
    assert reason.reason_field.problem() == "error"
    keys(qtbot, "Проверено звонком")
    keys(qtbot, ENTER, control=True)
    assert phone(desk, family) == "+996 700 999 999"
    assert view.marks.mark(number, ("phone",)) == "\u2713 2"
    assert shell.errors == []
    sources.reject()
    page.close_section()


def test_a_statement_is_added_with_the_editor_of_the_field_itself(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, FamilyCardSection)
    view = page._view
    number = next(n for n, form in enumerate(view.forms) if form.draft.definition.key == "family_card")
    form = view.forms[number]
    view.marks.ask(form, ("categories",))
    dialog(page, SourcesDialog).act()
    new = dialog(page, NewStatementDialog)
    assert type(new.form.box(("value",))) is type(form.box(("categories",)))
    new.form.draft.set_value(("value",), ("large",))
    new.act()
    assert new.form.draft.problem(("said_by",)) is not None or new.problem.isVisible()
    new.form.draft.type_text(("said_by",), "Классный руководитель")
    new.act()
    assert view.marks.mark(number, ("categories",)).endswith("1")
    page.close_section()


def test_the_section_shows_contradictions_side_by_side_and_filters(qtbot, shell, family, desk):  # noqa: F811
    say(desk, family, "phone", "+996 700 111 222")
    say(desk, family, "phone", "+996 700 999 999", "Школа")
    say(desk, family, "", None, "Бабушка", sphere="habits", words="Отец не пьёт")
    page = show_section(qtbot, shell, family, StatementsSection)
    assert [len(view.cards) for view in page.views] == [2]
    assert len(page.table.model().rows) == 3
    page.show_only.set_value("disputed")
    page.show_only.edited.emit()
    assert len(page.table.model().rows) == 2
    page.show_only.set_value("all")
    page.sphere.set_value("habits")
    page.sphere.edited.emit()
    assert [words(row["value"]) for row in page.table.model().rows] == ["Отец не пьёт"]
    assert shell.errors == []
    page.close_section()


def test_words_about_a_sphere_are_written_down_by_the_keyboard(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, StatementsSection)
    page.add()
    dialog(page, AboutDialog)
    keys(qtbot, ENTER, control=True)
    dialog(page, NewStatementDialog)
    keys(qtbot, "быт", ENTER, "В доме чисто", Qt.Key.Key_Tab, "Соседка")
    keys(qtbot, ENTER, control=True)
    (row,) = page.table.model().rows
    assert [words(row[key]) for key in ("about", "value", "who")] == ["Быт", "В доме чисто", "Соседка"]
    assert shell.errors == []
    page.close_section()
