from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.messages import Finding
from desktop.models.drafts_of_acts import Named
from desktop.presenters.visit_log import lines, title, told
from desktop.presenters.visit_state import from_json, to_json
from desktop.presenters.visits import VisitEntry
from desktop.services.desk import Desk
from desktop.services.visits import open_visit, visit_log
from tests.ui.pages.shells import opened_desk
from tests.ui.pages.visit_family import kravtsovs, page_of, plan, visit


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    return kravtsovs(desk)


@pytest.fixture
def entry(desk: Desk, family: UUID) -> VisitEntry:
    return begun(desk, family)


def begun(desk: Desk, family: UUID) -> VisitEntry:
    opened = VisitEntry(desk, family)
    opened.show_page(page_of(desk, family))
    return opened


def answer_everything(entry: VisitEntry) -> None:
    entry.answer("outcome", "held")
    entry.meet((Named(entry.adults()[1][0], "Марина"),))
    entry.see_all(True)
    for danger in ("violence", "intoxication", "threat"):
        entry.answer(danger, False)


def places(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.path[0] for finding in findings]


def test_nothing_is_answered_beforehand_but_the_date_the_kind_me_and_the_next_date(desk, entry):
    assert not entry.is_dirty
    assert entry.visited_on() == desk.today
    assert entry.state.values == {"planned": "planned", "kind": "control"}
    assert [person.id for person in entry.state.participants] == [desk.actor.id]
    assert places(entry.findings()) == ["outcome", "children", "children", "children"]


def test_a_visit_is_recorded_only_with_everything_and_says_first_what_comes_first(desk, family, entry):
    entry.answer("outcome", "held")
    refused: list[tuple[Finding, ...]] = []
    entry.refused.subscribe(refused.append)
    assert not entry.record()
    assert places(refused[0]) == ["met", *["children"] * 3, "violence", "intoxication", "threat"]
    answer_everything(entry)
    assert entry.record()
    assert entry.status == "saved"
    assert len(desk.read(lambda reading: visit_log(reading, family))) == 1
    assert not entry.is_dirty


def test_nobody_found_needs_no_further_answer_and_keeps_what_was_said_before(desk, family, entry):
    answer_everything(entry)
    entry.answer("outcome", "not_found")
    assert entry.findings() == ()
    assert entry.dangers_raised() == ("ребёнка не видели",)
    entry.answer("outcome", "held")
    assert entry.findings() == ()
    entry.answer("outcome", "not_found")
    entry.record()
    row = desk.read(lambda reading: visit_log(reading, family))[0]
    assert (row.seen, row.dangers) == (0, ())


def test_nobody_was_seen_is_forgotten_when_the_visit_was_held_after_all(entry):
    entry.answer("outcome", "refused")
    entry.answer("danger_unseen", True)
    entry.see_all(False)
    assert entry.findings() == ()
    answer_everything(entry)
    assert entry.findings() == ()


def test_the_next_date_follows_the_rhythm_until_somebody_types_another(entry):
    entry.type("visited_on", "17.11.2026")
    assert f"{entry.next_on():%d.%m.%Y}" == "24.11.2026"
    assert entry.next_words() == "вт · по ритму: раз в неделю"
    entry.answer("outcome", "not_found")
    assert f"{entry.next_on():%d.%m.%Y}" == "20.11.2026"
    entry.type("next_on", "01.12.2026")
    entry.answer("outcome", "held")
    assert f"{entry.next_on():%d.%m.%Y}" == "01.12.2026"
    assert entry.next_words() == "вт"
    entry.type("next_on", "")
    assert "next_on" in places(entry.findings())


def test_a_date_that_is_not_understood_is_said_beside_it_and_stays_in_the_draft(entry):
    answer_everything(entry)
    entry.type("came", "25:70")
    assert places(entry.findings()) == ["came"]
    assert from_json(to_json(entry.state)) == entry.state


@pytest.mark.parametrize(
    ("came", "left", "words"),
    [
        ("10:15", "11:05", "50 мин"),
        ("9", "11", "2 ч"),
        ("10:00", "11:20", "1 ч 20 мин"),
        ("11:05", "10:15", ""),
        ("", "10:15", ""),
    ],
)
def test_how_long_it_lasted_is_counted(entry, came, left, words):
    entry.type("came", came)
    entry.type("left", left)
    assert entry.duration() == words


def test_a_step_back_takes_back_one_answer_and_a_text_as_a_whole(entry):
    entry.answer("outcome", "held")
    for text in ("В", "В к", "В квартире"):
        entry.answer("observations", text)
    entry.undo()
    assert "observations" not in entry.state.values
    entry.redo()
    assert entry.state.values["observations"] == "В квартире"
    entry.clear()
    assert not entry.is_dirty
    entry.undo()
    assert entry.state.values["observations"] == "В квартире"


def test_a_draft_outlives_the_page_and_goes_when_the_visit_is_recorded(desk, family, entry):
    answer_everything(entry)
    entry.answer("observations", "В квартире чисто")
    entry.keep_draft()
    assert entry.status == "draft"
    entry.close()
    again = begun(desk, family)
    assert again.offered() is not None
    assert not again.is_dirty
    assert again.take_draft()
    assert again.state == entry.state
    assert again.record()
    assert begun(desk, family).offered() is None


def test_an_emptied_entry_leaves_no_draft(desk, family, entry):
    entry.answer("observations", "Набрано по ошибке")
    entry.keep_draft()
    entry.clear()
    entry.keep_draft()
    assert desk.drafts.all() == {}


def test_a_draft_of_another_shape_is_put_aside(desk, family, entry):
    desk.keep_draft(entry.key, {"typed": 7})
    again = begun(desk, family)
    assert not again.take_draft()
    assert not again.is_dirty


def test_record_and_next_keeps_the_date_and_who_went(entry):
    entry.type("visited_on", "20.11.2026")
    entry.come_with((*entry.state.participants, Named(None, "Ли А. В.")))
    answer_everything(entry)
    entry.record(next_one=True)
    assert entry.state.visited_on == "20.11.2026"
    assert [person.name for person in entry.state.participants] == ["Асанова Г. М.", "Ли А. В."]
    assert entry.state.outcome is None
    assert not entry.is_dirty


def test_an_added_entry_starts_from_what_the_visit_says_and_raises_nothing_twice(desk, family):
    first = visit(desk, family, -2, violence=True, observations="Синяк у Олега")
    entry = begun(desk, family)
    snapshot, _words = desk.read(lambda reading: open_visit(reading, first))
    entry.amend(snapshot)
    assert entry.findings() == ()
    assert "observations" not in entry.state.values
    assert entry.dangers_raised() == ()
    entry.answer("observations", "Врач подтвердил ушиб")
    entry.record()
    shown = lines(desk.read(lambda reading: visit_log(reading, family)), desk)
    day = f"{snapshot.values['visited_on']:%d.%m.%Y}"
    assert shown[0].brief == f"дополнение к визиту {day}: Врач подтвердил ушиб"


def test_the_log_counts_attempts_and_children_and_names_dangers(desk, family):
    visit(desk, family, -9, "not_found")
    visit(desk, family, -6, "not_found")
    visit(desk, family, -3, "held", seen=(True, False, True), intoxication=True)
    held, second, first = lines(desk.read(lambda reading: visit_log(reading, family)), desk)
    assert (held.outcome, held.seen, held.dangers[0]) == (("состоялся", "green"), ("2 из 3", "plain"), "опьянение")
    assert (second.outcome, second.seen) == (("не застали · 2-й раз", "amber"), ("0 из 3", "red"))
    assert first.outcome == ("не застали", "amber")


def test_a_visit_is_read_whole(desk, family):
    written = visit(desk, family, -1, seen=(True, False, True), threat=True, observations="Печь дымит")
    snapshot, steps = desk.read(lambda reading: open_visit(reading, written))
    facts = {fact.label: fact.words for fact in told(snapshot, desk, page_of(desk, family), steps)}
    assert title(snapshot, desk).startswith("Визит № 1/")
    assert facts["Детей не видели"] == "Кравцова Аня"
    assert facts["Опасность"] == "угроза жизни"
    assert facts["Наблюдения"] == "Печь дымит"
    assert "" not in facts.values()


def test_steps_of_the_current_plan_are_marked_and_taken_back(desk, family):
    plan(desk, family)
    entry = begun(desk, family)
    first = entry.steps()[0]
    entry.mark(first.id, "partly")
    assert (entry.steps()[0].mark, entry.steps()[0].touched) == ("partly", True)
    entry.mark(first.id, "")
    assert not entry.is_dirty
