"""A key beside its drawing lies on nothing of it, and lying paper holds at reading size what a key below would push off."""

from __future__ import annotations

from datetime import date

from desktop.documents.maps import readable
from desktop.figures.keys_beside import KEY_WIDTH, beside
from desktop.figures.primitives import Text, bounds
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw, legend_shapes
from tests.figures.social_maps import sketch_map

TODAY = date(2026, 11, 22)


def test_the_key_stands_beside_the_drawing_within_the_sheet() -> None:
    map_ = lay_out(sketch_map())
    alone = draw(map_, today=TODAY, legend=False)
    key = legend_shapes(map_, KEY_WIDTH)
    whole = beside(alone, key)
    box = bounds(whole.shapes)
    assert box[0] >= 0
    assert box[1] >= 0
    assert box[2] <= whole.width_mm
    assert box[3] <= whole.height_mm
    assert len(whole.shapes) == len(alone.shapes) + len(key)
    moved = whole.shapes[len(alone.shapes) :]
    assert bounds(moved)[0] >= alone.width_mm - 0.01
    assert whole.height_mm < draw(map_, today=TODAY).height_mm


def test_a_map_is_readable_on_lying_paper_with_its_key_beside_it() -> None:
    map_ = lay_out(sketch_map())
    below = draw(map_, today=TODAY)
    whole = beside(draw(map_, today=TODAY, legend=False), legend_shapes(map_, KEY_WIDTH))
    assert not readable(below, "a4l")
    assert readable(whole, "a4l")


def test_an_age_is_not_read_as_part_of_a_code() -> None:
    from dataclasses import replace

    from desktop.models.map_style import MapStyle

    map_ = lay_out(sketch_map())
    map_ = replace(map_, nodes=tuple(replace(n, born_year=2000) if n.kind == "person" else n for n in map_.nodes))
    said = [shape.text for shape in draw(map_, today=TODAY, style=MapStyle(names="codes")).shapes if isinstance(shape, Text)]
    assert "Чл. 1, 26" in said
