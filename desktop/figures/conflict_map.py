"""The map of a conflict as a figure: the issue in the middle, cards of the parties around it, relations between them.

After Cornelius and Faire; Kovalev's scheme shows the subject with its contradiction, and what became of people's states.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.figures import geometry
from desktop.figures.conflict_cards import (
    BODY_PT,
    Card,
    at,
    cards_of,
    head_of,
    heads_at,
    issue_card,
)
from desktop.figures.conflict_layout import lay_out, settled
from desktop.figures.conflict_legend import legend_shapes
from desktop.figures.conflict_lines import INKS, line_shapes
from desktop.figures.conflict_names import with_names
from desktop.figures.conflict_routes import Route, route
from desktop.figures.conflict_words import relation_word, sentences
from desktop.figures.metrics import line_height, text_width, wrapped
from desktop.figures.primitives import Box, Figure, Point, Polyline, Shape, Text, bounds, placed, tagged
from desktop.models.conflict_data import ConflictData, Relation
from desktop.models.kinds import Captions
from desktop.models.map_style import STANDARD, MapStyle

_MARGIN: Final = 5.0
_TITLE_PT: Final = 12.0
_LABEL_PT: Final = 9.0
READABLE_PT: Final = 8.0  # on paper
_SPOKE: Final = 0.3
_OFF: Final = {"alliance": 1.9, "tension": 1.7, "dispute": 2.9, "break": 3.1}  # of a word from its line


@dataclass(frozen=True, slots=True)
class ConflictPicture:
    """The drawing with where everything is on it: `boxes` of parties and of the issue (under the id of the conflict)."""

    figure: Figure
    boxes: Mapping[UUID, Box]
    lines: Mapping[UUID, Route]
    origin: Point  # where the middle of the issue is


@dataclass(frozen=True, slots=True)
class _Laid:
    """Everything in the map's own millimetres, the issue at (0, 0)."""

    cards: Mapping[UUID, Card]
    issue: Card
    places: Mapping[UUID, Point]

    def boxes(self) -> dict[UUID, Box]:
        return {id_: card.box_at(*self.places[id_]) for id_, card in self.cards.items()}


def draw(
    data: ConflictData,
    captions: Captions,
    *,
    title: str = "",
    style: MapStyle = STANDARD,
    resolve: bool = True,
) -> ConflictPicture:
    """The whole map. Cards without a place get one; `resolve` moves those that are not pinned off each other."""
    data = with_names(data, style)
    if resolve or any(party.place is None for party in data.parties):
        data = settled(data, captions)
    laid = _laid(data, captions)
    boxes = laid.boxes()
    ways = _ways(data, boxes, laid.issue.box_at(0.0, 0.0))
    spokes = _spokes(boxes, laid.issue.box_at(0.0, 0.0))
    shapes: list[Shape] = [Polyline(way, stroke="soft", width_mm=_SPOKE) for way in spokes]
    shapes += [
        shape
        for relation in data.relations
        if relation.id in ways
        for shape in tagged(line_shapes(ways[relation.id], relation.kind, relation.intensity), str(relation.id))
    ]
    shapes += _labels(data, ways, [*boxes.values(), laid.issue.box_at(0.0, 0.0)], spokes, captions)
    shapes += at(laid.issue, 0.0, 0.0)
    for id_, card in laid.cards.items():
        shapes += at(card, *laid.places[id_])
    return _sheet(data, captions, shapes, _selectable(laid, boxes), ways, title, legend=style.legend)


def _laid(data: ConflictData, captions: Captions) -> _Laid:
    cards = cards_of(data, captions)
    places = {party.id: (party.place.x, party.place.y) for party in data.parties if party.place is not None}
    return _Laid(cards, issue_card(data, captions), {id_: places[id_] for id_ in cards})


def _selectable(laid: _Laid, boxes: Mapping[UUID, Box]) -> dict[UUID, Box]:
    inside = {party: box for id_, card in laid.cards.items() for party, box in heads_at(card, *laid.places[id_]).items()}
    return {**inside, laid.issue.id: laid.issue.box_at(0.0, 0.0), **boxes}


def _ways(data: ConflictData, boxes: Mapping[UUID, Box], issue: Box) -> dict[UUID, Route]:
    """The way of every relation between two cards; those within one card have none."""
    ways: dict[UUID, Route] = {}
    pairs: dict[frozenset[UUID], list[tuple[Relation, UUID, UUID]]] = {}
    for relation in data.relations:
        ends = [data.party(end) for end in (relation.source, relation.target)]
        if ends[0] is None or ends[1] is None:
            continue
        source, target = head_of(data, ends[0]), head_of(data, ends[1])
        if source != target:
            pairs.setdefault(frozenset((source, target)), []).append((relation, source, target))
    lane = 0
    for lines in pairs.values():
        for number, (relation, source, target) in enumerate(lines):
            others = [box for id_, box in boxes.items() if id_ not in (source, target)]
            side = number - (len(lines) - 1) / 2
            turned = source.int > target.int
            ends_of_others = [point for line in ways.values() for point in (line[0], line[-1])]
            way = route(
                boxes[source], boxes[target], [*others, issue], lane=lane, beside=-side if turned else side,
                taken=ends_of_others,
            )  # fmt: skip
            ways[relation.id] = way
            lane += len(way) > 2
    return ways


def _spokes(boxes: Mapping[UUID, Box], issue: Box) -> list[Route]:
    made: list[Route] = []
    for id_, box in boxes.items():
        if geometry.overlap(box, issue):
            continue
        made.append(route(issue, box, [other for key, other in boxes.items() if key != id_]))
    return made


# Words on lines


def _labels(
    data: ConflictData, ways: Mapping[UUID, Route], cards: Sequence[Box], spokes: Sequence[Route], captions: Captions
) -> list[Shape]:  # fmt: skip
    taken: list[Box] = []
    made: list[Shape] = []
    around = {id_: (geometry.box_around(line), line) for id_, line in ways.items()}
    between = [(geometry.box_around(line), line) for line in spokes]
    for relation in data.relations:
        way = ways.get(relation.id)
        if way is None:
            continue
        words = relation_word(relation, captions)
        others = [line for id_, line in around.items() if id_ != relation.id] + between
        lines, box = _label_place(words, way, cards, taken, others, _OFF[relation.kind])
        taken.append(box)
        for number, line in enumerate(lines):
            y = box[1] + (number + 0.78) * line_height(_LABEL_PT)
            made.append(
                Text(
                    (box[0] + box[2]) / 2, y, line, _LABEL_PT, align="center", fill=INKS[relation.kind], halo="paper",
                    tag=str(relation.id),
                )
            )  # fmt: skip
    return made


def _label_place(
    words: str, way: Route, cards: Sequence[Box], taken: Sequence[Box], others: Sequence[tuple[Box, Route]],
    off_line: float,
) -> tuple[tuple[str, ...], Box]:  # fmt: skip
    """Beside the middle of its line, or as near to that as there is room; `others` with the boxes around them."""
    whole = geometry.length(way)
    best: tuple[float, tuple[str, ...], Box] | None = None
    first, _comma, rest = words.partition(", ")
    for lines in dict.fromkeys(((words,), (first + ",", rest) if rest else (words,))):
        wide = max(text_width(line, _LABEL_PT) for line in lines)
        high = len(lines) * line_height(_LABEL_PT)
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
            (x, y), direction = geometry.along(way, whole * share)
            off = abs(direction[1]) * wide / 2 + abs(direction[0]) * high / 2 + off_line
            for side in (1, -1):
                cx, cy = x + direction[1] * off * side, y - direction[0] * off * side
                box = (cx - wide / 2, cy - high / 2, cx + wide / 2, cy + high / 2)
                cost = 60.0 * abs(share - 0.5) + 3.0 * (len(lines) - 1) + (0.5 if side < 0 else 0.0)
                cost += 400.0 * sum(geometry.overlap(box, card, 0.6) for card in cards)
                cost += 300.0 * sum(geometry.overlap(box, other, 0.4) for other in taken)
                if best is not None and cost >= best[0]:
                    continue  # what is counted below only adds
                cost += 40.0 * sum(_meet(around, box) and geometry.line_hits(line, box) for around, line in others)
                cost += 90.0 * geometry.line_hits(way, box)
                if best is None or cost < best[0]:
                    best = (cost, lines, box)
    assert best is not None  # noqa: S101  for the type checker: there are shares
    return best[1], best[2]


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


# The sheet


def _sheet(
    data: ConflictData, captions: Captions, shapes: list[Shape], boxes: Mapping[UUID, Box], ways: Mapping[UUID, Route],
    title: str, *, legend: bool,
) -> ConflictPicture:  # fmt: skip
    left, top, right, bottom = bounds(shapes)
    width = max(right - left + 2 * _MARGIN, 120.0)
    heading = wrapped(title, _TITLE_PT, width - 2 * _MARGIN, 2, bold=True) if title else ()
    above = _MARGIN + (len(heading) * line_height(_TITLE_PT) + 2.0 if heading else 0.0)
    dx, dy = (width - (right - left)) / 2 - left, above - top
    key = legend_shapes(data, width - 2 * _MARGIN, captions) if legend else ()
    key_box = bounds(key)
    key_at = (dx + left, dy + bottom + 4.0)
    height = above + bottom - top + (4.0 + key_box[3] - key_box[1] if key else 0.0) + _MARGIN
    made = [*placed(shapes, dx, dy), *placed(key, key_at[0] - key_box[0], key_at[1] - key_box[1])]
    for number, line in enumerate(heading):
        made.append(Text(_MARGIN, _MARGIN + (number + 0.8) * line_height(_TITLE_PT), line, _TITLE_PT, bold=True, fill="ink"))
    figure = Figure(width, height, tuple(made), title or _("Conflict map"), "\n".join(sentences(data, captions)))
    return ConflictPicture(
        figure,
        {id_: geometry.moved(box, dx, dy) for id_, box in boxes.items()},
        {id_: tuple((x + dx, y + dy) for x, y in way) for id_, way in ways.items()},
        (dx, dy),
    )


def crossings(picture: ConflictPicture) -> int:
    """How many times lines of relations cross each other: what a layout is judged by."""
    return sum(geometry.crossings(one, other) for one, other in combinations(picture.lines.values(), 2))


def smallest_text(width_mm: float, height_mm: float, figure: Figure) -> float:
    """Points of the smallest text when the figure is made to fit a page of this size; never enlarged."""
    scale = min(width_mm / figure.width_mm, height_mm / figure.height_mm, 1.0)
    return min((shape.size_pt for shape in figure.shapes if isinstance(shape, Text)), default=BODY_PT) * scale


def fitted(
    data: ConflictData, captions: Captions, width_mm: float, height_mm: float, *, title: str = "", style: MapStyle = STANDARD
) -> ConflictPicture:  # fmt: skip
    """The map for a page of this size: as it was drawn while its letters stay readable, else laid out for the page.

    What a person pinned stays where it is, even if the letters come out smaller then.
    """
    best = draw(data, captions, title=title, style=style)
    largest = smallest_text(width_mm, height_mm, best.figure)
    for narrow in (height_mm > width_mm, height_mm <= width_mm):
        if largest >= READABLE_PT:
            break
        other = draw(lay_out(data, captions, narrow=narrow), captions, title=title, style=style)
        if (letters := smallest_text(width_mm, height_mm, other.figure)) > largest:
            best, largest = other, letters
    return best
