"""Wiring: the one place that reads the clock and randomness, makes lanes and desks, and starts the window."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from desktop.base import logs, places, settings
from desktop.base.ids import Ids
from desktop.base.jobs import Deliver, Inline, Lane
from desktop.base.messages import set_language
from desktop.services.desk import Desk, Lanes
from desktop.services.offices import Making, Opened
from desktop.store.drafts import DraftFile


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
    return _desk(opened, Lanes(Lane("records", deliver), Lane("browsing", deliver), Lane("files", deliver, 2)), making())


def _desk(opened: Opened, lanes: Lanes, made: Making) -> Desk:
    drafts = DraftFile(draft_path(opened), opened.draft_key)
    return Desk(opened.kept, opened.actor, made.now, made.new_id, lanes, drafts)


def settings_path() -> Path:
    """The preferences of this user on this computer."""
    return places.user_folder() / "settings.json"


def run_window(arguments: list[str], address: str = "") -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    from desktop.ui import application  # noqa: PLC0415  the command line starts without a toolkit

    logs.start(places.user_folder() / "logs")
    preferences = settings.load(settings_path())
    set_language(preferences.language)
    save: Callable[[settings.Settings], None] = lambda kept: settings.save(settings_path(), kept)  # noqa: E731
    wiring = application.Wiring(making(), window_desk, preferences, save)
    try:
        return application.run(arguments, wiring, address)
    finally:
        logs.stop()
