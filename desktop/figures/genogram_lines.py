"""Ways of the lines of a genogram: unions, and from parents to children, at right angles.

Lines end at symbols, run between people and turn at depths of their own between the rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop.figures.genogram_layout import TWINS_ROOM, Plan, stem_of, union_words
from desktop.figures.genogram_ports import Ports
from desktop.figures.genogram_ranks import lower_row
from desktop.figures.genogram_tracks import Span, depths
from desktop.figures.genogram_tree import Bond, Key
from desktop.figures.genogram_ways import Piece, Way, Ways, straight
from desktop.figures.primitives import Point
from desktop.models.map_style import SymbolSet

_UNDER: Final = 4.4  # between two lines beneath a row, with years over each
_TWICE: Final = 3.15  # between two unions of the same couple
_TINY: Final = 4.0
_WORDS_ROOM: Final = 1.9  # how many usual tracks one with years takes


@dataclass(slots=True)
class _Net:
    """The lines of one couple between two rows."""

    bond: Bond
    level: int
    top: float
    children: list[UUID]
    further: float | None
    depth: float = 0.0
    joins: bool = False  # the two partners, who do not stand level


class _Router:
    def __init__(self, plan: Plan, places: Mapping[UUID, Point], symbols: SymbolSet) -> None:
        self.plan, self.at, self.ways = plan, places, Ways()
        self._ports = Ports(plan, places, symbols)
        self._u_depth: dict[Key, float] = {}
        self._stem: dict[Key, tuple[float, float]] = {}
        self._apexes: dict[UUID, tuple[Point, tuple[UUID, ...]]] = {}

    def routed(self) -> Ways:
        bonds = list(self.plan.tree.bonds.values())
        self._under_depths()
        self._find_apexes()
        for bond in bonds:
            self._start(bond)
            self._snap(bond)
        nets = [net for bond in bonds for net in self._nets(bond)]
        for level in range(len(self.plan.rows)):
            self._set_depths([net for net in nets if net.level == level], level)
        for bond in bonds:
            self._draw_union(bond, [net for net in nets if net.bond is bond])
        for bond in bonds:
            self._draw_children(bond, [net for net in nets if net.bond is bond and not net.joins])
        self._draw_twins()
        return self.ways

    def _under_depths(self) -> None:
        plan = self.plan
        for level in range(len(plan.rows)):
            bonds = [b for b in plan.tree.bonds.values() if plan.forms.get(b.key) == "under" and plan.rank[b.key[0]] == level]
            bonds.sort(key=lambda b: (abs(self.at[b.key[0]][0] - self.at[b.key[1]][0]), b.key))
            y = plan.bottoms[level] + 4.6
            for bond in bonds:
                self._u_depth[bond.key] = y
                y += _UNDER * max(len(bond.unions), 1)

    def _start(self, bond: Bond) -> None:
        """Where the line to the children starts."""
        plan, key = self.plan, bond.key
        channels = stem_of(plan, bond)
        form = plan.forms[key]
        if form == "under":
            a, b = sorted(self._ports.channel(c) for c in channels)
            below = [self.at[c][0] for c in bond.children if plan.rank[c] > plan.rank[key[0]]]
            wish = (min(below) + max(below)) / 2 if below else (a + b) / 2
            y = self._u_depth[key] + _UNDER * max(len(bond.unions) - 1, 0)
            self._stem[key] = (max(a + 1.5, min(wish, b - 1.5)), y)
        elif form == "single":
            y = self.at[key[0]][1] + self._ports.exit(bond, key[0])
            self._stem[key] = (
                self._ports.channel(channels[0]) if channels[0] in plan.channels else self.at[key[0]][0],
                y,
            )
        elif form == "levels":
            lower = max(key, key=lambda p: plan.rank[p])
            self._stem[key] = (
                self._ports.channel(channels[0]),
                self.at[lower][1] + self._ports.exit(bond, lower),
            )
        else:
            (xa, ya), (xb, yb) = (self.at[p] for p in key)
            x = self._ports.channel(channels[0]) if channels[0] in plan.channels else (xa + xb) / 2
            self._stem[key] = (x, max(ya, yb) + self._offsets(bond)[-1])

    def _snap(self, bond: Bond) -> None:
        """A line that would make a tiny step goes straight, where people leave it room."""
        low, form = lower_row(bond, self.plan.rank), self.plan.forms[bond.key]
        feet = [self._foot(bond, c) for c in bond.children if self.plan.rank[c] == low + 1]
        x, y = self._stem[bond.key]
        if len(feet) != 1 or not 0 < abs(feet[0] - x) < _TINY or form not in {"beside", "single", "under"}:
            return
        edges = [(self.at[p][0] + box[0] - 0.8, self.at[p][0] + box[2] + 0.8)
                 for p in self.plan.rows[low] for box in (self.plan.looks[p].box,)]  # fmt: skip
        channels = [self._ports.channel(c) for c in self.plan.channels if c[2] == low and c[0] != bond.key]
        low_x, high_x = min(x, feet[0]), max(x, feet[0])
        if form != "under" and (
            any(a < high_x and low_x < b for a, b in edges) or any(low_x - 1.2 < c < high_x + 1.2 for c in channels)
        ):
            return
        self._stem[bond.key] = (feet[0], y)

    # what runs between the rows

    def _find_apexes(self) -> None:
        plan = self.plan
        for group in plan.tree.twins:
            homes = {plan.tree.home.get(twin) for twin in group}
            level = plan.rank[group[0]]
            if len(homes) != 1 or None in homes or {plan.rank[t] for t in group} != {level}:
                continue
            bond = plan.tree.bonds[plan.tree.home[group[0]]]
            if lower_row(bond, plan.rank) >= level:
                continue
            xs = [self._ports.port(bond, twin)[0] for twin in group]
            ys = [self.at[twin][1] + plan.looks[twin].box[1] for twin in group]
            apex = ((min(xs) + max(xs)) / 2, min(ys) - 0.6 - TWINS_ROOM * 0.75)
            for twin in group:
                self._apexes[twin] = (apex, group)

    def _apex(self, bond: Bond, child: UUID) -> tuple[Point, tuple[UUID, ...]] | None:
        """Where the twins' lines join, if these are the parents under whom they stand."""
        return self._apexes.get(child) if self.plan.tree.home.get(child) == bond.key else None

    def _foot(self, bond: Bond, child: UUID) -> float:
        joined = self._apex(bond, child)
        return joined[0][0] if joined else self._ports.port(bond, child)[0]

    def _nets(self, bond: Bond) -> list[_Net]:
        plan, low, found = self.plan, lower_row(bond, self.plan.rank), []
        if plan.forms[bond.key] == "levels":
            upper = min(plan.rank[p] for p in bond.key)
            way = [self._ports.channel((bond.key, "left", upper))]
            way += [self._ports.channel((bond.key, "pass", level)) for level in range(upper + 1, low)]
            way.append(self._ports.channel((bond.key, "right", low)))
            found += [_Net(bond, upper + n, way[n], [], way[n + 1], joins=True) for n in range(len(way) - 1)]
        deepest = max((plan.rank[c] for c in bond.children), default=low)
        top = self._stem[bond.key][0]
        for level in range(low, deepest):
            below = [c for c in bond.children if plan.rank[c] == level + 1]
            further = self._ports.channel((bond.key, "pass", level + 1)) if level + 1 < deepest else None
            found.append(_Net(bond, level, top, below, further))
            top = further if further is not None else top
        return found

    def _set_depths(self, nets: list[_Net], level: int) -> None:
        if not nets:
            return
        spans = []
        for net in nets:
            feet = [self._foot(net.bond, child) for child in net.children]
            feet += [net.further] if net.further is not None else []
            spans.append(Span((net.top,), tuple(feet)))
        track, many = depths(spans)
        start = self.plan.bottoms[level] + 1.4
        under = [self._u_depth[b.key] + _UNDER * (len(b.unions) - 1) for b in self.plan.tree.bonds.values()
                 if b.key in self._u_depth and self.plan.rank[b.key[0]] == level]  # fmt: skip
        start = max([start, *(y + 1.2 for y in under)])
        end = self.plan.tops[level + 1] - 1.6
        if any(self.plan.rank[group[0]] == level + 1 for group in self.plan.tree.twins):
            end -= TWINS_ROOM
        high = [1.0] * max(many, 1)
        for net, number in zip(nets, track, strict=True):
            if net.joins and any(union_words(net.bond.unions)):
                high[number] = _WORDS_ROOM
        step = (end - start) / sum(high)
        for net, number in zip(nets, track, strict=True):
            net.depth = start + (sum(high[:number]) + high[number] - 0.5) * step

    # drawing

    def _offsets(self, bond: Bond) -> list[float]:
        many = max(len(bond.unions), 1)
        step = min(_TWICE, 4.0 / max(many - 1, 1))
        return [0.0] if many == 1 else [n * step - 0.4 for n in range(many)]

    def _draw_union(self, bond: Bond, nets: list[_Net]) -> None:
        if len(bond.key) == 1:
            return
        drawn = {"beside": self._beside, "under": self._under}
        form = self.plan.forms[bond.key]
        ways = drawn[form](bond) if form in drawn else self._levels(bond, [n for n in nets if n.joins])
        if not bond.unions:
            self.ways.together[bond.key] = ways[0][0]
            self.ways.pieces.append(Piece("union", "together", ways[0][0], ""))
        for union, (way, flat) in zip(bond.unions, ways, strict=False):
            self.ways.unions[union.id], self.ways.flat[union.id] = way, flat
            self.ways.pieces.append(Piece("union", union.nature, way, str(union.id)))

    def _beside(self, bond: Bond) -> list[tuple[Way, tuple[Point, Point]]]:
        left, right = sorted(bond.key, key=lambda p: self.at[p])
        found = []
        for off in self._offsets(bond):
            a, b = self._ports.edge(left, 1, off), self._ports.edge(right, -1, off)
            middle = (a[0] + b[0]) / 2
            way: Way = (a, b) if a[1] == b[1] else (a, (middle, a[1]), (middle, b[1]), b)
            found.append((way, (a, b if a[1] == b[1] else (middle, a[1]))))
        return found

    def _under(self, bond: Bond) -> list[tuple[Way, tuple[Point, Point]]]:
        left, right = sorted(bond.key, key=lambda p: self.plan.places[p])
        a, b = (self._ports.channel(c) for c in stem_of(self.plan, bond))
        y = self._u_depth[bond.key]
        start, end = (
            self._ports.edge(left, 1, self._ports.exit(bond, left)),
            self._ports.edge(right, -1, self._ports.exit(bond, right)),
        )
        way: Way = (start, (a, start[1]), (a, y), (b, y), (b, end[1]), end)
        found: list[tuple[Way, tuple[Point, Point]]] = [(way, ((a, y), (b, y)))]
        for number in range(1, len(bond.unions)):
            low = y + _UNDER * number
            turn = low - _UNDER
            found.append((((a, turn), (a, low), (b, low), (b, turn)), ((a, low), (b, low))))
        return found

    def _levels(self, bond: Bond, nets: list[_Net]) -> list[tuple[Way, tuple[Point, Point]]]:
        upper, lower = sorted(bond.key, key=lambda p: self.plan.rank[p])
        first, last = nets[0].top, nets[-1].further or 0.0
        start = self._ports.edge(upper, 1 if first > self.at[upper][0] else -1, self._ports.exit(bond, upper))
        end = self._ports.edge(lower, 1 if last > self.at[lower][0] else -1, self._ports.exit(bond, lower))
        points: list[Point] = [start, (first, start[1])]
        for net in nets:
            points += [(net.top, net.depth), (net.further or 0.0, net.depth)]
        points += [(last, end[1]), end]
        longest = max(nets, key=lambda n: abs(n.top - (n.further or 0.0)))
        flat = ((longest.top, longest.depth), (longest.further or 0.0, longest.depth))
        if abs(flat[0][0] - flat[1][0]) < 6.0:
            flat = ((last, nets[-1].depth), (last, end[1]))
        return [(straight(points), (min(flat), max(flat)))] * max(len(bond.unions), 1)

    def _draw_children(self, bond: Bond, nets: list[_Net]) -> None:
        low = lower_row(bond, self.plan.rank)
        for child in bond.children:
            if self.plan.rank[child] <= low:
                self.ways.strays += bond.of_child.get(child, ())
        if not nets:
            return
        x, y = self._stem[bond.key]
        trunk: list[Point] = [(x, y)]
        natures = [n for child in bond.children for n in bond.natures(child)[:1]]
        manner = "birth" if "birth" in natures else natures[0] if len(set(natures)) == 1 else "birth"
        if self.plan.forms[bond.key] == "single":
            side = 1 if x >= self.at[bond.key[0]][0] else -1
            trunk.insert(0, self._ports.edge(bond.key[0], side, self._ports.exit(bond, bond.key[0])))
        for number, net in enumerate(nets):
            trunk.append((net.top, net.depth))
            feet = [(self._foot(bond, child), child) for child in net.children]
            ends = [f for f, _child in feet] + [net.top] + ([net.further] if net.further is not None else [])
            self.ways.pieces.append(
                Piece(
                    "stem",
                    manner,
                    straight(trunk[-2:] if number else trunk),
                    _tags(bond),
                )
            )
            if max(ends) - min(ends) > 0.05:
                self.ways.pieces.append(Piece("stem", manner, ((min(ends), net.depth), (max(ends), net.depth)), _tags(bond)))
            for foot, child in feet:
                self._draw_drop(bond, child, (foot, net.depth), tuple(trunk))
            if net.further is not None:
                trunk.append((net.further, net.depth))

    def _draw_drop(self, bond: Bond, child: UUID, turn: Point, trunk: Way) -> None:
        end = self._ports.port(bond, child)
        joined = self._apex(bond, child)
        points: list[Point] = [turn]
        if joined:
            apex, group = joined
            knee = (end[0], min(apex[1] + TWINS_ROOM * 0.75, end[1]))
            points += [apex, knee]
            if child == group[0]:
                self.ways.pieces.append(Piece("drop", bond.natures(child)[0], (turn, apex), str(child)))
            self.ways.pieces.append(Piece("leg", bond.natures(child)[0], straight([apex, knee, end]), str(child)))
        points.append(end)
        way = straight([*trunk, *points])
        if not joined:
            self.ways.pieces.append(Piece("drop", bond.natures(child)[0], (turn, end), _tags(bond, child)))
        last = (end[0], (points[-2][1] + end[1]) / 2 if not joined else end[1] - 1.2)
        if self.plan.tree.home.get(child) == bond.key:
            self.ways.ends[child] = last
        if bond.natures(child)[0] == "adoptive":
            self.ways.adopted.append(last)
        if child in self.plan.tree.losses:
            self.ways.losses[child] = way
        for link in bond.of_child.get(child, ()):
            self.ways.links[link.id] = straight([*self._lead(bond, link.parent), *way])

    def _lead(self, bond: Bond, parent: UUID) -> list[Point]:
        """From a parent's symbol to where the line to the children starts."""
        x, y = self._stem[bond.key]
        form = self.plan.forms[bond.key]
        if form == "single":
            return []
        if form == "under":
            left, _right = sorted(bond.key, key=lambda p: self.plan.places[p])
            side = 1 if parent == left else -1
            channel = self._ports.channel(stem_of(self.plan, bond)[0 if parent == left else 1])
            start = self._ports.edge(parent, side, self._ports.exit(bond, parent))
            return [start, (channel, start[1]), (channel, y)]
        if form == "levels" and parent == min(bond.key, key=lambda p: self.plan.rank[p]):
            way = next((self.ways.unions[u.id] for u in bond.unions), self.ways.together.get(bond.key, ()))
            return [*way[:-1]]
        off = self._offsets(bond)[-1] if form == "beside" else self._ports.exit(bond, parent)
        return [
            self._ports.edge(parent, 1 if x > self.at[parent][0] else -1, off),
            (x, self.at[parent][1] + off),
        ]

    def _draw_twins(self) -> None:
        for pair in self.plan.tree.kin.twins:
            if pair.first not in self.at or pair.second not in self.at or pair.first == pair.second:
                continue
            one, other = self._apexes.get(pair.first), self._apexes.get(pair.second)
            if one is not None and other is not None:
                apex = one[0]
                bond = self.plan.tree.bonds[self.plan.tree.home[pair.first]]
                ends = [self._ports.port(bond, twin) for twin in (pair.first, pair.second)]
                knees = [(end[0], min(apex[1] + TWINS_ROOM * 0.75, end[1])) for end in ends]
                self.ways.twins[pair.id] = (ends[0], knees[0], apex, knees[1], ends[1])
                if pair.identical:
                    halves = tuple(((apex[0] + k[0]) / 2, (apex[1] + k[1]) / 2) for k in sorted(knees))
                    self.ways.identical.append(halves)
                continue
            self.ways.loose.append(pair)


def _tags(bond: Bond, child: UUID | None = None) -> str:
    links = bond.links if child is None else bond.of_child.get(child)
    return str(links[0].id if links else child or bond.children[0])


def ways_of(plan: Plan, places: Mapping[UUID, Point] | None = None, symbols: SymbolSet = "standard") -> Ways:
    """The lines for these places, those of the layout if none are given."""
    return _Router(plan, places or plan.places, symbols).routed()
