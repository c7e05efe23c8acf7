"""Where lines of a genogram touch its symbols: from above for a child, at the sides for partners and parents.

Several lines to one symbol get places of their own, so that each can be followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Final
from uuid import UUID

from desktop.figures.genogram_layout import Channel, Plan
from desktop.figures.genogram_look import HALF, PORT
from desktop.figures.genogram_ranks import lower_row
from desktop.figures.genogram_tree import Bond, Key
from desktop.figures.primitives import Point
from desktop.models.map_style import SymbolSet

LOW_PORT: Final = 2.4  # below the middle: where a line beneath the row, or a single parent's, leaves a symbol


class Ports:
    """The ports of everybody at these places."""

    def __init__(self, plan: Plan, places: Mapping[UUID, Point], symbols: SymbolSet) -> None:
        self._plan, self._at, self._triangles = plan, places, symbols == "network"
        self._ports = self._all_ports()
        self._exits = self._all_exits()

    def channel(self, channel: Channel) -> float:
        """A channel moves along with the people it belongs to."""
        key, part, _level = channel
        x = self._plan.channels.get(channel, 0.0)
        people = {"left": 0, "right": 1}
        if part == "pass":
            return x
        ends = sorted(key, key=lambda p: self._plan.places[p])
        if part in people and len(ends) == 2:
            if self._plan.forms[key] == "levels":
                ends = sorted(key, key=lambda p: self._plan.rank[p])
            ends = [ends[people[part]]]
        return x + sum(self._at[p][0] - self._plan.places[p][0] for p in ends) / len(ends)

    def edge(self, person: UUID, side: int, down: float) -> Point:
        """The point of a symbol's side, so much below its middle."""
        x, y = self._at[person]
        sex = self._plan.tree.people[person].sex
        if sex == "male":
            reach = (HALF + down) / 2 if self._triangles else HALF
        else:
            reach = HALF - abs(down) if sex == "unknown" else sqrt(HALF * HALF - down * down)
        return x + side * reach, y + down

    def top(self, child: UUID, off: float) -> Point:
        """The point of a symbol's upper edge, so far beside its middle."""
        x, y = self._at[child]
        half = self._plan.looks[child].half
        person = self._plan.tree.people.get(child)
        if person is None or (person.sex == "male" and self._triangles):
            return x + off, y - half + 2 * abs(off)
        if person.sex == "male":
            return x + off, y - half
        rise = half - abs(off) if person.sex == "unknown" else sqrt(max(half * half - off * off, 0.0))
        return x + off, y - rise

    def port(self, bond: Bond, child: UUID) -> Point:
        """Where the line from these parents comes to a child."""
        return self.top(child, self._ports[bond.key, child])

    def _all_ports(self) -> dict[tuple[Key, UUID], float]:
        """How far from the middle each set of parents comes to a child."""
        found: dict[tuple[Key, UUID], float] = {}
        tree, rank = self._plan.tree, self._plan.rank
        sets: dict[UUID, list[Bond]] = {}  # in the order of `Tree.sets_of`, gathered once
        for bond in tree.bonds.values():
            low = lower_row(bond, rank)
            for child in dict.fromkeys(bond.children):
                if low < rank.get(child, low):
                    sets.setdefault(child, []).append(bond)
        for child in rank:
            bonds = sets.get(child, [])
            bonds.sort(key=lambda b: (sum(self._at[p][0] for p in b.key) / len(b.key), b.key))
            for number, bond in enumerate(bonds):
                off = (number - (len(bonds) - 1) / 2) * PORT
                found[bond.key, child] = max(-HALF * 0.8, min(off, HALF * 0.8))
        return found

    def _all_exits(self) -> dict[tuple[Key, UUID], float]:
        """How far below its middle each line leaves a symbol's side, nearest lowest; above it, if it comes from above."""
        plan, found = self._plan, dict[tuple[Key, UUID], float]()
        sides: dict[tuple[UUID, int, int], list[tuple[float, Key]]] = {}
        for channel, x in plan.channels.items():
            key, part, _level = channel
            if part in {"stem", "pass"}:
                continue
            across = plan.forms[key] == "levels"
            ends = sorted(key, key=lambda p: plan.rank[p] if across else plan.places[p][0])
            person = ends[-1 if part == "right" else 0]
            off = x - plan.places[person][0]
            from_above = -1 if across and part == "right" else 1
            sides.setdefault((person, 1 if off > 0 else -1, from_above), []).append((abs(off), key))
        for (person, _side, sign), lines in sides.items():
            lines.sort()
            step = min(1.2, 2.4 / max(len(lines) - 1, 1))
            for number, (_off, key) in enumerate(lines):
                found[key, person] = sign * (LOW_PORT + ((len(lines) - 1) / 2 - number) * step)
        return found

    def exit(self, bond: Bond, person: UUID) -> float:
        """How far below the middle of a symbol the line of this couple, or of this parent alone, leaves it."""
        return self._exits.get((bond.key, person), LOW_PORT)
