"""Of whom a consent is taken, when and in what words it changed, which of its papers is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.pages.member_dialogs import PageDialog


class WhoseDialog(PageDialog):
    """Whose data the consent is about."""

    def __init__(self, people: Sequence[tuple[str, str]], chosen: Callable[[UUID], None], parent: QWidget) -> None:
        super().__init__(_("New consent"), _("Make it"), parent, width=520)
        self._chosen = chosen
        self.person = Choice(people, self)
        self.field = Field(_("Whose data"), self.person, self, required=True)
        self.body.addWidget(self.field)
        if people:
            self.person.set_value(people[0][0])
        self.person.setFocus()
        self.person.selectAll()

    @override
    def act(self) -> None:
        self.person.settle()
        person = self.person.value()
        if person is None:
            self.field.set_error(_("Choose whose data it is"))
            return
        self.accept()
        self._chosen(UUID(person))


class DayDialog(PageDialog):
    """A day and words; `write` is given both and what to do with a refusal."""

    def __init__(
        self, title: str, caption: str, day_question: str, words_question: str, today: date,
        write: Callable[[date, str, DayDialog], None], parent: QWidget, *, required: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(title, caption, parent, width=540)
        self._write, self._required = write, required
        self.day = DateEdit(lambda: today, parent=self, past=True)
        self.day.set_value(f"{today:%d.%m.%Y}")
        self._day_field = Field(day_question, self.day, self, required=True)
        self.words = LongText(self, min_lines=3)
        self._words_field = Field(words_question, self.words, self, required=required)
        self._day_field.setVisible(bool(day_question))
        self._words_field.setVisible(bool(words_question))
        self.body.addWidget(self._day_field)
        self.body.addWidget(self._words_field)
        first: QWidget = self.words if words_question and not day_question else self.day
        first.setFocus()

    @override
    def act(self) -> None:
        self.day.settle()
        day, words = self.day.day(), self.words.value().strip()
        if day is None:
            self._day_field.set_error(_("Write the day"))
            return
        if self._required and not words:
            self._words_field.set_error(_("Write it in a few words"))
            self.words.setFocus()
            return
        self._write(day, words, self)


class ConsentPaperDialog(PageDialog):
    """Which paper of the consent is shown."""

    def __init__(self, state: str, chosen: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(_("Print the consent"), _("Show it"), parent, width=620)
        self._chosen = chosen
        self.what = Segmented(
            (
                Option("consent", _("consent")),
                Option("withdrawal", _("withdrawal")),
                Option("refusal", _("refusal")),
                Option("notice", _("notice of a transfer")),
            ),
            self,
            clearable=False,
        )
        self.what.set_value({"refused": "refusal", "withdrawn": "withdrawal"}.get(state, "consent"))
        self.body.addWidget(Field(_("Paper"), self.what, self))
        self.what.setFocus()

    @override
    def act(self) -> None:
        what = self.what.value() or "consent"
        self.accept()
        self._chosen(what)
