"""Marks on short scales: checks that say the borders."""

from __future__ import annotations

from datetime import date

from desktop.base.messages import N_, Message, message
from desktop.models.fields import Value

MOST_DEGREE = 3


def degree(value: Value, today: date) -> Message | None:  # noqa: ARG001  every check has this shape
    """0 none, 1 slight, 2 marked, 3 grave."""
    if isinstance(value, int) and not 0 <= value <= MOST_DEGREE:
        return message(N_("A mark from 0 to 3 is expected"))
    return None
