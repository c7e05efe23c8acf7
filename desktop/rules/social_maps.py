"""What follows from a map of social connections: how large the network is, who supports, who is alone.

A map says little by itself; these figures are what a worker compares between two dates and what a plan starts
from. Measures after Tracy and Whittaker (1990) and the ecomap of Hartman (1975), as the domain notes give
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal
from uuid import UUID

from desktop.models.map_data import QUALITIES, Direction, MapData, Node, Quality, Tie, View

Seen = View | Literal["all"]
_PROFESSIONAL: Final = frozenset({"education", "health", "services", "authority"})
_DIRECTIONS: Final[tuple[Direction, ...]] = ("to", "from", "mutual", "none")
_HOLDING: Final = frozenset({"strong", "ordinary", "weak"})
_STRENGTH: Final[dict[Quality, int]] = {"broken": 0, "conflict": 1, "weak": 2, "ordinary": 3, "strong": 4}


@dataclass(frozen=True, slots=True)
class NetworkFigures:
    """A map in numbers; shares are from 0 to 1, and `None` where there is nothing to divide by."""

    size: int  # nodes outside the household
    supporting: int  # of them, those that support a member
    density: float | None  # pairs outside that hold a tie, of all pairs; the household itself is not counted
    professional: float | None  # share of agencies and workers among the nodes outside
    conflicts: int  # pairs with a conflict tie, inside the household too
    broken: int  # pairs with a broken tie
    isolated: tuple[UUID, ...]  # living members without a supporting tie outside the household


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """What is different between two versions of a map: pairs of node ids."""

    new: tuple[frozenset[UUID], ...]
    stronger: tuple[frozenset[UUID], ...]
    weaker: tuple[frozenset[UUID], ...]
    broken: tuple[frozenset[UUID], ...]


def figures_of(map_: MapData) -> NetworkFigures:
    """The figures of the network, over all ties of the map; take `shown` first for one view's figures."""
    outside = {node.id: node for node in map_.outside()}
    size = len(outside)
    supporters = {
        end for tie in map_.ties for end in (tie.source, tie.target) if end in outside and _backs(map_, tie)
    }
    pairs = {
        _pair(t)
        for t in map_.ties
        if _pair(t) <= outside.keys() and t.quality in _HOLDING and len(_pair(t)) > 1
    }
    return NetworkFigures(
        size=size,
        supporting=len(supporters),
        density=len(pairs) / (size * (size - 1) / 2) if size > 1 else None,
        professional=sum(is_professional(node) for node in outside.values()) / size if size else None,
        conflicts=len({_pair(tie) for tie in map_.ties if tie.quality == "conflict"}),
        broken=len({_pair(tie) for tie in map_.ties if tie.quality == "broken"}),
        isolated=tuple(node.id for node in map_.household() if node.alive and is_isolated(map_, node.id)),
    )


def supports(map_: MapData, tie: Tie, member: UUID) -> bool:
    """Does the tie support this member?

    A strong tie does; an ordinary or weak one only if help or a kind of support comes over it; one on which
    the member only gives does not, nor does a conflict or a broken one. A dead person supports nobody.
    """
    if member not in (tie.source, tie.target) or tie.quality not in _HOLDING:
        return False
    other = map_.node(tie.target if tie.source == member else tie.source)
    if other is None or not other.alive or other.id == member:
        return False
    gives: Direction = "to" if tie.source == member else "from"
    if tie.direction == gives:
        return False
    return tie.quality == "strong" or tie.direction != "none" or bool(tie.support)


def is_isolated(map_: MapData, member: UUID) -> bool:
    """Has the member no supporting tie to anybody outside the household?"""
    inside = {node.id for node in map_.household()}
    return not any(
        supports(map_, tie, member) and (tie.target if tie.source == member else tie.source) not in inside
        for tie in map_.ties_of(member)
    )


def is_professional(node: Node) -> bool:
    """Does the node help by office? Agencies, people of school, health, services, authority; no employers."""
    return node.sphere in _PROFESSIONAL or (node.kind == "agency" and node.sphere != "work")


def qualities_used(map_: MapData) -> tuple[Quality, ...]:
    """The qualities of tie on this map, strongest first: what a legend must explain."""
    used = {tie.quality for tie in map_.ties}
    return tuple(quality for quality in QUALITIES if quality in used)


def directions_used(map_: MapData) -> tuple[Direction, ...]:
    """The directions of help on this map."""
    used = {tie.direction for tie in map_.ties}
    return tuple(direction for direction in _DIRECTIONS if direction in used)


def shown(map_: MapData, view: Seen = "all", viewer: UUID | None = None) -> MapData:
    """The map as one chosen view sees it; a member's view may be narrowed to one member.

    In "all", what several views say alike about a pair is shown once; what they say differently stays side by
    side. Nodes all stay: that somebody sees no tie to them is an answer too.
    """
    if view != "all":
        mine = (tie for tie in map_.ties if tie.view == view)
        return replace(map_, ties=tuple(tie for tie in mine if viewer is None or tie.viewer == viewer))
    said: set[tuple[frozenset[UUID], Quality, str]] = set()
    ties = []
    for tie in map_.ties:
        if (saying := (_pair(tie), tie.quality, _helped(tie))) not in said:
            said.add(saying)
            ties.append(tie)
    return replace(map_, ties=tuple(ties))


def disagreements(map_: MapData) -> tuple[tuple[Tie, ...], ...]:
    """Ties of one pair that different views see differently: something to talk about with the family."""
    found = []
    for ties in _by_pair(map_).values():
        several = len({(tie.view, tie.viewer) for tie in ties}) > 1
        if several and len({(tie.quality, _helped(tie)) for tie in ties}) > 1:
            found.append(tuple(ties))
    return tuple(found)


def changed(before: MapData, after: MapData) -> NetworkChange:
    """What became of the ties since the earlier version; with several ties of a pair the strongest counts."""
    old, now = _strengths(before), _strengths(after)
    both = [pair for pair in now if pair in old]
    return NetworkChange(
        new=tuple(pair for pair in now if pair not in old and now[pair]),
        stronger=tuple(pair for pair in both if now[pair] > old[pair]),
        weaker=tuple(pair for pair in both if 0 < now[pair] < old[pair]),
        broken=tuple(pair for pair in old if old[pair] and not now.get(pair, 0)),
    )


def unplaced(map_: MapData) -> Iterator[Node]:
    """Nodes that stand nowhere yet: they wait for the layout."""
    return (node for node in map_.nodes if node.place is None)


def _backs(map_: MapData, tie: Tie) -> bool:
    """Does the tie support a member of the household from outside?"""
    ends = [map_.node(tie.source), map_.node(tie.target)]
    inside = [node.id for node in ends if node is not None and node.inside]
    return len(inside) == 1 and supports(map_, tie, inside[0])


def _pair(tie: Tie) -> frozenset[UUID]:
    return frozenset((tie.source, tie.target))


def _helped(tie: Tie) -> str:
    """Who is helped, said the same whichever end the tie was drawn from."""
    match tie.direction:
        case "to":
            return str(tie.target)
        case "from":
            return str(tie.source)
        case _:
            return tie.direction


def _by_pair(map_: MapData) -> dict[frozenset[UUID], list[Tie]]:
    pairs: dict[frozenset[UUID], list[Tie]] = {}
    for tie in map_.ties:
        pairs.setdefault(_pair(tie), []).append(tie)
    return pairs


def _strengths(map_: MapData) -> dict[frozenset[UUID], int]:
    return {pair: max(_STRENGTH[tie.quality] for tie in ties) for pair, ties in _by_pair(map_).items()}
