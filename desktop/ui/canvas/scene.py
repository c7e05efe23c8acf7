"""The scene: items that follow the editor's events and decide nothing.

While a gesture is under way only what it touches is redrawn, ties straight; when it is over, ties find their
ways around others and the ground fits the map again.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QGraphicsScene

from desktop.figures import social_map
from desktop.figures.social_routes import Laid, Route, laid
from desktop.figures.social_sheet import Sheet, sheet_of
from desktop.figures.social_symbols import node_sizes
from desktop.figures.social_ties import tie_path
from desktop.models.map_data import MapData, Node, Place
from desktop.presenters.maps import MapChange, MapEditor
from desktop.ui.canvas import painter as painting
from desktop.ui.canvas.items import PORT_MM, GroundItem, MarksItem, NodeItem, TieItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtWidgets import QGraphicsItem

    from desktop.figures.primitives import Shape

_HOUSEHOLD = "household"  # the tag of the circle and its name
_AROUND = 1_000.0  # millimetres: the sheet can be pushed about freely


class MapScene(QGraphicsScene):
    """The map of an editor, one item for every node and tie; call `leave` when it is no longer shown."""

    def __init__(self, editor: MapEditor) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # everything moves, nothing is many
        self.editor = editor
        self.nodes: dict[UUID, NodeItem] = {}
        self.ties: dict[UUID, TieItem] = {}
        self.marks = MarksItem()
        self._ground = GroundItem()
        self._ways: dict[UUID, Route] = {}
        self._ends: dict[UUID, tuple[UUID, UUID]] = {}
        self._by_node: dict[UUID, set[UUID]] = {}
        self._laid: Laid | None = None  # as it was when everything was last at rest
        self._unsettled = False
        self._shown: dict[UUID, Node] = {}  # as the projection showed them last
        self._chosen: tuple[UUID, ...] = ()
        self.addItem(self._ground)
        self.addItem(self.marks)
        self._leaving = (
            editor.changed.subscribe(self._follow),
            editor.selection_changed.subscribe(self._choose),
            editor.view_changed.subscribe(lambda _view: self._show_view()),
            editor.projection_changed.subscribe(lambda _projection: self._show_projection()),
            editor.stack.changed.subscribe(lambda _stack: self.settle()),
        )
        data = editor.data
        everything = frozenset((*(n.id for n in data.nodes), *(t.id for t in data.ties)))
        self._follow(MapChange(added=everything))
        self._choose(editor.selected)
        self.restyle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        for unsubscribe in self._leaving:
            unsubscribe()
        self._leaving = ()  # type: ignore[assignment]  # there is nothing left to leave

    def restyle(self) -> None:
        """The look of the window changed: items paint themselves anew, the ground forgets its picture."""
        self.setBackgroundBrush(QBrush(painting.colour("paper")))
        self._ground.update()
        self.update()

    # What is where --------------------------------------------------------------------------------------

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The node whose symbol or name is at the point."""
        near = [i for i in self.nodes.values() if i.shape().contains(point - i.pos())]
        return min(near, key=lambda i: _far(i.pos(), point), default=None)

    def tie_at(self, point: QPointF) -> TieItem | None:
        """The tie that passes the point; the selected one first."""
        near = [t for t in self.ties.values() if t.isVisible() and t.shape().contains(point)]
        return max(near, key=lambda t: t.chosen, default=None)

    def port_at(self, point: QPointF) -> NodeItem | None:
        """The node whose port is at the point."""
        return next((i for i in self.nodes.values() if _far(i.port, point) <= PORT_MM + 0.5), None)

    def sheet(self) -> Sheet:
        """The household and the sectors as they are now."""
        return sheet_of(self.editor.shown)

    def sphere_at(self, point: QPointF) -> str | None:
        """The sphere a node at this point belongs to; None inside the household."""
        return self.editor.projection.sphere_at(self.editor.shown, point.x(), point.y())

    def map_rect(self) -> QRectF:
        """The box around everything drawn."""
        box = self._ground.sceneBoundingRect()
        for item in (*self.nodes.values(), *self.ties.values()):
            box = box.united(item.sceneBoundingRect())
        return box

    def standing(self, moving: set[UUID]) -> tuple[list[QGraphicsItem], list[QGraphicsItem]]:
        """What stands still while these nodes move: the ground and ties elsewhere; and what is painted over it."""
        touched = {tie for node in moving for tie in self._by_node.get(node, ())}
        still: list[QGraphicsItem] = [self._ground]
        live: list[QGraphicsItem] = [self.marks, *self.nodes.values()]
        for id_, tie in self.ties.items():
            (live if id_ in touched or tie.chosen else still).append(tie)
        return still, live

    # Following ------------------------------------------------------------------------------------------

    def _follow(self, change: MapChange) -> None:
        data = self.editor.shown
        nodes = {n.id: n for n in data.nodes}
        ties = {t.id: t for t in data.ties}
        for id_ in change.removed:
            self._remove(id_)
        # A view may move others than those that were changed.
        elsewhere = {i for i, node in nodes.items() if self._shown.get(i) is not node}
        self._shown = nodes
        touched = change.added | change.changed | elsewhere
        for id_ in touched & nodes.keys():
            if id_ not in self.nodes:
                self.nodes[id_] = NodeItem(id_)
                self.addItem(self.nodes[id_])
            self._place(self.nodes[id_], nodes[id_])
        for id_ in touched & ties.keys():
            self._unlink(id_)
            ends = ties[id_].source, ties[id_].target
            self._ends[id_] = ends
            for end in ends:
                self._by_node.setdefault(end, set()).add(id_)
            if id_ not in self.ties:
                self.ties[id_] = TieItem(id_)
                self.addItem(self.ties[id_])
        self._unsettled = True
        if self.editor.in_gesture:
            self._redraw_loosely(touched, nodes)
        else:
            self.settle()

    def _redraw_loosely(self, touched: Iterable[UUID], nodes: dict[UUID, Node]) -> None:
        """In the middle of a gesture: the nodes touched, and their ties as straight lines."""
        loose = set(touched)
        lines = loose & self.ties.keys()
        for id_ in loose & nodes.keys():
            self._paint_node(nodes[id_], self.nodes[id_].size)
            lines |= self._by_node.get(id_, set())
        sizes = {i: item.size for i, item in self.nodes.items()}
        by_id = {t.id: t for t in self.editor.shown.ties if t.id in lines}
        for id_, tie in by_id.items():
            source, target = nodes[tie.source], nodes[tie.target]
            self._ways.pop(id_, None)
            path = tie_path(source, target, sizes)
            self.ties[id_].set_shapes(social_map.tie_shapes(tie, source, target, path) if path else ())
            self.ties[id_].setVisible(self.editor.shows(tie))

    def settle(self) -> None:
        """Everything at rest: sizes by frequency, ties around others, the ground under it all."""
        if not self._unsettled or self.editor.in_gesture:
            return
        self._unsettled = False
        data = self.editor.shown
        nodes = {n.id: n for n in data.nodes}
        sizes = node_sizes(data)
        for node in data.nodes:
            self._paint_node(node, sizes[node.id])
        self._draw_ties(data, nodes)
        self._ground.set_shapes((*self._lies_under(data), *social_map.group_shapes(data)))
        self._fit_sheet()

    def _lies_under(self, data: MapData) -> Iterator[Shape]:
        """The ground of the view; the household's name stands where no tie of this moment runs."""
        ground = self.editor.projection.ground(data)
        yield from (shape for shape in ground if shape.tag != _HOUSEHOLD)
        if any(shape.tag == _HOUSEHOLD for shape in ground):
            yield from social_map.household_shapes(data, self._ways)

    def _draw_ties(self, data: MapData, nodes: dict[UUID, Node]) -> None:
        """Ties of the view that is shown find their ways; others are hidden and in nobody's way."""
        shown = self.editor.visible_ties()
        seen = data if len(shown) == len(data.ties) else _only(data, {t.id for t in shown})
        before, self._laid = self._ways, laid(seen, self._laid)
        self._ways = dict(self._laid.ways)
        for tie in data.ties:
            item, way = self.ties[tie.id], self._ways.get(tie.id)
            item.setVisible(self.editor.shows(tie))
            if way is None:
                item.set_shapes(())
            elif before.get(tie.id) is not way:
                item.set_shapes(social_map.tie_shapes(tie, nodes[tie.source], nodes[tie.target], way))

    def _show_view(self) -> None:
        for tie in self.editor.data.ties:  # at once, even in the middle of a gesture
            self.ties[tie.id].setVisible(self.editor.shows(tie))
        self._unsettled = True
        self.settle()

    def _show_projection(self) -> None:
        """Everybody stands elsewhere now."""
        self._laid = None
        self._follow(MapChange(changed=frozenset((*self.nodes, *self.ties))))

    def _choose(self, ids: tuple[UUID, ...]) -> None:
        for id_ in {*self._chosen, *ids}:
            if id_ in self.nodes:
                self.nodes[id_].mark(chosen=id_ in ids)
            elif id_ in self.ties:
                self.ties[id_].choose(chosen=id_ in ids)
        self._chosen = ids

    def _place(self, item: NodeItem, node: Node) -> None:
        place = node.place or Place(0.0, 0.0)
        item.setPos(place.x, place.y)

    def _paint_node(self, node: Node, size: float) -> None:
        place = node.place or Place(0.0, 0.0)
        shapes = social_map.node_shapes(node, (place.x, place.y), self.editor.today, size)
        self.nodes[node.id].show_node(shapes, size, pinned=place.pinned)

    def _remove(self, id_: UUID) -> None:
        item = self.nodes.pop(id_, None) or self.ties.pop(id_, None)
        self._unlink(id_)
        self._ways.pop(id_, None)
        if item is not None:
            self.removeItem(item)

    def _unlink(self, tie: UUID) -> None:
        for end in self._ends.pop(tie, ()):
            self._by_node.get(end, set()).discard(tie)

    def _fit_sheet(self) -> None:
        """The sheet grows with the map and never shrinks under the pointer."""
        box = self.map_rect().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        if not self.sceneRect().contains(box):
            self.setSceneRect(self.sceneRect().united(box) if not self.sceneRect().isEmpty() else box)


def _far(one: QPointF, other: QPointF) -> float:
    step = one - other
    return hypot(step.x(), step.y())


def _only(data: MapData, ties: set[UUID]) -> MapData:
    return data.without(*(t.id for t in data.ties if t.id not in ties))
