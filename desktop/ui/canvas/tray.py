"""The tray: people and agencies of the card who are not on the map yet; a click puts one there, a button all people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.figures.codes import code_words
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.following import Follower
from desktop.ui.kit.text import PlainLabel

if TYPE_CHECKING:
    from desktop.presenters.map_editing import Candidate
    from desktop.presenters.maps import MapEditor

_MARGIN: Final = 8
_MOST_ROWS: Final = 6


class Tray(QFrame):
    """In the upper right corner of the canvas, while somebody of the card waits."""

    def __init__(self, editor: MapEditor, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._editor, self._canvas, self._open = editor, canvas, False
        self.setObjectName("mapTray")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("People of the card who are not on the map yet"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        column.setSpacing(theme.px(4))
        line = QHBoxLayout()
        self.said = PlainLabel("", self, scale=0.9, ink="second")
        self.show_button = Button(_("Show"), keys="A", parent=self)
        self.all_button = Button(_("Place them all"), parent=self)
        for part in (self.said, self.show_button, self.all_button):
            line.addWidget(part)
        column.addLayout(line)
        self.list = QListWidget(self)
        self.list.setProperty("kit", "popup")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.accessibleName())
        column.addWidget(self.list)
        self.list.itemActivated.connect(self._put)
        self.list.itemClicked.connect(self._put)
        self.list.installEventFilter(self)
        self.show_button.clicked.connect(self.toggle)
        self.all_button.clicked.connect(self.place_all)
        for button in (self.show_button, self.all_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.installEventFilter(self)
        self._follower = Follower(self, self.settle, editor.changed, editor.looks_changed)
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def hide_for_good(self) -> None:
        """The canvas is only looked at."""
        self.leave()
        self.hide()

    @property
    def people(self) -> tuple[Candidate, ...]:
        """Persons of the card who wait."""
        return tuple(c for c in self._editor.free_candidates() if c.kind == "person")

    def toggle(self) -> None:
        """Show who waits, or put the list away."""
        self._open = not self._open
        self.settle()
        if self._open and self.isVisible():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.setCurrentRow(0)

    def place_all(self) -> None:
        """Everybody of the card who waits is put on the map; agencies are many, so they go one by one."""
        self._editor.place_all(self.people)

    def settle(self) -> None:
        """Who waits now; during a gesture it stays as it is."""
        if self._editor.in_gesture:
            return
        free, people = self._editor.free_candidates(), self.people
        self.setVisible(bool(people) or (self._open and bool(free)))
        count = len(people)
        words = ngettext("{n} person of the card is not on the map", "{n} people of the card are not on the map", count)
        agencies = _("All people of the card are on the map; agencies to choose from:")
        self.said.setText(words.format(n=count) if count else agencies)
        self.said.setVisible(self._open)
        self.all_button.setVisible(self._open and count > 0)
        # Put away it takes no more room than its own words.
        self.show_button.setText(_("Hide") if self._open else _("Not on the map: {n}").format(n=count))
        self.list.setVisible(self._open)
        if self._open:
            self._fill((*people, *(c for c in free if c.kind != "person")))
        self.setFixedHeight(self._column.totalSizeHint().height())
        self.setFixedWidth(max(self._column.totalSizeHint().width(), theme.px(200) if self._open else 0))
        self.stay()

    def stay(self) -> None:
        """In its corner, wherever the sheet was pushed."""
        self.move(self._canvas.width() - self.width() - _MARGIN, _MARGIN)

    def _fill(self, who: tuple[Candidate, ...]) -> None:
        row = self.list.currentRow()
        self.list.clear()
        codes = self._editor.style.codes.of((one.ref, one.ref, one.kind) for one in who)
        for one in who:
            item = QListWidgetItem(code_words(codes[one.ref]) if self._editor.names_hidden else one.name)
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        height = max(self.list.sizeHintForRow(0), theme.px(20))
        self.list.setFixedHeight(height * min(max(len(who), 1), _MOST_ROWS) + theme.px(4))
        self.list.setCurrentRow(min(row, len(who) - 1))

    def _put(self, item: QListWidgetItem) -> None:
        one: Candidate = item.data(Qt.ItemDataRole.UserRole)
        if any(n.ref == one.ref for n in self._editor.data.nodes):
            return  # Enter tells activated, a click tells both
        self._editor.add_node("", ref=one.ref)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._canvas:
            self._follower.start()
        elif watched is self.list and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._canvas.setFocus()
                self.toggle()
            return True
        return False
