"""The place «Journals»: every journal opens, is narrowed, begun by keyboard, and leads to the family."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.models.snapshots import Edit
from desktop.presenters.journals import days_of
from desktop.services import definitions_kept, records
from desktop.services.cards import blank, save_cards
from desktop.ui.pages.journals import JournalsPage
from tests.ui.pages.shells import FakeShell, opened_desk
from tests.ui.pages.visit_family import kravtsovs


@pytest.fixture
def desk(tmp_path):
    desk = opened_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def page(qtbot, desk):
    window = QWidget()
    qtbot.addWidget(window)
    page = JournalsPage(FakeShell(desk, window), window)
    window.resize(1300, 800)
    page.resize(1300, 800)
    window.show()
    qtbot.waitExposed(window)
    page.entered()
    yield page
    page.close_page()


def contact(desk, words: str, family=None):
    record = blank("contact", desk.new_id(), at=desk.now(), kind="call", words=words, worker_id=desk.actor.id, family_id=family)
    desk.do("A call", lambda unit: save_cards(unit, Edit(None, record)))
    return record.id


def painted(qtbot, page) -> None:
    """Rows come when they are looked at."""
    qtbot.waitUntil(lambda: page.list.model().row_at(0) is not None)


def test_every_journal_opens_and_those_of_the_office_begin_a_line(page):
    journals = [journal for _group, found in page.presenter.groups for journal in found]
    assert len(journals) > 5
    for journal in journals:
        page.show_journal(journal.key)
        assert page._title.text() == journal.title
        page.insert()
        assert (page.view is not None) == (journal.scope == "office" and bool(journal.form)), journal.key
        page.leave()


def test_a_line_of_the_directory_is_written_by_keyboard(qtbot, page):
    page.show_journal("directory_services")
    qtbot.keyClick(page, Qt.Key.Key_Insert)
    page.view.card.forms[0].type_text(("name",), "Бесплатная консультация юриста")
    page.save()
    assert page.view is None
    assert page.presenter.count == 1
    painted(qtbot, page)
    assert "Бесплатная консультация юриста" in str(page.list.model().row_at(0))


def test_words_and_periods_narrow_and_escape_shows_everything(qtbot, page, desk):
    family = kravtsovs(desk)
    contact(desk, "О школе", family)
    contact(desk, "О пособии")
    page.show_journal("contacts")
    assert page.presenter.count == 2
    page.filters.search_for("пособ")
    qtbot.waitUntil(lambda: page.presenter.count == 1)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.presenter.count == 2
    page.presenter.narrow(period="last_year")
    assert page.presenter.count == 0


def test_a_line_of_a_family_leads_to_its_page(qtbot, page, desk):
    family = kravtsovs(desk)
    id_ = contact(desk, "О школе", family)
    page.show_journal("contacts")
    page.list.select_first()
    painted(qtbot, page)
    page.go_to_family()
    assert page.shell.opened == [(family, "contacts")]
    assert page.presenter.row(id_).family == family


def test_a_removed_line_comes_back_with_a_step_back(qtbot, page, desk):
    id_ = contact(desk, "Ошибка")
    page.show_journal("contacts")
    painted(qtbot, page)
    page.presenter.remove(id_, lambda _changes: None)
    assert page.presenter.count == 0
    page.undo()
    assert page.presenter.count == 1


def test_the_workbook_keeps_hostile_text_as_text_and_moments_as_moments(page, desk, tmp_path):
    contact(desk, "=cmd|' /C calc'!A1")
    contact(desk, "<b>жирно</b> & ещё")
    page.show_journal("contacts")
    printing = page.presenter.printing()
    done: list[Path] = []
    printing.finished.subscribe(done.append)
    printing.save(tmp_path / "журнал.xlsx")
    assert done == [tmp_path / "журнал.xlsx"]
    sheet = load_workbook(done[0]).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    said = {str(cell.value): cell for cell in cells}
    assert any("=cmd" in text for text in said)
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.is_date and cell.value.hour for cell in cells if cell.data_type == "d")
    printing.close()


def test_the_paper_lies_on_its_long_side_and_says_the_period(page, desk):
    import pypdfium2

    for n in range(60):
        contact(desk, f"Разговор {n}: <b>не разметка</b>")
    page.show_journal("contacts")
    printing = page.presenter.printing()
    printing.show()
    file = pypdfium2.PdfDocument(printing.preview.content)
    width, height = file[0].get_size()
    assert width > height
    assert len(file) > 1
    texts = [sheet.get_textpage().get_text_bounded() for sheet in file]
    assert all("О чём" in text for text in texts[:-1])  # captions on every sheet
    assert "<b>не разметка</b>" in texts[0]
    assert "31.12." in texts[0]
    file.close()
    printing.close()


def test_what_is_printed_of_the_office_is_remembered(page, desk, tmp_path):
    contact(desk, "О школе")
    page.show_journal("contacts")
    printing = page.presenter.printing()
    before = desk.office_kept.last_act()
    printing.show()
    printing.save(tmp_path / "журнал.pdf")
    assert desk.office_kept.last_act() == before + 1
    assert (tmp_path / "журнал.pdf").read_bytes().startswith(b"%PDF")
    printing.close()


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("month", "01.11", "30.11"), ("quarter", "01.10", "31.12"), ("year", "01.01", "31.12"), ("last_year", "01.01", "31.12")],
)
def test_a_period_has_its_first_and_last_day(period, first, last):
    from datetime import date

    since, till = days_of(period, date(2026, 11, 22))
    assert (f"{since:%d.%m}", f"{till:%d.%m}") == (first, last)


def test_a_blank_journal_has_lines_to_fill_by_hand(desk):
    from desktop.documents.pdf import to_pdf
    from desktop.models.journals import JournalAsk
    from desktop.services.journal_printing import journal_document

    for journal in desk.journals():
        document = desk.read(lambda reading, one=journal: journal_document(reading, one, JournalAsk(), desk.caption, blank=True))
        assert to_pdf(document).missing_characters == 0, journal.key
    assert records.captions(desk.journal("contacts"))[0] == "Дата и время"


OWN = """kind = "journal"
key = "own_calls"
version = 1
title = "Свой журнал звонков"
root = "contact"
day = "at"
filter = { after_hours = true }
[[columns]]
of = ["at"]
"""


def test_an_open_page_follows_a_journal_that_is_installed_meanwhile(page, desk):
    before = page.presenter.current
    assert "own_calls" not in page.journals._buttons
    desk.do(definitions_kept.INSTALLED, lambda unit: definitions_kept.install(unit, OWN, "own.toml"))
    assert page.journals._buttons["own_calls"].toolTip() == "Свой журнал звонков"
    assert page.presenter.current == before
    page.show_journal("own_calls")
    assert page.presenter.current.key == "own_calls"
    assert page.list is not None
