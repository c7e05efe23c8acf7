"""What is unusual in a family's tree is said by name and refuses nothing."""

from __future__ import annotations

from desktop.rules.kin_findings import findings
from tests.rules.kin_tree import Tree, five_generations


def said(tree: Tree) -> list[str]:
    found = findings(tree.kin())
    assert not any(finding.blocks for finding in found)
    return [finding.message.words() for finding in found]


def test_a_usual_family_is_not_remarked_on():
    assert said(five_generations()) == []


def test_a_parent_of_eleven_years_is_remarked_on_and_a_guardian_of_that_age_is_not():
    tree = Tree().person("Вера", "female", 1990).person("Олег", "male", 2001)
    assert said(tree.children("Вера", "Олег", "guardian")) == []
    (words,) = said(tree.children("Вера", "Олег"))
    assert words.startswith("Вера, Олег: ")


def test_a_child_may_be_born_after_the_fathers_death_and_not_after_the_mothers():
    tree = Tree().person("Иван", "male", 1960, 1990).person("Вера", "female", 1960, 1990).person("Олег", "male", 1991)
    assert said(tree.children("Иван", "Олег")) == []
    (words,) = said(tree.children("Вера", "Олег"))
    assert "после смерти" in words


def test_identical_twins_of_two_sexes_three_parents_and_a_circle_are_remarked_on():
    tree = Tree().people("male", "Олег Иван Пётр").people("female", "Катя").twins("Олег", "Катя", identical=True)
    assert len(said(tree)) == 1
    tree = Tree().people("unknown", "а б в г").children("а", "г").children("б", "г").children("в", "г")
    assert said(tree) == ["г: записано больше двух кровных родителей"]
    tree = Tree().people("male", "а б").children("а", "б").children("б", "а")
    assert len(said(tree)) == 2
