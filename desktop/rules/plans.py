"""Plans: which of them stand side by side, what goes over into the next one, what changed between two versions.

A family has one current plan of each kind, and one for each child whose plan it is: the plan of a month and the
programme that a council decided do not push each other aside.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal
from uuid import UUID

from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot

MONTHLY: Final = "monthly"
STAGE_PLANS: Final = frozenset({"monthly", "by_result"})
OF_ONE_PERSON: Final = frozenset({"individual_programme", "child_development"})
PROGRAMMES: Final = frozenset({"individual_programme", "family_development", "child_development"})
FINISHED: Final = frozenset({"done"})
Slot = tuple[str, UUID | None]

_MONTHS: Final[Mapping[str, int]] = {
    "monthly": 1, "by_result": 3, "individual_programme": 12, "family_development": 6, "child_development": 6,
}  # fmt: skip
_OF_THE_MARK: Final = frozenset({"mark", "marked_on", "score", "reason", "lasting_id"})


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_end(kind: str, since: date) -> date:
    """The last day of a plan of this kind that begins on this day, as it is usual."""
    return months_later(since, _MONTHS.get(kind, 1)) - timedelta(days=1)


def slot(kind: Value, person: Value) -> Slot:
    """Among which plans one is current: those of a kind, and of one person where the kind is about a person."""
    named = person if isinstance(person, UUID) and kind in OF_ONE_PERSON else None
    return str(kind), named


def lasting(id_: UUID, step: Snapshot) -> UUID:
    """The identity that a step keeps over the versions of a plan."""
    kept = step.values.get("lasting_id")
    return kept if isinstance(kept, UUID) else id_


def unfinished(plan: Snapshot, since: date) -> tuple[Mapping[str, Value], ...]:
    """The steps that were not done, as they begin the next plan: without marks, without a term that is over.

    Each keeps its lasting identity, so that the chain shows one step with its marks over the months.
    """
    carried: list[Mapping[str, Value]] = []
    for id_, step in plan.parts.get("steps", {}).items():
        if step.values.get("mark") in FINISHED:
            continue
        due = step.values.get("due_on")
        fresh: dict[str, Value] = dict.fromkeys(_OF_THE_MARK, None)
        fresh |= {"lasting_id": lasting(id_, step), "due_on": due if isinstance(due, date) and due >= since else None}
        carried.append({**step.values, **fresh})
    return tuple(carried)


@dataclass(frozen=True, slots=True)
class StepChange:
    """What became of one step between two versions; `fields` are the keys that differ."""

    what: Literal["added", "dropped", "changed", "same"]
    before: Snapshot | None
    after: Snapshot | None
    fields: tuple[str, ...] = ()


def compared(before: Snapshot, after: Snapshot) -> tuple[StepChange, ...]:
    """The steps of two versions side by side, in the order of the later one; what was dropped comes last."""
    old = {lasting(id_, step): step for id_, step in before.parts.get("steps", {}).items()}
    new = {lasting(id_, step): step for id_, step in after.parts.get("steps", {}).items()}
    found = [_change(old.get(id_), step) for id_, step in new.items()]
    found += [StepChange("dropped", step, None) for id_, step in old.items() if id_ not in new]
    return tuple(found)


def _change(before: Snapshot | None, after: Snapshot) -> StepChange:
    if before is None:
        return StepChange("added", None, after)
    fields = tuple(key for key, value in after.values.items() if key != "lasting_id" and value != before.values.get(key))
    return StepChange("changed" if fields else "same", before, after, fields)


def is_rewritten(before: Snapshot, after: Snapshot) -> bool:
    """Whether the plan says something else now, so that it is a new version; marks and evaluations are not that."""
    if any(after.values.get(key) != before.values.get(key) for key in ("goal", "since", "till", "basis")):
        return True
    old, new = before.parts.get("steps", {}), after.parts.get("steps", {})
    return set(old) != set(new) or any(
        step.values.get(key) != old[id_].values.get(key)
        for id_, step in new.items()
        for key in step.values
        if key not in _OF_THE_MARK
    )


def evaluated(scores: Sequence[Value]) -> tuple[int, int]:
    """How many tasks have a mark of 0 to 3, and the share of the greatest possible sum in percent."""
    given = [score for score in scores if isinstance(score, int)]
    return len(given), round(100 * sum(given) / (3 * len(given))) if given else 0
