"""People's names taken out of free words: what is shown for teaching must not tell who it is about.

It rather takes a word too many than leaves a name: somebody called Hope and a hope at the beginning of a sentence look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from desktop.rules.names import FullName, all_forms
from desktop.rules.search import fold, morphology

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAMES: Final = frozenset({"Name", "Surn", "Patr"})  # what the dictionary calls given names, surnames, patronymics


def without_names(text: str, people: Iterable[str] = ()) -> str:
    """The text with a letter in the place of every given name, surname, patronymic, in whatever case of grammar.

    `people` are names that the dictionary may not know, as they are written of somebody; what is written in small
    letters, or is one letter, is no name.
    """
    known = frozenset(form for name in people for form in _forms(name))
    return _WORD.sub(lambda found: _hidden(found[0], known), text)


def _hidden(word: str, known: frozenset[str]) -> str:
    named = len(word) > 1 and word[0].isupper() and (fold(word) in known or _is_name(word))
    return f"{word[0]}." if named else word


@lru_cache(maxsize=4_096)
def _is_name(word: str) -> bool:
    return any(_NAMES & parse.tag.grammemes for part in word.split("-") for parse in morphology().parse(part))


@lru_cache(maxsize=256)
def _forms(name: str) -> frozenset[str]:
    forms: set[str] = set()
    for word in _WORD.findall(name.partition(",")[0]):
        if word[0].isupper() and len(word) > 1:
            forms |= {fold(form) for full in (FullName(word, ""), FullName("", word)) for form in all_forms(full)}
    return frozenset(forms)
