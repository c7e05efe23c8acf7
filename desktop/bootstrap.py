"""Wiring: the one place that reads the clock and randomness, makes lanes and desks, and starts the window."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base import logs, places, settings
from desktop.base.ids import Ids
from desktop.base.jobs import Deliver, Inline, Lane
from desktop.base.messages import set_language
from desktop.services.desk import Desk, Lanes
from desktop.services.offices import Making, Opened
from desktop.store.drafts import DraftFile

if TYPE_CHECKING:
    from desktop.ui.application.wiring import Wiring


def making() -> Making:
    """The real clock and real randomness."""
    return Making(lambda: datetime.now(UTC), Ids(lambda: time.time_ns() // 1_000_000, secrets.randbits))


def draft_path(opened: Opened) -> Path:
    """Where this person's drafts of this office lie on this computer."""
    who = f"{opened.kept.view.id}/{opened.actor.id}"
    return places.user_folder() / "drafts" / f"{hashlib.sha256(who.encode()).hexdigest()[:24]}.drafts"


def inline_desk(opened: Opened, made: Making | None = None) -> Desk:
    """A desk whose work is done at once: the command line and tests."""
    inline = Inline()
    return _desk(opened, Lanes(inline, inline, inline), made or making())


def window_desk(opened: Opened, deliver: Deliver) -> Desk:
    """A desk for a window: acts, questions and files each on threads of their own."""
    lanes = Lanes(Lane("records", deliver), Lane("browsing", deliver), Lane("files", deliver, 2))
    try:
        desk = _desk(opened, lanes, making())
    except BaseException:
        lanes.close()  # the office did not answer: no thread stays behind
        raise
    desk.deliver = deliver
    return desk


def _desk(opened: Opened, lanes: Lanes, made: Making) -> Desk:
    drafts = DraftFile(draft_path(opened), opened.draft_key)
    return Desk(opened.kept, opened.actor, made.now, made.new_id, lanes, drafts)


def listen(desk: Desk, lost: Callable[[], None], back: Callable[[], None]) -> Callable[[], None]:
    """Hear what colleagues do until the returned call ends it; each callback runs on the listener's thread."""
    from desktop.store.listening import Listener  # noqa: PLC0415  the command line never listens

    listener = Listener(desk.office_kept.engine, desk.seen, desk.catch_up, lost, back)
    listener.start()
    return listener.stop


def make_demonstration(folder: Path, families: int, seed: int, told: Callable[[int, int], None]) -> Path:
    """Make the demonstration office as of today.

    Raises:
        CannotOpen: there is one already, or the folder cannot be written.
    """
    from desktop.services.demonstration import make_demonstration as make  # noqa: PLC0415  thousands of lines of words

    return make(folder, families, seed, datetime.now(UTC).date(), told)


def settings_path() -> Path:
    """The preferences of this user on this computer."""
    return places.user_folder() / "settings.json"


def _wiring() -> Wiring:
    from desktop.ui.application import Wiring  # noqa: PLC0415  the command line starts without a toolkit

    preferences = settings.load(settings_path())
    set_language(preferences.language)
    return Wiring(
        making(), window_desk, preferences, lambda kept: settings.save(settings_path(), kept), listen, make_demonstration,
        lambda deliver: Lane("opening", deliver),
    )  # fmt: skip


def run_window(arguments: list[str], address: str = "") -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    from desktop.ui import application  # noqa: PLC0415  the command line starts without a toolkit

    logs.start(places.user_folder() / "logs")
    try:
        return application.run(arguments, _wiring(), address)
    finally:
        logs.stop()


def run_shots(opened: Opened, folder: Path, *, everything: bool) -> int:
    """Take pictures of the pages of the window; returns how many."""
    from desktop.ui.application import shots  # noqa: PLC0415  the command line starts without a toolkit

    return shots.take(opened, _wiring(), folder, everything=everything)


def self_test(say: Callable[[str], None]) -> list[str]:
    """Check that the installed program is whole; returns what is not."""
    from desktop.ui.application import self_test as window_test  # noqa: PLC0415  it proves the toolkit too

    return window_test.run(say, make_demonstration)
