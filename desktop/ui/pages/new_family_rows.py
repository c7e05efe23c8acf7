"""The people of a family that is being taken in: one line each, an empty one always at the end.

PeopleRows(desk, after, parent)   people() -> tuple[TypedPerson, ...]; set_people(people); follow(surname); problems(findings)
    edited, asked = Signal(object): the PersonEditor whose names are being typed; current() -> PersonEditor | None
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.base.messages import N_, Finding, _
from desktop.presenters.members import TypedPerson
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import IconButton
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_editor import CAPTIONS, PersonEditor

_STRETCH = {"role": 5, "surname": 6, "given_name": 5, "patronymic": 6, "born": 5, "sex": 5, "number": 5}
_LIKELY = ("mother", "father", "child")  # the places of the first lines; from the third on: children
_MOST = 40
_TWICE = (
    ("father", N_("There are two fathers: write whose child is whose in the section «Family members»")),
    ("mother", N_("There are two mothers: write whose child is whose in the section «Family members»")),
)


class PeopleRows(QWidget):
    """Lines of people, typed from left to right."""

    edited = Signal()
    asked = Signal(object)

    def __init__(self, desk: Desk, after: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._surname = desk, ""
        self._after = after  # Tab comes to the first line from here
        self._rows: list[PersonEditor] = []
        self._removers: list[IconButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(6))
        for at, (key, caption) in enumerate(CAPTIONS):
            words = desk.profile.identity_label if key == "number" and desk.profile else _(caption)
            self._grid.addWidget(PlainLabel(words, self, ink="second", scale=0.92), 0, at)
            self._grid.setColumnStretch(at, _STRETCH[key])
        self._wrong = PlainLabel("", self, ink="red", scale=0.92, wrap=True)
        self._wrong.hide()
        self._parents = PlainLabel("", self, ink="amber", scale=0.92, wrap=True)
        self._parents.hide()
        self._grid.addWidget(self._parents, _MOST + 3, 0, 1, len(CAPTIONS) + 1)
        self._grid.addWidget(self._wrong, _MOST + 2, 0, 1, len(CAPTIONS) + 1)  # under every line there can be
        self._add()

    def rows(self) -> tuple[PersonEditor, ...]:
        """The lines, the empty one included."""
        return tuple(self._rows)

    def people(self) -> tuple[TypedPerson, ...]:
        """Everybody as typed, empty lines included: they keep their places."""
        return tuple(row.typed() for row in self._rows)

    def set_people(self, people: Sequence[TypedPerson]) -> None:
        """Show these and an empty line."""
        while self._rows:
            self._drop(self._rows[-1])
        for person in people:
            self._add(person)
        if not self._rows or self._rows[-1].typed().named:
            self._add()
        self._count_parents()

    def follow(self, surname: str) -> None:
        """The family's name was typed: surnames that nobody typed follow it."""
        self._surname = surname
        for row in self._rows:
            row.bend(surname)

    def current(self) -> PersonEditor | None:
        """The line that has the keyboard."""
        return next((row for row in self._rows if any(box.hasFocus() for box in row.boxes().values())), None)

    def focus_row(self, at: int, key: str = "role") -> None:
        """The keyboard into a line."""
        self._rows[at].boxes()[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def complaint(self) -> str:
        """What is said about the lines, a sentence for each."""
        return self._wrong.text()

    def _told(self) -> None:
        said = (
            _("Line {n}. {words}").format(n=at, words=words) for at, row in enumerate(self._rows, start=1) for words in row.said()
        )
        self._wrong.setText("\n".join(said))
        self._wrong.setVisible(bool(self._wrong.text()))

    def _count_parents(self) -> None:
        roles = [person.role for person in self.people() if person.named]
        said = [_(words) for role, words in _TWICE if roles.count(role) > 1 and "child" in roles]
        self._parents.setText("\n".join(said))
        self._parents.setVisible(bool(said))

    def problems(self, findings: Sequence[Finding]) -> bool:
        """Show what is wrong with people; True if anything is."""
        mine = [finding for finding in findings if finding.path[:1] == ("people",)]
        for finding in mine:
            self._rows[int(finding.path[1])].say(finding.path[2], finding.message.words())
        if mine:
            self.focus_row(int(mine[0].path[1]), mine[0].path[2])
        return bool(mine)

    def settle(self) -> None:
        """Take what stands in the line that has the keyboard."""
        if (row := self.current()) is not None:
            row.settle()

    def has_family_of(self, *roles: str) -> bool:
        """Whether somebody with one of these places is written."""
        return any(person.named and person.role in roles for person in self.people())

    def _add(self, person: TypedPerson | None = None) -> None:
        row = PersonEditor(self._desk, self, person)
        if person is None:
            row.suggest(_LIKELY[min(len(self._rows), len(_LIKELY) - 1)], self._surname)
        line = len(self._rows) + 1
        for at, box in enumerate(row.boxes().values()):
            self._grid.addWidget(box, line, at)
            box.show()
        remover = IconButton("close", _("Remove row"), parent=self)
        remover.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        remover.clicked.connect(lambda: self._remove(row))
        self._grid.addWidget(remover, line, len(CAPTIONS))
        remover.show()
        self._chain(row)
        self._rows.append(row)
        self._removers.append(remover)
        row.edited.connect(self._edited)
        row.told.connect(self._told)
        row.named.connect(lambda: self.asked.emit(row))

    def _chain(self, row: PersonEditor) -> None:
        before: QWidget = list(self._rows[-1].boxes().values())[-1] if self._rows else self._after
        for box in row.boxes().values():
            QWidget.setTabOrder(before, box)
            before = box

    def _edited(self) -> None:
        if self._rows[-1].typed().named and len(self._rows) < _MOST:
            self._add()
        self._count_parents()
        self.edited.emit()

    def remove_current(self) -> None:
        """The line under the keyboard goes."""
        if (row := self.current()) is not None:
            self._remove(row)

    def _remove(self, row: PersonEditor) -> None:
        at = self._rows.index(row)
        people = [person for number, person in enumerate(self.people()) if number != at]
        self.set_people(people)
        self.focus_row(min(at, len(self._rows) - 1))
        self.edited.emit()

    def _drop(self, row: PersonEditor) -> None:
        at = self._rows.index(row)
        self._rows.pop(at)
        remover = self._removers.pop(at)
        for widget in (*row.boxes().values(), remover):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        row.deleteLater()
        self._told()
