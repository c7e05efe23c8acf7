"""The scene: items that follow the editor's events and decide nothing.

While a gesture is under way only what it touches is redrawn, ties straight; when it is over, ties find their
ways around others and the ground fits the map again. On a crowded map that comes to rest piece by piece, so that
the window never stands still for longer than a blink.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QBrush

from desktop.base.messages import _
from desktop.figures import social_map
from desktop.figures.social_routes import Laid, Route, laid
from desktop.figures.social_symbols import node_sizes
from desktop.figures.social_ties import tie_path
from desktop.models.map_data import MapData, Node, Place, Tie
from desktop.presenters.maps import MapChange, MapEditor
from desktop.ui.canvas import painter as painting
from desktop.ui.canvas.figure_frame import PAPERS, page_around
from desktop.ui.canvas.ground import GroupItem
from desktop.ui.canvas.items import NodeItem, TieItem
from desktop.ui.canvas.scene_items import SceneItems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from desktop.figures.primitives import Shape

_AROUND = 1_000.0  # millimetres: the sheet can be pushed about freely
_DIM: Final = 0.25  # of those who have not what is highlighted
_PIECE: Final = 20  # nodes or ties
_TURN_MS: Final = 8  # of coming to rest between two looks at the mouse
_TRAVEL: Final = 3  # so many nodes that stand elsewhere at once are shown on their way
_FEW: Final = 4  # names painted at a time


class MapScene(SceneItems):
    """The map of an editor, one item for every node and tie; call `leave` when it is no longer shown.

    `much_changed()` before a crowd moves: who shows the scene then paints it strip by strip.
    """

    much_changed = Signal()
    taken = Signal()  # a layout that was awaited is worked out and everybody stands there
    travelled = Signal(list)  # several at once stand elsewhere: (item, from, to)

    def __init__(self, editor: MapEditor) -> None:
        super().__init__(editor)
        self._ways: dict[UUID, Route] = {}
        self._laid: Laid | None = None  # as it was when everything was last at rest
        self._unsettled = False
        self._shown: dict[UUID, Node] = {}  # as they were drawn last
        self._painted: dict[UUID, tuple[Node, float]] = {}
        self._chosen: tuple[UUID, ...] = ()
        self.rigid: frozenset[UUID] = frozenset()  # nodes that move as one picture until the gesture is over
        self._steps: Iterator[None] | None = None
        self._turn = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._step)
        self._leaving = [
            editor.changed.subscribe(self._follow),
            editor.selection_changed.subscribe(self._choose),
            editor.view_changed.subscribe(lambda _view: self.show_looks()),
            editor.looks_changed.subscribe(lambda _looks: self.show_looks()),
            editor.projection_changed.subscribe(lambda _projection: self._show_projection()),
            editor.stack.changed.subscribe(lambda _stack: self.settle()),
        ]
        data = editor.data
        everything = frozenset(part.id for kind in (data.nodes, data.ties, data.groups) for part in kind)
        self._follow(MapChange(added=everything))
        self._finish_settling()
        self._choose(editor.selected)
        self.restyle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._later.stop()
        self._steps = None
        self.editor.showing.patient = False
        while self._leaving:
            self._leaving.pop()()

    def restyle(self) -> None:
        """The look of the window changed: items paint themselves anew, the ground forgets its picture."""
        self.setBackgroundBrush(QBrush(painting.colour("paper")))
        self._ground.update()
        self.update()

    @property
    def resting(self) -> bool:
        """Whether everything is drawn as it will stay."""
        return self._steps is None

    # Following ------------------------------------------------------------------------------------------

    def _follow(self, change: MapChange) -> None:
        self._later.stop()  # what was coming to rest is of yesterday
        self._steps = None
        if self.rigid and self.editor.in_gesture:
            self._unsettled = True
            return  # a picture moves in their place
        self.editor.showing.patient = self.crowded
        data = self.editor.drawn
        nodes = {n.id: n for n in data.nodes}
        ties = {t.id: t for t in data.ties}
        # While a picture moved in their place some were added and removed that nobody told of again.
        for id_ in (self.nodes.keys() - nodes.keys()) | (self.ties.keys() - ties.keys()) | change.removed:
            self._remove(id_)
        # A view may move others than those that were changed.
        elsewhere = {i for i, node in nodes.items() if self._shown.get(i) is not node}
        self._shown = nodes
        touched = change.added | change.changed | elsewhere | (ties.keys() - self.ties.keys())
        if len(touched) > _PIECE and self.crowded and not self.editor.in_gesture:
            self.much_changed.emit()
        were = {i: self.nodes[i].pos() for i in elsewhere if i in self.nodes}
        for id_ in touched & nodes.keys():
            if id_ not in self.nodes:
                self.nodes[id_] = NodeItem(id_)
                self.addItem(self.nodes[id_])
            self._place(self.nodes[id_], nodes[id_])
        for id_ in touched & ties.keys():
            self._link(ties[id_])
        if self.editor.filter.around is not None:
            self._show_and_hide(data)  # a tie made or taken away brings others near, or far
        self._unsettled = True
        if self.editor.in_gesture:
            self._redraw_loosely(touched, nodes)
        else:
            self.settle()
            journeys = [(self.nodes[i], pos, self.nodes[i].pos()) for i, pos in were.items() if pos != self.nodes[i].pos()]
            if len(journeys) >= _TRAVEL and not self.crowded:
                self.travelled.emit(journeys)

    def _redraw_loosely(self, touched: Iterable[UUID], nodes: dict[UUID, Node]) -> None:
        """In the middle of a gesture: the nodes touched, and their ties as straight lines."""
        loose = set(touched)
        lines = loose & self.ties.keys()
        for id_ in loose & nodes.keys():
            self._paint_node(nodes[id_], self.nodes[id_].size)
            lines |= self._by_node.get(id_, set())
        sizes = {i: item.size for i, item in self.nodes.items()}
        by_id = {t.id: t for t in self.editor.drawn.ties if t.id in lines}
        for id_, tie in by_id.items():
            source, target = nodes[tie.source], nodes[tie.target]
            self._ways.pop(id_, None)
            path = tie_path(source, target, sizes)
            if path and tie.bends:
                path = (path[0], *tie.bends, path[-1])
            self.ties[id_].set_shapes(social_map.tie_shapes(tie, source, target, path) if path else ())
            self.ties[id_].show_bends(tuple(QPointF(*bend) for bend in tie.bends))
            self.ties[id_].setVisible(self.editor.shows(tie))
        if loose & {g.id for g in self.editor.drawn.groups} or self.groups:
            self._draw_groups(self.editor.drawn)

    def settle(self) -> None:
        """Everything at rest: sizes by frequency, ties around others, the ground under it all."""
        if not self._unsettled or self.editor.in_gesture:
            return
        if self.rigid:
            self.rigid = frozenset()
            self._follow(MapChange())
            return
        self._unsettled = False
        self._steps = self._settling()
        if self.crowded:
            self.much_changed.emit()
            self._later.start()
        else:
            self._finish_settling()

    def _step(self) -> None:
        """Some pieces of coming to rest, as many as nobody notices."""
        self._turn.start()
        while self._steps is not None and self._turn.elapsed() < _TURN_MS:
            if next(self._steps, self) is self:
                self._later.stop()
                self._steps = None

    def _finish_settling(self) -> None:
        self._later.stop()
        for _piece in self._steps or ():
            continue
        self._steps = None

    def _settling(self) -> Iterator[None]:
        """Pieces of coming to rest; a change begins anew."""
        awaited = self.editor.showing.awaited
        if awaited:
            yield from self.editor.showing.work_out()
            yield from self._take_places(self.editor.drawn)
        data = self.editor.drawn
        nodes = {n.id: n for n in data.nodes}
        sizes = node_sizes(data)
        for number, node in enumerate(data.nodes):
            self._paint_node(node, sizes[node.id])
            if number % _PIECE == _PIECE - 1:
                yield
        shown = self.editor.visible_ties()
        seen = data if len(shown) == len(data.ties) else _only(data, {t.id for t in shown})
        yield
        # In a crowd ties are straight: looking for what is still good would cost more than all of them anew.
        before, self._laid = self._ways, laid(seen, None if self.crowded else self._laid)
        self._ways = dict(self._laid.ways)
        yield
        drawn = 0
        for tie in data.ties:
            drawn += self._draw_tie(tie, nodes, before)
            if drawn and drawn % _PIECE == 0:
                drawn = 0
                yield
        yield
        self._draw_groups(data)
        yield
        ground = self.editor.projection.under(data)
        yield
        if self.editor.projection.has_household(data):  # its name stands where no tie of this moment runs
            ground = (*ground, *social_map.household_shapes(data, self._ways))
        yield
        if self.crowded and ground != self._ground.shapes:
            self.much_changed.emit()
        self._ground.set_shapes(ground)
        yield
        self._fit_sheet()
        self.show_page()
        self.show_highlight()
        if awaited:
            self.taken.emit()

    def _take_places(self, data: MapData) -> Iterator[None]:
        """Everybody to where a layout that has just been worked out puts them."""
        moved = [n for n in data.nodes if self._shown.get(n.id) is not n]
        if len(moved) > _PIECE:
            self.much_changed.emit()
        self._shown = {n.id: n for n in data.nodes}
        for number, node in enumerate(moved):
            self._place(self.nodes[node.id], node)
            if number % _PIECE == _PIECE - 1:
                yield

    def _draw_tie(self, tie: Tie, nodes: dict[UUID, Node], before: dict[UUID, Route]) -> bool:
        """A tie on its way; whether there was anything to draw anew."""
        item, way = self.ties[tie.id], self._ways.get(tie.id)
        item.setVisible(self.editor.shows(tie))
        item.note = tie.note
        item.show_bends(tuple(QPointF(*bend) for bend in tie.bends))
        if way is None:
            return item.set_shapes(())
        if before.get(tie.id) == way and item.drawn == (tie.quality, tie.direction):
            return False
        item.drawn = (tie.quality, tie.direction)
        return item.set_shapes(social_map.tie_shapes(tie, nodes[tie.source], nodes[tie.target], way))

    def _draw_groups(self, data: MapData) -> None:
        """Loops around groups, one item for each."""
        by_tag: dict[str, list[Shape]] = {}
        for shape in social_map.group_shapes(data) if data.groups else ():
            by_tag.setdefault(shape.tag, []).append(shape)
        known = {g.id for g in data.groups}
        for id_ in self.groups.keys() - known:
            self.removeItem(self.groups.pop(id_))
        for id_ in known:
            if id_ not in self.groups:
                self.groups[id_] = GroupItem(id_)
                self.addItem(self.groups[id_])
            self.groups[id_].set_shapes(tuple(by_tag.get(str(id_), ())))
            self.groups[id_].choose(chosen=id_ in self._chosen)

    # Looks ----------------------------------------------------------------------------------------------

    def show_looks(self) -> None:
        """Another filter, another view, other fillings: at once, even in the middle of a gesture."""
        self._show_and_hide(self.editor.drawn)
        self._unsettled = True
        self._follow(MapChange())

    def _show_and_hide(self, data: MapData) -> None:
        for tie in data.ties:
            self.ties[tie.id].setVisible(self.editor.shows(tie))
        for node in data.nodes:
            self.nodes[node.id].setVisible(self.editor.shows_node(node))

    def hide_ties(self) -> None:
        """While nodes are on their way."""
        for tie in self.ties.values():
            tie.setOpacity(0.0)

    def show_highlight(self) -> None:
        lit = self.editor.highlighted()
        for id_, item in self.nodes.items():
            item.setOpacity(1.0 if lit is None or id_ in lit else _DIM)
        for id_, tie in self.ties.items():
            tie.setOpacity(1.0 if lit is None or lit & set(self._ends[id_]) else _DIM)

    def show_grid(self, *, shown: bool) -> None:
        """Points every five millimetres, or none."""
        self.grid.cover(self._grid_box())
        self.grid.setVisible(shown)

    def _grid_box(self) -> QRectF:
        return self._ground.boundingRect().adjusted(-60, -60, 60, 60)

    def show_page(self) -> None:
        """The edge of the paper the style names, around the map as it will be printed."""
        paper = PAPERS.get(self.editor.style.frame)
        self.page.setVisible(paper is not None)
        if self.grid.isVisible():
            self.grid.cover(self._grid_box())
        if paper is not None:
            box = page_around(self.map_rect(), paper)
            percent = round(100 * paper[0] / box.width())
            name = _("upright") if paper[0] < paper[1] else _("lying")
            size = "A4" if min(paper) < 250 else "A3"
            self.page.frame(box, f"{size}, {name} \u00b7 {percent}\u202f%")

    def _show_projection(self) -> None:
        """Everybody stands elsewhere now."""
        self._laid = None
        self._unsettled = True
        self._follow(MapChange(changed=frozenset((*self.nodes, *self.ties))))

    def _choose(self, ids: tuple[UUID, ...]) -> None:
        changed = {*self._chosen} ^ {*ids}
        self._chosen = ids
        if len(changed) > _FEW and self.crowded:
            self.much_changed.emit()  # painting hundreds of names with their halos is dear
        chosen = set(ids)
        for id_ in changed:
            if id_ in self.nodes:
                self.nodes[id_].mark(chosen=id_ in chosen)
            elif id_ in self.ties:
                self.ties[id_].choose(chosen=id_ in chosen)
            elif id_ in self.groups:
                self.groups[id_].choose(chosen=id_ in chosen)

    def _place(self, item: NodeItem, node: Node) -> None:
        place = node.place or Place(0.0, 0.0)
        item.setPos(place.x, place.y)
        item.stand_in_layer(node.layer)
        item.setVisible(self.editor.shows_node(node))

    def _paint_node(self, node: Node, size: float) -> None:
        if self._painted.get(node.id) == (node, size):
            return
        self._painted[node.id] = (node, size)
        place = node.place or Place(0.0, 0.0)
        shapes = social_map.node_shapes(node, (place.x, place.y), self.editor.today, size)
        self.nodes[node.id].note = node.note
        self.nodes[node.id].show_node(shapes, size, pinned=place.pinned)

    def _remove(self, id_: UUID) -> None:
        item = self.nodes.pop(id_, None) or self.ties.pop(id_, None) or self.groups.pop(id_, None)
        self._unlink(id_)
        self._ways.pop(id_, None)
        self._painted.pop(id_, None)
        if item is not None:
            self.removeItem(item)

    def _link(self, tie: Tie) -> None:
        self._unlink(tie.id)
        self._ends[tie.id] = tie.source, tie.target
        for end in (tie.source, tie.target):
            self._by_node.setdefault(end, set()).add(tie.id)
        if tie.id not in self.ties:
            self.ties[tie.id] = TieItem(tie.id)
            self.addItem(self.ties[tie.id])

    def _unlink(self, tie: UUID) -> None:
        for end in self._ends.pop(tie, ()):
            self._by_node.get(end, set()).discard(tie)

    def _fit_sheet(self) -> None:
        """The sheet grows with the map and never shrinks under the pointer."""
        box = self.map_rect().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        if not self.sceneRect().contains(box):
            self.setSceneRect(self.sceneRect().united(box) if not self.sceneRect().isEmpty() else box)


def _only(data: MapData, ties: set[UUID]) -> MapData:
    return data.without(*(t.id for t in data.ties if t.id not in ties))
