"""The forms of records leave no fact without a place, and every list beside them is worked by some journal."""

from __future__ import annotations

import pytest

from desktop import definitions
from desktop.models.definitions import FormDefinition
from desktop.models.everything import ENTITIES
from desktop.models.fields import fields_of

FORMS = (
    "problem", "strength", "goal", "family_story", "contact", "directory_service", "service_given", "material_aid", "consent",
    "consultation", "task", "carer", "placement", "institution_stay", "group_programme", "group_session", "library_item",
    "training", "subsistence_minimum",
)  # fmt: skip
# The family of these records is the one whose page is open: nobody chooses it on the form.
OF_THE_FAMILY_IN_VIEW = {
    "problem",
    "strength",
    "goal",
    "family_story",
    "consent",
    "consultation",
    "placement",
}


def form(key: str) -> FormDefinition:
    value = definitions.read_shipped("form", key)
    assert isinstance(value, FormDefinition)
    return value


@pytest.mark.parametrize("key", FORMS)
def test_every_fact_of_a_record_has_its_place_on_the_form(key):
    shown = form(key)
    internal = {"family_id"} if key in OF_THE_FAMILY_IN_VIEW else set()
    placed = {one.key for one in shown.placed()}
    assert {field.key for field in fields_of(ENTITIES[shown.root])} - internal == placed


@pytest.mark.parametrize("key", FORMS)
def test_every_list_of_a_record_has_its_place_with_all_its_columns(key):
    shown = form(key)
    lists = definitions.described_parts(shown.root)
    assert {rows.key for rows in shown.lists()} == set(lists)
    for rows in shown.lists():
        assert {one.key for one in rows.fields} == {field.key for field in fields_of(ENTITIES[lists[rows.key]])}


def test_codes_of_problems_are_those_of_the_practice_with_two_numbers_absent():
    problems = definitions.read_shipped("dictionary", "problems")
    codes = [entry.code for entry in problems.entries]
    assert codes == [f"p{number}" for number in (*range(1, 8), *range(10, 17))]
    assert all(entry.caption.startswith(f"{entry.code[1:]}. ") for entry in problems.entries)
