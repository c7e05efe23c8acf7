"""The map of changes: its ends, what changed, what is to be looked at, what papers suggest."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from desktop.definitions import read_text, shipped
from desktop.models.change_map import ChangeMap, Conclusion, Mark, Measurement, Observed, Pair, SphereLine
from desktop.models.definitions import FormDefinition
from desktop.models.kinds import Reader, to_text
from desktop.models.snapshots import Snapshot
from desktop.rules import change_map as rules
from desktop.rules.change_proposals import NEAR_DAYS, Source, proposals

IN, MID, OUT = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)
SPHERES = ("housing", "income", "safety")


def row(number: int, **values: object) -> tuple[UUID, Snapshot]:
    return UUID(int=number), Snapshot("row", UUID(int=number), 0, values)


def sheet(measurements=(), scores=(), spheres=(), **values: object) -> Snapshot:
    days = [row(100 + n, measured_on=on, moment=moment) for n, (on, moment) in enumerate(measurements)]
    marks = [row(200 + n, sphere=code, scored_on=on, score=score, fact=fact) for n, (code, on, score, fact) in enumerate(scores)]
    told = [row(300 + n, **one) for n, one in enumerate(spheres)]
    parts = {"measurements": dict(days), "scores": dict(marks), "spheres": dict(told)}
    return Snapshot("form:change_map@1", UUID(int=1), 1, values, parts)


def measured(**marks: tuple[int | None, ...]) -> ChangeMap:
    days = (Measurement(IN, "entrance"), Measurement(MID, "between"), Measurement(OUT, "exit"))
    lines = tuple(
        SphereLine(code, marks={at.on: Mark(score, "факт") for at, score in zip(days, scores, strict=True)}, confirmed_by="акт")
        for code, scores in marks.items()
    )
    return ChangeMap(measurements=days, lines=lines)


def words(map_: ChangeMap, pairs=()) -> list[str]:
    return [one.message.msgid for one in rules.findings(map_, pairs)]


def test_every_sphere_of_the_office_has_a_row_and_its_usual_indicator():
    map_ = rules.read(sheet(), SPHERES, {"income": "хватает на еду"})
    assert [line.code for line in map_.lines] == list(SPHERES)
    assert map_.line("income").indicator == "хватает на еду"
    assert not map_.line("income").is_filled


def test_a_sphere_that_the_office_ruled_off_stays_where_it_was_scored():
    map_ = rules.read(sheet(scores=[("ties", IN, 1, "")]), SPHERES)
    assert map_.lines[-1].code == "ties"


def test_a_day_that_only_scores_know_is_a_measurement_too():
    map_ = rules.read(sheet([(IN, "entrance")], [("housing", OUT, 2, "чисто")]), SPHERES)
    assert [one.on for one in map_.measurements] == [IN, OUT]


def test_two_people_marked_one_sphere_on_one_day_and_neither_fact_is_lost():
    map_ = rules.read(sheet(scores=[("housing", IN, 1, "сыро"), ("housing", IN, 2, "тесно")]), SPHERES)
    assert map_.line("housing").marks[IN].score == 2
    assert map_.line("housing").marks[IN].fact == "сыро; тесно"


def test_the_ends_are_the_entrance_and_the_exit_and_not_what_was_measured_after():
    map_ = rules.read(sheet([(OUT, "exit"), (IN, "entrance"), (MID, "between"), (OUT + timedelta(40), "between")]), SPHERES)
    first, last = rules.ends(map_)
    assert (first.on, last.on) == (IN, OUT)
    assert "A measurement is later than the exit" in words(map_)


def test_two_measurements_of_which_the_later_is_the_entrance_are_not_called_one():
    said = words(rules.read(sheet([(IN, "between"), (OUT, "entrance")]), SPHERES))
    assert said == ["A measurement is older than the entrance"]
    assert words(rules.read(sheet([(IN, "entrance")]), SPHERES)) == ["There is one measurement only: nothing can be compared yet"]


def test_before_the_exit_the_newest_measurement_is_the_second_end():
    first, last = rules.ends(rules.read(sheet([(IN, ""), (MID, "between")]), SPHERES))
    assert (first.on, last.on) == (IN, MID)
    assert rules.ends(rules.read(sheet([(IN, "entrance")]), SPHERES))[1] is None


def test_a_change_has_its_number_and_its_direction_and_nothing_is_made_of_a_lacking_score():
    map_ = measured(housing=(1, 2, 3), income=(2, 2, 2), safety=(2, 1, 1), ties=(1, 1, None))
    first, last = rules.ends(map_)
    assert [rules.change(line, first, last) for line in map_.lines] == [2, 0, -1, None]
    found = rules.tally(map_, first, last)
    assert (found.better, found.same, found.worse, found.unknown) == (1, 1, 1, 1)


def test_any_two_measurements_can_be_compared():
    map_ = measured(housing=(1, 3, 2))
    assert rules.change(map_.lines[0], map_.at(MID), map_.at(OUT)) == -1


def test_less_isolation_conflict_and_risk_is_better_and_density_is_neither():
    then, now = Observed(IN, 3), Observed(OUT, 1)
    assert rules.pair_verdict(Pair("isolated", then, now)) == "better"
    assert rules.pair_verdict(Pair("conflict", then, now)) == "better"
    assert rules.pair_verdict(Pair("size", then, now)) == "worse"
    assert rules.pair_verdict(Pair("density", then, now)) == "other"
    assert rules.pair_verdict(Pair("risk", then, None)) == ""
    assert (
        rules.pair_verdict(Pair("conditions", Observed(IN, code="unsatisfactory"), Observed(OUT, code="satisfactory")))
        == "better"
    )


def test_a_score_outside_of_the_scale_and_a_change_without_proof_are_said():
    map_ = ChangeMap(
        measurements=(Measurement(IN, "entrance"), Measurement(OUT, "exit")),
        lines=(SphereLine("housing", marks={IN: Mark(1, "сыро"), OUT: Mark(5, "сухо")}),),
    )
    assert {"A score is not on the scale from {least} to {most}: {score}", "It changed, and nothing confirms it yet"} <= set(
        words(map_)
    )
    assert all(not one.blocks for one in rules.findings(map_))


def test_leaving_is_questioned_where_safety_is_at_its_lowest_or_the_risk_grew():
    map_ = measured(safety=(1, 1, 0))
    left = ChangeMap(map_.scale, map_.measurements, map_.lines, Conclusion("remove", ground="справляются"))
    grew = Pair("risk", Observed(IN, 6), Observed(OUT, 14))
    assert "The lowest score at the exit speaks against leaving the family" in words(left)
    assert "The risk became greater: say in the ground why the family may leave" in words(left, (grew,))
    kept = ChangeMap(map_.scale, map_.measurements, map_.lines, Conclusion("prolong"))
    assert "The lowest score at the exit speaks against leaving the family" not in words(kept)


# Papers


def shipped_form(key: str) -> FormDefinition:
    found = [read_text(text, key_) for kind, key_, _version, text in shipped() if kind == "form" and key_ == key]
    return found[-1]


def say(field, value):
    return to_text(field, value, Reader(OUT))


def source(key: str, on: date, **answers: object) -> Source:
    return Source(shipped_form(key), Snapshot(f"form:{key}@1", UUID(int=9), 1, answers), on, "Аня")


def suggested(map_, at, sources, *, entrance=True):
    return {(one.sphere, one.score, one.fact) for one in proposals(map_, at, sources, say, entrance=entrance)}


def test_an_act_near_the_entrance_suggests_a_score_with_the_words_behind_it():
    map_ = rules.read(sheet([(IN, "entrance")]), SPHERES)
    act = source(
        "living_conditions_act", IN + timedelta(3), sanitary_state="unsatisfactory", conclusion_why="сырость", safety="спички"
    )
    found = {one.sphere: one for one in proposals(map_, map_.at(IN), [act], say, entrance=True)}
    assert (found["housing"].score, found["safety"].score) == (1, None)
    assert "сырость" in found["housing"].fact
    assert (found["safety"].fact, found["safety"].about, found["safety"].on) == ("спички", "Аня", IN + timedelta(3))


def test_a_paper_far_from_the_measurement_suggests_nothing_and_what_is_marked_is_left_alone():
    act = source("living_conditions_act", IN, sanitary_state="good")
    late = IN + timedelta(NEAR_DAYS + 1)
    far = rules.read(sheet([(late, "exit")]), SPHERES)
    assert not suggested(far, far.at(late), [act])
    marked = rules.read(sheet([(IN, "entrance")], [("housing", IN, 2, "")]), SPHERES)
    assert not suggested(marked, marked.at(IN), [act])


def test_the_sheet_of_results_speaks_of_both_ends_and_another_scale_gets_facts_only():
    results = source(
        "family_results", OUT, activity_before="0", activity_after="2", willingness_before="1", competence_before="1"
    )
    map_ = rules.read(sheet([(IN, "entrance"), (OUT, "exit")]), ("activity", "readiness", "parenting"))
    assert {one[:2] for one in suggested(map_, map_.at(IN), [results])} == {("activity", 0), ("readiness", 1), ("parenting", 1)}
    assert {one[:2] for one in suggested(map_, map_.at(OUT), [results], entrance=False)} == {("activity", 2)}
    five = rules.read(sheet([(IN, "entrance")], scale="one_five"), ("activity",))
    assert suggested(five, five.at(IN), [results]) == {("activity", None, "ждёт, что всё сделают другие")}


def test_how_much_help_is_needed_is_turned_round():
    triangle = source("needs_triangle", IN, parents_safety="3", parents_safety_state="один дома до ночи")
    map_ = rules.read(sheet([(IN, "entrance")]), SPHERES)
    ((sphere, score, fact),) = suggested(map_, map_.at(IN), [triangle])
    assert (sphere, score) == ("safety", 0)
    assert "один дома до ночи" in fact
