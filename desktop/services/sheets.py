"""Filled questionnaires: begun, saved half-filled, finished, signed; each keeps the definition it was filled with.

A signed sheet is never rewritten: a new one is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.definitions.prefilling import described
from desktop.models.answers import AnswerSheet, SheetRow
from desktop.models.cases import Case
from desktop.models.definitions import FormDefinition, Placed
from desktop.models.fields import NEEDS_SIGNING, Field, fields_of
from desktop.models.kinds import Reader
from desktop.models.persons import Person
from desktop.models.snapshots import Conflict, Edit, Snapshot
from desktop.rules import sheets as rules
from desktop.rules.forms import missing
from desktop.rules.prefilling import back, cut_short, differ
from desktop.services import definitions_kept, prefill
from desktop.services.statements import statement_from_answer
from desktop.store import closed, numbers
from desktop.store import sheets as kept
from desktop.store.opening import open_root, open_roots
from desktop.store.units import Reading, Unit

SAVED, SIGNED = N_("The form was saved"), N_("The form was signed")
FINISHED, REMOVED = N_("The form was finished"), N_("The form was removed")
OPENED = N_("A closed form was opened")
RISK = N_("The level of risk was written onto the card")


def sheets_of(reading: Reading, family: UUID) -> tuple[SheetRow, ...]:
    """Every filled questionnaire of the family, newest first, without the answers."""
    return kept.of_family(reading, family)


def open_sheet(reading: Reading, id_: UUID) -> Snapshot | None:
    """A sheet with its typed answers, laid out by the version it was filled with; None when it is gone.

    Raises:
        Rejected: it is closed, and the person at the desk gave no reason a short while ago.
    """
    root = open_root(reading, AnswerSheet, id_)
    if root is None:
        return None
    if root.values.get("closed") and not closed.opened_sheet(reading, id_):
        raise Rejected(Finding(("reason",), message(N_("This form is closed: open it from the list with a reason"))))
    definition = _definition_of(reading, id_)
    return _record(definitions_kept.form_at(reading, definition), root, definition)


def open_sheets(reading: Reading, rows: Iterable[SheetRow]) -> Iterator[tuple[SheetRow, FormDefinition, Snapshot]]:
    """Several sheets that are not closed, each with the very form it was filled with, in the order asked."""
    wanted = [row for row in rows if not row.closed]
    roots = open_roots(reading, AnswerSheet, [row.id for row in wanted])
    forms = {id_: definitions_kept.form_at(reading, id_) for id_ in dict.fromkeys(row.definition for row in wanted)}
    for row in wanted:
        if (root := roots.get(row.id)) is not None:
            yield row, forms[row.definition], _record(forms[row.definition], root, row.definition)


def reopen_sheet(reading: Reading, _kind: str, id_: UUID) -> Snapshot | None:
    """`open_sheet` in the shape that a card wants."""
    return open_sheet(reading, id_)


def previous(reading: Reading, family: UUID, form: str, person: UUID | None, before: UUID | None = None) -> Snapshot | None:
    """The filling before this one, of the same questionnaire about the same person."""
    found = kept.newest(reading, family, form, person, before)
    return open_sheet(reading, found) if found else None


def _begun(form: FormDefinition, person: UUID | None, id_: UUID, reader: Reader, says: prefill.Prefilled) -> Snapshot:
    blank = rules.record_of(form, id_, 0, {}, {rules.FILLED_ON: reader.today, rules.PERSON: person})
    return prefill.with_answers(form, blank, says)


def copied(record: Snapshot, form: FormDefinition, id_: UUID, today: Any, new_id: Any) -> Snapshot:
    """A new sheet that begins with the answers of another; of what the form no longer asks nothing is taken."""
    values = {placed.key: record.values.get(placed.key) for placed in form.placed()}
    parts = {
        item.key: {
            (fresh := new_id()): Snapshot(item.kind, fresh, 0, {p.key: row.values.get(p.key) for p in item.fields})
            for row in record.parts.get(item.key, {}).values()
        }
        for item in form.lists()
    }
    head = {rules.FILLED_ON: today, rules.PERSON: record.values.get(rules.PERSON)}
    return Snapshot(form.record_kind, id_, 0, {**head, **values}, parts)


def write_sheet(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Save a sheet, half-filled or whole; answers that differ from the card become statements of that form.

    Raises:
        Conflict: somebody saved it since it was opened; carries the answers as they stand.
        Rejected: it was signed already, or has no day.
    """
    edit = edits[0]
    if edit.mine.values.get(rules.FILLED_ON) is None:
        raise Rejected(Finding((rules.FILLED_ON,), message(N_("Write the day when the form was filled"))))
    row, form = _new(unit, edit) if edit.base is None else _claimed(unit, edit.mine.id, edit.base.version)
    before = edit.base
    if row.state == rules.SIGNED:
        raise Rejected(Finding((), message(N_("A signed form is not rewritten: make a new one from it"))))
    _fill(row, form, edit.mine)
    unit.session.flush()
    if not form.closed:
        _statements(unit, form, row, before, edit.mine)
    return row.id


def finish_sheet(unit: Unit, id_: UUID, version: int) -> UUID:
    """The form is filled; it may still be changed until it is signed.

    Raises:
        Conflict: it was changed since it was opened.
    """
    row, _form = _claimed(unit, id_, version)
    if row.state == rules.DRAFT:
        row.state = rules.FINISHED
    return id_


def sign_sheet(unit: Unit, id_: UUID, version: int) -> UUID:
    """Close the form with the day of signing; a form with a numbering takes its number now.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: what the form needs before signing is not there, one sentence for each.
    """
    row, form = _claimed(unit, id_, version)
    if row.state == rules.SIGNED:
        raise Rejected(Finding((), message(N_("The form is signed already"))))
    record = _of_row(form, row)
    lacking = missing(form, record, NEEDS_SIGNING)
    if lacking:
        said = N_("Not filled yet: {what}")
        raise Rejected(*(Finding(path, message(said, what=_label(form, path))) for path in lacking))
    row.state, row.signed_on = rules.SIGNED, unit.today
    unit.recorder.undoable = False  # what was signed is not taken back: a new form is made from it
    if form.number and not row.number:
        numbers.give(unit, row, "number", f"form.{form.key}"[:40], form.number)
    return id_


def remove_sheet(unit: Unit, id_: UUID, version: int) -> UUID:
    """Take a sheet out of every list; it stays in the journal of changes.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it was signed.
    """
    row, _form = _claimed(unit, id_, version)
    if row.state == rules.SIGNED:
        raise Rejected(Finding((), message(N_("A signed form is not removed"))))
    row.removed = True
    return id_


def open_closed_sheet(unit: Unit, id_: UUID, reason: str) -> UUID:
    """Record why a closed form is opened, before anything of it is shown.

    Raises:
        Rejected: no reason is given.
    """
    if not reason.strip():
        raise Rejected(Finding(("reason",), message(N_("Write why it is opened"))))
    row = unit.claim(AnswerSheet, id_, None)
    unit.recorder.note("opened", row, reason=[None, reason.strip()])
    unit.recorder.undoable = False
    return id_


def record_risk(unit: Unit, id_: UUID) -> UUID:
    """Write the level of risk onto the case, with its points and day: the one that the team accepted, else the computed.

    Raises:
        Rejected: the form assesses no risk, or the family has no case in work.
    """
    row = unit.get(AnswerSheet, id_)
    form = definitions_kept.form_at(unit.reading, row.definition_id)
    score = rules.main_score(form)
    level = rules.accepted_risk(form, _of_row(form, row).values) or row.level
    if score is None or score.dictionary != rules.RISK_LEVELS or not level:
        raise Rejected(Finding((), message(N_("This form came to no level of risk"))))
    case_id = row.case_id or _case_of(unit.reading, row.family_id)
    if case_id is None:
        raise Rejected(Finding((), message(N_("The family has no case in work"))))
    case = unit.claim(Case, case_id, None)
    case.risk, case.risk_score, case.risk_on = level, row.points, row.filled_on
    return case.id


def _case_of(reading: Reading, family: UUID) -> UUID | None:
    from desktop.store.families import active_case  # noqa: PLC0415  only where the sheet names no case

    found = active_case(reading, family)
    return found.id if found else None


def _new(unit: Unit, edit: Edit) -> tuple[AnswerSheet, FormDefinition]:
    fixed = dict(edit.fixed)
    form = definitions_kept.form_at(unit.reading, fixed["definition_id"])  # type: ignore[arg-type]
    if unit.session.get(AnswerSheet, edit.mine.id) is not None:
        _claimed(unit, edit.mine.id, 0)  # written already by a save whose answer was lost: a conflict
    fixed.setdefault("author_id", unit.actor.id)
    filled_on: Any = edit.mine.values[rules.FILLED_ON]
    row = AnswerSheet(id=edit.mine.id, state=rules.DRAFT, closed=form.closed or None, filled_on=filled_on, answers={}, **fixed)
    unit.add(row)
    return row, form


def _claimed(unit: Unit, id_: UUID, version: int) -> tuple[AnswerSheet, FormDefinition]:
    definition = _definition_of(unit.reading, id_)
    try:
        row = unit.claim(AnswerSheet, id_, version)
    except Conflict as conflict:
        theirs = conflict.theirs
        record = _record(definitions_kept.form_at(unit.reading, definition), theirs, definition) if theirs else None
        raise Conflict(record, conflict.who, conflict.label) from None
    return row, definitions_kept.form_at(unit.reading, definition)


def _definition_of(reading: Reading, id_: UUID) -> UUID:
    found = kept.definition_of(reading, id_)
    if found is None:
        raise Rejected(Finding((), message(N_("The record is no longer there"))))
    return found


def _record(form: FormDefinition, root: Snapshot, definition: UUID) -> Snapshot:
    values = root.values
    head = {
        rules.FILLED_ON: values.get("filled_on"), rules.PERSON: values.get("person_id"), rules.STATE: values.get("state"),
        rules.NUMBER: values.get("number"), rules.AUTHOR: values.get("author_id"), rules.SIGNED_ON: values.get("signed_on"),
        rules.DEFINITION: definition,
    }  # fmt: skip
    answers = values.get("answers")
    return rules.record_of(form, root.id, root.version, answers if isinstance(answers, dict) else {}, head)


def _of_row(form: FormDefinition, row: AnswerSheet) -> Snapshot:
    return rules.record_of(form, row.id, row.row_version, row.answers or {}, {})


def _fill(row: AnswerSheet, form: FormDefinition, mine: Snapshot) -> None:
    values: dict[str, Any] = {
        "filled_on": mine.values.get(rules.FILLED_ON),
        "person_id": mine.values.get(rules.PERSON),
        "answers": rules.document_of(form, mine),
    }
    total = rules.main_total(form, mine.values)
    values |= {"points": total.points if total else None, "level": (total.level or None) if total else None}
    for key, value in values.items():
        if getattr(row, key) != value:
            setattr(row, key, value)


def _label(form: FormDefinition, path: tuple[str, ...]) -> str:
    rows = form.rows(path[0])
    asked = form.field(path)
    words = [rows.label if rows else "", asked.label if asked else ""]
    return ": ".join(word for word in words if word)


def _statements(unit: Unit, form: FormDefinition, row: AnswerSheet, before: Snapshot | None, mine: Snapshot) -> None:
    """What the form says otherwise than the card is offered for acceptance, with the form as its source."""
    plain = (placed for placed in form.placed() if not placed.field.closed)
    asked = [(placed, source) for placed in plain if (source := described(placed.prefill)) is not None]
    lists = [item for item in form.lists() if item.prefill]
    if not asked and not lists:
        return
    reader = Reader(unit.today, zone=unit.office.zone)
    known = prefill.known(unit.reading, row.family_id, row.person_id, reader)
    if known is None:
        return
    for placed, (subject, column) in asked:
        record = known.record(subject)
        changed = before is None or before.values.get(placed.key) != mine.values.get(placed.key)
        if record is not None and changed and subject != "office":
            _say(unit, row, known, record, placed, column, mine)
    people = {member.person.id: member.person for member in known.page.members}
    for item in lists:
        rows = mine.parts.get(item.key, {})
        earlier = before.parts.get(item.key, {}) if before else {}
        for person in people.values():
            id_ = prefill.row_id(row.id, item.key, person.id)
            if id_ not in rows or rows[id_] == earlier.get(id_):
                continue
            for placed in item.fields:
                of_person = _PERSON.get(placed.prefill.partition(".")[2])
                if of_person is not None and not placed.field.closed:
                    _say(unit, row, known, person, placed, of_person, rows[id_])


_PERSON = {f.key: f for f in fields_of(Person) if f.key not in ("work", "education")}


def _say(
    unit: Unit, row: AnswerSheet, known: prefill.Known, record: Snapshot, placed: Placed, column: Field, said: Snapshot
) -> None:
    value = back(column, placed.field, said.values.get(placed.key))
    known_value = record.values.get(column.key)
    if value is None or not differ(value, known_value) or cut_short(placed.field, value, known_value):
        return
    statement_from_answer(
        unit, family=row.family_id, subject_kind=record.kind, subject_id=record.id, field=column.key, value=value,
        sheet=row.id, said_by=known.author[0], said_on=row.filled_on,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Began:
    """What a sheet is opened with: its answers, those of the filling before, what the card says."""

    record: Snapshot
    before: Snapshot | None = None
    card: prefill.Prefilled = field(default_factory=prefill.Prefilled)


def began(reading: Reading, form: FormDefinition, family: UUID, person: UUID | None, id_: UUID, reader: Reader) -> Began:
    """A new sheet in one reading."""
    says = card_says(reading, form, family, person, reader)
    before = None if form.closed else previous(reading, family, form.key, person)
    return Began(_begun(form, person, id_, reader, says), before, says)


def opened(reading: Reading, row: SheetRow, form: FormDefinition, family: UUID, reader: Reader) -> Began | None:
    """A filled sheet in one reading; None when it is gone."""
    record = open_sheet(reading, row.id)
    if record is None:
        return None
    before = None if form.closed else previous(reading, family, row.form, row.person, row.id)
    return Began(record, before, card_says(reading, form, family, row.person, reader))


def card_says(reading: Reading, form: FormDefinition, family: UUID, person: UUID | None, reader: Reader) -> prefill.Prefilled:
    """What the card answers of this form now: it stands quietly beside the boxes."""
    known = prefill.known(reading, family, person, reader)
    return prefill.prefilled(form, known) if known is not None else prefill.Prefilled()
