"""A section made of journals: begun, filled, opened, removed and brought back by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.presenters.family import FamilyPresenter
from desktop.ui.kit.dialogs import Ask
from desktop.ui.pages.records import CareSection, ContactsSection, HelpSection, NeedsSection, RecordsSection
from tests.ui.pages.shells import FakeShell, opened_desk
from tests.ui.pages.visit_family import kravtsovs


@pytest.fixture
def shown(qtbot, tmp_path):
    """A section of the Kravtsovs' page, told of every change as the page would."""
    window = QWidget()
    qtbot.addWidget(window)
    desk = opened_desk(tmp_path)
    shell = FakeShell(desk, window)
    family = FamilyPresenter(desk, kravtsovs(desk))
    family.load()
    made: list[RecordsSection] = []

    def show(kind: type[RecordsSection]) -> RecordsSection:
        section = kind(shell, family, window)
        family.loaded.subscribe(section.show_page)
        section.show_page(family.page)
        section.resize(1000, 700)
        window.resize(1000, 700)
        window.show()
        qtbot.waitExposed(window)
        section.entered()
        made.append(section)
        return section

    yield show
    for section in made:
        section.close_section()
    family.close()
    desk.close()


def write_contact(qtbot, section: RecordsSection, words: str) -> None:
    qtbot.keyClick(section, Qt.Key.Key_Insert)
    assert section.view is not None
    form = section.view.card.forms[0]
    form.set_value(("kind",), "call")
    form.type_text(("words",), words)
    qtbot.keyClick(section.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    section.save()


def test_a_contact_is_written_with_what_is_usual_and_stands_in_the_list(qtbot, shown):
    section = shown(ContactsSection)
    assert not section._empty.isHidden()
    write_contact(qtbot, section, "Мать просила совета о школе")
    assert section.view is None
    [line] = section.records.lines
    assert any("Мать просила совета о школе" in text for text in line.texts)
    assert any("Асанова" in text for text in line.texts)
    assert section.family.counts()["contacts"] == 1


def test_a_line_is_opened_changed_removed_and_brought_back(qtbot, shown):
    section = shown(ContactsSection)
    write_contact(qtbot, section, "Первый разговор")
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    section.view.card.forms[0].type_text(("words",), "Второй разговор")
    section.save()
    [line] = section.records.lines
    assert any("Второй разговор" in text for text in line.texts)
    qtbot.keyClick(section.table, Qt.Key.Key_Delete)
    ask = section.findChild(Ask) or section.window().findChild(Ask)
    assert ask is not None
    ask.close()
    section.records.remove(line, section._removed)
    assert section.records.lines == ()
    section.undo()
    assert len(section.records.lines) == 1


@pytest.mark.parametrize("kind", [NeedsSection, HelpSection, ContactsSection, CareSection])
def test_every_tab_of_every_section_opens_a_new_record(qtbot, shown, kind):
    section = shown(kind)
    for journal in section.records.journals:
        section.show_journal(journal.key)
        section.insert()
        assert section.view is not None, journal.key
        section.leave_card()


def test_tabs_go_round_with_alt_and_page_keys(qtbot, shown):
    section = shown(NeedsSection)
    keys = [journal.key for journal in section.records.journals]
    qtbot.keyClick(section, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert section.records.current.key == keys[1]
    qtbot.keyClick(section, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(section, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert section.records.current.key == keys[-1]


def test_a_step_back_in_the_card_is_not_a_removal_taken_back(qtbot, shown):
    section = shown(ContactsSection)
    qtbot.keyClick(section, Qt.Key.Key_Insert)
    form = section.view.card.forms[0]
    form.type_text(("words",), "Проба")
    section.undo()
    assert section.view is not None
