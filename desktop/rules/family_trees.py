"""What of a family tree comes into the office: who is of the household, who is known already, what cannot be true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, Message, message
from desktop.models.family_tree import FamilyTree, TreePerson
from desktop.models.kin_data import Kin, KinParent, KinPerson

_ADULT: Final = 18
_OF_AGE: Final = 100  # years after which somebody without a date of death is not taken for living
_PLACES: Final = {"male": "father", "female": "mother"}


@dataclass(frozen=True, slots=True)
class Housed:
    """Somebody of the tree with a place in the household."""

    person: UUID
    role: str


def person_called(tree: FamilyTree, key: str) -> TreePerson | None:
    """Whom the file calls so (`I1`, `@I1@`), or whose name it is; the first of the file for an empty key."""
    wanted = key.strip().strip("@").casefold()
    if not wanted:
        return tree.people[0] if tree.people else None
    return next((p for p in tree.people if wanted in {p.key.casefold(), p.name.casefold()}), None)


def household_of(tree: FamilyTree, about: TreePerson, today: date) -> tuple[Housed, ...]:
    """The household around somebody: a child with parents and minor brothers and sisters, a grown-up with partner and children.

    A family tree knows no households; this is the least that a family's card begins with, the worker adds the rest.
    """
    people = {p.id: p for p in tree.people}
    if _is_child(about, today):
        adults = [p.parent for p in tree.parents if p.child == about.id and not p.ended]
    else:
        pairs = [(u.first, u.second) for u in tree.unions if about.id in (u.first, u.second) and (not u.ended or u.resumed)]
        adults = [about.id, *(one if other == about.id else other for one, other in pairs)]
    grown = [id_ for id_ in dict.fromkeys(adults) if _is_living(people[id_], today)]
    children = dict.fromkeys(p.child for p in tree.parents if p.parent in grown and not p.ended)
    children |= {about.id: None} if _is_child(about, today) else {}
    minors = [id_ for id_ in children if _is_living(people[id_], today) and _is_child(people[id_], today)]
    places = [Housed(id_, _PLACES.get(people[id_].sex, "partner")) for id_ in grown]
    return (*places, *(Housed(id_, "child") for id_ in minors))


def _is_child(person: TreePerson, today: date) -> bool:
    return person.born is not None and today.year - person.born.year < _ADULT


def _is_living(person: TreePerson, today: date) -> bool:
    old = person.born is not None and today.year - person.born.year > _OF_AGE
    return person.died is None and not person.dead and not old


def known_already(tree: FamilyTree, kin: Kin) -> Mapping[UUID, UUID]:
    """Of the tree's people those whom the family's card has: the same names and no other birth date. Doubtful ones are new."""
    found: dict[UUID, UUID] = {}
    for person in tree.people:
        same = [known.id for known in kin.people if _is_same(person, known)]
        if len(same) == 1:
            found[person.id] = same[0]
    twice = {id_ for id_ in found.values() if list(found.values()).count(id_) > 1}
    return {one: other for one, other in found.items() if other not in twice}


def _is_same(person: TreePerson, known: KinPerson) -> bool:
    words = set(_plain(known.full_name).split())
    asked = [_plain(word) for word in (person.surname, person.given_name) if word]
    if not person.given_name or not set(" ".join(asked).split()) <= words:
        return False
    if person.patronymic and len(words) > 2 and _plain(person.patronymic) not in words:
        return False
    if person.born is None or known.born is None:
        return bool(person.surname)
    if person.born.year != known.born.year:
        return False
    both = (person.born.month, person.born.day), (known.born.month, known.born.day)
    return all(a is None or b is None or a == b for a, b in zip(*both, strict=True))


def _plain(word: str) -> str:
    return word.casefold().replace("\u0451", "\u0435").strip()


def without_circles(tree: FamilyTree, standing: Iterable[KinParent] = ()) -> tuple[FamilyTree, tuple[Message, ...]]:
    """The tree without parents who would be their own forebears, and what was left out; `standing` bonds stay."""
    parents = list(tree.parents)
    names = {p.id: p.name or "?" for p in tree.people}
    left: list[Message] = []
    while True:
        sorter: TopologicalSorter[UUID] = TopologicalSorter()
        for bond in (*standing, *parents):
            sorter.add(bond.child, bond.parent)
        try:
            sorter.prepare()
        except CycleError as error:
            circle = error.args[1]
            pairs = {frozenset(pair) for pair in pairwise(circle)}
            last = next((b for b in reversed(parents) if frozenset((b.parent, b.child)) in pairs), None)
            if last is None:  # the circle stands in the card: not for a file to mend
                return replace(tree, parents=()), tuple(left)
            parents.remove(last)
            said = N_("{parent} would be a forebear of themselves: not taken in as a parent of {child}")
            left.append(message(said, parent=names.get(last.parent, "?"), child=names.get(last.child, "?")))
            continue
        return replace(tree, parents=tuple(parents)), tuple(left)
