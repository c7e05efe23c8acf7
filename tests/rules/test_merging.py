"""Two people on one card: nothing is lost silently, and what does not clash is never asked."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.snapshots import Snapshot
from desktop.rules.merging import differences, merge, resolve

IDS = [uuid.UUID(int=number) for number in range(4)]
VALUES = st.fixed_dictionaries({"a": st.integers(0, 2), "b": st.integers(0, 2)})
ROWS = st.dictionaries(st.sampled_from(IDS), VALUES, max_size=4)


def card(values, rows, version=1):
    parts = {id_: Snapshot("row", id_, 0, row) for id_, row in sorted(rows.items())}
    return Snapshot("card", uuid.UUID(int=99), version, values, {"rows": parts})


CARDS = st.builds(card, VALUES, ROWS)


def flat(record):
    return dict(record.values), {id_: dict(row.values) for id_, row in record.parts["rows"].items()}


@given(CARDS, CARDS)
def test_what_one_side_changed_goes_in_without_a_question(base, other):
    for mine, theirs in ((other, base), (base, other)):
        merged, clashes = merge(base, mine, theirs)
        assert flat(merged) == flat(other)
        assert not clashes


@given(CARDS, CARDS, CARDS)
def test_nothing_is_lost_silently(base, mine, theirs):
    merged, clashes = merge(base, mine, theirs)
    said = {clash.path for clash in clashes}
    assert {clash.path for clash in merge(base, theirs, mine)[1]} == said
    for side in (mine, theirs):
        for key, value in side.values.items():
            if value != base.values[key] and merged.values[key] != value:
                assert (key,) in said
        for id_, row in side.parts["rows"].items():
            before = base.parts["rows"].get(id_)
            kept = merged.parts["rows"].get(id_)
            if kept is None:
                assert before is not None
                assert row == before or ("rows", str(id_)) in said
            else:
                for key, value in row.values.items():
                    if (before is None or value != before.values[key]) and kept.values[key] != value:
                        assert ("rows", str(id_), key) in said or ("rows", str(id_)) in said


@given(CARDS, CARDS, CARDS)
def test_deciding_everything_for_one_side_leaves_no_clash_with_it(base, mine, theirs):
    merged, clashes = merge(base, mine, theirs)
    chosen = resolve(merged, clashes, {clash.path: "theirs" for clash in clashes})
    for clash in clashes:
        if len(clash.path) == 1:
            assert chosen.values[clash.path[0]] == clash.theirs
    _again, still = merge(base, chosen, theirs)
    assert not still
    assert resolve(merged, clashes, {}) == merged


@given(CARDS, CARDS)
def test_differences_name_exactly_what_differs(one, other):
    assert (differences(one, other) == ()) == (flat(one) == flat(other))
    assert set(differences(one, other)) == set(differences(other, one))


def test_the_merged_card_carries_the_version_of_theirs():
    merged, _clashes = merge(card({"a": 1}, {}), card({"a": 2}, {}), card({"a": 1}, {}, version=7))
    assert (merged.version, merged.values["a"]) == (7, 2)


def test_a_list_that_one_side_did_not_load_is_not_taken_for_emptied():
    base = card({"a": 1}, {IDS[0]: {"a": 1, "b": 1}})
    without = Snapshot("card", base.id, 1, {"a": 2})
    for mine, theirs in ((without, base), (base, without)):
        merged, clashes = merge(base, mine, theirs)
        assert flat(merged) == ({"a": 2}, {IDS[0]: {"a": 1, "b": 1}})
        assert not clashes


def test_a_row_removed_here_and_changed_there_is_asked_and_can_be_brought_back():
    base = card({"a": 1}, {IDS[0]: {"a": 1, "b": 1}})
    theirs = card({"a": 1}, {IDS[0]: {"a": 2, "b": 1}})
    merged, (clash,) = merge(base, card({"a": 1}, {}), theirs)
    assert (clash.is_row, clash.mine, clash.theirs) == (True, None, theirs.parts["rows"][IDS[0]])
    assert not merged.parts["rows"]
    assert flat(resolve(merged, (clash,), {clash.path: "theirs"})) == flat(theirs)
