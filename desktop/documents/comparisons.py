"""Two versions of a map compared, on paper: both laid over each other, then every change as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.base.messages import _, speaking
from desktop.figures.primitives import Figure
from desktop.models.documents import (
    Block,
    Cover,
    Document,
    FigureBlock,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
)

_UPRIGHT: Final = 170.0  # millimetres: what is wider would be made smaller on an upright sheet


@dataclass(frozen=True, slots=True)
class ComparisonPaper:
    """What is printed: drawings with their captions, changes under their headings."""

    title: str
    number: str
    made_on: date
    facts: tuple[tuple[str, str], ...]  # family, the earlier version, the later one
    figures: tuple[tuple[str, Figure], ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    author: str = ""


def comparison_document(
    paper: ComparisonPaper, office: Sequence[str], *, demonstration: bool = False, language: str = "ru"
) -> Document:
    """The comparison, each drawing on a page of its own after the first; wide drawings make the sheets lie."""
    with speaking(language):
        return Document(
            title=paper.title, number=paper.number, made_on=paper.made_on, language=language, office=tuple(office),
            blocks=tuple(_blocks(paper)), confidential=_("Confidential"), demonstration=demonstration,
            landscape=any(figure.width_mm > max(figure.height_mm, _UPRIGHT) for _caption, figure in paper.figures),
        )  # fmt: skip


def _blocks(paper: ComparisonPaper) -> Iterator[Block]:
    yield Cover((), tuple(KeyValue(label, value) for label, value in paper.facts if value))
    for number, (caption, figure) in enumerate(paper.figures):
        if number:
            yield PageBreak()
        yield FigureBlock(figure, caption)
    yield Heading(_("Changes"), 2)
    for heading, sentences in paper.changes:
        yield Heading(heading, 3)
        for sentence in sentences:
            yield Paragraph(sentence)
    if not paper.changes:
        yield Paragraph(_("Nothing has changed"))
    yield Signatures((Signature(_("Who compared the maps"), paper.author),))
