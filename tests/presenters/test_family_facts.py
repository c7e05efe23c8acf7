"""What stands above the family card: computed, explained, and never shown while nothing is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Edit
from desktop.presenters.family_facts import fact_lines
from desktop.services.cards import blank, save_cards
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, family_page, register_family
from tests.ui.pages.shells import opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


def page(desk, family):
    return desk.read(lambda reading: family_page(reading, family))


def taken_in(desk, *members):
    return desk.do("f", lambda unit: register_family(unit, NewFamily("Кравцовы", members=members))).result


def earn(desk, family, amount):
    person = page(desk, family).members[0].person
    row = blank("work", desk.new_id(), income=Decimal(amount), income_kind="wage")
    desk.do("w", lambda unit: save_cards(unit, Edit(person, person.with_parts("work", {row.id: row}))))


def test_nothing_is_said_of_a_family_of_which_nothing_is_known(desk):
    assert fact_lines(desk, page(desk, taken_in(desk))) == ()


def test_the_income_is_compared_with_the_minimum_of_the_region_and_explained(desk):
    mother = NewMember({"given_name": "Марина", "born": PartialDate(1988)}, "mother")
    baby = NewMember({"given_name": "Анна", "born": PartialDate.of(desk.today - timedelta(days=250))}, "child")
    family = taken_in(desk, mother, baby)
    earn(desk, family, "12000")
    low = blank(
        "subsistence_minimum", desk.new_id(), region="Ош", group="everybody", since=date(2026, 1, 1), amount=Decimal(7000)
    )
    desk.do("m", lambda unit: save_cards(unit, Edit(None, low)))
    lines = fact_lines(desk, page(desk, family))
    assert lines[0].text == "Дети: Анна — 8 месяцев"
    income = next(line for line in lines if line.how)
    assert income.tone == "amber"
    said = income.text.replace("\u00a0", " ")
    assert said == "Среднедушевой доход: 6 000,00 сом (12 000,00 сом на 2 человека) — ниже прожиточного минимума 7 000,00 сом"
    how = [line.replace("\u00a0", " ") for line in income.how]
    assert how[0] == "Марина: заработная плата, 12 000,00 сом в месяц"
    assert any("Ош, с 01.01.2026" in line for line in how)


def test_a_minimum_of_another_region_is_not_taken(desk):
    family = taken_in(desk, NewMember({"given_name": "Марина"}, "mother"))
    earn(desk, family, "100")
    for region in ("Ош", "Нарын"):
        row = blank(
            "subsistence_minimum", desk.new_id(), region=region, group="everybody", since=date(2026, 1, 1), amount=Decimal(7000)
        )
        desk.do("m", lambda unit, row=row: save_cards(unit, Edit(None, row)))
    assert page(desk, family).minima == ()
    office = desk.read(lambda reading: _office(reading, desk))
    desk.do("o", lambda unit: save_cards(unit, Edit(office, office.with_values(region="нарын "))))
    assert [one.region for one in page(desk, family).minima] == ["Нарын"]


def _office(reading, desk):
    from desktop.services.cards import open_card

    return open_card(reading, "office", desk.office.id)


def test_a_certificate_that_ends_soon_is_said_in_amber(desk):
    family = taken_in(desk)
    record = page(desk, family).family
    till = desk.today + timedelta(days=10)
    new = record.with_values(low_income_since=date(2026, 1, 1), low_income_till=till)
    desk.do("c", lambda unit: save_cards(unit, Edit(record, new)))
    lines = fact_lines(desk, page(desk, family))
    assert [line.tone for line in lines] == ["plain", "amber"]
    assert f"{till:%d.%m.%Y}" in lines[1].text
