"""Starting the window: style, language, faults, then the first question or the office of last time."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.ui.application.faults import catch_faults
from desktop.ui.application.look import dress
from desktop.ui.application.session import Session
from desktop.ui.application.wiring import Wiring


def run(arguments: list[str], wiring: Wiring, address: str = "") -> int:
    """Open the window and stay until it is closed."""
    app = QApplication(arguments)
    app.setApplicationName("Opora")
    app.setQuitOnLastWindowClosed(True)
    dress(app, wiring)
    catch_faults()
    session = Session(wiring)
    session.begin(address)
    try:
        return app.exec()
    finally:
        session.close()
