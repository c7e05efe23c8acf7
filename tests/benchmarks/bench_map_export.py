"""Saving a map of 300 nodes: milliseconds of each format (the best of three), and the ratio to the usual map.

An office waits for a picture before a council; it should be there within a second.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from desktop.documents.figures_png import to_png
from desktop.documents.figures_svg import to_svg
from desktop.documents.maps import MapHead, MapPrint, to_pdf
from desktop.figures.primitives import Figure
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw
from tests.figures.social_maps import TODAY, crowd, sketch_map

HEAD = MapHead("Карта социальных связей", "Семья", "1", "22.11.2026", "Асанова Г. М.")


def best_of_three(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def main() -> None:
    usual: dict[str, float] = {}
    for name, map_ in {"sketch, 18 nodes": sketch_map(), "300 nodes": crowd(8, 292, seed=6)}.items():
        laid = lay_out(map_)
        figure: Figure = draw(laid, today=TODAY)
        steps: dict[str, Callable[[], object]] = {
            "draw": lambda laid=laid: draw(laid, today=TODAY),  # type: ignore[misc]
            "pdf, auto": lambda figure=figure: to_pdf(MapPrint(HEAD, (figure,))),  # type: ignore[misc]
            "svg": lambda figure=figure: to_svg(figure, outlines=True),  # type: ignore[misc]
            "png 200": lambda figure=figure: to_png(figure, 200),  # type: ignore[misc]
            "png 600": lambda figure=figure: to_png(figure, 600),  # type: ignore[misc]
        }
        print(name, f"{figure.width_mm:.0f} x {figure.height_mm:.0f} mm")
        for step, work in steps.items():
            took = best_of_three(work)
            print(f"  {step:10} {took:8.0f} ms   x {took / usual.setdefault(step, took):.1f}")


if __name__ == "__main__":
    main()
