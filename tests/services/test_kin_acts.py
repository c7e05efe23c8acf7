"""What a genogram writes into the card: whole families from a few acts, and what cannot be is refused in words."""

from __future__ import annotations

import pytest

from desktop.base.errors import Rejected
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Conflict
from desktop.services import kin_acts
from desktop.services.families import family_page
from desktop.services.genograms import read_genograms
from desktop.services.kin_acts import UNKNOWN, Relative
from desktop.services.undoing import undo_act
from tests.offices import register


@pytest.fixture
def family(desk):
    return register(desk)


def kin(desk, family):
    return desk.read(lambda reading: read_genograms(reading, family).kin)


def called(desk, family, name):
    return next(person.id for person in kin(desk, family).people if person.name == name)


def do(desk, act):
    return desk.do("Act", act).result


def test_both_parents_are_written_in_one_act_and_undone_as_one(desk, family):
    before, mother = kin(desk, family), called(desk, family, "Марина")
    parents = (Relative("Вера", sex="female", born=PartialDate(1960)), UNKNOWN)
    changes = desk.do("Act", lambda unit: kin_acts.add_parents(unit, mother, parents, union="marriage"))
    now = kin(desk, family)
    assert {person.name for person in now.people} == {"Марина", "Тимур", "Вера", ""}
    assert len(now.parents) == len(before.parents) + 2
    assert len(now.unions) == 1
    assert not any(person.member for person in now.people if person.name in ("Вера", ""))
    desk.do("Undo", lambda unit: undo_act(unit, changes.act))
    assert kin(desk, family) == before


def test_a_father_added_later_makes_a_couple_with_the_mother(desk, family):
    son, mother = called(desk, family, "Тимур"), called(desk, family, "Марина")
    father = do(desk, lambda unit: kin_acts.add_parents(unit, son, [Relative("Игорь", sex="male")], union="cohabitation"))
    (union,) = kin(desk, family).unions
    assert ({union.first, union.second}, union.nature) == ({mother, father}, "cohabitation")


def test_a_third_parent_by_birth_is_refused_and_an_adoptive_one_is_not(desk, family):
    son = called(desk, family, "Тимур")
    with pytest.raises(Rejected):  # the mother is there
        do(desk, lambda unit: kin_acts.add_parents(unit, son, [Relative("Анна", sex="female")]))
    do(desk, lambda unit: kin_acts.add_parents(unit, son, [UNKNOWN]))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.add_parents(unit, son, [UNKNOWN]))
    do(desk, lambda unit: kin_acts.add_parents(unit, son, [Relative("Анна", sex="female")], "adoptive"))
    assert sorted(bond.nature for bond in kin(desk, family).parents) == ["adoptive", "birth", "birth"]


def test_a_sibling_has_the_same_parents_or_one_of_them(desk, family):
    son, mother = called(desk, family, "Тимур"), called(desk, family, "Марина")
    father = do(desk, lambda unit: kin_acts.add_parents(unit, son, [Relative("Игорь", sex="male")]))
    full = do(desk, lambda unit: kin_acts.add_sibling(unit, son, Relative("Оля", sex="female")))
    half = do(desk, lambda unit: kin_acts.add_sibling(unit, son, Relative("Ира", sex="female"), through=[father]))
    parents = {(bond.parent, bond.child) for bond in kin(desk, family).parents}
    assert {(mother, full), (father, full), (father, half)} <= parents
    assert (mother, half) not in parents


def test_a_sibling_of_somebody_without_parents_gives_both_the_same_unknown_ones(desk, family):
    mother = called(desk, family, "Марина")
    aunt = do(desk, lambda unit: kin_acts.add_sibling(unit, mother, Relative("Нина", sex="female")))
    now = kin(desk, family)
    parents = {child: {b.parent for b in now.parents if b.child == child} for child in (mother, aunt)}
    assert parents[mother] == parents[aunt]
    assert sorted(now.person(id_).sex for id_ in parents[aunt]) == ["female", "male"]
    again = do(desk, lambda unit: kin_acts.add_sibling(unit, mother, Relative("Пётр", sex="male")))
    assert {b.parent for b in kin(desk, family).parents if b.child == again} == parents[mother]


def test_a_twin_is_born_on_the_same_day(desk, family):
    son = called(desk, family, "Тимур")
    day = PartialDate(2012, 3, 4)
    do(desk, lambda unit: kin_acts.set_fact(unit, son, "born", day, None))
    twin = do(desk, lambda unit: kin_acts.add_sibling(unit, son, Relative("Артём", sex="male"), twin="identical"))
    now = kin(desk, family)
    assert now.person(twin).born == day
    assert [({t.first, t.second}, t.identical) for t in now.twins] == [({son, twin}, True)]
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.bind_twins(unit, twin, son))


def test_a_death_without_a_date_is_written_dated_later_and_taken_back(desk, family):
    mother = called(desk, family, "Марина")
    father = do(desk, lambda unit: kin_acts.add_parents(unit, mother, [Relative("Пётр", sex="male", dead=True)]))
    father = called(desk, family, "Пётр")

    def now():
        return kin(desk, family).person(father)

    assert (now().dead, now().died) == (True, None)
    seen = now()
    do(desk, lambda unit: kin_acts.write_death(unit, father, PartialDate(2001), dead=True, seen=seen))
    assert (now().dead, now().died) == (False, PartialDate(2001))
    with pytest.raises(Conflict):
        do(desk, lambda unit: kin_acts.write_death(unit, father, None, dead=False, seen=seen))
    do(desk, lambda unit: kin_acts.write_death(unit, father, None, dead=False, seen=now()))
    assert (now().dead, now().died) == (False, None)


def test_a_couple_parts_and_comes_together_again(desk, family):
    mother = called(desk, family, "Марина")
    husband = do(desk, lambda unit: kin_acts.add_partner(unit, mother, Relative("Игорь"), since=PartialDate(2010)))
    (union,) = kin(desk, family).unions
    assert kin(desk, family).person(husband).sex == "male"
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.resume_union(unit, union.id, PartialDate(2020)))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.end_union(unit, union.id, "divorce", PartialDate(2009)))
    do(desk, lambda unit: kin_acts.end_union(unit, union.id, "divorce", PartialDate(2018)))
    do(desk, lambda unit: kin_acts.resume_union(unit, union.id, PartialDate(2020)))
    (union,) = kin(desk, family).unions
    assert (union.ended, union.till, union.resumed) == ("divorce", PartialDate(2018), PartialDate(2020))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.bind_union(unit, mother, husband))


def test_nobody_becomes_their_own_forebear(desk, family):
    son, mother = called(desk, family, "Тимур"), called(desk, family, "Марина")
    grandmother = do(desk, lambda unit: kin_acts.add_parents(unit, mother, [Relative("Вера", sex="female")]))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.bind_parent(unit, son, grandmother))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.bind_parent(unit, son, son))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.bind_union(unit, son, mother))


def test_a_parent_born_after_the_child_is_refused(desk, family):
    son = called(desk, family, "Тимур")
    do(desk, lambda unit: kin_acts.set_fact(unit, son, "born", PartialDate(2012), None))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.add_parents(unit, son, [Relative("Игорь", sex="male", born=PartialDate(2015))]))
    assert len(kin(desk, family).people) == 2


def test_a_fact_that_changed_meanwhile_is_not_written_over(desk, family):
    mother = called(desk, family, "Марина")
    do(desk, lambda unit: kin_acts.set_fact(unit, mother, "died", PartialDate(2024), None))
    with pytest.raises(Conflict):
        do(desk, lambda unit: kin_acts.set_fact(unit, mother, "died", PartialDate(2025), None))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.set_fact(unit, mother, "born", PartialDate(2025), None))


def test_pregnancies_come_and_go(desk, family):
    son, mother = called(desk, family, "Тимур"), called(desk, family, "Марина")
    expected = do(desk, lambda unit: kin_acts.add_pregnancy(unit, mother, "expected", PartialDate(2027, 2)))
    assert [(loss.mother, loss.outcome) for loss in kin(desk, family).losses] == [(mother, "expected")]
    do(desk, lambda unit: kin_acts.change_pregnancy(unit, mother, expected, "miscarriage", PartialDate(2026, 10)))
    assert [loss.outcome for loss in kin(desk, family).losses] == ["miscarriage"]
    do(desk, lambda unit: kin_acts.change_pregnancy(unit, mother, expected, None, None))
    assert kin(desk, family).losses == ()
    father = do(desk, lambda unit: kin_acts.add_partner(unit, mother, Relative("Игорь")))
    do(desk, lambda unit: kin_acts.add_pregnancy(unit, mother, "expected", father=father))
    assert [loss.father for loss in kin(desk, family).losses] == [father]
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.add_pregnancy(unit, son, "expected"))


def test_a_relative_goes_with_their_bonds_and_a_member_does_not(desk, family):
    before, mother = kin(desk, family), called(desk, family, "Марина")
    grandmother = do(desk, lambda unit: kin_acts.add_parents(unit, mother, [Relative("Вера", sex="female")]))
    with pytest.raises(Rejected):
        do(desk, lambda unit: kin_acts.remove_relative(unit, mother))
    do(desk, lambda unit: kin_acts.remove_relative(unit, grandmother))
    assert kin(desk, family) == before


def test_relatives_are_no_members_of_the_household(desk, family):
    mother = called(desk, family, "Марина")
    do(desk, lambda unit: kin_acts.add_child(unit, [mother], Relative("Артём", sex="male"), "foster", PartialDate(2024)))
    page = desk.read(lambda reading: family_page(reading, family))
    assert len(page.members) == 2
    assert [bond.nature for bond in kin(desk, family).parents] == ["birth", "foster"]


def test_a_bond_by_mistake_goes_and_comes_back_with_undo(desk, family):
    before = kin(desk, family)
    changes = desk.do("Act", lambda unit: kin_acts.remove_bonds(unit, [before.parents[0].id]))
    assert kin(desk, family).parents == ()
    desk.do("Undo", lambda unit: undo_act(unit, changes.act))
    assert kin(desk, family) == before
