"""How close everybody is to the middle of a network map, as told in one view: what the rings and the grid read and write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.models.map_data import QUALITIES, MapData, Tie, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from desktop.presenters.map_session import TieDefaults


@dataclass(frozen=True, slots=True)
class RingsChoice:
    """What the rings show: whose view, who stands in the middle (None: the household), how many sectors."""

    view: View = "family"
    viewer: UUID | None = None  # the member, when the view is a member's
    centre: UUID | None = None
    sectors: int = 4
    others: bool = True  # ties among those around are shown too


def leading_ties(map_: MapData, node: UUID, choice: RingsChoice) -> tuple[Tie, ...]:
    """Ties of a node with the middle in the view that is shown, the one that decides first."""
    found = ties_with_middle(map_, choice).get(node, [])
    return _leading(found)


def closeness_by_node(map_: MapData, choice: RingsChoice) -> dict[UUID, int | None]:
    """How close everybody with a tie to the middle is, in the view that is shown: the closest of its ties; None: not said."""
    return {
        node: max((t.closeness for t in ties if t.closeness is not None), default=None)
        for node, ties in ties_with_middle(map_, choice).items()
    }


def _leading(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    return tuple(sorted(ties, key=lambda t: (-(t.closeness or 0), QUALITIES.index(t.quality))))


def ties_with_middle(map_: MapData, choice: RingsChoice) -> dict[UUID, list[Tie]]:
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


class Telling:
    """The closeness of many, told anew: one map after all of them."""

    def __init__(
        self, map_: MapData, choice: RingsChoice, new_id: Callable[[], UUID], defaults: Callable[[], TieDefaults]
    ) -> None:
        self._choice, self._new_id, self._defaults = choice, new_id, defaults()
        self._ties = {t.id: t for t in map_.ties}
        self._by_node = ties_with_middle(map_, choice)
        self._teller = teller_of(map_, choice)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All ties of the map as they are told now."""
        return tuple(self._ties.values())

    def say(self, node: UUID, closeness: int | None) -> None:
        """Somebody is that close in the view that is shown; a tie is made where there is none."""
        ties = _leading(self._by_node.get(node, ()))
        if not ties:
            if closeness is not None and self._teller is not None and self._teller != node:
                viewer = self._choice.viewer if self._choice.view == "member" else None
                tie = Tie(self._new_id(), self._teller, node, view=self._choice.view, viewer=viewer)
                self._put(replace(tie, closeness=closeness))
            return
        changed = [t for t in ties if t.closeness is not None and (closeness is None or t.closeness > closeness)]
        if closeness is not None and not any(t.closeness == closeness for t in ties if t not in changed):
            changed = [*changed, ties[0]] if ties[0] not in changed else changed
        for tie in changed:
            self._put(replace(tie, closeness=closeness))

    def _put(self, tie: Tie) -> None:
        """With the contact and the day of this telling, where they are known."""
        told = self._defaults
        self._ties[tie.id] = replace(tie, contact=told.contact or tie.contact, told_on=told.told_on or tie.told_on)
