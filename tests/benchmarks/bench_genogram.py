"""Genograms: how long layout and drawing take, and how many lines cross, beside graphviz `dot` on the same graphs.

Prints milliseconds (the best of three) of the layout and of a drop, and crossings; the ratios are what counts: crossings at most those of `dot`,
couples apart and lines through symbols as few as can be. Without graphviz only our own numbers are printed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from random import Random
from time import perf_counter

from desktop.figures import geometry
from desktop.figures.genogram import draw
from desktop.figures.genogram_layout import Plan, plan_of
from desktop.figures.genogram_quality import quality_of
from desktop.models.kin_data import GenogramData
from tests.figures.kin_families import FAMILIES, TODAY, many, sixty

Way = tuple[tuple[float, float], ...]
_MM = 25.4


def tangled(size: int, seed: int) -> GenogramData:
    """A family in which every fourth couple is made of two who are there already."""
    b = many(size, seed, 6)
    random = Random(seed)
    people = list(b.people)
    for n in range(size // 12):
        one, other = random.sample(people, 2)
        born = [b.people[p].born for p in (one, other)]
        if all(born) and abs(born[0].year - born[1].year) < 15:  # type: ignore[union-attr]
            b.pair(one, other, 2005)
            b.son(f"Общий {n}", 2006, one, other)
    return b.data()


def best_of_three(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        plan_of.cache_clear()
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def best_drop(data: GenogramData) -> float:
    """Milliseconds to draw the genogram anew when one person was dropped somewhere else, the layout being there."""
    draw(data, TODAY)
    person, times = data.kin.people[-1].id, []
    for step in range(3):
        moved = replace(data, shifts={person: (3.0 + step, 1.0)})
        start = perf_counter()
        draw(moved, TODAY)
        times.append((perf_counter() - start) * 1000)
    return min(times)


def by_dot(plan: Plan) -> tuple[int, float]:
    """Crossings of the same graph drawn by dot, and its time in milliseconds."""
    lines = ['digraph { edge [dir=none]; node [shape=box, fixedsize=true, label=""]; ranksep=0.6; nodesep=0.1;']
    for id_, look in plan.looks.items():
        box = look.box
        lines.append(f'"{id_}" [width={(box[2] - box[0]) / _MM:.3f}, height={(box[3] - box[1]) / _MM:.3f}];')
    for level in sorted(set(plan.rank.values())):
        same = " ".join(f'"{id_}";' for id_, rank in plan.rank.items() if rank == level)
        lines.append(f"{{rank=same; {same}}}")
    ends: list[tuple[str, str]] = []
    for number, bond in enumerate(plan.tree.bonds.values()):
        middle = f"u{number}"
        lines.append(f"{middle} [width=0.02, height=0.02];")
        level = {plan.rank[p] for p in bond.key}
        if len(bond.key) == 2 and len(level) == 1:
            lines.append(f'{{rank=same; "{bond.key[0]}"; {middle}; "{bond.key[1]}";}}')
        ends += [(str(parent), middle) for parent in bond.key]
        ends += [(middle, str(child)) for child in bond.children]
    lines += [f'"{a}" -> "{b}" [weight=2];' for a, b in ends] + ["}"]
    start = perf_counter()
    answer = subprocess.run(
        ["dot", "-Tplain"], input="\n".join(lines), capture_output=True, text=True, check=True, timeout=120
    ).stdout
    took = (perf_counter() - start) * 1000
    ways: list[tuple[str, str, Way]] = []
    for line in answer.splitlines():
        words = line.split()
        if words and words[0] == "edge":
            count = int(words[3])
            points = tuple((float(words[4 + 2 * n]), float(words[5 + 2 * n])) for n in range(count))
            ways.append((words[1].strip('"'), words[2].strip('"'), _sampled(points)))
    crossed = sum(
        geometry.crossings(one[2], other[2])
        for one, other in combinations(ways, 2)
        if not {one[0], one[1]} & {other[0], other[1]}
    )
    return crossed, took


def _sampled(points: Way) -> Way:
    """A chain of cubic curves as a broken line."""
    found = [points[0]]
    for start in range(0, len(points) - 3, 3):
        found += geometry.curve(points[start], points[start + 1], points[start + 2], points[start + 3], 8)[1:]
    return tuple(found)


def main() -> None:
    families = {name: make().data() for name, make in FAMILIES.items()}
    families |= {f"sixty, seed {seed}": many(60, seed).data() for seed in range(3)}
    families |= {f"sixty tangled, seed {seed}": tangled(60, seed) for seed in range(3)}
    families |= {"two hundred": many(200, 3, 5).data(), "two hundred tangled": tangled(200, 3)}
    dot = shutil.which("dot") is not None
    ours = theirs = 0
    usual = best_of_three(lambda: plan_of(sixty().data().kin, None, TODAY))
    print(f"{'':28} {'layout':>9} {'x sixty':>8} {'drop':>9} {'crossings':>10} {'apart':>6} {'through':>8}   dot")
    for name, data in families.items():
        layout = best_of_three(lambda data=data: plan_of(data.kin, data.index, TODAY))
        drop = best_drop(data)
        plan = plan_of(data.kin, data.index, TODAY)
        found = quality_of(plan)
        words = ""
        if dot:
            crossed, took = by_dot(plan)
            ours, theirs = ours + found.crossings, theirs + crossed
            words = f"{crossed:4} crossings, {took:.0f} ms"
        print(
            f"{name:28} {layout:6.0f} ms {layout / usual:8.1f} {drop:6.0f} ms {found.crossings:10} {found.apart:6}"
            f" {found.through:8}   {words}"
        )
    if dot:
        print(f"crossings in all: ours {ours}, dot {theirs}, ratio {ours / max(theirs, 1):.2f}")


if __name__ == "__main__":
    main()
