"""What is wrong with a record: checks of each value, of values beside each other, of personal numbers.

A finding that blocks is red: it cannot be true. All others are amber: unusual, but lives are unusual.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache

from desktop.base.messages import N_, Finding, Message, message
from desktop.models import checks
from desktop.models.definitions import FormDefinition, Path
from desktop.models.everything import ENTITIES
from desktop.models.fields import Check, Field, Value, fields_of
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.rules import identity_papers, numbers, phones

WARNINGS: frozenset[Check] = frozenset({checks.a_human_life, checks.this_century_or_last, checks.a_phone})
ORDERED = (  # the later one cannot lie before the earlier one, wherever a record has both
    ("born", "died"),
    ("came", "left"),
    ("since", "till"),
    ("low_income_since", "low_income_till"),
    ("issued_on", "valid_till"),
    ("dated", "valid_till"),
    ("opened_on", "closed_on"),
    ("opened_on", "due_on"),
    ("received_at", "decided_on"),
    ("since", "ended_on"),
    ("raised_at", "answered_at"),
    ("received_at", "answered_at"),
    ("acute_since", "acute_till"),
    ("closed_on", "observe_till"),
    ("since", "resumed"),
    ("given_on", "withdrawn_on"),
    ("registered_on", "left_on"),
    ("joined_on", "left_on"),
    ("asked_on", "answered_on"),
    ("admitted_at", "placed_on"),
    ("since", "solved_on"),
    ("chosen_on", "reached_on"),
    ("surveyed_on", "drawn_on"),
    ("matched_on", "since"),
)
UNUSUAL = (  # the later one seldom lies before the earlier one: said in amber
    ("received_at", "check_on"),
    ("opened_on", "next_visit_on"),
    ("chosen_on", "control_on"),
)
OBSERVED_MONTHS = 12  # after the exit from the family, the technology says «up to a year»
YOUNGEST_PARENT = 12  # years
_TWINS_APART = 2  # days
_FILL = {  # what is said where more can be said than that the box is empty
    ("family", "name"): N_("Write the surname of the family"),
    ("signal", "about"): N_("Write about whom it is"),
}


def check_value(field: Field, value: Value, today: date) -> tuple[Message, bool] | None:
    """The first thing wrong with one value, and whether it blocks."""
    if value is None:
        return None
    if field.size and isinstance(value, str) and len(value) > field.size:
        return message(N_("At most {size} characters fit here, and there are {count}"), size=field.size, count=len(value)), True
    for check in field.checks:
        if (wrong := check(value, today)) is not None:
            return wrong, check not in WARNINGS
    return None


@cache
def required(kind: str) -> frozenset[str]:
    """The described facts without which the office cannot keep a record or row of this kind."""
    entity = ENTITIES.get(kind)
    if entity is None:
        return frozenset()
    columns = entity.__table__.c
    return frozenset(f.key for f in fields_of(entity) if f.kind != "choices" and not columns[f.key].nullable)


def unfilled(record: Snapshot) -> tuple[Finding, ...]:
    """Boxes of the record and of its rows that stand empty and without which it cannot be written."""
    rows = ((key, row) for key, part in record.parts.items() for row in part.values())
    own = tuple(_unfilled(record, ()))
    return (*own, *(finding for key, row in rows for finding in _unfilled(row, (key, str(row.id)))))


def _unfilled(record: Snapshot, path: Path) -> Iterator[Finding]:
    wanted = required(record.kind)
    for key, value in record.values.items():
        if key in wanted and value is None:
            said = _FILL.get((record.kind, key), N_("Fill this box: without it the card is not saved"))
            yield Finding((*path, key), message(said))


def check_form(form: FormDefinition, record: Snapshot, today: date, *, office_country: str | None = None) -> tuple[Finding, ...]:
    """Everything to be said about a record as this form shows it, its rows included."""
    fields = tuple(placed.field for placed in form.placed())
    rows = {item.key: tuple(placed.field for placed in item.fields) for item in form.lists()}
    return tuple(_check(fields, rows, record, today, office_country))


def check_record(record: Snapshot, today: date, *, office_country: str | None = None) -> tuple[Finding, ...]:
    """Everything to be said about the values of a described record, whatever form shows it."""
    rows = {
        key: fields_of(ENTITIES[row.kind])
        for key, part in record.parts.items()
        for row in list(part.values())[:1]
        if row.kind in ENTITIES
    }
    return tuple(_check(fields_of(ENTITIES[record.kind]), rows, record, today, office_country))


def check_parent(parent: PartialDate | None, child: PartialDate | None) -> Message | None:
    """A parent by birth is at least twelve years older than the child: less is a slip, or very rare."""
    if parent is None or child is None:
        return None
    if parent.earliest > child.latest:
        return message(N_("The parent was born after the child: check the dates"))
    most = child.latest.year - parent.earliest.year - (
        (child.latest.month, child.latest.day) < (parent.earliest.month, parent.earliest.day)
    )  # fmt: skip
    if most < YOUNGEST_PARENT:
        return message(
            N_("The parent is less than {years} years older than the child: check the dates"),
            years=YOUNGEST_PARENT,
        )
    return None


def check_bond(bond: Snapshot, first_born: PartialDate | None, second_born: PartialDate | None) -> tuple[Finding, ...]:
    """What is wrong with a bond beside the birth dates of the two; a parent born after the child cannot be."""
    if bond.values.get("kind") == "twins":
        return _check_twins(first_born, second_born)
    if bond.values.get("kind") != "parent" or bond.values.get("nature") not in {None, "birth"}:
        return ()
    wrong = check_parent(first_born, second_born)
    impossible = first_born is not None and second_born is not None and _is_before(second_born, first_born)
    return (Finding(("first_id",), wrong, blocks=impossible),) if wrong else ()


def _check_twins(first: PartialDate | None, second: PartialDate | None) -> tuple[Finding, ...]:
    """Twins are born on one day, or on two days in a row."""
    if first is None or second is None or first.about or second.about:
        return ()
    apart = max((first.earliest - second.latest).days, (second.earliest - first.latest).days)
    if apart <= _TWINS_APART:
        return ()
    return (Finding(("kind",), message(N_("Twins are born together: check the birth dates")), blocks=False),)


def _check(
    fields: Iterable[Field],
    rows: Mapping[str, tuple[Field, ...]],
    record: Snapshot,
    today: date,
    country: str | None,
) -> Iterator[Finding]:
    yield from _values(tuple(fields), record, (), today, country)
    if (number := _personal_number(record, country)) is not None:
        yield number
    yield from _of_kind(record, today)
    for key, of_row in rows.items():
        for id_, row in record.parts.get(key, {}).items():
            yield from _values(of_row, row, (key, str(id_)), today, country)
            if row.kind == "person_document":
                yield from _paper(row, record, (key, str(id_)), today, country)


def _values(fields: tuple[Field, ...], record: Snapshot, path: Path, today: date, country: str | None) -> Iterator[Finding]:
    wrong: set[str] = set()
    for field in fields:
        if (said := check_value(field, record.values.get(field.key), today)) is not None:
            wrong.add(field.key)
            yield Finding((*path, field.key), said[0], said[1])
        elif (phone := _phone(field, record, country)) is not None:
            yield Finding((*path, field.key), phone, blocks=False)
    named = {field.key: field for field in fields}
    for earlier, later in ORDERED:
        if earlier in named and later in named and not {earlier, later} & wrong:
            values = record.values.get(earlier), record.values.get(later)
            if _is_before(values[1], values[0]):
                yield Finding((*path, later), _order_words(named[earlier], named[later]))
    for earlier, later in UNUSUAL:
        if earlier in named and later in named and _is_before(record.values.get(later), record.values.get(earlier)):
            said_ = message(
                N_("«{later}» is earlier than «{earlier}»: check the dates"),
                later=Message(named[later].label), earlier=Message(named[earlier].label),
            )  # fmt: skip
            yield Finding((*path, later), said_, blocks=False)
    if _is_before(record.values.get("next_on"), record.values.get("visited_on")):
        yield Finding((*path, "next_on"), message(N_("The next visit is before this one")), blocks=False)


def _order_words(earlier: Field, later: Field) -> Message:
    said = N_("«{later}» cannot be earlier than «{earlier}»")
    return message(said, later=Message(later.label), earlier=Message(earlier.label))


def _is_before(later: Value, earlier: Value) -> bool:
    """Whether `later` certainly lies before `earlier`; inexact dates get the benefit of the doubt."""
    if isinstance(later, str) and isinstance(earlier, str):
        return later < earlier  # times of a day, «09:05» as kept
    ends, starts = _last_day(later), _first_day(earlier)
    return ends is not None and starts is not None and ends < starts


def _first_day(value: Value) -> date | None:
    if isinstance(value, PartialDate):
        return None if value.about else value.earliest
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _last_day(value: Value) -> date | None:
    if isinstance(value, PartialDate):
        return None if value.about else value.latest
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _personal_number(record: Snapshot, country: str | None) -> Finding | None:
    number, born = record.values.get("personal_number"), record.values.get("born")
    citizenship, sex = record.values.get("citizenship"), record.values.get("sex")
    if not isinstance(number, str) or not number.strip():
        return None
    kind = numbers.kind_for(citizenship if isinstance(citizenship, str) else None, country)
    wrong = numbers.check(kind, number, born if isinstance(born, PartialDate) else None, sex if isinstance(sex, str) else None)
    if wrong and (other := numbers.other_kind(number, kind)):
        said = N_("This looks like a number of another country ({name}): choose the citizenship")
        wrong = message(said, name=Message(_NUMBER_NAMES[other]))
    return Finding(("personal_number",), wrong, blocks=False) if wrong else None


_NUMBER_NAMES = {"snils": N_("SNILS"), "kg_pin": N_("PIN"), "ua_rnokpp": N_("RNOKPP")}


def _phone(field: Field, record: Snapshot, country: str | None) -> Message | None:
    value = record.values.get(field.key)
    if checks.a_phone not in field.checks or not isinstance(value, str):
        return None
    return phones.check_phone(value, country)


def _paper(row: Snapshot, person: Snapshot, path: Path, today: date, country: str | None) -> Iterator[Finding]:
    """A paper of this person: its series and number, and whether it is still good."""
    kind, series, number = (_words(row.values.get(key)) for key in ("kind", "series", "number"))
    issued, till, born = row.values.get("issued_on"), row.values.get("valid_till"), person.values.get("born")
    of = _words(person.values.get("citizenship")) or (country or "").lower() or None
    said = identity_papers.check_paper(
        kind, series, number, issued if isinstance(issued, date) else None,
        born if isinstance(born, PartialDate) else None, of,
    )  # fmt: skip
    if said is not None:
        yield Finding((*path, said[0]), said[1], blocks=False)
    if isinstance(till, date) and till < today:
        yield Finding((*path, "valid_till"), message(N_("This document is no longer valid")), blocks=False)
    if isinstance(born, PartialDate) and _is_before(issued, born):
        yield Finding((*path, "issued_on"), message(N_("The document was issued before the birth: check the dates")))


def _of_kind(record: Snapshot, today: date) -> Iterator[Finding]:
    """What only records of one kind can have wrong."""
    values = record.values
    if record.kind == "family":
        till = values.get("low_income_till")
        if isinstance(till, date) and till < today:
            yield Finding(("low_income_till",), message(N_("The certificate has ended")), blocks=False)
        yield from _twice_in(record)
    elif record.kind == "bond":
        yield from _of_another_bond(values)
    elif record.kind == "case":
        closed, observe = values.get("closed_on"), values.get("observe_till")
        if isinstance(closed, date) and isinstance(observe, date) and observe > _months_after(closed, OBSERVED_MONTHS):
            said = message(N_("Observation lasts {months} months at most"), months=OBSERVED_MONTHS)
            yield Finding(("observe_till",), said, blocks=False)


_OF_BOND = {  # shipped codes of what a bond can be and how it can end; an office's own ones are for every kind
    "parent": ({"birth", "adoptive", "step", "foster", "guardian"}, {"adoption_cancelled", "care_ended", "death"}),
    "union": ({"marriage", "cohabitation", "relationship"}, {"divorce", "separation", "death"}),
    "twins": ({"identical", "fraternal"}, set()),
}


def _of_another_bond(values: Mapping[str, Value]) -> Iterator[Finding]:
    """A divorce of a mother from her child, identical spouses: the code belongs to another kind of bond."""
    own = _OF_BOND.get(_words(values.get("kind")))
    for place, key in enumerate(("nature", "ended")):
        known: set[str] = {code for kind in _OF_BOND.values() for code in kind[place]}
        if own is not None and _words(values.get(key)) in known - own[place]:
            said = message(N_("This does not fit the kind of the bond: choose another"))
            yield Finding((key,), said, blocks=False)


def _twice_in(family: Snapshot) -> Iterator[Finding]:
    """Nobody stands twice in one household at the same time."""
    here: set[Value] = set()
    for id_, row in family.parts.get("memberships", {}).items():
        person = row.values.get("person_id")
        if person is None or row.values.get("till") is not None:
            continue
        if person in here:
            said = message(N_("This person stands in the family twice: say in one of the lines till when"))
            yield Finding(("memberships", str(id_), "person_id"), said)
        here.add(person)


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _words(value: Value) -> str:
    return value if isinstance(value, str) else ""
