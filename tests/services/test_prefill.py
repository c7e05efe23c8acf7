"""Prefilling: whatever a definition may name as its source is answered, and what does not fit is left empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.definitions.prefilling import member_sources, sources
from desktop.models.definitions import FormDefinition, Placed, Rows, Section
from desktop.models.fields import Field
from desktop.models.kinds import Reader
from desktop.models.partial_dates import PartialDate
from desktop.rules.prefilling import Fact, back, differ, fitting
from desktop.services import prefill
from tests.offices import register

READER = Reader(date(2026, 11, 22))
TEXT, DAY, NUMBER = Field("Текст", "text", "t"), Field("День", "day", "d"), Field("Число", "number", "n")


@pytest.fixture
def place():
    return "plain"


def test_every_source_that_a_definition_may_name_is_answered(desk):
    family = register(desk)
    questions = tuple(Placed(replace(TEXT, key=f"q{n}"), prefill=source) for n, source in enumerate(sorted(sources())))
    columns = tuple(Placed(replace(TEXT, key=f"c{n}"), prefill=source) for n, source in enumerate(sorted(member_sources())))
    rows = Rows("who", "who", "Кто", columns, (columns[0].key,), prefill="members")
    form = FormDefinition("own", 1, "Опрос", (Section("Всё", (*questions, rows)),))
    known = desk.read(lambda reading: prefill.known(reading, family, None, desk.reader))
    child = known.page.children[0].person.id
    known = desk.read(lambda reading: prefill.known(reading, family, child, desk.reader))
    found = prefill.prefilled(form, known)
    said = {placed.prefill: found.values.get(placed.key) for placed in questions}
    assert said["person.name"] == "Кравцов Тимур"
    assert said["mother.name"] == "Кравцова Марина"
    assert said["family.phone"] == "+996 555 120 340"
    assert said["author.name"]
    assert len(found.rows["who"]) == 2


@pytest.mark.parametrize(
    ("question", "fact", "answer"),
    [
        (TEXT, Fact(date(2026, 3, 12), DAY), "12.03.2026"),
        (DAY, Fact(PartialDate(2020, 3, 12), Field("", "partial_day")), date(2020, 3, 12)),
        (DAY, Fact(PartialDate(2020), Field("", "partial_day")), None),
        (NUMBER, Fact(Decimal("54.00"), Field("", "decimal")), 54),
        (NUMBER, Fact(Decimal("54.50"), Field("", "decimal")), None),
        (replace(TEXT, size=5), Fact("длинный ответ"), "длинн"),
        (Field("", "choice", dictionary="a"), Fact("x", Field("", "choice", dictionary="b")), None),
        (Field("", "choice", dictionary="a"), Fact("x", Field("", "choice", dictionary="a")), "x"),
    ],
)
def test_an_answer_of_the_card_fits_the_question_or_is_not_given(question, fact, answer):
    assert fitting(question, fact, READER) == answer


def test_an_answer_goes_back_to_the_column_only_where_they_can_be_compared():
    assert back(Field("", "decimal"), NUMBER, 54) == Decimal("54.00")
    assert back(Field("", "choice", dictionary="a"), TEXT, "слово") is None
    assert back(TEXT, TEXT, "  ") is None
    assert not differ(" Ул. Мира ", "ул.  мира")
