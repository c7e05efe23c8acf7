"""A document laid out on pages: each block where it stands, headings never parted from what they announce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.documents.letters import BOX, Letters
from desktop.documents.paper import (
    BODY,
    BOTTOM,
    FAMILY,
    HEADINGS,
    LABEL,
    LANDSCAPE,
    LEFT,
    MM,
    OFFICE,
    PORTRAIT,
    SUBTITLE,
    TITLE,
    UNDER_FIGURE,
    Drawn,
    Entry,
    Format,
    Framed,
    Landing,
    Page,
    Rule,
    Said,
)
from desktop.documents.tables_pdf import TableLayout, column_widths
from desktop.documents.wrapping import Line, Look, line_height, wrapped
from desktop.figures.primitives import Figure, Text
from desktop.models.documents import (
    Block,
    Contents,
    Cover,
    Document,
    FigureBlock,
    Heading,
    KeyValue,
    KeyValues,
    PageBreak,
    Paragraph,
    Plate,
    Signatures,
    Table,
    Words,
    plain,
)

_GAP: Final = 6.0
_BEFORE: Final = {1: 16.0, 2: 12.0, 3: 9.0}
_LABELS: Final = 0.33  # of the width
_LONG: Final = 320  # letters
_FRAME: Final = 6.0
_LARGEST: Final = 1.25  # a small map is not blown up beyond this
_TALLEST: Final = 0.8  # of the height
_SMALLER: Final = 0.75  # of its full size, where it fits below what stands on the page already
_ENTRY: Final = 17.0
_SIGNATURE: Final = 30.0
_WITH_SIGNATURES: Final = 2  # blocks, rows or facts that stand above signatures on their page
_AFTER_HEADING: Final = 3.0


def lay_out(document: Document, letters: Letters) -> list[Page]:
    """The pages of the document, without what stands at their head and foot."""
    missing, settled = letters.missing, 0
    while True:
        layout = _Layout(document, letters)
        for number, block in enumerate(document.blocks):
            layout.lay(block, document.blocks[number + 1 :])
            if isinstance(block, Signatures) and layout.signed_alone and number >= settled:
                break
        else:
            return layout.pages
        kept = _kept_with(document, number)
        settled = number + 1 + len(kept) - len(document.blocks)
        document, letters.missing = replace(document, blocks=kept), missing  # laid out anew: letters are counted once


def _kept_with(document: Document, signatures: int) -> tuple[Block, ...]:
    """The blocks with a page that ends earlier: signatures do not go alone onto the next one."""
    before, rest = list(document.blocks[:signatures]), document.blocks[signatures:]
    last = before[-1]
    if isinstance(last, KeyValues) and len(last.pairs) > _WITH_SIGNATURES + 1:
        cut = -_WITH_SIGNATURES
        return (*before[:-1], KeyValues(last.pairs[:cut]), PageBreak(), KeyValues(last.pairs[cut:]), *rest)
    if isinstance(last, Table) and len(last.rows) > _WITH_SIGNATURES + 1:
        cut = -_WITH_SIGNATURES
        widths = column_widths(_Probe(format_of(document)), last)
        columns = tuple(replace(column, width=width) for column, width in zip(last.columns, widths, strict=True))
        head, tail = (replace(last, columns=columns, rows=rows) for rows in (last.rows[:cut], last.rows[cut:]))
        return (*before[:-1], head, PageBreak(), tail, *rest)
    at = max(0, len(before) - _WITH_SIGNATURES)
    while at > 0 and isinstance(before[at - 1], Heading):
        at -= 1
    return (*before[:at], PageBreak(), *before[at:], *rest)


def format_of(document: Document) -> Format:
    """How the paper lies."""
    return LANDSCAPE if document.landscape else PORTRAIT


class _Layout:
    def __init__(self, document: Document, letters: Letters) -> None:
        self._document = document
        self._letters = letters
        self.format = format_of(document)
        self.pages = [Page()]
        self.y = self.format.top
        self._landings = 0
        self._heading_last = self._under_heading = self.signed_alone = self._broken = False

    @property
    def page(self) -> Page:
        """The page at hand."""
        return self.pages[-1]

    def next_page(self) -> None:
        """The following page, empty."""
        self.pages.append(Page())
        self.y = self.format.top

    def parts(self, words: Words, look: Look) -> tuple[tuple[str, Look], ...]:
        """The words as they can be printed, each stretch with its look."""
        if isinstance(words, str):
            return ((self._letters.clean(words), look),)
        return tuple(
            (self._letters.clean(run.text), _varied(look, bold=run.bold, italic=run.italic, ink=run.tone)) for run in words
        )

    def lay(self, block: Block, after: Sequence[Block]) -> None:
        """Put one block where the last one ended."""
        self._under_heading, self._heading_last = self._heading_last, isinstance(block, Heading)
        if self.page.size is not None:
            self.next_page()  # nothing stands on a plate but itself
        match block:
            case Heading():
                self._heading(block, after)
            case Paragraph():
                self._lines(wrapped(self.parts(block.words, BODY), self.format.width), BODY)
                self.y -= _GAP
            case PageBreak():
                if self.page.things:
                    self.next_page()
                self._broken = True
                return
            case _:
                self._laid(block)
        self._broken = False

    def _laid(self, block: KeyValues | Table | FigureBlock | Cover | Contents | Signatures | Plate) -> None:
        match block:
            case Plate():
                self._plate(block)
            case KeyValues():
                self._pairs(block)
            case Table():
                self._table(block)
            case FigureBlock():
                self._figure(block)
            case Cover():
                self._cover(block)
            case Contents():
                self._contents()
            case Signatures():
                self._signatures(block)

    # --- text ---

    def _lines(self, lines: Sequence[Line], look: Look, *, center: bool = False, indent: float = 0.0) -> None:
        step = line_height(look.size)
        for number, line in enumerate(lines):
            left_over = len(lines) - number
            short = self.y - step < BOTTOM
            lonely = number == 0 and left_over > 1 and self.y - 2 * step < BOTTOM
            last_two = left_over == 2 and number > 0 and self.y - 2 * step < BOTTOM  # the last line not alone
            if short or lonely or last_two:
                self.next_page()
            x = LEFT + indent + (max(0.0, (self.format.width - line.width) / 2) if center else 0.0)
            self.page.things.extend(Said(x + s.x, self.y - look.size, s.text, s.look) for s in line.stretches)
            self.y -= step

    def _heading(self, heading: Heading, after: Sequence[Block]) -> None:
        look = HEADINGS[heading.level]
        lines = wrapped(self.parts(heading.text, look), self.format.width)[:12]
        high = len(lines) * line_height(look.size)
        if self.page.things and self.y < self.format.top:
            before = _BEFORE[heading.level] if not self._under_heading else 4.0
            needed = before + high + _AFTER_HEADING + self._least(after)
            if self.y - min(needed, self.format.height) < BOTTOM:
                self.next_page()
            else:
                self.y -= before
        if heading.level < 3:
            key = f"h{self._landings}"
            self._landings += 1
            self.page.things.append(Landing(key, self.y + 4, _one_line(lines), heading.level))
        self._lines(lines, look)
        self.y -= _AFTER_HEADING

    def _least(self, after: Sequence[Block]) -> float:
        """How much of what follows must stand under a heading."""
        match after[0] if after else None:
            case Heading() as heading:
                look = HEADINGS[heading.level]
                lines = len(wrapped(self.parts(heading.text, look), self.format.width)[:12])
                return _BEFORE[heading.level] + lines * line_height(look.size) + _AFTER_HEADING + self._least(after[1:])
            case Table() as table:
                return TableLayout(_Probe(self.format), table).least() + _GAP
            case FigureBlock() as block:
                return 6 + self._figure_size(block, _SMALLER)[1] + len(self._under(block)) * line_height(UNDER_FIGURE.size)
            case KeyValues(pairs) if pairs:
                return self._pair_least(pairs[0])
            case other:
                least = self._signatures_high(other) if isinstance(other, Signatures) else 2 * line_height(BODY.size)
                return least if other else 0.0

    def _pair_least(self, pair: KeyValue) -> float:
        """How much of a fact stands together: its whole label and the first two lines of what is said."""
        if len(plain(pair.value)) > _LONG:
            return line_height(LABEL.size) + 2 * line_height(BODY.size)
        labels = wrapped(self.parts(pair.label, LABEL), self.format.width * _LABELS - 8)
        values = wrapped(self.parts(pair.value, BODY), self.format.width * (1 - _LABELS))
        return max(len(labels), min(len(values), 2)) * line_height(BODY.size)

    def _pairs(self, block: KeyValues) -> None:
        label_width = self.format.width * _LABELS
        for pair in block.pairs:
            if len(plain(pair.value)) > _LONG:
                self._told(pair)
                continue
            labels = wrapped(self.parts(pair.label, LABEL), label_width - 8)
            values = wrapped(self.parts(pair.value, BODY), self.format.width - label_width)
            if self.y - self._pair_least(pair) < BOTTOM:
                self.next_page()
            top, first = self.y, self.page
            before = len(first.things)
            self._lines(values, BODY, indent=label_width)
            y = top - BODY.size
            for line in labels[:40]:
                said = [Said(LEFT + s.x, y, s.text, s.look) for s in line.stretches]
                first.things[before:before] = said  # read before the value
                before += len(said)
                y -= line_height(LABEL.size)
            if first is self.page:
                self.y = min(self.y, y + LABEL.size - 2)
            self.y -= 2.5
        self.y -= _GAP - 2.5

    def _told(self, pair: KeyValue) -> None:
        """A long text stands under its label in the whole width."""
        if self.y - line_height(LABEL.size) - 2 * line_height(BODY.size) < BOTTOM:
            self.next_page()
        self._lines(wrapped(self.parts(pair.label, LABEL), self.format.width)[:4], LABEL)
        self._lines(wrapped(self.parts(pair.value, BODY), self.format.width), BODY)
        self.y -= 4

    # --- tables and figures ---

    def _table(self, table: Table) -> None:
        layout = TableLayout(self, table)
        if self.y - layout.least() < BOTTOM and self.y < self.format.top:
            self.next_page()
        layout.lay()
        self.y -= _GAP + 4

    def _figure_size(self, block: FigureBlock, share: float = 1.0) -> tuple[float, float]:
        """The scale and the height with the frame, in points, at this share of its full size."""
        figure: Figure = block.figure
        wide, high = max(figure.width_mm, 1.0) * MM, max(figure.height_mm, 1.0) * MM
        scale = min((self.format.width - 2 * _FRAME) / wide, (_TALLEST * self.format.height - 2 * _FRAME) / high, _LARGEST)
        return scale * share, high * scale * share + 2 * _FRAME

    def _figure(self, block: FigureBlock) -> None:
        scale, high = self._figure_size(block)
        caption = self._under(block)
        room = self.y - 5 - len(caption) * line_height(UNDER_FIGURE.size) - BOTTOM  # a point more than it takes
        if high > room and self.y < self.format.top:
            share = (room - 2 * _FRAME) / (high - 2 * _FRAME)
            if share >= _SMALLER:  # a little smaller rather than a page that is left half empty
                scale, high = self._figure_size(block, share)
            else:
                self.next_page()
        figure = self._printable(block.figure)
        left = LEFT + (self.format.width - figure.width_mm * MM * scale) / 2
        self.page.things.append(Framed(LEFT, self.y - high, self.format.width, high))
        self.page.things.append(Drawn(left, self.y - _FRAME, scale, figure))
        self.y -= high + 4
        self._lines(caption, UNDER_FIGURE, center=True)
        self.y -= _GAP

    def _plate(self, block: Plate) -> None:
        if self.page.things:
            self.next_page()
        figure = self._printable(block.figure)
        self.page.size = figure.width_mm * MM, figure.height_mm * MM
        self.page.things.append(Drawn(0.0, figure.height_mm * MM, 1.0, figure))

    def _under(self, block: FigureBlock) -> Sequence[Line]:
        """What is said under a figure."""
        return wrapped(self.parts(block.caption, UNDER_FIGURE), self.format.width)[:6] if block.caption else ()

    def _printable(self, figure: Figure) -> Figure:
        """The figure with its texts as they can be printed; a bullet stands for a box in a drawing."""
        shapes = tuple(
            replace(shape, text=self._letters.clean(shape.text).replace(BOX, "\u2022")) if isinstance(shape, Text) else shape
            for shape in figure.shapes
        )
        return replace(figure, shapes=shapes)

    # --- first page ---

    def _cover(self, cover: Cover) -> None:
        for line in self._document.office:
            self._lines(wrapped(self.parts(line, OFFICE), self.format.width)[:3], OFFICE, center=True)
        self.y -= 26
        self._lines(wrapped(self.parts(self._document.title, TITLE), self.format.width)[:4], TITLE, center=True)
        self.y -= 4
        for number, text in enumerate(cover.lines):
            look = SUBTITLE if number else FAMILY
            self._lines(wrapped(self.parts(text, look), self.format.width)[:4], look, center=True)
            self.y -= 3
        self.y -= 16
        if cover.pairs:
            self._pairs(KeyValues(cover.pairs))
            self.y -= 8

    def _contents(self) -> None:
        for number, heading in enumerate(self._document.headings()):
            if self.y - _ENTRY < BOTTOM:
                self.next_page()
            indent = 14.0 * (heading.level - 1)
            look = BODY if heading.level == 1 else replace(BODY, size=9.5)
            lines = wrapped(self.parts(heading.text, look), self.format.width - indent - 40)
            title = _one_line(lines[:1]) + ("\u2026" if len(lines) > 1 else "")
            self.page.things.append(Entry(f"h{number}", self.y - look.size, title, heading.level))
            self.y -= _ENTRY if heading.level == 1 else _ENTRY - 2
        self.y -= _GAP

    def _signatures_high(self, block: Signatures) -> float:
        return min(len(block.lines) * _SIGNATURE + 10, self.format.height)

    def _signatures(self, block: Signatures) -> None:
        if self.y - self._signatures_high(block) < BOTTOM and self.y < self.format.top:
            self.next_page()
        self.signed_alone = not self.page.things and len(self.pages) > 1 and not self._broken
        self.y -= 10
        for line in block.lines:
            if self.y - _SIGNATURE < BOTTOM:
                self.next_page()
            base = self.y - 14
            role = wrapped(self.parts(line.role, BODY), self.format.width * 0.42)[:2]
            name = wrapped(self.parts(line.name, BODY), self.format.width * 0.3)[:2]
            for x, lines in ((LEFT, role), (LEFT + self.format.width * 0.7, name)):
                for number, row in enumerate(lines):
                    y = base - number * line_height(BODY.size)
                    self.page.things.extend(Said(x + s.x, y, s.text, s.look) for s in row.stretches)
            begins, ends = (LEFT + self.format.width * share for share in (0.44, 0.68))
            self.page.things.append(Rule(begins, base - 2, ends, base - 2, "ink"))
            self.y -= _SIGNATURE
        self.y -= _GAP


class _Probe:
    """Measures a table without a page, and without counting its letters twice."""

    def __init__(self, format_: Format) -> None:
        self.format = format_
        self.y = self.format.top
        self._letters = Letters()

    @property
    def page(self) -> Page:
        return Page()

    def parts(self, words: Words, look: Look) -> tuple[tuple[str, Look], ...]:
        if isinstance(words, str):
            return ((self._letters.clean(words), look),)
        return tuple((self._letters.clean(run.text), look) for run in words)

    def next_page(self) -> None:
        self.y = self.format.top


def _varied(look: Look, *, bold: bool, italic: bool, ink: str) -> Look:
    if not (bold or italic or ink):
        return look
    family = look.font.partition("-")[0]
    bold = bold or "Bold" in look.font
    style = ("Bold" if bold else "") + ("Italic" if italic else "")
    return Look(f"{family}-{style}" if style else family, look.size, ink or look.ink)


def _one_line(lines: Sequence[Line]) -> str:
    return " ".join(stretch.text for line in lines for stretch in line.stretches)
