"""Any map on paper: its head with number, day and author, the figure as large as fits, tiles, notes, linked sheets.

Letters under eight points cannot be read by a commission: a map that would come out smaller is printed over several
pages that are laid side by side. Drawn words are embedded text, so a printed map can be searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from math import ceil
from typing import TYPE_CHECKING, Final, Literal

from desktop.base.messages import _
from desktop.documents.figures_pdf import paint
from desktop.documents.fonts import register_fonts
from desktop.figures.metrics import MM_PER_PT, elided, line_height, printable, text_width, wrapped
from desktop.figures.palettes import GREY, LIGHT
from desktop.figures.primitives import Figure, Palette, Text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Paper = Literal["auto", "a4p", "a4l", "a3p", "a3l"]
Stage = Literal["draft", "final", "printed"]
PAPERS: Final[dict[Paper, tuple[float, float]]] = {
    "a4p": (210.0, 297.0), "a4l": (297.0, 210.0), "a3p": (297.0, 420.0), "a3l": (420.0, 297.0),
}  # fmt: skip
SMALLEST_PT: Final = 8.0
_ON_ONE_PT: Final = 7.0  # on the largest sheet: one sheet a little smaller is read more easily than three laid together
_MARGIN: Final = 10.0
_HEAD_PT, _LINE_PT, _NOTE_PT = 13.0, 9.5, 9.0
_PADDING: Final = 0.5
_LARGEST: Final = 1.4  # a small map is not blown up beyond this
_OVERLAP: Final = 8.0  # millimetres that neighbouring tiles share
_NOTES_SHARE: Final = 0.3  # of the page's height that notes may take from the figure
_PER_MM: Final = 1 / MM_PER_PT
_COLUMN: Final = 90.0  # the least width of a column of notes


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of the list under the map: its number on the figure, whom it is about, what it says."""

    number: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class MapHead:
    """What stands over every sheet; `family` is a name, or a code where names are hidden."""

    kind: str
    family: str
    number: str
    drawn_on: str
    author: str
    stage: Stage = "draft"
    office: str = ""
    confidential: bool = True
    demonstration: bool = False


_ANY_HEAD: Final = MapHead("", "", "", "", "", demonstration=True)  # one with every line


@dataclass(frozen=True, slots=True)
class MapPrint:
    """Everything that is printed of a map; several figures are linked sheets, one page each."""

    head: MapHead
    figures: tuple[Figure, ...]
    notes: tuple[NoteLine, ...] = ()
    paper: Paper = "auto"
    grey: bool = False


@dataclass(frozen=True, slots=True)
class PrintedMap:
    """The finished file, how many pages it has, on which paper, the smallest letters, and whether it is tiled."""

    content: bytes
    pages: int
    papers: tuple[Paper, ...]
    smallest_pt: float
    tiled: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: a part of a figure (`left`, `top` in its millimetres), or only notes."""

    paper: Paper
    figure: Figure | None
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0
    tile: tuple[int, int, int, int] | None = None  # row, column, rows, columns
    notes: tuple[NoteLine, ...] = ()


def readable(figure: Figure, paper: Paper) -> bool:
    """Whether the figure fits on one sheet of this paper, its letters large enough to be read."""
    return _smallest(figure) * _fitting(figure, _room(paper, _ANY_HEAD, 0.0)) >= SMALLEST_PT


def to_pdf(wanted: MapPrint) -> PrintedMap:
    """The map as a PDF file; the same map always gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    sheets = list(_sheets(wanted))
    palette = GREY if wanted.grey else LIGHT
    file = BytesIO()
    first = PAPERS[sheets[0].paper]
    canvas = Canvas(
        file,
        pagesize=(first[0] * _PER_MM, first[1] * _PER_MM),
        invariant=1,
        initialFontName="PTSans",  # type: ignore[arg-type]  # the stubs say a number
        pageCompression=1,
    )
    # Nothing about people in the metadata: they are read without opening the file.
    canvas.setTitle(printable(wanted.head.kind))
    canvas.setAuthor("")
    canvas.setCreator("Opora")
    canvas.setProducer("Opora")
    drawn: dict[str, str] = {}  # figures of tiles that are in the file already
    for number, sheet in enumerate(sheets, 1):
        size = PAPERS[sheet.paper]
        canvas.setPageSize((size[0] * _PER_MM, size[1] * _PER_MM))
        _Page(canvas, wanted.head, sheet, palette, drawn).draw(number, len(sheets))
        canvas.showPage()
    canvas.save()
    shown = [s for s in sheets if s.figure is not None]
    least = min((_smallest(s.figure) * s.scale for s in shown if s.figure is not None), default=_LINE_PT)
    papers = tuple(sheet.paper for sheet in sheets)
    return PrintedMap(file.getvalue(), len(sheets), papers, least, any(s.tile for s in sheets))


# Which page


def _sheets(wanted: MapPrint) -> Iterator[_Sheet]:
    left_over = wanted.notes
    last = len(wanted.figures) - 1
    paper: Paper = "a4p"
    for number, figure in enumerate(wanted.figures):
        notes = left_over if number == last else ()
        paper, below = _chosen(figure, wanted.paper, notes, wanted.head)
        room = _room(paper, wanted.head, below)
        scale = _fitting(figure, room)
        if _smallest(figure) * scale >= _least(paper, wanted.paper) - 0.01:
            yield _Sheet(paper, figure, scale, notes=notes if below else ())
            left_over = () if below else left_over
        else:
            yield from _tiles(figure, paper, _room(paper, wanted.head, 0.0))
    while left_over:
        some = _fitting_notes(left_over, paper, wanted.head)
        yield _Sheet(paper, None, notes=some)
        left_over = left_over[len(some) :]


def _chosen(figure: Figure, wanted: Paper, notes: Sequence[NoteLine], head: MapHead) -> tuple[Paper, float]:
    """The paper, and the height that notes take under the figure (0: they get a page of their own)."""
    tried: tuple[Paper, ...] = (wanted,) if wanted != "auto" else tuple(PAPERS)
    best: tuple[tuple[float, ...], Paper, float] | None = None
    for paper in tried:
        below = _notes_height(notes, paper)
        if below > _NOTES_SHARE * PAPERS[paper][1]:
            below = 0.0
        scale = _fitting(figure, _room(paper, head, below))
        if below and _smallest(figure) * scale < _least(paper, wanted):
            below = 0.0
            scale = _fitting(figure, _room(paper, head, below))
        readable = _smallest(figure) * scale >= _least(paper, wanted) - 0.01
        large = paper.startswith("a3")
        # Readable first, then the smaller paper, then the larger picture; unreadable everywhere: fewest tiles.
        tiles = 0 if readable else len(list(_tiles(figure, paper, _room(paper, head, 0.0))))
        rank = (float(tiles), float(large), -scale)
        if best is None or rank < best[0]:
            best = (rank, paper, below)
    return (best[1], best[2]) if best is not None else ("a4p", 0.0)


def _room(paper: Paper, head: MapHead, below: float) -> tuple[float, float]:
    width, height = PAPERS[paper]
    used = 2 * _MARGIN + _head_height(head) + line_height(_LINE_PT) + 3.0 + below
    return width - 2 * _MARGIN - 2 * _PADDING, height - used - 2 * _PADDING


def _fitting(figure: Figure, room: tuple[float, float]) -> float:
    return min(room[0] / max(figure.width_mm, 1.0), room[1] / max(figure.height_mm, 1.0), _LARGEST)


def _smallest(figure: Figure) -> float:
    return min((shape.size_pt for shape in figure.shapes if isinstance(shape, Text)), default=_LINE_PT)


def _least(paper: Paper, wanted: Paper) -> float:
    return _ON_ONE_PT if wanted == "auto" and paper.startswith("a3") else SMALLEST_PT


def _tiles(figure: Figure, paper: Paper, room: tuple[float, float]) -> Iterator[_Sheet]:
    scale = SMALLEST_PT / _smallest(figure)
    step = ((room[0] - _OVERLAP) / scale, (room[1] - _OVERLAP) / scale)
    columns = max(1, ceil((figure.width_mm - _OVERLAP / scale) / step[0]))
    rows = max(1, ceil((figure.height_mm - _OVERLAP / scale) / step[1]))
    for row, column in product(range(rows), range(columns)):
        place = (row + 1, column + 1, rows, columns)
        yield _Sheet(paper, figure, scale, column * step[0], row * step[1], place)


# Notes


def _columns(width: float) -> int:
    return max(1, int((width - 2 * _MARGIN) // _COLUMN))


def _note_lines(note: NoteLine, width: float) -> tuple[str, ...]:
    words = f"{note.number}. {note.who}: {note.text}"
    return wrapped(printable(words), _NOTE_PT, width, 60)


def _column_width(paper: Paper) -> float:
    width = PAPERS[paper][0] - 2 * _MARGIN
    count = _columns(PAPERS[paper][0])
    return (width - 6.0 * (count - 1)) / count


def _notes_height(notes: Sequence[NoteLine], paper: Paper) -> float:
    if not notes:
        return 0.0
    tall = sum(len(_note_lines(note, _column_width(paper))) for note in notes)
    longest = max(len(_note_lines(note, _column_width(paper))) for note in notes)
    lines = max(longest, ceil(tall / _columns(PAPERS[paper][0])) + longest - 1)
    return (lines + 1) * line_height(_NOTE_PT) + 4.0


def _fitting_notes(notes: tuple[NoteLine, ...], paper: Paper, head: MapHead) -> tuple[NoteLine, ...]:
    """As many notes as one page holds, at least one."""
    room = _room(paper, head, 0.0)[1]
    count = len(notes)
    while count > 1 and _notes_height(notes[:count], paper) > room:
        count -= max(1, count // 10)
    return notes[: max(count, 1)]


# Drawing


def _head_height(head: MapHead) -> float:
    return line_height(_HEAD_PT) + line_height(_LINE_PT) * (2 if head.office or head.demonstration else 1) + 2.0


def stage_words(stage: Stage) -> str:
    """How far a version is, in words."""
    return {"draft": _("draft"), "final": _("final version"), "printed": _("printed version")}[stage]


class _Page:
    def __init__(self, canvas: Canvas, head: MapHead, sheet: _Sheet, palette: Palette, drawn: dict[str, str]) -> None:
        self._drawn = drawn
        self._canvas, self._head, self._sheet, self._palette = canvas, head, sheet, palette
        self._width, self._height = PAPERS[sheet.paper]

    def draw(self, number: int, count: int) -> None:
        """Head, figure or tile, notes, foot."""
        self._heading()
        below = _notes_height(self._sheet.notes, self._sheet.paper)
        top = self._height - _MARGIN - _head_height(self._head)
        bottom = _MARGIN + line_height(_LINE_PT) + 3.0
        if self._sheet.figure is not None:
            self._frame(self._sheet.figure, top, bottom + below)
        if self._sheet.notes:
            self._notes(bottom + below if self._sheet.figure is not None else top)
        self._foot(number, count)

    def _say(self, x: float, y: float, words: str, points: float, ink: str = "soft", *, bold: bool = False) -> None:
        self._canvas.setFont("PTSans-Bold" if bold else "PTSans", points)
        self._canvas.setFillColor(self._palette.colour(ink))  # type: ignore[arg-type]
        self._canvas.drawString(x * _PER_MM, y * _PER_MM, printable(words))

    def _heading(self) -> None:
        head, room = self._head, self._width - 2 * _MARGIN
        y = self._height - _MARGIN - line_height(_HEAD_PT) + 1.2
        secret = _("confidential") if head.confidential else ""
        wide = text_width(secret, _LINE_PT, bold=True) + 4.0 if secret else 0.0
        title = elided(head.kind, _HEAD_PT, room - wide - 4.0, bold=True)
        self._say(_MARGIN, y, title, _HEAD_PT, "ink", bold=True)
        if secret:
            left = self._width - _MARGIN - wide
            self._canvas.setStrokeColor(self._palette.colour("bad"))
            self._canvas.setLineWidth(0.8)
            box = (left * _PER_MM, (y - 1.4) * _PER_MM, wide * _PER_MM, 5.4 * _PER_MM)
            self._canvas.roundRect(*box, 1.2 * _PER_MM)
            self._say(left + 2.0, y, secret, _LINE_PT, "bad", bold=True)
        y -= line_height(_LINE_PT) + 0.6
        named = _("{family}, No. {number}").format(family=head.family, number=head.number or "\u2014")
        facts = [named, head.drawn_on, head.author, stage_words(head.stage)]
        self._say(_MARGIN, y, elided(" \u00b7 ".join(f for f in facts if f), _LINE_PT, room), _LINE_PT, "ink")
        mark = _("DEMONSTRATION: invented people") if head.demonstration else ""
        if office := " \u00b7 ".join(words for words in (mark, head.office) if words):
            self._say(_MARGIN, y - line_height(_LINE_PT), elided(office, _LINE_PT, room), _LINE_PT)

    def _foot(self, number: int, count: int) -> None:
        words = _("page {number} of {count}").format(number=number, count=count) if count > 1 else ""
        if self._sheet.tile is not None:
            row, column, rows, columns = self._sheet.tile
            place = _("row {row} of {rows}, column {column} of {columns}: lay the sheets side by side")
            words += " \u00b7 " + place.format(row=row, rows=rows, column=column, columns=columns)
        if words:
            self._say(_MARGIN, _MARGIN, words, _LINE_PT)

    def _frame(self, figure: Figure, top: float, bottom: float) -> None:
        canvas, sheet = self._canvas, self._sheet
        left, wide, tall = _MARGIN, self._width - 2 * _MARGIN, top - bottom
        frame = (left * _PER_MM, bottom * _PER_MM, wide * _PER_MM, tall * _PER_MM)
        inner = (wide - 2 * _PADDING, tall - 2 * _PADDING)
        canvas.saveState()
        path = canvas.beginPath()
        path.roundRect(*frame, 2 * _PER_MM)
        canvas.clipPath(path, stroke=0, fill=0)
        if sheet.tile is None:
            x = left + _PADDING + (inner[0] - figure.width_mm * sheet.scale) / 2
            y = top - _PADDING - (inner[1] - figure.height_mm * sheet.scale) / 2
        else:
            x, y = left + _PADDING - sheet.left * sheet.scale, top - _PADDING + sheet.top * sheet.scale
        if sheet.tile is None:
            paint(canvas, figure, x * _PER_MM, y * _PER_MM, sheet.scale, self._palette)
        else:
            self._place(figure, x * _PER_MM, y * _PER_MM)
        canvas.restoreState()
        canvas.setStrokeColor(self._palette.colour("hairline"))
        canvas.setLineWidth(0.6)
        canvas.setDash([])
        canvas.roundRect(*frame, 2 * _PER_MM)

    def _place(self, figure: Figure, x: float, y: float) -> None:
        """Every tile shows the same drawing: it is written into the file once."""
        canvas, name = self._canvas, f"map{id(figure)}"
        if name not in self._drawn:
            name = self._drawn.setdefault(name, f"map{len(self._drawn)}")
            canvas.saveState()
            wide, tall = figure.width_mm * _PER_MM, figure.height_mm * _PER_MM
            canvas.beginForm(name, 0, -tall, wide, 0)  # type: ignore[arg-type]  # the stubs say whole numbers
            paint(canvas, figure, 0, 0, 1.0, self._palette)
            canvas.endForm()
            canvas.restoreState()
        else:
            name = self._drawn[name]
        canvas.translate(x, y)
        canvas.scale(self._sheet.scale, self._sheet.scale)
        canvas.doForm(name)

    def _notes(self, top: float) -> None:
        paper = self._sheet.paper
        width, count = _column_width(paper), _columns(self._width)
        self._say(_MARGIN, top - line_height(_NOTE_PT) - 0.5, _("Notes"), _NOTE_PT, "ink", bold=True)
        start = top - line_height(_NOTE_PT) * 2 - 1.0
        floor = _MARGIN + line_height(_LINE_PT) + 2.0
        x, y, column = _MARGIN, start, 0
        for note in self._sheet.notes:
            lines = _note_lines(note, width)
            if y - (len(lines) - 1) * line_height(_NOTE_PT) < floor and column + 1 < count:
                x, y, column = x + width + 6.0, start, column + 1
            for line in lines:
                self._say(x, y, line, _NOTE_PT, "ink")
                y -= line_height(_NOTE_PT)
