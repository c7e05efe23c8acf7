"""Letters on paper: what the fonts can print, what is left out unseen, what becomes a drawn box.

People paste emoji, control characters and broken text. None of it may stop a print or spoil the text that
can be searched in it: what the fonts lack stands as an empty box and is counted, so that the preview can
say so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final

from desktop.documents.fonts import register_fonts

BOX: Final = "\ue000"  # a letter of nobody's alphabet: the writer draws a box where it stands
BOX_WIDTH: Final = 0.62  # of the font's size
TICK: Final = "\ue001"  # likewise: the writer draws a square to be ticked by hand
TICK_WIDTH: Final = 0.86
_MEASURED: Final[dict[tuple[str, str], float]] = {}  # the same words come again in every dossier
_KEPT: Final = 50_000
_SPACES: Final = re.compile(r"[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_TIED: Final = re.compile(r"[\u2007\u202f]")  # spaces at which a line does not break
_LINES: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# what joins, turns round or hides other letters has no place on paper; it takes nothing away from the words
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_ALIKE: Final = str.maketrans(
    {
        "\u2010": "-",
        "\u2012": "\u2013",
        "\u2015": "\u2014",
        "\u2212": "\u2013",
        "\u2043": "\u2022",
        "\ufffc": None,
    }
)  # a hyphen of its own, a dash of figures, a minus: fonts have the ordinary ones


class Letters:
    """Cleans the texts of one document and counts what its fonts cannot print."""

    def __init__(self) -> None:
        self.missing = 0

    def clean(self, text: str) -> str:
        """The text as it can be printed: line feeds between lines, a `BOX` for each letter the fonts lack."""
        known = _known()
        if known.issuperset(text):
            return text
        text = _TIED.sub("\u00a0", _SPACES.sub(" ", _LINES.sub("\n", text)))
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(_ALIKE)
        if known.issuperset(text):
            return text
        printed = "".join(letter if letter in known else BOX for letter in text)
        self.missing += printed.count(BOX)
        return printed


@cache
def _known() -> frozenset[str]:
    """What both families print, and the line feed."""
    letters = _widths("PTSerif").keys() & _widths("PTSans").keys() & _widths("PTSerif-Italic").keys()
    wanted = {chr(code) for code in letters if code >= 0x20}
    return frozenset({letter for letter in wanted if not _UNSEEN.match(letter)} - {BOX} | {"\n", TICK})


@cache
def _widths(font: str) -> dict[int, float]:
    from reportlab.pdfbase.pdfmetrics import getFont

    register_fonts()
    measured: Any = getFont(font)
    return dict(measured.face.charWidths)


@cache
def letter_widths(font: str) -> dict[str, float]:
    """The width of each printable letter as a share of the font's size."""
    shares = {chr(code): width / 1000 for code, width in _widths(font).items()}
    return {**shares, BOX: BOX_WIDTH, TICK: TICK_WIDTH}


def width_of(text: str, font: str, size: float) -> float:
    """The width of a printable text, in points."""
    share = _MEASURED.get((font, text))
    if share is None:
        widths = letter_widths(font)
        share = sum([widths.get(letter, BOX_WIDTH) for letter in text])
        if len(text) <= 40 and len(_MEASURED) < _KEPT:
            _MEASURED[font, text] = share
    return share * size
