"""What a person says is common, and who stands in one card: one step of undo each, everything can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.figures.conflict_cards import head_of
from desktop.presenters import conflict_common as sharing
from desktop.presenters.conflicts import ConflictEditor
from desktop.rules.conflicts import common
from tests.figures.conflicts import caption, quarrel, u
from tests.presenters.test_conflicts import TODAY, ids


@pytest.fixture
def editor() -> ConflictEditor:
    source = ids()
    return ConflictEditor(quarrel(), lambda: next(source), TODAY, caption)


def heads(editor: ConflictEditor) -> dict[int, int]:
    return {party.id.int: head_of(editor.data, party).int for party in editor.data.parties}


def test_needs_of_all_parties_are_offered_by_party_and_fears_apart(editor):
    offered = sharing.said_by_parties(editor.data, "need")
    assert [(one.name, len(one.needs)) for one in offered] == [("Марина, мать", 2), ("Игорь, отец", 1), ("Школа № 7", 1)]
    assert [one.name for one in sharing.said_by_parties(editor.data, "fear")] == ["Марина, мать", "Игорь, отец"]


def test_the_words_begin_as_the_first_one_chosen_or_as_the_name_they_have(editor):
    assert sharing.words_for(editor.data, (u(103), u(100))) == "работа рядом с домом"
    assert sharing.words_for(editor.data, (u(103), u(105))) == "школа"
    assert sharing.words_for(editor.data, ()) == ""


def test_two_parties_and_some_words_are_needed(editor):
    assert sharing.refusal(editor.data, (u(100), u(101)), "помощь", ())  # both are Marina's
    assert sharing.refusal(editor.data, (u(100), u(103)), " ", ())
    assert not sharing.refusal(editor.data, (u(100), u(103)), "опора", ())
    assert not sharing.refusal(editor.data, (), "", (u(101), u(105)))
    assert sharing.refusal(editor.data, (), "", ())


def test_marking_is_one_step_and_is_taken_back_by_one(editor):
    before = editor.data
    editor.mark_common((u(102), u(104)), "стыд  перед людьми")
    assert [(one.kind, one.words) for one in common(editor.data)] == [("need", "школа"), ("fear", "стыд перед людьми")]
    editor.undo()
    assert editor.data == before
    editor.redo()
    assert len(common(editor.data)) == 2


def test_one_need_is_parted_from_several_and_words_are_changed_in_one_step(editor):
    editor.mark_common((u(101), u(103), u(105)), "учёба", (u(101), u(105)))
    (three,) = common(editor.data)
    editor.mark_common((u(103), u(105)), "школа и работа", three.needs)
    (two,) = common(editor.data)
    assert (two.words, two.parties) == ("школа и работа", (u(2), u(4)))
    assert sharing.shared_with(editor.data, u(101)) is None
    editor.undo()
    assert common(editor.data) == (three,)
    editor.part(three)
    assert not any(need.common for need in editor.data.needs)


def test_the_line_under_the_cursor_is_a_need(editor):
    assert sharing.need_at(editor.data, u(1), "need", " помощь с  детьми").id == u(100)
    assert sharing.need_at(editor.data, u(1), "fear", "помощь с детьми") is None
    assert sharing.need_at(editor.data, u(1), "need", "  ") is None


def test_several_go_into_one_card_in_one_step_and_come_out_again(editor):
    before = editor.data
    editor.join_all((u(2), u(3), u(4)))
    assert heads(editor) == {1: 1, 2: 2, 3: 2, 4: 2}
    assert all(editor.shares(u(at)) for at in (2, 3, 4))
    assert not editor.shares(u(1))
    editor.join(u(3), None)
    assert heads(editor) == {1: 1, 2: 2, 3: 3, 4: 2}
    editor.undo()
    editor.undo()
    assert editor.data == before


def test_the_one_who_leads_a_card_leaves_it_and_the_others_stay_together(editor):
    editor.join_all((u(2), u(3), u(4)))
    where = editor.data.party(u(2)).place
    editor.join(u(2), None)
    assert heads(editor) == {1: 1, 2: 2, 3: 3, 4: 3}
    assert editor.data.party(u(3)).place == where
    assert not editor.join(u(1), None)  # stands alone already


def test_a_card_joins_another_with_everybody_in_it_and_a_member_alone(editor):
    editor.join(u(3), u(2))
    editor.join(u(2), u(1))
    assert heads(editor) == {1: 1, 2: 1, 3: 1, 4: 4}
    editor.join(u(3), u(4))
    assert heads(editor) == {1: 1, 2: 1, 3: 4, 4: 4}
    told = []
    editor.told.subscribe(told.append)
    assert not editor.join_all((u(1), u(2)))
    assert not editor.join_all((u(1),))
    assert len(told) == 2


def test_in_kovalevs_scheme_the_box_in_the_middle_is_its_subject_and_is_renamed_as_such(editor):
    editor.describe(template="kovalev")
    editor.rename(editor.data.conflict, "другие слова")
    assert editor.data.issue == "другие слова"
    editor.describe(subject="место жительства Олега")
    assert editor.about == "место жительства Олега"
    editor.rename(editor.data.conflict, "где живёт Олег")
    assert (editor.data.issue, editor.data.subject) == ("другие слова", "где живёт Олег")


def test_what_is_common_is_drawn_as_a_diamond(editor):
    plain = replace(editor.data, needs=tuple(replace(need, common="") for need in editor.data.needs))

    def diamonds(data):
        editor.load(data)
        return sum(type(shape).__name__ == "Polygon" and len(shape.points) == 4 and shape.fill == "good"
                   for shape in editor.figure().shapes)  # fmt: skip

    nothing = diamonds(plain)
    editor.mark_common((u(100), u(103)), "опора")
    assert diamonds(editor.data) >= nothing + 2
