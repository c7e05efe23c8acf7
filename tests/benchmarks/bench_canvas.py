"""The canvas with 300 nodes: how long a frame of a drag takes, and what a drop costs.

    python tests/benchmarks/bench_canvas.py [nodes]

A frame is everything between two movements of the mouse: the gesture, the editor, the scene and the painting.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import date
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop.models.map_data import QUALITIES, SPHERES, MapData, Node, Place, Tie
from desktop.presenters.maps import MapEditor
from desktop.ui.canvas import gestures
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
    ties = tuple(
        Tie(UUID(int=10_000 + n), *chance.sample(ids, 2), chance.choice(QUALITIES), "to")
        for n in range(count * 3 // 2)
    )
    return MapData(UUID(int=90_000), UUID(int=90_001), "", date(2026, 11, 20), nodes, ties)


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
    for label, chosen in (("one node", editor.data.nodes[20:21]), ("every node", editor.data.nodes)):
        editor.select(n.id for n in chosen)
        gesture = gestures.MoveGesture(view, view.map_scene.nodes[chosen[0].id])
        where = view.pixel_of(view.map_scene.nodes[chosen[0].id].pos())
        gesture.start(gestures.At(view.mapToScene(where), where))
        frames = []
        for frame in range(1, FRAMES + 1):
            started = time.perf_counter()
            pixel = where + QPoint(frame, frame // 2)
            gesture.move(gestures.At(view.mapToScene(pixel), pixel))
            app.processEvents()
            frames.append(_ms(started))
        started = time.perf_counter()
        gesture.end(gestures.At(view.mapToScene(pixel), pixel))
        app.processEvents()
        dropped = _ms(started)
        started = time.perf_counter()
        editor.undo()
        app.processEvents()
        frames.sort()
        over = sum(f > LIMIT_MS for f in frames)
        print(
            f"drag of {label}: median {frames[len(frames) // 2]:.1f} ms, worst {frames[-1]:.1f} ms, "
            f"over {LIMIT_MS:.0f} ms: {over} of {FRAMES}; drop {dropped:.0f} ms, undo {_ms(started):.0f} ms"
        )
    view.leave()


def _ms(since: float) -> float:
    return (time.perf_counter() - since) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
