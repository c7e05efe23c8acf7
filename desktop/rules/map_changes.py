"""What was edited between two versions of a map of social connections: exactly that, no more and no less.

A plan's success is read from two dated maps, so what is said to be new, lost or stronger must be what somebody drew.
Ids are the same through all versions; two maps drawn separately share the persons and agencies of the card.
What a version is (its id, whether it is finished) is no edit; where a drawing was shifted a little is none either,
unless exactly asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from math import dist
from typing import Any, Final, TypeVar
from uuid import UUID

from desktop.models.map_changes import KINDS, Change, ChangeKind
from desktop.models.map_data import Group, MapData, Node, Place, Quality, Tie

NEARLY: Final = 5.0  # millimetres on the sheet, or degrees on the rings: less is no move
STRENGTH: Final[Mapping[Quality, int]] = {"broken": 0, "conflict": 1, "weak": 2, "ordinary": 3, "strong": 4}
_HEADING: Final = ("title", "drawn_on", "note", "aim", "told_by", "boundary")
_GRADED: Final = frozenset({"closeness", "concrete", "emotional", "information"})  # more of it: stronger
_NAMES: Final = frozenset({"name", "title"})
_PLACES: Final = frozenset({"place", "bearing", "bends", "outline"})
_WHAT: Final = ("heading", "group", "node", "tie")

Thing = TypeVar("Thing", Node, Tie, Group)


def changes(before: MapData, after: MapData, *, moved_over: float = NEARLY) -> tuple[Change, ...]:
    """The edits that lead from one version to the other, one for every field, what came and went first.

    `moved_over` is the shift that counts, in millimetres or degrees; 0 counts every one.
    """
    after = aligned(before, after)
    found = [
        *(
            change
            for name in _HEADING
            if (change := _edit("heading", before.id, name, getattr(before, name), getattr(after, name), 0.0))
        ),
        *_of("node", before.nodes, after.nodes, moved_over),
        *_of("tie", before.ties, after.ties, moved_over),
        *_of("group", before.groups, after.groups, moved_over),
    ]
    return tuple(sorted(found, key=lambda c: (KINDS.index(c.kind), _WHAT.index(c.what))))


def apply(before: MapData, edits: Iterable[Change]) -> MapData:
    """The earlier version with the edits made on it: `aligned(before, after)`, if they were found exactly."""
    edits = tuple(edits)
    heading: dict[str, Any] = {c.field: c.after for c in edits if c.what == "heading"}
    return replace(
        before,
        **heading,
        nodes=_edited("node", before.nodes, edits),
        ties=_edited("tie", before.ties, edits),
        groups=_edited("group", before.groups, edits),
    )


def aligned(before: MapData, after: MapData) -> MapData:
    """The later version told with the earlier one's ids, and as the same version.

    The same node is the one with its id, else the one that is the same person or agency of the card; the same
    tie the one with its id, else the only other one of the two in the same view; the same group that of its
    name. In two versions of one map nothing has to be told anew.
    """
    who = _renumbered(before.nodes, after.nodes, lambda node: node.ref)
    if who:
        after = _told_with(after, who)
    same_tie = _renumbered(before.ties, after.ties, lambda t: (frozenset((t.source, t.target)), t.view, t.viewer))
    same_group = _renumbered(before.groups, after.groups, lambda group: group.name or None)
    return replace(
        after,
        id=before.id,
        family=before.family,
        version=before.version,
        final=before.final,
        printed_on=before.printed_on,
        ties=tuple(replace(t, id=same_tie[t.id]) if t.id in same_tie else t for t in after.ties),
        groups=tuple(replace(g, id=same_group[g.id]) if g.id in same_group else g for g in after.groups),
    )


def _told_with(map_: MapData, who: Mapping[UUID, UUID]) -> MapData:
    """The map with other ids for some of its nodes."""
    ties = tuple(
        replace(
            t,
            source=who.get(t.source, t.source),
            target=who.get(t.target, t.target),
            viewer=who.get(t.viewer, t.viewer) if t.viewer else None,
        )
        for t in map_.ties
    )
    groups = tuple(replace(g, nodes=tuple(who.get(id_, id_) for id_ in g.nodes)) for g in map_.groups)
    nodes = tuple(replace(n, id=who[n.id]) if n.id in who else n for n in map_.nodes)
    return replace(map_, nodes=nodes, ties=ties, groups=groups)


def _renumbered(before: Sequence[Thing], after: Sequence[Thing], sign: Callable[[Thing], Hashable]) -> dict[UUID, UUID]:
    """Ids of the later version ↦ ids of the earlier one, where only `sign` says that it is the same thing."""
    ids, later = {thing.id for thing in before}, {thing.id for thing in after}
    gone, came = (
        _by_sign(before, later, sign),
        _by_sign(after, ids, sign),
    )
    return {
        came[key][0]: gone[key][0]
        for key in came
        if key in gone and len(came[key]) == len(gone[key]) == 1  # two alike could be taken for each other
    }


def _by_sign(things: Iterable[Thing], others: set[UUID], sign: Callable[[Thing], Hashable]) -> dict[Hashable, list[UUID]]:
    found: dict[Hashable, list[UUID]] = {}
    for thing in things:
        if thing.id not in others and (key := sign(thing)) is not None:
            found.setdefault(key, []).append(thing.id)
    return found


def _of(what: str, before: Sequence[Thing], after: Sequence[Thing], moved_over: float) -> Iterator[Change]:
    old, now = {t.id: t for t in before}, {t.id: t for t in after}
    for id_, thing in now.items():
        if id_ not in old:
            yield Change("new", what, id_, after=thing)
            continue
        if old[id_] == thing:
            continue
        for name, was, is_ in _fields(old[id_], thing):
            if change := _edit(what, id_, name, was, is_, moved_over):
                yield change
    for id_, thing in old.items():
        if id_ not in now:
            yield Change("lost", what, id_, before=thing)


def _fields(old: Thing, now: Thing) -> Iterator[tuple[str, Any, Any]]:
    """Every field with what it was and is; holding in place is told apart from standing there."""
    for field in fields(old):
        was, is_ = getattr(old, field.name), getattr(now, field.name)
        if field.name == "place":
            yield "pinned", bool(was and was.pinned), bool(is_ and is_.pinned)
            was, is_ = was and (was.x, was.y), is_ and (is_.x, is_.y)
        if field.name != "id":
            yield field.name, was, is_


def _edit(what: str, id_: UUID, name: str, was: Any, is_: Any, moved_over: float) -> Change | None:
    if was == is_ or (name in _PLACES and _near(name, was, is_, moved_over)):
        return None
    return Change(_kind(name, was, is_), what, id_, name, was, is_)


def _kind(name: str, was: Any, is_: Any) -> ChangeKind:
    if name in _NAMES:
        return "renamed"
    if name in _PLACES:
        return "moved"
    if name == "quality":
        return "stronger" if STRENGTH[is_] > STRENGTH[was] else "weaker"
    if name in _GRADED and was is not None and is_ is not None:
        return "stronger" if is_ > was else "weaker"
    return "changed"  # what was not asked before is neither stronger nor weaker for being known


def _near(name: str, was: Any, is_: Any, moved_over: float) -> bool:
    """Is the shift too small to count? What had no place, or has none now, has moved whatever the distance."""
    if not moved_over or was is None or is_ is None:
        return False
    if name == "bearing":
        turn = abs(was - is_) % 360
        return bool(min(turn, 360 - turn) <= moved_over)
    if name == "place":
        return dist(was, is_) <= moved_over
    return len(was) == len(is_) and all(dist(a, b) <= moved_over for a, b in zip(was, is_, strict=True))


def _edited(what: str, before: Sequence[Thing], edits: Iterable[Change]) -> tuple[Thing, ...]:
    lost: set[UUID] = set()
    new: list[Any] = []
    values: dict[UUID, dict[str, Any]] = {}
    for change in edits:
        if change.what != what:
            continue
        if change.kind == "lost":
            lost.add(change.id)
        elif change.kind == "new":
            new.append(change.after)
        else:
            values.setdefault(change.id, {})[change.field] = change.after
    kept: list[Any] = [_with(thing, values.get(thing.id, {})) for thing in before if thing.id not in lost]
    return (*kept, *new)


def _with(thing: Thing, values: dict[str, Any]) -> Thing:
    """The thing with these fields; its place and its being held there are one value again."""
    if "place" in values or "pinned" in values:
        stands: Place | None = getattr(thing, "place", None)
        at = values.get("place", stands and (stands.x, stands.y))
        pinned = values.pop("pinned", bool(stands and stands.pinned))
        values = {**values, "place": Place(at[0], at[1], pinned) if at else None}
    return replace(thing, **values) if values else thing
