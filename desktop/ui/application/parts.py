"""What the parts of the window ask of each other, so that none of them has to import the one that made it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QStackedWidget

from desktop.base.jobs import Lane
from desktop.services.offices import NewOffice, Opened
from desktop.ui.application.wiring import Wiring
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.topbar import TopBar
from desktop.ui.pages.family import FamilyPageView
from desktop.ui.pages.shell import Shell

Failed = Callable[[Exception], None]


class Opening(Protocol):
    """The session, as pages of the beginning and the frame see it."""

    wiring: Wiring
    lane: Lane

    def found(self, address: str, new: NewOffice, password: str, done: Callable[[Opened, str], None], failed: Failed) -> None:
        """Make a new office."""
        ...

    def sign_in(self, address: str, login: str, password: str, failed: Failed, server_password: str | None = None) -> None:
        """Open an office as this person and show the frame."""
        ...

    def recover(self, address: str, code: str, login: str, password: str, failed: Failed) -> None:
        """Open an office by its recovery code."""
        ...

    def demonstrate(self, folder: Path, told: Callable[[int, int], None], failed: Failed) -> None:
        """Make the demonstration office and open it."""
        ...

    def enter(self, address: str, login: str, opened: Opened) -> None:
        """Show the office."""
        ...

    def lock(self) -> None:
        """Leave the office and ask who it is."""
        ...

    def leave(self) -> None:
        """Close the office and ask what to open next."""
        ...


class Beginning(Protocol):
    """The first window, as its pages see it."""

    session: Opening
    stack: QStackedWidget
    banner: Banner

    def wait(self, words: str) -> None:
        """Something slow was begun."""
        ...

    def failed(self, error: Exception) -> None:
        """Say what was refused."""
        ...

    def show_choice(self) -> None:
        """Back to the beginning."""
        ...


class Housing(Shell, Protocol):
    """The window, as the places of the navigation see it."""

    session: Opening


class Commanded(Shell, Protocol):
    """The frame, as its commands see it."""

    session: Opening
    topbar: TopBar
    stack: QStackedWidget

    @property
    def family(self) -> FamilyPageView | None:
        """The family in view."""
        ...

    def write_visit(self) -> None:
        """Begin a visit."""
        ...

    def print_current(self) -> None:
        """Print the dossier."""
        ...

    def find_command(self) -> None:
        """The command finder."""
        ...

    def forward(self) -> None:
        """Where one was before going back."""
        ...
