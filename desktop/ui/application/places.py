"""The places of the navigation: what each is called, which key goes there, how its page is made.

A new place is one line of `PLACES`. A page may have, and the window asks for what it has: `entered()` when it comes into
view, `commands()` to offer while it is shown, `print_current()` for Ctrl+P, `save()`, `undo()`, `redo()`, `close_page()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.base.messages import N_
from desktop.presenters.families_list import FamiliesList
from desktop.ui.application.parts import Housing
from desktop.ui.application.preferences import PreferencesPage
from desktop.ui.pages.definitions import DefinitionsPage
from desktop.ui.pages.families_list import FamiliesPage
from desktop.ui.pages.import_tree import ask_for_tree
from desktop.ui.pages.journals import JournalsPage
from desktop.ui.pages.register_file import save_register
from desktop.ui.pages.signals import SignalsPage


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere one can go from anywhere."""

    caption: str
    make: Callable[[Housing], QWidget]
    keys: tuple[str, ...] = ()
    bottom: bool = False  # above the name of the user instead of in the upper part


def _families(window: Housing) -> QWidget:
    page = FamiliesPage(FamiliesList(window.desk), window.window_widget())
    page.open_family.connect(window.open_family)
    page.new_family.connect(lambda: window.new_family())  # noqa: PLW0108  the signal brings an argument of its own
    page.tree_wanted.connect(lambda: ask_for_tree(window, None, page))
    page.export_wanted.connect(lambda: save_register(window, page))
    page.back.connect(window.back)
    page.failed.connect(window.fail)
    return page


PLACES: Final[Mapping[str, Place]] = {
    "signals": Place(N_("Signals"), lambda window: SignalsPage(window, window.window_widget()), ("Ctrl+1",)),
    "families": Place(N_("Families"), _families, ("Ctrl+2",)),
    "journals": Place(N_("Journals"), lambda window: JournalsPage(window, window.window_widget()), ("Ctrl+3",)),
    "definitions": Place(
        N_("Forms"), lambda window: DefinitionsPage(window, window.window_widget()), ("Ctrl+8", "Alt+4"), bottom=True
    ),
    "preferences": Place(
        N_("Settings"), lambda window: PreferencesPage(window.session, window, window.window_widget()), ("Ctrl+9",), bottom=True
    ),
}
