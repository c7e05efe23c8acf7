"""What an act takes from the cards: the child's papers and schooling, the parents' part, who lives with the child, incomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.base.messages import speaking
from desktop.models.families import Family, HouseholdAddress
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Education, Person, PersonDocument, Work
from desktop.models.snapshots import Snapshot
from desktop.services import sheets
from desktop.services.families import NewFamily, NewMember, register_family


def member(given: str, sex: str, year: int, role: str) -> NewMember:
    surname = "Кравцова" if sex == "female" else "Кравцов"
    return NewMember({"surname": surname, "given_name": given, "sex": sex, "born": PartialDate(year, 3, 5)}, role)


@pytest.fixture
def family(desk) -> UUID:
    members = (
        member("Марина", "female", 1988, "mother"), member("Игорь", "male", 1985, "father"),
        member("Вера", "female", 1960, "grandmother"), member("Анна", "female", 2017, "child"),
        member("Денис", "male", 2021, "child"),
    )  # fmt: skip
    new = NewFamily("Кравцовы", "ул. Светланская, 112", members=members, kinship=True)
    found = desk.do("taken", lambda unit: register_family(unit, new)).result

    def fill(unit):
        unit.claim(Family, found, None)
        unit.session.add(
            HouseholdAddress(id=desk.new_id(), family_id=found, kind="registration", address="ул. Русская, 5")
        )
        for id_ in list(unit.session.scalars(select(Person.id))):
            person = unit.claim(Person, id_, None)
            for part in parts_of(person.given_name):
                part.id, part.person_id = desk.new_id(), id_
                unit.session.add(part)

    desk.do("filled", fill)
    return found


def parts_of(given: str):
    match given:
        case "Марина":
            yield Work(place="пекарня", position="пекарь", schedule="2/2", income=Decimal(32500), income_kind="wage")
        case "Вера":
            yield Work(income=Decimal(18400), income_kind="pension")
        case "Анна":
            yield PersonDocument(kind="foreign_passport", series="75", number="1234567")
            yield PersonDocument(kind="birth_certificate", series="II-ВС", number="654321", issued_on=date(2017, 3, 20))
            yield Education(
                place="школа № 13", form="2 «А»", study_form="full_time", attendance="with_gaps",
                performance="satisfactory", clubs="хор",
            )  # fmt: skip


def sheet(desk, family: UUID, key: str, given: str) -> Snapshot:
    with speaking("ru"):
        form = next(form for _id, form in desk.questionnaires() if form.key == key)
        person = desk.read(
            lambda reading: reading.connection.execute(select(Person.id).where(Person.given_name == given)).scalar_one()
        )
        return desk.read(lambda reading: sheets.new_sheet(reading, form, family, person, desk.new_id(), desk.reader))


def rows(record: Snapshot, key: str) -> list[tuple]:
    return [tuple(row.values.values()) for row in record.parts[key].values()]


def test_the_act_takes_the_childs_papers_and_addresses(desk, family):
    act = sheet(desk, family, "living_conditions_act", "Анна").values
    assert act["birth_certificate"].endswith("II-ВС 654321, 20.03.2017")
    assert act["passport"].endswith("75 1234567")
    assert act["registered_at"] == "ул. Русская, 5"
    assert act["stays_at"] == "ул. Светланская, 112"
    assert act["residents"] == 5


def test_the_act_takes_schooling_in_the_words_of_the_card(desk, family):
    act = sheet(desk, family, "living_conditions_act", "Анна").values
    assert (act["school"], act["clubs"]) == ("школа № 13, 2 «А»", "хор")
    assert (act["study_form"], act["attendance"], act["performance"]) == ("full_time", "with_gaps", "satisfactory")


def test_the_act_takes_what_the_parents_do(desk, family):
    act = sheet(desk, family, "living_conditions_act", "Анна").values
    assert act["mother_schedule"] == "2/2"
    assert act["mother_income"] == Decimal("32500.00")
    assert act["mother_lives"] == "permanently"
    assert act["father_income"] is None


def test_those_who_live_with_the_child_are_called_by_what_they_are_to_the_child(desk, family):
    act = sheet(desk, family, "living_conditions_act", "Анна")
    found = {name: kinship for name, _born, kinship, *_rest in rows(act, "household")}
    assert found == {
        "Кравцова Марина": "мать", "Кравцов Игорь": "отец", "Кравцова Вера": "бабушка", "Кравцов Денис": "брат",
    }  # fmt: skip


def test_the_incomes_are_those_that_the_cards_know(desk, family):
    act = sheet(desk, family, "living_conditions_act", "Анна")
    assert sorted((kind, str(amount)) for kind, _of, amount, _proof in rows(act, "incomes")) == [
        ("pension", "18400.00"), ("wage", "32500.00"),
    ]  # fmt: skip


def test_the_author_stands_on_the_act_with_the_full_name(desk, family):
    act = sheet(desk, family, "living_conditions_act", "Анна").values
    assert len(act["specialist"].split()) >= 2
    assert "." not in act["specialist"]
