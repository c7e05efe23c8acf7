"""Invented answers: some questionnaires of some families, filled twice, the second time a little better."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from desktop.models.definitions import FormDefinition, Placed
from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot
from desktop.rules import sheets as rules
from desktop.services import definitions_kept
from desktop.services.demo_draw import Draw, Made, Sheet, words
from desktop.services.demo_visits import WORKED
from desktop.store.sheets import definition_ids
from desktop.store.units import Reading

_FORMS: Final = ("deep_family_assessment", "motivation_sheet", "needs_triangle")
_EVERY: Final = 4  # of so many families one has sheets
_FIRST_AFTER, _LEAST_DAYS = 14, 45  # S004: the needs are assessed in two or three weeks
_SCALES: Final = ("0", "1", "2", "3")
_WORDED: Final = 6  # long answers of a sheet; the rest was not written down


class Sheets:
    """The questionnaires of one family after another; the definitions are read once."""

    def __init__(self, reading: Reading, draw: Draw) -> None:
        self.draw = draw
        self.forms: list[tuple[UUID, FormDefinition]] = []
        for key in _FORMS:
            form = definitions_kept.form(reading, key)
            self.forms.append((definition_ids(reading, key)[form.version], form))
        self.place = 0

    def family(self, sheet: Sheet, made: Made) -> None:
        """Both fillings of each form, as far as the work has come."""
        self.place += 1
        if self.place % _EVERY != 1 or made.status not in WORKED:
            return
        first = made.opened_on + timedelta(days=_FIRST_AFTER)
        for definition, form in self.forms:
            child = next(iter(made.children_on(self.draw.today)), None) if form.about == "child" else None
            if form.about == "child" and child is None:
                continue
            days = [day for day in (first, first + timedelta(days=_LEAST_DAYS)) if day <= self.draw.today]
            for number, day in enumerate(days):
                answers, record = self._filled(form, better=number)
                total = rules.main_total(form, record.values)
                sheet.add(
                    "answer_sheet", family_id=made.id, case_id=made.case, person_id=child.id if child else None,
                    definition_id=definition, filled_on=day, author_id=made.curator.id, state=rules.FINISHED,
                    points=total.points if total else None, level=(total.level or None) if total else None, answers=answers,
                    closed=form.closed or None,
                )  # fmt: skip

    def _filled(self, form: FormDefinition, *, better: int) -> tuple[Mapping[str, Any], Snapshot]:
        written = [0]
        values: dict[str, Value] = {one.key: self._answer(one, better, written) for one in form.placed()}
        record = Snapshot(form.record_kind, self.draw.new_id(), 0, values)
        return rules.document_of(form, record), record

    def _answer(self, placed: Placed, better: int, written: list[int]) -> Value:
        draw, field = self.draw, placed.field
        if field.closed or placed.show_when is not None:
            return None
        if field.kind == "choice" and placed.points:
            codes = sorted(placed.points, key=lambda code: (placed.points or {})[code])
            return codes[max(0, min(len(codes) - 1, draw.between(0, len(codes) - 1) - better))]
        if field.kind == "choice" and field.dictionary.startswith("scale_"):
            return _SCALES[max(0, draw.between(0, 3) - better)]
        if field.kind == "flag":
            return False if placed.danger else draw.happens(0.6)
        if field.kind == "long" and written[0] < _WORDED and draw.happens(0.5):
            written[0] += 1
            return str(draw.pick(words("records")["sheet_states"]))
        return None
