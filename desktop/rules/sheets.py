"""Answers of a questionnaire: between a record with typed values and the document that the office keeps.

Pure, so that the record of changes, the undo and the journal read the very same document the form wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from desktop.base.messages import N_
from desktop.models.checks import not_after_today
from desktop.models.definitions import FormDefinition, Path, Placed, Rows, Score, Section
from desktop.models.fields import Field, Value
from desktop.models.kinds import from_json, to_json
from desktop.models.snapshots import Snapshot
from desktop.rules.forms import Total, is_empty, totals

DRAFT, FINISHED, SIGNED = "draft", "finished", "signed"
FILLED_ON, PERSON, STATE, NUMBER = "_filled_on", "_person_id", "_state", "_number"  # no question is called so
DEFINITION, AUTHOR, SIGNED_ON = "_definition_id", "_author_id", "_signed_on"
CLOSED, VEIL = "closed", "*"  # in the kept document: closed questions; in the journal of changes: what they were answered
RISK_LEVELS: Final = "risk_levels"
ACCEPTED_LEVEL: Final = "accepted_level"  # a question: what the team agreed on
HEAD: Final = (FILLED_ON, PERSON)  # what is typed about the sheet itself
_FILLED: Final = Placed(Field(N_("Filled on"), "day", FILLED_ON, checks=(not_after_today,)))
_ABOUT: Final = Placed(Field(N_("About whom"), "reference", PERSON, to="person"))
Kept = Mapping[str, Any]


def with_head(form: FormDefinition) -> FormDefinition:
    """The form as it is filled: above its questions stand the day and whom the sheet is about."""
    items = (_FILLED,) if form.about == "family" else (_FILLED, _ABOUT)
    return replace(form, sections=(Section(N_("Sheet"), items), *form.sections))


def name_of(form: FormDefinition) -> str:
    """How a document names the definition it was filled with: `act@2`."""
    return f"{form.key}@{form.version}"


def document_of(form: FormDefinition, record: Snapshot) -> dict[str, Any]:
    """The answers as the office keeps them; what nobody answered is not written."""
    values = {p.key: to_json(value) for p in form.placed() if not is_empty(value := record.values.get(p.key))}
    rows = {
        item.key: [
            {
                "id": str(id_),
                "values": {p.key: to_json(v) for p in item.fields if not is_empty(v := row.values.get(p.key))},
            }
            for id_, row in record.parts.get(item.key, {}).items()
        ]
        for item in form.lists()
    }
    kept: dict[str, Any] = {"form": name_of(form), "values": values, "rows": {k: found for k, found in rows.items() if found}}
    closed = [p.key for p in (*form.placed(), *(each for item in form.lists() for each in item.fields)) if p.field.closed]
    return {**kept, CLOSED: closed} if closed else kept


def record_of(form: FormDefinition, id_: UUID, version: int, kept: Kept, head: Mapping[str, Value]) -> Snapshot:
    """The answers as a record; an answer that is not of its question's kind stands empty."""
    said = kept.get("values") or {}
    values = {placed.key: _value(placed.field, said.get(placed.key)) for placed in form.placed()}
    parts = {item.key: dict(_rows(item, (kept.get("rows") or {}).get(item.key) or ())) for item in form.lists()}
    return Snapshot(form.record_kind, id_, version, {**head, **values}, parts)


def _rows(item: Rows, kept: Any) -> Iterator[tuple[UUID, Snapshot]]:
    for row in kept:
        id_ = UUID(row["id"])
        values = {placed.key: _value(placed.field, row["values"].get(placed.key)) for placed in item.fields}
        yield id_, Snapshot(item.kind, id_, 0, values)


def _value(field: Field, kept: Any) -> Value:
    try:
        return from_json(field, kept) if kept is not None else () if field.kind == "choices" else None
    except ValueError:
        return None


def main_score(form: FormDefinition) -> Score | None:
    """The score that stands in lists: the one called `total`, else the one that adds up the most answers."""
    named = next((score for score in form.scores if score.key == "total"), None)
    return named or max(form.scores, key=lambda score: (bool(score.levels), len(score.of)), default=None)


def main_total(form: FormDefinition, values: Mapping[str, Value]) -> Total | None:
    """What the main score came to, or None where nothing was answered or the form has no scores."""
    score = main_score(form)
    total = next((total for total in totals(form, values) if total.score is score), None)
    return None if total is None or total.unanswered == len(total.score.of) else total


def accepted_risk(form: FormDefinition, values: Mapping[str, Value]) -> str:
    """The level of risk that the team agreed on, where the form asks for it: it goes before the points."""
    asked = form.field((ACCEPTED_LEVEL,))
    value = values.get(ACCEPTED_LEVEL)
    return value if asked is not None and asked.dictionary == RISK_LEVELS and isinstance(value, str) else ""


def answer_changes(before: Kept | None, after: Kept | None) -> list[Any]:
    """[before, after] with only the questions that changed; a list of rows that changed stands whole.

    Of a closed question it is kept that it was answered, never what.
    """
    closed = {key for one in (before, after) if one for key in one.get(CLOSED) or ()}
    return [_veiled(one, closed) if one else None for one in _differences(before, after)]


def _veiled(kept: Kept, closed: set[str]) -> Kept:
    if not closed:
        return kept
    rows = {
        key: [{**row, "values": _starred(row["values"], closed)} for row in found]
        for key, found in (kept.get("rows") or {}).items()
    }
    return {**kept, "values": _starred(kept.get("values") or {}, closed), "rows": rows}


def _starred(values: Kept, closed: set[str]) -> Kept:
    return {key: VEIL if key in closed else value for key, value in values.items()}


def is_veiled(pair: list[Any]) -> bool:
    """Whether a change that `answer_changes` wrote down keeps silent about an answer: it cannot be put back."""
    said = [one for one in pair if isinstance(one, Mapping)]
    rows = [row["values"] for one in said for found in (one.get("rows") or {}).values() for row in found]
    return any(VEIL in values.values() for values in (*(one.get("values") or {} for one in said), *rows))


def _differences(before: Kept | None, after: Kept | None) -> list[Any]:
    if not before or not after:
        return [before or None, after or None]
    pair: list[dict[str, Any]] = []
    for mine, other in ((before, after), (after, before)):
        part: dict[str, Any] = {"form": mine.get("form")}
        for group in ("values", "rows"):
            said, against = mine.get(group) or {}, other.get(group) or {}
            part[group] = {key: value for key, value in said.items() if against.get(key) != value}
        pair.append(part)
    return pair


def put_back(now: Kept, before: Kept | None, after: Kept | None) -> dict[str, Any]:
    """The document as it was before a change that `answer_changes` wrote down."""
    if not before:
        return {}
    found: dict[str, Any] = {**now, "form": before.get("form") or now.get("form")}
    for group in ("values", "rows"):
        said = dict(now.get(group) or {})
        for key in (after or {}).get(group) or {}:
            said.pop(key, None)
        found[group] = {**said, **(before.get(group) or {})}
    return found


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One answer that differs between two fillings; `label` names the list too where it stands in one."""

    labels: tuple[str, ...]
    field: Field | None
    before: Value
    after: Value


def told_changes(form: FormDefinition, before: Kept | None, after: Kept | None) -> Iterator[AnswerChange]:
    """What changed, question by question, in the order of the form."""
    empty: Kept = {}
    was = record_of(form, UUID(int=0), 0, before or empty, {})
    now = record_of(form, UUID(int=0), 0, after or empty, {})
    for item in (item for section in form.sections for item in section.items):
        if isinstance(item, Placed):
            if was.values[item.key] != now.values[item.key]:
                yield AnswerChange((item.field.label,), item.field, was.values[item.key], now.values[item.key])
            continue
        old, new = was.parts[item.key], now.parts[item.key]
        for id_ in dict.fromkeys((*old, *new)):
            for placed in item.fields:
                first = old[id_].values[placed.key] if id_ in old else None
                second = new[id_].values[placed.key] if id_ in new else None
                if first != second:
                    yield AnswerChange((item.label, placed.field.label), placed.field, first, second)


def unanswered(form: FormDefinition, record: Snapshot, shown: set[str]) -> tuple[Path, ...]:
    """Questions on the form that nobody answered yet, in reading order."""
    return tuple((p.key,) for p in form.placed() if p.key in shown and is_empty(record.values.get(p.key)))
