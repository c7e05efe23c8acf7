"""A family's map in a real office: opened, drawn, saved, finished, kept as a draft, saved by two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.models.agencies import Agency
from desktop.models.map_data import NewPerson, Place
from desktop.models.partial_dates import PartialDate
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_map import FamilyMap
from desktop.services import maps
from desktop.services.cards import open_card
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from tests.ui.pages.shells import opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


def person(surname: str, name: str, sex: str, year: int, kinship: str) -> NewMember:
    born = PartialDate(year)
    return NewMember({"surname": surname, "given_name": name, "sex": sex, "born": born}, kinship)


@pytest.fixture
def family(desk: Desk) -> UUID:
    members = (
        person("Кравцова", "Марина", "female", 1988, "mother"),
        person("Кравцов", "Игорь", "male", 1985, "father"),
        person("Кравцов", "Олег", "male", 2012, "child"),
    )
    new = NewFamily("Кравцовы", "г. Ош, ул. Ленина, 1", "", members=members)
    found = desk.do("", lambda unit: register_family(unit, new)).result
    assert found is not None
    return found


class Office:
    """One person's screen: the family's page and its map, and what was said."""

    def __init__(self, desk: Desk, family: UUID) -> None:
        self.desk = desk
        self.page = FamilyPresenter(desk, family)
        self.page.load()
        self.map = FamilyMap(desk, self.page)
        self.states: list[str] = []
        self.errors: list[Exception] = []
        self.asked: list[str] = []
        self.map.state_changed.subscribe(self.states.append)
        self.map.failed.subscribe(self.errors.append)
        self.map.stale.subscribe(self.asked.append)
        self.map.open()

    @property
    def editor(self):
        assert self.map.editor is not None
        return self.map.editor

    def named(self, name: str) -> UUID:
        return next(n.id for n in self.editor.data.nodes if n.name == name)

    def draw(self, name: str = "Школа № 7") -> UUID:
        node = self.editor.add_node(name, "education")
        self.editor.connect(node, self.named("Олег"), "conflict")
        return node


@pytest.fixture
def office(desk: Desk, family: UUID) -> Office:
    return Office(desk, family)


def test_a_family_without_a_map_gets_one_with_its_members_and_it_can_be_saved_untouched(office: Office) -> None:
    assert sorted(n.name for n in office.editor.data.household()) == ["Игорь", "Марина", "Олег"]
    assert office.states[-1] == "saved"
    assert not office.map.is_dirty
    office.map.save()
    assert office.errors == []
    assert (office.states[-1], office.editor.data.version > 0) == ("saved", True)
    assert len(office.map.versions) == 1


def test_what_was_drawn_and_saved_is_there_again(office: Office, desk: Desk, family: UUID) -> None:
    office.draw()
    office.map.save()
    again = Office(desk, family)
    assert again.editor.data == office.editor.data
    assert (again.map.is_dirty, again.states[-1]) == (False, "saved")


def test_saving_twice_rewrites_the_same_version_and_undo_goes_on_behind_the_save(office: Office) -> None:
    node = office.draw()
    office.map.save()
    first = office.editor.data.version
    office.editor.rename(node, "Школа № 8")
    office.map.save()
    assert office.editor.data.version > first
    office.editor.undo()
    assert office.map.is_dirty
    office.map.save()
    assert office.editor.data.node(node).name == "Школа № 7"
    assert (office.errors, len(office.map.versions)) == ([], 1)


def test_a_finished_version_stays_and_the_next_change_begins_a_new_one(office: Office) -> None:
    office.draw()
    office.map.save(final=True)
    finished = office.editor.data
    assert (finished.final, office.map.is_dirty) == (True, False)
    office.editor.add_node("Бабушка Вера", "kin")
    office.map.save()
    assert [row.final for row in office.map.versions] == [False, True]
    assert office.editor.data.id != finished.id
    assert (office.editor.data.final, office.map.is_dirty, office.states[-1]) == (False, False, "saved")
    assert office.map.before is not None
    assert office.map.before.id == finished.id
    office.map.open(finished.id)
    assert office.editor.data == finished


def test_work_that_goes_on_in_a_new_version_is_saved_into_it(office: Office) -> None:
    office.map.save(final=True)
    node = office.draw()
    office.map.save()
    begun = office.editor.data.id
    office.editor.rename(node, "Школа № 8")
    office.map.save()
    assert (office.errors, office.editor.data.id, len(office.map.versions)) == ([], begun, 2)


def test_somebody_who_joined_the_household_is_put_in_and_that_counts_as_a_change(
    office: Office, desk: Desk, family: UUID
) -> None:
    office.map.save()
    page = office.page.page
    assert page is not None
    shown = office.editor.data
    without = replace(shown, nodes=tuple(n for n in shown.nodes if n.name != "Игорь"))
    desk.do("", lambda unit: maps.save_map(unit, without))
    again = Office(desk, family)
    joined = next(n for n in again.editor.data.nodes if n.name == "Игорь")
    assert joined.inside
    assert joined.place is not None
    assert (again.map.is_dirty, again.states[-1]) == (True, "unsaved")
    again.map.save()
    assert (again.errors, again.map.is_dirty) == ([], False)


def test_a_longer_name_given_on_the_map_is_left_alone(office: Office, desk: Desk, family: UUID) -> None:
    office.editor.rename(office.named("Марина"), "Марина (мама)")
    office.map.save()
    again = Office(desk, family)
    assert again.named("Марина (мама)")
    assert not again.map.is_dirty


def test_candidates_are_the_persons_of_the_card_and_all_agencies(office: Office, desk: Desk) -> None:
    refs = {c.ref for c in office.editor.candidates}
    assert {m.person.id for m in office.page.page.members} <= refs
    assert {id_ for id_, _name, _sphere in desk.agencies} <= refs


def test_an_agency_that_is_called_a_person_is_no_agency_of_the_card_any_more(desk: Desk, family: UUID) -> None:
    desk.do("", lambda unit: unit.add(Agency(id=unit.new_id(), name="Школа № 7", short_name="Школа № 7")))
    office = Office(desk, family)
    agency = next(c for c in office.editor.candidates if c.kind == "agency")
    node = office.editor.add_node("", ref=agency.ref)
    office.editor.change_node(node, kind="person")
    assert office.editor.data.node(node).ref is None
    office.map.save()
    assert office.errors == []


def test_a_draft_is_kept_offered_and_taken_and_a_save_throws_it_away(office: Office, desk: Desk, family: UUID) -> None:
    office.map.save()
    office.draw()
    office.map.keep_draft()
    assert office.states[-1] == "draft"
    again = Office(desk, family)  # the program was killed
    assert again.map.offered()
    assert not again.map.is_dirty
    again.map.take_draft()
    assert again.editor.data.nodes == office.editor.data.nodes
    assert again.map.is_dirty
    again.map.save()
    assert (again.errors, again.map.offered(), again.map.is_dirty) == ([], "", False)


def test_a_draft_of_a_map_that_was_never_saved_is_taken_too(office: Office, desk: Desk, family: UUID) -> None:
    office.draw()
    office.map.keep_draft()
    again = Office(desk, family)
    again.map.take_draft()
    assert again.named("Школа № 7")
    assert again.map.is_dirty
    again.map.save()
    assert (again.errors, len(again.map.versions)) == ([], 1)


def grandmother(office: Office) -> NewPerson:
    """Somebody put on the map who is to have a card with the next saving."""
    editor = office.editor
    new = NewPerson(editor.new_card(), "Вера", "Лапина", "Павловна", "female", PartialDate(1961, 11, 2))
    assert editor.make_card(editor.add_node("бабушка"), new)
    return new


def test_what_was_typed_for_a_card_outlives_a_kill_and_the_card_is_made(office: Office, desk: Desk, family: UUID) -> None:
    office.map.save()
    new = grandmother(office)
    office.map.keep_draft()
    again = Office(desk, family)  # the program was killed
    again.map.take_draft()
    assert again.editor.new_people == {new.id: new}
    again.map.save()
    assert again.errors == []
    card = desk.read(lambda reading: open_card(reading, "person", new.id))
    assert card is not None
    assert (card.values["surname"], card.values["patronymic"], card.values["born"]) == ("Лапина", "Павловна", new.born)


def test_a_version_of_my_own_makes_the_cards_too(office: Office, desk: Desk) -> None:
    office.map.save()
    new = grandmother(office)
    office.map.save_as_new()
    assert office.errors == []
    assert desk.read(lambda reading: open_card(reading, "person", new.id)) is not None


def test_a_draft_that_somebody_tampered_with_is_refused_in_words(office: Office, desk: Desk, family: UUID) -> None:
    office.map.save()
    desk.keep_draft(office.map.key, "{}")
    office.map.take_draft()
    (error,) = office.errors
    assert isinstance(error, Rejected)


def test_a_colleagues_save_leads_to_a_question_and_mine_can_be_a_version_of_its_own(
    office: Office, desk: Desk, family: UUID
) -> None:
    office.map.save()
    office.draw("Моя школа")
    other = office.editor.data
    theirs = replace(other, nodes=other.nodes[:-1], ties=(), title="Их карта")
    desk.do("", lambda unit: maps.save_map(unit, theirs))
    office.map.save()
    assert (len(office.asked), office.states[-1], office.map.is_dirty) == (1, "failed", True)
    office.map.save_as_new()
    assert office.errors == []
    assert (len(office.map.versions), office.map.is_dirty, office.states[-1]) == (2, False, "saved")
    assert office.named("Моя школа")


def test_a_draft_older_than_a_colleagues_save_does_not_write_over_it(office: Office, desk: Desk, family: UUID) -> None:
    office.map.save()
    office.draw()
    office.map.keep_draft()
    theirs = replace(office.editor.data, ties=())
    desk.do("", lambda unit: maps.save_map(unit, replace(theirs, title="Их карта")))
    again = Office(desk, family)
    again.map.take_draft()
    again.map.save()
    assert len(again.asked) == 1


def test_what_a_colleague_saved_is_shown_while_nobody_draws_and_not_while_somebody_does(
    office: Office, desk: Desk, family: UUID
) -> None:
    office.map.save()
    editor, told = office.editor, []
    office.map.opened.subscribe(told.append)
    shown = office.editor.data
    moved = shown.with_node(replace(shown.nodes[0], place=Place(1.0, -9.0, pinned=True)))
    desk.do("", lambda unit: maps.save_map(unit, moved))
    office.map.refresh()
    assert office.editor is editor  # the same canvas, at the same zoom
    assert told == []
    assert office.editor.data.nodes[0].place == Place(1.0, -9.0, pinned=True)
    office.draw()
    office.map.refresh()
    assert office.named("Школа № 7")


def test_letting_the_changes_go_throws_the_draft_away(office: Office) -> None:
    office.map.save()
    office.draw()
    office.map.keep_draft()
    office.map.drop_draft()
    assert office.map.offered() == ""


def test_the_map_that_was_saved_does_not_come_back_over_the_one_that_was_opened_after_it(office: Office) -> None:
    office.map.save()
    real = office.map.editor.data.id
    office.map.begin_wish()
    office.map.save()
    wish, answers = office.map.editor, []
    office.map._read(wish.data.id, answers.append)  # asked when the page heard of the saving, answered late
    office.map.open(aim="real")
    office.map._freshened(answers[0], wish)
    assert office.map.editor.data.id == real
    assert office.map.aim == "real"
