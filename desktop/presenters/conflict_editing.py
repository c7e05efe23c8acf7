"""What editing does to a conflict map, as functions from value to value; the editor adds undo and events."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import Final, Protocol, TypedDict, TypeVar
from uuid import UUID

from desktop.figures.conflict_cards import head_of
from desktop.models.conflict_data import (
    ConflictData,
    Need,
    NeedKind,
    OptionState,
    Party,
    PartyRole,
    Phase,
    PromiseState,
    RelationKind,
    Template,
)
from desktop.models.map_data import NodeKind, Place
from desktop.models.partial_dates import PartialDate

LONGEST_NAME: Final = 200
LONGEST_NEED: Final = 500
LONGEST_LINE: Final = 300
_SAME: Final = 0.55  # of the letters
_ROW: Final = 30.0  # millimetres of height that are read as one row


class _HasId(Protocol):
    """Anything with an identity of its own."""

    @property
    def id(self) -> UUID:
        """Which one it is."""


P = TypeVar("P", bound=_HasId)


class PartyChanges(TypedDict, total=False):
    """What can be changed on a party."""

    name: str
    kind: NodeKind
    ref: UUID | None
    role: PartyRole
    position: str
    state_before: str
    state_after: str
    note: str


class RelationChanges(TypedDict, total=False):
    """What can be changed on a relation."""

    kind: RelationKind
    intensity: int | None
    note: str


class OptionChanges(TypedDict, total=False):
    """What can be changed on an option; the step comes from the plan."""

    words: str
    proposed_by: str
    state: OptionState
    decided_on: date | None
    who: str
    until: date | None


class AgreedChanges(TypedDict, total=False):
    """What can be changed on an agreement."""

    words: str
    parties: tuple[UUID, ...]
    until: date | None
    state: PromiseState


class HeadingChanges(TypedDict, total=False):
    """What can be said of the conflict as a whole."""

    issue: str
    template: Template
    began_on: PartialDate | None
    phase: Phase
    intensity: int | None
    mediator: str
    mediator_id: UUID | None
    subject: str
    contradiction: str
    outcome: str
    told_by: str
    note: str
    drawn_on: date


def clean(text: str, longest: int = LONGEST_NAME) -> str:
    """One line without what cannot be printed."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in plain if unicodedata.category(letter) not in ("Cc", "Cs"))[:longest].strip()


def put(parts: Sequence[P], part: P) -> tuple[P, ...]:
    """The list with the part in the place of the one with its id, or at the end."""
    if any(one.id == part.id for one in parts):
        return tuple(part if one.id == part.id else one for one in parts)
    return (*parts, part)


def without(data: ConflictData, gone: Collection[UUID]) -> ConflictData:
    """The map without these, and without what hung on them."""
    ids = set(gone)
    parties = tuple(
        replace(party, joined_to=None) if party.joined_to in ids else party for party in data.parties if party.id not in ids
    )
    return replace(
        data, parties=parties,
        needs=tuple(one for one in data.needs if one.id not in ids and one.party not in ids),
        relations=tuple(one for one in data.relations if not {one.id, one.source, one.target} & ids),
        options=tuple(one for one in data.options if one.id not in ids),
        agreements=tuple(
            replace(one, parties=tuple(id_ for id_ in one.parties if id_ not in ids))
            for one in data.agreements if one.id not in ids
        ),
        readings=tuple(one for one in data.readings if one.id not in ids),
    )  # fmt: skip


def known(data: ConflictData, id_: UUID) -> bool:
    """Whether it can be selected: a party, a relation, or the issue itself."""
    return id_ == data.conflict or id_ in {*(p.id for p in data.parties), *(r.id for r in data.relations)}


def needs_of(data: ConflictData, party: UUID, kind: NeedKind) -> tuple[Need, ...]:
    """What a party needs or fears, in its order."""
    return tuple(need for need in data.needs if need.party == party and need.kind == kind)


def with_lines(
    data: ConflictData, party: UUID, kind: NeedKind, lines: Iterable[str], new_id: Callable[[], UUID]
) -> ConflictData:  # fmt: skip
    """The map with these needs of a party, one a line: a line that stayed stays the same need with its common name.

    A line that was reworded in place keeps its identity too; another thought in its place is another need.
    """
    wanted = [line for typed in lines if (line := clean(typed, LONGEST_NEED))]
    standing = list(needs_of(data, party, kind))
    free = {need.words: need for need in reversed(standing)}
    made: list[Need | None] = [free.pop(line, None) for line in wanted]
    taken = {need.id for need in made if need is not None}
    left = [need for need in standing if need.id not in taken]
    for at, line in enumerate(wanted):
        if made[at] is None:
            same_row = standing[at] if at < len(standing) and standing[at] in left else None
            if same_row is not None and _reworded(same_row.words, line):
                left.remove(same_row)
                made[at] = replace(same_row, words=line)
            else:
                made[at] = Need(new_id(), party, kind, line)
    fresh = tuple(need for need in made if need is not None)
    first = next((at for at, need in enumerate(data.needs) if need.party == party and need.kind == kind), len(data.needs))
    before = [n for n in data.needs[:first] if not (n.party == party and n.kind == kind)]
    after = [n for n in data.needs[first:] if not (n.party == party and n.kind == kind)]
    return replace(data, needs=(*before, *fresh, *after))


def _reworded(before: str, after: str) -> bool:
    """Whether one line became the other by typing: the same beginning, or most letters in their order."""
    one, other = before.casefold(), after.casefold()
    return one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= _SAME


def joined(data: ConflictData, ids: Collection[UUID], host: UUID) -> ConflictData:
    """The map with these parties in the card where `host` stands; one that leads a card brings all of it."""
    into = data.party(host)
    if into is None:
        return data
    head = head_of(data, into)
    coming = set(ids) | {party.id for party in data.parties if head_of(data, party) in ids}
    made = tuple(replace(party, joined_to=head) if party.id in coming and party.id != head else party for party in data.parties)
    return replace(data, parties=made)


def apart(data: ConflictData, id_: UUID) -> ConflictData:
    """The map with this party in a card of its own; who stood with it stays together where the card is."""
    party = data.party(id_)
    head = head_of(data, party) if party is not None else None
    rest = [one.id for one in data.parties if one.id != id_ and head_of(data, one) == head]
    if not rest:
        return data
    leads = head if head is not None and head != id_ else rest[0]
    made = []
    for one in data.parties:
        if one.id == id_:
            made.append(replace(one, joined_to=None, place=None))  # a new place is found for it
        elif one.id in rest:
            made.append(replace(one, joined_to=None if one.id == leads else leads))
        else:
            made.append(one)
    return replace(data, parties=tuple(made))


def moved(data: ConflictData, ids: Collection[UUID], dx: float, dy: float) -> ConflictData:
    """Cards shifted by millimetres and pinned where they are put; a card goes with everybody in it."""
    heads = {head_of(data, party) for party in data.parties if party.id in ids}
    made = tuple(
        replace(party, place=Place(round(party.place.x + dx, 2), round(party.place.y + dy, 2), pinned=True))
        if party.place is not None and head_of(data, party) in heads else party
        for party in data.parties
    )  # fmt: skip
    return replace(data, parties=made)


def pinned(data: ConflictData, ids: Collection[UUID], *, pin: bool) -> ConflictData:
    """Cards held where they are, or given back to the automatic layout."""
    heads = {head_of(data, party) for party in data.parties if party.id in ids}
    made = tuple(
        replace(party, place=replace(party.place, pinned=pin))
        if party.place is not None and head_of(data, party) in heads else party
        for party in data.parties
    )  # fmt: skip
    return replace(data, parties=made)


def reading_order(data: ConflictData) -> tuple[UUID, ...]:
    """The issue, then cards row by row as they stand, those who share a card one after another."""

    def key(party: Party) -> tuple[int, float, int]:
        place = party.place or Place(0.0, 0.0)
        return round(place.y / _ROW), place.x, int(head_of(data, party) != party.id)

    return (data.conflict, *(party.id for party in sorted(data.parties, key=key)))
