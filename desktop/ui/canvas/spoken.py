"""The canvas for those who listen: every node is a child of it, with its sentence, its place and whether it is selected."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from typing_extensions import override

from desktop.presenters.map_editing import reading_order
from desktop.presenters.map_words import node_sentence
from desktop.ui.canvas.looked_at import LookedAt

if TYPE_CHECKING:
    from uuid import UUID


class NodeFace(QAccessibleInterface):
    """One node."""

    def __init__(self, view: LookedAt, canvas: CanvasFace, node: UUID) -> None:
        super().__init__()
        self._view, self._canvas, self._node = view, canvas, node

    @override
    def isValid(self) -> bool:
        return self._node in self._view.map_scene.nodes

    @override
    def object(self) -> QObject | None:  # type: ignore[override]  # Qt takes nothing for an answer
        return None

    @override
    def window(self) -> QWindow | None:  # type: ignore[override]  # Qt takes nothing for an answer
        return self._view.window().windowHandle()

    @override
    def parent(self) -> QAccessibleInterface:
        return self._canvas

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes nothing for an answer
        return None

    @override
    def childCount(self) -> int:
        return 0

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes nothing for an answer
        return None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    @override
    def text(self, t: QAccessible.Text) -> str:
        known = self._view.editor.drawn.node(self._node)
        if known is None:
            return ""
        if t == QAccessible.Text.Description:
            return node_sentence(self._view.editor, self._node, self._view.editor.drawn)
        return known.name if t == QAccessible.Text.Name else ""

    @override
    def setText(self, t: QAccessible.Text, text: str) -> None:
        if t == QAccessible.Text.Name and not self._view.editor.names_hidden:
            self._view.editor.rename(self._node, text)

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    @override
    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = state.focused = self._node in self._view.editor.selected
        return state

    @override
    def rect(self) -> QRect:
        item = self._view.map_scene.nodes.get(self._node)
        if item is None:
            return QRect()
        box = self._view.mapFromScene(item.mapToScene(item.shape().boundingRect())).boundingRect()
        return QRect(self._view.viewport().mapToGlobal(box.topLeft()), box.size())

    @override
    def foregroundColor(self) -> QColor:
        return QColor()

    @override
    def backgroundColor(self) -> QColor:
        return QColor()


class CanvasFace(QAccessibleWidget):
    """The canvas with its nodes in reading order."""

    def __init__(self, view: LookedAt) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._faces: dict[UUID, NodeFace] = {}  # Qt keeps no hold of them

    def _order(self) -> list[UUID]:
        return [n.id for n in reading_order(self._view.editor.shown)]

    @override
    def childCount(self) -> int:
        return len(self._view.editor.shown.nodes)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes nothing for an answer
        order = self._order()
        if not 0 <= index < len(order):
            return None
        return self._faces.setdefault(order[index], NodeFace(self._view, self, order[index]))

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((n for n, i in enumerate(self._order()) if self._faces.get(i) is child), -1)


_faces: dict[int, CanvasFace] = {}


def _face_of(_key: str, of: QObject) -> QAccessibleInterface | None:
    if not isinstance(of, LookedAt):
        return None
    if id(of) not in _faces:
        key = id(of)
        _faces[key] = CanvasFace(of)
        of.destroyed.connect(lambda _gone=None: _faces.pop(key, None))
    return _faces[id(of)]


@cache
def speak() -> None:
    """From now on screen readers hear the nodes of canvases."""
    QAccessible.installFactory(_face_of)
