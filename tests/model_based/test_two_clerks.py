"""Two clerks on one card, at random: whatever they do, nothing that was typed is lost without having been asked."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from desktop.base import places
from desktop.models.fields import Value
from tests.offices import BEKTUR, Templates, card, clean, opened, register

FIELDS = ("story", "way_there", "contact_person", "abilities")
WHO = strategies.sampled_from((0, 1))
FIELD = strategies.sampled_from(FIELDS)
TEXT = strategies.sampled_from(("а", "б", "в", ""))


class TwoClerks(RuleBasedStateMachine):
    """The model: what the office has, and what each typed on top of what they saw."""

    templates: Templates

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.place = self.templates.copy("plain", self.folder)
        self.desks = [self.place.desk(), self.place.desk(BEKTUR, seed=2)]
        self.family = register(self.desks[0])
        self.office: dict[str, Value] = dict.fromkeys(FIELDS)
        self.rows: set[str] = {"ул. Токтогула, д. 12, кв. 4"}
        self.typed: list[dict[str, Value]] = [{}, {}]
        self.added: list[set[str]] = [set(), set()]
        self.steps: list[list[int]] = [[], []]  # how many steps back each thing done since saving is
        self.saw = [dict(self.office), dict(self.office)]
        self.count = 0
        self.cards = [self._open(0), self._open(1)]

    def _open(self, who: int):
        made = card(self.desks[who], self.family)
        made.merging.subscribe(lambda merging: self._ask(who, merging))
        return made

    def _ask(self, who: int, merging) -> None:
        """Exactly what both changed differently is asked; the clerk at the desk takes the colleague's every time."""
        both = {
            key for key, mine in self.typed[who].items()
            if mine != self.saw[who][key] and self.office[key] not in (self.saw[who][key], mine)
        }  # fmt: skip
        assert {clash.path[0] for clash in merging.clashes} == both
        for key in both:
            del self.typed[who][key]
        self.cards[who].decide(merging, {clash.path: "theirs" for clash in merging.clashes})

    @rule(who=WHO, field=FIELD, text=TEXT)
    def type(self, who: int, field: str, text: str) -> None:
        form = self.cards[who].forms[0]
        if form.text((field,)) == text:
            return
        form.type_text((field,), text)
        form.leave((field,))
        self.typed[who][field] = text or None
        self.steps[who].append(1)

    @rule(who=WHO)
    def add_an_address(self, who: int) -> None:
        self.count += 1
        form = self.cards[who].forms[0]
        row = form.add_row("addresses", kind="registration")
        form.type_text(("addresses", str(row), "address"), f"г. Ош, {self.count}")
        self.added[who].add(f"г. Ош, {self.count}")
        self.steps[who].append(2)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        """Take back the last thing done since saving; what was merged in between cannot be stepped over."""
        form = self.cards[who].forms[0]
        undone = [form.undo() for _step in range(self.steps[who].pop())] if self.steps[who] else [False]
        if not all(undone):
            self.steps[who] = []
            return
        self.typed[who] = {key: form.value((key,)) for key in FIELDS if form.value((key,)) != self.saw[who][key]}
        rows = {form.value(("addresses", str(id_), "address")) for id_ in form.rows("addresses")}
        self.added[who] = rows - {part.values["address"] for part in form.base.parts["addresses"].values()}

    @rule(who=WHO)
    def save(self, who: int) -> None:
        self.cards[who].save()
        assert self.cards[who].state == "saved"
        for key, value in self.typed[who].items():
            if value != self.saw[who][key]:
                self.office[key] = value
        self.rows |= self.added[who]
        self.typed[who], self.added[who], self.steps[who] = {}, set(), []
        self.saw[who] = {key: self.cards[who].forms[0].base.values[key] for key in FIELDS}

    @rule(who=WHO)
    def hear(self, who: int) -> None:
        """A colleague's save arrives at the open card."""
        self.cards[who].refresh({self.family: opened(self.desks[who], "family", self.family)})
        self.saw[who] = {key: self.cards[who].forms[0].base.values[key] for key in FIELDS}

    @rule(who=WHO)
    def killed(self, who: int) -> None:
        """The draft was kept, the program ended, and the draft is taken up."""
        dirty = self.cards[who].is_dirty
        self.cards[who].keep_draft()
        self.cards[who] = self._open(who)
        if dirty:
            assert self.cards[who].offered() is not None
            self.cards[who].take_draft()
        self.steps[who] = []
        self.saw[who] = {key: self.cards[who].forms[0].base.values[key] for key in FIELDS}

    @invariant()
    def the_office_has_what_the_model_has(self) -> None:
        if not hasattr(self, "cards"):
            return
        stands = opened(self.desks[0], "family", self.family)
        assert {key: stands.values[key] for key in FIELDS} == self.office
        assert {part.values["address"] for part in stands.parts["addresses"].values()} == self.rows
        for who in (0, 1):
            form = self.cards[who].forms[0]
            for key, value in self.typed[who].items():
                assert form.value((key,)) == value
            shown = {form.value(("addresses", str(id_), "address")) for id_ in form.rows("addresses")}
            assert self.added[who] <= shown

    def teardown(self) -> None:
        if hasattr(self, "place"):
            assert clean(self.desks[0])
            self.place.close()
            shutil.rmtree(self.folder)
            shutil.rmtree(places.user_folder(), ignore_errors=True)  # the drafts of this example


@pytest.mark.usefixtures("templates")
def test_two_clerks_lose_nothing(templates):
    TwoClerks.templates = templates
    run_state_machine_as_test(TwoClerks, settings=settings(max_examples=6, stateful_step_count=12))
