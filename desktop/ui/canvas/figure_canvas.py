"""The canvas of a figure: a genogram or a conflict map in a window, worked on by mouse and by keys alone.

It decides nothing: what connecting or deleting means is the business of the drawing behind it, what a menu
offers is the business of the page around it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.presenters.drawings import said_of_selection
from desktop.ui.canvas.figure_asking import FigureAsking
from desktop.ui.canvas.figure_frame import FocusFrame
from desktop.ui.canvas.figure_gestures import (
    BandGesture,
    DragGesture,
    LineGesture,
)
from desktop.ui.canvas.figure_keys import FigureKeys
from desktop.ui.canvas.figure_menu import Entry, menu_of
from desktop.ui.canvas.figure_sheet import FigureSheet
from desktop.ui.canvas.pressing import At, Modifier, Press
from desktop.ui.kit.accessibility import announce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from desktop.presenters.drawings import Drawing


class FigureCanvas(FigureSheet):
    """A drawing, shown and worked on.

    Signals: `inspect_asked()` (Enter), `rename_asked(id)` (F2 and a double
    click), `insert_asked(QPointF)` (Insert, N, a double click on nothing: where, in millimetres of the figure),
    `layout_asked()` (F5), `copy_asked()` (Ctrl+C).

    A page may set `menu` (the entries for what is selected now), `connect_with` (what a line pulled from one to
    another does; without it the drawing connects them) and `dropped` (a line pulled onto nothing).
    """

    inspect_asked = Signal()
    rename_asked = Signal(object)
    insert_asked = Signal(QPointF)
    layout_asked = Signal()
    copy_asked = Signal()

    def __init__(self, drawing: Drawing, name: str, parent: QWidget | None = None) -> None:
        super().__init__(drawing, parent)
        self.menu: Callable[[], Sequence[Entry]] = tuple
        self.connect_with: Callable[[UUID, UUID], object] | None = None
        self.dropped: Callable[[UUID, QPointF], object] | None = None
        self.ports = True  # whether lines can be pulled out of things
        self._hovered: UUID | None = None
        self.asking = FigureAsking(self, self.picker)
        self.keys = self.keyboard = FigureKeys(self)
        self._focus_frame = FocusFrame(self)
        self.setViewportMargins(1, 1, 1, 1)
        self.setAccessibleName(name)
        self._leaving = (
            drawing.selection_changed.subscribe(lambda _ids: self._say_selection()),
            drawing.told.subscribe(self.tell),
        )
        self.figure_scene.redrawn.connect(self._unhover)
        self._describe()

    @override
    def leave(self) -> None:
        self.cancel_gesture()
        for unsubscribe in self._leaving:
            unsubscribe()
        super().leave()

    def _unhover(self) -> None:
        self._hovered = None

    # Gestures -------------------------------------------------------------------------------------------

    @override
    def press_at(self, at: At) -> Press | None:
        if self.ports and self._hovered is not None and self.figure_scene.on_port(self._hovered, at.point):
            return LineGesture(self, self._hovered)
        thing, line = self.figure_scene.box_at(at.point), self.figure_scene.line_at(at.point)
        if thing is not None:
            return DragGesture(self, thing)
        if line is None:
            return BandGesture(self)
        self.drawing.select((line,), add=at.holds(Modifier.ControlModifier))
        return None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._at(event)
        if event.button() == Qt.MouseButton.LeftButton:
            if (thing := self.figure_scene.box_at(at.point)) is not None:
                self.rename_asked.emit(thing)
            elif self.figure_scene.line_at(at.point) is not None:
                self.inspect_asked.emit()
            else:
                self.insert_asked.emit(at.point)
        event.accept()

    @override
    def hover(self, at: At) -> None:
        found = self.figure_scene.box_at(at.point)
        if found is None and self._hovered is not None and self.figure_scene.near(self._hovered, at.point):
            found = self._hovered  # on the way to its port
        if found != self._hovered:
            self._hovered = found
            box = self.figure_scene.boxes.get(found) if found is not None else None
            self.figure_scene.over.show_hover(box, port=self.ports)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.figure_scene.over.show_hover(None, port=False)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.settle()
        pixel = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            pixel = self._pixel_of_selection()
        else:
            at = self.mapToScene(pixel)
            self._last = At(at, pixel)
            found = self.figure_scene.box_at(at) or self.figure_scene.line_at(at)
            if found not in self.drawing.selected:
                self.drawing.select((found,) if found is not None else ())
        if (menu := self.menu_now()) is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(pixel))
        event.accept()

    def menu_now(self) -> QMenu | None:
        """The menu of what is selected; None where the page offers nothing."""
        entries = self.menu()
        return menu_of(entries, self.viewport()) if entries else None

    def _pixel_of_selection(self) -> QPoint:
        for id_ in reversed(self.drawing.selected):
            if (middle := self.figure_scene.middle_of(id_)) is not None:
                return self.pixel_of(middle)
        return self.viewport().rect().center()

    # What gestures, keys and questions need -------------------------------------------------------------

    def connect_two(self, source: UUID, target: UUID) -> None:
        """Connect two, if they can be; why not is said."""
        if (why := self.drawing.can_connect(source, target)) is not None:
            self.tell(why)
        elif self.connect_with is not None:
            self.connect_with(source, target)
        else:
            self.drawing.connect(source, target)

    def dropped_line(self, source: UUID, at: At) -> None:
        """A line was pulled onto an empty place: whom to connect with is asked, unless the page knows better."""
        dropped = self.dropped
        self.asking.connect(source) if dropped is None else dropped(source, at.point)

    def ask_inspect(self) -> None:
        """Enter."""
        self.inspect_asked.emit()

    def ask_rename(self) -> None:
        """F2."""
        if chosen := self.drawing.selected:
            self.rename_asked.emit(chosen[-1])

    def ask_insert(self, at: QPointF | None = None) -> None:
        """Insert, N."""
        self.insert_asked.emit(at if at is not None else self.pointer())

    def ask_layout(self) -> None:
        """F5."""
        self.layout_asked.emit()

    def ask_copy(self) -> None:
        """Ctrl+C."""
        self.copy_asked.emit()

    # Saying aloud ---------------------------------------------------------------------------------------

    def _say_selection(self) -> None:
        chosen = self.drawing.selected
        self._describe()
        if self._gesture is None and len(chosen) == 1:
            self.show_thing(chosen[0])
        if chosen:
            announce(self, self.accessibleDescription())

    def _describe(self) -> None:
        nothing = _("Tab goes from one to the next, L connects, the menu key says what else can be done")
        self.setAccessibleDescription(said_of_selection(self.drawing) or nothing)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.mapToScene(event.pos())
            found = self.figure_scene.box_at(at) or self.figure_scene.line_at(at)
            note = self.drawing.note(found) if found is not None else ""
            QToolTip.showText(event.globalPos(), f"<qt>{escape(note)}</qt>" if note else "", self.viewport())
            return True
        return super().viewportEvent(event)

    # Looks ----------------------------------------------------------------------------------------------

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_frame.settle()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus_frame.settle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.let_go()
            self.figure_scene.restyle()
