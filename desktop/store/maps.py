"""Maps of social connections: rows of a version ↔ the `MapData` value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from desktop.models.family_page import MapRow
from desktop.models.map_data import Group, MapData, Node, Point, Tie
from desktop.models.social_maps import SocialMap
from desktop.store.map_versions import Parts, place_in, place_values, version_rows
from desktop.store.opening import open_rows
from desktop.store.units import Reading


def versions(reading: Reading, family: UUID) -> tuple[MapRow, ...]:
    """The dated versions of the family's map, newest first."""
    return tuple(
        MapRow(r.id, r.row_version, r.title, r.drawn_on, r.final, author, r.aim or "real", r.printed_on)
        for r, author in version_rows(reading, SocialMap, family)
    )


def open_map(reading: Reading, id_: UUID) -> MapData | None:
    """A version as a value, or None when it is not there."""
    return open_maps(reading, [id_]).get(id_)


def open_maps(reading: Reading, ids: Iterable[UUID]) -> dict[UUID, MapData]:
    """Several versions with the same number of selects as one; those that are not there are left out."""
    return {id_: _map(row, parts) for id_, (row, parts) in open_rows(reading, SocialMap, ids).items()}


def _map(row: Any, parts: Mapping[str, list[Any]]) -> MapData:
    return MapData(
        id=row.id, family=row.family_id, title=row.title or "", drawn_on=row.drawn_on,
        nodes=tuple(_node(one) for one in parts["nodes"]), ties=tuple(_tie(one) for one in parts["ties"]),
        groups=tuple(_group(one) for one in parts["groups"]), note=row.note or "", final=row.final, version=row.row_version,
        aim=row.aim, told_by=row.told_by or "", boundary=row.boundary or "", printed_on=row.printed_on,
    )  # fmt: skip


def _node(row: Any) -> Node:
    return Node(
        id=row.key, name=row.name or "", kind=row.kind, ref=row.person_id or row.agency_id, inside=row.inside,
        sphere=row.sphere or "", sex=row.sex, born_year=row.born_year, alive=row.alive, child=row.child,
        place=place_in(row), note=row.note or "", resource=row.resource or "",
        bearing=None if row.bearing is None else row.bearing / 10, layer=row.layer or 0, tint=row.tint or "",
    )  # fmt: skip


def _tie(row: Any) -> Tie:
    return Tie(
        id=row.key, source=row.source, target=row.target, quality=row.quality, direction=row.direction,
        frequency=row.frequency, concrete=row.concrete, emotional=row.emotional, information=row.information,
        criticism=row.criticism, known=row.known or "", view=row.view, viewer=row.viewer, contact=row.visit_id,
        told_on=row.told_on, closeness=row.closeness, note=row.note or "", bends=_points(row.bends),
    )  # fmt: skip


def _group(row: Any) -> Group:
    return Group(row.key, row.name or "", tuple(UUID(node) for node in row.nodes or ()), _points(row.outline))


def _points(kept: object) -> tuple[Point, ...]:
    if not isinstance(kept, tuple):
        return ()
    pairs = (str(pair).split(";") for pair in kept)
    return tuple((int(x) / 100, int(y) / 100) for x, y in pairs)


def _kept_points(points: tuple[Point, ...]) -> tuple[str, ...]:
    """Hundredths of a millimetre, `x;y`."""
    return tuple(f"{round(x * 100)};{round(y * 100)}" for x, y in points)


def head_values(map_: MapData) -> dict[str, object]:
    """The row of the version itself, but for its identity and author."""
    return {
        "title": map_.title, "drawn_on": map_.drawn_on, "note": map_.note or None, "aim": map_.aim,
        "told_by": map_.told_by or None, "boundary": map_.boundary or None,
    }  # fmt: skip


def part_values(map_: MapData) -> Parts:
    """The rows of all parts by their key, list by list."""
    return {
        "nodes": {node.id: _node_values(node) for node in map_.nodes},
        "ties": {tie.id: _tie_values(tie) for tie in map_.ties},
        "groups": {group.id: _group_values(group) for group in map_.groups},
    }


def _node_values(node: Node) -> dict[str, object]:
    agency = node.kind == "agency"
    return {
        "kind": node.kind, "name": node.name, "person_id": None if agency else node.ref,
        "agency_id": node.ref if agency else None, "inside": node.inside, "sphere": node.sphere, "sex": node.sex,
        "born_year": node.born_year, "alive": node.alive, "child": node.child, **place_values(node.place), "note": node.note,
        "resource": node.resource, "bearing": None if node.bearing is None else round(node.bearing * 10) % 3600,
        "layer": node.layer, "tint": node.tint,
    }  # fmt: skip


def _tie_values(tie: Tie) -> dict[str, object]:
    return {
        "source": tie.source, "target": tie.target, "quality": tie.quality, "direction": tie.direction,
        "frequency": tie.frequency, "concrete": tie.concrete, "emotional": tie.emotional,
        "information": tie.information, "criticism": tie.criticism, "known": tie.known,
        "view": tie.view, "viewer": tie.viewer, "visit_id": tie.contact,
        "told_on": tie.told_on, "closeness": tie.closeness, "note": tie.note, "bends": _kept_points(tie.bends),
    }  # fmt: skip


def _group_values(group: Group) -> dict[str, object]:
    return {
        "name": group.name, "nodes": tuple(str(n) for n in group.nodes), "outline": _kept_points(group.outline),
    }  # fmt: skip
