"""Above the rings and the grid: whose view of the ties is shown, who stands in the middle, into how many sectors."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.base.messages import _
from desktop.models.map_data import View
from desktop.presenters.map_grid import choice_for
from desktop.presenters.map_views import RingsChoice
from desktop.presenters.map_words import VIEW
from desktop.presenters.maps import MapEditor
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel

_FAMILY: Final = "family"
_VIEWS: Final[tuple[View, ...]] = ("family", "worker")


class ChoiceBar(QWidget):
    """`changed` when something else was chosen; `choice` is what is chosen."""

    changed = Signal()

    def __init__(self, editor: MapEditor, choice: RingsChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self.choice = editor, choice_for(editor.data, choice)
        flow = FlowLayout(self, gap=theme.px(8), line_gap=theme.px(6))
        self.view = Choice((), self)
        self.view.set_question(_("Whose view"))
        self.view.setFixedWidth(theme.px(170))
        self.centre = Choice((), self)
        self.centre.set_question(_("In the middle"))
        self.centre.setFixedWidth(theme.px(150))
        self.sectors = Segmented([Option(str(n), str(n)) for n in (4, 6, 8)], self, clearable=False, scale=True)
        self.sectors.setAccessibleName(_("Number of sectors"))
        self.others = QCheckBox(_("ties among the others"), self)
        self._of_rings = (PlainLabel(_("sectors"), self, ink="second"), self.sectors, self.others)
        for widget in (
            PlainLabel(_("Whose view"), self, ink="second"), self.view,
            PlainLabel(_("in the middle"), self, ink="second"), self.centre, *self._of_rings,
        ):  # fmt: skip
            flow.addWidget(widget)
        self.view.edited.connect(self._view)
        self.centre.edited.connect(self._centre)
        self.sectors.edited.connect(self._split)
        self.others.clicked.connect(lambda on: self._take(replace(self.choice, others=on)))
        self._leaving = [editor.changed.subscribe(lambda _change: self.settle())]
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        while self._leaving:
            self._leaving.pop()()

    def settle(self) -> None:
        """Offer the members who are on the map now."""
        if self._editor.in_gesture:
            return
        members = [(str(n.id), n.name) for n in self._editor.data.household()]
        self.view.set_items([*((v, _(VIEW[v])) for v in _VIEWS), *((i, _("{name}'s view").format(name=n)) for i, n in members)])
        self.centre.set_items([(_FAMILY, _("the household")), *members])
        choice = self.choice
        self.view.set_value(str(choice.viewer) if choice.view == "member" and choice.viewer else choice.view)
        self.centre.set_value(str(choice.centre) if choice.centre else _FAMILY)
        self.sectors.set_value(str(choice.sectors))
        self.others.setChecked(choice.others)

    def show_rings(self, *, shown: bool) -> None:
        """What only the rings have."""
        for widget in self._of_rings:
            widget.setVisible(shown)

    def _view(self) -> None:
        chosen = self.view.value()
        if chosen is None or chosen in _VIEWS:
            self._take(replace(self.choice, view="worker" if chosen == "worker" else "family", viewer=None))
            return
        member = UUID(chosen)  # a member's view is first of all a view of the member's own network
        self._take(replace(self.choice, view="member", viewer=member, centre=member))

    def _centre(self) -> None:
        chosen = self.centre.value()
        self._take(replace(self.choice, centre=None if chosen in {None, _FAMILY} else UUID(chosen)))

    def _split(self) -> None:
        self._take(replace(self.choice, sectors=int(self.sectors.value() or self.choice.sectors)))

    def _take(self, choice: RingsChoice) -> None:
        if choice != self.choice:
            self.choice = choice
            self.settle()
            self.changed.emit()
