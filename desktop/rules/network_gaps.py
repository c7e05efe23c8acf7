"""What is lacking on a map of social connections: needs of the household that no tie on the map answers.

The ecomap is drawn to see this (maps.md §3.1, "uncovered needs"). Only what map and card themselves say is judged:
ages of children, what the card says somebody is registered for, ties that were broken off.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from desktop.models.map_data import MapData, Node
from desktop.rules.social_maps import is_professional

What = Literal["school", "kindergarten", "clinic", "specialist", "broken_help"]
SCHOOL_FROM: Final = 7  # a child goes to school in the year of the seventh birthday
KINDERGARTEN_FROM: Final = 3
OF_AGE: Final = 18
# What the card says of a person (registers, statuses) ↦ the sphere in which somebody should stand by that person.
CONCERNS: Final[Mapping[str, str]] = {
    "narcology": "health",
    "substances": "health",
    "disabled": "health",
    "special_needs": "health",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One need without a tie: whose (none: of the household as one), and who it was broken off with."""

    what: What
    member: UUID | None = None
    other: UUID | None = None
    concern: str = ""  # the register or status of the card that asks for a specialist


def gaps(map_: MapData, today: date, concerns: Mapping[UUID, Collection[str]] | None = None) -> tuple[Gap, ...]:
    """Needs that no tie answers: school or kindergarten of each child, a clinic, a specialist, help broken off.

    `concerns`: what the card says of its persons, by the person's id. A tie that is not broken answers, whatever
    its quality: a quarrel with the school is a tie with the school.
    """
    members = [node for node in map_.household() if node.alive]
    found = [
        Gap(place, node.id)
        for node in members
        if (place := _learns_at(node, today)) is not None and not _tied(map_, {node.id}, "education")
    ]
    children = any(_is_child(node, today) for node in members)
    if children and not _tied(map_, {node.id for node in members}, "health"):
        found.append(Gap("clinic"))
    for node in members:
        said = (concerns or {}).get(node.ref, ()) if node.ref is not None else ()
        found += [
            Gap("specialist", node.id, concern=code)
            for code in sorted(said)
            if code in CONCERNS and not _tied(map_, {node.id}, CONCERNS[code])
        ][:1]
    for node in members:
        found += [Gap("broken_help", node.id, other) for other in _broken_off(map_, node.id)]
    return tuple(found)


def _learns_at(node: Node, today: date) -> Literal["school", "kindergarten"] | None:
    if node.born_year is None:
        return None
    turns = today.year - node.born_year
    if SCHOOL_FROM <= turns < OF_AGE:
        return "school"
    return "kindergarten" if KINDERGARTEN_FROM <= turns < SCHOOL_FROM else None


def _is_child(node: Node, today: date) -> bool:
    return node.child or (node.born_year is not None and today.year - node.born_year < OF_AGE)


def _tied(map_: MapData, members: Collection[UUID], sphere: str) -> bool:
    return any(
        (other := map_.node(tie.target if end == tie.source else tie.source)) is not None and other.sphere == sphere
        for tie in map_.ties
        if tie.quality != "broken"
        for end in (tie.source, tie.target)
        if end in members
    )


def _broken_off(map_: MapData, member: UUID) -> list[UUID]:
    """Specialists with whom every tie of the member is broken."""
    held: dict[UUID, bool] = {}
    for tie in map_.ties_of(member):
        other = tie.target if tie.source == member else tie.source
        held[other] = held.get(other, False) or tie.quality != "broken"
    return [node.id for node in map_.outside() if node.alive and is_professional(node) and held.get(node.id) is False]
