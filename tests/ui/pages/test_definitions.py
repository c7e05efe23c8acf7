"""The page of forms and dictionaries: a file dropped on it is checked, its news are said, and it is installed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.ui.pages.definition_entries import EntryDialog
from desktop.ui.pages.definitions import DefinitionsPage
from desktop.ui.pages.paper_preview import PaperPreview
from tests.services.test_sheets import FORM, install
from tests.ui.pages.sections import desk, dialog, keys, put, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def page(qtbot, shell):  # noqa: F811
    made = DefinitionsPage(shell, shell.window_widget())
    put(qtbot, shell, made)
    yield made
    made.close_page()


def file(folder, text):
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_everything_installed_stands_in_the_list_with_its_version(page):
    shown = {line.row.key: line for line in page.definitions.lines()}
    assert shown["family_card"].kind == "Форма"
    assert shown["living_conditions_act"].kind == "Анкета"
    assert shown["risk_levels"].whose == "с программой"
    assert {line.row.kind for line in page.definitions.lines("dictionary")} == {"dictionary"}


def test_a_new_form_says_what_it_brings_and_is_installed(page, desk, shell, tmp_path):  # noqa: F811
    page.take(file(tmp_path, FORM))
    assert page.looked.text() == "Форма: Проверка дома"
    assert "5 вопросов" in page.said.text()
    page.accept.click()
    assert "home_check" in {form.key for _id, form in desk.questionnaires()}
    assert shell.errors == []
    page.take(file(tmp_path, FORM))
    assert not page.accept.isVisible()
    second = FORM.replace("version = 1", "version = 2").replace('key = "phone"', 'key = "telephone"')
    page.take(file(tmp_path, second))
    assert "Телефон семьи" in page.said.text()
    assert "1 вопрос больше не задаётся" in page.said.text()


def test_a_slip_is_said_with_its_line_and_nothing_is_installed(page, desk, tmp_path):  # noqa: F811
    page.take(file(tmp_path, FORM.replace('kind = "decimal"', 'kind = "decimel"')))
    assert "строка 23" in page.said.text()
    assert not page.accept.isVisible()
    page.install()
    assert "home_check" not in {form.key for _id, form in desk.questionnaires()}


def test_a_form_goes_out_for_editing_as_it_was_written(page, desk, tmp_path):  # noqa: F811
    id_ = install(desk, FORM)
    page.table.select_key(id_)
    page.export_to(tmp_path / "out.toml")
    assert (tmp_path / "out.toml").read_text(encoding="utf-8") == FORM


def test_the_blank_of_a_form_is_shown_and_belongs_to_no_family(page, desk, shell):  # noqa: F811
    id_ = install(desk, FORM)
    page.table.select_key(id_)
    page.preview()
    shown = dialog(page, PaperPreview)
    assert shown.printing.preview is not None
    shown.printing.printed()
    assert shell.errors == []
    shown.reject()


def test_the_office_adds_an_entry_and_stops_offering_another(page, desk, qtbot):  # noqa: F811
    page.line.setText("sexes")
    page.table.select_key(page.definitions.lines("", "sexes")[0].row.id)
    assert page.entries.isVisible()
    page.entries.add()
    asked = dialog(page, EntryDialog)
    asked.act()
    assert asked.caption_field.problem() == "error"
    keys(qtbot, "не указан", Qt.Key.Key_Return, "unsaid")
    keys(qtbot, Qt.Key.Key_Return, control=True)
    assert ("unsaid", "не указан") in desk.choices("sexes")
    own = next(row for row in page.definitions.entries_of("sexes") if row.code == "unsaid")
    page.entries.table.select_key(own.id)
    page.entries.retire()
    assert "unsaid" not in dict(desk.choices("sexes"))
