"""Signals: written down in a minute, decided later, on top while urgent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.signals import Signal
from desktop.models.snapshots import Edit, Snapshot
from desktop.services.cards import change, create
from desktop.services.families import NewFamily, register_family
from desktop.store import numbers
from desktop.store import signals as kept
from desktop.store.units import Reading, Unit

SIGNAL_NUMBER = "{number}/{year}"


def record_signal(unit: Unit, edit: Edit) -> UUID:
    """Write a signal down; a new one is numbered in the journal.

    Raises:
        Rejected: it does not say about whom.
        Conflict: it was changed since it was opened.
    """
    if not str(edit.mine.values.get("about") or "").strip():
        raise Rejected(Finding(("about",), message(N_("Write about whom it is"))))
    if edit.base is None:
        mine = (
            edit.mine if edit.mine.values.get("received_at") else edit.mine.with_values(received_at=unit.now)
        )
        row = create(unit, mine, edit.fixed)
        numbers.give(unit, row, "number", "signals", SIGNAL_NUMBER)
        return row.id
    row = unit.claim(Signal, edit.mine.id, edit.base.version)
    change(unit, row, edit.base, edit.mine)
    return row.id


def write_signal(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`record_signal` in the shape of a `SaveAct`."""
    return record_signal(unit, edits[0])


def open_family_from_signal(unit: Unit, signal_id: UUID, version: int, new: NewFamily) -> UUID:
    """Decide that a case is opened: the family's file is made and the signal points to it; returns the family.

    Raises:
        Conflict: the signal was changed since it was opened.
        Rejected: the signal has its family already, or the family has no name.
    """
    signal = unit.claim(Signal, signal_id, version)
    if signal.family_id is not None:
        raise Rejected(Finding((), message(N_("A family was opened from this signal already"))))
    family = register_family(unit, new)
    signal.family_id, signal.decision, signal.decided_on = family, "case_opened", unit.today
    return family


def decide(unit: Unit, signal_id: UUID, version: int, decision: str, note: str) -> UUID:
    """Close a signal without a case: a consultation is enough, passed on, not confirmed.

    Raises:
        Conflict: the signal was changed since it was opened.
        Rejected: an urgent signal needs a note.
    """
    signal = unit.claim(Signal, signal_id, version)
    if signal.urgent and not note.strip():
        raise Rejected(Finding(("decision_note",), message(N_("An urgent signal is closed with a note"))))
    signal.decision, signal.decided_on = decision, unit.today
    signal.decision_note = note.strip() or signal.decision_note
    return signal.id


def signals(reading: Reading, *, only_open: bool) -> tuple[Snapshot, ...]:
    """The journal: urgent and undecided first, newest first."""
    return kept.journal(reading, only_open=only_open)


def counters(reading: Reading) -> dict[str, Any]:
    """Numbers for the navigation: open signals, families, visits due, dangers not answered."""
    return kept.counters(reading)
