"""The dashed loop around those who live together; everybody else stays outside of it.

The loop is the hull around the symbols and names of those at home, with bays where others stand. Where no way
leads between others, it is drawn in several pieces rather than around a stranger.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from desktop.figures import geometry
from desktop.figures.genogram_grid import Cell, Grid, rounded
from desktop.figures.primitives import Box, Dash, Point, Polygon, Shape

DASH: Final[Dash] = (2.2, 1.3)
_FINE: Final = 1.3  # of the steps
_MARGIN: Final = 2.0
_KEEP: Final = 0.8  # from others
_AIR: Final = 14.0
_THIN: Final = 3  # cells: what is thinner than twice this holds nobody


def household_loops(members: Sequence[Sequence[Box]], others: Sequence[Box]) -> list[list[Point]]:
    """The loop, or loops, around the members' boxes, each member's together."""
    boxes = [box for boxes in members for box in boxes]
    if not boxes:
        return []
    field = around_household(boxes)
    grid = Grid(field, _FINE)
    near = [box for box in others if geometry.overlap(box, field)]
    cores = [{c for box in own for c in grid.covered(geometry.grown(box, 0.7))} for own in members]
    core: set[Cell] = set().union(*cores)
    blocked = {c for box in near for c in grid.covered(geometry.grown(box, _KEEP))} - core
    claimed = {c for box in boxes for c in grid.covered(geometry.grown(box, _MARGIN))}
    area = (claimed | _hull(grid, boxes)) - blocked
    area = _joined(grid, area, cores, blocked)
    area = _without_spurs(grid, _opened(grid, area, core, cores), blocked, core)
    return [rounded(loop) for loop in grid.loops(_smoothed(grid, area, core, blocked)) if len(loop) > 8]


def around_household(boxes: Sequence[Box]) -> Box:
    """The room in which the loop may run; whoever stands outside of it does not matter to it."""
    return geometry.grown(geometry.around(boxes), _AIR)


def loop_shapes(loops: Sequence[Sequence[Point]]) -> list[Shape]:
    """The loops dashed, as smooth closed lines."""
    return [Polygon(tuple(loop), stroke="accent", width_mm=0.45, dash=DASH, tag="household") for loop in loops]


def _hull(grid: Grid, boxes: Sequence[Box]) -> set[Cell]:
    corners = sorted({corner for l, t, r, b in (geometry.grown(box, _MARGIN) for box in boxes)  # noqa: E741
                      for corner in ((l, t), (r, t), (r, b), (l, b))})  # fmt: skip
    lower, upper = _chain(corners), _chain(corners[::-1])
    hull = [*lower[:-1], *upper[:-1]]
    found: set[Cell] = set()
    for row in range(1, grid.tall - 1):
        y = grid.top + (row + 0.5) * grid.size
        xs = [a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
              for a, b in pairwise([*hull, hull[0]]) if (a[1] <= y) != (b[1] <= y)]  # fmt: skip
        if len(xs) >= 2:
            found.update(grid.covered((min(xs), y - 0.01, max(xs), y + 0.01)))
    return found


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in points:
        while (
            len(chain) > 1
            and ((chain[-1][0] - chain[-2][0]) * (p[1] - chain[-2][1]) - (chain[-1][1] - chain[-2][1]) * (p[0] - chain[-2][0]))
            <= 0
        ):
            chain.pop()
        chain.append(p)
    return chain


def _joined(grid: Grid, area: set[Cell], cores: list[set[Cell]], blocked: set[Cell]) -> set[Cell]:
    """Only parts with somebody in them, joined by corridors where there is a way between others."""
    parts = [part for part in grid.parts(area) if any(part & core for core in cores)]
    while len(parts) > 1:
        first, rest = parts[0], set().union(*parts[1:])
        way = grid.way(sorted(first), rest, blocked)
        if not way:
            parts = [first, *parts[1:]]
            break
        corridor = {cell for step in way for near in (step, *grid.beside(step)) for cell in (near, *grid.beside(near))}
        merged = first | (corridor - blocked)
        parts = [part for part in grid.parts(merged.union(*parts[1:])) if any(part & core for core in cores)]
    return set().union(*parts)


def _opened(grid: Grid, area: set[Cell], core: set[Cell], cores: list[set[Cell]]) -> set[Cell]:
    """Others must not be ringed: from each hole a cut leads outside, if the members stay together."""
    everything = {row * grid.wide + col for row in range(grid.tall) for col in range(grid.wide)}
    outside = everything - area
    holes = grid.parts(outside)
    for hole in sorted(holes, key=min)[1:]:
        if len(hole) < 6:
            area = area | hole
            continue
        open_air = next(part for part in grid.parts(everything - area) if 0 in part)
        way = grid.way(sorted(hole), open_air, core, dict.fromkeys(area, 2.0))
        cut = {cell for step in way for cell in (step, *grid.beside(step))} - core
        if way and _whole(grid, area - cut, cores):
            area = area - cut
    return area


def _whole(grid: Grid, area: set[Cell], cores: list[set[Cell]]) -> bool:
    return len([part for part in grid.parts(area) if any(part & core for core in cores)]) <= 1


def _without_spurs(grid: Grid, area: set[Cell], blocked: set[Cell], core: set[Cell]) -> set[Cell]:
    """No thin tongue that holds nobody is left beside others: a bay is as wide as whoever stands in it."""
    rim = _beside(grid, blocked) & area
    if not rim:
        return area
    row, deep = grid.wide, area
    for _pass in range(_THIN):
        deep = {c for c in deep if c - 1 in deep and c + 1 in deep and c - row in deep and c + row in deep}
    thick = set(deep)
    for _pass in range(_THIN + 1):
        thick |= _beside(grid, thick)
    thin = area - thick - core - _beside(grid, core)
    trunks = grid.parts(area - thin)
    for spur in grid.parts(thin) if thin & rim else ():
        around = _beside(grid, spur)
        if spur & rim and sum(not around.isdisjoint(trunk) for trunk in trunks) <= 1:  # else it is a way between two
            area = area - spur
    return area


def _beside(grid: Grid, cells: set[Cell]) -> set[Cell]:
    row = grid.wide
    return {near for cell in cells for near in (cell - 1, cell + 1, cell - row, cell + row)}


def _smoothed(grid: Grid, area: set[Cell], core: set[Cell], blocked: set[Cell]) -> set[Cell]:
    """Without thin hairs and one-cell notches."""
    wide = grid.wide

    def beside(cell: Cell) -> int:
        return (cell - 1 in area) + (cell + 1 in area) + (cell - wide in area) + (cell + wide in area)

    for _pass in range(2):
        deep = area.intersection({c + 1 for c in area}, {c - 1 for c in area})  # two neighbours in their row
        area = deep | {c for c in area - deep if c in core or beside(c) > 1}
        rim = {n for step in (-1, 1, -wide, wide) for n in {c + step for c in area} - area} - blocked
        area = area | {c for c in rim if grid.inner(c) and beside(c) > 2}
    parts = [part for part in grid.parts(area) if part & core]
    return set().union(*parts)
