"""Personal numbers: the vectors of the offices that give them."""

from __future__ import annotations

import pytest

from desktop.models.partial_dates import PartialDate
from desktop.rules import numbers


@pytest.mark.parametrize(
    "number",
    [
        "112-233-445 95",
        "11223344595",
        "001-019-989 00",
        "001-019-998 00",
        "001-019-999 01",
        "002-999-989 00",
        "087-654-303 00",
        "001-001-998 77",
    ],
)
def test_a_true_snils_is_silent(number):
    assert numbers.check("snils", number) is None


@pytest.mark.parametrize("number", ["112-233-445 96", "087-654-303 01", "002-999-989 01", "1122334459", "11223344595а"])
def test_a_slip_in_a_snils_is_said(number):
    assert numbers.check("snils", number) is not None


def test_a_pin_agrees_with_birth_date_and_sex():
    born = PartialDate(1988, 7, 19)
    assert numbers.check("kg_pin", "11907198800521", born, "female") is None
    wrong_year = numbers.check("kg_pin", "11907198700521", born, "female")
    assert wrong_year is not None
    assert wrong_year.words() == "Дата в номере 19.07.1987, в карте 19.07.1988: проверьте документ"
    assert numbers.check("kg_pin", "11907198800521", born, "male") is not None
    assert numbers.check("kg_pin", "11907198800521", PartialDate(1988), None) is None
    assert numbers.check("kg_pin", "11907198800521", PartialDate(1990, about=True), "unknown") is None


@pytest.mark.parametrize("number", ["31907198800521", "1190719880052", "13002198800521", "1190719880052x"])
def test_a_pin_that_cannot_be_is_said(number):
    assert numbers.check("kg_pin", number) is not None


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("1759013776", PartialDate(1948, 2, 28)),
        ("2530414071", PartialDate(1969, 4, 12)),
        ("3184710691", PartialDate(1987, 3, 12)),
    ],
)
def test_a_true_rnokpp_is_silent_and_knows_the_birth_date(number, born):
    assert numbers.check("ua_rnokpp", number, born, "male") is None
    assert numbers.check("ua_rnokpp", number, PartialDate(2001, 1, 1), "male") is not None
    assert numbers.check("ua_rnokpp", number, born, "female") is not None


def test_a_slip_in_an_rnokpp_is_said():
    assert numbers.check("ua_rnokpp", "1759013770") is not None
    assert numbers.check("ua_rnokpp", "175901377") is not None


def test_numbers_are_written_as_people_write_them():
    assert numbers.written("snils", "11223344595") == "112-233-445 95"
    assert numbers.written("kg_pin", "1190 7198 8005 21") == "11907198800521"
    assert numbers.written("snils", " 12 ") == "12"


def test_citizenship_speaks_before_the_country_of_the_office():
    assert (numbers.kind_for("ru", "kg"), numbers.kind_for(None, "kg"), numbers.kind_for("uz", "kg")) == (
        "snils",
        "kg_pin",
        "",
    )
