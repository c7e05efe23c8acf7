"""Whatever is said, accepted, rejected, typed over or taken back: an accepted statement that stands equals its column."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from desktop.base.errors import Rejected
from desktop.models.families import Family
from desktop.models.fields import fields_of
from desktop.models.snapshots import Conflict, Edit
from desktop.models.statements import NewStatement, Statement, kept_value, said_value
from desktop.services import cards, statements
from desktop.services.undoing import undo_act
from tests.offices import Templates, opened, register

FIELDS = {field.key: field for field in fields_of(Family)}
VALUES = {
    "phone": [None, "+996 555 000 001", "+996 555 000 002"],
    "housing_note": [None, "сухо", "сыро"],
    "categories": [(), ("large",), ("large", "single_parent")],
}
CHOICES = [(key, value) for key, values in VALUES.items() for value in values]


def machine(founded: Templates):
    class Said(RuleBasedStateMachine):
        """One clerk, one family, any order of acts."""

        @initialize()
        def begin(self) -> None:
            self.folder = Path(tempfile.mkdtemp())
            self.place = founded.copy("plain", self.folder)
            self.desk = self.place.desk()
            self.family = register(self.desk)
            self.acts: list[int] = []

        def teardown(self) -> None:
            if hasattr(self, "place"):
                founded.drop(self.place)
                shutil.rmtree(self.folder)

        def do(self, act) -> None:
            with contextlib.suppress(Rejected, Conflict):
                self.acts.append(self.desk.do("x", act).act)

        def any_statement(self, number: int):
            rows = self.rows()
            return rows[number % len(rows)] if rows else None

        def rows(self):
            table = Statement.__table__
            return self.desk.read(
                lambda r: [
                    SimpleNamespace(id=row.id, field=row.field, state=row.state, kept=row._mapping["value"])
                    for row in r.connection.execute(select(table).where(table.c.removed.is_(False)).order_by(table.c.id))
                ]
            )

        @rule(choice=st.sampled_from(CHOICES))
        def say(self, choice) -> None:
            key, value = choice
            said = {"said_by": "Мать", "said_on": self.desk.today}
            new = NewStatement(self.family, "family", self.family, key, said, kept_value(value))
            self.do(lambda unit: statements.add_statement(unit, new))

        @rule(number=st.integers(0, 20))
        def accept(self, number) -> None:
            if (row := self.any_statement(number)) is not None:
                self.do(lambda unit: statements.accept_statement(unit, row.id, None, "проверено"))

        @rule(number=st.integers(0, 20))
        def reject(self, number) -> None:
            if (row := self.any_statement(number)) is not None:
                self.do(lambda unit: statements.reject_statement(unit, row.id, None, "ошибка"))

        @rule(number=st.integers(0, 20))
        def reopen(self, number) -> None:
            if (row := self.any_statement(number)) is not None:
                self.do(lambda unit: statements.reopen_statement(unit, row.id, None))

        @rule(number=st.integers(0, 20))
        def remove(self, number) -> None:
            if (row := self.any_statement(number)) is not None:
                self.do(lambda unit: statements.remove_statement(unit, row.id, None))

        @rule(choice=st.sampled_from(CHOICES))
        def type_over(self, choice) -> None:
            key, value = choice
            base = opened(self.desk, "family", self.family)
            self.do(lambda unit: cards.save_cards(unit, Edit(base, base.with_values(**{key: value}))))

        @rule(number=st.integers(0, 20))
        def take_back(self, number) -> None:
            if self.acts:
                act = self.acts[number % len(self.acts)]
                self.do(lambda unit: undo_act(unit, act))

        @invariant()
        def accepted_equals_its_column(self) -> None:
            if not hasattr(self, "desk"):
                return
            card = opened(self.desk, "family", self.family).values
            for row in self.rows():
                if row.state == "accepted":
                    assert said_value(FIELDS[row.field], row.kept) == card[row.field], row.field

    return Said


def test_an_accepted_statement_that_stands_always_equals_its_column(templates):
    run_state_machine_as_test(machine(templates), settings=settings(max_examples=10, stateful_step_count=25))
