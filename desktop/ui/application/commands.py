"""The commands of the frame: every one has a key that works in both layouts, and a line in the command finder."""

from __future__ import annotations

from desktop.base.messages import _
from desktop.ui.application.parts import Commanded
from desktop.ui.kit.shortcuts import Command


def frame_commands(frame: Commanded) -> None:
    """Offer what can be done from anywhere."""

    def in_family(do: str) -> None:
        section = frame.family.current if frame.family is not None else None
        if section is not None:
            getattr(section, do)()
            return
        page = frame.stack.currentWidget()
        act = getattr(page, do, None)
        if act is not None:
            act()

    def section(step: int) -> None:
        if frame.family is not None:
            frame.family.go(step)

    def to_section(key: str) -> None:
        if frame.family is not None:
            frame.family.show_section(key)

    frame.commands.add_all(
        (
            Command(
                "search",
                _("Find a family, a person, an address, a number"),
                frame.topbar.focus_search,
                ("Ctrl+K", "F3"),
            ),
            Command("find", _("Find a command"), frame.find_command, ("Ctrl+Q",)),
            Command("new", _("New family"), frame.new_family, ("Ctrl+N",)),
            Command(
                "visit", _("Write a visit"), frame.write_visit, ("F7",), lambda: frame.family is not None
            ),
            Command("print", _("Print the dossier"), frame.print_current, ("Ctrl+P",)),
            Command("save", _("Save"), lambda: in_family("save"), ("Ctrl+S", "F10")),
            Command("undo", _("Undo"), lambda: in_family("undo"), ("Ctrl+Z",)),
            Command("redo", _("Redo"), lambda: in_family("redo"), ("Ctrl+Y",)),
            Command("back", _("Back"), frame.back, ("Alt+Left",)),
            Command("forward", _("Forward"), frame.forward, ("Alt+Right",)),
            Command("next", _("Next section"), lambda: section(1), ("Ctrl+Tab", "Ctrl+PgDown")),
            Command("previous", _("Previous section"), lambda: section(-1), ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
            Command("signals", _("Signals"), lambda: frame.go("signals"), ("Ctrl+1",)),
            Command("families", _("Families"), lambda: frame.go("families"), ("Ctrl+2",)),
            Command(
                "map",
                _("Social connections"),
                lambda: to_section("map"),
                ("Ctrl+F7",),
                lambda: frame.family is not None,
            ),
            Command("preferences", _("Settings"), lambda: frame.go("preferences"), ("Ctrl+9",)),
            Command(
                "lock",
                _("Lock the program"),
                frame.session.lock,
                ("Ctrl+L",),
                lambda: not frame.desk.office.demonstration,
            ),
            Command("leave", _("Close the office"), frame.session.leave),
        )
    )
