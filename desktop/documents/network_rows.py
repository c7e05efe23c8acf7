"""A map of social connections as three lists: the ego, the nodes and the edges, each line by plain names.

Network Canvas and GraphML keep the same three; the files beside this module only write lines down and read them. What
another program wrote is read as far as it is understood: the rest stays in the note of its node and is listed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, get_args
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, Message, message
from desktop.models import map_data
from desktop.models.map_data import SPHERES, Group, MapData, Node, Place, Point, Tie

Cell = str | int | float | bool
Row = dict[str, Cell]
MOST_NODES, MOST_EDGES, LONGEST_NAME, LONGEST_NOTE = 2_000, 6_000, 300, 20_000
LARGEST: Final = 20_000_000  # bytes of all lists together
FARTHEST: Final = 10_000.0  # millimetres
NODE_ID, EDGE_ID, UUID_OF, EGO = "nodeID", "edgeID", "networkCanvasUUID", "networkCanvasEgoUUID"
SOURCE, TARGET = "networkCanvasSourceUUID", "networkCanvasTargetUUID"
_NAMES: Final = ("name", "label", "nickname", "Name", "Label")
_OWN: Final = frozenset({NODE_ID, EDGE_ID, UUID_OF, EGO, SOURCE, TARGET, "networkCanvasType", "from", "to"})


@dataclass(frozen=True, slots=True)
class NetworkRows:
    """The three lists of one map."""

    ego: Row
    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NetworkRead:
    """A map that was read, and what of the file was not understood."""

    map_: MapData
    not_understood: tuple[Message, ...] = ()


def rows_of(map_: MapData) -> NetworkRows:
    """The map as lists; empty facts are left out of a line."""
    numbers = {node.id: number for number, node in enumerate(map_.nodes, 1)}
    ego = str(map_.family)
    nodes = [_line(_node_row(n), {NODE_ID: numbers[n.id], EGO: ego, UUID_OF: str(n.id)}) for n in map_.nodes]
    edges = [
        _line(
            _tie_row(tie),
            {
                EDGE_ID: len(numbers) + number, "from": numbers[tie.source], "to": numbers[tie.target], EGO: ego,
                UUID_OF: str(tie.id), SOURCE: str(tie.source), TARGET: str(tie.target),
            },
        )
        for number, tie in enumerate(map_.ties, 1)
    ]  # fmt: skip
    return NetworkRows(_line(_ego_row(map_), {EGO: ego}), tuple(nodes), tuple(edges))


def read_rows(rows: NetworkRows, family: UUID, new_id: Callable[[], UUID], today: date) -> NetworkRead:
    """The map that lists describe, for this family, as a draft that was never saved.

    Raises:
        Rejected: more than a map holds, or an edge that ends at nobody.
    """
    return _Reading(rows, family, new_id, today).read()


# Out ----------------------------------------------------------------------------------------------------


def _line(facts: Mapping[str, object], first: Row) -> Row:
    known = {key: value for key, value in facts.items() if value is not None and value != ""}
    return first | {key: value for key, value in known.items() if isinstance(value, Cell)}


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g};{y:g}" for x, y in points)


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _node_row(node: Node) -> dict[str, object]:
    place = node.place
    return {
        "name": node.name, "kind": node.kind, "ref": _id(node.ref), "inside": node.inside, "sphere": node.sphere,
        "sex": node.sex, "born_year": node.born_year, "alive": node.alive, "child": node.child,
        "x": None if place is None else place.x, "y": None if place is None else place.y,
        "pinned": None if place is None else place.pinned, "note": node.note, "resource": node.resource,
        "bearing": node.bearing, "layer": node.layer, "tint": node.tint,
    }  # fmt: skip


def _tie_row(tie: Tie) -> dict[str, object]:
    return {
        "quality": tie.quality, "direction": tie.direction, "frequency": tie.frequency, "concrete": tie.concrete,
        "emotional": tie.emotional, "information": tie.information, "criticism": tie.criticism, "known": tie.known,
        "view": tie.view, "viewer": _id(tie.viewer), "contact": _id(tie.contact),
        "told_on": None if tie.told_on is None else tie.told_on.isoformat(), "closeness": tie.closeness,
        "note": tie.note, "bends": _points(tie.bends),
    }  # fmt: skip


def _ego_row(map_: MapData) -> dict[str, object]:
    groups = [
        {"id": str(g.id), "name": g.name, "nodes": [str(n) for n in g.nodes], "outline": _points(g.outline)} for g in map_.groups
    ]
    return {
        "map": str(map_.id), "title": map_.title, "drawn_on": map_.drawn_on.isoformat(), "aim": map_.aim,
        "told_by": map_.told_by, "boundary": map_.boundary, "note": map_.note,
        "groups": json.dumps(groups, ensure_ascii=False) if groups else "",
    }  # fmt: skip


# In -----------------------------------------------------------------------------------------------------

_NODE_KEYS: Final = frozenset(_node_row(Node(UUID(int=0), "")))
_TIE_KEYS: Final = frozenset(_tie_row(Tie(UUID(int=0), UUID(int=0), UUID(int=1))))
_LEVELS: Final = (1, 2, 3)


@dataclass
class _Reading:
    """One reading: lines become nodes and ties, what they do not say in our words is gathered."""

    rows: NetworkRows
    family: UUID
    new_id: Callable[[], UUID]
    today: date
    strange: dict[tuple[str, str], int] = field(default_factory=dict)  # column and sign of what was met how often
    names: dict[str, UUID] = field(default_factory=dict)  # whatever a file calls a node by

    def read(self) -> NetworkRead:
        if len(self.rows.nodes) > MOST_NODES or len(self.rows.edges) > MOST_EDGES:
            raise _refused(N_("There are more people and ties in the file than a map holds: {n}"), n=len(self.rows.nodes))
        nodes = tuple(self._node(row, number) for number, row in enumerate(self.rows.nodes, 1))
        ties = tuple(self._tie(row, number) for number, row in enumerate(self.rows.edges, 1))
        known = {node.id for node in nodes}
        ties = tuple(tie if tie.viewer in known else replace(tie, viewer=None, view=_open(tie.view)) for tie in ties)
        ego = self.rows.ego
        map_ = MapData(
            self.new_id(), self.family, _text(ego, "title", LONGEST_NAME), self._day(ego, "drawn_on") or self.today,
            nodes, ties, self._groups(known), _text(ego, "note", LONGEST_NOTE),
            aim=self._word(ego, "aim", get_args(map_data.Aim), "real"), told_by=_text(ego, "told_by", LONGEST_NAME),
            boundary=self._word(ego, "boundary", get_args(map_data.Boundary), ""),
        )  # fmt: skip
        if map_.drawn_on > self.today:
            map_ = replace(map_, drawn_on=self.today)
        return NetworkRead(map_, self._listed())

    def _node(self, row: Row, number: int) -> Node:
        id_ = _uuid(row.get(UUID_OF)) or self.new_id()
        if id_ in self.names.values():
            id_ = self.new_id()
        for key in (NODE_ID, UUID_OF):
            if row.get(key) not in (None, ""):
                self.names[str(row[key])] = id_
        name = next((said for key in _NAMES if (said := _text(row, key, LONGEST_NAME))), "") or str(row.get(NODE_ID, number))
        x, y = self._number(row, "x"), self._number(row, "y")
        inside = self._flag(row, "inside", standing=False)
        return Node(
            id_, name, self._word(row, "kind", get_args(map_data.NodeKind), "person"), _uuid(row.get("ref")), inside,
            self._word(row, "sphere", ("", *SPHERES), ""), self._word(row, "sex", get_args(map_data.Sex), "unknown"),
            self._whole(row, "born_year", range(1800, self.today.year + 1)), self._flag(row, "alive", standing=True),
            self._flag(row, "child", standing=False),
            None if x is None or y is None else Place(x, y, self._flag(row, "pinned", standing=False)),
            self._note(row, _NODE_KEYS), self._word(row, "resource", get_args(map_data.Resource), ""),
            self._number(row, "bearing"), self._whole(row, "layer", range(-10_000, 10_001)) or 0, _text(row, "tint", 60),
        )  # fmt: skip

    def _tie(self, row: Row, number: int) -> Tie:
        source, target = (self._end(row, keys, number) for keys in ((SOURCE, "from", "source"), (TARGET, "to", "target")))
        if source == target:
            raise _refused(N_("Line {n} of the ties: both ends are the same person"), n=number)
        return Tie(
            _uuid(row.get(UUID_OF)) or self.new_id(), source, target,
            self._word(row, "quality", get_args(map_data.Quality), "ordinary"),
            self._word(row, "direction", get_args(map_data.Direction), "none"),
            self._word(row, "frequency", get_args(map_data.Frequency), ""), self._whole(row, "concrete", _LEVELS),
            self._whole(row, "emotional", _LEVELS), self._whole(row, "information", _LEVELS),
            self._whole(row, "criticism", _LEVELS), self._word(row, "known", get_args(map_data.Known), ""),
            self._word(row, "view", get_args(map_data.View), "worker"), _uuid(row.get("viewer")), _uuid(row.get("contact")),
            self._day(row, "told_on"), self._whole(row, "closeness", _LEVELS), self._note(row, _TIE_KEYS),
            self._bends(row),
        )  # fmt: skip

    def _end(self, row: Row, keys: Sequence[str], number: int) -> UUID:
        for key in keys:
            if (found := self.names.get(str(row.get(key, "")))) is not None:
                return found
        raise _refused(N_("Line {n} of the ties: one of its ends is not in the list of people"), n=number)

    def _groups(self, known: set[UUID]) -> tuple[Group, ...]:
        kept = self.rows.ego.get("groups", "")
        if not isinstance(kept, str) or not kept:
            return ()
        try:
            found = [_group(raw, known, self.new_id) for raw in json.loads(kept)]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self._met("groups", kept[:40])
            return ()
        return tuple(found)

    def _bends(self, row: Row) -> tuple[Point, ...]:
        kept = str(row.get("bends", ""))
        try:
            return _read_points(kept)
        except ValueError:
            self._met("bends", kept[:40])
            return ()

    def _word(self, row: Row, key: str, allowed: Sequence[Any], standing: str) -> Any:
        said = row.get(key, "")
        if said in allowed:
            return said
        if said != "":
            self._met(key, str(said)[:40])
        return standing

    def _whole(self, row: Row, key: str, allowed: Sequence[int] | range) -> int | None:
        said = self._number(row, key)
        if said is None or (said == int(said) and int(said) in allowed):
            return None if said is None else int(said)
        self._met(key, str(row[key])[:40])
        return None

    def _number(self, row: Row, key: str) -> float | None:
        said = row.get(key, "")
        if said == "" or isinstance(said, bool):
            return None
        try:
            number = float(said)
        except (ValueError, OverflowError):
            number = math.inf
        if abs(number) <= FARTHEST:
            return number
        self._met(key, str(said)[:40])
        return None

    def _flag(self, row: Row, key: str, *, standing: bool) -> bool:
        said = str(row.get(key, "")).casefold()
        if said in {"true", "1"}:
            return True
        if said in {"false", "0"}:
            return False
        if said:
            self._met(key, said[:40])
        return standing

    def _day(self, row: Row, key: str) -> date | None:
        said = str(row.get(key, ""))
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            self._met(key, said[:40])
            return None

    def _note(self, row: Row, ours: frozenset[str]) -> str:
        """The note, and below it what another program knew: no fact of a file is lost."""
        lines = [_text(row, "note", LONGEST_NOTE)]
        for key, value in row.items():
            if key not in ours and key not in _OWN and key not in _NAMES and value != "":
                self._met(key, "")
                lines.append(f"{key}: {value}")
        return "\n".join(line for line in lines if line)[:LONGEST_NOTE]

    def _met(self, column: str, sign: str) -> None:
        self.strange[column, sign] = self.strange.get((column, sign), 0) + 1

    def _listed(self) -> tuple[Message, ...]:
        column = N_("Column \u201c{column}\u201d is not one of this program: kept in the note, {n} times")
        value = N_("Column \u201c{column}\u201d: \u201c{value}\u201d is not understood, {n} times")
        return tuple(
            message(value, column=name, value=sign, n=n) if sign else message(column, column=name, n=n)
            for (name, sign), n in sorted(self.strange.items())
        )


def _refused(said: str, **gaps: object) -> Rejected:
    return Rejected(Finding((), message(said, **gaps)))


def _open(view: map_data.View) -> map_data.View:
    return "family" if view == "member" else view


def _text(row: Row, key: str, longest: int) -> str:
    said = str(row.get(key, ""))
    return "".join(c for c in said if c != "\0" and not "\ud800" <= c <= "\udfff")[:longest]


def _uuid(said: object) -> UUID | None:
    try:
        return UUID(str(said)) if said else None
    except ValueError:
        return None


def _read_points(kept: str) -> tuple[Point, ...]:
    pairs = [pair.split(";") for pair in kept.split()]
    points = tuple((float(x), float(y)) for x, y in pairs)
    if any(not abs(number) <= FARTHEST for point in points for number in point):
        raise ValueError(kept)
    return points


def _group(raw: Any, known: set[UUID], new_id: Callable[[], UUID]) -> Group:
    nodes = tuple(id_ for said in raw["nodes"] if (id_ := _uuid(said)) in known and id_ is not None)
    return Group(_uuid(raw["id"]) or new_id(), str(raw["name"])[:LONGEST_NAME], nodes, _read_points(str(raw.get("outline", ""))))
