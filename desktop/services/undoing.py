"""Taking back an act after it was saved: a new act made from the changes of the old one."""

from __future__ import annotations

from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.base import Root
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, fields_of
from desktop.models.kinds import from_json
from desktop.store import history
from desktop.store.opening import root_kind
from desktop.store.units import Unit


def undo_act(unit: Unit, number: int) -> UUID | None:
    """Take act `number` back while every record still stands as it left it.

    Raises:
        Rejected: it was printed, sent or numbered, or somebody changed one of its records since; says who.
    """
    act, changes = history.act_with_changes(unit.reading, number)
    if act is None or not act.undoable:
        raise Rejected(
            Finding(
                (),
                message(
                    N_(
                        "This cannot be undone: it was printed, sent or given a number. Make a new entry instead."
                    )
                ),
            )
        )
    roots: dict[UUID, Root] = {}
    for root_id, change in sorted({c.root_id: c for c in changes}.items()):
        root = unit.claim(root_kind(change.root_kind), root_id, None)
        if root.row_version != change.root_version:
            who = history.last_hand(unit.reading, root_id)
            raise Rejected(
                Finding((), message(N_("This cannot be undone: {who} changed the record since."), who=who))
            )
        roots[root_id] = root
    for change in reversed(changes):
        _reverse(unit, change, roots)
    return next(iter(roots), None)


def _reverse(unit: Unit, change: history.ChangeRow, roots: dict[UUID, Root]) -> None:
    kind = ENTITIES[change.kind]
    fields: dict[str, Field] = {field.key: field for field in fields_of(kind)}
    row = unit.session.get(kind, change.row_id)
    if change.what == "added":
        if change.row_id in roots:
            roots[change.row_id].removed = True
        elif row is not None:
            unit.session.delete(row)
    elif change.what == "changed" and row is not None:
        for key, (before, _after) in change.fields.items():
            setattr(row, key, from_json(fields[key], before) if key in fields else before)
    elif change.what == "gone":
        values = {
            key: from_json(fields[key], before)
            for key, (before, _after) in change.fields.items()
            if key in fields
        }
        for field in fields.values():
            values.setdefault(field.key, () if field.kind == "choices" else None)
        root_column = kind.root  # type: ignore[attr-defined]
        unit.add(kind(id=change.row_id, **{root_column: change.root_id}, **values))
