"""Maps as text: drafts on the desk and pieces on the clipboard.

What is read may have been written by another program or by somebody with bad intentions, so every value is
checked for its type, its length and its place before a map is made of it; nothing is guessed and nothing is
dropped in silence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, get_args
from uuid import UUID

from desktop.models.map_data import (
    SPHERES,
    SUPPORTS,
    Aim,
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
from desktop.models.value_json import day_in, flag_in, id_in, object_in, parsed, text_in
from desktop.presenters.map_editing import FARTHEST, LONGEST_NAME

FORMAT = "opora-map"
MOST_NODES = 2_000
MOST_TIES = 6_000
MOST_POINTS = 500
LONGEST_NOTE = 20_000

T = TypeVar("T")
Object = Mapping[str, object]


def to_json(data: MapData) -> str:
    """The whole map as text; `from_json` gives an equal map back."""
    whole = {
        "format": FORMAT,
        "id": str(data.id),
        "family": str(data.family),
        "title": data.title,
        "drawn_on": data.drawn_on.isoformat(),
        "nodes": [_node_out(n) for n in data.nodes],
        "ties": [_tie_out(t) for t in data.ties],
        "groups": [_group_out(g) for g in data.groups],
        "note": data.note,
        "final": data.final,
        "version": data.version,
        "aim": data.aim,
        "told_by": data.told_by,
        "boundary": data.boundary,
        "printed_on": None if data.printed_on is None else data.printed_on.isoformat(),
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> MapData:
    """The map that was written.

    Raises:
        ValueError: what was read is not a map; the sentence says where.
    """
    whole = object_in(parsed(text), "map")
    _only(whole, "map", "format id family title drawn_on nodes ties groups note final version", _MAP_LATER)
    if whole["format"] != FORMAT:
        raise ValueError("map: not a map of this program")
    data = MapData(
        id=id_in(whole["id"], "id"),
        family=id_in(whole["family"], "family"),
        title=text_in(whole["title"], "title", LONGEST_NAME),
        drawn_on=day_in(whole["drawn_on"], "drawn_on"),
        nodes=_many(whole["nodes"], "nodes", MOST_NODES, _node_in),
        ties=_many(whole["ties"], "ties", MOST_TIES, _tie_in),
        groups=_many(whole["groups"], "groups", MOST_NODES, _group_in),
        note=text_in(whole["note"], "note", LONGEST_NOTE),
        final=flag_in(whole["final"], "final"),
        version=_whole_number(whole["version"], "version", 0, 2**53),
        aim=_one_of(whole.get("aim", "real"), "aim", _AIMS),
        told_by=text_in(whole.get("told_by", ""), "told_by", LONGEST_NAME),
        boundary=_one_of(whole.get("boundary", ""), "boundary", _BOUNDARIES),
        printed_on=_maybe(whole.get("printed_on"), "printed_on", day_in),
    )
    check_links(data)
    return data


def piece_to_json(nodes: Sequence[Node], ties: Sequence[Tie]) -> str:
    """Some nodes and the ties between them, for the clipboard."""
    piece = {
        "format": f"{FORMAT}-piece",
        "nodes": [_node_out(n) for n in nodes],
        "ties": [_tie_out(t) for t in ties],
    }
    return json.dumps(piece, ensure_ascii=False, separators=(",", ":"))


def piece_from_json(text: str) -> tuple[tuple[Node, ...], tuple[Tie, ...]]:
    """The nodes and ties that were copied.

    Raises:
        ValueError: the text is not a piece of a map.
    """
    piece = object_in(parsed(text), "piece")
    _only(piece, "piece", "format nodes ties")
    if piece["format"] != f"{FORMAT}-piece":
        raise ValueError("piece: not a piece of a map of this program")
    nodes = _many(piece["nodes"], "nodes", MOST_NODES, _node_in)
    ties = _many(piece["ties"], "ties", MOST_TIES, _tie_in)
    _links(nodes, ties, ())
    return nodes, ties


def check_links(data: MapData) -> None:
    """Every id once, every tie between two different nodes of the map.

    Raises:
        ValueError: something hangs in the air.
    """
    _links(data.nodes, data.ties, data.groups)


def _links(nodes: Sequence[Node], ties: Sequence[Tie], groups: Sequence[Group]) -> None:
    ids = [*(n.id for n in nodes), *(t.id for t in ties), *(g.id for g in groups)]
    if len(set(ids)) != len(ids):
        raise ValueError("map: the same id twice")
    known = {n.id for n in nodes}
    for tie in ties:
        if tie.source not in known or tie.target not in known:
            raise ValueError(f"tie {tie.id}: ends at a node that is not on the map")
        if tie.source == tie.target:
            raise ValueError(f"tie {tie.id}: ends where it begins")
    for group in groups:
        if not known.issuperset(group.nodes) or len(set(group.nodes)) != len(group.nodes):
            raise ValueError(f"group {group.id}: holds a node that is not on the map, or holds it twice")


# Out ----------------------------------------------------------------------------------------------------


def _node_out(node: Node) -> dict[str, object]:
    place = node.place
    return {
        "id": str(node.id),
        "name": node.name,
        "kind": node.kind,
        "ref": _id_out(node.ref),
        "inside": node.inside,
        "sphere": node.sphere,
        "sex": node.sex,
        "born_year": node.born_year,
        "alive": node.alive,
        "child": node.child,
        "place": None if place is None else [place.x, place.y, place.pinned],
        "note": node.note,
        "resource": node.resource,
        "bearing": node.bearing,
        "layer": node.layer,
        "tint": node.tint,
    }


def _tie_out(tie: Tie) -> dict[str, object]:
    return {
        "id": str(tie.id),
        "source": str(tie.source),
        "target": str(tie.target),
        "quality": tie.quality,
        "direction": tie.direction,
        "frequency": tie.frequency,
        "concrete": tie.concrete,
        "emotional": tie.emotional,
        "information": tie.information,
        "criticism": tie.criticism,
        "known": tie.known,
        "view": tie.view,
        "viewer": _id_out(tie.viewer),
        "contact": _id_out(tie.contact),
        "told_on": None if tie.told_on is None else tie.told_on.isoformat(),
        "closeness": tie.closeness,
        "note": tie.note,
        "bends": [list(point) for point in tie.bends],
    }


def _group_out(group: Group) -> dict[str, object]:
    return {
        "id": str(group.id),
        "name": group.name,
        "nodes": [str(n) for n in group.nodes],
        "outline": [list(point) for point in group.outline],
    }


def _id_out(value: UUID | None) -> str | None:
    return None if value is None else str(value)


# In -----------------------------------------------------------------------------------------------------


def _node_in(value: object, where: str) -> Node:
    raw = object_in(value, where)
    _only(raw, where, "id name kind ref inside sphere sex born_year alive child place note", _NODE_LATER)
    return Node(
        id=id_in(raw["id"], f"{where}.id"),
        name=text_in(raw["name"], f"{where}.name", LONGEST_NAME),
        kind=_one_of(raw["kind"], f"{where}.kind", _KINDS),
        ref=_maybe(raw["ref"], f"{where}.ref", id_in),
        inside=flag_in(raw["inside"], f"{where}.inside"),
        sphere=_one_of(raw["sphere"], f"{where}.sphere", ("", *SPHERES)),
        sex=_one_of(raw["sex"], f"{where}.sex", _SEXES),
        born_year=_maybe(raw["born_year"], f"{where}.born_year", _year),
        alive=flag_in(raw["alive"], f"{where}.alive"),
        child=flag_in(raw["child"], f"{where}.child"),
        place=_maybe(raw["place"], f"{where}.place", _place),
        note=text_in(raw["note"], f"{where}.note", LONGEST_NOTE),
        resource=_one_of(raw.get("resource", ""), f"{where}.resource", _RESOURCES),
        bearing=_maybe(raw.get("bearing"), f"{where}.bearing", _millimetres),
        layer=_whole_number(raw.get("layer", 0), f"{where}.layer", -10_000, 10_000),
        tint=text_in(raw.get("tint", ""), f"{where}.tint", 60),
    )


def _tie_in(value: object, where: str) -> Tie:
    raw = object_in(value, where)
    _only(
        raw,
        where,
        "id source target quality direction frequency view viewer contact told_on closeness note",
        _TIE_LATER,
    )
    tie = Tie(
        id=id_in(raw["id"], f"{where}.id"),
        source=id_in(raw["source"], f"{where}.source"),
        target=id_in(raw["target"], f"{where}.target"),
        quality=_one_of(raw["quality"], f"{where}.quality", _QUALITIES),
        direction=_one_of(raw["direction"], f"{where}.direction", _DIRECTIONS),
        frequency=_one_of(raw["frequency"], f"{where}.frequency", _FREQUENCIES),
        concrete=_maybe(raw.get("concrete"), f"{where}.concrete", _level),
        emotional=_maybe(raw.get("emotional"), f"{where}.emotional", _level),
        information=_maybe(raw.get("information"), f"{where}.information", _level),
        criticism=_maybe(raw.get("criticism"), f"{where}.criticism", _level),
        known=_one_of(raw.get("known", ""), f"{where}.known", _KNOWN),
        view=_one_of(raw["view"], f"{where}.view", _VIEWS),
        viewer=_maybe(raw["viewer"], f"{where}.viewer", id_in),
        contact=_maybe(raw["contact"], f"{where}.contact", id_in),
        told_on=_maybe(raw["told_on"], f"{where}.told_on", day_in),
        closeness=_maybe(raw["closeness"], f"{where}.closeness", _level),
        note=text_in(raw["note"], f"{where}.note", LONGEST_NOTE),
        bends=_many(raw.get("bends", []), f"{where}.bends", MOST_POINTS, _point),
    )
    told = _many(raw.get("support", []), f"{where}.support", 3, lambda v, w: _one_of(v, w, SUPPORTS))
    return tie.with_support(told) if told else tie  # a draft written before kinds of support had levels


def _group_in(value: object, where: str) -> Group:
    raw = object_in(value, where)
    _only(raw, where, "id name nodes", "outline")
    return Group(
        id=id_in(raw["id"], f"{where}.id"),
        name=text_in(raw["name"], f"{where}.name", LONGEST_NAME),
        nodes=_many(raw["nodes"], f"{where}.nodes", MOST_NODES, id_in),
        outline=_many(raw.get("outline", []), f"{where}.outline", MOST_POINTS, _point),
    )


_KINDS: tuple[NodeKind, ...] = get_args(NodeKind)
_SEXES: tuple[Sex, ...] = get_args(Sex)
_QUALITIES: tuple[Quality, ...] = get_args(Quality)
_DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
_FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
_AIMS: tuple[Aim, ...] = get_args(Aim)
_BOUNDARIES: tuple[Boundary, ...] = get_args(Boundary)
_RESOURCES: tuple[Resource, ...] = get_args(Resource)
_KNOWN: tuple[Known, ...] = get_args(Known)
# What maps learned to hold later: a draft written before lacks it.
_MAP_LATER = "aim told_by boundary printed_on"
_NODE_LATER = "resource bearing layer tint"
_TIE_LATER = "concrete emotional information criticism known bends support"
_VIEWS: tuple[View, ...] = get_args(View)


def _only(value: Object, where: str, keys: str, later: str = "") -> None:
    wanted = set(keys.split())
    if missing := sorted(wanted - set(value)):
        raise ValueError(f"{where}: {missing[0]} is missing")
    if strange := sorted(set(value) - wanted - set(later.split())):
        raise ValueError(f"{where}: {strange[0][:40]!r} is not known")


def _many(value: object, where: str, most: int, read: Callable[[object, str], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{where}: a list is expected")  # noqa: TRY004  one kind of refusal for callers
    if len(value) > most:
        raise ValueError(f"{where}: more than {most}")
    return tuple(read(item, f"{where}[{number}]") for number, item in enumerate(value))


def _maybe(value: object, where: str, read: Callable[[object, str], T]) -> T | None:
    return None if value is None else read(value, where)


def _one_of(value: object, where: str, allowed: Sequence[T]) -> T:
    for one in allowed:
        if isinstance(value, str) and one == value:
            return one
    raise ValueError(f"{where}: not one of the known words")


def _whole_number(value: object, where: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{where}: a whole number from {least} to {most} is expected")
    return value


def _level(value: object, where: str) -> int:
    return _whole_number(value, where, 1, 3)


def _year(value: object, where: str) -> int:
    return _whole_number(value, where, 1800, 2200)


def _millimetres(value: object, where: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"{where}: a number is expected")  # noqa: TRY004  one kind of refusal for callers
    if abs(value) > FARTHEST or not math.isfinite(value):  # in this order: a huge whole number has no float
        raise ValueError(f"{where}: off the sheet")
    return float(value)


def _point(value: object, where: str) -> Point:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"{where}: x and y are expected")
    return _millimetres(value[0], where), _millimetres(value[1], where)


def _place(value: object, where: str) -> Place:
    if not isinstance(value, list) or len(value) != 3:
        raise ValueError(f"{where}: x, y and pinned are expected")
    x, y, pinned = value
    return Place(_millimetres(x, where), _millimetres(y, where), flag_in(pinned, where))
