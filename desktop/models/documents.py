"""What is printed, as a value: a document of blocks for paper, a workbook of sheets for a spreadsheet.

A builder says what stands in the document, a writer how it looks on paper; between the two stands one
privacy pass, which only works because a document is plain data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Tone = Literal["", "soft", "good", "amber", "bad"]
Align = Literal["left", "center", "right"]
ColumnKind = Literal["text", "date", "number", "money", "moment"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; a tone is always said in words too."""

    text: str
    bold: bool = False
    italic: bool = False
    tone: Tone = ""


Words = str | tuple[Run, ...]  # plain text, or text of several looks


def plain(words: Words) -> str:
    """The text without its looks."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 opens a section and stands in the contents, as level 2 does; level 3 only in the text."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `closed` marks what a privacy pass takes out."""

    words: Words
    closed: bool = False


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A printed label and what stands beside it."""

    label: str
    value: Words
    closed: bool = False


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels on the left, values on the right."""

    pairs: tuple[KeyValue, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table; widths are shares of the whole."""

    caption: str
    width: float = 1.0
    align: Align = "left"
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under captions that every page repeats; each row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    header: bool = True
    ruled: bool = True  # without lines it only sets words beside each other


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A drawing (a `Figure` of the room of figures), made smaller to fit the page, and its caption."""

    figure: Any
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The head of the document on its first page: whose it is, what it is, about whom, what for."""

    lines: tuple[str, ...] = ()  # under the title, the first larger
    pairs: tuple[KeyValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings with their pages."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on: whose, and the name in full or with initials."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, one under another, never torn over two pages."""

    lines: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """A drawing that is a whole page in its true size; `same` says it in blocks where only words are wanted."""

    figure: Any
    same: tuple[Block, ...] = ()


Block = Heading | Paragraph | KeyValues | Table | FigureBlock | Cover | Contents | PageBreak | Signatures | Plate


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that is needed to print it; the same value always prints as the same bytes."""

    title: str
    number: str
    made_on: date
    language: str
    office: tuple[str, ...]
    blocks: tuple[Block, ...]
    confidential: str = ""  # at the foot of every page
    demonstration: bool = False
    landscape: bool = False  # the sheet lies on its long side: journals

    def headings(self) -> Iterator[Heading]:
        """What the contents list."""
        return (block for block in self.blocks if isinstance(block, Heading) and block.level < 3)


CellValue = str | date | int | Decimal | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a spreadsheet; the width is in characters."""

    caption: str
    kind: ColumnKind = "text"
    width: float = 16.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with real dates and numbers, under a line that says what was chosen."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    filter_line: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file of one office."""

    title: str
    office: str
    made_on: date
    language: str
    sheets: tuple[Sheet, ...]
    demonstration: bool = False
