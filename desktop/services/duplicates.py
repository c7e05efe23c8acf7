"""Probable duplicates, asked while somebody types and once more before a family is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desktop.rules import numbers
from desktop.rules.duplicates import (
    Sought,
    Suspect,
    digits_of,
    family_suspect,
    ordered,
    person_suspect,
)
from desktop.rules.search import phone_tokens, question, words_of
from desktop.store import duplicates as kept
from desktop.store.units import Reading

_NOBODY = Sought()
_LEAST = 3  # letters of a name that are worth a question


def probable(reading: Reading, sought: Sought, name: str = "", address: str = "", phone: str = "") -> tuple[Suspect, ...]:
    """Families and people it may be; what is not typed is not compared."""
    people = same_people(reading, sought) if sought != _NOBODY else ()
    families = same_families(reading, name, address, phone) if name or address or phone else ()
    return (*families, *people)


def same_people(reading: Reading, sought: Sought, but: UUID | None = None) -> tuple[Suspect, ...]:
    """People the office has who may be this one; a number or a paper is enough, a name alone only when it is whole."""
    name = " ".join(part for part in (sought.surname, sought.given_name, sought.patronymic) if part)
    whole = len(sought.surname.strip()) >= _LEAST and bool(sought.given_name.strip())
    found = kept.people(
        reading,
        numbers=_ways(sought.number),
        papers={paper.rpartition(":")[2] for paper in sought.papers},
        born=sought.born,
        names=question(name) if whole else (),
        but=but,
    )
    return ordered(suspect for known in found if (suspect := person_suspect(sought, known)) is not None)


def same_families(reading: Reading, name: str, address: str = "", phone: str = "") -> tuple[Suspect, ...]:
    """Families the office has that may be this one: the same phone and address, or the same name and one of them."""
    words = [*words_of(name)[:1], *_house(address)]
    found = kept.families(
        reading,
        phones=phone_tokens(phone) if len(digits_of(phone)) >= _LEAST else (),
        words=question(" ".join(words)) if len(words) > 1 else question(" ".join(_house(address))) if address else (),
    )
    known = {one.hit.record: one for one in found}
    if address and len(_house(address)) > 1:  # the same place under another surname
        known |= {one.hit.record: one for one in kept.families(reading, words=question(" ".join(_house(address))))}
    suspects = (family_suspect(name, address, phone, one) for one in known.values())
    return ordered(one for one in suspects if one is not None)


def _house(address: str) -> Sequence[str]:
    """The words of an address that are long or figures: street and house, not «street» and «flat»."""
    return [word for word in words_of(address) if len(word) >= _LEAST or word.isdigit()][:4]


def _ways(number: str) -> set[str]:
    """A personal number as people may have written it."""
    plain = digits_of(number)
    if len(plain) < _LEAST:
        return set()
    return {number.strip(), plain, *(numbers.written(kind, number) for kind in ("snils", "kg_pin", "ua_rnokpp"))}
