"""What every drawing kept in dated versions does with its rows: the list of versions, and the parts that are rewritten.

A part is the same one in all versions by its key, while each version has rows of its own; so a rename is never a
removal and an addition, neither on the drawing nor in the record of acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from desktop.models.base import Entity, Part
from desktop.models.conflicts import ConflictMap
from desktop.models.genograms import Genogram
from desktop.models.map_data import Place
from desktop.models.offices import Staff
from desktop.models.social_maps import SocialMap
from desktop.store.lines import with_initials
from desktop.store.opening import part_lists
from desktop.store.units import Reading, Unit

V = TypeVar("V", SocialMap, Genogram, ConflictMap)
Kind = type[SocialMap] | type[Genogram] | type[ConflictMap]
Parts = Mapping[str, Mapping[UUID, Mapping[str, object]]]  # list of parts → key → values


def version_rows(reading: Reading, kind: Kind, family: UUID) -> list[tuple[Any, str]]:
    """The rows of the family's versions, newest first, each with its author's name and initials."""
    table = kind.__table__
    rows = reading.connection.execute(
        select(table, Staff.surname, Staff.given_name, Staff.patronymic)
        .outerjoin(Staff, Staff.id == table.c.author_id)
        .where(table.c.family_id == family, table.c.removed.is_(False))
        .order_by(table.c.drawn_on.desc(), table.c.id.desc())
    )
    return [(row, with_initials(row.surname, row.given_name, row.patronymic)) for row in rows]


def part_rows(kind: Kind, version: UUID, parts: Parts) -> Iterator[tuple[type[Part], dict[str, object]]]:
    """What a new version's parts say, but for the identity of their rows."""
    for name, part in part_lists(kind).items():
        for key, values in parts[name].items():
            yield part, {part.root: version, _lasting(part): key, **values}


def rewrite(unit: Unit, version: V, parts: Parts, may_go: Callable[[Any], bool] = lambda _part: True) -> None:
    """Bring the parts of a claimed version to what is wanted; only what differs is written.

    `may_go` says of a part that is not wanted whether it was there to be seen at all.
    """
    missing: dict[str, Mapping[UUID, Mapping[str, object]]] = {}
    for name, part in part_lists(type(version)).items():
        standing = {getattr(row, _lasting(part)): row for row in getattr(version, name)}
        missing[name] = {key: values for key, values in parts[name].items() if key not in standing}
        for key, row in standing.items():
            if key in parts[name]:
                set_values(row, parts[name][key])
            elif may_go(row):
                unit.delete_part(row)
    add_parts(unit, version, missing)


def add_parts(unit: Unit, version: V, parts: Parts) -> None:
    """Parts that this version did not have."""
    for part, values in part_rows(type(version), version.id, parts):
        unit.add(part(id=unit.new_id(), **values))


def set_values(row: Entity, values: Mapping[str, object]) -> None:
    """The values that differ."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def place_in(row: Any) -> Place | None:
    """Where a box stands; hundredths of a millimetre are kept."""
    return None if row.x is None or row.y is None else Place(row.x / 100, row.y / 100, bool(row.pinned))


def place_values(place: Place | None) -> dict[str, object]:
    """The columns of where a box stands."""
    if place is None:
        return {"x": None, "y": None, "pinned": False}
    return {"x": round(place.x * 100), "y": round(place.y * 100), "pinned": place.pinned}


def _lasting(part: type[Part]) -> str:
    """What names a part through all versions: its key, or the person whose place on the drawing it is."""
    return "key" if "key" in part.__table__.c else "person_id"
