"""Questions of the page of the map, asked before anything that cannot be seen coming."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.base.messages import _
from desktop.ui.kit.dialogs import Answer, Ask

Act = Callable[[], object]


def ask_before_leaving(parent: QWidget, save: Act, drop: Act, stay: Act) -> None:
    """Another map is about to be shown and this one is not saved."""
    Ask(
        parent,
        _("Save the changes of this map first?"),
        _("You changed the version that is open."),
        (
            Answer(_("Save and open"), _done(save), "primary", default=True),
            Answer(_("Open without saving"), _done(drop), "danger"),
            Answer(_("Stay here"), _done(stay), cancels=True),
        ),
    ).open()


def ask_two_authors(parent: QWidget, who: str, keep: Act) -> None:
    """A colleague saved this version meanwhile."""
    sentence = _("{who} saved this version while you were drawing. Your map can be kept as a version of its own.")
    Ask(
        parent,
        _("Two people drew the same map"),
        sentence.format(who=who),
        (
            Answer(_("Keep mine as a new version"), _done(keep), "primary", default=True),
            Answer(_("Back to the map"), None, cancels=True),
        ),
    ).open()


def ask_to_lay_out(parent: QWidget, lay_out: Act) -> None:
    """Somebody was placed by hand."""
    Ask(
        parent,
        _("Lay the map out anew?"),
        _("What was placed by hand stays where it is; the rest finds new places. Ctrl+Z brings everything back."),
        (
            Answer(_("Lay out"), _done(lay_out), "primary", default=True),
            Answer(_("Leave as it is"), None, cancels=True),
        ),
    ).open()


def ask_to_finish(parent: QWidget, finish: Act) -> None:
    """A finished version stays as it is."""
    Ask(
        parent,
        _("Finish this version?"),
        _("A finished version stays as it is for printing and comparing. The next change begins a new version."),
        (
            Answer(_("Finish"), _done(finish), "primary", default=True),
            Answer(_("Go on drawing"), None, cancels=True),
        ),
    ).open()


def _done(act: Act) -> Callable[[], None]:
    def run() -> None:
        act()

    return run
