"""Dates of which not everything is known: families remember a year, or «about 2019»."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_KEPT = re.compile(r"^(~?)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day; `about` when even that is a guess."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)  # refuses what no calendar has
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")

    @classmethod
    def of(cls, exact: date) -> PartialDate:
        """All of it is known."""
        return cls(exact.year, exact.month, exact.day)

    @classmethod
    def from_kept(cls, kept: str) -> PartialDate:
        """Read what `kept` wrote.

        Raises:
            ValueError: not written by `kept`.
        """
        match = _KEPT.match(kept)
        if match is None:
            raise ValueError(kept)
        about, year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None, bool(about))

    def kept(self) -> str:
        """As it stands in the database; the text sorts as the dates do, but for the mark of a guess."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return "~" * self.about + text

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day, when all of it is known for sure."""
        return self.earliest if self.day is not None and not self.about else None


def age_on(born: PartialDate, day: date) -> int:
    """Full years on that day; of an inexact date, counted from the middle of what is possible.

    A year alone counts from 1 July, a month from its 15th, so that the error is never more than half the gap.
    """
    month, dom = born.month or 7, born.day or (15 if born.month else 1)
    return day.year - born.year - ((day.month, day.day) < (month, dom))
