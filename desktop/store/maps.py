"""Maps of social connections: rows of a version ↔ the `MapData` value."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from desktop.models.family_page import MapRow
from desktop.models.map_data import Group, MapData, Node, Place, Point, Tie
from desktop.models.offices import Staff
from desktop.models.snapshots import Snapshot
from desktop.models.social_maps import MapGroup, MapNode, MapTie, SocialMap
from desktop.store.lines import with_initials
from desktop.store.opening import open_roots
from desktop.store.units import Reading


def versions(reading: Reading, family: UUID) -> tuple[MapRow, ...]:
    """The dated versions of the family's map, newest first."""
    table = SocialMap.__table__
    rows = reading.connection.execute(
        select(table, Staff.surname, Staff.given_name, Staff.patronymic)
        .outerjoin(Staff, Staff.id == table.c.author_id)
        .where(table.c.family_id == family, table.c.removed.is_(False))
        .order_by(table.c.drawn_on.desc(), table.c.id.desc())
    )
    return tuple(
        MapRow(
            r.id,
            r.row_version,
            r.title,
            r.drawn_on,
            r.final,
            with_initials(r.surname, r.given_name, r.patronymic),
            r.aim or "real",
            r.printed_on,
        )
        for r in rows
    )


def open_map(reading: Reading, id_: UUID) -> MapData | None:
    """A version as a value, or None when it is not there."""
    return open_maps(reading, [id_]).get(id_)


def open_maps(reading: Reading, ids: Iterable[UUID]) -> dict[UUID, MapData]:
    """Several versions with the same number of selects as one; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    found = open_roots(reading, SocialMap, wanted)
    asked = select(SocialMap.id, SocialMap.family_id).where(SocialMap.id.in_(wanted))
    families = {row.id: row.family_id for row in reading.connection.execute(asked)}
    keys = _keys(reading, wanted)
    return {id_: _map(found[id_], families[id_], keys) for id_ in wanted if id_ in found}


_Keys = dict[UUID, tuple[UUID | None, ...]]


def _map(found: Snapshot, family: UUID, keys: _Keys) -> MapData:
    return MapData(
        id=found.id, family=family, title=_text(found, "title"), drawn_on=found.values["drawn_on"],  # type: ignore[arg-type]
        nodes=tuple(_node(part, keys) for part in found.parts["nodes"].values()),
        ties=tuple(_tie(part, keys) for part in found.parts["ties"].values()),
        groups=tuple(_group(part, keys) for part in found.parts["groups"].values()),
        note=_text(found, "note"), final=bool(found.values["final"]), version=found.version,
        aim=_text(found, "aim"), told_by=_text(found, "told_by"), boundary=_text(found, "boundary"),  # type: ignore[arg-type]
        printed_on=found.values["printed_on"],  # type: ignore[arg-type]
    )  # fmt: skip


def _keys(reading: Reading, maps: list[UUID]) -> _Keys:
    """Keys and ends are no facts for people, so snapshots do not carry them."""
    run = reading.connection.execute
    keys: _Keys = {}
    for row in run(select(MapNode.id, MapNode.key).where(MapNode.social_map_id.in_(maps))):
        keys[row.id] = (row.key,)
    for tie in run(
        select(MapTie.id, MapTie.key, MapTie.source, MapTie.target, MapTie.viewer).where(MapTie.social_map_id.in_(maps))
    ):
        keys[tie.id] = (tie.key, tie.source, tie.target, tie.viewer)
    for row in run(select(MapGroup.id, MapGroup.key).where(MapGroup.social_map_id.in_(maps))):
        keys[row.id] = (row.key,)
    return keys


def _text(part: Snapshot, key: str) -> str:
    value = part.values[key]
    return value if isinstance(value, str) else ""


def _node(part: Snapshot, keys: _Keys) -> Node:
    v = part.values
    x, y = v["x"], v["y"]
    place = Place(x / 100, y / 100, bool(v["pinned"])) if isinstance(x, int) and isinstance(y, int) else None
    return Node(
        id=keys[part.id][0], name=_text(part, "name"), kind=v["kind"], ref=v["person_id"] or v["agency_id"],  # type: ignore[arg-type]
        inside=bool(v["inside"]), sphere=_text(part, "sphere"), sex=v["sex"], born_year=v["born_year"],  # type: ignore[arg-type]
        alive=bool(v["alive"]), child=bool(v["child"]), place=place, note=_text(part, "note"),
        resource=_text(part, "resource"), bearing=v["bearing"] / 10 if isinstance(v["bearing"], int) else None,  # type: ignore[arg-type]
        layer=v["layer"] or 0, tint=_text(part, "tint"),  # type: ignore[arg-type]
    )  # fmt: skip


def _tie(part: Snapshot, keys: _Keys) -> Tie:
    v = part.values
    key, source, target, viewer = keys[part.id]
    return Tie(
        id=key, source=source, target=target, quality=v["quality"], direction=v["direction"],  # type: ignore[arg-type]
        frequency=v["frequency"], concrete=v["concrete"], emotional=v["emotional"],  # type: ignore[arg-type]
        information=v["information"], criticism=v["criticism"], known=_text(part, "known"),  # type: ignore[arg-type]
        view=v["view"], viewer=viewer, contact=v["visit_id"],  # type: ignore[arg-type]
        told_on=v["told_on"], closeness=v["closeness"], note=_text(part, "note"),  # type: ignore[arg-type]
        bends=_points(v["bends"]),
    )  # fmt: skip


def _group(part: Snapshot, keys: _Keys) -> Group:
    nodes = part.values["nodes"]
    key = keys[part.id][0]
    assert key is not None  # noqa: S101  for the type checker: every group has a key
    return Group(
        key,
        _text(part, "name"),
        tuple(UUID(n) for n in nodes) if isinstance(nodes, tuple) else (),
        _points(part.values["outline"]),
    )


def _points(kept: object) -> tuple[Point, ...]:
    if not isinstance(kept, tuple):
        return ()
    pairs = (str(pair).split(";") for pair in kept)
    return tuple((int(x) / 100, int(y) / 100) for x, y in pairs)


def _kept_points(points: tuple[Point, ...]) -> tuple[str, ...]:
    """Hundredths of a millimetre, `x;y`."""
    return tuple(f"{round(x * 100)};{round(y * 100)}" for x, y in points)


def node_values(node: Node) -> dict[str, object]:
    """The row of a node."""
    agency = node.kind == "agency"
    return {
        "key": node.id, "kind": node.kind, "name": node.name, "person_id": None if agency else node.ref,
        "agency_id": node.ref if agency else None, "inside": node.inside, "sphere": node.sphere, "sex": node.sex,
        "born_year": node.born_year, "alive": node.alive, "child": node.child,
        "x": round(node.place.x * 100) if node.place else None, "y": round(node.place.y * 100) if node.place else None,
        "pinned": bool(node.place and node.place.pinned), "note": node.note,
        "resource": node.resource, "bearing": None if node.bearing is None else round(node.bearing * 10) % 3600,
        "layer": node.layer, "tint": node.tint,
    }  # fmt: skip


def tie_values(tie: Tie) -> dict[str, object]:
    """The row of a tie."""
    return {
        "key": tie.id, "source": tie.source, "target": tie.target, "quality": tie.quality, "direction": tie.direction,
        "frequency": tie.frequency, "concrete": tie.concrete, "emotional": tie.emotional,
        "information": tie.information, "criticism": tie.criticism, "known": tie.known,
        "view": tie.view, "viewer": tie.viewer, "visit_id": tie.contact,
        "told_on": tie.told_on, "closeness": tie.closeness, "note": tie.note, "bends": _kept_points(tie.bends),
    }  # fmt: skip


def group_values(group: Group) -> dict[str, object]:
    """The row of a group."""
    return {
        "key": group.id, "name": group.name, "nodes": tuple(str(n) for n in group.nodes),
        "outline": _kept_points(group.outline),
    }  # fmt: skip
