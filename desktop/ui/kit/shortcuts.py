"""Commands of a window: one list for its shortcuts, its buttons and the command finder.

    Command(id, caption, run, keys=(), enabled=lambda: True)
        keys: ("Ctrl+S", "F2"); every command that has a letter has an F-key or a digit too, letters may
            fail in some layouts
    Commands(window)          add(command), add_all(commands), remove_all(prefix): drops ids that begin so;
                              all() -> tuple[Command, ...]; run(id) -> bool
Letters are taken by their place on the keyboard: Ctrl+S works with a Russian layout on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.kit import native


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done, by which keys, and whether it can be done now."""

    id: str
    caption: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    enabled: Callable[[], bool] = field(default=_always)


class Commands(QObject):
    """The commands of one window; the keyboard reaches them from anywhere in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, tuple[Command, QAction]] = {}
        self._by_keys: dict[str, str] = {}
        window.installEventFilter(self)

    def add(self, command: Command) -> None:
        """Offer this; a command with the same id is replaced."""
        self.remove_all(command.id, exact=True)
        action = QAction(command.caption, self._window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: self.run(command.id))
        self._window.addAction(action)
        self._commands[command.id] = (command, action)
        for keys in command.keys:
            self._by_keys[QKeySequence(keys).toString()] = command.id

    def add_all(self, commands: Iterable[Command]) -> None:
        """Offer these."""
        for command in commands:
            self.add(command)

    def remove_all(self, prefix: str, *, exact: bool = False) -> None:
        """A page goes: so do its commands."""
        for own in [own for own in self._commands if own == prefix or (not exact and own.startswith(prefix))]:
            _command, action = self._commands.pop(own)
            self._window.removeAction(action)
            action.deleteLater()
            self._by_keys = {keys: to for keys, to in self._by_keys.items() if to != own}

    def all(self) -> tuple[Command, ...]:
        """Everything that is offered, in the order it was added."""
        return tuple(command for command, _action in self._commands.values())

    def run(self, command_id: str) -> bool:
        """Do it, if it can be done now."""
        found = self._commands.get(command_id)
        if found is None or not found[0].enabled():
            return False
        found[0].run()
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that Qt did not recognise because another layout is on arrive at the window at last."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leave_to_the_page(event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = native.letter(event)
        if not letter or not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(ord(letter)))).toString()
        return pressed in self._by_keys and self.run(self._by_keys[pressed])

    def _leave_to_the_page(self, event: QKeyEvent) -> bool:
        """Keys of a command that cannot be done now belong to the page: its own meaning of F7, say."""
        owner = self._commands.get(self._by_keys.get(QKeySequence(event.keyCombination()).toString(), ""))
        if owner is None or owner[0].enabled():
            return False
        event.accept()
        return True
