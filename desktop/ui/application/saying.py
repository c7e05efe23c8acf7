"""What the window says above its pages: a notice that goes away by itself, a refusal with «Try again», a lost office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.base.errors import OporaError
from desktop.base.messages import Message, _
from desktop.ui.application.faults import show
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.notices import Banner

_SAY_FOR: Final = 6_000  # milliseconds


class Saying:
    """The banner of the window and what its button does."""

    def __init__(self, window: QWidget, banner: Banner) -> None:
        self._window, self.banner = window, banner
        self._again: Callable[[], None] | None = None
        self._said = ""
        self._hush = QTimer(window, singleShot=True, interval=_SAY_FOR)
        self._hush.timeout.connect(self._silence)
        banner.acted.connect(self._retry)

    def say(self, words: str) -> None:
        """A short notice that goes away by itself."""
        self._again = None
        self.banner.show_notice(words, "green")
        announce(self._window, words)
        self._said = words
        self._hush.start()

    def fail(self, error: Exception, retry: Callable[[], None] | None = None) -> None:
        """Say what went wrong: a refusal, an unreachable office with a retry, or a bug."""
        if not isinstance(error, OporaError):
            show(error)
            return
        self._again = retry
        self.banner.show_notice(error.words(), "red", _("Try again") if retry else "")
        announce(self._window, error.words(), urgent=True)

    def lost(self, words: Message) -> None:
        """The office stopped answering: this stays until it answers."""
        self.banner.show_notice(words.words(), "red", closable=False)

    def stop(self) -> None:
        """The window goes."""
        self._hush.stop()

    def _silence(self) -> None:
        if self.banner.words() == self._said:
            self.banner.clear_notice()

    def _retry(self) -> None:
        again, self._again = self._again, None
        self.banner.clear_notice()
        if again is not None:
            again()
