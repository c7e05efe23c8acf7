"""Who stands beside whom: the order of every generation's row.

Children stand by age, that is not negotiable; couples stand side by side and lines do not cross where that leaves a
choice. A walk through the tree gives a first order, small moves that lower the price make it better.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from uuid import UUID

from desktop.figures.genogram_ranks import lower_row, passes
from desktop.figures.genogram_tree import Bond, Key, Tree
from desktop.figures.genogram_walk import Item, first_order

_SIBLINGS: Final = 1000.0
_TWINS: Final = 60.0
_APART: Final = 9.0  # each person between two partners
_CROSSING: Final = 10.0
_LENGTH: Final = 0.35
_SCATTER: Final = 1.2
_MAN_LEFT: Final = 0.3
_HALVES: Final = 0.8
_LARGE: Final = 26
_FLAW: Final = 4.0  # below it only small preferences are left
_TURNS: Final = 4
_HUGE: Final = 120


@dataclass(slots=True)
class _Net:
    """Lines in the room between two rows: from these above to those below."""

    top: list[int]
    bottom: list[int]
    weight: float


class _Rows:
    """The rows and all that their order is judged by; everybody is a number here, which makes trying quick."""

    def __init__(self, tree: Tree, rank: dict[UUID, int], rows: list[list[Item]]) -> None:
        self.tree, self.rank = tree, rank
        for bond in tree.bonds.values():
            for level in passes(bond, rank):
                rows[level].append((bond.key, level))
        self.items = [item for row in rows for item in row]
        self.number: dict[Item, int] = {item: n for n, item in enumerate(self.items)}
        self.rows = [[self.number[item] for item in row] for row in rows]
        self.at = [0] * len(self.items)
        count = len(rows)
        self.nets: list[list[_Net]] = [[] for _ in range(count)]  # by the upper row
        self.couples: list[list[tuple[int, int, float, int]]] = [[] for _ in range(count)]
        self.sets: list[list[list[int]]] = [[] for _ in range(count)]
        self.twins: list[list[list[int]]] = [[] for _ in range(count)]
        self.halves: list[list[tuple[list[int], list[int]]]] = [[] for _ in range(count)]
        for level in range(count):
            self.place(level, self.rows[level])

    def place(self, level: int, row: list[int]) -> None:
        """Put a row into this order."""
        self.rows[level] = row
        for at, number in enumerate(row):
            self.at[number] = at

    def people(self) -> list[list[Item]]:
        """The rows as they stand."""
        return [[self.items[n] for n in row] for row in self.rows]


def ordered(tree: Tree, rank: dict[UUID, int], index: UUID | None) -> list[list[Item]]:
    """The rows from the eldest generation down, each from left to right."""
    best: tuple[float, list[list[Item]]] | None = None
    for turn in range(_TURNS):
        rows = _judged(tree, rank, first_order(tree, rank, index, turn))
        for upwards in (False, True):
            _sweep(rows, upwards=upwards)
        _improve(rows)
        levels = range(len(rows.rows))
        flaws = sum(_row_price(rows, level)[0] + _gap_price(rows, level)[0] for level in levels)
        price = flaws + sum(_row_price(rows, level)[1] + _gap_price(rows, level)[1] for level in levels)
        if best is None or price < best[0] - 1e-9:
            best = (price, rows.people())
        if flaws < _FLAW or len(rank) > _HUGE:
            break
    return best[1] if best else []


def _judged(tree: Tree, rank: dict[UUID, int], walked: list[list[Item]]) -> _Rows:
    found = _Rows(tree, rank, walked)
    number = found.number
    for bond in tree.bonds.values():
        _judge_bond(found, bond)
    for group in tree.twins:
        if len({rank[t] for t in group}) == 1:
            found.twins[rank[group[0]]].append([number[twin] for twin in group])
    bonds: dict[UUID, list[Bond]] = {}
    for bond in tree.bonds.values():
        for parent in bond.key if bond.children else ():
            bonds.setdefault(parent, []).append(bond)
    for own in bonds.values():
        own.sort(key=lambda b: _eldest(tree, b))
        for one, other in pairwise(own):
            level = rank[one.children[0]]
            a = [number[c] for c in one.children if rank[c] == level and tree.home[c] == one.key]
            b = [number[c] for c in other.children if rank[c] == level and tree.home[c] == other.key]
            if a and b:
                found.halves[level].append((a, b))
    return found


def _eldest(tree: Tree, bond: Bond) -> tuple[int, Key]:
    years = []
    for child in bond.children:
        born = tree.losses[child].happened if child in tree.losses else tree.people[child].born
        years.append(born.year if born else 9999)
    return min(years), bond.key


def _judge_bond(found: _Rows, bond: Bond) -> None:
    rank, key, number = found.rank, bond.key, found.number
    low, high = lower_row(bond, rank), min(rank[p] for p in key)
    if len(key) == 2 and low == high:
        weight = 1.0 + 0.5 * bool(bond.children) + 0.3 * bool(bond.unions)
        sexes = [found.tree.people[p].sex for p in key]
        man = 1 if sexes == ["male", "female"] else -1 if sexes == ["female", "male"] else 0
        found.couples[low].append((number[key[0]], number[key[1]], weight, man))
    if low != high:
        upper, lower = sorted(key, key=lambda p: rank[p])
        way: list[Item] = [upper, *((key, level) for level in range(high + 1, low)), lower]
        for level, (a, b) in enumerate(pairwise(way), high):
            found.nets[level].append(_Net([number[a]], [number[b]], 0.8))
    deepest = max((rank[c] for c in bond.children if rank[c] > low), default=low)
    for level in range(low, deepest):
        top: list[Item] = [(key, level)] if level > low else [p for p in key if rank[p] == low]
        bottom: list[Item] = [c for c in bond.children if rank[c] == level + 1]
        if level + 1 < deepest:
            bottom.append((key, level + 1))
        here = any(isinstance(c, UUID) and found.tree.home[c] == key for c in bottom)
        found.nets[level].append(_Net([number[i] for i in top], [number[i] for i in bottom], 1.0 if here else 0.5))
    by_row: dict[int, list[int]] = {}
    for child in bond.children:
        if found.tree.home[child] == key:
            by_row.setdefault(rank[child], []).append(number[child])
    for level, children in by_row.items():
        if len(children) > 1:
            found.sets[level].append(children)


def _row_price(rows: _Rows, level: int) -> tuple[float, float]:
    """What is wrong in a row: couples apart, siblings out of order, twins torn; and what could be nicer."""
    at = rows.at
    wrong = plain = 0.0
    for a, b, weight, man in rows.couples[level]:
        far = at[b] - at[a]
        wrong += (abs(far) - 1) * _APART * weight
        plain += _MAN_LEFT * (far * man < 0)
    for children in rows.sets[level]:
        spots = [at[child] for child in children]
        wrong += sum(_SIBLINGS for a, b in pairwise(spots) if a > b)
        plain += (max(spots) - min(spots) - len(spots) + 1) * _SCATTER
    for group in rows.twins[level]:
        spots = [at[twin] for twin in group]
        wrong += (max(spots) - min(spots) - len(spots) + 1) * _TWINS
    for one, other in rows.halves[level]:
        plain += _HALVES * (sum(at[c] for c in one) / len(one) > sum(at[c] for c in other) / len(other))
    return wrong, plain


def _gap_price(rows: _Rows, level: int) -> tuple[float, float]:
    """Crossings of the lines below this row, and how far they slant."""
    if level + 1 >= len(rows.rows):
        return 0.0, 0.0
    at = rows.at
    shift = (len(rows.rows[level + 1]) - len(rows.rows[level])) / 2
    edges: list[tuple[float, int, float, int]] = []
    slant = 0.0
    for number, net in enumerate(rows.nets[level]):
        top = at[net.top[0]] + 0.0 if len(net.top) == 1 else (at[net.top[0]] + at[net.top[1]]) / 2
        whole = 0
        for item in net.bottom:
            spot = at[item]
            whole += spot
            edges.append((top, spot, net.weight, number))
        slant += abs(top + shift - whole / len(net.bottom)) * net.weight
    edges.sort()
    crossed = 0.0
    highest = -1
    for place, (top, spot, weight, number) in enumerate(edges):
        if spot < highest:
            for o_top, o_spot, o_weight, o_number in edges[:place]:
                if o_spot > spot and o_top < top and o_number != number:
                    crossed += weight * o_weight
        else:
            highest = spot
    return crossed * _CROSSING, slant * _LENGTH


def _around(rows: _Rows, level: int) -> float:
    above = sum(_gap_price(rows, level - 1)) if level else 0.0
    return sum(_row_price(rows, level)) + above + sum(_gap_price(rows, level))


def _flaws(rows: _Rows, level: int) -> float:
    above = _gap_price(rows, level - 1)[0] if level else 0.0
    return _row_price(rows, level)[0] + above + _gap_price(rows, level)[0]


def _sweep(rows: _Rows, *, upwards: bool) -> None:
    """Move whole blocks of a row over what they hang on in the row beside it, if that is cheaper."""
    levels = range(len(rows.rows) - 2, -1, -1) if upwards else range(1, len(rows.rows))
    for level in levels:
        row, at = rows.rows[level], list(rows.at)
        pulls: dict[int, list[float]] = {}
        for net in rows.nets[level if upwards else level - 1]:
            here, there = (net.top, net.bottom) if upwards else (net.bottom, net.top)
            middle = sum(at[item] for item in there) / len(there)
            for item in here:
                pulls.setdefault(item, []).append(middle)
        scale = len(rows.rows[level + 1 if upwards else level - 1]) / max(len(row), 1)
        wanted = [(_wish(block, pulls, at, scale), block) for block in _blocks(rows, level)]
        before = _around(rows, level)
        rows.place(level, [item for _at, block in sorted(wanted) for item in block])
        if _around(rows, level) > before:
            rows.place(level, row)


def _wish(block: list[int], pulls: dict[int, list[float]], at: list[int], scale: float) -> float:
    wishes = [wish for item in block for wish in pulls.get(item, ())]
    return sum(wishes) / len(wishes) if wishes else sum(at[i] for i in block) / len(block) * scale


def _blocks(rows: _Rows, level: int, *, siblings: bool = True) -> list[list[int]]:
    """Runs of the row that belong together: couples, and the couples of brothers and sisters."""
    pairs = [(a, b) for a, b, _weight, _man in rows.couples[level]]
    pairs += [pair for children in rows.sets[level] if siblings for pair in pairwise(children)]
    joined = {item: item for item in rows.rows[level]}

    def root(item: int) -> int:
        while joined[item] != item:
            item = joined[item]
        return item

    for a, b in pairs:
        joined[root(a)] = root(b)
    found: dict[int, list[int]] = {}
    for item in rows.rows[level]:
        found.setdefault(root(item), []).append(item)
    return list(found.values())


def _improve(rows: _Rows) -> None:
    """Small moves, as long as one makes the drawing cheaper."""
    for _pass in range(6):
        gained = False
        for level in range(len(rows.rows)):
            gained |= _improve_row(rows, level)
        if not gained:
            return


def _improve_row(rows: _Rows, level: int) -> bool:
    if _flaws(rows, level) < 1.0:
        return False
    best = start = _around(rows, level)
    near = len(rows.rows[level]) if len(rows.rows[level]) <= _LARGE else 8
    runs = [[item] for item in rows.rows[level]]
    runs += [block for block in _blocks(rows, level, siblings=False) if len(block) > 1]
    runs += [block for block in _blocks(rows, level) if len(block) > 1]
    for block in runs:
        for form in (block, block[::-1]) if len(block) == 2 else (block,):
            best = _try_everywhere(rows, level, form, best, near)
    return best < start - 1e-9


def _try_everywhere(rows: _Rows, level: int, block: list[int], best: float, near: int) -> float:
    old = rows.rows[level]
    inside = set(block)
    rest = [item for item in old if item not in inside]
    first = old.index(block[0])
    chosen = old
    for place in range(max(first - near, 0), min(first + near, len(rest)) + 1):
        tried = [*rest[:place], *block, *rest[place:]]
        if tried == old:
            continue
        rows.place(level, tried)
        price = _around(rows, level)
        if price < best - 1e-9:
            best, chosen = price, tried
    rows.place(level, chosen)
    return best
