"""How large everybody of a genogram is: symbol, age, years above, name below.

One place knows the sizes, so that layout, lines, household loop and painters agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from desktop.figures import geometry
from desktop.figures.metrics import MM_PER_PT, line_height, text_width, wrapped
from desktop.figures.primitives import Box
from desktop.models.kin_data import KinLoss, KinPerson
from desktop.models.partial_dates import PartialDate, age_on

PT: Final = 8.0
HALF: Final = 4.6  # of a person's symbol
SMALL: Final = 2.6  # of a loss
DATES_GAP: Final = 0.9  # the line to the parents passes between the years
LABEL_GAP: Final = 0.8
YEARS_GAP: Final = 1.0
PORT: Final = 2.3  # between two lines that come to one child
_WIDEST: Final = 25.0
LINE: Final = line_height(PT)


@dataclass(frozen=True, slots=True)
class Look:
    """One person or pregnancy around (0, 0)."""

    half: float
    lines: tuple[str, ...]  # name
    days: tuple[str, ...]  # full dates, under the name
    born: str  # above, left
    died: str  # above, right
    age: str
    spread: float = 0.0  # how far the years give way to several lines from parents
    box: Box = field(init=False, compare=False)  # all of it
    boxes: tuple[Box, ...] = field(init=False, compare=False)  # the parts that nothing may lie on

    @property
    def symbol(self) -> Box:
        """The symbol alone."""
        return -self.half, -self.half, self.half, self.half

    @property
    def label(self) -> Box:
        """Name and dates below the symbol; empty where there are none."""
        rows = len(self.lines) + len(self.days)
        wide = max((text_width(line, PT) for line in (*self.lines, *self.days)), default=0.0) / 2
        top = self.half + LABEL_GAP if rows else self.half
        return -wide, top, wide, top + rows * LINE

    @property
    def years(self) -> tuple[Box, ...]:
        """The years above the symbol, each beside the line to the parents."""
        bottom = -self.half - YEARS_GAP
        top = bottom - PT * MM_PER_PT * 0.76
        off = DATES_GAP + self.spread
        boxes: list[Box] = []
        if self.born:
            boxes.append((-off - text_width(self.born, PT), top, -off, bottom))
        if self.died:
            boxes.append((off, top, off + text_width(self.died, PT), bottom))
        return tuple(boxes)

    def __post_init__(self) -> None:
        parts = (self.symbol, *((self.label,) if self.lines or self.days else ()), *self.years)
        object.__setattr__(self, "boxes", parts)
        object.__setattr__(self, "box", geometry.around((self.symbol, self.label, *self.years)))


def look_of(
    person: KinPerson | KinLoss,
    today: date,
    *,
    width: float = _WIDEST,
    parents: int = 1,
    dead: bool = False,
) -> Look:
    """How the person or pregnancy looks; `parents`: lines that come from above, `width` of the name."""
    if isinstance(person, KinLoss):
        return _loss(person)
    return _person(person, today, width, parents, dead)


def year_words(day: PartialDate | None) -> str:
    """The year, with a mark where it is a guess."""
    return f"{'~' * day.about}{day.year}" if day else ""


def day_words(day: PartialDate | None) -> str:
    """As much of the date as is known: dd.MM.yyyy, MM.yyyy or the year."""
    if day is None:
        return ""
    parts = [f"{day.day:02}"] if day.day else []
    parts += [f"{day.month:02}"] if day.month else []
    return f"{'~' * day.about}{'.'.join([*parts, str(day.year)])}"


def age_words(person: KinPerson, today: date, *, dead: bool = False) -> str:
    """The age now, or the age the person reached; empty while the birth, or when they died, is unknown."""
    if person.born is None or (dead and person.died is None):
        return ""
    at = person.died.latest if person.died else today
    if person.died and not person.died.day:
        known = max(person.died.year - person.born.year, 0)
        at = date(person.died.year, person.died.month or 7, 15) if person.died.month or known == 0 else at
    years = age_on(person.born, at)
    return str(years) if 0 <= years < 130 else ""


@lru_cache(maxsize=4096)
def _person(person: KinPerson, today: date, width: float, parents: int, dead: bool) -> Look:  # noqa: FBT001
    name = person.name.strip()
    # A word is not cut for a narrow sheet, only for one that is long beyond all names.
    longest = max((text_width(word, PT) for word in name.replace("-", "- ").split()), default=0.0)
    lines = wrapped(name, PT, max(width, min(longest + 0.1, _WIDEST)), 3) if name else ()
    days = []
    if person.member and person.born and person.born.day and not dead:
        days.append(day_words(person.born))
    return Look(
        HALF,
        lines,
        tuple(days),
        year_words(person.born),
        year_words(person.died),
        age_words(person, today, dead=dead) if name or person.born else "?",
        max(parents - 1, 0) * PORT / 2,
    )


@lru_cache(maxsize=1024)
def _loss(loss: KinLoss) -> Look:
    half = HALF * 0.8 if loss.outcome == "expected" else SMALL
    return Look(half, (), (), year_words(loss.happened), "", "")


def unknown_mark(person: KinPerson, look: Look) -> str:
    """What stands in the symbol: the age, or a question mark for somebody of whom not even a name is known."""
    return look.age or ("" if person.name.strip() else "?")
