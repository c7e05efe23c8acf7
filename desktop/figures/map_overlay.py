"""Two versions of a map of social connections laid over each other: what came, went, grew and weakened.

Each kind of change has a sign in a circle, a line of its own and a colour; the sign and the line alone say it on a
grey copy. What did not change is drawn thin, so that the eye goes to what did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import hypot
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.figures import geometry
from desktop.figures.codes import same_codes
from desktop.figures.metrics import text_width
from desktop.figures.primitives import (
    Box,
    Circle,
    Dash,
    Figure,
    Ink,
    Line,
    Point,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Text,
    bounds,
    placed,
    tagged,
)
from desktop.figures.social_map import household_shapes
from desktop.figures.social_routes import Route, routes
from desktop.figures.social_symbols import named, node_shapes, node_sizes
from desktop.figures.social_ties import line_shapes
from desktop.models.map_changes import Change
from desktop.models.map_data import MapData, Place, Tie
from desktop.models.map_style import STANDARD, MapStyle
from desktop.rules.map_changes import NEARLY, aligned, changes

Mark = Literal["new", "lost", "stronger", "weaker", "changed", "moved"]
MARKS: Final[tuple[Mark, ...]] = ("new", "lost", "stronger", "weaker", "changed", "moved")
MARK_WORDS: Final[Mapping[Mark, str]] = {
    "new": N_("newly there"),
    "lost": N_("no longer there"),
    "stronger": N_("became stronger"),
    "weaker": N_("became weaker"),
    "changed": N_("changed otherwise"),
    "moved": N_("moved from here"),
}
_INKS: Final[Mapping[Mark, Ink]] = {
    "new": "good", "lost": "bad", "stronger": "good", "weaker": "amber", "changed": "accent", "moved": "soft",
}  # fmt: skip
# The band under a line that changed: its colour, width and strokes.
_BANDS: Final[Mapping[Mark, tuple[Ink, float, Dash]]] = {
    "new": ("good_tint", 3.6, ()),
    "stronger": ("good_tint", 3.6, (3.0, 1.4)),
    "weaker": ("amber_tint", 3.6, (1.2, 1.2)),
    "changed": ("accent_tint", 2.8, (0.6, 1.0)),
}
_DRAWN: Final = frozenset({"lost", "moved"})  # these have a line of their own instead of a band
_SIGN: Final = 2.1  # radius of the circle of a sign
_THIN: Final = 0.6  # how thin an unchanged line is drawn
_PT: Final = 9.0
_MARGIN: Final = 4.0
_ROW: Final = 6.0


def overlay(before: MapData, after: MapData, today: date, *, moved_over: float = NEARLY, style: MapStyle = STANDARD) -> Figure:
    """Both versions as one drawing with its own legend; nodes without a place are left out.

    Shapes carry the id of their node or tie as the earlier version has it, as the changes do.
    """
    found = changes(before, after, moved_over=moved_over)
    marks = marks_of(found)
    after = aligned(before, after)
    both = named(_laid_over(before, after), same_codes(style, before, after))
    ways = routes(both, symbols=style.symbols)
    body = [
        *household_shapes(both, ways),
        *_lines(both, ways, marks),
        *_people(before, both, marks, today, style),
    ]
    used = [mark for mark in MARKS if mark in marks.values()]
    key = _legend(used, max(bounds(body)[2] - bounds(body)[0], 120.0))
    return _sheet(body, key, found)


def marks_of(found: Iterable[Change]) -> dict[UUID, Mark]:
    """What happened to each node and tie; of several changes of one thing the one that says most."""
    order = MARKS
    marks: dict[UUID, Mark] = {}
    for change in found:
        if change.what not in {"node", "tie"} or change.field in {"pinned", "layer", "bends"}:
            continue
        mark: Mark = "changed" if change.kind == "renamed" else change.kind
        standing = marks.get(change.id)
        if standing is None or order.index(mark) < order.index(standing):
            marks[change.id] = mark
    return marks


def _laid_over(before: MapData, after: MapData) -> MapData:
    """Everybody of both versions, as the later one has them; who is gone stands where they stood."""
    ids = {n.id for n in after.nodes}
    drawn = {t.id for t in after.ties}
    return replace(
        after,
        nodes=(*after.nodes, *(n for n in before.nodes if n.id not in ids)),
        ties=(*after.ties, *(t for t in before.ties if t.id not in drawn)),
    )


def _lines(both: MapData, ways: Mapping[UUID, Route], marks: Mapping[UUID, Mark]) -> list[Shape]:
    under: list[Shape] = []
    over: list[Shape] = []
    signs: list[Shape] = []
    taken: list[Box] = []
    for tie in both.ties:
        way, mark = ways.get(tie.id), marks.get(tie.id)
        if way is None:
            continue
        tag = str(tie.id)
        if mark is None:
            over += tagged(_thin(line_shapes(way, tie.quality, tie.direction)), tag)
            continue
        if mark in _BANDS:
            ink, width, dash = _BANDS[mark]
            under.append(Polyline(way, stroke=ink, width_mm=width, dash=dash, tag=tag))
        over += tagged(_lost_line(way, tie) if mark == "lost" else line_shapes(way, tie.quality, tie.direction), tag)
        at = _free(way, taken, aside=tie.quality == "broken" and mark != "lost")
        taken.append((at[0] - _SIGN, at[1] - _SIGN, at[0] + _SIGN, at[1] + _SIGN))
        signs += tagged(sign_shapes(mark, at), tag)
    return [*under, *over, *signs]


def _lost_line(way: tuple[Point, ...], tie: Tie) -> list[Shape]:
    """A line that is gone: two thin dashed strokes, whatever it was."""
    return [Polyline(way, stroke=_INKS["lost"], width_mm=0.35, dash=(2.2, 1.6), tag=str(tie.id))]


def _thin(shapes: Iterable[Shape]) -> list[Shape]:
    return [
        replace(
            s,
            stroke="soft" if s.stroke else None,
            fill="soft" if s.fill else None,
            width_mm=s.width_mm * _THIN,
        )
        for s in shapes
    ]


def _people(before: MapData, both: MapData, marks: Mapping[UUID, Mark], today: date, style: MapStyle) -> list[Shape]:
    sizes = node_sizes(both)
    shapes: list[Shape] = []
    over: list[Shape] = []
    for node in both.nodes:
        if node.place is None:
            continue
        at, mark, size = (node.place.x, node.place.y), marks.get(node.id), sizes[node.id]
        was = before.node(node.id)
        if was is not None and was.place is not None and (mark == "moved" or _far(was.place, node.place)):
            shapes += tagged(_ghost(was.place, node.place, size), str(node.id))
        drawn = placed(node_shapes(node, at, today, size, style=style), *at)
        shapes += tagged(_faded(drawn), str(node.id)) if mark == "lost" else drawn
        if mark is not None and mark != "moved":
            over += tagged(sign_shapes(mark, (at[0] + size * 0.9, at[1] - size * 0.9)), str(node.id))
    return [*shapes, *over]


def _far(was: Place, now: Place) -> bool:
    return hypot(was.x - now.x, was.y - now.y) > NEARLY


def _ghost(was: Place, now: Place, size: float) -> list[Shape]:
    """An empty dotted circle at the old place, and an arrow that ends before the new one."""
    start, end = (was.x, was.y), (now.x, now.y)
    shapes: list[Shape] = [Circle(*start, size, stroke="soft", width_mm=0.4, dash=(0.9, 0.9))]
    whole = geometry.length((start, end))
    if whole <= 2 * size + 2.0:
        return shapes
    way = geometry.cut((start, end), size, size + 1.0)
    tip = way[-1]
    step = geometry.direction(*way[-2:])
    back = (tip[0] - step[0] * 2.2, tip[1] - step[1] * 2.2)
    head = (
        tip,
        (back[0] - step[1] * 1.0, back[1] + step[0] * 1.0),
        (back[0] + step[1] * 1.0, back[1] - step[0] * 1.0),
    )
    return [
        *shapes,
        Polyline((*way[:-1], back), stroke="soft", width_mm=0.4, dash=(0.9, 0.9)),
        Polygon(head, fill="soft"),
    ]


def _faded(shapes: Iterable[Shape]) -> list[Shape]:
    """Somebody who is gone: dashed and grey."""
    faded: list[Shape] = []
    for shape in shapes:
        if isinstance(shape, Text):
            faded.append(replace(shape, fill="soft"))
        else:
            stroke: Ink | None = "soft" if shape.stroke else None
            fill: Ink | None = "paper" if shape.fill else None
            faded.append(replace(shape, stroke=stroke, fill=fill, dash=(1.2, 1.0) if stroke else ()))
    return faded


def _free(way: tuple[Point, ...], taken: Sequence[Box], *, aside: bool) -> Point:
    """Where on the line its sign stands: in the middle, or `aside` where slashes or another sign stand there."""
    whole = geometry.length(way)
    shares = (0.34, 0.66, 0.25) if aside else (0.5, 0.4, 0.6, 0.3, 0.7)
    spots = [geometry.along(way, whole * share)[0] for share in shares]

    def clear(at: Point) -> bool:
        mine = (at[0] - _SIGN, at[1] - _SIGN, at[0] + _SIGN, at[1] + _SIGN)
        return not any(geometry.overlap(mine, box, 0.3) for box in taken)

    return next((spot for spot in spots if clear(spot)), spots[0])


def sign_shapes(mark: Mark, at: Point) -> tuple[Shape, ...]:
    """The sign of a kind of change in its circle: plus, minus, arrowhead up or down, dot, arrow."""
    x, y = at
    ink = _INKS[mark]
    arm, width = _SIGN * 0.52, 0.55
    circle = Circle(x, y, _SIGN, stroke=ink, fill="paper", width_mm=0.4)
    across = Line(x - arm, y, x + arm, y, stroke=ink, width_mm=width)
    match mark:
        case "new":
            return circle, across, Line(x, y - arm, x, y + arm, stroke=ink, width_mm=width)
        case "lost":
            return circle, across
        case "stronger":
            return circle, Polygon(((x, y - arm), (x + arm, y + arm * 0.8), (x - arm, y + arm * 0.8)), fill=ink)
        case "weaker":
            return circle, Polygon(((x, y + arm), (x + arm, y - arm * 0.8), (x - arm, y - arm * 0.8)), fill=ink)
        case "changed":
            return circle, Circle(x, y, arm * 0.55, fill=ink)
        case _:
            head = ((x + arm, y), (x + arm * 0.1, y - arm * 0.7), (x + arm * 0.1, y + arm * 0.7))
            return circle, across, Polygon(head, fill=ink)


def _legend(used: Sequence[Mark], width: float) -> list[Shape]:
    """The key of the changes that are there, upper left corner at (0, 0)."""
    items = [(mark, _(MARK_WORDS[mark])) for mark in used]
    shapes: list[Shape] = []
    x, y = 3.0, 3.0
    for mark, words in items:
        needed = 15.0 + text_width(words, _PT)
        if x > 3.0 and x + needed > width:
            x, y = 3.0, y + _ROW
        middle = y + _ROW / 2
        shapes += _sample(mark, x, middle)
        shapes.append(Text(x + 14.0, middle + 1.1, words, _PT, fill="ink"))
        x += needed + 5.0
    if not items:
        shapes.append(Text(3.0, 7.0, _("Nothing has changed on the map"), _PT, fill="soft"))
    box = bounds(shapes)
    frame = Rect(0.0, 0.0, box[2] + 3.0, box[3] + 3.0, 2.0, stroke="hairline", fill="paper", width_mm=0.3)
    return [frame, *shapes]


def _sample(mark: Mark, x: float, y: float) -> list[Shape]:
    line = ((x, y), (x + 12.0, y))
    shapes: list[Shape] = []
    if mark in _BANDS:
        ink, width, dash = _BANDS[mark]
        shapes.append(Polyline(line, stroke=ink, width_mm=width, dash=dash))
        shapes.append(Polyline(line, stroke="ordinary", width_mm=0.5))
    elif mark == "lost":
        shapes.append(Polyline(line, stroke=_INKS["lost"], width_mm=0.35, dash=(2.2, 1.6)))
    else:
        return _ghost(Place(x + 1.8, y), Place(x + 13.0, y), 1.8)
    return [*shapes, *sign_shapes(mark, (x + 6.0, y))]


def _sheet(body: Sequence[Shape], key: Sequence[Shape], found: Sequence[Change]) -> Figure:
    box, key_box = bounds(body), bounds(key)
    width = max(box[2] - box[0], key_box[2]) + 2 * _MARGIN
    high = box[3] - box[1]
    shapes = (
        *placed(body, (width - (box[2] - box[0])) / 2 - box[0], _MARGIN - box[1]),
        *placed(key, _MARGIN, high + 2 * _MARGIN),
    )
    words = _("Two versions of the map laid over each other; changes: {n}").format(n=len(found))
    return Figure(width, high + key_box[3] + 3 * _MARGIN, shapes, _("Comparison of two versions"), words)
