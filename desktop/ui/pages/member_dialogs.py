"""Somebody new in a family, somebody's place in it, and a bond of two people: small dialogs over the page of members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.models.families import Membership
from desktop.models.family_page import Member
from desktop.models.fields import Field as Described
from desktop.models.fields import Value, fields_of
from desktop.models.lists import SearchHit
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.lookalikes import Lookalikes
from desktop.presenters.members import Household, person_problems, read_typed, sought_of
from desktop.presenters.offers import full_name
from desktop.services.cards import open_card
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import EnterMoves, Field, FieldGrid
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.member_editor import PersonEditor
from desktop.ui.pages.member_known import KnownHits, known_caption
from desktop.ui.pages.shell import Shell

_PLACE: Final[Mapping[str, Described]] = {field.key: field for field in fields_of(Membership)}


class PageDialog(QDialog):
    """A heading, boxes, and one act; Ctrl+Enter does it from anywhere, Esc leaves."""

    def __init__(self, title: str, caption: str, parent: QWidget, *, width: int = 620) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(width))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        self.column.setSpacing(theme.px(10))
        heading = Heading(title, 2, self)
        heading.setWordWrap(True)
        self.column.addWidget(heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        self.column.addLayout(self.body)
        self.problem = PlainLabel("", self, ink="red", wrap=True)
        self.problem.hide()
        self.column.addWidget(self.problem)
        row = QHBoxLayout()
        row.addStretch(1)
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        self.button = Button(caption, "primary", keys="Ctrl+Enter", parent=self)
        self.button.clicked.connect(self.act)
        row.addWidget(back)
        row.addWidget(self.button)
        self.column.addLayout(row)
        EnterMoves(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():  # it grew while somebody worked: its buttons stay on the screen
            room, frame = self.screen().availableGeometry(), self.frameGeometry()
            if (below := frame.bottom() - room.bottom()) > 0:
                self.move(frame.x(), max(room.top(), frame.y() - below))

    def act(self) -> None:
        """What the button does."""
        raise TypeError(f"{type(self).__name__} does nothing")  # every dialog says what

    def say(self, words: str) -> None:
        """Why it was not done."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def refused(self, error: Exception, fail: Callable[[Exception], None]) -> None:
        """A refusal is said here, anything else by the window."""
        if isinstance(error, Rejected):
            self.say(error.words())
        else:
            fail(error)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.act()
        else:
            super().keyPressEvent(event)


class NewMemberDialog(PageDialog):
    """Somebody new, or somebody the office knows already."""

    def __init__(
        self, shell: Shell, household: Household, surname: str, done: Callable[[Changes], None], parent: QWidget
    ) -> None:
        super().__init__(_("New member of the family"), _("Add to the family"), parent, width=680)
        self._shell, self._household, self._done = shell, household, done
        self._owner = Owner()
        self.editor = PersonEditor(shell.desk, self)
        self._fields: dict[str, Field] = {}
        grid = FieldGrid(2, self)
        for key, box in self.editor.boxes().items():
            self._fields[key] = grid.add(Field(self.editor.caption(key), box, grid))
        self.lives = Choice(shell.desk.choices("residence"), self)
        self.lives.set_value("permanently")
        grid.add(Field(_(_PLACE["lives"].label), self.lives, grid))
        self.since = DateEdit(lambda: shell.desk.today, None, self, past=True)
        self._fields["since"] = grid.add(Field(_(_PLACE["since"].label), self.since, grid))
        self.body.addWidget(grid)
        self.known = KnownHits(known_caption(), self)
        self.known.chosen.connect(self._take)
        self.known.left.connect(self.editor.given_name.setFocus)
        self.body.addWidget(self.known)
        self._lookalikes = Lookalikes(shell.desk, self.known.show_hits, shell.fail)
        self.editor.named.connect(self._look)
        self.editor.suggest("child", surname)
        self.installEventFilter(self)
        self.editor.role.setFocus()
        self.finished.connect(self._lookalikes.close)

    def _look(self) -> None:
        typed = self.editor.typed()
        named = typed.given_name and typed.person is None
        line = f"{typed.surname} {typed.given_name} {typed.patronymic}" if named else ""
        self._lookalikes.look(line, ("person",), sought=sought_of(typed, self._shell.desk.reader))

    def _take(self, hit: SearchHit) -> None:
        def opened(person: Snapshot | None) -> None:
            if person is not None:
                self.editor.take(person)
                self.known.show_hits(())
                self.editor.role.setFocus()

        self._shell.desk.open(lambda reading: open_card(reading, "person", hit.record), opened, self._shell.fail, self._owner)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        return down and self.known.enter()

    @override
    def act(self) -> None:
        self.editor.settle()
        self.editor.set_lives(self.lives.value() or "")
        self.editor.set_since(str(self.since.value() or ""))
        typed = self.editor.typed()
        wrong = person_problems(typed, self._shell.desk.reader)
        for key, field in self._fields.items():
            field.set_error(wrong[key].words() if key in wrong else "")
        if wrong:
            self._fields[next(iter(wrong))].focus_editor()
            return
        if not (typed.given_name or typed.surname):
            self._fields["given_name"].set_error(_("Write at least a name"))
            self.editor.given_name.setFocus()
            return
        self._household.add(typed, self._added, lambda error: self.refused(error, self._shell.fail))

    def _added(self, changes: Changes) -> None:
        self.accept()
        self._done(changes)


class PlaceDialog(PageDialog):
    """Somebody's place in the household: role, where they live, from when till when."""

    def __init__(self, shell: Shell, household: Household, member: Member, parent: QWidget) -> None:
        super().__init__(_("Place in the family: {name}").format(name=full_name(member)), _("Save"), parent)
        self._shell, self._household, self._member = shell, household, member
        values, reader = member.membership.values, shell.desk.reader
        grid = FieldGrid(1, self)
        self.boxes: dict[str, Choice | DateEdit] = {}
        self._fields: dict[str, Field] = {}
        for key in ("role", "lives", "takes_part", "since", "till"):
            described, value = _PLACE[key], values[key]
            box: Choice | DateEdit
            if described.kind == "choice":
                box = Choice(shell.desk.choices(described.dictionary), self)
                box.set_value(str(value) if value else None)
            else:
                box = DateEdit(lambda: reader.today, None, self)
                box.set_day(value)  # type: ignore[arg-type]  # a day by its kind
            self.boxes[key] = box
            self._fields[key] = grid.add(Field(_(described.label), box, grid))
        self.body.addWidget(grid)
        self.boxes["role"].setFocus()

    @override
    def act(self) -> None:
        values: dict[str, Value] = {}
        for key, box in self.boxes.items():
            if box.hasFocus():
                box.settle()
            value, said = read_typed(_PLACE[key], str(box.value() or ""), self._shell.desk.reader)
            if said is not None:
                self._fields[key].set_error(said.words())
                box.setFocus()
                return
            values[key] = value
        label = N_("A place in the household was changed")
        self._household.change(
            self._member, values, label, lambda _changes: self.accept(), lambda error: self.refused(error, self._shell.fail)
        )
