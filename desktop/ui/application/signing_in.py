"""Signing in: who, and the password; a forgotten one is replaced with the recovery code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.base import places
from desktop.base.errors import Rejected
from desktop.base.messages import _, ngettext
from desktop.services.offices import Door, attempts_of
from desktop.ui.application.parts import Beginning
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import Heading, PlainLabel


class PasswordEdit(TextEdit1):
    """A line that shows dots; Caps Lock and the wrong layout are the usual mistakes, so the hint names them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, max_length=200)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def typed(self) -> str:
        """Exactly what was typed, spaces included."""
        return self.text()


class SignInPage(QWidget):
    """One line for the name, one for the password; after a failure it waits longer each time."""

    def __init__(self, window: Beginning, address: str, door: Door) -> None:
        super().__init__()
        self._window, self._address, self._door = window, address, door
        self._attempts = attempts_of(places.user_folder(), address)
        self._recovering = False
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(32), theme.px(40), theme.px(32))
        column.setSpacing(theme.px(12))
        name = Path(address).stem if door.kind == "file" else address
        column.addWidget(Heading(name, 1, self))
        if door.kind == "server":
            words = _(
                "The office password says who you are and opens your drafts. Who may read the server at all is decided by the "
                "server itself."
            )
            column.addWidget(PlainLabel(words, self, ink="second", wrap=True))
        last = window.session.wiring.preferences.last_user
        self._choice = Choice([(user, user) for user in door.users], self) if len(door.users) > 1 else None
        self._login = TextEdit1(self)
        self._login.set_value(last if not door.users or last in door.users else door.users[0])
        if self._choice is not None:
            self._choice.set_value(last if last in door.users else None)
            self._login.hide()
        self._who = Field(_("Who"), self._choice or self._login, self)
        column.addWidget(grid := FieldGrid(1, self))
        grid.add(self._who)
        self._code = TextEdit1(self, placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self._code_row = Field(_("Recovery code"), self._code, self, required=True)
        self._code_row.hide()
        grid.add(self._code_row)
        self._password = PasswordEdit(self)
        self._row = Field(_("Password"), self._password, self)
        self._row.set_note(_("Mind Caps Lock and the keyboard layout"))
        grid.add(self._row)
        self._server_password = PasswordEdit()
        server_row = Field(_("Password of the server"), self._server_password)
        server_row.set_note(_("Only where the PostgreSQL password file of this computer does not hold it"))
        server_row.setVisible(door.kind == "server")
        grid.add(server_row)
        column.addLayout(self._buttons(door))
        column.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._count_down)

    def _buttons(self, door: Door) -> QHBoxLayout:
        row = QHBoxLayout()
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self._window.show_choice)
        row.addWidget(back)
        if door.kind == "file":
            forgot = Button(_("Forgot the password…"), "quiet", parent=self)
            forgot.clicked.connect(self._recover)
            row.addWidget(forgot)
        row.addStretch(1)
        self._go = Button(_("Open"), "primary", keys="Enter", parent=self)
        self._go.clicked.connect(self.sign_in)
        self._password.returnPressed.connect(self.sign_in)
        self._code.returnPressed.connect(self._password.setFocus)
        row.addWidget(self._go)
        return row

    def login(self) -> str:
        """Who signs in."""
        return (self._choice.value() or "") if self._choice is not None else self._login.value()

    def begin(self) -> None:
        """The keyboard where work begins."""
        (self._password if self.login() else self._choice or self._login).setFocus()

    def _recover(self) -> None:
        self._recovering = True
        self._window.banner.clear_notice()
        self._row.set_error("")
        self._code_row.show()
        self._row.set_note(_("A new password, at least 10 characters"))
        self._go.set_caption(_("Open and set the new password"))
        self._code.setFocus()

    def sign_in(self) -> None:
        """Try to open the office."""
        login = self.login()
        for field in (self._who, self._code_row, self._row):
            field.set_error("")
        if not login:
            self._who.set_error(_("Choose who you are"))
            return
        wait = self._attempts.wait(login, self._window.session.wiring.making.now())
        if wait > 0:
            self._timer.start()
            self._count_down()
            return
        self._window.wait(_("The office is being opened…"))
        session = self._window.session
        if self._recovering:
            session.recover(self._address, self._code.value(), login, self._password.typed(), self._failed)
        else:
            server = self._server_password.typed() or None
            session.sign_in(self._address, login, self._password.typed(), self._failed, server)

    def _failed(self, error: Exception) -> None:
        self._window.failed(error)
        mend = self._row
        if isinstance(error, Rejected):
            if self._recovering and any(finding.path[:1] == ("code",) for finding in error.findings):
                mend = self._code_row
            mend.set_error(error.words())
            if self._attempts.wait(self.login(), self._window.session.wiring.making.now()) > 0:
                self._timer.start()
        if mend is self._row:
            self._password.clear()
        mend.focus_editor()

    def _count_down(self) -> None:
        left = self._attempts.wait(self.login(), self._window.session.wiring.making.now())
        if left <= 0:
            self._timer.stop()
            self._row.set_error("")
            self._row.set_note(_("The password may be typed again now"))
            self._go.setEnabled(True)
            return
        seconds = int(left) + 1
        self._go.setEnabled(False)
        self._row.set_error(ngettext("Wait {n} second", "Wait {n} seconds", seconds).format(n=seconds))
