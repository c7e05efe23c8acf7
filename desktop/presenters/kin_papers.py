"""A genogram for other eyes: two versions compared, and what the dialog of printing is given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.base.messages import _
from desktop.models.kin_data import GenogramData
from desktop.presenters.comparisons import Comparing, Comparison, Version
from desktop.presenters.genogram_compare import told
from desktop.presenters.map_printing import MapToPrint
from desktop.services.genograms import open_genogram

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.documents.maps import Paper
    from desktop.figures.primitives import Figure
    from desktop.models.family_page import MapRow
    from desktop.models.map_style import MapStyle
    from desktop.presenters.genogram import GenogramEditor
    from desktop.services.desk import Desk, Question


def comparing(
    desk: Desk, editor: GenogramEditor, versions: Sequence[MapRow], words: Callable[[MapRow], str]
) -> Comparing[GenogramData]:
    """Two versions of the genogram beside each other; the one that is open as it is on the screen."""
    from desktop.figures.genogram import draw, with_names  # noqa: PLC0415  laying out is loaded when something is drawn
    from desktop.figures.kin_overlay import overlay  # noqa: PLC0415  as above

    today, style, captions = editor.today, editor.style, editor.words

    def read(id_: UUID) -> Question[GenogramData | None]:
        return lambda reading: open_genogram(reading, id_)

    def compare(before: GenogramData, after: GenogramData) -> Comparison:
        was, now = (replace(one, kin=with_names(one.kin, style.names)) for one in (before, after))
        return Comparison(
            draw(before, today, style=style, words=captions).figure, draw(after, today, style=style, words=captions).figure,
            overlay(before, after, today, style=style, words=captions), told(was, now, captions),
            (f"{before.drawn_on:%d.%m.%Y}", f"{after.drawn_on:%d.%m.%Y}"), style.names != "shown",
            lambda wanted: overlay(before, after, today, style=wanted, words=captions),
        )  # fmt: skip

    rows = [Version(row.id, words(row)) for row in versions]
    return Comparing(desk, rows, read, compare, {editor.data.id: editor.data})


def to_print(editor: GenogramEditor, printed: Callable[[], None] | None) -> MapToPrint:
    """This version for the dialog of printing: as one figure, or as linked sheets where a paper is named."""
    data, today, captions = editor.data, editor.today, editor.words
    if not editor.conditions:
        data = replace(data, marks=())

    def drawn(style: MapStyle, paper: Paper) -> tuple[Figure, ...]:
        from desktop.figures.genogram import draw  # noqa: PLC0415  laying out is loaded when something is drawn
        from desktop.figures.genogram_sheets import sheets  # noqa: PLC0415  as above

        if paper == "auto":
            return (draw(data, today, style=style, words=captions).figure,)
        return sheets(data, today, "A3" if paper.startswith("a3") else "A4", style=style, words=captions)

    return MapToPrint("genogram", _("Genogram"), data.drawn_on, data.stage, drawn, printed=printed, style=editor.style)


def comparison_to_print(comparison: Comparison, editor: GenogramEditor) -> MapToPrint:
    """What two versions differ in, on one sheet."""

    def drawn(style: MapStyle, _paper: Paper) -> tuple[Figure, ...]:
        return (comparison.over if comparison.redraw is None else comparison.redraw(style),)

    return MapToPrint("comparison", _("Comparison of two versions"), editor.today, "final", drawn, style=editor.style)
