"""A form being filled: nothing typed is lost, every step can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import definitions
from desktop.models.definitions import FormDefinition
from desktop.models.kinds import Reader
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.presenters.forms import FormDraft
from desktop.presenters.undo import UndoStack
from desktop.rules.merging import merge

TODAY = date(2026, 11, 24)
READER = Reader(TODAY)


def form(key: str = "person_card") -> FormDefinition:
    value = definitions.read_shipped("form", key)
    assert isinstance(value, FormDefinition)
    return value


def person(**values) -> Snapshot:
    phone = Snapshot("person_phone", UUID(int=70), 0, {"phone": "+996 555 12-34-56", "note": None})
    return Snapshot(
        "person",
        UUID(int=2),
        4,
        {"surname": "Кравцова", "born": PartialDate(1988, 7, 19), "note": None, **values},
        {"phones": {phone.id: phone}},
    )


def draft(record: Snapshot | None = None, key: str = "person_card", **more) -> FormDraft:
    ids = count(1000)
    return FormDraft(form(key), record, READER, new_id=lambda: UUID(int=next(ids)), **more)


def resumed(kept) -> FormDraft:
    again = FormDraft(form(), None, READER)
    again.resume(kept)
    return again


def test_what_is_typed_becomes_a_value_of_its_kind():
    one = draft(person())
    one.type_text(("born",), "19.07.1987")
    assert one.value(("born",)) == PartialDate(1987, 7, 19)
    assert one.to_snapshot().values["born"] == PartialDate(1987, 7, 19)
    assert one.dirty == (("born",),)
    one.type_text(("born",), "19.07.1988")
    assert not one.is_dirty


def test_what_cannot_be_read_stays_as_it_was_typed_and_is_said():
    one = draft(person())
    one.type_text(("born",), "летом")
    assert one.text(("born",)) == "летом"
    assert one.value(("born",)) == PartialDate(1988, 7, 19)
    finding = one.problem(("born",))
    assert finding is not None
    assert finding.blocks
    assert one.unreadable == (("born",),)
    assert one.dirty == (("born",),)
    one.type_text(("born",), "")
    assert (one.value(("born",)), one.unreadable) == (None, ())


def test_keys_in_one_box_are_one_step_back_and_leaving_ends_the_step():
    one = draft(person())
    for typed in ("И", "Ив", "Ива"):
        one.type_text(("given_name",), typed)
    one.leave(("given_name",))
    one.type_text(("given_name",), "Иван")
    one.undo()
    assert one.text(("given_name",)) == "Ива"
    one.undo()
    assert one.text(("given_name",)) == ""
    assert not one.undo()
    one.redo()
    one.redo()
    assert one.text(("given_name",)) == "Иван"


def test_rows_are_added_changed_removed_and_brought_back():
    one = draft(person())
    id_ = one.add_row("phones")
    one.type_text(("phones", str(id_), "phone"), "0312 22 33 44")
    one.remove_row("phones", UUID(int=70))
    assert one.rows("phones") == (id_,)
    assert one.to_snapshot().parts["phones"][id_].kind == "person_phone"
    assert ("phones", str(UUID(int=70))) in one.dirty
    one.undo()
    assert one.rows("phones") == (UUID(int=70), id_)
    one.undo()
    one.undo()
    assert one.rows("phones") == (UUID(int=70),)
    assert not one.is_dirty


def test_each_chip_is_a_step_of_its_own():
    one = draft(Snapshot("case", UUID(int=1), 1, {"grounds": ()}), "case_card")
    one.set_value(("grounds",), ("job_loss",))
    one.set_value(("grounds",), ("job_loss", "alcohol"))
    one.undo()
    assert one.value(("grounds",)) == ("job_loss",)


def test_conditions_show_and_hide_as_answers_change():
    one = draft(Snapshot("case", UUID(int=1), 1, {}), "case_card")
    shown = lambda: {item.key for _section, item in one.visible()}  # noqa: E731
    assert "acute_reason" not in shown()
    one.set_value(("acute_crisis",), True)
    assert "acute_reason" in shown()
    assert "closed_on" not in shown()
    one.set_value(("status",), "closed")
    assert "closed_on" in shown()


def test_what_is_left_to_fill_is_counted_and_reached_one_after_another():
    one = draft(person())
    assert one.missing() == (("given_name",), ("sex",))
    assert one.missing_words() == "осталось заполнить для печати: 2"
    assert one.next_missing() == ("given_name",)
    assert one.next_missing(("given_name",)) == ("sex",)
    assert one.next_missing(("note",)) == ("given_name",)
    one.set_value(("sex",), "female")
    one.type_text(("given_name",), "Марина")
    assert (one.next_missing(), one.missing_words()) == (None, "")


def test_a_draft_outlives_the_process():
    one = draft(person())
    one.type_text(("surname",), "Кравцова-Задунайская")
    one.type_text(("died",), "не знаю")
    id_ = one.add_row("work")
    one.type_text(("work", str(id_), "income"), "8 400,50")
    one.type_text(("work", str(id_), "since"), "весной")
    one.remove_row("phones", UUID(int=70))
    kept = json.loads(json.dumps(one.to_draft_json(), ensure_ascii=False))
    again = resumed(kept)
    assert again.to_snapshot() == one.to_snapshot()
    assert again.base == one.base
    assert again.text(("died",)) == "не знаю"
    assert again.text(("work", str(id_), "since")) == "весной"
    assert again.value(("work", str(id_), "income")) == Decimal("8400.50")
    assert set(again.dirty) == set(one.dirty)


def test_a_draft_of_a_new_record_keeps_its_id():
    one = draft()
    one.type_text(("surname",), "Асанова")
    again = resumed(one.to_draft_json())
    assert (again.is_new, again.base.id, again.to_snapshot()) == (True, one.base.id, one.to_snapshot())


@pytest.mark.parametrize(
    "spoiled",
    [{}, {"form": "visit"}, {"form": "person_card", "base": {}}, {"form": "person_card", "base": 3}],
)
def test_what_is_no_draft_is_refused(spoiled):
    with pytest.raises(ValueError):
        resumed(spoiled)


def test_what_was_typed_while_the_save_ran_stays_and_is_unsaved():
    one = draft(person())
    one.type_text(("given_name",), "Марина")
    sent = one.to_snapshot()
    one.type_text(("note",), "перезвонить")
    one.type_text(("died",), "???")
    one.saved(replace(sent, version=5), sent)
    assert one.base.version == 5
    assert set(one.dirty) == {("note",), ("died",)}
    assert one.text(("died",)) == "???"


def test_after_a_save_the_form_is_clean_and_can_still_be_taken_back():
    one = draft(person())
    one.type_text(("given_name",), "Марина")
    sent = one.to_snapshot()
    one.saved(replace(sent, version=5), sent)
    assert (one.is_dirty, one.stack.is_clean) == (False, True)
    one.undo()
    assert one.dirty == (("given_name",),)


def test_a_merged_card_is_adopted_over_what_stands_in_the_office():
    one = draft(person())
    one.type_text(("given_name",), "Марина")
    theirs = replace(person(note="звонила бабушка"), version=5)
    merged, clashes = merge(one.base, one.to_snapshot(), theirs)
    assert not clashes
    one.adopt(merged, theirs)
    assert one.text(("note",)) == "звонила бабушка"
    assert (one.dirty, one.base.version) == ((("given_name",),), 5)


def test_what_the_form_does_not_show_is_kept():
    record = person(occupation="works", carer="parents")
    one = draft(record)
    one.type_text(("surname",), "Иванова")
    assert one.to_snapshot().values["carer"] == "parents"


def test_everybody_who_listens_is_told_what_changed():
    one, told = draft(person()), []
    one.field_changed.subscribe(told.append)
    one.type_text(("surname",), "И")
    one.add_row("phones")
    one.undo()
    assert told == [("surname",), ("phones",), ("phones",)]


def test_a_personal_number_is_written_as_people_write_it_when_left():
    one = draft(person(citizenship="ru"))
    one.type_text(("personal_number",), "11223344595")
    one.leave(("personal_number",))
    assert one.text(("personal_number",)) == "112-233-445 95"
    assert one.problem(("personal_number",)) is None


ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("type"),
            st.sampled_from(["surname", "born", "note"]),
            st.sampled_from(["", "Ы", "1988", "~2001", "31.02.2020"]),
        ),
        st.tuples(st.just("row"), st.sampled_from(["add", "remove"]), st.just("")),
        st.tuples(st.just("leave"), st.just("surname"), st.just("")),
    ),
    max_size=12,
)


@given(ACTS)
def test_any_work_can_be_taken_back_to_the_beginning_and_done_again(acts):
    one = draft(person(), stack=UndoStack())
    start = one.to_snapshot()
    for act, what, typed in acts:
        if act == "type":
            one.type_text((what,), typed)
        elif act == "leave":
            one.leave((what,))
        elif what == "add":
            one.add_row("phones", phone="12345")
        elif one.rows("phones"):
            one.remove_row("phones", one.rows("phones")[0])
    end, text = one.to_snapshot(), one.text(("born",))
    while one.undo():
        pass
    assert one.to_snapshot() == start
    assert one.unreadable == ()
    while one.redo():
        pass
    assert (one.to_snapshot(), one.text(("born",))) == (end, text)
