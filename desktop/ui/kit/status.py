"""What is always visible: whether the work is saved.

SaveState(parent=None)     saved("10:42"), unsaved(), saving(), failed(words), draft("10:58"), quiet(), follow(state, said);
                           retry = Signal(): the button that appears after a failure
StatusStrip(parent=None)   add_left(widget), add_right(widget), say(text), set_hint(text): the grey line of
keys
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.narrow import WhenNarrow, tighten
from desktop.ui.kit.text import ElidedLabel, Ink, ink_colour

_ROOM: Final = 900  # pixels at 100 % that a strip wants; with less it is said shorter


class SaveState(QWidget):
    """A dot and words: saved and when, not saved, being saved, or what went wrong."""

    retry = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink: Ink = "second"
        self._label = ElidedLabel(parent=self, ink="second")  # a long state must not push the window wider
        self._retry = Button(_("Try again"), "quiet", parent=self)
        self._retry.clicked.connect(self.retry)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self._label)
        row.addWidget(self._retry)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.quiet()

    def saved(self, at: str) -> None:
        """Everything is in the office's database since that time."""
        self._say(_("Saved {time}").format(time=at), "green", loud=True)

    def unsaved(self) -> None:
        """Something was typed and not saved yet."""
        self._say(_("Not saved"), "amber")

    def draft(self, at: str) -> None:
        """Not saved, but kept on this computer."""
        self._say(_("Not saved, draft kept {time}").format(time=at), "amber")

    def saving(self) -> None:
        """The act is on its way."""
        self._say(_("Saving\u2026"), "second")

    def failed(self, words: str) -> None:
        """Nothing was saved; say why and offer another try."""
        self._say(words, "red", loud=True)
        self._retry.show()

    def quiet(self) -> None:
        """Nothing to say: there is nothing that could be saved."""
        self._say("", "second")

    def follow(self, state: str, said: str) -> None:
        """What anything with drafts tells of itself: saved | unsaved | draft | saving | failed; `said`: when, or why not."""
        match state:
            case "saved" if said:
                self.saved(said)
            case "saved":
                self.quiet()
            case "unsaved":
                self.unsaved()
            case "draft":
                self.draft(said)
            case "saving":
                self.saving()
            case _:
                self.failed(said)

    def words(self) -> str:
        """What is said now."""
        return self._label.text()

    def _say(self, words: str, ink: Ink, *, loud: bool = False) -> None:
        changed = words != self._label.text()
        self._ink = ink
        self._label.setText(words)
        self._label.set_ink(ink)
        self._retry.hide()
        self.setAccessibleName(words)
        self.update()
        if loud and changed and self.isVisible():
            announce(self, words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._label.text():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(ink_colour(self._ink, theme.tokens()))
        radius = theme.px(4)
        painter.setPen(colour)
        hollow = self._ink == "amber"  # not by colour alone
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
        painter.drawEllipse(QPointF(theme.px(7), self.height() / 2), radius, radius)


class StatusStrip(QWidget):
    """The strip at the bottom of a page: state at the left, keys and the main button at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ElidedLabel("", self, ink="second")
        self._said.hide()
        self._hint = ElidedLabel("", self, ink="second")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(20), theme.px(5), theme.px(20), theme.px(5))
        self._row.setSpacing(theme.px(12))
        self._row.addWidget(self._said)
        self._row.addStretch(1)
        self._row.addWidget(self._hint)
        self._lefts = 0
        WhenNarrow(self, _ROOM, self.set_narrow)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  told by the watcher
        """Its buttons say no keys and stand close."""
        tighten(self.findChildren(Button), tight=narrow)
        side = theme.px(8 if narrow else 20)
        self._row.setSpacing(theme.px(6 if narrow else 16))
        self._row.setContentsMargins(side, theme.px(5), side, theme.px(5))

    def add_left(self, widget: QWidget) -> None:
        """Put a widget before the words."""
        self._row.insertWidget(self._lefts, widget)
        self._lefts += 1
        # What stands there (whether the work is saved) has the room first, the words what is left of it.
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row.setStretchFactor(self._said, 1)
        self._row.setStretch(self._row.indexOf(self._said) + 1, 0)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)

    def say(self, text: str) -> None:
        """Counts, or what has just happened."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def set_hint(self, text: str) -> None:
        """Which keys work here."""
        self._hint.setText(text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font()).height() + theme.px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(tokens.panel))
        painter.fillRect(0, 0, self.width(), 1, theme.colour(tokens.line))
