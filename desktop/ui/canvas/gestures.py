"""Gestures on a map of connections.

A gesture changes the map only between the editor's `begin` and `finish`, so that cancelling leaves no trace:
neither in the map, nor in the selection, nor in what can be undone.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPolygonF
from typing_extensions import override

from desktop.base.messages import N_, Message, _, message
from desktop.models.map_data import Place, sector_of
from desktop.presenters.map_shapes import within
from desktop.presenters.map_words import SPHERE
from desktop.ui.canvas.ground import GRID_MM
from desktop.ui.canvas.pressing import SNAP_MM, At, Modifier, Press

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.presenters.maps import MapEditor
    from desktop.ui.canvas.items import NodeItem
    from desktop.ui.canvas.scene import MapScene

_MOST_MOVERS = 12  # dragged at once; more are a part of the sheet and not somebody moving house


class Board(Protocol):
    """What a gesture needs of the view it happens in."""

    @property
    def editor(self) -> MapEditor: ...
    @property
    def map_scene(self) -> MapScene: ...
    def name_new(self, node: UUID, label: Message) -> None:
        """Let the person type the name of a node just put down; that finishes or cancels the gesture."""

    def name_group(self, group: UUID) -> None:
        """Let the person type the name of a group just made; that finishes or cancels the gesture."""

    def choose_new(self, source: UUID, node: UUID) -> None:
        """Let the person say what was put down at the end of a tie: that finishes or cancels the gesture."""

    def tell(self, said: Message) -> None:
        """Say something in the status line and to a screen reader."""

    def keep_still(self, moving: Collection[UUID]) -> None:
        """What does not move with these nodes stands still until `let_go`."""

    def moved_so_far(self, shift: QPointF) -> None:
        """What moves as one picture stands so far from where it was."""

    def let_go(self) -> None:
        """Everything is alive again."""


class Gesture(Press):
    """A gesture on a map."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    @property
    def editor(self) -> MapEditor:
        """The editor of the map."""
        return self.board.editor

    @property
    def scene(self) -> MapScene:
        """The scene of the map."""
        return self.board.map_scene

    @override
    def clear(self) -> None:
        self.scene.marks.show_marks()

    @override
    def cancel(self) -> None:
        super().cancel()
        self.editor.cancel()


class SelectGesture(Gesture):
    """A rubber band from an empty place; Ctrl or Shift adds; a click on nothing selects nothing."""

    @override
    def drag(self, at: At) -> None:
        self.scene.marks.show_marks(band=QRectF(self._from.point, at.point).normalized())

    @override
    def drop(self, at: At) -> None:
        band = QRectF(self._from.point, at.point).normalized()
        nodes = [i for i, item in self.scene.nodes.items() if band.contains(item.pos())]
        ties = [i for i, t in self.scene.ties.items() if t.isVisible() and all(band.contains(end) for end in t.ends)]
        self.editor.select((*nodes, *ties), add=at.adds)

    @override
    def click(self, at: At) -> None:
        if not at.adds:
            self.editor.select(())


class MoveGesture(Gesture):
    """Nodes follow the pointer and snap to their neighbours; Alt switches that off, Shift keeps a line."""

    def __init__(self, board: Board, node: NodeItem, *, keeps: bool = False) -> None:
        """`keeps`: a click leaves the selection as it is."""
        super().__init__(board)
        self._node, self._keeps = node.id, keeps
        self._places: dict[UUID, Place] = {}
        self._loops: dict[UUID, tuple[tuple[float, float], ...]] = {}
        self._circle = 0.0  # of the household, before the drag
        self._others: tuple[Place, ...] = ()  # that a drag snaps to
        self._shift = (0.0, 0.0)

    @override
    def start(self, at: At) -> None:
        super().start(at)
        chosen = {n.id for n in self.editor.selected_nodes}
        self.board.keep_still(chosen if self._node in chosen else {self._node})

    @override
    def end(self, at: At) -> None:
        super().end(at)
        self.board.let_go()

    @override
    def begin(self) -> None:
        self.editor.begin()
        if self._node not in self.editor.selected:
            self.editor.select((self._node,))
        chosen = {n.id for n in self.editor.selected_nodes}
        self._places = {n.id: n.place for n in self.editor.shown.nodes if n.id in chosen and n.place is not None}
        self._others = tuple(n.place for n in self.editor.shown.nodes if n.id not in chosen and n.place is not None)
        self._loops = self.editor.loops()
        self._circle = self.scene.sheet().household

    @override
    def drag(self, at: At) -> None:
        dx, dy = (at.point - self._from.point).toTuple()
        if at.holds(Modifier.ShiftModifier):
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        guides: tuple[QLineF, ...] = ()
        if not at.holds(Modifier.AltModifier):
            dx, dy, guides = self._snapped(dx, dy, fixed=at.holds(Modifier.ShiftModifier))
        self._shift = dx, dy
        loosely = self.scene.crowded or self.editor.projection.key != "ecomap"  # what it means, the drop says
        (self.editor.pull if loosely else self.editor.drag)(self._places, dx, dy)
        self.board.moved_so_far(QPointF(dx, dy))
        self.scene.marks.show_marks(guides=guides)

    @override
    def drop(self, at: At) -> None:
        self.editor.drag(self._places, *self._shift)
        said = self._said_of_the_view()
        # A part of the sheet pushed aside as a whole moves nobody into another sphere.
        if self.editor.projection.key == "ecomap" and len(self._places) <= _MOST_MOVERS:
            said = self._change_spheres()
            said = self._change_household() or said
            said = self._change_groups() or said
        self.editor.finish(message(N_("move")))
        if said is not None:
            self.board.tell(said)

    def _said_of_the_view(self) -> Message | None:
        before = self.editor.before_gesture
        return None if before is None else self.editor.projection.said(before, self.editor.data)

    def _change_groups(self) -> Message | None:
        """Who was put into a loop belongs to the group now, who was taken far out does not."""
        before = self.editor.data.groups
        if not before or not self.editor.regroup(self._places, self._loops):
            return None
        for old, new in zip(before, self.editor.data.groups, strict=True):
            if len(new.nodes) > len(old.nodes):
                return message(N_("Now in the group {name}"), name=new.name)
            if len(new.nodes) < len(old.nodes):
                return message(N_("No longer in the group {name}"), name=new.name)
        return None

    def _change_household(self) -> Message | None:
        """Somebody who is not in the card lives where a person puts them; of the others the card says it."""
        said, homes = None, dict[UUID, str]()
        for node in self.editor.selected_nodes:
            if node.place is None or node.id not in self._places or node.kind != "person":
                continue
            inside = hypot(node.place.x, node.place.y) <= self._circle
            old = self._places[node.id]
            if inside == node.inside or (hypot(old.x, old.y) <= self._circle) == inside:
                continue
            if node.ref is not None:
                words = N_("Who lives in the household is said by the card: {name} is only drawn elsewhere")
                said = message(words, name=node.name)
                continue
            homes[node.id] = "" if inside else self.scene.sphere_at(QPointF(node.place.x, node.place.y)) or "kin"
            words = N_("{name}: lives in the household") if inside else N_("{name}: no longer in the household")
            said = message(words, name=node.name)
        self.editor.rehouse(homes)
        return said

    def _change_spheres(self) -> Message | None:
        """Whoever was dragged into another sector belongs to it: part of the same step, and it is said."""
        said, spheres = None, {}
        for node in self.editor.selected_nodes:
            if node.inside or node.place is None or node.id not in self._places:
                continue  # who lives in the household is said by the card, not by where a symbol is put
            before, now = self._places[node.id], QPointF(node.place.x, node.place.y)
            sphere = self.scene.sphere_at(now)
            if sphere is None or sector_of(sphere) == sector_of(node.sphere):
                continue
            if sphere != self.scene.sphere_at(QPointF(before.x, before.y)):
                spheres[node.id] = sphere
                said = message(N_("{name}: now {sphere}"), name=node.name, sphere=_(SPHERE[sphere]))
        self.editor.assign(spheres)
        return said if len(spheres) < 2 else message(N_("Now in other spheres: {n}"), n=len(spheres))

    @override
    def click(self, at: At) -> None:
        if self._keeps:
            return
        if at.adds:
            self.editor.toggle(self._node)
        else:
            self.editor.select((self._node,))

    def _snapped(self, dx: float, dy: float, *, fixed: bool) -> tuple[float, float, tuple[QLineF, ...]]:
        own = self._places[self._node]
        x, y = own.x + dx, own.y + dy
        if self.scene.grid.isVisible():
            x = x if fixed and dx == 0.0 else round(x / GRID_MM) * GRID_MM
            y = y if fixed and dy == 0.0 else round(y / GRID_MM) * GRID_MM
            return x - own.x, y - own.y, ()
        guides = []
        near_x = min(self._others, key=lambda p: (abs(p.x - x), abs(p.y - y)), default=None)
        if near_x is not None and abs(near_x.x - x) <= SNAP_MM and not (fixed and dx == 0.0):
            dx, x = near_x.x - own.x, near_x.x
            guides.append((near_x, True))
        near_y = min(self._others, key=lambda p: (abs(p.y - y), abs(p.x - x)), default=None)
        if near_y is not None and abs(near_y.y - y) <= SNAP_MM and not (fixed and dy == 0.0):
            dy, y = near_y.y - own.y, near_y.y
            guides.append((near_y, False))
        return dx, dy, tuple(QLineF(p.x, p.y, p.x if up else x, y if up else p.y) for p, up in guides)


class LoopGesture(Gesture):
    """A loop drawn by hand: around nodes it makes a group of them, with a group selected it becomes its loop."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._points: list[QPointF] = []

    @override
    def drag(self, at: At) -> None:
        if not self._points:
            self._points.append(self._from.point)
        self._points.append(at.point)
        self.scene.marks.show_marks(loop=QPolygonF([*self._points, self._points[0]]))

    @override
    def drop(self, at: At) -> None:
        points = [(p.x(), p.y()) for p in self._points]
        if len(points) < 3:
            return
        if groups := self.editor.selected_groups:
            self.editor.outline(groups[-1].id, points)
            return
        inside = [i for i, n in self.scene.nodes.items() if within((n.pos().x(), n.pos().y()), points)]
        self.editor.begin()
        group = self.editor.make_group("", inside, points)
        if group is not None:
            self.board.name_group(group)

    @override
    def click(self, at: At) -> None:
        self.editor.select(())


class PlaceGesture(Gesture):
    """Somebody new where the pointer is, with the caret in the name."""

    @override
    def drop(self, at: At) -> None:
        self.click(at)

    @override
    def click(self, at: At) -> None:
        self.editor.begin()
        self.board.name_new(put_down(self.board, at.point), message(N_("new contact")))


def put_down(board: Board, point: QPointF) -> UUID:
    """Somebody without a name yet where the person pointed; the place says the sphere, and it stays there."""
    sphere = board.map_scene.sphere_at(point)
    place = Place(point.x(), point.y(), pinned=True)
    return board.editor.add_node("", sphere or "", place, inside=sphere is None)
