"""The dossier's genogram: the drawing, on linked sheets where the family is large.

Conditions and lost pregnancies are drawn only when somebody chose them: they are about health, violence and prison.
Names are hidden in the drawing itself, because it has people whom the card of the family does not list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.base.messages import _
from desktop.models.documents import Block, FigureBlock, KeyValue, KeyValues
from desktop.models.kin_data import GenogramData
from desktop.models.map_style import STANDARD

_PAGE: tuple[float, float] = (170.0, 215.0)  # what a page of the dossier has for a figure
_SMALLEST = 0.62  # smaller letters than this share of their size are hard to read


@dataclass(frozen=True, slots=True)
class GenogramPrint:
    """The newest genogram and the office's own names of conditions and feelings."""

    data: GenogramData
    words: Mapping[str, str]


def genogram_blocks(one: GenogramPrint, today: date, *, hidden_names: bool = False, conditions: bool = False) -> Iterator[Block]:
    """The genogram as it was drawn last; one figure, or sheets that refer to each other."""
    from desktop.figures.genogram import draw  # noqa: PLC0415  laying out is loaded when something is printed
    from desktop.figures.genogram_sheets import sheets  # noqa: PLC0415  as above

    data = one.data if conditions else _without_health(one.data)
    style = replace(STANDARD, names="initials" if hidden_names else "shown")
    whole = draw(data, today, style=style, words=one.words).figure
    if min(_PAGE[0] / whole.width_mm, _PAGE[1] / whole.height_mm) >= _SMALLEST:
        yield FigureBlock(whole)
    else:
        parts = sheets(data, today, "A4", style=style, words=one.words)
        for number, sheet in enumerate(parts, 1):
            caption = _("Sheet {number} of {many}").format(number=number, many=len(parts)) if len(parts) > 1 else ""
            yield FigureBlock(sheet, caption)
    if data.told_by.strip():
        yield KeyValues((KeyValue(_("With whom it was drawn"), data.told_by.strip()),))


def _without_health(data: GenogramData) -> GenogramData:
    """Neither conditions nor pregnancies that were lost: a pregnancy that goes on is the family's news."""
    losses = tuple(loss for loss in data.kin.losses if loss.outcome == "expected")
    return replace(data, marks=(), kin=replace(data.kin, losses=losses))
