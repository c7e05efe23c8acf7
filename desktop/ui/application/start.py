"""The first window: what to open. A new office, the demonstration, an office database, or the office of last time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base import places
from desktop.base.errors import OporaError
from desktop.base.messages import _
from desktop.services.offices import door_of
from desktop.ui.application.founding import FoundingPage
from desktop.ui.application.parts import Opening
from desktop.ui.application.signing_in import SignInPage
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import Heading, PlainLabel

ENDING: Final = ".opora"


class ChoicePage(QWidget):
    """Four ways to begin, each with a sentence; the first letter of the eye falls on the likeliest."""

    def __init__(self, window: StartWindow) -> None:
        super().__init__(window)
        self._window = window
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(32), theme.px(40), theme.px(32))
        column.setSpacing(theme.px(10))
        title = PlainLabel(_("Opora"), self, ink="accent", scale=2.2, bold=True)
        column.addWidget(title)
        column.addWidget(PlainLabel(_("The record of families that your office accompanies."), self, ink="second", scale=1.1))
        column.addSpacing(theme.px(14))
        last = window.session.wiring.preferences.last_office
        if last:
            self._way(column, _("Open {name}").format(name=Path(last).name or last), _("The office of last time."), "primary",
                      lambda: window.ask_to_sign_in(last), "Alt+1")  # fmt: skip
        self._way(
            column, _("New office"), _("One computer; the file is encrypted from its first byte and opens with your password."),
            "plain" if last else "primary", window.show_founding, "Alt+2",
        )  # fmt: skip
        self._way(
            column, _("Demonstration office"),
            _("Sixty invented families to look around and try everything. Nothing here is real."),
            "plain", window.demonstrate, "Alt+3",
        )  # fmt: skip
        self._way(
            column,
            _("Open an office file…"),
            _("An office that is kept on this computer."),
            "plain",
            window.choose_file,
            "Alt+4",
        )
        self._way(
            column, _("Connect to an office database…"),
            _("A PostgreSQL server of your office, for work from several computers."),
            "plain", window.show_server, "Alt+5",
        )  # fmt: skip
        column.addStretch(1)

    def _way(self, column: QVBoxLayout, caption: str, sentence: str, kind: str, go: object, keys: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        button = Button(caption, kind, keys=keys, parent=self)  # type: ignore[arg-type]  # one of the kinds
        button.setShortcut(keys)
        button.setMinimumWidth(theme.px(330))
        button.clicked.connect(go)
        button.setAccessibleDescription(sentence)
        row.addWidget(button)
        row.addWidget(PlainLabel(sentence, self, ink="second", wrap=True), 1)
        column.addLayout(row)


class ServerPage(QWidget):
    """The address of an office on a server."""

    def __init__(self, window: StartWindow) -> None:
        super().__init__(window)
        self._window = window
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(32), theme.px(40), theme.px(32))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(_("Office database"), 1, self))
        words = _(
            "The administrator of your server gives this address. The password of the server is never written here: "
            "it lies in the PostgreSQL password file of this computer."
        )
        column.addWidget(PlainLabel(words, self, ink="second", wrap=True))
        self.address = TextEdit1(self, placeholder="postgresql://anna@server/office")
        self._field = Field(_("Address"), self.address, self, required=True)
        column.addWidget(self._field)
        row = QHBoxLayout()
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(window.show_choice)
        new = Button(_("Make a new office there"), parent=self)
        new.clicked.connect(lambda: self._go(new=True))
        go = Button(_("Connect"), "primary", keys="Enter", parent=self)
        go.clicked.connect(lambda: self._go(new=False))
        self.address.returnPressed.connect(lambda: self._go(new=False))
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(new)
        row.addWidget(go)
        column.addLayout(row)
        column.addStretch(1)

    def _go(self, *, new: bool) -> None:
        address = self.address.value()
        if not address.startswith("postgresql"):
            self._field.set_error(_("An address is expected, for example postgresql://anna@server/office"))
            return
        if new:
            self._window.show_founding(address)
        else:
            self._window.ask_to_sign_in(address)


class WaitPage(QWidget):
    """Something is being made; how far it is."""

    def __init__(self, window: StartWindow) -> None:
        super().__init__(window)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(32), theme.px(40), theme.px(32))
        column.addStretch(1)
        self.words = PlainLabel("", self, scale=1.1)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addStretch(1)

    def wait(self, words: str) -> None:
        """Say what is going on; nobody knows how long."""
        self.words.setText(words)
        self.bar.setRange(0, 0)

    def step(self, done: int, of: int) -> None:
        """Now it is known."""
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(done)


class StartWindow(QWidget):
    """Holds the pages of the beginning; everything slow runs elsewhere and comes back here."""

    def __init__(self, session: Opening) -> None:
        super().__init__()
        self.session = session
        # gone as soon as it is closed: left to the collector, its widgets may be destroyed on another thread
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Opora"))
        self.resize(theme.px(860), theme.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self)
        column.addWidget(self.banner)
        self.stack = QStackedWidget(self)
        column.addWidget(self.stack, 1)
        self.choice = ChoicePage(self)
        self.waiting = WaitPage(self)
        self.stack.addWidget(self.choice)
        self.stack.addWidget(self.waiting)
        self._back_to: QWidget = self.choice
        self._founding: dict[str, FoundingPage] = {}  # by address: what was typed outlives a step back

    def say(self, words: str) -> None:
        """A notice above the page."""
        self.banner.show_notice(words, "accent")

    def failed(self, error: Exception) -> None:
        """Say what was refused, on the page where it was asked."""
        self.stack.setCurrentWidget(self._back_to)
        words = error.words() if isinstance(error, OporaError) else _("The program made a mistake. Nothing was changed.")
        self.banner.show_notice(words, "red")
        announce(self, words, urgent=True)

    def show_choice(self) -> None:
        """Back to the beginning."""
        self.banner.clear_notice()
        self.stack.setCurrentWidget(self.choice)

    def _show(self, page: QWidget) -> None:
        self.banner.clear_notice()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self._back_to = page
        page.setFocus()

    def wait(self, words: str) -> None:
        """Something slow was begun."""
        self.banner.clear_notice()
        here = self.stack.currentWidget()
        if here is not None and here is not self.waiting:
            self._back_to = here
        self.waiting.wait(words)
        self.stack.setCurrentWidget(self.waiting)

    def show_founding(self, address: object = "") -> None:
        """Ask what a new office needs."""
        where = address if isinstance(address, str) else ""
        if where not in self._founding:
            self._founding[where] = FoundingPage(self, where)
        self._show(self._founding[where])

    def show_server(self) -> None:
        """Ask for the address of a server."""
        page = ServerPage(self)
        self._show(page)
        page.address.setFocus()

    def choose_file(self) -> None:
        """Ask which file."""
        dialog = QFileDialog(self, _("Open an office file"), "", _("Offices (*.opora *.db);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.ask_to_sign_in)
        dialog.open()

    def ask_to_sign_in(self, address: str) -> None:
        """Find out how the office opens; a demonstration asks nothing."""
        try:
            door = door_of(address)
        except OporaError as error:
            self.failed(error)
            return
        if door.kind == "plain":
            self.wait(_("The office is being opened…"))
            self.session.sign_in(address, "", "", self.failed)
            return
        page = SignInPage(self, address, door)
        self._show(page)
        page.begin()

    def demonstrate(self) -> None:
        """Make the demonstration office, or open the one that was made before."""
        folder = places.user_folder() / "demonstration"
        made = folder / "demo.opora"
        if made.exists():
            self.ask_to_sign_in(str(made))
            return
        self.wait(_("Sixty invented families are being made…"))
        self.session.demonstrate(folder, self.waiting.step, self.failed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stack.currentWidget() is not self.waiting:
            self.show_choice()
        else:
            super().keyPressEvent(event)
