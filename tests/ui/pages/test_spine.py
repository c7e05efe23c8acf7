"""From a problem to a contract that shows it was solved, without touching the mouse; consents and prints of their pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.models.snapshots import Edit, Snapshot
from desktop.services.agreements import agreements_of, save_agreement, sign_agreement
from desktop.services.spine import family_chain
from desktop.services.visits import visit_log
from desktop.ui.pages.agreements import AgreementsSection
from desktop.ui.pages.consent_dialogs import DayDialog
from desktop.ui.pages.consents import ConsentsSection
from desktop.ui.pages.paper_preview import PaperPreview
from desktop.ui.pages.plan_dialogs import PlanKindDialog, ScoreDialog
from desktop.ui.pages.step_dialog import StepDialog
from desktop.ui.pages.visit_given import GivenDialog
from desktop.ui.pages.visits import VisitsSection
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
TAB, INS, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Insert, Qt.Key.Key_Return


def signed_contract(page, desk, family):  # noqa: F811
    card = page.papers.new_agreement("bilateral")
    card.save()
    agreement = desk.read(lambda reading: agreements_of(reading, family))[0]
    promise = Snapshot("obligation", desk.new_id(), 0, {"side": "family", "words": "Вместе искать выход"})
    edit = Edit(agreement, agreement.with_parts("obligations", {promise.id: promise}))
    desk.do("promised", lambda unit: save_agreement(unit, edit))
    desk.do("signed", lambda unit: sign_agreement(unit, agreement.id, agreement.version + 1))
    card.close()


def new_step(qtbot, page):
    page.view_of.setFocus()
    keys(qtbot, Qt.Key.Key_2)  # the chain
    page.chain.table.setFocus()
    keys(qtbot, INS)
    asked = dialog(page, StepDialog)
    keys(qtbot, TAB, "Отец пьёт", TAB, TAB, "Отец лечится", TAB, TAB, "Пойти к врачу")
    keys(qtbot, ENTER, control=True)
    page.window().activateWindow()
    return asked


def test_problem_goal_step_visit_mark_and_the_contract_shows_it(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    signed_contract(page, desk, family)
    page.papers.load(page._fill)
    new_step(qtbot, page)
    assert shell.errors == []
    page.papers.load(page._fill)
    words = [row["words"].strip() for row in page.chain.table.model().rows]
    assert words == ["Отец пьёт", "Отец лечится", "Пойти к врачу"]
    visits = show_section(qtbot, shell, family, VisitsSection)
    visits.log.setFocus()
    keys(qtbot, Qt.Key.Key_F7, Qt.Key.Key_1)  # held
    visits.form.met.chips[0].setFocus()
    keys(qtbot, Qt.Key.Key_1)
    for asked in (*visits.form.children_row.asked.values(), *visits.form.danger.asked.values()):
        asked.buttons.setFocus()
        keys(qtbot, Qt.Key.Key_2 if asked in visits.form.danger.asked.values() else Qt.Key.Key_1)
    visits.form.steps.chips[0].setFocus()
    keys(qtbot, Qt.Key.Key_1)  # done
    keys(qtbot, ENTER, control=True)
    assert [row.outcome for row in desk.read(lambda reading: visit_log(reading, family))] == ["held"]
    page.papers.load(page._fill)
    page.view_of.setFocus()
    keys(qtbot, Qt.Key.Key_1)
    assert "1 из 1 · 100 %" in page.agreements._said.text()
    (step,) = desk.read(lambda reading: family_chain(reading, family)).steps()
    assert [(one.kind, one.mark) for one in step.served] == [("visit", "done")]
    assert "выполнено" in page.chain.table.model().rows[-1]["state"].text
    visits.close_section()
    page.close_section()


def test_a_step_is_planned_where_the_keyboard_stands_under_its_goal(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    new_step(qtbot, page)
    page.papers.load(page._fill)
    page.chain.table.setFocus()
    page.chain.table.select_key(1)  # the goal
    keys(qtbot, INS)
    dialog(page, StepDialog)
    keys(qtbot, "Второй шаг")
    keys(qtbot, ENTER, control=True)
    chain = desk.read(lambda reading: family_chain(reading, family))
    assert [len(goal.steps) for problem in chain.problems for goal in problem.goals] == [2]
    assert shell.errors == []
    page.close_section()


def test_a_step_is_evaluated_and_a_plan_of_another_kind_is_begun_by_keys(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    new_step(qtbot, page)
    page.papers.load(page._fill)
    page.view_of.setFocus()
    keys(qtbot, Qt.Key.Key_1)
    page.plans.steps.table.setFocus()
    page.plans.score.click()
    dialog(page.plans, ScoreDialog)
    keys(qtbot, Qt.Key.Key_4)
    keys(qtbot, ENTER, control=True)
    page.window().activateWindow()
    page.papers.load(page._fill)
    assert page.plans.steps.table.model().rows[0]["score"] == "3"
    page.plans.ask_kind()
    asked = dialog(page.plans, PlanKindDialog)
    asked.kind.set_value("family_development")
    asked.act()
    page.save()
    page.papers.load(page._fill)
    assert [row["title"] for row in page.plans.table.model().rows] != []
    assert len(page.plans.table.model().rows) == 2
    page.close_section()


def test_services_of_a_visit_are_written_in_its_form(qtbot, shell, family, desk):  # noqa: F811
    visits = show_section(qtbot, shell, family, VisitsSection)
    form = visits.form
    form.given.service.click()
    asked = dialog(form.given, GivenDialog)
    asked.act()
    assert asked.isVisible()  # what was given is not said yet
    asked.editors["name"].setFocus()
    keys(qtbot, "Беседа о расходах")
    keys(qtbot, ENTER, control=True)
    visits.window().activateWindow()
    assert [row["words"] for row in form.given.table.model().rows] == ["Беседа о расходах"]
    assert visits.entry.undo()
    assert form.given.table.model().rows == ()
    visits.entry.redo()
    form.given.table.setFocus()
    keys(qtbot, Qt.Key.Key_Delete)
    assert visits.entry.state.given == ()
    visits.entry.clear()
    visits.close_section()


def test_who_has_no_consent_is_said_and_the_consents_are_prepared_and_given(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    assert "Нет действующего согласия" in page.consents.words()
    page.close_section()
    section = show_section(qtbot, shell, family, ConsentsSection)
    section.missing.acted.emit()
    section.consents.load(section._fill)
    assert len(section.table.model().rows) == 2
    for id_ in [line.consent.id for line in section.consents.lines()]:
        section.table.select_key(id_)
        section.refuse.click()
        dialog(section, DayDialog)
        keys(qtbot, TAB, "Не хотим")
        keys(qtbot, ENTER, control=True)
        section.consents.load(section._fill)
    assert {row["state"].text for row in section.table.model().rows} == {"отказ"}
    assert shell.errors == []
    section.close_section()


def test_a_paper_is_looked_at_before_it_is_printed(qtbot, shell, family, desk, tmp_path):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    new_step(qtbot, page)
    page.chain.print_wanted.emit()
    shown = dialog(page, PaperPreview)
    assert shown._pdf.isEnabled()
    assert shown.printing.summary() == "1 страница"
    for name in ("chain.pdf", "chain.xlsx"):
        shown.printing.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    shown.reject()
    assert QApplication.activeModalWidget() is None
    page.close_section()
