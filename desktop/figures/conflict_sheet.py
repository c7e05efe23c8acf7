"""The second sheet of a conflict map on paper: ways out, what was agreed upon, the course, what came of it.

The drawing shows who wants what; a commission decides by what was offered and agreed, so these go to paper with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.figures import conflict_curve
from desktop.figures.conflict_names import with_names
from desktop.figures.conflict_words import party_name
from desktop.figures.metrics import line_height, wrapped
from desktop.figures.primitives import Circle, Figure, Ink, Line, Polygon, Polyline, Rect, Shape, Text
from desktop.models.conflict_data import Agreed, ConflictData, CurvePoint, Option, StepMark
from desktop.models.kinds import Captions
from desktop.models.map_style import STANDARD, MapStyle

_TITLE_PT, _HEADING_PT, _TEXT_PT = 12.0, 11.0, 9.5
_INDENT: Final = 7.0
_BORDER: Final = 6.0
_CURVE: Final = 48.0
_LINES: Final = 40  # of one answer: nothing a person writes here is longer

_Row = tuple[float, list[Shape]]  # height in millimetres, shapes counted from its upper edge


def sheets(
    data: ConflictData,
    curve: Sequence[CurvePoint],
    steps: Mapping[UUID, StepMark],
    captions: Captions,
    *,
    style: MapStyle = STANDARD,
    size: tuple[float, float] = (180.0, 240.0),
) -> tuple[Figure, ...]:
    """As many sheets as the words need, none where nothing was offered, agreed or measured twice."""
    data = with_names(data, style)
    wide = size[0] - 2 * _BORDER
    rows = list(_rows(data, curve, steps, captions, wide))
    if not rows:
        return ()
    issue = data.issue.strip() or data.subject.strip() or _("a conflict without words")
    pages: list[list[_Row]] = [[_words(issue, _TITLE_PT, wide, bold=True)]]
    for row in rows:
        if sum(height for height, _shapes in pages[-1]) + row[0] > size[1] - 2 * _BORDER:
            pages.append([])
        pages[-1].append(row)
    return tuple(_page(page, size, issue) for page in pages)


def _page(rows: Sequence[_Row], size: tuple[float, float], title: str) -> Figure:
    shapes: list[Shape] = []
    y = _BORDER
    for height, row in rows:
        shapes += [_moved(shape, _BORDER, y) for shape in row]
        y += height
    return Figure(size[0], max(size[1], y + _BORDER), tuple(shapes), title)  # of its size: it takes the paper of its form


def _rows(
    data: ConflictData, curve: Sequence[CurvePoint], steps: Mapping[UUID, StepMark], captions: Captions, wide: float
) -> Iterator[_Row]:  # fmt: skip
    options = [one for one in data.options if one.words.strip()]
    for number, option in enumerate(options, 1):
        row = _numbered(number, option.words, _option_words(option, steps, captions), wide)
        yield _under(_("Ways out"), row, wide) if number == 1 else row
    agreed = [one for one in data.agreements if one.words.strip()]
    for number, one in enumerate(agreed, 1):
        row = _numbered(number, one.words, _agreed_words(data, one, captions), wide)
        yield _under(_("What was agreed upon"), row, wide) if number == 1 else row
    if len(curve) > 1:
        drawn = conflict_curve.draw(curve, captions, width=min(wide, 150.0), height=_CURVE)
        yield _under(_("Course of the conflict"), (_CURVE + 3.0, list(drawn.shapes)), wide)
    if data.outcome.strip():
        yield _under(_("What came of it"), _words(data.outcome.strip(), _TEXT_PT, wide), wide)


def _option_words(option: Option, steps: Mapping[UUID, StepMark], captions: Captions) -> str:
    mark = steps.get(option.step) if option.step is not None else None
    step = captions("step_marks", mark.mark) if mark is not None and mark.mark else ""
    said = (
        " ".join(filter(None, (captions("option_states", option.state), _day(option.decided_on)))),
        option.who,
        _("till {day}").format(day=_day(option.until)) if option.until else "",
        _("proposed by {who}").format(who=option.proposed_by) if option.proposed_by else "",
        step or (_("in the plan") if option.step is not None else ""),
    )
    return "; ".join(words for words in said if words)


def _agreed_words(data: ConflictData, one: Agreed, captions: Captions) -> str:
    names = ", ".join(party_name(party) for id_ in one.parties if (party := data.party(id_)) is not None)
    till = _("till {day}").format(day=_day(one.until)) if one.until else ""
    return "; ".join(words for words in (names, till, captions("promise_states", one.state) if one.state else "") if words)


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day is not None else ""


def _under(heading: str, row: _Row, wide: float) -> _Row:
    """A row that its heading never leaves."""
    above, shapes = _words(heading, _HEADING_PT, wide, bold=True)
    above += 2.0
    return above + row[0], [*(_moved(s, 0.0, 2.0) for s in shapes), *(_moved(s, 0.0, above) for s in row[1])]


def _numbered(number: int, words: str, said: str, wide: float) -> _Row:
    height, shapes = _words(words, _TEXT_PT, wide - _INDENT)
    below, more = _words(said, _TEXT_PT, wide - _INDENT, ink="soft") if said else (0.0, [])
    first = Text(_INDENT - 2.0, line_height(_TEXT_PT), f"{number}.", _TEXT_PT, align="right", fill="ink")
    moved = [*(_moved(s, _INDENT, 0.0) for s in shapes), *(_moved(s, _INDENT, height - 1.5) for s in more)]
    return height + below, [first, *moved]


def _words(words: str, points: float, wide: float, *, bold: bool = False, ink: Ink = "ink") -> _Row:
    lines = wrapped(words, points, wide, _LINES, bold=bold)
    high = line_height(points)
    return len(lines) * high + 1.5, [
        Text(0.0, (number + 1) * high, line, points, bold=bold, fill=ink) for number, line in enumerate(lines)
    ]


def _moved(shape: Shape, x: float, y: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, x1=shape.x1 + x, y1=shape.y1 + y, x2=shape.x2 + x, y2=shape.y2 + y)
        case Polyline() | Polygon():
            return replace(shape, points=tuple((px + x, py + y) for px, py in shape.points))
        case Text() | Rect() | Circle():
            return replace(shape, x=shape.x + x, y=shape.y + y)
        case _:
            raise TypeError(type(shape).__name__)
