"""The line above a genogram: whom to add, lines, layout, undo, zoom, the table, how it looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.messages import N_, _
from desktop.models.map_style import Frame, MapStyle, Names, SymbolSet
from desktop.presenters.genogram import GenogramEditor
from desktop.ui.canvas.figure_canvas import FigureCanvas
from desktop.ui.canvas.figure_menu import Entry, menu_of
from desktop.ui.canvas.steps import show_steps
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button, IconButton
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.genogram_acts import GenogramActs

_NAMES = (("shown", N_("names")), ("initials", N_("initials")), ("codes", N_("codes, for teaching")))
_FRAMES = (
    ("", N_("no sheet")), ("a4p", N_("A4 upright")), ("a4l", N_("A4 lying")), ("a3p", N_("A3 upright")),
    ("a3l", N_("A3 lying")),
)  # fmt: skip
_SYMBOLS = (("standard", N_("square and circle")), ("network", N_("triangle and circle")))


class GenogramBar(QWidget):
    """The tools of one genogram. `table_asked()`, `style_changed(MapStyle)`."""

    table_asked = Signal()
    style_changed = Signal(object)
    conditions_asked = Signal()

    def __init__(
        self, editor: GenogramEditor, canvas: FigureCanvas, acts: GenogramActs, style: MapStyle,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._editor, self._canvas, self._acts, self.style_now = editor, canvas, acts, style
        self._flow = FlowLayout(self, gap=theme.px(6), line_gap=theme.px(6))
        for words, key, code in (
            (_("Parent"), "P", "parent"), (_("Partner"), "U", "partner"), (_("Child"), "C", "child"),
            (_("Brother, sister"), "S", "sibling"),
        ):  # fmt: skip
            self._button(words, key, partial(acts.add, code))
        self._button(_("Relation"), "L", canvas.keys.connect)
        self._button(_("Lay out"), "F5", canvas.ask_layout)
        self.undo = IconButton("undo", _("Undo"), keys="Ctrl+Z", parent=self)
        self.redo = IconButton("redo", _("Redo"), keys="Ctrl+Y", parent=self)
        self.undo.clicked.connect(lambda: canvas.keys.undo())  # noqa: PLW0108  clicked brings a flag
        self.redo.clicked.connect(lambda: canvas.keys.redo())  # noqa: PLW0108  clicked brings a flag
        self._add_zoom()
        self.table = self._button(_("Table"), "Ctrl+T", self.table_asked.emit)
        self.table.setCheckable(True)
        self.looks = self._button(_("Look…"), "", lambda: self._drop(self.look_entries(), self.looks))
        self.more = self._button(_("More"), "", lambda: self._drop(self._acts.of_all(), self.more))
        canvas.zoom_changed.connect(lambda _zoom: self.settle())
        self._leaving = [editor.stack.changed.subscribe(lambda _stack: self.settle())]
        self.settle()

    def _button(self, words: str, keys: str, run: Callable[[], object]) -> Button:
        button = Button(words, keys=keys, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: run())  # noqa: PLW0108  clicked brings a flag
        self._flow.addWidget(button)
        return button

    def _add_zoom(self) -> None:
        group = QWidget(self)
        line = QHBoxLayout(group)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(4))
        nearer = IconButton("zoom-in", _("Nearer"), keys="Ctrl++", parent=group)
        farther = IconButton("zoom-out", _("Farther"), keys="Ctrl+-", parent=group)
        whole = Button(_("Whole drawing"), keys="F", parent=group)
        self._percent = PlainLabel("", group, ink="second")
        self._percent.setMinimumWidth(theme.px(44))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nearer.clicked.connect(lambda: self._canvas.zoom_by(1.25))
        farther.clicked.connect(lambda: self._canvas.zoom_by(0.8))
        whole.clicked.connect(self._canvas.fit)
        for part in (self.undo, self.redo, farther, self._percent, nearer, whole):
            line.addWidget(part)
        self._flow.addWidget(group)

    def leave(self) -> None:
        """Follow the editor no longer."""
        while self._leaving:
            self._leaving.pop()()

    def settle(self) -> None:
        """What can be undone, and the zoom."""
        show_steps(self._editor.stack, self.undo, self.redo)
        self._percent.setText(f"{round(self._canvas.zoom * 100)}\u202f%")

    def _drop(self, entries: Sequence[Entry], button: Button) -> None:
        menu = menu_of(entries, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def look_entries(self) -> tuple[Entry, ...]:
        """How the drawing looks: names, sheet, symbols, what is left out."""
        now = self.style_now

        def names(code: str) -> Callable[[], None]:
            return lambda: self._change(replace(now, names=cast("Names", code)))

        def frame(code: str) -> Callable[[], None]:
            return lambda: self._change(replace(now, frame=cast("Frame", code)))

        def symbols(code: str) -> Callable[[], None]:
            return lambda: self._change(replace(now, symbols=cast("SymbolSet", code)))

        return (
            Entry(_("Names"), inside=tuple(Entry(_(w), "", names(c), c == now.names) for c, w in _NAMES)),
            Entry(_("Sheet of paper"), inside=tuple(Entry(_(w), "", frame(c), c == now.frame) for c, w in _FRAMES)),
            Entry(_("Symbols"), inside=tuple(Entry(_(w), "", symbols(c), c == now.symbols) for c, w in _SYMBOLS)),
            Entry(_("Conditions"), "", self.conditions_asked.emit, self._editor.conditions),
            Entry(_("Legend"), "", lambda: self._change(replace(now, legend=not now.legend)), now.legend),
            Entry(_("Without colours"), "", lambda: self._change(replace(now, grey=not now.grey)), now.grey),
        )

    def _change(self, style: MapStyle) -> None:
        self.style_now = style
        self.style_changed.emit(style)
