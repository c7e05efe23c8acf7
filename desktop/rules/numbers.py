"""Personal numbers by country: a slip of the pen is said, never forbidden (problem numbers lawfully exist).

Sources: the Pension Fund's rule for SNILS; the KG tax service for PIN; the UA tax service for RNOKPP
(shared rules of validation, with their vectors in the tests).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from desktop.base.messages import N_, Message, message
from desktop.models.partial_dates import PartialDate

_SNILS_CHECKED_FROM = 1_001_998
_RNOKPP_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
_RNOKPP_START = date(1899, 12, 31)
_UNZR_DIGITS = 13


def check(kind: str, number: str, born: PartialDate | None = None, sex: str | None = None) -> Message | None:
    """What looks wrong with a number of this kind (`snils`, `kg_pin`, `ua_rnokpp`) beside birth date, sex."""
    digits = re.sub(r"[\s\-.]", "", number)
    match kind:
        case "snils":
            return _snils(digits)
        case "kg_pin":
            return _kg_pin(digits, born, sex)
        case "ua_rnokpp" if len(digits) == _UNZR_DIGITS:
            return check_unzr(digits, born)
        case "ua_rnokpp":
            return _ua_rnokpp(digits, born, sex)
        case _:
            return None


def check_digit(text: str) -> int:
    """The check digit of machine-readable zones: weights 7, 3, 1; letters count from 10, the filler is nothing."""
    values = (0 if one == "<" else int(one, 36) for one in text.upper())
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def check_unzr(number: str, born: PartialDate | None = None) -> Message | None:
    """The number of the record in the Ukrainian register: birth date, four digits and a check digit."""
    digits = re.sub(r"[\s\-]", "", number)
    if not re.fullmatch(r"[0-9]{13}", digits):
        return message(N_("A record number has 8 digits, a hyphen and 5 digits"))
    try:
        inside = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return message(N_("There is no such birth date as the number says: check the number"))
    if check_digit(digits[:12]) != int(digits[12]):
        return message(N_("The check digits do not agree: check the number"))
    return _disagrees(inside, born)


def other_kind(number: str, kind: str) -> str:
    """Of which other country this looks like a true number; empty when it looks like none."""
    digits = re.sub(r"[\s\-.]", "", number)
    shapes = {"snils": r"\d{11}", "kg_pin": r"[12]\d{13}", "ua_rnokpp": r"\d{10}"}
    return next(
        (
            other
            for other, shape in shapes.items()
            if other != kind and re.fullmatch(shape, digits) and check(other, number) is None
        ),
        "",
    )


def written(kind: str, number: str) -> str:
    """The number as people write it: `112-233-445 95`; what cannot be read stays as it was typed."""
    digits = re.sub(r"[\s\-.]", "", number)
    if kind == "snils" and re.fullmatch(r"\d{11}", digits):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"
    if (kind == "kg_pin" and re.fullmatch(r"\d{14}", digits)) or (kind == "ua_rnokpp" and re.fullmatch(r"\d{10}", digits)):
        return digits
    if kind == "ua_rnokpp" and re.fullmatch(r"\d{13}", digits):
        return f"{digits[:8]}-{digits[8:]}"
    return number.strip()


def kind_for(citizenship: str | None, office_country: str | None) -> str:
    """Which rule to apply: the person's citizenship speaks first, then the country of the office."""
    kinds = {"ru": "snils", "kg": "kg_pin", "ua": "ua_rnokpp"}
    return kinds.get((citizenship or office_country or "").lower(), "")


def _snils(digits: str) -> Message | None:
    if not re.fullmatch(r"[0-9]{11}", digits):
        return message(N_("A SNILS has 11 digits"))
    if int(digits[:9]) <= _SNILS_CHECKED_FROM:
        return None  # the first numbers were given before the check digits
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    expected = total % 101 % 100  # the remainder 100 is written 00
    return None if expected == int(digits[9:]) else message(N_("The check digits do not agree: check the number"))


def _kg_pin(digits: str, born: PartialDate | None, sex: str | None) -> Message | None:
    if not re.fullmatch(r"[12][0-9]{13}", digits):
        return message(N_("A PIN has 14 digits and begins with 1 or 2"))
    try:
        inside = date(int(digits[5:9]), int(digits[3:5]), int(digits[1:3]))
    except ValueError:
        return message(N_("There is no such birth date as the number says: check the number"))
    return _disagrees(inside, born) or _other_sex({"1": "female", "2": "male"}[digits[0]], sex)


def _ua_rnokpp(digits: str, born: PartialDate | None, sex: str | None) -> Message | None:
    if not re.fullmatch(r"[0-9]{10}", digits):
        return message(N_("An RNOKPP has 10 digits"))
    total = sum(weight * int(digit) for weight, digit in zip(_RNOKPP_WEIGHTS, digits, strict=False))
    if total % 11 % 10 != int(digits[9]):
        return message(N_("The check digits do not agree: check the number"))
    inside = _RNOKPP_START + timedelta(days=int(digits[:5]))
    return _disagrees(inside, born) or _other_sex("male" if int(digits[8]) % 2 else "female", sex)


def _disagrees(inside: date, born: PartialDate | None) -> Message | None:
    """A known part of the birth date differs; of an approximate date nothing is known."""
    if born is None or born.about or born.earliest <= inside <= born.latest:
        return None
    said = N_("The date in the number is {number}, in the card {card}: check the document")
    return message(said, number=inside, card=_shown(born))


def _shown(born: PartialDate) -> str:
    parts = (
        f"{born.day:02}" if born.day else "",
        f"{born.month:02}" if born.month else "",
        f"{born.year:04}",
    )
    return ".".join(part for part in parts if part)


def _other_sex(inside: str, sex: str | None) -> Message | None:
    if sex in {"male", "female"} and sex != inside:
        return message(N_("The number belongs to a person of the other sex: check the document"))
    return None
