"""Starting the window: style, language, faults, then the first question or the office of last time."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.ui.application.faults import catch_faults
from desktop.ui.application.look import dress
from desktop.ui.application.session import Session
from desktop.ui.application.wiring import Wiring

_COLLECT_EVERY: Final = 2_000  # milliseconds; young garbage only, so that no pause is felt


def run(arguments: list[str], wiring: Wiring, address: str = "") -> int:
    """Open the window and stay until it is closed."""
    app = QApplication(arguments)
    app.setApplicationName("Opora")
    app.setQuitOnLastWindowClosed(True)
    dress(app, wiring)
    catch_faults()
    collector = _collect_here(app)
    session = Session(wiring)
    session.begin(address)
    try:
        return app.exec()
    finally:
        session.close()
        collector.stop()
        gc.enable()


def _collect_here(app: QApplication) -> QTimer:
    """Garbage is collected on the window's thread only: a widget that the collector destroys on a lane ends the program."""
    gc.disable()
    timer = QTimer(app)
    timer.setInterval(_COLLECT_EVERY)
    timer.timeout.connect(lambda: gc.collect(1))
    timer.start()
    return timer
