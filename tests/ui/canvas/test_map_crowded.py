"""A crowded map is drawn piece by piece; what it comes to is what a small one shows at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.presenters.map_session import TieDefaults
from desktop.presenters.map_views import Rings, RingsChoice
from desktop.presenters.maps import MapEditor
from desktop.ui.canvas import gestures, looked_at
from desktop.ui.canvas import scene_items as scene_module
from desktop.ui.canvas.pressing import At, Modifier
from desktop.ui.canvas.view import MapView
from tests.figures.social_maps import TODAY, crowd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from desktop.models.map_data import MapData


def rings() -> Rings:
    return Rings(RingsChoice("worker"), uuid4, TieDefaults)


@pytest.fixture
def view(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[MapView]:
    monkeypatch.setattr(scene_module, "CROWDED", 0)
    monkeypatch.setattr(looked_at, "_FEW", 1)
    view = MapView(MapEditor(crowd(3, 12, seed=5), uuid4, TODAY))
    view.resize(800, 600)
    view.show()
    rest(view, qapp)
    yield view
    view.leave()
    view.deleteLater()


def rest(view: MapView, app: QApplication) -> None:
    while view.busy_painting:
        app.processEvents()


def places(data: MapData) -> dict[UUID, tuple[float, float]]:
    return {n.id: (n.place.x, n.place.y) for n in data.nodes if n.place is not None}


def on_scene(view: MapView) -> dict[UUID, tuple[float, float]]:
    return {i: item.pos().toTuple() for i, item in view.map_scene.nodes.items()}


def pull(view: MapView, ids: list[UUID], by: QPoint) -> gestures.MoveGesture:
    """The nodes grasped at the first of them and held there."""
    view.editor.select(ids)
    grasped = view.map_scene.nodes[ids[0]]
    gesture, where = gestures.MoveGesture(view, grasped), view.pixel_of(grasped.pos())
    gesture.start(At(view.mapToScene(where), where))
    for pixel in (where + by / 2, where + by):
        gesture.move(At(view.mapToScene(pixel), pixel, Modifier.AltModifier))
    return gesture


def drop(view: MapView, gesture: gestures.MoveGesture, ids: list[UUID], by: QPoint) -> None:
    pixel = view.pixel_of(view.map_scene.nodes[ids[0]].pos()) + by
    gesture.end(At(view.mapToScene(pixel), pixel, Modifier.AltModifier))


def test_everybody_waits_where_they_stood_until_the_rings_are_worked_out(view: MapView, qapp: QApplication) -> None:
    editor = view.editor
    before = places(editor.shown)
    editor.set_projection(rings())
    assert places(editor.shown) == before == on_scene(view)
    assert view.viewport().cursor().shape() == Qt.CursorShape.BusyCursor
    rest(view, qapp)
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    zoom = view.zoom
    view.fit()
    assert view.zoom == pytest.approx(zoom)
    at_once = rings().project(editor.data)
    assert places(editor.shown) == places(at_once) == on_scene(view)


def test_what_is_printed_does_not_wait(view: MapView) -> None:
    view.editor.set_projection(rings())
    assert places(view.editor.laid_out) == places(rings().project(view.editor.data))


def test_a_drag_of_several_over_the_rings_shows_the_ties_it_makes(view: MapView, qapp: QApplication) -> None:
    editor = view.editor
    editor.load(replace(editor.data, ties=()))
    editor.set_projection(rings())
    rest(view, qapp)
    waiting = [n.id for n in editor.data.nodes if not n.inside][:3]
    first = next(n.place for n in editor.shown.nodes if n.id == waiting[0])
    assert first is not None
    by = view.pixel_of(view.map_scene.nodes[waiting[0]].pos() * 0.6) - view.pixel_of(view.map_scene.nodes[waiting[0]].pos())
    drop(view, pull(view, waiting, by), waiting, by)
    assert editor.data.ties
    rest(view, qapp)
    assert view.map_scene.ties.keys() == {t.id for t in editor.data.ties}
    editor.undo()
    rest(view, qapp)
    assert not view.map_scene.ties


@pytest.mark.parametrize("many", [1, 4])
def test_a_drag_on_the_rings_means_something_only_at_the_drop(view: MapView, qapp: QApplication, many: int) -> None:
    editor = view.editor
    editor.set_projection(rings())
    rest(view, qapp)
    before, stood = editor.data, places(editor.shown)
    ids, by = [n.id for n in editor.data.nodes if not n.inside][:many], QPoint(40, 60)
    gesture = pull(view, ids, by)
    assert editor.data is before
    assert places(editor.shown) != stood
    view.let_go()
    gesture.cancel()
    rest(view, qapp)
    assert editor.data is before
    assert places(editor.shown) == stood == on_scene(view)
    drop(view, pull(view, ids, by), ids, by)
    rest(view, qapp)
    assert editor.data != before
    assert on_scene(view) == places(editor.shown)
    editor.undo()
    rest(view, qapp)
    assert editor.data == before
    assert on_scene(view) == places(editor.shown) == stood
