"""What follows from the ties of a map of social connections: what a view sees, who supports whom, who is alone.

The numbers of `network_figures` and what is printed rest on these few questions about ties.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal
from uuid import UUID

from desktop.models.map_data import Direction, MapData, Node, Quality, Tie, View

Seen = View | Literal["all"]
_PROFESSIONAL: Final = frozenset({"education", "health", "services", "authority"})
_HOLDING: Final = frozenset({"strong", "ordinary", "weak"})


def supported_by(tie: Tie, member: UUID, other: Node | None) -> bool:
    """Does the tie with this other one support the member?

    A strong tie does; an ordinary or weak one only if help or a kind of support comes over it; one on which
    the member only gives does not, nor does a conflict or a broken one. A dead person supports nobody.
    """
    if tie.quality not in _HOLDING or other is None or not other.alive or other.id == member:
        return False
    gives: Direction = "to" if tie.source == member else "from"
    if tie.direction == gives:
        return False
    return tie.quality == "strong" or tie.direction != "none" or bool(tie.support)


def is_isolated(map_: MapData, member: UUID) -> bool:
    """Has the member no supporting tie to anybody outside the household?"""
    outside = {node.id: node for node in map_.outside()}
    return not any(
        supported_by(tie, member, outside.get(tie.target if tie.source == member else tie.source)) for tie in map_.ties_of(member)
    )


def is_professional(node: Node) -> bool:
    """Does the node help by office? Agencies, people of school, health, services, authority; no employers."""
    return node.sphere in _PROFESSIONAL or (node.kind == "agency" and node.sphere != "work")


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
        if (saying := (pair_of(tie), tie.quality, _helped(tie))) not in said:
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


def pair_of(tie: Tie) -> frozenset[UUID]:
    """The two whom the tie connects, whichever end it was drawn from."""
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
        pairs.setdefault(pair_of(tie), []).append(tie)
    return pairs
