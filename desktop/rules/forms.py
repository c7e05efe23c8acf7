"""What of a form is shown, what is still missing, what the answers add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from desktop.models.definitions import FormDefinition, Path, Placed, Rows, Score, Section
from desktop.models.fields import NEEDS_PRINTING, Value
from desktop.models.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Total:
    """A computed score: points, the code of its level, and how many answers are still missing."""

    score: Score
    points: int
    level: str
    unanswered: int


def is_empty(value: Value) -> bool:
    """Nothing was said; a «no» is something."""
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def shown_items(form: FormDefinition, values: Mapping[str, Value]) -> Iterator[tuple[Section, Placed | Rows]]:
    """What stands on the form for these answers, in reading order."""
    for section in form.sections:
        if section.show_when is None or section.show_when.holds(values):
            for item in section.items:
                if item.show_when is None or item.show_when.holds(values):
                    yield section, item


def missing(form: FormDefinition, record: Snapshot, purpose: str = NEEDS_PRINTING) -> tuple[Path, ...]:
    """What must still be filled before this can be printed or signed, in reading order, hidden facts not."""
    return tuple(_missing(form, record, purpose))


def _missing(form: FormDefinition, record: Snapshot, purpose: str) -> Iterator[Path]:
    for _section, item in shown_items(form, record.values):
        if isinstance(item, Placed):
            if purpose in item.field.needed_for and is_empty(record.values.get(item.key)):
                yield (item.key,)
            continue
        rows = record.parts.get(item.key, {})
        if item.at_least > len(rows) and (purpose == NEEDS_PRINTING or form.is_questionnaire):
            yield (item.key,)
        yield from _missing_in_rows(item, rows, purpose)


def _missing_in_rows(item: Rows, rows: Mapping[UUID, Snapshot], purpose: str) -> Iterator[Path]:
    for id_, row in rows.items():
        for placed in item.fields:
            hidden = placed.show_when is not None and not placed.show_when.holds(row.values)
            if purpose in placed.field.needed_for and not hidden and is_empty(row.values.get(placed.key)):
                yield (item.key, str(id_), placed.key)


def totals(form: FormDefinition, values: Mapping[str, Value]) -> tuple[Total, ...]:
    """Every score of the form for these answers."""
    placed = {item.key: item for item in form.placed()}
    return tuple(_total(score, [placed[key] for key in score.of], values) for score in form.scores)


def _total(score: Score, of: list[Placed], values: Mapping[str, Value]) -> Total:
    points, unanswered = 0, 0
    for item in of:
        value = values.get(item.key)
        if is_empty(value):
            unanswered += 1
        else:
            points += _points(item, value)
    level = ""
    for step in score.levels:
        level = step.code if points >= step.at_least else level
    return Total(score, points, level, unanswered)


def _points(item: Placed, value: Value) -> int:
    of_answer = item.points or {}
    match value:
        case bool():
            return of_answer.get("yes" if value else "no", 0)
        case int():
            return value
        case str():
            return of_answer.get(value, 0)
        case tuple():
            return sum(of_answer.get(code, 0) for code in value)
        case _:
            return 0
