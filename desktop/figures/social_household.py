"""Where the members of a household stand: adults in the upper rows, children in the lower ones.

Names stand towards the middle, between the rows, so that ties from outside meet the symbol and not the name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, hypot
from typing import Final
from uuid import UUID

from desktop.figures.primitives import Point, on_circle
from desktop.figures.social_field import Field
from desktop.figures.social_symbols import look
from desktop.models.map_data import Node, Place

_APART: Final = 6.0  # between the names of neighbours in a row
_CHANNEL: Final = 9.0  # the same where ties must pass between them to an inner row
_MIDDLE: Final = 7.0  # the free strip between upper and lower rows
_ROWS: Final = 6.5  # between rows whose names stand on the same side
_COLUMN: Final = 3.5  # between members who stand one below the other: ties come from the sides
_EDGE: Final = 0.5  # from the middle line, on which a name would change sides
_AROUND: Final = sorted(
    ((x * 4.0, y * 4.0) for x in range(-25, 26) for y in range(-14, 15)),
    key=lambda spot: (hypot(*spot) + abs(spot[1]) * 0.8, spot),
)
_WIDTHS: Final = ((1, 3), (2, 2), (1, 1), (2, 3), (1, 2), (3, 3), (6, 6))  # adults in a row, and children
_TALLEST: Final = 8  # rows
_TURNS: Final = (0.0, -25.0, 25.0)  # of a ring, degrees: adults stay above children
_AROUND_ONE_RING: Final = 9  # members; more of them leave an empty hall in the middle
_ASKEW: Final = 0.04  # crossings that a degree is worth by which a ring leans
_FILE: Final = 3.0  # crossings that it is worth not to see a family in a file
_SMALLEST_RING: Final = 11.0
_OUTER: Final = 2  # rows that ties reach without passing another row


@dataclass(frozen=True, slots=True)
class Table:
    """How members sit: row by row, or around a ring whose upper arc is the first row, each row from the left."""

    rows: list[list[Node]]
    turned: float | None = None  # degrees clockwise by which a ring is turned; None: rows

    @property
    def plain(self) -> float:
        """How far it is from the looks wanted, in crossings: a family around a table first, a file of people last."""
        if self.turned is not None:
            return abs(self.turned) * _ASKEW
        return _FILE if len(self.rows) > 2 and all(len(row) == 1 for row in self.rows) else 0.0

    def ordered(self, rows: list[list[Node]]) -> Table:
        """The same seats, taken by others."""
        return Table(rows, self.turned)


def arrangements(members: Sequence[Node], pulls: Mapping[UUID, Point]) -> list[Table]:
    """How the members could sit, adults above children: around a ring, one below the other, in broad rows.

    `pulls` says into which direction a member's ties go; members stand on that side of their row.
    """
    adults = [node for node in members if not node.child]
    children = [node for node in members if node.child]
    halves = [*_rows(adults, len(adults), pulls), *_rows(children, len(children), pulls)]
    rings = [Table(halves, turned) for turned in _TURNS] if 1 < len(members) <= _AROUND_ONE_RING else []
    found = rings[:1]
    for upper, lower in _WIDTHS:
        rows = [*_rows(adults, upper, pulls), *_rows(children, lower, pulls)]
        table = Table(rows)
        if len(rows) <= _TALLEST and table not in found:
            found.append(table)
    return [*found, *rings[1:]] or [Table([])]


def arranged(members: Sequence[Node], pulls: Mapping[UUID, Point], today: date) -> dict[UUID, Place]:
    """Places for all members in the rows that take the least room."""

    def reach(table: Table) -> float:
        seats = _seats(table.rows, today).values()
        return max((hypot(seat.x, seat.y) for seat in seats), default=0.0) + 1.5 * len(table.rows)

    return seated(min((t for t in arrangements(members, pulls) if t.turned is None), key=reach), today)


def seated(table: Table, today: date) -> dict[UUID, Place]:
    """Places for all members around (0, 0), row by row; pinned ones keep theirs and take the nearest seat."""
    members = [node for row in table.rows for node in row]
    if table.turned is None:
        return _taken(members, _seats(table.rows, today), today)
    return ringed(members, _directions(table.rows, table.turned), today)


def _directions(rows: list[list[Node]], turned: float) -> dict[UUID, float]:
    """Equal shares of the ring: the first row above, from the left; the second below, from the left as well."""
    share = 360.0 / max(sum(len(row) for row in rows), 1)
    found: dict[UUID, float] = {}
    for middle, way, row in zip((0.0, 180.0), (1.0, -1.0), rows, strict=False):
        first = middle - way * share * (len(row) - 1) / 2
        found |= {node.id: first + way * share * number + turned for number, node in enumerate(row)}
    return found


def ringed(members: Sequence[Node], directions: Mapping[UUID, float], today: date) -> dict[UUID, Place]:
    """Places for all members on a ring around (0, 0), each in its direction: the narrowest ring with room for all."""
    radius = 0.0 if len(members) < 2 else _SMALLEST_RING
    while True:
        spots = {id_: on_circle(radius, angle) for id_, angle in directions.items()}
        # Off the middle line, on which a name would change sides.
        seats = {id_: Place(round(x, 2), round(y if abs(y) > _EDGE else -_EDGE, 2)) for id_, (x, y) in spots.items()}
        if _all_free(members, seats, today):
            return _taken(members, seats, today)
        radius += 1.0


def _all_free(members: Sequence[Node], seats: Mapping[UUID, Place], today: date) -> bool:
    field = Field()
    for node in members:
        at = (seats[node.id].x, seats[node.id].y)
        seen = look(node, at, today)
        if not field.is_free(seen, at):
            return False
        field.add(seen, at)
    return True


def _taken(members: Sequence[Node], seats: Mapping[UUID, Place], today: date) -> dict[UUID, Place]:
    """Everybody in a seat; pinned members keep their places, the others step aside for them."""
    pinned = {node.id: node.place for node in members if node.place is not None and node.place.pinned}
    if not pinned:
        return dict(seats)
    field = Field()
    for node in members:
        if node.id in pinned:
            at = (pinned[node.id].x, pinned[node.id].y)
            field.add(look(node, at, today), at)
    found = {
        node.id: free_seat(node, (seats[node.id].x, seats[node.id].y), field, today) for node in members if node.id not in pinned
    }
    return {**pinned, **found}


def free_seat(node: Node, wanted: Point, field: Field, today: date) -> Place:
    """The free seat nearest to the wanted one, on the same side of the middle line; it is taken at once."""
    for x, y in _AROUND:
        at = (round(wanted[0] + x, 2), round(wanted[1] + y, 2))
        seen = look(node, at, today)
        if (at[1] > 0) == (wanted[1] > 0) and field.is_free(seen, at):
            field.add(seen, at)
            return Place(*at)
    return Place(*wanted)


def rows_of(places: Mapping[UUID, Place]) -> list[list[UUID]]:
    """The members row by row, from above, each from the left."""
    rows: dict[int, list[UUID]] = {}
    for id_, place in sorted(places.items(), key=lambda item: (item[1].y, item[1].x)):
        rows.setdefault(round(place.y), []).append(id_)
    return list(rows.values())


def _rows(nodes: list[Node], most: int, pulls: Mapping[UUID, Point]) -> list[list[Node]]:
    if not nodes:
        return []
    count = ceil(len(nodes) / most)
    size = ceil(len(nodes) / count)
    order = sorted(nodes, key=lambda node: pulls.get(node.id, (0.0, 0.0))[1]) if count > 1 else nodes
    chunks = [order[start : start + size] for start in range(0, len(order), size)]
    return [sorted(chunk, key=lambda node: pulls.get(node.id, (0.0, 0.0))[0]) for chunk in chunks]


def _seats(rows: list[list[Node]], today: date) -> dict[UUID, Place]:
    upper = ceil(len(rows) / 2)
    between = _COLUMN if all(len(row) == 1 for row in rows) else _ROWS
    middle_gap = _COLUMN if between == _COLUMN else _MIDDLE
    apart = _APART if len(rows) <= _OUTER else _CHANNEL
    heights = [_heights(row, (0.0, -1.0 if number < upper else 1.0), today) for number, row in enumerate(rows)]
    middles: list[float] = [0.0] * len(rows)
    top = bottom = 0.0
    y = -middle_gap / 2
    for number in reversed(range(upper)):
        size, label = heights[number]
        middles[number] = y - label - size
        top = y - label - 2 * size
        y = top - between
    y = middle_gap / 2
    for number in range(upper, len(rows)):
        size, label = heights[number]
        middles[number] = y + label + size
        bottom = y + label + 2 * size
        y = bottom + between
    if len(rows) == 1:
        bottom = -middle_gap / 2
    # The block is moved to the circle's middle, but no row across it: its names would change sides.
    shift = min(-(top + bottom) / 2, -_EDGE - middles[upper - 1]) if rows else 0.0
    if len(rows) > upper:
        shift = max(shift, _EDGE - middles[upper])
    seats: dict[UUID, Place] = {}
    for row, middle in zip(rows, middles, strict=True):
        seats |= _in_a_row(row, middle + shift, today, apart)
    return seats


def _heights(row: list[Node], side: Point, today: date) -> tuple[float, float]:
    looks = [look(node, side, today) for node in row]
    label = max(max(seen.label[3] - seen.size, -seen.label[1] - seen.size) for seen in looks)
    return looks[0].size, label


def _in_a_row(row: list[Node], y: float, today: date, apart: float) -> dict[UUID, Place]:
    halves = [max(seen.label[2], seen.size) for seen in (look(node, (0.0, y), today) for node in row)]
    xs = [0.0]
    for left, right in pairwise(halves):
        xs.append(xs[-1] + max(left + right + apart, 17.0))
    middle = (xs[0] - halves[0] + xs[-1] + halves[-1]) / 2
    return {node.id: Place(round(x - middle, 2), round(y, 2)) for node, x in zip(row, xs, strict=True)}
