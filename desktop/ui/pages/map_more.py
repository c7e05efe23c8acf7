"""Rare acts of the map in one menu, each with its key; the same list feeds the command finder of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.messages import _, ngettext
from desktop.models.map_data import Aim
from desktop.presenters.family_map import FamilyMap
from desktop.ui.canvas.key_list import KeyList
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import keys_for_people
from desktop.ui.pages.import_network import network_words
from desktop.ui.pages.map_body import VIEWS, MapBody, Shown


class Page(Protocol):
    """What the menu asks of the page it stands on."""

    map: FamilyMap
    body: MapBody | None

    def show_table(self) -> None: ...
    def show_aim(self, aim: Aim) -> None: ...
    def export(self) -> None: ...
    def print_grid(self) -> None: ...
    def compare(self) -> None: ...
    def meet(self) -> None: ...
    def take_network(self) -> None: ...
    def save_network(self) -> None: ...
    def finish(self) -> None: ...
    def hide_names(self, *, hidden: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: where it is found, what it is called, by which keys; `ticked` where it switches something."""

    id: str
    caption: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    ticked: bool | None = None
    listed: bool = True  # in the menu, and not only by its key
    apart: bool = False  # a line above it


class MoreMenu(Button):
    """The button «More»."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(_("More"), keys="Ctrl+F10", parent=parent)
        self._page = page
        self._menu: QMenu | None = None
        self.setAccessibleDescription(_("A menu with everything else that can be done with the map"))
        self.clicked.connect(self.drop)

    def drop(self) -> None:
        """Open the menu under the button."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for entry in self.entries():
            if entry.listed:
                if entry.apart:
                    menu.addSeparator()
                menu.addAction(self._action(entry, menu))
        self._menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _action(self, entry: Entry, menu: QMenu) -> QAction:
        keys = f"\t{keys_for_people(entry.keys[0])}" if entry.keys else ""
        action = QAction(entry.caption + keys, menu)
        if entry.ticked is not None:
            action.setCheckable(True)
            action.setChecked(entry.ticked)
        action.triggered.connect(lambda _on=False: entry.run())
        return action

    def entries(self) -> Sequence[Entry]:
        """Everything the page can do beside drawing."""
        page, body = self._page, self._page.body
        wish = page.map.aim == "wish"
        hidden = body is not None and body.editor.style.names == "codes"
        heading = body is not None and not body.heading.isHidden()
        resources = body is not None and body.resources_shown
        wish_words = (
            _("Show the map that is") if wish else _("Show the map of wishes") if page.map.has_wish
            else _("Begin the map of wishes")
        )  # fmt: skip
        return (
            *(self._view(number, key, word) for number, (key, word) in enumerate(VIEWS.items(), 1)),
            Entry("map.table", _("The ties as a table"), page.show_table, ("Ctrl+T", "F3"), listed=False),
            Entry("map.more", _("More acts of the map"), self.drop, ("Ctrl+F10",), listed=False),
            Entry("map.heading", _("Heading of the map"), self._heading, ("Ctrl+F5",), heading),
            Entry("map.resources", _("Resources of the network"), self._resources, ("Ctrl+F6",), resources),
            Entry("map.names", _("Hide the names (for teaching)"), self._names, ("Ctrl+F11",), hidden),
            *(self._sectors(number) for number in (4, 6, 8)),
            Entry("map.others", _("Ties among the others"), self._others, (), body is None or body.choice.others),
            Entry("map.wish", wish_words, self._wish, ("Ctrl+F9",), apart=True),
            Entry(
                "map.compare",
                _("Compare with the map that is\u2026") if wish else _("Compare versions\u2026"),
                page.compare,
                ("Ctrl+Shift+F7",),
            ),
            Entry("map.finish", _("Finish this version"), page.finish, ("Ctrl+Shift+F9",)),
            Entry("map.meeting", _("Network meeting\u2026"), page.meet, ("Ctrl+F8",), apart=True),
            Entry("map.grid", _("Print the grid\u2026"), page.print_grid, ("Ctrl+F12",)),
            Entry("map.take", network_words(), page.take_network, ("Ctrl+Shift+F8",), apart=True),
            Entry("map.give", _("Save for other programs (GraphML, Network Canvas)…"), page.save_network, ("Ctrl+Shift+F12",)),
            Entry("map.picture", _("Save the map as a picture"), page.export, ("Ctrl+E", "F12")),
            Entry("map.keys", _("Keys of the map"), self.show_keys, ("F1",), apart=True),
        )

    def show_keys(self) -> None:
        """F1: every key of the map in words."""
        KeyList([(entry.caption, entry.keys) for entry in self.entries() if entry.keys], self).open()

    def _view(self, number: int, key: Shown, word: str) -> Entry:
        def show() -> None:
            if self._page.body is not None:
                self._page.body.show_view(key)

        caption = _("View: {view}").format(view=_(word))
        return Entry(f"map.view.{key}", caption, show, (f"Ctrl+F{number}",), listed=False)

    def _sectors(self, number: int) -> Entry:
        body = self._page.body

        def split() -> None:
            if self._page.body is not None:
                self._page.body.split(number)

        caption = ngettext("{n} sector in the rings", "{n} sectors in the rings", number).format(n=number)
        chosen = body is not None and body.choice.sectors == number
        return Entry(f"map.sectors.{number}", caption, split, ticked=chosen, apart=number == 4)

    def _others(self) -> None:
        if (body := self._page.body) is not None:
            body.show_others(shown=not body.choice.others)

    def _heading(self) -> None:
        if (body := self._page.body) is not None:
            body.show_heading(shown=body.heading.isHidden())

    def _resources(self) -> None:
        if (body := self._page.body) is not None:
            body.show_resources(shown=not body.resources_shown)

    def _names(self) -> None:
        if (body := self._page.body) is not None:
            self._page.hide_names(hidden=body.editor.style.names != "codes")

    def _wish(self) -> None:
        self._page.show_aim("real" if self._page.map.aim == "wish" else "wish")
