"""Where everybody of a genogram stands: generations level, couples together, children under their parents.

Between the people of a row run the lines that have to pass it; each has its own narrow channel there, so that no
line goes through a symbol or a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal
from uuid import UUID

from desktop.figures.genogram_look import HALF, PT, Look, look_of, year_words
from desktop.figures.genogram_order import ordered
from desktop.figures.genogram_ranks import lower_row, ranks_of
from desktop.figures.genogram_spread import Spring, spread
from desktop.figures.genogram_tree import Bond, Key, Tree, tree_of
from desktop.figures.genogram_walk import Item
from desktop.figures.metrics import text_width
from desktop.figures.primitives import Point
from desktop.models.kin_data import Kin, KinUnion

Part = Literal["stem", "left", "right", "own", "pass"]
Channel = tuple[Key, Part, int]  # of which couple; where its line passes; in which row
Form = Literal["beside", "under", "single", "levels"]
NAME: Final = 25.0  # the usual width of a name
NARROW: Final = 19.0
_BETWEEN: Final = 2.4  # two people's labels
_CHANNEL: Final = 2.2
_BESIDE: Final = 1.3  # a channel and a label
_TRACK: Final = 2.6
_TRACK_WORDS: Final = 4.6
_ZONE: Final = 6.0
TWINS_ROOM: Final = 5.0


@dataclass(slots=True)
class Plan:
    """A finished layout: places, channels and the form of every couple's line."""

    tree: Tree
    rank: dict[UUID, int]
    looks: dict[UUID, Look]
    places: dict[UUID, Point]
    rows: list[list[UUID]]
    channels: dict[Channel, float]
    forms: dict[Key, Form]
    tops: list[float]  # of the years above each row
    bottoms: list[float]  # of the names below each row
    sides: dict[tuple[Key, UUID], int] = field(default_factory=dict)  # -1 left, 1 right: where a line leaves


@lru_cache(maxsize=12)
def plan_of(
    kin: Kin,
    index: UUID | None,
    today: date,
    hidden: frozenset[UUID] = frozenset(),
    width: float = NAME,
) -> Plan:
    """The whole layout; the same family gives the same, whatever order its bonds come in."""
    tree = tree_of(kin, hidden)
    rank = ranks_of(tree, index)
    order = ordered(tree, rank, index)
    above = {c: _lines_from_above(tree, rank, c) for c in rank}
    looks = {
        id_: look_of(
            tree.people.get(id_) or tree.losses[id_], today,
            width=width, parents=above[id_], dead=id_ in tree.dead,
        )
        for id_ in rank
    }  # fmt: skip
    plan = Plan(tree, rank, looks, {}, [[i for i in row if isinstance(i, UUID)] for row in order], {}, {}, [], [])
    rows = _with_channels(plan, order)
    xs = _across(plan, rows)
    _down(plan)
    for level, row in enumerate(rows):
        for item in row:
            if isinstance(item, UUID):
                plan.places[item] = (round(xs[item], 2), plan.tops[level])
            else:
                plan.channels[item] = round(xs[item], 2)
    for level, people in enumerate(plan.rows):
        y = plan.tops[level] + max((-looks[p].box[1] for p in people), default=HALF)
        for person in people:
            plan.places[person] = (plan.places[person][0], round(y, 2))
    return plan


def _lines_from_above(tree: Tree, rank: dict[UUID, int], child: UUID) -> int:
    return sum(lower_row(bond, rank) < rank[child] for bond in tree.sets_of(child))


def union_words(unions: list[KinUnion]) -> list[str]:
    """The years of each union of a couple: «2010-2015», resumed with the year after a plus."""
    found = []
    for union in unions:
        since, till = year_words(union.since), year_words(union.till)
        words = f"{since}\u2013{till}" if till else since
        if union.resumed is not None:
            words += f" +{year_words(union.resumed)}"
        found.append(words)
    return found


def _with_channels(plan: Plan, order: list[list[Item]]) -> list[list[UUID | Channel]]:
    rows: list[list[UUID | Channel]] = [
        [item if isinstance(item, UUID) else (item[0], "pass", item[1]) for item in row] for row in order
    ]
    beside = _neighbours(plan)
    at = {person: place for row in plan.rows for place, person in enumerate(row)}
    pending: dict[tuple[UUID, int], list[tuple[float, Channel]]] = {}
    for bond in plan.tree.bonds.values():
        _channels_of(plan, bond, at, beside, pending)
    for level, row in enumerate(rows):
        rows[level] = _inserted(row, pending)
    return rows


def _neighbours(plan: Plan) -> set[frozenset[UUID]]:
    return {frozenset(pair) for row in plan.rows for pair in pairwise(row)}


def _channels_of(
    plan: Plan,
    bond: Bond,
    at: dict[UUID, int],
    beside: set[frozenset[UUID]],
    pending: dict[tuple[UUID, int], list[tuple[float, Channel]]],
) -> None:
    key, rank = bond.key, plan.rank
    low = lower_row(bond, rank)
    below = any(rank[child] > low for child in bond.children)
    if len(key) == 1:
        plan.forms[key] = "single"
        if below:
            side = _free_side(plan, key[0], at)
            plan.sides[key, key[0]] = side
            pending.setdefault((key[0], side), []).append((5.0, (key, "own", low)))
        return
    if rank[key[0]] != rank[key[1]]:
        plan.forms[key] = "levels"
        upper, lower = sorted(key, key=lambda p: rank[p])
        for person, part in ((upper, "left"), (lower, "right")):
            other = lower if person == upper else upper
            share = at[person] / max(len(plan.rows[rank[person]]) - 1, 1)
            side = 1 if share <= at[other] / max(len(plan.rows[rank[other]]) - 1, 1) else -1
            plan.sides[key, person] = side
            name: Part = "left" if part == "left" else "right"
            pending.setdefault((person, side), []).append((3.0, (key, name, rank[person])))
        return
    first, second = sorted(key, key=lambda p: at[p])
    plan.sides[key, first], plan.sides[key, second] = 1, -1
    if frozenset(key) in beside:
        plan.forms[key] = "beside"
        if below:
            pending.setdefault((first, 1), []).append((9.0, (key, "stem", low)))
        return
    plan.forms[key] = "under"
    far = -(at[second] - at[first]) / 100
    pending.setdefault((first, 1), []).append((4.0 + far, (key, "left", low)))
    pending.setdefault((second, -1), []).append((4.0 + far, (key, "right", low)))


def _free_side(plan: Plan, person: UUID, at: dict[UUID, int]) -> int:
    """A single parent's line leaves where no partner stands."""
    row = plan.rows[plan.rank[person]]
    place = at[person]
    couples = {frozenset(key) for key in plan.tree.bonds if len(key) == 2}
    right = place + 1 < len(row) and frozenset((person, row[place + 1])) in couples
    left = place and frozenset((person, row[place - 1])) in couples
    return -1 if right and not left else 1


def _inserted(row: list[UUID | Channel], pending: dict[tuple[UUID, int], list[tuple[float, Channel]]]) -> list[UUID | Channel]:
    """The row with its channels: on each side of a person the lines to the farthest stand nearest."""
    found: list[UUID | Channel] = []
    for item in row:
        if not isinstance(item, UUID):
            found.append(item)
            continue
        before = sorted(pending.get((item, -1), ()), reverse=True)
        after = sorted(pending.get((item, 1), ()))
        found += [channel for _far, channel in before]
        found.append(item)
        found += [channel for _far, channel in after]
    return found


def _half(plan: Plan, person: UUID, side: int) -> float:
    box = plan.looks[person].box
    return max(box[2] if side > 0 else -box[0], HALF + 0.8 if person in plan.tree.people else 4.0)


def _gap(plan: Plan, left: UUID | Channel, right: UUID | Channel) -> float:
    if isinstance(left, UUID) and isinstance(right, UUID):
        return _half(plan, left, 1) + _half(plan, right, -1) + _BETWEEN
    if isinstance(left, UUID):
        return _half(plan, left, 1) + _BESIDE
    if isinstance(right, UUID):
        return _half(plan, right, -1) + _BESIDE
    return _CHANNEL


def _couple_width(plan: Plan, bond: Bond) -> float:
    words = text_width("; ".join(w for w in union_words(bond.unions) if w), PT)
    slashes = 5.0 if any(u.ended in {"divorce", "separation"} for u in bond.unions) else 0.0
    return max(words + 2.0, slashes + 3.0, 8.0) + sum(plan.looks[p].half for p in bond.key)


def _across(plan: Plan, rows: list[list[UUID | Channel]]) -> dict[UUID | Channel, float]:
    number = {item: n for n, item in enumerate(item for row in rows for item in row)}
    gaps = [[_gap(plan, a, b) for a, b in pairwise(row)] for row in rows]
    at = {item: place for row in rows for place, item in enumerate(row)}
    for bond in plan.tree.bonds.values():
        if plan.forms.get(bond.key) == "beside":
            a, b = sorted(bond.key, key=lambda p: at[p])
            level = plan.rank[a]
            room = sum(gaps[level][at[a] : at[b]])
            lack = _couple_width(plan, bond) - room
            for place in range(at[a], at[b]):
                gaps[level][place] += max(lack, 0.0) / (at[b] - at[a])
    springs = _springs(plan, rows, number, gaps, at)
    xs = spread([[number[item] for item in row] for row in rows], gaps, springs)
    least = min((xs[number[i]] - _half(plan, i, -1) for i in number if isinstance(i, UUID)), default=0.0)
    return {item: xs[n] - least for item, n in number.items()}


def stem_of(plan: Plan, bond: Bond) -> list[Channel]:
    """The channels between which the line to the children starts: one, or the two ends of a line beneath."""
    low = lower_row(bond, plan.rank)
    form = plan.forms.get(bond.key)
    parts: dict[Form, tuple[Part, ...]] = {
        "beside": ("stem",), "single": ("own",), "levels": ("right",), "under": ("left", "right"),
    }  # fmt: skip
    return [(bond.key, part, low) for part in parts[form]] if form else []


def _springs(
    plan: Plan,
    rows: list[list[UUID | Channel]],
    number: dict[UUID | Channel, int],
    gaps: list[list[float]],
    at: dict[UUID | Channel, int],
) -> list[Spring]:
    springs: list[Spring] = []
    for bond in plan.tree.bonds.values():
        springs += _wishes(plan, bond, number)
    for row, least in zip(rows, gaps, strict=True):
        for (a, b), gap in zip(pairwise(row), least, strict=True):
            near = 0.5 if not (isinstance(a, UUID) and isinstance(b, UUID)) else 0.06
            springs.append(Spring(((number[b], 1.0), (number[a], -1.0)), gap, near))
    for bond in plan.tree.bonds.values():
        if plan.forms.get(bond.key) == "beside":
            a, b = sorted(bond.key, key=lambda p: at[p])
            room = sum(gaps[plan.rank[a]][at[a] : at[b]])
            springs.append(Spring(((number[b], 1.0), (number[a], -1.0)), room, 0.5))
        home = [c for c in bond.children if plan.tree.home[c] == bond.key and c in number]
        for one, other in pairwise(home):
            springs.append(Spring(((number[other], 1.0), (number[one], -1.0)), 0.0, 0.05))
    return springs


def _wishes(plan: Plan, bond: Bond, number: dict[UUID | Channel, int]) -> list[Spring]:
    """The line down from a couple starts at its middle and ends over the middle of its children."""
    springs: list[Spring] = []
    stems = [channel for channel in stem_of(plan, bond) if channel in number]
    low = lower_row(bond, plan.rank)
    if not stems:
        return springs
    if plan.forms[bond.key] == "beside":
        a, b = bond.key
        springs.append(Spring(((number[stems[0]], 1.0), (number[a], -0.5), (number[b], -0.5)), 0.0, 4.0))
    top = tuple((number[channel], 1.0 / len(stems)) for channel in stems)
    for level in range(low, max((plan.rank[c] for c in bond.children), default=low)):
        below = [c for c in bond.children if plan.rank[c] == level + 1]
        home = [c for c in below if plan.tree.home[c] == bond.key]
        further: Channel = (bond.key, "pass", level + 1)
        if home:
            ends = ((number[home[0]], -0.5), (number[home[-1]], -0.5)) if len(home) > 1 else ((number[home[0]], -1.0),)
            springs.append(Spring((*top, *ends), 0.0, 1.0 + 0.2 * len(home)))
        springs += [Spring((*top, (number[c], -1.0)), 0.0, 0.08) for c in below if c not in home]
        if further in number:
            springs.append(Spring((*top, (number[further], -1.0)), 0.0, 0.6))
            top = ((number[further], 1.0),)
    if plan.forms[bond.key] == "levels":
        upper = min(bond.key, key=lambda p: plan.rank[p])
        ways: list[UUID | Channel] = [(bond.key, "left", plan.rank[upper])]
        ways += [(bond.key, "pass", level) for level in range(plan.rank[upper] + 1, low)]
        ways.append((bond.key, "right", low))
        steps = pairwise([number[way] for way in ways if way in number])
        springs += [Spring(((one, 1.0), (other, -1.0)), 0.0, 0.4) for one, other in steps]
    return springs


def _down(plan: Plan) -> None:
    """Tops and bottoms of the rows: between them room for as many lines as may run side by side."""
    y = 0.0
    for level, row in enumerate(plan.rows):
        plan.tops.append(y)
        above = max((-plan.looks[p].box[1] for p in row), default=HALF)
        below = max((plan.looks[p].box[3] for p in row), default=HALF)
        y += above + below
        plan.bottoms.append(round(y, 2))
        y += _room_below(plan, level)


def _room_below(plan: Plan, level: int) -> float:
    under = bars = 0
    for bond in plan.tree.bonds.values():
        low = lower_row(bond, plan.rank)
        if plan.forms.get(bond.key) == "under" and low == level:
            under += 1
        if plan.forms.get(bond.key) == "levels" and min(plan.rank[p] for p in bond.key) <= level < low:
            bars += 1
    bars += _bars(plan, level)
    twins = any(plan.rank[group[0]] == level + 1 for group in plan.tree.twins)
    return _ZONE + under * _TRACK_WORDS + bars * _TRACK + twins * TWINS_ROOM


def _bars(plan: Plan, level: int) -> int:
    """How many horizontal lines between this row and the next may lie over each other."""
    spans = []
    at = {p: n / max(len(row) - 1, 1) for row in plan.rows for n, p in enumerate(row)}
    for bond in plan.tree.bonds.values():
        ends = [at[p] for p in bond.key] + [at[c] for c in bond.children if plan.rank[c] >= level + 1]
        low = min(plan.rank[p] for p in bond.key)
        deep = max((plan.rank[c] for c in (*bond.children, *bond.key)), default=low)
        if low <= level < deep and ends:
            spans.append((min(ends), max(ends)))
    edges = sorted([(a - 0.02, 1) for a, _b in spans] + [(b + 0.02, -1) for _a, b in spans])
    most = now = 0
    for _at, step in edges:
        now += step
        most = max(most, now)
    return most
