"""A menu over a figure: what can be done, with the key that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.kit.text import keys_for_people


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; without words a line between, with `inside` a menu of its own.

    `checked`: whether it is what holds now; None where that says nothing.
    """

    words: str = ""
    keys: str = ""
    run: Callable[[], object] | None = None
    checked: bool | None = None
    enabled: bool = True
    inside: tuple[Entry, ...] = ()


def menu_of(entries: Sequence[Entry], parent: QWidget) -> QMenu:
    """The menu of these entries."""
    menu = QMenu(parent)
    _fill(menu, entries)
    return menu


def _fill(menu: QMenu, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if not entry.words:
            menu.addSeparator()
        elif entry.inside:
            _fill(menu.addMenu(entry.words), entry.inside)
        else:
            menu.addAction(_action(menu, entry))


def _action(menu: QMenu, entry: Entry) -> QAction:
    # The key stands beside the words and is no shortcut of its own: the canvas has it already.
    action = QAction(f"{entry.words}\t{keys_for_people(entry.keys)}" if entry.keys else entry.words, menu)
    action.setEnabled(entry.enabled)
    if entry.checked is not None:
        action.setCheckable(True)
        action.setChecked(entry.checked)
    if (run := entry.run) is not None:
        action.triggered.connect(lambda _on=False: run())
    return action
