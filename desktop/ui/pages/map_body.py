"""One opened map in its four views: ecomap, rings, the grid after Tracy and Whittaker, the table of ties.

The views are of one map and one editor: what is changed in one stands in the others at once, and Ctrl+Z is the same in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Literal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.messages import N_, _, message
from desktop.models.map_data import MapData, View
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.map_places import MapPlaces
from desktop.presenters.map_projection import AsDrawn
from desktop.presenters.map_views import Rings, RingsChoice
from desktop.presenters.maps import MapEditor
from desktop.ui.canvas.inspector import Inspector
from desktop.ui.canvas.toolbar import MapToolbar
from desktop.ui.canvas.view import MapView
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.narrow import WhenNarrow
from desktop.ui.pages.map_choice import ChoiceBar
from desktop.ui.pages.map_grid import MapGrid
from desktop.ui.pages.map_heading import MapHeading
from desktop.ui.pages.map_resources import ResourcesPanel
from desktop.ui.pages.map_table import MapTable

Shown = Literal["ecomap", "rings", "grid", "ties"]
VIEWS: Final[Mapping[Shown, str]] = {
    "ecomap": N_("Ecomap"),
    "rings": N_("Network in rings"),
    "grid": N_("Tracy\u2013Whittaker grid"),
    "ties": N_("Ties"),
}

_NARROW: Final = 720  # pixels at 100 %: below them the panel folds


def first_choice(map_: MapData, sectors: int) -> RingsChoice:
    """The view in which most is said of this map; the family's where nothing is said yet."""
    told: Counter[tuple[View, UUID | None]] = Counter()
    for tie in map_.ties:
        told[tie.view, tie.viewer if tie.view == "member" else None] += 1 + 2 * (tie.closeness is not None)
    told["family", None] += 1
    members = {n.id for n in map_.household()}
    (view, viewer), _times = told.most_common(1)[0]
    if view == "member" and viewer not in members:
        view, viewer = "family", None
    return RingsChoice(view, viewer, viewer, sectors)


class MapBody(QWidget):
    """`told` for the status line, `layout_asked`, `step_wanted(id)` for a resource, `shown_changed` for another view."""

    told = Signal(str)
    layout_asked = Signal()
    step_wanted = Signal(object)
    shown_changed = Signal()

    def __init__(
        self, map_: FamilyMap, editor: MapEditor, choice: RingsChoice, new_id: Callable[[], UUID], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.editor, self._new_id = editor, new_id
        self.shown: Shown = "ecomap"
        self._before: Shown = "ecomap"  # the view from which the table of ties was called
        self._old_view: View | None = None
        self.view = MapView(editor, self)
        self.view.remember_with(MapPlaces(map_.desk))
        self.toolbar = MapToolbar(editor, self.view, self)
        self.bar = ChoiceBar(editor, choice, self)
        self.heading = MapHeading(map_, editor, self)
        self.table = MapTable(editor, self)
        self.grid = MapGrid(editor, self.bar.choice, self)
        self.inspector = Inspector(editor, self)
        self.inspector.compare(map_.before)
        self.resources = ResourcesPanel(editor, self)
        self._narrow = False
        self._lay_out()
        WhenNarrow(self, _NARROW, self._become_narrow)
        self._listen()
        self._arrange()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        margins = (theme.px(14), theme.px(4), theme.px(14), theme.px(6))
        self.toolbar.setContentsMargins(*margins)
        self.views = QStackedWidget(self)
        for widget in (self.view, self.grid, self.table):
            self.views.addWidget(widget)
        left.addWidget(self.heading)
        left.addWidget(self.views, 1)
        self.side = QStackedWidget(self)
        self.side.addWidget(self.inspector)
        self.side.addWidget(self.resources)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self.panel_button = Button(_("Panel"), parent=self)
        self.panel_button.setToolTip(_("The panel beside the drawing"))
        self.panel_button.setCheckable(True)
        self.panel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.panel_button.toggled.connect(lambda _on: self._show_side())
        self.panel_button.hide()
        self.toolbar.add(self.panel_button)
        column.addWidget(self.toolbar)  # over the panel too: one line instead of two leaves the map more height
        column.addLayout(row, 1)
        self.heading.hide()

    def _become_narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        """The panel folds behind a button: the drawing has the whole width."""
        self._narrow = narrow
        self.panel_button.setVisible(narrow)
        self._show_side()

    def _show_side(self) -> None:
        drawn = self.shown in {"ecomap", "rings"}
        self.side.setFixedWidth(self.inspector.maximumWidth())
        self.side.setVisible(drawn and (not self._narrow or self.panel_button.isChecked()))  # the tables say it all themselves
        self._show_palette()

    def _listen(self) -> None:
        self.view.layout_asked.connect(self.layout_asked)
        self.view.told.connect(self.told)
        self.view.inspect_asked.connect(self._inspect)
        self.table.told.connect(self.told)
        self.grid.told.connect(self.told)
        self.bar.changed.connect(self._chosen)
        self.view.tool_changed.connect(lambda _tool: self._show_palette())
        self._leaving = self.editor.selection_changed.subscribe(lambda _ids: self._show_palette())
        self._show_palette()
        self.resources.step_wanted.connect(self.step_wanted)
        self.inspector.network.step_wanted.connect(self.step_wanted)
        self.resources.left.connect(lambda: self.show_resources(shown=False))
        self.heading.left.connect(lambda: self.show_heading(shown=False))

    # Views ----------------------------------------------------------------------------------------------

    @property
    def choice(self) -> RingsChoice:
        """Whose view, who stands in the middle, how many sectors."""
        return self.bar.choice

    def show_view(self, shown: Shown) -> None:
        """One of the four views; what is being typed in the one before is taken."""
        if shown == self.shown:
            return
        self.settle()
        self._before, self.shown = self.shown, shown
        self._arrange()
        self.enter()
        self.shown_changed.emit()

    def toggle_ties(self) -> None:
        """The ties as a table, or the view again from which it was called."""
        self.show_view((self._before if self._before != "ties" else "ecomap") if self.shown == "ties" else "ties")

    def _arrange(self) -> None:
        drawn = self.shown in {"ecomap", "rings"}
        of_one_view = self.shown in {"rings", "grid"}
        self.views.setCurrentWidget(self.view if drawn else self.grid if self.shown == "grid" else self.table)
        self.toolbar.setVisible(drawn)
        self.toolbar.views.hide()  # the head says whose view it is
        self.bar.of_one_view(one=of_one_view)
        self._show_side()
        rings = self.editor.projection.key == "rings"
        if of_one_view:
            self._use_choice()
        elif rings:
            self.editor.set_projection(AsDrawn())
            self.editor.show_view(self._old_view)
            self.view.fit()
        self.grid.show_choice(self.choice)
        self._show_palette()  # the panel came or went

    def _use_choice(self) -> None:
        """New ties are told in the view that is chosen; the rings show that view only."""
        editor, choice = self.editor, self.choice
        if editor.projection.key != "rings":
            self._old_view = editor.view
            editor.show_view(None)
        editor.set_defaults(
            view=choice.view, viewer=choice.viewer, contact=editor.defaults.contact, told_on=editor.defaults.told_on
        )
        if self.shown == "rings":
            editor.set_projection(Rings(choice, self._new_id, lambda: editor.defaults))
            self.view.fit()

    def _chosen(self) -> None:
        self._use_choice()
        self.grid.show_choice(self.choice)

    def split(self, sectors: int) -> None:
        """Into how many sectors the rings are divided."""
        self.bar.take(replace(self.choice, sectors=sectors))

    def show_others(self, *, shown: bool) -> None:
        """Ties among those around the middle, or only those with it."""
        self.bar.take(replace(self.choice, others=shown))

    def lay_rings_out(self) -> None:
        """Directions chosen by hand are given back; who stands on which ring stays as it was said."""
        editor = self.editor
        editor.begin()
        for node in editor.data.nodes:
            if node.bearing is not None:
                editor.change_node(node.id, bearing=None)
        editor.finish(message(N_("automatic layout")))
        self._use_choice()

    # Parts ----------------------------------------------------------------------------------------------

    def show_heading(self, *, shown: bool) -> None:
        """The heading of the version over the map, or not."""
        if not shown:
            self.heading.take()
        self.heading.setVisible(shown)
        if shown:
            self.heading.settle()
            self.heading.title.setFocus()
        else:
            self.enter()
        self.shown_changed.emit()

    def show_resources(self, *, shown: bool) -> None:
        """The resources in the place of the panel, or the panel."""
        if shown and self.shown not in {"ecomap", "rings"}:
            self.show_view("ecomap")
        self.side.setCurrentWidget(self.resources if shown else self.inspector)
        if shown:
            self.panel_button.setChecked(True)
            self.resources.enter()
        else:
            self.enter()
        self.shown_changed.emit()

    @property
    def resources_shown(self) -> bool:
        """Whether the panel of resources stands beside the map."""
        return self.side.currentWidget() is self.resources

    def hide_names(self, *, hidden: bool) -> None:
        """Codes in the place of names: for teaching and councils."""
        self.editor.look(style=replace(self.editor.style, names="codes" if hidden else "shown"))

    def _show_palette(self) -> None:
        """Kinds are offered while ties are drawn; the panel offers them for a selected one, and the map stays put."""
        wanted = self.view.tool == "tie" or (bool(self.editor.selected_ties) and not self.side.isVisibleTo(self))
        for part in (self.toolbar.kinds, self.toolbar.ways):
            part.setVisible(wanted)

    def _inspect(self) -> None:
        self.side.setCurrentWidget(self.inspector)
        self.panel_button.setChecked(True)
        self.inspector.take_focus()

    def enter(self) -> None:
        """The keyboard where work goes on."""
        if self.shown == "grid":
            self.grid.enter()
        elif self.shown == "ties":
            self.table.enter()
        else:
            self.view.setFocus()

    def settle(self) -> None:
        """Take what is being typed: the map is saved or another view is shown."""
        self.view.settle()
        if not self.heading.isHidden():
            self.heading.take()
        for table in (self.table.table, self.grid.table):
            if table.typing:
                table.setFocus()  # an editor that loses the keyboard gives what was typed

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._leaving()
        for part in (self.view, self.toolbar, self.bar, self.heading, self.inspector, self.resources, self.table, self.grid):
            part.leave()
