"""A document on paper: A4, embedded fonts, numbered pages, contents that lead to their sections.

The same document always gives the same bytes, so a print can be compared with what is kept of it. The pages
are drawn without the library's markup: what people typed cannot be read as markup because nothing reads
markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from desktop.base.messages import _, speaking
from desktop.documents.figures_pdf import paint
from desktop.documents.fonts import register_fonts
from desktop.documents.furniture import furniture
from desktop.documents.letters import BOX, BOX_WIDTH, TICK, TICK_WIDTH, Letters, width_of
from desktop.documents.paging import format_of, lay_out
from desktop.documents.paper import (
    BODY,
    LEFT,
    Drawn,
    Entry,
    Filled,
    Framed,
    Landing,
    Page,
    Rule,
    Said,
)
from desktop.documents.wrapping import Look
from desktop.figures.palettes import LIGHT
from desktop.models.documents import Document

if TYPE_CHECKING:
    from reportlab.lib.colors import Color
    from reportlab.pdfgen.canvas import Canvas

_COLOURS: Final[dict[str, str]] = {"frame": "#8d97a3"} | {str(ink): colour for ink, colour in LIGHT.colours.items()}
_DRAWN: Final = re.compile(f"([{BOX}{TICK}])")  # letters that are drawn


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file, how many pages it has, and how many letters of it print as an empty box."""

    content: bytes
    pages: int
    missing_characters: int


def to_pdf(document: Document) -> Printed:
    """Print the document in its own language."""
    register_fonts()
    letters = Letters()
    with speaking(document.language):
        pages = lay_out(document, letters)
        writer = _Writer(document, pages)
        content = writer.write()
    return Printed(_described(content, document), len(pages), letters.missing)


class _Writer:
    def __init__(self, document: Document, pages: list[Page]) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._document = document
        self._format = format_of(document)
        self._pages = pages
        self._file = BytesIO()
        self._canvas: Canvas = Canvas(
            self._file,
            pagesize=(self._format.page_width, self._format.page_height),
            invariant=1,
            initialFontName="PTSans",  # type: ignore[arg-type]  # a name; the stubs say a number
            pageCompression=0,  # the last writer packs it, faster
            lang=document.language,
        )
        self._page_of = {
            thing.key: number for number, page in enumerate(pages, 1) for thing in page.things if isinstance(thing, Landing)
        }
        self._look: Look | None = None
        self._text: Any = None  # the lines since something else was drawn
        self._boxes: list[tuple[float, float, float, float, str]] = []  # corner, width, height, ink
        self._depth = -1

    def write(self) -> bytes:
        """The whole file."""
        document, canvas, count = self._document, self._canvas, len(self._pages)
        letters = Letters()
        canvas.setTitle(_label(document.title, letters))
        canvas.setAuthor(_label(" \u00b7 ".join(document.office), letters))
        canvas.setCreator("Opora")
        canvas.setProducer("Opora")
        canvas.setSubject(f"{document.made_on:%d.%m.%Y}")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        mark = _("DEMONSTRATION \u2014 people and events are invented") if document.demonstration else ""
        for number, page in enumerate(self._pages, 1):
            paging = _("page {number} of {count}").format(number=number, count=count)
            canvas.setPageSize(page.size or (self._format.page_width, self._format.page_height))
            around = () if page.size else furniture(document, letters, number, (mark, paging))
            for thing in (*around, *page.things):
                if isinstance(thing, Said):
                    self._say(thing)
                else:
                    self._draw(thing)
            self._end_text()
            canvas.showPage()
        canvas.save()
        return self._file.getvalue()

    def _draw(self, thing: Rule | Filled | Framed | Drawn | Landing | Entry) -> None:
        if isinstance(thing, Filled | Drawn):
            self._end_text()  # what is drawn over stays over
        canvas = self._canvas
        match thing:
            case Rule():
                canvas.setStrokeColor(_colour(thing.ink))
                canvas.setLineWidth(thing.width)
                canvas.line(thing.x1, thing.y1, thing.x2, thing.y2)
            case Filled():
                canvas.setFillColor(_colour(thing.ink))
                canvas.rect(thing.x, thing.y, thing.width, thing.height, stroke=0, fill=1)
            case Framed():
                canvas.setStrokeColor(_colour(thing.ink))
                canvas.setLineWidth(thing.line)
                canvas.rect(thing.x, thing.y, thing.width, thing.height, stroke=1, fill=0)
            case Drawn():
                paint(canvas, thing.figure, thing.x, thing.y, thing.scale)
            case Landing():
                canvas.bookmarkHorizontal(thing.key, 0, thing.y + 8)
                self._depth = min(thing.level - 1, self._depth + 1)  # an outline may not skip a level
                canvas.addOutlineEntry(_shown(thing.title), thing.key, self._depth, closed=False)
            case Entry():
                self._entry(thing)

    def _say(self, said: Said) -> None:
        look = said.look
        text = self._text
        if text is None:
            text = self._text = self._canvas.beginText()
            self._look = None
        before = self._look
        if before is None or before.ink != look.ink:
            text.setFillColor(_colour(look.ink))
        if before is None or (before.font, before.size) != (look.font, look.size):
            text.setFont(look.font, look.size)
        self._look = look
        x = said.x
        for part in _DRAWN.split(said.text):
            if part == BOX:
                self._boxes.append((x + 0.06 * look.size, said.y, 0.5 * look.size, 0.66 * look.size, look.ink))
                x += BOX_WIDTH * look.size
            elif part == TICK:
                side = 0.78 * look.size
                self._boxes.append((x + 0.04 * look.size, said.y - 0.06 * look.size, side, side, look.ink))
                x += TICK_WIDTH * look.size
            elif part:
                text.setTextOrigin(x, said.y)
                text.textOut(part)
                x += width_of(part, look.font, look.size)

    def _end_text(self) -> None:
        """Text is gathered until something else is drawn: one opening and closing for many lines."""
        if self._text is not None:
            self._canvas.drawText(self._text)
            self._text = None
        for x, y, width, height, ink in self._boxes:
            self._canvas.setStrokeColor(_colour(ink))
            self._canvas.setLineWidth(0.5)
            self._canvas.rect(x, y, width, height, stroke=1, fill=0)
        self._boxes.clear()

    def _entry(self, entry: Entry) -> None:
        canvas = self._canvas
        look = BODY if entry.level == 1 else Look(BODY.font, 9.5)
        left = LEFT + 14.0 * (entry.level - 1)
        page = str(self._page_of[entry.key])
        self._say(Said(left, entry.y, entry.title, look))
        end = left + width_of(entry.title, look.font, look.size)
        number = width_of(page, look.font, look.size)
        self._say(Said(self._format.right - number, entry.y, page, look))
        if self._format.right - number - end > 20:
            canvas.setStrokeColor(_colour("soft"))
            canvas.setLineWidth(0.5)
            canvas.setDash([0.6, 3])
            canvas.line(end + 5, entry.y + 1, self._format.right - number - 5, entry.y + 1)
            canvas.setDash([])
        area = (left, entry.y - 3, self._format.right, entry.y + look.size)
        canvas.linkAbsolute("", entry.key, area, Border="[0 0 0]")


@cache
def _colour(ink: str) -> Color:
    from reportlab.lib.colors import HexColor  # heavy, only for printing

    return HexColor(_COLOURS[ink])


def _shown(text: str) -> str:
    return text.replace(BOX, "?").replace(TICK, "")


def _label(text: str, letters: Letters) -> str:
    """A text for the file's own description, which holds any letter but broken ones."""
    return _shown(letters.clean(text)).replace("\n", " ")[:300]


def _described(content: bytes, document: Document) -> bytes:
    """With the title in the modern form too, for archives; no standard is claimed to be met."""
    import pikepdf

    letters = Letters()
    file = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as described:
            described["dc:title"] = _label(document.title, letters)
            described["dc:creator"] = [_label(" \u00b7 ".join(document.office), letters)]
            described["dc:language"] = [document.language]
            described["xmp:CreatorTool"] = "Opora"
            described["pdf:Producer"] = "Opora"
        pdf.save(file, deterministic_id=True, fix_metadata_version=False)
    return file.getvalue()
