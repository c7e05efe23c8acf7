"""What a panel or table does that follows an editor: one look after many changes, and no look once it is gone.

Follower(owner, look, *events)     look later: start(); follow no longer: leave()
SidePanel(width, parent=None)      pages of which one is shown: put(*pages); shown; show_page(page)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.events import Event
from desktop.base.messages import _
from desktop.ui.kit import theme


class Follower:
    """Many changes told in one step or gesture are one look at them."""

    def __init__(self, owner: QObject, look: Callable[[], object], *events: Event[Any]) -> None:
        self._later = QTimer(owner)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(look)
        self._ends = [event.subscribe(lambda _what: self.start()) for event in events]

    def start(self) -> None:
        """Look when everything that is under way is done."""
        self._later.start()

    def leave(self) -> None:
        """Follow no longer."""
        self._later.stop()
        while self._ends:
            self._ends.pop()()


class SidePanel(QScrollArea):
    """The panel beside a drawing: of its pages the one that speaks of what is selected."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # No stack: it would be as high as its highest page, and a short one would have something to scroll.
        self._pages = QVBoxLayout()
        self._pages.setContentsMargins(0, 0, 0, 0)
        self.inner = QWidget(self)
        self.inner.setLayout(self._pages)
        self._shown: QWidget | None = None
        self.setWidget(self.inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._width = width
        self.setFixedWidth(theme.px(width))
        self.setAccessibleName(_("What is selected"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # the size of the text changed
            self.setFixedWidth(theme.px(self._width))

    def put(self, *pages: QWidget) -> None:
        """These are the pages; the first is shown."""
        for page in pages:
            self._pages.addWidget(page)
            page.setVisible(page is pages[0])
        self._shown = pages[0]

    def show_page(self, page: QWidget) -> None:
        """Show this one, from its beginning."""
        if self._shown is not page:
            if self._shown is not None:
                self._shown.hide()
            self._shown = page
            page.show()
            self.verticalScrollBar().setValue(0)
