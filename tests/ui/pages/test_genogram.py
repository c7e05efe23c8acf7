"""The page of the genogram, as a worker uses it by keyboard alone, with a real office behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.figures.primitives import Text
from desktop.models.kin_data import Kin
from desktop.models.partial_dates import PartialDate
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.kin_panel import Fact
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, bind, register_family
from desktop.services.genograms import read_genograms
from desktop.ui.kit import theme
from desktop.ui.pages.genogram import GenogramSection
from desktop.ui.pages.genogram_panel import _Page
from desktop.ui.pages.paper_preview import PaperPreview
from tests.ui.kit.hands import put_on_screen
from tests.ui.pages.shells import FakeShell, opened_desk

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
RUSSIAN = {"P": "з", "U": "г", "C": "с", "S": "ы", "T": "е", "G": "п", "D": "в", "E": "у", "K": "л", "I": "ш",
           "H": "р", "O": "щ", "W": "ц", "L": "д", "Z": "я", "Y": "н", "A": "ф"}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


def taken_in(desk: Desk, *members: NewMember) -> UUID:
    new = NewFamily("Кравцовы", "г. Ош, ул. Ленина, 1", "", members=members)
    found = desk.do("", lambda unit: register_family(unit, new)).result
    assert found is not None
    return found


def person(surname: str, name: str, sex: str, year: int, role: str) -> NewMember:
    return NewMember({"surname": surname, "given_name": name, "sex": sex, "born": PartialDate(year)}, role)


@pytest.fixture
def family(desk: Desk) -> UUID:
    """A mother and her child; that she is the mother is written."""
    family = taken_in(
        desk,
        person("Кравцова", "Марина", "female", 1988, "mother"),
        person("Кравцов", "Олег", "male", 2012, "child"),
    )
    kin = desk.read(lambda reading: read_genograms(reading, family).kin)
    ids = {p.name: p.id for p in kin.people}
    desk.do("", lambda unit: bind(unit, "parent", ids["Марина"], ids["Олег"], nature="birth"))
    return family


class Screen:
    """A window with the section in it, and somebody who has only a keyboard."""

    def __init__(self, qtbot: QtBot, desk: Desk, family: UUID) -> None:
        theme.apply(QApplication.instance(), theme.Theme())
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 800)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        self.desk, self.family = desk, family
        self.shell = FakeShell(desk, self.window)
        self.presenter = FamilyPresenter(desk, family)
        self.section = GenogramSection(self.shell, self.presenter)
        column.addWidget(self.section)
        self.presenter.loaded.subscribe(self.section.show_page)
        self.presenter.load()
        put_on_screen(qtbot, self.window)
        self.section.entered()
        QApplication.processEvents()

    @property
    def editor(self):
        return self.section.editor

    @property
    def kin(self) -> Kin:
        return self.desk.read(lambda reading: read_genograms(reading, self.family).kin)

    def named(self, name: str) -> UUID:
        return next(p.id for p in self.editor.data.kin.people if p.name == name)

    def key(self, key: Qt.Key, held=NONE, text: str = "") -> None:
        target = QApplication.focusWidget() or self.section.canvas
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))
        QApplication.processEvents()

    def letter(self, letter: str, held=NONE) -> None:
        """The key with this letter, the Russian layout being on."""
        russian = RUSSIAN[letter]
        self.key(Qt.Key(ord(russian.upper())), held, "" if held else russian)

    def type(self, words: str) -> None:
        for letter in words:
            self.key(Qt.Key(0), NONE, letter)

    def tab(self, times: int = 1) -> None:
        for _n in range(times):
            self.key(Qt.Key.Key_Tab)

    def clear(self) -> None:
        self.letter("A", CTRL)
        self.key(Qt.Key.Key_Delete)

    def walk_to(self, name: str) -> None:
        """Home, then Tab until the person is selected."""
        self.key(Qt.Key.Key_Home)
        for _n in range(len(self.editor.order())):
            if self.editor.selected == (self.named(name),):
                return
            self.section.canvas.keys.walk(forward=True)
        raise AssertionError(name)

    @property
    def dialog(self) -> QDialog:
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog), found
        return found

    def fill(self, **fields: str) -> None:
        """Type into lines of the dialog that stands; Enter at the end writes it."""
        for key, words in fields.items():
            self.dialog.fields[key].focus_editor()
            QApplication.focusWidget().selectAll()
            self.type(words)
        self.key(Qt.Key.Key_Return)
        QApplication.processEvents()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, family: UUID) -> Iterator[Screen]:
    made = Screen(qtbot, desk, family)
    yield made
    assert made.shell.errors == []
    made.section.close_section()
    made.presenter.close()


def test_the_family_is_drawn_at_once_and_nothing_is_typed(screen: Screen) -> None:
    names = {screen.editor.person(i).name for i in screen.editor.order()}
    assert names == {"Марина", "Олег"}
    assert not screen.section.is_dirty()


def test_three_generations_with_divorce_and_remarriage_by_keyboard_alone(screen: Screen) -> None:
    screen.walk_to("Марина")
    screen.letter("P")  # her mother
    screen.fill(given_name="Вера", born="1960")
    screen.walk_to("Марина")
    screen.letter("P")  # her father: the sex and the couple are offered
    screen.fill(given_name="Иван", born="1957", died="2010")
    screen.walk_to("Марина")
    screen.letter("U")  # the first husband
    screen.fill(given_name="Игорь", born="1985")
    screen.walk_to("Марина")
    screen.letter("E")  # they parted
    screen.dialog.fields["ended"].focus_editor()
    screen.key(Qt.Key.Key_1)
    screen.fill(till="2016")
    screen.walk_to("Марина")
    screen.letter("U")  # and the second
    screen.fill(given_name="Тимур", surname="Асанов", since="2018")
    screen.walk_to("Марина")
    screen.letter("C")  # the child of the second
    screen.fill(given_name="Денис", born="2019")

    kin = screen.kin
    ids = {p.name: p.id for p in kin.people}
    assert set(ids) == {"Марина", "Олег", "Вера", "Иван", "Игорь", "Тимур", "Денис"}
    assert {(b.parent, b.child) for b in kin.parents} >= {
        (ids["Вера"], ids["Марина"]),
        (ids["Иван"], ids["Марина"]),
        (ids["Марина"], ids["Денис"]),
        (ids["Тимур"], ids["Денис"]),
    }
    unions = {frozenset((u.first, u.second)): u for u in kin.unions}
    assert unions[frozenset((ids["Марина"], ids["Игорь"]))].ended == "divorce"
    assert unions[frozenset((ids["Марина"], ids["Игорь"]))].till == PartialDate(2016)
    assert unions[frozenset((ids["Марина"], ids["Тимур"]))].ended == ""
    assert frozenset((ids["Вера"], ids["Иван"])) in unions
    assert kin.person(ids["Вера"]).sex == "female"
    assert kin.person(ids["Иван"]).sex == "male"
    assert kin.person(ids["Иван"]).died == PartialDate(2010)
    assert set(screen.editor.boxes()) >= set(ids.values())
    assert QApplication.activeModalWidget() is None


def test_what_was_written_into_the_card_is_taken_back_and_done_again(screen: Screen) -> None:
    screen.walk_to("Олег")
    screen.letter("S")
    screen.fill(given_name="Аня", born="2014")
    assert "Аня" in {p.name for p in screen.kin.people}
    screen.letter("Z", CTRL)
    assert "Аня" not in {p.name for p in screen.kin.people}
    screen.letter("Y", CTRL)
    assert "Аня" in {p.name for p in screen.kin.people}


def test_somebody_without_a_name_is_somebody_unknown(screen: Screen) -> None:
    screen.walk_to("Олег")
    screen.letter("P")
    screen.key(Qt.Key.Key_Return)
    father = next(p for p in screen.kin.people if not p.name)
    assert father.full_name == ""
    assert father.sex == "male"
    assert (father.id, screen.named("Олег")) in {(b.parent, b.child) for b in screen.kin.parents}


def test_a_death_nobody_can_date_is_one_tick(screen: Screen) -> None:
    screen.walk_to("Олег")
    screen.letter("P")
    screen.fill(given_name="Пётр")
    screen.walk_to("Пётр")
    screen.letter("D")
    screen.dialog.dead.setFocus()
    screen.key(Qt.Key.Key_Space)
    screen.key(Qt.Key.Key_Return)
    assert screen.kin.person(screen.named("Пётр")).dead
    assert QApplication.activeModalWidget() is None


def test_a_refusal_is_said_in_the_dialog_and_nothing_is_written(screen: Screen) -> None:
    before = screen.kin
    screen.walk_to("Олег")
    screen.letter("D")
    screen.fill(died="2001")  # before the birth
    assert screen.dialog.isVisible()
    assert any(field.problem() == "error" for field in screen.dialog.fields.values()) or screen.dialog.problem.isVisible()
    screen.key(Qt.Key.Key_Escape)
    assert screen.kin == before
    assert QApplication.activeModalWidget() is None


def test_two_selected_are_told_how_they_are_related(screen: Screen) -> None:
    screen.editor.select((screen.named("Марина"), screen.named("Олег")))
    QApplication.processEvents()
    assert screen.section.panel.pair.isVisible()
    assert "Марина" in screen.section.panel.pair.said.text()
    assert set(screen.section.canvas.figure_scene.lit) >= {screen.named("Марина"), screen.named("Олег")}
    screen.editor.select(())
    QApplication.processEvents()
    assert not screen.section.canvas.lit()


def test_the_other_of_two_is_asked_by_name(screen: Screen) -> None:
    screen.walk_to("Олег")
    screen.letter("W")
    screen.type("мар")
    screen.key(Qt.Key.Key_Return)
    assert set(screen.editor.selected) == {screen.named("Марина"), screen.named("Олег")}


def test_a_line_of_a_relation_is_drawn_by_keys_and_noted_in_the_panel(screen: Screen) -> None:
    screen.walk_to("Марина")
    screen.letter("L")
    screen.type("олег")
    screen.key(Qt.Key.Key_Return)
    screen.key(Qt.Key.Key_4)
    (tie,) = screen.editor.data.feelings
    assert (tie.first, tie.second, tie.kind) == (screen.named("Марина"), screen.named("Олег"), "conflict")
    assert screen.editor.selected == (tie.id,)
    assert screen.section.panel.line.isVisible()
    screen.section.save()
    assert not screen.section.is_dirty()


def test_conditions_are_ticked_many_at_once_as_one_step(screen: Screen) -> None:
    screen.walk_to("Марина")
    screen.letter("K")
    screen.dialog.boxes["alcohol"].setChecked(True)
    screen.dialog.boxes["disability"].setChecked(True)
    screen.key(Qt.Key.Key_Return)
    assert {m.kind for m in screen.editor.data.marks} == {"alcohol", "disability"}
    screen.letter("Z", CTRL)
    assert not screen.editor.data.marks


def test_the_table_says_everything_and_conditions_are_opened_from_it(screen: Screen) -> None:
    screen.walk_to("Марина")
    screen.section.show_table()
    QApplication.processEvents()
    assert screen.section.table.people.current_key() == screen.named("Марина")
    screen.key(Qt.Key.Key_Return)
    assert "alcohol" in screen.dialog.boxes
    screen.key(Qt.Key.Key_Escape)
    table = screen.section.table
    table.first.set_value(str(screen.named("Марина")))
    table.kind.set_value("close")
    table.second.set_value(str(screen.named("Олег")))
    table.add_line()
    assert [t.kind for t in screen.editor.data.feelings] == ["close"]
    screen.section.show_table()
    assert screen.section.canvas.isVisible()


def test_the_full_card_opens_over_the_drawing_and_esc_comes_back(screen: Screen) -> None:
    screen.walk_to("Марина")
    screen.letter("O")
    assert screen.section.card is not None
    assert not screen.section.canvas.isVisible()
    screen.key(Qt.Key.Key_Escape)
    assert screen.section.card is None
    assert screen.section.canvas.isVisible()


def test_a_hidden_branch_leaves_the_drawing_and_not_the_card(screen: Screen) -> None:
    screen.walk_to("Марина")
    screen.letter("P")
    screen.fill(given_name="Вера")
    screen.walk_to("Вера")
    screen.letter("P")
    screen.fill(given_name="Анна")
    screen.walk_to("Вера")
    screen.letter("H")
    assert screen.editor.data.hidden == {screen.named("Вера"), screen.named("Анна")}
    assert {"Вера", "Анна"} <= {p.name for p in screen.kin.people}
    assert screen.named("Олег") in screen.editor.boxes()


def test_a_family_of_one_says_what_to_do_next(qtbot: QtBot, desk: Desk) -> None:
    screen = Screen(qtbot, desk, taken_in(desk, person("Кравцов", "Олег", "male", 2012, "child")))
    assert "Олег" in screen.section.hint.words()
    screen.walk_to("Олег")
    screen.letter("P")
    screen.fill(given_name="Марина")
    assert screen.section.hint.words() == ""
    screen.section.close_section()
    screen.presenter.close()


def test_a_finished_version_stays_and_the_next_change_begins_a_new_one(screen: Screen) -> None:
    screen.section.genogram.save(final=True)
    first = screen.editor.data.id
    assert screen.editor.data.final
    screen.editor.feel(screen.named("Марина"), screen.named("Олег"), "close")
    screen.section.save()
    assert screen.editor.data.id != first
    assert len(screen.section.genogram.versions) == 2


def test_two_versions_are_compared_in_words_and_on_one_drawing(screen: Screen) -> None:
    screen.section.genogram.save(final=True)
    screen.walk_to("Олег")
    screen.letter("S")
    screen.fill(given_name="Аня", born="2014")
    screen.editor.feel(screen.named("Марина"), screen.named("Олег"), "conflict")
    screen.section.save()
    assert len(screen.section.genogram.versions) == 2
    screen.section.compare()
    QApplication.processEvents()
    view = screen.section.compared.view
    said = " ".join(one.sentence for one in view.comparing.comparison.told)
    assert "Аня" in said
    assert not screen.section.canvas.isVisible()
    view.left.emit()
    assert screen.section.canvas.isVisible()


def test_a_version_is_shown_on_paper_before_it_is_printed(screen: Screen) -> None:
    screen.section.export()
    QApplication.processEvents()
    assert screen.dialog.isVisible()
    screen.dialog.reject()


def test_kinship_that_nobody_wrote_is_offered_and_written_with_one_click(qtbot: QtBot, desk: Desk) -> None:
    members = (
        person("Кравцова", "Марина", "female", 1988, "mother"),
        person("Кравцов", "Олег", "male", 2012, "child"),
    )
    screen = Screen(qtbot, desk, taken_in(desk, *members))
    assert screen.section.hint.words()
    screen.section.hint.acted.emit()
    QApplication.processEvents()
    (bond,) = screen.kin.parents
    assert (bond.parent, bond.child) == (screen.named("Марина"), screen.named("Олег"))
    assert screen.section.hint.words() == ""
    screen.section.close_section()
    screen.presenter.close()


def test_a_long_caption_takes_two_lines_and_never_pushes_its_value_out_of_the_panel(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = _Page(window)
    facts = page.facts((Fact("Когда покинул(а) родительский дом", "2002"), Fact("Пол", "женский")))
    assert facts.minimumSizeHint().width() <= theme.px(264)


def test_the_heading_is_mended_by_keyboard_as_one_step(screen: Screen) -> None:
    before = screen.editor.data
    screen.letter("A")
    screen.fill(title="После встречи", told_by="С бабушкой", drawn_on="03.03.2024")
    data = screen.editor.data
    assert (data.title, data.told_by, data.drawn_on) == ("После встречи", "С бабушкой", date(2024, 3, 3))
    assert QApplication.activeModalWidget() is None
    screen.section.save()
    screen.letter("Z", CTRL)
    assert (screen.editor.data.title, screen.editor.data.drawn_on) == (before.title, before.drawn_on)
    assert not screen.editor.stack.can_undo


def test_a_note_of_the_heading_has_lines_and_ctrl_enter_keeps_it(screen: Screen) -> None:
    screen.letter("A")
    screen.dialog.fields["note"].focus_editor()
    screen.type("Первая")
    screen.key(Qt.Key.Key_Return, NONE, "\r")
    screen.type("Вторая")
    screen.key(Qt.Key.Key_Return, CTRL)
    assert screen.editor.data.note == "Первая\nВторая"
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("typed", ["01.01.2999", "31.02.2024", ""])
def test_a_genogram_of_no_day_or_of_a_day_to_come_is_refused_beside_the_box(screen: Screen, typed: str) -> None:
    before = screen.editor.data
    screen.letter("A")
    field = screen.dialog.fields["drawn_on"]
    field.editor.clear()
    screen.fill(drawn_on=typed)
    assert field.problem() == "error"
    assert field.editor.hasFocus()
    assert screen.editor.data == before
    screen.fill(drawn_on="03.03.2024")
    assert screen.editor.data.drawn_on == date(2024, 3, 3)


def test_a_day_typed_over_a_finished_version_is_the_day_of_the_next_one(screen: Screen) -> None:
    screen.section.genogram.save(final=True)
    first = screen.editor.data.id
    screen.letter("A")
    screen.fill(drawn_on="03.03.2024")
    screen.section.save()
    assert screen.editor.data.id != first
    days = {row.id: row.drawn_on for row in screen.section.genogram.versions}
    assert days[screen.editor.data.id] == date(2024, 3, 3)
    assert days[first] == screen.desk.today


def test_two_versions_are_printed_in_the_one_way_of_all_maps(screen: Screen) -> None:
    screen.section.genogram.save(final=True)
    screen.editor.feel(screen.named("Марина"), screen.named("Олег"), "conflict")
    screen.section.save()
    screen.section.compare()
    view = screen.section.compared.view
    assert view.titles[0].text().endswith("завершена")
    assert [version.words for version in view.comparing.versions] == [title.text() for title in reversed(view.titles)]
    screen.section.export()
    QApplication.processEvents()
    preview = view.findChild(PaperPreview)
    assert preview is not None
    preview.close()


def test_the_key_stands_below_the_drawing_and_folds_away_for_good(screen: Screen) -> None:
    section = screen.section
    said = [shape.text for shape in section.editor.figure().shapes if isinstance(shape, Text)]
    assert "число в символе — возраст" not in " ".join(said)
    legend = section.legend
    assert "мужской пол" in legend.area.widget().accessibleDescription()
    assert legend.mapTo(section, QPoint(0, 0)).y() >= section.canvas.mapTo(section, QPoint(0, section.canvas.height())).y()
    assert legend.height() * 5 < section.height()
    legend.fold.click()
    assert not legend.area.isVisible()
    assert not section.editor.style.legend
    legend.unfold.click()
    assert legend.area.isVisible()


def test_in_a_low_window_the_key_waits_folded_and_the_drawing_has_the_room(screen: Screen) -> None:
    legend = screen.section.legend
    legend.parentWidget().setMaximumHeight(400)
    QApplication.processEvents()
    assert not legend.area.isVisible()
    legend.unfold.click()
    assert legend.area.isVisible()
    assert screen.section.editor.style.legend


@pytest.mark.parametrize(("name", "sex"), [("Сергій", "male"), ("Олена", "female"), ("Женя", "unknown")])
def test_the_sex_of_a_first_parent_is_what_the_name_says_and_never_a_habit(screen: Screen, name: str, sex: str) -> None:
    screen.walk_to("Марина")
    screen.letter("P")
    screen.fill(given_name=name)
    assert screen.kin.person(screen.named(name)).sex == sex


def test_a_dialog_that_grows_while_somebody_types_keeps_its_buttons_on_the_screen(screen: Screen) -> None:
    screen.walk_to("Марина")
    screen.letter("P")
    dialog, room = screen.dialog, screen.dialog.screen().availableGeometry()
    dialog.move(dialog.x(), room.bottom() - dialog.frameGeometry().height())
    dialog.resize(dialog.width(), dialog.height() + 60)
    QApplication.processEvents()
    assert dialog.frameGeometry().bottom() <= room.bottom()
    dialog.reject()
