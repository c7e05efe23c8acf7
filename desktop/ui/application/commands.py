"""The commands of the frame: every one has a key that works in both layouts, and a line in the command finder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.base.messages import _
from desktop.ui.application.parts import Commanded
from desktop.ui.application.places import PLACES
from desktop.ui.kit.shortcuts import Command
from desktop.ui.pages.quick_contact import open_quick_contact


def frame_commands(frame: Commanded) -> None:
    """Offer what can be done from anywhere."""
    frame.commands.add_all((*_everywhere(frame), *_on_the_page(frame)))


def _everywhere(frame: Commanded) -> tuple[Command, ...]:
    real = not frame.desk.office.demonstration
    find = _("Find a family, a person, an address, a number")
    return (
        Command("search", find, frame.topbar.focus_search, ("Ctrl+K", "F3")),
        Command("find", _("Find a command"), frame.find_command, ("Ctrl+Q",)),
        Command("new", _("New family"), frame.new_family, ("Ctrl+N",)),
        Command("contact", _("Write a contact"), partial(write_contact, frame), ("Ctrl+Shift+K", "F6")),
        Command("print", _("Print the dossier"), frame.print_current, ("Ctrl+P",)),
        Command("back", _("Back"), frame.back, ("Alt+Left",)),
        Command("forward", _("Forward"), frame.forward, ("Alt+Right",)),
        *(Command(key, _(place.caption), partial(frame.go, key), place.keys) for key, place in PLACES.items()),
        Command("lock", _("Lock the program"), frame.session.lock, ("Ctrl+Shift+F10",), lambda: real),
        Command("leave", _("Close the office"), frame.session.leave),
    )


def write_contact(frame: Commanded) -> None:
    """One line about a call, a message, a meeting: about the family in view, if one is."""
    open_quick_contact(frame, frame.family.presenter.page if frame.family is not None else None)


def _on_the_page(frame: Commanded) -> tuple[Command, ...]:
    def do(act: str) -> Callable[[], None]:
        def run() -> None:
            page = frame.family.current if frame.family is not None else frame.stack.currentWidget()
            wanted = getattr(page, act, None)
            if wanted is not None:
                wanted()

        return run

    def section(step: int) -> Callable[[], None]:
        return lambda: frame.family.go(step) if frame.family is not None else None

    def show(key: str) -> Callable[[], None]:
        return lambda: frame.family.show_section(key) if frame.family is not None else None

    def family() -> bool:
        return frame.family is not None

    return (
        Command("visit", _("Write a visit"), frame.write_visit, ("F7",), family),
        Command("save", _("Save"), do("save"), ("Ctrl+S", "F10")),
        Command("undo", _("Undo"), do("undo"), ("Ctrl+Z",)),
        Command("redo", _("Redo"), do("redo"), ("Ctrl+Y",)),
        Command("next", _("Next section"), section(1), ("Ctrl+Tab", "Ctrl+PgDown"), family),
        Command("previous", _("Previous section"), section(-1), ("Ctrl+Shift+Tab", "Ctrl+PgUp"), family),
        Command("map", _("Social connections"), show("map"), ("Ctrl+F7",), family),
    )
