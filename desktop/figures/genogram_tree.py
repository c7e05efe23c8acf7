"""The family tree as a drawing sees it: couples, sets of parents, siblings in order of age.

The card keeps bonds one by one, in the order they were typed. A drawing needs them gathered: who hangs under which
couple, and that in the same way whatever order the bonds came in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from desktop.models.kin_data import Kin, KinLoss, KinParent, KinPerson, KinUnion
from desktop.models.partial_dates import PartialDate
from desktop.rules.kin_deaths import known_dead

Key = tuple[UUID, ...]  # one parent or partner, or two of them, the smaller id first
NATURES: Final = ("birth", "adoptive", "foster", "guardian", "step")  # the first says where a child stands


@dataclass(slots=True)
class Bond:
    """A couple or a single parent, with what hangs under it."""

    key: Key
    unions: list[KinUnion] = field(default_factory=list)
    links: list[KinParent] = field(default_factory=list)
    children: list[UUID] = field(default_factory=list)  # eldest first; losses among them
    of_child: dict[UUID, list[KinParent]] = field(default_factory=dict)  # the links by child

    def natures(self, child: UUID) -> list[str]:
        """How these parents are parents of the child, the closest nature first; a loss is by birth."""
        found = {link.nature for link in self.of_child.get(child, ())}
        return [nature for nature in NATURES if nature in found] or ["birth"]


@dataclass(slots=True)
class Tree:
    """Everybody once, with the bonds gathered by couple."""

    kin: Kin
    people: dict[UUID, KinPerson]
    losses: dict[UUID, KinLoss]
    bonds: dict[Key, Bond]
    home: dict[UUID, Key]  # under whom a child stands among brothers and sisters
    twins: list[tuple[UUID, ...]]  # groups of one birth, in order
    dead: frozenset[UUID] = frozenset()

    def sets_of(self, child: UUID) -> list[Bond]:
        """All sets of parents of a child, the one it stands under first."""
        return [bond for bond in self.bonds.values() if child in bond.children]


def tree_of(kin: Kin, hidden: Iterable[UUID] = ()) -> Tree:
    """Gather the bonds; those with an end that is not shown, or with both ends the same, are left out."""
    away = set(hidden)
    people = {p.id: p for p in sorted(kin.people, key=lambda p: p.id) if p.id not in away}
    tree = Tree(kin, people, {}, {}, {}, [], known_dead(kin))
    for union in sorted(kin.unions, key=_when):
        if union.first in people and union.second in people and union.first != union.second:
            _bond(tree, key_of(union.first, union.second)).unions.append(union)
    _gather_parents(tree)
    for loss in sorted(kin.losses, key=lambda one: one.id):
        if loss.mother in people and loss.id not in people:
            father = loss.father if loss.father in people and loss.father != loss.mother else None
            tree.losses[loss.id] = loss
            _bond(tree, key_of(loss.mother, father) if father else (loss.mother,)).children.append(loss.id)
    tree.twins = _twins(tree)
    for bond in tree.bonds.values():
        bond.children = in_order(tree, bond.children)
    _homes(tree)
    return tree


def key_of(one: UUID, other: UUID) -> Key:
    """The key of a couple."""
    return (one, other) if one < other else (other, one)


def in_order(tree: Tree, children: Iterable[UUID]) -> list[UUID]:
    """Eldest first; those without a date keep the place they have by when they were entered; twins together."""
    listed = sorted(dict.fromkeys(children))
    dated = [child for child in listed if _born(tree, child) is not None]
    turn = iter(sorted(dated, key=lambda child: (_day(tree, child), child)))
    listed = [next(turn) if _born(tree, child) is not None else child for child in listed]
    for group in tree.twins:
        here = [child for child in listed if child in group]
        if len(here) > 1:
            at = listed.index(here[0])
            rest = [child for child in listed if child not in group]
            listed = [*rest[:at], *here, *rest[at:]]
    expected = [c for c in listed if c in tree.losses and tree.losses[c].outcome == "expected"]
    return [child for child in listed if child not in expected] + expected


def _gather_parents(tree: Tree) -> None:
    of_child: dict[tuple[UUID, str], list[KinParent]] = {}
    for link in sorted(tree.kin.parents, key=lambda one: one.id):
        if link.parent in tree.people and link.child in tree.people and link.parent != link.child:
            of_child.setdefault((link.child, link.nature), []).append(link)
    for (child, _nature), links in sorted(of_child.items()):
        for key, together in _sets(tree, links):
            bond = _bond(tree, key)
            bond.links += together
            bond.of_child.setdefault(child, []).extend(together)
            if child not in bond.children:
                bond.children.append(child)


def _sets(tree: Tree, links: list[KinParent]) -> list[tuple[Key, list[KinParent]]]:
    """Two parents of one nature belong together if they are a couple, or are just two that came together."""
    left = {link.parent: link for link in links}
    again = [link for link in links if left[link.parent] is not link]
    found: list[tuple[Key, list[KinParent]]] = []
    couples = [bond.key for bond in tree.bonds.values() if len(bond.key) == 2 and bond.unions]
    for key in couples:
        if left.keys() >= set(key):
            found.append((key, [left.pop(parent) for parent in key]))  # noqa: PERF401  the next one sees fewer
    rest = list(left.values())
    if len(rest) == 2 and _together(*rest):
        found.append((key_of(rest[0].parent, rest[1].parent), rest))
    else:
        found += [((link.parent,), [link]) for link in rest]
    for link in again:
        keys = [key for key, _links in found if link.parent in key]
        found.append((keys[0] if keys else (link.parent,), [link]))
    return found


def _together(one: KinParent, other: KinParent) -> bool:
    return one.nature == "birth" or (one.nature in {"adoptive", "foster"} and one.since == other.since)


def _bond(tree: Tree, key: Key) -> Bond:
    return tree.bonds.setdefault(key, Bond(key))


def _homes(tree: Tree) -> None:
    best: dict[UUID, tuple[int, bool, int, Key]] = {}
    for key, bond in tree.bonds.items():
        for child in bond.children:
            rank = (NATURES.index(bond.natures(child)[0]), len(key) == 1, -len(bond.children), key)
            if child not in best or rank < best[child]:
                best[child] = rank
    tree.home = {child: rank[3] for child, rank in best.items()}


def _twins(tree: Tree) -> list[tuple[UUID, ...]]:
    groups: list[set[UUID]] = []
    for pair in sorted(tree.kin.twins, key=lambda one: one.id):
        if pair.first not in tree.people or pair.second not in tree.people or pair.first == pair.second:
            continue
        joined = {pair.first, pair.second}
        for group in [g for g in groups if g & joined]:
            joined |= group
            groups.remove(group)
        groups.append(joined)
    return [tuple(sorted(group, key=lambda c: (_day(tree, c), c))) for group in groups]


def _born(tree: Tree, child: UUID) -> PartialDate | None:
    return tree.losses[child].happened if child in tree.losses else tree.people[child].born


def _day(tree: Tree, child: UUID) -> tuple[int, int, int]:
    born = _born(tree, child)
    return (born.year, born.month or 0, born.day or 0) if born else (9999, 0, 0)


def _when(union: KinUnion) -> tuple[tuple[int, int, int], UUID]:
    since = union.since
    return ((since.year, since.month or 0, since.day or 0) if since else (9998, 0, 0)), union.id
