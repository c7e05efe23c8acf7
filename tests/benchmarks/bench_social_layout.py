"""The layout of the hard maps beside graphviz `neato`, judged by the same functions: faults, milliseconds, their ratio.

neato knows no household and no sectors: it is compared with our layout on a ground without sectors. It gets the boxes
of our symbols with their names, `overlap=false`, and its own straight lines. Twice: the ties alone, where it may scatter
a family over the sheet, and with the members held together by invisible lines, as a map of a family must have them.
The last column is our layout with the six usual sectors, which no neato drawing has: their order is fixed and a contact
never leaves its sector, so ties must cross that cross nowhere else. The second table is of maps that were held out.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from time import process_time
from uuid import UUID

from desktop.figures.social_layout import lay_out
from desktop.figures.social_quality import MapQuality, quality_of
from desktop.figures.social_routes import routes
from desktop.figures.social_symbols import look, node_sizes
from desktop.figures.social_ties import tie_path
from desktop.models.map_data import MapData, Place
from tests.figures.hard_maps import HARD_MAPS, HELD_OUT

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
        lines.append(f'"{node.id}" [width={(box[2] - box[0] + _AIR_MM) / _MM:.3f}, height={(height + _AIR_MM) / _MM:.3f}];')
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


def best_of(times: int, work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Milliseconds of the quickest run."""
    took = []
    for _ in range(times):
        start = clock()
        work()
        took.append((clock() - start) * 1000)
    return min(took)


def children_time() -> float:
    """Seconds of processor time of the programs that were called: neato's own work."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


NAMES = ("neato", "neato, family together", "ours, no sectors", "ours, 6 sectors")


def compared(maps: Mapping[str, MapData]) -> None:
    """One line a map: crossings (overlaps) of the four drawings, milliseconds of processor time, where ours are more."""
    print(f"{'crossings (overlaps)':38} " + " ".join(f"{name:>23}" for name in NAMES) + "   ms neato  ours  ratio")
    sums = [[0, 0] for _ in NAMES]
    for title, map_ in maps.items():
        free, usual = lay_out(map_, sectors=0), lay_out(map_)
        judged = (
            straight(neato(map_, together=False)), straight(neato(map_, together=True)), quality_of(free), quality_of(usual)
        )  # fmt: skip
        theirs = best_of(3, lambda map_=map_: neato(map_, together=False), children_time)  # type: ignore[misc]
        ours = best_of(3, lambda map_=map_: lay_out(map_, sectors=0), process_time)  # type: ignore[misc]
        for total, quality in zip(sums, judged, strict=True):
            total[0] += quality.crossings
            total[1] += quality.overlaps
        cells = " ".join(f"{f'{q.crossings} ({q.overlaps})':>23}" for q in judged)
        print(f"{title:38} {cells}   {theirs:8.0f} {ours:5.0f}  x {ours / max(theirs, 1.0):.1f}")
        if "-v" in sys.argv:
            for name, q in zip(NAMES, judged, strict=True):
                print(
                    f"    {name:26} through members {q.through_members}, others {q.through_others}, own name "
                    f"{q.through_own_name}, household {q.through_household}; length {q.length_mm:.0f} mm; "
                    f"least angle {q.angle:.1f}"
                )
    print("sum: " + "; ".join(f"{name} {c} crossings, {o} overlaps" for name, (c, o) in zip(NAMES, sums, strict=True)) + "\n")


def main() -> None:
    if shutil.which("neato") is None:
        print("graphviz neato is not installed here: nothing to compare with")
        sys.exit(0)
    compared(HARD_MAPS)
    compared(HELD_OUT)
    hundred = HARD_MAPS["100 nodes"]
    laid = lay_out(hundred, sectors=0)
    theirs = best_of(5, lambda: neato(hundred, together=False), children_time)
    for name, sectors in (("without sectors", 0), ("6 sectors", 6)):
        ours = best_of(5, lambda sectors=sectors: lay_out(hundred, sectors=sectors), process_time)  # type: ignore[misc]
        print(f"100 nodes, {name}: {ours:.0f} ms of processor time, x {ours / theirs:.1f} of neato")
    print(f"100 nodes, ways: {best_of(5, lambda: routes(laid), process_time):.0f} ms")


if __name__ == "__main__":
    main()
