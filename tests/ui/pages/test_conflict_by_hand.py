"""What a clerk met at the conflict map: numbers are typed as they are said, nothing typed is lost, the table says everything."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.base.messages import _
from desktop.models.partial_dates import PartialDate
from desktop.services.families import family_page
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from tests.ui.pages.test_conflicts import Screen, desk, drawn, family, screen

__all__ = ["desk", "family", "screen"]


def test_the_digit_typed_is_the_intensity_and_one_and_nought_are_ten(screen) -> None:
    drawn(screen)
    screen.editor.select((screen.data.conflict,))
    QApplication.processEvents()
    screen.section.panel.issue.intensity.setFocus()
    screen.press(Qt.Key.Key_6)
    assert screen.data.intensity == 6
    screen.press(Qt.Key.Key_1)
    screen.press(Qt.Key.Key_0)
    assert screen.data.intensity == 10
    screen.press(Qt.Key.Key_0)
    assert screen.data.intensity == 0
    shown = [segment.text() for segment in screen.section.panel.issue.intensity._segments]
    assert shown == [str(n) for n in range(11)]


def test_a_way_out_that_was_typed_but_not_confirmed_is_saved_with_the_map(screen) -> None:
    drawn(screen)
    screen.section.panel.overview.add_option.setFocus()
    screen.type("Разговор с классным руководителем")
    screen.section.save()
    assert "Разговор с классным руководителем" in [option.words for option in screen.kept().data.options]


def test_esc_takes_back_what_was_not_confirmed_and_only_then_leaves(screen) -> None:
    drawn(screen)
    line = screen.section.panel.overview.add_option
    line.setFocus()
    screen.type("передумали")
    screen.press(Qt.Key.Key_Escape)
    assert line.hasFocus()
    assert line.value() == ""
    screen.press(Qt.Key.Key_Escape)
    assert screen.section.canvas.hasFocus()
    assert [option.words for option in screen.data.options] == ["Медиация у психолога"]


def test_a_new_party_is_said_to_be_a_group_or_an_agency_at_once_and_afterwards(screen) -> None:
    screen.begin()
    screen.press(Qt.Key.Key_Escape)
    screen.press(Qt.Key.Key_P)
    screen.type("Соседи по дому")
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    (party,) = screen.data.parties
    assert (party.name, party.kind, party.role) == ("Соседи по дому", "group", "side")
    screen.section.panel.settle()
    kind = screen.section.panel.party.kind
    assert kind.value() == "group"
    kind.setFocus()
    screen.press(Qt.Key.Key_1)
    assert screen.data.parties[0].kind == "person"


def test_the_table_changes_what_is_said_of_the_conflict_as_a_whole(screen) -> None:
    drawn(screen)
    screen.section.show_table()
    told: list[str] = []
    table = screen.section.table
    table.told.connect(told.append)
    for key, text in (
        ("issue", "Где живёт Олег"), ("phase", "тупик"), ("intensity", "7"), ("began_on", "09.2026"),
        ("mediator", "психолог центра"), ("told_by", "с матерью"), ("outcome", "решили встретиться"), ("note", "тихо"),
        ("template", "схема Ковалёва"),
    ):  # fmt: skip
        table.heading.cell_edited.emit(key, "said", text)
    data = screen.data
    assert (data.issue, data.phase, data.intensity, data.mediator) == ("Где живёт Олег", "stalemate", 7, "психолог центра")
    assert (data.began_on, data.told_by, data.outcome) == (PartialDate(2026, 9), "с матерью", "решили встретиться")
    assert data.template == "kovalev"
    assert told == []
    table.heading.cell_edited.emit("began_on", "said", "когда-то")
    table.heading.cell_edited.emit("intensity", "said", "11")
    assert len(told) == 2
    assert (screen.data.began_on, screen.data.intensity) == (PartialDate(2026, 9), 7)


def test_enter_on_a_line_of_the_conflict_opens_its_words_and_known_words_are_offered(screen) -> None:
    drawn(screen)
    screen.section.show_table()
    table = screen.section.table
    table.heading.setFocus()
    table.heading.select_key("phase")
    screen.press(Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert editor.text() == screen.desk.caption("conflict_stages", "open")
    assert editor.completer() is not None
    editor.setText("тупик")
    editor.completer().activated.emit("тупик")  # as the list tells it when Enter is pressed in it
    assert screen.data.phase == "stalemate"


def test_a_draft_that_is_shown_is_offered_no_longer(qtbot, desk, family) -> None:
    first = Screen(qtbot, desk, family)
    drawn(first)
    first.section.keep_draft()
    first.close()
    again = Screen(qtbot, desk, family)
    again.section.banner.acted.emit()
    assert again.data.issue == "С кем остаётся Олег"
    assert not again.section.banner.isVisible()
    again.close()


def test_a_high_table_does_not_hold_the_window_open(screen) -> None:
    drawn(screen)
    screen.section.show_table()
    assert screen.section.minimumSizeHint().height() < 600


def test_the_menu_counts_conflicts_and_not_their_versions(screen, desk, family) -> None:
    drawn(screen)
    screen.section.conflicts.save(final=True)
    screen.editor.describe(outcome="помирились")
    screen.section.save()
    assert len(screen.kept().versions) == 2
    assert desk.read(lambda reading: family_page(reading, family)).counts["conflicts"] == 1


def test_confirming_what_is_common_leaves_the_keyboard_beside_it(screen) -> None:
    drawn(screen)
    overview = screen.section.panel.overview
    yes = next(button for button in overview.findChildren(Button) if button.text() == _("Common"))
    yes.setFocus()
    yes.click()
    QApplication.processEvents()
    assert overview.mark.hasFocus()


def test_a_hint_brings_the_keyboard_to_the_party_it_is_about(screen) -> None:
    drawn(screen)
    screen.editor.add_party("Бабушка")
    screen.editor.select(())
    QApplication.processEvents()
    panel = screen.section.panel
    shown = [button for button in panel.overview.findChildren(Button) if button.text() == _("Show")]
    shown[0].setFocus()
    shown[0].click()
    QApplication.processEvents()
    assert panel.party.needs["need"].hasFocus()


def test_a_way_out_that_went_into_the_plan_keeps_the_keyboard_in_its_line(screen) -> None:
    drawn(screen)
    (row,) = screen.section.panel.overview.options.rows.values()
    row.plan.setFocus()
    screen.section.conflicts.to_plan(row.id, begin=True)
    QApplication.processEvents()
    assert screen.data.options[0].step is not None
    assert row.change.hasFocus()


def test_a_long_issue_does_not_make_the_comparison_wider_than_a_small_screen(screen) -> None:
    drawn(screen)
    screen.editor.describe(issue="Кто и как следит за посещением школы младшими детьми в дни, когда оба родителя на смене")
    screen.section.conflicts.save(final=True)
    screen.editor.describe(intensity=3)
    screen.section.save()
    screen.section.compare()
    QApplication.processEvents()
    assert screen.section._over.view.minimumSizeHint().width() <= 850


def test_a_drawing_fits_a_narrow_window_with_all_its_buttons(screen) -> None:
    drawn(screen)
    assert screen.section.minimumSizeHint().width() <= 620
    screen.window.resize(620, 700)
    QApplication.processEvents()
    strip = screen.section.strip
    assert strip.width() <= 620
    for button in (screen.section.compare_button, screen.section.print_button):
        assert button.geometry().right() < strip.width()
    save = strip.findChildren(Button)[-1]
    assert save.geometry().right() < strip.width()
    assert not save.geometry().intersects(screen.section.print_button.geometry())
    screen.window.resize(1300, 850)
    QApplication.processEvents()
    assert screen.section.versions.width() == theme.px(200)


def test_enter_shows_the_draft_that_is_offered_and_begins_nothing_over_it(qtbot, desk, family) -> None:
    first = Screen(qtbot, desk, family)
    drawn(first)
    first.section.keep_draft()
    first.close()
    again = Screen(qtbot, desk, family)
    again.press(Qt.Key.Key_Return)
    assert again.data.issue == "С кем остаётся Олег"
    again.close()


def test_beginning_a_conflict_asks_what_becomes_of_the_draft_that_is_offered(qtbot, desk, family) -> None:
    first = Screen(qtbot, desk, family)
    drawn(first)
    first.section.keep_draft()
    first.close()
    again = Screen(qtbot, desk, family)
    again.begin()
    assert again.editor is None
    assert again.section.conflicts.offered()
    again.question().buttons[0].click()
    assert again.data.issue == "С кем остаётся Олег"
    again.close()


def test_a_draft_that_is_no_longer_kept_is_not_offered(qtbot, desk, family) -> None:
    first = Screen(qtbot, desk, family)
    drawn(first)
    first.section.save()
    first.editor.describe(issue="другое")
    first.section.keep_draft()
    first.close()
    again = Screen(qtbot, desk, family)
    assert again.section.banner.isVisible()
    again.editor.describe(outcome="помирились")
    again.section.save()
    QApplication.processEvents()
    assert not again.section.banner.isVisible()
    again.close()


def test_a_draft_of_what_was_all_taken_back_is_not_kept(screen) -> None:
    drawn(screen)
    screen.section.save()
    screen.editor.describe(outcome="помирились")
    screen.section.keep_draft()
    assert screen.section.conflicts.offered()
    screen.editor.undo()
    assert not screen.section.conflicts.offered()
    screen.editor.redo()
    screen.section.keep_draft()
    assert screen.section.conflicts.offered()
