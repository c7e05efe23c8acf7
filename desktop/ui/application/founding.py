"""Founding an office: its name, who you are, a password; then the recovery code, shown once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.base.errors import Rejected
from desktop.base.files import safe_name
from desktop.base.messages import _
from desktop.services.offices import NewOffice, Opened
from desktop.ui.application.parts import Beginning
from desktop.ui.application.signing_in import PasswordEdit
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import EnterMoves, Field, FieldGrid
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.text import Heading, PlainLabel

_ZONES = {"ru": "Europe/Moscow", "kg": "Asia/Bishkek", "ua": "Europe/Kyiv"}


class FoundingPage(QWidget):
    """What is asked is what must stand on every print; the rest can be written later."""

    def __init__(self, window: Beginning, address: str) -> None:
        super().__init__()
        self._window, self._address = window, address
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(40), theme.px(26), theme.px(40), theme.px(20))
        column.setSpacing(theme.px(8))
        column.addWidget(Heading(_("New office"), 1, inside))
        self._fields: dict[str, Field] = {}
        column.addWidget(office := FieldGrid(1, inside))
        self.name = self._line(office, "name", _("Name of the office"), required=True)
        self.region = self._line(office, "region_code", _("Code of the district in file numbers"))
        self.region.set_value("01")
        self.country = Choice([("ru", _("Russia")), ("kg", _("Kyrgyzstan")), ("ua", _("Ukraine"))], inside)
        self.country.set_value("ru")
        self._fields["country"] = Field(_("Country"), self.country, inside, required=True)
        office.add(self._fields["country"])
        column.addWidget(Heading(_("You"), 2, inside))
        column.addWidget(you := FieldGrid(1, inside))
        self.surname = self._line(you, "surname", _("Surname"), required=True)
        self.given_name = self._line(you, "given_name", _("Given name"), required=True)
        self.patronymic = self._line(you, "patronymic", _("Patronymic"))
        self.position = self._line(you, "position", _("Position"))
        self.login = self._line(you, "login", _("Name for signing in"), required=True)
        self.password, self.again = PasswordEdit(inside), PasswordEdit(inside)
        self._fields["password"] = Field(_("Password"), self.password, inside, required=True)
        self._fields["password"].set_note(_("At least 10 characters: three or four words are easy to remember"))
        self._fields["again"] = Field(_("The password again"), self.again, inside, required=True)
        you.add(self._fields["password"])
        you.add(self._fields["again"])
        column.addStretch(1)
        EnterMoves(inside)
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area, 1)
        whole.addLayout(self._buttons())
        self.setFocusProxy(self.name)

    def _line(self, grid: FieldGrid, key: str, label: str, *, required: bool = False) -> TextEdit1:
        line = TextEdit1(self)
        self._fields[key] = Field(label, line, self, required=required)
        grid.add(self._fields[key])
        return line

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(40), theme.px(8), theme.px(40), theme.px(20))
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self._window.show_choice)
        row.addWidget(back)
        row.addStretch(1)
        go = Button(_("Make the office"), "primary", keys="Ctrl+Enter", parent=self)
        go.setShortcut("Ctrl+Return")
        go.clicked.connect(self.go)
        row.addWidget(go)
        return row

    def new_office(self) -> NewOffice:
        """What was typed."""
        country = self.country.value() or "ru"
        return NewOffice(
            self.name.value(), self.surname.value(), self.given_name.value(), self.login.value(), self.patronymic.value(),
            self.position.value(), self.region.value() or "01", country, _ZONES[country],
        )  # fmt: skip

    def go(self) -> None:
        """Ask where the file goes and make the office."""
        for field in self._fields.values():
            field.set_error("")
        missing = [
            key for key in ("name", "country", "surname", "given_name", "login", "password")
            if not getattr(self, key).value()
        ]  # fmt: skip
        for key in missing:
            self._fields[key].set_error(_("Write this"))
        if missing:
            self._refuse(missing[0])
            return
        if self.password.typed() != self.again.typed():
            self._fields["again"].set_error(_("The two passwords differ"))
            self._refuse("again")
            return
        if self._address:
            self._make(self._address)
            return
        name = safe_name(self.name.value()) + ".opora"
        dialog = QFileDialog(self, _("Where to keep the office"), str(Path.home() / name), _("Offices (*.opora)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("opora")
        dialog.fileSelected.connect(self._make)
        dialog.open()

    def _make(self, address: str) -> None:
        new = self.new_office()
        self._window.wait(_("The office is being made…"))
        self._window.session.found(
            address,
            new,
            self.password.typed(),
            lambda opened, code: self._made(address, new.login, opened, code),
            self._failed,
        )

    def _made(self, address: str, login: str, opened: Opened, code: str) -> None:
        self.password.clear()
        self.again.clear()
        if code:
            page = RecoveryPage(code, lambda: self._window.session.enter(address, login, opened))
            self._window.stack.addWidget(page)
            self._window.stack.setCurrentWidget(page)
            page.setFocus()
        else:
            self._window.session.enter(address, login, opened)

    def _failed(self, error: Exception) -> None:
        self._window.failed(error)
        if isinstance(error, Rejected):
            for finding in error.findings:
                key = finding.path[0] if finding.path else "password"
                if key in self._fields:
                    self._fields[key].set_error(finding.message.words())
                    self._refuse(key)

    def _refuse(self, key: str) -> None:
        """The keyboard where it is to be mended, and the words about it in view."""
        field = self._fields[key]
        field.focus_editor()
        QTimer.singleShot(0, field, lambda: self._area.ensureWidgetVisible(field))


class RecoveryPage(QWidget):
    """The code that opens the office when every password is forgotten; typed again to prove it was written down."""

    def __init__(self, code: str, go: object) -> None:
        super().__init__()
        self.code, self._go_on = code, go
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(32), theme.px(40), theme.px(32))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(_("Recovery code"), 1, self))
        words = _(
            "This code opens the office when a password is forgotten. It is shown only now. Write it down or print it, put it "
            "into an envelope and into the safe. Nobody can make it again for you."
        )
        column.addWidget(PlainLabel(words, self, wrap=True))
        label = PlainLabel(code, self, scale=1.5, bold=True, selectable=True)
        column.addWidget(label)
        copy = Button(_("Copy"), parent=self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        column.addLayout(row)
        self._again = TextEdit1(self)
        self._field = Field(_("The last four characters"), self._again, self, required=True)
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        done = Button(_("It is written down: open the office"), "primary", keys="Enter", parent=self)
        done.clicked.connect(self._done)
        self._again.returnPressed.connect(self._done)
        row.addWidget(done)
        column.addLayout(row)
        column.addStretch(1)
        self.setFocusProxy(self._again)

    def _done(self) -> None:
        if self._again.value().upper().replace("-", "")[-4:] != self.code[-4:]:
            self._field.set_error(_("Type the last four characters of the code, to be sure that it is written down"))
            self._again.setFocus()
            return
        if callable(self._go_on):
            self._go_on()
