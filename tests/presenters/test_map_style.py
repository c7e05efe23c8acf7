"""The style of maps: the office chooses symbols and sectors, a person the rest, and nonsense kept is the default."""

from __future__ import annotations

from pathlib import Path

from desktop.models.map_data import SPHERES, sector_of, sectors
from desktop.models.map_style import STANDARD, MapStyle, style_from
from desktop.presenters.map_style import keep_office_style, keep_style, style_of
from tests.ui.pages.shells import opened_desk


def test_the_office_chooses_symbols_and_a_person_the_rest(tmp_path: Path) -> None:
    desk = opened_desk(tmp_path)
    assert style_of(desk) == STANDARD
    keep_style(desk, MapStyle(symbols="network", grey=True, names="initials"))
    keep_office_style(desk, MapStyle(sectors=4))
    assert style_of(desk) == MapStyle(grey=True, names="initials", sectors=4)
    keep_office_style(desk, MapStyle(symbols="network", grey=False))
    assert style_of(desk) == MapStyle(symbols="network", grey=True, names="initials")
    kept = desk.office_kept
    assert kept.settings(desk.office.id).keys() == {"map_style_of_the_office"}
    assert desk.actor.id is None or "map_style" in kept.settings(desk.actor.id)
    desk.close()


def test_what_is_unknown_or_of_another_type_is_the_default() -> None:
    assert style_from({"symbols": "runes", "sectors": 5, "grey": "yes", "names": None, "frame": 3}) == STANDARD
    assert style_from(["symbols"]) == STANDARD
    assert style_from({"sectors": True}) == STANDARD
    assert style_from(MapStyle("network", True, "codes", 8, "a3l", False, False).kept()) == MapStyle(
        "network", True, "codes", 8, "a3l", False, False
    )


def test_every_sphere_stands_in_one_sector_of_each_split() -> None:
    for count in (4, 6, 8):
        split = sectors(count)
        assert len(split) == count
        assert sorted(sphere for spheres in split.values() for sphere in spheres) == sorted(SPHERES)
        assert all(sphere in split[sector_of(sphere, count)] for sphere in SPHERES)
        assert "friends" in split[sector_of("", count)]
