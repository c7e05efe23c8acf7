"""Who may be written twice: by number, paper, name with birth date, phone and address."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.lists import SearchHit
from desktop.models.partial_dates import PartialDate
from desktop.rules.duplicates import (
    Known,
    KnownFamily,
    Sought,
    address_alike,
    family_suspect,
    ordered,
    paper_key,
    person_suspect,
)

HIT = SearchHit("person", UUID(int=1), UUID(int=2), "Кравцова Марина", "")
MARINA = Known(
    HIT, "Кравцова", "Марина", "Сергеевна", PartialDate(1988, 7, 19), "11907198800521", frozenset({"ru_passport:0509:123456"})
)
SAME = Sought("Кравцова", "Марина", "Сергеевна", PartialDate(1988, 7, 19))


def why(sought: Sought, known: Known = MARINA) -> tuple[tuple[str, ...], bool] | None:
    found = person_suspect(sought, known)
    return (tuple(one.msgid for one in found.why), found.sure) if found else None


def test_the_same_name_and_birth_date_is_sure():
    assert why(SAME) == (("same name and date of birth",), True)


def test_a_slip_in_the_name_and_a_missing_patronymic_are_forgiven():
    assert why(replace(SAME, surname="Кравцева", patronymic=""))[1]
    assert why(replace(SAME, surname="Кравцов"))[1]  # the surname as a man bears it


def test_a_birth_year_alone_is_not_sure():
    assert why(replace(SAME, born=PartialDate(1988))) == (("same name and date of birth",), False)
    assert why(replace(SAME, born=None)) == (("same name",), False)


def test_another_birth_date_or_name_is_nobody():
    assert why(replace(SAME, born=PartialDate(1990, 1, 1))) is None
    assert why(replace(SAME, given_name="Ольга")) is None


def test_a_number_or_a_paper_is_enough():
    assert why(Sought(number="1190 7198 8005 21")) == (("same personal number",), True)
    assert why(Sought(papers=frozenset({paper_key("ru_passport", "05 09", "123456")}))) == (("same document",), True)
    assert why(Sought()) is None


def test_somebody_who_married_is_found_by_the_rest():
    found = why(replace(SAME, surname="Исакова"))
    assert found == (("same given name, patronymic and date of birth",), False)


FAMILY = KnownFamily(HIT, "Кравцовы", ("г. Ош, ул. Курманжан Датки, д. 112, кв. 4",), ("0555 123 456",))


@pytest.mark.parametrize(
    ("name", "address", "phone", "sure"),
    [
        ("Иные", "Ош, Курманжан Датки 112-4", "+996 555 123456", True), ("Кравцовы", "Ош Курманжан Датки, 112, 4", "", True),
        ("Кравцовы", "", "0555123456", True), ("Иные", "", "0555123456", False), ("Иные", "Ош, Курманжан Датки 112/4", "", False),
        ("Кравцовы", "Ош, Курманжан Датки 113-4", "", None), ("Кравцовы", "", "", None), ("", "", "", None),
    ],
)  # fmt: skip
def test_a_family_is_recognised_by_two_of_name_address_and_phone(name, address, phone, sure):
    found = family_suspect(name, address, phone, FAMILY)
    assert (found.sure if found else None) == sure


def test_an_address_agrees_by_figures_and_words():
    assert address_alike("с. Мырза-Аке, ул. Ленина, 3", "Мырза-Аке, Ленина 3")
    assert not address_alike("ул. Ленина, 3", "ул. Ленина, 33")
    assert not address_alike("Ленина", "Ленина")  # without a house nothing is said


def test_the_surest_stands_first_and_each_once():
    sure, unsure = person_suspect(SAME, MARINA), person_suspect(replace(SAME, born=None), MARINA)
    assert ordered([unsure, sure, unsure]) == (sure,)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_typed_is_compared(name, address, phone):
    family_suspect(name, address, phone, FAMILY)
    person_suspect(Sought(name, address, phone, number=phone), MARINA)
