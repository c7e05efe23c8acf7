"""What changes where room is short: told when a widget becomes smaller than a length, and when it is large again.

WhenNarrow(watched, length, tell)    tell(True) when its width is below `length` pixels of the 100 % drawing, tell(False) above
WhenLow(watched, length, tell)       the same of its height
PageStack(parent=None, least=0)      pages of which only the one in view says how small the window may become
tighten(buttons, tight=...)          their keys are in the tooltips while room is short

Both look again when the size of the text changes, because lengths grow with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button


class WhenNarrow(QObject):
    """Lives as long as what it watches."""

    def __init__(self, watched: QWidget, length: int, tell: Callable[[bool], object]) -> None:
        super().__init__(watched)
        self._watched, self._length, self._tell = watched, length, tell
        self._short: bool | None = None
        self._zoom = theme.active().zoom
        watched.installEventFilter(self)

    def _room(self) -> int:
        return self._watched.width()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange}:
            short, zoom = self._room() < theme.px(self._length), theme.active().zoom
            if short is not self._short or zoom != self._zoom:
                self._short, self._zoom = short, zoom
                self._tell(short)
        return False


class WhenLow(WhenNarrow):
    """The same of the height."""

    @override
    def _room(self) -> int:
        return self._watched.height()


class PageStack(QStackedWidget):
    """A page that was left long ago must not keep the window wide; with `least` (pixels at 100 %) none does."""

    def __init__(self, parent: QWidget | None = None, *, least: int = 0) -> None:
        super().__init__(parent)
        self._least = least
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    @override
    def minimumSizeHint(self) -> QSize:
        if self._least:
            return QSize(theme.px(self._least), theme.px(self._least))
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


def tighten(buttons: Iterable[Button], *, tight: bool) -> None:
    """Their keys in the tooltips, or on them again."""
    for button in buttons:
        button.set_tight(tight=tight)
