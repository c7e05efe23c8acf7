"""Invented maps of social connections: the household in the middle, whoever helps or hurts around it, laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from desktop.figures.social_layout import lay_out
from desktop.models.map_data import MapData, Node, Tie
from desktop.models.social_maps import SocialMap
from desktop.services.demo_draw import Around, Made, Sheet, Somebody, words
from desktop.store import maps as kept

_ADULT = 18


def draw_maps(sheet: Sheet, around: Around, made: Made) -> None:
    """A map drawn while facts were gathered, and for some families a later one in which something changed."""
    draw, say = sheet.draw, words("words")["map"]
    age = (draw.today - made.opened_on).days
    chosen = draw.some(say["around"], 4, 9)
    map_ = start(draw.new_id, made, say["title"], draw.day(-age // 2))
    for row in [*chosen, [say["curator"], "person", "services", "", "ordinary", "to", "weekly", "information"]]:
        end = draw.pick([node for node in map_.nodes if node.inside])
        map_ = connect(draw.new_id, around, map_, row, end.id)
    map_ = lay_out(map_)
    keep(sheet, made, map_, final=True)
    if age > 60 and draw.happens(0.4):
        keep(sheet, made, _later(map_, draw.new_id(), draw.day(-draw.between(1, 9))), final=False)


def _later(map_: MapData, id_: UUID, day: date) -> MapData:
    """The same people some weeks later: a quarrel eased, a weak tie grew stronger."""
    better = {"conflict": "ordinary", "weak": "ordinary", "ordinary": "strong"}
    ties = tuple(
        replace(tie, quality=better.get(tie.quality, tie.quality)) if place % 3 == 0 else tie  # type: ignore[arg-type]
        for place, tie in enumerate(map_.ties)
    )
    return replace(map_, id=id_, drawn_on=day, ties=ties)  # everybody stands where they stood


def start(new_id: Any, made: Made, title: str, day: date) -> MapData:
    """A map with the household on it."""
    living = [one for one in made.members if one.lives and one.born <= day]
    nodes = tuple(
        Node(
            new_id(), one.given, "person", one.id, inside=True, sex=one.sex, born_year=one.born.year,  # type: ignore[arg-type]
            child=one.child and day.year - one.born.year <= _ADULT,
        )
        for one in living
    )  # fmt: skip
    return MapData(new_id(), made.id, title, day, nodes)


def connect(new_id: Any, around: Around, map_: MapData, row: Sequence[Any], end: UUID, person: Somebody | None = None) -> MapData:
    """The map with somebody outside and their tie: name, kind, sphere, agency, quality, direction, frequency, support."""
    name, kind, sphere, agency, quality, direction, frequency, support = row[:8]
    agency_id = around.agencies[agency].id if agency in around.agencies else None
    node = Node(new_id(), name, kind, person.id if person else agency_id, sphere=sphere)
    if person is not None:
        node = replace(node, sex=person.sex, born_year=person.born.year)  # type: ignore[arg-type]  # a code of the dictionary
    tie = Tie(
        new_id(), node.id, end, quality, direction, frequency, told_on=map_.drawn_on
    ).with_support(tuple(support.split(",")) if support else ())  # fmt: skip
    return map_.with_node(node).with_tie(tie)


def keep(sheet: Sheet, made: Made, map_: MapData, *, final: bool) -> None:
    """The rows of a version."""
    sheet.version(SocialMap, made, map_.id, kept.head_values(map_), kept.part_values(map_), final=final)
