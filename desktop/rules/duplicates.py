"""Who may be written twice: people and families that look like what is being typed, and by what.

A person is compared only with those that a number, a birth date or a name found (the store looks them up by index),
so a hundred thousand families cost as much as a hundred. Nothing is refused: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, Message, message
from desktop.models.lists import SearchHit
from desktop.models.partial_dates import PartialDate
from desktop.rules.search import fold, phone_tokens

_ALIKE: Final = 84  # of a hundred: letters of two names in a row that agree
_ADDRESS_ALIKE: Final = 88
_NAMES: Final = ("surname", "given_name", "patronymic")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the office has: what is compared, and the hit that is shown."""

    hit: SearchHit
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    born: PartialDate | None = None
    number: str = ""
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody who is being typed."""

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    born: PartialDate | None = None
    number: str = ""
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """A family the office has, with what a new one is compared by."""

    hit: SearchHit
    name: str
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspect:
    """Who it may be, and why; `sure` when a number or name with birth date says so."""

    hit: SearchHit
    why: tuple[Message, ...]
    sure: bool


def digits_of(text: str | None) -> str:
    """A number as it is compared: digits and letters only."""
    return re.sub(r"[\W_]", "", text or "").upper()


def paper_key(kind: str | None, series: str | None, number: str | None) -> str:
    """A paper as it is compared; empty when its number is not written."""
    plain = digits_of(number)
    return f"{kind or ''}:{digits_of(series)}:{plain}" if plain else ""


def person_suspect(sought: Sought, known: Known) -> Suspect | None:
    """Whether the two may be one person."""
    why: list[Message] = []
    if sought.number and digits_of(sought.number) == digits_of(known.number):
        why.append(message(N_("same personal number")))
    if sought.papers & known.papers:
        why.append(message(N_("same document")))
    sure = bool(why)
    if _same_name(sought, known):
        days = _same_day(sought.born, known.born)
        if days:
            why.append(message(N_("same name and date of birth")))
            sure = sure or (_exact(sought.born) and _exact(known.born))
        elif days is None and sought.given_name and known.given_name:
            why.append(message(N_("same name")))
    elif _same_but_for_surname(sought, known):
        why.append(message(N_("same given name, patronymic and date of birth")))
    return Suspect(known.hit, tuple(why), sure) if why else None


def family_suspect(name: str, address: str, phone: str, known: KnownFamily) -> Suspect | None:
    """Whether a family that is being typed may be this one: the same phone and address, or the same name and one of them."""
    same_phone = bool(phone_tokens(phone) & {token for one in known.phones for token in phone_tokens(one)})
    same_address = any(address_alike(address, one) for one in known.addresses)
    same_name = bool(name.strip()) and _ratio(fold(name), fold(known.name)) >= _ALIKE
    why: list[Message] = []
    if same_phone:
        why.append(message(N_("same phone")))
    if same_address:
        why.append(message(N_("same address")))
    if same_name:
        why.append(message(N_("same surname")))
    if len(why) < 2 and not same_phone and not same_address:
        return None
    return Suspect(known.hit, tuple(why), sure=len(why) >= 2)


def address_alike(one: str, other: str) -> bool:
    """Whether two addresses name one place: the figures of house and flat agree, the words nearly do."""
    mine, theirs = _place(one), _place(other)
    if not mine[0] or not theirs[0] or not mine[1] or mine[1] != theirs[1]:
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.token_set_ratio(mine[0], theirs[0]) >= _ADDRESS_ALIKE)


def _place(address: str) -> tuple[str, tuple[str, ...]]:
    words = re.findall(r"[^\W\d_]{3,}", fold(address))
    return " ".join(words), tuple(re.findall(r"\d+", address))


def ordered(suspects: Iterable[Suspect], most: int = 6) -> tuple[Suspect, ...]:
    """The likeliest first, each once."""
    found: dict[UUID, Suspect] = {}
    for one in suspects:
        before = found.get(one.hit.record)
        if before is None or (one.sure, len(one.why)) > (before.sure, len(before.why)):
            found[one.hit.record] = one
    return tuple(sorted(found.values(), key=lambda s: (not s.sure, -len(s.why), s.hit.title))[:most])


def _same_name(sought: Sought, known: Known) -> bool:
    """Names agree but for a slip of the pen; a patronymic that only one of them has says nothing."""
    for key in _NAMES:
        mine, theirs = fold(getattr(sought, key)), fold(getattr(known, key))
        if mine and theirs and not _name_alike(mine, theirs):
            return False
    return bool(sought.given_name or sought.surname) and bool(
        (sought.surname and known.surname) or (sought.given_name and known.given_name and sought.patronymic)
    )


def _same_but_for_surname(sought: Sought, known: Known) -> bool:
    """Somebody who married: everything but the surname agrees."""
    exact = _exact(sought.born) and _exact(known.born) and sought.born == known.born
    return exact and all(
        mine and theirs and _name_alike(mine, theirs)
        for mine, theirs in ((fold(getattr(sought, k)), fold(getattr(known, k))) for k in _NAMES[1:])
    )


def _name_alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]  # an initial
    return _ratio(one, other) >= _ALIKE


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.ratio(one, other))


def _same_day(one: PartialDate | None, other: PartialDate | None) -> bool | None:
    """Whether two birth dates may be one; None when one of them is not known."""
    if one is None or other is None:
        return None
    if one.about or other.about:
        return abs(one.year - other.year) <= 1
    return one.earliest <= other.latest and other.earliest <= one.latest


def _exact(day: PartialDate | None) -> bool:
    return day is not None and day.exact is not None
