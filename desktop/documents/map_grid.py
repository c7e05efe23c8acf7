"""The grid after Tracy and Whittaker on paper: one row for each person, under the heading of its map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.base.messages import _, speaking
from desktop.models.documents import (
    Block,
    Column,
    Cover,
    Document,
    Heading,
    KeyValue,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)

_WIDTHS: Final = (2.2, 1.3, 1.1, 1.1, 1.1, 1.1, 1.2, 1.2, 1.2, 1.2, 1.2, 1.6)


@dataclass(frozen=True, slots=True)
class GridPaper:
    """What is printed: the heading of the map in words, captions of columns, rows."""

    title: str
    number: str
    made_on: date
    facts: tuple[tuple[str, str], ...]  # date of the map, with whom, whose view …
    captions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    author: str = ""
    note: str = ""


def grid_document(paper: GridPaper, office: Sequence[str], *, demonstration: bool = False, language: str = "ru") -> Document:
    """The grid on sheets that lie on their long side."""
    with speaking(language):
        return Document(
            title=paper.title, number=paper.number, made_on=paper.made_on, language=language, office=tuple(office),
            blocks=tuple(_blocks(paper)), confidential=_("Confidential"), demonstration=demonstration, landscape=True,
        )  # fmt: skip


def _blocks(paper: GridPaper) -> Iterator[Block]:
    yield Cover((), tuple(KeyValue(label, value) for label, value in paper.facts if value))
    yield Paragraph((Run(_("After the Social Network Map by E. Tracy and J. Whittaker, 1990."), italic=True, tone="soft"),))
    widths = _WIDTHS if len(_WIDTHS) == len(paper.captions) else (1.0,) * len(paper.captions)
    columns = tuple(Column(caption, width) for caption, width in zip(paper.captions, widths, strict=True))
    yield Heading(_("People and agencies"), 3)
    yield Table(columns, paper.rows or (("",) * len(columns),))
    if paper.note:
        yield Paragraph(paper.note)
    yield Signatures((Signature(_("Who filled the grid in"), paper.author),))
