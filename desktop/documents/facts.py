"""Facts in the words of paper: the label and the value of a described column, the same as on the form.

Nothing here writes a label: each comes from the `Field` of the column, so a fact renamed on the form is
renamed in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from desktop.base.messages import _
from desktop.models.documents import KeyValue, Tone
from desktop.models.fields import NEEDS_PRINTING, Field, fields_of
from desktop.models.kinds import Reader, to_text
from desktop.models.offices import Staff
from desktop.models.persons import Person
from desktop.rules.names import FullName

DONE = frozenset({"fulfilled", "done"})
FAILED = frozenset({"failed", "not_done"})
_FIELDS: Final[dict[type[object], dict[str, Field]]] = {}


def fields_by_key(entity: type[object]) -> dict[str, Field]:
    """The described columns of a mapped class by their keys."""
    if entity not in _FIELDS:
        _FIELDS[entity] = {field.key: field for field in fields_of(entity)}
    return _FIELDS[entity]


def label(entity: type[object], key: str) -> str:
    """The label of a described column in the language of the document."""
    return _(fields_by_key(entity)[key].label)


def value(row: Any, key: str, reader: Reader) -> str:
    """What a described column says, for people; empty when nothing is known."""
    return to_text(fields_by_key(type(row))[key], getattr(row, key), reader)


def pairs(row: Any, keys: Iterable[str], reader: Reader) -> Iterator[KeyValue]:
    """Label and value of each column that says something, or that a print needs and does not have."""
    for key in keys:
        field = fields_by_key(type(row))[key]
        said = value(row, key, reader)
        if said or NEEDS_PRINTING in field.needed_for:
            yield KeyValue(_(field.label), said or _("not stated"), field.closed)


def caption(entity: type[object], key: str, code: str, reader: Reader) -> str:
    """What a code of the column's dictionary is called."""
    return reader.caption(fields_by_key(entity)[key].dictionary, code) if code else ""


def day(when: date | None) -> str:
    """dd.MM.yyyy, or nothing."""
    return f"{when:%d.%m.%Y}" if when else ""


def period(since: date | None, till: date | None) -> str:
    """«01.02.2026 to 01.08.2026», «since 01.02.2026», «till 01.08.2026», or nothing."""
    if since and till:
        return f"{day(since)} \u2013 {day(till)}"
    if since:
        return _("since {date}").format(date=day(since))
    return _("till {date}").format(date=day(till)) if till else ""


def full_name(person: Person | Staff) -> FullName:
    """The parts of somebody's name."""
    return FullName(person.surname or "", person.given_name or "", person.patronymic or "")


def name_of(person: Person | Staff | None) -> str:
    """In full, or nothing."""
    return full_name(person).words() if person else ""


def initials_of(person: Person | Staff | None) -> str:
    """Surname and initials, or nothing."""
    return full_name(person).initials() if person else ""


def tone_of(state: str | None, due: date | None, today: date) -> Tone:
    """How a promise stands: kept, broken, overdue, or on its way."""
    if state in DONE:
        return "good"
    if state in FAILED:
        return "bad"
    return "amber" if overdue(state, due, today) else ""


def overdue(state: str | None, due: date | None, today: date) -> bool:
    """Whether the term has passed and nobody has marked what became of it."""
    return state not in DONE | FAILED and due is not None and due < today


def joined(*parts: str, by: str = ", ") -> str:
    """Those of the parts that say something."""
    return by.join(part for part in parts if part)
