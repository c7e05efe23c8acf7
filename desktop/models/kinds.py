"""One codec for each kind of field: typed value ↔ JSON ↔ text for people.

Forms, the audit, drafts, statements, answers, undo, merge and imports all use it, so a value that was written in one of
them reads the same in every other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from desktop.base.messages import N_, Message, _, message
from desktop.models.fields import Field, Value
from desktop.models.partial_dates import PartialDate

Captions = Callable[[str, str], str]  # dictionary, code → caption
Json = Any


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to turn a value into words or words into a value: captions, today, the office's zone."""

    today: date
    caption: Captions = lambda _dictionary, code: code
    zone: tzinfo = UTC


class Unreadable(ValueError):
    """What was typed is not a value of this kind; `message` says what is expected."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def to_json(value: Value) -> Json:
    """The value as it stands in the audit, drafts and answers."""
    match value:
        case PartialDate():
            return value.kept()
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value


def from_json(field: Field, kept: Json) -> Value:
    """The value back from what `to_json` wrote.

    Raises:
        ValueError: it was not written for a field of this kind.
    """
    if kept is None:
        return None
    try:
        value: Value = _FROM_JSON[field.kind](kept)
    except (TypeError, InvalidOperation, AttributeError) as error:
        raise ValueError(f"{field.key}: {kept!r}") from error
    return value


def _plain(type_: type) -> Callable[[Json], Any]:
    def check(kept: Json) -> Any:
        if type(kept) is not type_:
            raise ValueError(kept)
        return kept

    return check


_FROM_JSON: dict[str, Callable[[Json], Any]] = {
    "text": _plain(str),
    "long": _plain(str),
    "choice": _plain(str),
    "clock": _plain(str),
    "number": _plain(int),
    "flag": _plain(bool),
    "document": _plain(dict),
    "day": date.fromisoformat,
    "partial_day": PartialDate.from_kept,
    "moment": datetime.fromisoformat,
    "money": Decimal,
    "decimal": Decimal,
    "reference": UUID,
    "choices": tuple,
}


def to_text(field: Field, value: Value, reader: Reader) -> str:  # noqa: PLR0911  one line a kind
    """The value for people: dd.MM.yyyy, captions instead of codes, `1 234,50`. Empty for None."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case PartialDate():
            return partial_words(value)
        case datetime():
            return value.astimezone(reader.zone).strftime("%d.%m.%Y %H:%M")
        case date():
            return value.strftime("%d.%m.%Y")
        case Decimal():
            return _decimal_words(value, field.kind)
        case tuple():
            return ", ".join(reader.caption(field.dictionary, code) for code in value)
        case str() if field.kind == "choice":
            return reader.caption(field.dictionary, value)
        case dict():
            return _("{count} answers").format(count=len(value))
        case _:
            return str(value)


def _decimal_words(value: Decimal, kind: str) -> str:
    said = f"{value:,.2f}" if kind == "money" else f"{value.normalize():,f}"
    return said.replace(",", "\u00a0").replace(".", ",")


def partial_words(value: PartialDate) -> str:
    """«08.03.2019», «03.2019», «2019», «about 2019»."""
    text = f"{value.year:04}"
    if value.month is not None:
        text = f"{value.month:02}.{text}"
    if value.day is not None:
        text = f"{value.day:02}.{text}"
    return _("about {date}").format(date=text) if value.about else text


def from_text(field: Field, typed: str, reader: Reader) -> Value:
    """What a person typed into a field, as a value; an empty line is None.

    Raises:
        Unreadable: says what is expected, for showing beside the field.
    """
    typed = typed.strip() if field.kind != "long" else typed.rstrip()
    if not typed:
        return None
    reading = _FROM_TEXT.get(field.kind)
    return reading(typed, reader) if reading else typed


_DAY = re.compile(r"^(\d{1,2})(?:[.,/\- ](\d{1,2})(?:[.,/\- ](\d{2}|\d{4}))?)?$")
_COMPACT = re.compile(r"^(\d{2})(\d{2})(\d{2}|\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
NOT_A_DAY = N_("A date is expected, for example 09.03.2026")
NOT_A_PARTIAL_DAY = N_("A date, a month (03.2019), a year (2019) or «~2019» is expected")


def read_day(typed: str, today: date) -> date:
    """`9` is the 9th of this month, `9.3` the 9th of March of this year, `+7` in a week, the key T (in either layout) today.

    Raises:
        Unreadable: no calendar has such a day.
    """
    if typed.lower() in {"t", "\u0442", "\u0435"}:  # the key T in Latin and Russian layouts
        return today
    if re.match(r"^[+\-\u2212]\d{1,3}$", typed):
        return today + timedelta(days=int(typed.replace("\u2212", "-")))
    if iso := _ISO.match(typed):
        year, month, day = (int(part) for part in iso.groups())
    elif compact := _COMPACT.match(typed):
        day, month, year = int(compact[1]), int(compact[2]), _year(compact[3], today)
    elif match := _DAY.match(typed.rstrip(".")):
        day, month = int(match[1]), int(match[2] or today.month)
        year = _year(match[3], today) if match[3] else today.year
    else:
        raise Unreadable(message(NOT_A_DAY))
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(message(N_("There is no such day in the calendar: {typed}"), typed=typed)) from None


def _year(typed: str, today: date) -> int:
    if len(typed) == 4:
        return int(typed)
    century = today.year // 100 * 100
    year = century + int(typed)
    return year if year <= today.year + 10 else year - 100


def _read_partial(typed: str, reader: Reader) -> PartialDate:
    about = typed[0] in "~\u2248" or typed.lower().startswith(("\u043e\u043a\u043e\u043b\u043e ", "about "))
    rest = re.sub(r"^(~|\u2248|\w+ )\s*", "", typed).strip() if about else typed
    try:
        if match := re.match(r"^(\d{4})$", rest):
            return PartialDate(int(match[1]), about=about)
        if match := re.match(r"^(\d{1,2})[.,/\- ](\d{4})$", rest):
            return PartialDate(int(match[2]), int(match[1]), about=about)
    except ValueError:
        raise Unreadable(message(NOT_A_PARTIAL_DAY)) from None
    try:
        exact = read_day(rest, reader.today)
    except Unreadable:
        raise Unreadable(message(NOT_A_PARTIAL_DAY)) from None
    return PartialDate(exact.year, exact.month, exact.day, about)


def _read_moment(typed: str, reader: Reader) -> datetime:
    day_part, _space, time_part = typed.partition(" ")
    day = read_day(day_part, reader.today)
    match = re.match(r"^(\d{1,2})[:.\-]?(\d{2})?$", time_part.strip() or "0:00")
    edge = not date.min.year < day.year < date.max.year  # in another time zone it may be no day of the calendar
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59 or edge:
        raise Unreadable(message(N_("A date and time are expected, for example 09.03.2026 14:30")))
    return datetime(day.year, day.month, day.day, int(match[1]), int(match[2] or 0), tzinfo=reader.zone)


def _read_clock(typed: str, _reader: Reader) -> str:
    match = re.match(r"^(\d{1,2})(?:[:.\- ]?(\d{2}))?$", typed)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Unreadable(message(N_("A time is expected, for example 14:30")))
    return f"{int(match[1]):02}:{match[2] or '00'}"


def _read_money(typed: str, _reader: Reader) -> Decimal:
    compact = re.sub(r"[\s\u00a0]", "", typed).replace(",", ".")
    if not re.match(r"^-?\d{1,12}(\.\d{1,2})?$", compact):
        raise Unreadable(message(N_("A sum is expected, for example 12 500,00")))
    return Decimal(compact).quantize(Decimal("0.01"))


def _read_decimal(typed: str, _reader: Reader) -> Decimal:
    compact = re.sub(r"[\s\u00a0]", "", typed).replace(",", ".")
    if not re.match(r"^-?\d{1,9}(\.\d{1,2})?$", compact):
        raise Unreadable(message(N_("A number is expected, for example 54,5")))
    return Decimal(compact).quantize(Decimal("0.01"))


def _read_number(typed: str, _reader: Reader) -> int:
    compact = re.sub(r"[\s\u00a0]", "", typed)
    if not re.match(r"^-?\d{1,9}$", compact):
        raise Unreadable(message(N_("A whole number is expected")))
    return int(compact)


_FROM_TEXT: dict[str, Callable[[str, Reader], Value]] = {
    "day": lambda typed, reader: read_day(typed, reader.today),
    "partial_day": _read_partial,
    "moment": _read_moment,
    "clock": _read_clock,
    "money": _read_money,
    "decimal": _read_decimal,
    "number": _read_number,
}
