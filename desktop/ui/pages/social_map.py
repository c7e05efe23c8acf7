"""The section «Social connections»: the canvas, its tools, what is selected, dated versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.map_codes import Codes
from desktop.models.map_data import Aim
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.map_style import keep_style, style_of
from desktop.presenters.map_views import RingsChoice
from desktop.presenters.maps import MapEditor
from desktop.presenters.network_words import concern_words, concerns_of
from desktop.ui.canvas.inspector import Inspector
from desktop.ui.canvas.view import MapView
from desktop.ui.kit.accessibility import announce
from desktop.ui.pages.export_file import ask_where_network
from desktop.ui.pages.import_network import ask_for_network
from desktop.ui.pages.map_body import VIEWS, MapBody, first_choice
from desktop.ui.pages.map_cards import CardOver
from desktop.ui.pages.map_comparing import ComparisonOver, comparing_maps, earlier_of
from desktop.ui.pages.map_files import save_picture
from desktop.ui.pages.map_frame import MapFrame
from desktop.ui.pages.map_leads import MapLeads
from desktop.ui.pages.map_table import MapTable
from desktop.ui.pages.shell import Shell


class MapSection(MapFrame):
    """One version of the map, edited; others are one choice away."""

    prefix = "map."

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        self.map = FamilyMap(shell.desk, family)
        super().__init__(shell, family, self.map, _("Version of the map"), parent)
        self.body: MapBody | None = None
        self.choice: RingsChoice | None = None  # kept when another version is opened
        self.compared = ComparisonOver(shell, self.over, self._under, family)
        self.leads = MapLeads(shell, family, self.map, self.over, self.go_section.emit)
        self._build_head()
        self.map.opened.subscribe(self._opened)
        self.map.listed.subscribe(lambda _rows: self._lay_beside())

    @override
    def ground(self) -> QWidget:
        self._under = QWidget(self)
        self.over = CardOver(self.shell, self._under, self.sources, self)
        self.over.left.connect(self.entered)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.over)
        return self._under

    # Parts of the opened map

    @property
    def view(self) -> MapView | None:
        """The canvas."""
        return self.body.view if self.body is not None else None

    @property
    def table(self) -> MapTable | None:
        """The table of ties."""
        return self.body.table if self.body is not None else None

    @property
    def inspector(self) -> Inspector | None:
        """The panel beside the canvas."""
        return self.body.inspector if self.body is not None else None

    @override
    def show_page(self, page: FamilyPage) -> None:
        if not self._asked:
            super().show_page(page)
        else:
            self.codes_came(page.codes)  # those that came in the middle of a gesture
            self.map.refresh()

    @override
    def codes_came(self, codes: Codes) -> None:
        if self.body is not None and not self.body.editor.in_gesture:
            self.body.editor.look(style=replace(self.body.editor.style, codes=codes))

    def _opened(self, editor: MapEditor) -> None:
        before = self.body
        shown = before.shown if before is not None else "ecomap"
        if before is not None:
            self.choice = before.choice
            before.leave()
        style = style_of(self.desk, self.family.page)
        editor.look(style=style)
        choice = self.choice or first_choice(editor.data, style.sectors)
        body = MapBody(self.map, editor, choice, self.desk.new_id, self)
        body.layout_asked.connect(self._ask_layout)
        body.told.connect(self.tell)
        body.step_wanted.connect(self.plan_step)
        body.shown_changed.connect(self._say_view)
        body.inspector.network.compare_wanted.connect(self.compare)
        if (page := self.family.page) is not None:
            caption = self.desk.caption
            body.inspector.knows(concerns_of(page, self.desk.today), lambda code: concern_words(code, caption))
        editor.changed.subscribe(lambda _change: self.touched())
        editor.stack.changed.subscribe(lambda _stack: self.strip.say(""))  # what was said is about the step before
        self.put_body(body)
        self.body = body
        self._seat.replaceWidget(self._bar, body.bar)
        self._bar.deleteLater()
        self._bar = body.bar
        self.list_versions()
        self.offer_draft()
        body.show_view(shown)
        self._say_view()
        if self.isVisible() and self.over.view is None:
            body.enter()

    @override
    def shown_id(self) -> UUID | None:
        return self.map.editor.data.id if self.map.editor is not None else None

    @override
    def shown_final(self) -> bool:
        return self.map.editor is not None and self.map.editor.data.final

    # Views and the two maps

    @override
    def _choose_view(self) -> None:
        key = next((key for key in VIEWS if key == self.views.value()), None)
        if self.body is not None and key is not None:
            self.body.show_view(key)

    @override
    def show_table(self) -> None:
        """The ties as a table, or the drawing again."""
        if self.body is not None:
            self.body.toggle_ties()

    @override
    def show_aim(self, aim: Aim) -> None:
        """The map that is, or the one the family wishes for; the first wish begins as a copy of what is."""
        if aim == self.map.aim:
            return
        self.settle()
        go = self.map.begin_wish if aim == "wish" and not self.map.has_wish else lambda: self.map.open(aim=aim)

        def begun() -> None:
            go()
            if aim == "wish" and not any(row.aim == "wish" for row in self.map.versions):
                self.tell(_("This is a copy: change it into what is wished for"))

        self.leave_for(begun)

    @override
    def stay(self) -> None:
        super().stay()
        self._say_view()

    def _lay_beside(self) -> None:
        if self.inspector is not None:
            self.inspector.compare(self.map.before)

    def _ask_layout(self) -> None:
        editor, body = self.map.editor, self.body
        if editor is None:
            return
        if body is not None and body.shown == "rings":
            body.lay_rings_out()
            return
        self.lay_out_anew(editor)

    @override
    def export(self) -> None:
        """Save the map as a picture: SVG, PDF or PNG."""
        editor, body = self.map.editor, self.body
        if editor is None or body is None:
            return
        shown = editor.laid_out
        hidden = [tie.id for tie in shown.ties if not editor.shows(tie)]
        ground = editor.projection.ground(shown) if body.shown == "rings" else None
        save_picture(self.shell, shown.without(*hidden), self.family, self, ground, style=editor.style, saved=not editor.dirty)

    @override
    def print_grid(self) -> None:
        """The grid as a table on paper, in PDF or Excel."""
        self.settle()
        if self.body is not None:
            self.leads.print_grid(self.body.choice)

    def plan_step(self, id_: object) -> None:
        """A step of the current plan for a resource nobody used yet."""
        self.settle()
        self.leads.plan_step(id_)

    @override
    def meet(self) -> None:
        """A meeting of the network with those of the map as invited."""
        self.settle()
        self.leads.meet()

    @override
    def take_network(self) -> None:
        """A network of another program becomes a new draft of this map."""
        self.settle()
        ask_for_network(self.shell, self.family.family, self, self._network_taken)

    def _network_taken(self, version: UUID) -> None:
        self.leave_for(lambda: self.map.open(version))

    @override
    def save_network(self) -> None:
        """The map that is open as a graph or as lists, for other programs; hidden names go out as codes."""
        self.settle()
        if self.map.editor is not None:
            ask_where_network(self.shell, self.map.editor.told, self.family, self)

    @override
    def compare(self) -> None:
        """Two versions beside each other; a wish is compared with what is: that is what to work for."""
        editor = self.map.editor
        if editor is None or self.over.view is not None:
            return
        self.settle()
        wish = editor.data.aim == "wish"
        newest = next((row.id for row in self.map.versions if row.aim == "real"), None)
        caption = _("What the family wishes for, beside what is") if wish else _("Two versions of the map")
        self.compared.show(
            comparing_maps(self.shell, self.map, editor), caption, after=editor.data.id,
            before=newest if wish else earlier_of(self.map), left=self.entered,
        )  # fmt: skip

    @override
    def hide_names(self, *, hidden: bool) -> None:
        """Codes in the place of names, on the screen and in pictures."""
        if self.body is not None:
            self.body.hide_names(hidden=hidden)
            keep_style(self.desk, self.body.editor.style)
            self.tell(
                _("Names are hidden on the map; the head of the page still names the family, F11 shows the map alone")
                if hidden
                else _("Names are shown")
            )

    # A section of the family's page

    @override
    def entered(self) -> None:
        if self.over.view is not None:
            self.over.view.focus_first()
        elif self.compared.view is not None:
            self.compared.view.enter()
        elif self.body is not None:
            self.body.enter()
            if self.body.shown == "ecomap":
                announce(self, _("Map of social connections"))

    @override
    def is_dirty(self) -> bool:
        return super().is_dirty() or (self.over.view is not None and self.over.view.card.is_dirty)

    @override
    def save(self) -> None:
        if self.over.view is not None:
            self.over.view.save()
        else:
            super().save()

    @override
    def settle(self) -> None:
        """Take the name being typed and a cell being edited before the map is saved or left."""
        if self.body is not None:
            self.body.settle()
        self._timer.stop()

    @override
    def undo(self) -> None:
        if self.over.view is not None:
            self.over.view.undo()
        elif self.map.editor is not None:
            self.map.editor.undo()

    @override
    def redo(self) -> None:
        if self.over.view is not None:
            self.over.view.redo()
        elif self.map.editor is not None:
            self.map.editor.redo()

    @override
    def keep_draft(self) -> None:
        if self.over.view is not None:
            self.over.view.card.keep_draft()
        if self.view is not None:
            self.view.settle()
        self.map.keep_draft()

    @override
    def commands(self) -> Sequence[tuple[str, str, Callable[[], None], tuple[str, ...]]]:
        return tuple((entry.id, entry.caption, entry.run, entry.keys) for entry in self.more.entries())

    @override
    def allows_commands(self) -> bool:
        return self.isVisible() and self.over.view is None and self.compared.view is None

    @override
    def close_section(self) -> None:
        if self.over.view is not None:
            self.over.view.close_view()
        if self.body is not None:
            self.body.leave()
        self.compared.leave()
        self.leads.close()
        super().close_section()
