"""A stage and the pathway of a case, by the keyboard; the head and the list say them by the case's own pathway."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.models.lists import ListFilter, Offered
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_cells import cells
from desktop.presenters.family_filters import offers
from desktop.presenters.pathways import SETTING, usual_pathway
from desktop.services.families import NewFamily, close_case, family_page, register_family
from desktop.services.lists import family_ids, family_rows
from desktop.ui.kit.ribbon import Stage, StageRibbon
from desktop.ui.pages.pathway_dialogs import ChangePathwayDialog, NewCaseDialog
from desktop.ui.pages.stage_dialog import StageDialog
from tests.ui.pages.sections import desk, keys, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
ENTER = Qt.Key.Key_Return


def taken_in(desk, key):  # noqa: F811
    return desk.do("Family", lambda unit: register_family(unit, NewFamily("Осмоновы", pathway=key))).result


def case_of(desk, family):  # noqa: F811
    return desk.read(lambda reading: family_page(reading, family)).case


def opened(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def dialog_of(qtbot, shell, family, code, went):  # noqa: F811
    presenter = FamilyPresenter(shell.desk, family)
    presenter.load()
    stage = next(one for one in presenter.stages() if one.code == code)
    made = StageDialog(shell, presenter, stage, went.append, shell.window_widget())
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return presenter, opened(qtbot, made)


def test_a_stage_is_begun_by_the_keyboard_and_says_what_it_expects(qtbot, shell, desk):  # noqa: F811
    family = taken_in(desk, "child_patronage")
    presenter, dialog = dialog_of(qtbot, shell, family, "relocation_preparing", [])
    assert any("психолог" in said for said in dialog.work.remarks())
    assert [line.there for line in dialog.work.papers()] == [False, False]
    assert dialog.work.seats()[0].coordinates
    keys(qtbot, "Готовим переезд")
    keys(qtbot, ENTER, control=True)
    assert not dialog.isVisible()
    found = {one.values["stage"]: one.values["note"] for one in case_of(desk, family).parts["stages"].values()}
    assert found == {"identifying": None, "relocation_preparing": "Готовим переезд"}
    presenter.close()


def test_enter_on_a_paper_leaves_for_the_section_where_it_is_made(qtbot, shell, desk):  # noqa: F811
    went: list[str] = []
    family = taken_in(desk, "family_support")
    presenter, dialog = dialog_of(qtbot, shell, family, "assessment", went)
    dialog.buttons[-1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(QApplication.focusWidget(), ENTER)
    assert went == ["map"]
    assert not dialog.isVisible()
    presenter.close()


def test_the_pathway_is_changed_by_the_keyboard_and_only_with_a_reason(qtbot, shell, desk):  # noqa: F811
    family = taken_in(desk, "family_support")
    page = desk.read(lambda reading: family_page(reading, family))
    dialog = ChangePathwayDialog(shell, page, shell.window_widget())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    opened(qtbot, dialog)
    dialog.pathway.set_value("social_support")
    qtbot.keyClick(dialog.pathway, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    dialog.reason.setFocus()
    keys(qtbot, "Решил совет")
    keys(qtbot, ENTER, control=True)
    assert not dialog.isVisible()
    assert case_of(desk, family).values["pathway"] == "social_support"


def test_a_new_case_is_opened_for_a_family_whose_case_is_closed(qtbot, shell, desk):  # noqa: F811
    family = taken_in(desk, "social_patronage")
    case = case_of(desk, family)
    desk.do("Closed", lambda unit: close_case(unit, case.id, case.version, "solved", ""))
    dialog = NewCaseDialog(shell, desk.read(lambda reading: family_page(reading, family)), shell.window_widget())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    opened(qtbot, dialog)
    assert dialog.pathway.value() == "home_visiting"  # usual in this country
    dialog.pathway.set_value("observation")
    qtbot.keyClick(dialog.pathway, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert shell.errors == []
    assert case_of(desk, family).values["pathway"] == "observation"
    assert usual_pathway(desk) == desk.setting(SETTING) == "observation"


def test_the_head_and_the_list_count_by_the_pathway_of_the_case(desk):  # noqa: F811
    family = taken_in(desk, "child_patronage")
    presenter = FamilyPresenter(desk, family)
    presenter.load()
    stages = presenter.stages()
    assert (len(stages), stages[-1].caption) == (10, "10. Поддержка семьи с ребёнком")
    assert presenter.pathway() == "Патронат над ребёнком"
    assert "из" not in presenter.state().split("·")[-1]  # this pathway names no months
    packed = desk.read(lambda reading: family_ids(reading, "number", ListFilter({"pathway": ("child_patronage",)}))).packed
    (row,) = desk.read(lambda reading: family_rows(reading, [packed])).values()
    assert cells(row, desk, desk.today)["stages"].text == "1. Выявление семей и детей"
    presenter.close()


def test_the_filter_offers_the_stages_of_the_pathways_that_are_followed(desk):  # noqa: F811
    there = Offered((), (), (("family_support", 1), ("home_visiting", 1)))
    found = {offer.key: [code for code, _caption in offer.choices] for offer in offers(desk, there)}
    assert found["stage"][:3] == ["intake", "assessment", "development_plan"]
    assert "acquaintance" not in found["stage"]
    assert found["pathway"] == ["family_support", "home_visiting"]


def test_ten_stages_stand_in_two_lines_where_one_has_no_room(qtbot):
    ribbon = StageRibbon([Stage(str(n), f"{n}. Название этапа", "todo", "", f"{n}. Этап") for n in range(1, 11)])
    qtbot.addWidget(ribbon)
    for width, lines in ((1600, 1), (700, 2)):
        ribbon.resize(width, 200)
        opened(qtbot, ribbon)
        qtbot.waitUntil(lambda lines=lines: len({button.y() for button in ribbon._buttons}) == lines)
        boxes = [button.geometry() for button in ribbon._buttons]
        assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
