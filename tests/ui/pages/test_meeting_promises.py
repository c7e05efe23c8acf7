"""A promise of a network meeting becomes a step of the plan: chosen, looked at on the form of the plan, saved."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.models.snapshots import Edit
from desktop.services.cards import blank, save_cards
from desktop.services.plans import plans_of, save_plan
from desktop.ui.kit.dialogs import Ask
from desktop.ui.pages.journals import JournalsPage
from desktop.ui.pages.meeting_promises import PlanDialog, PromisesDialog
from desktop.ui.pages.record_actions import RECORD_ACTIONS
from tests.ui.pages.sections import desk, dialog, family, keys, put, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def meeting(desk, family, *promises):  # noqa: F811
    guests = [blank("meeting_guest", desk.new_id(), name="Крёстная Роза")]
    made = [blank("meeting_promise", desk.new_id(), **one) for one in promises]
    new = blank("network_meeting", desk.new_id(), held_at=datetime(2026, 11, 10, 8, 0, tzinfo=UTC), question="Кто поможет?")
    new = new.with_parts("invited", {one.id: one for one in guests}).with_parts("promises", {one.id: one for one in made})
    return desk.do("", lambda unit: save_cards(unit, Edit(None, new, {"family_id": family}))).result


def planned(desk, family):  # noqa: F811
    step = blank("step", desk.new_id(), words="Записать к врачу", mark="not_due")
    new = blank("plan_version", desk.new_id(), kind="monthly", since=desk.today, goal="покой")
    new = new.with_parts("steps", {step.id: step})
    return desk.do("", lambda unit: save_plan(unit, Edit(None, new, {"family_id": family}))).result


def steps(desk, family):  # noqa: F811
    rows = desk.read(lambda reading: plans_of(reading, family))
    (row,) = [row for row in rows if row.current]
    return row.plan, [step.values for step in row.plan.parts["steps"].values()]


@pytest.fixture
def page(qtbot, shell):  # noqa: F811
    made = JournalsPage(shell)
    put(qtbot, shell, made)
    yield made
    made.close_page()


def test_a_promise_is_taken_into_the_plan_by_keyboard(qtbot, shell, desk, family, page):  # noqa: F811
    planned(desk, family)
    id_ = meeting(
        desk, family, {"who": "Бабушка", "words": "записать к врачу"},
        {"who": "крёстная роза", "words": "Забирать Олега из школы", "until": date(2026, 12, 1), "state": "promised"},
    )  # fmt: skip
    RECORD_ACTIONS["network_meeting"][0].run(shell, page, id_)
    asked = dialog(page, PromisesDialog)
    assert [one.planned for one in asked._promises.promises()] == [True, False]
    keys(qtbot, Qt.Key.Key_Return)  # the one that is not in the plan yet is chosen
    opened = dialog(page, PlanDialog)
    assert len(steps(desk, family)[1]) == 1
    QApplication.processEvents()
    assert opened.view.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)  # as its button promises
    QApplication.processEvents()
    plan, found = steps(desk, family)
    assert [(one["words"], one["helper"], one["due_on"]) for one in found][-1] == (
        "Забирать Олега из школы", "крёстная роза", date(2026, 12, 1),
    )  # fmt: skip
    assert plan.values["reason"] == "Обещание на сетевой встрече 10.11.2026"
    assert shell.errors == []


def test_esc_writes_nothing(qtbot, shell, desk, family, page):  # noqa: F811
    planned(desk, family)
    id_ = meeting(desk, family, {"who": "Роза", "words": "Помочь с переездом"})
    RECORD_ACTIONS["network_meeting"][0].run(shell, page, id_)
    dialog(page, PromisesDialog).act()
    dialog(page, PlanDialog)
    keys(qtbot, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not any(one.isVisible() for one in page.findChildren(PlanDialog))
    assert len(steps(desk, family)[1]) == 1


def test_a_family_without_a_plan_is_led_to_its_plan(shell, desk, family, page):  # noqa: F811
    id_ = meeting(desk, family, {"who": "Роза", "words": "Помочь с переездом"})
    RECORD_ACTIONS["network_meeting"][0].run(shell, page, id_)
    dialog(page, PromisesDialog).act()
    (asked,) = [one for one in page.findChildren(Ask) if one.isVisible()]
    asked.buttons[0].click()
    assert shell.opened == [(family, "agreements")]


def test_a_meeting_without_promises_says_so(shell, desk, family, page):  # noqa: F811
    RECORD_ACTIONS["network_meeting"][0].run(shell, page, meeting(desk, family))
    assert shell.said == ["На этой встрече никто ничего не обещал"]
