"""A genogram shows everybody once and every bond, level, by age, without one thing lying on another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.documents.figures_pdf import to_pdf
from desktop.documents.figures_svg import to_svg
from desktop.figures import geometry
from desktop.figures.genogram import draw
from desktop.figures.genogram_layout import lay_out, plan_of
from desktop.figures.genogram_lines import ways_of
from desktop.figures.genogram_quality import quality_of
from desktop.figures.primitives import Polygon, Text, texts_of
from desktop.models.kin_data import GenogramData, Kin, KinLoss, KinParent, KinPerson, KinTwins, KinUnion
from desktop.models.partial_dates import PartialDate
from tests.figures.kin_families import FAMILIES, TODAY, Builder, all_under_one_roof, many, usual

ALL = pytest.mark.parametrize(
    "data", [make().data(name) for name, make in FAMILIES.items()], ids=list(FAMILIES)
)


@ALL
def test_everybody_stands_exactly_once(data: GenogramData) -> None:
    picture = draw(data, TODAY)
    assert set(picture.boxes) == {p.id for p in data.kin.people} | {loss.id for loss in data.kin.losses}
    said = texts_of(picture.figure)
    for person in data.kin.people:
        own = [
            shape
            for shape in picture.figure.shapes
            if isinstance(shape, Text) and shape.tag == str(person.id)
        ]
        words = " ".join(shape.text for shape in own)
        assert all(part in words for part in person.name.split()[:1]), (person.name, said)


@ALL
def test_every_bond_has_a_line_that_ends_at_the_people_it_joins(data: GenogramData) -> None:
    picture = draw(data, TODAY)
    kin = data.kin
    ends = [(u.id, u.first, u.second) for u in kin.unions] + [(p.id, p.parent, p.child) for p in kin.parents]
    ends += [(t.id, t.first, t.second) for t in kin.twins] + [
        (loss.id, loss.mother, loss.id) for loss in kin.losses
    ]
    ends += [(f.id, f.first, f.second) for f in data.feelings] + [
        (w.id, w.first, w.second) for w in kin.words
    ]
    for id_, first, second in ends:
        assert id_ in picture.lines, (id_, first, second)
    for link in kin.parents:
        way = picture.lines[link.id]
        assert _touches(way, picture.symbols[link.parent]), (data.title, link)
        assert _touches(way, picture.symbols[link.child]), (data.title, link)
    once = {frozenset((u.first, u.second)) for u in kin.unions}
    for union in kin.unions:
        if len(once) == len(kin.unions):
            assert _touches(picture.lines[union.id], picture.symbols[union.first]), (data.title, union)
            assert _touches(picture.lines[union.id], picture.symbols[union.second]), (data.title, union)


def _touches(way: tuple[tuple[float, float], ...], symbol: tuple[float, float, float, float]) -> bool:
    return geometry.line_hits(way, geometry.grown(symbol, 0.8))


@ALL
def test_nothing_lies_on_anything_and_siblings_stand_by_age(data: GenogramData) -> None:
    quality = quality_of(plan_of(data.kin, data.index, TODAY))
    assert (quality.overlaps, quality.disorder, quality.through, quality.covered) == (0, 0, 0, 0)


@ALL
def test_parents_stand_above_their_children_and_siblings_level(data: GenogramData) -> None:
    if data.title == "a circle by mistake":
        return
    places = lay_out(data.kin, data.index)
    for link in data.kin.parents:
        if link.nature in {"birth", "adoptive"}:
            assert places[link.parent][1] < places[link.child][1]
    plan = plan_of(data.kin, data.index, TODAY)
    for bond in plan.tree.bonds.values():
        home = [child for child in bond.children if plan.tree.home[child] == bond.key]
        assert len({plan.rank[child] for child in home}) <= 1


APART = {
    # Where two partners cannot stand side by side: three couples in a chain that closes, a third and fourth wife …
    "swapped partners": 2, "twins among step-siblings": 2, "four wives": 2, "five fathers": 2,
    "shared step-parent": 1, "brothers marry sisters": 1,
}  # fmt: skip


@ALL
def test_couples_stand_side_by_side_where_that_is_possible(data: GenogramData) -> None:
    assert quality_of(plan_of(data.kin, data.index, TODAY)).apart <= APART.get(data.title, 0)


@ALL
def test_the_same_family_gives_the_same_picture_whatever_the_order_of_its_bonds(data: GenogramData) -> None:
    random = Random(3)

    def shuffled(items: tuple) -> tuple:
        return tuple(random.sample(items, len(items)))

    kin = data.kin
    other = Kin(
        shuffled(kin.people), shuffled(kin.unions), shuffled(kin.parents), shuffled(kin.twins),
        shuffled(kin.losses), shuffled(kin.words),
    )  # fmt: skip
    assert dict(lay_out(kin, data.index)) == dict(lay_out(other, data.index))


@ALL
def test_a_genogram_is_painted_on_paper_and_into_files(data: GenogramData) -> None:
    figure = draw(data, TODAY).figure
    assert to_pdf(figure, "A3 landscape").startswith(b"%PDF")
    assert b"<svg" in to_svg(figure)
    assert all(shape.size_pt >= 8 for shape in figure.shapes if isinstance(shape, Text))


def test_shifts_by_hand_move_a_person_with_their_lines() -> None:
    data = usual().data()
    aunt = data.kin.people[6].id
    moved = replace(data, shifts={aunt: (4.0, 3.0)})
    before, after = ways_of(plan_of(data.kin, data.index, TODAY)), draw(moved, TODAY)
    link = next(link for link in data.kin.parents if link.child == aunt)
    assert _touches(after.lines[link.id], after.symbols[aunt])
    assert len(before.links) == len(data.kin.parents)


def test_hidden_people_are_left_out_with_their_lines() -> None:
    data = usual().data()
    gone = data.kin.people[0].id
    picture = draw(replace(data, hidden=frozenset({gone})), TODAY)
    assert gone not in picture.boxes
    assert not any(link.id in picture.lines for link in data.kin.parents if link.parent == gone)


def test_the_loop_holds_the_household_and_nobody_else() -> None:
    for make in FAMILIES.values():
        data = make().data()
        picture = draw(data, TODAY)
        loops = [s.points for s in picture.figure.shapes if isinstance(s, Polygon) and s.tag == "household"]
        for person in data.kin.people:
            box = picture.symbols[person.id]
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            inside = sum(_within(loop, middle) for loop in loops) % 2 == 1
            assert inside == person.at_home, (make, person.name)


def _within(loop: tuple[tuple[float, float], ...], spot: tuple[float, float]) -> bool:
    return (
        sum(
            (a[1] <= spot[1]) != (b[1] <= spot[1])
            and spot[0] < a[0] + (b[0] - a[0]) * (spot[1] - a[1]) / (b[1] - a[1])
            for a, b in pairwise([*loop, loop[0]])
        )
        % 2
        == 1
    )


def test_emotional_lines_go_round_symbols_and_names() -> None:
    data = all_under_one_roof().data()
    picture = draw(data, TODAY)
    for tie in data.feelings:
        others = [box for id_, box in picture.symbols.items() if id_ not in {tie.first, tie.second}]
        assert not any(geometry.line_hits(picture.lines[tie.id], box) for box in others), tie.kind


def test_the_legend_names_only_what_is_used() -> None:
    empty = Builder()
    empty.man("Один", 1990)
    words = texts_of(draw(empty.data(), TODAY).figure)
    assert not any("брак" in line or "близнец" in line for line in words)


def test_names_can_be_left_out() -> None:
    data = usual().data()
    said = " ".join(texts_of(draw(data, TODAY, names=False).figure))
    assert "Игорь" not in said
    assert "12.03.1985" not in said


@st.composite
def families(draw_: st.DrawFn) -> Kin:
    count = draw_(st.integers(1, 14))
    ids = [UUID(int=n + 1) for n in range(count)]
    some = st.sampled_from(ids)
    year = st.one_of(st.none(), st.builds(PartialDate, st.integers(1920, 2024)))
    people = tuple(
        KinPerson(id_, draw_(st.sampled_from(("Анна", "", "Абдыкалыкова Гүлжамал"))),
                  draw_(st.sampled_from(("male", "female", "unknown"))), draw_(year), at_home=draw_(st.booleans()))
        for id_ in ids
    )  # fmt: skip
    pairs = st.lists(st.tuples(some, some), max_size=12)
    nature = st.sampled_from(("birth", "birth", "birth", "adoptive", "foster", "step", "guardian"))
    unions = tuple(KinUnion(UUID(int=1000 + n), a, b) for n, (a, b) in enumerate(draw_(pairs)) if a != b)
    parents = tuple(
        KinParent(UUID(int=2000 + n), a, b, draw_(nature)) for n, (a, b) in enumerate(draw_(pairs)) if a != b
    )
    twins = tuple(KinTwins(UUID(int=3000 + n), a, b) for n, (a, b) in enumerate(draw_(pairs)[:2]) if a != b)
    losses = tuple(
        KinLoss(UUID(int=4000 + n), a, "miscarriage") for n, (a, _b) in enumerate(draw_(pairs)[:2])
    )
    return Kin(people, unions, parents, twins, losses)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(families())
def test_any_family_is_drawn_whole_without_overlaps(kin: Kin) -> None:
    data = GenogramData(UUID(int=1), UUID(int=2), "", TODAY, kin)
    picture = draw(data, TODAY)
    assert set(picture.boxes) == {p.id for p in kin.people} | {loss.id for loss in kin.losses}
    drawn = set(picture.lines)
    assert {u.id for u in kin.unions} <= drawn
    assert {p.id for p in kin.parents} <= drawn
    assert {t.id for t in kin.twins} <= drawn
    plan = plan_of(kin, None, TODAY)
    boxes = [[geometry.moved(b, *plan.places[i]) for b in plan.looks[i].boxes] for i in plan.places]
    for one, other in combinations(boxes, 2):
        assert not any(geometry.overlap(a, b) for a in one for b in other)


def test_sixty_persons_need_no_crossing_that_a_tree_has_not() -> None:
    data = many(60).data()
    quality = quality_of(plan_of(data.kin, data.index, TODAY))
    assert (quality.crossings, quality.apart, quality.overlaps) == (0, 0, 0)
