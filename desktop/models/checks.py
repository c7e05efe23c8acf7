"""Checks of one value: `(value, today) → what is wrong with it, or None`. Checks over several values live in `rules`."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from desktop.base.messages import N_, Message, message
from desktop.models.fields import Value
from desktop.models.partial_dates import PartialDate


def not_after_today(value: Value, today: date) -> Message | None:
    """What has happened cannot lie in the future."""
    earliest = value.earliest if isinstance(value, PartialDate) else value
    if isinstance(earliest, datetime):
        earliest = earliest.date()
    if isinstance(earliest, date) and earliest > today:
        return message(N_("The date is later than today"))
    return None


def a_human_life(value: Value, today: date) -> Message | None:
    """Nobody in the card was born more than 120 years ago: a slip of the century."""
    if isinstance(value, PartialDate) and value.year < today.year - 120:
        return message(N_("More than 120 years ago: check the year"))
    return None


def this_century_or_last(value: Value, today: date) -> Message | None:
    """Guards against a year typed with a digit too few or too many."""
    if isinstance(value, date) and not 1900 <= value.year <= today.year + 50:
        return message(N_("Check the year: {year}"), year=value.year)
    return None


def not_negative(value: Value, today: date) -> Message | None:  # noqa: ARG001  every check has this shape
    """Sums and counts are not below zero."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and value < 0:
        return message(N_("Cannot be below zero"))
    return None


def a_phone(value: Value, today: date) -> Message | None:  # noqa: ARG001  every check has this shape
    """Five digits of a village exchange up to fifteen of a foreign number."""
    if isinstance(value, str) and not 5 <= len(re.sub(r"\D", "", value)) <= 15:
        return message(N_("A phone number has from 5 to 15 digits"))
    return None
