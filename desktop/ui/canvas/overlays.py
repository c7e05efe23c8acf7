"""What lies over the canvas and belongs to no place of the sheet: legend, minimap, tray, words about what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from desktop.ui.canvas.legend import Legend
from desktop.ui.canvas.minimap import Minimap
from desktop.ui.canvas.tray import Tray
from desktop.ui.kit import theme
from desktop.ui.kit.text import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.figures.primitives import Ink
    from desktop.presenters.maps import MapEditor
    from desktop.ui.canvas.sheet import SheetView


class Overlays:
    """The widgets over one canvas."""

    def __init__(self, editor: MapEditor, view: SheetView) -> None:
        self._editor = editor
        canvas = view.viewport()
        self.legend = Legend(editor, canvas)
        self.minimap = Minimap(view, self._dots)
        self.tray = Tray(editor, canvas)
        self.looks = PlainLabel("", canvas, scale=0.9, ink="second")
        self.looks.setAutoFillBackground(True)
        self.looks.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.looks.move(theme.px(8), theme.px(8))
        self.looks.hide()
        self._leaving = [
            editor.changed.subscribe(lambda _change: None if editor.in_gesture else self.say_looks()),
            editor.stack.changed.subscribe(lambda _stack: self.say_looks()),
            editor.projection_changed.subscribe(lambda _projection: self.say_looks()),
            editor.view_changed.subscribe(lambda _view: self.say_looks()),
            editor.looks_changed.subscribe(lambda _looks: self.say_looks()),
        ]

    def leave(self) -> None:
        """The canvas is no longer shown."""
        while self._leaving:
            self._leaving.pop()()
        self.legend.leave()
        self.minimap.leave()
        self.tray.leave()

    def stay(self) -> None:
        """The sheet was pushed, and Qt pushes whatever lies in the window with it: back to the corners."""
        self.legend.stay()
        self.minimap.stay()
        self.looks.move(theme.px(8), theme.px(8))
        self.tray.stay()

    def say_looks(self) -> None:
        """What is filtered or highlighted is always said: nobody takes a part for the whole."""
        words = self._editor.look_words()
        self.looks.setText(words)
        self.looks.adjustSize()
        self.looks.setVisible(bool(words))
        self.minimap.look()

    def _dots(self) -> Iterable[tuple[QPointF, Ink]]:
        for node in self._editor.shown.nodes:
            if node.place is not None and self._editor.shows_node(node):
                yield QPointF(node.place.x, node.place.y), "accent" if node.inside else "ordinary"
