"""A family tree of another program becomes a family, or the kin of one that is known; a network becomes a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.base.errors import Rejected
from desktop.documents.network_canvas import from_archive, to_archive
from desktop.models.kin_data import KinParent
from desktop.models.map_data import Node, Tie
from desktop.models.partial_dates import PartialDate
from desktop.rules import family_trees
from desktop.services import families, maps, networks, trees
from desktop.services.undoing import undo_act
from desktop.store.kin import read_kin
from tests.documents.test_gedcom import OLD, read
from tests.offices import clean, register

TREE = OLD.format(charset="UTF-8").encode()
TODAY = date(2026, 11, 22)


def planned(desk, content=TREE, **more):
    return desk.read(lambda reading: trees.plan_tree(reading, content, desk.new_id, **more))


def taken_in(desk, plan):
    return desk.do(trees.IMPORTED, lambda unit: trees.import_tree(unit, plan))


def kin_of(desk, family):
    return desk.read(lambda reading: read_kin(reading, family))


def test_a_tree_becomes_a_family_with_all_its_bonds(desk):
    plan = planned(desk)
    family = taken_in(desk, plan).result
    kin = kin_of(desk, family)
    assert {p.name for p in kin.people} == {"Игорь", "Марина", "Олег", "Ольга"}
    assert {p.name for p in kin.people if p.at_home} == {"Игорь", "Марина", "Олег", "Ольга"} - {"Ольга"}
    assert len(kin.parents) == 4
    (married,) = [u for u in kin.unions if u.nature == "marriage"]
    assert (married.ended, married.resumed) == ("divorce", PartialDate(2019))
    assert clean(desk)


def test_planning_writes_nothing(desk):
    before = desk.read(lambda reading: reading.connection.exec_driver_sql("select count(*) from person").scalar_one())
    planned(desk)
    after = desk.read(lambda reading: reading.connection.exec_driver_sql("select count(*) from person").scalar_one())
    assert before == after


def test_kin_of_a_known_family_are_taken_back_as_a_whole(desk):
    family = register(desk)
    changes = taken_in(desk, planned(desk, family=family))
    assert len(kin_of(desk, family).people) == 2  # nobody of the file is theirs
    desk.do("", lambda unit: undo_act(unit, changes.act))
    assert clean(desk)


def test_whom_the_card_knows_is_not_written_twice(desk):
    family = register(desk)
    content = (
        "0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @I1@ INDI\n1 NAME Марина /Кравцова/\n1 SEX F\n0 @I2@ INDI\n1 NAME Тимур /Кравцов/\n"
        "0 @I3@ INDI\n1 NAME Вера /Сотникова/\n1 SEX F\n0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n0 @F2@ FAM\n1 WIFE @I3@\n"
        "1 CHIL @I1@\n0 TRLR\n"
    ).encode()
    plan = planned(desk, content, family=family)
    assert (len(plan.known), plan.new_people) == (2, 1)
    assert taken_in(desk, plan).result == family
    kin = kin_of(desk, family)
    assert sorted(p.name for p in kin.people) == ["Вера", "Марина", "Тимур"]
    names = {p.id: p.name for p in kin.people}
    assert {(names[b.parent], names[b.child]) for b in kin.parents} == {("Марина", "Тимур"), ("Вера", "Марина")}
    again = planned(desk, content, family=family)
    assert again.new_people == 0
    taken_in(desk, again)
    assert len(kin_of(desk, family).parents) == 2


def test_somebody_born_in_another_year_is_somebody_else():
    tree = read(TREE)
    person = tree.people[0]
    kin = read_tree_kin(person, PartialDate(1990))
    assert family_trees.known_already(tree, kin) == {}
    assert family_trees.known_already(tree, read_tree_kin(person, PartialDate(1985))) != {}


def read_tree_kin(person, born):
    from desktop.models.kin_data import Kin, KinPerson

    return Kin((KinPerson(person.id, person.given_name, born=born, full_name=person.name),))


def test_the_household_of_a_child_is_the_parents_and_small_brothers_and_sisters():
    tree = read(TREE)
    oleg = next(p for p in tree.people if p.given_name == "Олег")
    names = {p.id: p.given_name for p in tree.people}
    housed = {names[h.person]: h.role for h in family_trees.household_of(tree, oleg, TODAY)}
    assert housed == {"Игорь": "father", "Марина": "mother", "Олег": "child"}


def test_a_forebear_of_themselves_is_left_out_and_named():
    tree = read(TREE)
    igor, marina = tree.people[0].id, tree.people[1].id
    circle = (KinParent(tree.people[2].id, igor, marina), KinParent(tree.people[3].id, marina, igor))
    mended, left = family_trees.without_circles(replace(tree, parents=(*tree.parents, *circle)))
    assert len(mended.parents) == len(tree.parents) + 1
    assert len(left) == 1


def test_a_date_that_cannot_be_goes_into_the_note(desk):
    content = "0 HEAD\n0 @I1@ INDI\n1 NAME Иван\n1 BIRT\n2 DATE 2090\n0 TRLR\n".encode()
    plan = planned(desk, content)
    assert plan.tree.people[0].born is None
    assert "2090" in plan.tree.people[0].note
    assert any("Иван" in remark.words() for remark in plan.remarks)


def test_who_died_nobody_knows_when_is_dead_in_the_card_and_in_the_next_file(desk):
    content = (
        "0 HEAD\n0 @I1@ INDI\n1 NAME Иван /Ли/\n1 BIRT\n2 DATE 1990\n1 FAMC @F1@\n"
        "0 @I2@ INDI\n1 NAME Пётр /Ли/\n1 SEX M\n1 DEAT Y\n1 FAMS @F1@\n0 @F1@ FAM\n1 HUSB @I2@\n1 CHIL @I1@\n0 TRLR\n"
    ).encode()
    family = taken_in(desk, planned(desk, content, about="Ли Иван")).result
    dead = {person.name: (person.dead, person.died) for person in kin_of(desk, family).people}
    assert dead == {"Иван": (False, None), "Пётр": (True, None)}
    again = planned(desk, desk.read(lambda reading: trees.tree_file(reading, family)), about="Ли Иван")
    assert {person.given_name: person.dead for person in again.tree.people} == {"Иван": False, "Пётр": True}


def test_nobody_is_called_so(desk):
    with pytest.raises(Rejected):
        planned(desk, about="Никодим")


def test_a_network_becomes_a_draft_and_the_same_people_keep_their_nodes(desk):
    family = register(desk)
    page = desk.read(lambda reading: families.family_page(reading, family))
    first = maps.first_map(page, desk.new_id(), "Связи", desk.today)
    school = Node(desk.new_id(), "Школа № 7", "agency", sphere="education")
    first = first.with_node(school).with_tie(Tie(desk.new_id(), school.id, first.nodes[0].id, "conflict", contact=desk.new_id()))
    desk.do("", lambda unit: maps.save_map(unit, replace(first, ties=()), final=True))
    foreign = replace(
        first,
        nodes=tuple(replace(n, id=desk.new_id(), ref=None) if n.kind == "agency" else n for n in first.nodes),
        ties=(),
    )
    rows = from_archive(to_archive(foreign, "x"))
    plan = desk.read(lambda reading: networks.plan_network(reading, rows, family, desk.new_id))
    assert {n.id for n in plan.map_.nodes} == {n.id for n in first.nodes}
    kept = desk.do(networks.IMPORTED, lambda unit: networks.import_network(unit, plan)).result
    map_ = desk.read(lambda reading: maps.open_map(reading, kept))
    assert not map_.final
    assert {n.name for n in map_.nodes} == {n.name for n in first.nodes}


def test_what_points_out_of_the_family_is_let_go(desk):
    family = register(desk)
    page = desk.read(lambda reading: families.family_page(reading, family))
    map_ = maps.first_map(page, desk.new_id(), "Связи", desk.today)
    stranger = Node(desk.new_id(), "Дядя", ref=desk.new_id(), sphere="kin")
    tie = Tie(desk.new_id(), stranger.id, map_.nodes[0].id, contact=desk.new_id())
    rows = from_archive(to_archive(map_.with_node(stranger).with_tie(tie), "x"))
    plan = desk.read(lambda reading: networks.plan_network(reading, rows, family, desk.new_id))
    found = plan.map_.node(stranger.id)
    assert found is not None
    assert found.ref is None
    assert plan.map_.ties[0].contact is None
