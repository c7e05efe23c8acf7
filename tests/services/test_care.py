"""Placements: the limit of a carer wants a reason, rights are filled from the carer's powers, states follow each other."""

from __future__ import annotations

import pytest

from desktop.base.errors import Rejected
from desktop.models.snapshots import Edit
from desktop.services import cards
from desktop.services.cards import blank
from desktop.services.care import save_placement
from tests.offices import clean, opened, register


def make(desk, root, /, **values):
    new = blank(root, desk.new_id(), **values)
    return desk.do("A record was written", lambda unit: cards.save_cards(unit, Edit(None, new))).result


def carer(desk, **more):
    return make(desk, "carer", **{"kind": "patronage_carer", "name": "Иванова Ольга", **more})


def child_of(desk, family):
    members = opened(desk, "family", family).parts["memberships"].values()
    return next(m.values["person_id"] for m in members if m.values["role"] == "child")


def place(desk, family, carer_id, **more):
    values = {
        "family_id": family,
        "carer_id": carer_id,
        "kind": "patronage",
        "state": "placed",
        "child_id": child_of(desk, family),
    }
    new = blank("placement", desk.new_id(), **{**values, **more})
    made = desk.do("A child was placed", lambda unit: save_placement(unit, (Edit(None, new),))).result
    return opened(desk, "placement", made)


def change(desk, base, **values):
    edit = Edit(base, base.with_values(**values))
    desk.do("A placement was changed", lambda unit: save_placement(unit, (edit,)))
    return opened(desk, "placement", base.id)


def paths(refused):
    return [finding.path for finding in refused.value.findings]


def test_a_sixth_ward_is_refused_until_a_reason_is_given(desk):
    family = register(desk)
    who = carer(desk)
    for _number in range(5):
        place(desk, family, who)
    with pytest.raises(Rejected) as refused:
        place(desk, family, who)
    assert paths(refused) == [("override_reason",)]
    sixth = place(desk, family, who, override_reason="Родные братья")
    assert sixth.values["override_reason"] == "Родные братья"
    assert clean(desk)


def test_own_children_of_a_carer_take_places_in_kyrgyzstan(desk):
    family = register(desk)
    who = carer(desk, own_children=4)
    place(desk, family, who)
    with pytest.raises(Rejected):
        place(desk, family, who)


def test_a_planned_placement_takes_no_place_and_one_that_ended_gives_it_back(desk):
    family = register(desk)
    who = carer(desk, most_wards=1)
    first = place(desk, family, who)
    planned = place(desk, family, who, state="planned")
    with pytest.raises(Rejected):
        change(desk, planned, state="placed")
    change(desk, first, state="ended", ended="returned")
    assert change(desk, planned, state="placed").values["since"] == desk.today


def test_words_of_a_standing_placement_are_changed_without_asking_for_the_limit_again(desk):
    family = register(desk)
    who = carer(desk, most_wards=1)
    standing = place(desk, family, who)
    base = opened(desk, "carer", who)
    desk.do("x", lambda unit: cards.save_cards(unit, Edit(base, base.with_values(most_wards=0))))
    assert change(desk, standing, prepared="Знакомились три недели").values["prepared"] == "Знакомились три недели"


def test_rights_are_filled_from_the_powers_of_the_carer_and_never_over_what_was_written(desk):
    family = register(desk)
    who = carer(desk, may_property=False, may_court=True)
    said = place(desk, family, who).values
    assert "имущества" in said["rights_guardianship"]
    assert "в суде" in said["rights_carer"]
    assert "границ" not in said["rights_carer"] + said["rights_guardianship"]
    own = place(desk, family, who, rights_carer="Как записано в договоре").values
    assert own["rights_carer"] == "Как записано в договоре"
    assert own["rights_guardianship"] is None


def test_a_contact_family_gets_no_delimitation_of_rights(desk):
    family = register(desk)
    contact = make(desk, "carer", kind="contact_family", name="Садыковы", state="ready")
    made = place(desk, family, contact, kind="contact_family", state="planned", child_id=None)
    assert made.values["rights_carer"] is None


def test_states_date_themselves_and_an_ending_says_how(desk):
    family = register(desk)
    base = place(desk, family, carer(desk), state="planned", child_id=None)
    matched = change(desk, base, state="matched")
    assert matched.values["matched_on"] == desk.today
    with pytest.raises(Rejected) as refused:
        change(desk, matched, state="supported")
    assert ("state",) in paths(refused)
    with pytest.raises(Rejected) as refused:
        change(desk, matched, state="ended")
    assert paths(refused) == [("ended",)]
    ended = change(desk, matched, state="ended", ended="relatives")
    assert ended.values["till"] == desk.today


def test_of_two_colleagues_who_want_the_last_place_one_is_refused(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    who = carer(anna, most_wards=1)
    place(anna, family, who)
    with pytest.raises(Rejected):
        place(bektur, family, who)
