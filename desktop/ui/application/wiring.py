"""What `bootstrap` gives the window: the clock, how desks are made, preferences and how they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.base.jobs import Deliver, Lane
from desktop.base.settings import Settings
from desktop.services.desk import Desk
from desktop.services.offices import Making, Opened


@dataclass
class Wiring:
    """Made once; the window reads no clock and makes no lanes itself."""

    making: Making
    window_desk: Callable[[Opened, Deliver], Desk]
    preferences: Settings
    keep_preferences: Callable[[Settings], None]
    listen: Callable[[Desk, Callable[[], None], Callable[[], None]], Callable[[], None]]  # → stop
    demonstrate: Callable[[Path, int, int, Callable[[int, int], None]], Path]
    opening: Callable[[Deliver], Lane]  # a lane for opening offices: Argon2 takes half a second
