"""Care of a child besides the parents: how many wards a carer may have, how a placement goes on, who decides what.

Sources: S002 F (a carer has up to five wards; delimitation of rights), S001 (stages of the service), requirements.md T9
(in Kyrgyzstan the five include the carer's own children). A limit warns and asks for a reason: it stops nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.base.messages import N_, Finding, message

MOST_WARDS: Final = 5
OWN_COUNT_IN: Final = frozenset({"kg"})  # countries where the carer's own children are counted too
STATES: Final = ("planned", "matched", "preparing", "placed", "moving", "ended", "supported")
WITH_THE_CARER: Final = frozenset({"preparing", "placed", "moving"})  # states that take a place
CONTACT_FAMILY: Final = "contact_family"
POWERS: Final = {"property": "may_property", "court": "may_court", "travel": "may_travel"}
RIGHTS: Final = ("parents", "carer", "guardianship", "ward")


@dataclass(frozen=True, slots=True)
class CarerFacts:
    """What the register says about a carer."""

    kind: str
    state: str | None = None
    most_wards: int | None = None
    own_children: int | None = None
    powers: Mapping[str, bool | None] | None = None  # property, court, travel: None is «not asked»


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """What decides whether a placement may stand as it is."""

    kind: str | None
    state: str | None
    child: bool = False  # whether it says which child
    ended: str | None = None
    since: date | None = None
    till: date | None = None
    override_reason: str | None = None

    @property
    def takes_a_place(self) -> bool:
        """Whether a child lives with the carer, or is about to."""
        return self.kind != CONTACT_FAMILY and self.state in WITH_THE_CARER


def limit(carer: CarerFacts) -> int:
    """How many children at a time: the carer's own limit, else five."""
    return MOST_WARDS if carer.most_wards is None else carer.most_wards


def over_limit(carer: CarerFacts, others: int, country: str, reason: str | None) -> Finding | None:
    """What to say when one ward more is too many; nothing when there is room or a reason was given.

    `others` are the wards of this carer besides the one who comes now.
    """
    own = (carer.own_children or 0) if country in OWN_COUNT_IN else 0
    if others + own + 1 <= limit(carer) or (reason or "").strip():
        return None
    said = (
        N_("The carer would have {count} children, own ones among them; at most {most} are allowed: say why this one too")
        if own
        else N_("The carer would have {count} wards; at most {most} are allowed: say why this one too")
    )
    return Finding(("override_reason",), message(said, count=others + own + 1, most=limit(carer)))


def next_states(state: str | None) -> tuple[str, ...]:
    """Where a placement may go from here: the next step, straight into the family or to the end; one step back mends a slip."""
    if state not in STATES:
        return STATES
    at = STATES.index(state)
    ahead = {STATES[min(at + 1, len(STATES) - 1)], STATES[max(at - 1, 0)], state}
    if at < STATES.index("placed"):
        ahead.add("placed")
    if at < STATES.index("ended"):
        ahead.add("ended")
    return tuple(one for one in STATES if one in ahead)


def wrong_step(before: str | None, after: str | None) -> bool:
    """Whether a placement cannot go from one state to the other."""
    return before is not None and after is not None and after not in next_states(before)


def lacking(placement: PlacementFacts, carer: CarerFacts) -> tuple[Finding, ...]:
    """What a placement must say in its state, each beside its place."""
    found: list[Finding] = []
    for_family = placement.kind == CONTACT_FAMILY
    if (carer.kind == CONTACT_FAMILY) != for_family and placement.kind:
        said = (
            N_("A contact family supports a family: choose one of the register of contact families")
            if for_family
            else N_("A contact family takes no child to live with it: choose another carer")
        )
        found.append(Finding(("carer_id",), message(said)))
    if carer.state == "left" and placement.state in STATES[: STATES.index("ended")]:
        found.append(Finding(("carer_id",), message(N_("This carer has left the register"))))
    if not for_family and not placement.child and placement.state in WITH_THE_CARER:
        found.append(Finding(("child_id",), message(N_("Say which child it is"))))
    if placement.state in ("ended", "supported") and not placement.ended:
        found.append(Finding(("ended",), message(N_("Say how the placement ended"))))
    if placement.since and placement.till and placement.till < placement.since:
        found.append(Finding(("till",), message(N_("It ended earlier than it began"))))
    return tuple(found)


def delimitation(powers: Mapping[str, bool | None], words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Who decides what, in the words of `words`: parents, carer, guardianship body, ward.

    A power that nobody was asked about is named in no line: the source is ambiguous, so there is no default.
    """
    lines: dict[str, list[str]] = {who: [words["every"][who]] for who in RIGHTS}
    for power, given in powers.items():
        if given is not None:
            who = "carer" if given else "guardianship"
            lines[who].append(words[power][who])
    return {who: "\n".join(said) for who, said in lines.items()}
