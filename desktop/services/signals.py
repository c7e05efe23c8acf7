"""Signals: written down in a minute, decided later, on top while urgent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.lists import SignalFilter
from desktop.models.signals import Signal
from desktop.models.snapshots import Edit, Snapshot
from desktop.services.cards import change, create
from desktop.services.families import NewFamily, register_family
from desktop.store import numbers
from desktop.store import signals as kept
from desktop.store.units import Reading, Unit

SIGNAL_NUMBER = "{number}/{year}"
_CARRIED = (
    "route", "applied_on", "learned_how", "reporter_id", "reporter_phone", "decision_body", "decision_number", "alternatives",
)  # fmt: skip


def record_signal(unit: Unit, edit: Edit) -> UUID:
    """Write a signal down; a new one is numbered in the journal.

    Raises:
        Rejected: it does not say about whom.
        Conflict: it was changed since it was opened.
    """
    if not str(edit.mine.values.get("about") or "").strip():
        raise Rejected(Finding(("about",), message(N_("Write about whom it is"))))
    if edit.base is None:
        mine = edit.mine if edit.mine.values.get("received_at") else edit.mine.with_values(received_at=unit.now)
        row = create(unit, mine, edit.fixed)
        numbers.give(unit, row, "number", "signals", SIGNAL_NUMBER)
        return row.id
    row = unit.claim(Signal, edit.mine.id, edit.base.version)
    change(unit, row, edit.base, edit.mine)
    return row.id


def write_signal(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`record_signal` in the shape of a `SaveAct`."""
    return record_signal(unit, edits[0])


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a signal without opening a case."""

    code: str  # of `signal_decisions`
    note: str = ""
    alternatives: str = ""
    body: str | None = None  # of `commission_bodies`
    number: str = ""
    passed_to: UUID | None = None  # an agency
    family: UUID | None = None  # a family in work that the signal is about


def open_family_from_signal(unit: Unit, signal_id: UUID, version: int, new: NewFamily) -> UUID:
    """Decide that a case is opened: the family's file is made with everything the signal knows; returns the family.

    An urgent signal stays on top until somebody says what was done: a case is opened, the danger is not over.

    Raises:
        Conflict: the signal was changed since it was opened.
        Rejected: the signal has its family already, or the family has no name.
    """
    signal = unit.claim(Signal, signal_id, version)
    if signal.family_id is not None:
        raise Rejected(Finding((), message(N_("A family was opened from this signal already"))))
    family = register_family(unit, replace(new, case=carried(signal) | new.case))
    signal.family_id, signal.decision, signal.decided_on = family, "case_opened", signal.decided_on or unit.today
    return family


def carried(signal: Signal) -> dict[str, Any]:
    """What a signal says of the case that is opened from it: nobody types it again."""
    facts = {key: getattr(signal, key) for key in _CARRIED}
    facts |= {
        "priorities": signal.priorities,
        "decision_reason": signal.decision_note,
        "decision_on": signal.decided_on if signal.decision_body or signal.decision_number else None,
    }
    return {key: value for key, value in facts.items() if value}


def decide(unit: Unit, signal_id: UUID, version: int, decision: Decision) -> UUID:
    """Close a signal without a case: a consultation is enough, passed on, not confirmed, the family is in work already.

    Raises:
        Conflict: the signal was changed since it was opened.
        Rejected: an urgent signal needs a note, a signal passed on its addressee, a known family its name.
    """
    signal = unit.claim(Signal, signal_id, version)
    if signal.urgent and not decision.note.strip():
        raise Rejected(Finding(("decision_note",), message(N_("An urgent signal is closed with a note"))))
    if decision.code == "passed_on" and decision.passed_to is None and not decision.note.strip():
        raise Rejected(Finding(("passed_to_id",), message(N_("Write to whom it is passed on"))))
    if decision.code == "known_family" and decision.family is None:
        raise Rejected(Finding(("family_id",), message(N_("Choose the family that this signal is about"))))
    signal.decision, signal.decided_on = decision.code, unit.today
    signal.decision_note = decision.note.strip() or signal.decision_note
    signal.alternatives = decision.alternatives.strip() or signal.alternatives
    signal.decision_body = decision.body or signal.decision_body
    signal.decision_number = decision.number.strip() or signal.decision_number
    signal.passed_to_id = decision.passed_to or signal.passed_to_id
    signal.family_id = decision.family or signal.family_id
    if signal.urgent and signal.answered_at is None:
        _answered(unit, signal, decision.note)
    return signal.id


def answer(unit: Unit, signal_id: UUID, version: int, words: str) -> UUID:
    """Say what was done about an urgent signal: from now on it does not stand on top.

    Raises:
        Conflict: the signal was changed since it was opened.
        Rejected: nothing is said, or somebody said it already.
    """
    signal = unit.claim(Signal, signal_id, version)
    if not words.strip():
        raise Rejected(Finding(("answer",), message(N_("Write what was done"))))
    if signal.answered_at is not None:
        raise Rejected(Finding((), message(N_("Somebody closed this urgent signal already"))))
    _answered(unit, signal, words)
    return signal.id


def _answered(unit: Unit, signal: Signal, words: str) -> None:
    signal.answered_at, signal.answered_by, signal.answer = unit.now, unit.actor.name, words.strip()


def signals(reading: Reading, wanted: SignalFilter) -> tuple[Snapshot, ...]:
    """The journal: urgent without an answer first, then undecided, newest first."""
    return kept.journal(reading, wanted)


def counters(reading: Reading) -> dict[str, Any]:
    """Numbers for the navigation: open signals, families, visits due, dangers not answered."""
    return kept.counters(reading)
