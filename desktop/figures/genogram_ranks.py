"""Generations: on which level everybody of a family tree stands.

Brothers and sisters stand level, partners too unless that would put somebody above their own parents: an uncle who
married his niece stays in his generation and the line of the union goes down to hers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from statistics import mean
from typing import Final
from uuid import UUID

from desktop.figures.genogram_tree import NATURES, Bond, Tree

_YEARS: Final = 27.0  # between two generations, where only years of birth can tell


class _Levels:
    """Groups of people who stand level, and which group is above which; never a circle."""

    def __init__(self, ids: list[UUID]) -> None:
        self._of = {id_: id_ for id_ in ids}
        self.members = {id_: [id_] for id_ in ids}
        self.below: dict[UUID, set[UUID]] = {id_: set() for id_ in ids}
        self.above: dict[UUID, set[UUID]] = {id_: set() for id_ in ids}

    def group(self, id_: UUID) -> UUID:
        return self._of[id_]

    def put_below(self, upper: UUID, lower: UUID) -> bool:
        a, b = self._of[upper], self._of[lower]
        if a == b or self._reaches(b, a):
            return False
        self.below[a].add(b)
        self.above[b].add(a)
        return True

    def level(self, one: UUID, other: UUID) -> bool:
        a, b = sorted((self._of[one], self._of[other]))
        if a == b:
            return True
        if self._reaches(a, b) or self._reaches(b, a):
            return False
        for id_ in self.members[b]:
            self._of[id_] = a
        self.members[a] += self.members.pop(b)
        for here, there in ((self.below, self.above), (self.above, self.below)):
            for other_group in here.pop(b):
                there[other_group].discard(b)
                there[other_group].add(a)
                here[a].add(other_group)
        return True

    def _reaches(self, start: UUID, end: UUID) -> bool:
        seen, todo = {start}, deque([start])
        while todo:
            group = todo.popleft()
            if group == end:
                return True
            todo.extend(self.below[group] - seen)
            seen |= self.below[group]
        return False


def ranks_of(tree: Tree, index: UUID | None) -> dict[UUID, int]:
    """The generation of everybody and of every pregnancy, 0 the eldest."""
    levels = _Levels([*tree.people, *tree.losses])
    links = [(link.parent, child, nature) for bond in tree.bonds.values() for child in bond.children
             for nature in bond.natures(child) for link in bond.links
             if link.child == child and link.nature == nature]  # fmt: skip
    links += [(parent, child, "birth") for bond in tree.bonds.values() for child in bond.children
              if child in tree.losses for parent in bond.key]  # fmt: skip
    links.sort(key=lambda link: (NATURES.index(link[2]), link))
    for parent, child, nature in links:
        if nature in {"birth", "adoptive"}:
            levels.put_below(parent, child)
    _make_level(tree, levels, links)
    for parent, child, nature in links:
        if nature not in {"birth", "adoptive"}:
            levels.put_below(parent, child)
    return _numbered(tree, levels, index)


def _make_level(tree: Tree, levels: _Levels, links: Sequence[tuple[UUID, UUID, str]]) -> None:
    """Brothers and sisters, twins, partners and half siblings stand level where nobody gets above their parents."""
    for bond in tree.bonds.values():
        at_home = [child for child in bond.children if tree.home[child] == bond.key]
        for child in at_home[1:]:
            levels.level(at_home[0], child)
    for group in tree.twins:
        for twin in group[1:]:
            levels.level(group[0], twin)
    couples = [bond for bond in tree.bonds.values() if len(bond.key) == 2]
    for bond in sorted(couples, key=lambda b: (not b.children, not b.unions, b.key)):
        levels.level(*bond.key)
    eldest: dict[UUID, UUID] = {}
    for (
        parent,
        child,
        nature,
    ) in links:  # half brothers and sisters: whose other parents stand higher or lower
        if nature == "birth" and child in tree.people:
            levels.level(eldest.setdefault(parent, child), child)


def lower_row(bond: Bond, rank: dict[UUID, int]) -> int:
    """The row under which the children of a couple hang: that of the lower partner."""
    return max(rank[parent] for parent in bond.key)


def passes(bond: Bond, rank: dict[UUID, int]) -> list[int]:
    """The rows that the lines of a couple have to pass between two others."""
    upper, lower = min(rank[p] for p in bond.key), lower_row(bond, rank)
    deepest = max((rank[c] for c in bond.children if rank[c] > lower), default=lower)
    return [*range(upper + 1, lower), *range(lower + 1, deepest)]


def _numbered(tree: Tree, levels: _Levels, index: UUID | None) -> dict[UUID, int]:
    rank = _tightened(levels, _longest(levels))
    parts = _components(tree, levels)
    main = next((p for p in parts if index and index in p), max(parts, key=len, default=[]))
    found: dict[UUID, int] = {}
    for part in sorted(parts, key=lambda p: p is not main):
        own = {id_: rank[levels.group(id_)] for id_ in part}
        least = min(own.values())
        shift = _beside(tree, own, found) if found else -least
        found |= {id_: level + shift for id_, level in own.items()}
    least = min(found.values(), default=0)
    return {id_: level - least for id_, level in found.items()}


def _longest(levels: _Levels) -> dict[UUID, int]:
    rank: dict[UUID, int] = {}
    waiting = {group: len(above) for group, above in levels.above.items()}
    todo = deque(sorted(group for group, count in waiting.items() if not count))
    while todo:
        group = todo.popleft()
        rank[group] = max((rank[above] + 1 for above in levels.above[group]), default=0)
        for below in sorted(levels.below[group]):
            waiting[below] -= 1
            if not waiting[below]:
                todo.append(below)
    return rank


def _tightened(levels: _Levels, rank: dict[UUID, int]) -> dict[UUID, int]:
    """Parents without parents of their own stand right above their children, not at the top of the sheet."""
    for _pass in range(3):
        for group in sorted(rank, key=lambda g: (-rank[g], g)):
            low = max((rank[g] + 1 for g in levels.above[group]), default=None)
            high = min((rank[g] - 1 for g in levels.below[group]), default=None)
            if high is not None and (low is None or len(levels.below[group]) > len(levels.above[group])):
                rank[group] = high
            elif low is not None:
                rank[group] = low
    return rank


def _components(tree: Tree, levels: _Levels) -> list[list[UUID]]:
    near: dict[UUID, set[UUID]] = {id_: set() for id_ in (*tree.people, *tree.losses)}
    for bond in tree.bonds.values():
        ends = [*bond.key, *bond.children]
        for end in ends[1:]:
            near[ends[0]].add(end)
            near[end].add(ends[0])
    for members in levels.members.values():
        for id_ in members[1:]:
            near[members[0]].add(id_)
            near[id_].add(members[0])
    parts, seen = [], set[UUID]()
    for start in near:
        if start in seen:
            continue
        part, todo = [], [start]
        seen.add(start)
        while todo:
            part.append(todo.pop())
            fresh = sorted(near[part[-1]] - seen)
            seen.update(fresh)
            todo += fresh
        parts.append(sorted(part))
    return parts


def _beside(tree: Tree, own: dict[UUID, int], found: dict[UUID, int]) -> int:
    """How many levels down a part stands that no bond ties to the rest: by years of birth, else by a word."""
    zero = _year_of_zero(tree, found)
    years = _year_of_zero(tree, own)
    if zero is not None and years is not None:
        shift = round((years - zero) / _YEARS)
    else:
        pairs = [pair for word in tree.kin.words for pair in ((word.first, word.second), (word.second, word.first))]
        tied = next(((a, b) for a, b in pairs if a in own and b in found), None)
        if tied:
            shift = found[tied[1]] - own[tied[0]]
        else:
            young = all(p.child for p in (tree.people.get(id_) for id_ in own) if p is not None)
            children = [found[id_] for id_ in found if id_ in tree.people and tree.people[id_].child]
            base = min(children) - (not young) if children else max(found.values())
            shift = base - min(own.values())
    low, high = min(found.values()), max(found.values())
    return max(low - min(own.values()), min(shift, high - min(own.values())))


def _year_of_zero(tree: Tree, rank: dict[UUID, int]) -> float | None:
    born = [(tree.people[id_].born, level) for id_, level in rank.items() if id_ in tree.people]
    years = [day.year - _YEARS * level for day, level in born if day is not None]
    return mean(years) if years else None
