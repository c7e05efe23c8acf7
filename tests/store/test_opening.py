"""Opening costs the same number of statements however much there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import event

from desktop.models.agencies import Agency
from desktop.models.families import Family
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person
from desktop.services import (
    agreements,
    attachments,
    change_map,
    conflicts,
    consents,
    genograms,
    maps,
    pathways,
    plans,
    records,
    sheets,
    statements,
)
from desktop.services.cards import open_card
from desktop.services.chronology import chronology
from desktop.services.families import NewFamily, NewMember, bind, family_page
from desktop.services.history import journal_of_family
from desktop.services.spine import family_chain
from desktop.services.visits import given_at, open_visit, visit_log
from desktop.store import bulk
from desktop.store.opening import open_roots, root_kind
from desktop.store.units import Reading
from tests import large_family
from tests.large_family import Size
from tests.offices import opened, register
from tests.places import place

__all__ = ["place"]  # one server is enough here

LONG = "living_conditions_act"
MOST = {
    "page with its journals": 36,
    "chronology": 32,
    "a sheet": 37,
    "a new sheet": 64,
    "map": 9,
    "map of changes": 26,
    "genogram": 30,
}  # of the others 8
FAMILY_PAGE, FAMILY_CARD, PERSON_CARD, VISIT_LOG = 27, 3, 8, 1


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
        NewMember({"surname": "Осмонов", "given_name": f"Д{n}", "born": PartialDate(2015, 1, 1)}, "child") for n in range(members)
    )
    family = register(desk, NewFamily("Осмоновы", address="ул. Чуй, 1", members=people))
    page = desk.read(lambda reading: family_page(reading, family))
    ids = [member.person.id for member in page.members]
    outside = next(iter(opened(desk, "family", register(desk)).parts["memberships"].values())).values["person_id"]
    desk.do("Bond", lambda unit: bind(unit, "parent", outside, ids[0], nature="birth"))
    rows: dict[str, list[dict]] = {"visit": [], "visit_child": []}
    for n in range(visits):
        visit = desk.new_id()
        rows["visit"].append({
            "id": visit, "family_id": family, "case_id": page.case.id, "worker_id": desk.actor.id, "functions": (),
            "visited_on": desk.today - timedelta(days=n), "outcome": "held",
        })  # fmt: skip
        rows["visit_child"] += [{"id": desk.new_id(), "visit_id": visit, "person_id": id_, "seen": True} for id_ in ids]
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


def openings(desk, family: UUID) -> dict[str, Callable[[Reading], object]]:
    """What the page of a family asks, section by section."""
    page, journals = desk.read(lambda reading: records.page(reading, family, desk.journals())), desk.journals()
    people = tuple(member.person.id for member in page.members)
    sheet = next(row for row in desk.read(lambda reading: sheets.sheets_of(reading, family)) if row.form == LONG)
    (visit, *_more) = desk.read(lambda reading: visit_log(reading, family))
    tabs = {
        f"journal {one.key}": partial(records.of_family, journal=one, family=family) for one in journals if one.scope == "family"
    }
    return tabs | {
        "page with its journals": lambda reading: records.page(reading, family, journals),
        "chronology": lambda reading: chronology(reading, family, journals),
        "people": lambda reading: open_roots(reading, Person, people),
        "case": lambda reading: open_card(reading, "case", page.case.id),
        "stages": lambda reading: pathways.made(reading, family, page.case.id),
        "sheets": lambda reading: sheets.sheets_of(reading, family),
        "a sheet": lambda reading: sheets.opened(reading, sheet, desk.form(LONG), family, desk.reader),
        "a new sheet": lambda reading: sheets.began(reading, desk.form(LONG), family, None, UUID(int=1), desk.reader),
        "statements": lambda reading: statements.matters_of(reading, family),
        "marks of the cards": lambda reading: statements.marks(reading, [family, *people]),
        "spine": lambda reading: family_chain(reading, family),
        "agreements": lambda reading: agreements.agreements_of(reading, family),
        "plans": lambda reading: plans.plans_of(reading, family),
        "consents": lambda reading: (
            consents.consents_of(reading, family),
            consents.uncovered(reading, family, people),
        ),
        "a visit": lambda reading: (open_visit(reading, visit.id), given_at(reading, visit.id)),
        "map": lambda reading: maps.read_maps(reading, family),
        "genogram": lambda reading: genograms.read_genograms(reading, family),
        "conflicts": lambda reading: conflicts.read_conflicts(reading, family),
        "map of changes": lambda reading: change_map.beside(reading, family),
        "files": lambda reading: attachments.files_of(reading, family),
        "history": lambda reading: journal_of_family(reading, family),
    }


@pytest.mark.parametrize("place", ["plain"], indirect=True)
def test_no_section_of_the_largest_family_costs_more_statements_than_of_a_small_one(desk):
    small, large = (openings(desk, large_family.load(desk, size)) for size in (Size.least(), Size()))
    cost = {what: (len(counted(desk, small[what])[1]), len(counted(desk, large[what])[1])) for what in large}
    assert {what: both for what, both in cost.items() if both[0] != both[1]} == {}
    assert {what: both[1] for what, both in cost.items() if both[1] > MOST.get(what, 8)} == {}


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
