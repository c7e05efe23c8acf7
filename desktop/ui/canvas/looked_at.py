"""The canvas as something looked at: the scene in a window, what lies over it, pictures of what moves, words under the mouse.

What a hand does on it is in `view.py`.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from desktop.base.messages import N_, message
from desktop.models.map_style import FRAMES
from desktop.presenters.map_words import node_sentence, tie_sentence
from desktop.ui.canvas.hands import HandSheet
from desktop.ui.canvas.looks import look_menu
from desktop.ui.canvas.motion import Journey, Motion
from desktop.ui.canvas.overlays import Overlays
from desktop.ui.canvas.scene import MapScene
from desktop.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from desktop.presenters.maps import MapEditor

_PUSHED_MS: Final = 90  # after the last push
_FEW: Final = 12  # nodes; more of a crowded map move as one picture


class Places(Protocol):
    """Where a person was on each version of a map."""

    def place_of(self, map_: UUID) -> tuple[float, float, float] | None: ...
    def keep(self, map_: UUID, place: tuple[float, float, float] | None) -> None: ...


class LookedAt(HandSheet):
    """`meeting_asked()` for the full screen and back."""

    meeting_asked = Signal()

    def __init__(self, editor: MapEditor, parent: QWidget | None = None) -> None:
        self.map_scene = MapScene(editor)
        super().__init__(self.map_scene, parent)
        self.editor = editor
        self.read_only = False  # shown at a meeting: looked at, not changed
        self._loose_ends: Sequence[UUID] = ()  # ties of which only one end moves
        self._ribbons: tuple[QLineF, ...] = ()
        self._corners = QTimer(self)
        self._corners.setSingleShot(True)
        self._corners.setInterval(_PUSHED_MS)
        self._corners.timeout.connect(self._back_to_corners)
        self.overlays = Overlays(editor, self)
        self.legend = self.overlays.legend
        self.motion = Motion(self, self.map_scene.show_highlight)
        self.map_scene.travelled.connect(self._travel)
        self.map_scene.much_changed.connect(self.repaint_in_strips)
        self._other_view = False  # whose layout is awaited
        self._leaving_view = editor.projection_changed.subscribe(lambda _projection: self._await_view())
        self.map_scene.taken.connect(self._take_view)
        self.destroyed.connect(self.map_scene.leave)
        self._places: Places | None = None
        self._been_there = False

    def remember_with(self, places: Places) -> None:
        """Open this version where its reader was last, and remember where they leave it."""
        self._places = places

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._places is not None and not self._been_there:
            self._been_there = True
            if place := self._places.place_of(self.editor.data.id):
                self.go_to(*place)

    def leave(self) -> None:
        """The canvas is no longer shown: follow the editor no longer."""
        if self._places is not None and self._been_there:
            self._places.keep(self.editor.data.id, self.whereabouts())
        self._leaving_view()
        self._corners.stop()
        self.motion.finish()
        self.map_scene.leave()
        self.overlays.leave()

    def _await_view(self) -> None:
        self._other_view = True

    def _take_view(self) -> None:
        """Everybody stands where a layout put them: another view is fitted, after a drag nothing jumps."""
        if self._other_view and self._untouched:
            self._fit(anew=True)
        self._other_view = False
        self.fit_if_hidden(anew=True)

    # What moves and what stands still -------------------------------------------------------------------

    def keep_still(self, moving: Collection[UUID]) -> None:
        """What does not move with these nodes stands still until `let_go`; a small map needs no such care.

        Many nodes move as one picture, and the ties that only one of their ends moves are plain lines meanwhile.
        """
        if not self.is_heavy():
            return
        self._loose_ends = ()
        if len(moving) > _FEW:
            lifted, self._loose_ends = self.map_scene.moving(moving)
            self.lift(lifted, (self.map_scene.ties[i] for i in self._loose_ends))
            self.map_scene.rigid = frozenset(moving)
            return
        still, live = self.map_scene.standing(set(moving))
        self.hold_still(still, live)

    def moved_so_far(self, shift: QPointF) -> None:
        """What moves as one picture stands so far from where it was."""
        if rigid := self.map_scene.rigid:
            self.lift_by(shift)
            self._ribbons = self.map_scene.ribbons(self._loose_ends, rigid, shift)

    @property
    @override
    def busy_painting(self) -> bool:
        return super().busy_painting or not self.map_scene.resting

    @override
    def is_settling(self) -> bool:
        return not self.map_scene.resting

    @override
    def is_heavy(self) -> bool:
        return self.map_scene.crowded

    def _back_to_corners(self) -> None:
        self.overlays.stay()

    def _travel(self, journeys: list[Journey]) -> None:
        """A new layout, or one taken back: everybody goes there before the eyes."""
        if self.isVisible() and not self.busy:
            self.map_scene.hide_ties()
            self.motion.start(journeys)

    # Ways of looking ------------------------------------------------------------------------------------

    def toggle_grid(self) -> None:
        """Points every five millimetres, to which a drag then keeps."""
        shown = not self.map_scene.grid.isVisible()
        self.map_scene.show_grid(shown=shown)
        self.tell(message(N_("Grid on: a drag keeps to it, Alt lets go")) if shown else message(N_("Grid off")))

    def toggle_page(self) -> None:
        """The edge of the paper: none, A4 upright, lying, A3 upright, lying."""
        style = self.editor.style
        frame = FRAMES[(FRAMES.index(style.frame) + 1) % len(FRAMES)]
        self.editor.look(style=replace(style, frame=frame))

    def toggle_minimap(self) -> None:
        """The minimap away, or back."""
        self.overlays.minimap.toggle()

    def meeting_asked_now(self) -> None:
        """Full screen, or back from there."""
        self.meeting_asked.emit()

    def ask_look(self) -> None:
        """The menu of ways of looking."""
        menu = look_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(QPoint(theme.px(12), theme.px(12))))

    def ask_people(self) -> None:
        """The list of those of the card who are not on the map."""
        self.overlays.tray.toggle()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._said_at(self.mapToScene(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _said_at(self, point: QPointF) -> str:
        """What lies under the mouse with its note, as words that are never read as markup."""
        node, tie = self.map_scene.node_at(point), self.map_scene.tie_at(point)
        if node is not None:
            said, note = node_sentence(self.editor, node.id), node.note
        elif tie is not None and (known := self.editor.data.tie(tie.id)) is not None:
            said, note = tie_sentence(self.editor.data, known), known.note
        else:
            return ""
        if self.editor.style.names != "shown":
            return ""  # names are hidden: a hand that rests does not tell them
        return "<br>".join(f"<p style='white-space:pre-wrap'>{escape(part)}</p>" for part in (said, note) if part)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if not hasattr(self, "overlays"):  # Qt scrolls while the view is still being made
            return
        if self.is_heavy():  # moving them back at every step would have the whole sheet painted at every step
            self._corners.start()
        else:
            self.overlays.stay()
