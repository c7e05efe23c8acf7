"""Gestures with ties: pulled from a node, pulled off a node, bent, and the arrows that clone and connect.

Like every gesture they change the map only between the editor's `begin` and `finish`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLineF, QPointF
from typing_extensions import override

from desktop.base.messages import N_, message
from desktop.models.map_data import Place
from desktop.presenters.map_shapes import bent_at, unbent
from desktop.ui.canvas.gestures import Board, Gesture, put_down
from desktop.ui.canvas.pressing import At

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.ui.canvas.items import NodeItem, TieItem

CLONE_MM = 30.0
_STRAIGHT_MM = 1.5  # a corner nearer than this to the line between its neighbours is none


class ConnectGesture(Gesture):
    """A tie pulled from a node: onto another node, or onto an empty place where somebody new is put down."""

    def __init__(self, board: Board, source: NodeItem) -> None:
        super().__init__(board)
        self._source = source.id

    @override
    def drag(self, at: At) -> None:
        start = self.scene.nodes[self._source].pos()
        target = self._target(at)
        self.scene.marks.show_marks(line=QLineF(start, target.pos() if target is not None else at.point))
        for item in self.scene.nodes.values():
            item.mark(aimed=item is target)

    @override
    def drop(self, at: At) -> None:
        self._unaim()
        target = self._target(at)
        if target is not None:
            connect(self.board, self._source, target.id)
        elif self.scene.node_at(at.point) is None:
            self.editor.begin()
            node = put_down(self.board, at.point)
            connect(self.board, self._source, node)
            self.board.choose_new(self._source, node)

    @override
    def click(self, at: At) -> None:
        self.editor.select((self._source,))

    @override
    def cancel(self) -> None:
        self._unaim()
        super().cancel()

    def _target(self, at: At) -> NodeItem | None:
        found = self.scene.node_at(at.point)
        return found if found is not None and found.id != self._source else None

    def _unaim(self) -> None:
        for item in self.scene.nodes.values():
            item.mark(aimed=False)


class ReattachGesture(Gesture):
    """An end of a selected tie pulled onto another node."""

    def __init__(self, board: Board, tie: UUID, end: Literal["source", "target"]) -> None:
        super().__init__(board)
        self._tie = tie
        self._end = end

    @override
    def drag(self, at: At) -> None:
        tie = self.editor.data.tie(self._tie)
        if tie is None:
            return
        stays = self.scene.nodes[tie.target if self._end == "source" else tie.source]
        target = self.scene.node_at(at.point)
        self.scene.marks.show_marks(line=QLineF(stays.pos(), target.pos() if target is not None else at.point))
        for item in self.scene.nodes.values():
            item.mark(aimed=item is target and item is not stays)

    @override
    def drop(self, at: At) -> None:
        self._unaim()
        target = self.scene.node_at(at.point)
        if target is not None:
            self.editor.reattach(self._tie, self._end, target.id)

    @override
    def cancel(self) -> None:
        self._unaim()
        super().cancel()

    def _unaim(self) -> None:
        for item in self.scene.nodes.values():
            item.mark(aimed=False)


class BendGesture(Gesture):
    """A corner of a tie: made by pulling at the line, moved, and gone when it lies on the line again."""

    def __init__(self, board: Board, tie: TieItem, corner: int | None) -> None:
        super().__init__(board)
        self._tie, self._corner, self._was_chosen = tie.id, corner, tie.chosen
        self._ends = tie.ends
        self._bends: tuple[tuple[float, float], ...] = ()

    @override
    def begin(self) -> None:
        self.editor.begin()
        self.editor.select((self._tie,))
        tie = self.editor.data.tie(self._tie)
        self._bends = tie.bends if tie is not None else ()
        if self._corner is None:
            way = [end.toTuple() for end in self._ends]
            self._bends, self._corner = bent_at(way, self._bends, self._from.point.toTuple())

    @override
    def drag(self, at: At) -> None:
        if self._corner is not None:
            self._bends = (*self._bends[: self._corner], at.point.toTuple(), *self._bends[self._corner + 1 :])
            self.editor.bend(self._tie, self._bends)

    @override
    def drop(self, at: At) -> None:
        corners = (self._ends[0].toTuple(), *self._bends, self._ends[1].toTuple())
        corner = self._corner or 0
        if unbent(corners, corner + 1, _STRAIGHT_MM):
            self.editor.bend(self._tie, (*self._bends[:corner], *self._bends[corner + 1 :]))
        self.editor.finish(message(N_("bend of a tie")))

    @override
    def click(self, at: At) -> None:
        if at.adds:
            self.editor.toggle(self._tie)
        else:
            self.editor.select((self._tie,))


class CloneGesture(Gesture):
    """An arrow beside a node: another one like it on that side, connected with it; dragged, a tie is pulled."""

    def __init__(self, board: Board, node: UUID, way: QPointF) -> None:
        super().__init__(board)
        self._node, self._way = node, way

    @override
    def drop(self, at: At) -> None:
        self.click(at)

    @override
    def click(self, at: At) -> None:
        clone(self.board, self._node, self._way)


def clone(board: Board, source: UUID, way: QPointF) -> None:
    """Somebody of the same kind beside a node, connected with it, with the caret in the name."""
    editor, here = board.editor, board.map_scene.nodes[source].pos()
    old = editor.data.node(source)
    if old is None:
        return
    there = here + way * CLONE_MM
    while board.map_scene.node_at(there) is not None:
        there += way * CLONE_MM / 2
    editor.begin()
    node = editor.add_node("", old.sphere, Place(there.x(), there.y(), pinned=True), inside=old.inside)
    if old.kind != "person":
        editor.change_node(node, kind=old.kind)
    connect(board, source, node)
    board.choose_new(source, node)


def connect(board: Board, source: UUID, target: UUID) -> bool:
    """Connect two nodes; where they are connected already, that tie is selected and the person is told."""
    editor = board.editor
    if why := editor.can_connect(source, target):
        board.tell(why)
        if (tie := editor.tie_between(source, target)) is not None:
            editor.select((tie.id,))
        return False
    editor.connect(source, target)
    return True
