"""The boxes of one person as they are typed in a hurry: place in the household, names, birth, sex.

The sex follows from the place or the names and the surname bends with it, until somebody types another.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.base.messages import _
from desktop.models.kinds import to_text
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.presenters.members import PERSON_FIELDS, TypedPerson, read_typed, sex_of, surname_for
from desktop.rules import numbers
from desktop.services.desk import Desk
from desktop.ui.forms.editors import PartialDateEdit
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.lines import TextEdit1

CAPTIONS = (
    ("role", "Place in the household"), ("surname", "Surname"), ("given_name", "Given name"), ("patronymic", "Patronymic"),
    ("born", "Date of birth"), ("sex", "Sex"), ("number", "Personal number"),
)  # fmt: skip  # labels of the model: translated there


class PersonEditor(QObject):
    """The editors of one person; the page lays them out as it likes."""

    edited = Signal()
    told = Signal()  # what is said about a box is another
    named = Signal()  # surname, given name or patronymic changed: look who is known

    def __init__(self, desk: Desk, parent: QWidget, typed: TypedPerson | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lives, self._since, self.person = "permanently", "", None
        self._said: dict[str, str] = {}
        self._by_hand: set[str] = set()  # what a person typed and the program leaves alone
        self.role = Choice(desk.choices("household_roles"), parent)
        self.surname, self.given_name, self.patronymic = (TextEdit1(parent) for _n in range(3))
        self.born = PartialDateEdit(PERSON_FIELDS["born"], desk.reader, parent)
        self.sex = Choice(desk.choices("sexes"), parent)
        self.number = TextEdit1(parent, max_length=40)
        for key, widget in self.boxes().items():
            name = self.caption(key)
            widget.setAccessibleName(name)
            if isinstance(widget, Choice):
                widget.set_question(name)
                widget.complained.connect(lambda words, key=key: self._complained(key, words))
            widget.edited.connect(lambda key=key: self._typed(key))
        for line in (self.given_name, self.patronymic):
            line.editingFinished.connect(self._guess)
        self.born.edited.connect(self.named)
        self.number.editingFinished.connect(self._tidy_number)
        if typed is not None:
            self.show_typed(typed)

    person: UUID | None

    def boxes(self) -> dict[str, TextEdit1]:
        """Every editor by key, in the order of typing."""
        return {
            "role": self.role, "surname": self.surname, "given_name": self.given_name, "patronymic": self.patronymic,
            "born": self.born, "sex": self.sex, "number": self.number,
        }  # fmt: skip

    def said(self) -> tuple[str, ...]:
        """What is wrong with this person, box by box."""
        return tuple(f"{self.caption(key)}: {words}" for key in self.boxes() if (words := self._said.get(key)))

    def caption(self, key: str) -> str:
        """What a box is called; the personal number as the country calls it."""
        if key == "number" and self._desk.profile is not None:
            return self._desk.profile.identity_label
        return _(dict(CAPTIONS)[key])

    def typed(self) -> TypedPerson:
        """What stands here."""
        role, sex = self.role.value() or "", self.sex.value() or ""
        return TypedPerson(
            role, self.surname.value(), self.given_name.value(), self.patronymic.value(), self.born.value(),
            sex, self._lives, self.person, self.number.value(), self._since,
            "" if role else self.role.text().strip(), "" if sex else self.sex.text().strip(),
        )  # fmt: skip

    def show_typed(self, typed: TypedPerson) -> None:
        """Show this person."""
        self._lives, self._since, self.person = typed.lives, typed.since, typed.person
        for key, widget in self.boxes().items():
            widget.set_value(getattr(typed, key) or None)
        if typed.place and not typed.role:
            self.role.setText(typed.place)
        if typed.sex_words and not typed.sex:
            self.sex.setText(typed.sex_words)
        self._by_hand = {key for key in ("surname", "sex") if typed.named and getattr(typed, key)}
        if typed.sex_words:
            self._by_hand.add("sex")
        self._lock(typed.person is not None)

    def suggest(self, role: str, surname: str) -> None:
        """What is likely here; typed over, it is forgotten."""
        self.role.set_value(role or None)
        if not self.surname.value():
            self.surname.set_value(surname_for(surname, sex_of(role)))
        self._guess()

    def bend(self, surname: str) -> None:
        """The family's name changed: the surname follows unless it was typed here."""
        if "surname" not in self._by_hand and self.person is None:
            self.surname.set_value(surname_for(surname, self.sex.value() or sex_of(self.role.value() or "")))

    def take(self, person: Snapshot) -> None:
        """This is somebody the office knows: shown, not typed again."""
        values, reader = person.values, self._desk.reader
        born = to_text(PERSON_FIELDS["born"], values["born"], reader)
        known = {key: str(values[key] or "") for key in ("surname", "given_name", "patronymic", "sex")}
        number = str(values["personal_number"] or "")
        self.show_typed(replace(self.typed(), **known, born=born, number=number, person=person.id))
        self.edited.emit()

    def forget(self) -> None:
        """Not that person after all."""
        self.show_typed(TypedPerson(role=self.role.value() or "", lives=self._lives, since=self._since))
        self.edited.emit()

    def set_lives(self, lives: str) -> None:
        """Whether they live with the family."""
        self._lives = lives

    def set_since(self, since: str) -> None:
        """From which day they are of the household, as typed."""
        self._since = since

    def _tidy_number(self) -> None:
        """The number as people write it, and what looks wrong with it in amber: nothing is refused."""
        country = self._desk.office.country
        kind, typed = numbers.kind_for(None, country), self.number.value()
        if not typed or self.person is not None:
            return
        self.number.set_value(numbers.written(kind, typed))
        born = read_typed(PERSON_FIELDS["born"], self.born.value(), self._desk.reader)[0]
        wrong = numbers.check(kind, typed, born if isinstance(born, PartialDate) else None, self.sex.value())
        words = wrong.words() if wrong is not None else ""
        self.number.set_problem("warning" if words else "")
        self.number.setToolTip(words)
        self.number.setAccessibleDescription(words)
        if words:
            announce(self.number, words)

    def _complained(self, key: str, words: str) -> None:
        """What is typed fits no entry of the list: it stays as it is, the line says so at once."""
        self.say(key, words)
        if words:
            announce(self.boxes()[key], words)

    def say(self, key: str, words: str) -> None:
        """Something is wrong with a box."""
        self._said = {**self._said, key: words}
        self.told.emit()
        box = self.boxes()[key]
        box.set_problem("error" if words else "")
        box.setToolTip(words)
        box.setAccessibleDescription(words)

    def settle(self) -> None:
        """Take the box that has the keyboard."""
        for box in self.boxes().values():
            if box.hasFocus() and isinstance(box, Choice | PartialDateEdit):
                box.settle()
        self._guess()

    def said_by_hand(self, key: str) -> bool:
        """Whether a person said it and not the program."""
        return key in self._by_hand

    def _lock(self, locked: bool) -> None:  # noqa: FBT001  as in Qt
        for key, box in self.boxes().items():
            if key != "role" and isinstance(box, QLineEdit):
                box.setReadOnly(locked)

    def _typed(self, key: str) -> None:
        self._by_hand.add(key)
        if key == "role":
            self._guess()
        if key in {"surname", "given_name", "patronymic", "number"}:
            self.named.emit()
        self.say(key, "")
        self.edited.emit()

    def _guess(self) -> None:
        if self.person is not None:
            return
        if "sex" not in self._by_hand:
            sex = sex_of(self.role.value() or "", "", self.given_name.value(), self.patronymic.value())
            if sex and sex != self.sex.value():
                self.sex.set_value(sex)
        if "surname" not in self._by_hand and self.surname.value():
            self.surname.set_value(surname_for(self.surname.value(), self.sex.value() or ""))
