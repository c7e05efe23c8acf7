"""The network map in rings: how near somebody is to the middle says how close they are, and nothing else does.

A ring that a person chose is never changed for the sake of looks: within its ring and its sector a node steps aside,
and where a ring is full it becomes wider. Whoever nobody spoke of yet waits outside the last ring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import degrees, radians
from typing import Final, TypeVar, cast
from uuid import UUID

from desktop.figures.primitives import Point, on_circle
from desktop.figures.social_field import Field
from desktop.figures.social_sheet import bearing
from desktop.figures.social_symbols import edge, look
from desktop.models.map_data import Node, Place

_T = TypeVar("_T")
RINGS: Final = 3
WAITING: Final = RINGS  # the band outside the last ring: closeness was not said yet
ALONE: Final = 15.0  # the middle when one member stands there, millimetres
_WIDTH: Final = 17.0  # of a ring nobody crowds
_WIDER: Final = 6.0  # a full ring grows by so much
_BAND: Final = 15.0
_KEEP: Final = 1.2  # of a symbol from the borders of its ring and its sector
_STEP: Final = 3.0  # of the search for a free place
_REACH: Final = 12  # steps of it to each side
_MOST: Final = 12  # places judged by their lines
_EFFORT: Final = 16_000
_RUN_OVER: Final = 18.0  # what a line through a name costs, in millimetres of shift
_CROSSED: Final = 5.0
_ROOMY: Final = 7  # so many stand well in a sector of its usual width
_SAME: Final = 0.01
_LOOSE: Final = 2.0  # room around a symbol with its name
_SPACED: Final = 1.25  # a full ring cannot be filled without gaps
_LEAST: Final = 30.0  # degrees that an empty sector keeps beside a crowded one


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who is to stand on the rings: in which sector, on which ring (0 the nearest, WAITING: not said)."""

    node: Node
    sector: str
    ring: int
    size: float
    bearing: float | None = None  # degrees a person chose
    hint: float = 0.0  # orders those without a bearing within their sector


@dataclass(frozen=True, slots=True)
class RingSheet:
    """The ground: radius of the middle, outer radii of the rings and of the band, sectors in degrees from the top."""

    inner: float
    borders: tuple[float, float, float]
    rim: float
    sectors: Mapping[str, tuple[float, float]]

    def ring_at(self, radius: float) -> int:
        """The ring at this distance from the middle; beyond the last one begins the band."""
        return next((ring for ring, border in enumerate(self.borders) if radius <= border), WAITING)

    def sector_at(self, degrees_: float) -> str:
        """The sector in this direction."""
        turn = degrees_ % 360.0
        return next((name for name, (start, end) in self.sectors.items() if start <= turn < end), next(iter(self.sectors)))


@dataclass(frozen=True, slots=True)
class Stood:
    """A finished layout; the next one after a small change lets everybody stand who may."""

    people: Mapping[UUID, Standing]
    places: Mapping[UUID, Place]
    starts: tuple[float, ...]  # inner radius of every ring and of the band
    ends: tuple[float, ...]


def finished(pieces: Generator[None, None, _T]) -> _T:
    """What all the pieces come to."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            return cast("_T", end.value)


def standing(
    people: Sequence[Standing], sectors: Sequence[str], inner: float, today: date, *,
    fixed: Iterable[tuple[Node, Point, float]] = (), ties: Mapping[UUID, Sequence[UUID]] | None = None,
    before: Stood | None = None,
) -> Generator[None, None, Stood]:  # fmt: skip
    """`stand` in pieces, one for every node: hundreds of them take longer than a window may stand still."""
    angles = sector_angles(people, sectors)
    layout = _Layout(angles, today, {one.node.id: one for one in people}, ties or {})
    for node, at, size in fixed:
        layout.put(node, at, size)
    wanted = _wanted(people, angles)
    yield
    starts, ends = [], []
    start = inner
    for ring in range(RINGS + 1):
        same = before is not None and abs(before.starts[ring] - start) < _SAME
        starts.append(start)
        crowd = [one for one in people if one.ring == ring]
        start += yield from layout.fill(crowd, wanted, start, before if same else None, ring)
        ends.append(start)
    return Stood({one.node.id: one for one in people}, layout.places, tuple(starts), tuple(ends))


def sheet_of(stood: Stood, sectors: Sequence[str]) -> RingSheet:
    """The ground under a finished layout."""
    angles = sector_angles(tuple(stood.people.values()), sectors)
    return RingSheet(stood.starts[0], (stood.ends[0], stood.ends[1], stood.ends[2]), stood.ends[3], angles)


class _Layout:
    """The rings from the inside out; nobody who stands is moved again."""

    def __init__(
        self, angles: Mapping[str, tuple[float, float]], today: date, people: Mapping[UUID, Standing],
        ties: Mapping[UUID, Sequence[UUID]],
    ) -> None:  # fmt: skip
        self.places: dict[UUID, Place] = {}
        self._angles, self._today, self._ties = angles, today, ties
        self._field = Field()
        self._nodes: dict[UUID, tuple[Node, float]] = {id_: (one.node, one.size) for id_, one in people.items()}
        self._judged = min(_MOST, _EFFORT // max(len(people) ** 2, 1))

    def put(self, node: Node, at: Point, size: float, lines: Sequence[tuple[Point, Point]] = ()) -> None:
        """Somebody stands here."""
        self._nodes[node.id] = (node, size)
        self.places[node.id] = Place(*at)
        self._field.add(look(node, at, self._today, size), at, lines)

    def fill(
        self, crowd: Sequence[Standing], wanted: Mapping[UUID, float], start: float, before: Stood | None, ring: int
    ) -> Generator[None, None, float]:
        """Give everybody of one ring a place; how wide the ring had to become."""
        width = self._width(crowd, start, _BAND if ring == WAITING else _WIDTH)
        yield
        loose = list(crowd)
        if before is not None and crowd:
            width = max(width, before.ends[ring] - before.starts[ring])
            standing = [one for one in crowd if before.people.get(one.node.id) == one]
            for one in standing:
                place = before.places[one.node.id]
                self._take(one, (place.x, place.y))
                yield
            loose = [one for one in crowd if one.node.id not in self.places]
        for one in sorted(loose, key=lambda one: (one.bearing is None, wanted[one.node.id], one.node.id)):
            at = self._settle(one, wanted[one.node.id], start, width)
            while at is None:
                yield
                width += _WIDER
                at = self._settle(one, wanted[one.node.id], start, width)
            self._take(one, (round(at[0], 2), round(at[1], 2)))
            yield
        return width

    def _take(self, one: Standing, at: Point) -> None:
        self.put(one.node, at, one.size, self._lines(one, at) if self._judged else ())

    def _width(self, crowd: Sequence[Standing], start: float, least: float) -> float:
        """How wide a ring must be for its crowd, judged by the room their symbols and names take."""
        needed: dict[str, float] = {}
        for one in crowd:
            left, top, right, bottom = look(one.node, (0.0, 1.0), self._today, one.size).box
            room = (right - left + _LOOSE) * (bottom - top + _LOOSE) * _SPACED
            needed[one.sector] = needed.get(one.sector, 0.0) + room
        width = least
        for sector, room in needed.items():
            span = radians(self._angles[sector][1] - self._angles[sector][0])
            while span * (start + width / 2) * width < room:
                width += _WIDER
        return width

    def _settle(self, one: Standing, angle: float, start: float, width: float) -> Point | None:
        """The free place nearest to the wished one within the ring, by how many names its lines would run through."""
        best: tuple[float, Point] | None = None
        looks = [look(one.node, (0.0, side), self._today, one.size) for side in (1.0, -1.0)]
        judged = self._judged
        for shift, at in _candidates(one, angle, self._angles[one.sector], start, width):
            if best is not None and shift >= best[0]:
                break
            seen = looks[at[1] < 0]
            if not self._field.is_free(seen, at):
                continue
            price = shift
            if judged > 0:
                lines = self._lines(one, at)
                price += _RUN_OVER * self._field.run_over(seen, at, lines) + _CROSSED * self._field.crossed(lines)
            if best is None or price < best[0]:
                best = (price, at)
            judged -= 1
            if judged <= 0:
                break
        return best[1] if best is not None else None

    def _lines(self, one: Standing, at: Point) -> list[tuple[Point, Point]]:
        lines = []
        for other in self._ties.get(one.node.id, ()):
            if (place := self.places.get(other)) is not None:
                node, size = self._nodes[other]
                far = (place.x, place.y)
                lines.append((edge(one.node, at, one.size, far), edge(node, far, size + 0.5, at)))
        return lines


def _candidates(
    one: Standing, angle: float, sector: tuple[float, float], start: float, width: float
) -> Iterator[tuple[float, Point]]:
    """Places within the ring and the sector, the nearest to the wished one first."""
    inside, outside = start + one.size + _KEEP, start + width - one.size - _KEEP
    middle = (inside + outside) / 2
    steps = int(max(0.0, (outside - inside) / 2) // _STEP)
    reach = max(_REACH, int(radians(sector[1] - sector[0]) * outside / _STEP) + 1)
    for shift, side, out in _shifts(reach, steps):
        radius = middle + out * _STEP
        border = min(degrees((one.size + _KEEP) / radius), (sector[1] - sector[0]) / 2)
        turn = angle + degrees(side * _STEP / radius)
        if side and not sector[0] + border <= turn <= sector[1] - border:
            continue
        yield shift, on_circle(radius, min(max(turn, sector[0] + border), sector[1] - border))


@lru_cache(maxsize=256)
def _shifts(reach: int, steps: int) -> tuple[tuple[float, int, int], ...]:
    return tuple(
        sorted(
            (abs(side) * _STEP + abs(out) * _STEP * 0.8, side, out)
            for side in range(-reach, reach + 1)
            for out in range(-steps, steps + 1)
        )
    )


def sector_angles(people: Sequence[Standing], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Equal for as long as everybody has room, wider for the crowded ones otherwise."""
    counts = Counter(one.sector for one in people)
    equal = 360.0 / len(names)
    roomy = _ROOMY * 6 / len(names)
    if max(counts.values(), default=0) <= roomy:
        shares = [equal] * len(names)
    else:
        least = min(_LEAST, equal)
        free, whole = 360.0 - least * len(names), counts.total()
        shares = [least + free * counts[name] / whole for name in names]
    angles, start = {}, 0.0
    for name, share in zip(names, shares, strict=True):
        angles[name] = (start, start + share)
        start += share
    return angles


def _wanted(people: Sequence[Standing], angles: Mapping[str, tuple[float, float]]) -> dict[UUID, float]:
    """A direction of its own for everybody: the chosen one, or a slot of the sector that does not depend on rings."""
    wanted: dict[UUID, float] = {}
    for name, (start, end) in angles.items():
        crowd = sorted((one for one in people if one.sector == name), key=lambda one: (one.hint, one.node.id))
        share = (end - start) / max(len(crowd), 1)
        for number, one in enumerate(crowd):
            chosen = one.bearing
            within = chosen is not None and start <= chosen % 360.0 <= end
            wanted[one.node.id] = chosen % 360.0 if chosen is not None and within else start + share * (number + 0.5)
    return wanted


def hint_of(node: Node, middle: float) -> float:
    """In which order those of a sector stand: clockwise as on the ecomap, seen from the sector's middle."""
    if node.place is None:
        return 0.0
    return (bearing(node.place.x, node.place.y) - middle + 180.0) % 360.0 - 180.0
