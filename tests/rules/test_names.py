from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.names import CASES, FullName, all_forms, guessed_sex, in_case, of_family, tied

MARINA = FullName("Кравцова", "Марина", "Сергеевна")


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("nominative", "Кравцова Марина Сергеевна"),
        ("genitive", "Кравцовой Марины Сергеевны"),
        ("dative", "Кравцовой Марине Сергеевне"),
        ("accusative", "Кравцову Марину Сергеевну"),
        ("instrumental", "Кравцовой Мариной Сергеевной"),
        ("prepositional", "Кравцовой Марине Сергеевне"),
    ],
)
def test_a_woman_is_named_in_every_case(case, words):
    assert in_case(MARINA, case, "female").words() == words


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        (FullName("Асан уулу", "Бакыт", ""), "Асан уулу Бакыта"),
        (FullName("Токтогулова", "Айгуль", "Асан кызы"), "Токтогуловой Айгуль Асан кызы"),
        (FullName("Мамедов", "Али", "Гусейн оглы"), "Мамедова Али Гусейн оглы"),
        (FullName("Черных", "Ольга", "Юрьевна"), "Черных Ольги Юрьевны"),
        (FullName("Сидоренко", "Иван", "Петрович"), "Сидоренко Ивана Петровича"),
        (FullName("Тен", "Виктор", "Сергеевич"), "Тена Виктора Сергеевича"),
        (FullName("Тен", "Вера", "Сергеевна"), "Тен Веры Сергеевны"),
        (FullName("Бонч-Бруевич", "Пётр", "Ильич"), "Бонч-Бруевича Петра Ильича"),
        (FullName("КРАВЦОВ", "ИГОРЬ", "ПЕТРОВИЧ"), "КРАВЦОВА ИГОРЯ ПЕТРОВИЧА"),
        (FullName("", "", ""), ""),
    ],
)
def test_the_sex_is_guessed_and_names_of_the_region_keep_what_has_no_case(name, genitive):
    assert in_case(name, "genitive").words() == genitive


def test_a_corrected_form_wins_over_the_rules():
    name = FullName("Заяц", "Пётр", "Ильич")
    corrected = {("Заяц", "genitive"): "Зайца"}
    assert in_case(name, "genitive", "male", corrected).words() == "Зайца Петра Ильича"
    assert in_case(name, "genitive", "male").surname == "Заяца", "the rules alone would be wrong: the table is needed"


def test_a_name_of_unknown_sex_stays_as_it_is():
    assert guessed_sex(FullName("Ким", "", "")) == "unknown"
    assert in_case(FullName("Ким", "", ""), "dative").words() == "Ким"


def test_a_quarrel_between_parts_of_a_name_is_settled_by_the_patronymic():
    assert guessed_sex(FullName("Кравцова", "Саша", "Петрович")) == "male"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        (FullName("Асанова", "Гүлмира", "Маратовна"), "Асанова Г. М."),
        (FullName("Асан уулу", "Бакыт", ""), "Асан уулу Б."),
        (FullName("Токтогулова", "Айгуль", "Асан кызы"), "Токтогулова А."),
        (FullName("", "Аня", ""), "Аня"),
        (FullName("Тен", "", ""), "Тен"),
        (FullName("", "", ""), ""),
    ],
)
def test_initials_are_letters_of_given_name_and_patronymic(name, initials):
    assert name.initials().replace("\u00a0", " ") == initials


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("Кравцовы", "Кравцовых"),
        ("Кравцов", "Кравцовых"),
        ("Кравцова", "Кравцовых"),
        ("Никитины", "Никитиных"),
        ("Достоевские", "Достоевских"),
        ("Троцкая", "Троцких"),
        ("Толстые", "Толстых"),
        ("Красный", "Красных"),
        ("Ким-Иванова", "Ким-Ивановых"),
        ("Иванова, Петров", "Ивановых, Петровых"),
        ("КРАВЦОВЫ", "КРАВЦОВЫХ"),
        ("Тен", "Тен"),
        ("Седых", "Седых"),
        ("Сидоренко", "Сидоренко"),
        ("Асан уулу", "Асан уулу"),
        ("Шевчук", "Шевчук"),
        ("", ""),
    ],
)
def test_after_the_word_family_stands_the_genitive_plural(name, of):
    assert of_family(name) == of


def test_a_corrected_family_name_wins():
    assert of_family("Толстой", {("Толстой", "genitive"): "Толстых"}) == "Толстых"


def test_all_forms_begin_with_the_longest_and_hold_every_case():
    forms = all_forms(MARINA, "female")
    assert forms[0] == "Кравцовой Мариной Сергеевной"
    assert {"Кравцовой", "Кравцовых", "Марину Кравцову", "Кравцова М.С.", "Марине"} <= set(forms)
    assert list(forms) == sorted(forms, key=lambda form: (-len(form), form))


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.sampled_from(CASES))
def test_whatever_is_typed_as_a_name_gets_a_form(surname, given_name, patronymic, case):
    name = FullName(surname, given_name, patronymic)
    in_case(name, case).words()
    name.initials()
    name.only_initials()
    assert of_family(surname) is not None


@pytest.mark.parametrize(
    ("given", "sex"),
    [
        ("Сергій", "male"), ("Андрій", "male"), ("Микола", "male"), ("Ілля", "male"), ("Микита", "male"),
        ("Юлія", "female"), ("Олена", "female"), ("Бегимай", "female"), ("Бермет", "female"),
        ("Токтобай", "male"), ("Николай", "male"), ("Нурай", "unknown"), ("Саша", "unknown"), ("Жылдыз", "unknown"),
    ],
)  # fmt: skip
def test_ukrainian_and_kyrgyz_names_say_their_sex_or_nothing_but_never_the_wrong_one(given, sex):
    assert guessed_sex(FullName("", given, "")) == sex


def test_a_surname_is_tied_to_its_initials_and_a_sentence_is_not():
    assert tied("Кравцова С. И., Ли А. В.") == "Кравцова\u00a0С.\u00a0И., Ли\u00a0А.\u00a0В."
    assert tied("в школе. Олег был 5. Аня нет") == "в школе. Олег был 5. Аня нет"
