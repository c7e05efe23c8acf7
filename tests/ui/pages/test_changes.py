"""The section of the map of changes: begun, measured, filled, compared, concluded and printed without the mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.models.change_map import FORM
from desktop.models.snapshots import Edit
from desktop.services import change_map, sheets
from desktop.ui.pages.change_dialogs import MeasurementDialog, ProposalsDialog
from desktop.ui.pages.changes import ChangesSection
from desktop.ui.pages.paper_preview import PaperPreview
from tests.services.test_change_map import filled_act
from tests.ui.kit.hands import put_on_screen
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def begun(qtbot, shell, family):  # noqa: F811
    """The section with a new map, begun by its key."""
    page = show_section(qtbot, shell, family, ChangesSection)
    put_on_screen(qtbot, shell.window_widget())
    page.entered()
    assert page.start.hasFocus()
    keys(qtbot, Qt.Key.Key_Insert)
    assert page.board is not None
    return page


def measure(qtbot, shell, page, day):  # noqa: F811
    """A measurement on this day by keyboard; then the keyboard is at its first sphere."""
    page.board.enter()
    keys(qtbot, Qt.Key.Key_Insert)
    dialog(page, MeasurementDialog)
    keys(qtbot, day)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    put_on_screen(qtbot, shell.window_widget())
    qtbot.waitUntil(page.board.table.hasFocus)


def score(qtbot, page, *scores):
    """Type a score into each sphere from the first one down."""
    for one in scores:
        keys(qtbot, one, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not page.board.table.typing)
        page.board.table.setFocus()
        keys(qtbot, Qt.Key.Key_Down)


def written(desk, family):  # noqa: F811
    (row,) = desk.read(lambda reading: change_map.change_sheets(reading, family))
    return desk.read(lambda reading: sheets.open_sheet(reading, row.id))


def test_a_map_is_begun_measured_twice_and_saved_by_keyboard(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    score(qtbot, page, "1", "0")
    measure(qtbot, shell, page, "20.11.2026")
    score(qtbot, page, "3", "1")
    page.board.settle()
    assert page.board.tally.text().startswith("лучше: 2")
    page.save()
    record = written(desk, family)
    days = sorted((row.values["measured_on"], row.values["moment"]) for row in record.parts["measurements"].values())
    assert days == [(date(2026, 9, 1), "entrance"), (date(2026, 11, 20), "between")]
    marks = {(row.values["sphere"], row.values["score"]) for row in record.parts["scores"].values()}
    assert marks == {("housing", 1), ("housing", 3), ("income", 0), ("income", 1)}
    assert shell.errors == []
    page.close_section()


def test_a_score_that_is_not_on_the_scale_is_refused_in_words(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    told = []
    page.board.told.connect(told.append)
    score(qtbot, page, "7")
    assert told == ["Оценка — число от 0 до 3"]
    assert page.maps.map.line("housing").marks == {}
    page.close_section()


def test_facts_and_shares_are_typed_below_and_one_step_back_takes_them(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    page.board.settle()
    page.board.panel.enter()
    keys(qtbot, "2", Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.board.panel.marks[date(2026, 9, 1)].fact
    keys(qtbot, "сухо и тепло")
    assert page.maps.map.line("housing").marks[date(2026, 9, 1)].fact == "сухо и тепло"
    assert page.maps.map.line("housing").marks[date(2026, 9, 1)].score == 2
    page.board.panel.said["helped"].setFocus()
    keys(qtbot, "рассрочка")
    assert page.maps.map.line("housing").helped == "рассрочка"
    while page.maps.map.line("housing").helped:
        before = page.maps.draft.stack.depth
        page.undo()
        assert page.maps.draft.stack.depth != before
    page.board.settle()
    assert page.board.panel.said["helped"].value() == ""
    page.close_section()


def test_a_measurement_moves_with_its_marks_and_goes_with_them_and_comes_back(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    score(qtbot, page, "2")
    assert page.maps.change_measurement(date(2026, 9, 1), date(2026, 9, 3), "entrance", "мать")
    (at,) = page.maps.map.measurements
    assert (at.on, at.with_whom, page.maps.map.line("housing").mark(at).score) == (date(2026, 9, 3), "мать", 2)
    page.maps.remove_measurement(date(2026, 9, 3))
    assert page.maps.map.measurements == ()
    page.undo()
    assert page.maps.map.line("housing").marks[date(2026, 9, 3)].score == 2
    page.close_section()


def test_papers_are_taken_only_when_they_are_ticked_and_with_their_source(qtbot, shell, family, desk):  # noqa: F811
    filled_act(desk, family, date(2026, 9, 2))
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    page.asking().suggest(page.board.day_here())
    asked = dialog(page, ProposalsDialog)
    assert not any(box.isChecked() for box in asked.boxes)
    asked.act()
    assert page.maps.map.line("housing").marks == {}
    asked.boxes[0].setChecked(True)
    asked.act()
    mark = page.maps.map.line("housing").marks[date(2026, 9, 1)]
    assert mark.score == 1
    assert "Акт обследования" in mark.fact
    assert "02.09.2026" in mark.fact
    page.close_section()


def test_any_two_measurements_are_compared(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    for day, one in (("01.07.2026", "1"), ("01.09.2026", "3"), ("20.11.2026", "2")):
        measure(qtbot, shell, page, day)
        score(qtbot, page, one)
    page.board.first.set_value("2026-09-01")
    page.board.last.set_value("2026-11-20")
    page.board.first.edited.emit()
    qtbot.waitUntil(lambda: page.board.tally.text().startswith("лучше: 0"))
    first, last = page.board.ends()
    assert (first.on, last.on) == (date(2026, 9, 1), date(2026, 11, 20))
    page.close_section()


def test_what_is_missing_stops_signing_and_has_the_keyboard(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    page.save()
    page.ask_sign()
    assert page.card.forms[0].box(("conclusion",)).isAncestorOf(QApplication.focusWidget())
    assert not page.maps.filling.signed
    page.close_section()


def test_the_sheet_is_printed_after_what_was_typed_is_saved(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    page.print_current()
    assert written(desk, family).parts["measurements"]
    preview = dialog(page, PaperPreview)
    assert preview.printing.what == FORM
    qtbot.waitUntil(lambda: preview.printing.preview is not None)
    assert len(preview.printing.preview.pages) == 2
    preview.reject()
    page.close_section()


def test_two_chosen_measurements_are_printed_in_the_place_of_entrance_and_exit(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    for day in ("01.07.2026", "01.09.2026", "20.11.2026"):
        measure(qtbot, shell, page, day)
    page.board.settle()
    page.board.first.set_value("2026-07-01")
    page.board.last.set_value("2026-09-01")
    page.board.first.edited.emit()
    assert page.board.paper.isVisible()
    page.board.paper.click()
    preview = dialog(page, PaperPreview)
    qtbot.waitUntil(lambda: preview.printing.preview is not None)
    with pypdfium2.PdfDocument(preview.pages_now().content) as pdf:
        words = "".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    assert "вход, 01.07.2026 промежуточно, 01.09.2026" in " ".join(words.split())  # the two columns of the drawing
    preview.reject()
    page.close_section()


def test_a_save_of_a_colleague_is_seen_on_an_untouched_map_and_counted_in_the_list(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    score(qtbot, page, "1")
    page.save()
    base = written(desk, family)
    scores = {id_: replace(row, values={**row.values, "score": 3}) for id_, row in base.parts["scores"].items()}
    desk.do("", lambda unit: sheets.write_sheet(unit, (Edit(base, base.with_parts("scores", scores)),)))
    page.family.load()
    assert page.maps.map.line("housing").marks[date(2026, 9, 1)].score == 3
    assert not page.is_dirty()
    assert page.family.counts()["changes"] == 1
    page.close_section()


def test_words_that_are_no_value_stop_the_printing_and_have_the_keyboard(qtbot, shell, family, desk):  # noqa: F811
    page = begun(qtbot, shell, family)
    measure(qtbot, shell, page, "01.09.2026")
    form = page.card.forms[0]
    form.build_all()
    page.maps.draft.type_text(("concluded_on",), "вчера утром")
    page.board.enter()
    page.print_current()
    QApplication.processEvents()
    assert page.findChildren(PaperPreview) == []
    assert form.box(("concluded_on",)).isAncestorOf(QApplication.focusWidget())
    page.close_section()
