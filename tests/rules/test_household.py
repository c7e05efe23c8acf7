"""What a household as a whole asks to notice."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.models.family_page import FamilyPage, Member
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.rules.household import gaps, notices

TODAY = date(2026, 11, 22)


def member(number, name, born, *, child=False, role="child", **documents):
    id_ = UUID(int=number)
    papers = {id_: Snapshot("person_document", id_, 0, documents)} if documents else {}
    person = Snapshot("person", id_, 1, {"given_name": name, "born": born}, {"documents": papers})
    return Member(Snapshot("membership", id_, 0, {"till": None, "lives": None, "role": role}), person, child, None)


def page(*members, bonds=(), status="active", **values):
    family = Snapshot("family", UUID(int=90), 1, {"name": "Кравцовы", **values}, {"addresses": {}})
    case = Snapshot("case", UUID(int=91), 1, {"status": status})
    return FamilyPage(family, case, members, tuple(bonds))


def said(found):
    return [notice.words.msgid for notice in notices(found, TODAY)]


def test_a_child_who_comes_of_age_is_said_before_and_after():
    soon = member(1, "Тимур", PartialDate(2008, 12, 1), child=True)
    grown = member(2, "Олег", PartialDate(2008, 11, 1))
    assert said(page(soon, grown)) == ["{name} comes of age on {day}", "{name} is of age since {day}"]


def test_somebody_born_on_a_leap_day_comes_of_age_on_the_first_of_march():
    leap = member(1, "Анна", PartialDate(2008, 2, 29), child=True)
    found = notices(page(leap), date(2026, 2, 1))
    assert "01.03.2026" in found[0].words.words()


def test_a_family_without_children_asks_to_look_at_the_case():
    adult = member(1, "Марина", PartialDate(1988), role="mother")
    assert said(page(adult))[0].startswith("No child under 18")
    assert said(page(adult, status="closed")) == []


def test_papers_that_end_are_said():
    child = member(1, "Анна", PartialDate(2017), child=True, valid_till=date(2026, 12, 1))
    assert said(page(child, low_income_till=date(2026, 1, 1))) == [
        "{name}: a document ends on {day}", "The certificate of low income ended on {day}",
    ]  # fmt: skip


def test_a_parent_too_young_is_said_above_the_card():
    mother, child = member(1, "Марина", PartialDate(2010), role="mother"), member(2, "Анна", PartialDate(2017), child=True)
    values = {"kind": "parent", "first_id": mother.person.id, "second_id": child.person.id, "nature": "birth"}
    assert said(page(mother, child, bonds=[Snapshot("bond", UUID(int=9), 1, values)])) == ["{first} and {second}: {what}"]


def test_a_contract_needs_more_than_an_intake():
    child = member(1, "Анна", None, child=True)
    words = [one.words() for one in gaps(page(child, phone="1"))]
    assert any("адрес" in one for one in words)
    assert any(one.startswith("Анна") for one in words)
