"""Notes of a map as numbers beside their nodes and ties: on paper nobody can point at a node and wait for its note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.figures import geometry
from desktop.figures.metrics import MM_PER_PT, text_width
from desktop.figures.primitives import Point, Rect, Shape, Text
from desktop.figures.social_routes import Route
from desktop.figures.social_symbols import node_sizes
from desktop.models.map_data import MapData

_PT: Final = 9.0
_HIGH: Final = 4.0
_AIR: Final = 1.0


@dataclass(frozen=True, slots=True)
class Note:
    """A note with the number it has on the sheet: of a node or a tie (`id`), `who` it is about."""

    number: int
    id: UUID
    who: str
    text: str


def notes_of(map_: MapData) -> tuple[Note, ...]:
    """Notes of nodes, then of ties, in the order of the map, numbered from 1."""
    found: list[tuple[UUID, str, str]] = [
        (node.id, node.name.strip() or _("unknown person"), node.note)
        for node in map_.nodes
        if node.note.strip() and node.place is not None
    ]
    for tie in map_.ties:
        source, target = map_.node(tie.source), map_.node(tie.target)
        if tie.note.strip() and source is not None and target is not None:
            names = (node.name.strip() or _("unknown person") for node in (source, target))
            found.append((tie.id, " \u2014 ".join(names), tie.note))
    return tuple(Note(number, id_, who, " ".join(text.split())) for number, (id_, who, text) in enumerate(found, 1))


def note_marks(map_: MapData, ways: Mapping[UUID, Route]) -> tuple[Shape, ...]:
    """The numbers: at the left shoulder of a node's symbol, on the first half of a tie."""
    sizes = node_sizes(map_)
    shapes: list[Shape] = []
    for note in notes_of(map_):
        node = map_.node(note.id)
        if node is not None and node.place is not None:
            off = sizes[node.id] * 0.85
            shapes += _mark(str(note.number), (node.place.x - off, node.place.y - off))
        elif note.id in ways:
            way = ways[note.id]
            shapes += _mark(str(note.number), geometry.along(way, geometry.length(way) * 0.42)[0])
    return tuple(shapes)


def _mark(words: str, at: Point) -> tuple[Shape, ...]:
    wide = max(_HIGH, text_width(words, _PT, bold=True) + 2 * _AIR)
    x, y = at[0] - wide / 2, at[1] - _HIGH / 2
    box = Rect(x, y, wide, _HIGH, _HIGH / 2, stroke="accent", fill="paper", width_mm=0.3)
    baseline = at[1] + 0.36 * _PT * MM_PER_PT
    return box, Text(at[0], baseline, words, _PT, bold=True, align="center", fill="accent_text")
