"""The command finder: type what is to be done, press Enter (Ctrl+Q).

CommandPalette(commands: Commands, parent)     open_finder(); it closes itself
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import theme
from desktop.ui.kit.choices import folded
from desktop.ui.kit.native import other_layout
from desktop.ui.kit.shortcuts import Command, Commands
from desktop.ui.kit.topbar import SearchLine

_ID: Final = int(Qt.ItemDataRole.UserRole)


class CommandPalette(QDialog):
    """All commands of the window; the words may be typed in any order, from any part, in either layout."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._over = parent
        self._commands = commands
        self.setAccessibleName(_("Find a command"))
        self.line = SearchLine(_("What is to be done?"), self)
        self.list = QListWidget(self)
        self.list.setProperty("kit", "popup")
        self.list.setAccessibleName(_("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(10), theme.px(10), theme.px(10))
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._narrow)
        self.line.entered.connect(lambda _text: self._run())
        self.line.down.connect(lambda: self._move(1))
        self.line.left.connect(self.close)
        self.list.itemClicked.connect(lambda _item: self._run())

    def open_finder(self) -> None:
        """Show everything that can be done now, under the top of the window."""
        window = self._over.window()
        self.resize(theme.px(520), theme.px(380))
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, theme.px(56))))
        self.line.clear()
        self._narrow("")
        self.show()
        self.line.setFocus()

    def _narrow(self, text: str) -> None:
        able = [command for command in self._commands.all() if command.enabled()]
        found = self._fitting(able, text) or self._fitting(able, other_layout(text))
        self.list.clear()
        for command in found:
            keys = f"    {command.keys[0]}" if command.keys else ""
            item = QListWidgetItem(command.caption.replace("&", "") + keys)
            item.setData(_ID, command.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    @staticmethod
    def _fitting(commands: list[Command], text: str) -> list[Command]:
        wanted = folded(text).split()
        return [command for command in commands if all(word in folded(command.caption) for word in wanted)]

    def _move(self, step: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.close()
            self._commands.run(str(item.data(_ID)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            self._move(-1)
            return
        super().keyPressEvent(event)
