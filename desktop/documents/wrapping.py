"""Text broken into lines: by words, by syllables where a word is too wide, by force where it has none.

Its time grows with the length of the text and nothing else, so that two hundred thousand letters typed
without a space print like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from desktop.documents.letters import letter_widths, width_of
from desktop.rules.names import tied

_VOWELS: Final = frozenset("aeiouy\u0430\u0435\u0451\u0438\u043e\u0443\u044b\u044d\u044e\u044f\u04e9\u04af\u0454\u0456\u0457")
_SIGNS: Final = frozenset("\u044c\u044a\u0439")  # the soft and the hard sign, the short i: never begin a line
# a line breaks at blanks, and after hyphens, strokes and dashes; a blank that ties (\u00a0) is a letter here
_PIECES: Final = re.compile(r"[ ]+|[^ \-/\u2013\u2014]+[\-/\u2013\u2014]*|[\-/\u2013\u2014]+")
_TIED: Final = "\u00a0"
_NO_WORD: Final = 60  # letters without a space: not a word, broken anywhere


@dataclass(frozen=True, slots=True)
class Look:
    """A font, its size in points and a colour by its role."""

    font: str
    size: float
    ink: str = "ink"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line in one look; `x` is its distance from the beginning of the line."""

    x: float
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, its width in points."""

    stretches: tuple[Stretch, ...]
    width: float


def wrapped(parts: tuple[tuple[str, Look], ...], width: float) -> tuple[Line, ...]:
    """The text in lines no wider than the place; an empty text is one empty line."""
    if len(parts) == 1:
        text, look = parts[0]
        if len(text) < 200 and "\n" not in text and (wide := width_of(text, look.font, look.size)) <= width:
            text = text.strip()
            return (Line((Stretch(0.0, text.replace(_TIED, " "), look),) if text else (), wide),)
    filler = _Filler(width)
    for text, look in parts:
        for number, paragraph in enumerate(text.split("\n")):
            if number:
                filler.end_line()
            for piece in _PIECES.findall(tied(paragraph.replace("\u2116 ", "\u2116\u00a0"))):
                filler.put(piece, look)
    filler.end_line()
    return tuple(filler.lines)


class _Filler:
    def __init__(self, width: float) -> None:
        self.width = width
        self.lines: list[Line] = []
        self._pieces: list[tuple[str, Look]] = []
        self._used = 0.0

    def put(self, piece: str, look: Look) -> None:
        if piece[0] == " ":
            if self._pieces:
                self._add(" ", look, width_of(" ", look.font, look.size))
            return
        wide = width_of(piece, look.font, look.size) if len(piece) <= _NO_WORD else self.width + 1
        if self._used + wide <= self.width:
            self._add(piece, look, wide)
        elif wide <= self.width:
            self.end_line()
            self._add(piece, look, wide)
        elif _TIED in piece and len(piece) <= _NO_WORD:  # a long surname with initials: rather between them than in a word
            head, _tie, rest = piece.partition(_TIED)
            for part in filter(None, (head, " ", rest)):
                self.put(part, look)
        else:
            self._break(piece, look)

    def _break(self, piece: str, look: Look) -> None:
        room = self.width - self._used
        if self._pieces and (len(piece) <= _NO_WORD or room < self.width / 3):
            self.end_line()
        for chunk, wide in _chunks(piece, look, self.width, self.width - self._used):
            if self._used and self._used + wide > self.width:
                self.end_line()
            self._add(chunk, look, wide)

    def _add(self, text: str, look: Look, wide: float) -> None:
        self._pieces.append((text, look))
        self._used += wide

    def end_line(self) -> None:
        while self._pieces and self._pieces[-1][0] == " ":
            self._pieces.pop()
        stretches: list[Stretch] = []
        x, start = 0.0, 0
        pieces = self._pieces
        while start < len(pieces):
            look = pieces[start][1]
            end = start
            while end < len(pieces) and pieces[end][1] == look:
                end += 1
            text = "".join(word for word, _look in pieces[start:end])
            stretches.append(Stretch(x, text.replace(_TIED, " "), look))
            x += sum(width_of(word, look.font, look.size) for word, _look in pieces[start:end])
            start = end
        self.lines.append(Line(tuple(stretches), x))
        self._pieces, self._used = [], 0.0


def _chunks(piece: str, look: Look, width: float, first: float) -> Iterator[tuple[str, float]]:
    """The piece in chunks that fit: the first into what is left of a line, the others into whole lines."""
    widths = letter_widths(look.font)
    hyphen = width_of("-", look.font, look.size)
    room, start = first, 0
    while start < len(piece):
        end, used = start, 0.0
        while end < len(piece):
            step = widths.get(piece[end], 0.62) * look.size
            if used + step > room and end > start:
                break
            used += step
            end += 1
        if end < len(piece) and len(piece) <= _NO_WORD:
            cut = _syllable(piece, start, end, look, room - hyphen)
            if cut:
                yield piece[start:cut] + "-", width_of(piece[start:cut], look.font, look.size) + hyphen
                start, room = cut, width
                continue
        yield piece[start:end], used
        start, room = end, width


def _syllable(word: str, start: int, end: int, look: Look, room: float) -> int:
    """The last place before `end` to part a Russian word: before a consonant that a vowel follows."""
    for cut in range(min(end, len(word) - 2), start + 1, -1):
        here, after = word[cut].lower(), word[cut + 1].lower()
        parts = here.isalpha() and here not in _VOWELS | _SIGNS and after in _VOWELS
        if parts and not _VOWELS.isdisjoint(word[start:cut].lower()) and width_of(word[start:cut], look.font, look.size) <= room:
            return cut
    return 0


@cache
def line_height(size: float) -> float:
    """The distance of two baselines, in points."""
    return round(size * 1.28, 2)
