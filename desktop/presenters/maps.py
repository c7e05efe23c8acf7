"""The editor of a map: everything that can be done to it.

It knows no toolkit. The scene, the text twin and the panel beside it all follow the same events, and none of
them decides anything: every change of the map goes through a method here and is one step of undo.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Unpack

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.figures import social_layout
from desktop.models.map_data import Direction, MapData, NewPerson, Node, Place, Quality, Tie
from desktop.presenters import map_editing as editing
from desktop.presenters import map_json
from desktop.presenters.map_arranging import MapArranging
from desktop.presenters.map_editing import (
    Candidate,
    Contact,
    HeadingChanges,
    MapChange,
    NodeChanges,
    TieChanges,
)
from desktop.presenters.map_session import TieDefaults

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

__all__ = ["Candidate", "Contact", "MapChange", "MapEditor", "TieDefaults"]


class MapEditor(MapArranging):
    """One map being drawn: the session with what a person can do in it.

    `new_people`: who gets a card when the map is saved.
    """

    new_people: Mapping[UUID, NewPerson] = MappingProxyType({})

    # Nodes ----------------------------------------------------------------------------------------------

    def add_node(
        self,
        name: str,
        sphere: str = "",
        place: Place | None = None,
        ref: UUID | None = None,
        *,
        inside: bool = False,
    ) -> UUID:
        """Put somebody on the map and select them; where, the layout says unless `place` does.

        With `ref` the person or agency of the card is put on: kind, sex, year of birth and sphere come from
        there.
        """
        who = next((c for c in self.candidates if c.ref == ref), None) if ref is not None else None
        node = Node(self._new_id(), editing.clean_name(name), ref=ref, inside=inside, sphere=sphere)
        if who is not None:
            node = _as(who, node)
        here = place if self.projection.key == "ecomap" else None
        stands = here or social_layout.place_for_new(self._data, node)
        node = replace(node, place=Place(editing.sheet(stands.x), editing.sheet(stands.y), stands.pinned))
        data = self._data.with_node(node)
        if place is not None and here is None:
            data = self._put(data, node.id, place)
        self._do(message(N_("new node {name}"), name=node.name), data, select=(node.id,))
        return node.id

    def _put(self, data: MapData, id_: UUID, place: Place) -> MapData:
        """The map with somebody dragged from where the view shows it to a place of the view."""
        shown = self.projection.project(data).node(id_)
        if shown is None or shown.place is None:
            return data
        return self.projection.moved(data, {id_}, place.x - shown.place.x, place.y - shown.place.y)

    def rename(self, id_: UUID, name: str) -> bool:
        """Give a node another name; an empty one is not taken."""
        node, name = self._data.node(id_), editing.clean_name(name)
        if node is None or not name or name == node.name:
            return False
        return self._do(message(N_("rename {name}"), name=name), self._data.with_node(replace(node, name=name)))

    def change_node(self, id_: UUID, **changes: Unpack[NodeChanges]) -> bool:
        """Change what is known about a node: sphere, sex, note, whom of the card it is."""
        node = self._data.node(id_)
        if node is None:
            return False
        new = self._moved_house(node, replace(node, **changes))
        if new.kind != node.kind and "ref" not in changes:
            new = replace(new, ref=None)  # a person of the card is no agency of the card
        merge = ("note", id_) if set(changes) == {"note"} else None
        return self._do(message(N_("change of {name}"), name=node.name), self._data.with_node(new), merge)

    def become(self, id_: UUID, who: Candidate) -> bool:
        """Say that a node is this person or agency of the card; what the card knows is shown."""
        node = self._data.node(id_)
        if node is None:
            return False
        new = self._moved_house(node, _as(who, node))
        return self._do(message(N_("change of {name}"), name=who.name), self._data.with_node(new))

    def make_card(self, id_: UUID, person: NewPerson) -> bool:
        """Say that a person of the map is to have a card; it is made when the map is saved, if they still stand on it."""
        node = self._data.node(id_)
        if node is None or node.kind != "person" or node.ref is not None:
            return False
        self.new_people = {**self.new_people, person.id: person}
        name = editing.clean_name(" ".join(part for part in (person.given_name, person.surname) if part))
        new = replace(
            node, ref=person.id, name=node.name if editing.folded(node.name) else name, sex=person.sex,
            born_year=person.born.year if person.born is not None else node.born_year,
        )  # fmt: skip
        return self._do(message(N_("card of {name}"), name=name), self._data.with_node(new))

    def new_card(self) -> UUID:
        """The id of a card that is about to be filled."""
        return self._new_id()

    def _moved_house(self, old: Node, new: Node) -> Node:
        """A node in another sphere stands in its sector, unless a person has placed it."""
        if (old.sphere, old.inside) == (new.sphere, new.inside) or (old.place is not None and old.place.pinned):
            return new
        homeless = replace(new, place=None)
        return replace(new, place=social_layout.place_for_new(self._data, homeless))

    def move(self, ids: Collection[UUID], dx: float, dy: float) -> bool:
        """Shift nodes by millimetres and pin them; moves of the same nodes in a row are one step of undo."""
        label = message(N_("move"))
        return self._do(label, self.projection.nudged(self._data, set(ids), dx, dy), ("move", frozenset(ids)))

    def pull(self, ids: Collection[UUID], dx: float, dy: float) -> None:
        """In the middle of a gesture: show these nodes so far from where they stand; what that means, `drag` says."""
        if self._before is not None:
            self.showing.pull(ids, dx, dy)
            self.changed.tell(MapChange(changed=frozenset(ids)))

    def drag(self, ids: Collection[UUID], dx: float, dy: float) -> bool:
        """In the middle of a gesture: these nodes so far from where the gesture found them."""
        if self._before is None:
            return False
        pulled = self.showing.let_go(self._data)
        base = self._before.data
        done = self._do(message(N_("move")), self.projection.moved(base, set(ids), dx, dy))
        if pulled and not done:
            self.changed.tell(MapChange(changed=pulled))
        return done

    def place(self, places: Mapping[UUID, Place]) -> bool:
        """Put nodes where a gesture says."""
        return self._do(message(N_("move")), editing.placed(self._data, places))

    def assign(self, spheres: Mapping[UUID, str]) -> bool:
        """Say to which sphere nodes belong; they stay where they stand."""
        nodes = tuple(replace(n, sphere=spheres[n.id]) if n.id in spheres else n for n in self._data.nodes)
        return self._do(message(N_("move")), replace(self._data, nodes=nodes))

    def rehouse(self, homes: Mapping[UUID, str]) -> bool:
        """Say who lives in the household (an empty sphere) and who does not; everybody stays where they stand."""
        nodes = tuple(replace(n, inside=not homes[n.id], sphere=homes[n.id]) if n.id in homes else n for n in self._data.nodes)
        return self._do(message(N_("move")), replace(self._data, nodes=nodes))

    def pin(self, ids: Collection[UUID], *, pinned: bool = True) -> bool:
        """Hold nodes where they are, or give them back to the automatic layout."""
        label = message(N_("pin")) if pinned else message(N_("unpin"))
        return self._do(label, editing.pinned(self._data, set(ids), pin=pinned))

    def place_all(self, who: Collection[Candidate]) -> bool:
        """Put these persons and agencies of the card on the map at once; those who stand there already stay as they are."""
        data, new = self._data, []
        for one in who:
            if any(n.ref == one.ref for n in data.nodes):
                continue
            node = _as(one, Node(self._new_id(), ""))
            data = data.with_node(replace(node, place=social_layout.place_for_new(data, node)))
            new.append(node.id)
        return self._do(message(N_("people of the card")), data, select=tuple(new))

    def lay_out(self) -> bool:
        """Lay the map out; pinned nodes stay. Asks nothing: who calls it has asked."""
        return self._do(message(N_("automatic layout")), social_layout.lay_out(self._data))

    def stay(self, ids: Collection[UUID]) -> frozenset[UUID]:
        """Whom of these the family card would put on the map again, without their ties: its household."""
        home = {c.ref for c in self.candidates if c.inside}
        return frozenset(n.id for n in self._data.nodes if n.id in ids and n.inside and n.ref in home)

    def delete(self, ids: Collection[UUID] | None = None) -> bool:
        """Take what is selected (or these) off the map, with the ties of the nodes; the household of the card stays."""
        chosen = self._selected if ids is None else ids
        gone = set(chosen) - self.stay(chosen)
        return self._do(message(N_("deletion")), self._data.without(*gone))

    # Ties -----------------------------------------------------------------------------------------------

    def connect(self, source: UUID, target: UUID, quality: Quality | None = None, direction: Direction | None = None) -> UUID:
        """Connect two nodes and select the tie; what is not said comes from the defaults.

        Raises:
            Rejected: the two cannot be connected (`can_connect` says why).
        """
        if why := self.can_connect(source, target):
            raise Rejected(Finding((), why))
        d = self._defaults
        quality, direction = quality or d.quality, direction or d.direction
        tie = Tie(self._new_id(), source, target, quality, direction)
        tie = replace(tie, view=d.view, viewer=d.viewer, contact=d.contact, told_on=d.told_on)
        self._set_defaults(replace(d, quality=quality, direction=direction))
        self._do(message(N_("new tie")), self._data.with_tie(tie), select=(tie.id,))
        return tie.id

    def change_tie(self, id_: UUID, **changes: Unpack[TieChanges]) -> bool:
        """Change a tie; the quality chosen becomes that of the next new tie."""
        tie = self._data.tie(id_)
        if tie is None:
            return False
        new = replace(tie, **changes)
        if new.view != "member":
            new = replace(new, viewer=None)
        if "quality" in changes or "direction" in changes:
            self._set_defaults(replace(self._defaults, quality=new.quality, direction=new.direction))
        merge = ("note", id_) if set(changes) == {"note"} else None
        return self._do(message(N_("change of a tie")), self._data.with_tie(new), merge)

    def set_tie_kind(self, *, quality: Quality | None = None, direction: Direction | None = None) -> None:
        """The palette: the kind of the selected ties, and of the next ones drawn."""
        d = self._defaults
        ties = self.selected_ties
        if ties and not self.in_gesture:
            self.begin()
            for tie in ties:
                self.change_tie(tie.id, quality=quality or tie.quality, direction=direction or tie.direction)
            self.finish(message(N_("change of a tie")))
        self._set_defaults(replace(d, quality=quality or d.quality, direction=direction or d.direction))

    def reverse(self, id_: UUID) -> bool:
        """Let help flow the other way."""
        tie = self._data.tie(id_)
        return tie is not None and self.change_tie(id_, direction=editing.REVERSED[tie.direction])

    def reattach(self, id_: UUID, end: Literal["source", "target"], node: UUID) -> bool:
        """Let an end of a tie hang on another node; refused if both ends would be the same."""
        tie = self._data.tie(id_)
        if tie is None or self._data.node(node) is None or node == (tie.target if end == "source" else tie.source):
            return False
        new = replace(tie, source=node) if end == "source" else replace(tie, target=node)
        return self._do(message(N_("change of a tie")), self._data.with_tie(new))

    # Pieces ---------------------------------------------------------------------------------------------

    def copy(self) -> str:
        """The selected nodes and the ties between them as text; empty if no node is selected."""
        nodes = self.selected_nodes
        ids = {n.id for n in nodes}
        ties = [t for t in self._data.ties if t.source in ids and t.target in ids]
        return map_json.piece_to_json(nodes, ties) if nodes else ""

    def paste(self, text: str, at: Place | None = None) -> bool:
        """Put a copied piece on the map, its middle at `at` or a little aside of where it was, and select it.

        Raises:
            ValueError: the text is not a piece of a map.
        """
        piece = map_json.piece_from_json(text)
        shift = (editing.COPY_OFFSET, editing.COPY_OFFSET)
        stands = [n.place for n in piece[0] if n.place is not None]
        if at is not None and stands:
            shift = (
                at.x - sum(p.x for p in stands) / len(stands),
                at.y - sum(p.y for p in stands) / len(stands),
            )
        contacts = {c.id for c in self.contacts} | {t.contact for t in self._data.ties if t.contact}
        refs = {c.ref for c in self.candidates}
        data, new = editing.pasted(self._data, piece, self._new_id, shift, refs, contacts)
        return self._do(message(N_("paste")), editing.everybody_placed(data), select=new)

    def duplicate(self) -> bool:
        """A copy of what is selected, a little aside, and selected."""
        text = self.copy()
        return bool(text) and self.paste(text)

    def describe(self, **changes: Unpack[HeadingChanges]) -> bool:
        """Change the heading of the version: title, day, with whom it was drawn, boundary of the household, note."""
        if "title" in changes:
            changes["title"] = editing.clean_name(changes["title"])
        return self._do(message(N_("heading of the map")), replace(self._data, **changes), "heading")


def _as(who: Candidate, node: Node) -> Node:
    inside = node.inside or who.inside
    return replace(
        node,
        name=node.name or who.name,
        kind=who.kind,
        ref=who.ref,
        inside=inside,
        sphere="" if inside else (node.sphere or who.sphere),
        sex=who.sex,
        born_year=who.born_year,
        alive=who.alive,
        child=who.child,
    )
