"""The canvas of a map: the scene in a window, one gesture at a time, and everything by keyboard too.

It turns events of the mouse into gestures and keys into commands; what they do to the map is the editor's
business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import Message, _
from desktop.presenters.map_words import selection_sentence
from desktop.ui.canvas import gestures, menus
from desktop.ui.canvas import painter as painting
from desktop.ui.canvas.asking import Asking
from desktop.ui.canvas.keyboard import Keyboard
from desktop.ui.canvas.looked_at import LookedAt
from desktop.ui.canvas.picking import gesture_for
from desktop.ui.canvas.pressing import At, Press, PushPress
from desktop.ui.canvas.spoken import speak
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.presenters.maps import MapEditor
    from desktop.ui.canvas.items import NodeItem

Tool = Literal["select", "node", "tie", "loop"]


class MapView(LookedAt):
    """The map of an editor, drawn and edited.

    `tool_changed(str)`, `zoom_changed(float)`, `told(str)` for the status line, `layout_asked()` when
    somebody wants the map laid out (who shows the canvas asks first if nodes were placed by hand),
    `inspect_asked()` for the panel beside.
    """

    tool_changed = Signal(str)
    layout_asked = Signal()
    inspect_asked = Signal()
    keyboard: Keyboard

    def __init__(self, editor: MapEditor, parent: QWidget | None = None) -> None:
        speak()
        super().__init__(editor, parent)
        self._tool: Tool = "select"
        self._hovered: NodeItem | None = None
        self.asking = Asking(self, self.picker)
        self.keyboard = Keyboard(self)
        self.setAccessibleName(_("Map of social connections"))
        self.setAccessibleDescription(_("Tab goes from one to the next, N puts somebody new on the map, L connects"))
        self._leaving = (
            editor.selection_changed.subscribe(lambda _ids: self._say_selection()),
            editor.looks_changed.subscribe(lambda _looks: self._describe()),
            editor.stack.changed.subscribe(lambda _stack: self._keep_in_sight()),
            editor.projection_changed.subscribe(lambda _projection: self.show_cursor()),
        )
        self.map_scene.taken.connect(self.show_cursor)

    @override
    def leave(self) -> None:
        """The canvas is no longer shown: follow the editor no longer."""
        self.cancel_gesture()
        for unsubscribe in self._leaving:
            unsubscribe()
        super().leave()

    # Tools and gestures ---------------------------------------------------------------------------------

    @property
    def tool(self) -> Tool:
        """What a press on the canvas begins."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose a tool; it stays until another is chosen or Esc is pressed."""
        if tool != self._tool:
            self._tool = tool
            self.show_cursor()
            self.tool_changed.emit(tool)

    @property
    def hovered(self) -> NodeItem | None:
        """The node under the mouse, with its port."""
        return self._hovered

    @override
    def press_at(self, at: At) -> Press | None:
        if self.read_only:
            return PushPress(self.scroll_by) if self.map_scene.node_at(at.point) is None else None
        return gesture_for(self, at)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        node = self.map_scene.node_at(at.point)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.read_only:
            return
        group = self.map_scene.group_at(at.point)
        if node is not None:
            self.asking.rename(node.id)
        elif group is not None:
            self.asking.name_group(group.id, new=False)
        elif self.map_scene.tie_at(at.point) is None:
            gesture = gestures.PlaceGesture(self)
            gesture.start(at)
            gesture.end(at)
        event.accept()

    @override
    def hover(self, at: At) -> None:
        node = self.map_scene.node_at(at.point)
        if node is None and self._hovered is not None and self._hovered.arrow_near(at.point):
            return  # on the way to an arrow
        if node is not self._hovered:
            if self._hovered is not None:
                self._hovered.mark(port=False)
            if node is not None:
                node.mark(port=True)
            self._hovered = node

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._hovered is not None:
            self._hovered.mark(port=False)
            self._hovered = None

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.settle()
        if self.read_only:
            event.accept()
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.show_menu()
        else:
            menus.show_at(self, At(self.mapToScene(event.pos()), event.pos(), event.modifiers()))
        event.accept()

    def show_menu(self) -> None:
        """The menu of what is selected, beside it."""
        self.settle()
        menus.show_for_selection(self)

    # What gestures and questions need -------------------------------------------------------------------

    def name_new(self, node: UUID, label: Message) -> None:
        """Let the person type the name of a node just put down."""
        self.asking.name_new(node, label)

    def name_group(self, group: UUID) -> None:
        """Let the person type the name of a group just made."""
        self.asking.name_group(group)

    def choose_new(self, source: UUID, node: UUID) -> None:
        """Let the person say what was put down at the end of a tie."""
        self.asking.choose_new(source, node)

    @override
    def sheet_box(self) -> QRectF:
        return self.map_scene.map_rect()

    @override
    def room_below(self) -> int:
        legend = self.legend
        return legend.height() + theme.px(12) if legend.isVisibleTo(self.viewport()) and not legend.beside else 0

    @override
    def room_beside(self) -> int:
        legend = self.legend
        return legend.width() + theme.px(12) if legend.isVisibleTo(self.viewport()) and legend.beside else 0

    def show_node(self, node: UUID) -> None:
        """Bring a node into sight, if it is not."""
        if (item := self.map_scene.nodes.get(node)) is not None:
            self.ensureVisible(item.sceneBoundingRect(), 20, 20)

    def _keep_in_sight(self) -> None:
        """A map that nobody zoomed or pushed stays whole in the window as it grows."""
        if not self.editor.in_gesture and self._gesture is None and self.isVisible() and not self.is_heavy():
            self.fit_if_hidden()

    def _say_selection(self) -> None:
        if not self.editor.in_gesture:
            self._describe()
            announce(self, self.accessibleDescription())
            if len(self.editor.selected_nodes) == 1 and self._gesture is None:
                self.show_node(self.editor.selected_nodes[0].id)

    def _describe(self) -> None:
        self.setAccessibleDescription(selection_sentence(self.editor, self.editor.drawn))

    # Looks ----------------------------------------------------------------------------------------------

    @override
    def show_cursor(self) -> None:
        tool = Qt.CursorShape.ArrowCursor if self._tool == "select" else Qt.CursorShape.CrossCursor
        if self.editor.showing.awaited:
            tool = Qt.CursorShape.BusyCursor  # hundreds are being laid out; everything else can be done meanwhile
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self._space else tool)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.let_go()
            self.map_scene.restyle()

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        if self._ribbons and self.map_scene.rigid and self._gesture is not None:
            pen = QPen(painting.colour("soft"), 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawLines(self._ribbons)
        if self.hasFocus():
            painter.save()
            painter.resetTransform()
            painter.setPen(theme.colour(theme.tokens().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.restore()
