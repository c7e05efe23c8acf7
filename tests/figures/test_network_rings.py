"""Rings of the network map: everybody within the ring that was said, nobody over another, the same people the same sheet."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import hypot
from random import Random

import pytest

from desktop.figures import geometry
from desktop.figures import network_rings as rings
from desktop.figures.network_rings import RINGS, WAITING, RingSheet, Standing, Stood
from desktop.figures.network_rings_ground import RING_WORDS, ground_shapes
from desktop.figures.primitives import Circle, Text, bounds
from desktop.figures.social_sheet import bearing
from desktop.figures.social_symbols import look
from tests.figures.social_maps import TODAY, crowd

SECTORS = ("kin", "friends", "community", "officials")


def people(count: int, *, seed: int = 1, one_ring: bool = False) -> list[Standing]:
    random = Random(seed)
    return [
        Standing(
            node, random.choice(SECTORS), 2 if one_ring else random.randrange(RINGS + 1), random.choice((3.4, 4.0, 5.2)),
            random.choice((None, None, random.uniform(0, 359))), random.uniform(-90, 90),
        )
        for node in crowd(0, count, seed=seed, long=True).nodes
    ]  # fmt: skip


def stand(*people: object, **more: object) -> Stood:
    return rings.finished(rings.standing(*people, **more))  # type: ignore[arg-type]


def sheet(stood: Stood) -> RingSheet:
    return rings.sheet_of(stood, SECTORS)


CROWDS = {
    "nobody": people(0),
    "one": people(1),
    "twenty": people(20, seed=2),
    "sixty with long names": people(60, seed=3),
    "sixty in one ring": people(60, seed=4, one_ring=True),
}


@pytest.mark.parametrize("crowd_", CROWDS.values(), ids=CROWDS)
def test_no_symbol_and_no_name_lies_on_another(crowd_: list[Standing]) -> None:
    stood = stand(crowd_, SECTORS, 30.0, TODAY)
    boxes = []
    for one in crowd_:
        place = stood.places[one.node.id]
        seen = look(one.node, (place.x, place.y), TODAY, one.size)
        boxes.append([geometry.moved(box, place.x, place.y) for box in (seen.symbol, seen.label)])
    for one_, other in combinations(boxes, 2):
        assert not any(geometry.overlap(a, b) for a in one_ for b in other)


@pytest.mark.parametrize("crowd_", CROWDS.values(), ids=CROWDS)
def test_everybody_stands_in_the_ring_that_was_said_and_in_their_sector(crowd_: list[Standing]) -> None:
    stood = stand(crowd_, SECTORS, 30.0, TODAY)
    ground = sheet(stood)
    for one in crowd_:
        place = stood.places[one.node.id]
        assert ground.ring_at(hypot(place.x, place.y)) == one.ring
        assert hypot(place.x, place.y) > ground.inner
        assert ground.sector_at(bearing(place.x, place.y)) == one.sector


def test_the_same_people_give_the_same_sheet() -> None:
    crowd_ = CROWDS["sixty with long names"]
    assert stand(crowd_, SECTORS, 30.0, TODAY) == stand(crowd_, SECTORS, 30.0, TODAY)


def test_after_a_small_change_nobody_else_moves() -> None:
    crowd_ = CROWDS["twenty"]
    before = stand(crowd_, SECTORS, 30.0, TODAY)
    moved = replace(crowd_[4], bearing=(crowd_[4].bearing or 0.0) + 3.0)
    after = stand([*crowd_[:4], moved, *crowd_[5:]], SECTORS, 30.0, TODAY, before=before)
    changed = {id_ for id_ in after.places if after.places[id_] != before.places[id_]}
    assert changed <= {moved.node.id}


def test_a_direction_that_was_chosen_is_kept_where_nobody_else_stands() -> None:
    (one,) = people(1)
    one = replace(one, sector="friends", bearing=100.0)
    place = stand([one], SECTORS, 30.0, TODAY).places[one.node.id]
    assert bearing(place.x, place.y) == pytest.approx(100.0, abs=0.2)


def test_rings_and_sectors_have_their_names_and_no_name_lies_on_another() -> None:
    stood = stand(CROWDS["twenty"], SECTORS, 30.0, TODAY)
    shapes = ground_shapes(sheet(stood), ())
    texts = [shape for shape in shapes if isinstance(shape, Text)]
    assert len([t for t in texts if t.tag == "ring"]) == len(RING_WORDS)
    assert sum(isinstance(s, Circle) and s.tag.startswith("ring:") for s in shapes) == RINGS
    for one, other in combinations(texts, 2):
        if one.tag != other.tag or one.tag == "ring":
            assert not geometry.overlap(bounds((one,)), bounds((other,)))


def test_beyond_the_last_ring_begins_the_band_of_those_not_spoken_of() -> None:
    ground = sheet(stand(CROWDS["one"], SECTORS, 30.0, TODAY))
    assert ground.ring_at(0.0) == 0
    assert [ground.ring_at(border) for border in ground.borders] == [0, 1, 2]
    assert ground.ring_at(ground.borders[-1] + 0.1) == WAITING
