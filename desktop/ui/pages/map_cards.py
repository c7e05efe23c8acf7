"""A form over the map: the plan with a new step, a meeting of the network; Esc comes back to the map as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card
from desktop.presenters.offers import References
from desktop.presenters.statements import Sources
from desktop.ui.kit.text import Heading
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.shell import Shell


class CardOver(QStackedWidget):
    """The map, and over it the card of one record while somebody fills it in."""

    left = Signal()

    def __init__(self, shell: Shell, under: QWidget, sources: Callable[[], Sources], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._under, self._sources = shell, under, sources
        self.view: CardView | None = None
        self.addWidget(under)

    def show_card(self, card: Card, title: str, references: References, saved: Callable[[Changes], None]) -> CardView:
        """Open a card; once it is saved the map is there again."""
        self.leave_card()
        view = CardView(self._shell, card, references, leave=self.leave_card, parent=self)
        view.mark_sources(self._sources)
        view.add_above(Heading(title, 2, view))

        def done(changes: Changes) -> None:
            self.leave_card()
            saved(changes)

        view.saved.connect(done)
        self.view = view
        self.addWidget(view)
        self.setCurrentWidget(view)
        view.focus_first()
        return view

    def leave_card(self) -> None:
        """Back to the map; what is typed stays as a draft."""
        if self.view is None:
            return
        view, self.view = self.view, None
        view.close_view()
        self.setCurrentWidget(self._under)
        self.removeWidget(view)
        view.deleteLater()
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.view is not None and event.key() == Qt.Key.Key_Escape:
            self.leave_card()
            return
        super().keyPressEvent(event)
