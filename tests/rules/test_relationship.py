"""How two people of a family are related, in the terms of Russian kinship, and by which way."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.relationship import Relations, related
from tests.rules.kin_tree import Tree, five_generations

TREE = five_generations()
RELATIONS = Relations(TREE.kin())

TABLE = """
Марина Олег мать
Олег Марина сын
Игорь Олег отец
Катя Олег сестра
Вера Олег бабушка
Олег Вера внук
Катя Вера внучка
Макар Олег прадедушка
Дарья Олег прабабушка
Олег Дарья правнук
Прохор Олег прапрадедушка
Агафья Катя прапрабабушка
Катя Прохор праправнучка
Агафья Миша прапрапрабабушка
Миша Агафья прапраправнук
Андрей Олег дядя
Нина Олег тётя
Олег Нина племянник
Катя Андрей племянница
Юля Олег двоюродная сестра
Олег Юля двоюродный брат
Пётр Олег двоюродный дедушка
Клава Олег двоюродная бабушка
Олег Пётр внучатый племянник
Катя Клава внучатая племянница
Фёкла Олег двоюродная прабабушка
Олег Фёкла правнучатый племянник
Глеб Марина двоюродный брат
Глеб Олег двоюродный дядя
Олег Глеб двоюродный племянник
Вадим Олег троюродный брат
Катя Вадим троюродная сестра
Лида Марина троюродная сестра
Лида Олег троюродная тётя
Катя Лида троюродная племянница
Соня Олег четвероюродная сестра
Степан Марина двоюродный дядя
Степан Олег троюродный дедушка
Олег Степан двоюродный внучатый племянник
Миша Пётр правнучатый племянник
Миша Глеб двоюродный внучатый племянник
Даша Миша троюродная сестра
Гоша Соня сын
Тимур Олег единоутробный брат
Катя Тимур единоутробная сестра
Паша Олег единокровный брат
Катя Паша единокровная сестра
Паша Тимур свойственник
Рита Олег сводная сестра
Олег Рита сводный брат
Игорь Марина бывший муж
Марина Игорь бывшая жена
Роман Марина сожитель
Вера Иван жена
Жанна Олег мачеха
Олег Жанна пасынок
Катя Жанна падчерица
Роман Олег сожитель матери
Олег Роман сын сожительницы
Тамара Марина бывшая свекровь
Лев Марина бывший свёкор
Марина Тамара бывшая невестка
Марина Лев бывшая сноха
Алла Марина бывшая золовка
Захар Марина бывший деверь
Марина Захар бывшая невестка (жена брата)
Тамара Жанна свекровь
Жанна Тамара невестка
Жанна Лев сноха
Захар Жанна деверь
Инна Жанна невестка (жена деверя)
Инна Игорь невестка (жена брата)
Игорь Инна деверь
Фома Андрей тесть
Эмма Андрей тёща
Андрей Эмма зять
Яна Андрей свояченица
Андрей Яна зять (муж сестры)
Марк Андрей свояк
Андрей Марк свояк
Андрей Костя шурин
Костя Андрей зять (муж сестры)
Вера Костя тёща
Марина Света золовка
Света Марина невестка (жена брата)
Фома Иван сват
Эмма Вера сватья
Лев Иван бывший сват
Света Олег жена дяди
Костя Олег муж тёти
Борис Олег муж двоюродной бабушки
Олег Костя племянник жены
Олег Света племянник мужа
Женя Олег муж двоюродной сестры
Полина Юля жена двоюродного брата
Полина Вера жена внука
Вера Полина бабушка мужа
Катя Полина золовка
Полина Марина невестка
Полина Игорь сноха
Инна Олег жена дяди
Люба Глеб сноха
"""


def pairs() -> list[tuple[str, str, str]]:
    return [tuple(line.split(maxsplit=2)) for line in TABLE.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("one", "other", "said"), pairs())
def test_everybody_is_called_by_the_right_term(one, other, said):
    assert RELATIONS.related(TREE.id(one), TREE.id(other)).words.words() == said


def said(tree: Tree, one: str, other: str) -> str:
    return related(tree.kin(), tree.id(one), tree.id(other)).words.words()


def also(tree: Tree, one: str, other: str) -> list[str]:
    return [words.words() for words in related(tree.kin(), tree.id(one), tree.id(other)).also]


def test_the_way_is_told_person_by_person():
    found = RELATIONS.related(TREE.id("Вера"), TREE.id("Олег"))
    assert [TREE.name(id_) for id_ in found.path] == ["Вера", "Марина", "Олег"]
    told = [(TREE.name(step.one), step.words.words(), TREE.name(step.other)) for step in found.steps]
    assert told == [("Вера", "мать", "Марина"), ("Марина", "мать", "Олег")]
    assert found.degree == 2


@pytest.mark.parametrize(
    ("one", "other", "degree"),
    [("Марина", "Олег", 1), ("Катя", "Олег", 2), ("Тимур", "Олег", 2), ("Андрей", "Олег", 3), ("Юля", "Олег", 4),
     ("Вадим", "Олег", 6), ("Соня", "Олег", 8), ("Марина", "Игорь", None), ("Жанна", "Олег", None), ("Рита", "Олег", None)],
)  # fmt: skip
def test_the_degree_of_blood_kinship_counts_births(one, other, degree):
    assert RELATIONS.related(TREE.id(one), TREE.id(other)).degree == degree


def test_the_same_person_and_strangers_are_said_plainly():
    alone = Tree().people("female", "Анна Ольга")
    assert said(alone, "Анна", "Анна") == "это один и тот же человек"
    found = related(alone.kin(), alone.id("Анна"), alone.id("Ольга"))
    assert (found.words.words(), found.known, found.path) == ("как они связаны, в карточке не записано", False, ())


@pytest.mark.parametrize(
    ("nature", "up", "down"),
    [("adoptive", "усыновительница", "усыновлённый сын"), ("foster", "приёмная мать", "приёмный сын"),
     ("guardian", "опекун", "подопечный"), ("step", "мачеха", "пасынок")],
)  # fmt: skip
def test_parents_by_law_are_called_by_the_law(nature, up, down):
    tree = Tree().people("female", "Анна").people("male", "Олег").children("Анна", "Олег", nature)
    assert (said(tree, "Анна", "Олег"), said(tree, "Олег", "Анна")) == (up, down)


def test_care_that_ended_makes_a_former_guardian():
    tree = Tree().people("female", "Анна").people("male", "Олег").children("Анна", "Олег", "foster", ended=True)
    assert (said(tree, "Анна", "Олег"), said(tree, "Олег", "Анна")) == ("бывшая приёмная мать", "бывший приёмный сын")


def test_cousins_who_married_are_both():
    tree = Tree().people("male", "Дед Отец Дядя Олег").people("female", "Юля")
    tree.children("Дед", "Отец Дядя").children("Отец", "Олег").children("Дядя", "Юля").couple("Олег", "Юля")
    assert (said(tree, "Юля", "Олег"), also(tree, "Юля", "Олег")) == ("жена", ["двоюродная сестра"])
    assert (said(tree, "Олег", "Юля"), also(tree, "Олег", "Юля")) == ("муж", ["двоюродный брат"])


def test_a_grandmother_who_is_the_guardian_is_both():
    tree = Tree().people("female", "Вера Марина").people("male", "Олег")
    tree.children("Вера", "Марина").children("Марина", "Олег").children("Вера", "Олег", "guardian")
    assert (said(tree, "Вера", "Олег"), also(tree, "Вера", "Олег")) == ("опекун", ["бабушка"])
    assert (said(tree, "Олег", "Вера"), also(tree, "Олег", "Вера")) == ("подопечный", ["внук"])


def test_an_aunt_who_adopted_makes_cousins_siblings():
    tree = Tree().people("female", "Вера Марина Нина Катя").people("male", "Олег")
    tree.children("Вера", "Марина Нина").children("Марина", "Олег").children("Нина", "Катя").children("Нина", "Олег", "adoptive")
    assert (said(tree, "Нина", "Олег"), also(tree, "Нина", "Олег")) == ("усыновительница", ["тётя"])
    assert (said(tree, "Катя", "Олег"), also(tree, "Катя", "Олег")) == ("сестра (по усыновлению)", ["двоюродная сестра"])


def test_two_brothers_who_married_two_sisters_are_in_laws_in_two_ways():
    tree = Tree().people("male", "Отец Иван Пётр").people("female", "Мать Анна Ольга")
    tree.children("Отец", "Иван Пётр").children("Мать", "Анна Ольга").couple("Иван", "Анна").couple("Пётр", "Ольга")
    found = {said(tree, "Ольга", "Иван"), *also(tree, "Ольга", "Иван")}
    assert found == {"свояченица", "невестка (жена брата)"}


def test_twins_are_siblings_even_where_nobody_knows_the_parents():
    tree = Tree().people("female", "Анна").people("male", "Олег").twins("Анна", "Олег")
    assert (said(tree, "Анна", "Олег"), said(tree, "Олег", "Анна")) == ("сестра-близнец", "брат-близнец")


def test_with_one_parent_known_nobody_says_that_the_siblings_are_half_ones():
    tree = Tree().people("female", "Анна Катя").people("male", "Олег Отец")
    tree.children("Анна", "Олег Катя")
    assert said(tree, "Катя", "Олег") == "сестра"
    tree.children("Отец", "Олег")
    assert said(tree, "Катя", "Олег") == "сестра"


def test_a_word_is_said_as_it_was_typed_and_braces_in_it_are_letters():
    tree = Tree().people("female", "Анна").people("male", "Олег Иван").word("Анна", "Олег", "крёстная {мать}")
    assert said(tree, "Анна", "Олег") == "крёстная {мать}"
    assert said(tree, "Олег", "Анна") == "родственник"
    tree.children("Олег", "Иван")
    assert said(tree, "Анна", "Иван") == "родственница"


def test_parents_of_a_child_who_never_were_a_couple():
    tree = Tree().people("female", "Анна").people("male", "Олег Иван").children("Анна", "Иван").children("Олег", "Иван")
    assert (said(tree, "Анна", "Олег"), said(tree, "Олег", "Анна")) == ("мать общего ребёнка", "отец общего ребёнка")


def test_of_an_unknown_sex_both_words_are_said():
    tree = Tree().people("unknown", "Икс Игрек Зет").children("Икс", "Игрек Зет")
    assert said(tree, "Икс", "Игрек") == "родитель"
    assert said(tree, "Игрек", "Зет") == "брат или сестра"


def test_a_remarriage_to_the_same_person_is_a_marriage():
    tree = Tree().people("female", "Анна").people("male", "Олег")
    tree.couple("Анна", "Олег", ended="divorce").couple("Анна", "Олег")
    assert said(tree, "Анна", "Олег") == "жена"


def test_a_wrong_card_in_which_somebody_is_their_own_forebear_is_no_endless_search():
    tree = Tree().people("male", "Олег Иван Пётр").children("Олег", "Иван").children("Иван", "Олег").children("Пётр", "Иван")
    assert said(tree, "Олег", "Иван") in {"отец", "сын"}


INVERSE = (
    ({"мать", "отец"}, {"сын", "дочь"}),
    ({"бабушка", "дедушка"}, {"внук", "внучка"}),
    ({"прабабушка", "прадедушка"}, {"правнук", "правнучка"}),
    ({"прапрабабушка", "прапрадедушка"}, {"праправнук", "праправнучка"}),
    ({"дядя", "тётя"}, {"племянник", "племянница"}),
    ({"двоюродный дедушка", "двоюродная бабушка"}, {"внучатый племянник", "внучатая племянница"}),
    ({"двоюродный дядя", "двоюродная тётя"}, {"двоюродный племянник", "двоюродная племянница"}),
    ({"троюродный дядя", "троюродная тётя"}, {"троюродный племянник", "троюродная племянница"}),
    ({"брат", "сестра"}, {"брат", "сестра"}),
    ({"единокровный брат", "единокровная сестра"}, {"единокровный брат", "единокровная сестра"}),
    ({"единоутробный брат", "единоутробная сестра"}, {"единоутробный брат", "единоутробная сестра"}),
    ({"двоюродный брат", "двоюродная сестра"}, {"двоюродный брат", "двоюродная сестра"}),
    ({"троюродный брат", "троюродная сестра"}, {"троюродный брат", "троюродная сестра"}),
    ({"сводный брат", "сводная сестра"}, {"сводный брат", "сводная сестра"}),
    ({"муж"}, {"жена"}), ({"бывший муж"}, {"бывшая жена"}), ({"сожитель"}, {"сожительница"}),
    ({"свёкор"}, {"сноха"}), ({"свекровь"}, {"невестка"}), ({"тесть", "тёща"}, {"зять"}),
    ({"деверь", "золовка"}, {"невестка (жена брата)"}), ({"шурин", "свояченица"}, {"зять (муж сестры)"}),
    ({"свояк"}, {"свояк"}), ({"сват", "сватья"}, {"сват", "сватья"}), ({"мачеха", "отчим"}, {"пасынок", "падчерица"}),
)  # fmt: skip


def test_every_term_has_its_inverse_from_the_other_side():
    people = [person.id for person in TREE.kin().people]
    checked = 0
    for one, other in itertools.permutations(people, 2):
        there, back = (RELATIONS.related(*pair).words.words() for pair in ((one, other), (other, one)))
        for older, younger in INVERSE:
            for mine, theirs in ((older, younger), (younger, older)):
                if there in mine and len([pair for pair in INVERSE if there in pair[0] | pair[1]]) == 1:
                    assert back in theirs, (TREE.name(one), there, TREE.name(other), back)
                    checked += 1
    assert checked > 500


def test_both_sides_see_the_same_way():
    assert_consistent(TREE)


def assert_consistent(tree: Tree) -> None:
    relations = Relations(tree.kin())
    people = [person.id for person in tree.kin().people]
    for one, other in itertools.combinations(people, 2):
        there, back = relations.related(one, other), relations.related(other, one)
        assert there.path == back.path[::-1]
        assert (there.degree, there.known, len(there.also)) == (back.degree, back.known, len(back.also))
        assert there.words.words()
        assert len(set(there.path)) == len(there.path)


NATURES = ("birth", "birth", "birth", "adoptive", "foster", "guardian", "step")


@st.composite
def families(draw: st.DrawFn) -> Tree:
    """Any tangle without circles: parents are put in before their children, couples among anybody."""
    names = [f"п{n}" for n in range(draw(st.integers(2, 9)))]
    tree = Tree()
    for name in names:
        tree.people(draw(st.sampled_from(("male", "female", "unknown"))), name)
    for n, name in enumerate(names):
        for parent in draw(st.lists(st.sampled_from(names[:n]), max_size=3, unique=True)) if n else ():
            tree.children(parent, name, draw(st.sampled_from(NATURES)), ended=draw(st.integers(0, 5)) == 0)
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])
    for one, other in draw(st.lists(pairs, max_size=5)):
        nature, ended = draw(st.sampled_from(("marriage", "cohabitation"))), draw(st.sampled_from(("", "", "divorce", "death")))
        tree.couple(one, other, nature=nature, ended=ended)
    for one, other in draw(st.lists(pairs, max_size=1)):
        tree.word(one, other, "кум")
    return tree


@given(families())
def test_of_any_family_both_sides_see_the_same_way(tree):
    assert_consistent(tree)


@pytest.mark.parametrize(
    ("word", "back"),
    [("крёстная мать", "крестник"), ("крестная", "крестник"), ("Двоюродная сестра", "двоюродный брат"), ("бабушка", "внук"),
     ("троюродная тётя", "троюродный племянник"), ("подруга матери", "родственник")],
)  # fmt: skip
def test_a_word_of_one_says_what_the_other_is(word: str, back: str) -> None:
    tree = Tree().people("female", "Анна").people("male", "Олег").word("Анна", "Олег", word)
    assert (said(tree, "Анна", "Олег"), said(tree, "Олег", "Анна")) == (word, back)
