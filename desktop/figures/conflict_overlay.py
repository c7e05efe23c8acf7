"""Two versions of a conflict map laid over each other: what is new, what is gone, what changed, each with a sign.

The later version is drawn, with whoever and whatever is gone put back in; signs and words carry the meaning, colours
only repeat it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.figures import geometry
from desktop.figures.codes import same_codes
from desktop.figures.conflict_map import ConflictPicture, draw
from desktop.figures.metrics import MM_PER_PT, text_width
from desktop.figures.primitives import Box, Circle, Figure, Ink, Line, Rect, Shape, Text
from desktop.models.conflict_data import ConflictData, Need
from desktop.models.kinds import Captions
from desktop.models.map_changes import Change
from desktop.models.map_style import STANDARD, MapStyle
from desktop.rules.conflict_changes import HEADING, changes

Mark = Literal["new", "lost", "changed"]
_SIGNS: Final[Mapping[Mark, str]] = {"new": "+", "lost": "\u2013", "changed": "\u2022"}
_INKS: Final[Mapping[Mark, Ink]] = {"new": "good", "lost": "bad", "changed": "amber"}
_WORDS: Final[Mapping[Mark, str]] = {"new": N_("new here"), "lost": N_("no longer there"), "changed": N_("changed")}
_RADIUS: Final = 2.2
_PT: Final = 10.0
_LEGEND_PT: Final = 9.0
_ROW: Final = 6.0


def overlay(before: ConflictData, after: ConflictData, captions: Captions, *, style: MapStyle = STANDARD) -> Figure:
    """Both versions as one drawing with a legend of the signs that are used."""
    style = same_codes(style, before, after)
    found = changes(before, after)
    marks = _marks(before, found)
    picture = draw(_united(before, after), captions, style=replace(style, legend=False))
    shapes: list[Shape] = [*picture.figure.shapes]
    for id_, mark in marks.items():
        shapes += _marked(picture, id_, mark)
    height = picture.figure.height_mm
    legend = _legend(sorted(set(marks.values()) | _of_needs(found)), height)
    return Figure(
        picture.figure.width_mm, height + (_ROW + 2.0 if legend else 0.0), (*shapes, *legend),
        _("Both versions laid over each other"), picture.figure.description,
    )  # fmt: skip


def _united(before: ConflictData, after: ConflictData) -> ConflictData:
    """The later version with what is gone put back; a need that came or went begins with its sign."""
    here = {party.id for party in after.parties}
    old, new = {need.id for need in before.needs}, {need.id for need in after.needs}
    lost = tuple(
        replace(party, joined_to=party.joined_to if party.joined_to in here else None)
        for party in before.parties if party.id not in here
    )  # fmt: skip
    needs = (
        *(need if need.id in old else _signed(need, "new") for need in after.needs),
        *(_signed(need, "lost") for need in before.needs if need.id not in new),
    )
    drawn = {relation.id for relation in after.relations}
    relations = (*after.relations, *(one for one in before.relations if one.id not in drawn))
    return replace(after, parties=(*after.parties, *lost), needs=needs, relations=relations)


def _signed(need: Need, mark: Mark) -> Need:
    return replace(need, words=f"{_SIGNS[mark]} {need.words}")


def _marks(before: ConflictData, found: Sequence[Change]) -> dict[UUID, Mark]:
    """The sign of each party, relation and of the issue; a shift of a card has none.

    A need in other words, or common now, is a change of its party.
    """
    marks: dict[UUID, Mark] = {}
    whose = {need.id: need.party for need in before.needs}
    for change in found:
        if change.what == HEADING:
            marks[before.conflict] = "changed"
        elif change.what in ("party", "relation") and change.field != "place":
            mark: Mark = "new" if change.kind == "new" else "lost" if change.kind == "lost" else "changed"
            marks[change.id] = mark
        elif change.what == "need" and change.field and change.id in whose:
            marks.setdefault(whose[change.id], "changed")
    return marks


def _of_needs(found: Sequence[Change]) -> set[Mark]:
    kinds = {change.kind for change in found if change.what == "need"}
    return {mark for mark in ("new", "lost") if mark in kinds}


def _marked(picture: ConflictPicture, id_: UUID, mark: Mark) -> list[Shape]:
    if (box := picture.boxes.get(id_)) is not None:
        return [_frame(box, mark, id_), *_badge(box[0], box[1], mark, id_)]
    if (way := picture.lines.get(id_)) is not None:
        (x, y), _direction = geometry.along(way, geometry.length(way) * 0.28)
        return _badge(x, y, mark, id_)
    return []


def _frame(box: Box, mark: Mark, id_: UUID) -> Shape:
    left, top, right, bottom = geometry.grown(box, 0.9)
    dash = {"new": (), "lost": (1.6, 1.2), "changed": (0.6, 1.0)}[mark]
    return Rect(left, top, right - left, bottom - top, 2.6, stroke=_INKS[mark], width_mm=0.7, dash=dash, tag=str(id_))


def _badge(x: float, y: float, mark: Mark, id_: UUID | None) -> list[Shape]:
    tag = str(id_) if id_ is not None else ""
    sign = _SIGNS[mark]
    middle = y + 0.34 * _PT * MM_PER_PT
    if mark == "lost":  # a stroke: a dash of the font would sit too low
        inside: Shape = Line(x - 1.0, y, x + 1.0, y, stroke="paper", width_mm=0.6, tag=tag)
    else:
        inside = Text(x, middle, sign, _PT, bold=True, align="center", fill="paper", tag=tag)
    return [Circle(x, y, _RADIUS, fill=_INKS[mark], stroke="paper", width_mm=0.4, tag=tag), inside]


def _legend(used: Sequence[Mark], top: float) -> list[Shape]:
    made: list[Shape] = []
    x = 8.0
    for mark in used:
        words = _(_WORDS[mark])
        made += _badge(x, top + _ROW / 2, mark, None)
        made.append(Text(x + 4.0, top + _ROW / 2 + 1.1, words, _LEGEND_PT, fill="soft"))
        x += 4.0 + text_width(words, _LEGEND_PT) + 10.0
    return made
