"""What of a family tree comes into the office: who is of the household, who is known already, what cannot be true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from types import MappingProxyType
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, Message, message
from desktop.models.family_tree import FamilyTree, TreePerson
from desktop.models.kin_data import Kin, KinParent, KinPerson

_ADULT: Final = 18
_OF_AGE: Final = 100  # years after which somebody without a date of death is not taken for living
_LOST: Final = "\ufffd"
_IN_NAMES: Final = frozenset("-'\u2019.,()?\u00ab\u00bb\"")
_FRAMES: Final = frozenset(map(chr, range(0x2500, 0x25A0)))  # lines and blocks of DOS
_WESTERN: Final = frozenset(map(chr, range(0xC0, 0x100)))
_DOUBLED: Final = frozenset("\u0420\u0421\u0432\u00d0\u00d1")
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


def letters_look_wrong(tree: FamilyTree) -> bool:
    """Whether the names look as if the file was read in another encoding than it was written in."""
    letters = "".join(person.name for person in tree.people)
    marks = sum(not c.isspace() for c in letters)
    if not marks:
        return False
    broken = sum(c == _LOST or c in _FRAMES for c in letters)
    signs = sum(not c.isalnum() and not c.isspace() and c not in _IN_NAMES for c in letters)
    western = sum(c in _WESTERN for c in letters)  # Cyrillic of Windows taken for Western letters
    doubled = sum(c in _DOUBLED for c in letters)  # UTF-8 taken for Windows: every second letter is one of two
    capitals = sum(one.islower() and other.isupper() for one, other in pairwise(letters))
    return bool(broken) or signs * 10 > marks or max(western, doubled) * 5 > marks * 2 or capitals * 4 > marks


def known_already(tree: FamilyTree, kin: Kin, same: Mapping[str, UUID] = MappingProxyType({})) -> Mapping[UUID, UUID]:
    """Of the tree's people those whom the family's card has: the same names and no other birth date. Doubtful ones are new.

    `same` (key of the file → person of the card) is what somebody said of them, and goes before the names.
    """
    ids = {person.id for person in kin.people}
    said = {person.id: same[person.key] for person in tree.people if same.get(person.key) in ids}
    found: dict[UUID, UUID] = {}
    for person in tree.people:
        if person.id in said:
            continue
        alike = [known.id for known in kin.people if known.id not in said.values() and _is_same(person, known)]
        if len(alike) == 1:
            found[person.id] = alike[0]
    twice = {id_ for id_ in found.values() if list(found.values()).count(id_) > 1}
    return {one: other for one, other in found.items() if other not in twice} | said


def apart_from(tree: FamilyTree, known: Mapping[UUID, UUID]) -> tuple[TreePerson, ...]:
    """Who of the tree is bound to nobody the card knows."""
    beside: dict[UUID, set[UUID]] = {person.id: set() for person in tree.people}
    couples = [(u.first, u.second) for u in tree.unions]
    twins = [(t.first, t.second) for t in tree.twins]
    for one, other in (*couples, *twins, *((b.parent, b.child) for b in tree.parents)):
        beside[one].add(other)
        beside[other].add(one)
    reached, waiting = set(known), list(known)
    while waiting:
        fresh = beside[waiting.pop()] - reached
        reached |= fresh
        waiting += fresh
    return tuple(person for person in tree.people if person.id not in reached)


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
