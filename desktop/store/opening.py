"""Opening a record as a value: Core selects, a constant number of them however large the record is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, inspect, select

from desktop.models.base import Entity, Part, Root
from desktop.models.everything import ENTITIES
from desktop.models.fields import fields_of
from desktop.models.snapshots import Snapshot
from desktop.store.units import Reading


@cache
def _keys(kind: type[Entity]) -> tuple[str, ...]:
    return tuple(field.key for field in fields_of(kind))


@cache
def _lists(kind: type[Root]) -> tuple[tuple[str, type[Part], str], ...]:
    return tuple((r.key, r.mapper.class_, r.mapper.class_.root) for r in inspect(kind).relationships if r.uselist)


def part_lists(kind: type[Root]) -> dict[str, type[Part]]:
    """The lists of parts of a kind of root, by name."""
    return {key: part for key, part, _root in _lists(kind)}


def _table(kind: type[Entity]) -> Table:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101  for the type checker: every entity has a table
    return table


def _snapshot(kind: type[Entity], row: Row[tuple[object, ...]], parts: Mapping[str, Mapping[UUID, Snapshot]]) -> Snapshot:
    kept = row._mapping  # noqa: SLF001  the documented way to read a row by name
    version = kept["row_version"] if issubclass(kind, Root) else 0
    return Snapshot(kind.__tablename__, kept["id"], version, {key: kept[key] for key in _keys(kind)}, parts)


def open_root(reading: Reading, kind: type[Root], id_: UUID, *, parts: bool = True) -> Snapshot | None:
    """The record with its parts, or None when there is none; 1 + one select for each list of parts."""
    return open_roots(reading, kind, [id_], parts=parts).get(id_)


def open_roots(reading: Reading, kind: type[Root], ids: Iterable[UUID], *, parts: bool = True) -> dict[UUID, Snapshot]:
    """Several records of a kind in the order asked, with the same number of selects as one."""
    lists = _lists(kind) if parts else ()

    def snapshot(row: Row[tuple[object, ...]], rows: Mapping[str, list[Any]]) -> Snapshot:
        mine = {key: {child.id: _snapshot(part, child, {}) for child in rows[key]} for key, part, _root in lists}
        return _snapshot(kind, row, mine)

    return {id_: snapshot(*found) for id_, found in open_rows(reading, kind, ids, parts=parts).items()}


def open_rows(
    reading: Reading, kind: type[Root], ids: Iterable[UUID], *, parts: bool = True
) -> dict[UUID, tuple[Row[Any], Mapping[str, list[Any]]]]:
    """The row of each record in the order asked and the rows of its parts by list, with what no field shows."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    table = _table(kind)
    rows = {row.id: row for row in reading.connection.execute(select(table).where(table.c.id.in_(wanted)))}
    lists: dict[UUID, dict[str, list[Any]]] = {id_: {} for id_ in rows}
    for key, part, root in _lists(kind) if parts else ():
        child = _table(part)
        for id_ in rows:
            lists[id_][key] = []
        order = [child.c[c] for c in ("place", "opened_on", "read_on") if c in child.c]
        for row in reading.connection.execute(select(child).where(child.c[root].in_(list(rows))).order_by(*order, child.c.id)):
            lists[row._mapping[root]][key].append(row)  # noqa: SLF001
    return {id_: (rows[id_], lists[id_]) for id_ in wanted if id_ in rows}


def root_kind(name: str) -> type[Root]:
    """The class of a root by the name of its table.

    Raises:
        KeyError: there is no such root.
    """
    kind = ENTITIES[name]
    if not issubclass(kind, Root):
        raise KeyError(name)
    return kind
