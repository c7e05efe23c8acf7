"""A genogram being worked on: its own parts are steps of undo, the family is the card's; said in words and compared."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desktop.base.messages import N_, message
from desktop.documents.maps import MapHead, MapPrint, to_pdf
from desktop.models.kin_data import GenogramData, mark_key
from desktop.models.map_style import STANDARD
from desktop.models.partial_dates import PartialDate
from desktop.models.value_json import parsed, value_in, value_out
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.genogram import Asked, GenogramEditor
from desktop.presenters.genogram_compare import told
from desktop.presenters.genogram_page import FamilyGenogram
from desktop.presenters.genogram_words import pattern_words, sentence, way_words
from desktop.presenters.kin_papers import to_print
from desktop.rules.kin_patterns import patterns
from desktop.rules.relationship import related
from desktop.services import genograms, kin_acts
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.services.kin_acts import Relative
from tests.figures.kin_families import many
from tests.rules.kin_tree import Tree
from tests.ui.pages.shells import opened_desk

TODAY = date(2026, 11, 22)
CAPTIONS = {mark_key("alcohol"): "зависимость от алкоголя", "close": "близкие", mark_key("removal"): "отобрание"}


def small() -> Tree:
    """Vera, her daughter Marina, Marina's son Oleg; Igor, who left."""
    tree = Tree().person("Вера", "female", 1965).person("Марина", "female", 1988, member=True, at_home=True)
    tree.person("Олег", "male", 2012, member=True, at_home=True, child=True).person("Игорь", "male", 1985)
    tree.children("Вера", "Марина")
    return tree.couple("Марина", "Игорь", "Олег", ended="divorce", since=PartialDate(2010), till=PartialDate(2018))


class Ids:
    """Identities in a row."""

    def __init__(self) -> None:
        self._next = 5000

    def __call__(self) -> UUID:
        self._next += 1
        return UUID(int=self._next)


def drawn(tree: Tree) -> GenogramData:
    return GenogramData(UUID(int=900), UUID(int=901), "Генограмма", TODAY, tree.kin(), tree.id("Олег"), marks=tuple(tree.marks))


TREE = small()


@pytest.fixture
def editor() -> GenogramEditor:
    return GenogramEditor(drawn(TREE), Ids(), TODAY)


def test_feelings_marks_shifts_and_hiding_are_steps_of_undo(editor):
    before = editor.data
    mother, son = TREE.id("Марина"), TREE.id("Олег")
    tie = editor.feel(mother, son, "conflict")
    assert editor.set_mark(mother, "alcohol", since=PartialDate(2015))
    assert editor.move([son], 3.0, -1.5)
    assert editor.hide([TREE.id("Игорь")])
    assert editor.set_index(mother)
    assert editor.change_heading(title="После встречи")
    after = editor.data
    assert (after.feelings[0].id, after.shifts[son], after.index) == (tie, (3.0, -1.5), mother)
    assert editor.dirty
    for _step in range(6):
        assert editor.undo()
    assert editor.data == before
    assert not editor.dirty
    for _step in range(6):
        assert editor.redo()
    assert editor.data == after


def test_moves_of_the_same_people_in_a_row_are_one_step_and_back_is_none(editor):
    son = TREE.id("Олег")
    editor.move([son], 1, 0)
    editor.move([son], 1, 0)
    assert editor.stack.depth == (1, 0)
    editor.move([son], -2, 0)
    assert editor.data.shifts == {}


def test_a_cancelled_gesture_leaves_no_trace_and_a_finished_one_is_one_step(editor):
    before, son = editor.data, TREE.id("Олег")
    editor.begin()
    editor.move([son], 5, 5)
    editor.hide([TREE.id("Вера")])
    editor.cancel()
    assert (editor.data, editor.stack.depth) == (before, (0, 0))
    editor.begin()
    editor.move([son], 5, 5)
    editor.move([TREE.id("Вера")], 5, 5)
    assert editor.finish(message(N_("shift")))
    assert editor.stack.depth == (1, 0)
    editor.undo()
    assert editor.data == before


def test_any_sequence_of_acts_undone_is_as_it_was():
    for seed in range(30):
        chance, editor = random.Random(seed), GenogramEditor(drawn(TREE), Ids(), TODAY)
        before = editor.data
        people = [person.id for person in editor.data.kin.people]
        for _step in range(25):
            one, other = chance.sample(people, 2)
            act = chance.randrange(7)
            if act == 0:
                editor.feel(one, other, chance.choice(("close", "conflict", "cut_off")))
            elif act == 1:
                editor.set_mark(one, chance.choice(("alcohol", "illness")), on=chance.random() < 0.7)
            elif act == 2:
                editor.move([one], chance.randrange(-9, 9), chance.randrange(-9, 9))
            elif act == 3:
                editor.hide([one], hidden=chance.random() < 0.5)
            elif act == 4:
                editor.delete([tie.id for tie in editor.data.feelings[:1]])
            elif act == 5:
                editor.undo()
            else:
                editor.redo()
        while editor.undo():
            continue
        assert editor.data == before


def test_kinship_is_asked_of_the_card_and_never_drawn_by_itself(editor):
    asked: list[Asked] = []
    editor.asked.subscribe(asked.append)
    editor.tie = "parent"
    assert editor.connect(TREE.id("Вера"), TREE.id("Игорь")) is None
    assert asked == [Asked("parent", (TREE.id("Вера"), TREE.id("Игорь")))]
    union = editor.data.kin.unions[0].id
    editor.select((union,))
    editor.delete()
    assert asked[-1] == Asked("remove", (union,))
    assert not editor.dirty


def test_one_is_not_connected_with_oneself_nor_with_a_line(editor):
    heard: list[str] = []
    editor.told.subscribe(lambda said: heard.append(said.words()))
    assert editor.connect(TREE.id("Вера"), TREE.id("Вера")) is None
    assert editor.connect(TREE.id("Вера"), editor.data.kin.unions[0].id) is None
    assert len(heard) == 2
    assert editor.data.feelings == ()


def test_what_the_card_says_is_no_mark_to_be_taken_out_here():
    tree = small().mark("Марина", "rights_lost", derived=True)
    editor = GenogramEditor(drawn(tree), Ids(), TODAY)
    heard: list[object] = []
    editor.told.subscribe(heard.append)
    assert not editor.set_mark(tree.id("Марина"), "rights_lost", on=False)
    assert len(heard) == 1
    assert len(editor.data.marks) == 1


def test_the_family_comes_again_from_the_card_and_undo_does_not_bring_the_old_one_back(editor):
    editor.feel(TREE.id("Вера"), TREE.id("Олег"), "close")
    grown = small()
    grown.person("Пётр", "male").children("Пётр", "Марина")
    editor.show_card(grown.kin(), ())
    assert len(editor.data.kin.people) == 5
    assert editor.dirty
    editor.undo()
    assert (len(editor.data.kin.people), editor.data.feelings, editor.dirty) == (5, (), False)
    editor.redo()
    fewer = replace(grown.kin(), people=grown.kin().people[1:], parents=grown.kin().parents[1:])
    editor.show_card(fewer, ())
    assert editor.data.feelings == ()


def test_a_bond_that_is_seldom_true_is_remarked_on_once_when_it_comes(editor):
    heard: list[str] = []
    editor.told.subscribe(lambda said: heard.append(said.words()))
    grown = small()
    grown.person("Пётр", "male", 1980).children("Пётр", "Марина")
    editor.show_card(grown.kin(), ())
    assert [words.partition(":")[0] for words in heard] == ["Пётр, Марина"]
    editor.show_card(grown.person("Зоя", "female").kin(), ())
    assert len(heard) == 1


def test_the_drawing_has_everybody_in_reading_order(editor):
    order = [TREE.name(id_) for id_ in editor.order()]
    assert order[0] == "Вера"
    assert set(order[1:3]) == {"Марина", "Игорь"}
    assert order[3] == "Олег"
    assert set(editor.boxes()) == {person.id for person in editor.data.kin.people}


def test_a_draft_is_read_back_as_it_was_and_a_strange_one_is_refused(editor):
    editor.feel(TREE.id("Вера"), TREE.id("Олег"), "close", "помогает")
    editor.set_mark(TREE.id("Вера"), "illness", since=PartialDate(2019, about=True))
    editor.move([TREE.id("Вера")], 1.25, 2)
    text = json.dumps(value_out(editor.data))
    assert value_in(GenogramData, parsed(text)) == editor.data
    for wrong in (
        "{",
        "[]",
        "{}",
        text.replace('"close"', '"adored"'),
        text.replace("1.25", "NaN"),
        text.replace('"kin"', '"kith"'),
    ):
        with pytest.raises(ValueError, match=r".+"):
            value_in(GenogramData, parsed(wrong))


@pytest.mark.parametrize("far", ["10000.01", "-1e15", "1e308", "1" + "0" * 400])
def test_a_forged_draft_with_a_place_that_no_sheet_has_is_refused_in_words(editor, far):
    editor.move([TREE.id("Вера")], 1.25, 2)
    text = json.dumps(value_out(editor.data))
    with pytest.raises(ValueError, match="from -10000 to 10000"):
        value_in(GenogramData, parsed(text.replace("1.25", far)))
    edge = value_in(GenogramData, parsed(text.replace("1.25", "-10000")))
    assert edge.shifts[TREE.id("Вера")] == (-10_000, 2)


def test_a_version_begun_over_a_finished_one_has_its_own_day(editor):
    editor.change_heading(title="После встречи")
    day = editor.data.drawn_on + timedelta(days=3)
    editor.mark_saved(replace(editor.data, id=uuid4(), version=1, drawn_on=day))
    assert (editor.data.drawn_on, editor.dirty) == (day, False)


def test_a_person_is_said_with_all_that_holds_them(editor):
    editor.set_mark(TREE.id("Марина"), "alcohol")
    editor.feel(TREE.id("Вера"), TREE.id("Марина"), "close")
    said = sentence(editor.data, TREE.id("Марина"), CAPTIONS)
    for part in (
        "Мать Олега",
        "Мать: Вера",
        "Брак: Игорь, с 2010, развод 2018",
        "Дети: Олег",
        "зависимость от алкоголя",
        "Вера: близкие",
    ):
        assert part in said
    assert sentence(editor.data, editor.data.feelings[0].id, CAPTIONS) == "Отношения Веры и Марины: близкие."
    assert sentence(editor.data, editor.data.kin.parents[0].id, CAPTIONS) == "Вера — мать Марины."


def test_the_way_between_two_is_said_link_by_link():
    kin = TREE.kin()
    assert way_words(related(kin, TREE.id("Вера"), TREE.id("Олег")), kin) == "Вера — мать Марины, Марина — мать Олега"


def test_a_pattern_is_said_with_whom_and_in_which_generations():
    tree = small().mark("Вера", "removal", 1975).mark("Олег", "removal", 2019)
    (found,) = (pattern for pattern in patterns(drawn(tree)) if pattern.kind == "removal")
    assert pattern_words(found, tree.kin()) == "Отобрание или помещение в учреждение: в 2 поколениях — Вера (1975), Олег (2019)"


def test_versions_are_compared_in_sentences(editor):
    before = editor.data
    grown = small()
    grown.person("Пётр", "male").children("Пётр", "Марина")
    editor.show_card(grown.kin(), ())
    editor.feel(TREE.id("Вера"), TREE.id("Марина"), "close")
    editor.set_mark(TREE.id("Вера"), "alcohol")
    said = [(one.tone, one.sentence) for one in told(before, editor.data, CAPTIONS)]
    assert said == [
        ("new", "Появилось на генограмме: Пётр"),
        ("new", "Появилось на генограмме: отношения Веры и Марины: близкие"),
        ("new", "Появилось на генограмме: Вера: зависимость от алкоголя"),
    ]
    union = replace(before.kin.unions[0], resumed=PartialDate(2020))
    again = replace(before, kin=replace(before.kin, unions=(union,)))
    ((tone, words),) = [(one.tone, one.sentence) for one in told(before, again, CAPTIONS)]
    assert tone == "stronger"
    assert words.endswith("снова вместе с 2020")
    assert told(before, before, CAPTIONS) == ()


def test_who_came_and_who_left_are_told_in_that_order(editor):
    before = editor.data
    grown = small()
    grown.person("Пётр", "male").children("Пётр", "Марина")
    kin = grown.kin()
    after = replace(before, kin=replace(kin, people=tuple(person for person in kin.people if person.name != "Вера"),
                                        parents=tuple(bond for bond in kin.parents if bond.parent != TREE.id("Вера"))))  # fmt: skip
    found = told(before, after, CAPTIONS)
    assert [(one.tone, one.sentence.partition(": ")[2]) for one in found] == [("new", "Пётр"), ("lost", "Вера")]


# The page -----------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def family(desk: Desk) -> UUID:
    members = tuple(
        NewMember({"surname": "Кравцовы", "given_name": name, "sex": sex}, role)
        for name, sex, role in (("Марина", "female", "mother"), ("Олег", "male", "child"))
    )
    found = desk.do("", lambda unit: register_family(unit, NewFamily("Кравцовы", members=members, kinship=True))).result
    assert found is not None
    return found


class Screen:
    """One person's screen: the family's page and its genogram, and what was said."""

    def __init__(self, desk: Desk, family: UUID) -> None:
        self.desk, self.page = desk, FamilyPresenter(desk, family)
        self.page.load()
        self.genogram = FamilyGenogram(desk, self.page)
        self.states: list[str] = []
        self.errors: list[Exception] = []
        self.stale: list[str] = []
        self.genogram.state_changed.subscribe(self.states.append)
        self.genogram.failed.subscribe(self.errors.append)
        self.genogram.stale.subscribe(self.stale.append)
        self.genogram.open()

    @property
    def editor(self) -> GenogramEditor:
        assert self.genogram.editor is not None
        return self.genogram.editor

    def id(self, name: str) -> UUID:
        return next(person.id for person in self.editor.data.kin.people if person.name == name)

    def close(self) -> None:
        self.genogram.close()
        self.page.close()


@pytest.fixture
def screen(desk: Desk, family: UUID) -> Iterator[Screen]:
    shown = Screen(desk, family)
    yield shown
    shown.close()


def test_a_family_without_a_genogram_is_shown_as_the_card_has_it(screen):
    assert {person.name for person in screen.editor.data.kin.people} == {"Марина", "Олег"}
    assert not screen.genogram.is_dirty
    assert screen.editor.data.version == 0


def test_what_is_saved_is_opened_again(screen, desk, family):
    screen.editor.feel(screen.id("Марина"), screen.id("Олег"), "conflict")
    assert screen.states[-1] == "unsaved"
    screen.genogram.save()
    assert (screen.states[-1], screen.editor.data.version > 0, screen.errors) == ("saved", True, [])
    screen.editor.change_heading(title="Вторая встреча")
    screen.genogram.save()
    assert len(screen.genogram.versions) == 1
    other = Screen(desk, family)
    assert other.editor.data == screen.editor.data
    other.close()


def test_an_act_on_the_card_is_shown_at_once_and_keeps_the_drawing(screen, desk):
    mother = screen.id("Марина")
    screen.editor.set_mark(mother, "illness")
    desk.do("Parents", lambda unit: kin_acts.add_parents(unit, mother, [Relative("Вера", sex="female")]))
    grandmother = screen.id("Вера")
    desk.do("Parents", lambda unit: kin_acts.add_parents(unit, grandmother, [Relative("Пра", sex="female")]))
    assert {person.name for person in screen.editor.data.kin.people} == {"Марина", "Олег", "Вера", "Пра"}
    assert [mark.kind for mark in screen.editor.data.marks] == ["illness"]
    assert screen.genogram.is_dirty
    desk.do("Died", lambda unit: kin_acts.set_fact(unit, grandmother, "died", PartialDate(2001), None))
    assert screen.editor.data.kin.person(grandmother).died == PartialDate(2001)


def test_a_finished_version_stands_still_and_the_next_save_is_another(screen, desk):
    mother = screen.id("Марина")
    screen.genogram.save(final=True)
    finished = screen.editor.data
    assert finished.stage == "final"
    desk.do("Parents", lambda unit: kin_acts.add_parents(unit, mother, [Relative("Вера", sex="female")]))
    assert screen.editor.data.kin == finished.kin
    screen.editor.feel(mother, screen.id("Олег"), "close")
    screen.genogram.save()
    assert [row.final for row in screen.genogram.versions] == [False, True]
    screen.genogram.open()
    assert len(screen.editor.data.kin.people) == 3
    assert screen.genogram.before == finished
    screen.genogram.open(finished.id)
    assert screen.editor.data == finished


def test_printing_finishes_a_version(screen):
    screen.editor.feel(screen.id("Марина"), screen.id("Олег"), "close")
    screen.genogram.mark_printed()
    assert (screen.editor.data.stage, screen.errors, len(screen.editor.data.feelings)) == ("printed", [], 1)
    assert [row.final for row in screen.genogram.versions] == [True]


def test_drawing_that_was_not_saved_is_offered_again(screen, desk, family):
    screen.editor.feel(screen.id("Марина"), screen.id("Олег"), "fused")
    drawn_then = screen.editor.data
    screen.genogram.keep_draft()
    again = Screen(desk, family)
    assert again.genogram.offered()
    again.genogram.take_draft()
    assert again.editor.data.feelings == drawn_then.feelings
    assert again.genogram.is_dirty
    again.genogram.save()
    assert again.genogram.offered() == ""
    again.close()
    screen.genogram.drop_draft()


def test_a_draft_that_somebody_forged_is_refused_in_words_and_nothing_is_shown(screen, desk, family):
    screen.editor.move([screen.id("Марина")], 1.25, 2)
    screen.genogram.keep_draft()
    again = Screen(desk, family)
    stood = again.editor.data
    kept = again.genogram._draft()
    again.genogram._draft = lambda: kept.replace("1.25", "1e15")
    again.genogram.take_draft()
    assert [error.words() for error in again.errors] == ["Черновик не удалось прочитать"]
    assert again.editor.data == stood
    again.close()
    screen.genogram.drop_draft()


def test_a_colleague_who_saved_meanwhile_is_named_and_mine_can_be_a_version_of_its_own(screen, desk, family):
    screen.genogram.save()
    mine = screen.editor.data
    screen.editor.change_heading(note="Моё")
    desk.do("Colleague", lambda unit: genograms.save_genogram(unit, replace(mine, note="Коллега")))
    screen.genogram.save()
    assert len(screen.stale) == 1
    screen.genogram.save_as_new()
    assert len(screen.genogram.versions) == 2
    assert screen.editor.data.note == "Моё"


def test_a_family_that_no_sheet_holds_goes_onto_linked_sheets_whoever_named_no_paper() -> None:
    large, few = (to_print(GenogramEditor(data, Ids(), TODAY), None) for data in (many(60, 1).data(), drawn(TREE)))
    assert large.sheets is not None
    assert few.sheets is not None
    found = large.sheets(STANDARD, "auto")
    assert len(found) > 1
    head = MapHead("Генограмма", "Семья Кравцовых", "15", "22.11.2026", "Асанова", "draft", "")
    assert not to_pdf(MapPrint(head, found)).tiled
    assert [len(source.draw(STANDARD, "auto")) for source in (large, few)] == [1, 1]  # a picture is always whole
    assert len(few.sheets(STANDARD, "auto")) == 1
