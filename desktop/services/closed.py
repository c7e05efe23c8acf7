"""Closed sections of a person: health, violence, adoption, convictions, psychology.

They are opened by an act of its own that records the reason first. What they say is in no card, list, search, chronology or
print by default; the journal of changes keeps that something was changed, never what.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.answers import ClosedSection
from desktop.models.closed_sections import ClosedPrint, ClosedState, form_of
from desktop.models.definitions import FormDefinition
from desktop.models.persons import Person
from desktop.models.snapshots import Conflict, Edit, Snapshot
from desktop.rules.sheets import document_of, record_of
from desktop.services import definitions_kept
from desktop.store import closed as kept
from desktop.store.units import Reading, Unit

OPENED = N_("A closed section was opened")
SAVED = N_("A closed section was changed")
_PERSON, _SECTION = "person_id", "section"  # in `Edit.fixed` of a new one


def states(reading: Reading, persons: Iterable[UUID]) -> tuple[ClosedState, ...]:
    """Which sections of these people have records, and nothing of what they say."""
    return kept.states(reading, persons)


def open_closed(unit: Unit, person: UUID, section: str, reason: str) -> UUID:
    """Record why the section is opened; only then, and for half an hour, `read_closed` answers this person.

    Raises:
        Rejected: no reason is given, or there is no such person.
    """
    if not reason.strip():
        raise Rejected(Finding(("reason",), message(N_("Write why it is opened"))))
    unit.recorder.note("opened", unit.get(Person, person), section=[None, section], reason=[None, reason.strip()])
    unit.recorder.undoable = False
    return person


def open_all(unit: Unit, wanted: Iterable[tuple[UUID, str]], reason: str) -> UUID | None:
    """Record one reason for the sections that a document will show.

    Raises:
        Rejected: no reason is given.
    """
    if not reason.strip():
        raise Rejected(Finding(("reason",), message(N_("Write why it is opened"))))
    sections: dict[UUID, list[str]] = {}
    for person, section in wanted:
        sections.setdefault(person, []).append(section)
    for person, some in sections.items():
        root = unit.get(Person, person)
        unit.recorder.note("opened", root, section=[None, ",".join(sorted(some))], reason=[None, reason.strip()])
    unit.recorder.undoable = False
    return next(iter(sections), None)


def id_of(person: UUID, section: str) -> UUID:
    """The identity of a section: two who begin it at once write the same record, and the second one merges."""
    return uuid5(person, section)


def read_closed(reading: Reading, person: UUID, section: str) -> Snapshot:
    """What the section says, laid out by its form; an empty record when nothing was written yet.

    Raises:
        Rejected: no reason was recorded.
    """
    _refuse_unopened(reading, person, section)
    form = definitions_kept.form(reading, form_of(section))
    found = kept.values(reading, person, section)
    if found is None:
        return record_of(form, id_of(person, section), 0, {}, {})
    return record_of(form, found.id, found.version, found.document, {})


def printed(reading: Reading, people: Iterable[tuple[UUID, str]], sections: Iterable[str]) -> tuple[ClosedPrint, ...]:
    """What the chosen sections of these people (id, name) say, for a document that somebody asked for with a reason.

    Raises:
        Rejected: no reason was recorded for one of them, or it was recorded too long ago.
    """
    wanted = set(sections)
    named = dict(people)
    filled = {(state.person, state.section) for state in kept.states(reading, named) if state.filled}
    return tuple(
        ClosedPrint(
            name,
            section,
            definitions_kept.form(reading, form_of(section)),
            read_closed(reading, person, section),
        )
        for person, name in named.items()
        for section in sorted(wanted)
        if (person, section) in filled
    )


def filled_of(reading: Reading, people: Iterable[UUID], sections: Iterable[str]) -> tuple[tuple[UUID, str], ...]:
    """(person, section) of everything that is written in these sections: what a reason has to be recorded for."""
    wanted = set(sections)
    return tuple((s.person, s.section) for s in kept.states(reading, people) if s.filled and s.section in wanted)


def reopen_closed(reading: Reading, kind: str, id_: UUID) -> Snapshot | None:
    """The section as it stands after it was saved, in the shape that a card wants."""
    form = definitions_kept.form(reading, kind.removeprefix("form:").partition("@")[0])
    row = kept.by_id(reading, id_)
    if row is None:
        return None
    _refuse_unopened(reading, row.person, row.section)
    return record_of(form, row.id, row.version, row.document, {})


def write_closed(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Save what was typed into a section; answers that the present form no longer asks stay in the record.

    Raises:
        Conflict: somebody saved it since it was opened; carries how it stands.
        Rejected: no reason was recorded.
    """
    edit = edits[0]
    form = definitions_kept.form(unit.reading, edit.mine.kind.removeprefix("form:").partition("@")[0])
    row = _claimed(unit, edit, form) if edit.base is not None else _new(unit, edit, form)
    _refuse_unopened(unit.reading, row.person_id, row.section)
    document = _with_unasked(row.values or {}, document_of(form, edit.mine), form)
    if row.values != document:
        row.values = document
    return row.id


def _refuse_unopened(reading: Reading, person: UUID, section: str) -> None:
    if not kept.opened(reading, person, section):
        said = N_("This section is closed: write why it has to be opened")
        raise Rejected(Finding(("reason",), message(said)))


def _new(unit: Unit, edit: Edit, form: FormDefinition) -> ClosedSection:
    fixed: dict[str, Any] = dict(edit.fixed)
    stands = kept.values(unit.reading, fixed[_PERSON], fixed[_SECTION])
    if stands is not None:
        raise Conflict(record_of(form, stands.id, stands.version, stands.document, {}))
    row = ClosedSection(id=edit.mine.id, person_id=fixed[_PERSON], section=fixed[_SECTION], values={})
    unit.add(row)
    return row


def _claimed(unit: Unit, edit: Edit, form: FormDefinition) -> ClosedSection:
    assert edit.base is not None  # noqa: S101  for the type checker: the caller asked
    try:
        return unit.claim(ClosedSection, edit.mine.id, edit.base.version)
    except Conflict as conflict:
        theirs = conflict.theirs
        document: Any = theirs.values.get("values") if theirs is not None else None
        record = record_of(form, theirs.id, theirs.version, document or {}, {}) if theirs is not None else None
        raise Conflict(record, conflict.who, conflict.label) from None


def _with_unasked(before: dict[str, Any], after: dict[str, Any], form: FormDefinition) -> dict[str, Any]:
    asked = {"values": {p.key for p in form.placed()}, "rows": {item.key for item in form.lists()}}
    left = {
        group: {key: value for key, value in (before.get(group) or {}).items() if key not in keys}
        for group, keys in asked.items()
    }
    return {**after, **{group: {**left[group], **(after.get(group) or {})} for group in asked}}
