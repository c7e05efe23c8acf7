"""What a page may ask of the window it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.models.snapshots import Snapshot
from desktop.services.desk import Desk
from desktop.ui.kit.shortcuts import Commands


class Shell(Protocol):
    """The window, as pages see it."""

    desk: Desk
    commands: Commands

    def window_widget(self) -> QWidget:
        """The parent of dialogs."""
        ...

    def open_family(self, family: UUID, section: str = "") -> None:
        """Show the page of a family."""
        ...

    def new_family(self, signal: Snapshot | None = None) -> None:
        """Show the page that takes a family in, from a signal or from nothing."""
        ...

    def go(self, place: str) -> None:
        """Show a place of the navigation."""
        ...

    def back(self) -> None:
        """Return to where one was before."""
        ...

    def say(self, words: str) -> None:
        """A short notice that goes away by itself and is said aloud."""
        ...

    def fail(self, error: Exception, retry: Callable[[], None] | None = None) -> None:
        """Say what went wrong: a refusal, an unreachable office (with a retry), or a bug."""
        ...

    def print_dossier(self, families: tuple[UUID, ...]) -> None:
        """Choose sections, preview, print or save."""
        ...
