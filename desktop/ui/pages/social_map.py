"""The section «Social connections»: the canvas, its tools, what is selected, dated versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
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
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.shortcuts import Command
from desktop.ui.pages.export_file import ask_where_network
from desktop.ui.pages.import_network import ask_for_network
from desktop.ui.pages.map_asking import ask_before_leaving, ask_to_finish, ask_to_lay_out, ask_two_authors
from desktop.ui.pages.map_body import VIEWS, MapBody, first_choice
from desktop.ui.pages.map_cards import CardOver
from desktop.ui.pages.map_comparing import ComparisonOver, comparing_maps, earlier_of
from desktop.ui.pages.map_files import save_picture
from desktop.ui.pages.map_frame import MapFrame
from desktop.ui.pages.map_leads import MapLeads
from desktop.ui.pages.map_table import MapTable
from desktop.ui.pages.shell import Shell

_DRAFT_AFTER: Final = 3_000  # milliseconds after the last change


class MapSection(MapFrame):
    """One version of the map, edited; others are one choice away."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.map = FamilyMap(shell.desk, family)
        self.body: MapBody | None = None
        self.choice: RingsChoice | None = None  # kept when another version is opened
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER)
        self._timer.timeout.connect(self.map.keep_draft)
        under = QWidget(self)
        self.over = CardOver(shell, under, self.sources, self)
        self.over.left.connect(self.entered)
        self.compared = ComparisonOver(shell, self.over, under, family)
        self.leads = MapLeads(shell, family, self.map, self.over, self.go_section.emit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.over)
        self._column = QVBoxLayout(under)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.banner = Banner(self)
        self.banner.acted.connect(self._take_draft)
        self._column.addWidget(self.banner)
        self._build_head()
        self._place = QWidget(self)
        self._column.addWidget(self._place, 1)
        self._build_strip()
        self.map.opened.subscribe(self._opened)
        self.map.listed.subscribe(lambda _rows: self._listed())
        self.map.state_changed.subscribe(self._state)
        self.map.stale.subscribe(self._stale)
        self.map.failed.subscribe(shell.fail)
        self._asked = False
        self._said_of: UUID | None = None  # the finished version that was spoken of

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
            self._asked = True
            self.map.open()
        else:
            if self.body is not None and not self.body.editor.in_gesture:
                self.body.editor.look(style=replace(self.body.editor.style, codes=page.codes))
            self.map.refresh()

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
        body.told.connect(self._tell)
        body.step_wanted.connect(self.plan_step)
        body.shown_changed.connect(self._say_view)
        body.inspector.network.compare_wanted.connect(self.compare)
        if (page := self.family.page) is not None:
            caption = self.desk.caption
            body.inspector.knows(concerns_of(page, self.desk.today), lambda code: concern_words(code, caption))
        editor.changed.subscribe(lambda _change: self._timer.start())
        editor.stack.changed.subscribe(lambda _stack: self.strip.say(""))  # what was said is about the step before
        self._column.replaceWidget(self._place, body)
        self._place.deleteLater()
        self._place = self.body = body
        self._seat.replaceWidget(self._bar, body.bar)
        self._bar.deleteLater()
        self._bar = body.bar
        self._list_versions()
        self._offer_draft()
        body.show_view(shown)
        self._say_view()
        if self.isVisible() and self.over.view is None:
            body.enter()

    def _tell(self, words: str) -> None:
        self.strip.say(words)
        announce(self, words)

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
        self._settle()
        go = self.map.begin_wish if aim == "wish" and not self.map.has_wish else lambda: self.map.open(aim=aim)

        def begun() -> None:
            go()
            if aim == "wish" and not any(row.aim == "wish" for row in self.map.versions):
                self._tell(_("The map of wishes begins as the map that is: change it into what the family would like"))

        self._left_first(begun)

    def _left_first(self, go: Callable[[], None]) -> None:
        """Whatever is not saved is asked about before another map is shown."""

        def drop() -> None:
            self._timer.stop()
            self.map.drop_draft()
            go()

        if self.map.is_dirty:
            ask_before_leaving(self, lambda: self.map.save(after=go), drop, self._stay)
        else:
            go()

    def _stay(self) -> None:
        self._list_versions()
        self._say_view()

    def _listed(self) -> None:
        self._list_versions()
        if self.inspector is not None:
            self.inspector.compare(self.map.before)

    @override
    def _choose_version(self) -> None:
        chosen = self.versions.value()
        editor = self.map.editor
        if chosen is None or editor is None or UUID(chosen) == editor.data.id:
            return
        self._settle()
        self._left_first(lambda: self.map.open(UUID(chosen)))

    def _offer_draft(self) -> None:
        at = self.map.offered()
        if at:
            self.banner.show_notice(_("There is a map drawn on {day} and not saved.").format(day=at), "amber", _("Show it"))

    def _take_draft(self) -> None:
        self.banner.clear_notice()
        self.map.take_draft()

    def _state(self, state: str) -> None:
        self.state.follow(state, self.map.said)
        if state == "unsaved":
            self._say_finished()

    def _say_finished(self) -> None:
        """Once for each finished version that somebody begins to change."""
        editor = self.map.editor
        if editor is not None and editor.data.final and editor.dirty and self._said_of != editor.data.id:
            self._said_of = editor.data.id
            self.shell.say(_("This version is finished: what you change becomes a new one"))

    def _stale(self, who: str) -> None:
        ask_two_authors(self, who, self.map.save_as_new)

    def _ask_layout(self) -> None:
        editor, body = self.map.editor, self.body
        if editor is None:
            return
        if body is not None and body.shown == "rings":
            body.lay_rings_out()
            return
        if editor.hand_placed:
            ask_to_lay_out(self, editor.lay_out)
        else:
            editor.lay_out()

    @override
    def finish(self) -> None:
        """Nobody changes this version any more; the next change begins a new one."""
        self._settle()
        ask_to_finish(self, lambda: self.map.save(final=True))

    @override
    def export(self) -> None:
        """Save the map as a picture: SVG, PDF or PNG."""
        editor, body = self.map.editor, self.body
        if editor is None or body is None:
            return
        shown = editor.shown
        hidden = [tie.id for tie in shown.ties if not editor.shows(tie)]
        ground = editor.projection.ground(shown) if body.shown == "rings" else None
        save_picture(self.shell, shown.without(*hidden), self.family, self, ground, style=editor.style, saved=not editor.dirty)

    @override
    def print_grid(self) -> None:
        """The grid as a table on paper, in PDF or Excel."""
        self._settle()
        if self.body is not None:
            self.leads.print_grid(self.body.choice)

    def plan_step(self, id_: object) -> None:
        """A step of the current plan for a resource nobody used yet."""
        self._settle()
        self.leads.plan_step(id_)

    @override
    def meet(self) -> None:
        """A meeting of the network with those of the map as invited."""
        self._settle()
        self.leads.meet()

    @override
    def take_network(self) -> None:
        """A network of another program becomes a new draft of this map."""
        self._settle()
        ask_for_network(self.shell, self.family.family, self, self._network_taken)

    def _network_taken(self, version: UUID) -> None:
        self._left_first(lambda: self.map.open(version))

    @override
    def save_network(self) -> None:
        """The map that is open as a graph or as lists, for other programs."""
        self._settle()
        if self.map.editor is not None:
            ask_where_network(self.shell, self.map.editor.data, self.family, self)

    @override
    def compare(self) -> None:
        """Two versions beside each other; a wish is compared with what is: that is what to work for."""
        editor = self.map.editor
        if editor is None or self.over.view is not None:
            return
        self._settle()
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
            self._tell(_("Names are hidden") if hidden else _("Names are shown"))

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
        return self.map.is_dirty or (self.over.view is not None and self.over.view.card.is_dirty)

    @override
    def save(self) -> None:
        if self.over.view is not None:
            self.over.view.save()
            return
        self._settle()
        self.map.save()

    def _settle(self) -> None:
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
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        taken = {keys for command in self.shell.commands.all() for keys in command.keys}
        for entry in self.more.entries():
            free = tuple(key for key in entry.keys if key not in taken)  # two owners of a key would have none
            self.shell.commands.add(Command(entry.id, entry.caption, entry.run, free, self._allowed))

    def _allowed(self) -> bool:
        return self.isVisible() and self.over.view is None and self.compared.view is None

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shell.commands.remove_all("map.")

    @override
    def close_section(self) -> None:
        self._timer.stop()
        if self.over.view is not None:
            self.over.view.close_view()
        if self.body is not None:
            self.body.leave()
        self.compared.leave()
        self.leads.close()
        self.map.close()
