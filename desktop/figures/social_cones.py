"""A ground without sectors: members around a ring, each with a wedge of the ground for its own contacts.

A member who stands in its wedge together with its contacts has ties that cross nobody's: wedges do not overlap. Who is
tied to two members stands where their wedges meet, so members with common contacts become neighbours of the ring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise, permutations
from math import ceil, cos, inf, radians
from typing import Final
from uuid import UUID

from desktop.figures.primitives import Box, on_circle
from desktop.figures.social_placing import STEP, Wedge, loose_of
from desktop.figures.social_sheet import bearing
from desktop.figures.social_tangle import Tangle
from desktop.models.map_data import MapData, Node

_GAP: Final = 0.62  # of an equal share of the ring: the least between two members
_MIXED: Final = 0.05  # what it costs in common contacts when a child stands between adults
_PUSHES: Final = 60
_INNER: Final = 8.0  # millimetres to the members' ring, as it will be nearly
_PER_MEMBER: Final = 4.0
_OUTER: Final = 22.0  # from there to the first ring of contacts
_CROWD: Final = 0.4  # what each contact adds to the width of a ring
_SIFTINGS: Final = 4
_PLACES: Final = 24  # tried for a contact
_FAR: Final = 0.01  # crossings that a millimetre of tie is worth
_LONG_FILE: Final = 8  # contacts of the same two members behind each other
_FILE: Final = 4  # the same for contacts of several members
_BODY: Final = 6.0  # around the middle of a member, with a little air
_EFFORT: Final = 150_000  # ties looked at in a large map
_HUGE: Final = 100  # ties of a map for which half of that must do
_LONG_EFFORT: Final = 200_000
_ROTATIONS: Final = 24
_AMONG: Final = 0.3  # what a tie of two contacts counts here: where it leads is settled later
_MEMBER: Final = 5  # a pinned member turns the ring as much as so many contacts
_ASTRAY: Final = 0.05  # of a degree that a pinned contact lies beside its member's direction


@dataclass(frozen=True, slots=True)
class Wedges:
    """A direction for every member, in their order around the ring, and a wedge for every contact."""

    seats: dict[UUID, float]
    contacts: dict[UUID, Wedge]


def wedges(map_: MapData, rings: Mapping[UUID, int], *, few: bool) -> list[Wedges]:
    """The order of the members and the angles of all, turned so that adults stand above children.

    Two proposals, the more promising one first: contacts sifted, and contacts as they come; `few`: only that one.
    """
    members = map_.household()
    loose = [n.id for n in loose_of(map_)]
    homes = _homes(map_, members)
    members_ = _order(members, homes)
    number = {id_: at for at, id_ in enumerate(members_)}
    zones = _zones(loose, homes, number)
    crowds: dict[float, list[UUID]] = {}
    for id_, zone in zones.items():
        crowds.setdefault(zone, []).append(id_)
    share = 360.0 / max(len(loose), 1)
    round_: list[UUID] = []
    spans: dict[float, tuple[float, float]] = {}
    for step in range(2 * max(len(members_), 1)):
        start = share * len(round_)
        round_ += _mixed(crowds.get(step / 2, []), rings)
        spans[step / 2] = (start, share * len(round_))
    seats = _apart(_directions(members_, spans))
    turn = _turn(map_, seats, homes)
    seats = {id_: angle + turn for id_, angle in seats.items()}
    effort = _LONG_EFFORT if not few else _EFFORT if len(map_.ties) < _HUGE else _EFFORT // 2
    sifted = _sifted(map_, round_, seats, rings, turn, effort)
    return [Wedges(seats, _slots(order, homes, share, turn)) for order in ([sifted] if few else [sifted, round_])]


def _slots(round_: Sequence[UUID], homes: Mapping[UUID, frozenset[UUID]], share: float, turn: float) -> dict[UUID, Wedge]:
    """An angle for each of the contacts; neighbours tied to the same members share the room they have together.

    Those tied to the same two stand behind each other: beside each other their ties would cross. A file has an end,
    so that nobody is sent to the rim for the sake of one crossing.
    """
    found: dict[UUID, Wedge] = {}
    start = turn
    for home, run in groupby(round_, key=lambda id_: homes.get(id_, frozenset())):
        ids = list(run)
        end = start + share * len(ids)
        if len(home) > 1:
            most = _LONG_FILE if len(home) == 2 else _FILE
            count = ceil(len(ids) / most)
            for number, id_ in enumerate(ids):
                middle = start + (end - start) * (number * count // len(ids) + 0.5) / count
                found[id_] = Wedge(middle, middle, middle, 0.0)
        else:
            for number, id_ in enumerate(ids):
                found[id_] = Wedge(start + share * (number + 0.5), start, end, 0.0)
        start = end
    return found


def _sifted(
    map_: MapData,
    round_: Sequence[UUID],
    seats: Mapping[UUID, float],
    rings: Mapping[UUID, int],
    turn: float,
    effort: int,
) -> list[UUID]:
    """The contacts in a better order: whoever has ties that cross goes where the fewest do."""
    size = len(round_)
    inner = _INNER + _PER_MEMBER * len(seats)
    pinned = {n.id: (n.place.x, n.place.y) for n in map_.nodes if n.place is not None and n.place.pinned}
    spots = {id_: on_circle(inner, angle) for id_, angle in seats.items()} | pinned
    number = {id_: at for at, id_ in enumerate(dict.fromkeys((*round_, *spots)))}
    share = 360.0 / max(size, 1)
    angles = [turn + share * (at + 0.5) for at in range(size)]
    radii = [inner + _OUTER + (STEP + _CROWD * size) * rings[id_] for id_ in round_]
    places = [on_circle(r, a) for r, a in zip(radii, angles, strict=True)]
    places += spots.values()
    pairs = [(number[t.source], number[t.target]) for t in map_.ties if t.source in number and t.target in number]
    body = (-_BODY, -_BODY, _BODY, _BODY)
    boxes: dict[int, tuple[Box, ...]] = {number[id_]: (body,) for id_ in seats} if effort == _LONG_EFFORT else {}
    tangle = Tangle(places, pairs, boxes, members=frozenset(number[id_] for id_ in seats), among=_AMONG)
    step = max(1, size // _PLACES)

    def price(at: int, limit: float = inf) -> float:
        far = _FAR * tangle.reach(at)
        return far + tangle.cost(at, limit=limit - far)

    for _round in range(_SIFTINGS):
        costs = [tangle.cost(at) for at in range(size)]
        moved = False
        for at in sorted((a for a in range(size) if costs[a]), key=lambda a: -costs[a]):
            if tangle.spent > effort:
                break
            best, least = angles[at], price(at)
            for stop in range(0, size, step):
                angle = turn + share * stop
                tangle.put(at, on_circle(radii[at], angle))
                if (cost := price(at, least - 0.3)) < least - 0.3:
                    best, least, moved = angle, cost, True
            angles[at] = best
            tangle.put(at, on_circle(radii[at], best))
        if not moved:
            break
    return [round_[at] for at in sorted(range(size), key=lambda at: angles[at])]


def _homes(map_: MapData, members: Sequence[Node]) -> dict[UUID, frozenset[UUID]]:
    """The members each contact is tied to; who knows only other contacts belongs to theirs."""
    inside = {node.id for node in members}
    homes: dict[UUID, set[UUID]] = {}
    known: dict[UUID, list[UUID]] = {}
    for tie in map_.ties:
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if one in inside:
                continue
            if other in inside:
                homes.setdefault(one, set()).add(other)
            else:
                known.setdefault(one, []).append(other)
    left = [node.id for node in map_.outside() if node.id not in homes and node.id in known]
    while left:
        found = {id_: theirs for id_ in left for other in known[id_] if (theirs := homes.get(other))}
        if not found:
            break
        homes |= {id_: set(theirs) for id_, theirs in found.items()}
        left = [id_ for id_ in left if id_ not in found]
    return {id_: frozenset(of) for id_, of in homes.items()}


def _order(members: Sequence[Node], homes: Mapping[UUID, frozenset[UUID]]) -> list[UUID]:
    """Members around the ring, those with common contacts beside each other."""
    common = Counter(pair for of in homes.values() for pair in combinations(sorted(of), 2))
    child = {node.id: node.child for node in members}
    size = len(members)

    def cost(order: Sequence[UUID]) -> float:
        at = {id_: number for number, id_ in enumerate(order)}
        far = 0.0
        for (one, other), worth in common.items():
            apart = abs(at[one] - at[other])
            far += worth * (min(apart, size - apart) - 1)
        changes = sum(child[a] != child[b] for a, b in pairwise((*order, *order[:1])))
        return far + _MIXED * changes

    best = [n.id for n in members if not n.child] + [n.id for n in members if n.child]
    least = cost(best)
    better = True
    while better and least > 0:
        better = False
        for tried in _others(best):
            if (price := cost(tried)) < least - 1e-9:
                best, least, better = tried, price, True
                break
    return best


def _others(order: list[UUID]) -> Iterator[list[UUID]]:
    """Orders in which one stands elsewhere, or a part is turned around."""
    for one, other in permutations(range(len(order)), 2):
        moved = [*order[:one], *order[one + 1 :]]
        moved.insert(other, order[one])
        yield moved
        if one < other:
            yield [*order[:one], *reversed(order[one : other + 1]), *order[other + 1 :]]


def _zones(loose: Sequence[UUID], homes: Mapping[UUID, frozenset[UUID]], number: Mapping[UUID, int]) -> dict[UUID, float]:
    """For every contact the member it stands at (a whole number), or the two it stands between (a half)."""
    size = len(number)
    if size < 2:
        return dict.fromkeys(loose, 0.0)
    load = dict.fromkeys((step / 2 for step in range(2 * size)), 0.0)
    zones: dict[UUID, float] = {}
    for id_ in sorted(loose, key=lambda id_: len(homes.get(id_, ()))):
        ends = [number[member] for member in homes.get(id_, ())]

        def price(zone: float, ends: Sequence[int] = tuple(ends)) -> tuple[float, bool, float]:
            ways = [min(abs(zone - end), size - abs(zone - end)) for end in ends]
            return sum(ways), len(ends) > 1 and (zone % 1 == 0 or min(ways) > 0.5), load[zone]

        zone = min(load, key=price)
        zones[id_] = zone
        load[zone] += 1.0
    return {id_: zones[id_] for id_ in loose}


def _mixed(crowd: Sequence[UUID], rings: Mapping[UUID, int]) -> list[UUID]:
    """Contacts of one wedge: each ring spread over all of it, so that nobody is crowded in."""
    keys: dict[UUID, float] = {}
    for ring in sorted({rings[id_] for id_ in crowd}):
        of = [id_ for id_ in crowd if rings[id_] == ring]
        keys |= {id_: (at + 0.5) / len(of) for at, id_ in enumerate(of)}
    return sorted(crowd, key=lambda id_: keys[id_])


def _directions(order: Sequence[UUID], spans: Mapping[float, tuple[float, float]]) -> dict[UUID, float]:
    """The middle of each member's wedge, half of what it shares with its neighbours included."""
    size = len(order)
    middles = [sum(spans[at + 0.5]) / 2 for at in range(size)]
    found = {}
    for at, id_ in enumerate(order):
        before = middles[at - 1] - (360.0 if at == 0 else 0.0)
        found[id_] = (before + middles[at]) / 2
    return found


def _apart(seats: Mapping[UUID, float]) -> dict[UUID, float]:
    """The directions with room between neighbours, changed as little as that allows."""
    ids, angles = list(seats), list(seats.values())
    size = len(ids)
    least = 360.0 / max(size, 1) * _GAP
    for _push in range(_PUSHES if size > 1 else 0):
        done = True
        for at in range(size):
            after = (at + 1) % size
            gap = angles[after] + (360.0 if after == 0 else 0.0) - angles[at]
            if gap < least - 0.1:
                angles[at] -= (least - gap) / 2
                angles[after] += (least - gap) / 2
                done = False
        if done:
            break
    return dict(zip(ids, angles, strict=True))


def _turn(map_: MapData, seats: Mapping[UUID, float], homes: Mapping[UUID, frozenset[UUID]]) -> float:
    """How far all of it is turned: adults up, children down, contacts that are pinned near their member."""
    members = map_.household()
    pinned = [
        (bearing(node.place.x, node.place.y), seats[member])
        for node in map_.outside()
        if node.place is not None and node.place.pinned
        for member in sorted(homes.get(node.id, ()))
    ]

    stands = [(bearing(n.place.x, n.place.y), seats[n.id]) for n in members if n.place is not None and n.place.pinned]
    pinned += stands * _MEMBER

    def price(turn: float) -> float:
        lift = sum((1 if n.child else -1) * cos(radians(seats[n.id] + turn)) for n in members)
        astray = sum(abs((at - way - turn + 180.0) % 360.0 - 180.0) for at, way in pinned)
        return lift + _ASTRAY * astray

    return min((360.0 * step / _ROTATIONS for step in range(_ROTATIONS)), key=price)
