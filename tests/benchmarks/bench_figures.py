"""Genograms and conflict maps on their canvas: the longest stand-still while they are pushed, zoomed, dragged and changed.

    python tests/benchmarks/bench_figures.py

A frame is everything between two movements of the mouse: the gesture, the drawing, the scene and the painting.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop.models.conflict_data import ConflictData, Need, Party, Relation
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.drawings import Drawing
from desktop.presenters.genogram import GenogramEditor
from desktop.ui.canvas import figure_gestures
from desktop.ui.canvas.figure_canvas import FigureCanvas
from desktop.ui.canvas.figure_items import rect_of
from desktop.ui.canvas.pressing import At
from desktop.ui.kit import theme
from tests.benchmarks.bench_canvas import Gaps
from tests.figures import conflicts, kin_families

FRAMES = 100


def new_ids() -> Callable[[], UUID]:
    return (UUID(int=n) for n in range(200_000, 300_000)).__next__


def kin(size: int) -> GenogramEditor:
    family = kin_families.sixty() if size == 60 else kin_families.many(size, 3, 5)
    return GenogramEditor(family.data(), new_ids(), kin_families.TODAY)


def quarrel() -> ConflictEditor:
    return ConflictEditor(crowd(12), new_ids(), date(2026, 11, 22), conflicts.caption)


def crowd(count: int) -> ConflictData:
    """So many parties with long texts; each is in conflict with the next and with the one opposite."""
    words = "чтобы ребёнок ходил в школу каждый день и никто не ссорился из-за жилья и денег при детях"
    ids = [UUID(int=n + 1) for n in range(count)]
    parties = tuple(Party(i, f"Сторона {n}, родственница", position=words, role="side") for n, i in enumerate(ids))
    needs = tuple(
        Need(UUID(int=1000 + 10 * n + m), i, "fear" if m % 2 else "need", f"{m}: {words}"[: 40 + 15 * m])
        for n, i in enumerate(ids) for m in range(4)
    )  # fmt: skip
    pairs = [(n, (n + step) % count) for n in range(count) for step in (1, count // 2) if n < (n + step) % count]
    relations = tuple(Relation(UUID(int=5000 + k), ids[a], ids[b], "dispute", k % 10) for k, (a, b) in enumerate(pairs))
    return conflicts.quarrel(parties=parties, needs=needs, relations=relations, issue=words)


def main() -> None:
    app = QApplication([])
    theme.apply(app, theme.Theme("light", 1.0))
    cases: dict[str, Callable[[], Drawing]] = {
        "genogram of 60": lambda: kin(60), "genogram of 200": lambda: kin(200), "conflict of 12": quarrel,
    }  # fmt: skip
    for name, make in cases.items():
        gaps, drawing = Gaps(app), make()
        drawn = gaps.turn(drawing.figure)
        canvas: list[FigureCanvas] = []
        shown = gaps.turn(lambda canvas=canvas, drawing=drawing: canvas.append(opened(drawing)))
        print(f"{name}: {len(drawing.figure().shapes)} shapes, drawn in {drawn:.0f} ms, shown in {shown:.0f} ms")
        work(gaps, canvas[0])
        canvas[0].leave()
        canvas[0].close()


def opened(drawing: Drawing) -> FigureCanvas:
    canvas = FigureCanvas(drawing, "")
    canvas.resize(1200, 800)
    canvas.show()
    return canvas


def work(gaps: Gaps, canvas: FigureCanvas) -> None:
    settle(gaps, canvas)
    gaps.longest = 0.0
    said(
        gaps,
        canvas,
        "push",
        [gaps.turn(lambda n=n: canvas.scroll_by(QPoint(9 if n % 40 < 20 else -9, 4))) for n in range(FRAMES)],
    )
    said(gaps, canvas, "zoom", [gaps.turn(lambda n=n: canvas.zoom_by(1.06 if n % 20 < 10 else 1 / 1.06)) for n in range(FRAMES)])
    canvas.fit()
    settle(gaps, canvas)
    gaps.longest = 0.0
    order = list(canvas.drawing.order())
    ids = order[len(order) // 2 : len(order) // 2 + 1]
    said(gaps, canvas, "selecting", [gaps.turn(lambda: canvas.drawing.select(ids))])
    for zoom in (None, 1.0):
        if zoom is not None:
            canvas.set_zoom(zoom)
            canvas.show_thing(ids[0])
            said(gaps, canvas, "to 100 %", [gaps.turn()])
        drag(gaps, canvas, f"drag, zoom {canvas.zoom:.2f}", ids[0])
    said(gaps, canvas, "arrow keys", [gaps.turn(lambda: canvas.keys.nudge(2.0, 0.0)) for _ in range(6)])


def drag(gaps: Gaps, canvas: FigureCanvas, label: str, grasped: UUID) -> None:
    gesture = figure_gestures.DragGesture(canvas, grasped)
    where = canvas.pixel_of(rect_of(canvas.figure_scene.boxes[grasped]).center())

    def at(frame: int) -> At:
        pixel = where + QPoint(frame, frame // 2)
        return At(canvas.mapToScene(pixel), pixel)

    begun = gaps.turn(lambda: gesture.start(at(0)))
    frames = [gaps.turn(lambda n=n: gesture.move(at(n))) for n in range(1, FRAMES + 1)]
    before = gaps.longest
    settle(gaps, canvas)
    dropped = gaps.turn(lambda: gesture.end(at(FRAMES)))
    settle(gaps, canvas)
    rest = f", press {begun:.1f} ms, while dragging {before:.1f} ms, drop {dropped:.1f} ms"
    said(gaps, canvas, label, frames, rest)
    undone = gaps.turn(canvas.drawing.undo)
    said(gaps, canvas, "its undo", [undone])


def settle(gaps: Gaps, canvas: FigureCanvas) -> None:
    gaps.settle(canvas)  # type: ignore[arg-type]  # any sheet


def said(gaps: Gaps, canvas: FigureCanvas, label: str, frames: list[float], rest: str = "") -> None:
    settle(gaps, canvas)
    gaps.said(f"  {label}", frames, rest)


if __name__ == "__main__":
    main()
