"""Contacts: a call, a message, a meeting in one line, written from anywhere; after hours by the clock of the office."""

from __future__ import annotations

from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.contacts import Contact
from desktop.models.snapshots import Edit
from desktop.rules.contacts import after_hours
from desktop.services.cards import change, create
from desktop.store.units import Unit


def save_contact(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Write a contact; whether it was after hours follows from its time unless a person said it.

    A contact that is moved to another time is judged again, unless the answer was changed by hand in the same form.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it does not say about what, or of which kind it was.
    """
    edit = edits[0]
    mine = edit.mine if edit.mine.values.get("at") else edit.mine.with_values(at=unit.now)
    if not str(mine.values.get("words") or "").strip():
        raise Rejected(Finding(("words",), message(N_("Write what it was about"))))
    at, said = mine.values["at"], mine.values.get("after_hours")
    before = edit.base.values if edit.base is not None else {}
    moved = edit.base is not None and before.get("at") != at and before.get("after_hours") == said
    if said is None or moved:
        mine = mine.with_values(after_hours=after_hours(at, unit.office.zone))  # type: ignore[arg-type]  # a moment
    if edit.base is None:
        return create(unit, mine, edit.fixed).id
    row = unit.claim(Contact, mine.id, edit.base.version)
    change(unit, row, edit.base, mine)
    return row.id
