"""What is unusual in a family's tree: seldom true, often a slip of a date, never refused.

What cannot be at all (somebody their own forebear, a parent born after the child) is refused when it is written; an
import or an old card may still hold it, so it is said here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from desktop.base.messages import N_, Finding, Message, message
from desktop.models.kin_data import Kin, KinPerson
from desktop.models.partial_dates import PartialDate
from desktop.rules.findings import check_parent

_MONTHS: Final = 10  # a child may be born so long after the father's death
_MOST_PARENTS: Final = 2  # by birth


def check_kin(kin: Kin) -> None:
    """Everybody once, every bond between two different people of the tree.

    Raises:
        ValueError: something hangs in the air.
    """
    people = {person.id for person in kin.people}
    ids = [id_ for things in (kin.people, kin.unions, kin.parents, kin.twins, kin.losses, kin.words) for id_ in _ids(things)]
    if len(set(ids)) != len(ids):
        raise ValueError("the same id twice")
    pairs = [(union.first, union.second) for union in kin.unions]
    pairs += [(twins.first, twins.second) for twins in kin.twins] + [(word.first, word.second) for word in kin.words]
    pairs += [(bond.parent, bond.child) for bond in kin.parents]
    if any(one == two or not {one, two} <= people for one, two in pairs):
        raise ValueError("a bond without its people")
    if any(loss.mother not in people or (loss.father is not None and loss.father not in people) for loss in kin.losses):
        raise ValueError("a pregnancy of nobody")


def _ids(things: Iterable[Any]) -> Iterable[UUID]:
    return (thing.id for thing in things)


def findings(kin: Kin) -> tuple[Finding, ...]:
    """Everything unusual, each with the bond or the person it is about."""
    people = {person.id: person for person in kin.people}
    return (*_parents(kin, people), *_sets(kin, people), *_twins(kin, people), *_circles(kin, people))


def _name(people: Mapping[UUID, KinPerson], id_: UUID) -> object:
    person = people.get(id_)
    return (person.name or person.full_name if person is not None else "") or Message(N_("unknown person"))


def _said(people: Mapping[UUID, KinPerson], about: UUID, one: UUID, other: UUID, what: Message) -> Finding:
    words = message(N_("{one}, {other}: {what}"), one=_name(people, one), other=_name(people, other), what=what)
    return Finding((str(about),), words, blocks=False)


def _parents(kin: Kin, people: Mapping[UUID, KinPerson]) -> Iterator[Finding]:
    for bond in kin.parents:
        parent, child = people.get(bond.parent), people.get(bond.child)
        if bond.nature != "birth" or parent is None or child is None:
            continue
        wrong = check_parent(parent.born, child.born)
        if wrong is None and _born_too_late(parent, child.born):
            wrong = message(N_("the child was born after the parent's death: check the dates"))
        if wrong is not None:
            yield _said(people, bond.id, parent.id, child.id, wrong)


def _born_too_late(parent: KinPerson, born: PartialDate | None) -> bool:
    if parent.died is None or born is None or parent.died.about or born.about:
        return False
    died = parent.died.latest
    months = (born.earliest.year - died.year) * 12 + born.earliest.month - died.month
    return months > (_MONTHS if parent.sex != "female" else 0)


def _sets(kin: Kin, people: Mapping[UUID, KinPerson]) -> Iterator[Finding]:
    by_birth: dict[UUID, list[UUID]] = {}
    for bond in kin.parents:
        if bond.nature == "birth" and not bond.ended:
            by_birth.setdefault(bond.child, []).append(bond.parent)
    for child, parents in by_birth.items():
        if len(set(parents)) > _MOST_PARENTS:
            said = message(N_("{name}: more than two parents by birth are written"), name=_name(people, child))
            yield Finding((str(child),), said, blocks=False)


def _twins(kin: Kin, people: Mapping[UUID, KinPerson]) -> Iterator[Finding]:
    for twins in kin.twins:
        one, other = people.get(twins.first), people.get(twins.second)
        if one is None or other is None:
            continue
        if twins.identical and {one.sex, other.sex} == {"male", "female"}:
            said = message(N_("identical twins are of one sex: check the sex or the kind of twins"))
            yield _said(people, twins.id, one.id, other.id, said)


def _circles(kin: Kin, people: Mapping[UUID, KinPerson]) -> Iterator[Finding]:
    above: dict[UUID, set[UUID]] = {}
    for bond in kin.parents:
        above.setdefault(bond.child, set()).add(bond.parent)
    for start, older_ones in above.items():
        seen: set[UUID] = set()
        row = set(older_ones)
        while row:
            seen |= row
            row = {older for one in row for older in above.get(one, ())} - seen
        if start in seen:
            said = message(N_("{name} is written as their own forebear: check the bonds"), name=_name(people, start))
            yield Finding((str(start),), said, blocks=False)
