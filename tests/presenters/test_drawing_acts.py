"""Acts on the card as steps of a drawing's undo: taken back, done again, and standing when that is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.base.jobs import Owner
from desktop.models.partial_dates import PartialDate
from desktop.presenters.drawing_acts import DrawingActs
from desktop.presenters.undo import UndoStack
from desktop.services.cards import open_card
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.services.genograms import read_genograms
from desktop.services.kin_acts import Relative, add_child, set_fact
from tests.ui.pages.shells import opened_desk


class Work:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.stack, self.errors = desk, UndoStack(), []
        self.acts = DrawingActs(desk, Owner(), self.stack, self.errors.append)
        mother = NewMember({"surname": "Кравцова", "given_name": "Марина", "sex": "female"}, "mother")
        new = NewFamily("Кравцовы", "г. Ош", "", members=(mother,))
        family = desk.do("", lambda unit: register_family(unit, new)).result
        assert family is not None
        self.family: UUID = family
        self.mother = self.kin.people[0].id

    @property
    def kin(self):
        return self.desk.read(lambda reading: read_genograms(reading, self.family).kin)

    def write(self, act) -> None:
        self.acts.write("An act was taken back", act, lambda _changes: None, self.errors.append)

    def left_home(self) -> object:
        card = self.desk.read(lambda reading: open_card(reading, "person", self.mother))
        assert card is not None
        return card.values["left_home"]


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    desk = opened_desk(tmp_path)
    yield Work(desk)
    desk.close()


def test_what_was_written_is_taken_back_and_done_again(work: Work) -> None:
    work.write(lambda unit: add_child(unit, (work.mother,), Relative("Олег")))
    assert len(work.kin.people) == 2
    work.stack.undo()
    assert len(work.kin.people) == 1
    work.stack.redo()
    assert len(work.kin.people) == 2
    assert work.errors == []


def test_what_the_office_refuses_is_no_step(work: Work) -> None:
    work.write(lambda unit: add_child(unit, (work.mother,), Relative(born=PartialDate(2099))))
    assert work.stack.depth == (0, 0)
    assert len(work.errors) == 1


def test_an_act_that_cannot_be_taken_back_any_more_stands_and_the_reason_is_said(work: Work) -> None:
    work.write(lambda unit: set_fact(unit, work.mother, "left_home", PartialDate(2005), None))
    work.desk.do("", lambda unit: set_fact(unit, work.mother, "left_home", PartialDate(2006), PartialDate(2005)))
    work.stack.undo()
    assert [type(error) for error in work.errors] == [Rejected]
    assert work.left_home() == PartialDate(2006)
    assert work.stack.depth == (1, 0)
