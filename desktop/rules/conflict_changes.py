"""What was edited between two versions of a conflict map, and how the edits make the later one of the earlier.

Which version it is (its id, day and stage) is no edit. Applying the changes gives exactly the later version: tested
with random edits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, Final
from uuid import UUID

from desktop.models.conflict_data import ConflictData
from desktop.models.map_changes import KINDS, Change, ChangeKind

# Lists of the map and what one of each is called in a change.
LISTS: Final[tuple[tuple[str, str], ...]] = (
    ("parties", "party"), ("needs", "need"), ("relations", "relation"), ("options", "option"),
    ("agreements", "agreement"), ("readings", "reading"),
)  # fmt: skip
_IDENTITY: Final = frozenset({"id", "family", "conflict", "drawn_on", "final", "printed_on", "version"})
_HEADING: Final = tuple(
    field.name for field in fields(ConflictData) if field.name not in _IDENTITY | {key for key, _what in LISTS}
)
HEADING, ORDER = "heading", "order"


def changes(before: ConflictData, after: ConflictData) -> tuple[Change, ...]:
    """Every edit, what came and went first; moves of cards last."""
    found = [*_heading(before, after)]
    for key, what in LISTS:
        found += _of_list(before, key, what, getattr(before, key), getattr(after, key))
    return tuple(sorted(found, key=lambda change: KINDS.index(change.kind)))


def apply(before: ConflictData, edits: Sequence[Change]) -> ConflictData:
    """The earlier version with these edits made: what the later one says, under the earlier one's identity."""
    made: dict[str, Any] = {change.field: change.after for change in edits if change.what == HEADING}
    for key, what in LISTS:
        made[key] = _applied(getattr(before, key), key, what, edits)
    return replace(before, **made)


def _heading(before: ConflictData, after: ConflictData) -> Iterator[Change]:
    for name in _HEADING:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(_kind(name, old, new), HEADING, before.id, name, old, new)


def _of_list(before: ConflictData, key: str, what: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    was, is_ = {one.id: one for one in old}, {one.id: one for one in new}
    for id_, one in is_.items():
        if id_ not in was:
            yield Change("new", what, id_, after=one)
            continue
        for field in fields(one):
            left, right = getattr(was[id_], field.name), getattr(one, field.name)
            if left != right:
                yield Change(_kind(field.name, left, right), what, id_, field.name, left, right)
    for id_, one in was.items():
        if id_ not in is_:
            yield Change("lost", what, id_, before=one)
    usual = [*(id_ for id_ in was if id_ in is_), *(id_ for id_ in is_ if id_ not in was)]
    if usual != list(is_):
        yield Change("moved", ORDER, before.id, key, tuple(was), tuple(is_))


def _kind(name: str, old: object, new: object) -> ChangeKind:
    if name == "intensity" and isinstance(old, int) and isinstance(new, int):
        return "stronger" if new > old else "weaker"
    return {"place": "moved", "name": "renamed", "issue": "renamed"}.get(name, "changed")  # type: ignore[return-value]


def _applied(standing: Sequence[Any], key: str, what: str, edits: Sequence[Change]) -> tuple[Any, ...]:
    mine = [change for change in edits if change.what == what]
    lost = {change.id for change in mine if change.kind == "lost"}
    parts: dict[UUID, Any] = {one.id: one for one in standing if one.id not in lost}
    for change in mine:
        if change.field:
            parts[change.id] = replace(parts[change.id], **{change.field: change.after})
    parts |= {change.id: change.after for change in mine if change.kind == "new"}
    order = next((change.after for change in edits if change.what == ORDER and change.field == key), None)
    return tuple(parts[id_] for id_ in order) if isinstance(order, tuple) else tuple(parts.values())
