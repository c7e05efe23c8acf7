"""What can be done with a line beside opening it: a file laid with an item, a service to those who came, a task closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.models.snapshots import Edit
from desktop.models.support import ServiceGiven
from desktop.presenters.groups import AttendancePrinting
from desktop.services import cards, groups
from desktop.services.cards import blank, open_card
from desktop.ui.kit.buttons import Button
from desktop.ui.pages.journals import JournalsPage
from desktop.ui.pages.library_file import LibraryFileDialog
from desktop.ui.pages.record_actions import RECORD_ACTIONS, FinishTaskDialog, GiveServicesDialog
from tests.ui.pages.sections import desk, dialog, family, put, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
PDF = b"%PDF-1.7\n" + b"x" * 50


def make(desk, root, /, parts=None, **values):  # noqa: F811
    new = blank(root, desk.new_id(), **values)
    for key, rows in (parts or {}).items():
        new = new.with_parts(key, {row.id: row for row in rows})
    return desk.do("made", lambda unit: cards.save_cards(unit, Edit(None, new))).result


def record(desk, root, id_):  # noqa: F811
    return desk.read(lambda reading: open_card(reading, root, id_))


def run(shell, page, root, id_, place=0):  # noqa: F811
    RECORD_ACTIONS[root][place].run(shell, page, id_)


def test_a_file_is_laid_with_an_item_looked_at_copied_and_taken_away(qtbot, shell, desk, tmp_path):  # noqa: F811
    item = make(desk, "library_item", title="Закон № 58", kind="law")
    (tmp_path / "закон.txt").write_text("Статья 1. Права ребёнка", encoding="utf-8")
    (tmp_path / "virus.exe").write_bytes(b"MZ\x90\0")
    page = shell.window_widget()
    put_page(qtbot, shell)
    run(shell, page, "library_item", item)
    opened = dialog(page, LibraryFileDialog)
    assert not opened.copy.isEnabled()
    opened.lay_file(str(tmp_path / "virus.exe"))
    assert record(desk, "library_item", item).values["file_name"] is None
    opened.lay_file(str(tmp_path / "закон.txt"))
    assert record(desk, "library_item", item).values["file_name"] == "закон.txt"
    assert opened.copy.isEnabled()
    opened.copy_to(tmp_path / "копия.txt")
    assert (tmp_path / "копия.txt").read_text(encoding="utf-8").startswith("Статья 1")
    opened.take.click()
    assert record(desk, "library_item", item).values["file_name"] is None
    opened.reject()
    assert shell.errors == []


def put_page(qtbot, shell):  # noqa: F811
    page = JournalsPage(shell)
    put(qtbot, shell, page)
    return page


def session_of(desk, family):  # noqa: F811
    people = [m.values["person_id"] for m in record(desk, "family", family).parts["memberships"].values()]
    members = [blank("group_member", desk.new_id(), person_id=person) for person in people]
    group = make(desk, "group_programme", {"members": members}, name="Шаги", programme="steps")
    new = blank("group_session", desk.new_id(), group_id=group, held_on=desk.today)
    id_ = desk.do("held", lambda unit: groups.save_session(unit, (Edit(None, new),))).result
    base = record(desk, "group_session", id_)
    lines = {key: line.with_values(came=True) for key, line in base.parts["attendance"].items()}
    desk.do("ticked", lambda unit: groups.save_session(unit, (Edit(base, base.with_parts("attendance", lines)),)))
    return group, id_, len(people)


def test_a_service_is_written_to_those_who_came_and_a_second_time_is_refused_in_words(qtbot, shell, desk, family):  # noqa: F811
    _group, session, people = session_of(desk, family)
    page = put_page(qtbot, shell)
    run(shell, page, "group_session", session)
    dialog(page, GiveServicesDialog).act()
    table = ServiceGiven.__table__
    rows = desk.read(lambda reading: reading.connection.execute(select(table.c.name)).scalars().all())
    assert rows == ["Шаги"] * people
    run(shell, page, "group_session", session)
    again = next(one for one in page.findChildren(GiveServicesDialog) if one.isVisible())
    again.act()
    assert again.problem.text()
    again.reject()
    page.close_page()


def test_the_attendance_sheet_is_shown_and_kept_as_a_workbook(qtbot, shell, desk, family, tmp_path: Path):  # noqa: F811
    group, _session, people = session_of(desk, family)
    printing = AttendancePrinting(desk, group)
    printing.show()
    assert printing.preview is not None
    assert len(printing.preview.pages) == 1
    printing.save(tmp_path / "табель.xlsx")
    printing.save(tmp_path / "табель.pdf")
    assert (tmp_path / "табель.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "табель.xlsx").read_bytes().startswith(b"PK")
    printing.close()
    assert people == 2


def test_a_task_is_closed_from_its_line(qtbot, shell, desk, family):  # noqa: F811
    task = make(desk, "task", words="Позвонить в школу", family_id=family, state="open")
    page = put_page(qtbot, shell)
    run(shell, page, "task", task)
    closing = dialog(page, FinishTaskDialog)
    closing.result_text.set_value("Договорились")
    closing.act()
    done = record(desk, "task", task).values
    assert (done["state"], done["done_on"], done["result"]) == ("done", desk.today, "Договорились")
    page.close_page()


def test_the_page_of_journals_offers_the_acts_of_the_kind_in_view(qtbot, shell, desk):  # noqa: F811
    page = put_page(qtbot, shell)
    page.show_journal("library")
    QApplication.processEvents()
    shown = [button.text() for button in page.findChildren(Button) if button.isVisible()]
    assert any("Файл" in text for text in shown)
    page.show_journal("contacts")
    QApplication.processEvents()
    shown = [button.text() for button in page.findChildren(Button) if button.isVisible()]
    assert not any("Файл" in text for text in shown)
    page.close_page()
