"""Context menus of the canvas: what can be done here, with the key that does it, at a node, a tie, an empty place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.messages import N_, _, message
from desktop.models.map_data import QUALITIES, Quality
from desktop.presenters.map_words import QUALITY
from desktop.ui.canvas import gestures
from desktop.ui.canvas.card_dialog import CardDialog
from desktop.ui.canvas.gestures import Board
from desktop.ui.kit.text import keys_for_people

if TYPE_CHECKING:
    from desktop.presenters.map_editing import Candidate
    from desktop.ui.canvas.asking import Asking
    from desktop.ui.canvas.keyboard import Keyboard
    from desktop.ui.canvas.pressing import At

TINTS: Final = {
    "": N_("no filling"),
    "accent": N_("blue"),
    "good": N_("green"),
    "amber": N_("amber"),
    "bad": N_("red"),
    "soft": N_("grey"),
}
_KINDS: Final = {
    "M": N_("man"),
    "W": N_("woman"),
    "U": N_("person, sex unknown"),
    "O": N_("agency"),
    "G": N_("group of people"),
}
Entry = tuple[str, str, Callable[[], object]]  # words, key, what it does; no words: a line between


class _Signal(Protocol):
    def emit(self) -> None: ...


class Canvas(Board, Protocol):
    """The canvas a menu belongs to."""

    @property
    def keyboard(self) -> Keyboard: ...
    @property
    def asking(self) -> Asking: ...
    def set_tool(self, tool: Literal["select", "loop"]) -> None: ...
    def ask_look(self) -> None: ...
    @property
    def layout_asked(self) -> _Signal: ...
    @property
    def inspect_asked(self) -> _Signal: ...
    def fit(self) -> None: ...
    def viewport(self) -> QWidget: ...
    def pixel_of(self, point: QPointF) -> QPoint: ...


def show_at(canvas: Canvas, at: At) -> None:
    """The menu of what is under the pointer; it is selected first, unless it is part of the selection."""
    scene, editor = canvas.map_scene, canvas.editor
    found = scene.node_at(at.point) or scene.tie_at(at.point) or scene.group_at(at.point)
    if found is None:
        editor.select(())
    elif found.id not in editor.selected:
        editor.select((found.id,))
    _pop(canvas, for_selection(canvas, at), at.pixel)


def show_for_selection(canvas: Canvas) -> None:
    """The menu of what is selected, beside it: the menu key and Shift+F10."""
    editor, scene = canvas.editor, canvas.map_scene
    pixel = canvas.viewport().rect().center()
    if nodes := editor.selected_nodes:
        pixel = canvas.pixel_of(scene.nodes[nodes[-1].id].pos())
    elif ties := editor.selected_ties:
        one, other = scene.ties[ties[-1].id].ends
        pixel = canvas.pixel_of((one + other) / 2)
    _pop(canvas, for_selection(canvas), pixel)


def for_selection(canvas: Canvas, at: At | None = None) -> QMenu:
    """The menu of what is selected; of an empty place when nothing is."""
    editor = canvas.editor
    if editor.selected_groups:
        return _made(canvas, _group(canvas))
    if not editor.selected_nodes:
        return _made(canvas, _tie(canvas) if editor.selected_ties else _nothing(canvas, at))
    menu = _made(canvas, _node(canvas))
    arrange = menu.addMenu(_("Arrange"))
    _fill(canvas, arrange, _arranging(canvas))
    tint = menu.addMenu(_("Fill"))
    _fill(canvas, tint, [(_(words), "", _tinting(canvas, code)) for code, words in TINTS.items()])
    kinds = menu.addMenu(_("What it is"))
    _fill(canvas, kinds, [(_(words), key, _becoming(canvas, key)) for key, words in _KINDS.items()])
    return menu


def _tinting(canvas: Canvas, code: str) -> Callable[[], object]:
    return lambda: canvas.editor.tint(code)


def _becoming(canvas: Canvas, letter: str) -> Callable[[], object]:
    return canvas.keyboard.arrange.letters[letter]


def _arranging(canvas: Canvas) -> list[Entry]:
    more = canvas.keyboard.arrange
    return [
        (_("Left edges in line"), "Ctrl+Shift+Left", lambda: more.align("left")),
        (_("Middles in one column"), "Ctrl+Shift+C", lambda: more.align("center")),
        (_("Right edges in line"), "Ctrl+Shift+Right", lambda: more.align("right")),
        (_("Upper edges in line"), "Ctrl+Shift+Up", lambda: more.align("top")),
        (_("Middles in one row"), "Ctrl+Shift+M", lambda: more.align("middle")),
        (_("Lower edges in line"), "Ctrl+Shift+Down", lambda: more.align("bottom")),
        ("", "", canvas.fit),
        (_("Even distances across"), "Ctrl+Shift+H", lambda: more.distribute("across")),
        (_("Even distances down"), "Ctrl+Shift+V", lambda: more.distribute("down")),
        ("", "", canvas.fit),
        (_("To the front"), "Ctrl+Shift+F", canvas.editor.to_front),
        (_("To the back"), "Ctrl+Shift+B", canvas.editor.to_back),
    ]


def _group(canvas: Canvas) -> list[Entry]:
    editor, keys = canvas.editor, canvas.keyboard
    group = editor.selected_groups[-1]
    return [
        (_("Rename"), "F2", keys.rename),
        (_("Select everybody in it"), "", lambda: editor.select(group.nodes)),
        (_("Draw its loop by hand"), "D", lambda: canvas.set_tool("loop")),
        (_("The loop follows the nodes"), "", lambda: editor.outline(group.id, ())),
        ("", "", keys.delete),
        (_("Dissolve the group"), "Ctrl+Shift+G", keys.arrange.ungroup),
    ]


def _pop(canvas: Canvas, menu: QMenu, pixel: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(canvas.viewport().mapToGlobal(pixel))


def _node(canvas: Canvas) -> list[Entry]:
    keys, nodes = canvas.keyboard, canvas.editor.selected_nodes
    held = all(n.place is not None and n.place.pinned for n in nodes)
    return [
        (_("Connect with…"), "L", keys.connect),
        (_("Rename"), "F2", keys.rename),
        (_("More about it"), "Enter", canvas.inspect_asked.emit),
        (_("Let the layout place it") if held else _("Hold in place"), "P", keys.pin),
        (_("Group them"), "Ctrl+G", keys.arrange.group),
        *_card(canvas),
        ("", "", keys.copy),
        (_("Copy"), "Ctrl+C", keys.copy),
        (_("Duplicate"), "Ctrl+D", keys.duplicate),
        ("", "", keys.delete),
        (_("Take off the map"), "Del", keys.delete),
    ]


def _card(canvas: Canvas) -> list[Entry]:
    """A person of the map can be made a person of the card."""
    nodes = canvas.editor.selected_nodes
    if len(nodes) != 1 or nodes[0].kind != "person" or nodes[0].ref is not None:
        return []
    return [(_("Make a card…"), "", lambda: CardDialog(canvas.editor, nodes[0], canvas.viewport().window()).open())]


def _tie(canvas: Canvas) -> list[Entry]:
    keys = canvas.keyboard

    def choose(number: int) -> Callable[[], object]:
        return lambda: keys.quality(number)

    kinds: list[Entry] = [(_(QUALITY[q]), str(n + 1), choose(n)) for n, q in enumerate(QUALITIES)]
    return [
        *kinds,
        ("", "", keys.reverse),
        (_("Turn the help around"), "R", keys.reverse),
        (_("Bend"), "K", keys.arrange.add_bend),
        (_("Straighten"), "Shift+K", keys.arrange.straighten),
        (_("Another end…"), "E", lambda: keys.arrange.reattach("target")),
        (_("Another beginning…"), "Shift+E", lambda: keys.arrange.reattach("source")),
        (_("More about it"), "Enter", canvas.inspect_asked.emit),
        ("", "", keys.delete),
        (_("Take off the map"), "Del", keys.delete),
    ]


def _nothing(canvas: Canvas, at: At | None) -> list[Entry]:
    keys = canvas.keyboard

    def put() -> None:
        if at is None:
            keys.new_node()
            return
        canvas.editor.begin()
        canvas.name_new(gestures.put_down(canvas, at.point), message(N_("new contact")))

    return [
        (_("Somebody new here"), "N", put),
        (_("Paste"), "Ctrl+V", keys.paste),
        (_("Select everything"), "Ctrl+A", canvas.editor.select_all),
        ("", "", put),
        (_("Place everybody of the card"), "", lambda: canvas.editor.place_all(_people(canvas))),
        (_("Find on the map"), "Ctrl+F", canvas.asking.find),
        (_("Look"), "H", canvas.ask_look),
        (_("Lay out"), "F5", canvas.layout_asked.emit),
        (_("Whole map"), "F", canvas.fit),
        (_("Undo"), "Ctrl+Z", keys.undo),
    ]


def _people(canvas: Canvas) -> list[Candidate]:
    return [c for c in canvas.editor.free_candidates() if c.kind == "person"]


def _made(canvas: Canvas, entries: Sequence[Entry]) -> QMenu:
    menu = QMenu(canvas.viewport())
    _fill(canvas, menu, entries)
    return menu


def _fill(canvas: Canvas, menu: QMenu, entries: Sequence[Entry]) -> None:
    chosen: list[Quality] = [t.quality for t in canvas.editor.selected_ties]
    for words, key, act in entries:
        if not words:
            menu.addSeparator()
            continue
        # The key stands beside the words and is no shortcut of its own: the canvas has it already.
        action = QAction(f"{words}\t{keys_for_people(key)}" if key else words, menu)
        action.triggered.connect(lambda _on=False, act=act: act())
        if chosen and key.isdigit():
            action.setCheckable(True)
            action.setChecked({QUALITIES[int(key) - 1]} == set(chosen))
        menu.addAction(action)
