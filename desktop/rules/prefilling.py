"""An answer from the card: a value of the card made a value of the question, or None where it does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from desktop.models.fields import Field, Kind, Value
from desktop.models.kinds import Reader, to_text
from desktop.models.partial_dates import PartialDate
from desktop.rules.forms import is_empty

_WORDS = ("text", "long")
_AMOUNTS = ("money", "decimal", "number")


@dataclass(frozen=True, slots=True)
class Fact:
    """What the card says: the value, and the field it stands in (None: derived)."""

    value: Value
    field: Field | None = None


def fitting(question: Field, fact: Fact, reader: Reader) -> Value:
    """The card's value as an answer to this question; words where the question asks for words."""
    value = fact.value
    if is_empty(value):
        return None
    direct = _same_kind(question, fact)
    if direct is not None:
        return direct[: question.size] if question.size and isinstance(direct, str) and question.kind in _WORDS else direct
    if question.kind in _WORDS and not isinstance(value, UUID | dict):
        field = fact.field or Field("", _kind_of(value))
        words = value if isinstance(value, str) and field.kind in _WORDS else to_text(field, value, reader)
        return words[: question.size] if question.size else words
    return None


def back(column: Field, question: Field, answer: Value) -> Value:
    """The answer as a value of the card's column, or None where the two cannot be compared."""
    return None if is_empty(answer) else _same_kind(column, Fact(answer, question))


def _same_kind(wanted: Field, fact: Fact) -> Value:  # noqa: PLR0911  one return for each pair of kinds
    value, field = fact.value, fact.field
    if field is not None and field.kind == wanted.kind:
        same = field.dictionary == wanted.dictionary and field.to == wanted.to
        return value if same else None
    if isinstance(value, str) and wanted.kind in _WORDS and (field is None or field.kind in _WORDS):
        return value
    if isinstance(value, PartialDate):
        return value.earliest if wanted.kind == "day" and value.earliest == value.latest and not value.about else None
    if wanted.kind == "partial_day" and field is not None and field.kind == "day" and isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    if isinstance(value, Decimal | int) and not isinstance(value, bool) and wanted.kind in _AMOUNTS:
        return _amount(wanted, value)
    if field is None and _kind_of(value) == wanted.kind and not wanted.dictionary:
        return value
    return None


def _amount(wanted: Field, value: Decimal | int) -> Value:
    if wanted.kind == "number":
        return int(value) if value == int(value) else None
    return Decimal(value).quantize(Decimal("0.01"))


def _kind_of(value: Value) -> Kind:
    return (
        "number" if isinstance(value, int) else "money" if isinstance(value, Decimal)
        else "partial_day" if isinstance(value, PartialDate) else "text" if isinstance(value, str) else "day"
    )  # fmt: skip


def cut_short(question: Field, answer: Value, known: Value) -> bool:
    """Whether the answer is what the card says as far as it fits the question: that is no other answer."""
    if not (isinstance(answer, str) and isinstance(known, str)):
        return False
    return len(answer) == question.size and known.startswith(answer)


def differ(first: Value, second: Value) -> bool:
    """Whether two values say something different; blanks around words do not count."""
    if isinstance(first, str) and isinstance(second, str):
        return " ".join(first.split()).casefold() != " ".join(second.split()).casefold()
    return first != second
