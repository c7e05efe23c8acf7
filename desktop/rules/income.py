"""Average income per head of those who live together, and how it was computed, beside the subsistence minimum.

The sum of what comes in now, divided by everybody who lives here, children included (validation.md «Money»). What
nobody asked about is no zero: the people of whom nothing is known are named beside the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from desktop.models.family_page import Member, Minimum
from desktop.models.snapshots import Snapshot

_WORKS_FROM = 18  # years
EVERYBODY, CHILDREN, WORKING, PENSIONERS = "everybody", "children", "working_age", "pensioners"
_HUNDREDTH = Decimal("0.01")
_NOTHING_ASKED = frozenset({"preschooler", "studies"})  # who learns is not asked about wages


@dataclass(frozen=True, slots=True)
class Source:
    """One sum that comes in: whose, which kind (code of `income_kinds`), how much a month."""

    person: UUID
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PerHead:
    """The average income per head and everything it was computed from."""

    amount: Decimal
    total: Decimal
    heads: int
    sources: tuple[Source, ...]
    unknown: tuple[UUID, ...] = ()  # grown-ups of whose income nothing is written
    minimum: Decimal | None = None  # what it is compared with, a month and head
    minimum_of: tuple[Minimum, ...] = ()  # one for everybody, or one for each group met in this family

    @property
    def below(self) -> bool | None:
        """Whether it is below the subsistence minimum; None when there is none to compare with."""
        return None if self.minimum is None else self.amount < self.minimum

    @property
    def whole(self) -> bool:
        """Whether the income of every grown-up is known."""
        return not self.unknown


def per_head(members: Sequence[Member], today: date, minima: Iterable[Minimum] = ()) -> PerHead | None:
    """The average income of a household; None while no income of anybody is written.

    A minimum for everybody goes first; without one, those of the groups are weighed by who lives here.
    """
    here = [member for member in members if member.at_home and member.alive]
    sources = tuple(source for member in here for source in _sources(member.person, today))
    if not here or not sources:
        return None
    total = sum((source.amount for source in sources), Decimal(0))
    known = {source.person for source in sources}
    unknown = tuple(m.person.id for m in here if _is_asked(m) and m.person.id not in known)
    minimum, of = _minimum(here, _in_force(minima, today))
    amount = (total / len(here)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return PerHead(amount, total, len(here), sources, unknown, minimum, of)


def _sources(person: Snapshot, today: date) -> Iterable[Source]:
    for row in person.parts.get("work", {}).values():
        amount, since, till = (row.values.get(key) for key in ("income", "since", "till"))
        over = isinstance(till, date) and till < today
        later = isinstance(since, date) and since > today
        if isinstance(amount, Decimal) and not over and not later:
            yield Source(person.id, str(row.values.get("income_kind") or ""), amount)


def _is_asked(member: Member) -> bool:
    return not member.child and member.person.values.get("occupation") not in _NOTHING_ASKED


def _in_force(minima: Iterable[Minimum], today: date) -> dict[str, Minimum]:
    """The newest of each group that is in force."""
    found: dict[str, Minimum] = {}
    for one in sorted(minima, key=lambda m: m.since):
        if one.since <= today:
            found[one.group] = one
    return found


def _minimum(here: Sequence[Member], known: dict[str, Minimum]) -> tuple[Decimal | None, tuple[Minimum, ...]]:
    if EVERYBODY in known:
        return known[EVERYBODY].amount, (known[EVERYBODY],)
    groups = [_group(member) for member in here]
    if not all(group in known for group in groups):
        return None, ()
    total = sum((known[group].amount for group in groups), Decimal(0))
    amount = (total / len(here)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return amount, tuple(known[group] for group in dict.fromkeys(groups))


def _group(member: Member) -> str:
    if member.child or (member.age is not None and member.age < _WORKS_FROM):
        return CHILDREN
    return PENSIONERS if member.person.values.get("occupation") == "retired" else WORKING
