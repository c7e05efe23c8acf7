"""Two versions of a genogram laid over each other: everybody of both, with a sign at whatever came, went or changed.

The signs and their words are those of the map of connections: whoever reads one comparison reads them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from desktop.base.messages import _
from desktop.figures.codes import same_codes
from desktop.figures.genogram import GenogramPicture, draw
from desktop.figures.map_overlay import MARK_WORDS, MARKS, Mark, sign_shapes
from desktop.figures.metrics import text_width
from desktop.figures.primitives import Figure, Ink, Line, Polyline, Rect, Shape, Text, bounds, placed
from desktop.models.kin_data import GenogramData, Kin
from desktop.models.map_changes import Change
from desktop.models.map_style import STANDARD, MapStyle
from desktop.rules.kin_changes import changes

_TINTS: Final[Mapping[Mark, Ink]] = {
    "new": "good_tint", "lost": "bad_tint", "stronger": "good_tint", "weaker": "amber_tint", "changed": "accent_tint",
}  # fmt: skip
_PT: Final = 9.0
_ROW: Final = 6.0
_QUIET: Final = frozenset({"child", "member", "name"})  # a birthday is no edit; a full name says the name too
T = TypeVar("T")


def overlay(
    before: GenogramData, after: GenogramData, today: date, *, style: MapStyle = STANDARD,
    words: Mapping[str, str] | None = None,
) -> Figure:  # fmt: skip
    """Both versions as one drawing, with a key of the signs that are used."""
    style = same_codes(style, before, after)
    found = changes(before, after)
    marks = marks_of(found, before, after)
    picture = draw(both(before, after), today, style=replace(style, legend=False), words=words)
    under = [_tint(picture, id_, mark) for id_, mark in marks.items()]
    shapes: list[Shape] = [shape for shape in under if shape is not None]
    shapes += [_faded(s) if (i := _id(s.tag)) is not None and marks.get(i) == "lost" else s for s in picture.figure.shapes]
    for id_, mark in marks.items():
        at = _corner(picture, id_)
        if at is not None:
            shapes += sign_shapes(mark, at)
    key = _key([mark for mark in MARKS if mark in marks.values()], max(picture.figure.width_mm, 120.0))
    box, below = bounds(shapes), bounds(key)
    margin = 5.0
    everything = (
        *placed(shapes, margin - box[0], margin - box[1]),
        *placed(key, margin, box[3] - box[1] + 2 * margin),
    )
    return Figure(
        max(box[2] - box[0], below[2]) + 2 * margin, box[3] - box[1] + below[3] + 3 * margin, everything,
        _("Comparison of two versions"),
        _("Two versions of the genogram laid over each other; changes: {n}").format(n=len(found)),
    )  # fmt: skip


def both(before: GenogramData, after: GenogramData) -> GenogramData:
    """Everybody and every bond of both versions; where both know something, the later one says what."""
    kin = Kin(
        people=_joined(before.kin.people, after.kin.people), unions=_joined(before.kin.unions, after.kin.unions),
        parents=_joined(before.kin.parents, after.kin.parents), twins=_joined(before.kin.twins, after.kin.twins),
        losses=_joined(before.kin.losses, after.kin.losses), words=_joined(before.kin.words, after.kin.words),
    )  # fmt: skip
    return replace(
        after, kin=kin, feelings=_joined(before.feelings, after.feelings), marks=_joined(before.marks, after.marks),
        shifts={**before.shifts, **after.shifts}, hidden=before.hidden & after.hidden,
    )  # fmt: skip


def _joined(old: Iterable[T], new: Iterable[T]) -> tuple[T, ...]:
    later: tuple[Any, ...] = tuple(new)
    known = {one.id for one in later}
    gone: list[Any] = [one for one in old if one.id not in known]  # type: ignore[attr-defined]  # all have an id
    return (*later, *gone)


def marks_of(found: Iterable[Change], before: GenogramData, after: GenogramData) -> dict[UUID, Mark]:
    """What happened to each thing that is drawn; of several changes the one that says most."""
    whose = {mark.id: mark.person for mark in (*before.marks, *after.marks)}
    found = tuple(found)
    people = {c.id for c in found if c.what == "person" and c.kind in {"new", "lost"}}
    marks: dict[UUID, Mark] = {}
    for change in found:
        if change.what == "heading" or change.field in _QUIET or _came_along(change, people):
            continue
        mark: Mark = "changed" if change.kind == "renamed" else change.kind
        id_ = change.id
        if change.what == "mark":
            id_, mark = whose.get(change.id, change.id), "changed"
        if change.field == "hidden":
            mark = "lost" if change.after else "new"
        standing = marks.get(id_)
        if standing is None or MARKS.index(mark) < MARKS.index(standing):
            marks[id_] = mark
    return marks


def _came_along(change: Change, people: set[UUID]) -> bool:
    """A bond that came or went with one of its people: their sign says it."""
    thing: Any = change.after if change.kind == "new" else change.before if change.kind == "lost" else None
    ends = (getattr(thing, key, None) for key in ("first", "second", "parent", "child"))
    return thing is not None and change.what != "person" and any(end in people for end in ends)


def _id(tag: str) -> UUID | None:
    return UUID(tag) if len(tag) == 36 else None


def _tint(picture: GenogramPicture, id_: UUID, mark: Mark) -> Shape | None:
    """A ground under what changed: a box under somebody, a band under a line."""
    ink = _TINTS.get(mark)
    if ink is None:
        return None
    if (box := picture.boxes.get(id_)) is not None:
        return Rect(box[0] - 1, box[1] - 1, box[2] - box[0] + 2, box[3] - box[1] + 2, 1.6, fill=ink)
    way = picture.lines.get(id_)
    return Polyline(way, stroke=ink, width_mm=3.0) if way else None


def _faded(shape: Shape) -> Shape:
    """What is no longer there: thin and broken."""
    if isinstance(shape, Text):
        return replace(shape, fill="soft")
    if shape.stroke is None:
        return shape
    solid = isinstance(shape, Line | Polyline) and shape.dash
    return replace(shape, stroke="bad", width_mm=min(shape.width_mm, 0.35), dash=shape.dash if solid else (1.6, 1.2))


def _corner(picture: GenogramPicture, id_: UUID) -> tuple[float, float] | None:
    if (symbol := picture.symbols.get(id_)) is not None:
        return symbol[2] + 1.2, symbol[1] - 1.2
    way = picture.lines.get(id_)
    if not way:
        return None
    (x1, y1), (x2, y2) = way[(len(way) - 1) // 2], way[len(way) // 2]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _key(used: Iterable[Mark], width: float) -> list[Shape]:
    shapes: list[Shape] = []
    x, y = 3.0, 3.0
    for mark in used:
        words = _(MARK_WORDS[mark])
        needed = 8.0 + text_width(words, _PT)
        if x > 3.0 and x + needed > width:
            x, y = 3.0, y + _ROW
        shapes += sign_shapes(mark, (x + 2.2, y + _ROW / 2))
        shapes.append(Text(x + 6.0, y + _ROW / 2 + 1.1, words, _PT, fill="ink"))
        x += needed + 5.0
    if not shapes:
        shapes.append(Text(3.0, 7.0, _("Nothing has changed on the drawing"), _PT, fill="soft"))
    box = bounds(shapes)
    return [Rect(0.0, 0.0, box[2] + 3.0, box[3] + 3.0, 2.0, stroke="hairline", fill="paper", width_mm=0.3), *shapes]
