"""What repeats over the generations of a family: an occasion for a talk, never a diagnosis or a forecast.

Found only in what the genogram shows: bonds, dates, and conditions that the card says openly or a worker put in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import N_
from desktop.models.kin_data import GenogramData, Kin, KinPerson
from desktop.models.partial_dates import PartialDate, age_on

PatternKind = Literal[
    "addiction", "removal", "rights_lost", "parting", "violence", "early_parent", "early_death", "single_parent",
    "many_children", "prison",
]  # fmt: skip
LABELS: Final[Mapping[PatternKind, str]] = {
    "addiction": N_("Addiction"),
    "removal": N_("Removal of children or placement in an institution"),
    "rights_lost": N_("Loss or restriction of parental rights"),
    "parting": N_("Divorce or separation"),
    "violence": N_("Violence"),
    "early_parent": N_("Parenthood before 18"),
    "early_death": N_("Death before 50"),
    "single_parent": N_("A parent who raised a child alone"),
    "many_children": N_("Three children or more"),
    "prison": N_("Imprisonment"),
}
CAUTION: Final = N_("What repeats on the map is an occasion for a talk with the family, no diagnosis and no forecast.")
EARLY_PARENT, EARLY_DEATH, MANY = 18, 50, 3  # years, years, children
_BY_MARK: Final[Mapping[str, PatternKind]] = {
    "alcohol": "addiction", "drugs": "addiction", "gambling": "addiction", "recovering": "addiction", "removal": "removal",
    "rights_lost": "rights_lost", "violence": "violence", "suffered_violence": "violence", "prison": "prison",
}  # fmt: skip
_RAISED: Final = frozenset({"birth", "adoptive"})


@dataclass(frozen=True, slots=True)
class Case:
    """Where a pattern is seen: one person or a couple, in which generation (0 the oldest), in which year."""

    people: tuple[UUID, ...]
    generation: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something that is seen in more than one generation."""

    kind: PatternKind
    cases: tuple[Case, ...]  # from the oldest generation to the youngest, by year within one

    @property
    def generations(self) -> tuple[int, ...]:
        """In which generations it is seen."""
        return tuple(sorted({case.generation for case in self.cases}))


@dataclass(frozen=True, slots=True)
class Siblings:
    """Somebody's place among the children of their parents by birth, the eldest first."""

    place: int
    of: int


def generations(kin: Kin) -> dict[UUID, int]:
    """The generation of everybody, 0 the oldest of those who are tied together; partners stand in one."""
    beside: dict[UUID, list[tuple[UUID, int]]] = {person.id: [] for person in kin.people}
    for bond in kin.parents:
        beside[bond.parent].append((bond.child, 1))
        beside[bond.child].append((bond.parent, -1))
    pairs = [(union.first, union.second) for union in kin.unions] + [(twins.first, twins.second) for twins in kin.twins]
    for one, other in pairs:
        beside[one].append((other, 0))
        beside[other].append((one, 0))
    found: dict[UUID, int] = {}
    for person in kin.people:
        if person.id in found:
            continue
        group = {person.id: 0}
        row = [person.id]
        while row:
            nxt = [(there, group[here] + step) for here in row for there, step in beside[here]]
            row = []
            for there, level in nxt:
                if there not in group:
                    group[there] = level
                    row.append(there)
        top = min(group.values())
        found |= {id_: level - top for id_, level in group.items()}
    return found


def generation_count(kin: Kin) -> int:
    """How many generations the genogram shows; three are the least it should."""
    return max(generations(kin).values(), default=-1) + 1


def sibling_place(kin: Kin, person: UUID) -> Siblings | None:
    """Which child somebody is of those who share a parent by birth; None where it is not known."""
    parents = {bond.parent for bond in kin.parents if bond.child == person and bond.nature == "birth"}
    ids = {bond.child for bond in kin.parents if bond.parent in parents and bond.nature == "birth"}
    born = {id_: found.born for id_ in ids if (found := kin.person(id_)) is not None}
    mine = born.get(person)
    if mine is None or any(day is None for day in born.values()):
        return None
    older = [id_ for id_, day in born.items() if day is not None and day.earliest < mine.earliest]
    return Siblings(len(older) + 1, len(born))


def patterns(data: GenogramData) -> tuple[Pattern, ...]:
    """Everything that is seen in two generations or more, what is seen in most of them first."""
    levels = generations(data.kin)
    found: dict[PatternKind, dict[tuple[UUID, ...], Case]] = {}
    for kind, people, year in _seen(data):
        level = min(levels.get(id_, 0) for id_ in people)
        cases = found.setdefault(kind, {})
        if people not in cases or (year or 9999) < (cases[people].year or 9999):
            cases[people] = Case(people, level, year)
    made = [
        Pattern(kind, tuple(sorted(cases.values(), key=lambda case: (case.generation, case.year or 9999, case.people))))
        for kind, cases in found.items()
    ]
    repeated = [pattern for pattern in made if len(pattern.generations) > 1]
    order = list(LABELS)
    return tuple(sorted(repeated, key=lambda p: (-len(p.generations), order.index(p.kind))))


def _seen(data: GenogramData) -> Iterator[tuple[PatternKind, tuple[UUID, ...], int | None]]:
    kin, people = data.kin, {person.id: person for person in data.kin.people}
    for mark in data.marks:
        if mark.kind in _BY_MARK and mark.person in people:
            yield _BY_MARK[mark.kind], (mark.person,), _year(mark.since)
    for tie in data.feelings:
        if tie.kind == "violence" and {tie.first, tie.second} <= people.keys():
            yield "violence", (tie.first, tie.second), None
    for union in kin.unions:
        if union.ended in ("divorce", "separation"):
            yield "parting", (union.first, union.second), _year(union.till)
    for person in kin.people:
        age = _age(person.born, person.died)
        if age is not None and age < EARLY_DEATH:
            yield "early_death", (person.id,), _year(person.died)
    yield from _as_parents(kin, people)


def _as_parents(kin: Kin, people: Mapping[UUID, KinPerson]) -> Iterator[tuple[PatternKind, tuple[UUID, ...], int | None]]:
    children: dict[UUID, set[UUID]] = {}
    for bond in kin.parents:
        if bond.nature in _RAISED and not bond.ended:
            children.setdefault(bond.parent, set()).add(bond.child)
        if bond.nature == "birth":
            parent, child = people[bond.parent], people[bond.child]
            age = _age(parent.born, child.born)
            if age is not None and 0 <= age < EARLY_PARENT:
                yield "early_parent", (parent.id,), _year(child.born)
            if _alone(kin, people, bond.parent, bond.child) or bond.custody == "with_this_parent":
                yield "single_parent", (parent.id,), _year(child.born)
    for id_, own in children.items():
        if len(own) >= MANY:
            yield "many_children", (id_,), None


def _alone(kin: Kin, people: Mapping[UUID, KinPerson], parent: UUID, child: UUID) -> bool:
    """Whether nobody is named beside this parent: neither the other parent of the child, nor any partner ever."""
    if not people[parent].name:
        return False
    others = {b.parent for b in kin.parents if b.child == child and b.parent != parent and b.nature in (*_RAISED, "step")}
    if any(people[id_].name for id_ in others):
        return False
    return not any(parent in (union.first, union.second) for union in kin.unions)


def _age(born: PartialDate | None, then: PartialDate | None) -> int | None:
    """Full years; of a day that is known in part, in the middle of what is possible."""
    if born is None or then is None:
        return None
    return age_on(born, date(then.year, then.month or 7, then.day or (15 if then.month else 1)))


def _year(day: PartialDate | None) -> int | None:
    return None if day is None else day.year
