"""What a press of the mouse begins: by the tool that is chosen and by what lies under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from desktop.ui.canvas import gestures, tie_gestures
from desktop.ui.canvas.gestures import Board, Gesture
from desktop.ui.canvas.pressing import At

if TYPE_CHECKING:
    from desktop.ui.canvas.ground import GroupItem
    from desktop.ui.canvas.items import NodeItem, TieItem

_END_MM: Final = 2.5  # how near the end of a tie can be grasped


class Canvas(Board, Protocol):
    """The canvas that was pressed."""

    @property
    def tool(self) -> str: ...
    @property
    def hovered(self) -> NodeItem | None: ...


def gesture_for(canvas: Canvas, at: At) -> Gesture:
    """The gesture that begins here."""
    if canvas.tool == "loop":
        return gestures.LoopGesture(canvas)
    return _at_port(canvas, at) or _on_something(canvas, at)


def _at_port(canvas: Canvas, at: At) -> Gesture | None:
    """The port and the arrows of the node under the mouse."""
    node = canvas.hovered
    if node is None:
        return None
    if canvas.map_scene.port_at(at.point) is node:
        return tie_gestures.ConnectGesture(canvas, node)
    way = node.arrow_at(at.point)
    return tie_gestures.CloneGesture(canvas, node.id, way) if way is not None else None


def _on_something(canvas: Canvas, at: At) -> Gesture:
    node, tie = canvas.map_scene.node_at(at.point), canvas.map_scene.tie_at(at.point)
    if node is not None:
        return tie_gestures.ConnectGesture(canvas, node) if canvas.tool == "tie" else gestures.MoveGesture(canvas, node)
    if canvas.tool == "node":
        return gestures.PlaceGesture(canvas)
    if tie is not None:
        return _gesture_on(canvas, tie, at)
    if (group := canvas.map_scene.group_at(at.point)) is not None:
        return _gesture_on_group(canvas, group)
    return gestures.SelectGesture(canvas)


def _gesture_on(canvas: Canvas, tie: TieItem, at: At) -> Gesture:
    """An end of a selected tie can be pulled away; anywhere else it can be bent."""
    source, target = tie.ends
    corner = tie.bend_at(at.point) if tie.chosen else None
    if corner is None and tie.chosen:
        if (source - at.point).manhattanLength() <= _END_MM:
            return tie_gestures.ReattachGesture(canvas, tie.id, "source")
        if (target - at.point).manhattanLength() <= _END_MM:
            return tie_gestures.ReattachGesture(canvas, tie.id, "target")
    return tie_gestures.BendGesture(canvas, tie, corner)


def _gesture_on_group(canvas: Canvas, item: GroupItem) -> Gesture:
    """A group is selected with everybody in it, and dragged by its loop or its name."""
    group = canvas.editor.group(item.id)
    members = [i for i in (group.nodes if group is not None else ()) if i in canvas.map_scene.nodes]
    canvas.editor.select((item.id, *members))
    if not members:
        return gestures.SelectGesture(canvas)
    return gestures.MoveGesture(canvas, canvas.map_scene.nodes[members[0]], keeps=True)
