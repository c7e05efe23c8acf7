"""What changed between two versions of a genogram: in the family, in feelings and conditions, in the drawing.

Which version it is (its id, day and stage) is no edit. Applying the changes gives exactly the later version: tested
with random edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final
from uuid import UUID

from desktop.models.kin_data import Feeling, GenogramData, Kin
from desktop.models.map_changes import KINDS, Change, ChangeKind

# Lists of the family and of the drawing, and what one of each is called in a change.
OF_KIN: Final[tuple[tuple[str, str], ...]] = (
    ("people", "person"), ("unions", "union"), ("parents", "parent"), ("twins", "twins"), ("losses", "loss"),
    ("words", "word"),
)  # fmt: skip
OF_DRAWING: Final[tuple[tuple[str, str], ...]] = (("feelings", "feeling"), ("marks", "mark"))
HEADING: Final = ("title", "told_by", "note", "index")
_WHAT: Final = ("heading", *(what for _key, what in (*OF_KIN, *OF_DRAWING)))
_NAMES: Final = frozenset({"name", "full_name", "title"})
_WARMTH: Final[Mapping[Feeling, int]] = {
    "cut_off": 0, "violence": 1, "hostile": 1, "conflict": 2, "indifferent": 2, "controlling": 2, "distant": 3,
    "close_conflict": 4, "close": 5, "fused": 6,
}  # fmt: skip
_NOWHERE: Final = (0.0, 0.0)


def changes(before: GenogramData, after: GenogramData) -> tuple[Change, ...]:
    """The edits that lead from one version to the other, one for every field, what came and went first."""
    found = [
        Change(_kind("heading", name, old, new), "heading", before.id, name, old, new)
        for name in HEADING
        if (old := getattr(before, name)) != (new := getattr(after, name))
    ]
    for key, what in OF_KIN:
        found += _of_list(what, getattr(before.kin, key), getattr(after.kin, key))
    for key, what in OF_DRAWING:
        found += _of_list(what, getattr(before, key), getattr(after, key))
    found += _of_places(before, after)
    return tuple(sorted(found, key=lambda change: (KINDS.index(change.kind), _WHAT.index(change.what))))


def apply(before: GenogramData, edits: Sequence[Change]) -> GenogramData:
    """The earlier version with these edits made: what the later one says, under the earlier one's identity."""
    heading: dict[str, Any] = {change.field: change.after for change in edits if change.what == "heading"}
    kin: dict[str, Any] = {key: _applied(getattr(before.kin, key), what, edits) for key, what in OF_KIN}
    own: dict[str, Any] = {key: _applied(getattr(before, key), what, edits) for key, what in OF_DRAWING}
    shifts, hidden = dict(before.shifts), set(before.hidden)
    for change in edits:
        if (change.what, change.field) == ("person", "shift"):
            shifts[change.id] = change.after  # type: ignore[assignment]
        if (change.what, change.field) == ("person", "hidden"):
            (hidden.add if change.after else hidden.discard)(change.id)
    shifts = {id_: shift for id_, shift in shifts.items() if any(shift)}
    return replace(before, kin=Kin(**kin), shifts=shifts, hidden=frozenset(hidden), **heading, **own)


def _of_list(what: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    was, stands = {one.id: one for one in old}, {one.id: one for one in new}
    for id_, one in stands.items():
        if id_ not in was:
            yield Change("new", what, id_, after=one)
            continue
        for field in fields(one):
            left, right = getattr(was[id_], field.name), getattr(one, field.name)
            if left != right:
                yield Change(_kind(what, field.name, left, right), what, id_, field.name, left, right)
    for id_, one in was.items():
        if id_ not in stands:
            yield Change("lost", what, id_, before=one)


def _of_places(before: GenogramData, after: GenogramData) -> Iterator[Change]:
    for id_ in sorted({*before.shifts, *after.shifts}):
        left, right = before.shifts.get(id_, _NOWHERE), after.shifts.get(id_, _NOWHERE)
        if left != right:
            yield Change("moved", "person", id_, "shift", left, right)
    for id_ in sorted(before.hidden ^ after.hidden):
        yield Change("changed", "person", id_, "hidden", id_ in before.hidden, id_ in after.hidden)


def _kind(what: str, field: str, old: Any, new: Any) -> ChangeKind:
    if field in _NAMES:
        return "renamed"
    if what == "feeling" and field == "kind" and _WARMTH[old] != _WARMTH[new]:
        return "stronger" if _WARMTH[new] > _WARMTH[old] else "weaker"
    if what == "union" and field == "ended" and bool(old) != bool(new):
        return "weaker" if new else "stronger"
    if what == "union" and field == "resumed" and (old is None) != (new is None):
        return "stronger" if new is not None else "weaker"
    return "changed"


def _applied(things: Sequence[Any], what: str, edits: Iterable[Change]) -> tuple[Any, ...]:
    mine = [change for change in edits if change.what == what]
    lost: set[UUID] = {change.id for change in mine if change.kind == "lost"}
    values: dict[UUID, dict[str, Any]] = {}
    for change in mine:
        if change.field not in ("", "shift", "hidden"):
            values.setdefault(change.id, {})[change.field] = change.after
    standing = [replace(one, **values.get(one.id, {})) for one in things if one.id not in lost]
    return (*standing, *(change.after for change in mine if change.kind == "new"))
