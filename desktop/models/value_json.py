"""Frozen values ↔ JSON by their own annotations: read strictly, because a file or a row may have been written by anybody.

What a value's class does not say is refused: another key, another word, a number that is none, text that no database
keeps. One reader for every value, so that a field added to a class is kept and read from that moment on.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from desktop.models.partial_dates import PartialDate

T = TypeVar("T")

MOST_ITEMS: Final = 6_000
MOST_CHARACTERS: Final = 4_000_000
LONGEST_TEXT: Final = 20_000
FARTHEST: Final = 10_000  # millimetres and degrees: beyond it is no place on a drawing, and a database overflows
_GREATEST: Final = 2**53


def value_out(value: object) -> Any:  # noqa: PLR0911  one line a kind
    """The value as JSON knows it; defaults are left out."""
    if isinstance(value, PartialDate):
        return value.kept()
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        plain = {f.name: f.default if f.default_factory is MISSING else f.default_factory() for f in fields(value)}
        return {key: value_out(one) for key, one in kept.items() if one != plain[key]}
    if isinstance(value, Mapping):
        return {str(key): value_out(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value_out(one) for one in value)
    if isinstance(value, tuple | list):
        return [value_out(one) for one in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def value_in(kind: type[T], raw: object, where: str = "value") -> T:
    """The value of this class that `value_out` wrote.

    Raises:
        ValueError: it is not one; the sentence says where.
    """
    found: T = _read(kind, raw, where)
    return found


def parsed(text: str) -> object:
    """Text as JSON without what JSON does not have: twins of a key, numbers that are none.

    Raises:
        ValueError: it is no JSON.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError("the text is too long")
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, raw: object, where: str) -> Any:  # noqa: PLR0911  one line a kind
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if raw is None else _read(next(k for k in get_args(kind) if k is not type(None)), raw, where)
    if origin is Literal:
        return _word(get_args(kind), raw, where)
    if origin is tuple:
        return _row(get_args(kind), raw, where)
    if origin is frozenset:
        items = _list(raw, where)
        return frozenset(_read(get_args(kind)[0], one, where) for one in items)
    if origin is not None and issubclass(origin, Mapping):
        key, value = get_args(kind)
        whole = object_in(raw, where)
        return {_read(key, one, where): _read(value, two, f"{where}.{one[:40]}") for one, two in whole.items()}
    if kind in _PLAIN:
        return _PLAIN[kind](raw, where)
    return _instance(kind, raw, where)


def _instance(kind: type, raw: object, where: str) -> Any:
    whole, hints = object_in(raw, where), _hints(kind)
    wanted = {f.name: f for f in fields(kind)}
    if strange := sorted(set(whole) - set(wanted)):
        raise ValueError(f"{where}: {strange[0][:40]!r} is not known")
    needed = {name for name, f in wanted.items() if f.default is MISSING and f.default_factory is MISSING}
    if missing := sorted(needed - set(whole)):
        raise ValueError(f"{where}: {missing[0]} is missing")
    return kind(**{name: _read(hints[name], one, f"{where}.{name}") for name, one in whole.items()})


def _row(args: tuple[Any, ...], raw: object, where: str) -> tuple[Any, ...]:
    items = _list(raw, where)
    if len(args) == 2 and args[1] is ...:
        return tuple(_read(args[0], one, f"{where}[{at}]") for at, one in enumerate(items))
    if len(items) != len(args):
        raise ValueError(f"{where}: {len(args)} values are expected")
    return tuple(_read(kind, one, where) for kind, one in zip(args, items, strict=True))


def _word(allowed: tuple[Any, ...], raw: object, where: str) -> Any:
    if not isinstance(raw, str) or raw not in allowed:
        raise ValueError(f"{where}: not one of the known words")
    return raw


def object_in(raw: object, where: str) -> dict[str, object]:
    """An object of JSON that is not endless."""
    if not isinstance(raw, dict) or len(raw) > MOST_ITEMS:
        raise ValueError(f"{where}: an object is expected")
    return raw


def _list(raw: object, where: str) -> list[object]:
    if not isinstance(raw, list | tuple) or len(raw) > MOST_ITEMS:
        raise ValueError(f"{where}: a list is expected")
    return list(raw)


def text_in(raw: object, where: str, longest: int = LONGEST_TEXT) -> str:
    """Text that a database and a font can keep."""
    if not isinstance(raw, str) or len(raw) > longest:
        raise ValueError(f"{where}: text of at most {longest} characters is expected")
    if "\0" in raw or any("\ud800" <= c <= "\udfff" for c in raw):
        raise ValueError(f"{where}: holds what no database and no font can keep")
    return raw


def id_in(raw: object, where: str) -> UUID:
    """An id as this program writes it."""
    text = text_in(raw, where)
    try:
        found = UUID(text)
    except ValueError:
        raise ValueError(f"{where}: not an id") from None
    if str(found) != text:
        raise ValueError(f"{where}: not an id")
    return found


def day_in(raw: object, where: str) -> date:
    """A whole day."""
    text = text_in(raw, where)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{where}: not a day") from None
    if found.isoformat() != text:
        raise ValueError(f"{where}: not a day")
    return found


def _partial(raw: object, where: str) -> PartialDate:
    try:
        return PartialDate.from_kept(text_in(raw, where))
    except ValueError:
        raise ValueError(f"{where}: not a date") from None


def flag_in(raw: object, where: str) -> bool:
    """Yes or no."""
    if not isinstance(raw, bool):
        raise ValueError(f"{where}: yes or no is expected")  # noqa: TRY004  one kind of refusal for callers
    return raw


def _whole(raw: object, where: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or abs(raw) > _GREATEST:
        raise ValueError(f"{where}: a whole number is expected")
    return raw


def _number(raw: object, where: str) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool) or math.isnan(raw if isinstance(raw, float) else 0):
        raise ValueError(f"{where}: a number is expected")
    if abs(raw) > FARTHEST:
        raise ValueError(f"{where}: a number from -{FARTHEST} to {FARTHEST} is expected")
    return float(raw)


_PLAIN: Final[dict[Any, Any]] = {
    str: text_in, UUID: id_in, date: day_in, PartialDate: _partial, bool: flag_in, int: _whole, float: _number,
}  # fmt: skip
