"""Opening costs the same number of statements however much there is."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event

from desktop.models.agencies import Agency
from desktop.models.families import Family
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person
from desktop.services.cards import open_card
from desktop.services.families import NewFamily, NewMember, bind, family_page
from desktop.services.visits import visit_log
from desktop.store import bulk
from desktop.store.opening import open_roots, root_kind
from tests.offices import opened, register
from tests.places import place

__all__ = ["place"]  # one server is enough here

FAMILY_PAGE, FAMILY_CARD, PERSON_CARD, VISIT_LOG = 20, 3, 7, 1


def counted(desk, question):
    """The answer, and the statements it took."""
    asked: list[str] = []

    def ask(reading):
        event.listen(
            reading.connection,
            "before_cursor_execute",
            lambda _c, _k, statement, *_more: asked.append(statement),
        )
        return question(reading)

    answer = desk.read(ask)
    return answer, [statement for statement in asked if statement != "BEGIN"]


def family_of(desk, members: int, visits: int) -> UUID:
    people = tuple(
        NewMember({"surname": "Осмонов", "given_name": f"Д{n}", "born": PartialDate(2015, 1, 1)}, "child")
        for n in range(members)
    )
    family = register(desk, NewFamily("Осмоновы", address="ул. Чуй, 1", members=people))
    page = desk.read(lambda reading: family_page(reading, family))
    ids = [member.person.id for member in page.members]
    outside = next(iter(opened(desk, "family", register(desk)).parts["memberships"].values())).values[
        "person_id"
    ]
    desk.do("Bond", lambda unit: bind(unit, "parent", outside, ids[0], nature="birth"))
    rows: dict[str, list[dict]] = {"visit": [], "visit_child": []}
    for n in range(visits):
        visit = desk.new_id()
        rows["visit"].append({
            "id": visit, "family_id": family, "case_id": page.case.id, "worker_id": desk.actor.id, "functions": (),
            "visited_on": desk.today - timedelta(days=n), "outcome": "held",
        })  # fmt: skip
        rows["visit_child"] += [
            {"id": desk.new_id(), "visit_id": visit, "person_id": id_, "seen": True} for id_ in ids
        ]
    desk.do("Loaded", lambda unit: bulk.load(unit, rows) and None)
    return family


@pytest.mark.parametrize(("members", "visits"), [(1, 1), (12, 200)])
def test_the_page_of_a_family_costs_the_same_however_large_it_is(desk, members, visits):
    family = family_of(desk, members, visits)
    page, asked = counted(desk, lambda reading: family_page(reading, family))
    assert (len(page.members), page.counts["visits"]) == (members, visits)
    assert len(asked) == FAMILY_PAGE
    log, asked = counted(desk, lambda reading: visit_log(reading, family))
    assert len(log) == visits
    assert len(asked) == VISIT_LOG


@pytest.mark.parametrize("many", [1, 12])
def test_a_card_costs_one_statement_and_one_for_each_list_of_parts(desk, many):
    members = tuple(NewMember({"given_name": f"Д{n}"}, "child") for n in range(many))
    family = register(desk, NewFamily("Осмоновы", address="ул. Чуй, 1", members=members))
    card, asked = counted(desk, lambda reading: open_card(reading, "family", family))
    assert len(card.parts["memberships"]) == many
    assert len(asked) == FAMILY_CARD
    ids = [membership.values["person_id"] for membership in card.parts["memberships"].values()]
    people, asked = counted(desk, lambda reading: open_roots(reading, Person, ids))
    assert list(people) == ids
    assert len(asked) == PERSON_CARD


def test_what_is_opened_is_a_value_equal_to_itself_opened_again(desk):
    family = register(desk)
    assert opened(desk, "family", family) == opened(desk, "family", family)


def test_several_come_in_the_order_asked_once_each_and_the_unknown_are_left_out(desk):
    one, two = register(desk), register(desk)
    found = desk.read(lambda reading: open_roots(reading, Family, [two, UUID(int=1), one, two], parts=False))
    assert list(found) == [two, one]
    assert dict(found[one].parts) == {}


def test_what_is_not_there_is_nothing(desk):
    assert desk.read(lambda reading: open_card(reading, "family", UUID(int=1))) is None
    assert desk.read(lambda reading: open_roots(reading, Agency, [])) == {}


@pytest.mark.parametrize("name", ["membership", "nothing"])
def test_a_part_or_a_stranger_is_no_root(name):
    with pytest.raises(KeyError):
        root_kind(name)
