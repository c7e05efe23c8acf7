"""Pictures of every page, for people who judge the look and for the handbook."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from desktop.base import logs, places
from desktop.base.errors import Unavailable
from desktop.base.messages import N_, message
from desktop.models.lists import ListFilter
from desktop.presenters.family import SECTIONS
from desktop.services.lists import family_ids
from desktop.services.offices import Opened
from desktop.ui.application.faults import hear_qt
from desktop.ui.application.frame import Frame
from desktop.ui.application.look import dress
from desktop.ui.application.session import Session
from desktop.ui.application.start import StartWindow
from desktop.ui.application.wiring import Wiring
from desktop.ui.kit import theme

if TYPE_CHECKING:
    from desktop.ui.kit.palettes import Scheme

SIZE = (1440, 900)
_SETTLE = 250  # milliseconds for what arrives from other threads


def take(opened: Opened, wiring: Wiring, folder: Path, *, everything: bool) -> int:
    """Show page after page and keep what is seen; returns how many pictures were made.

    Raises:
        Unavailable: the folder cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["opora"])
    folder.mkdir(parents=True, exist_ok=True)
    logs.start(places.user_folder() / "logs")
    hear_qt()
    dress(app, wiring)
    schemes: tuple[Scheme, ...] = ("light", "dark") if everything else ("light",)
    count = 0
    session = Session(wiring)
    try:
        for scheme in schemes:
            for zoom in (1.0, 1.5) if everything else (1.0,):
                theme.apply(app, theme.Theme(scheme, zoom))
                count += _one_look(session, opened, folder, f"{scheme}-{round(zoom * 100)}")
    finally:
        session.close()
        opened.kept.close()
        qInstallMessageHandler(None)
        logs.stop()
    return count


_DRAWN = frozenset({"map", "genogram", "conflicts", "changes"})


def _one_look(session: Session, opened: Opened, folder: Path, look: str) -> int:
    desk = session.wiring.window_desk(opened, session.delivery)
    desk.read_definitions()
    frame = Frame(session, desk, "")
    frame.show()
    frame.setWindowState(Qt.WindowState.WindowNoState)  # whatever the screen of the machine is
    _wait(_SETTLE)
    frame.resize(*SIZE)
    count = 0
    try:
        for name, widget in _pages(session, frame):
            _wait(_SETTLE)
            picture = widget.grab()
            if not picture.save(str(folder / f"{name}-{look}.png")):
                raise Unavailable(message(N_("The folder {folder} cannot be written."), folder=str(folder)))
            count += 1
    finally:
        frame.leave()
        desk.lanes.close()
        frame.deleteLater()
    return count


def _pages(session: Session, frame: Frame) -> Iterator[tuple[str, QWidget]]:
    start = StartWindow(session)
    start.show()
    yield "start", start
    start.show_founding()
    yield "new-office", start
    start.close()
    frame.go("families")
    yield "families", frame
    frame.go("signals")
    yield "signals", frame
    frame.new_family()
    yield "new-family", frame
    frame.go("preferences")
    yield "preferences", frame
    packed = _eventful(frame) or _any(frame)
    if packed:
        from uuid import UUID  # noqa: PLC0415  only here

        frame.open_family(UUID(bytes=bytes(packed[:16])))
        _wait(_SETTLE)
        for key, _caption in SECTIONS:
            if frame.family is not None:
                frame.family.show_section(key)
                _wait(8 * _SETTLE if key in _DRAWN else 0)  # a drawing is read and laid out first
                yield f"family-{key}", frame
        frame.write_visit()
        yield "visit-entry", frame
        frame.print_current()
        dialog = QApplication.activeModalWidget() or frame.findChild(QWidget, "")
        _wait(4 * _SETTLE)
        shown = next((w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not frame), dialog)
        if shown is not None:
            yield "print", shown
            shown.close()


def _eventful(frame: Frame) -> bytes:
    """A family with a danger to be answered shows most of the page."""
    wanted = ListFilter().having("alerts", "yes").having("stage", "gathering")
    return frame.desk.read(lambda reading: family_ids(reading, "children", wanted, descending=True)).packed


def _any(frame: Frame) -> bytes:
    return frame.desk.read(lambda reading: family_ids(reading, "number", ListFilter())).packed


def _wait(milliseconds: int) -> None:
    ready = QElapsedTimer()
    ready.start()
    while ready.elapsed() < milliseconds:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
