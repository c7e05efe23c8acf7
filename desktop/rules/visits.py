"""What makes a visit entered: outcome, whom they met, each child seen or not, the danger questions, the next date.

Source: S002 (control and diagnostic functions), forms.md §2.8 and §2.18 D. Nothing here has a default: a question that
was not asked is not «no».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from desktop.base.messages import N_, Finding, message

HELD = frozenset({"held", "partly"})
NOBODY_FOUND = "not_found"
DANGERS = ("violence", "intoxication", "threat")
USUAL_RHYTHM = 7  # days, where the case says nothing


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What decides whether a visit is entered."""

    visited_on: date | None
    outcome: str | None
    reason: str | None
    met: int
    children: Mapping[UUID, bool | None]  # of the household now: seen, not seen, not said
    dangers: Mapping[str, bool | None]
    danger_unseen: bool | None
    next_on: date | None
    came: str | None = None
    left: str | None = None


def missing(visit: VisitFacts, names: Mapping[UUID, str], today: date) -> tuple[Finding, ...]:
    """What is still to be said before the visit counts as entered, each beside its place."""
    return (*_about_time(visit, today), *_about_people(visit, names), *_about_next(visit))


def _need(key: str, text: str) -> Finding:
    return Finding((key,), message(text))


def _about_time(visit: VisitFacts, today: date) -> Iterator[Finding]:
    if visit.visited_on is None:
        yield _need("visited_on", N_("Write the date of the visit"))
    elif visit.visited_on > today:
        yield _need("visited_on", N_("The visit is dated in the future"))
    if visit.came and visit.left and visit.left < visit.came:
        yield _need("left", N_("They left earlier than they came"))


def _about_people(visit: VisitFacts, names: Mapping[UUID, str]) -> Iterator[Finding]:
    unanswered = [key for key in DANGERS if visit.dangers.get(key) is None]
    if visit.outcome is None:
        yield _need("outcome", N_("Say how the visit ended"))
    elif visit.outcome in HELD:
        if not visit.met:
            yield _need("met", N_("Say whom you met"))
        yield from (_need(key, _ASK[key]) for key in unanswered)
    elif unanswered and not visit.danger_unseen:
        yield _need("danger_unseen", N_("Say what is known of danger, or that nobody was seen"))
    for child, seen in visit.children.items():
        if seen is None:
            said = message(N_("{name}: seen or not seen?"), name=names.get(child, ""))
            yield Finding(("children", str(child)), said)


def _about_next(visit: VisitFacts) -> Iterator[Finding]:
    if visit.next_on is None:
        yield _need("next_on", N_("Write the date of the next visit"))
    elif visit.visited_on is not None and visit.next_on <= visit.visited_on:
        yield _need("next_on", N_("The next visit comes after this one"))


_ASK = {
    "violence": N_("Answer about signs of violence"),
    "intoxication": N_("Answer about intoxication"),
    "threat": N_("Answer about a threat to life"),
}


def next_visit(visited_on: date, every: int | None, outcome: str | None) -> date:
    """When to come again by the rhythm of the case; a failed attempt is repeated sooner, never at a weekend."""
    days = every or USUAL_RHYTHM
    if outcome is not None and outcome not in HELD:
        days = min(days, 3)
    day = visited_on + timedelta(days=days)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def alerts_of(dangers: Mapping[str, bool | None], outcome: str | None, not_seen: Sequence[UUID]) -> tuple[str, ...]:
    """Which dangers this visit raises; children whom nobody could see because nobody opened count as one."""
    raised = [key for key in DANGERS if dangers.get(key)]
    if outcome == NOBODY_FOUND and not_seen:
        raised.append("not_seen")
    return tuple(raised)
