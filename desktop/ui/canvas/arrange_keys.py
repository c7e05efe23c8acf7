"""Keys that arrange: kinds by letter, alignment, layers, groups, bends, appearance, ways of looking.

The table in `keyboard.py` is what a hand needs to draw; here is what makes a drawing good. Letters are told by the
key and not by the layout.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, Protocol

from PySide6.QtCore import QPointF, Qt

from desktop.base.messages import N_, message
from desktop.models.map_data import Direction, NodeKind, Place, Sex
from desktop.presenters.map_shapes import Appearance, bent_at
from desktop.ui.canvas.gestures import Board
from desktop.ui.canvas.tie_gestures import clone

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.models.map_data import Point, Tie
    from desktop.presenters.map_shapes import Axis, Side
    from desktop.ui.canvas.asking import Asking

Act = Callable[[], object]
DIRECTIONS: Final[tuple[Direction, ...]] = ("none", "to", "from", "mutual")  # the digits 6 to 9
_SIDES: Final[dict[Qt.Key, Side]] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "top",
    Qt.Key.Key_Down: "bottom",
}
_WAYS: Final = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_KINDS: Final[dict[str, tuple[NodeKind, Sex]]] = {
    "M": ("person", "male"),
    "W": ("person", "female"),
    "U": ("person", "unknown"),
    "O": ("agency", "unknown"),
    "G": ("group", "unknown"),
}


class Canvas(Board, Protocol):
    """What these keys need of a canvas."""

    @property
    def asking(self) -> Asking: ...
    def set_tool(self, tool: Literal["select", "loop"]) -> None: ...
    def toggle_grid(self) -> None: ...
    def toggle_page(self) -> None: ...
    def toggle_minimap(self) -> None: ...
    def meeting_asked_now(self) -> None: ...
    def ask_look(self) -> None: ...
    def ask_people(self) -> None: ...


class ArrangeKeys:
    """The arranging keys of one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._look: Appearance | None = None  # taken with Ctrl+Alt+C
        self._hub: UUID | None = None  # over whose ties T walks
        self.letters: dict[str, Act] = {
            "D": lambda: canvas.set_tool("loop"),
            "T": self.next_tie,
            "Q": self.next_group,
            "K": self.add_bend,
            "E": lambda: self.reattach("target"),
            "A": canvas.ask_people,
            "H": canvas.ask_look,
        }
        self.shifted: dict[str, Act] = {"K": self.straighten, "E": lambda: self.reattach("source")}
        self.shifted_keys: dict[Qt.Key, Act] = {Qt.Key.Key_F8: canvas.toggle_grid}  # F7 writes a visit everywhere
        for letter, (kind, sex) in _KINDS.items():
            self.letters[letter] = lambda kind=kind, sex=sex: self.become(kind, sex)  # type: ignore[misc]
        self.ctrl: dict[str, Act] = {"G": self.group, "M": canvas.toggle_minimap}
        self.ctrl_shift: dict[str, Act] = {
            "I": lambda: canvas.editor.select_only("nodes"),
            "E": lambda: canvas.editor.select_only("ties"),
            "F": canvas.editor.to_front,
            "B": canvas.editor.to_back,
            "G": self.ungroup,
            "C": lambda: self.align("center"),
            "M": lambda: self.align("middle"),
            "H": lambda: self.distribute("across"),
            "V": lambda: self.distribute("down"),
        }
        self.ctrl_alt: dict[str, Act] = {"C": self.take_look, "V": self.give_look}
        self.plain: dict[Qt.Key, Act] = {
            Qt.Key.Key_F8: canvas.toggle_page,
            Qt.Key.Key_F11: canvas.meeting_asked_now,
        }

    def with_arrow(self, key: Qt.Key, *, align: bool) -> Act | None:
        """Ctrl+Shift and an arrow align, Alt and an arrow clone and connect; with nobody selected Alt+Left goes back."""
        if key not in _WAYS or not (align or self._canvas.editor.selected_nodes):
            return None
        return (lambda: self.align(_SIDES[key])) if align else (lambda: self.clone(_WAYS[key]))

    # Nodes ----------------------------------------------------------------------------------------------

    def become(self, kind: NodeKind, sex: Sex) -> None:
        """The selected nodes are of this kind; with nothing selected somebody new of it is put down."""
        editor = self._canvas.editor
        nodes = editor.selected_nodes
        if not nodes:
            editor.begin()
            node = editor.add_node("")
            editor.change_node(node, kind=kind, sex=sex)
            self._canvas.name_new(node, message(N_("new contact")))
            return
        editor.begin()
        for each in nodes:
            editor.change_node(each.id, kind=kind, sex=sex)
        editor.finish(message(N_("kind of a node")))

    def clone(self, way: QPointF) -> None:
        """Somebody of the same kind on that side, connected."""
        if nodes := self._canvas.editor.selected_nodes:
            clone(self._canvas, nodes[-1].id, way)

    def align(self, side: Side) -> None:
        """The selected nodes in one line."""
        if not self._canvas.editor.align(side) and len(self._canvas.editor.selected_nodes) < 2:
            self._canvas.tell(message(N_("Select at least two to align them")))

    def distribute(self, axis: Axis) -> None:
        """The selected nodes at even distances."""
        if not self._canvas.editor.distribute(axis) and len(self._canvas.editor.selected_nodes) < 3:
            self._canvas.tell(message(N_("Select at least three to distribute them")))

    def take_look(self) -> None:
        """Remember how what is selected looks."""
        self._look = self._canvas.editor.appearance()
        if self._look is not None:
            self._canvas.tell(message(N_("Appearance taken: Ctrl+Alt+V gives it to what is selected")))

    def give_look(self) -> None:
        """Give it to what is selected."""
        if self._look is not None:
            self._canvas.editor.dress(self._look)

    # Groups ---------------------------------------------------------------------------------------------

    def group(self) -> None:
        """The selected nodes become a group, with the caret in its name."""
        editor = self._canvas.editor
        editor.begin()
        group = editor.make_group("")
        if group is None:
            editor.cancel()
            self._canvas.tell(message(N_("Select who belongs to the group first")))
        else:
            self._canvas.name_group(group)

    def ungroup(self) -> None:
        """The selected groups, or those the selected nodes are in, are dissolved."""
        editor = self._canvas.editor
        chosen = {n.id for n in editor.selected_nodes}
        groups = editor.selected_groups or [g for g in editor.data.groups if chosen & set(g.nodes)]
        editor.begin()
        for group in groups:
            editor.ungroup(group.id)
        editor.finish(message(N_("dissolved group")))

    def next_group(self) -> None:
        """Walk over the groups."""
        editor = self._canvas.editor
        ids = [g.id for g in editor.data.groups]
        if ids:
            now = next((n for n, i in enumerate(ids) if i in editor.selected), -1)
            editor.select((ids[(now + 1) % len(ids)],))
        else:
            self._canvas.tell(message(N_("There are no groups on the map yet: Ctrl+G makes one")))

    # Ties -----------------------------------------------------------------------------------------------

    def next_tie(self) -> None:
        """Walk over the ties of the node that was selected, or over all that are shown."""
        editor = self._canvas.editor
        if nodes := editor.selected_nodes:
            self._hub = nodes[-1].id
        elif not editor.selected_ties:
            self._hub = None
        hub = self._hub
        ties = [t.id for t in editor.visible_ties() if hub is None or hub in (t.source, t.target)]
        if ties:
            now = next((n for n, i in enumerate(ties) if i in editor.selected), -1)
            editor.select((ties[(now + 1) % len(ties)],))

    def direction(self, number: int) -> None:
        """A digit on selected ties: which way help flows."""
        editor = self._canvas.editor
        editor.begin()
        for tie in editor.selected_ties:
            editor.change_tie(tie.id, direction=DIRECTIONS[number])
        editor.finish(message(N_("change of a tie")))

    def reattach(self, end: Literal["source", "target"]) -> None:
        """Hang an end of the selected tie on somebody else."""
        if ties := self._canvas.editor.selected_ties:
            self._canvas.asking.reattach(ties[-1].id, end)

    def add_bend(self) -> None:
        """A corner in the middle of the longest stretch of the selected tie; arrows move it."""
        for tie in self._canvas.editor.selected_ties[-1:]:
            corners = self._corners(tie)
            gaps = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2, a, b) for a, b in pairwise(corners)]
            _far, a, b = max(gaps)
            bends, _at = bent_at((corners[0], corners[-1]), tie.bends, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
            self._canvas.editor.bend(tie.id, bends)

    def straighten(self) -> None:
        """The selected ties find their own ways again."""
        self._canvas.editor.straighten()

    def nudge_bend(self, dx: float, dy: float) -> bool:
        """An arrow on a selected tie moves its corner; False if it has none."""
        editor = self._canvas.editor
        ties = [t for t in editor.selected_ties if t.bends]
        if editor.selected_nodes or len(ties) != 1:
            return False
        *others, (x, y) = ties[0].bends
        return editor.bend(ties[0].id, (*others, (x + dx, y + dy)))

    def _corners(self, tie: Tie) -> list[Point]:
        places = [n.place or Place(0, 0) for i in (tie.source, tie.target) if (n := self._canvas.editor.shown.node(i))]
        first, last = ((p.x, p.y) for p in places)
        return [first, *tie.bends, last]
