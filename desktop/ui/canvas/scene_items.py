"""What stands on the scene of a map, and what is where: asked by the mouse, by gestures and by pictures of a drag."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from desktop.figures.social_sheet import Sheet, sheet_of
from desktop.ui.canvas.ground import GridItem, GroundItem, GroupItem, PageItem
from desktop.ui.canvas.items import PORT_MM, MarksItem, NodeItem, TieItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from desktop.presenters.maps import MapEditor

CROWDED: Final = 200  # nodes and ties: from here on everything is done piece by piece


class SceneItems(QGraphicsScene):
    """One item for every node, tie and group."""

    def __init__(self, editor: MapEditor) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # everything moves, nothing is many
        self.editor = editor
        self.nodes: dict[UUID, NodeItem] = {}
        self.ties: dict[UUID, TieItem] = {}
        self.groups: dict[UUID, GroupItem] = {}
        self.marks = MarksItem()
        self.grid, self.page = GridItem(), PageItem()
        self._ground = GroundItem()
        self._ends: dict[UUID, tuple[UUID, UUID]] = {}
        self._by_node: dict[UUID, set[UUID]] = {}
        for item in self.fixtures:
            self.addItem(item)

    @property
    def fixtures(self) -> tuple[QGraphicsItem, ...]:
        """What is on every scene, whatever the map: marks, ground, grid, the edge of the page."""
        return self.marks, self._ground, self.grid, self.page

    @property
    def crowded(self) -> bool:
        """Whether so much is drawn that it is done piece by piece."""
        return len(self.nodes) + len(self.ties) > CROWDED

    # What is where --------------------------------------------------------------------------------------

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The node whose symbol or name is at the point; the one on top."""
        near = [
            i
            for i in self.nodes.values()
            if i.isVisible() and i.boundingRect().contains(point - i.pos()) and i.shape().contains(point - i.pos())
        ]
        return min(near, key=lambda i: (-i.zValue(), _far(i.pos(), point)), default=None)

    def tie_at(self, point: QPointF) -> TieItem | None:
        """The tie that passes the point; the selected one first."""
        near = [t for t in self.ties.values() if t.isVisible() and t.boundingRect().contains(point) and t.shape().contains(point)]
        return max(near, key=lambda t: t.chosen, default=None)

    def group_at(self, point: QPointF) -> GroupItem | None:
        """The group whose loop or name is at the point."""
        return next((g for g in self.groups.values() if g.shape().contains(point)), None)

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
        for item in (*self.nodes.values(), *self.ties.values(), *self.groups.values()):
            if item.isVisible():
                box = box.united(item.sceneBoundingRect())
        return box

    def standing(self, moving: set[UUID]) -> tuple[list[QGraphicsItem], list[QGraphicsItem]]:
        """What stands still while these nodes move: the ground and ties elsewhere; and what is painted over it."""
        touched = {tie for node in moving for tie in self._by_node.get(node, ())}
        still: list[QGraphicsItem] = [self._ground, self.grid, self.page, *self.groups.values()]
        live: list[QGraphicsItem] = [self.marks, *self.nodes.values()]
        for id_, tie in self.ties.items():
            (live if id_ in touched or tie.chosen else still).append(tie)
        return still, live

    def moving(self, ids: Collection[UUID]) -> tuple[list[QGraphicsItem], list[UUID]]:
        """The nodes that move as one picture, and the ties that meanwhile are plain lines."""
        touched = {tie for node in ids for tie in self._by_node.get(node, ())}
        return [self.nodes[i] for i in ids], list(touched)

    def ribbons(self, ties: Iterable[UUID], ids: Collection[UUID], shift: QPointF) -> tuple[QLineF, ...]:
        """Plain lines for ties of which one end moves by so much."""
        lines = []
        for id_ in ties:
            if self.ties[id_].isVisible():
                ends = [self.nodes[e].pos() + (shift if e in ids else QPointF()) for e in self._ends[id_]]
                lines.append(QLineF(*ends))
        return tuple(lines)


def _far(one: QPointF, other: QPointF) -> float:
    step = one - other
    return hypot(step.x(), step.y())
