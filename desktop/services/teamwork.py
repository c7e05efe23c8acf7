"""Tasks that somebody took: marking one as done closes it with the day, opening it again takes the day away."""

from __future__ import annotations

from uuid import UUID

from desktop.models.snapshots import Edit
from desktop.models.teamwork import Task
from desktop.services.cards import change, create
from desktop.store.units import Unit

ENDED = ("done", "cancelled")


def save_task(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Write a task.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it does not say what is to be done.
    """
    edit = edits[0]
    state = edit.mine.values.get("state") or "open"
    done_on = (edit.mine.values.get("done_on") or unit.today) if state in ENDED else None
    mine = edit.mine.with_values(state=state, done_on=done_on)
    if edit.base is None:
        return create(unit, mine, edit.fixed).id
    row = unit.claim(Task, mine.id, edit.base.version)
    change(unit, row, edit.base, mine)
    return row.id


def finish_task(unit: Unit, task: UUID, version: int | None, result: str) -> UUID:
    """It is done: the day is today, with what came of it.

    Raises:
        Conflict: it was changed since it was opened.
    """
    row = unit.claim(Task, task, version)
    row.state, row.done_on, row.result = "done", unit.today, result.strip() or row.result
    return row.id
