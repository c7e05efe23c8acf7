"""The family's tree is read from the card: everybody once, the kin and not the district, the open facts and nothing closed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from desktop.models.answers import ClosedSection
from desktop.models.bonds import Bond
from desktop.models.care import Carer, InstitutionStay, Placement
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person, Pregnancy
from desktop.services.desk import Desk
from desktop.services.families import family_page
from desktop.store.kin import MOST_STEPS, derived_marks, read_kin
from tests.offices import register
from tests.places import place

__all__ = ["place"]  # one server is enough here

PER_STEP, BESIDES = 2, 4  # selects: people and bonds a step; members, their rows, all bonds, pregnancies


class Card:
    """A family with people and bonds put in by hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.family = register(desk)
        page = desk.read(lambda reading: family_page(reading, self.family))
        assert page is not None
        self.ids = {str(m.person.values["given_name"]): m.person.id for m in page.members}

    def put(self, *names: str, **values: Any) -> Card:
        """New persons, no members."""

        def act(unit: Any) -> UUID:
            for name in names:
                person = Person(id=unit.new_id(), given_name=name, statuses=values.get("statuses", ()))
                for key, value in values.items():
                    setattr(person, key, value)
                unit.add(person)
                self.ids[name] = person.id
            return self.family

        self.desk.do("People", act)
        return self

    def bonds(self, kind: str, *pairs: tuple[str, str], **values: Any) -> Card:
        """Bonds between people by name."""

        def act(unit: Any) -> UUID:
            for one, other in pairs:
                unit.add(Bond(id=unit.new_id(), kind=kind, first_id=self.ids[one], second_id=self.ids[other], **values))
            return self.family

        self.desk.do("Bonds", act)
        return self

    def add(self, kind: type[Any], /, **values: Any) -> UUID:
        """Any other record."""
        made: list[UUID] = []

        def act(unit: Any) -> UUID:
            row = kind(id=unit.new_id(), **values)
            if not hasattr(row, "removed") and "person_id" in values:
                unit.claim(Person, values["person_id"], None)
            unit.add(row)
            made.append(row.id)
            return self.family

        self.desk.do("Record", act)
        return made[0]

    def remove(self, kind: type[Any], id_: UUID) -> None:
        def act(unit: Any) -> UUID:
            unit.claim(kind, id_, None).removed = True
            return id_

        self.desk.do("Removed", act)

    def kin(self):
        return self.desk.read(lambda reading: read_kin(reading, self.family))

    def marks(self):
        return self.desk.read(lambda reading: derived_marks(reading, read_kin(reading, self.family)))

    def names(self) -> set[str]:
        return {person.name for person in self.kin().people}

    def statements(self) -> int:
        asked: list[str] = []

        def ask(reading: Any) -> None:
            event.listen(reading.connection, "before_cursor_execute", lambda _c, _k, said, *_more: asked.append(said))
            read_kin(reading, self.family)

        self.desk.read(ask)
        return len(asked)


@pytest.fixture
def card(desk: Desk) -> Card:
    return Card(desk)


def test_the_household_is_marked_and_who_is_outside_is_not(card):
    card.put("Вера", sex="female", born=PartialDate(1960)).bonds("parent", ("Вера", "Марина"))
    people = {person.name: person for person in card.kin().people}
    assert (people["Тимур"].member, people["Тимур"].at_home, people["Тимур"].child) == (True, True, True)
    assert (people["Марина"].child, people["Марина"].full_name) == (False, "Кравцова Марина")
    assert (people["Вера"].member, people["Вера"].at_home, people["Вера"].sex) == (False, False, "female")


def test_everybody_is_there_once_however_many_bonds_name_them(card):
    card.put("Вера", "Иван", "Нина", "Игорь", "Оля")
    card.bonds("parent", ("Вера", "Марина"), ("Иван", "Марина"), ("Вера", "Нина"), ("Иван", "Нина"), ("Игорь", "Тимур"))
    card.bonds("union", ("Вера", "Иван"), ("Марина", "Игорь"), ("Нина", "Игорь")).bonds(
        "parent", ("Нина", "Тимур"), nature="adoptive"
    )
    card.bonds("parent", ("Вера", "Тимур"), nature="guardian", ended="care_ended").bonds(
        "twins", ("Марина", "Нина"), nature="identical"
    )
    card.bonds("relative", ("Оля", "Тимур"), word="крёстная")
    kin = card.kin()
    assert len(kin.people) == len({person.id for person in kin.people}) == 7
    assert (len(kin.unions), len(kin.parents), len(kin.twins), len(kin.words)) == (3, 8, 1, 1)
    assert kin.twins[0].identical is True
    guardian = next(bond for bond in kin.parents if bond.nature == "guardian")
    assert guardian.ended
    assert kin.words[0].word == "крёстная"


def test_in_laws_are_reached_and_the_district_is_not(card):
    names = [f"сосед {n}" for n in range(8)]
    card.put("Игорь", "Тамара", "Алла", "Костя", "мать Кости", *names)
    card.bonds("union", ("Марина", "Игорь"), ("Алла", "Костя"), ("мать Кости", names[0]), *pairwise(names))
    card.bonds("parent", ("Тамара", "Игорь"), ("Тамара", "Алла"), ("мать Кости", "Костя"))
    found = card.names()
    assert {"Игорь", "Тамара", "Алла", "Костя"} <= found
    assert not found & set(names)


def test_forebears_end_after_eight_steps(card):
    names = ["Марина", *(f"предок {n}" for n in range(1, 12))]
    card.put(*names[1:]).bonds("parent", *((older, younger) for younger, older in pairwise(names)))
    assert f"предок {MOST_STEPS}" in card.names()
    assert f"предок {MOST_STEPS + 1}" not in card.names()


def test_who_was_removed_is_left_out_with_their_bonds(card):
    card.put("Вера", "Пра").bonds("parent", ("Вера", "Марина"), ("Пра", "Вера"))
    card.remove(Person, card.ids["Вера"])
    assert card.names() == {"Марина", "Тимур"}
    assert len(card.kin().parents) == 1
    card.remove(Bond, card.kin().parents[0].id)
    assert card.kin().parents == ()


def test_pregnancies_are_losses_of_the_mother(card):
    card.add(Pregnancy, person_id=card.ids["Марина"], outcome="expected", happened=PartialDate(2027, 1))
    (loss,) = card.kin().losses
    assert (loss.mother, loss.outcome, loss.happened) == (card.ids["Марина"], "expected", PartialDate(2027, 1))


def test_the_number_of_selects_follows_from_the_depth_and_not_from_the_size(card):
    card.put("Вера").bonds("parent", ("Вера", "Марина"))
    few = card.statements()
    aunts = [f"тётя {n}" for n in range(60)]
    card.put(*aunts).bonds("parent", *(("Вера", aunt) for aunt in aunts))
    assert len(card.kin().people) == 63
    assert card.statements() <= few + PER_STEP
    assert card.statements() <= MOST_STEPS * PER_STEP + BESIDES


def test_a_child_in_care_and_lost_rights_are_marks_and_a_guest_week_is_none(card):
    carer = card.add(Carer, name="Осмоновы", kind="foster")
    timur, marina = card.ids["Тимур"], card.ids["Марина"]
    both = {"family_id": card.family, "carer_id": carer, "child_id": timur, "reasons": ()}
    card.add(Placement, kind="guest", state="placed", since=date(2024, 5, 1), **both)
    assert card.marks() == ()
    card.add(Placement, kind="foster", state="ended", since=date(2025, 5, 1), till=date(2026, 1, 1), **both)
    card.add(InstitutionStay, person_id=marina, admitted_at=datetime(1998, 3, 4, 9, tzinfo=UTC))
    card.put("Игорь", legal_status="imprisoned").bonds("parent", ("Игорь", "Тимур"))
    found = {(mark.person, mark.kind, mark.since and mark.since.year) for mark in card.marks()}
    assert found == {(timur, "removal", 2025), (marina, "removal", 1998), (card.ids["Игорь"], "prison", None)}
    assert all(mark.derived for mark in card.marks())


@pytest.mark.parametrize("section", ["health", "violence", "convictions"])
def test_nothing_of_a_closed_section_or_of_health_becomes_a_mark(card, section):
    marina = card.ids["Марина"]
    card.add(ClosedSection, person_id=marina, section=section, values={"state": "alcohol", "note": "насилие"})
    card.put("Инна", statuses=("disabled", "special_needs")).bonds("parent", ("Марина", "Инна"))
    assert "Инна" in card.names()
    assert card.marks() == ()
