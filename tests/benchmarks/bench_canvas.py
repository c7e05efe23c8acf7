"""The canvas with 300 nodes: how long a frame of a drag takes, and what a drop costs.

    python tests/benchmarks/bench_canvas.py [nodes]

A frame is everything between two movements of the mouse: the gesture, the editor, the scene and the painting.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop.models.map_data import QUALITIES, SPHERES, MapData, Node, Place, Tie
from desktop.presenters.map_projection import AsDrawn, Projection
from desktop.presenters.map_views import Rings, RingsChoice
from desktop.presenters.maps import MapEditor
from desktop.ui.canvas import gestures
from desktop.ui.canvas.pressing import At
from desktop.ui.canvas.view import MapView
from desktop.ui.kit import theme

FRAMES = 200
LIMIT_MS = 33.0


def crowded(count: int) -> MapData:
    """A map with so many nodes, placed by chance, and half as many ties again."""
    chance = random.Random(7)
    ids = [UUID(int=n + 1) for n in range(count)]
    nodes = tuple(
        Node(
            i,
            f"Узел {number}",
            inside=number < 6,
            sphere="" if number < 6 else chance.choice(SPHERES),
            place=Place(chance.uniform(-25, 25), chance.uniform(-25, 25))
            if number < 6
            else Place(chance.uniform(-190, 190), chance.uniform(-190, 190)),
        )
        for number, i in enumerate(ids)
    )
    ties = tuple(Tie(UUID(int=10_000 + n), *chance.sample(ids, 2), chance.choice(QUALITIES), "to") for n in range(count * 3 // 2))
    return MapData(UUID(int=90_000), UUID(int=90_001), "", date(2026, 11, 20), nodes, ties)


class Gaps:
    """The longest time the window's thread worked between two turns of the event loop: then it gave no sign."""

    def __init__(self, app: QApplication) -> None:
        self.app, self.longest = app, 0.0

    def turn(self, act: Callable[[], object] = lambda: None) -> float:
        """Do one thing and let the window answer; milliseconds."""
        started = time.thread_time()  # of this thread: neighbours on the machine are not the program's fault
        act()
        self.app.processEvents()
        took = (time.thread_time() - started) * 1000
        self.longest = max(self.longest, took)
        return took

    def settle(self, view: MapView) -> None:
        """Until everything has come to rest, one turn of the loop at a time."""
        until = time.perf_counter() + 0.4
        while time.perf_counter() < until or view.busy_painting:
            self.turn()

    def said(self, label: str, frames: list[float], rest: str = "") -> None:
        frames = sorted(frames)
        verdict = "" if self.longest <= LIMIT_MS else "  OVER"
        print(
            f"{label}: median {frames[len(frames) // 2]:.1f} ms, worst {frames[-1]:.1f} ms{rest}; "
            f"largest gap {self.longest:.1f} ms{verdict}"
        )
        self.longest = 0.0


def main(count: int) -> None:
    app = QApplication([])
    theme.apply(app, theme.Theme("light", 1.0))
    started = time.perf_counter()
    editor = MapEditor(crowded(count), (UUID(int=n) for n in range(200_000, 300_000)).__next__, date(2026, 11, 22))
    view = MapView(editor)
    view.resize(1200, 800)
    view.show()
    app.processEvents()
    print(f"{count} nodes, {len(editor.data.ties)} ties: opened in {_ms(started):.0f} ms")
    gaps = Gaps(app)
    gaps.settle(view)
    gaps.longest = 0.0
    steps = [gaps.turn(lambda n=n: view.scroll_by(QPoint(9 if n % 40 < 20 else -9, 4))) for n in range(FRAMES)]
    gaps.settle(view)
    gaps.said("pan", steps)
    steps = [gaps.turn(lambda n=n: view.zoom_by(1.06 if n % 20 < 10 else 1 / 1.06)) for n in range(FRAMES)]
    gaps.settle(view)
    gaps.said("zoom", steps)
    view.fit()
    gaps.settle(view)
    gaps.longest = 0.0
    drags(gaps, view, "")
    switch(gaps, view, "rings", Rings(RingsChoice("worker"), editor.new_card, lambda: editor.defaults))
    drags(gaps, view, "rings: ")
    switch(gaps, view, "ecomap", AsDrawn())
    view.leave()


def drags(gaps: Gaps, view: MapView, where: str) -> None:
    """One, half and all of them pulled about."""
    nodes = view.editor.data.nodes
    for label, chosen in (("one node", nodes[20:21]), ("half", nodes[: len(nodes) // 2]), ("every node", nodes)):
        drag(gaps, view, f"{where}drag of {label}", [n.id for n in chosen])


def switch(gaps: Gaps, view: MapView, label: str, projection: Projection) -> None:
    """Another view of the same map."""
    started = time.perf_counter()
    took = gaps.turn(lambda: view.editor.set_projection(projection))
    gaps.settle(view)
    gaps.said(f"switch to {label}, {_ms(started):.0f} ms until it rests", [took])


def drag(gaps: Gaps, view: MapView, label: str, chosen: list[UUID]) -> None:
    editor = view.editor
    gaps.turn(lambda: editor.select(chosen))
    gaps.settle(view)
    gesture = gestures.MoveGesture(view, view.map_scene.nodes[chosen[0]])
    where = view.pixel_of(view.map_scene.nodes[chosen[0]].pos())
    begun = gaps.turn(lambda: gesture.start(At(view.mapToScene(where), where)))
    frames = []
    for frame in range(1, FRAMES + 1):
        pixel = where + QPoint(frame, frame // 2)
        frames.append(gaps.turn(lambda at=pixel: gesture.move(At(view.mapToScene(at), at))))
    dropped = gaps.turn(lambda: gesture.end(At(view.mapToScene(pixel), pixel)))
    gaps.settle(view)
    undone = gaps.turn(editor.undo)
    gaps.settle(view)
    gaps.said(
        label,
        frames,
        f", first {frames[0]:.1f} ms, press {begun:.1f} ms, drop {dropped:.1f} ms, undo {undone:.1f} ms",
    )


def _ms(since: float) -> float:
    return (time.perf_counter() - since) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
