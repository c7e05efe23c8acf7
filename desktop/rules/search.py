"""Finding by any part: the tokens of what can be found, what a typed line asks for, and the Russian order.

One rule for both engines: a record is kept with plain tokens, a question is a set of ranges of tokens. So the
letters are folded here, the grammar is taken off here, and no engine's own idea of a language is asked.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from desktop.base import places

TOKEN_SIZE, TITLE_SIZE, KEY_SIZE = 60, 300, 400
PHONE_MARK = "#"  # before the digits of a phone, last digit first: numbers and phones never meet
_LAST = "\U0010ffff"
_WORD = re.compile(r"[^\W_]+")
_FILE_NUMBER = re.compile(r"\d+(?:[-/]\d+)+")
_PHONE_LINE = re.compile(r"[\d\s()+./-]+")
_APOSTROPHES = re.compile("['`\u2019\u02bc]")
_TAIL = 3  # digits from which a number may be the end of a phone
_LEMMAS = 3  # of one word: many surnames are adjectives as well
_GRAMMAR_FROM = 3  # letters: shorter words have no endings to take off


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that can be found: its words, its numbers and its phones, as people wrote them."""

    kind: str
    record: UUID
    family_id: UUID | None
    title: str
    detail: str
    words: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question: any token that starts with one of `starts`, or is one of `whole`."""

    starts: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def ranges(self) -> tuple[tuple[str, str], ...]:
        """From (included) and to (excluded) of each start."""
        return tuple((start, start + _LAST) for start in self.starts)


@dataclass(frozen=True, slots=True)
class _Alphabet:
    weights: Mapping[str, str]
    same: Mapping[int, str]
    to_cyrillic: Mapping[int, int]
    to_latin: Mapping[int, int]
    passed_over: frozenset[str]


@cache
def _alphabet() -> _Alphabet:
    read = tomllib.loads(places.resource("i18n", "alphabet.toml").read_text(encoding="utf-8"))
    # one printable ASCII character a letter: letters, digits, Latin; a space sorts before all of them
    ordered = read["order"] + "0123456789" + "abcdefghijklmnopqrstuvwxyz"
    weights = {letter: chr(0x21 + place) for place, letter in enumerate(ordered)}
    latin, cyrillic = read["keyboard"]["latin"], read["keyboard"]["cyrillic"]
    return _Alphabet(
        weights,
        str.maketrans(read["same"]),
        str.maketrans(latin, cyrillic),
        str.maketrans(cyrillic, latin),
        frozenset(read["address"]["passed_over"]),
    )


def fold(text: str) -> str:
    """Letters as they are compared: one case, composed, alike letters of the region's alphabets as one."""
    return unicodedata.normalize("NFC", _APOSTROPHES.sub("", text).casefold()).translate(_alphabet().same)


@lru_cache(maxsize=65_536)
def sort_key(text: str) -> str:
    """The place in the Russian, Kyrgyz and Ukrainian order, for comparing byte by byte in both engines."""
    weights = _alphabet().weights
    made: list[str] = []
    for letter in unicodedata.normalize("NFC", text).casefold():
        weight = weights.get(letter)
        if weight is None and letter.isalnum():
            plain = unicodedata.normalize("NFKD", letter)[0]
            weight = weights.get(plain, "~" + letter)
        if weight is not None:
            made.append(weight)
        elif made and made[-1] != " ":
            made.append(" ")
    return "".join(made).rstrip()[:KEY_SIZE]


# what is kept


def tokens(findable: Findable) -> set[str]:
    """Every token under which it is found."""
    found: set[str] = set()
    passed_over = _alphabet().passed_over
    for text in findable.words:
        for word in words_of(text):
            found |= word_tokens(word)
    for text in findable.addresses:
        for word in words_of(text):
            if word not in passed_over:
                found |= word_tokens(word)
    for number in findable.numbers:
        found |= number_tokens(number)
    for phone in findable.phones:
        found |= phone_tokens(phone)
    return found


def words_of(text: str) -> list[str]:
    """The folded words of a text in their order."""
    return [word[:TOKEN_SIZE] for word in _WORD.findall(fold(text))]


@lru_cache(maxsize=65_536)
def word_tokens(word: str) -> frozenset[str]:
    """A folded word and its dictionary forms."""
    return frozenset((word, *_lemmas(word)))


def number_tokens(number: str) -> set[str]:
    """04-2026-0067 is found as itself, as 2026-0067, 0067 and 67."""
    folded = re.sub(r"\s", "", fold(number))
    parts = [part for part in re.split(r"[-/.]", folded) if part]
    found = {"-".join(parts[start:]) for start in range(len(parts))}
    found |= {part.lstrip("0") for part in parts[-1:] if part.isdigit()}
    return {token[:TOKEN_SIZE] for token in found if token}


def phone_tokens(phones: str) -> set[str]:
    """The digits from the last to the first, so that the end of a number is the start of a token."""
    found = {_national(re.sub(r"\D", "", phone)) for phone in re.split(r"[,;\n]", phones)}
    return {PHONE_MARK + digits[::-1][: TOKEN_SIZE - 1] for digits in found if len(digits) >= _TAIL}


def _national(digits: str) -> str:
    """The number without how the country is dialled: +7 and 8, +996 and 0, +380 and 0 are one phone."""
    if len(digits) == 11 and digits[0] in "78":
        return digits[1:]
    if len(digits) == 12 and digits.startswith(("996", "380")):
        return digits[3:]
    if len(digits) == 10 and digits[0] == "0":
        return digits[1:]
    return digits


# what is asked


def question(line: str) -> tuple[Term, ...]:
    """What the typed line asks for: every term has to be met. Empty when nothing can be looked for."""
    if _is_phone(line):
        tail = PHONE_MARK + _national(re.sub(r"\D", "", line))[::-1]
        return (Term((tail, *_number_start(line))),)
    return tuple(_term(word) for word in dict.fromkeys(_asked_words(line)))


def _is_phone(line: str) -> bool:
    digits = re.sub(r"\D", "", line)
    return bool(_PHONE_LINE.fullmatch(line)) and len(digits) >= 5


def _number_start(line: str) -> tuple[str, ...]:
    folded = line.strip().replace("/", "-")
    return (folded,) if re.fullmatch(r"[\d-]+", folded) else ()


def _asked_words(line: str) -> list[str]:
    words: list[str] = []
    for chunk in fold(line).split():
        if number := _FILE_NUMBER.fullmatch(chunk.strip(".,;")):
            words.append(number.group().replace("/", "-"))
        else:
            words += [word[:TOKEN_SIZE] for word in _WORD.findall(chunk)]
    passed_over = _alphabet().passed_over
    kept = [word for word in words if word not in passed_over]
    if words and words[-1] in passed_over and (not kept or (len(words[-1]) == 1 and line[-1:].isalpha())):
        kept.append(words[-1])  # one letter at the end may become a name
    return kept


def _term(word: str) -> Term:
    if word[0].isdigit():
        starts = [word, PHONE_MARK + word[::-1]] if word.isdigit() and len(word) >= _TAIL else [word]
        return Term(tuple(starts))
    return Term((word,), tuple(sorted(_lemmas(word) - {word})))


def other_layout(line: str) -> str:
    """The same keys pressed in the other keyboard layout; the line itself where nothing changes."""
    alphabet = _alphabet()
    lower = line.lower()
    return lower.translate(alphabet.to_cyrillic if is_latin(lower) else alphabet.to_latin)


def is_latin(line: str) -> bool:
    """Whether it was typed with Latin letters."""
    return any("a" <= letter <= "z" for letter in line.lower())


def nearest(word: str, surnames: Iterable[str], *, limit: int = 3, least: float = 75) -> list[str]:
    """Surnames that the word may be with a typing error, the likeliest first; folded."""
    from rapidfuzz import fuzz, process

    folded = {fold(surname) for surname in surnames}
    found = process.extract(fold(word), folded, scorer=fuzz.ratio, limit=limit, score_cutoff=least)
    return [surname for surname, _score, _key in sorted(found, key=lambda one: (-one[1], one[0]))]


# grammar


@cache
def morphology() -> Any:
    """The dictionary of Russian forms, read once when somebody first needs it."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=65_536)
def _lemmas(word: str) -> frozenset[str]:
    """Dictionary forms of a folded word: names first, they are what an office looks for."""
    if len(word) < _GRAMMAR_FROM or not word.isalpha() or is_latin(word):
        return frozenset()
    parses = morphology().parse(word)
    parses.sort(key=lambda parse: not {"Surn", "Name", "Patr"} & parse.tag.grammemes)  # stable: likeliest first
    forms = dict.fromkeys(fold(parse.normal_form)[:TOKEN_SIZE] for parse in parses)
    return frozenset(list(forms)[:_LEMMAS])
