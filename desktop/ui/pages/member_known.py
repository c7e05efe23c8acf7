"""Who the office knows already, shown while a name is typed so that nobody is entered twice.

KnownHits(caption, action, parent)      show_hits(hits); chosen = Signal(object): the SearchHit; left = Signal()
    enter() puts the keyboard on the first one; Up and Down move, Enter takes, Esc leaves. It is no stop of Tab: a
    hurried Enter must not leave the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.lists import SearchHit
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import ElidedLabel, PlainLabel


class _Hit(QWidget):
    """One record: its name as a button, where it is in lighter ink."""

    def __init__(self, hit: SearchHit, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.button = Button(hit.title, "quiet", icon=icon, parent=self)
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button.setAccessibleDescription(hit.detail)
        row.addWidget(self.button)
        row.addWidget(ElidedLabel(hit.detail, self, ink="second"), 1)


class KnownHits(QWidget):
    """Known records under the line in which a name is typed."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[SearchHit, ...] = ()
        self._rows: list[_Hit] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.px(4))
        self._column.setSpacing(0)
        self._caption = PlainLabel(caption, self, ink="amber", scale=0.94)
        self._column.addWidget(self._caption)
        self.hide()

    @property
    def hits(self) -> tuple[SearchHit, ...]:
        """What is shown."""
        return self._hits

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show these; nothing hides the whole."""
        if tuple(hits) == self._hits:
            return
        self._hits = tuple(hits)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for hit in self._hits:
            row = _Hit(hit, "family" if hit.kind == "family" else "person", self)
            row.button.clicked.connect(lambda _checked=False, hit=hit: self.chosen.emit(hit))
            self._column.addWidget(row)
            row.show()
            self._rows.append(row)
        self.setVisible(bool(self._hits))
        if self._hits:
            announce(self, f"{self._caption.text()} {self._hits[0].title}")

    def enter(self) -> bool:
        """The keyboard to the first one; False when there is none."""
        if not self._rows:
            return False
        self._rows[0].button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((n for n, row in enumerate(self._rows) if row.button.hasFocus()), None)
        if at is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Down:
            self._rows[min(at + 1, len(self._rows) - 1)].button.setFocus()
        elif event.key() == Qt.Key.Key_Up and at > 0:
            self._rows[at - 1].button.setFocus()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def known_caption() -> str:
    """The words above known records."""
    return _("The office knows already (Down arrow to choose):")
