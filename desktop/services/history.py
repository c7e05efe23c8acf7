"""The journal of changes of a family, for whoever looks through it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from desktop.store import history as kept
from desktop.store import statements
from desktop.store.units import Reading

ActRow = kept.ActRow
ChangeRow = kept.ChangeRow


_SAID = frozenset({"value", "words", "said_by", "reason"})  # of a statement: what its level of access closes


def journal_of_family(reading: Reading, family: UUID, before: int | None = None) -> list[ActRow]:
    """The newest acts that touched the family or anything of theirs; older ones before act `before`.

    Of a statement that the person at the desk may not read it says that it was written, never what was said.
    """
    acts = kept.of_family(reading, family, before=before)
    told = {change.row_id for act in acts for change in act.changes if change.kind == "statement"}
    hidden = statements.hidden(reading, told) if told else set()
    return [replace(act, changes=tuple(_veiled(change, hidden) for change in act.changes)) for act in acts]


def _veiled(change: ChangeRow, hidden: set[UUID]) -> ChangeRow:
    if change.row_id not in hidden:
        return change
    return replace(change, fields={key: ["*", "*"] if key in _SAID else pair for key, pair in change.fields.items()})
