"""A map while it is being worked on: what it is now, what is selected, which gesture is under way.

The editor in `maps.py` adds what can be done to the map; here is what must hold whatever is done: one step of
undo for one act of a person, a cancelled gesture without a trace, and events that name exactly what became
different.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from desktop.base.events import Event
from desktop.base.messages import N_, Message, message
from desktop.models.map_data import MapData
from desktop.presenters import map_editing as editing
from desktop.presenters.drawing_session import DrawingSession, State
from desktop.presenters.map_projection import Projection
from desktop.presenters.map_showing import Showing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from desktop.models.map_data import Direction, Group, Node, Quality, Tie, View
    from desktop.presenters.map_editing import Candidate, Contact, MapChange


@dataclass(frozen=True, slots=True)
class TieDefaults:
    """What a new tie gets: the quality drawn last, whose view is being drawn, and where it was told."""

    quality: Quality = "ordinary"
    direction: Direction = "none"
    view: View = "worker"
    viewer: UUID | None = None
    contact: UUID | None = None
    told_on: date | None = None


class MapSession(DrawingSession[MapData]):
    """One map being drawn.

    Events: `changed` (ids added, removed, changed), `selection_changed` (ids), `view_changed` (whose ties are
    shown; None is everybody's), `defaults_changed`, `projection_changed`; the stack has its own.
    """

    def __init__(
        self,
        map_: MapData,
        new_id: Callable[[], UUID],
        today: date,
        candidates: Iterable[Candidate] = (),
        contacts: Iterable[Contact] = (),
        saved: MapData | None = None,
    ) -> None:
        """`saved`: what the office has, when `map_` is already more than that."""
        placed = editing.everybody_placed(map_)
        super().__init__(placed, placed if saved is None else saved)
        self.changed: Event[MapChange] = Event()
        self.view_changed: Event[View | None] = Event()
        self.defaults_changed: Event[TieDefaults] = Event()
        self.projection_changed: Event[Projection] = Event()
        self.today = today
        self.candidates = tuple(candidates)
        self.contacts = tuple(contacts)
        self.ages: Mapping[UUID, int] = {}  # by person of the card, where the day of birth is known
        self._new_id = new_id
        self._view: View | None = None
        self.showing = Showing()
        self._defaults = TieDefaults()
        self._defaults_before = self._defaults  # of the gesture under way
        self._prepare()

    def _prepare(self) -> None:
        """For those who add to the session: their own events."""

    # What is known --------------------------------------------------------------------------------------

    @property
    def projection(self) -> Projection:
        """The view in which the map is drawn: ecomap, rings."""
        return self.showing.projection

    @property
    def shown(self) -> MapData:
        """The map with the places of the present view: what is drawn and hit."""
        return self.showing.of(self._data)

    @property
    def laid_out(self) -> MapData:
        """The map with the places of the present view, all of them worked out: what is printed."""
        return self.showing.finished(self._data)

    def set_projection(self, projection: Projection) -> None:
        """Draw the same map in another view; a gesture under way is given up."""
        self.cancel()
        self.showing.use(projection)
        self.projection_changed.tell(projection)

    @property
    def selected_nodes(self) -> tuple[Node, ...]:
        """The selected nodes."""
        by_id = {n.id: n for n in self._data.nodes}
        return tuple(by_id[i] for i in self._selected if i in by_id)

    @property
    def selected_ties(self) -> tuple[Tie, ...]:
        """The selected ties."""
        by_id = {t.id: t for t in self._data.ties}
        return tuple(by_id[i] for i in self._selected if i in by_id)

    @property
    def selected_groups(self) -> tuple[Group, ...]:
        """The selected groups."""
        return tuple(g for g in self._data.groups if g.id in self._selected)

    @property
    def view(self) -> View | None:
        """Whose ties are shown; None: everybody's."""
        return self._view

    @property
    def defaults(self) -> TieDefaults:
        """What the next new tie gets."""
        return self._defaults

    @property
    def saved(self) -> MapData:
        """The map as the office has it."""
        return self._saved

    @property
    def before_gesture(self) -> MapData | None:
        """The map as the gesture under way found it."""
        return None if self._before is None else self._before.data

    @property
    def hand_placed(self) -> int:
        """How many nodes a person has placed: whoever lays the map out anew asks first if it is not zero."""
        return sum(1 for n in self._data.nodes if n.place is not None and n.place.pinned)

    def shows(self, tie: Tie) -> bool:
        """Whether the tie is shown in the present view."""
        return (self._view is None or tie.view == self._view) and self.showing.projection.shows(self._data, tie)

    def shows_node(self, node: Node) -> bool:  # noqa: ARG002  a session shows everybody
        """Whether the node is shown."""
        return True

    def visible_ties(self) -> tuple[Tie, ...]:
        """The ties that are shown in the present view."""
        return tuple(t for t in self._data.ties if self.shows(t))

    def free_candidates(self, text: str = "") -> tuple[Candidate, ...]:
        """Persons and agencies of the card that are not on the map yet and whose name has the words typed."""
        used = {n.ref for n in self._data.nodes}
        words = editing.folded(text).split()
        return tuple(
            c
            for c in self.candidates
            if c.ref not in used and all(any(part.startswith(w) for part in editing.folded(c.name).split()) for w in words)
        )

    def find(self, text: str) -> tuple[Node, ...]:
        """Nodes by name, best first; all in reading order when nothing was typed."""
        return editing.found(self._data, text)

    def without_ties(self) -> tuple[Node, ...]:
        """Nodes nobody is connected with yet, in any view."""
        tied = {end for t in self._data.ties for end in (t.source, t.target)}
        return tuple(n for n in editing.reading_order(self._data) if n.id not in tied)

    def can_connect(self, source: UUID, target: UUID) -> Message | None:
        """Why these two cannot be connected in the view being drawn; None if they can."""
        if source == target:
            return message(N_("A tie needs two different ends"))
        if self._data.node(source) is None or self._data.node(target) is None:
            return message(N_("One end of the tie is no longer on the map"))
        if self.tie_between(source, target) is not None:
            return message(N_("They are already connected in this view; change that tie instead"))
        return None

    def tie_between(self, one: UUID, other: UUID) -> Tie | None:
        """The tie of these two in the view being drawn."""
        d = self._defaults
        return next(
            (t for t in self._data.ties_of(one) if other in (t.source, t.target) and (t.view, t.viewer) == (d.view, d.viewer)),
            None,
        )

    # Gestures: several steps that become one, or none ---------------------------------------------------

    @override
    def begin(self) -> None:
        super().begin()
        self._defaults_before = self._defaults

    @override
    def finish(self, label: Message) -> bool:
        if self._before is None:
            return False
        before = self._before
        pulled = self.showing.let_go()
        if super().finish(label):
            return True
        if before.data == self._data:
            self.changed.tell(editing.MapChange(changed=pulled))  # it was drawn loosely
        return False

    @override
    def cancel(self) -> None:
        """The gesture never happened: map, selection, defaults and undo are as they were."""
        before, self._before = self._before, None
        if before is None:
            return
        if pulled := self.showing.let_go():
            self.changed.tell(editing.MapChange(changed=pulled))
        self._show(before)
        self._set_defaults(self._defaults_before)

    # Selection and view ---------------------------------------------------------------------------------

    def select(self, ids: Iterable[UUID], *, add: bool = False) -> None:
        """Select these and nothing else, or these too."""
        wanted = dict.fromkeys((*self._selected, *ids) if add else ids)
        self._set_selected(self._known(wanted))

    def toggle(self, id_: UUID) -> None:
        """Ctrl and a click: in or out of the selection."""
        if id_ in self._selected:
            self._set_selected(tuple(i for i in self._selected if i != id_))
        else:
            self.select((id_,), add=True)

    def select_all(self) -> None:
        """Every node and every tie that is shown."""
        self.select((*(n.id for n in self._data.nodes), *(t.id for t in self.visible_ties())))

    def select_only(self, what: Literal["nodes", "ties"]) -> None:
        """Of what is selected only the nodes or only the ties; all of them that are shown, if nothing is."""
        parts = self._data.nodes if what == "nodes" else self.visible_ties()
        ids = [p.id for p in parts]
        self.select([i for i in ids if i in self._selected] or ids)

    def select_next(self, step: int = 1) -> Node | None:
        """The next node in reading order, or with -1 the one before; after the last comes the first."""
        order = editing.reading_order(self._data)
        if not order:
            return None
        here = next((n for n, node in enumerate(order) if node.id in self._selected), None)
        chosen = order[(0 if step > 0 else -1) if here is None else (here + step) % len(order)]
        self.select((chosen.id,))
        return chosen

    def set_defaults(
        self,
        *,
        view: View | None = None,
        viewer: UUID | None = None,
        contact: UUID | None = None,
        told_on: date | None = None,
    ) -> None:
        """Whose view is being drawn and from which contact: every new tie gets it. None keeps the view."""
        view = view or self._defaults.view
        viewer = viewer if view == "member" else None
        self._set_defaults(replace(self._defaults, view=view, viewer=viewer, contact=contact, told_on=told_on))

    def show_view(self, view: View | None) -> None:
        """Show the ties of one view only, or with None all; new ties are then drawn in it."""
        if view == self._view:
            return
        self._view = view
        if view is not None and view != self._defaults.view:
            self.set_defaults(view=view, contact=self._defaults.contact, told_on=self._defaults.told_on)
        self._set_selected(tuple(i for i in self._selected if (t := self._data.tie(i)) is None or self.shows(t)))
        self.view_changed.tell(view)

    # The version ----------------------------------------------------------------------------------------

    def load(self, map_: MapData, saved: MapData | None = None) -> None:
        """Show another version, or work that was kept (then `saved` is what the office has); nothing to undo."""
        self._before = None
        self.showing.let_go()
        self._show(State(editing.everybody_placed(map_), ()))
        self._data = replace(self._data, id=map_.id, version=map_.version, final=map_.final)
        self._saved = self._data if saved is None else saved
        self.stack.clear()
        self.stack.changed.tell(self.stack)

    def mark_saved(self, version: int, saved: MapData | None = None) -> None:
        """What is shown now, or `saved` if work went on, stands in the office under this version.

        With another id `saved` is a version of its own, and work goes on in that one.
        """
        if saved is None:
            self._data = self._saved = replace(self._data, version=version)
            self.stack.mark_clean()
            return
        self._saved = replace(saved, version=version)
        self._data = _headed(self._data, self._saved)
        if self._data == self._saved:
            self.stack.mark_clean()
        else:
            self.stack.changed.tell(self.stack)

    # Inside ---------------------------------------------------------------------------------------------

    @override
    def _show(self, state: State[MapData]) -> None:
        old = self._data
        # Steps remember maps from before a save; which version is open is not theirs to say.
        self._data = _headed(state.data, old)
        if change := editing.difference(old, self._data):
            self.changed.tell(change)
        self._set_selected(self._known(state.selected))

    def _known(self, ids: Iterable[UUID]) -> tuple[UUID, ...]:
        data = self._data
        there = {p.id for part in (data.nodes, data.ties, data.groups) for p in part}
        return tuple(i for i in ids if i in there)

    def _set_defaults(self, defaults: TieDefaults) -> None:
        if defaults != self._defaults:
            self._defaults = defaults
            self.defaults_changed.tell(defaults)


def _headed(data: MapData, like: MapData) -> MapData:
    """The map as the version that `like` is."""
    if (data.id, data.version, data.final) == (like.id, like.version, like.final):
        return data
    day = data.drawn_on if data.id == like.id else like.drawn_on
    return replace(data, id=like.id, version=like.version, final=like.final, drawn_on=day)
