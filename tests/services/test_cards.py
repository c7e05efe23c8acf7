"""Saving what forms changed: claimed, whole or not at all, and remembered."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from desktop.models.audit import Act
from desktop.models.families import Family
from desktop.models.snapshots import Conflict, Edit
from desktop.services import cards
from tests.offices import BEKTUR, NAMES, clean, opened, register


def save(desk, *edits):
    return desk.do("The card was changed", lambda unit: cards.save_cards(unit, *edits))


def acts(desk) -> int:
    return desk.office_kept.last_act()


def test_a_card_is_saved_and_opens_as_it_was_typed(desk):
    family = register(desk)
    base = opened(desk, "family", family)
    mine = base.with_values(story="Жили в Нарыне", categories=("large", "low_income"))
    save(desk, Edit(base, mine))
    stands = opened(desk, "family", family)
    assert dict(stands.values) == dict(mine.values)
    assert stands.version == base.version + 1


def test_the_version_of_the_root_rises_when_only_a_part_changes(desk):
    family = register(desk)
    base = opened(desk, "family", family)
    (id_, address), *_ = base.parts["addresses"].items()
    mine = base.with_parts("addresses", {id_: address.with_values(landmark="у рынка")})
    save(desk, Edit(base, mine))
    stands = opened(desk, "family", family)
    assert stands.version == base.version + 1
    assert stands.parts["addresses"][id_].values["landmark"] == "у рынка"


def test_a_stale_card_is_refused_with_what_stands_there_now_and_whose_it_is(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    base = opened(anna, "family", family)
    (id_, address), *_ = base.parts["addresses"].items()
    theirs = base.with_values(story="Их рассказ").with_parts("addresses", {id_: address.with_values(landmark="у школы")})
    save(bektur, Edit(base, theirs))
    with pytest.raises(Conflict) as refused:
        save(anna, Edit(base, base.with_values(phone="+996 700 000 001")))
    conflict = refused.value
    assert conflict.theirs == opened(anna, "family", family)
    assert conflict.theirs.parts["addresses"][id_].values["landmark"] == "у школы"
    assert conflict.theirs.parts["memberships"] == base.parts["memberships"]
    assert (conflict.who, conflict.label) == (NAMES[BEKTUR], "The card was changed")


def test_a_refused_act_writes_nothing_at_all(two_desks):
    anna, bektur = two_desks
    family, other = register(anna), register(anna)
    base, second = opened(anna, "family", family), opened(anna, "family", other)
    save(bektur, Edit(second, second.with_values(story="Новое")))
    before = acts(anna)
    with pytest.raises(Conflict):
        save(anna, Edit(base, base.with_values(story="Моё")), Edit(second, second.with_values(story="Моё")))
    assert opened(anna, "family", family) == base
    assert acts(anna) == before


def test_a_failed_act_takes_no_number(desk):
    register(desk)

    def fails(unit):
        from desktop.services.families import NewFamily, register_family

        register_family(unit, NewFamily("Осмоновы"))
        raise RuntimeError("in the middle of the act")

    with pytest.raises(RuntimeError):
        desk.do("A family was taken in", fails)
    family = register(desk)
    assert opened(desk, "family", family).values["number"] == "04-2026-0002"


def test_a_record_removed_meanwhile_is_said_to_be_gone(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    base = opened(anna, "family", family)
    bektur.do("Removed", lambda unit: cards.remove(unit, "family", family, base.version))
    with pytest.raises(Conflict) as refused:
        save(anna, Edit(base, base.with_values(story="Моё")))
    assert refused.value.theirs is None
    assert refused.value.who == NAMES[BEKTUR]


def test_saving_what_was_not_changed_makes_no_act(desk):
    family = register(desk)
    base = opened(desk, "family", family)
    before = acts(desk)
    assert save(desk, Edit(base, base)).act == 0
    assert acts(desk) == before
    assert opened(desk, "family", family).version == base.version


def test_a_new_record_stands_with_its_parts(desk):
    agency = UUID(int=77)
    contacts = {UUID(int=n): cards.blank("agency_contact", UUID(int=n), name=f"Контакт {n}") for n in (9, 3, 5)}
    mine = cards.blank("agency", agency, name="Школа № 7").with_parts("contacts", contacts)
    save(desk, Edit(None, mine))
    stands = opened(desk, "agency", agency)
    assert {part.values["name"] for part in stands.parts["contacts"].values()} == {
        "Контакт 9", "Контакт 3", "Контакт 5"
    }  # fmt: skip
    assert list(stands.parts["contacts"]) == sorted(contacts)


def test_two_cards_are_saved_by_one_act(desk):
    family = register(desk)
    base = opened(desk, "family", family)
    person = next(iter(base.parts["memberships"].values())).values["person_id"]
    who = opened(desk, "person", person)
    before = acts(desk)
    changes = save(desk, Edit(base, base.with_values(story="a")), Edit(who, who.with_values(given_name="Мария")))
    assert acts(desk) == before + 1
    assert changes.touches(family)
    assert changes.touches(person)
    assert {root.kind for root in changes.roots} == {"family", "person"}


def test_the_office_stays_whole_whatever_was_refused(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    base = opened(anna, "family", family)
    for desk, story in ((bektur, "1"), (anna, "2"), (bektur, "3")):
        try:
            save(desk, Edit(base, base.with_values(story=story)))
        except Conflict:
            continue
    assert clean(anna)
    with anna.office_kept.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Act)) == acts(anna)
        assert connection.scalar(select(Family.story).where(Family.id == family)) == "1"


def test_text_of_any_kind_is_kept_as_data(desk):
    family = register(desk)
    base = opened(desk, "family", family)
    nasty = "Robert'); drop table family;-- %s {0} \u202eабв\u0301 🙂 =cmd()"
    save(desk, Edit(base, base.with_values(story=nasty)))
    assert opened(desk, "family", family).values["story"] == nasty
    with desk.office_kept.engine.connect() as connection:
        assert connection.execute(text("select count(*) from family")).scalar_one() == 1
