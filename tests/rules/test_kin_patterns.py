"""What repeats over generations: found with whom and in which generation, and nothing that is seen once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.models.kin_data import EmotionalTie, GenogramData
from desktop.models.partial_dates import PartialDate
from desktop.rules.kin_patterns import Siblings, generation_count, generations, patterns, sibling_place
from tests.rules.kin_tree import Tree, five_generations


def three() -> Tree:
    """Vera (1972), Marina (1989, of a mother of 17), Oleg (2006, of a mother of 17)."""
    tree = Tree().person("Вера", "female", 1972).person("Марина", "female", 1989).person("Олег", "male", 2006)
    return tree.children("Вера", "Марина").children("Марина", "Олег")


def found(tree: Tree, **more) -> dict[str, list[tuple[str, int, int | None]]]:
    data = GenogramData(UUID(int=900), UUID(int=901), "Г", date(2026, 1, 1), tree.kin(), marks=tuple(tree.marks), **more)
    return {
        pattern.kind: [(" и ".join(tree.name(id_) for id_ in case.people), case.generation, case.year) for case in pattern.cases]
        for pattern in patterns(data)
    }


def test_removal_in_two_generations_is_named_with_years_and_in_one_it_is_not():
    tree = three().mark("Олег", "removal", 2019)
    assert "removal" not in found(tree)
    tree.mark("Марина", "removal", 1990, derived=True)
    assert found(tree)["removal"] == [("Марина", 1, 1990), ("Олег", 2, 2019)]


def test_kinds_of_addiction_are_one_pattern_and_everybody_is_named_once():
    tree = three().mark("Вера", "alcohol", 2001).mark("Вера", "recovering", 2010).mark("Олег", "drugs")
    assert found(tree)["addiction"] == [("Вера", 0, 2001), ("Олег", 2, None)]


def test_early_parenthood_is_counted_from_the_birth_dates():
    assert found(three())["early_parent"] == [("Вера", 0, 1989), ("Марина", 1, 2006)]


def test_partings_are_of_couples_and_a_death_is_none():
    tree = three().person("Иван", "male").person("Игорь", "male").person("Роман", "male")
    tree.couple("Вера", "Иван", ended="divorce", till=PartialDate(1995)).couple("Марина", "Игорь", ended="separation")
    tree.couple("Марина", "Роман", ended="death")
    assert found(tree)["parting"] == [("Вера и Иван", 0, 1995), ("Марина и Игорь", 1, None)]


def test_a_parent_alone_is_one_beside_whom_nobody_is_named():
    assert found(three())["single_parent"] == [("Вера", 0, 1989), ("Марина", 1, 2006)]
    tree = three().person("Игорь", "male").couple("Марина", "Игорь")
    assert "single_parent" not in found(tree)


def test_violence_between_two_and_of_one_is_one_pattern():
    tree = three().person("Иван", "male").couple("Вера", "Иван").mark("Олег", "suffered_violence", 2020)
    line = EmotionalTie(UUID(int=800), tree.id("Иван"), tree.id("Вера"), "violence")
    assert found(tree, feelings=(line,))["violence"] == [("Иван и Вера", 0, None), ("Олег", 2, 2020)]


def test_many_children_early_deaths_prison_and_lost_rights():
    tree = Tree().person("Вера", "female", 1950, 1990).person("Марина", "female", 1975, 2010)
    tree.people("male", "а б в г").children("Вера", "Марина а б").children("Марина", "в г")
    assert found(tree)["early_death"] == [("Вера", 0, 1990), ("Марина", 1, 2010)]
    assert "many_children" not in found(tree)
    tree.person("д").children("Марина", "д")
    assert found(tree)["many_children"] == [("Вера", 0, None), ("Марина", 1, None)]
    tree.mark("а", "prison", 2000).mark("в", "prison", 2020).mark("Вера", "rights_lost").mark("Марина", "rights_lost")
    assert {"prison", "rights_lost"} <= found(tree).keys()


def test_a_disease_is_no_pattern_of_ours():
    assert "illness" not in found(three().mark("Вера", "illness").mark("Олег", "illness"))


def test_generations_are_level_for_couples_and_counted_from_the_oldest():
    tree = five_generations()
    levels = generations(tree.kin())
    assert generation_count(tree.kin()) == 6
    assert {levels[tree.id(name)] for name in ("Марина", "Игорь", "Роман", "Света", "Глеб", "Лида", "Инна")} == {3}
    assert levels[tree.id("Миша")] == 5
    assert generation_count(Tree().kin()) == 0


def test_the_place_among_siblings_needs_the_birth_dates():
    tree = Tree().person("Вера", "female").person("а", born=2001).person("б", born=2003).person("в", born=2006)
    tree.children("Вера", "в а б")
    assert sibling_place(tree.kin(), tree.id("б")) == Siblings(2, 3)
    assert sibling_place(tree.kin(), tree.id("Вера")) is None
    tree.person("г").children("Вера", "г")
    assert sibling_place(tree.kin(), tree.id("б")) is None
