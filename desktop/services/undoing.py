"""Taking back an act after it was saved: a new act made from the changes of the old one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.base import Entity, Part, Root
from desktop.models.everything import ENTITIES
from desktop.models.fields import fields_of
from desktop.models.kinds import Json, from_json
from desktop.rules.sheets import is_veiled, put_back
from desktop.store import history
from desktop.store.opening import root_kind
from desktop.store.units import Unit


def undo_act(unit: Unit, number: int) -> UUID | None:
    """Take act `number` back while every record still stands as it left it.

    Raises:
        Rejected: it was printed, sent or numbered, or somebody changed one of its records since; says who.
    """
    act, changes = history.act_with_changes(unit.reading, number)
    done = [change for change in changes if change.what in ("added", "changed", "gone")]
    if act is None or not act.undoable or not done:
        text = N_("This cannot be undone: it was printed, sent or given a number. Make a new entry instead.")
        raise Rejected(Finding((), message(text)))
    if any(_closed(change) for change in done):
        text = N_("This cannot be undone: the journal does not keep what closed sections said.")
        raise Rejected(Finding((), message(text)))
    roots = _claimed(unit, done)
    new = {change.row_id for change in done if change.what == "added" and change.row_id in roots}
    for change in reversed(done):
        if change.what == "added" and change.row_id in new:
            roots[change.row_id].removed = True  # its parts stay: nothing that was written is lost
        elif change.root_id not in new:
            _reverse(unit, change)
    return next(iter(roots), None)


def _closed(change: history.ChangeRow) -> bool:
    """Whether the journal keeps silent about what stood there before."""
    answers = change.fields.get("answers")
    veiled = change.what != "added" and isinstance(answers, list) and is_veiled(answers)
    return veiled or any(pair == ["*", "*"] for pair in change.fields.values())


def _claimed(unit: Unit, changes: list[history.ChangeRow]) -> dict[UUID, Root]:
    roots: dict[UUID, Root] = {}
    for root_id, change in sorted({c.root_id: c for c in changes}.items()):
        roots[root_id] = unit.claim(root_kind(change.root_kind), root_id, None)
        untouched = roots[root_id].row_version == change.root_version
        if not untouched and not history.stands_as_left(unit.reading, root_id, change.act):
            who = history.last_hand(unit.reading, root_id)
            text = N_("This cannot be undone: {who} changed the record since.")
            raise Rejected(Finding((), message(text, who=who)))
    return roots


def _reverse(unit: Unit, change: history.ChangeRow) -> None:
    kind = ENTITIES[change.kind]
    row = unit.session.get(kind, change.row_id)
    before = {key: _value(kind, key, pair[0]) for key, pair in change.fields.items()}
    if change.what == "added" and row is not None:
        unit.session.delete(row)
    elif change.what == "changed" and row is not None:
        for key, value in before.items():
            whole = key != "answers"
            setattr(row, key, value if whole else put_back(getattr(row, key) or {}, *change.fields[key]))
    elif change.what == "gone" and issubclass(kind, Part):
        empty = {field.key: () if field.kind == "choices" else None for field in fields_of(kind)}
        unit.add(kind(id=change.row_id, **{kind.root: change.root_id}, **empty | before))


def _value(kind: type[Entity], key: str, kept: Json) -> Any:
    field = next((field for field in fields_of(kind) if field.key == key), None)
    if field is not None:
        return from_json(field, kept)
    is_id = kept is not None and kind.__mapper__.columns[key].type.python_type is UUID
    return UUID(str(kept)) if is_id else kept
