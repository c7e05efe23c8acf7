"""From the first question to the frame and back: opening, signing in, locking, leaving."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from desktop.base import places
from desktop.base.errors import CannotOpen, OporaError
from desktop.base.jobs import ACT, Job, Owner
from desktop.base.messages import N_, _, message
from desktop.services import offices
from desktop.services.desk import Desk
from desktop.services.offices import NewOffice, Opened
from desktop.ui.application.faults import show
from desktop.ui.application.frame import Frame
from desktop.ui.application.start import StartWindow
from desktop.ui.application.wiring import Wiring
from desktop.ui.kit.delivery import Delivery

_OPEN_ALREADY = N_("This office is open in another window of the program already. Go on there, or close that window.")
DEMONSTRATION_FAMILIES, DEMONSTRATION_SEED = 60, 1


class Session:
    """One run of the program: at most one office open at a time."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.delivery = Delivery()
        self.lane = wiring.opening(self.delivery)
        self.start: StartWindow | None = None
        self.frame: Frame | None = None
        self._stop_listening: Callable[[], None] | None = None
        self._lock: QLockFile | None = None
        self._owner = Owner()
        self._entering = False
        self._prepared: Desk | None = None  # read and not shown yet
        self._left: list[Frame] = []  # hidden; their acts are being finished

    def begin(self, address: str = "") -> None:
        """Ask what to open, or go on to the office that was named or open last time."""
        last = address or self.wiring.preferences.last_office
        self.start = StartWindow(self)
        self.start.show()
        if last:
            self.start.ask_to_sign_in(last)

    # Opening; each of these runs off the window's thread

    def found(
        self,
        address: str,
        new: NewOffice,
        password: str,
        done: Callable[[Opened, str], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Make a new office."""
        self._ask(
            lambda _job: offices.found_office(address, new, password, self.wiring.making),
            lambda made: done(*made),
            failed,
        )

    def sign_in(
        self,
        address: str,
        login: str,
        password: str,
        failed: Callable[[Exception], None],
        server_password: str | None = None,
    ) -> None:
        """Open an office as this person and show the frame."""
        self._ask(
            lambda _job: offices.sign_in(address, login, password, self.wiring.making, server_password),
            lambda opened: self.enter(address, login, opened, failed),
            failed,
        )

    def recover(self, address: str, code: str, login: str, password: str, failed: Callable[[Exception], None]) -> None:
        """Open an office by its recovery code, with a new password."""
        self._ask(
            lambda _job: offices.recover(address, code, login, password, self.wiring.making),
            lambda opened: self.enter(address, login, opened, failed),
            failed,
        )

    def demonstrate(self, folder: Path, told: Callable[[int, int], None], failed: Callable[[Exception], None]) -> None:
        """Make the demonstration office and open it."""

        def make(job: Job) -> Path:
            return self.wiring.demonstrate(folder, DEMONSTRATION_FAMILIES, DEMONSTRATION_SEED, job.step)

        def ready(path: Path) -> None:
            self.sign_in(str(path), "", "", failed)

        self.lane.ask(make, ready, failed, self._owner, ACT, told)

    def _ask(self, do: Callable[[Job], object], done: Callable[..., None], failed: Callable[[Exception], None]) -> None:
        def refused(error: Exception) -> None:
            if not isinstance(error, OporaError):
                show(error)
            failed(error)

        self.lane.ask(do, done, refused, self._owner, ACT)

    # The frame

    def enter(self, address: str, login: str, opened: Opened, failed: Callable[[Exception], None] | None = None) -> None:
        """Show the office; captions, forms and arrangements are read off the window's thread first."""
        if self._entering:  # the button was pressed twice
            return
        if not self._alone(opened):
            opened.kept.close()
            if self.start is not None:
                self.start.failed(CannotOpen(message(_OPEN_ALREADY)))
            return
        self._entering = True

        def refused(error: Exception) -> None:
            self._entering = False
            self._unlock()
            if failed is not None:
                failed(error)
            elif self.start is not None:
                self.start.failed(error)

        self._ask(lambda _job: self._prepare(opened), lambda desk: self._show(address, login, desk), refused)

    def _prepare(self, opened: Opened) -> Desk:
        desk: Desk | None = None
        try:
            desk = self.wiring.window_desk(opened, self.delivery)
            desk.read_definitions()
        except BaseException:
            if desk is not None:
                desk.lanes.close()
            opened.kept.close()
            raise
        self._prepared = desk
        return desk

    def _show(self, address: str, login: str, desk: Desk) -> None:
        self._entering, self._prepared = False, None
        preferences = self.wiring.preferences
        preferences.last_office, preferences.last_user = address, login
        self.wiring.keep_preferences(preferences)
        self.frame = Frame(self, desk, address)
        self._stop_listening = self.wiring.listen(desk, lambda: self.delivery(self._lost), lambda: self.delivery(self._back))
        self.frame.show()
        if self.start is not None:
            self.start.close()
            self.start = None

    def _alone(self, opened: Opened) -> bool:
        """One window of a person in an office on this computer: two would write over each other's drafts."""
        who = hashlib.sha256(f"{opened.kept.view.id}/{opened.actor.id}".encode()).hexdigest()[:24]
        folder = places.user_folder() / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / f"{who}.lock"))
        self._lock.setStaleLockTime(0)  # only a program that is really gone leaves a stale one
        return self._lock.tryLock(0)

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _lost(self) -> None:
        if self.frame is not None:
            self.frame.office_lost(
                message(N_("The office does not answer. What you type is kept; saving will work again when it is back."))
            )

    def _back(self) -> None:
        if self.frame is not None:
            self.frame.office_back()

    def lock(self) -> None:
        """Leave the office and ask who it is; what was typed is kept as drafts."""
        address = self.wiring.preferences.last_office
        self._leave()
        self.begin(address)
        if self.start is not None:
            self.start.say(_("The program was locked. What you typed is kept as drafts."))

    def leave(self) -> None:
        """Close the office and ask what to open next."""
        self._leave()
        self.wiring.preferences.last_office = ""
        self.begin()

    def _leave(self) -> None:
        """Acts are finished on the opening lane, before anything that is opened next; the window does not wait."""
        if self.frame is None:
            return
        frame, self.frame = self.frame, None
        stop, self._stop_listening = self._stop_listening, None
        frame.leave()
        self._left.append(frame)
        desk = frame.desk
        lock, self._lock = self._lock, None  # held until the last draft is kept

        def finish(_job: Job) -> None:
            try:
                if stop is not None:
                    stop()
            finally:
                desk.close()
                if lock is not None:
                    lock.unlock()

        self.lane.ask(finish, lambda _none: self._forget(), self._not_finished, Owner(), ACT)

    def _forget(self) -> None:
        """What the lanes told while they finished has been heard: the window may go."""
        self._left.pop(0).deleteLater()

    def _not_finished(self, error: Exception) -> None:
        self._forget()
        show(error)

    def close(self) -> None:
        """The program ends: acts that were given are finished first."""
        self._leave()
        self._owner.close()
        self.lane.close()
        QApplication.processEvents()  # what was told while finishing is heard before the windows go
        if self._prepared is not None:
            self._prepared.close()
            self._prepared = None
        self._unlock()
