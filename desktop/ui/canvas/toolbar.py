"""The line above the canvas: tools, layout, undo, zoom, and whose view of the ties is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters import map_words as words
from desktop.ui.canvas.meeting import MeetingWindow
from desktop.ui.canvas.steps import show_steps
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button, IconButton
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel

if TYPE_CHECKING:
    from desktop.models.map_data import Direction, Quality, View
    from desktop.presenters.maps import MapEditor
    from desktop.ui.canvas.view import MapView, Tool

_ALL = "all"
_WAYS: Final = {"none": "\u2014", "to": "\u2192", "from": "\u2190", "mutual": "\u2194"}


class MapToolbar(QWidget):
    """The tools of one canvas; the page may add its own widgets with `add`."""

    def __init__(self, editor: MapEditor, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self._view = editor, view
        self._flow = FlowLayout(self, gap=theme.px(6), line_gap=theme.px(6))
        self.tools: dict[Tool, Button] = {
            "select": Button(_("Select"), keys="V", parent=self),
            "node": Button(_("Node"), keys="N", parent=self),
            "tie": Button(_("Connect"), keys="L", parent=self),
            "loop": Button(_("Loop"), keys="D", parent=self),
        }
        for tool, button in self.tools.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, tool=tool: self._choose(tool))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.add(button)
        self._add_palette()
        self.layout_button = Button(_("Lay out"), keys="F5", parent=self)
        self.layout_button.clicked.connect(view.layout_asked)
        self.add(self.layout_button)
        self.undo = IconButton("undo", _("Undo"), keys="Ctrl+Z", parent=self)
        self.redo = IconButton("redo", _("Redo"), keys="Ctrl+Y", parent=self)
        self.undo.clicked.connect(lambda: self._do(editor.undo))
        self.redo.clicked.connect(lambda: self._do(editor.redo))
        self._add_zoom()
        self.views = Segmented(
            [Option(_ALL, _("everybody's ties")), *(Option(v, _(w)) for v, w in words.VIEW_SHORT.items())],
            self,
            clearable=False,
        )
        self.views.setAccessibleName(_("Whose view of the ties is shown"))
        self.views.edited.connect(self._show_view)
        self.add(self.views)
        view.tool_changed.connect(lambda _tool: self.settle())
        view.zoom_changed.connect(lambda _zoom: self.settle())
        self.looks = Button(_("Look"), keys="H", parent=self)
        self.looks.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.looks.clicked.connect(view.ask_look)
        self.add(self.looks)
        view.meeting_asked.connect(self._meet)
        self._leaving = [
            editor.selection_changed.subscribe(lambda _ids: self._show_palette()),
            editor.defaults_changed.subscribe(lambda _defaults: self._show_palette()),
            editor.stack.changed.subscribe(lambda _stack: self.settle()),
            editor.view_changed.subscribe(lambda _view: self.settle()),
        ]
        self.settle()

    def add(self, widget: QWidget) -> None:
        """One more thing at the end of the line."""
        self._flow.addWidget(widget)

    def leave(self) -> None:
        """Follow the editor no longer."""
        while self._leaving:
            self._leaving.pop()()

    def settle(self) -> None:
        """Show which tool is chosen, what can be undone, the zoom and the view."""
        for tool, button in self.tools.items():
            button.setChecked(tool == self._view.tool)
        show_steps(self._editor.stack, self.undo, self.redo)
        self._percent.setText(f"{round(self._view.zoom * 100)}\u202f%")
        self.views.set_value(self._editor.view or _ALL)
        self._show_palette()

    def _add_palette(self) -> None:
        """The kind and direction of the selected ties, or of the next ones: what was drawn last is remembered."""
        self.kinds = Segmented([Option(q, _(w)) for q, w in words.QUALITY_SHORT.items()], self, clearable=False)
        self.kinds.setAccessibleName(_("Kind of tie"))
        self.ways = Segmented([Option(d, _WAYS[d]) for d in words.DIRECTION_SHORT], self, clearable=False)
        self.ways.setAccessibleName(_("Which way help flows"))
        self.kinds.edited.connect(lambda: self._editor.set_tie_kind(quality=cast("Quality", self.kinds.value() or "ordinary")))
        self.ways.edited.connect(lambda: self._editor.set_tie_kind(direction=cast("Direction", self.ways.value() or "none")))
        for part in (self.kinds, self.ways):
            self.add(part)
        self._show_palette()

    def _show_palette(self) -> None:
        ties, now = self._editor.selected_ties, self._editor.defaults
        self.kinds.set_value(ties[-1].quality if ties else now.quality)
        self.ways.set_value(ties[-1].direction if ties else now.direction)

    def _meet(self) -> None:
        self._view.settle()
        self.meeting = MeetingWindow(self._editor, self.window())
        self.meeting.open()

    def _add_zoom(self) -> None:
        group = QWidget(self)
        line = QHBoxLayout(group)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(4))
        nearer = IconButton("zoom-in", _("Nearer"), keys="Ctrl++", parent=group)
        farther = IconButton("zoom-out", _("Farther"), keys="Ctrl+-", parent=group)
        self.fit = Button(_("Whole map"), keys="F", parent=group)
        self._percent = PlainLabel("", group, ink="second")
        self._percent.setMinimumWidth(theme.px(44))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nearer.clicked.connect(lambda: self._view.zoom_by(1.25))
        farther.clicked.connect(lambda: self._view.zoom_by(0.8))
        self.fit.clicked.connect(self._view.fit)
        for part in (self.undo, self.redo, farther, self._percent, nearer, self.fit):
            line.addWidget(part)
        self.add(group)

    def _choose(self, tool: Tool) -> None:
        self._view.settle()
        self._view.set_tool(tool)
        self.settle()
        self._view.setFocus()

    def _do(self, act: object) -> None:
        self._view.cancel_gesture()
        if callable(act):
            act()

    def _show_view(self) -> None:
        chosen = self.views.value()
        self._editor.show_view(None if chosen in {None, _ALL} else cast("View", chosen))
