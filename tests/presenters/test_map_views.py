"""Rings are another view of the same map: a ring is the closeness of a tie, and only a drag across a ring changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import hypot
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.figures.network_rings import WAITING
from desktop.figures.primitives import on_circle
from desktop.models.map_data import MapData, Tie
from desktop.presenters.map_closeness import closeness_by_node
from desktop.presenters.map_session import TieDefaults
from desktop.presenters.map_views import (
    SPLITS,
    Rings,
    RingsChoice,
    leading_ties,
    middle_of,
    sector_of_node,
)
from tests.figures.social_maps import crowd, id_of, sketch_map

VISIT = UUID(int=77)
DAY = date(2026, 11, 20)


def closeness_of(map_: MapData, node: UUID, choice: RingsChoice) -> int | None:
    return closeness_by_node(map_, choice).get(node)


def rings(choice: RingsChoice | None = None) -> Rings:
    return Rings(choice or RingsChoice("worker"), uuid4, lambda: TieDefaults(contact=VISIT, told_on=DAY))


def told(map_: MapData) -> MapData:
    """Closeness said of every second tie."""
    ties = tuple(replace(t, closeness=n % 3 + 1 if n % 2 else None) for n, t in enumerate(map_.ties))
    return replace(map_, ties=ties)


def middle_of_ring(view: Rings, map_: MapData, ring: int) -> float:
    sheet = view.sheet(map_)
    edges = (sheet.inner, *sheet.borders, sheet.rim)
    return (edges[ring] + edges[ring + 1]) / 2


def pulled(view: Rings, map_: MapData, node: UUID, ring: int) -> MapData:
    """The node dragged straight to the middle of a ring."""
    place = next(n.place for n in view.project(map_).nodes if n.id == node)
    assert place is not None
    far = hypot(place.x, place.y)
    to = middle_of_ring(view, map_, ring) / far
    return view.moved(map_, {node}, place.x * (to - 1), place.y * (to - 1))


maps = st.builds(
    lambda members, outside, seed: told(crowd(members, outside, seed=seed)),
    st.integers(1, 5), st.integers(1, 12), st.integers(0, 50),
)  # fmt: skip
choices = st.builds(
    lambda view, sectors: RingsChoice(view, sectors=sectors), st.sampled_from(("worker", "family")), st.sampled_from((4, 6, 8))
)


@settings(max_examples=40, deadline=None)
@given(maps, choices, st.data())
def test_dragging_to_a_ring_gives_the_closeness_of_that_ring(map_: MapData, choice: RingsChoice, data: st.DataObject) -> None:
    view = rings(choice)
    node = data.draw(st.sampled_from(map_.outside())).id
    ring = data.draw(st.integers(0, WAITING))
    after = pulled(view, map_, node, ring)
    assert closeness_of(after, node, choice) == (None if ring == WAITING else 3 - ring)
    place = next(n.place for n in view.project(after).nodes if n.id == node)
    assert place is not None
    assert view.sheet(after).ring_at(hypot(place.x, place.y)) == ring
    for other in map_.outside():
        if other.id != node:
            assert closeness_of(after, other.id, choice) == closeness_of(map_, other.id, choice)


@settings(max_examples=40, deadline=None)
@given(maps, choices)
def test_the_layout_only_places_and_never_changes_a_closeness(map_: MapData, choice: RingsChoice) -> None:
    shown = rings(choice).project(map_)
    assert shown.ties == map_.ties
    assert [replace(n, place=None) for n in shown.nodes] == [replace(n, place=None) for n in map_.nodes]
    assert all(n.place is not None for n in shown.nodes)


@settings(max_examples=25, deadline=None)
@given(maps, st.data())
def test_a_member_in_the_middle_has_rings_of_their_own(map_: MapData, data: st.DataObject) -> None:
    member = data.draw(st.sampled_from(map_.household()))
    choice = RingsChoice("worker", centre=member.id, sectors=8)
    view = rings(choice)
    shown = view.project(map_)
    place = next(n.place for n in shown.nodes if n.id == member.id)
    assert place is not None
    assert (place.x, place.y) == (0.0, 0.0)
    node = data.draw(st.sampled_from([n for n in map_.nodes if n.id != member.id]))
    after = pulled(view, map_, node.id, 1)
    assert closeness_of(after, node.id, choice) == 2


def test_a_tie_is_made_with_the_first_answer_in_the_view_that_is_shown() -> None:
    map_ = sketch_map()
    choice = RingsChoice("member", viewer=id_of(2), centre=id_of(2))
    after = pulled(rings(choice), map_, id_of(20), 0)
    (made,) = set(after.ties) - set(map_.ties)
    assert (made.view, made.viewer, made.closeness, made.contact, made.told_on) == ("member", id_of(2), 3, VISIT, DAY)
    assert {made.source, made.target} == {id_of(2), id_of(20)}


def test_out_into_the_band_takes_the_closeness_back_and_leaves_the_tie() -> None:
    choice = RingsChoice("worker")
    map_ = sketch_map()
    tie = next(t for t in map_.ties if t.source == id_of(20))
    map_ = map_.with_tie(replace(tie, closeness=3))
    after = pulled(rings(choice), map_, id_of(20), WAITING)
    assert after.tie(tie.id) is not None
    assert closeness_of(after, id_of(20), choice) is None


def test_moving_outwards_lowers_every_tie_that_was_closer_and_no_other() -> None:
    map_ = sketch_map()
    choice = RingsChoice("worker")
    first = next(t for t in map_.ties if t.source == id_of(20))
    map_ = map_.with_tie(replace(first, closeness=3)).with_tie(Tie(id_of(500), id_of(20), id_of(3), closeness=1))
    after = pulled(rings(choice), map_, id_of(20), 1)
    assert sorted(t.closeness or 0 for t in leading_ties(after, id_of(20), choice)) == [1, 2]


def test_ties_of_another_view_say_nothing_about_these_rings() -> None:
    map_ = sketch_map()
    tie = next(t for t in map_.ties if t.source == id_of(20))
    map_ = map_.with_tie(replace(tie, closeness=3, view="family"))
    assert closeness_of(map_, id_of(20), RingsChoice("worker")) is None
    assert closeness_of(map_, id_of(20), RingsChoice("family")) == 3
    view = rings(RingsChoice("worker"))
    assert not view.shows(map_, map_.ties[0] if map_.ties[0].view == "family" else replace(tie, view="family"))


def test_ties_among_the_others_may_be_hidden() -> None:
    map_ = sketch_map()
    among = Tie(id_of(600), id_of(20), id_of(21))
    map_ = map_.with_tie(among)
    assert rings(RingsChoice("worker")).shows(map_, among)
    assert not rings(RingsChoice("worker", others=False)).shows(map_, among)


def test_dragging_into_another_sector_gives_the_sphere_of_it_and_says_so() -> None:
    map_ = sketch_map()
    choice = RingsChoice("worker", sectors=6)
    view = rings(choice)
    shown = view.project(map_)
    sheet = view.sheet(map_)
    start, end = sheet.sectors["health"]
    node = next(n for n in shown.nodes if n.id == id_of(20))
    assert node.place is not None
    x, y = on_circle(hypot(node.place.x, node.place.y), (start + end) / 2)
    after = view.moved(map_, {node.id}, x - node.place.x, y - node.place.y)
    moved = after.node(node.id)
    assert moved is not None
    assert moved.sphere == "health"
    said = view.said(map_, after)
    assert said is not None
    assert "Бабушка Вера" in said.words()


def test_an_arrow_towards_the_middle_goes_to_the_next_ring() -> None:
    map_ = sketch_map()
    choice = RingsChoice("worker")
    view = rings(choice)
    place = next(n.place for n in view.project(map_).nodes if n.id == id_of(20))
    assert place is not None
    far = hypot(place.x, place.y)
    after = view.nudged(map_, {id_of(20)}, -5 * place.x / far, -5 * place.y / far)
    assert closeness_of(after, id_of(20), choice) == 1  # from the band of those not spoken of into the last ring


@pytest.mark.parametrize("sectors", [4, 6, 8])
@pytest.mark.parametrize("alone", [False, True])
def test_every_split_has_its_number_of_sectors_and_a_place_for_everybody(sectors: int, alone: bool) -> None:
    split = SPLITS[sectors, alone]
    assert len(split) == sectors
    for node in crowd(3, 60, seed=9).nodes:
        assert sector_of_node(node, split) in split


def test_a_map_without_a_household_cannot_be_told_and_does_not_break() -> None:
    map_ = crowd(0, 5)
    view = rings()
    after = pulled(view, map_, map_.nodes[0].id, 0)
    assert after.ties == ()
    assert middle_of(map_, view.choice) == set()
