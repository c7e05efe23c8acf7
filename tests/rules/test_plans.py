from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.models.snapshots import Snapshot
from desktop.rules.agreements import fulfilment, lacking
from desktop.rules.consents import in_force
from desktop.rules.plans import compared, evaluated, slot, unfinished
from desktop.rules.teams import check_team


def id_of(number: int) -> UUID:
    return UUID(int=number)


def plan(*steps: Snapshot) -> Snapshot:
    return Snapshot("plan_version", id_of(1), 1, {}, {"steps": {step.id: step for step in steps}})


def step(number: int, words: str, **values: object) -> Snapshot:
    return Snapshot("step", id_of(number), 1, {"words": words, "mark": None, "due_on": None, "lasting_id": None, **values})


def test_a_programme_of_a_child_and_the_plan_of_a_month_stand_side_by_side():
    assert slot("monthly", id_of(5)) == slot("monthly", None)
    assert slot("child_development", id_of(5)) != slot("child_development", id_of(6))


def test_what_was_not_done_goes_over_without_its_mark_and_without_a_term_that_is_over():
    old = plan(
        step(2, "сделано", mark="done"),
        step(3, "начато", mark="partly", due_on=date(2026, 10, 20), lasting_id=id_of(30), reason="не успели"),
        step(4, "впереди", due_on=date(2026, 11, 20)),
    )
    carried = unfinished(old, date(2026, 11, 1))
    assert [(one["words"], one["mark"], one["due_on"], one["lasting_id"]) for one in carried] == [
        ("начато", None, None, id_of(30)),
        ("впереди", None, date(2026, 11, 20), id_of(4)),
    ]
    assert carried[0]["reason"] is None


def test_two_versions_are_compared_by_the_lasting_step_not_by_the_row():
    before = plan(step(2, "старый текст"), step(3, "убран"))
    after = plan(step(12, "новый текст", lasting_id=id_of(2)), step(13, "добавлен"))
    assert [(one.what, one.fields) for one in compared(before, after)] == [
        ("changed", ("words",)), ("added", ()), ("dropped", ()),
    ]  # fmt: skip


def test_shares_of_marks():
    assert evaluated([None, 0, 2, 3]) == (3, 56)
    done = fulfilment([("done", None), ("partly", None), (None, date(2026, 1, 1)), ("failed", None)], date(2026, 2, 1))
    assert (done.of, done.done, done.partly, done.failed, done.overdue, done.share) == (4, 1, 1, 1, 1, 38)


def agreement(kind: str, **values: object) -> Snapshot:
    parts = {
        "parties": {id_of(n): Snapshot("agreement_party", id_of(n), 0, {"side": side}) for n, side in ((1, "family"), (2, "service"))},
        "obligations": {id_of(3): Snapshot("obligation", id_of(3), 0, {"side": "family"})},
    }  # fmt: skip
    said = dict.fromkeys(
        ("purpose", "rules", "confidentiality", "ending_rules", "family_intentions", "service_intentions"), "есть"
    )
    return Snapshot(
        "agreement", id_of(9), 1, {**said, "kind": kind, "since": date(2026, 1, 1), "till": date(2026, 7, 1), **values}, parts
    )


def test_each_kind_of_agreement_must_say_its_own():
    assert lacking(agreement("bilateral")) == ()
    assert {f.path[0] for f in lacking(agreement("contract"))} == {"directions", "obligations"}
    assert {f.path[0] for f in lacking(agreement("service"))} == {"programme", "services", "payment"}


def test_a_consent_is_in_force_between_its_days_or_by_a_law():
    today = date(2026, 5, 1)
    assert in_force("given", date(2026, 1, 1), None, today)
    assert not in_force("given", date(2026, 1, 1), date(2026, 4, 30), today)
    assert in_force("not_required", None, None, today)
    assert not in_force("withdrawn", date(2026, 1, 1), None, today)


def member(number: int, **values: object) -> Snapshot:
    empty = {"stage": None, "coordinator": None, "constant": None, "till": None}
    return Snapshot("team_member", id_of(number), 0, {**empty, **values})


def case(*team: Snapshot) -> Snapshot:
    period = Snapshot("stage_period", id_of(50), 0, {"stage": "plan", "closed_on": None})
    return Snapshot(
        "case", id_of(60), 1, {"closed_on": None}, {"team": {one.id: one for one in team}, "stages": {period.id: period}}
    )


def test_one_coordinates_a_stage_and_somebody_stays_from_start_to_end():
    today, stages = date(2026, 5, 1), {"plan": "План"}
    good = case(member(1, stage="plan", coordinator=True, constant=True), member(2))
    assert check_team(good, today, stages) == ()
    two = case(member(1, stage="plan", coordinator=True, constant=True), member(2, stage="plan", coordinator=True))
    assert [finding.path for finding in check_team(two, today, stages)] == [("team", str(id_of(2)), "coordinator")]
    gone = case(member(1, stage="plan", coordinator=True, constant=True, till=date(2026, 4, 1)), member(2))
    said = check_team(gone, today, stages)
    assert ("team", str(id_of(1)), "till") in [finding.path for finding in said]
    assert all(not finding.blocks for finding in said)


def test_a_team_that_is_not_written_down_is_not_scolded():
    assert check_team(case(), date(2026, 5, 1), {}) == ()
