"""What the mouse does between press and release, as objects with start, move, end and cancel; the same on every canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, Qt
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

Modifier = Qt.KeyboardModifier
SNAP_MM: Final = 1.5
_START_PX: Final = 4  # a hand that trembles does not drag


@dataclass(frozen=True, slots=True)
class At:
    """Where the pointer is: on the scene in millimetres, on the window in pixels, and what is held down."""

    point: QPointF
    pixel: QPoint
    held: Modifier = Modifier.NoModifier

    def holds(self, modifier: Modifier) -> bool:
        """Whether this key is held."""
        return bool(self.held & modifier)

    @property
    def adds(self) -> bool:
        """Whether what is selected now comes to what was selected before: Ctrl or Shift is held."""
        return self.holds(Modifier.ControlModifier) or self.holds(Modifier.ShiftModifier)


class Press:
    """One gesture; `moved` tells a drag from a click."""

    def __init__(self) -> None:
        self.moved = False
        self._from = At(QPointF(), QPoint())

    def start(self, at: At) -> None:
        """The button went down."""
        self._from = at

    def move(self, at: At) -> None:
        """The pointer moves with the button down."""
        if not self.moved and (at.pixel - self._from.pixel).manhattanLength() >= _START_PX:
            self.moved = True
            self.begin()
        if self.moved:
            self.drag(at)

    def end(self, at: At) -> None:
        """The button was let go."""
        self.clear()
        if self.moved:
            self.drop(at)
        else:
            self.click(at)

    def cancel(self) -> None:
        """Esc: nothing of it happened."""
        self.clear()

    def clear(self) -> None:
        """Take everything away that was drawn for this gesture."""

    def begin(self) -> None:
        """It has become a drag."""

    def drag(self, at: At) -> None:
        """The drag goes on."""

    def drop(self, at: At) -> None:
        """The drag is over."""

    def click(self, at: At) -> None:
        """It was only a click."""


class PushPress(Press):
    """The sheet follows the pointer."""

    def __init__(self, scroll_by: Callable[[QPoint], None]) -> None:
        super().__init__()
        self._scroll_by = scroll_by
        self._last = QPoint()

    @override
    def start(self, at: At) -> None:
        super().start(at)
        self._last = at.pixel

    @override
    def move(self, at: At) -> None:
        self._scroll_by(at.pixel - self._last)
        self._last = at.pixel
