"""How wide text is, measured from the font files that are embedded everywhere.

Screen, PDF and SVG would each measure a little differently; a layout made from the font files agrees with all
three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from desktop.base import places
from desktop.rules.names import tied

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

MM_PER_PT: Final = 25.4 / 72
TIE: Final = "\u00a0"  # a space at which no line breaks
ELLIPSIS: Final = "\u2026"
PER_EM: Final = 1000.0  # units of the outlines of our fonts
_FILES: Final = {False: "PTS55F.ttf", True: "PTS75F.ttf"}
LINE_HEIGHT: Final = 1.2  # of the font's size


def read_fonts() -> None:
    """Read the widths of all letters now: whoever is about to show the first drawing does it where nobody waits."""
    for bold in (False, True):
        _font(bold=bold)


@dataclass(frozen=True, slots=True)
class _Font:
    widths: Mapping[int, float]  # code point → share of the font's size
    unknown: float


@cache
def _font(*, bold: bool) -> _Font:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only a drawing needs it

    with TTFont(places.resource("fonts", _FILES[bold]), lazy=True) as file:
        advance, per_em = file["hmtx"], file["head"].unitsPerEm
        widths = {code: advance[glyph][0] / per_em for code, glyph in file.getBestCmap().items()}
        return _Font(widths, advance[".notdef"][0] / per_em)


@lru_cache(maxsize=1024)
def letter_outline(letter: str, *, bold: bool = False) -> tuple[str, float]:
    """The outline of one letter of PT Sans as an SVG path, y up, and how far the next one is, in units of the font."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415  only a file with outlines needs it

    file = _outlines(bold=bold)
    glyphs = file.getGlyphSet()
    name = file.getBestCmap().get(ord(letter), ".notdef")
    pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:g}")
    glyphs[name].draw(pen)
    scale = PER_EM / file["head"].unitsPerEm
    return pen.getCommands(), glyphs[name].width * scale


@cache
def _outlines(*, bold: bool) -> TTFont:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only a drawing needs it

    return TTFont(places.resource("fonts", _FILES[bold]), lazy=True)


@lru_cache(maxsize=8192)
def text_width(text: str, size_pt: float, *, bold: bool = False) -> float:
    """The width of one line of text in PT Sans, in millimetres."""
    font = _font(bold=bold)
    return sum(font.widths.get(ord(letter), font.unknown) for letter in text) * size_pt * MM_PER_PT


def line_height(size_pt: float) -> float:
    """The distance of two baselines, in millimetres."""
    return size_pt * LINE_HEIGHT * MM_PER_PT


def missing_characters(text: str) -> str:
    """The characters our fonts have no letter for, each once: they print as a box, and previews say so."""
    known = _font(bold=False).widths
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known and not letter.isspace()))


def printable(text: str) -> str:
    """The text without what no PDF and no XML can hold: control characters and halves of characters."""
    return "".join(letter for letter in text if _holds(ord(letter)))


def _holds(code: int) -> bool:
    return 0x20 <= code < 0x7F or 0xA0 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


@lru_cache(maxsize=4096)
def wrapped(text: str, size_pt: float, width_mm: float, lines: int = 2, *, bold: bool = False) -> tuple[str, ...]:
    """The text in at most so many lines of at most this width; what does not fit ends with an ellipsis.

    Lines break at spaces and after hyphens; a word longer than a line is cut. White space of any kind counts
    as one space, so a name pasted with line breaks stays a label.
    """
    broken: list[str] = []
    line = ""
    for piece in _fitted_pieces(text, size_pt, width_mm, bold=bold):
        joined = line + piece
        if not line or text_width(joined.rstrip(), size_pt, bold=bold) <= width_mm:
            line = joined
        else:
            broken.append(line.rstrip())
            line = piece
        while text_width(line.rstrip(), size_pt, bold=bold) > width_mm and len(line) > 1 and len(broken) <= lines:
            head = _fitting(line, size_pt, width_mm, bold=bold)
            broken.append(head)
            line = line[len(head) :]
    if line.strip():
        broken.append(line.rstrip())
    if len(broken) <= lines:
        return tuple(broken)
    return (
        *broken[: lines - 1],
        elided(" ".join(broken[lines - 1 :]), size_pt, width_mm, bold=bold, always=True),
    )


def elided(text: str, size_pt: float, width_mm: float, *, bold: bool = False, always: bool = False) -> str:
    """The text, or its beginning and an ellipsis where it is wider than the place for it."""
    if not always and text_width(text, size_pt, bold=bold) <= width_mm:
        return text
    room = width_mm - text_width(ELLIPSIS, size_pt, bold=bold)
    return _fitting(text, size_pt, room, bold=bold).rstrip(" ,.;-") + ELLIPSIS


def _fitted_pieces(text: str, size_pt: float, width_mm: float, *, bold: bool) -> list[str]:
    """A surname keeps its initials where both fit into a line."""
    pieces: list[str] = []
    for piece in _pieces(text):
        fits = TIE not in piece or text_width(piece.rstrip(), size_pt, bold=bold) <= width_mm
        pieces += [piece.replace(TIE, " ")] if fits else [f"{part} " for part in piece.rstrip().split(TIE)]
    return pieces


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for word in tied(printable(" ".join(text.split()))).split(" "):
        parts = word.split("-")
        pieces += [part + "-" for part in parts[:-1]] + [parts[-1] + " "]
    return pieces


def _fitting(text: str, size_pt: float, width_mm: float, *, bold: bool) -> str:
    font = _font(bold=bold)
    room = width_mm / (size_pt * MM_PER_PT)
    for count, letter in enumerate(text):
        room -= font.widths.get(ord(letter), font.unknown)
        if room < 0:
            return text[: max(count, 1)]
    return text
