"""Two versions of a genogram laid over each other: everybody of both, with a sign beside what changed.

The sign alone says what happened, so that a grey copy says it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from desktop.figures.genogram import GenogramPicture, draw
from desktop.figures.map_overlay import Mark
from desktop.figures.primitives import Circle, Figure, Ink, Point, Polygon, Shape, Text
from desktop.models.kin_data import GenogramData, Kin
from desktop.models.map_changes import Change
from desktop.models.map_style import STANDARD, MapStyle
from desktop.rules.kin_changes import OF_DRAWING, OF_KIN, changes

_SIGNS: Final[Mapping[Mark, tuple[str, Ink]]] = {
    "new": ("+", "good"), "lost": ("\u2212", "bad"), "stronger": ("", "good"), "weaker": ("", "amber"),
    "changed": ("\u2022", "accent"),
}  # fmt: skip
_RADIUS: Final = 2.1
_PT: Final = 9.0


def overlay(before: GenogramData, after: GenogramData, today: date, *, style: MapStyle = STANDARD) -> Figure:
    """Everybody and everything of both versions, in the places of the later one, with signs at what changed."""
    picture = draw(both(before, after), today, style=style)
    signs: dict[UUID, Mark] = {}
    found = changes(before, after)
    people = {change.id for change in found if change.what == "person" and change.kind in ("new", "lost")}
    for change in found:
        if (
            change.kind in ("new", "lost")
            and change.what != "mark"
            and people & ends_of(change.after or change.before)
        ):
            continue  # the sign at the person says it
        if change.kind != "moved" and change.field not in ("child", "member"):
            signs.setdefault(_about(change), "changed" if change.kind == "renamed" else change.kind)
    shapes: list[Shape] = []
    for id_, mark in signs.items():
        at = _corner(picture, id_)
        if at is not None:
            shapes += _sign(id_, at, mark)
    figure = picture.figure
    return replace(figure, shapes=(*figure.shapes, *shapes))


def both(before: GenogramData, after: GenogramData) -> GenogramData:
    """The later version with what is no longer there put back, for one drawing."""
    kin: dict[str, Any] = {
        key: _united(getattr(before.kin, key), getattr(after.kin, key)) for key, _what in OF_KIN
    }
    own: dict[str, Any] = {
        key: _united(getattr(before, key), getattr(after, key)) for key, _what in OF_DRAWING
    }
    return replace(after, kin=Kin(**kin), shifts={**before.shifts, **after.shifts}, **own)


def _united(old: Sequence[Any], new: Sequence[Any]) -> tuple[Any, ...]:
    known = {one.id for one in new}
    return (*new, *(one for one in old if one.id not in known))


def ends_of(thing: Any) -> set[UUID]:
    """The people whom a bond, a feeling or a pregnancy holds together."""
    keys = ("first", "second", "parent", "child", "mother")
    return {end for key in keys if isinstance(end := getattr(thing, key, None), UUID)}


def _about(change: Change) -> UUID:
    """A condition is shown in somebody's symbol."""
    thing: Any = change.after or change.before
    person = getattr(thing, "person", None) if change.what == "mark" else None
    return person if isinstance(person, UUID) else change.id


def _corner(picture: GenogramPicture, id_: UUID) -> Point | None:
    """The upper right corner of a symbol, the middle of a line."""
    if (box := picture.symbols.get(id_)) is not None:
        return box[2], box[1]
    way = picture.lines.get(id_)
    if not way:
        return None
    (x1, y1), (x2, y2) = way[(len(way) - 1) // 2], way[len(way) // 2]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _sign(id_: UUID, at: Point, mark: Mark) -> tuple[Shape, ...]:
    sign, ink = _SIGNS[mark]
    x, y = at
    ring = Circle(stroke=ink, fill="paper", width_mm=0.4, tag=str(id_), x=x, y=y, radius=_RADIUS)
    if mark in ("stronger", "weaker"):  # the fonts have no such letters
        up = -1.1 if mark == "stronger" else 1.1
        arrow = ((x - 1.1, y - up * 0.6), (x + 1.1, y - up * 0.6), (x, y + up))
        return ring, Polygon(fill=ink, tag=str(id_), points=arrow)
    return ring, Text(
        fill=ink, tag=str(id_), x=x, y=y + 1.1, text=sign, size_pt=_PT, bold=True, align="center"
    )
