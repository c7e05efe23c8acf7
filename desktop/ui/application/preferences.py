"""Settings: the look, the size of the text, the lock, one's own password, colleagues, the office's names on prints."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.base.errors import OporaError, Rejected
from desktop.base.jobs import ACT, Owner
from desktop.base.messages import N_, _
from desktop.models.map_style import SECTOR_COUNTS, style_from
from desktop.models.snapshots import Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.presenters.map_style import keep_office_style, style_of
from desktop.presenters.offers import References
from desktop.services import cards, offices
from desktop.ui.application.look import scheme_of
from desktop.ui.application.parts import Opening
from desktop.ui.application.signing_in import PasswordEdit
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.shell import Shell

_ZOOMS = (90, 100, 110, 125, 150)


class PreferencesPage(QWidget):
    """What a person prefers on this computer, and what the office is called."""

    def __init__(self, session: Opening, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._shell, self._owner = session, shell, Owner()
        self._office: CardView | None = None
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.px(22), theme.px(14), theme.px(22), theme.px(16))
        self._column.setSpacing(theme.px(10))
        self._column.addWidget(Heading(_("Settings"), 1, inside))
        self._look(inside)
        self._maps(inside)
        self._people(inside)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.scheme)

    def _look(self, inside: QWidget) -> None:
        preferences = self._session.wiring.preferences
        self._column.addWidget(Heading(_("Look"), 2, inside))
        self._column.addWidget(grid := FieldGrid(1, inside))
        self.scheme = Segmented(
            (
                Option("auto", _("as the computer")),
                Option("light", _("light")),
                Option("dark", _("dark")),
                Option("contrast", _("contrast")),
            ),
            inside,
            clearable=False,
        )
        self.scheme.set_value(preferences.scheme)
        self.scheme.edited.connect(self._keep)
        grid.add(Field(_("Colours"), self.scheme, inside))
        self.zoom = Segmented([Option(str(z), f"{z} %") for z in _ZOOMS], inside, clearable=False)
        self.zoom.set_value(str(preferences.zoom))
        self.zoom.edited.connect(self._keep)
        grid.add(Field(_("Size of the text"), self.zoom, inside))
        self.lock = Segmented([Option(str(m), _("{n} min").format(n=m)) for m in (5, 10, 20, 30, 60)], inside, clearable=False)
        self.lock.set_value(str(preferences.lock_after_minutes))
        self.lock.edited.connect(self._keep)
        row = Field(_("Lock after"), self.lock, inside)
        row.set_note(_("A demonstration office is never locked"))
        grid.add(row)
        self.enter = QCheckBox(_("Enter goes to the next field"), inside)
        self.enter.setChecked(preferences.enter_is_next)
        self.enter.toggled.connect(self._keep)
        self._column.addWidget(self.enter)

    def _maps(self, inside: QWidget) -> None:
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(Heading(_("Maps"), 2, inside))
        self._column.addWidget(grid := FieldGrid(1, inside))
        style = style_of(self._shell.desk)
        self.symbols = Segmented(
            (
                Option("standard", _("square, circle, diamond")),
                Option("network", _("triangle, circle (network card)")),
            ),
            inside,
            clearable=False,
        )
        self.symbols.set_value(style.symbols)
        self.symbols.edited.connect(self._keep_maps)
        row = grid.add(Field(_("Symbols of people"), self.symbols, inside))
        row.set_note(_("For everybody in the office: man, woman, sex unknown. The legend of a map says it too."))
        counts = [Option(str(n), str(n) if n else _("without sectors")) for n in (*SECTOR_COUNTS[1:], 0)]
        self.sectors = Segmented(counts, inside, clearable=False)
        self.sectors.set_value(str(style.sectors))
        self.sectors.edited.connect(self._keep_maps)
        row = grid.add(Field(_("Sectors of the map"), self.sectors, inside))
        row.set_note(_("4: kin, friends, school and work, officials. 6 and 8 are finer. Without sectors fewest ties cross."))

    def _keep_maps(self) -> None:
        chosen = {"symbols": self.symbols.value(), "sectors": int(self.sectors.value() or 6)}
        keep_office_style(self._shell.desk, style_from(chosen, style_of(self._shell.desk)))

    def _people(self, inside: QWidget) -> None:
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(Heading(_("Office"), 2, inside))
        office = self._shell.desk.office
        self._column.addWidget(PlainLabel(office.name, inside, bold=True, wrap=True))
        names = ", ".join(name for name, _position in sorted(self._shell.desk.staff.values()))
        self._names = PlainLabel(_("Works here: {names}").format(names=names), inside, ink="second", wrap=True)
        self._column.addWidget(self._names)
        row = QHBoxLayout()
        for caption, act in (
            (_("Names and requisites of the office…"), self._open_office),
            (_("Add a colleague…"), self._add_colleague),
            (_("Change my password…"), self._change_password),
            (_("Close the office"), self._session.leave),
        ):
            button = Button(caption, parent=inside)
            button.clicked.connect(act)
            row.addWidget(button)
            if office.demonstration and act in (self._add_colleague, self._change_password):
                button.setEnabled(False)
                button.set_reason(_("A demonstration office opens without a password"))
        row.addStretch(1)
        self._column.addLayout(row)

    def _keep(self, *_what: object) -> None:
        preferences = self._session.wiring.preferences
        preferences.scheme = self.scheme.value() or "auto"
        preferences.zoom = int(self.zoom.value() or 100)
        preferences.lock_after_minutes = int(self.lock.value() or 10)
        preferences.enter_is_next = self.enter.isChecked()
        try:
            self._session.wiring.keep_preferences(preferences)
        except OporaError as error:
            self._shell.fail(error)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, theme.Theme(scheme_of(app, preferences.scheme), preferences.zoom / 100))

    # The office's own names

    def _open_office(self) -> None:
        desk = self._shell.desk
        desk.open(
            lambda reading: cards.open_card(reading, "office", desk.office.id),
            self._show_office,
            self._shell.fail,
            self._owner,
        )

    def _show_office(self, record: Snapshot | None) -> None:
        if record is None:
            return
        dialog = QDialog(self)
        dialog.setWindowTitle(_("Names and requisites of the office"))
        dialog.resize(theme.px(860), theme.px(520))
        card = Card(self._shell.desk, N_("The names of the office were changed"), [Filled("office", record)])
        view = CardView(self._shell, card, References(self._shell.desk, lambda: None), leave=dialog.reject, parent=dialog)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        view.saved.connect(lambda _changes: dialog.accept())
        dialog.finished.connect(lambda _result: view.close_view())
        dialog.open()

    # Passwords and colleagues

    def _change_password(self) -> None:
        SecretDialog(
            self, _("Change my password"),
            ((_("Old password"), "old", True), (_("New password"), "new", True), (_("New password again"), "again", True)),
            self._do_change,
        ).open()  # fmt: skip

    def _do_change(self, typed: dict[str, str], dialog: SecretDialog) -> None:
        if typed["new"] != typed["again"]:
            dialog.say("again", _("The two passwords differ"))
            return
        desk, session = self._shell.desk, self._session
        opened = offices.Opened(desk.office_kept, desk.actor, None)
        login = session.wiring.preferences.last_user
        address = session.wiring.preferences.last_office
        session.lane.ask(
            lambda _job: offices.change_password(address, opened, login, typed["old"], typed["new"]),
            lambda _none: self._done(dialog, _("The password is changed")),
            dialog.refused,
            self._owner,
            ACT,
        )

    def _add_colleague(self) -> None:
        SecretDialog(
            self, _("Add a colleague"),
            (
                (_("Surname"), "surname", False), (_("Given name"), "given_name", False), (_("Patronymic"), "patronymic", False),
                (_("Position"), "position", False), (_("Name for signing in"), "login", False),
                (_("Password for the colleague"), "password", True), (_("My own password"), "mine", True),
            ),
            self._do_add,
        ).open()  # fmt: skip

    def _do_add(self, typed: dict[str, str], dialog: SecretDialog) -> None:
        desk, session = self._shell.desk, self._session
        new = offices.NewOffice(
            desk.office.name,
            typed["surname"],
            typed["given_name"],
            typed["login"],
            typed["patronymic"],
            typed["position"],
        )
        opened = offices.Opened(desk.office_kept, desk.actor, None)
        address = session.wiring.preferences.last_office

        def done(_id: object) -> None:
            desk.ask_people(self._name_people)
            self._done(dialog, _("The colleague can sign in now"))

        session.lane.ask(
            lambda _job: offices.add_colleague(address, opened, typed["mine"], new, typed["password"], session.wiring.making),
            done, dialog.refused, self._owner, ACT,
        )  # fmt: skip

    def _name_people(self) -> None:
        if not self._owner.gone.is_set():
            names = ", ".join(name for name, _position in sorted(self._shell.desk.staff.values()))
            self._names.setText(_("Works here: {names}").format(names=names))

    def _done(self, dialog: QDialog, words: str) -> None:
        dialog.accept()
        self._shell.say(words)

    def close_page(self) -> None:
        """The office is left."""
        self._owner.close()


class SecretDialog(QDialog):
    """A few lines, some of them with dots; what is refused is said beside its line."""

    def __init__(self, parent: QWidget, title: str, lines: tuple[tuple[str, str, bool], ...], go: object) -> None:
        super().__init__(parent)
        self._go_on = go
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(8))
        column.addWidget(Heading(title, 2, self))
        self._lines: dict[str, TextEdit1] = {}
        self._fields: dict[str, Field] = {}
        for label, key, secret in lines:
            self._lines[key] = PasswordEdit(self) if secret else TextEdit1(self)
            self._fields[key] = Field(label, self._lines[key], self)
            column.addWidget(self._fields[key])
        row = QHBoxLayout()
        row.addStretch(1)
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        done = Button(title, "primary", keys="Ctrl+Enter", parent=self)
        done.setShortcut("Ctrl+Return")
        done.clicked.connect(self._done)
        row.addWidget(back)
        row.addWidget(done)
        column.addLayout(row)

    def _done(self) -> None:
        for field in self._fields.values():
            field.set_error("")
        typed = {key: line.typed() if isinstance(line, PasswordEdit) else line.value() for key, line in self._lines.items()}
        if callable(self._go_on):
            self._go_on(typed, self)

    def say(self, key: str, words: str) -> None:
        """What is wrong with one line."""
        self._fields[key].set_error(words)
        self._lines[key].setFocus()

    def refused(self, error: Exception) -> None:
        """The office refused: beside the line where it knows which."""
        words = error.words() if isinstance(error, OporaError) else _("The program made a mistake. Nothing was changed.")
        key = error.findings[0].path[0] if isinstance(error, Rejected) and error.findings[0].path else ""
        self.say(key if key in self._fields else next(reversed(self._fields)), words)
