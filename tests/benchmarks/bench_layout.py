"""Layout, ways of ties and the whole drawing: how long for a usual, a large and a very large map.

Prints milliseconds (the best of five) and the ratio to the usual map; the layout of 100 nodes should stay under 100 ms.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from desktop.documents.figures_pdf import to_pdf
from desktop.documents.figures_svg import to_svg
from desktop.figures.social_layout import lay_out, place_for_new
from desktop.figures.social_map import draw
from desktop.figures.social_routes import routes
from desktop.models.map_data import Node
from tests.figures.social_maps import TODAY, crowd, id_of, sketch_map


def best_of_five(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return min(times)


def main() -> None:
    maps = {
        "sketch, 18 nodes": sketch_map(),
        "5 + 40": crowd(5, 40, seed=3),
        "6 + 94": crowd(6, 94, seed=4),
        "4 + 96, one sector": crowd(4, 96, sphere="kin", long=True),
        "6 + 144": crowd(6, 144, seed=5),
    }
    usual: dict[str, float] = {}
    for name, map_ in maps.items():
        laid = lay_out(map_)
        figure = draw(laid, today=TODAY)
        new = Node(id_of(99_999), "Новый узел", sphere="kin")
        steps: dict[str, Callable[[], object]] = {
            "layout": lambda map_=map_: lay_out(map_),
            "one more": lambda laid=laid, new=new: place_for_new(laid, new),
            "ways": lambda laid=laid: routes(laid),
            "draw": lambda laid=laid: draw(laid, today=TODAY),
            "svg": lambda figure=figure: to_svg(figure),
            "pdf": lambda figure=figure: to_pdf(figure),
        }
        print(name)
        for step, work in steps.items():
            took = best_of_five(work)
            ratio = took / usual.setdefault(step, took)
            print(f"  {step:9} {took:8.1f} ms   x {ratio:.1f}")


if __name__ == "__main__":
    main()
