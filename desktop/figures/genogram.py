"""The genogram as a figure: everybody once, all bonds, conditions, feelings, the household, a legend.

The same picture is painted on the screen, on paper and into files; what can be touched on the screen is named beside
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.figures import geometry
from desktop.figures.genogram_hatching import shares
from desktop.figures.genogram_layout import NAME, Plan, plan_of
from desktop.figures.genogram_lines import Way, Ways, ways_of
from desktop.figures.genogram_strokes import left_home, piece_shape, union_shapes
from desktop.figures.genogram_symbols import loss_shapes, person_shapes
from desktop.figures.primitives import Box, Figure, Point, Shape, bounds, placed
from desktop.models.kin_data import GenogramData, KinMark
from desktop.models.map_style import STANDARD, MapStyle, SymbolSet

_MARGIN: Final = 5.0


@dataclass(frozen=True, slots=True)
class GenogramPicture:
    """A drawn genogram; boxes and ways are in the figure's coordinates, millimetres."""

    figure: Figure
    boxes: Mapping[UUID, Box]  # symbol and name of each person and pregnancy
    symbols: Mapping[UUID, Box]
    lines: Mapping[UUID, Way]  # by id of union, parent, twins, loss, feeling, word


def draw(
    data: GenogramData,
    today: date,
    *,
    style: MapStyle = STANDARD,
    symbols: SymbolSet | None = None,
    names: bool = True,
    width: float = NAME,
) -> GenogramPicture:
    """Draw one version of a family's genogram; shifts made by hand are added to the layout's places.

    `names=False` leaves names and full dates out. `width` is how wide a name may be before it is wrapped.
    """
    if symbols is not None:
        style = replace(style, symbols=symbols)
    named = names and style.names == "shown"
    plan = plan_of(data.kin, data.index, today, data.hidden, named, width)
    places = {
        id_: (x + data.shifts.get(id_, (0.0, 0.0))[0], y + data.shifts.get(id_, (0.0, 0.0))[1])
        for id_, (x, y) in plan.places.items()
    }
    ways = ways_of(plan, places)
    shapes = _shapes(data, plan, places, ways, style)
    return _framed(data, plan, places, ways, shapes)


def _shapes(data: GenogramData, plan: Plan, places: Mapping[UUID, Point], ways: Ways, style: MapStyle) -> list[Shape]:
    shapes: list[Shape] = [piece_shape(piece) for piece in ways.pieces]
    for person in plan.tree.people.values():
        if person.left_home and person.id in ways.ends:
            shapes.append(left_home(ways.ends[person.id]))
    for bond in plan.tree.bonds.values():
        shapes += union_shapes(plan, bond, ways)
    marks: dict[UUID, list[KinMark]] = {}
    for mark in data.marks:
        marks.setdefault(mark.person, []).append(mark)
    for person in plan.tree.people.values():
        shown, more = shares(marks.get(person.id, []))
        shapes += person_shapes(
            person, plan.looks[person.id], places[person.id],
            index=person.id == data.index, marks=shown, more=more, symbols=style.symbols,
        )  # fmt: skip
    for loss in plan.tree.losses.values():
        shapes += loss_shapes(loss, plan.looks[loss.id], places[loss.id])
    return shapes


def _framed(
    data: GenogramData, plan: Plan, places: Mapping[UUID, Point], ways: Ways, shapes: list[Shape]
) -> GenogramPicture:
    box = bounds(shapes)
    dx, dy = _MARGIN - box[0], _MARGIN - box[1]
    figure = Figure(
        box[2] - box[0] + 2 * _MARGIN, box[3] - box[1] + 2 * _MARGIN, placed(shapes, dx, dy),
        data.title or _("Genogram"),
    )  # fmt: skip
    lines = {**ways.unions, **ways.links, **ways.twins, **ways.losses}
    return GenogramPicture(
        figure,
        {i: geometry.moved(plan.looks[i].box, x + dx, y + dy) for i, (x, y) in places.items()},
        {i: geometry.moved(plan.looks[i].symbol, x + dx, y + dy) for i, (x, y) in places.items()},
        {i: tuple((x + dx, y + dy) for x, y in way) for i, way in lines.items()},
    )
