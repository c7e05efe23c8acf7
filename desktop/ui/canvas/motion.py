"""Nodes that find other places travel there: who was where stays clear to the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QPointF, QVariantAnimation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.canvas.items import NodeItem

_DURATION_MS: Final = 260
Journey = tuple["NodeItem", QPointF, QPointF]


class Motion(QObject):
    """One journey at a time; a new one, or `finish`, brings the last one to its end at once."""

    def __init__(self, parent: QObject, arrived: Callable[[], object]) -> None:
        super().__init__(parent)
        self._journeys: Sequence[Journey] = ()
        self._arrived = arrived
        self._run = QVariantAnimation(self)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.setDuration(_DURATION_MS)
        self._run.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._run.valueChanged.connect(self._go)
        self._run.finished.connect(self.finish)

    def start(self, journeys: Sequence[Journey]) -> None:
        """Let everybody travel from where they were to where they stand now."""
        self.finish()
        self._journeys = tuple(journeys)
        self._go(0.0)
        self._run.start()

    def finish(self) -> None:
        """Everybody stands where they belong."""
        if not self._journeys:
            return
        journeys, self._journeys = self._journeys, ()
        if self._run.state() != QAbstractAnimation.State.Stopped:
            self._run.stop()
        for item, _start, end in journeys:
            if item.scene() is not None:
                item.setPos(end)
        self._arrived()

    def _go(self, share: float) -> None:
        for item, start, end in self._journeys:
            item.setPos(start + (end - start) * share)
