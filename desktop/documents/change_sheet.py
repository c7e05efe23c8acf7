"""The map of changes on one sheet: both sides of an A4, or one side of an A3, laid out in millimetres.

A commission reads it standing: head, table of spheres, drawing, what was counted, conclusion, signatures. Letters are
never smaller than eight points; what finds no room ends with an ellipsis and stands whole on the pages behind
(`Laid.cut`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from desktop.base.messages import _
from desktop.figures import change_bars
from desktop.figures.metrics import MM_PER_PT, elided, line_height, text_width, wrapped
from desktop.figures.primitives import Figure, Ink, Line, Rect, Shape, Text, placed
from desktop.models.change_map import ChangeMap, Measurement
from desktop.models.kinds import Captions

Paper = Literal["a4", "a3"]
SIZES: Final[dict[Paper, tuple[float, float]]] = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, 10.0, 10.0, 13.0
_SIZES_PT: Final = (9.0, 8.5, 8.0)
_TITLE_PT, _FAMILY_PT, _SOFT_PT = 15.0, 12.0, 8.5
_PAD: Final = 0.9
_LEAD: Final = 1.6  # between a score and its fact
_CLOSE: Final = 1.12  # of the letters: the distance of two lines in a table
_GAP: Final = 5.0
_ALL_LINES: Final = 400
_SIGN: Final = 9.5
_LEAST_ROW, _MOST_ROW = 5.4, 9.4  # millimetres of a pair of bars


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a cell: `bold` in lines of its own, `lead` (a score) before the text, `soft` below it."""

    text: str = ""
    bold: str = ""
    soft: str = ""
    lead: str = ""
    ink: Ink = "ink"
    center: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Captions with their shares of the width, and rows of cells."""

    captions: tuple[Cell, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Everything that is said on the sheet, ready to be laid out."""

    title: str
    family: str
    facts: tuple[str, ...]  # one under another below the family
    office: str
    spheres: SheetTable
    counted_title: str
    counted: SheetTable
    tally: str
    conclusion: tuple[tuple[str, str], ...]
    signatures: tuple[tuple[str, str], ...]
    foot: str
    scale: str
    mark: str = ""  # of a demonstration


@dataclass(slots=True)
class Laid:
    """The finished sides, and whether anything had to be cut."""

    sides: list[Figure] = field(default_factory=list)
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The paired bars, drawn to fill their half of the sheet."""

    map: ChangeMap
    captions: Captions
    ends: tuple[Measurement | None, Measurement | None]

    def figure(self, width: float, height: float) -> Figure:
        """As wide as the place; rows as high as it allows, within what still reads as one drawing."""
        usual = change_bars.draw(self.map, self.captions, *self.ends, width=width)
        rows = max(1, len(self.map.lines))
        row = change_bars.ROW + (height - usual.height_mm) / rows
        return change_bars.draw(self.map, self.captions, *self.ends, width=width, row=min(max(row, _LEAST_ROW), _MOST_ROW))


def lay(
    words: SheetWords, map_: ChangeMap, captions: Captions, ends: tuple[Measurement | None, Measurement | None], paper: Paper
) -> Laid:
    """The sheet: two sides of an A4 lying on its long edge, or one of an A3."""
    width, height = SIZES[paper]
    room = width - _LEFT - _RIGHT
    laid = Laid()
    shapes: list[Shape] = []
    y = _head(shapes, words, room)
    drawn = _Drawn(map_, captions, ends)
    if paper == "a3":
        lower = max(_lower_height(words, room), 92.0)
        y = _table(shapes, words.spheres, (_LEFT, y, room, height - _BOTTOM - lower - _GAP - y), laid)
        _lower(shapes, words, drawn, (_LEFT, y + _GAP, room, height - _BOTTOM - y - _GAP), laid)
        laid.sides.append(_side(shapes, words, paper))
        return laid
    _table(shapes, words.spheres, (_LEFT, y, room, height - _BOTTOM - y), laid)
    laid.sides.append(_side(shapes, words, paper))
    second: list[Shape] = []
    said = elided(f"{words.title}: {words.family}", _FAMILY_PT, room, bold=True)
    second.append(Text(_LEFT, _TOP + 4.5, said, _FAMILY_PT, bold=True, fill="ink"))
    top = _TOP + 9.0
    _lower(second, words, drawn, (_LEFT, top, room, height - _BOTTOM - top), laid)
    laid.sides.append(_side(second, words, paper))
    return laid


def _side(shapes: list[Shape], words: SheetWords, paper: Paper) -> Figure:
    width, height = SIZES[paper]
    y = height - _BOTTOM + 3.0
    shapes.append(Line(_LEFT, y, width - _RIGHT, y, stroke="hairline", width_mm=0.25))
    foot = elided(words.foot, 8.0, width - _LEFT - _RIGHT)
    shapes.append(Text(_LEFT, y + 3.8, foot, 8.0, fill="soft"))
    return Figure(width, height, tuple(shapes), words.title)


def _head(shapes: list[Shape], words: SheetWords, room: float) -> float:
    """Whose sheet it is at the left, what was measured when at the right; returns where the head ends."""
    y = _TOP + 3.0
    shapes.append(Text(_LEFT, y, elided(words.office, _SOFT_PT, room * 0.6), _SOFT_PT, fill="soft"))
    if words.mark:
        wide = text_width(words.mark, _SOFT_PT, bold=True)
        shapes.append(Rect(_LEFT + room - wide - 4.0, y - 3.4, wide + 4.0, 4.8, stroke="amber", width_mm=0.3))
        shapes.append(Text(_LEFT + room - wide - 2.0, y, words.mark, _SOFT_PT, bold=True, fill="amber"))
    y += 7.0
    title = elided(words.title, _TITLE_PT, room * 0.38, bold=True)
    shapes.append(Text(_LEFT, y, title, _TITLE_PT, bold=True, fill="ink"))
    left = _LEFT + text_width(title, _TITLE_PT, bold=True) + 7.0
    family = elided(words.family, _FAMILY_PT, _LEFT + room - left, bold=True)
    shapes.append(Text(left, y, family, _FAMILY_PT, bold=True, fill="ink"))
    y += 2.0
    for fact in words.facts:
        for line in wrapped(fact, _SOFT_PT, room, 3):
            y += line_height(_SOFT_PT)
            shapes.append(Text(_LEFT, y, line, _SOFT_PT, fill="ink"))
    return y + 3.0


# Tables


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bold: bool
    ink: Ink
    indent: float = 0.0
    lead: str = ""


def _lines(cell: Cell, points: float, width: float) -> list[_Line]:
    """The lines of a cell with their looks."""
    inside = width - 2 * _PAD
    indent = text_width(cell.lead, points, bold=True) + _LEAD if cell.lead else 0.0
    found = [_Line(line, True, cell.ink) for line in _broken(cell.bold, points, inside, bold=True)]
    told = [_Line(line, False, cell.ink, indent) for line in _broken(cell.text, points, inside - indent)]
    if cell.lead:
        told = [replace(told[0], lead=cell.lead), *told[1:]] if told else [_Line("", False, cell.ink, indent, cell.lead)]
    return [*found, *told, *(_Line(line, False, "soft") for line in _broken(cell.soft, points, inside))]


def _broken(text: str, points: float, width: float, *, bold: bool = False) -> Iterator[str]:
    for part in text.splitlines():
        yield from wrapped(part, points, width, _ALL_LINES, bold=bold)


def _heights(table: SheetTable, widths: Sequence[float], points: float) -> list[int]:
    """How many lines each row needs."""
    rows = (table.captions, *table.rows)
    return [max(1, *(len(_lines(cell, points, wide)) for cell, wide in zip(row, widths, strict=True))) for row in rows]


def _step(points: float) -> float:
    """The distance of two lines in a table, millimetres."""
    return points * _CLOSE * MM_PER_PT


def _high(lines: int, points: float) -> float:
    return lines * _step(points) + 2 * _PAD - 0.2


def _table(shapes: list[Shape], table: SheetTable, place: tuple[float, float, float, float], laid: Laid) -> float:
    """The table in its place, in the largest letters that fit; returns where it ends."""
    x, y, width, room = place
    widths = [width * share / sum(table.shares) for share in table.shares]
    points, needed = _fitting(table, widths, room)
    if needed != _heights(table, widths, points):
        laid.cut = True
    top = y
    for number, (row, lines) in enumerate(zip((table.captions, *table.rows), needed, strict=True)):
        high = _high(lines, points)
        if number == 0:
            shapes.append(Rect(x, y, width, high, fill="ground"))
        shapes += _row(row, widths, (x, y), points, lines)
        y += high
        head = number == 0
        shapes.append(Line(x, y, x + width, y, stroke="ink" if head else "soft", width_mm=0.3 if head else 0.18))
    shapes.append(Rect(x, top, width, y - top, stroke="soft", width_mm=0.3))
    across = x
    for wide in widths[:-1]:
        across += wide
        shapes.append(Line(across, top, across, y, stroke="hairline", width_mm=0.25))
    return y


def _fitting(table: SheetTable, widths: Sequence[float], room: float) -> tuple[float, list[int]]:
    """The largest letters in which the table fits, and the lines of its rows; the longest rows are cut where none does."""
    for points in _SIZES_PT:
        needed = _heights(table, widths, points)
        if sum(_high(lines, points) for lines in needed) <= room:
            return points, needed
    points = _SIZES_PT[-1]
    needed = _heights(table, widths, points)
    given = [min(lines, 1) for lines in needed]
    left = room - sum(_high(lines, points) for lines in given)
    while left >= _step(points) and given != needed:  # a line to each row that lacks one, the shortest rows first
        at = min((n for n, lines in enumerate(given) if lines < needed[n]), key=lambda n: given[n])
        given[at] += 1
        left -= _step(points)
    return points, given


def _row(row: Sequence[Cell], widths: Sequence[float], place: tuple[float, float], points: float, most: int) -> Iterator[Shape]:
    x, y = place
    for cell, wide in zip(row, widths, strict=True):
        lines = _lines(cell, points, wide)
        if len(lines) > most:
            last = lines[most - 1]
            cut = elided(last.text, points, wide - 2 * _PAD - last.indent, bold=last.bold, always=True)
            lines = [*lines[: most - 1], replace(last, text=cut)]
        for number, line in enumerate(lines):
            base = y + _PAD + (number + 0.8) * _step(points)
            if cell.center:
                yield Text(x + wide / 2, base, line.text, points, bold=line.bold, align="center", fill=line.ink)
                continue
            if line.lead:
                yield Text(x + _PAD, base, line.lead, points, bold=True, fill=line.ink)
            if line.text:
                yield Text(x + _PAD + line.indent, base, line.text, points, bold=line.bold, fill=line.ink)
        x += wide


# Below the table


def _conclusion_lines(words: SheetWords, width: float) -> list[str]:
    return [line for label, said in words.conclusion for line in wrapped(f"{label}: {said}", 9.0, width, 30)]


def _lower_height(words: SheetWords, room: float) -> float:
    """How much the right half needs: what was counted, the conclusion, the signatures."""
    half = (room - _GAP) / 2
    widths = [half * share / sum(words.counted.shares) for share in words.counted.shares]
    table = sum(_high(lines, 8.0) for lines in _heights(words.counted, widths, 8.0))
    said = len(_conclusion_lines(words, half)) * line_height(9.0)
    return 6.0 + table + 5.0 + said + 4.0 + _SIGN * len(words.signatures)


def _lower(shapes: list[Shape], words: SheetWords, drawn: _Drawn, place: tuple[float, float, float, float], laid: Laid) -> None:
    """The drawing at the left; what was counted, the conclusion and the signatures at the right."""
    x, y, width, height = place
    half = (width - _GAP) / 2
    bars = drawn.figure(half, height - 14.0)
    shapes += placed(bars.shapes, x, y + 1.0)
    below = y + 1.0 + bars.height_mm + 4.2
    shapes.append(Text(x, below, elided(words.tally, 9.5, half, bold=True), 9.5, bold=True, fill="ink"))
    for line in wrapped(words.scale, 8.0, half, 2):
        below += line_height(8.0) + 0.4
        if below < y + height + 2.0:
            shapes.append(Text(x, below, line, 8.0, fill="soft"))
    right = x + half + _GAP
    shapes.append(Text(right, y + 3.6, words.counted_title, 10.0, bold=True, fill="ink"))
    lines = _conclusion_lines(words, half)
    needed = 5.0 + len(lines) * line_height(9.0) + 4.0 + _SIGN * len(words.signatures)
    end = _table(shapes, words.counted, (right, y + 5.4, half, max(20.0, height - 5.4 - needed)), laid)
    at = end + 5.0
    for line in lines:
        shapes.append(Text(right, at, line, 9.0, fill="ink"))
        at += line_height(9.0)
    _signatures(shapes, words.signatures, (right, max(at, y + height - _SIGN * len(words.signatures) - 1.0), half))


def _signatures(shapes: list[Shape], lines: Sequence[tuple[str, str]], place: tuple[float, float, float]) -> None:
    x, y, width = place
    for role, name in lines:
        y += _SIGN
        shapes.append(Text(x, y - 1.5, elided(role, 9.0, width * 0.36), 9.0, fill="ink"))
        shapes.append(Line(x + width * 0.38, y - 1.2, x + width * 0.64, y - 1.2, stroke="ink", width_mm=0.25))
        shapes.append(Text(x + width * 0.66, y - 1.5, elided(name, 9.0, width * 0.34), 9.0, fill="ink"))
        if not name:
            shapes.append(Line(x + width * 0.66, y - 1.2, x + width, y - 1.2, stroke="ink", width_mm=0.25))
        caption = _("signature")
        shapes.append(Text(x + width * 0.51, y + 1.6, caption, 8.0, align="center", fill="soft"))
