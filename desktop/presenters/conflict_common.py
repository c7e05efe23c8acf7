"""What parties share, as a person says it: needs or fears of all parties to choose from, and the words for them.

What is only worded alike the program offers by itself; that «attendance» and «not to miss school» are the same,
people have to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import ConflictData, Need, NeedKind
from desktop.presenters.conflict_editing import LONGEST_NEED, clean, needs_of
from desktop.rules.conflicts import Common, common

FEW: Final = N_("Tick what two parties or more have in common")
KINDS: Final[tuple[tuple[NeedKind, str], ...]] = (("need", N_("Needs")), ("fear", N_("Fears")))


@dataclass(frozen=True, slots=True)
class Said:
    """All that one party needs, or all that it fears, in the order of its list."""

    party: UUID
    name: str
    needs: tuple[Need, ...]


def said_by_parties(data: ConflictData, kind: NeedKind) -> tuple[Said, ...]:
    """The lists of all parties who named something, in the order of the map."""
    found = (
        Said(party.id, party_name(party), tuple(one for one in needs_of(data, party.id, kind) if one.words.strip()))
        for party in data.parties
    )
    return tuple(one for one in found if one.needs)


def words_for(data: ConflictData, chosen: Iterable[UUID]) -> str:
    """How what was chosen may be called: a common name it has already, or the words of the first one chosen."""
    needs = {need.id: need for need in data.needs}
    found = [needs[id_] for id_ in chosen if id_ in needs]
    named = next((need.common.strip() for need in found if need.common.strip()), "")
    return named or (found[0].words.strip() if found else "")


def refusal(data: ConflictData, chosen: Collection[UUID], words: str, was: Collection[UUID]) -> str:
    """Why these cannot be marked as common; empty if they can. Nothing chosen parts what was common."""
    if not chosen and was:
        return ""
    if len({need.party for need in data.needs if need.id in chosen}) < 2:
        return _(FEW)
    return "" if words.strip() else _("Say in a few words what they have in common")


def shared_with(data: ConflictData, need: UUID) -> Common | None:
    """What this need belongs to, if it is marked as common."""
    return next((one for one in common(data) if need in one.needs), None)


def need_at(data: ConflictData, party: UUID, kind: NeedKind, line: str) -> Need | None:
    """The need that a typed line of a party's list is."""
    words = clean(line, LONGEST_NEED)
    return next((one for one in needs_of(data, party, kind) if words and one.words == words), None)
