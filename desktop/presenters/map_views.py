"""The network map in rings, one view of the same map: nearness to the middle is the closeness stored on ties.

Whose view is shown is chosen; ties told in another view say nothing about these rings. Dragging somebody across a ring
changes that tie, and makes it where there was none; nothing else ever changes a closeness.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from dataclasses import replace
from math import hypot
from typing import Final, NamedTuple
from uuid import UUID

from typing_extensions import override

from desktop.base.messages import N_, Message, _, message
from desktop.figures import network_rings as rings
from desktop.figures.network_rings import WAITING, RingSheet, Standing, Stood
from desktop.figures.network_rings_ground import RING_WORDS, SECTOR_WORDS, ground_shapes
from desktop.figures.primitives import Point, Shape
from desktop.figures.social_household import arranged
from desktop.figures.social_routes import obstacles_of
from desktop.figures.social_sheet import bearing, household_radius
from desktop.figures.social_symbols import node_sizes
from desktop.models.map_data import MapData, Node, Place, Tie
from desktop.presenters import map_editing as editing
from desktop.presenters.map_closeness import (
    RingsChoice,
    Telling,
    closeness_by_node,
    leading_ties,
    middle_of,
    teller_of,
    ties_with_middle,
)
from desktop.presenters.map_projection import Projection
from desktop.presenters.map_session import TieDefaults

__all__ = ["SPLITS", "Rings", "RingsChoice", "leading_ties", "middle_of", "sector_of_node", "teller_of"]

_REMEMBERED: Final = 3
_WITH_FAMILY: Final = ("household", "family_kin")
_RADIAL: Final = 0.72  # of an arrow's way, from which it means the next ring
_GAP: Final = 2.0  # between the household and the first ring
# The finest split is stored; each split says which sectors stand around the middle, and in which of them a sphere lies.
# The first of a split is for the family in the middle, the second for one member, whose household stands among the others.
SPLITS: Final[Mapping[tuple[int, bool], Mapping[str, tuple[str, ...]]]] = {
    (4, False): {
        "kin": ("kin",), "friends": ("friends", "work"), "community": ("neighbours", "community"),
        "officials": ("authority", "services", "health", "education"),
    },
    (4, True): {
        "household": (), "kin": ("kin",), "friends": ("friends", "neighbours", "community", "work"),
        "officials": ("authority", "services", "health", "education"),
    },
    (6, False): {
        "kin": ("kin",), "near": ("friends", "neighbours", "community"), "education": ("education",), "health": ("health",),
        "authority": ("authority", "services"), "work": ("work",),
    },
    (6, True): {
        "family_kin": ("kin",), "near": ("friends", "neighbours", "community"), "education": ("education",),
        "health": ("health",), "authority": ("authority", "services"), "work": ("work",),
    },
    (8, False): {
        "kin": ("kin",), "friends_only": ("friends",), "neighbours": ("neighbours",), "clubs": ("community",),
        "education": ("education",), "health": ("health",), "authority": ("authority", "services"), "work": ("work",),
    },
    (8, True): {
        "household": (), "kin": ("kin",), "friends_only": ("friends",), "neighbours": ("neighbours",),
        "clubs": ("community",), "work_school": ("education", "work"), "authority": ("services", "authority", "health"),
        "other": ("",),
    },
}  # fmt: skip
_PEERS: Final = ("education", "work")  # with four sectors a classmate is a friend and the school is an official


class _Kept(NamedTuple):
    map: MapData
    shown: MapData
    stood: Stood


class Rings(Projection):
    """The rings of one choice."""

    def __init__(
        self, choice: RingsChoice, new_id: Callable[[], UUID], defaults: Callable[[], TieDefaults] = TieDefaults
    ) -> None:
        """`defaults` gives the contact and the day that a closeness is told at."""
        self.choice = choice
        self._new_id, self._defaults = new_id, defaults
        self._kept: list[_Kept] = []  # the last maps shown: a drag asks for them again
        self._waiting: _Kept | None = None  # shown until its layout is worked out

    @property
    @override
    def key(self) -> str:
        return "rings"

    # Where everybody stands

    @override
    def project(self, map_: MapData, /) -> MapData:
        return self._stood(map_).shown

    @override
    def projecting(self, map_: MapData, /) -> Generator[None, None, MapData]:
        return (yield from self._laying(map_)).shown

    @override
    def meanwhile(self, map_: MapData, shown: MapData, /) -> MapData | None:
        if any(kept.map is map_ for kept in self._kept):
            return None
        stood = {n.id: n for n in shown.nodes}
        if any(n.id not in stood for n in map_.nodes):
            return None
        waiting = replace(editing.undrawn(map_), nodes=tuple(_stands(n, stood[n.id].place, stood[n.id]) for n in map_.nodes))
        if self._kept:
            self._waiting = _Kept(map_, waiting, self._kept[-1].stood)
        return waiting

    @override
    def pulled(self, projected: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        there = {n.id: replace(n.place, x=n.place.x + dx, y=n.place.y + dy) for n in projected.nodes if n.id in ids and n.place}
        return editing.placed(projected, there)

    def sheet(self, map_: MapData) -> RingSheet:
        """The rings and sectors as they fit this map, or a map that these rings have projected."""
        return self._seen(map_)[1]

    def _seen(self, map_: MapData) -> tuple[MapData, RingSheet]:
        """The map as somebody sees it now, exactly or on its way there, with the rings under it."""
        kept = next((k for k in self._all_kept() if map_ is k.map or map_ is k.shown), None) or self._stood(map_)
        return kept.shown, rings.sheet_of(kept.stood, list(self._split(map_)))

    def _all_kept(self) -> Iterator[_Kept]:
        yield from self._kept
        if self._waiting is not None:
            yield self._waiting

    def _stood(self, map_: MapData) -> _Kept:
        """The map, the map as it is shown and its layout; after a small change nobody else moves."""
        return rings.finished(self._laying(map_))

    def _laying(self, map_: MapData) -> Generator[None, None, _Kept]:
        for kept in self._kept:
            if kept.map is map_:
                return kept
        centre = self._centre(map_)
        names = list(self._split(map_))
        sizes = node_sizes(map_)
        if centre is not None:
            fixed = {centre.id: Place(0.0, 0.0)}
            inner = rings.ALONE
        else:
            fixed = _seats(map_)
            seated = replace(map_, nodes=tuple(replace(n, place=fixed.get(n.id, n.place)) for n in map_.household()))
            inner = household_radius(seated.nodes, seated) + _GAP
        yield
        ties = ties_with_middle(map_, self.choice)
        people = [self._standing(node, names, sizes, ties) for node in map_.nodes if node.id not in fixed]
        middle = [(n, (fixed[n.id].x, fixed[n.id].y), sizes[n.id]) for n in map_.nodes if n.id in fixed]
        yield
        stood = yield from rings.standing(
            people, names, inner, map_.drawn_on, fixed=middle, ties=_neighbours(map_, self.shows),
            before=self._kept[-1].stood if self._kept else None,
        )  # fmt: skip
        places = {**stood.places, **fixed}
        last = {n.id: n for n in self._kept[-1].shown.nodes} if self._kept else {}
        shown = replace(editing.undrawn(map_), nodes=tuple(_stands(n, places[n.id], last.get(n.id)) for n in map_.nodes))
        self._kept = [*self._kept[-_REMEMBERED:], _Kept(map_, shown, stood)]
        return self._kept[-1]

    def _standing(self, node: Node, names: list[str], sizes: Mapping[UUID, float], ties: Mapping[UUID, list[Tie]]) -> Standing:
        sector = sector_of_node(node, SPLITS[self.choice.sectors, names[0] in _WITH_FAMILY])
        close = max((t.closeness for t in ties.get(node.id, ()) if t.closeness is not None), default=None)
        ring = WAITING if close is None else min(max(3 - close, 0), 2)
        hint = rings.hint_of(node, 360.0 * (names.index(sector) + 0.5) / len(names))
        return Standing(node, sector, ring, sizes[node.id], node.bearing, hint)

    def _centre(self, map_: MapData) -> Node | None:
        """The member in the middle; None where the household stands there."""
        node = map_.node(self.choice.centre) if self.choice.centre is not None else None
        return node if node is not None and node.inside else None

    def _split(self, map_: MapData) -> Mapping[str, tuple[str, ...]]:
        return SPLITS[self.choice.sectors, self._centre(map_) is not None]

    def sector_of(self, map_: MapData, node: Node) -> str:
        """The sector in which a node stands."""
        return sector_of_node(node, self._split(map_))

    # What lies under it

    @override
    def under(self, projected: MapData, /) -> tuple[Shape, ...]:
        return ground_shapes(self.sheet(projected), [box for both in obstacles_of(projected).values() for box in both])

    @override
    def has_household(self, projected: MapData, /) -> bool:
        return self._centre(projected) is None

    # What a drag means

    @override
    def moved(self, map_: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        return self._moved(map_, dict.fromkeys(ids, (dx, dy)))

    @override
    def nudged(self, map_: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        """Towards the middle or away from it: the next ring; else a step along the ring."""
        shown, sheet = self._seen(map_)
        borders = (sheet.inner, *sheet.borders, sheet.rim)
        shifts = {}
        for node in shown.nodes:
            if node.id not in ids or node.place is None:
                continue
            x, y = node.place.x, node.place.y
            far = hypot(x, y)
            outwards = (dx * x + dy * y) / far if far else 0.0
            if far <= sheet.inner or abs(outwards) <= hypot(dx, dy) * _RADIAL:
                shifts[node.id] = dx, dy
                continue
            ring = sheet.ring_at(far) + (1 if outwards > 0 else -1)
            if 0 <= ring <= WAITING:
                to = (borders[ring] + borders[ring + 1]) / 2 - far
                shifts[node.id] = x / far * to, y / far * to
        return self._moved(map_, shifts)

    def _moved(self, map_: MapData, shifts: Mapping[UUID, Point]) -> MapData:
        """The map after each of these was dragged so far from where it is seen."""
        shown, sheet = self._seen(map_)
        centre, split = self._centre(map_), self._split(map_)
        nodes = {n.id: n for n in map_.nodes}
        telling = Telling(map_, self.choice, self._new_id, self._defaults)
        for node in shown.nodes:
            if node.id not in shifts or node.place is None or (centre is not None and node.id == centre.id):
                continue
            at = node.place.x + shifts[node.id][0], node.place.y + shifts[node.id][1]
            if node.inside and centre is None:  # seated as on the ecomap
                nodes[node.id] = replace(nodes[node.id], place=Place(editing.sheet(at[0]), editing.sheet(at[1]), pinned=True))
                continue
            nodes[node.id] = self._turned(nodes[node.id], node.bearing, at, sheet, split)
            ring = sheet.ring_at(hypot(*at))
            if ring != sheet.ring_at(hypot(node.place.x, node.place.y)):
                telling.say(node.id, None if ring == WAITING else 3 - ring)
        return replace(map_, nodes=tuple(nodes.values()), ties=telling.ties)

    def _turned(self, node: Node, was: float | None, at: Point, sheet: RingSheet, split: Mapping[str, tuple[str, ...]]) -> Node:
        """The node in that direction, in the sector that is there; `was` is the direction it had where it was seen."""
        turn = round(bearing(*at), 1) % 360.0
        there, here = sheet.sector_at(turn), sector_of_node(node, split)
        if node.inside:  # a member of the household stays in its sector, wherever it is pulled
            return replace(node, bearing=turn if there == here else was)
        return replace(node, bearing=turn, sphere=node.sphere if there == here else (split[there] or (node.sphere,))[0])

    # What else a canvas asks

    @override
    def shows(self, map_: MapData, tie: Tie, /) -> bool:
        """Whether a tie belongs to these rings: told in the view that is shown; ties among the others may be hidden."""
        choice = self.choice
        if tie.view != choice.view or (choice.view == "member" and tie.viewer not in {choice.viewer, None}):
            return False
        if choice.others:
            return True
        middle = middle_of(map_, choice)
        return tie.source in middle or tie.target in middle

    @override
    def sphere_at(self, projected: MapData, x: float, y: float, /) -> str | None:
        """The sphere of a new node put down here; within the household's circle it is a member: None."""
        sheet = self.sheet(projected)
        if self._centre(projected) is None and hypot(x, y) <= sheet.inner:
            return None
        spheres = self._split(projected)[sheet.sector_at(bearing(x, y))]
        return spheres[0] if spheres else "kin"

    @override
    def said(self, before: MapData, after: MapData, /) -> Message | None:
        """What a drag has changed, for the status line and a screen reader; None if nothing but a direction."""
        rings_now, rings_before = (closeness_by_node(m, self.choice) for m in (after, before))
        known = {n.id: n for n in before.nodes}
        for node in after.nodes:
            old = known.get(node.id)
            if old is None:
                continue
            ring, was = rings_now.get(node.id), rings_before.get(node.id)
            words = _(RING_WORDS[WAITING if ring is None else 3 - ring])
            if node.sphere != old.sphere:
                sector = _(SECTOR_WORDS[self.sector_of(after, node)])
                return message(N_("{name}: now {ring}, {sector}"), name=node.name, ring=words, sector=sector)
            if ring != was:
                return message(N_("{name}: now {ring}"), name=node.name, ring=words)
        return None


def _stands(node: Node, place: Place | None, before: Node | None) -> Node:
    """The node at its place: the very one shown before where nothing changed, so that nobody paints it again."""
    now = node if node.place == place else replace(node, place=place)
    return before if before == now else now


def sector_of_node(node: Node, split: Mapping[str, tuple[str, ...]]) -> str:
    """The sector of a split in which a node stands."""
    names = list(split)
    if node.inside:
        return next((name for name in ("household", "family_kin") if name in split), names[0])
    if node.sphere in _PEERS and "officials" in split:
        return "friends" if node.kind != "agency" else "officials"
    other = "other" if "other" in split else next((n for n in ("near", "friends", "friends_only") if n in split), names[-1])
    return next((name for name, spheres in split.items() if node.sphere in spheres), other)


def _seats(map_: MapData) -> dict[UUID, Place]:
    """Where members sit: as on the ecomap; whoever has no place yet gets a seat."""
    members = map_.household()
    if all(n.place is not None for n in members):
        return {n.id: n.place for n in members if n.place is not None}
    return arranged(members, {}, map_.drawn_on)


def _neighbours(map_: MapData, shows: Callable[[MapData, Tie], bool]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for tie in map_.ties:
        if shows(map_, tie):
            found.setdefault(tie.source, []).append(tie.target)
            found.setdefault(tie.target, []).append(tie.source)
    return found
