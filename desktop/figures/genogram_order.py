"""Who stands beside whom: the order of every generation's row.

Children stand by age, that is not negotiable; couples stand side by side and lines do not cross where that leaves a
choice. A walk through the tree gives a first order, small moves that lower the price make it better.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise, permutations
from typing import Final
from uuid import UUID

from desktop.figures.genogram_tree import Bond, Key, Tree

Item = UUID | tuple[Key, int]  # somebody, or the place where a couple's line passes a row
_SIBLINGS: Final = 1000.0
_TWINS: Final = 60.0
_APART: Final = 9.0  # each person between two partners
_CROSSING: Final = 10.0
_LENGTH: Final = 0.35
_SCATTER: Final = 1.2
_MAN_LEFT: Final = 0.3
_HALVES: Final = 0.8
_FEW: Final = 6
_LARGE: Final = 26


@dataclass(slots=True)
class _Net:
    """Lines in the room between two rows: from these above to those below."""

    top: list[Item]
    bottom: list[Item]
    weight: float


@dataclass(slots=True)
class Rows:
    """The rows and all that their order is judged by."""

    tree: Tree
    rank: dict[UUID, int]
    rows: list[list[Item]]
    nets: list[list[_Net]] = field(default_factory=list)  # by the upper row
    couples: list[list[tuple[Item, Item, float]]] = field(default_factory=list)
    sets: list[list[list[Item]]] = field(default_factory=list)
    twins: list[list[tuple[UUID, ...]]] = field(default_factory=list)
    halves: list[list[tuple[list[Item], list[Item]]]] = field(default_factory=list)


def ordered(tree: Tree, rank: dict[UUID, int], index: UUID | None) -> list[list[Item]]:
    """The rows from the eldest generation down, each from left to right."""
    best: tuple[float, list[list[Item]]] | None = None
    for turn in range(4):
        rows = _judged(tree, rank, _Walk(tree, rank, index, turn).rows())
        for upwards in (False, True):
            _sweep(rows, upwards=upwards)
        _improve(rows)
        price = sum(_row_price(rows, level) for level in range(len(rows.rows))) + sum(
            _gap_price(rows, level) for level in range(len(rows.rows))
        )
        if best is None or price < best[0] - 1e-9:
            best = (price, [list(row) for row in rows.rows])
        if len(rank) > 120:
            break
    return best[1] if best else []


def lower_row(bond: Bond, rank: dict[UUID, int]) -> int:
    """The row under which the children of a couple hang: that of the lower partner."""
    return max(rank[parent] for parent in bond.key)


def passes(bond: Bond, rank: dict[UUID, int]) -> list[int]:
    """The rows that the lines of a couple have to pass between two others."""
    upper, lower = min(rank[p] for p in bond.key), lower_row(bond, rank)
    deepest = max((rank[c] for c in bond.children if rank[c] > lower), default=lower)
    return [*range(upper + 1, lower), *range(lower + 1, deepest)]


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
                known = {m for m in (*line, other)}
                line = min(spots, key=lambda s: sum(abs(s.index(a) - s.index(b)) for a, b in pairs if {a, b} <= known))
                todo.append(other)
    return line


def _likes_right(tree: Tree, member: UUID) -> float:
    """A man stands left of his wife; who has only younger siblings stands right, only elder ones left."""
    person = tree.people[member] if member in tree.people else None
    wish = 0.3 if person is not None and person.sex == "male" else 0.0
    home = tree.home.get(member)
    siblings = tree.bonds[home].children if home else []
    if len(siblings) > 1:
        wish += 1.0 if siblings[-1] == member else -1.0 if siblings[0] == member else 0.0
    return wish


def _judged(tree: Tree, rank: dict[UUID, int], rows: list[list[Item]]) -> Rows:
    found = Rows(tree, rank, rows)
    count = len(rows)
    found.nets, found.couples = [[] for _ in range(count)], [[] for _ in range(count)]
    found.sets, found.twins = [[] for _ in range(count)], [[] for _ in range(count)]
    found.halves = [[] for _ in range(count)]
    for bond in tree.bonds.values():
        _judge_bond(found, bond)
    for group in tree.twins:
        if len({rank[t] for t in group}) == 1:
            found.twins[rank[group[0]]].append(group)
    for person in tree.people:
        own = [b for b in tree.bonds.values() if person in b.key and len(b.children) > 0]
        own.sort(key=lambda b: _eldest(tree, b))
        for one, other in pairwise(own):
            level = rank[one.children[0]]
            a = [c for c in one.children if rank[c] == level and tree.home[c] == one.key]
            b = [c for c in other.children if rank[c] == level and tree.home[c] == other.key]
            if a and b:
                found.halves[level].append((list(a), list(b)))
    return found


def _eldest(tree: Tree, bond: Bond) -> tuple[int, Key]:
    years = []
    for child in bond.children:
        born = tree.losses[child].happened if child in tree.losses else tree.people[child].born
        years.append(born.year if born else 9999)
    return min(years), bond.key


def _judge_bond(found: Rows, bond: Bond) -> None:
    rank, key = found.rank, bond.key
    low, high = lower_row(bond, rank), min(rank[p] for p in key)
    if len(key) == 2 and low == high:
        weight = 1.0 + 0.5 * bool(bond.children) + 0.3 * bool(bond.unions)
        found.couples[low].append((key[0], key[1], weight))
    for level in passes(bond, rank):
        found.rows[level].append((key, level))
    if low != high:
        upper, lower = sorted(key, key=lambda p: rank[p])
        way: list[Item] = [upper, *((key, level) for level in range(high + 1, low)), lower]
        for level, (a, b) in enumerate(pairwise(way), high):
            found.nets[level].append(_Net([a], [b], 0.8))
    deepest = max((rank[c] for c in bond.children if rank[c] > low), default=low)
    for level in range(low, deepest):
        top: list[Item] = [(key, level)] if level > low else [p for p in key if rank[p] == low]
        bottom: list[Item] = [c for c in bond.children if rank[c] == level + 1]
        if level + 1 < deepest:
            bottom.append((key, level + 1))
        here = any(isinstance(c, UUID) and found.tree.home[c] == key for c in bottom)
        found.nets[level].append(_Net(top, bottom, 1.0 if here else 0.5))
    by_row: dict[int, list[Item]] = {}
    for child in bond.children:
        if found.tree.home[child] == key:
            by_row.setdefault(rank[child], []).append(child)
    for level, children in by_row.items():
        if len(children) > 1:
            found.sets[level].append(children)


def _places(row: list[Item]) -> dict[Item, int]:
    return {item: place for place, item in enumerate(row)}


def _row_price(rows: Rows, level: int) -> float:
    at = _places(rows.rows[level])
    price = 0.0
    for a, b, weight in rows.couples[level]:
        price += (abs(at[a] - at[b]) - 1) * _APART * weight
        if at[a] > at[b]:
            a, b = b, a  # noqa: PLW2901  left and right from here
        left, right = rows.tree.people.get(a), rows.tree.people.get(b)  # type: ignore[arg-type]
        price += _MAN_LEFT * bool(left and right and left.sex == "female" and right.sex == "male")
    for children in rows.sets[level]:
        spots = [at[child] for child in children]
        price += sum(_SIBLINGS for a, b in pairwise(spots) if a > b)
        price += (max(spots) - min(spots) - len(spots) + 1) * _SCATTER
    for group in rows.twins[level]:
        spots = [at[twin] for twin in group]
        price += (max(spots) - min(spots) - len(spots) + 1) * _TWINS
    for one, other in rows.halves[level]:
        price += _HALVES * (sum(at[c] for c in one) / len(one) > sum(at[c] for c in other) / len(other))
    return price


def _gap_price(rows: Rows, level: int) -> float:
    """Crossings and slanting of the lines below this row."""
    if level + 1 >= len(rows.rows):
        return 0.0
    upper, lower = _places(rows.rows[level]), _places(rows.rows[level + 1])
    half_up, half_low = (len(upper) - 1) / 2, (len(lower) - 1) / 2
    edges: list[tuple[float, float, float, int]] = []
    price = 0.0
    for number, net in enumerate(rows.nets[level]):
        top = sum(upper[item] for item in net.top) / len(net.top)
        spots = [lower[item] for item in net.bottom]
        edges += [(top, spot, net.weight, number) for spot in spots]
        price += abs((top - half_up) - (sum(spots) / len(spots) - half_low)) * _LENGTH * net.weight
    edges.sort()
    crossed = 0.0
    for place, (top, spot, weight, net_number) in enumerate(edges):
        for other in range(place):
            o_top, o_spot, o_weight, o_number = edges[other]
            if o_spot > spot and o_top < top and o_number != net_number:
                crossed += weight * o_weight
    return price + crossed * _CROSSING


def _around(rows: Rows, level: int) -> float:
    above = _gap_price(rows, level - 1) if level else 0.0
    return _row_price(rows, level) + above + _gap_price(rows, level)


def _sweep(rows: Rows, *, upwards: bool) -> None:
    """Move whole blocks of a row over what they hang on in the row beside it, if that is cheaper."""
    levels = range(len(rows.rows) - 2, -1, -1) if upwards else range(1, len(rows.rows))
    for level in levels:
        row = rows.rows[level]
        other = _places(rows.rows[level + 1 if upwards else level - 1])
        pulls: dict[Item, list[float]] = {}
        for net in rows.nets[level if upwards else level - 1]:
            here, there = (net.top, net.bottom) if upwards else (net.bottom, net.top)
            middle = sum(other[item] for item in there) / len(there)
            for item in here:
                pulls.setdefault(item, []).append(middle)
        blocks = _blocks(rows, level, row)
        scale = len(other) / max(len(row), 1)
        at = _places(row)

        def want(block: list[Item], pulls=pulls, at=at, scale=scale) -> float:  # type: ignore[no-untyped-def]  # noqa: ANN001
            wishes = [wish for item in block for wish in pulls.get(item, ())]
            return sum(wishes) / len(wishes) if wishes else sum(at[i] for i in block) / len(block) * scale

        before, old = _around(rows, level), list(row)
        rows.rows[level] = [item for block in sorted(blocks, key=want) for item in block]
        if _around(rows, level) > before:
            rows.rows[level] = old


def _blocks(rows: Rows, level: int, row: list[Item]) -> list[list[Item]]:
    """Runs of the row that belong together: couples and the couples of brothers and sisters."""
    joined: dict[Item, Item] = {item: item for item in row}

    def root(item: Item) -> Item:
        while joined[item] != item:
            item = joined[item]
        return item

    for a, b, _weight in rows.couples[level]:
        joined[root(a)] = root(b)
    for children in rows.sets[level]:
        for a, b in pairwise(children):
            joined[root(a)] = root(b)
    found: dict[Item, list[Item]] = {}
    for item in row:
        found.setdefault(root(item), []).append(item)
    return list(found.values())


def _improve(rows: Rows) -> None:
    """Small moves, as long as one makes the drawing cheaper."""
    for _pass in range(6):
        gained = False
        for level in range(len(rows.rows)):
            gained |= _improve_row(rows, level)
        if not gained:
            return


def _improve_row(rows: Rows, level: int) -> bool:
    best = _around(rows, level)
    start = best
    row = rows.rows[level]
    near = len(row) if len(row) <= _LARGE else 8
    runs = [[item] for item in row]
    clusters = [block for block in _couple_runs(rows, level) if len(block) > 1]
    families = [block for block in _blocks(rows, level, row) if len(block) > 1]
    for block in (*runs, *clusters, *families):
        for form in (block, block[::-1]) if len(block) == 2 else (block,):
            best = _try_everywhere(rows, level, form, best, near)
    return best < start - 1e-9


def _couple_runs(rows: Rows, level: int) -> list[list[Item]]:
    pairs: dict[Item, list[Item]] = {}
    for a, b, _weight in rows.couples[level]:
        pairs.setdefault(a, []).append(b)
        pairs.setdefault(b, []).append(a)
    found: list[list[Item]] = []
    seen: set[Item] = set()
    for start in rows.rows[level]:
        if start in seen or start not in pairs:
            continue
        members, todo = {start}, [start]
        while todo:
            fresh = [p for p in pairs[todo.pop()] if p not in members]
            members.update(fresh)
            todo += fresh
        seen |= members
        found.append([item for item in rows.rows[level] if item in members])
    return found


def _try_everywhere(rows: Rows, level: int, block: list[Item], best: float, near: int) -> float:
    old = rows.rows[level]
    inside = set(block)
    rest = [item for item in old if item not in inside]
    first = old.index(block[0])
    chosen = old
    for place in range(max(first - near, 0), min(first + near, len(rest)) + 1):
        tried = [*rest[:place], *block, *rest[place:]]
        if tried == old:
            continue
        rows.rows[level] = tried
        price = _around(rows, level)
        if price < best - 1e-9:
            best, chosen = price, tried
    rows.rows[level] = chosen
    return best
