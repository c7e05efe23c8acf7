"""The network map in rings, one view of the same map: nearness to the middle is the closeness stored on ties.

Whose view is shown is chosen; ties told in another view say nothing about these rings. Dragging somebody across a ring
changes that tie, and makes it where there was none; nothing else ever changes a closeness.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import Final
from uuid import UUID

from typing_extensions import override

from desktop.base.messages import N_, Message, _, message
from desktop.figures import network_rings as rings
from desktop.figures.network_rings import WAITING, RingSheet, Standing, Stood
from desktop.figures.network_rings_ground import RING_WORDS, SECTOR_WORDS, ground_shapes
from desktop.figures.primitives import Point, Shape
from desktop.figures.social_household import arranged
from desktop.figures.social_map import household_shapes
from desktop.figures.social_routes import obstacles_of
from desktop.figures.social_sheet import bearing, household_radius
from desktop.figures.social_symbols import node_sizes
from desktop.models.map_data import QUALITIES, MapData, Node, Place, Tie, View
from desktop.presenters import map_editing as editing
from desktop.presenters.map_projection import AsDrawn, Projection
from desktop.presenters.map_session import TieDefaults

__all__ = ["SPLITS", "Ecomap", "Rings", "RingsChoice", "closeness_of", "leading_ties", "middle_of", "sector_of_node", "teller_of"]

Ecomap = AsDrawn  # the first view stands beside the protocol; here are both by name
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


@dataclass(frozen=True, slots=True)
class RingsChoice:
    """What the rings show: whose view, who stands in the middle (None: the household), how many sectors."""

    view: View = "family"
    viewer: UUID | None = None  # the member, when the view is a member's
    centre: UUID | None = None
    sectors: int = 4
    others: bool = True  # ties among those around are shown too


class Rings(Projection):
    """The rings of one choice."""

    def __init__(
        self, choice: RingsChoice, new_id: Callable[[], UUID], defaults: Callable[[], TieDefaults] = TieDefaults
    ) -> None:
        """`defaults` gives the contact and the day that a closeness is told at."""
        self.choice = choice
        self._new_id, self._defaults = new_id, defaults
        self._kept: list[tuple[MapData, MapData, Stood]] = []  # the last maps shown: a drag asks for them again

    @property
    @override
    def key(self) -> str:
        return "rings"

    # Where everybody stands

    @override
    def project(self, map_: MapData, /) -> MapData:
        return self._stood(map_)[1]

    def sheet(self, map_: MapData) -> RingSheet:
        """The rings and sectors as they fit this map, or a map that these rings have projected."""
        for known, shown, stood in self._kept:
            if map_ is shown or map_ is known:
                return rings.sheet_of(stood, list(self._split(map_)))
        return rings.sheet_of(self._stood(map_)[2], list(self._split(map_)))

    def _stood(self, map_: MapData) -> tuple[MapData, MapData, Stood]:
        """The map, the map as it is shown and its layout; after a small change nobody else moves."""
        for kept in self._kept:
            if kept[0] is map_:
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
        ties = _by_node(map_, self.choice)
        people = [self._standing(node, names, sizes, ties) for node in map_.nodes if node.id not in fixed]
        middle = [(n, (fixed[n.id].x, fixed[n.id].y), sizes[n.id]) for n in map_.nodes if n.id in fixed]
        stood = rings.stand(
            people, names, inner, map_.drawn_on, fixed=middle, ties=_neighbours(map_, self.shows),
            before=self._kept[-1][2] if self._kept else None,
        )  # fmt: skip
        places = {**stood.places, **fixed}
        last = {n.id: n for n in self._kept[-1][1].nodes} if self._kept else {}
        shown = replace(map_, nodes=tuple(_stands(n, places[n.id], last.get(n.id)) for n in map_.nodes))
        self._kept = [*self._kept[-_REMEMBERED:], (map_, shown, stood)]
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
    def ground(self, projected: MapData, /) -> tuple[Shape, ...]:
        taken = [box for both in obstacles_of(projected).values() for box in both]
        shapes = ground_shapes(self.sheet(projected), taken)
        return shapes if self._centre(projected) is not None else (*shapes, *household_shapes(projected))

    # What a drag means

    @override
    def moved(self, map_: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        shown, sheet = self.project(map_), self.sheet(map_)
        centre = self._centre(map_)
        seated = {n.id for n in map_.nodes if n.id in ids and n.inside and centre is None}
        result = editing.moved(shown, seated, dx, dy) if seated else map_
        if seated:
            result = _with_places_of(map_, result, seated)
        for node in shown.nodes:
            stays = node.id in seated or (centre is not None and node.id == centre.id)
            if node.id in ids and not stays and node.place is not None:
                result = self._put(result, node, (node.place.x + dx, node.place.y + dy), sheet)
        return result

    @override
    def nudged(self, map_: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        """Towards the middle or away from it: the next ring; else a step along the ring."""
        shown, sheet = self.project(map_), self.sheet(map_)
        for node in shown.nodes:
            if node.id not in ids or node.place is None:
                continue
            x, y = node.place.x, node.place.y
            far = hypot(x, y)
            if far <= sheet.inner:
                map_ = self.moved(map_, {node.id}, dx, dy)
                continue
            outwards = (dx * x + dy * y) / far
            if abs(outwards) <= hypot(dx, dy) * _RADIAL:
                map_ = self.moved(map_, {node.id}, dx, dy)
                continue
            ring = sheet.ring_at(far) + (1 if outwards > 0 else -1)
            borders = (sheet.inner, *sheet.borders, sheet.rim)
            if 0 <= ring <= WAITING:
                to = (borders[ring] + borders[ring + 1]) / 2 - far
                map_ = self.moved(map_, {node.id}, x / far * to, y / far * to)
        return map_

    def _put(self, map_: MapData, shown: Node, at: Point, sheet: RingSheet) -> MapData:
        """The map with this node in that direction, in the sector and on the ring that are there."""
        node = map_.node(shown.id)
        if node is None or shown.place is None:
            return map_
        turn = round(bearing(*at), 1) % 360.0
        node = replace(node, bearing=turn)
        there = sheet.sector_at(turn)
        if not node.inside and there != self.sector_of(map_, node):
            node = replace(node, sphere=(self._split(map_)[there] or (node.sphere,))[0])
        if node.inside:  # a member of the household stays in its sector, wherever it is pulled
            node = replace(node, bearing=turn if there == self.sector_of(map_, node) else shown.bearing)
        before = sheet.ring_at(hypot(shown.place.x, shown.place.y))
        ring = sheet.ring_at(hypot(*at))
        map_ = map_.with_node(node)
        if ring == before:
            return map_
        return self.with_closeness(map_, node.id, None if ring == WAITING else 3 - ring)

    def with_closeness(self, map_: MapData, node: UUID, closeness: int | None) -> MapData:
        """The map in which somebody is that close in the view that is shown; a tie is made where there is none."""
        ties = leading_ties(map_, node, self.choice)
        defaults = self._defaults()
        if not ties:
            middle = teller_of(map_, self.choice)
            if closeness is None or middle is None or middle == node:
                return map_
            tie = Tie(self._new_id(), middle, node, view=self.choice.view, viewer=self._viewer())
            return map_.with_tie(_told(replace(tie, closeness=closeness), defaults))
        changed = [t for t in ties if t.closeness is not None and (closeness is None or t.closeness > closeness)]
        if closeness is not None and not any(t.closeness == closeness for t in ties if t not in changed):
            changed = [*changed, ties[0]] if ties[0] not in changed else changed
        for tie in changed:
            map_ = map_.with_tie(_told(replace(tie, closeness=closeness), defaults))
        return map_

    def _viewer(self) -> UUID | None:
        return self.choice.viewer if self.choice.view == "member" else None

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
        for node in after.nodes:
            old = before.node(node.id)
            if old is None:
                continue
            ring, was = (closeness_of(m, node.id, self.choice) for m in (after, before))
            words = _(RING_WORDS[WAITING if ring is None else 3 - ring])
            if node.sphere != old.sphere:
                sector = _(SECTOR_WORDS[self.sector_of(after, node)])
                return message(N_("{name}: now {ring}, {sector}"), name=node.name, ring=words, sector=sector)
            if ring != was:
                return message(N_("{name}: now {ring}"), name=node.name, ring=words)
        return None


def _stands(node: Node, place: Place, before: Node | None) -> Node:
    """The node at its place: the very one shown before where nothing changed, so that nobody paints it again."""
    now = node if node.place == place else replace(node, place=place)
    return before if before == now else now


def closeness_of(map_: MapData, node: UUID, choice: RingsChoice) -> int | None:
    """How close somebody is to the middle in the view that is shown: the closest of its ties there; None: not said."""
    return max((t.closeness for t in leading_ties(map_, node, choice) if t.closeness is not None), default=None)


def leading_ties(map_: MapData, node: UUID, choice: RingsChoice) -> tuple[Tie, ...]:
    """Ties of a node with the middle in the view that is shown, the one that decides first."""
    found = _by_node(map_, choice).get(node, [])
    return tuple(sorted(found, key=lambda t: (-(t.closeness or 0), QUALITIES.index(t.quality))))


def _by_node(map_: MapData, choice: RingsChoice) -> dict[UUID, list[Tie]]:
    """For everybody around the middle, their ties with it in the view that is shown."""
    middle = middle_of(map_, choice)
    found: dict[UUID, list[Tie]] = {}
    for tie in map_.ties:
        if tie.view == choice.view and (choice.view != "member" or tie.viewer in {choice.viewer, None}):
            if tie.source in middle and tie.target not in middle:
                found.setdefault(tie.target, []).append(tie)
            elif tie.target in middle and tie.source not in middle:
                found.setdefault(tie.source, []).append(tie)
    return found


def sector_of_node(node: Node, split: Mapping[str, tuple[str, ...]]) -> str:
    """The sector of a split in which a node stands."""
    names = list(split)
    if node.inside:
        return next((name for name in ("household", "family_kin") if name in split), names[0])
    if node.sphere in _PEERS and "officials" in split:
        return "friends" if node.kind != "agency" else "officials"
    other = "other" if "other" in split else next((n for n in ("near", "friends", "friends_only") if n in split), names[-1])
    return next((name for name, spheres in split.items() if node.sphere in spheres), other)


def middle_of(map_: MapData, choice: RingsChoice) -> set[UUID]:
    """Who stands in the middle: one member, or the household."""
    node = map_.node(choice.centre) if choice.centre is not None else None
    if node is not None and node.inside:
        return {node.id}
    return {n.id for n in map_.household()}


def teller_of(map_: MapData, choice: RingsChoice) -> UUID | None:
    """From whom a new tie starts: who stands in the middle, the viewer, or the first adult of the household."""
    middle = middle_of(map_, choice)
    if choice.centre in middle:
        return choice.centre
    if choice.view == "member" and choice.viewer in middle:
        return choice.viewer
    members = map_.household()
    grown = [n for n in members if n.alive and not n.child]
    return next((n.id for n in (*grown, *members)), None)


def _told(tie: Tie, defaults: TieDefaults) -> Tie:
    """The tie with the contact and the day of this telling, where they are known."""
    return replace(tie, contact=defaults.contact or tie.contact, told_on=defaults.told_on or tie.told_on)


def _seats(map_: MapData) -> dict[UUID, Place]:
    """Where members sit: as on the ecomap; whoever has no place yet gets a seat."""
    members = map_.household()
    if all(n.place is not None for n in members):
        return {n.id: n.place for n in members if n.place is not None}
    return arranged(members, {}, map_.drawn_on)


def _with_places_of(map_: MapData, placed: MapData, ids: Collection[UUID]) -> MapData:
    places = {n.id: n.place for n in placed.nodes if n.id in ids}
    return replace(map_, nodes=tuple(replace(n, place=places.get(n.id, n.place)) for n in map_.nodes))


def _neighbours(map_: MapData, shows: Callable[[MapData, Tie], bool]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for tie in map_.ties:
        if shows(map_, tie):
            found.setdefault(tie.source, []).append(tie.target)
            found.setdefault(tie.target, []).append(tie.source)
    return found
