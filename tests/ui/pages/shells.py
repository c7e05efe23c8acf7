"""A window as the pages see it, for tests: it remembers what it was asked; and a real office behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.bootstrap import inline_desk, making
from desktop.models.snapshots import Snapshot
from desktop.services.desk import Desk
from desktop.services.offices import NewOffice, found_office
from desktop.ui.kit.shortcuts import Commands


def opened_desk(folder: Path) -> Desk:
    """The desk of a demonstration office that was just founded, its work done at once."""
    new = NewOffice("Отдел", "Асанова", "Гульнара", "asanova", "Маратовна", "специалист", country="KG", demonstration=True)
    opened, _code = found_office(str(folder / "office.opora"), new, "", making())
    desk = inline_desk(opened)
    desk.read_definitions()
    return desk


class FakeShell:
    """Remembers what pages asked for."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self.desk, self._window = desk, window
        self.commands = Commands(window)
        self.opened: list[tuple[UUID, str]] = []
        self.signals: list[Snapshot | None] = []
        self.went: list[str] = []
        self.said: list[str] = []
        self.errors: list[Exception] = []
        self.printed: list[tuple[UUID, ...]] = []
        self.backs = 0

    def window_widget(self) -> QWidget:
        return self._window

    def open_family(self, family: UUID, section: str = "") -> None:
        self.opened.append((family, section))

    def new_family(self, signal: Snapshot | None = None) -> None:
        self.signals.append(signal)

    def go(self, place: str) -> None:
        self.went.append(place)

    def back(self) -> None:
        self.backs += 1

    def say(self, words: str) -> None:
        self.said.append(words)

    def fail(self, error: Exception, retry: Callable[[], None] | None = None) -> None:
        self.errors.append(error)

    def print_dossier(self, families: tuple[UUID, ...]) -> None:
        self.printed.append(families)
