"""The journals of the office one under another, in groups, and the lines of the one that is chosen.

JournalList(groups, parent=None)        groups: [(code, journals)]
chosen = Signal(str) with the key; set_current(key)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Journal
from desktop.presenters.journals import GROUP_CAPTIONS, OfficeJournals
from desktop.services.records import Line
from desktop.ui.kit import theme
from desktop.ui.kit.navigation import PlaceButton
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.record_columns import row_of
from desktop.ui.tables.columns import Row

_WIDTH: Final = 286  # pixels at 100 %
_NARROW: Final = 200  # where the window is narrow


class JournalList(QScrollArea):
    """Scrolls by itself where the window is low."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[Journal]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Journals"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_narrow(narrow=False)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(10), theme.px(12), theme.px(10), theme.px(12))
        column.setSpacing(theme.px(1))
        self._buttons: dict[str, PlaceButton] = {}
        for code, journals in groups:
            heading = PlainLabel(_(GROUP_CAPTIONS[code]), inside, ink="second", scale=0.9, bold=True)
            heading.setContentsMargins(theme.px(10), theme.px(10), 0, theme.px(3))
            column.addWidget(heading)
            for journal in journals:
                button = PlaceButton(journal.key, journal.title, inside, roomy=False)
                button.setToolTip(journal.title)
                button.clicked.connect(lambda _checked=False, key=journal.key: self._go(key))
                self._buttons[journal.key] = button
                column.addWidget(button)
        column.addStretch(1)
        self.setWidget(inside)

    def set_narrow(self, *, narrow: bool) -> None:
        """In a narrow window names are elided, whole in their tooltips."""
        self.setFixedWidth(theme.px(_NARROW if narrow else _WIDTH))

    def set_current(self, key: str) -> None:
        """Show where we are; Tab enters the list there."""
        for own, button in self._buttons.items():
            button.setChecked(own == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own == key else Qt.FocusPolicy.ClickFocus)
        if key == next(iter(self._buttons), ""):
            self.verticalScrollBar().setValue(0)  # its group stands above it
        elif key in self._buttons:
            self.ensureWidgetVisible(self._buttons[key], 0, theme.px(64))

    def _go(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step and isinstance(focused, PlaceButton):
            keys = list(self._buttons)
            key = keys[(keys.index(focused.key) + step) % len(keys)]
            self._go(key)
            self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class JournalLines:
    """The lines of one journal in the words of a table."""

    def __init__(self, presenter: OfficeJournals, journal: Journal) -> None:
        self._presenter, self._journal = presenter, journal
        self.request_ids = presenter.request_ids

    def request_page(self, ids: list[bytes], done: Callable[[Mapping[bytes, Row]], None]) -> None:
        """One page."""

        def got(lines: dict[bytes, Line]) -> None:
            done({id_: row_of(self._journal, line) for id_, line in lines.items()})

        self._presenter.request_lines(self._journal, ids, got)
