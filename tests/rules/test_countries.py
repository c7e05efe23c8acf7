"""A country's profile names numbers and money and offers its own papers first."""

from __future__ import annotations

from desktop import definitions
from desktop.models.definitions import FormDefinition, Profile
from desktop.rules.countries import dressed, own_choices, own_words


def shipped(country: str) -> Profile:
    profile = definitions.read_shipped("profile", country)
    assert isinstance(profile, Profile)
    return profile


def form(key: str) -> FormDefinition:
    value = definitions.read_shipped("form", key)
    assert isinstance(value, FormDefinition)
    return value


def test_the_personal_number_is_called_as_the_country_calls_it():
    said = {}
    for country in ("ru", "kg", "ua"):
        card = dressed(form("person_card"), shipped(country))
        said[country] = next(p.field.label for p in card.placed() if p.key == "personal_number")
    assert said == {"ru": "СНИЛС", "kg": "ПИН", "ua": "РНОКПП"}


def test_sums_bear_the_sign_of_the_country_in_rows_too():
    card = dressed(form("person_card"), shipped("ua"))
    income = next(p for p in card.rows("work").fields if p.key == "income")
    assert income.unit == "₴"
    assert next(p.unit for p in dressed(form("family_card"), shipped("kg")).placed() if p.key == "housing_debt") == "сом"


def test_own_papers_and_commissions_are_offered_first_and_none_is_lost():
    entries = (("other_document", "другой"), ("ru_passport", "паспорт РФ"), ("kg_passport", "ID-карта"))
    offered = own_choices({"document_kinds": entries}, shipped("kg"))["document_kinds"]
    assert [code for code, _caption in offered] == ["kg_passport", "other_document", "ru_passport"]
    assert own_choices({"document_kinds": entries}, None)["document_kinds"] == entries


def test_the_country_has_its_own_words():
    said = own_words({("grounds_groups", "hardship"): "ТЖС"}, shipped("ua"))
    assert said["grounds_groups", "hardship"] == "СЖО"
    offered = own_choices({"grounds_groups": (("hardship", "ТЖС"),)}, shipped("ua"))
    assert offered["grounds_groups"] == (("hardship", "СЖО"),)
