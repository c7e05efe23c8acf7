"""Saving what was typed into forms: any records, one act, each claimed at the version it was opened at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.models.base import Entity, Part, Root
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, fields_of
from desktop.models.snapshots import Edit, Snapshot
from desktop.rules.findings import unfilled
from desktop.store.opening import open_root, part_lists, root_kind
from desktop.store.units import Reading, Unit

SaveAct = Callable[[Unit, tuple[Edit, ...]], UUID]  # how a form's edits are written; `write_cards` unless said otherwise
Reopen = Callable[[Reading, str, UUID], Snapshot | None]  # how a record of a kind is read after saving


def write_cards(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`save_cards` in the shape of a `SaveAct`."""
    return save_cards(unit, *edits)


def open_card(reading: Reading, kind: str, id_: UUID) -> Snapshot | None:
    """The record with its parts as a value, or None when it is not there."""
    return open_root(reading, root_kind(kind), id_)


def save_cards(unit: Unit, *edits: Edit) -> UUID:
    """Write what several forms changed, all or nothing; returns the id of the first.

    Raises:
        Conflict: somebody saved one of them since it was opened; merge and save again.
        Rejected: a box stands empty without which the record cannot be kept.
    """
    old = [edit for edit in edits if edit.base is not None]
    roots = unit.claim_all((root_kind(e.mine.kind), e.mine.id, e.base.version) for e in old if e.base is not None)
    for edit in edits:
        if edit.base is None:
            create(unit, edit.mine, edit.fixed)
        else:
            change(unit, roots[edit.mine.id], edit.base, edit.mine)
    return edits[0].mine.id


def create(unit: Unit, mine: Snapshot, fixed: Mapping[str, Any]) -> Root:
    """A new record with its parts.

    Raises:
        Conflict: it was written already, by a save whose answer was lost; carries how it stands.
        Rejected: a box stands empty without which it cannot be kept.
    """
    kind = root_kind(mine.kind)
    _refuse_unfilled(mine, fixed)
    if unit.session.get(kind, mine.id) is not None:
        unit.claim(kind, mine.id, mine.version)  # no standing record has the version of a new one
    root = kind(id=mine.id, **{**_known(kind, mine.values), **fixed})
    unit.add(root)
    unit.session.flush()  # its parts point to it
    for key, parts in mine.parts.items():
        for place, part in enumerate(parts.values()):
            _add_part(unit, root, part_lists(kind)[key], part, place)
    return root


def change(unit: Unit, root: Root, base: Snapshot, mine: Snapshot) -> None:
    """Write onto a claimed record what differs between `base` and `mine`, parts included.

    Raises:
        Rejected: a box stands empty without which the record cannot be kept.
    """
    _refuse_unfilled(mine, {})
    _write(root, base.values, mine.values)
    lists = part_lists(type(root))
    for key, parts in mine.parts.items():
        standing: dict[UUID, Part] = {part.id: part for part in getattr(root, key)}
        for id_ in base.parts.get(key, {}):
            if id_ not in parts and id_ in standing:
                unit.delete_part(standing[id_])
        for place, (id_, part) in enumerate(parts.items()):
            if id_ not in standing:
                _add_part(unit, root, lists[key], part, place)
                continue
            before = base.parts.get(key, {}).get(id_)
            _write(standing[id_], before.values if before else {}, part.values)
            if "place" in lists[key].__table__.c:
                setattr(standing[id_], "place", place)  # noqa: B010  only lists with an order have it


def remove(unit: Unit, kind: str, id_: UUID, version: int) -> UUID:
    """Mark a record as removed: it leaves every list and stays where something printed cites it.

    Raises:
        Conflict: somebody saved it since it was opened.
    """
    unit.claim(root_kind(kind), id_, version).removed = True
    return id_


def _add_part(unit: Unit, root: Root, kind: type[Part], part: Snapshot, place: int) -> None:
    row = kind(id=part.id, **{kind.root: root.id}, **_known(kind, part.values))
    if "place" in kind.__table__.c and "place" not in {field.key for field in fields_of(kind)}:
        row.place = place  # type: ignore[attr-defined]
    unit.add(row)


def _refuse_unfilled(mine: Snapshot, fixed: Mapping[str, Any]) -> None:
    found = [finding for finding in unfilled(mine) if finding.path[0] not in fixed]
    if found:
        raise Rejected(*found)


def _known(kind: type[Entity], values: Mapping[str, Any]) -> dict[str, Any]:
    return {f.key: _kept(f, values[f.key]) for f in fields_of(kind) if f.key in values}


def _kept(field: Field, value: Any) -> Any:
    return () if value is None and field.kind == "choices" else value  # nothing chosen is an empty list


def _write(row: Entity, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    for field in fields_of(type(row)):
        if field.key in after and after[field.key] != before.get(field.key):
            setattr(row, field.key, _kept(field, after[field.key]))


def blank(kind: str, id_: UUID, /, **values: Any) -> Snapshot:
    """An empty record of a kind for a form to start from; `values` are what is known already."""
    entity = ENTITIES[kind]
    empty: dict[str, Any] = {f.key: () if f.kind == "choices" else None for f in fields_of(entity)}
    parts: dict[str, dict[UUID, Snapshot]] = {key: {} for key in part_lists(entity)} if issubclass(entity, Root) else {}
    return Snapshot(kind, id_, 0, empty | values, parts)
