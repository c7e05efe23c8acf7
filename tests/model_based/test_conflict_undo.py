"""Undo of conflict maps: whatever is done, taking everything back gives the map that was, and redo gives it again."""

from __future__ import annotations

from datetime import date
from itertools import count
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.base.messages import message
from desktop.figures import geometry
from desktop.figures.conflict_cards import head_of
from desktop.presenters.conflicts import ConflictEditor
from desktop.rules import conflicts as rules
from tests.figures.conflicts import caption, quarrel

WORDS = st.sampled_from(["", "покой в доме", "дома покой", "школа", "длинные слова " * 8])
KINDS = st.sampled_from(["alliance", "tension", "dispute", "break"])


class Drawing(RuleBasedStateMachine):
    """Gestures and typing in any order."""

    def __init__(self) -> None:
        super().__init__()
        numbers = count(10_000)
        self.editor = ConflictEditor(quarrel(), lambda: UUID(int=next(numbers)), date(2026, 11, 22), caption)
        self.first = self.editor.data

    def party(self, at: int) -> UUID:
        parties = self.editor.data.parties
        return parties[at % len(parties)].id if parties else UUID(int=0)

    @rule(name=WORDS)
    def add(self, name: str) -> None:
        if len(self.editor.data.parties) < 8:
            self.editor.add_party(name)

    @rule(at=st.integers(0, 9), kind=st.sampled_from(["need", "fear"]), lines=st.lists(WORDS, max_size=3))
    def need(self, at: int, kind: str, lines: list[str]) -> None:
        self.editor.set_needs(self.party(at), kind, lines)

    @rule(at=st.integers(0, 9), dx=st.integers(-90, 90), dy=st.integers(-90, 90))
    def move(self, at: int, dx: int, dy: int) -> None:
        self.editor.move((self.party(at),), dx, dy)

    @rule(one=st.integers(0, 9), other=st.integers(0, 9), kind=KINDS)
    def connect(self, one: int, other: int, kind: str) -> None:
        self.editor.connect(self.party(one), self.party(other), kind)

    @rule(one=st.integers(0, 9), other=st.none() | st.integers(0, 9))
    def join(self, one: int, other: int | None) -> None:
        self.editor.join(self.party(one), None if other is None else self.party(other))

    @rule(at=st.integers(0, 9))
    def delete(self, at: int) -> None:
        self.editor.delete((self.party(at),))

    @rule(words=WORDS, intensity=st.none() | st.integers(0, 10))
    def describe(self, words: str, intensity: int | None) -> None:
        self.editor.describe(issue=words)
        self.editor.describe(intensity=intensity)
        self.editor.add_option(words)

    @rule()
    def confirm(self) -> None:
        for shared in rules.alike(self.editor.data)[:1]:
            self.editor.confirm(shared)

    @rule()
    def lay_out(self) -> None:
        self.editor.lay_out()

    @rule(at=st.integers(0, 9), keep=st.booleans())
    def gesture(self, at: int, keep: bool) -> None:
        before, depth = self.editor.data, self.editor.stack.depth
        self.editor.begin()
        self.editor.move((self.party(at),), 11, 7)
        if keep:
            self.editor.finish(message("move"))
        else:
            self.editor.cancel()
            assert (self.editor.data, self.editor.stack.depth) == (before, depth)

    @precondition(lambda self: self.editor.stack.can_undo)
    @rule()
    def undo(self) -> None:
        self.editor.undo()

    @rule()
    def everything_back_and_again(self) -> None:
        now = self.editor.data
        steps = self.editor.stack.depth[0]
        for _step in range(steps):
            self.editor.undo()
        assert self.editor.data == self.first
        for _step in range(steps):
            self.editor.redo()
        assert self.editor.data == now

    @invariant()
    def no_card_lies_on_another(self) -> None:
        data = self.editor.data
        heads = {head_of(data, party) for party in data.parties}
        boxes = [box for id_, box in self.editor.boxes().items() if id_ in heads or id_ == data.conflict]
        for at, one in enumerate(boxes):
            assert not any(geometry.overlap(one, other) for other in boxes[at + 1 :])


TestDrawing = Drawing.TestCase
TestDrawing.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
