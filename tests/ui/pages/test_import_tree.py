"""A family tree comes in by the window: what would come is seen first, then one act, and Ctrl+Z takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.services.genograms import read_genograms
from desktop.ui.pages.genogram import GenogramSection
from desktop.ui.pages.import_tree import ImportTree
from tests.offices import clean
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
TREE = (
    "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR {charset}\n"
    "0 @I1@ INDI\n1 NAME Марина /Кравцова/\n1 SEX F\n1 BIRT\n2 DATE 1988\n1 FAMC @F2@\n"
    "0 @I2@ INDI\n1 NAME Анна /Кравцова/\n1 SEX F\n1 BIRT\n2 DATE 2017\n1 FAMC @F1@\n"
    "0 @I3@ INDI\n1 NAME Вера /Сотникова/\n1 SEX F\n1 BIRT\n2 DATE 1961\n1 _HOBBY вязание\n"
    "0 @I4@ INDI\n1 NAME Олег /Сотников/\n1 SEX M\n"
    "0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n"
    "0 @F2@ FAM\n1 HUSB @I4@\n1 WIFE @I3@\n1 CHIL @I1@\n1 MARR\n2 DATE 1985\n0 TRLR\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "родня.ged"
    path.write_text(TREE.format(charset="UTF-8"), "utf-8")
    return path


def kin(desk, family):  # noqa: F811
    return desk.read(lambda reading: read_genograms(reading, family).kin)


def shown(desk, family):  # noqa: F811
    return sorted(person.full_name for person in kin(desk, family).people)


def test_what_would_come_is_seen_before_it_is_taken_in_and_undo_takes_it_back(qtbot, shell, family, desk, file):  # noqa: F811
    page = show_section(qtbot, shell, family, GenogramSection)
    before = shown(desk, family)
    ImportTree(shell, family, file, page.canvas, page.acts.write).open()
    asked = dialog(page, ImportTree)
    parts = asked.incoming.parts()
    assert [line.who for line in parts["known"]] == ["Кравцова Марина, 1988", "Кравцова Анна, 2017"]
    assert [line.who for line in parts["new"]] == ["Сотникова Вера, 1961", "Сотников Олег"]
    assert len(parts["unions"]) == 1
    assert {line.who for line in parts["parents"]} == {"Кравцова Марина, 1988", "Кравцова Анна, 2017"}
    assert any("_HOBBY" in line.who for line in parts["remarks"])
    assert shown(desk, family) == before  # nothing is written yet
    keys(qtbot, Qt.Key.Key_Return, control=True)
    assert shown(desk, family) == sorted([*before, "Сотников Олег", "Сотникова Вера"])
    page.undo()
    assert shown(desk, family) == before
    page.redo()
    assert shown(desk, family) == sorted([*before, "Сотников Олег", "Сотникова Вера"])
    assert len(kin(desk, family).parents) == 3
    assert clean(desk)
    assert shell.errors == []
    page.close_section()


def test_a_tree_of_strangers_is_bound_to_the_card_by_saying_who_is_who(qtbot, shell, family, desk, file):  # noqa: F811
    file.write_text(TREE.format(charset="UTF-8").replace("Марина", "Мария").replace("Анна", "Аня"), "utf-8")
    page = show_section(qtbot, shell, family, GenogramSection)
    asked = ImportTree(shell, family, file, page.canvas, page.acts.write)
    asked.open()
    assert not asked.button.isEnabled()
    asked.act()
    assert len(shown(desk, family)) == 2
    marina = next(p for p in kin(desk, family).people if p.name == "Марина")
    asked.theirs.set_value("I1")
    asked.mine.set_value(str(marina.id))
    asked._say_same()
    assert [line.who for line in asked.incoming.parts()["known"]] == ["Кравцова Мария, 1988"]
    asked.act()
    assert len(shown(desk, family)) == 5
    page.close_section()


def test_letters_of_an_old_file_are_chosen_by_looking_at_the_names(qtbot, shell, desk, file):  # noqa: F811
    file.write_bytes(TREE.format(charset="ANSI").encode("cp866"))
    asked = ImportTree(shell, None, file, shell.window_widget())
    asked.open()
    assert asked.incoming.looks_wrong
    asked.encoding.set_value("cp866")
    asked._choose_encoding()
    assert not asked.incoming.looks_wrong
    assert asked.names.text().startswith("Кравцова Марина")
    asked.reject()


def test_nobody_is_taken_in_while_the_letters_hide_who_they_are(qtbot, shell, family, desk, file):  # noqa: F811
    file.write_bytes(TREE.format(charset="ANSI").encode("cp866"))
    asked = ImportTree(shell, family, file, shell.window_widget())
    asked.open()
    assert not asked.button.isEnabled()
    asked.encoding.set_value("cp866")
    asked._choose_encoding()
    assert asked.button.isEnabled()
    asked.reject()


def test_a_new_family_is_around_whom_it_is_said_to_be(qtbot, shell, desk, file):  # noqa: F811
    asked = ImportTree(shell, None, file, shell.window_widget())
    asked.open()
    assert "Марина" in asked.household.text()
    asked.around.set_value("I3")
    asked._choose_around()
    assert "Вера" in asked.household.text()
    assert "Марина" not in asked.household.text()
    asked.act()
    ((family_id, _section),) = shell.opened
    people = kin(desk, family_id).people
    assert {p.name for p in people if p.at_home} == {"Вера", "Олег"}
    assert len(people) == 4


def test_a_file_that_is_no_tree_is_said_in_words_and_another_is_chosen(qtbot, shell, desk, file, tmp_path):  # noqa: F811
    wrong = tmp_path / "письмо.ged"
    wrong.write_text("Здравствуйте", "utf-8")
    asked = ImportTree(shell, None, wrong, shell.window_widget())
    asked.open()
    assert asked.problem.isVisible()
    assert not asked.button.isEnabled()
    asked.take_file(tmp_path / "нет такого.ged")
    assert "нет такого" in asked.problem.text()
    asked.take_file(file)
    assert not asked.problem.isVisible()
    assert asked.button.isEnabled()
    assert shell.errors == []
    asked.reject()


def test_leaving_while_the_file_is_read_writes_nothing(qtbot, shell, family, desk, file):  # noqa: F811
    asked = ImportTree(shell, family, file, QWidget(shell.window_widget()))
    asked.open()
    asked.reject()
    assert asked.incoming._owner.gone.is_set()
    assert len(shown(desk, family)) == 2
