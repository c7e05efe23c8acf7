"""Any sequence of edits and gestures, undone and done again, leaves the map as it was; the scene shows what the map says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desktop.base.errors import Rejected
from desktop.base.messages import message
from desktop.models.map_data import QUALITIES, SPHERES, MapData, Place
from desktop.models.map_style import MapStyle
from desktop.presenters import map_json
from desktop.presenters.map_looks import DECORATIONS, HIGHLIGHTS, Filter
from desktop.presenters.map_projection import AsDrawn
from desktop.ui.canvas.scene import MapScene
from tests.presenters.map_factory import GUARDIANS, NEIGHBOUR, editor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.presenters.maps import MapEditor

picks = st.integers(0, 50)
steps = st.floats(-80, 80, allow_nan=False)
loops = st.just(()) | st.lists(st.tuples(steps, steps), min_size=3, max_size=8).map(tuple)


class Turned(AsDrawn):
    """Another view: everybody stands mirrored, and a drag there says a bearing and not a place."""

    key = "mirror"

    def project(self, map_: MapData, /) -> MapData:
        nodes = (replace(n, place=n.place and Place(-n.place.x, n.place.y + (n.bearing or 0.0) / 10)) for n in map_.nodes)
        return replace(map_, nodes=tuple(nodes))

    def moved(self, map_: MapData, ids, dx: float, dy: float, /) -> MapData:
        nodes = (replace(n, bearing=round((n.bearing or 0.0) + 10 * dy, 1) % 360) if n.id in ids else n for n in map_.nodes)
        return replace(map_, nodes=tuple(nodes))


class Maps(RuleBasedStateMachine):
    """Edits chosen at random; `past` is what undo must bring back, one map for every step of the stack."""

    with_scene = False

    @initialize()
    def open(self) -> None:
        self.e: MapEditor = editor()
        self.past: list[MapData] = [self.e.data]
        self.future: list[MapData] = []
        self.held: tuple[object, ...] | None = None
        self.scene = MapScene(self.e) if self.with_scene else None

    def _done(self) -> None:
        if self.e.in_gesture:
            return
        done, undone = self.e.stack.depth
        if done == len(self.past):
            self.past.append(self.e.data)
            self.future = []
        elif self.past[-1] != self.e.data:  # merged into the last step
            self.past[-1] = self.e.data
            self.future = []
        assert (done + 1, undone) == (len(self.past), len(self.future))

    def _pick(self, picks: set[int]) -> None:
        self.e.select([i for i in map(self._node, picks) if i])

    def _node(self, pick: int) -> object:
        nodes = self.e.data.nodes
        return nodes[pick % len(nodes)].id if nodes else None

    @rule(name=st.text(max_size=8), sphere=st.sampled_from(("", *SPHERES)), x=steps, y=steps, placed=st.booleans())
    def add(self, name: str, sphere: str, x: float, y: float, placed: bool) -> None:
        self.e.add_node(name, sphere, Place(x, y) if placed else None)
        self._done()

    @rule(who=st.sampled_from((NEIGHBOUR, GUARDIANS)))
    def add_from_card(self, who) -> None:
        if who in self.e.free_candidates():
            self.e.add_node("", ref=who.ref)
            self._done()

    @rule(a=picks, b=picks, quality=st.sampled_from((None, *QUALITIES)))
    def connect(self, a: int, b: int, quality) -> None:
        if self.e.data.nodes:
            try:
                self.e.connect(self._node(a), self._node(b), quality)
            except Rejected:
                return
            self._done()

    @rule(a=picks, dx=steps, dy=steps)
    def move(self, a: int, dx: float, dy: float) -> None:
        if self.e.data.nodes:
            self.e.move([self._node(a)], dx, dy)
            self._done()

    @rule(a=picks, b=picks, tie=picks)
    def delete(self, a: int, b: int, tie: int) -> None:
        ties = self.e.data.ties
        self.e.select([i for i in (self._node(a), ties[tie % len(ties)].id if ties and tie % 2 else None) if i])
        self.e.delete()
        self._done()

    @rule(a=picks, name=st.text(max_size=8), sphere=st.sampled_from(SPHERES))
    def change_node(self, a: int, name: str, sphere: str) -> None:
        if self.e.data.nodes:
            self.e.rename(self._node(a), name)
            self._done()
            self.e.change_node(self._node(a), sphere=sphere)
            self._done()

    @rule(
        a=picks, quality=st.sampled_from(QUALITIES), end=st.sampled_from(("source", "target")), b=picks, note=st.text(max_size=4)
    )
    def change_tie(self, a: int, quality, end, b: int, note: str) -> None:
        if ties := self.e.data.ties:
            tie = ties[a % len(ties)].id
            self.e.change_tie(tie, quality=quality)
            self._done()
            self.e.reattach(tie, end, self._node(b))
            self._done()
            self.e.change_tie(tie, note=note)
            self._done()

    @rule(pick=picks)
    def copy_and_paste(self, pick: int) -> None:
        if len(self.e.data.nodes) < 25:
            self.e.select([n.id for n in self.e.data.nodes[: pick % 4]])
            self.e.duplicate()
            self._done()

    @rule()
    def lay_out(self) -> None:
        self.e.lay_out()
        self._done()

    @rule(picked=st.sets(picks, max_size=5), side=st.sampled_from(("left", "center", "right", "top", "middle", "bottom")))
    def align(self, picked: set[int], side) -> None:
        self._pick(picked)
        self.e.align(side)
        self._done()

    @rule(picked=st.sets(picks, max_size=5), axis=st.sampled_from(("across", "down")))
    def distribute(self, picked: set[int], axis) -> None:
        self._pick(picked)
        self.e.distribute(axis)
        self._done()

    @rule(picked=st.sets(picks, max_size=3), front=st.booleans())
    def layer(self, picked: set[int], front: bool) -> None:
        self._pick(picked)
        (self.e.to_front if front else self.e.to_back)()
        self._done()

    @rule(pick=picks, points=st.lists(st.tuples(steps, steps), max_size=4), straight=st.booleans())
    def bend(self, pick: int, points: list[tuple[float, float]], straight: bool) -> None:
        if ties := self.e.data.ties:
            tie = ties[pick % len(ties)].id
            self.e.straighten((tie,)) if straight else self.e.bend(tie, points)
            self._done()

    @rule(picked=st.sets(picks, max_size=4), name=st.text(max_size=6), loop=loops)
    def make_group(self, picked: set[int], name: str, loop) -> None:
        if len(self.e.data.groups) < 4:
            self._pick(picked)
            self.e.make_group(name, outline=loop)
            self._done()

    @rule(pick=picks, name=st.text(max_size=6), loop=loops, gone=st.booleans())
    def change_group(self, pick: int, name: str, loop, gone: bool) -> None:
        if not (groups := self.e.data.groups):
            return
        group = groups[pick % len(groups)].id
        self.e.rename_group(group, name)
        self._done()
        self.e.outline(group, loop)
        self._done()
        if gone:
            self.e.ungroup(group)
            self._done()

    @rule(picked=st.sets(picks, min_size=1, max_size=4), dx=steps, dy=steps)
    def drag_in_and_out_of_groups(self, picked: set[int], dx: float, dy: float) -> None:
        if self.e.in_gesture or not self.e.data.nodes:
            return
        self._pick(picked)
        ids, around = [n.id for n in self.e.selected_nodes], self.e.loops()
        self.e.begin()
        self.e.drag(ids, dx / 2, dy / 2)
        self.e.drag(ids, dx, dy)
        self.e.regroup(ids, around)
        self.e.finish(message("Opora"))
        self._done()

    @rule(picked=st.sets(picks, max_size=3), tint=st.sampled_from(("", "good", "bad")), pick=picks)
    def give_looks(self, picked: set[int], tint: str, pick: int) -> None:
        self._pick(picked)
        self.e.tint(tint)
        self._done()
        look = self.e.appearance()
        self.e.select([i for i in (self._node(pick),) if i])
        if look is not None:
            self.e.dress(look)
            self._done()

    @rule()
    def place_all_of_the_card(self) -> None:
        self.e.place_all(self.e.free_candidates())
        self._done()

    @rule(rings=st.booleans())
    def other_view(self, rings: bool) -> None:
        if self.e.in_gesture:
            return
        before = (self.e.data, self.e.stack.depth)
        self.e.set_projection(Turned() if rings else AsDrawn())
        assert (self.e.data, self.e.stack.depth) == before

    @rule(around=picks, steps=st.integers(1, 3), quality=st.sampled_from(QUALITIES), lit=st.sampled_from(("", *HIGHLIGHTS)),
          filled=st.sampled_from(("", *DECORATIONS)), names=st.sampled_from(("shown", "initials", "codes")), all_=st.booleans())  # fmt: skip
    def look(self, around: int, steps: int, quality, lit: str, filled: str, names, all_: bool) -> None:
        before = (self.e.data, self.e.stack.depth)
        some = Filter() if all_ else Filter(qualities=frozenset((quality,)), around=self._node(around), steps=steps)
        self.e.look(filter_=some, highlight=lit, decoration=filled, style=MapStyle(names=names))
        assert (self.e.data, self.e.stack.depth) == before

    @rule(view=st.sampled_from((None, "family", "worker")))
    def show_view(self, view) -> None:
        self.e.show_view(view)

    @rule()
    @precondition(lambda self: not self.e.in_gesture)
    def begin(self) -> None:
        self.held = (self.e.data, self.e.selected, self.e.defaults, self.e.stack.depth)
        self.e.begin()

    @rule()
    @precondition(lambda self: self.e.in_gesture)
    def finish(self) -> None:
        self.e.finish(message("Opora"))
        self._done()

    @rule(by_undo=st.booleans())
    @precondition(lambda self: self.e.in_gesture)
    def cancel(self, by_undo: bool) -> None:
        if by_undo:
            self.e.undo()
        else:
            self.e.cancel()
        data, selected, defaults, depth = self.held
        assert (self.e.data, self.e.defaults, self.e.stack.depth) == (data, defaults, depth)
        assert set(self.e.selected) <= set(selected)  # a view chosen meanwhile may have hidden a selected tie

    @rule(times=st.integers(1, 6))
    @precondition(lambda self: not self.e.in_gesture)
    def undo(self, times: int) -> None:
        for _ in range(times):
            could = self.e.undo()
            assert could == (len(self.past) > 1)
            if could:
                self.future.append(self.past.pop())
            assert self.e.data == self.past[-1]

    @rule(times=st.integers(1, 6))
    @precondition(lambda self: not self.e.in_gesture)
    def redo(self, times: int) -> None:
        for _ in range(times):
            could = self.e.redo()
            assert could == bool(self.future)
            if could:
                self.past.append(self.future.pop())
            assert self.e.data == self.past[-1]

    @invariant()
    def nothing_hangs_in_the_air(self) -> None:
        if hasattr(self, "e"):
            map_json.check_links(self.e.data)
            assert all(n.place is not None for n in self.e.data.nodes)
            ids = {part.id for kind in (self.e.data.nodes, self.e.data.ties, self.e.data.groups) for part in kind}
            assert set(self.e.selected) <= ids

    @invariant()
    def the_scene_shows_what_the_map_says(self) -> None:
        if getattr(self, "scene", None) is None:
            return
        data, scene = self.e.shown, self.scene
        assert scene.nodes.keys() == {n.id for n in data.nodes}
        assert scene.ties.keys() == {t.id for t in data.ties}
        for node in data.nodes:
            item = scene.nodes[node.id]
            assert (item.pos().x(), item.pos().y()) == (node.place.x, node.place.y)
            assert item.chosen == (node.id in self.e.selected)
            assert item.isVisible() == self.e.shows_node(node)
        for tie in data.ties:
            assert scene.ties[tie.id].isVisible() == self.e.shows(tie)
            assert scene.ties[tie.id].chosen == (tie.id in self.e.selected)
        assert len(scene.items()) == len(data.nodes) + len(data.ties) + len(data.groups) + len(scene.fixtures)
        assert scene.groups.keys() == {g.id for g in data.groups}

    def teardown(self) -> None:
        if not hasattr(self, "e"):
            return
        self.e.cancel()
        first = self.past[0]
        while self.e.undo():
            pass
        assert self.e.data == first
        assert not self.e.dirty
        if self.scene is not None:
            self.the_scene_shows_what_the_map_says()
            self.scene.leave()
            assert self.e.changed.heard == 0


class Scenes(Maps):
    """The same with a scene that follows."""

    with_scene = True


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    return qapp


def test_any_edits_undone_leave_the_map_as_it_was() -> None:
    run_state_machine_as_test(Maps, settings=settings(stateful_step_count=30))


def test_the_scene_equals_the_map_after_any_edits(app: QApplication) -> None:
    run_state_machine_as_test(Scenes, settings=settings(stateful_step_count=25, max_examples=20))
