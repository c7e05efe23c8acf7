"""Somebody died and nobody knows when: the end of the marriage says it where it cannot mean the other one."""

from __future__ import annotations

from desktop.models.partial_dates import PartialDate
from desktop.rules.kin_deaths import known_dead
from tests.rules.kin_tree import Tree


def dead(tree: Tree) -> set[str]:
    return {tree.name(id_) for id_ in known_dead(tree.kin())}


def test_a_husband_of_a_union_ended_by_death_is_dead_when_the_wife_lives_with_the_family() -> None:
    tree = Tree().people("female", "Вера", at_home=True).people("male", "Олег").couple("Вера", "Олег", ended="death")
    assert dead(tree) == {"Олег"}


def test_where_either_of_two_may_have_died_nobody_is_called_dead() -> None:
    tree = Tree().people("female", "Вера").people("male", "Олег").couple("Вера", "Олег", ended="death")
    assert dead(tree) == set()


def test_whoever_died_with_a_date_does_not_make_the_other_dead() -> None:
    tree = Tree().person("Вера", "female", 1950, 1990).person("Олег", "male", 1950)
    assert dead(tree.couple("Вера", "Олег", ended="death", till=PartialDate(1990))) == {"Вера"}


def test_who_died_years_later_or_married_again_is_the_one_who_was_left() -> None:
    tree = Tree().person("Вера", "female", 1950, 2001).person("Олег", "male", 1950)
    assert dead(tree.couple("Вера", "Олег", ended="death", till=PartialDate(1990))) == {"Вера", "Олег"}
    tree = Tree().person("Вера", "female", 1950).people("male", "Олег Иван")
    tree.couple("Вера", "Олег", ended="death", till=PartialDate(1990)).couple("Вера", "Иван", since=PartialDate(1995))
    assert dead(tree) == {"Олег"}


def test_a_divorce_or_two_who_both_live_at_home_say_nothing_of_a_death() -> None:
    tree = Tree().people("female", "Вера", at_home=True).people("male", "Олег").couple("Вера", "Олег", ended="divorce")
    assert dead(tree) == set()
    tree = Tree().people("female", "Вера", at_home=True).people("male", "Олег", at_home=True)
    assert dead(tree.couple("Вера", "Олег", ended="death")) == set()


def test_who_is_said_to_be_dead_is_dead_without_a_union_or_a_date() -> None:
    assert dead(Tree().people("male", "Пётр", dead=True).people("female", "Вера")) == {"Пётр"}
