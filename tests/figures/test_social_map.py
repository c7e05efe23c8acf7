"""The drawn map: what is on it is painted, explained in its legend and said in its text twin, and survives grey."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.base.messages import speaking
from desktop.figures import geometry
from desktop.figures.palettes import DARK, GREY, LIGHT, PALETTES
from desktop.figures.primitives import INKS, Circle, Figure, Polygon, Polyline, Sector, Text, bounds
from desktop.figures.social_layout import lay_out
from desktop.figures.social_legend import legend_shapes
from desktop.figures.social_map import draw, household_shapes, sector_shapes
from desktop.figures.social_notes import notes_of
from desktop.figures.social_quality import quality_of
from desktop.figures.social_routes import obstacles_of, routes
from desktop.figures.social_symbols import anonymous, node_shapes
from desktop.figures.social_ties import line_shapes, tie_shapes
from desktop.figures.social_words import sentences
from desktop.models.map_data import QUALITIES, Group, MapData, Node, Place, Tie
from desktop.models.map_style import STANDARD, MapStyle
from tests.drawn import inks_of, texts_of
from tests.figures.hard_maps import HARD_MAPS
from tests.figures.social_maps import TODAY, crowd, empty_map, id_of, sketch_map


def drawn(map_: MapData, **kwargs: object) -> Figure:
    return draw(lay_out(map_), today=TODAY, **kwargs)  # type: ignore[arg-type]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_palette_has_a_colour_for_every_role(palette: object) -> None:
    for ink in INKS:
        colour = palette.colour(ink)  # type: ignore[attr-defined]
        assert len(colour) == 7
        assert int(colour[1:], 16) >= 0


def test_everything_lies_on_the_sheet() -> None:
    for map_ in (empty_map(), sketch_map(), crowd(12, 40, long=True)):
        for size in (None, (180.0, 200.0), (260.0, 150.0)):
            figure = drawn(map_, title="Карта социальных связей " * 5, size_mm=size)
            left, top, right, bottom = bounds(figure.shapes)
            assert left >= -0.01
            assert top >= -0.01
            assert right <= figure.width_mm + 0.01
            assert bottom <= figure.height_mm + 0.01
            if size:
                assert (figure.width_mm, figure.height_mm) == size


def test_every_node_and_tie_can_be_found_by_its_tag() -> None:
    map_ = sketch_map()
    tags = {shape.tag for shape in drawn(map_).shapes}
    assert {str(node.id) for node in map_.nodes} | {str(tie.id) for tie in map_.ties} <= tags


def test_members_are_drawn_with_name_and_age_and_the_dead_are_crossed_without_age() -> None:
    texts = texts_of(drawn(sketch_map()))
    assert "Олег 14" in texts
    dead = Node(id_of(1), "Пётр", inside=True, sex="male", born_year=1950, alive=False)
    shapes = node_shapes(dead, (0.0, 0.0), TODAY)
    assert [s.text for s in shapes if isinstance(s, Text)] == ["Пётр"]
    assert len(shapes) == len(node_shapes(replace(dead, alive=True), (0.0, 0.0), TODAY)) + 2


def test_a_nameless_person_is_a_question_mark() -> None:
    assert "?" in texts_of(drawn(empty_map(nodes=(Node(id_of(1), "  ", sphere="kin"),))))


def test_qualities_differ_by_form_and_not_by_colour_alone() -> None:
    forms = set()
    for quality in QUALITIES:
        shapes = line_shapes(((0.0, 0.0), (40.0, 0.0)), quality)
        line = shapes[0]
        assert isinstance(line, Polyline)
        forms.add((round(line.width_mm, 1) > 1, bool(line.dash), len(line.points) > 2, len(shapes)))
    assert len(forms) == len(QUALITIES)


def test_lines_and_words_stand_out_from_every_ground_in_every_palette() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    grounds = [ink for ink in INKS if ink.startswith("sector_") or ink == "paper"]
    for palette in PALETTES:
        for ink in ("ink", "soft", "accent_text", "strong", "ordinary", "weak", "conflict", "broken"):
            for ground in grounds:
                one, other = sorted((light(palette.colour(ink)), light(palette.colour(ground))))
                assert (other + 0.05) / (one + 0.05) >= (4.5 if ink in ("ink", "accent_text") else 3.9), (
                    palette,
                    ink,
                    ground,
                )


def test_arrows_stand_where_help_arrives() -> None:
    path = ((0.0, 0.0), (40.0, 0.0))
    tips = {
        way: {s.points[0] for s in line_shapes(path, "ordinary", way) if isinstance(s, Polygon)}  # type: ignore[arg-type]
        for way in ("none", "to", "from", "mutual")
    }
    assert tips == {"none": set(), "to": {path[1]}, "from": {path[0]}, "mutual": set(path)}


def test_a_very_short_tie_is_still_drawn() -> None:
    for quality in QUALITIES:
        assert line_shapes(((0.0, 0.0), (1.0, 0.0)), quality, "mutual")
    lying = Node(id_of(1), "а", inside=True, place=Place(0, 0))
    assert tie_shapes(Tie(id_of(3), id_of(1), id_of(2)), lying, replace(lying, id=id_of(2))) == ()


def test_the_legend_explains_what_is_used_and_nothing_else() -> None:
    with speaking("ru"):
        words = " ".join(s.text for s in legend_shapes(sketch_map()) if isinstance(s, Text))
        assert all(word in words for word in ("сильная", "обычная", "слабая", "конфликтная", "прерванная", "куда идёт помощь"))
        plain = replace(sketch_map(), ties=(Tie(id_of(1), id_of(20), id_of(1), "weak"),))
        words = " ".join(s.text for s in legend_shapes(plain) if isinstance(s, Text))
        assert "слабая" in words
        assert "сильная" not in words
        assert "помощь" not in words
    assert legend_shapes(empty_map()) == ()


def test_the_six_sectors_are_always_there() -> None:
    for map_ in (empty_map(), sketch_map(), crowd(3, 60, sphere="kin")):
        names = {s.tag for s in sector_shapes(lay_out(map_)) if s.tag}
        assert len(names) == 6


def test_hidden_names_are_nowhere_in_the_figure() -> None:
    map_ = replace(
        sketch_map(),
        title="Кравцовы",
        groups=(Group(id_of(800), "Кравцовы-старшие", (id_of(20), id_of(21))),),
    )
    figure = drawn(map_, hidden_names=True)
    said = " ".join(texts_of(figure)) + figure.title + figure.description
    for node in map_.nodes:
        assert node.name not in said
    assert "Кравцов" not in said


def test_codes_fit_where_the_names_stood() -> None:
    with speaking("ru"):
        assert quality_of(anonymous(lay_out(sketch_map()))).overlaps == 0
        assert quality_of(anonymous(lay_out(crowd(12, 40)))).overlaps == 0


def test_a_group_has_its_loop_and_name() -> None:
    map_ = replace(sketch_map(), groups=(Group(id_of(800), "Родня матери", (id_of(20), id_of(21))),))
    shapes = [shape for shape in drawn(map_).shapes if shape.tag == str(id_of(800))]
    assert len(shapes) == 2


def test_the_text_twin_says_every_tie_in_words() -> None:
    with speaking("ru"):
        said = sentences(sketch_map(), TODAY)
    assert said[0] == "Домохозяйство: Игорь, 41; Марина, 38; Олег, 14; Аня, 9; Денис, 2"
    assert "Бабушка Вера — Марина: сильная связь, помогает Бабушка Вера, ежедневно" in said
    assert len(said) == 1 + len(sketch_map().ties)


def test_the_text_twin_names_those_without_ties_and_whose_view_it_is() -> None:
    nodes = (
        Node(id_of(1), "Олег", inside=True),
        Node(id_of(2), "Школа", "agency", sphere="education"),
        Node(id_of(3), "Дядя", sphere="kin"),
    )
    ties = (
        Tie(
            id_of(5),
            id_of(2),
            id_of(1),
            view="member",
            viewer=id_of(1),
            emotional=2,
            note="с осени",
        ),
    )
    with speaking("ru"):
        said = sentences(empty_map(nodes=nodes, ties=ties), TODAY)
    assert said[1] == "Школа — Олег: обычная связь, душевная поддержка, взгляд члена семьи: Олег, с осени"
    assert said[2] == "Без связей на карте: Дядя"


def test_no_shape_uses_an_unknown_role() -> None:
    used = {ink for shape in drawn(crowd(12, 40)).shapes for ink in inks_of(shape)}
    assert used <= set(INKS)
    assert {LIGHT.colour(ink) for ink in used} != {DARK.colour(ink) for ink in used}
    assert all(GREY.colour(ink)[1:3] == GREY.colour(ink)[3:5] == GREY.colour(ink)[5:7] for ink in used)


def test_the_network_card_has_triangles_and_ties_end_on_their_sides() -> None:
    man = Node(id_of(1), "Игорь", inside=True, sex="male", place=Place(0, 0))
    brother = Node(id_of(2), "Брат", sex="male", sphere="kin", place=Place(60, 20))
    map_ = empty_map(nodes=(man, brother), ties=(Tie(id_of(3), man.id, brother.id),))
    style = MapStyle(symbols="network")
    corners = [s for s in draw(map_, today=TODAY, style=style, legend=False).shapes if isinstance(s, Polygon)]
    assert [len(shape.points) for shape in corners] == [3, 3]
    start, end = routes(map_, symbols="network")[id_of(3)][:: len(routes(map_, symbols="network")[id_of(3)]) - 1]
    for (x, y), (left, top), size in ((start, (0, 0), 4.6), (end, (60, 20), 4.0)):
        on_base = abs(y - top - size) < 1e-6
        on_side = abs(2 * abs(x - left) - (y - top + size)) < 1e-6
        assert on_base or on_side
    assert "мужской пол" not in texts_of(draw(map_, today=TODAY, style=replace(style, legend=False)))


def test_a_resource_has_a_sign_that_a_grey_copy_keeps_apart() -> None:
    used = node_shapes(Node(id_of(1), "Сад", resource="used"), (0, 0), TODAY)
    unused = node_shapes(Node(id_of(1), "Сад", resource="unused"), (0, 0), TODAY)
    signs = [next(s for s in shapes[1:] if isinstance(s, Circle)) for shapes in (used, unused)]
    assert [sign.fill for sign in signs] == ["good", "paper"]
    tinted = node_shapes(Node(id_of(1), "Сад", tint="amber"), (0, 0), TODAY)
    assert tinted[0].fill == "amber_tint"


def test_notes_get_numbers_that_the_list_repeats_and_hidden_names_hide_them() -> None:
    map_ = lay_out(sketch_map())
    map_ = map_.with_node(replace(map_.nodes[5], note="пьёт\nпо выходным"))
    map_ = map_.with_tie(replace(map_.ties[2], note="помогает деньгами"))
    notes = notes_of(map_)
    assert [(n.number, n.text) for n in notes] == [(1, "пьёт по выходным"), (2, "помогает деньгами")]
    assert notes[1].who.count("\u2014") == 1
    words = texts_of(draw(map_, today=TODAY, style=STANDARD))
    assert {"1", "2"} <= set(words)
    for names in ("initials", "codes"):
        hidden = draw(map_, today=TODAY, style=MapStyle(names=names))
        assert not {"1", "2"} & set(texts_of(hidden))
        assert "Вера" not in " ".join((*texts_of(hidden), hidden.description))
    assert "Б. В." in texts_of(draw(map_, today=TODAY, style=MapStyle(names="initials")))


def test_the_ground_has_as_many_sectors_as_the_office_chose() -> None:
    for count in (0, 4, 6, 8):
        map_ = lay_out(sketch_map(), sectors=count)
        figure = draw(map_, today=TODAY, style=MapStyle(sectors=count))  # type: ignore[arg-type]
        assert sum(isinstance(shape, Sector) for shape in figure.shapes) == count


@pytest.mark.parametrize("sectors", [0, 6])
@pytest.mark.parametrize("name", ["25 nodes", "one parent, forty contacts", "a knot of friends", "many ties among others"])
def test_the_name_of_the_household_lies_where_nothing_else_does(name: str, sectors: int) -> None:
    map_ = lay_out(HARD_MAPS[name], sectors=sectors)
    ways = routes(map_)
    with speaking("ru"):
        circle, *_inner, words = household_shapes(map_, ways)
    assert isinstance(words, Text)
    assert isinstance(circle, Circle)
    box = bounds([words])
    assert words.text == "домохозяйство"
    assert not any(geometry.line_hits(way, box) for way in ways.values())
    assert not any(geometry.overlap(box, other) for both in obstacles_of(map_).values() for other in both)
    assert abs(geometry.length(((0.0, 0.0), (words.x, words.y)))) < circle.radius + 30.0
