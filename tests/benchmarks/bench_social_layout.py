"""The layout of the hard maps beside graphviz `neato`, judged by the same functions: faults, milliseconds, their ratio.

neato knows no household and no sectors: it is compared with our layout on a ground without sectors. It gets the boxes
of our symbols with their names, `overlap=false`, and its own straight lines. Twice: the ties alone, where it may scatter
a family over the sheet, and with the members held together by invisible lines, as a map of a family must have them.
The last column is our layout with the six usual sectors, which no neato drawing has.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from time import perf_counter
from uuid import UUID

from desktop.figures.social_layout import lay_out
from desktop.figures.social_quality import MapQuality, quality_of
from desktop.figures.social_routes import routes
from desktop.figures.social_symbols import look, node_sizes
from desktop.figures.social_ties import tie_path
from desktop.models.map_data import MapData, Place
from tests.figures.hard_maps import HARD_MAPS

_AIR_MM = 3.0
_MM = 25.4


def neato(map_: MapData, *, together: bool) -> MapData:
    """The map with the places neato gives it."""
    sizes = node_sizes(map_)
    lines = ["graph map {", "graph [overlap=false];", 'node [shape=box, fixedsize=true, label=""];']
    middles: dict[UUID, float] = {}
    for node in map_.nodes:
        # Names above or below depend on the place with us; neato gets the taller box that holds either.
        box = look(node, (0.0, 1.0), map_.drawn_on, sizes[node.id]).box
        height = 2 * max(-box[1], box[3])
        middles[node.id] = 0.0
        lines.append(
            f'"{node.id}" [width={(box[2] - box[0] + _AIR_MM) / _MM:.3f}, height={(height + _AIR_MM) / _MM:.3f}];'
        )
    lines += [f'"{tie.source}" -- "{tie.target}";' for tie in map_.ties]
    if together:
        lines += [f'"{a.id}" -- "{b.id}" [style=invis];' for a, b in combinations(map_.household(), 2)]
    lines.append("}")
    drawn = subprocess.run(
        ["neato", "-Tplain", "-Goverlap=false"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    places = {}
    for line in drawn.splitlines():
        words = line.split()
        if words[0] == "node":
            places[UUID(words[1].strip('"'))] = Place(float(words[2]) * _MM, -float(words[3]) * _MM)
    return replace(map_, nodes=tuple(replace(node, place=places[node.id]) for node in map_.nodes))


def straight(map_: MapData) -> MapQuality:
    """Faults with straight lines, as neato draws them."""
    nodes, sizes = {node.id: node for node in map_.nodes}, node_sizes(map_)
    ways = {t.id: tie_path(nodes[t.source], nodes[t.target], sizes) for t in map_.ties}
    return quality_of(map_, {id_: way for id_, way in ways.items() if way})


def best_of(times: int, work: Callable[[], object]) -> float:
    took = []
    for _ in range(times):
        start = perf_counter()
        work()
        took.append((perf_counter() - start) * 1000)
    return min(took)


def main() -> None:
    if shutil.which("neato") is None:
        print("graphviz neato is not installed here: nothing to compare with")
        sys.exit(0)
    names = ("neato", "neato, family together", "ours, no sectors", "ours, 6 sectors")
    print(
        f"{'crossings (overlaps)':30} "
        + " ".join(f"{name:>23}" for name in names)
        + "   ms neato  ours  ratio"
    )
    sums = [[0, 0] for _ in names]
    for title, map_ in HARD_MAPS.items():
        free, usual = lay_out(map_, sectors=0), lay_out(map_)
        judged = (
            straight(neato(map_, together=False)), straight(neato(map_, together=True)), quality_of(free), quality_of(usual)
        )  # fmt: skip
        theirs = best_of(3, lambda map_=map_: neato(map_, together=False))  # type: ignore[misc]
        ours = best_of(3, lambda map_=map_: lay_out(map_))  # type: ignore[misc]
        for total, quality in zip(sums, judged, strict=True):
            total[0] += quality.crossings
            total[1] += quality.overlaps
        cells = " ".join(f"{f'{q.crossings} ({q.overlaps})':>23}" for q in judged)
        print(f"{title:30} {cells}   {theirs:8.0f} {ours:5.0f}  x {ours / theirs:.1f}")
        for name, q in zip(names, judged, strict=True):
            print(
                f"    {name:26} through members {q.through_members}, others {q.through_others}, own name "
                f"{q.through_own_name}, household {q.through_household}; length {q.length_mm:.0f} mm; "
                f"least angle {q.angle:.1f}"
            )
    print(
        "sum: "
        + "; ".join(f"{name} {c} crossings, {o} overlaps" for name, (c, o) in zip(names, sums, strict=True))
    )
    hundred = HARD_MAPS["100 nodes"]
    laid = lay_out(hundred)
    print(
        f"100 nodes: layout {best_of(5, lambda: lay_out(hundred)):.0f} ms, without sectors "
        f"{best_of(5, lambda: lay_out(hundred, sectors=0)):.0f} ms, ways {best_of(5, lambda: routes(laid)):.0f} ms"
    )


if __name__ == "__main__":
    main()
