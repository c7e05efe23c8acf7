from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.services.families import family_page
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.closed import ClosedBlock, ClosedDialog, ReasonToOpen
from desktop.ui.pages.members import MembersSection
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def block(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    person = desk.read(lambda reading: family_page(reading, family)).members[0].person.id
    page.open_member(person)
    yield page.view.findChild(ClosedBlock)
    page.close_section()


def open_section(block, qtbot, section="health"):
    block.buttons[section].click()
    asked = dialog(block, ReasonToOpen)
    asked.act()
    assert asked.usual_field.problem() == "error"
    keys(qtbot, "угроза жизни", ENTER, "Звонок из школы")
    keys(qtbot, ENTER, control=True)
    return dialog(block, ClosedDialog)


def text_path(shown):
    return next((p.key,) for p in shown.view.card.forms[0].definition.placed() if p.field.kind in ("text", "long"))


def test_the_card_says_only_whether_there_is_anything_and_opening_asks_the_reason(qtbot, block, shell, desk):  # noqa: F811
    assert {badge.text() for badge in block.badges.values()} == {"записей нет"}
    shown = open_section(block, qtbot)
    path = text_path(shown)
    shown.view.forms[0].focus(path)
    keys(qtbot, "Астмаметка")
    keys(qtbot, Qt.Key.Key_S, control=True)
    assert shell.errors == []
    assert block.badges["health"].text() == "есть записи"
    assert all("Астмаметка" not in label.text() for label in block.findChildren(PlainLabel) if not shown.isAncestorOf(label))
    shown.close()


def test_a_section_hides_itself_when_nobody_works_in_it_and_keeps_what_was_typed(qtbot, block, shell, desk):  # noqa: F811
    shown = open_section(block, qtbot, "violence")
    shown.view.card.forms[0].type_text(text_path(shown), "Не успела")
    with qtbot.waitSignal(shown.destroyed, timeout=20_000):
        shown.idle_for(10)  # milliseconds: nobody waits three minutes in a test
    (draft,) = desk.drafts.all().values()
    assert draft.closed
    assert any("скрыт" in words for words in shell.said)
