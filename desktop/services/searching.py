"""Finding a family, a person or an agency from anywhere: while typing, and harder when Enter is pressed."""

from __future__ import annotations

from desktop.models.lists import SearchAnswer, SearchHit
from desktop.rules.search import fold, is_latin, nearest, other_layout, question, words_of
from desktop.store import search
from desktop.store.units import Reading

_TRIED = 3  # surnames a typing error may have meant


def find(reading: Reading, line: str) -> SearchAnswer:
    """What the typed line finds; Latin letters are also read as the same keys of the other layout."""
    hits = search.found(reading, question(line))
    other = other_layout(line)
    if (hits and not is_latin(line)) or other == line.lower():
        return _answer(line, hits)
    swapped = search.found(reading, question(other))
    if not hits:
        return _answer(line, swapped, other if swapped else "")
    return _answer(line, (*hits, *(hit for hit in swapped if hit not in hits)))


def find_harder(reading: Reading, line: str) -> SearchAnswer:
    """The same, and if nothing is found, the surnames that the words may be with a typing error."""
    answer = find(reading, line)
    words = words_of(line)
    if answer.hits or not words:
        return answer
    surnames = search.surnames(reading)
    hits: dict[SearchHit, None] = {}
    meant: list[str] = []
    for typed in (line, other_layout(line)):
        for place, word in enumerate(words_of(typed)):
            for surname in nearest(word, surnames, limit=_TRIED):
                others = [*words_of(typed)[:place], surname, *words_of(typed)[place + 1 :]]
                found = search.found(reading, question(" ".join(others)))
                if found:
                    meant.append(surname)
                    hits.update(dict.fromkeys(found))
        if hits:
            break
    return _answer(line, tuple(hits), ", ".join(dict.fromkeys(meant)))


def _answer(line: str, hits: tuple[SearchHit, ...], understood: str = "") -> SearchAnswer:
    shown = hits[: search.LIMIT]
    return SearchAnswer(line, shown, understood if fold(understood) != fold(line) else "", len(hits) >= search.LIMIT)
