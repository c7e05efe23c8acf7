"""Assessments, motivation, monitoring, closing, diagnostics, closed sections, pathways: what the practices ask for is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from desktop import definitions
from desktop.base import places
from desktop.models.definitions import DictionaryFile, FormDefinition, Pathway, Placed, Rows, Score
from desktop.models.everything import ENTITIES
from desktop.rules.forms import totals

CLOSED = ("health", "violence", "adoption", "convictions", "psychology")
NEEDS = {
    "child": ("health", "education", "emotions", "identity", "relations", "presentation", "self_care"),
    "parents": ("care", "safety", "warmth", "stimulation", "guidance", "stability"),
    "family": ("history", "relatives", "housing", "employment", "income", "integration", "community"),
}
CRITERIA = {
    "economic": ("income", "unemployment", "debts", "housing"),
    "medical": ("dependency", "disability", "mental", "pregnancy", "hiv"),
    "psychological": ("violence", "conflicts", "divorce", "loss", "immaturity", "isolation"),
    "cultural": ("norms", "migration", "subculture", "illiteracy", "language"),
}
SPHERES = (
    "composition", "outside_contacts", "inside_contacts", "norms", "abilities", "material_level", "everyday_life", "health",
    "way_of_life", "habits",
)  # fmt: skip
MOTIVES = (
    "awareness", "attention", "goals", "choice", "trust", "boundaries", "support", "results", "gradual",
)  # fmt: skip
WANTED = {  # requirement row → form → keys; a list and its columns as `rows.column`
    "forms 2.11": ("needs_triangle", [
        *(f"{side}_{item}{end}" for side, items in NEEDS.items() for item in items
          for end in ("", "_state", "_strengths", "_needs", "_evidence")),
        "threat", "child_good", "child_worries", "child_wishes", "child_people", "child_voice", "child_not_asked",
        "main_needs", "main_strengths", "family_agrees",
    ]),
    "004-13": ("deep_family_assessment", [
        *(f"{group}_{item}{end}" for group, items in CRITERIA.items() for item in items for end in ("", "_note")),
        "protective", "awareness", "readiness", "problems_since", "influence", "complexity", "accepted_level", "conclusion",
    ]),
    "forms 2.12 harm": ("child_harm_risk", [
        "danger_now", "physical", "emotional", "sexual", "neglect", "supervision", "offender_access", "age", "health",
        "can_ask", "seen_by_others", "attachment", "past_harm", "accepted_level", "safety_plan", "notified", "took_part",
        "alternatives",
    ]),
    "forms 2.12 region": ("danger_criteria_zabaikalye", [
        "no_housing", "intoxicated", "insanitary", "no_food", "unable_carer", "child_alone", "involved", "own.criterion",
        "conclusion", "family_words",
    ]),
    "002 stage 2 motives": ("motivation_sheet", [
        *(f"{motive}{end}" for motive in MOTIVES for end in ("", "_note")), "significant_people", "information_flow",
        "resistance_review",
    ]),
    "002 stage 2 resistance": ("resistance_log", [
        "entries.happened_on", "entries.contact", "entries.shown", "entries.cause", "entries.tried", "entries.result",
    ]),
    "002 stage 3": ("information_gathering", [
        *(f"{sphere}{end}" for sphere in SPHERES
          for end in ("_known", "_sources", "_compared", "_differ", "_unknown", "_methods")), "places", "to_find.from_whom",
    ]),
    "002 stage 4": ("analysis_note", [
        "problems.problem", "problems.causes", "hypotheses.hypothesis", "hypotheses.check", "directions", "methods", "roles",
        "approaches", "interaction", "realistic", "opinions.direction", "opinions.opinion", "mppk_needed",
    ]),
    "002 stages 5, 6 network": ("network_information", [
        "recipients.name", "recipients.reason", "recipients.told", "recipients.allowed", "recipients.sent_on", "situation",
        "asked", "invitation", "answers.answer",
    ]),
    "003-04, 004-05, 004-06, 004-24": ("family_results", [
        *(f"{item}{end}" for item in ("self_sufficiency", "non_violence", "competence", "activity", "willingness", "safety",
                                      "love", "wellbeing") for end in ("_before", "_after")),
        "removals_prevented", "children_returned", "children.improved", "self_sufficient", "no_violence", "parents_improved",
        "family_activities.activity", "family_activities.times", "child_activities.activity", "child_activities.times",
    ]),
    "004-14": ("joint_monitoring", [
        "members.name", "members.better", "members.worries", "members.wants", "tasks.mark", "changes.direction",
        "corrections.what", "decision", "next_on",
    ]),
    "004-17 closing": ("case_closing", [
        "ground", "results", "goals_reached", "left", "follow_up.what", "team.opinion", "family_agrees", "adults_words",
        "children_words", "observation", "observation_months", "informed",
    ]),
    "004-17 conference": ("case_conference", [
        "participants.role", "participants.agency", "participants.opinion", "decisions.what", "decisions.who",
        "decisions.due_on", "family_present", "stage",
    ]),
    "004-12 child": ("psychodiagnostics_child", [
        "methods.method", "methods.result", "conclusion", "consent", "child_consent", "for_family", "for_team", "for_school",
    ]),
    "004-12 adult": ("psychodiagnostics_adult", [
        "methods.method", "methods.result", "conclusion", "consent", "parenting", "for_family", "for_team",
    ]),
    "004-22 needs": ("family_help_survey", [
        "methods", "applied", "applied_on", "money", "housing", "work", "raising", "help_kinds", "first_of_all",
        "services_say", "school_says", "circle_says", "seen",
    ]),
    "000-05, 000-08": ("first_contact", [
        "informed", "informed_on", "informed_how", "participants", "fears", "trust", "support_given", "transport", "distance",
        "transport_troubles", "limits_explained",
    ]),
    "000-08, 000-11, 004-22": ("programme_self_assessment", [
        "unaware", "transport", "staff", "trust_skill", "vague_duties", "uneven", "planned", "held", "failed", "reasons",
        "match", "constant_specialist",
    ]),
    "004-18, 004-23a": ("contact_family_diary", [
        "good_deeds.deed", "good_deeds.for_whom", "sharing", "allowed", "kind",
    ]),
    "closed health": ("closed_health", [
        "health_group", "disability", "diagnoses.diagnosis", "diagnoses.paper", "vaccination", "special_needs",
        "dependencies.dependency", "pregnant", "hiv",
    ]),
    "closed violence": ("closed_violence", [
        "cases.kinds", "cases.by_whom", "cases.happened_on", "cases.reported_to", "measures",
    ]),
    "closed adoption": ("closed_adoption", ["role", "adopted_on", "court", "child_knows", "who_knows"]),
    "closed convictions": ("closed_convictions", ["convictions.article", "convictions.conviction_state", "offences.offence"]),
    "closed psychology": ("closed_psychology", ["conclusions.conclusion", "conclusions.shared"]),
}  # fmt: skip
MINE = tuple(sorted({form for form, _keys in WANTED.values()}))
PATHWAYS = (
    "social_patronage",
    "observation",
    "family_support",
    "social_support",
    "child_patronage",
    "home_visiting",
)
CYRILLIC, LATIN = re.compile("[А-Яа-яЁё]"), re.compile("[A-Za-z]")


@cache
def form(key: str) -> FormDefinition:
    value = definitions.read_shipped("form", key)
    assert isinstance(value, FormDefinition)
    return value


@cache
def captions(key: str) -> dict[str, str]:
    value = definitions.read_shipped("dictionary", key)
    assert isinstance(value, DictionaryFile)
    return {entry.code: entry.caption for entry in value.entries}


def pathway(key: str) -> Pathway:
    value = definitions.read_shipped("pathway", key)
    assert isinstance(value, Pathway)
    return value


def questions(value: FormDefinition) -> Iterator[Placed]:
    """Every question, those of rows too."""
    yield from value.placed()
    yield from (placed for rows in value.lists() for placed in rows.fields)


def keys(value: FormDefinition) -> set[str]:
    inside = {f"{rows.key}.{placed.key}" for rows in value.lists() for placed in rows.fields}
    return {placed.key for placed in value.placed()} | {rows.key for rows in value.lists()} | inside


def scored() -> list[tuple[str, Score]]:
    return [(key, score) for key in MINE for score in form(key).scores]


@pytest.mark.parametrize("row", WANTED)
def test_what_a_requirement_asks_for_stands_on_its_form(row: str):
    key, wanted = WANTED[row]
    assert set(wanted) - keys(form(key)) == set()


@pytest.mark.parametrize("key", MINE)
def test_a_sample_names_what_it_is_based_on_and_whom_it_is_about(key: str):
    value = form(key)
    assert value.is_sample
    assert value.basis
    assert value.group
    assert value.about == ("person" if key.startswith("closed_") else value.about)


@pytest.mark.parametrize("key", MINE)
def test_every_scored_answer_has_its_points_and_its_meaning_in_words(key: str):
    found = [placed for placed in questions(form(key)) if placed.points is not None]
    assert bool(form(key).scores) == bool(found)
    for placed in found:
        codes = set(captions(placed.field.dictionary))
        assert placed.buttons, placed.key
        assert set(placed.points or ()) == codes, placed.key
        assert placed.texts is not None, placed.key
        assert set(placed.texts) == codes, placed.key
        assert len(set(placed.texts.values())) == len(codes), placed.key


@pytest.mark.parametrize("key", MINE)
def test_meanings_are_given_for_every_answer_of_a_question_or_for_none(key: str):
    for placed in questions(form(key)):
        if placed.texts is not None:
            assert set(placed.texts) == set(captions(placed.field.dictionary)), placed.key


@pytest.mark.parametrize("key", MINE)
def test_every_scored_answer_counts_in_a_score(key: str):
    counted = {item for score in form(key).scores for item in score.of}
    assert counted == {placed.key for placed in form(key).placed() if placed.points is not None}


@pytest.mark.parametrize(("key", "score"), scored(), ids=lambda value: getattr(value, "key", value))
def test_every_level_of_a_score_is_reached_by_some_answers(key: str, score: Score):
    points = {placed.key: set((placed.points or {}).values()) for placed in form(key).placed()}
    sums = {0}
    for item in score.of:
        sums = {least + one for least, one in product(sums, points[item])}
    borders = [level.at_least for level in score.levels]
    assert borders == sorted(set(borders))
    assert borders[0] == min(sums)
    for at_least, above in zip(borders, [*borders[1:], max(sums) + 1], strict=True):
        assert any(at_least <= total < above for total in sums)
    assert [level.code for level in score.levels] == list(captions(score.dictionary))


@pytest.mark.parametrize(("key", "score"), scored(), ids=lambda value: getattr(value, "key", value))
def test_the_lowest_and_the_highest_answers_give_the_first_and_the_last_level(key: str, score: Score):
    value = form(key)
    points = {placed.key: placed.points or {} for placed in value.placed() if placed.points is not None}
    for pick, level in ((min, score.levels[0]), (max, score.levels[-1])):
        answers = {item: pick(of_answer, key=lambda code, known=of_answer: known[code]) for item, of_answer in points.items()}
        total = next(total for total in totals(value, answers) if total.score.key == score.key)
        assert (total.level, total.unanswered) == (level.code, 0)
        assert total.points == sum(pick(points[item].values()) for item in score.of)


def test_risk_rises_with_every_answer_and_the_triangle_has_a_score_for_each_side():
    assert [score.key for score in form("needs_triangle").scores] == [
        "child_side",
        "parents_side",
        "family_side",
        "total",
    ]
    *sides, whole = form("needs_triangle").scores
    assert list(whole.of) == [item for side in sides for item in side.of]
    deep = form("deep_family_assessment").scores
    assert [score.key for score in deep][-1] == "total"
    assert set(deep[-1].of) == {item for score in deep[:-1] for item in score.of}
    assert {score.dictionary for score in deep} == {"risk_levels"}
    for key in ("deep_family_assessment", "child_harm_risk", "needs_triangle"):
        for placed in form(key).placed():
            if placed.points is not None:
                assert list(placed.points.values()) == [0, 1, 2, 3], placed.key


def test_closed_sections_and_diagnostics_are_opened_with_a_reason():
    assert tuple(captions("closed_sections")) == CLOSED
    closed = {key for key in MINE if form(key).closed}
    assert closed == {
        *(f"closed_{section}" for section in CLOSED),
        "psychodiagnostics_child",
        "psychodiagnostics_adult",
    }
    assert form("psychodiagnostics_child").about == "child"
    assert form("psychodiagnostics_adult").about == "person"


def test_a_diagnosis_of_hiv_stays_out_of_prints_of_the_assessment():
    closed = {placed.key for placed in form("deep_family_assessment").placed() if placed.field.closed}
    assert closed == {"medical_hiv", "medical_hiv_note"}


def test_a_diary_is_no_evidence_a_team_is_no_commission_and_removal_asks_what_was_tried():
    def notes(key: str) -> str:
        return " ".join(section.note for section in form(key).sections)

    assert "никогда не используются против семьи" in notes("contact_family_diary")
    assert "не заседание комиссии" in notes("case_conference")
    alternatives = next(placed for placed in form("child_harm_risk").placed() if placed.key == "alternatives")
    assert "исчерпаны" in alternatives.hint
    assert next(p for p in form("contact_family_diary").placed() if p.key == "sharing").field.needed_for


def texts_of(value: FormDefinition) -> Iterator[str]:
    yield from (value.title, value.basis, *value.signatures, value.approved_by)
    for section in value.sections:
        yield from (section.title, section.note)
        for item in section.items:
            yield item.label if isinstance(item, Rows) else item.field.label
    for placed in questions(value):
        yield from (placed.field.label, placed.hint, *(placed.texts or {}).values())


@pytest.mark.parametrize("key", MINE)
def test_words_are_russian_and_clean(key: str):
    for text in filter(None, texts_of(form(key))):
        assert CYRILLIC.search(text), text
        assert "  " not in text, text
        assert text == text.strip(), text
        assert not re.search(r' [,.;:]|[а-яё] - [а-яё]|"', text), text
        assert text[-1] not in ".,:;", text
        for word in re.findall(r"\w+", text):
            assert not (CYRILLIC.search(word) and LATIN.search(word)), word


@pytest.mark.parametrize("key", MINE)
def test_no_two_questions_of_a_section_are_called_the_same(key: str):
    for section in form(key).sections:
        said = [item.label if isinstance(item, Rows) else item.field.label for item in section.items]
        assert len(set(said)) == len(said)
        assert not {item.label for item in section.items if isinstance(item, Rows)} & {section.title}


@pytest.mark.parametrize("key", PATHWAYS)
def test_a_pathway_names_stages_as_the_dictionary_does_and_papers_that_exist(key: str):
    known = {name for kind, name, _version, _text in definitions.shipped() if kind in {"form", "journal"}} | set(ENTITIES)
    for stage in pathway(key).stages:
        assert stage.caption == captions("stages")[stage.code]
        for paper in stage.documents:
            kind, _colon, code = paper.partition(":")
            assert code in captions(f"{kind}_kinds") if code else paper in known, paper


def test_the_stages_of_social_patronage_name_their_questionnaires():
    papers = {stage.code: set(stage.documents) for stage in pathway("social_patronage").stages}
    assert {"motivation_sheet", "resistance_log"} <= papers["joining"]
    assert {"information_gathering", "living_conditions_act", "social_map"} <= papers["gathering"]
    assert "analysis_note" in papers["analysis"]
    assert {"agreement:contract", "plan"} <= papers["plan"]
    assert {"case_closing", "change_map", "family_results"} <= papers["exit"]
    assert pathway("social_patronage").version == 3


def test_each_practice_has_its_pathway_with_its_own_terms():
    support = pathway("family_support")
    assert (support.months.least, support.months.most) == (12, 36)
    assert (support.limit("assessment_days"), support.limit("monitoring_months"), support.limit("constant_specialists")) == (
        21, 6, 1,
    )  # fmt: skip
    assert support.stages[1].usual_days.most == support.limit("assessment_days")
    assert len(pathway("child_patronage").stages) == 10
    assert "patronage_carer" in pathway("child_patronage").team_roles
    assert pathway("social_support").decided_by == ("coordination_council",)
    assert pathway("home_visiting").limit("visits_per_week") == 2
    assert len({pathway(key).patronage for key in PATHWAYS}) == len(PATHWAYS)


def test_nothing_is_written_for_nobody():
    named = {placed.field.dictionary for kind, key, _version, _text in definitions.shipped() if kind == "form"
             for placed in questions(form(key))}  # fmt: skip
    named |= {score.dictionary for _key, score in scored()}
    folder = places.resource("definitions", "dictionaries")
    for key in (
        "need_levels",
        "evidence_sources",
        "resistance_causes",
        "match_levels",
        "diary_sharing",
        "hiv_states",
    ):
        assert (folder / f"{key}.toml").exists()
        assert key in named
