"""Consents: begun from the person's card, given, refused, withdrawn, or said not to be needed by law.

Each step is an act of its own with its day and its words, because a consent that was withdrawn was once given: both
stay. Whose data is kept without a consent in force is asked by `uncovered`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.base.places import resource
from desktop.models.consents import Consent
from desktop.models.snapshots import Edit, Snapshot
from desktop.rules.consents import OPEN, lacking
from desktop.services.cards import change, create
from desktop.store import consents as kept
from desktop.store import numbers
from desktop.store.units import Reading, Unit

CONSENT_NUMBER: Final = "{year}-{number:04}"
_COUNTRIES: Final = ("ru", "kg", "ua")
STANDS: Final = frozenset({"given", "withdrawn"})  # a signed paper: it is not rewritten nor taken out


def save_consent(unit: Unit, edit: Edit) -> UUID:
    """Write a consent; whoever calls it numbers a new one.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it was given already: what somebody agreed to is not rewritten, a wider consent is a new paper.
    """
    if edit.base is None:
        return create(unit, edit.mine, edit.fixed).id
    standing = unit.claim(Consent, edit.mine.id, edit.base.version)
    if standing.state in STANDS:
        changed = {key for key, value in edit.mine.values.items() if value != edit.base.values.get(key)}
        if changed - {"child_opinion", "address", "paper"}:
            said = N_("What was agreed to is not rewritten: withdraw the consent and take a new one")
            raise Rejected(Finding((), message(said)))
    change(unit, standing, edit.base, edit.mine)
    return standing.id


def write_consent(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`save_consent` in the shape of a `SaveAct`; a new consent is numbered in its journal."""
    id_ = save_consent(unit, edits[0])
    if edits[0].base is None:
        numbers.give(unit, unit.get(Consent, id_), "number", "consents", CONSENT_NUMBER)
    return id_


def begin(unit: Unit, records: Sequence[Snapshot]) -> UUID:
    """Several consents to be printed and signed at once; the id of the last."""
    return [write_consent(unit, (Edit(None, record),)) for record in records][-1]


def keep_consent(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`save_consent` for the journals, which number by themselves."""
    return save_consent(unit, edits[0])


def give(unit: Unit, consent: UUID, version: int, day: date) -> UUID:
    """The paper was signed on this day: from now on the data may be processed.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it does not say yet what the law wants it to say, or its state does not allow it.
    """
    row = _claimed(unit, consent, version, OPEN)
    found = lacking(_values(row))
    if found:
        raise Rejected(*found)
    _not_later(day, unit.today, "given_on")
    row.state, row.given_on, row.refused_on, row.reason = "given", day, None, None
    unit.recorder.undoable = False  # a signed paper is not taken back: the consent is withdrawn
    return row.family_id


def refuse(unit: Unit, consent: UUID, version: int, day: date, reason: str) -> UUID:
    """The person refused, in these words.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: nothing is said, or it was given already.
    """
    row = _claimed(unit, consent, version, OPEN)
    _said(reason, N_("Write in what words it was refused"))
    _not_later(day, unit.today, "refused_on")
    row.state, row.refused_on, row.reason = "refused", day, reason.strip()
    return row.family_id


def withdraw(unit: Unit, consent: UUID, version: int, day: date, reason: str) -> UUID:
    """The person took the consent back; what was done before that day stays lawful.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it is not in force, or the day lies before it was given.
    """
    row = _claimed(unit, consent, version, frozenset({"given"}))
    _not_later(day, unit.today, "withdrawn_on")
    if row.given_on and day < row.given_on:
        raise Rejected(Finding(("withdrawn_on",), message(N_("It cannot be withdrawn before it was given"))))
    row.state, row.withdrawn_on, row.reason = "withdrawn", day, reason.strip() or None
    unit.recorder.undoable = False
    return row.family_id


def need_not(unit: Unit, consent: UUID, version: int, ground: str) -> UUID:
    """No consent is needed: a law is the ground, and it is named.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: the ground is not named, or a consent was given.
    """
    row = _claimed(unit, consent, version, OPEN)
    _said(ground, N_("Name the law that allows to work without a consent"))
    row.state, row.ground = "not_required", ground.strip()
    return row.family_id


def _claimed(unit: Unit, consent: UUID, version: int, states: frozenset[str]) -> Consent:
    row = unit.claim(Consent, consent, version)
    if row.state not in states:
        raise Rejected(Finding((), message(N_("The state of this consent does not allow it"))))
    return row


def _said(words: str, question: str) -> None:
    if not words.strip():
        raise Rejected(Finding(("reason",), message(question)))


def _not_later(day: date, today: date, key: str) -> None:
    if day > today:
        raise Rejected(Finding((key,), message(N_("The day lies in the future"))))


def _values(row: Consent) -> Mapping[str, object]:
    return {
        "person_id": row.person_id, "purpose": row.purpose, "data": row.data, "actions": row.actions,
        "representative_id": row.representative_id, "authority": row.authority, "address": row.address, "paper": row.paper,
    }  # fmt: skip


def consents_of(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """The consents of a family, the newest first."""
    return kept.of_family(reading, family)


def uncovered(reading: Reading, family: UUID, people: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Of these people those whose data is kept without a consent in force and without a ground that excuses it."""
    return kept.uncovered(reading, family, people)


def texts(country: str, language: str = "ru") -> dict[str, str]:
    """The words of the country's law about consents; Russian where the language has none of its own."""
    path = resource("texts", f"consents_{language}.toml")
    words = tomllib.loads((path if path.exists() else resource("texts", "consents_ru.toml")).read_text("utf-8"))
    code = country.lower() if country.lower() in _COUNTRIES else "ru"
    return {**words.get("every", {}), **words.get(code, {})}
