"""Every described fact of families, people, cases, signals, agencies and colleagues has its place on a card."""

from __future__ import annotations

import pytest

from desktop import definitions
from desktop.base import places
from desktop.models.definitions import FormDefinition
from desktop.models.everything import ENTITIES, PARTS
from desktop.models.fields import fields_of

CARDS = {
    "family": ("family_card",), "person": ("person_card", "child_card"), "bond": ("bond",), "case": ("case_card",),
    "signal": ("signal",), "agency": ("agency",), "staff": ("staff",), "office": ("office",),
}  # fmt: skip
INTERNAL = {
    ("office", "demonstration"),  # said when the office is founded, never changed
    ("case", "pathway"), ("case", "pathway_version"), ("case", "pathway_reason"),  # by an act of its own, printed with the stages
}  # fmt: skip


def shipped(key: str) -> FormDefinition:
    form = definitions.read_shipped("form", key)
    assert isinstance(form, FormDefinition)
    return form


@pytest.mark.parametrize("kind", CARDS)
def test_every_fact_of_the_record_stands_on_a_card(kind):
    placed = {one.key for key in CARDS[kind] for one in shipped(key).placed()}
    absent = {field.key for field in fields_of(ENTITIES[kind])} - placed
    assert {(kind, key) for key in absent} <= INTERNAL


@pytest.mark.parametrize("kind", ["family", "person", "case", "agency"])
def test_every_list_of_the_record_stands_on_a_card_with_all_its_boxes(kind):
    lists = [rows for key in CARDS[kind] for rows in shipped(key).lists()]
    wanted = {name for name, part in PARTS.items() if part.root_kind is ENTITIES[kind]}
    assert wanted == {rows.kind for rows in lists}
    for rows in lists:
        assert {placed.key for placed in rows.fields} == {field.key for field in fields_of(ENTITIES[rows.kind])}


def test_every_dictionary_that_a_card_asks_for_is_shipped():
    known = {path.name.removesuffix(".toml") for path in places.resource("definitions", "dictionaries").iterdir()}
    asked = {
        field.dictionary
        for kind in ("family", "person", "bond", "case", "signal", "agency", "staff", "subsistence_minimum")
        for entity in (ENTITIES[kind], *(part for part in PARTS.values() if part.root_kind is ENTITIES[kind]))
        for field in fields_of(entity)
        if field.dictionary
    }
    assert asked <= known
