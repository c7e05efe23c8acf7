"""How good a drawn genogram is, in numbers: layouts are judged by these and not by taste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.genogram_layout import Plan
from desktop.figures.genogram_lines import ways_of
from desktop.figures.genogram_ways import Way, Ways
from desktop.figures.primitives import Box, Point

_WITHIN: Final = {"male": 1.0, "female": 0.7, "unknown": 0.45}  # the box within a symbol
_INSIDE: Final = 0.15  # a line that ends at an edge does not run through


@dataclass(frozen=True, slots=True)
class GenogramQuality:
    """Faults of a sheet; 0 everywhere is the best."""

    overlaps: int  # of symbols, names and years with each other
    apart: int  # couples of one generation who do not stand side by side
    crossings: int  # of lines of different couples
    covered: int  # lines of different couples that run along each other
    disorder: int  # brothers and sisters who do not stand by age
    through: int  # lines through a symbol or a name


def quality_of(plan: Plan, places: Mapping[UUID, Point] | None = None, ways: Ways | None = None) -> GenogramQuality:
    """Count the faults of a layout, at other places too, if some are given."""
    at = places or plan.places
    ways = ways or ways_of(plan, at)
    lines = _lines(plan, ways)
    boxes = {i: [geometry.moved(box, *at[i]) for box in plan.looks[i].boxes] for i in at}
    return GenogramQuality(
        overlaps=sum(any(geometry.overlap(a, b) for a in one for b in other) for one, other in combinations(boxes.values(), 2)),
        apart=sum(form == "under" for form in plan.forms.values()),
        crossings=sum(geometry.crossings(a, b) for (one, a), (other, b) in combinations(lines, 2) if one != other),
        covered=sum(_along(a, b) for (one, a), (other, b) in combinations(lines, 2) if one != other),
        disorder=_disorder(plan, at),
        through=sum(geometry.line_hits(way, box) for _key, way in lines for own in _walls(plan, at).values() for box in own),
    )


def _walls(plan: Plan, at: Mapping[UUID, Point]) -> dict[UUID, list[Box]]:
    """What no line may touch; of a round or pointed symbol the box within it."""
    found = {}
    for id_, look in plan.looks.items():
        person = plan.tree.people.get(id_)
        share = _WITHIN[person.sex] if person is not None else 0.45
        within = tuple(side * share for side in look.symbol)
        symbol = (within[0], within[1], within[2], within[3])
        found[id_] = [geometry.moved(geometry.grown(box, -_INSIDE), *at[id_]) for box in (symbol, *look.boxes[1:])]
    return found


def _lines(plan: Plan, ways: Ways) -> list[tuple[object, Way]]:
    """Every stroked piece with the couple it belongs to."""
    owner: dict[str, object] = {}
    for bond in plan.tree.bonds.values():
        owner |= {str(union.id): bond.key for union in bond.unions}
        owner |= {str(link.id): bond.key for link in bond.links}
    found: list[tuple[object, Way]] = []
    for piece in ways.pieces:
        home = plan.tree.home.get(UUID(piece.tag)) if piece.tag else None
        found.append((owner.get(piece.tag) or home or piece.way, piece.way))
    return found


def _along(one: Way, other: Way) -> int:
    """Do two lines share more than a crossing?"""
    return sum(_shared(a, b, c, d) > 0.3 for a, b in pairwise(one) for c, d in pairwise(other))


def _shared(a: Point, b: Point, c: Point, d: Point) -> float:
    for axis in (0, 1):
        fixed = 1 - axis
        if max(abs(a[fixed] - b[fixed]), abs(c[fixed] - d[fixed]), abs(a[fixed] - c[fixed])) < 0.05:
            return min(max(a[axis], b[axis]), max(c[axis], d[axis])) - max(min(a[axis], b[axis]), min(c[axis], d[axis]))
    return 0.0


def _disorder(plan: Plan, at: Mapping[UUID, Point]) -> int:
    wrong = 0
    for bond in plan.tree.bonds.values():
        home = [child for child in bond.children if plan.tree.home[child] == bond.key]
        wrong += sum(plan.rank[a] == plan.rank[b] and at[a][0] >= at[b][0] for a, b in pairwise(home))
    return wrong
