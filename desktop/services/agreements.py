"""Agreements and contracts: made, signed or refused, ended; what was promised is only marked after that."""

from __future__ import annotations

import tomllib
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.base.places import resource
from desktop.models.agreements import Agreement
from desktop.models.snapshots import Edit, Snapshot, take
from desktop.rules.agreements import lacking, unsigned
from desktop.services.cards import change, create
from desktop.store import agreements as kept
from desktop.store import numbers
from desktop.store.units import Reading, Unit

AGREEMENT_NUMBER = "{number}/{year}"


def save_agreement(unit: Unit, edit: Edit) -> UUID:
    """Write an agreement; a new one is numbered.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it is signed: what was signed is not rewritten, only marked as fulfilled or ended.
    """
    if edit.base is None:
        row = create(unit, edit.mine, edit.fixed)
        numbers.give(unit, row, "number", "agreements", AGREEMENT_NUMBER)
        return row.id
    row = unit.claim(Agreement, edit.mine.id, edit.base.version)
    if row.state != "draft":
        _only_marks(edit.base, edit.mine)
    change(unit, row, edit.base, edit.mine)
    return row.id


_MARKS = frozenset({"state", "signed_on", "ended_on", "end_reason"})
_MARKS_OF_PARTS = {
    "obligations": frozenset({"state", "marked_on", "note"}),
    "parties": frozenset({"signature", "signed_on", "refusal"}),
}


def _only_marks(base: Snapshot, mine: Snapshot) -> None:
    changed = {key for key, value in mine.values.items() if value != base.values.get(key)}
    for name, parts in mine.parts.items():
        before = base.parts.get(name, {})
        if set(parts) != set(before):
            changed.add(name)
        for id_, part in parts.items():
            if id_ in before:
                differs = {key for key, value in part.values.items() if value != before[id_].values.get(key)}
                changed |= differs - _MARKS_OF_PARTS.get(name, frozenset())
    if changed - _MARKS:
        raise Rejected(Finding((), message(N_("A signed agreement is not rewritten: end it and make a new one"))))


def sign_agreement(unit: Unit, agreement_id: UUID, version: int) -> UUID:
    """The parties signed: from now on only fulfilment is marked.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: something that an agreement of its kind must say is not said yet, or a refusal has no reason.
    """
    row = unit.claim(Agreement, agreement_id, version)
    standing = take(row)
    found = (*lacking(standing), *unsigned(standing))
    if found:
        raise Rejected(*found)
    row.state, row.signed_on = "signed", row.signed_on or unit.today
    row.made_on = row.made_on or unit.today
    for party in row.parties:
        if party.signature is None:
            party.signature, party.signed_on = "signed", row.signed_on
    if not any(party.side == "family" and party.signature == "signed" for party in row.parties):
        said = N_("Nobody of the family has signed: record the refusal instead")
        raise Rejected(Finding(("parties",), message(said)))
    unit.recorder.undoable = False  # what was signed is not taken back: it is ended with its reason
    return row.family_id


def refuse_agreement(unit: Unit, agreement_id: UUID, version: int, reason: str) -> UUID:
    """The family refused to sign: the text stays as it was offered, with the day and the words of the refusal.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: no reason is given, or it was signed already.
    """
    if not reason.strip():
        raise Rejected(Finding(("end_reason",), message(N_("Write in what words the family refused"))))
    row = unit.claim(Agreement, agreement_id, version)
    if row.state != "draft":
        raise Rejected(Finding((), message(N_("Only a draft can be refused: end a signed agreement"))))
    row.state, row.ended_on, row.end_reason = "refused", unit.today, reason.strip()
    for party in row.parties:
        if party.side == "family" and party.signature is None:
            party.signature, party.signed_on, party.refusal = "refused", unit.today, reason.strip()[:300]
    return row.family_id


def end_agreement(unit: Unit, agreement_id: UUID, version: int, reason: str) -> UUID:
    """End it before or at its term, with the reason.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: no reason is given.
    """
    if not reason.strip():
        raise Rejected(Finding(("end_reason",), message(N_("Write why it ends"))))
    row = unit.claim(Agreement, agreement_id, version)
    row.state, row.ended_on, row.end_reason = "ended", unit.today, reason.strip()
    return row.family_id


def write_agreement(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`save_agreement` in the shape of a `SaveAct`."""
    return save_agreement(unit, edits[0])


def texts(kind: str, language: str = "ru") -> dict[str, str]:
    """What a new agreement of this kind says until somebody writes better; Russian where the language has none."""
    path = resource("texts", f"agreements_{language}.toml")
    kept_texts = tomllib.loads((path if path.exists() else resource("texts", "agreements_ru.toml")).read_text("utf-8"))
    return {**kept_texts.get("every", {}), **kept_texts.get(kind, {})}


def agreements_of(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Every agreement of the family, newest first."""
    return kept.of_family(reading, family)
