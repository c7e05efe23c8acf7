"""The map of changes as a value: what was measured at entrance, between and at exit, and what the program found beside it.

At the end of the intensive period the worker presents it to the commission (S002, stage 6). What people judge is a sheet of
the forms; what can be counted is never typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal
from uuid import UUID

FORM: Final = "change_map"
SPHERES, INDICATORS, MOMENTS, CONCLUSIONS, SCALES = (
    "change_spheres", "change_indicators", "change_moments", "change_conclusions", "change_scales",
)  # fmt: skip
SCALE_WORDS: Final = "change_scale_"  # and the code of the scale: the dictionary of its scores
USUAL_SCALE: Final = "zero_three"
RANGES: Final[Mapping[str, tuple[int, int]]] = {"zero_three": (0, 3), "one_five": (1, 5)}

Verdict = Literal["better", "same", "worse", "other", ""]  # other: it changed, and neither is better; empty: not known
PairKind = Literal[
    "size", "density", "supporting", "isolated", "conflict", "risk", "conditions", "fulfilment", "goals", "problems",
]  # fmt: skip
OF_NOW: Final[frozenset[PairKind]] = frozenset({"fulfilment", "goals", "problems"})  # a share of all, as it stands


@dataclass(frozen=True, slots=True)
class Measurement:
    """A day on which the family was measured; `moment` is a code of `change_moments`."""

    on: date
    moment: str = ""
    with_whom: str = ""
    row: UUID | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What one sphere got at one measurement: the score, and the fact that stands behind it."""

    score: int | None = None
    fact: str = ""
    row: UUID | None = None


NO_MARK: Final = Mark()


@dataclass(frozen=True, slots=True)
class SphereLine:
    """A row of the map: a sphere, its marks by day, and what is said of the change."""

    code: str
    indicator: str = ""
    marks: Mapping[date, Mark] = field(default_factory=dict)
    confirmed_by: str = ""
    family_part: str = ""
    service_part: str = ""
    helped: str = ""
    row: UUID | None = None

    def mark(self, at: Measurement | None) -> Mark:
        """What stands at this measurement."""
        return self.marks.get(at.on, NO_MARK) if at is not None else NO_MARK

    @property
    def is_filled(self) -> bool:
        """Whether anything was said of it."""
        said = (self.confirmed_by, self.family_part, self.service_part, self.helped)
        return any(said) or any(mark.score is not None or mark.fact for mark in self.marks.values())


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the worker proposes; `code` of `change_conclusions`."""

    code: str = ""
    months: int | None = None
    till: date | None = None
    to: str = ""
    ground: str = ""
    opinion: str = ""
    on: date | None = None
    presented_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeMap:
    """The whole sheet; measurements in the order of days, lines in the order of the dictionary."""

    scale: str = USUAL_SCALE
    measurements: tuple[Measurement, ...] = ()
    lines: tuple[SphereLine, ...] = ()
    conclusion: Conclusion = Conclusion()

    @property
    def borders(self) -> tuple[int, int]:
        """The least and the greatest score of the scale."""
        return RANGES.get(self.scale, RANGES[USUAL_SCALE])

    def line(self, code: str) -> SphereLine | None:
        """The row of a sphere."""
        return next((line for line in self.lines if line.code == code), None)

    def at(self, day: date | None) -> Measurement | None:
        """The measurement of a day."""
        return next((one for one in self.measurements if one.on == day), None)


@dataclass(frozen=True, slots=True)
class Observed:
    """What was found on a day: a number (`of`: of so many), the code of a level, names of those it is about."""

    on: date
    number: float | None = None
    of: int | None = None
    code: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Something the program counts by itself, then and now; nothing found leaves a side empty."""

    kind: PairKind
    first: Observed | None = None
    last: Observed | None = None
    about: str = ""  # which conflict, which form and whom it is about


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that a paper of the office suggests for a sphere; a person takes it or leaves it."""

    sphere: str
    on: date  # of the paper
    score: int | None
    fact: str
    form: str  # key of the form it stands in
    about: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many spheres became better, stayed, became worse, and how many cannot be compared."""

    better: int = 0
    same: int = 0
    worse: int = 0
    unknown: int = 0
