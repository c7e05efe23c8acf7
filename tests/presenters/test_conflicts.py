"""The editor of conflict maps: every act is one step of undo, needs keep their identity, a gesture leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from desktop.base.messages import message
from desktop.figures import geometry
from desktop.figures.conflict_map import draw, smallest_text
from desktop.models.conflict_data import ConflictData, CurvePoint, Option, StepMark
from desktop.models.map_data import Place
from desktop.models.map_style import STANDARD
from desktop.presenters import conflict_compare as compare
from desktop.presenters import conflict_words as words
from desktop.presenters.conflict_editing import needs_of
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.drawings import Drawing
from desktop.presenters.map_editing import Candidate
from desktop.rules import conflicts as rules
from tests.drawn import texts_of
from tests.figures.conflicts import caption, quarrel, u

TODAY = date(2026, 11, 22)


def ids() -> Iterator[UUID]:
    at = 10_000
    while True:
        at += 1
        yield u(at)


@pytest.fixture
def editor() -> ConflictEditor:
    source = ids()
    candidates = (Candidate(u(801), "Олег Кравцов"), Candidate(u(802), "Школа № 7", "agency", "education"))
    return ConflictEditor(quarrel(), lambda: next(source), TODAY, caption, candidates=candidates)


def test_the_editor_is_a_drawing_for_the_canvas(editor):
    drawing: Drawing = editor
    assert set(drawing.order()) == set(drawing.boxes())
    assert drawing.order()[0] == editor.data.conflict
    assert all(drawing.sentence(id_) and drawing.name(id_) for id_ in (*drawing.order(), *drawing.lines()))


def test_a_new_editor_has_nothing_to_save(editor):
    assert not editor.dirty
    editor.describe(issue="Другое")
    assert editor.dirty
    editor.undo()
    assert not editor.dirty


def test_somebody_of_the_card_is_put_on_once_under_the_name_of_the_card(editor):
    id_ = editor.add_party("", ref=u(802))
    party = editor.data.party(id_)
    assert (party.name, party.kind, party.role, party.ref) == ("Школа № 7", "agency", "institution", u(802))
    assert [one.ref for one in editor.free_candidates("ол")] == [u(801)]
    assert editor.selected == (id_,)


def test_needs_typed_line_by_line_keep_their_identity_and_what_is_common(editor):
    before = needs_of(editor.data, u(1), "need")
    editor.set_needs(u(1), "need", ["чтобы Олег не пропускал школу", "", "  новая  ", "помощь с детьми"])
    after = needs_of(editor.data, u(1), "need")
    assert [need.words for need in after] == ["чтобы Олег не пропускал школу", "новая", "помощь с детьми"]
    assert (after[0].id, after[0].common, after[2].id) == (before[1].id, "школа", before[0].id)


def test_typing_into_one_list_is_one_step_of_undo(editor):
    for text in ("п", "по", "пок", "покой"):
        editor.set_needs(u(3), "need", [text])
    ids_of = {need.id for need in needs_of(editor.data, u(3), "need")}
    assert len(ids_of) == 1
    editor.undo()
    assert needs_of(editor.data, u(3), "need") == ()


def test_a_line_changed_in_place_is_the_same_need_in_other_words(editor):
    (first, second) = needs_of(editor.data, u(1), "need")
    editor.set_needs(u(1), "need", ["помощь с тремя детьми", second.words])
    assert [need.id for need in needs_of(editor.data, u(1), "need")] == [first.id, second.id]


def test_a_dragged_card_is_pinned_where_it_is_put_and_others_make_room(editor):
    target = editor.data.party(u(2)).place
    mine = editor.data.party(u(1)).place
    editor.move((u(1),), target.x - mine.x, target.y - mine.y)
    assert editor.data.party(u(1)).place == Place(target.x, target.y, pinned=True)
    boxes = editor.boxes()
    assert not geometry.overlap(boxes[u(1)], boxes[u(2)])
    editor.undo()
    assert editor.data.party(u(2)).place == target


def test_a_cancelled_gesture_leaves_no_trace(editor):
    before, depth = editor.data, editor.stack.depth
    editor.begin()
    editor.move((u(1),), 40, 0)
    editor.connect(u(3), u(4))
    editor.cancel()
    assert (editor.data, editor.stack.depth, editor.selected) == (before, depth, ())


def test_a_finished_gesture_is_one_step(editor):
    before = editor.data
    editor.begin()
    editor.move((u(1),), 40, 0)
    editor.move((u(1),), 10, 0)
    assert editor.finish(message("move"))
    assert editor.stack.depth == (1, 0)
    editor.undo()
    assert editor.data == before


def test_two_have_one_relation_and_why_not_another_is_said(editor):
    told = []
    editor.told.subscribe(told.append)
    assert editor.connect(u(2), u(1)) is None
    assert editor.connect(u(1), editor.data.conflict) is None
    assert len(told) == 2
    made = editor.connect(u(3), u(4), "break")
    assert (editor.selected, editor.last_kind, editor.relation(made).kind) == ((made,), "break", "break")


def test_deleting_a_party_takes_its_needs_and_relations_and_undo_brings_all_back(editor):
    before = editor.data
    editor.delete((u(1),))
    assert u(1) not in {need.party for need in editor.data.needs}
    assert [one.id for one in editor.data.relations] == [u(203)]
    editor.undo()
    assert editor.data == before


def test_the_issue_stays_when_everything_is_deleted(editor):
    editor.select((editor.data.conflict,))
    assert not editor.delete()
    assert editor.data.issue


def test_a_party_joins_the_card_of_another_and_leaves_it_again(editor):
    editor.join(u(3), u(1))
    outer, inner = editor.boxes()[u(1)], editor.boxes()[u(3)]
    assert outer[1] <= inner[1] <= inner[3] <= outer[3]
    assert not editor.join(u(1), u(3))  # in one card already
    editor.join(u(3), None)
    assert not geometry.overlap(editor.boxes()[u(1)], editor.boxes()[u(3)])


def test_a_decided_option_gets_a_day_and_an_open_one_has_none(editor):
    id_ = editor.add_option("медиация")
    editor.change_option(id_, state="refused")
    assert editor.data.options[0].decided_on == TODAY
    editor.change_option(id_, state="discussed")
    assert editor.data.options[0].decided_on is None


def test_a_day_has_one_reading_and_the_curve_knows_what_is_on_the_map_now(editor):
    editor.read_intensity(date(2026, 10, 1), 9, "ссора")
    editor.read_intensity(date(2026, 10, 1), 7)
    assert [(r.on.month, r.intensity) for r in editor.data.readings] == [(9, 8), (10, 7)]
    assert [point.intensity for point in editor.curve()] == [8, 7, 5]


def test_a_save_keeps_work_that_went_on_meanwhile_and_the_next_version_is_its_own(editor):
    sent = editor.data
    editor.describe(issue="Дальше")
    editor.mark_saved(replace(sent, id=u(77), version=3))
    assert (editor.data.id, editor.data.version, editor.data.issue) == (u(77), 3, "Дальше")
    assert editor.dirty
    editor.undo()
    assert (editor.data.id, editor.data.issue) == (u(77), sent.issue)
    assert not editor.dirty


def test_the_step_of_an_option_is_said_with_its_mark(editor):
    option = Option(u(1), "медиация", state="agreed", decided_on=date(2026, 11, 12), step=u(5), until=date(2026, 11, 1))
    steps = {u(5): StepMark(u(5), "медиация", "done", date(2026, 11, 12), None, current=True)}
    dictionary = lambda _d, code: {"done": "выполнено", "agreed": "принят"}.get(code, code)  # noqa: E731
    assert words.step_words(option, steps, dictionary) == words.Said("в плане, выполнено 12.11.2026", "green")
    assert words.step_words(replace(option, step=None), steps, dictionary) is None
    assert words.option_state(option, dictionary, TODAY) == words.Said("принят 12.11.2026, срок 01.11.2026", "red")


def test_changes_between_versions_are_said_in_sentences_without_shifts_of_cards(editor):
    before = editor.data
    editor.move((u(1),), 30, 0)
    editor.rename(u(1), "Марина К.")
    editor.change_relation(u(201), intensity=3)
    editor.set_needs(u(3), "fear", ["увезут"])
    told = compare.told(before, editor.data, caption)
    assert [(one.tone, one.sign) for one in told] == [("new", "+"), ("changed", "▼"), ("changed", "•")]
    assert "8" in told[1].sentence
    assert told[2].sentence.endswith("было Марина, мать, стало Марина К.")
    assert told[0].ids == (u(3),)
    assert told[1].ids == (u(201), u(1), u(2))


def test_a_comparison_shows_both_versions_and_what_is_gone_over_each_other(editor):
    before = editor.data
    editor.delete((u(3),))
    editor.set_needs(u(2), "need", ["уважение сына"])
    made = compare.comparison(before, editor.data, caption)
    drawn = " ".join(texts_of(made.over))
    assert "Бабушка Вера" in drawn
    assert "Бабушка Вера" not in " ".join(texts_of(made.after))
    assert "больше нет" in drawn
    assert made.titles == ("20.11.2026 · С кем остаётся Олег · черновик",) * 2


def test_a_map_for_paper_is_readable_and_as_it_was_drawn_when_it_fits(editor):
    (figure,) = compare.for_paper(editor.data, caption, STANDARD, "auto")
    assert figure == draw(editor.data, caption).figure
    for at in range(6):
        editor.add_party(f"Сторона {at}")
    (tall,) = compare.for_paper(editor.data, caption, STANDARD, "a4p")
    assert smallest_text(190, 255, tall) >= 7


def test_confirming_what_is_alike_is_one_act(editor):
    editor.set_needs(u(3), "need", ["Олег не пропускает школу"])
    (shared,) = [one for one in rules.alike(editor.data) if u(3) in one.parties]
    depth = editor.stack.depth[0]
    editor.confirm(shared)
    assert editor.stack.depth[0] == depth + 1
    assert any(u(3) in one.parties for one in rules.common(editor.data))


def test_a_map_of_nobody_can_be_begun(editor):
    empty = ConflictEditor(ConflictData(u(1), u(2), u(3), "", TODAY), lambda: u(50), TODAY, caption)
    assert empty.add_party("Марина")
    assert len(empty.boxes()) == 2


def test_another_thought_in_the_place_of_a_line_is_another_need(editor):
    (_first, shared) = needs_of(editor.data, u(1), "need")
    editor.set_needs(u(1), "need", ["помощь с детьми", "отдых"])
    (_same, other) = needs_of(editor.data, u(1), "need")
    assert (other.id != shared.id, other.common) == (True, "")


def test_what_goes_with_a_party_is_told_by_the_party_alone(editor):
    before = editor.data
    editor.delete((u(1),))
    told = [one.sentence for one in compare.told(before, editor.data, caption) if one.tone == "lost"]
    assert told == ["Больше нет: сторона «Марина, мать»"]


def test_what_was_offered_agreed_and_measured_goes_to_paper_after_the_drawing(editor):
    data = replace(editor.data, options=(Option(u(9), "медиация"),))
    curve = (CurvePoint(date(2026, 9, 12), 8), CurvePoint(date(2026, 11, 20), 5, "easing", version=True))
    _drawing, second = compare.with_second_sheet(data, curve, {}, caption, STANDARD, "auto")
    said = " ".join(texts_of(second))
    assert "Варианты решений" in said
    assert "медиация" in said
    assert "Ход конфликта" in said
    many = quarrel(options=tuple(Option(u(100 + n), "разговор " * 60) for n in range(12)))
    sheets = compare.with_second_sheet(many, (), {}, caption, STANDARD, "a4l")
    assert len(sheets) > 2
    assert {(sheet.width_mm, sheet.height_mm) for sheet in sheets[1:]} == {(270.0, 160.0)}


def test_the_second_sheet_hides_names_and_there_is_none_without_anything_to_say(editor):
    hidden = replace(STANDARD, names="codes")
    data = quarrel(options=(Option(u(9), "Игорь встречает сына", who="Игорь"),))
    (_drawing, second) = compare.with_second_sheet(data, (), {}, caption, hidden, "auto")
    assert "Игорь" not in " ".join(texts_of(second))
    assert len(compare.with_second_sheet(quarrel(options=()), (), {}, caption, STANDARD, "auto")) == 1
