"""Two versions of a map compared, on paper: both laid over each other, then every change as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop.base.messages import _, speaking
from desktop.documents.maps import SMALLEST_PT
from desktop.figures.metrics import elided
from desktop.figures.primitives import Figure, Shape, Text, placed
from desktop.models.documents import (
    Block,
    Cover,
    Document,
    FigureBlock,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Plate,
    Signature,
    Signatures,
)

_UPRIGHT: Final = 170.0  # millimetres: what is wider would be made smaller on an upright sheet
_ROOM: Final = {False: (166.0, 202.0), True: (252.0, 130.0)}  # for a drawing on an A4 that stands or lies
_BELOW: Final = 0.75  # so much smaller a drawing may be made that stands below something
_A3: Final = (420.0, 297.0)
_MARGIN: Final = 12.0
_CAPTION_PT, _FOOT_PT = 11.0, 8.0


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
    """The comparison, each drawing on a page of its own after the first; wide drawings make the sheets lie.

    A drawing whose letters would be too small to read on an A4 stands on an A3 behind the words.
    """
    with speaking(language):
        large = tuple(one for one in paper.figures if not _readable(one[1]))
        small = replace(paper, figures=tuple(one for one in paper.figures if one not in large))
        foot = _("Confidential"), _("DEMONSTRATION: invented people") if demonstration else ""
        plates = [_plate(f"{paper.title}, \u2116 {paper.number}. {caption}", figure, foot) for caption, figure in large]
        return Document(
            title=paper.title, number=paper.number, made_on=paper.made_on, language=language, office=tuple(office),
            blocks=(*_blocks(small), *plates), confidential=_("Confidential"), demonstration=demonstration,
            landscape=any(_lies(figure) for _caption, figure in small.figures),
        )  # fmt: skip


def _lies(figure: Figure) -> bool:
    return figure.width_mm > max(figure.height_mm, _UPRIGHT)


def _readable(figure: Figure, share: float = 1.0) -> bool:
    """Whether its letters are large enough on an A4."""
    room = _ROOM[_lies(figure)]
    scale = min(room[0] / max(figure.width_mm, 1.0), room[1] / max(figure.height_mm, 1.0), 1.0)
    return all(shape.size_pt * scale * share >= SMALLEST_PT for shape in figure.shapes if isinstance(shape, Text))


def _plate(caption: str, figure: Figure, foot: tuple[str, str]) -> Plate:
    width, height = _A3 if figure.width_mm > figure.height_mm else (_A3[1], _A3[0])
    room = width - 2 * _MARGIN, height - 2 * _MARGIN - 14.0
    scale = min(room[0] / max(figure.width_mm, 1.0), room[1] / max(figure.height_mm, 1.0), 1.0)
    left, top = (width - figure.width_mm * scale) / 2, _MARGIN + 8.0
    shapes: tuple[Shape, ...] = (
        Text(_MARGIN, _MARGIN + 3.0, elided(caption, _CAPTION_PT, room[0], bold=True), _CAPTION_PT, bold=True, fill="ink"),
        *placed(figure.shapes, left, top, scale),
        Text(_MARGIN, height - _MARGIN, " \u00b7 ".join(words for words in foot if words), _FOOT_PT, fill="soft"),
    )
    return Plate(replace(figure, width_mm=width, height_mm=height, shapes=shapes), (Paragraph(caption),))


def _blocks(paper: ComparisonPaper) -> Iterator[Block]:
    yield Cover((), tuple(KeyValue(label, value) for label, value in paper.facts if value))
    for number, (caption, figure) in enumerate(paper.figures):
        if number or not _readable(figure, _BELOW):
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
