"""Acts, programmes, pregnancy visits and checks: every row of the papers they follow is asked, in careful Russian."""

from __future__ import annotations

import re
from functools import cache
from uuid import uuid4

import pytest

from desktop import definitions
from desktop.base import places
from desktop.definitions.prefilling import described
from desktop.models.definitions import DictionaryFile, FormDefinition, Placed
from desktop.models.fields import NEEDS_SIGNING, Value
from desktop.models.snapshots import Snapshot
from desktop.rules.forms import missing, totals

FORMS = (
    "living_conditions_act", "primary_assessment", "signal_card", "individual_programme_services", "pregnancy_visit_1",
    "pregnancy_visit_2", "patronage_candidate_check", "service_quality", "family_questionnaire_contract",
    "ua_social_card", "ua_needs_assessment", "guardian_needs_assessment", "child_development_placement_plan",
    "inspection_general",
)  # fmt: skip

PARENT = (
    "name", "born", "birth_place", "registered_at", "lives_at", "occupation", "work", "phone", "schedule", "income",
    "other", "lives", "takes_part",
)  # fmt: skip
LIVING_CONDITIONS = {  # forms.md §2.1
    "h1": "survey_body",
    "h2": "act_on",
    "h3": "surveyed_on",
    "h4": "specialist specialist_position other_specialists.other_specialist other_specialists.other_position",
    "h5": "child_name child_born",
    "h6": "child_document birth_certificate",
    "h7": "passport",
    "h8": "registered_at",
    "h9": "stays_at",
    "1.1": " ".join(f"mother_{what}" for what in PARENT),
    "1.2": " ".join(f"father_{what}" for what in PARENT),
    "1.3": "parents_marriage parents_living",
    "2.1": "health physical_match has_illness needs_medical needs_medicines medical_needs violence_physical violence_mental",
    "2.2": "hygiene clothes_match clothes_state appearance",
    "2.3": "adaptation",
    "2.4": "study_form school attendance clubs study daily_routine leisure developing_surroundings",
    "2.5": "dangerous_things dangerous_devices risk_at_home risk_outside safety",
    "2.6": "emotional_needs",
    "3.1": "household.member_name household.member_born household.member_kinship household.member_lives "
    "household.member_takes_part",
    "3.2": "family_relations family_values",
    "3.3": "social_ties",
    "3.4": "carer",
    "4.1": "living_area rooms room_sizes floor floors",
    "4.2": "owner owner_kinship",
    "4.3": "walls house_condition room_qualities windows",
    "4.4": "amenities amenities_note",
    "4.5": "sanitary_state",
    "4.6": "child_conditions",
    "4.7": "incomes.income_kind incomes.income_of incomes.income_sum income_per_head",
    "4.8": "child_property",
    "4.9": "income_sufficiency not_enough_for sufficiency_note",
    "5": "talk_possible child_talk child_words",
    "6": "interviewed.informant interviewed.informant_relation interviewed.informant_words",
    "7": "additional",
    "8.1": "conclusion",
    "8.2": "no_care no_care_what",
    "8.3": "positive_factors negative_factors",
    "8.4": "help_needed",
    "8.5": "protection_forms",
}
PRIMARY = {  # §2.2
    "date": "assessed_on",
    "from": "informed_by informant",
    "1": "members.member_role members.member_name members.member_born members.member_work",
    "2": "lives_at phone registered_at registration_term",
    "3": "income_per_head income_note low_income low_income_since low_income_till low_income_note below_norm below_norm_note",
    "4.1": "living_conditions",
    "4.2": "housing_state",
}
SIGNAL = {  # §2.3
    "child": "child_name form studies_since child_born child_age address phone",
    "mother": "mother_name mother_born mother_address mother_phone mother_work",
    "father": "father_name father_born father_address father_phone father_work",
    "divorced": "divorced divorced_since",
    "relatives": "relatives.relative_name relatives.relative_born relatives.relative_kinship",
    "housing": "housing sanitary bed play_place study_place toys",
    "study": "performance knowledge attendance abilities interest",
    "beyond": "class_position class_life",
}
KINDS = ("household", "medical", "psychological", "pedagogical", "labour", "legal", "communication")
SERVICES = {  # §2.4
    "header": "body made_on recipient_name recipient_sex recipient_born recipient_address recipient_phone recipient_work "
    "recipient_document recipient_email turn valid_till service_form",
    **{kind: " ".join(f"{kind}.{kind}_{what}" for what in ("service", "amount", "frequency", "term", "mark")) for kind in KINDS},
    "providers": "providers.provider providers.provider_chosen",
    "refusal": "refusals.refused_service refusals.refusal_reason refusals.refused_on refusals.refusal_signed",
    "support": "support.support_kind support.support_recipient support.support_mark support.support_reason",
    "consent": "agreement agreed_by agreed_on",
    "authorised": "authorised",
    "conclusion": "result result_support",
}
PREGNANCY_1 = {  # requirements §1.3 E
    "wanted or unwanted": "attitude",
    "health style": "harms food rest advised_health",
    "courses and literature": "courses_told courses_attends literature_given",
    "heredity": "heredity_parents heredity_kin heredity_own_family heredity_partner_family",
    "perinatal risk": "perinatal_risks",
    "living and financial conditions": "housing sanitary income_per_head material_level",
    "climate": "household_size climate",
    "term of the visit": "visited_on registered_on",
}
PREGNANCY_2 = {
    "instructions": "instructions_done",
    "condition": "state",
    "first-aid kit": "first_aid",
    "wardrobe": "wardrobe",
    "breast": "breast_prepared",
    "home": "home_ready",
    "term of the visit": "visited_on leave_on",
}
CANDIDATE = {  # requirements §1.3 F and 001
    "rights": "rights_kept",
    "removed": "not_removed",
    "registration and housing": "registration_permanent housing_sound",
    "income": "other_income",
    "training": "trained",
    "readiness": "psychologically_ready",
    "family": "family_functional",
    "registration with the body": "registered_guardianship",
    "papers": "papers papers_full",
    "helper": "helper_ready helper",
    "conclusion": "conclusion",
}
PAPERS = {
    "living_conditions_act": LIVING_CONDITIONS,
    "primary_assessment": PRIMARY,
    "signal_card": SIGNAL,
    "individual_programme_services": SERVICES,
    "pregnancy_visit_1": PREGNANCY_1,
    "pregnancy_visit_2": PREGNANCY_2,
    "patronage_candidate_check": CANDIDATE,
}


@cache
def form(key: str) -> FormDefinition:
    value = definitions.read_shipped("form", key)
    assert isinstance(value, FormDefinition)
    return value


@cache
def dictionary(key: str) -> DictionaryFile:
    value = definitions.read_shipped("dictionary", key)
    assert isinstance(value, DictionaryFile)
    return value


def asked(key: str) -> set[str]:
    """`question` and `rows.question` of a form."""
    found = {placed.key for placed in form(key).placed()}
    return found | {f"{rows.key}.{one.key}" for rows in form(key).lists() for one in rows.fields}


def every_question(key: str) -> list[Placed]:
    return [*form(key).placed(), *(one for rows in form(key).lists() for one in rows.fields)]


def sheet(key: str, **answers: Value) -> Snapshot:
    return Snapshot(form(key).record_kind, uuid4(), 0, answers)


def lacking(key: str, **answers: Value) -> set[str]:
    return {path[0] for path in missing(form(key), sheet(key, **answers), NEEDS_SIGNING)}


@pytest.mark.parametrize(("key", "row"), [(key, row) for key, paper in PAPERS.items() for row in paper], ids=lambda said: said)
def test_every_row_of_the_paper_is_asked(key: str, row: str):
    assert set(PAPERS[key][row].split()) <= asked(key)


@pytest.mark.parametrize("key", FORMS)
def test_a_paper_that_was_not_checked_against_its_order_says_that_it_is_a_sample(key: str):
    assert form(key).is_sample
    assert form(key).basis
    assert form(key).signatures
    assert form(key).group


@pytest.mark.parametrize("key", FORMS)
def test_every_answer_that_can_be_chosen_has_its_words(key: str):
    for placed in every_question(key):
        if placed.field.dictionary:
            entries = dictionary(placed.field.dictionary).entries
            assert all(re.search("[а-яё]", entry.caption) for entry in entries), placed.field.dictionary
            codes = {entry.code for entry in entries}
            assert placed.points is None or set(placed.points) == codes, placed.key
            assert placed.texts is None or set(placed.texts) == codes, placed.key


def said(key: str) -> list[str]:
    """Everything a person reads on this form."""
    one = form(key)
    words = [
        one.title,
        one.group,
        one.basis,
        one.approved_by,
        *one.signatures,
        *(score.label for score in one.scores),
    ]
    words += [text for section in one.sections for text in (section.title, section.note)]
    words += [rows.label for rows in one.lists()]
    for placed in every_question(key):
        words += [placed.field.label, placed.hint, placed.unit, *(placed.texts or {}).values()]
        if placed.field.dictionary:
            words += [entry.caption for entry in dictionary(placed.field.dictionary).entries]
    return [text for text in words if text]


@pytest.mark.parametrize("key", FORMS)
def test_the_texts_are_clean_russian(key: str):
    for text in said(key):
        assert text == text.strip()
        assert "  " not in text, text
        assert not re.search("[A-Za-z][а-яё]|[а-яё][A-Za-z]|[A-Za-z]{4,}", text), text  # a Latin letter in a Russian word
        assert not text.endswith((".", ":", ";", ",")), text
        assert not re.search(r"\s[,.;:!?)]|\(\s", text), text
        assert '"' not in text, text
    for placed in every_question(key):
        assert re.match("[А-ЯЁ0-9]|по$", placed.field.label), placed.field.label


@pytest.mark.parametrize("key", FORMS)
def test_what_the_card_answers_is_asked_in_the_kind_of_the_card(key: str):
    words = {"text", "long"}
    for placed in form(key).placed():
        column = described(placed.prefill) if placed.prefill else None
        if column is None:
            continue
        mine, cards = placed.field, column[1]
        if mine.kind not in words:
            assert (mine.kind, mine.dictionary) == (cards.kind, cards.dictionary), placed.key


@pytest.mark.parametrize("key", FORMS)
def test_a_row_shows_only_its_own_columns_and_a_section_has_room_for_them(key: str):
    for rows in form(key).lists():
        assert set(rows.columns) <= {one.key for one in rows.fields}
        assert 2 <= len(rows.columns) <= 5
    for section in form(key).sections:
        assert 1 <= section.columns <= 5


def test_signs_of_violence_ask_what_they_are_before_the_act_is_signed():
    assert "violence_physical_what" not in lacking("living_conditions_act", violence_physical=False)
    assert "violence_physical_what" in lacking("living_conditions_act", violence_physical=True)
    assert "violence_mental_what" in lacking("living_conditions_act", violence_mental=True)


def test_a_child_too_young_to_talk_needs_no_talk():
    assert "child_talk" in lacking("living_conditions_act", talk_possible=True)
    assert "child_talk" not in lacking("living_conditions_act", talk_possible=False)
    assert "child_talk" not in lacking("living_conditions_act")


def test_taking_a_child_away_asks_what_was_tried_before():
    assert "alternatives_tried" not in lacking("living_conditions_act", protection_forms=("family_help",))
    for last_resort in ("removal", "rights_restriction", "rights_deprivation"):
        assert "alternatives_tried" in lacking("living_conditions_act", protection_forms=("family_help", last_resort))


def test_one_of_two_papers_of_the_child_is_needed():
    assert {"child_document"} == lacking("living_conditions_act") & {
        "child_document",
        "birth_certificate",
        "passport",
    }
    assert "birth_certificate" in lacking("living_conditions_act", child_document="birth_certificate")
    assert "passport" not in lacking("living_conditions_act", child_document="birth_certificate")


def test_an_act_without_members_of_the_household_is_not_signed():
    assert "household" in lacking("living_conditions_act")
    assert "commission" in lacking("inspection_general")


def scored(key: str, score: str, **answers: Value) -> tuple[int, str]:
    total = next(one for one in totals(form(key), answers) if one.score.key == score)
    return total.points, total.level


def all_of(key: str, score: str, code: str) -> dict[str, Value]:
    return {one: code for found in form(key).scores if found.key == score for one in found.of}


def test_the_candidate_meets_the_conditions_only_when_every_one_is_confirmed():
    key, every = "patronage_candidate_check", all_of("patronage_candidate_check", "conditions_met", "yes")
    assert len(every) == 10
    assert scored(key, "conditions_met", **every) == (10, "all_met")
    for one in every:
        assert scored(key, "conditions_met", **{**every, one: "no"}) == (9, "not_all")
        assert scored(key, "conditions_met", **{**every, one: "not_asked"}) == (9, "not_all")


def test_the_quality_of_a_service_runs_from_nothing_to_sixty():
    for code, wanted in (("0", (0, "poor")), ("1", (20, "weak")), ("2", (40, "good")), ("3", (60, "high"))):
        assert scored("service_quality", "quality", **all_of("service_quality", "quality", code)) == wanted


def test_groups_of_the_quality_add_up_to_the_whole():
    groups = [score for score in form("service_quality").scores if score.key != "quality"]
    whole = next(score for score in form("service_quality").scores if score.key == "quality")
    assert [one for group in groups for one in group.of] == list(whole.of)


def test_the_guardians_ability_is_scored_by_every_need_of_the_child():
    assert scored("guardian_needs_assessment", "ability", **all_of("guardian_needs_assessment", "ability", "3"))[0] == 30
    needs = {one.removeprefix("need_") for one in asked("guardian_needs_assessment") if one.startswith("need_")}
    able = {one.removeprefix("able_") for one in asked("guardian_needs_assessment") if one.startswith("able_")}
    assert needs == able


def test_ukrainian_forms_are_offered_in_ukraine_and_speak_ukrainian_where_the_law_does():
    for key in ("ua_social_card", "ua_needs_assessment", "guardian_needs_assessment"):
        assert form(key).countries == ("ua",)
    for key in ("ua_hardship_factors", "ua_case_complexity", "ua_conclusions"):
        assert all(entry.said("uk") != entry.caption or entry.code == "disability" for entry in dictionary(key).entries)


def test_a_threat_in_the_ukrainian_assessment_asks_what_was_done_at_once():
    assert "threat_what" in lacking("ua_needs_assessment", threat=True)
    assert "threat_what" not in lacking("ua_needs_assessment", threat=False)
    assert "services_needed" in lacking("ua_needs_assessment", conclusion="in_hardship")
    assert "no_services_why" in lacking("ua_needs_assessment", conclusion="not_in_hardship")


def test_a_slip_in_a_form_written_in_braces_is_told_with_its_own_line():
    text = (places.resource("definitions", "forms", "living_conditions_act.toml")).read_text(encoding="utf-8")
    for right, wrong in (
        ('kind = "choice", dictionary = "carers"', 'kind = "choise", dictionary = "carers"'),
        ('key = "informant_words", label', 'key = "informant_words", labl'),
        ('label = "[скобка] и #", ', "lable = 1, "),
    ):
        spoiled = text.replace('label = "Окон в жилых комнатах", ', 'label = "[скобка] и #", ').replace(right, wrong)
        line = next(n for n, words in enumerate(spoiled.splitlines(), 1) if wrong in words)
        with pytest.raises(definitions.DefinitionError) as found:
            definitions.read_text(spoiled, "own.toml")
        assert {problem.line for problem in found.value.problems} == {line}
