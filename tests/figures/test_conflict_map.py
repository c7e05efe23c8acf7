"""The conflict map as a figure: cards never overlap, lines end at edges and go around cards, words are whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.figures import conflict_curve, geometry
from desktop.figures.conflict_cards import blocks_of, cards_of, head_of, issue_card
from desktop.figures.conflict_layout import lay_out, settled
from desktop.figures.conflict_map import crossings, draw, smallest_text
from desktop.figures.conflict_words import sentences
from desktop.figures.metrics import missing_characters, text_width
from desktop.figures.primitives import Rect, Text, bounds, box_of
from desktop.models.conflict_data import CurvePoint, Party, Relation
from desktop.models.map_data import Place
from desktop.models.map_style import MapStyle
from tests.drawn import texts_of
from tests.figures.conflicts import caption, conflicts, quarrel, texts, u

SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def card_boxes(data, picture):
    heads = {head_of(data, party) for party in data.parties}
    return {id_: box for id_, box in picture.boxes.items() if id_ in heads or id_ == data.conflict}


def assert_apart(data, picture):
    for one, other in combinations(card_boxes(data, picture).values(), 2):
        assert not geometry.overlap(one, other)


def assert_lines_are_free(data, picture):
    boxes = card_boxes(data, picture)
    for relation in data.relations:
        way = picture.lines.get(relation.id)
        if way is None:
            continue
        ends = [head_of(data, data.party(end)) for end in (relation.source, relation.target)]
        for point, head in ((way[0], ends[0]), (way[-1], ends[1])):
            box = boxes[head]
            away = (point[0] - box[0], point[0] - box[2], point[1] - box[1], point[1] - box[3])
            assert min(abs(one) for one in away) < 0.1
            assert geometry.overlap(geometry.grown(box, 0.1), (*point, *point))
        for id_, box in boxes.items():
            inner = geometry.grown(box, -0.3)
            if id_ not in ends:
                assert not geometry.line_hits(way, inner), "a line runs through somebody else's card"
            else:
                assert not geometry.line_hits(way[1:-1] or way, inner) or len(way) == 2


@SOME
@given(conflicts())
def test_cards_never_overlap_and_lines_go_around_them(data):
    picture = draw(lay_out(data, caption), caption)
    assert_apart(data, picture)
    assert_lines_are_free(data, picture)


@SOME
@given(conflicts(pinned=True))
def test_pinned_cards_stay_and_the_rest_makes_room(data):
    laid = lay_out(data, caption)
    boxes = card_boxes(laid, draw(laid, caption))
    pinned = [id_ for id_ in blocks_of(data) if (p := data.party(id_)).place is not None and p.place.pinned]
    assert not any(geometry.overlap(one, other) for one, other in combinations(boxes.values(), 2))
    cards, issue = cards_of(data, caption), issue_card(data, caption)
    wanted = {id_: cards[id_].box_at(data.party(id_).place.x, data.party(id_).place.y) for id_ in pinned}
    for id_, box in wanted.items():
        others = [b for other, b in wanted.items() if other != id_] + [issue.box_at(0, 0)]
        if not any(geometry.overlap(box, other) for other in others):
            assert (laid.party(id_).place.x, laid.party(id_).place.y) == (data.party(id_).place.x, data.party(id_).place.y)


@SOME
@given(conflicts(most=7), st.integers(1, 7), texts(20, 40))
def test_a_card_that_grows_pushes_its_neighbours_aside(data, at, words):
    laid = lay_out(data, caption)
    grown = replace(laid, parties=tuple(replace(p, position=words) if p.id == u(at) else p for p in laid.parties))
    picture = draw(grown, caption)
    assert_apart(grown, picture)


@SOME
@given(conflicts(most=6))
def test_the_same_map_is_always_the_same_picture_and_a_settled_one_stays(data):
    laid = lay_out(data, caption)
    assert lay_out(data, caption) == laid
    assert settled(laid, caption) == laid
    assert draw(laid, caption).figure == draw(laid, caption).figure


def test_words_are_never_cut_and_every_letter_is_in_the_font():
    words = "самоопределение " * 20
    data = lay_out(quarrel(parties=(*quarrel().parties, Party(u(9), "Я" * 70, position=words))), caption)
    shown = " ".join(texts_of(draw(data, caption).figure))
    assert shown.count("самоопределение") == 20
    assert "\u2026" not in shown
    assert not missing_characters(shown)


@pytest.mark.parametrize("role", ["учреждение", "союзник матери и бабушки вместе", "ш" * 60])
def test_the_word_of_a_role_stands_in_one_line_within_its_chip_and_the_card(role):
    data = quarrel(parties=(Party(u(1), "Школа № 7 имени Героя"), Party(u(2), "Отец")), needs=(), relations=())
    card = cards_of(data, lambda _d, _c: role)[u(1)]
    chips = [s for s in card.shapes if isinstance(s, Rect) and s.corner == s.height / 2]
    (chip,) = chips
    inside = [
        s for s in card.shapes if isinstance(s, Text) and s.bold and abs(s.y - chip.y - chip.height / 2) < 2 and s.x > chip.x
    ]
    assert len(inside) == 1
    assert text_width(inside[0].text, inside[0].size_pt, bold=True) <= chip.width
    assert chip.x >= 0
    assert chip.x + chip.width <= card.width


def test_a_small_map_fits_a4_and_a_large_one_a3_with_readable_letters():
    small = draw(lay_out(quarrel(), caption), caption).figure
    assert smallest_text(277, 180, small) >= 8
    many = tuple(Party(u(at), f"Сторона {at}") for at in range(1, 13))
    needs = tuple(replace(n, id=u(500 + at), party=u(1 + at % 12)) for at, n in enumerate(quarrel().needs * 6))
    large = draw(lay_out(quarrel(parties=many, needs=needs), caption), caption).figure
    assert smallest_text(400, 270, large) >= 8


def test_a_star_and_a_ring_are_drawn_without_crossings():
    parties = tuple(Party(u(at), f"Сторона {at}") for at in range(1, 7))
    ring = tuple(Relation(u(20 + at), u(at), u(at % 6 + 1)) for at in (1, 3, 5, 2, 4, 6))
    data = lay_out(quarrel(parties=parties, relations=ring, needs=()), caption)
    assert crossings(draw(data, caption)) == 0


def test_joined_parties_stand_in_one_card_and_what_both_say_is_said_once():
    parties = tuple(replace(p, joined_to=u(1)) if p.id == u(3) else p for p in quarrel().parties)
    needs = (*quarrel().needs, replace(quarrel().needs[0], id=u(400), party=u(3)))
    data = lay_out(quarrel(parties=parties, needs=needs), caption)
    picture = draw(data, caption)
    outer, inner = picture.boxes[u(1)], picture.boxes[u(3)]
    assert geometry.around((outer, inner)) == outer
    assert texts_of(picture.figure).count("помощь с детьми") == 1
    assert u(202) not in picture.lines  # their alliance is the card itself


def test_each_relation_has_a_form_of_its_own_so_that_a_grey_copy_says_it():
    forms = {}
    for kind in ("alliance", "tension", "dispute", "break"):
        data = lay_out(quarrel(relations=(Relation(u(201), u(1), u(2), kind, 9),)), caption)
        shapes = [s for s in draw(data, caption, style=MapStyle(legend=False)).figure.shapes if s.tag == str(u(201))]
        lines = [s for s in shapes if not isinstance(s, Text)]
        forms[kind] = (len(lines), bool(lines[0].dash), max(len(getattr(s, "points", ())) for s in lines) > 8)
    assert len(set(forms.values())) == 4
    assert forms["dispute"][0] == 4  # the zigzag and three strokes for nine of ten


def test_the_legend_explains_only_what_is_used():
    words = texts_of(draw(lay_out(quarrel(relations=()), caption), caption).figure)
    assert not any("открытый спор" in line for line in words)
    assert any("открытый спор" in line for line in texts_of(draw(lay_out(quarrel(), caption), caption).figure))


def test_the_second_scheme_shows_the_subject_its_contradiction_and_states_before_and_now():
    parties = tuple(replace(p, state_before="обида", state_after="слушает", position="сын со мной") for p in quarrel().parties)
    data = lay_out(quarrel(template="kovalev", subject="Место жительства", contradiction="оба хотят", parties=parties), caption)
    words = " ".join(texts_of(draw(data, caption).figure))
    assert "Место жительства" in words
    assert "оба хотят" in words
    assert words.count("слушает") == 4


def test_nothing_of_the_figure_lies_outside_the_sheet():
    figure = draw(lay_out(quarrel(), caption), caption, title="Карта конфликта").figure
    left, top, right, bottom = bounds(figure.shapes)
    assert left >= 0
    assert top >= 0
    assert right <= figure.width_mm
    assert bottom <= figure.height_mm


def test_names_are_hidden_for_teaching_in_the_drawing_and_in_its_words():
    data = lay_out(quarrel(), caption)
    figure = draw(data, caption, style=MapStyle(names="codes")).figure
    assert "Марина" not in figure.description + " ".join(texts_of(figure))


def test_the_map_in_sentences_names_everybody_and_every_relation():
    told = sentences(quarrel(), caption)
    assert len(told) == 1 + 4 + 3
    assert "8 → 5" in told[0]


def test_a_relation_of_a_party_with_itself_or_with_nobody_is_not_drawn():
    odd = (Relation(u(1), u(1), u(1)), Relation(u(2), u(1), u(77)))
    assert not draw(lay_out(quarrel(relations=odd), caption), caption).lines


def test_a_map_of_nobody_shows_the_issue():
    empty = quarrel(parties=(), needs=(), relations=())
    assert list(draw(lay_out(empty, caption), caption).boxes) == [empty.conflict]


DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=12, unique=True).map(sorted)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.data())
def test_the_curve_stays_on_its_sheet_and_its_numbers_do_not_overlap(days, data):
    points = [
        CurvePoint(
            date.fromordinal(739_000 + day), data.draw(st.integers(0, 10)),
            data.draw(st.sampled_from(["", "open", "escalation", "stalemate"])), data.draw(st.booleans()),
        )
        for day in days
    ]  # fmt: skip
    figure = conflict_curve.draw(points, caption)
    boxes = [box_of(shape) for shape in figure.shapes if isinstance(shape, Text) and shape.bold]
    for one, other in combinations(boxes, 2):
        assert not geometry.overlap(one, other)
    left, top, right, bottom = bounds(figure.shapes)
    assert (min(left, top) >= -0.01, right <= figure.width_mm, bottom <= figure.height_mm) == (True, True, True)
    assert min((s.size_pt for s in figure.shapes if isinstance(s, Text)), default=inf) >= 8


def test_a_place_is_kept_to_a_hundredth_of_a_millimetre():
    first = replace(quarrel().parties[0], place=Place(-80.123, 3.456, pinned=True))
    data = lay_out(quarrel(parties=(first, *quarrel().parties[1:])), caption)
    assert data.parties[0].place == Place(-80.12, 3.46, pinned=True)
