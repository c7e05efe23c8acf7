"""Who stands around somebody in the family tree: what a dialog on a genogram offers and a panel says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from desktop.models.bonds import Bond
from desktop.models.fields import Field, fields_of
from desktop.models.kin_data import Kin, KinPerson, KinUnion

BOND_FIELDS: Final[Mapping[str, Field]] = {field.key: field for field in fields_of(Bond)}


class Around:
    """Parents, partners, children and brothers and sisters of one person, each once."""

    def __init__(self, kin: Kin, person: UUID) -> None:
        people = {one.id: one for one in kin.people}
        self.birth_parents = tuple(
            people[b.parent] for b in kin.parents if b.child == person and b.nature == "birth" and b.parent in people
        )
        self.parents = _once(people, [b.parent for b in kin.parents if b.child == person])
        self.children = _once(people, [b.child for b in kin.parents if b.parent == person])
        own = {parent.id for parent in self.birth_parents}
        beside = [b.child for b in kin.parents if b.parent in own and b.nature == "birth" and b.child != person]
        self.siblings = _once(people, beside)
        self.unions = tuple(u for u in kin.unions if person in (u.first, u.second))
        self.partners = partners_of(kin, person)
        self.losses = tuple(loss for loss in kin.losses if person in (loss.mother, loss.father))


def partners_of(kin: Kin, person: UUID) -> tuple[KinPerson, ...]:
    """With whom somebody is or was a couple, the union still standing last; then the other parents of the children."""
    people = {one.id: one for one in kin.people}
    unions = [u for u in kin.unions if person in (u.first, u.second)]
    unions.sort(key=lambda union: (not union.ended or union.resumed is not None, union.since.kept() if union.since else ""))
    ids = [other_of(union, person) for union in unions]
    children = {b.child for b in kin.parents if b.parent == person}
    others = [b.parent for b in kin.parents if b.child in children and b.parent != person and b.nature == "birth"]
    return _once(people, [*[other for other in others if other not in ids], *ids])


def other_of(union: KinUnion, person: UUID) -> UUID:
    """The other one of a couple."""
    return union.second if union.first == person else union.first


def surname_hint(person: KinPerson) -> str:
    """The surname of somebody, if the full name begins with one."""
    words = person.full_name.split()
    return words[0] if len(words) > 1 and words[0] != person.name else ""


def branch(kin: Kin, person: UUID) -> frozenset[UUID]:
    """Somebody with everybody who hangs on them alone: forebears, descendants and their partners, not the rest.

    What is left out when a branch is hidden: all that is cut off from the family's members without this person.
    """
    near: dict[UUID, set[UUID]] = {one.id: set() for one in kin.people}
    pairs = [(b.parent, b.child) for b in kin.parents]
    for bonds in (kin.unions, kin.twins, kin.words):
        pairs += [(bond.first, bond.second) for bond in bonds]
    for one, other in pairs:
        if one in near and other in near:
            near[one].add(other)
            near[other].add(one)
    seen = {one.id for one in kin.people if one.member and one.id != person}
    reached = set(seen)
    while reached:
        reached = {other for one in reached for other in near[one]} - seen - {person}
        seen |= reached
    return frozenset(near) - seen


def _once(people: Mapping[UUID, KinPerson], ids: list[UUID]) -> tuple[KinPerson, ...]:
    return tuple(people[id_] for id_ in dict.fromkeys(ids) if id_ in people)
