"""Contacts: whether one was after the office's hours. A worker is reached at any hour, and that work is to be seen (S002)."""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from typing import Final

OPENS: Final = time(9)
CLOSES: Final = time(18)
WORKING_DAYS: Final = range(5)  # Monday to Friday


def after_hours(at: datetime, zone: tzinfo) -> bool:
    """Whether this moment lies outside nine to six from Monday to Friday, by the office's clock."""
    here = at.astimezone(zone)
    return here.weekday() not in WORKING_DAYS or not OPENS <= here.time() < CLOSES
