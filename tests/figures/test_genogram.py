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
from desktop.figures.genogram_layout import plan_of
from desktop.figures.genogram_lines import ways_of
from desktop.figures.genogram_quality import quality_of
from desktop.figures.genogram_sheets import fits, sheets, split
from desktop.figures.genogram_strokes import union_shapes, words_boxes
from desktop.figures.primitives import Line, Polygon, Text
from desktop.models.kin_data import GenogramData, Kin, KinLoss, KinParent, KinPerson, KinTwins, KinUnion
from desktop.models.map_style import STANDARD, MapStyle
from desktop.models.partial_dates import PartialDate
from tests.drawn import texts_of
from tests.figures.kin_families import FAMILIES, TODAY, Builder, many, sixty, usual

ALL = pytest.mark.parametrize("data", [make().data(name) for name, make in FAMILIES.items()], ids=list(FAMILIES))


@ALL
def test_everybody_stands_exactly_once(data: GenogramData) -> None:
    picture = draw(data, TODAY)
    assert set(picture.boxes) == {p.id for p in data.kin.people} | {loss.id for loss in data.kin.losses}
    said = texts_of(picture.figure)
    for person in data.kin.people:
        own = [shape for shape in picture.figure.shapes if isinstance(shape, Text) and shape.tag == str(person.id)]
        words = " ".join(shape.text for shape in own)
        assert all(part in words for part in person.name.split()[:1]), (person.name, said)


@ALL
def test_every_bond_has_a_line_that_ends_at_the_people_it_joins(data: GenogramData) -> None:
    picture = draw(data, TODAY)
    kin = data.kin
    ends = [(u.id, u.first, u.second) for u in kin.unions] + [(p.id, p.parent, p.child) for p in kin.parents]
    ends += [(t.id, t.first, t.second) for t in kin.twins] + [(loss.id, loss.mother, loss.id) for loss in kin.losses]
    ends += [(f.id, f.first, f.second) for f in data.feelings] + [(w.id, w.first, w.second) for w in kin.words]
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
    places = plan_of(data.kin, data.index, TODAY).places
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
    assert plan_of(kin, data.index, TODAY).places == plan_of(other, data.index, TODAY).places


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


def test_the_loop_goes_around_the_years_of_a_union_that_leads_out_of_the_household() -> None:
    b = Builder()
    b.man("Игорь", 1985), b.woman("Марина", 1988), b.man("Тимур", 1986)
    b.pair("Игорь", "Марина", 2003), b.pair("Марина", "Тимур", 2006, 2010, ended="separation")
    children = ("Олег", "Аня", "Денис", "Ира", "Юля")
    for year, child in enumerate(children, 2012):
        b.child(b.man(child, year), "Игорь", "Марина")
    b.home("Игорь", "Марина", *children)
    picture = draw(b.data("семья"), TODAY)
    (years,) = words_boxes(s for s in picture.figure.shapes if isinstance(s, Text) and s.text == "2006–2010")
    loops = [s.points for s in picture.figure.shapes if isinstance(s, Polygon) and s.tag == "household"]
    aside = 0.13 * (years[2] - years[0])  # its ends may be nearer to a symbol than a line can pass
    inner = (years[0] + aside, years[1], years[2] - aside, years[3])
    assert loops
    assert not any(geometry.line_hits([*loop, loop[0]], inner) for loop in loops)


def _within(loop: tuple[tuple[float, float], ...], spot: tuple[float, float]) -> bool:
    return (
        sum(
            (a[1] <= spot[1]) != (b[1] <= spot[1]) and spot[0] < a[0] + (b[0] - a[0]) * (spot[1] - a[1]) / (b[1] - a[1])
            for a, b in pairwise([*loop, loop[0]])
        )
        % 2
        == 1
    )


@ALL
def test_emotional_lines_go_round_symbols_names_and_years(data: GenogramData) -> None:
    picture = draw(data, TODAY)
    plan = plan_of(data.kin, data.index, TODAY)
    for tie in (*data.feelings, *data.kin.words):
        way = picture.lines[tie.id]
        assert _touches(way, picture.symbols[tie.first])
        assert _touches(way, picture.symbols[tie.second])
        for id_, look in plan.looks.items():
            symbol = picture.symbols[id_]
            at = ((symbol[0] + symbol[2]) / 2, (symbol[1] + symbol[3]) / 2)
            own = 1 if id_ in {tie.first, tie.second} else 0
            assert not any(geometry.line_hits(way, geometry.moved(box, *at)) for box in look.boxes[own:]), tie


@ALL
def test_the_years_of_unions_lie_on_no_name_and_under_no_line(data: GenogramData) -> None:
    plan = plan_of(data.kin, data.index, TODAY)
    ways = ways_of(plan)
    said = [box for bond in plan.tree.bonds.values() for box in words_boxes(union_shapes(plan, bond, ways))]
    taken = [geometry.moved(box, *plan.places[i]) for i, look in plan.looks.items() for box in look.boxes]
    downwards = [piece.way for piece in ways.pieces if piece.role != "union"]
    for box in said:
        assert not any(geometry.overlap(geometry.grown(box, -0.2), other) for other in taken)
        assert not any(geometry.line_hits(way, geometry.grown(box, -0.3)) for way in downwards)
    assert not any(geometry.overlap(a, b) for a, b in combinations(said, 2))


def test_the_legend_names_only_what_is_used() -> None:
    empty = Builder()
    empty.man("Один", 1990)
    words = texts_of(draw(empty.data(), TODAY).figure)
    assert not any("брак" in line or "близнец" in line for line in words)


def test_a_kind_of_emotional_line_that_the_office_added_is_called_as_the_office_calls_it() -> None:
    family = usual()
    first, second = list(family.people)[:2]
    family.feel(first, second, "mentor")
    data = family.data()
    picture = draw(data, TODAY, words={"mentor": "Наставничество"}).figure
    assert ": Наставничество" in picture.description
    assert "Наставничество" in texts_of(picture)
    assert ": mentor" in draw(data, TODAY).figure.description  # nothing to call it by: its code, and no error


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
    parents = tuple(KinParent(UUID(int=2000 + n), a, b, draw_(nature)) for n, (a, b) in enumerate(draw_(pairs)) if a != b)
    twins = tuple(KinTwins(UUID(int=3000 + n), a, b) for n, (a, b) in enumerate(draw_(pairs)[:2]) if a != b)
    losses = tuple(KinLoss(UUID(int=4000 + n), a, "miscarriage") for n, (a, _b) in enumerate(draw_(pairs)[:2]))
    return Kin(people, unions, parents, twins, losses)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(families())
def test_any_family_is_drawn_whole_and_nothing_lies_on_anything(kin: Kin) -> None:
    data = GenogramData(UUID(int=1), UUID(int=2), "", TODAY, kin)
    picture = draw(data, TODAY)
    assert set(picture.boxes) == {p.id for p in kin.people} | {loss.id for loss in kin.losses}
    drawn = set(picture.lines)
    assert {u.id for u in kin.unions} <= drawn
    assert {p.id for p in kin.parents} <= drawn
    assert {t.id for t in kin.twins} <= drawn
    quality = quality_of(plan_of(kin, None, TODAY))
    assert (quality.overlaps, quality.disorder, quality.through, quality.covered) == (0, 0, 0, 0)


def test_sixty_persons_need_no_crossing_that_a_tree_has_not() -> None:
    data = many(60).data()
    quality = quality_of(plan_of(data.kin, data.index, TODAY))
    assert (quality.crossings, quality.apart, quality.overlaps) == (0, 0, 0)


def test_sixty_persons_fit_on_one_sheet_of_a3() -> None:
    data = sixty().data()
    assert len(data.kin.people) == 60
    (sheet,) = sheets(data, TODAY, "A3")
    assert fits(sheet, "A3")


@pytest.mark.parametrize("data", [many(60, 2).data(), many(90, 4, 1).data(), sixty().data()])
@pytest.mark.parametrize("size", ["A4", "A3"])
def test_larger_families_go_on_on_sheets_that_refer_to_each_other(data: GenogramData, size: str) -> None:
    parts = split(data, TODAY, size)  # type: ignore[arg-type]
    assert all(fits(part.figure, size) for part in parts)  # type: ignore[arg-type]
    assert {person for part in parts for person in part.people} == {p.id for p in data.kin.people}
    for number, part in enumerate(parts, 1):
        for person, others in part.links.items():
            assert all(person in parts[other - 1].people and number in parts[other - 1].links[person] for other in others)
    for link in data.kin.parents:
        assert any({link.parent, link.child} <= part.people for part in parts), link
    for union in data.kin.unions:
        assert any({union.first, union.second} <= part.people for part in parts), union
    if len(parts) > 1:
        said = texts_of(parts[0].figure)
        assert any(line.startswith("лист ") for line in said)


def test_a_small_family_is_one_sheet_without_signs() -> None:
    (part,) = split(usual().data(), TODAY, "A4")
    assert not part.links


def test_codes_and_initials_hide_names_and_full_dates() -> None:
    data = usual().data()
    for names in ("initials", "codes"):
        picture = draw(data, TODAY, style=MapStyle(names=names)).figure  # type: ignore[arg-type]
        said = " ".join((*texts_of(picture), picture.description))
        assert "Игорь" not in said
        assert "12.03.1985" not in said


def test_the_set_of_symbols_is_that_of_the_office() -> None:
    data = usual().data()
    igor = next(p.id for p in data.kin.people if p.name.startswith("Кравцов Игорь"))

    def corners(symbols: str) -> set[int]:
        shapes = draw(data, TODAY, style=MapStyle(symbols=symbols)).figure.shapes  # type: ignore[arg-type]
        return {len(s.points) for s in shapes if isinstance(s, Polygon) and s.tag == str(igor) and s.stroke and s.width_mm == 0.5}

    assert corners("standard") == {4}
    assert corners("network") == {3}


def test_a_person_in_the_way_of_nobody_keeps_the_picture_still_while_being_dragged() -> None:
    data = usual().data()
    person = data.kin.people[6].id
    before = draw(data, TODAY)
    after = draw(replace(data, shifts={person: (1.0, 1.0)}), TODAY)
    still = data.kin.people[0].id
    moved = [after.symbols[still][n] - after.origin[n] for n in (0, 1)]
    assert moved == pytest.approx([before.symbols[still][n] - before.origin[n] for n in (0, 1)])


def test_who_died_nobody_knows_when_is_crossed_out_and_has_no_age_as_if_alive() -> None:
    b = Builder()
    b.woman("Вера", 1950, at_home=True)
    b.man("Олег", 1948)
    b.pair("Вера", "Олег", 1970, ended="death")
    data = b.data()
    alive = replace(data, kin=replace(data.kin, unions=tuple(replace(u, ended="") for u in data.kin.unions)))
    oleg = str(b.people["Олег"].id)

    def of(what: GenogramData) -> tuple[int, list[str]]:
        shapes = [s for s in draw(what, TODAY, style=replace(STANDARD, legend=False)).figure.shapes if s.tag == oleg]
        return sum(isinstance(s, Line) for s in shapes), [s.text for s in shapes if isinstance(s, Text)]

    assert of(alive) == (0, ["78", "1948", "Олег"])
    assert of(data) == (2, ["1948", "Олег"])
    assert "Олег (нет в живых)" in draw(data, TODAY).figure.description
