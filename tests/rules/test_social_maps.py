"""What follows from a map: the figures of the network, who is alone, what one view sees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.map_data import Tie
from desktop.rules.network_figures import figures_of
from desktop.rules.social_maps import disagreements, is_isolated, shown, supported_by
from tests.figures.social_maps import empty_map, id_of, sketch_map

OLEG, MARINA, GRANDMOTHER, AUNT, SCHOOL = id_of(2), id_of(1), id_of(20), id_of(21), id_of(24)


def test_the_figures_of_the_sketch() -> None:
    figures = figures_of(sketch_map())
    assert figures.size == 13
    assert figures.conflicts == 4  # three around, one between the parents
    assert figures.broken == 1
    assert figures.professional == pytest.approx(7 / 13)
    assert figures.isolated == (OLEG,)


def test_an_empty_map_has_no_shares() -> None:
    figures = figures_of(empty_map())
    assert (figures.size, figures.density, figures.professional, figures.isolated) == (0, None, None, ())


def test_density_counts_pairs_outside_and_not_the_household() -> None:
    map_ = sketch_map()
    ties = (*map_.ties, Tie(id_of(300), GRANDMOTHER, AUNT), Tie(id_of(301), AUNT, GRANDMOTHER, "strong"))
    assert figures_of(replace(map_, ties=ties)).density == pytest.approx(1 / 78)
    torn = (*map_.ties, Tie(id_of(300), GRANDMOTHER, AUNT, "broken"))
    assert figures_of(replace(map_, ties=torn)).density == 0


@pytest.mark.parametrize(
    ("quality", "direction", "support", "expected"),
    [
        ("strong", "none", (), True),
        ("ordinary", "none", (), False),
        ("ordinary", "none", ("emotional",), True),
        ("ordinary", "to", (), True),
        ("weak", "mutual", (), True),
        ("strong", "from", (), False),  # the member only gives
        ("conflict", "to", ("concrete",), False),
        ("broken", "to", (), False),
    ],
)
def test_what_supports_a_member(quality: str, direction: str, support: tuple[str, ...], expected: bool) -> None:
    tie = Tie(id_of(300), GRANDMOTHER, OLEG, quality, direction).with_support(support)  # type: ignore[arg-type]
    map_ = sketch_map().with_tie(tie)
    assert supported_by(tie, OLEG, map_.node(GRANDMOTHER)) is expected
    assert is_isolated(map_, OLEG) is not expected


def test_a_tie_drawn_the_other_way_round_means_the_same() -> None:
    tie = Tie(id_of(300), OLEG, GRANDMOTHER, "ordinary", "from")
    assert supported_by(tie, OLEG, sketch_map().node(GRANDMOTHER))


def test_support_inside_the_household_does_not_end_isolation() -> None:
    map_ = sketch_map().with_tie(Tie(id_of(300), MARINA, OLEG, "strong", "to"))
    assert OLEG in figures_of(map_).isolated


def test_the_dead_support_nobody_and_are_not_called_isolated() -> None:
    map_ = sketch_map()
    grandmother, oleg = map_.node(GRANDMOTHER), map_.node(OLEG)
    assert grandmother
    assert oleg
    map_ = map_.with_tie(Tie(id_of(300), GRANDMOTHER, OLEG, "strong")).with_node(replace(grandmother, alive=False))
    assert OLEG in figures_of(map_).isolated
    assert OLEG not in figures_of(map_.with_node(replace(oleg, alive=False))).isolated


def test_one_view_shows_its_own_ties_and_all_nodes() -> None:
    map_ = sketch_map()
    told = Tie(id_of(300), SCHOOL, OLEG, "ordinary", view="member", viewer=OLEG)
    map_ = map_.with_tie(told)
    assert shown(map_, "member").ties == (told,)
    assert shown(map_, "member", MARINA).ties == ()
    assert shown(map_, "member").nodes == map_.nodes
    assert told not in shown(map_, "worker").ties


def test_all_views_together_show_agreement_once_and_disagreement_twice() -> None:
    map_ = sketch_map()
    same = Tie(id_of(300), OLEG, SCHOOL, "conflict", view="family")
    other = Tie(id_of(301), SCHOOL, OLEG, "strong", view="member", viewer=OLEG)
    both = map_.with_tie(same).with_tie(other)
    assert set(shown(both).ties) == {*map_.ties, other}
    assert [len(ties) for ties in disagreements(both)] == [3]
    assert disagreements(map_) == ()


def test_help_drawn_from_either_end_is_agreement() -> None:
    map_ = sketch_map().with_tie(Tie(id_of(300), MARINA, GRANDMOTHER, "strong", "from", view="family"))
    assert disagreements(map_) == ()
