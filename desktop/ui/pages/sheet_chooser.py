"""Which questionnaire is filled, and about whom: type a part of its name, Enter takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import FormDefinition
from desktop.presenters.sheets import FormOffer, Sheets
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice, folded
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.native import other_layout
from desktop.ui.kit.text import PlainLabel
from desktop.ui.kit.topbar import SearchLine
from desktop.ui.pages.member_dialogs import PageDialog

_AT: Final = int(Qt.ItemDataRole.UserRole)


class SheetChooser(PageDialog):
    """Groups with their forms; a form about a child or a person asks whom."""

    def __init__(self, sheets: Sheets, chosen: Callable[[FormDefinition, UUID | None], None], parent: QWidget) -> None:
        super().__init__(_("What is to be filled?"), _("Fill"), parent, width=720)
        self._sheets, self._chosen = sheets, chosen
        self._offers = sheets.offers()
        self.line = SearchLine(_("Name of the form"), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Forms that can be filled"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("kit", "popup")
        self.list.setMinimumHeight(theme.px(320))
        self.setMinimumHeight(theme.px(640))
        self.basis = PlainLabel("", self, ink="second", scale=0.9, wrap=True)
        self.person = Choice((), self)
        self.whom = Field(_("About whom"), self.person, self, required=True)
        for widget in (self.line, self.list, self.basis, self.whom):
            self.body.addWidget(widget)
        self.body.setStretchFactor(self.list, 1)
        self.basis.setMinimumHeight(theme.px(54))  # three lines: nothing moves while one goes through the list
        self.basis.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.setStretchFactor(self.body, 1)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda *_items: self._picked())
        self.list.itemDoubleClicked.connect(lambda _item: self.act())
        self._narrow("")
        self.line.setFocus()

    def _narrow(self, text: str) -> None:
        found = self._fitting(text) or self._fitting(other_layout(text))
        self.list.clear()
        heading = ""
        for at in found:
            offer = self._offers[at]
            group = offer.group if offer.here else _("For other countries")
            if group != heading:
                heading = group
                self._add_heading(group)
            words = offer.form.title
            if offer.filled:
                words = _("{title}  (filled {day})").format(title=offer.form.title, day=offer.filled)
            item = QListWidgetItem(words)
            item.setData(_AT, at)
            self.list.addItem(item)
        self._move(1, first=True)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font(0.9, bold=True))
        self.list.addItem(item)

    def _fitting(self, text: str) -> list[int]:
        wanted = folded(text).split()
        said = [f" {folded(f'{offer.form.title} {offer.group}')}" for offer in self._offers]
        begun = [at for at, words in enumerate(said) if all(f" {word}" in words for word in wanted)]
        return begun or [at for at, words in enumerate(said) if all(word in words for word in wanted)]

    def _offer(self) -> FormOffer | None:
        row = self.list.currentRow()
        at = self.list.item(row).data(_AT) if row >= 0 else None
        return self._offers[at] if isinstance(at, int) else None

    def _picked(self) -> None:
        offer = self._offer()
        form = offer.form if offer else None
        people = self._sheets.people(form) if form else ()
        self.person.set_items([(str(id_), name) for id_, name in people])
        self.person.set_value(str(people[0][0]) if len(people) == 1 else None)
        self.whom.setVisible(form is not None and form.about != "family")
        self.whom.set_error("")
        self.basis.setText(form.basis or form.order if form else _("Nothing found"))
        self.button.setEnabled(form is not None)

    def _move(self, step: int, *, first: bool = False) -> None:
        count = self.list.count()
        row = -1 if first else self.list.currentRow()
        for _try in range(count):
            row = (row + step) % count
            if self.list.item(row).data(_AT) is not None:
                self.list.setCurrentRow(row)
                return

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                self._move(step)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Enter in the search: to the person that is still to be chosen, else to the form."""
        if self.whom.isVisible() and self.person.value() is None:
            self.person.setFocus()
        else:
            self.act()

    @override
    def act(self) -> None:
        offer = self._offer()
        if offer is None:
            return
        if self.person.hasFocus():
            self.person.settle()
        person = self.person.value() if offer.form.about != "family" else None
        if offer.form.about != "family" and person is None:
            self.whom.set_error(_("Choose about whom the form is"))
            self.person.setFocus()
            return
        self.accept()
        self._chosen(offer.form, UUID(person) if person else None)


class ReasonDialog(PageDialog):
    """A closed form is opened with a reason that is recorded first."""

    def __init__(self, title: str, opened: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(_("Open a closed form"), _("Open"), parent)
        self._opened = opened
        self.body.addWidget(PlainLabel(title, self, bold=True, wrap=True))
        said = _("Who opened it, when and why stays in the journal of changes.")
        self.body.addWidget(PlainLabel(said, self, ink="second", wrap=True))
        self.reason = LongText(self, min_lines=2, max_length=500)
        self.field = Field(_("Why it is opened"), self.reason, self, required=True)
        self.body.addWidget(self.field)
        self.reason.setFocus()

    @override
    def act(self) -> None:
        reason = self.reason.value().strip()
        if not reason:
            self.field.set_error(_("Write why it is opened"))
            return
        self.accept()
        self._opened(reason)
