"""The genogram as tables: everybody with their bonds and conditions, and what people feel to each other.

For whoever does not see the drawing or finds a table quicker; it goes through the same editor, so undo, the selection
and the drawing follow.
"""

from __future__ import annotations

from typing import Final, cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.base.messages import N_, _
from desktop.models.kin_data import Feeling
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.kin_table import feeling_rows, kind_named, people_rows
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.following import Follower
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.genogram_acts import GenogramActs
from desktop.ui.tables.columns import Column
from desktop.ui.tables.small import SmallTable

_PEOPLE: Final = (
    ("name", N_("Surname, given name, patronymic"), 210), ("kinship", N_("Who they are"), 120), ("sex", N_("Sex"), 84),
    ("born", N_("Born"), 92), ("died", N_("Died"), 92), ("parents", N_("Parents"), 150), ("partners", N_("Partners"), 130),
    ("marks", N_("Conditions"), 170),
)  # fmt: skip
_FEELINGS: Final = (
    ("first", N_("Who"), 170, False), ("kind", N_("Line"), 200, True), ("second", N_("With whom"), 170, False),
    ("note", N_("Note"), 220, True),
)  # fmt: skip


class GenogramTable(QScrollArea):
    """Both tables. Enter on somebody opens their conditions; F2 in a line changes its kind or note."""

    told = Signal(str)

    def __init__(self, editor: GenogramEditor, desk: Desk, acts: GenogramActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self._desk, self._acts = editor, desk, acts
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inner = QWidget(self.viewport())
        self._column = QVBoxLayout(inner)
        margin = theme.px(14)
        self._column.setContentsMargins(margin, theme.px(4), margin, margin)
        self._column.setSpacing(theme.px(8))
        self.people = SmallTable(
            [Column(key, _(words), width, bold=key == "name", stretch=key in {"name", "marks"}) for key, words, width in _PEOPLE],
            _("People of the genogram"), inner, rows_shown=14, empty=_("Nobody is written in the card yet."),
        )  # fmt: skip
        self.feelings = SmallTable(
            [Column(key, _(words), width, editable=own, stretch=key == "note") for key, words, width, own in _FEELINGS],
            _("Lines of relations"), inner, rows_shown=10, empty=_("No lines of relations are drawn yet."),
        )  # fmt: skip
        self._build(inner)
        self.setWidget(inner)
        self.people.chosen.connect(self._chosen)
        self.people.opened.connect(lambda _key: acts.marks())
        self.feelings.cell_edited.connect(self._edit)
        self.feelings.opened.connect(lambda _key: self.feelings.edit(self.feelings.currentIndex()))
        self.feelings.insert_requested.connect(self.first.setFocus)
        self.feelings.delete_requested.connect(lambda key: editor.delete((cast("UUID", key),)))
        self._follower = Follower(self, self.settle, editor.changed)

    def _build(self, inner: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(Heading(_("People"), 2, inner))
        line.addStretch(1)
        for words, run in (
            (_("Conditions…"), self._acts.marks), (_("Names and dates…"), self._mend),
            (_("Drawn about this person"), self._acts.index), (_("Full card"), self._acts.open_card),
        ):  # fmt: skip
            button = Button(words, parent=inner)
            button.clicked.connect(lambda _on=False, run=run: run())
            line.addWidget(button)
        self._column.addLayout(line)
        self._column.addWidget(self.people)
        self._column.addWidget(PlainLabel(_("Enter opens the conditions of a person"), inner, ink="second", scale=0.92))
        self._column.addWidget(Heading(_("Lines of relations"), 2, inner))
        self.first, self.second = (Choice((), inner, placeholder=words) for words in (_("who"), _("with whom")))
        self.kind = Choice(self._desk.choices("emotional_lines"), inner, placeholder=_("which line"))
        adding = QHBoxLayout()
        adding.setSpacing(theme.px(8))
        for choice, name in ((self.first, _("Who")), (self.kind, _("Line")), (self.second, _("With whom"))):
            choice.set_question(name)
            adding.addWidget(choice, 1)
        add = Button(_("Add the line"), keys="Ins", parent=inner)
        add.clicked.connect(self.add_line)
        adding.addWidget(add)
        self._column.addLayout(adding)
        self._column.addWidget(self.feelings)
        self._column.addStretch(1)

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def settle(self) -> None:
        """Show what the genogram has now."""
        if self.isHidden() or self._editor.in_gesture:
            return
        people, feelings = people_rows(self._editor, self._desk), feeling_rows(self._editor, self._desk)
        self.people.blockSignals(True)
        self.people.set_rows([dict(row.cells) for row in people], [row.id for row in people])
        self.people.blockSignals(False)
        self.feelings.set_rows([dict(row.cells) for row in feelings], [row.id for row in feelings])
        names = [(str(row.id), row.cells["name"]) for row in people]
        for choice in (self.first, self.second):
            choice.set_items(names)

    def enter(self) -> None:
        """The keyboard goes to the people."""
        self.settle()
        chosen = [person.id for person in self._acts.people()]
        if chosen:
            self.people.select_key(chosen[-1])
        self.people.setFocus()
        self._chosen()

    def _chosen(self) -> None:
        key = self.people.current_key()
        if isinstance(key, UUID) and self._editor.selected != (key,):
            self._editor.select((key,))

    def _mend(self) -> None:
        if (person := self._acts.person()) is not None:
            self._acts.mend(person.id)

    def _edit(self, key: object, column: str, text: str) -> None:
        tie = cast("UUID", key)
        if column == "note":
            self._editor.change_feeling(tie, note=text)
            return
        kind = kind_named(text, self._desk)
        if kind is None:
            self.told.emit(_("«{typed}» is no kind of line: choose from the list").format(typed=text))
            self._follower.start()
        else:
            self._editor.change_feeling(tie, kind=kind)

    def add_line(self) -> None:
        """A line between the two chosen."""
        missing = next((c for c in (self.first, self.kind, self.second) if c.value() is None), None)
        if missing is not None:
            missing.setFocus()
            self.told.emit(_("Choose both people and the line"))
            return
        one, other, kind = (str(c.value()) for c in (self.first, self.second, self.kind))
        if (why := self._editor.can_connect(UUID(one), UUID(other))) is not None:
            self.told.emit(why.words())
            return
        made = self._editor.feel(UUID(one), UUID(other), cast("Feeling", kind))
        for choice in (self.first, self.kind, self.second):
            choice.set_value(None)
        self.settle()
        self.feelings.select_key(made)
        self.feelings.setFocus()
