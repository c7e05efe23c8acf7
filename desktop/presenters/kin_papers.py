"""A genogram for other eyes: two versions compared, and what the dialog of printing is given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.base.messages import _
from desktop.figures.keys_beside import KEY_WIDTH, beside
from desktop.models.kin_data import GenogramData
from desktop.presenters.comparisons import Comparing, Comparison, heading, versions_of
from desktop.presenters.genogram_compare import told
from desktop.presenters.map_printing import MapToPrint
from desktop.services.genograms import open_genogram

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.documents.maps import Paper
    from desktop.figures.primitives import Figure, Shape
    from desktop.models.family_page import MapRow
    from desktop.models.map_style import MapStyle
    from desktop.presenters.genogram import GenogramEditor
    from desktop.services.desk import Desk, Question


def comparing(desk: Desk, editor: GenogramEditor, versions: Sequence[MapRow]) -> Comparing[GenogramData]:
    """Two versions of the genogram beside each other; the one that is open as it is on the screen."""
    from desktop.figures.codes import same_codes  # noqa: PLC0415  laying out is loaded when something is drawn
    from desktop.figures.genogram import draw, named_as  # noqa: PLC0415  as above
    from desktop.figures.kin_overlay import overlay  # noqa: PLC0415  as above

    style, captions, shown = editor.style, editor.words, editor.conditions

    def read(id_: UUID) -> Question[GenogramData | None]:
        return lambda reading: open_genogram(reading, id_)

    def compare(before: GenogramData, after: GenogramData) -> Comparison:
        if not shown:
            before, after = (replace(one, marks=()) for one in (before, after))
        same = same_codes(style, before, after)
        plain, keyed = replace(same, legend=False), replace(same, legend=True)
        was, now = (named_as(one, same) for one in (before, after))
        return Comparison(
            draw(before, before.drawn_on, style=plain, words=captions).figure,
            draw(after, after.drawn_on, style=plain, words=captions).figure,
            overlay(before, after, after.drawn_on, style=style, words=captions), told(was, now, captions),
            (heading(before.drawn_on, before.stage), heading(after.drawn_on, after.stage)), style.names != "shown",
            lambda: (
                draw(before, before.drawn_on, style=keyed, words=captions).figure,
                draw(after, after.drawn_on, style=keyed, words=captions).figure,
            ),
        )  # fmt: skip

    return Comparing(desk, versions_of(versions, editor.data.id), read, compare, {editor.data.id: editor.data})


def key_of(editor: GenogramEditor, width_mm: float) -> tuple[Shape, ...]:
    """The key of what is drawn, without a frame, from (0, 0) and at most so wide."""
    from desktop.figures.genogram import key_shapes  # noqa: PLC0415  laying out is loaded when something is drawn

    return key_shapes(editor.drawn, editor.today, width_mm, style=editor.style, words=editor.words)[1:]


def to_print(editor: GenogramEditor, printed: Callable[[], None] | None) -> MapToPrint:
    """This version for the dialog of printing: as one figure, or as linked sheets where a paper is named."""
    data, today, captions = editor.drawn, editor.today, editor.words

    def drawn(style: MapStyle, paper: Paper) -> tuple[Figure, ...]:
        from desktop.documents.maps import readable  # noqa: PLC0415  as below
        from desktop.figures.genogram import draw, key_shapes  # noqa: PLC0415  laying out is loaded when something is drawn
        from desktop.figures.genogram_sheets import sheets  # noqa: PLC0415  as above

        if paper.endswith("l") and style.legend:
            alone = draw(data, today, style=replace(style, legend=False), words=captions).figure
            whole = beside(alone, key_shapes(data, today, KEY_WIDTH, style=style, words=captions))
            if readable(whole, paper):
                return (whole,)
        if paper == "auto":
            return (draw(data, today, style=style, words=captions).figure,)
        return sheets(data, today, "A3" if paper.startswith("a3") else "A4", style=style, words=captions)

    def on_paper(style: MapStyle, paper: Paper) -> tuple[Figure, ...]:
        """Nobody is torn in two: what no one sheet holds readably goes onto linked sheets, whoever named no paper."""
        from desktop.documents.maps import readable  # noqa: PLC0415  as above

        found = drawn(style, paper)
        papers: tuple[Paper, ...] = ("a4p", "a4l", "a3p", "a3l")
        if paper != "auto" or any(readable(found[0], one) for one in papers):
            return found
        return drawn(style, "a3l")

    return MapToPrint(
        "genogram", _("Genogram"), data.drawn_on, data.stage, drawn, printed=printed, style=editor.style, sheets=on_paper
    )
