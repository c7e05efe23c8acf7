"""Places of the cards around the issue: a ring in closed form, the order with fewest crossings, then room for everybody.

Nothing moves what a person has pinned, and the same map always gives the same places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, permutations
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.conflict_cards import Card, cards_of, head_of, issue_card
from desktop.figures.primitives import Box, Point
from desktop.models.conflict_data import ConflictData
from desktop.models.kinds import Captions
from desktop.models.map_data import Place

GAP: Final = 8.0  # between cards, so that a line fits between two of them
_ACROSS: Final = 26.0  # between neighbours of a row: a word stands there
_CLOSER: Final = 18.0  # in rows of many
_NARROW: Final = 10.0
_LEVEL: Final = 20.0
_NEAR: Final = 4.0  # nearer than this a card makes room
_AROUND_ISSUE: Final = 12.0
_TRIED: Final = 6  # cards up to which every order is tried
_CROSSED, _THROUGH, _ORDER = 120.0, 260.0, 0.5
_ROUNDS: Final = 240
_TOP: Final = (1, 0, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5)  # cards above, for 1, 2, 3 … cards; the rest stands below
_SIDES: Final = (0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1)  # rows of two beside the issue


def lay_out(data: ConflictData, captions: Captions, *, narrow: bool = False) -> ConflictData:
    """Everybody at the place the automatic layout gives; pinned cards stay. `narrow`: for a sheet on its short side."""
    cards = cards_of(data, captions)
    if not cards:
        return data
    pinned = _places(data, cards, lambda place: place.pinned)
    free = [id_ for id_ in cards if id_ not in pinned]
    slots = _slots(cards, issue_card(data, captions), narrow=narrow)
    for at in pinned.values():  # a pinned card takes the slot nearest to it
        slots.remove(min(slots, key=lambda slot: hypot(slot[0] - at[0], slot[1] - at[1])))
    order = _order(data, free, slots, pinned, cards)
    wanted = {**pinned, **{id_: slots[number] for id_, number in order.items()}}
    if not pinned:
        wanted = _levelled(wanted, cards, issue_card(data, captions), _Gaps(_pairs(data), narrow=narrow))
    found = apart(cards, issue_card(data, captions), wanted, set(pinned))
    return with_places(data, found, pinned=set(pinned))


def settled(data: ConflictData, captions: Captions, first: Sequence[UUID] = ()) -> ConflictData:
    """The map with everybody placed and no card over another: those of `first` stay, then pinned ones, then the rest.

    A card that grew because something was typed into it pushes its neighbours aside; somebody new finds a free place.
    """
    cards = cards_of(data, captions)
    places = _places(data, cards, lambda _place: True)
    if not places:
        return lay_out(data, captions) if cards else data
    issue = issue_card(data, captions)
    for id_ in cards:
        if id_ not in places:
            places[id_] = _new_place(issue, places)
    heads = {head_of(data, party) for id_ in first if (party := data.party(id_)) is not None}
    pinned = {id_ for id_ in cards if (p := data.party(id_)) is not None and p.place is not None and p.place.pinned}
    if not _crowded(cards, issue, places, pinned | heads):
        return with_places(data, places, pinned)
    return with_places(data, apart(cards, issue, places, pinned | heads, heads), pinned)


def with_places(data: ConflictData, places: Mapping[UUID, Point], pinned: set[UUID]) -> ConflictData:
    """The map with these places; whoever is joined to somebody has the place of the card."""
    made = []
    for party in data.parties:
        head = head_of(data, party)
        x, y = places[head]
        made.append(replace(party, place=Place(round(x, 2), round(y, 2), head in pinned)))
    return replace(data, parties=tuple(made))


def _places(data: ConflictData, cards: Mapping[UUID, Card], wanted: Callable[[Place], bool]) -> dict[UUID, Point]:
    found = {}
    for id_ in cards:
        party = data.party(id_)
        if party is not None and party.place is not None and wanted(party.place):
            found[id_] = (party.place.x, party.place.y)
    return found


# The ring


def _slots(cards: Mapping[UUID, Card], issue: Card, *, narrow: bool) -> list[Point]:
    """Places around the issue, row by row from the upper left."""
    count = len(cards)
    if not count:
        return []
    above, sides = _shape(count, narrow=narrow)
    below = count - above - 2 * sides
    wide = max(card.width for card in cards.values())
    high = max(card.height for card in cards.values())
    aside = issue.width / 2 + _AROUND_ISSUE + wide / 2
    step = wide + (_NARROW if narrow else _ACROSS)
    rows = max(sides, 1) if sides else 0
    tall = max(issue.height, rows * high + max(rows - 1, 0) * (GAP + 4)) / 2 + _AROUND_ISSUE + high / 2
    outer = max(aside, (max(above, below) - 1) / 2 * step) if max(above, below) > 2 else aside
    return [
        *_row(above, step, outer, aside, -tall),
        *((side * max(aside, outer if sides else 0.0), (row - (sides - 1) / 2) * (high + GAP + 4))
          for row in range(sides) for side in (-1, 1)),
        *_row(below, step, outer, aside, tall),
    ]  # fmt: skip


def _shape(count: int, *, narrow: bool) -> tuple[int, int]:
    """How many stand above, and in how many rows two stand beside the issue."""
    if narrow and count > 4:
        above = 3 if count >= 8 else 2
        sides = max((count - above - 1) // 2 - (1 if above == 3 else 0), 1)
        while count - above - 2 * sides > 3:
            sides += 1
        return above, sides
    if count <= len(_TOP):
        return _TOP[count - 1], _SIDES[count - 1]
    return (count - 2) // 2 + count % 2, 1


def _row(count: int, step: float, outer: float, aside: float, y: float) -> list[Point]:
    if count == 1:
        return [(0.0, y)]
    if count == 2:
        return [(-aside, y), (aside, y)]
    return [((number - (count - 1) / 2) * max(step, 2 * outer / (count - 1)), y) for number in range(count)]


def _order(
    data: ConflictData, free: Sequence[UUID], slots: Sequence[Point], pinned: Mapping[UUID, Point], cards: Mapping[UUID, Card],
) -> dict[UUID, int]:  # fmt: skip
    """Which card takes which slot: fewest crossings, then fewest lines behind others, then short lines."""
    if len(free) < 2:
        return {id_: number for number, id_ in enumerate(free)}
    spots: list[Point] = [*slots[: len(free)], *pinned.values()]
    fixed = {id_: len(free) + number for number, id_ in enumerate(pinned)}
    wide = max(card.width for card in cards.values()) / 2
    high = max(card.height for card in cards.values()) / 2
    judge = _Judge(spots, wide, high, _pairs(data))
    best = {**{id_: number for number, id_ in enumerate(free)}, **fixed}
    if not judge.pairs:
        return {id_: best[id_] for id_ in free}
    least = judge.cost(best)
    if len(free) <= _TRIED:
        for tried in permutations(range(len(free))):
            one = {**dict(zip(free, tried, strict=True)), **fixed}
            if (cost := judge.cost(one)) < least - 1e-9:
                best, least = one, cost
        return {id_: best[id_] for id_ in free}
    better = True
    while better:
        better = False
        for first, second in combinations(free, 2):
            one = {**best, first: best[second], second: best[first]}
            if (cost := judge.cost(one)) < least - 1e-9:
                best, least, better = one, cost, True
    return {id_: best[id_] for id_ in free}


def _pairs(data: ConflictData) -> list[tuple[UUID, UUID]]:
    found = []
    for relation in data.relations:
        one, other = data.party(relation.source), data.party(relation.target)
        if one is not None and other is not None and (a := head_of(data, one)) != (b := head_of(data, other)):
            found.append((a, b))
    return found


class _Judge:
    """What an order costs; all geometry of the slots is worked out once."""

    def __init__(self, spots: Sequence[Point], wide: float, high: float, pairs: list[tuple[UUID, UUID]]) -> None:
        self.pairs = pairs
        count = range(len(spots))
        self._way: dict[tuple[int, int], float] = {}
        boxes = [(x - wide, y - high, x + wide, y + high) for x, y in spots]
        boxes.append((-wide * 0.8, -12.0, wide * 0.8, 12.0))  # the issue
        for a, b in combinations(count, 2):
            through = sum(geometry.hits(spots[a], spots[b], box) for n, box in enumerate(boxes) if n not in (a, b))
            far = hypot(spots[a][0] - spots[b][0], spots[a][1] - spots[b][1])
            self._way[a, b] = self._way[b, a] = far + _THROUGH * through
        self._spots = spots
        self._crossed: dict[tuple[int, int, int, int], bool] = {}

    def cost(self, order: Mapping[UUID, int]) -> float:
        """Smaller is better."""
        lines = [(order[a], order[b]) for a, b in self.pairs]
        cost = sum(self._way[line] for line in lines)
        cost += _CROSSED * sum(self._cross(one, other) for one, other in combinations(lines, 2))
        return cost + _ORDER * sum(abs(number - spot) for number, spot in enumerate(order.values()))

    def _cross(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        key = (*one, *other)
        if key not in self._crossed:
            a, b, c, d = (self._spots[spot] for spot in key)
            self._crossed[key] = geometry.cross(a, b, c, d)
        return self._crossed[key]


def _levelled(
    places: Mapping[UUID, Point], cards: Mapping[UUID, Card], issue: Card, gaps: _Gaps
) -> dict[UUID, Point]:  # fmt: skip
    """Rows drawn together: each card only as far from the issue and from its neighbours as its own size asks."""
    rows: dict[float, list[UUID]] = {}
    for id_, (_x, y) in sorted(places.items(), key=lambda one: one[1]):
        rows.setdefault(round(y, 3), []).append(id_)
    most = max(abs(y) for y in rows)
    beside = {y: row for y, row in rows.items() if abs(y) < most or y == 0.0}
    widest = max((_row_width(row, cards, gaps) for row in rows.values() if len(row) > 2), default=0.0)
    found: dict[UUID, Point] = {}
    reach = _side_rows(beside, cards, issue, widest, found)
    for y, row in rows.items():
        if y in beside:
            continue
        tall = max(cards[id_].height for id_ in row)
        xs = _row_places(row, cards, issue, gaps)
        for id_, x in zip(row, xs, strict=True):
            high = cards[id_].height
            spare = min(tall - high, _LEVEL) if y < 0 else 0.0  # upper edges in line, as people read
            off = reach + _AROUND_ISSUE * 0.75 + high / 2 + spare
            found[id_] = (x, -off if y < 0 else off)
    return {id_: found[id_] for id_ in places}


def _side_rows(
    rows: Mapping[float, list[UUID]], cards: Mapping[UUID, Card], issue: Card, widest: float, found: dict[UUID, Point]
) -> float:  # fmt: skip
    """The rows beside the issue, one under another; how far they reach up and down."""
    heights = [max(cards[id_].height for id_ in row) for _y, row in sorted(rows.items())]
    whole = sum(heights) + (GAP + 4) * max(len(heights) - 1, 0)
    top = -whole / 2
    for (_y, row), high in zip(sorted(rows.items()), heights, strict=True):
        for id_, side in zip(row, (-1, 1), strict=False):
            wide = cards[id_].width
            found[id_] = (side * max(issue.width / 2 + _AROUND_ISSUE + wide / 2, widest / 2 - wide / 2), top + high / 2)
        top += high + GAP + 4
    return max(issue.height, whole) / 2


class _Gaps:
    """Room between neighbours of a row: more where a line with its words runs between them."""

    def __init__(self, pairs: Sequence[tuple[UUID, UUID]], *, narrow: bool) -> None:
        self._related = {frozenset(pair) for pair in pairs}
        self._narrow = narrow

    def of(self, row: Sequence[UUID]) -> list[float]:
        usual = _NARROW if self._narrow else _ACROSS if len(row) < 4 else _CLOSER
        return [_ACROSS if frozenset(pair) in self._related else usual for pair in pairwise(row)]


def _row_width(row: Sequence[UUID], cards: Mapping[UUID, Card], gaps: _Gaps) -> float:
    return sum(cards[id_].width for id_ in row) + sum(gaps.of(row))


def _row_places(row: Sequence[UUID], cards: Mapping[UUID, Card], issue: Card, gaps: _Gaps) -> list[float]:
    if len(row) == 1:
        return [0.0]
    if len(row) == 2:
        return [side * (issue.width / 2 + _AROUND_ISSUE + cards[id_].width / 2) for side, id_ in zip((-1, 1), row, strict=True)]
    x = -_row_width(row, cards, gaps) / 2
    made = []
    for id_, gap in zip(row, [*gaps.of(row), 0.0], strict=True):
        made.append(x + cards[id_].width / 2)
        x += cards[id_].width + gap
    return made


# Room


def apart(
    cards: Mapping[UUID, Card], issue: Card, places: Mapping[UUID, Point], fixed: set[UUID], first: set[UUID] | None = None
) -> dict[UUID, Point]:  # fmt: skip
    """Places near the wanted ones where no card lies on another or on the issue; fixed cards move only off each other."""
    found = dict(places)
    _push(cards, issue, found, fixed)
    standing: dict[UUID, Box] = {}
    sure = first or set()
    for id_ in sorted(found, key=lambda one: (one not in sure, one not in fixed)):
        boxes = [issue.box_at(0.0, 0.0), *standing.values()]
        gap = 0.0 if id_ in fixed else GAP - 2.0
        found[id_] = _free_spot(cards[id_], found[id_], boxes, gap)
        standing[id_] = cards[id_].box_at(*found[id_])
    return found


def _push(cards: Mapping[UUID, Card], issue: Card, found: dict[UUID, Point], fixed: set[UUID]) -> None:
    middle = issue.box_at(0.0, 0.0)
    for _round in range(_ROUNDS):
        moved = False
        for id_, (x, y) in tuple(found.items()):
            if id_ not in fixed and (shift := _off(cards[id_].box_at(x, y), middle)) is not None:
                found[id_] = (x + shift[0], y + shift[1])
                moved = True
        for one, other in combinations(found, 2):
            shift = _off(cards[one].box_at(*found[one]), cards[other].box_at(*found[other]))
            if shift is None or (one in fixed and other in fixed):
                continue
            share = 0.0 if one in fixed else 1.0 if other in fixed else 0.5
            found[one] = (found[one][0] + shift[0] * share, found[one][1] + shift[1] * share)
            found[other] = (found[other][0] - shift[0] * (1 - share), found[other][1] - shift[1] * (1 - share))
            moved = True
        if not moved:
            return


def _off(box: Box, other: Box) -> Point | None:
    """The shortest way that takes the box off the other one, its gap included."""
    if not geometry.overlap(box, other, GAP):
        return None
    across = min(box[2], other[2]) - max(box[0], other[0]) + GAP + 0.01
    down = min(box[3], other[3]) - max(box[1], other[1]) + GAP + 0.01
    if across < down:
        return (-across if box[0] + box[2] < other[0] + other[2] else across), 0.0
    return 0.0, (-down if box[1] + box[3] < other[1] + other[3] else down)


def _free_spot(card: Card, wanted: Point, boxes: Sequence[Box], gap: float) -> Point:
    """The place nearest to the wanted one where the card is free."""

    def free(x: float, y: float) -> bool:
        return not any(geometry.overlap(card.box_at(x, y), box, gap) for box in boxes)

    if free(*wanted):
        return wanted
    radius = 3.0
    while True:
        for turn in range(0, 360, 15):
            x, y = wanted[0] + radius * cos(radians(turn)), wanted[1] + radius * sin(radians(turn))
            if free(x, y):
                return x, y
        radius += 3.0


def _new_place(issue: Card, places: Mapping[UUID, Point]) -> Point:
    """Where one more card would stand: in the widest gap around the issue."""
    turns = sorted(_turn_of(at) for at in places.values())
    gaps = [(after - before, before) for before, after in zip(turns, [*turns[1:], turns[0] + 360.0], strict=True)]
    wide, start = max(gaps, key=lambda gap: (round(gap[0], 3), -gap[1]))
    turn = radians(start + wide / 2)
    far = sorted(hypot(*at) for at in places.values())[len(places) // 2]
    return max(far, issue.width) * sin(turn), -max(far, issue.height) * cos(turn)


def _turn_of(at: Point) -> float:
    """Degrees around the issue: 0 up, clockwise."""
    return degrees(atan2(at[0], -at[1])) % 360


def _crowded(cards: Mapping[UUID, Card], issue: Card, places: Mapping[UUID, Point], fixed: set[UUID]) -> bool:
    """Whether a card lies on another, or one that may move has come too near."""
    boxes = [(issue.box_at(0.0, 0.0), True), *((cards[id_].box_at(*at), id_ in fixed) for id_, at in places.items())]
    return any(
        geometry.overlap(one, other, 0.0 if still and stays else _NEAR) for (one, still), (other, stays) in combinations(boxes, 2)
    )
