"""Papers and phones of three countries: a slip is said, a foreign paper never."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.rules import findings, numbers
from desktop.rules.identity_papers import check_paper, tidy_series
from desktop.rules.phones import check_phone

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "series", "number", "country"),
    [
        ("ru_passport", "0509", "123456", "ru"), ("ru_passport", "05 09", "123 456", "ru"),
        ("birth_certificate", "IV-АИ", "123456", "ru"), ("birth_certificate", "IX-БМ", "654321", "ru"),
        ("birth_certificate", "ХХІ-ОВ", "123456", "ru"), ("birth_certificate", "iv аи", "123456", "ru"),
        ("birth_certificate", "IVАИ", "123456", "ru"), ("birth_certificate", "І-БК", "123456", "ua"),
        ("kg_passport", "ID", "1234567", "kg"), ("kg_passport", None, "AN1234567", "kg"),
        ("ua_id_card", None, "001234567", "ua"), ("ua_passport", "МЕ", "123456", "ua"), ("ua_passport", "ME", "123456", "ua"),
        ("foreign_passport", "любая", "12-34/А", "ru"), ("birth_certificate", "KR-X", "1", "uz"), ("other_document", "?", "?", "kg"),
        ("ru_passport", None, None, "ru"), ("kg_passport", None, None, "kg"),
    ],
)  # fmt: skip
def test_a_true_paper_and_a_foreign_one_are_silent(kind, series, number, country):
    assert check_paper(kind, series, number, country=country) is None


@pytest.mark.parametrize(
    ("kind", "series", "number", "country", "box"),
    [
        ("ru_passport", "059", "123456", "ru", "series"), ("ru_passport", "0509", "12345", "ru", "number"),
        ("birth_certificate", "4-АИ", "123456", "ru", "series"), ("birth_certificate", "IV-АИ", "12345", "ru", "number"),
        ("kg_passport", "ID", "123456", "kg", "number"), ("ua_id_card", None, "12345678", "ua", "number"),
        ("ua_passport", "М1", "123456", "ua", "series"),
    ],
)  # fmt: skip
def test_a_slip_is_said_beside_its_box(kind, series, number, country, box):
    assert check_paper(kind, series, number, country=country)[0] == box


def test_roman_figures_typed_in_cyrillic_become_latin():
    assert tidy_series("birth_certificate", "ХІІ-аи", "ru") == "XII-АИ"
    assert tidy_series("birth_certificate", "IV-AB", "ru") == "IV-АВ"
    assert tidy_series("ru_passport", "05 09") == "0509"
    assert tidy_series("foreign_passport", "ab 12 ") == "ab 12"


def test_a_passport_before_fourteen_is_amber():
    said = check_paper("ru_passport", "0509", "123456", date(2020, 1, 1), PartialDate(2010, 5, 1), "ru")
    assert said[0] == "issued_on"
    assert check_paper("ru_passport", "0509", "123456", date(2024, 6, 1), PartialDate(2010, 5, 1), "ru") is None


@given(st.sampled_from(["ru_passport", "birth_certificate", "kg_passport", "ua_id_card", "ua_passport"]), st.text(max_size=12),
       st.text(max_size=12), st.sampled_from(["ru", "kg", "ua", "uz", None]))  # fmt: skip
def test_whatever_is_typed_is_answered(kind, series, number, country):
    said = check_paper(kind, series, number, country=country)
    assert said is None or said[0] in {"series", "number", "issued_on"}


@given(st.sampled_from(["snils", "kg_pin", "ua_rnokpp"]), st.text(max_size=20))
def test_no_number_breaks_the_check(kind, number):
    numbers.check(kind, number)
    numbers.written(kind, number)
    numbers.other_kind(number, kind)


@given(st.integers(1_001_999, 999_999_999))
def test_every_snils_has_one_pair_of_check_digits(number):
    nine = f"{number:09}"
    true = [pair for pair in range(100) if numbers.check("snils", f"{nine}{pair:02}") is None]
    assert len(true) == 1


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 9999))
def test_a_record_number_agrees_with_its_own_birth_date(born, serial):
    twelve = f"{born:%Y%m%d}{serial:04}"
    number = twelve + str(numbers.check_digit(twelve))
    assert numbers.check("ua_rnokpp", number, PartialDate.of(born)) is None
    assert numbers.written("ua_rnokpp", number) == f"{number[:8]}-{number[8:]}"
    assert numbers.check("ua_rnokpp", twelve + str((int(number[-1]) + 1) % 10), PartialDate.of(born)) is not None


def test_a_check_digit_of_letters_and_figures_is_as_on_the_specimen_passport():
    assert numbers.check_digit("L898902C3") == 6


def test_a_number_of_another_country_is_recognised():
    person = Snapshot("person", UUID(int=1), 0, {"personal_number": "11907198800521"})
    (said,) = findings.check_record(person, TODAY, office_country="ru")
    assert not said.blocks
    assert "ПИН" in said.message.words()


@pytest.mark.parametrize(
    ("phone", "country"),
    [("+996 555 120 340", "kg"), ("0555 12-34-56", "kg"), ("555123456", "kg"), ("+7 914 123-45-67", "kg"), ("89141234567", "ru"),
     ("9141234567", "ru"), ("+380 67 123 45 67", "ua"), ("067 123 45 67", "ua"), ("2-34-56", "ru"), ("+49 30 1234", "ru"),
     ("0555 123456, 0700 654321", "kg"), ("12345", None)],
)  # fmt: skip
def test_a_phone_of_the_country_of_a_village_or_abroad_is_silent(phone, country):
    assert check_phone(phone, country) is None


@pytest.mark.parametrize(
    ("phone", "country"), [("+996 555 120 34", "kg"), ("0555 12-34-5", "kg"), ("+7 914 123-45-6", "kg"), ("891412345", "ru")]
)
def test_a_digit_too_few_is_said(phone, country):
    assert check_phone(phone, country) is not None
