"""Arranging a map: aligned, in layers, in groups, lines bent by hand, appearance given from one to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.base.messages import N_, Message, message
from desktop.figures.social_routes import obstacles_of
from desktop.figures.social_symbols import node_sizes
from desktop.models.map_data import Group
from desktop.presenters import map_editing as editing
from desktop.presenters import map_shapes as shapes
from desktop.presenters.map_looks import MapLooks

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from desktop.models.map_data import Point
    from desktop.presenters.map_shapes import Appearance, Axis, Shift, Side, Standing


class MapArranging(MapLooks):
    """The session with everything that arranges the map; each call is one step of undo."""

    # Places ---------------------------------------------------------------------------------------------

    def align(self, side: Side) -> bool:
        """The selected nodes into one line: their edges on one side, or their middles."""
        return self._shift(message(N_("align")), shapes.aligned(self._standing(), side))

    def distribute(self, axis: Axis) -> bool:
        """The selected nodes at even distances between the outermost two."""
        return self._shift(message(N_("distribute")), shapes.distributed(self._standing(), axis))

    def _standing(self) -> dict[UUID, Standing]:
        chosen, sizes = {n.id for n in self.selected_nodes}, node_sizes(self._data)
        return {n.id: (n.place, sizes[n.id]) for n in self.shown.nodes if n.id in chosen and n.place is not None}

    def _shift(self, label: Message, shifts: Mapping[UUID, Shift]) -> bool:
        data = self._data
        for id_, (dx, dy) in shifts.items():
            if dx or dy:
                data = self.projection.moved(data, {id_}, dx, dy)
        return self._do(label, data)

    def to_front(self, ids: Collection[UUID] | None = None) -> bool:
        """The selected nodes (or these) over all others."""
        return self._layer(ids, front=True)

    def to_back(self, ids: Collection[UUID] | None = None) -> bool:
        """The selected nodes (or these) under all others."""
        return self._layer(ids, front=False)

    def _layer(self, ids: Collection[UUID] | None, *, front: bool) -> bool:
        label = message(N_("to the front")) if front else message(N_("to the back"))
        chosen = {n.id for n in self.selected_nodes} if ids is None else set(ids)
        return self._do(label, shapes.layered(self._data, chosen, front=front))

    # Lines ----------------------------------------------------------------------------------------------

    def bend(self, id_: UUID, bends: Sequence[Point]) -> bool:
        """Lead a tie through these points, from its source to its target; through none: it finds its own way."""
        tie = self._data.tie(id_)
        if tie is None:
            return False
        kept = tuple((editing.sheet(x), editing.sheet(y)) for x, y in bends[: shapes.MOST_BENDS])
        return self._do(message(N_("bend of a tie")), self._data.with_tie(replace(tie, bends=kept)))

    def straighten(self, ids: Collection[UUID] | None = None) -> bool:
        """The selected ties (or these) find their own ways again."""
        chosen = {t.id for t in self.selected_ties} if ids is None else set(ids)
        ties = tuple(replace(t, bends=()) if t.id in chosen and t.bends else t for t in self._data.ties)
        return self._do(message(N_("straight tie")), replace(self._data, ties=ties))

    # Appearance -----------------------------------------------------------------------------------------

    def appearance(self) -> Appearance | None:
        """How what was selected last looks; None when nothing is selected."""
        parts: Sequence[object] = (*self.selected_nodes, *self.selected_ties)
        last = next((p for i in reversed(self._selected) for p in parts if getattr(p, "id", None) == i), None)
        return shapes.appearance_of(last) if last is not None else None  # type: ignore[arg-type]  # one of the two

    def dress(self, look: Appearance) -> bool:
        """Give what is selected this look."""
        return self._do(message(N_("appearance")), shapes.dressed(self._data, set(self._selected), look))

    def tint(self, tint: str) -> bool:
        """Fill the selected nodes with a tint of the palette; an empty one takes the filling off."""
        chosen = {n.id for n in self.selected_nodes}
        nodes = tuple(replace(n, tint=tint) if n.id in chosen else n for n in self._data.nodes)
        return self._do(message(N_("appearance")), replace(self._data, nodes=nodes))

    # Groups ---------------------------------------------------------------------------------------------

    def make_group(self, name: str, ids: Collection[UUID] | None = None, outline: Sequence[Point] = ()) -> UUID | None:
        """Put the selected nodes (or these) into a new group and select it; None if there is nobody to put in."""
        wanted = {n.id for n in self.selected_nodes} if ids is None else set(ids)
        members = tuple(n.id for n in self._data.nodes if n.id in wanted)
        if not members and not outline:
            return None
        group = Group(self._new_id(), editing.clean_name(name), members, shapes.simplified(outline) if outline else ())
        data = replace(self._data, groups=(*self._data.groups, group))
        self._do(message(N_("new group")), data, select=(group.id,))
        return group.id

    def group(self, id_: UUID) -> Group | None:
        """The group with this id."""
        return next((g for g in self._data.groups if g.id == id_), None)

    def rename_group(self, id_: UUID, name: str) -> bool:
        """Give a group another name."""
        return self._change_group(id_, message(N_("rename {name}"), name=name), name=editing.clean_name(name))

    def outline(self, id_: UUID, points: Sequence[Point]) -> bool:
        """Draw the loop of a group by hand; without points it follows those who belong to it."""
        return self._change_group(id_, message(N_("loop of a group")), outline=shapes.simplified(points) if points else ())

    def ungroup(self, id_: UUID) -> bool:
        """Dissolve a group; everybody in it stays on the map."""
        groups = tuple(g for g in self._data.groups if g.id != id_)
        return self._do(message(N_("dissolved group")), replace(self._data, groups=groups))

    def regroup(self, moved: Collection[UUID], loops: Mapping[UUID, tuple[Point, ...]]) -> bool:
        """After a drag: who was put into a loop joins that group, who was taken far out leaves it."""
        return self._do(message(N_("move")), shapes.regrouped(self._data, moved, loops))

    def loops(self) -> dict[UUID, tuple[Point, ...]]:
        """The loops of the groups as they lie now."""
        if not self._data.groups:
            return {}
        boxes = {i: (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
                 for i, (a, b) in obstacles_of(self.shown).items()}  # fmt: skip
        found = {g.id: shapes.loop_of(g, boxes) for g in self.shown.groups}
        return {i: loop for i, loop in found.items() if loop}

    def _change_group(self, id_: UUID, label: Message, **changes: str | tuple[UUID, ...] | tuple[Point, ...]) -> bool:
        groups = tuple(
            replace(g, **changes) if g.id == id_ else g  # type: ignore[arg-type]  # the callers name the fields
            for g in self._data.groups
        )
        return self._do(label, replace(self._data, groups=groups))
