"""A section that is a list and, over it, the full card of one of its records.

Members, bonds, agreements and plans are all kept so: the list stays where it was while a card is open over it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.models.snapshots import Snapshot
from desktop.presenters.cards import Card
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.offers import References
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import Heading
from desktop.ui.pages.card_view import CardView, HoldsCard
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell


class CardStack(HoldsCard, SectionPage):
    """A section with a list and, over it, the full card of one record; Esc comes back to the list."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.view: CardView | None = None
        self.references = References(self.desk, lambda: self.family.page)
        self.stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget(self.area.viewport())  # at its place before it is filled
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        self.column.setSpacing(theme.px(10))
        self.area.setWidget(self.inside)
        self.stack.addWidget(self.area)

    def heading(self, caption: str, *buttons: Button) -> CountBadge:
        """A heading of the list with its counter and its buttons at the right."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Heading(caption, 2, self.inside))
        badge = CountBadge(None, self.inside)
        row.addWidget(badge)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)
        return badge

    def show_card(self, card: Card, title: str, *, leave_when_saved: bool = False, above: QWidget | None = None) -> CardView:
        """Open a card over the list."""
        self.leave_card()
        view = CardView(self.shell, card, self.references, leave=self.leave_card, parent=self)
        view.missing_changed.connect(self.missing_changed)
        view.mark_sources(self.sources)
        if above is not None:
            view.add_above(above)
        view.add_above(Heading(title, 2, view))
        if leave_when_saved:
            view.saved.connect(lambda _changes: self.leave_card())
        self.view = view
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.focus_first()
        view.area.verticalScrollBar().setValue(0)  # the layout was not settled when the first box was shown
        return view

    def leave_card(self) -> None:
        """Back to the list; what is typed stays as a draft."""
        if self.put_card_away(self.stack, self.area):
            self.missing_changed.emit(0)
            self.focus_list()

    def focus_list(self) -> None:
        """The keyboard into the list."""
        self.setFocus()

    def refresh_card(self, *records: Snapshot | None) -> None:
        """Colleagues' changes come into an open card."""
        if self.view is not None:
            self.view.card.refresh({record.id: record for record in records if record is not None})

    @override
    def entered(self) -> None:
        if self.view is not None:
            self.view.focus_first()
        else:
            self.focus_list()

    @override
    def close_section(self) -> None:
        self.close_card()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.view is not None and event.key() == Qt.Key.Key_Escape:
            self.leave_card()
        elif self.view is None and event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.insert()
        else:
            super().keyPressEvent(event)

    def insert(self) -> None:
        """Ins was pressed outside of the tables."""
        return
