"""Papers that prove who somebody is, by kind: what looks wrong with series and number. Nothing here ever blocks.

Only papers of the three countries have rules; a paper of another country is taken as it is written.
"""

from __future__ import annotations

import re
from datetime import date

from desktop.base.messages import N_, Message, message
from desktop.models.partial_dates import PartialDate, age_on

_CYRILLIC = "\u0430-\u044f\u0410-\u042f\u0451\u0401\u0456\u0406\u0457\u0407\u0454\u0404\u0491\u0490"
# letters that a hand types for Roman figures in the Cyrillic layout: Kha, the two I, Es, short U is none of them
_ROMAN_LIKE = str.maketrans({"\u0425": "X", "\u0406": "I", "\u0421": "C", "\u041c": "M", "\u04c0": "I", "1": "I", "\u0423": "V"})
# letters of Cyrillic series typed in the Latin layout: those that look alike
_LATIN_LIKE = str.maketrans("ABCEHIKMOPTXY", "\u0410\u0412\u0421\u0415\u041d\u0406\u041a\u041c\u041e\u0420\u0422\u0425\u0423")
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212_-]+")
_RU_SERIES = re.compile(r"^[IVXLCM]+-[\u0410-\u042f\u0401]{2}$")
_UA_SERIES = re.compile(r"^[IVX1-9]+-[\u0410-\u042f\u0406\u0407\u0404\u0490]{2}$")
_PASSPORT_FROM = 14  # years: a Russian passport is not given earlier


def check_paper(
    kind: str, series: str | None, number: str | None, issued_on: date | None = None, born: PartialDate | None = None,
    country: str | None = None,
) -> tuple[str, Message] | None:  # fmt: skip
    """The first thing that looks wrong: which box (`series`, `number`, `issued_on`) and what about it."""
    series, number = tidy_series(kind, series or "", country), _DASHES.sub("", number or "").upper()
    match kind:
        case "ru_passport":
            return _ru_passport(series, number) or _too_young(issued_on, born)
        case "birth_certificate":
            return _birth_certificate(series, number, country)
        case "kg_passport":
            return _shaped("number", series + number, r"(ID|AN)[0-9]{7}", _KG_CARD)
        case "ua_id_card":
            return _shaped("number", number, r"[0-9]{9}", N_("A Ukrainian identity card has a number of 9 digits"))
        case "ua_passport":
            return _ua_passport(series, number)
        case _:
            return None


_KG_CARD = N_("A Kyrgyz identity card is ID or AN and 7 digits")


def tidy_series(kind: str, series: str, country: str | None = None) -> str:
    """The series as the office writes it: Roman figures in Latin letters, a hyphen, Cyrillic letters."""
    plain = _DASHES.sub("-", series.strip()).strip("-").upper()
    if kind == "birth_certificate" and country in {"ru", "ua", None}:
        return _certificate_series(plain)
    if kind == "ua_passport":
        return plain.translate(_LATIN_LIKE)
    if kind in {"ru_passport", "kg_passport"}:
        return plain.replace("-", "")
    return series.strip()


def _certificate_series(plain: str) -> str:
    figures, _dash, letters = plain.rpartition("-")
    if not figures:  # typed together: the two last letters belong to the registry
        figures, letters = plain[:-2], plain[-2:]
    if not figures or len(letters) != 2:
        return plain
    return f"{figures.translate(_ROMAN_LIKE)}-{letters.translate(_LATIN_LIKE)}"


def _ru_passport(series: str, number: str) -> tuple[str, Message] | None:
    if series and not re.fullmatch(r"[0-9]{4}", series):
        return "series", message(N_("The series of a Russian passport has 4 digits"))
    return _shaped("number", number, r"[0-9]{6}", N_("The number of a Russian passport has 6 digits"))


def _too_young(issued_on: date | None, born: PartialDate | None) -> tuple[str, Message] | None:
    if issued_on is None or born is None or born.about or age_on(born, issued_on) >= _PASSPORT_FROM:
        return None
    return "issued_on", message(N_("A Russian passport is given from {years} years on: check the dates"), years=_PASSPORT_FROM)


def _birth_certificate(series: str, number: str, country: str | None) -> tuple[str, Message] | None:
    if country == "ua":
        pattern, said = _UA_SERIES, N_("The series of a birth certificate is a Roman figure and two letters")
    elif country in {"ru", None}:
        pattern, said = _RU_SERIES, N_("The series of a birth certificate is a Roman figure and two Russian letters")
    else:
        return None
    if series and not pattern.match(series):
        return "series", message(said)
    return _shaped("number", number, r"[0-9]{6}", N_("The number of a birth certificate has 6 digits"))


def _ua_passport(series: str, number: str) -> tuple[str, Message] | None:
    if series and not re.fullmatch(f"[{_CYRILLIC}]{{2}}", series):
        return "series", message(N_("The series of a Ukrainian passport has two letters"))
    return _shaped("number", number, r"[0-9]{6}", N_("The number of a Ukrainian passport has 6 digits"))


def _shaped(box: str, text: str, pattern: str, said: str) -> tuple[str, Message] | None:
    return None if not text or re.fullmatch(pattern, text) else (box, message(said))
