"""Two people changed the same card: what goes together by itself, and what a person must decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from desktop.models.definitions import Path
from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot

Side = Literal["mine", "theirs"]
Clashed = Value | Snapshot  # a value of a field, or a whole row where one side removed it


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both changed differently; None for a row means that this side removed it."""

    path: Path  # ("phone",), ("addresses", "<id>", "address") or, for a whole row, ("addresses", "<id>")
    base: Clashed
    mine: Clashed
    theirs: Clashed

    @property
    def is_row(self) -> bool:
        """Whether one side removed a row that the other changed."""
        return len(self.path) == 2


def merge(base: Snapshot, mine: Snapshot, theirs: Snapshot) -> tuple[Snapshot, tuple[Clash, ...]]:
    """Three-way merge; a clash keeps mine until decided. The result carries the version of theirs."""
    clashes: list[Clash] = []
    return _record(base, mine, theirs, (), clashes), tuple(clashes)


def resolve(merged: Snapshot, clashes: tuple[Clash, ...], choices: Mapping[Path, Side]) -> Snapshot:
    """The merged record as the person at the desk decided; what they did not decide stays mine."""
    for clash in clashes:
        if choices.get(clash.path, "mine") == "theirs":
            merged = _put(merged, clash)
    return merged


def differences(before: Snapshot, after: Snapshot) -> tuple[Path, ...]:
    """Every place where two states of a record differ; an added or removed row is one place."""
    found: list[Path] = [(key,) for key in _keys(before.values, after.values) if before.values.get(key) != after.values.get(key)]
    for key in _keys(before.parts, after.parts):
        old, new = before.parts.get(key, {}), after.parts.get(key, {})
        for id_ in _ids(old, new):
            was, now = old.get(id_), new.get(id_)
            if was is None or now is None:
                found.append((key, str(id_)))
            else:
                found += [(key, str(id_), *path) for path in differences(was, now)]
    return tuple(found)


def _record(base: Snapshot, mine: Snapshot, theirs: Snapshot, path: Path, out: list[Clash]) -> Snapshot:
    values: dict[str, Value] = {}
    for key in _keys(theirs.values, mine.values):
        before, here = base.values.get(key), (*path, key)
        my, their = mine.values.get(key, before), theirs.values.get(key, before)
        values[key] = my if my != before else their
        if my != before and their not in (before, my):
            out.append(Clash(here, before, my, their))
    parts = {
        key: _rows((base.parts.get(key), mine.parts.get(key), theirs.parts.get(key)), (*path, key), out)
        for key in _keys(theirs.parts, mine.parts)
    }
    return replace(theirs, values=values, parts=parts)


Rows = Mapping[UUID, Snapshot] | None  # None: this side did not load the list, so it did not change it


def _rows(sides: tuple[Rows, Rows, Rows], path: Path, out: list[Clash]) -> dict[UUID, Snapshot]:
    base = sides[0] or {}
    mine = base if sides[1] is None else sides[1]
    theirs = base if sides[2] is None else sides[2]
    kept: dict[UUID, Snapshot] = {}
    for id_ in _ids(base, theirs, mine):
        before, my, their = base.get(id_), mine.get(id_), theirs.get(id_)
        here = (*path, str(id_))
        if my is not None and their is not None:
            kept[id_] = _record(before or replace(their, values={}, parts={}), my, their, here, out)
        elif (left := my or their) is not None:
            if before is None:  # added by one of the two
                kept[id_] = left
            elif left != before:  # removed by one, changed by the other
                out.append(Clash(here, before, my, their))
                if my is not None:
                    kept[id_] = my
    return kept


def _put(record: Snapshot, clash: Clash) -> Snapshot:
    if len(clash.path) == 1 and not isinstance(clash.theirs, Snapshot):
        return record.with_values(**{clash.path[0]: clash.theirs})
    key, id_ = clash.path[0], UUID(clash.path[1])
    rows = dict(record.parts.get(key, {}))
    if not clash.is_row:
        inside = Clash(clash.path[2:], clash.base, clash.mine, clash.theirs)
        rows[id_] = _put(rows[id_], inside)
    elif isinstance(clash.theirs, Snapshot):
        rows[id_] = clash.theirs
    else:
        rows.pop(id_, None)
    return record.with_parts(key, rows)


def _keys(*mappings: Mapping[str, object]) -> list[str]:
    return list(dict.fromkeys(key for mapping in mappings for key in mapping))


def _ids(*mappings: Mapping[UUID, object]) -> list[UUID]:
    return list(dict.fromkeys(id_ for mapping in mappings for id_ in mapping))
