"""Kovalev's scheme from end to end: what is typed is drawn, said aloud, put into the tables and told when it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.figures.conflict_overlay import overlay
from desktop.figures.conflict_words import sentences
from desktop.presenters import conflict_compare as compare
from desktop.presenters import conflict_twin as twin
from desktop.presenters.conflicts import ConflictEditor
from tests.drawn import texts_of
from tests.figures.conflicts import caption, quarrel, u
from tests.presenters.test_conflicts import TODAY, ids

HEADING = {"subject": "место жительства", "contradiction": "оба хотят одного"}
PARTY = {"position": "ребёнок со мной", "state_before": "обида", "state_after": "слушает"}


@pytest.fixture
def editor() -> ConflictEditor:
    source = ids()
    made = ConflictEditor(quarrel(template="kovalev"), lambda: next(source), TODAY, caption)
    made.describe(**HEADING)
    made.change_party(u(1), **PARTY)
    return made


def test_every_field_of_the_scheme_is_drawn_and_said(editor):
    drawn = " ".join(texts_of(editor.figure()))
    spoken = " ".join(sentences(editor.data, caption))
    for words in (*HEADING.values(), *PARTY.values()):
        assert words in drawn
        assert words in spoken


def test_every_field_of_the_scheme_is_told_when_it_changes(editor):
    later = replace(editor.data, id=u(950), drawn_on=date(2026, 11, 22), subject="опека", contradiction="каждый прав")
    changed = replace(later.parties[0], position="через выходные", state_before="гнев", state_after="спокойна")
    later = replace(later, parties=(changed, *later.parties[1:]))
    told = " ".join(one.sentence for one in compare.told(editor.data, later, caption))
    for words in (*HEADING.values(), *PARTY.values(), "опека", "каждый прав", "через выходные", "гнев", "спокойна"):
        assert words in told


def test_the_table_takes_positions_and_states(editor):
    twin.edit_party(editor, u(2), "before", "гнев", {})
    twin.edit_party(editor, u(2), "after", "согласен говорить", {})
    row = next(row for row in twin.party_rows(editor) if row.id == u(2))
    assert (row.cells["before"], row.cells["after"]) == ("гнев", "согласен говорить")


def test_the_other_scheme_keeps_what_was_said_and_shows_its_own(editor):
    editor.describe(template="cornelius")
    assert "обида" not in " ".join(texts_of(editor.figure()))
    assert editor.about == editor.data.issue
    editor.describe(template="kovalev")
    assert "обида" in " ".join(texts_of(editor.figure()))


def test_what_became_common_is_marked_on_both_cards_and_told(editor):
    before = editor.data
    editor.mark_common((u(102), u(104)), "огласка")
    told = " ".join(one.sentence for one in compare.told(before, editor.data, caption))
    assert "огласка" in told
    drawn = [shape.tag for shape in overlay(before, editor.data, caption).shapes if getattr(shape, "dash", ()) == (0.6, 1.0)]
    assert {str(u(1)), str(u(2))} <= set(drawn)
