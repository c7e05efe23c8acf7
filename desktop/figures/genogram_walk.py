"""A first order of the rows: families are visited one after another, from the left.

A family tree without loops comes out without crossings; what else there is, `genogram_order` improves by small moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import Final
from uuid import UUID

from desktop.figures.genogram_tree import Bond, Key, Tree

Item = UUID | tuple[Key, int]  # somebody, or the place where a couple's line passes a row
_FEW: Final = 6


def first_order(tree: Tree, rank: dict[UUID, int], index: UUID | None, turn: int) -> list[list[Item]]:
    """The rows in the order of a walk; each `turn` walks another way."""
    return _Walk(tree, rank, index, turn).rows()


class _Walk:
    """A first order: families are visited from the left, so that a tree without loops has no crossings."""

    def __init__(self, tree: Tree, rank: dict[UUID, int], index: UUID | None, turn: int) -> None:
        self._tree, self._rank, self._turn = tree, rank, turn
        self._rows: list[list[Item]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
        self._clusters = _clusters(tree, rank)
        self._visited: set[UUID] = set()
        self._done: set[UUID] = set()
        self._under: dict[UUID, list[Bond]] = {}
        for bond in tree.bonds.values():
            for parent in bond.key:
                self._under.setdefault(parent, []).append(bond)
        everybody = [*tree.people, *tree.losses]
        # The family of whom it is about stands left; others follow in the order they came.
        start = sorted(everybody, key=lambda p: (p != index, p))
        self._start = start if turn < 2 else sorted(everybody, key=lambda p: (rank[p], p))

    def rows(self) -> list[list[Item]]:
        for person in self._start:
            self._visit(person)
        return self._rows

    def _visit(self, person: UUID) -> None:
        cluster = self._clusters[person]
        if person in self._visited:
            self._body(cluster)  # reached again from its own parents: now is its turn among the siblings
            return
        self._visited.update(cluster)
        if self._turn % 2:
            cluster.reverse()
        self._climb(cluster[0])
        self._body(cluster)

    def _climb(self, person: UUID) -> None:
        home = self._tree.home.get(person)
        if home is not None and home[0] not in self._visited:
            self._visit(home[0])

    def _body(self, cluster: list[UUID]) -> None:
        if cluster[0] in self._done:
            return
        self._done.update(cluster)
        for member in cluster:
            self._rows[self._rank[member]].append(member)
        bonds = {bond.key: bond for member in cluster for bond in self._under.get(member, ())}
        for bond in sorted(bonds.values(), key=lambda b: _middle(b, cluster)):
            for child in bond.children:
                self._visit(child)
        for member in cluster[1:]:
            self._climb(member)


def _middle(bond: Bond, cluster: list[UUID]) -> tuple[float, Key]:
    places = [cluster.index(parent) for parent in bond.key if parent in cluster]
    return sum(places) / len(places), bond.key


def _clusters(tree: Tree, rank: dict[UUID, int]) -> dict[UUID, list[UUID]]:
    """Partners and the partners of partners on one row, in the order that keeps most couples together."""
    near: dict[UUID, list[UUID]] = {p: [] for p in (*tree.people, *tree.losses)}
    for bond in tree.bonds.values():
        if len(bond.key) == 2 and rank[bond.key[0]] == rank[bond.key[1]]:
            near[bond.key[0]].append(bond.key[1])
            near[bond.key[1]].append(bond.key[0])
    found: dict[UUID, list[UUID]] = {}
    for person in near:
        if person in found:
            continue
        members, todo = [person], [person]
        while todo:
            fresh = [p for p in near[todo.pop()] if p not in members]
            members += fresh
            todo += fresh
        line = _in_line(tree, members, near)
        for member in line:
            found[member] = line
    return found


def _in_line(tree: Tree, members: list[UUID], near: dict[UUID, list[UUID]]) -> list[UUID]:
    pairs = {(a, b) for a in members for b in near[a] if a < b}

    def price(line: Iterable[UUID]) -> float:
        at = {member: place for place, member in enumerate(line)}
        spans = sum((abs(at[a] - at[b]) - 1) * 4.0 for a, b in pairs)
        sides = sum(_likes_right(tree, member) * place for member, place in at.items()) * 0.2
        times = sum(at[b] for a in members for n, b in enumerate(near[a]) if n) * -0.01
        return spans + sides + times

    if len(members) <= _FEW:
        return list(min(permutations(sorted(members)), key=lambda line: (price(line), line)))
    hub = max(sorted(members), key=lambda m: len(near[m]))
    line = [hub]
    todo = [hub]
    while todo:
        person = todo.pop(0)
        for other in near[person]:
            if other not in line:
                spots = [[*line[:n], other, *line[n:]] for n in range(len(line) + 1)]
                known = {*line, other}
                line = min(
                    spots,
                    key=lambda s: sum(abs(s.index(a) - s.index(b)) for a, b in pairs if {a, b} <= known),
                )
                todo.append(other)
    return line


def _likes_right(tree: Tree, member: UUID) -> float:
    """A man stands left of his wife; who has only younger siblings stands right, only elder ones left."""
    person = tree.people.get(member)
    wish = 0.3 if person is not None and person.sex == "male" else 0.0
    home = tree.home.get(member)
    siblings = tree.bonds[home].children if home else []
    if len(siblings) > 1:
        wish += 1.0 if siblings[-1] == member else -1.0 if siblings[0] == member else 0.0
    return wish
