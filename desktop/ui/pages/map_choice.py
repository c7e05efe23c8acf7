"""In the head of the map: whose view of the ties is shown, and who stands in the middle."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.map_data import View
from desktop.presenters.map_grid import choice_for
from desktop.presenters.map_views import RingsChoice
from desktop.presenters.map_words import VIEW
from desktop.presenters.maps import MapEditor
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.text import PlainLabel

_FAMILY: Final = "family"
_ALL: Final = "all"
_VIEWS: Final[tuple[View, ...]] = ("family", "worker")


class ChoiceBar(QWidget):
    """`changed` when something else was chosen; `choice` is what is chosen for the rings and the grid.

    Ecomap and table of ties show the ties of one view or of all; rings and grid are always of one view.
    """

    changed = Signal()

    def __init__(self, editor: MapEditor, choice: RingsChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self.choice = editor, choice_for(editor.data, choice)
        self._of_one = False
        flow = FlowLayout(self, gap=theme.px(10), line_gap=theme.px(6))
        self.view, self.centre = Choice((), self), Choice((), self)
        self.view.setFixedWidth(theme.px(174))
        self.centre.setFixedWidth(theme.px(122))
        self._middle = self._asked(_("in the middle"), self.centre)
        flow.addWidget(self._asked(_("Whose view"), self.view))
        flow.addWidget(self._middle)
        self.view.set_question(_("Whose view"))
        self.centre.set_question(_("In the middle"))
        self.view.edited.connect(self._view)
        self.centre.edited.connect(self._centre)
        self._leaving = [
            editor.changed.subscribe(lambda _change: self.settle()),
            editor.view_changed.subscribe(lambda _view: self.settle()),
            editor.looks_changed.subscribe(lambda _looks: self.settle()),
        ]
        self.settle()

    def _asked(self, question: str, answer: Choice) -> QWidget:
        """A question and its box, never on two lines."""
        both = QWidget(self)
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(PlainLabel(question, both, ink="second"))
        line.addWidget(answer)
        return both

    def leave(self) -> None:
        """Follow the editor no longer."""
        while self._leaving:
            self._leaving.pop()()

    def of_one_view(self, *, one: bool) -> None:
        """Whether what is shown is of one view (rings, grid), or may be of all (ecomap, ties)."""
        self._of_one = one
        self._middle.setVisible(one)
        self.settle()

    def settle(self) -> None:
        """Offer the members who are on the map now."""
        if self._editor.in_gesture:
            return
        if not self._of_one:
            self.view.set_items([(_ALL, _("everybody's ties")), *((v, _(w)) for v, w in VIEW.items())])
            self.view.set_value(self._editor.view or _ALL)
            return
        members = [(str(n.id), n.name) for n in self._editor.told.household()]
        self.view.set_items([*((v, _(VIEW[v])) for v in _VIEWS), *((i, _("{name}'s view").format(name=n)) for i, n in members)])
        self.centre.set_items([(_FAMILY, _("the household")), *members])
        choice = self.choice
        self.view.set_value(str(choice.viewer) if choice.view == "member" and choice.viewer else choice.view)
        self.centre.set_value(str(choice.centre) if choice.centre else _FAMILY)

    def _view(self) -> None:
        chosen = self.view.value()
        if not self._of_one:
            self._editor.show_view(next((view for view in VIEW if view == chosen), None))
        elif chosen is None or chosen in _VIEWS:
            self.take(replace(self.choice, view="worker" if chosen == "worker" else "family", viewer=None))
        else:
            member = UUID(chosen)  # a member's view is first of all a view of the member's own network
            self.take(replace(self.choice, view="member", viewer=member, centre=member))

    def _centre(self) -> None:
        chosen = self.centre.value()
        self.take(replace(self.choice, centre=None if chosen in {None, _FAMILY} else UUID(chosen)))

    def take(self, choice: RingsChoice) -> None:
        """Choose this."""
        if choice != self.choice:
            self.choice = choice
            self.settle()
            self.changed.emit()
