"""A window as the pages see it, for tests: it remembers what it was asked; and a real office behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.bootstrap import inline_desk, making
from desktop.models.snapshots import Snapshot
from desktop.services.desk import Desk
from desktop.services.offices import NewOffice, found_office, sign_in
from desktop.ui.kit.shortcuts import Commands

LOGIN = "asanova"


@cache
def _founded() -> TemporaryDirectory[str]:
    """The office as it is founded: once for all tests, each opens a copy."""
    home = TemporaryDirectory(prefix="opora-founded-")
    new = NewOffice("Отдел", "Асанова", "Гульнара", LOGIN, "Маратовна", "специалист", country="KG", demonstration=True)
    opened, _code = found_office(str(Path(home.name) / "office.opora"), new, "", making())
    opened.kept.close()
    return home


def opened_desk(folder: Path) -> Desk:
    """The desk of a demonstration office that was just founded, its work done at once."""
    for file in Path(_founded().name).iterdir():
        shutil.copy(file, folder / file.name)
    desk = inline_desk(sign_in(str(folder / "office.opora"), LOGIN, "", making()))
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
