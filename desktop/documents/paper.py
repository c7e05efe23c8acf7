"""What stands on a page: text, lines, boxes and figures at their places, before a file is written.

Pages are laid out first and drawn afterwards, because the foot of the first says how many there are and the
contents say where each section begins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from desktop.documents.wrapping import Look

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
LEFT: Final = 25 * MM  # the side that is bound
RIGHT: Final = PAGE_WIDTH - 15 * MM
TOP: Final = PAGE_HEIGHT - 22 * MM
BOTTOM: Final = 20 * MM
WIDTH: Final = RIGHT - LEFT


@dataclass(frozen=True, slots=True)
class Format:
    """A4 as it lies: where the text ends at the right and begins at the top, in points."""

    page_width: float
    page_height: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Of the text."""
        return self.right - LEFT

    @property
    def height(self) -> float:
        """Of the text."""
        return self.top - BOTTOM


PORTRAIT: Final = Format(PAGE_WIDTH, PAGE_HEIGHT, RIGHT, TOP)
LANDSCAPE: Final = Format(PAGE_HEIGHT, PAGE_WIDTH, PAGE_HEIGHT - 15 * MM, PAGE_WIDTH - 22 * MM)

TITLE: Final = Look("PTSans-Bold", 16)
SUBTITLE: Final = Look("PTSerif", 12)
FAMILY: Final = Look("PTSerif-Bold", 15)
OFFICE: Final = Look("PTSans", 9.5)
HEADINGS: Final = {1: Look("PTSans-Bold", 13), 2: Look("PTSans-Bold", 11), 3: Look("PTSans-Bold", 10)}
BODY: Final = Look("PTSerif", 10.5)
CELL: Final = Look("PTSans", 9)
CAPTION: Final = Look("PTSans-Bold", 9)
LABEL: Final = Look("PTSans", 9.5, "soft")
SMALL: Final = Look("PTSans", 8, "soft")
UNDER_FIGURE: Final = Look("PTSans-Italic", 9, "soft")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of text by its baseline, in points from the page's lower left corner."""

    x: float
    y: float
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str = "hairline"
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled rectangle by its lower left corner; drawn under what follows it."""

    x: float
    y: float
    width: float
    height: float
    ink: str


@dataclass(frozen=True, slots=True)
class Framed:
    """An outlined rectangle by its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    ink: str = "hairline"
    line: float = 0.6


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure by its upper left corner."""

    x: float
    y: float
    scale: float
    figure: Any


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a heading is: the target of a line of the contents and of the outline beside the page."""

    key: str
    y: float
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; its page is not known before everything is laid out."""

    key: str
    y: float
    title: str
    level: int


Thing = Said | Rule | Filled | Framed | Drawn | Landing | Entry


@dataclass(slots=True)
class Page:
    """The things on one page, in the order they are drawn; a plate has a size of its own and no head and foot."""

    things: list[Thing] = field(default_factory=list)
    size: tuple[float, float] | None = None  # points
