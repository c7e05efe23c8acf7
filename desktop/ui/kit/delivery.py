"""The one place where another thread's result enters the window.

deliver = Delivery()      # made on the window's thread; given to the lanes as their `deliver`
deliver(call)             # from any thread: `call()` runs on the window's thread
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Delivery(QObject):
    """One object with one declared slot: lambdas connected across threads may run in the wrong one."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Run this on the window's thread, after what is already waiting there."""
        self._arrived.emit(call)

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        call()
