"""The keys of a map of connections; whatever has a letter has a second key besides."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from desktop.base.messages import N_, message
from desktop.models.map_data import QUALITIES, Place
from desktop.presenters.map_editing import reading_order
from desktop.ui.canvas.arrange_keys import ArrangeKeys
from desktop.ui.canvas.arrange_keys import Canvas as Arranged
from desktop.ui.canvas.sheet_keys import ALT, ARROWS, CTRL, FINE_MM, NOTHING, SHIFT, STEP_MM, Act, Sheet, SheetKeys

FINEST_MM: Final = 0.25
_STEPS: Final = {NOTHING: STEP_MM, SHIFT: FINE_MM, CTRL: FINEST_MM}


class _Signal(Protocol):
    def emit(self) -> None: ...


class Canvas(Arranged, Sheet, Protocol):
    """What keys can do on a canvas."""

    read_only: bool

    @property
    def layout_asked(self) -> _Signal: ...
    @property
    def inspect_asked(self) -> _Signal: ...
    def cancel_gesture(self) -> bool: ...
    def pointer(self) -> QPointF: ...
    def show_menu(self) -> None: ...


class Keyboard(SheetKeys):
    """The keys of one map."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, self)
        self._canvas = canvas
        self.arrange = ArrangeKeys(canvas)
        self.plain |= {
            Qt.Key.Key_Insert: self.new_node,
            Qt.Key.Key_F2: self.rename,
            Qt.Key.Key_F4: self.kind,
            Qt.Key.Key_F5: lambda: canvas.layout_asked.emit(),  # noqa: PLW0108  bound when used
            Qt.Key.Key_F9: self.duplicate,
            Qt.Key.Key_Return: lambda: canvas.inspect_asked.emit(),  # noqa: PLW0108  bound when used
            Qt.Key.Key_Enter: lambda: canvas.inspect_asked.emit(),  # noqa: PLW0108  bound when used
        }
        self.letters |= {
            "N": self.new_node,
            "P": self.pin,
            "R": self.reverse,
            "V": lambda: canvas.set_tool("select"),
        }
        self.ctrl |= {
            "A": canvas.editor.select_all,
            "C": self.copy,
            "X": self.cut,
            "V": self.paste,
            "D": self.duplicate,
            "F": canvas.asking.find,
        }

    @override
    def find(self, key: Qt.Key, held: Qt.KeyboardModifier, letter: str) -> Act | None:
        if self._canvas.read_only:
            return self._looking(key, held, letter)
        if key in ARROWS:
            return self._on_arrow(key, held)
        if held in {NOTHING, SHIFT}:
            return self._bare(key, letter, shifted=held == SHIFT)
        return self._with_others(key, held, letter)

    def _on_arrow(self, key: Qt.Key, held: Qt.KeyboardModifier) -> Act | None:
        step = _STEPS.get(held)
        if step is not None:
            dx, dy = ARROWS[key]
            return lambda: self.nudge(dx * step, dy * step)
        return self.arrange.with_arrow(key, align=held != ALT) if held in {ALT, CTRL | SHIFT} else None

    def _with_others(self, key: Qt.Key, held: Qt.KeyboardModifier, letter: str) -> Act | None:
        more = self.arrange
        if held == CTRL:
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                return self.duplicate
            return self.ctrl_keys.get(key) or self.ctrl.get(letter) or more.ctrl.get(letter)
        if held == CTRL | SHIFT:
            return self.redo if letter == "Z" else more.ctrl_shift.get(letter)
        return more.ctrl_alt.get(letter) if held == CTRL | ALT else None

    def _bare(self, key: Qt.Key, letter: str, *, shifted: bool) -> Act | None:
        more = self.arrange
        if shifted and key == Qt.Key.Key_F10:
            return self._canvas.show_menu  # only some desktops make a menu of it by themselves
        if shifted and (act := more.shifted.get(letter) or more.shifted_keys.get(key)):
            return act
        if not shifted and self._canvas.editor.selected_ties:
            if 0 <= (digit := key - Qt.Key.Key_1) < len(QUALITIES):
                return lambda: self.quality(digit)
            if Qt.Key.Key_6 <= key <= Qt.Key.Key_9:
                return lambda: more.direction(key - Qt.Key.Key_6)
        return self.plain.get(key) or more.plain.get(key) or self.letters.get(letter) or more.letters.get(letter)

    def _looking(self, key: Qt.Key, held: Qt.KeyboardModifier, letter: str) -> Act | None:
        """At a meeting the map is looked at: walking, zooming, finding, and Esc to go back to work."""
        if held == CTRL:
            return self.ctrl_keys.get(key) or (self._canvas.asking.find if letter == "F" else None)
        if held:
            return None
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal, Qt.Key.Key_Space}:
            return self.plain[key]
        if key in {Qt.Key.Key_Escape, Qt.Key.Key_F11}:
            return self._canvas.meeting_asked_now
        return {"F": self._canvas.fit, "B": self._canvas.go_back}.get(letter)

    # What keys do ---------------------------------------------------------------------------------------

    def new_node(self) -> None:
        """Somebody new where the layout has room, with the caret in the name."""
        editor = self._canvas.editor
        editor.begin()
        self._canvas.name_new(editor.add_node(""), message(N_("new contact")))

    def connect(self) -> None:
        """Connect what is selected: two nodes with each other, one with whom the person names."""
        nodes = self._canvas.editor.selected_nodes
        if len(nodes) == 2:
            self._canvas.asking.connect_two(nodes[0].id, nodes[1].id)
        elif len(nodes) == 1:
            self._canvas.asking.connect(nodes[0].id)
        else:
            self._canvas.tell(message(N_("Select whom to connect first: Tab goes from one to the next")))

    def rename(self) -> None:
        """The caret into the name of the selected node."""
        editor = self._canvas.editor
        if groups := editor.selected_groups:
            self._canvas.asking.name_group(groups[-1].id, new=False)
        elif nodes := editor.selected_nodes:
            self._canvas.asking.rename(nodes[-1].id)

    def kind(self) -> None:
        """Choose the kind of the selected ties, or of all ties of the selected node."""
        editor = self._canvas.editor
        ties = [t.id for t in editor.selected_ties]
        if not ties and len(editor.selected_nodes) == 1:
            here = editor.selected_nodes[0].id
            ties = [t.id for t in editor.visible_ties() if here in (t.source, t.target)][:1]
            editor.select(ties)
        if ties:
            self._canvas.asking.kind(ties)

    def quality(self, number: int) -> None:
        """A digit on selected ties: their kind."""
        editor = self._canvas.editor
        editor.begin()
        for tie in editor.selected_ties:
            editor.change_tie(tie.id, quality=QUALITIES[number])
        editor.finish(message(N_("change of a tie")))

    def reverse(self) -> None:
        """Help flows the other way."""
        for tie in self._canvas.editor.selected_ties:
            self._canvas.editor.reverse(tie.id)

    def pin(self) -> None:
        """Hold the selected nodes, or let them go if all are held."""
        nodes = self._canvas.editor.selected_nodes
        held = all(n.place is not None and n.place.pinned for n in nodes)
        self._canvas.editor.pin([n.id for n in nodes], pinned=not held)

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected nodes; with nothing selected, the first node is selected."""
        editor = self._canvas.editor
        if self.arrange.nudge_bend(dx, dy):
            return
        if nodes := editor.selected_nodes:
            before = editor.data
            editor.move([n.id for n in nodes], dx, dy)
            if said := editor.projection.said(before, editor.data):
                self._canvas.tell(said)
        else:
            editor.select_next()

    @override
    def walk(self, *, forward: bool) -> bool:
        editor = self._canvas.editor
        order = reading_order(editor.data)
        if not order or (editor.selected and editor.selected[-1] == order[-1 if forward else 0].id):
            return False
        editor.select_next(1 if forward else -1)
        return True

    def delete(self) -> None:
        """What is selected leaves the map; Ctrl+Z brings it back. Who lives in the household stays, and that is said."""
        editor = self._canvas.editor
        bound = editor.stay(editor.selected)
        editor.delete()
        if bound:
            self._canvas.tell(message(N_("Who lives in the household is said by the family card")))

    def undo(self) -> None:
        """Take the last step back."""
        self._canvas.cancel_gesture()
        self._canvas.editor.undo()

    def redo(self) -> None:
        """Do it again."""
        self._canvas.editor.redo()

    def duplicate(self) -> None:
        """A copy a little aside."""
        self._canvas.editor.duplicate()

    def copy(self) -> bool:
        """What is selected to the clipboard."""
        text = self._canvas.editor.copy()
        if text:
            QGuiApplication.clipboard().setText(text)
        return bool(text)

    def cut(self) -> None:
        """What is selected to the clipboard and off the map."""
        if self.copy():
            self.delete()

    def paste(self) -> None:
        """What was copied from this map or another, where the pointer is."""
        at = self._canvas.pointer()
        try:
            self._canvas.editor.paste(QGuiApplication.clipboard().text(), Place(at.x(), at.y()))
        except ValueError:
            self._canvas.tell(message(N_("There is nothing of a map on the clipboard")))

    def escape(self) -> None:
        """What is under way never happened; then back to the pointer, then nothing is selected."""
        if not self._canvas.cancel_gesture():
            self._canvas.set_tool("select")
            self._canvas.editor.select(())

    def first_or_last(self, at: int) -> None:
        """Home, End."""
        order = reading_order(self._canvas.editor.data)
        if order:
            self._canvas.editor.select((order[at].id,))
