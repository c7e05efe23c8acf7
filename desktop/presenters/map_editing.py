"""What editing does to a map, as functions from value to value; the editor adds undo and events."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from math import atan2, pi
from typing import TYPE_CHECKING, TypedDict

from desktop.figures import social_layout
from desktop.models.map_data import (
    Boundary,
    Direction,
    Frequency,
    Group,
    Known,
    MapData,
    Node,
    NodeKind,
    Place,
    Point,
    Quality,
    Resource,
    Sex,
    Tie,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

FARTHEST = 10_000.0  # millimetres from the middle; a draft with more would not be read back
LONGEST_NAME = 300
COPY_OFFSET = 8.0  # millimetres that a copy is put aside
REVERSED: Mapping[Direction, Direction] = {"to": "from", "from": "to", "mutual": "mutual", "none": "none"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person or an agency of the card that can be put on the map; `ref` is its id in the card."""

    ref: UUID
    name: str
    kind: NodeKind = "person"
    sphere: str = ""
    sex: Sex = "unknown"
    born_year: int | None = None
    inside: bool = False
    alive: bool = True
    child: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit or a talk at which ties may have been told."""

    id: UUID
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class MapChange:
    """What became different: ids of nodes, ties and groups. `whole`: the heading or the order changed too."""

    added: frozenset[UUID] = frozenset()
    removed: frozenset[UUID] = frozenset()
    changed: frozenset[UUID] = frozenset()
    whole: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.whole)


class TieChanges(TypedDict, total=False):
    """What can be changed on a tie besides its ends."""

    quality: Quality
    direction: Direction
    frequency: Frequency
    concrete: int | None
    emotional: int | None
    information: int | None
    criticism: int | None
    known: Known
    view: View
    viewer: UUID | None
    contact: UUID | None
    told_on: date | None
    closeness: int | None
    note: str
    bends: tuple[Point, ...]


class NodeChanges(TypedDict, total=False):
    """What can be changed on a node besides its name and place."""

    sphere: str
    kind: NodeKind
    sex: Sex
    note: str
    ref: UUID | None
    inside: bool
    alive: bool
    child: bool
    born_year: int | None
    resource: Resource
    bearing: float | None
    layer: int
    tint: str


class HeadingChanges(TypedDict, total=False):
    """What can be changed on a version besides what is drawn."""

    title: str
    drawn_on: date
    told_by: str
    boundary: Boundary
    note: str


def difference(before: MapData, after: MapData) -> MapChange:
    """What somebody who shows `before` has to do to show `after`."""
    if before is after:
        return MapChange()
    old = {x.id: x for x in _parts(before)}
    new = {x.id: x for x in _parts(after)}
    whole = _heading(before) != _heading(after)
    return MapChange(
        frozenset(new.keys() - old.keys()),
        frozenset(old.keys() - new.keys()),
        frozenset(i for i, part in new.items() if i in old and old[i] is not part and old[i] != part),
        whole,
    )


def _heading(data: MapData) -> MapData:
    return replace(data, nodes=(), ties=(), groups=())


def _parts(data: MapData) -> Iterable[Node | Tie | Group]:
    yield from data.nodes
    yield from data.ties
    yield from data.groups


def clean_name(text: str) -> str:
    """A name on one line: blanks joined, control characters out, not longer than a label can be."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs"))
    return " ".join(kept.split())[:LONGEST_NAME].rstrip()


def folded(text: str) -> str:
    """For comparing names: case, e/yo and blanks do not matter."""
    return " ".join(text.casefold().replace("\u0451", "\u0435").split())


def sheet(value: float) -> float:
    """A coordinate on the sheet, to a hundredth of a millimetre."""
    return round(min(FARTHEST, max(-FARTHEST, value)), 2) + 0.0  # + 0.0: no minus zero, which prints as "-0.0"


def placed(data: MapData, places: Mapping[UUID, Place]) -> MapData:
    """The map with these nodes at these places."""
    return replace(data, nodes=tuple(_at(n, places[n.id]) if n.id in places else n for n in data.nodes))


def _at(node: Node, place: Place) -> Node:
    place = Place(sheet(place.x), sheet(place.y), place.pinned)
    return node if node.place == place else replace(node, place=place)


def moved(data: MapData, ids: Collection[UUID], dx: float, dy: float) -> MapData:
    """The map with these nodes shifted; what a person moved stays where it was put, so it is pinned.

    A line bent by hand goes along when both its ends do, and a loop when everybody in it does.
    """
    here = {n.id: n.place for n in data.nodes if n.id in ids and n.place is not None}
    data = placed(data, {i: Place(p.x + dx, p.y + dy, pinned=True) for i, p in here.items()})
    if any(t.bends for t in data.ties):
        ties = tuple(
            replace(t, bends=_shifted(t.bends, dx, dy)) if t.bends and t.source in here and t.target in here else t
            for t in data.ties
        )
        data = replace(data, ties=ties)
    if any(g.outline for g in data.groups):
        groups = tuple(
            replace(g, outline=_shifted(g.outline, dx, dy)) if g.outline and g.nodes and all(i in here for i in g.nodes) else g
            for g in data.groups
        )
        data = replace(data, groups=groups)
    return data


def _shifted(points: Iterable[Point], dx: float, dy: float) -> tuple[Point, ...]:
    return tuple((sheet(x + dx), sheet(y + dy)) for x, y in points)


def pinned(data: MapData, ids: Collection[UUID], *, pin: bool) -> MapData:
    """The map with these nodes held by hand, or given back to the layout."""
    return placed(data, {n.id: replace(n.place, pinned=pin) for n in data.nodes if n.id in ids and n.place is not None})


def pasted(
    data: MapData,
    piece: tuple[Sequence[Node], Sequence[Tie]],
    new_id: Callable[[], UUID],
    shift: tuple[float, float],
    refs: Collection[UUID],
    contacts: Collection[UUID],
) -> tuple[MapData, tuple[UUID, ...]]:
    """The map with copies of these nodes and ties, and the ids of the new nodes.

    A person of the card stands on a map once, so a copy points to the card only if nobody on the map does and
    the person is among `refs`; a tie keeps its contact only if it is one of this family's.
    """
    nodes, ties = piece
    used = {n.ref for n in data.nodes if n.ref is not None}
    fresh = {n.id: new_id() for n in nodes}
    copies = []
    for node in nodes:
        ref = node.ref if node.ref in refs and node.ref not in used else None
        if ref is not None:
            used.add(ref)
        place = node.place and Place(sheet(node.place.x + shift[0]), sheet(node.place.y + shift[1]), pinned=True)
        copies.append(replace(node, id=fresh[node.id], ref=ref, place=place))
    viewers = {n.id for n in data.nodes if n.inside}
    lines = tuple(
        replace(
            t,
            id=new_id(),
            source=fresh[t.source],
            target=fresh[t.target],
            bends=_shifted(t.bends, *shift),
            viewer=fresh.get(t.viewer, t.viewer if t.viewer in viewers else None) if t.viewer else None,
            contact=t.contact if t.contact in contacts else None,
        )
        for t in ties
    )
    whole = replace(data, nodes=(*data.nodes, *copies), ties=(*data.ties, *lines))
    return whole, tuple(n.id for n in copies)


def reading_order(data: MapData) -> tuple[Node, ...]:
    """The household line by line, then everybody around it clockwise from the top."""

    def key(node: Node) -> tuple[int, float, float]:
        place = node.place or Place(0, 0)
        if node.inside:
            return 0, round(place.y / 8), place.x
        return 1, (atan2(place.x, -place.y) + 2 * pi) % (2 * pi), place.x

    return tuple(sorted(data.nodes, key=key))


def found(data: MapData, text: str) -> tuple[Node, ...]:
    """Nodes whose name has the words typed, beginnings of names first."""
    wanted = folded(text)
    if not wanted:
        return reading_order(data)
    ranked = []
    for number, node in enumerate(reading_order(data)):
        name = folded(node.name)
        if name.startswith(wanted):
            ranked.append((0, number, node))
        elif any(word.startswith(wanted) for word in name.split()):
            ranked.append((1, number, node))
        elif all(any(word.startswith(w) for word in name.split()) for w in wanted.split()):
            ranked.append((2, number, node))
        elif wanted in name:
            ranked.append((3, number, node))
    return tuple(node for _, _, node in sorted(ranked, key=lambda r: r[:2]))


def undrawn(data: MapData) -> MapData:
    """The map without what a hand drew on the sheet of the ecomap: it means nothing where others stand elsewhere."""
    if not any(t.bends for t in data.ties) and not any(g.outline for g in data.groups):
        return data
    return replace(
        data,
        ties=tuple(replace(t, bends=()) if t.bends else t for t in data.ties),
        groups=tuple(replace(g, outline=()) if g.outline else g for g in data.groups),
    )


def everybody_placed(data: MapData) -> MapData:
    """A map whose nodes all stand somewhere: one never laid out is, a few new ones find free places."""
    homeless = [n for n in data.nodes if n.place is None]
    if len(homeless) == len(data.nodes):
        return social_layout.lay_out(data) if homeless else data
    for node in homeless:
        data = data.with_node(replace(node, place=social_layout.place_for_new(data, node)))
    return data
