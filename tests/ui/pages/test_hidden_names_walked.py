"""With names hidden nothing of a name is seen, heard, or carried out of the office: every way out of a map is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.documents import network_canvas, network_graph
from desktop.models.conflict_data import Option, Party
from desktop.models.map_data import Group
from desktop.models.partial_dates import PartialDate
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_printing import MapPrinting, MapToPrint, PrintChoice
from desktop.services import conflicts
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.ui.canvas.figure_menu import Entry
from desktop.ui.canvas.meeting import MeetingWindow
from desktop.ui.kit import theme
from desktop.ui.pages.conflicts import ConflictsSection
from desktop.ui.pages.genogram import GenogramSection
from desktop.ui.pages.map_files import MapFiles
from desktop.ui.pages.social_map import MapSection
from tests.ui.kit.hands import put_on_screen, type_words
from tests.ui.pages.shells import FakeShell, opened_desk

NAMES = ("Ыдырысбаева", "Ыдырысбаев", "Чынаркан", "Акбермет", "Эрнисовна", "Бүбүайша", "Цветик")
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole,
          Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    def person(surname: str, name: str, sex: str, year: int, kinship: str, patronymic: str = "") -> NewMember:
        values = {"surname": surname, "given_name": name, "patronymic": patronymic, "sex": sex, "born": PartialDate(year)}
        return NewMember(values, kinship)

    members = (
        person("Ыдырысбаева", "Чынаркан", "female", 1988, "mother", "Эрнисовна"),
        person("Ыдырысбаев", "Акбермет", "male", 2012, "child"),
    )
    new = NewFamily("Ыдырысбаевы", "г. Ош, ул. Ленина, 1", "", members=members)
    found = desk.do("", lambda unit: register_family(unit, new)).result
    assert found is not None
    return found


def told(words: str) -> list[str]:
    """The lines of these words with a name in them, in any case of grammar and of letters."""
    return [line for line in words.splitlines() if any(re.search(name[:6], line, re.IGNORECASE) for name in NAMES)]


def said_by(widget: QWidget) -> str:
    """Everything that a widget and its children show, explain in tooltips, or say to a screen reader."""
    said: list[str] = []
    for one in (widget, *(child for child in widget.findChildren(QWidget) if child.isVisible())):
        said += [one.toolTip(), one.accessibleName(), one.accessibleDescription(), one.whatsThis(), one.windowTitle()]
        if isinstance(one, (QLabel, QAbstractButton, QLineEdit)):
            said.append(one.text())
        if isinstance(one, (QPlainTextEdit, QTextEdit)):
            said.append(one.toPlainText())
        if isinstance(one, QComboBox):
            said += [one.itemText(at) for at in range(one.count())]
        if isinstance(one, QAbstractItemView) and (model := one.model()) is not None:
            wide = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(wide)]
            said += [str(model.data(cell, role) or "") for cell in cells for role in _TEXTS]
        face = QAccessible.queryAccessibleInterface(one)
        if face is not None and one.metaObject().className() == "MapView":
            faces = [face.child(at) for at in range(face.childCount())]
            said += [part.text(kind) for part in faces if part is not None
                     for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)]  # fmt: skip
    return "\n".join(words for words in said if words)


class Screen:
    """One section of the family's page in a window."""

    def __init__(self, qtbot: QtBot, desk: Desk, family: UUID, kind: type) -> None:
        theme.apply(QApplication.instance(), theme.Theme())
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 800)
        self.shell = FakeShell(desk, self.window)
        self.presenter = FamilyPresenter(desk, family)
        self.section = kind(self.shell, self.presenter)
        QVBoxLayout(self.window).addWidget(self.section)
        self.presenter.loaded.subscribe(self.section.show_page)
        self.presenter.load()
        put_on_screen(qtbot, self.window)
        self.section.entered()
        QApplication.processEvents()

    def close(self) -> None:
        self.section.close_section()
        self.presenter.close()


@pytest.fixture
def social(qtbot: QtBot, desk: Desk, family: UUID) -> Iterator[Screen]:
    screen = Screen(qtbot, desk, family, MapSection)
    editor = screen.section.map.editor
    mother, child = (node.id for node in editor.data.nodes)
    granny = editor.add_node("Бүбүайша-эже", "kin")
    friend = editor.add_node("подруга Цветик", "friends")
    editor.connect(granny, mother, "strong")
    editor.connect(friend, child, "conflict")
    editor.change_node(granny, note="Бүбүайша живёт рядом", resource="unused")
    editor.describe(title="Карта Ыдырысбаевых", told_by="Чынаркан", note="Акбермет молчал")
    editor._do(editor_label(), replace(editor.data, groups=(Group(desk.new_id(), "Двор Цветика", (granny, friend)),)))
    screen.section.save()
    yield screen
    screen.close()


def editor_label():
    from desktop.base.messages import message

    return message("new group")


def files_of(desk: Desk, screen: Screen, source: MapToPrint, folder: Path) -> list[str]:
    """Every kind of file of a map, each read as whoever gets it could read it: its name, its words, its bytes."""
    found = []
    for ending in ("pdf", "svg", "png"):
        presenter = screen.presenter
        printing = MapPrinting(desk, presenter.family, presenter.title(), presenter.number(), source)
        printing.choice = PrintChoice(ending, names="codes")
        path = folder / printing.file_name()
        errors: list[Exception] = []
        printing.failed.subscribe(errors.append)
        printing.save(path)
        assert errors == []
        content = path.read_bytes()
        found += [path.name, content.decode("utf-8", "ignore"), content.decode("utf-16-be", "ignore")]
        if ending == "pdf":
            with pypdfium2.PdfDocument(content) as pdf:
                found += [page.get_textpage().get_text_bounded() for page in pdf]
                found += [str(pdf.get_metadata_dict())]
        printing.close()
    return found


def asked_to_print(screen: Screen) -> MapToPrint:
    screen.section.export()
    QApplication.processEvents()
    (dialog,) = screen.window.findChildren(MapFiles)
    source = dialog.printing.source
    dialog.reject()
    return source


def test_the_walk_itself_finds_names_that_are_shown(social: Screen) -> None:
    social.section.map.editor.select((social.section.map.editor.data.nodes[0].id,))
    QApplication.processEvents()
    found = " ".join(told(said_by(social.section)))
    assert all(name in found for name in ("Чынаркан", "Акбермет", "Бүбүайша", "Цветик"))


def test_the_page_of_the_map_shows_and_says_no_hidden_name(qtbot: QtBot, social: Screen) -> None:
    section, editor = social.section, social.section.map.editor
    heard: list[str] = []
    section.body.told.connect(heard.append)
    section.body.hide_names(hidden=True)
    section.body.show_heading(shown=True)
    ids = [*(node.id for node in editor.data.nodes), *(tie.id for tie in editor.data.ties), *(g.id for g in editor.data.groups)]
    for shown in ("ecomap", "rings", "grid", "ties"):
        section.body.show_view(shown)
        for id_ in ids:
            editor.select((id_,))
            QApplication.processEvents()
            assert told(said_by(social.window)) == []
    section.body.show_view("ecomap")
    section.body.show_resources(shown=True)
    editor.select(())
    QApplication.processEvents()
    assert told(said_by(social.window)) == []
    section.body.show_resources(shown=False)
    granny = next(node for node in editor.data.nodes if "эже" in node.name)
    for act in (
        section.view.asking.find,
        lambda: section.view.asking.connect(granny.id),
        lambda: section.view.asking.rename(granny.id),
        lambda: section.view.asking.name_group(editor.data.groups[0].id, new=False),
    ):
        act()
        type_words(section.view.picker.line, " ")
        QApplication.processEvents()
        assert told(said_by(social.window)) == []
        section.view.picker.hide()
    editor.change_node(granny.id, sphere="friends")
    editor.delete((granny.id,))
    QApplication.processEvents()
    assert told(said_by(social.window)) == []
    assert told("\n".join([*heard, editor.stack.undo_text])) == []
    editor.undo()
    assert told(editor.stack.redo_text) == []


def test_what_is_hidden_cannot_be_written_over(social: Screen) -> None:
    section, editor = social.section, social.section.map.editor
    before = editor.data
    section.body.hide_names(hidden=True)
    section.body.show_heading(shown=True)
    for node in before.nodes:
        editor.select((node.id,))
        section.inspector.settle()
        section.inspector.node._renamed()
    section.body.heading.take()
    section.save()
    section.body.hide_names(hidden=False)
    assert [(n.name, n.note) for n in editor.data.nodes] == [(n.name, n.note) for n in before.nodes]
    assert (editor.data.title, editor.data.told_by, editor.data.note) == (before.title, before.told_by, before.note)


def test_files_of_the_social_map_carry_no_hidden_name(desk: Desk, social: Screen, tmp_path: Path) -> None:
    social.section.body.hide_names(hidden=True)
    files = files_of(desk, social, asked_to_print(social), tmp_path)
    assert [told(words) for words in files if told(words)] == []


def test_conflict_and_genogram_carry_no_hidden_name_and_have_the_codes_of_the_social_map(
    qtbot: QtBot, desk: Desk, family: UUID, social: Screen, tmp_path: Path
) -> None:
    social.presenter.load()
    page = social.presenter.page
    people = {str(m.person.values["given_name"]): m.person.id for m in page.members}
    begun = conflicts.first_conflict(family, desk.new_id(), desk.new_id(), desk.today)
    parties = (
        Party(desk.new_id(), "Бүбүайша-эже"), Party(desk.new_id(), "Акбермет, сын", ref=people["Акбермет"]),
        Party(desk.new_id(), "Чынаркан", ref=people["Чынаркан"], position="чтобы Ыдырысбаев молчал"),
    )  # fmt: skip
    data = replace(
        begun, issue="С кем жить Акбермету", parties=parties, mediator="Цветик А. А.", told_by="Чынаркан",
        options=(Option(desk.new_id(), "спросить Бүбүайшу", proposed_by="Цветик"),),
    )  # fmt: skip
    desk.do("", lambda unit: conflicts.save_conflict(unit, data))
    fought, drawn = (Screen(qtbot, desk, family, kind) for kind in (ConflictsSection, GenogramSection))
    try:
        for screen in (fought, drawn):
            source = asked_to_print(screen)
            assert source.style.codes.given
            files = files_of(desk, screen, source, tmp_path)
            assert [told(words) for words in files if told(words)] == []
        hidden = replace(fought.section.conflicts.editor.style, names="codes")
        fought.section.conflicts.editor.restyle(hidden)
        drawn.section._restyle(replace(drawn.section.editor.style, names="codes"))
        social.section.body.hide_names(hidden=True)
        QApplication.processEvents()
        on_map = {node.name: node for node in social.section.map.editor.data.nodes}
        shown = {name: social.section.map.editor.drawn.node(node.id).name for name, node in on_map.items()}
        editor = fought.section.conflicts.editor
        assert [editor.name(party.id) for party in parties] == [shown["Бүбүайша-эже"], shown["Акбермет"], shown["Чынаркан"]]
        assert {name: drawn.section.editor.name(people[name]) for name in people} == {name: shown[name] for name in people}
        for screen, one in ((fought, editor), (drawn, drawn.section.editor)):
            for id_ in one.order():
                one.select((id_,))
                QApplication.processEvents()
                assert told(said_by(screen.window)) == []
    finally:
        fought.close()
        drawn.close()


def test_the_journal_of_printing_names_nobody(desk: Desk, social: Screen, tmp_path: Path) -> None:
    social.section.body.hide_names(hidden=True)
    files_of(desk, social, asked_to_print(social), tmp_path)
    assert told("\n".join(str(path) for path in tmp_path.iterdir())) == []


def test_files_for_other_programs_go_out_with_codes_or_not_at_all(qtbot: QtBot, desk: Desk, family: UUID, social: Screen) -> None:
    social.section.body.hide_names(hidden=True)
    map_ = social.section.map.editor.told
    files = {"map.graphml": network_graph.to_graphml(map_), **network_canvas.to_lists(map_, "map")}
    assert [name for name, content in files.items() if told(content.decode("utf-8-sig"))] == []
    social.section.save_network()
    assert told("\n".join(asked.selectedFiles()[0] for asked in social.window.findChildren(QFileDialog))) == []
    drawn = Screen(qtbot, desk, family, GenogramSection)
    drawn.section._restyle(replace(drawn.section.editor.style, names="codes"))
    heard: list[str] = []
    drawn.section.canvas.told.connect(heard.append)
    drawn.section.acts.save_tree()
    assert len(heard) == 1
    assert drawn.window.findChildren(QFileDialog) == []
    drawn.close()


def test_the_grid_on_paper_does_not_name_the_family(social: Screen) -> None:
    social.section.body.hide_names(hidden=True)
    social.section.print_grid()
    QApplication.processEvents()
    assert told(said_by(social.window)) == []


def test_the_tables_the_prompts_and_undo_of_a_conflict_tell_no_hidden_name(qtbot: QtBot, desk: Desk, family: UUID) -> None:
    begun = conflicts.first_conflict(family, desk.new_id(), desk.new_id(), desk.today)
    party = Party(desk.new_id(), "Бүбүайша-эже")
    said = "С кем жить Акбермету"
    desk.do("", lambda unit: conflicts.save_conflict(unit, replace(begun, issue=said, parties=(party,), told_by="Чынаркан")))
    screen = Screen(qtbot, desk, family, ConflictsSection)
    try:
        section, editor = screen.section, screen.section.conflicts.editor
        editor.restyle(replace(editor.style, names="codes"))
        editor.change_party(party.id, role="ally")
        QApplication.processEvents()
        assert editor.stack.can_undo
        assert told(editor.stack.undo_text) == []
        section.show_table()
        QApplication.processEvents()
        assert told(said_by(screen.window)) == []
        assert not section.as_table.isChecked()
        for ask in (section.tools.ask_party, lambda: section.tools.rename(party.id)):
            ask()
            type_words(section.canvas.picker.line, "ы")
            QApplication.processEvents()
            assert told(said_by(screen.window)) == []
            section.canvas.picker.cancel()
        assert editor.data.party(party.id).name == "Бүбүайша-эже"
        assert told(section._conflict_words(section.conflicts.conflicts[0])) == []
    finally:
        screen.close()


def test_dialogs_and_menus_of_the_genogram_tell_no_hidden_name(qtbot: QtBot, desk: Desk, family: UUID) -> None:
    screen = Screen(qtbot, desk, family, GenogramSection)
    section = screen.section
    section._restyle(replace(section.editor.style, names="codes"))
    heard: list[str] = []
    section.canvas.told.connect(heard.append)
    seen = set()
    for person in section.editor.data.kin.people:
        section.editor.select((person.id,))
        acts = section.acts
        relatives = tuple(partial(acts.add, code) for code in ("parent", "partner", "child", "sibling", "twin"))
        for act in (acts.died, acts.loss, acts.marks, acts.remove_person, *relatives, partial(acts.mend, person.id)):
            act()
            QApplication.processEvents()
            assert told(said_by(screen.window)) == []
            for asked in screen.window.findChildren(QDialog):
                seen.add(type(asked).__name__)
                asked.reject()
                asked.setParent(None)
        assert told("\n".join(words_of(acts.menu()))) == []
    assert told("\n".join(heard)) == []
    assert {"DeathDialog", "LossDialog", "MarksDialog", "ParentDialog", "ChildDialog", "Ask"} <= seen
    screen.close()


def words_of(entries: Sequence[Entry]) -> list[str]:
    return [words for entry in entries for words in (entry.words, *words_of(entry.inside))]


def test_the_map_alone_on_the_whole_screen_names_nobody(qtbot: QtBot, social: Screen) -> None:
    social.section.body.hide_names(hidden=True)
    shown = MeetingWindow(social.section.map.editor, social.window)
    shown.open()
    QApplication.processEvents()
    assert told(said_by(shown)) == []
    shown.close()
