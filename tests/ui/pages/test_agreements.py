from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.base.errors import Rejected
from desktop.models.snapshots import Edit, Snapshot
from desktop.presenters.agreements import term_warning
from desktop.rules.plans import months_later
from desktop.services.agreements import agreements_of, save_agreement
from desktop.services.plans import plans_of, save_plan
from desktop.ui.kit.dialogs import Ask
from desktop.ui.pages.agreement_dialogs import KindDialog, ReasonDialog
from desktop.ui.pages.agreements import AgreementsSection
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
EMPTY_PROMISE = {"person_id": None, "responsible": None, "due_on": None, "state": None, "marked_on": None, "note": None}
EMPTY_STEP = {
    "person_id": None,
    "helper": None,
    "due_on": None,
    "expected": None,
    "mark": None,
    "marked_on": None,
    "reason": None,
}


def the_agreement(desk, family):  # noqa: F811
    return desk.read(lambda reading: agreements_of(reading, family))[0]


def with_a_promise(page, desk):  # noqa: F811
    promise = Snapshot("obligation", desk.new_id(), 0, {**EMPTY_PROMISE, "side": "family", "words": "Водить Анну в школу"})
    agreement = page.papers.agreements[0]
    edit = Edit(agreement, agreement.with_parts("obligations", {promise.id: promise}))
    desk.do("promised", lambda unit: save_agreement(unit, edit))


def make_one(qtbot, page):
    keys(qtbot, Qt.Key.Key_Insert)
    dialog(page.agreements, KindDialog).act()
    page.save()


def test_a_new_agreement_begins_with_its_parties_term_and_texts(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    make_one(qtbot, page)
    assert shell.errors == []
    assert page.view is None
    made = the_agreement(desk, family)
    assert made.values["not_legal"] is True
    assert made.values["till"] == months_later(desk.today, 6) - timedelta(days=1)
    assert "Безопасность детей" in made.values["rules"]
    assert [part.values["name"] for part in made.parts["parties"].values()] == ["Кравцова Марина", desk.actor.name]
    page.close_section()


def test_an_agreement_without_promises_is_not_signed_and_opens_at_what_is_missing(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    make_one(qtbot, page)
    page.agreements.sign.click()
    dialog(page.agreements, Ask).buttons[1].click()
    assert isinstance(shell.errors[0], Rejected)
    assert page.view is not None
    page.close_section()


def test_a_signed_agreement_is_marked_by_one_key_and_ended_with_a_reason(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    make_one(qtbot, page)
    with_a_promise(page, desk)
    page.agreements.sign.click()
    dialog(page.agreements, Ask).buttons[1].click()
    assert the_agreement(desk, family).values["state"] == "signed"
    page.window().activateWindow()
    page.agreements.obligations.table.setFocus()
    keys(qtbot, Qt.Key.Key_1)
    (promise,) = the_agreement(desk, family).parts["obligations"].values()
    assert (promise.values["state"], promise.values["marked_on"]) == ("fulfilled", desk.today)
    page.agreements.end.click()
    reason = dialog(page.agreements, ReasonDialog)
    reason.act()
    assert reason.isVisible()
    reason.reason.setPlainText("Цель достигнута")
    reason.act()
    assert the_agreement(desk, family).values["end_reason"] == "Цель достигнута"
    assert shell.errors == []
    page.close_section()


def test_a_signed_text_is_not_rewritten(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    make_one(qtbot, page)
    with_a_promise(page, desk)
    page.agreements.sign.click()
    dialog(page.agreements, Ask).buttons[1].click()
    signed = the_agreement(desk, family)
    with pytest.raises(Rejected):
        desk.do("x", lambda unit: save_agreement(unit, Edit(signed, signed.with_values(purpose="другое"))))
    page.close_section()


def test_a_changed_plan_is_a_new_version_with_its_reason_and_a_mark_is_not(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, AgreementsSection)
    first = Snapshot(
        "step", desk.new_id(), 0, {**EMPTY_STEP, "words": "Собрать документы", "due_on": desk.today - timedelta(days=3)}
    )
    plan = page.papers.new_plan().forms[0].to_snapshot().with_parts("steps", {first.id: first})
    desk.do("plan", lambda unit: save_plan(unit, Edit(None, plan, {"family_id": family})))
    page.papers.load(page._fill)
    assert "просрочен" in page.plans.steps.table.model().rows[0]["due"].text
    page.plans.steps.table.setFocus()
    keys(qtbot, Qt.Key.Key_1)
    (marked,) = (row.plan for row in desk.read(lambda reading: plans_of(reading, family)))
    assert [step.values["mark"] for step in marked.parts["steps"].values()] == ["done"]
    second = Snapshot("step", desk.new_id(), 0, {**EMPTY_STEP, "words": "Записать в кружок"})
    more = marked.with_parts("steps", {**marked.parts["steps"], second.id: second})
    with pytest.raises(Rejected):
        desk.do("change", lambda unit: save_plan(unit, Edit(marked, more)))
    desk.do("change", lambda unit: save_plan(unit, Edit(marked, more), "так решили вместе"))
    versions = [row.plan for row in desk.read(lambda reading: plans_of(reading, family))]
    assert [len(version.parts["steps"]) for version in versions] == [2, 1]
    assert [step.values["mark"] for step in versions[0].parts["steps"].values()] == ["done", None]
    page.close_section()


def test_an_unusual_term_is_warned_about():
    day = date(2026, 3, 1)
    assert term_warning("contract", day, date(2026, 8, 31)) == ""
    assert term_warning("contract", day, date(2026, 6, 30)) == ""
    assert "короче" in term_warning("contract", day, date(2026, 5, 31))
    assert "длиннее" in term_warning("contract", day, date(2027, 3, 1))
