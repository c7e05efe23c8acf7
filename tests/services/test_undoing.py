"""Taking back an act that was saved: while nobody went on from it."""

from __future__ import annotations

import pytest

from desktop.base.errors import Rejected
from desktop.models.agreements import Agreement
from desktop.models.answers import ClosedSection
from desktop.models.snapshots import Edit
from desktop.services import cards
from desktop.services.agreements import save_agreement
from desktop.services.families import bind, record_opening
from desktop.services.plans import save_plan
from desktop.services.undoing import undo_act
from tests.offices import BEKTUR, NAMES, clean, opened, register


@pytest.fixture
def family(desk):
    return register(desk)


def save(desk, mine, base):
    return desk.do("Changed", lambda unit: cards.save_cards(unit, Edit(base, mine))).act


def undo(desk, number):
    return desk.do("An act was taken back", lambda unit: undo_act(unit, number), undoes=number)


def same(one, other) -> bool:
    return (one.values, one.parts) == (other.values, other.parts)


def test_a_changed_card_is_as_it_was_and_the_version_goes_on(desk, family):
    base = opened(desk, "family", family)
    number = save(desk, base.with_values(story="Ошибка", categories=("large",)), base)
    undo(desk, number)
    stands = opened(desk, "family", family)
    assert same(stands, base)
    assert stands.version == base.version + 2
    assert clean(desk)


def test_added_removed_and_changed_parts_come_back(desk, family):
    base = opened(desk, "family", family)
    (id_, address), *_ = base.parts["addresses"].items()
    new = desk.new_id()
    added = cards.blank("household_address", new, kind="registration", address="г. Ош")
    save(desk, base.with_parts("addresses", {id_: address, new: added}), base)
    two = opened(desk, "family", family)
    number = save(desk, two.with_parts("addresses", {new: two.parts["addresses"][new].with_values(landmark="!")}), two)
    undo(desk, number)
    assert same(opened(desk, "family", family), two)


def test_parts_that_keep_their_place_come_back_to_it(desk, family):
    plan, steps = desk.new_id(), [desk.new_id() for _n in range(3)]
    parts = {id_: cards.blank("step", id_, words=f"Шаг {n}") for n, id_ in enumerate(steps)}
    mine = cards.blank("plan_version", plan, kind="monthly").with_parts("steps", parts)
    desk.do("Plan", lambda unit: save_plan(unit, Edit(None, mine, {"family_id": family, "case_id": None})))
    base = opened(desk, "plan_version", plan)
    left = {id_: part for id_, part in base.parts["steps"].items() if id_ != steps[1]}
    number = save(desk, base.with_parts("steps", left), base)
    undo(desk, number)
    stands = opened(desk, "plan_version", plan)
    assert list(stands.parts["steps"]) == steps
    assert same(stands, base)


def test_a_new_record_is_marked_removed_and_keeps_what_it_said(desk, family):
    agency, contact = desk.new_id(), desk.new_id()
    mine = cards.blank("agency", agency, name="Школа № 7").with_parts(
        "contacts", {contact: cards.blank("agency_contact", contact, name="Завуч")}
    )
    number = save(desk, mine, None)
    back = undo(desk, number)
    desk.read_people()
    assert agency not in {id_ for id_, _name, _sphere in desk.agencies}
    assert list(opened(desk, "agency", agency).parts["contacts"]) == [contact]
    undo(desk, back.act)
    desk.read_people()
    assert agency in {id_ for id_, _name, _sphere in desk.agencies}


def test_what_was_taken_back_can_be_taken_back(desk, family):
    base = opened(desk, "family", family)
    number = save(desk, base.with_values(story="Нужное"), base)
    back = undo(desk, number).act
    undo(desk, back)
    assert opened(desk, "family", family).values["story"] == "Нужное"


def test_it_is_refused_with_the_name_of_who_went_on_from_it(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    base = opened(anna, "family", family)
    number = save(anna, base.with_values(story="a"), base)
    stands = opened(bektur, "family", family)
    save(bektur, stands.with_values(phone="+996 700 000 001"), stands)
    before = opened(anna, "family", family)
    with pytest.raises(Rejected) as refused:
        undo(anna, number)
    assert refused.value.message.gaps["who"] == NAMES[BEKTUR]
    assert opened(anna, "family", family) == before


def test_several_acts_are_taken_back_one_after_another(desk, family):
    base = opened(desk, "family", family)
    acts, stands = [], base
    for story in ("Первое", "Второе", "Третье"):
        acts.append(save(desk, stands.with_values(story=story), stands))
        stands = opened(desk, "family", family)
    for number in reversed(acts):
        undo(desk, number)
    assert same(opened(desk, "family", family), base)
    assert clean(desk)


def test_what_was_taken_back_and_done_again_stands_in_the_way(desk, family):
    base = opened(desk, "family", family)
    first = save(desk, base.with_values(story="Первое"), base)
    stands = opened(desk, "family", family)
    second = save(desk, stands.with_values(story="Второе"), stands)
    undo(desk, undo(desk, second).act)
    with pytest.raises(Rejected):
        undo(desk, first)
    assert opened(desk, "family", family).values["story"] == "Второе"


def test_it_is_refused_twice(desk, family):
    base = opened(desk, "family", family)
    number = save(desk, base.with_values(story="a"), base)
    undo(desk, number)
    with pytest.raises(Rejected):
        undo(desk, number)


def test_what_took_a_number_is_not_undone(desk, family):
    mine = cards.blank("agreement", desk.new_id(), kind="agreement", state="draft")
    fixed = {"family_id": family, "case_id": None}
    number = desk.do("Agreement", lambda unit: save_agreement(unit, Edit(None, mine, fixed))).act
    assert opened(desk, "agreement", mine.id).values["number"]
    with pytest.raises(Rejected, match="given a number"):
        undo(desk, number)
    with pytest.raises(Rejected):
        undo(desk, 3)  # the family was taken in and numbered
    with pytest.raises(Rejected):
        undo(desk, 999)
    assert Agreement.__tablename__ == "agreement"


def test_an_act_that_changed_nothing_has_nothing_to_take_back(desk, family):
    number = desk.do("Opened", lambda unit: record_opening(unit, family)).act
    with pytest.raises(Rejected):
        undo(desk, number)


def test_a_bond_is_taken_back(desk, family):
    one, other = (m.values["person_id"] for m in opened(desk, "family", family).parts["memberships"].values())
    changes = desk.do("Bond", lambda unit: bind(unit, "union", one, other))
    undo(desk, changes.act)
    from desktop.services.families import family_page

    page = desk.read(lambda reading: family_page(reading, family))
    assert changes.result not in {bond.id for bond in page.bonds}


def test_a_closed_section_is_never_overwritten_by_what_the_record_does_not_hold(desk, family):
    person = next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]
    section = desk.new_id()

    def write(unit):
        unit.add(ClosedSection(id=section, person_id=person, section="health", values={"told": "раньше"}))

    def change(unit):
        unit.claim(ClosedSection, section, None).values = {"told": "теперь"}

    desk.do("Closed", write)
    number = desk.do("Closed", change).act
    with pytest.raises(Rejected):
        undo(desk, number)
    with desk.office_kept.engine.connect() as connection:
        from sqlalchemy import select

        assert connection.scalars(select(ClosedSection.values)).one() == {"told": "теперь"}
