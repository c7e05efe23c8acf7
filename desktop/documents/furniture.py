"""What stands at the head and the foot of every page: whose paper it is, how secret, which page of how many."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.letters import Letters
from desktop.documents.paging import format_of
from desktop.documents.paper import BOTTOM, LEFT, SMALL, Framed, Rule, Said
from desktop.documents.wrapping import Line, Look, wrapped
from desktop.models.documents import Document


def furniture(document: Document, letters: Letters, number: int, words: tuple[str, str]) -> Iterator[Said | Rule | Framed]:
    """The head and foot of a page; `words` are the mark of a demonstration and «page x of y»."""
    demonstration, paging = words
    paper = format_of(document)
    foot = BOTTOM - 15
    yield Rule(LEFT, foot + 11, paper.right, foot + 11)
    page = wrapped(((paging, SMALL),), paper.width / 3)[0]
    yield from _said(page, paper.right - page.width, foot)
    if document.confidential:
        left = wrapped(((letters.clean(document.confidential), SMALL),), paper.width / 2)[0]
        yield from _said(left, LEFT, foot)
    head = paper.top + 17
    if demonstration:
        look = Look("PTSans-Bold", 9.5, "amber")
        line = wrapped(((demonstration, look),), paper.width)[0]
        x = LEFT + (paper.width - line.width) / 2
        yield Framed(x - 7, head + 10.5, line.width + 14, 15, "amber", 0.9)
        yield from _said(line, x, head + 14.8)
    if number > 1:
        yield Rule(LEFT, head - 5, paper.right, head - 5)
        about = f"{document.title} \u00b7 {document.made_on:%d.%m.%Y}"
        right = wrapped(((letters.clean(about), SMALL),), paper.width * 0.5)[0]
        yield from _said(right, paper.right - right.width, head)
        office = document.office[-1] if document.office else ""
        lines = wrapped(((letters.clean(office), SMALL),), paper.width * 0.46)
        yield from _said(lines[0], LEFT, head)


def _said(line: Line, x: float, y: float) -> Iterator[Said]:
    return (Said(x + s.x, y, s.text, s.look) for s in line.stretches)
