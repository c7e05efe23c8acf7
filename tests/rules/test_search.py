from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.search import (
    PHONE_MARK,
    Findable,
    fold,
    nearest,
    number_tokens,
    other_layout,
    phone_tokens,
    question,
    sort_key,
    tokens,
    words_of,
)


def meets(line: str, findable: Findable) -> bool:
    """The search over one record, as the database does it."""
    kept = tokens(findable)
    terms = question(line)
    return bool(terms) and all(
        any(low <= token < high for low, high in term.ranges for token in kept) or kept & set(term.whole) for term in terms
    )


KRAVTSOVA = Findable(
    "family", UUID(int=1), UUID(int=1), "Кравцова", "",
    words=("Кравцова", "Кравцова Марина Сергеевна", "Кравцов Пётр", "Өмүрова Айгүл"),
    addresses=("ул. Токтогула, д. 15, кв. 3", "с. Чёрная Речка"),
    numbers=("04-2026-0067",),
    phones=("+996 (555) 12-34-56", "8 912 765-43-21"),
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "кравцова", "КРАВЦОВА", "крав", "кравцовой", "Кравцовы", "Кравцовых", "Кравцову Марину", "марина кравцова",
        "Петра", "петр", "Пётр Кравцов", "омурова", "Айгул", "токтогула", "Токтогула 15", "ул. Токтогула, д. 15",
        "черная речка", "Чёрной Речки", "04-2026-0067", "04/2026/0067", "2026-0067", "0067", "67", "04-2026",
        "123456", "12-34-56", "3456", "+996 555 123456", "0555 123456", "0555123456", "+7 912 765 43 21",
        "89127654321", "кравцова 3456",
    ],
)  # fmt: skip
def test_a_family_is_found_by_any_part_in_any_form(line):
    assert meets(line, KRAVTSOVA)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "…",
        "кравченко",
        "кравцова асель",
        "99",
        "0555 123457",
        "555123",
        "вцова",
        "54321 67",
        "ленина",
    ],
)
def test_what_does_not_fit_is_not_found(line):
    assert not meets(line, KRAVTSOVA)


def test_every_word_has_to_be_met():
    assert meets("кравцова токтогула 67", KRAVTSOVA)
    assert not meets("кравцова токтогула 68", KRAVTSOVA)


def test_words_of_every_address_are_passed_over_unless_alone():
    assert [term.starts[0] for term in question("ул. Ленина, д. 5")] == ["ленина", "5"]
    assert [term.starts[0] for term in question("Петрова Г")] == ["петрова", "г"]
    assert [term.starts[0] for term in question("д")] == ["д"]


def test_numbers_and_phones_never_meet():
    assert all(token.startswith(PHONE_MARK) for token in phone_tokens("555-12-34, 0700 998877"))
    assert not any(token.startswith(PHONE_MARK) for token in number_tokens("04-2026-0067"))
    assert number_tokens("04-2026-0067") == {"04-2026-0067", "2026-0067", "0067", "67"}


@pytest.mark.parametrize(
    ("pressed", "meant"),
    [
        ("rhfdwjdf", "кравцова"),
        ("Rhfdwjdf", "кравцова"),
        (";ev,f", "жумба"),
        ("'kbyf", "элина"),
        ("гтшсуа", "unicef"),
    ],
)
def test_the_other_layout_is_the_same_keys(pressed, meant):
    assert other_layout(pressed) == meant


def test_russian_kyrgyz_and_ukrainian_letters_stand_in_their_order():
    order = [
        "Антонова",
        "Ё",
        "Єва",
        "Жук",
        "Зоя",
        "Іванко",
        "Їжак",
        "Йод",
        "Начин",
        "Ңачин",
        "Ор",
        "Өр",
        "Уста",
        "Үстө",
        "Федя",
        "Яна",
    ]
    names = ["Гуль", "Ґудзь", "Е", "Ё", *order[2:]]
    shuffled = random.Random(3).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == names


def test_shorter_names_stand_first_and_digits_and_latin_after_letters():
    names = ["Ким", "Ким А.", "Ким-Ли", "Кимова", "Яна", "7-я школа", "Smith"]
    assert sorted(["Smith", *names[:-1]], key=sort_key) == names


def test_upper_and_lower_case_and_composed_letters_have_one_key():
    assert sort_key("ЁЛКИНА") == sort_key("ёлкина") == sort_key("е\u0308лкина")
    assert fold("е\u0308лкина") == "елкина"
    assert words_of("Мар'яна О\u2019Нил") == ["маряна", "онил"]


@given(st.text())
def test_any_text_has_a_key_and_a_question(text):
    key = sort_key(text)
    assert len(key) <= 400
    assert sort_key(text + "\n") == key
    for term in question(text):
        assert all(term.starts)
        assert all(low < high for low, high in term.ranges)


@given(st.text(min_size=1))
def test_what_is_kept_is_found_by_each_of_its_own_words(text):
    kept = Findable("agency", UUID(int=2), None, text, "", words=(text,))
    for word in words_of(text):
        if word[:60] == word and question(word):
            assert meets(word, kept)


def test_a_typing_error_finds_the_surname_it_may_be():
    surnames = ["Кравцова", "Кравченко", "Асанова", "Жумабаева"]
    assert nearest("кравцва", surnames)[0] == "кравцова"
    assert nearest("жумобаева", surnames) == ["жумабаева"]
    assert nearest("щщщщ", surnames) == []
