"""The map of social connections as a figure: household, sectors, nodes, ties, and a legend of what is used.

The canvas draws single items from the same functions that draw the printed sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import hypot, inf
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.figures import geometry
from desktop.figures.metrics import MM_PER_PT, line_height, text_width, wrapped
from desktop.figures.primitives import (
    Align,
    Box,
    Figure,
    Line,
    Point,
    Polygon,
    Rect,
    Sector,
    Shape,
    Text,
    bounds,
    on_circle,
    placed,
)
from desktop.figures.social_boundary import boundary_shapes
from desktop.figures.social_legend import legend_shapes
from desktop.figures.social_notes import note_marks
from desktop.figures.social_routes import Route, obstacles_of, routes
from desktop.figures.social_sheet import sheet_of
from desktop.figures.social_symbols import named, node_shapes, node_sizes, sector_ink
from desktop.figures.social_ties import tie_shapes
from desktop.figures.social_words import sentences
from desktop.models.map_data import MapData
from desktop.models.map_style import STANDARD, MapStyle

__all__ = [
    "draw",
    "household_shapes",
    "legend_shapes",
    "node_shapes",
    "sector_shapes",
    "sentences",
    "tie_shapes",
]

SECTOR_LABELS: Final = {
    "kin": N_("kin"),
    "friends": N_("friends, neighbours"),
    "education": N_("education"),
    "health": N_("health"),
    "authority": N_("authorities, guardianship"),
    "work": N_("work, income"),
    "occupation": N_("school and work"),
    "officials": N_("officials"),
    "friends_alone": N_("friends"),
    "neighbourhood": N_("neighbours, community"),
    "services": N_("services"),
    "authority_alone": N_("authorities"),
}
PLAIN: Final = replace(STANDARD, notes=False)  # a picture without a list of notes has no numbers
_CAPTION_PT: Final = 9.0
_CAPTION_WIDTH: Final = 15.0
_TITLE_PT: Final = 12.0
_MARGIN: Final = 3.0
_BESIDE: Final = (4.5, 8.0)  # from the household's circle to a name outside it
_STEPS: Final = 7  # from the middle of the household to its rim, while room for its name is looked for
_WAYS: Final = 6  # degrees, outside it


def draw(
    map_: MapData,
    *,
    today: date,
    legend: bool = True,
    sectors: bool = True,
    title: str | None = None,
    size_mm: tuple[float, float] | None = None,
    hidden_names: bool = False,
    style: MapStyle = PLAIN,
    ground: Sequence[Shape] | None = None,
) -> Figure:
    """The whole map; nodes without a place are left out (lay the map out first).

    `size_mm` makes the figure that large, the map as large as fits. `hidden_names` puts codes in the place of
    names, in the description too; a title is printed as it is given. `style` says which symbols, how many sectors,
    names or initials, and whether notes get numbers (`social_notes` lists them). `ground` is what lies under the nodes
    in another view of the map, with the household's circle where that view has one.
    """
    map_ = named(map_, replace(style, names="codes") if hidden_names else style)
    legend = legend and style.legend
    body = list(_body(map_, today, style, sectors=sectors, ground=ground))
    box = bounds(body)
    wanted = size_mm[0] if size_mm else max(box[2] - box[0] + 2 * _MARGIN, 120.0)
    key = legend_shapes(map_, wanted - 2 * _MARGIN, style) if legend else ()
    key_box = bounds(key)
    above = _MARGIN + (line_height(_TITLE_PT) + 2.0 if title else 0.0)
    below = _MARGIN + (key_box[3] - key_box[1] + 3.0 if key else 0.0)
    height = size_mm[1] if size_mm else box[3] - box[1] + above + below
    scale = 1.0
    if size_mm:
        room = (max(wanted - 2 * _MARGIN, 10.0), max(height - above - below, 10.0))
        scale = min(room[0] / max(box[2] - box[0], 1.0), room[1] / max(box[3] - box[1], 1.0))
    left = (wanted - (box[2] - box[0]) * scale) / 2 - box[0] * scale
    top = above + (height - above - below - (box[3] - box[1]) * scale) / 2 - box[1] * scale
    shapes = list(placed(body, left, top, scale))
    if title:
        heading = wrapped(title, _TITLE_PT, wanted - 2 * _MARGIN, 1, bold=True)
        shapes += [Text(_MARGIN, _MARGIN + 4.0, line, _TITLE_PT, bold=True, fill="ink") for line in heading]
    shapes += placed(key, _MARGIN - key_box[0], height - _MARGIN - key_box[3])
    return Figure(
        wanted,
        height,
        tuple(shapes),
        title or _("Map of social connections"),
        "\n".join(sentences(map_, today)),
    )


def _body(map_: MapData, today: date, style: MapStyle, *, sectors: bool, ground: Sequence[Shape] | None) -> list[Shape]:
    ways = routes(map_, symbols=style.symbols)
    sizes = node_sizes(map_)
    nodes = {node.id: node for node in map_.nodes}
    if ground is not None:
        shapes: list[Shape] = list(ground)
    else:
        shapes = list(sector_shapes(map_, style.sectors)) if sectors and style.sectors else []
        shapes += household_shapes(map_, ways)
    shapes += group_shapes(map_)
    for tie in map_.ties:
        if tie.id in ways:
            shapes += tie_shapes(tie, nodes[tie.source], nodes[tie.target], ways[tie.id])
    for node in sorted(map_.nodes, key=lambda n: n.layer):
        if node.place is not None:
            at = (node.place.x, node.place.y)
            shapes += placed(node_shapes(node, at, today, sizes[node.id], style=style), *at)
    if style.notes:
        shapes += note_marks(map_, ways)
    return shapes


def sector_shapes(map_: MapData, split: int = 6) -> tuple[Shape, ...]:
    """The tinted sectors with their names around them; the household's middle is (0, 0)."""
    sheet = sheet_of(map_, split)
    shapes: list[Shape] = []
    for name, (start, end) in sheet.sectors.items():
        shapes.append(Sector(0.0, 0.0, sheet.rim, start, end, fill=sector_ink(name), tag=f"sector:{name}"))
    for start, _end in sheet.sectors.values():
        x, y = on_circle(sheet.rim, start)
        shapes.append(Line(0.0, 0.0, x, y, stroke="paper", width_mm=0.8))
    taken = [box for both in obstacles_of(map_).values() for box in both]
    for name, (start, end) in sheet.sectors.items():
        tries = [
            _caption(_(SECTOR_LABELS[name]), (start + end) / 2 + (end - start) * turn, sheet.rim + off, name)
            for off in (3.0, 7.0, 12.0)
            for turn in (0.0, 0.12, -0.12, 0.24, -0.24)
        ]
        shapes += next((t for t in tries if not _covers(t, taken)), tries[0])
    return tuple(shapes)


def _caption(words: str, degrees: float, radius: float, name: str) -> list[Text]:
    # Two short lines take less of the sheet's width than one long; a single word is never broken.
    widest = max((text_width(word, _CAPTION_PT) for word in words.split()), default=0.0)
    lines = wrapped(words, _CAPTION_PT, max(_CAPTION_WIDTH, widest + 0.1), 2)
    height, rise = line_height(_CAPTION_PT), 0.8 * _CAPTION_PT * MM_PER_PT
    x, y = on_circle(radius, degrees)
    side = x / radius
    align: Align = "left" if side > 0.3 else "right" if side < -0.3 else "center"
    top = y - len(lines) * height * (1 - y / radius) / 2
    tag = f"sector:{name}"
    return [
        Text(x, top + number * height + rise, line, _CAPTION_PT, fill="soft", align=align, tag=tag)
        for number, line in enumerate(lines)
    ]  # fmt: skip


def _covers(words: list[Text], taken: list[Box]) -> bool:
    mine = bounds(words)
    return any(geometry.overlap(mine, box, 0.8) for box in taken)


def household_shapes(map_: MapData, ways: Mapping[UUID, Route] | None = None) -> tuple[Shape, ...]:
    """The circle of the household, and its name where no line and no member is in the way."""
    radius = sheet_of(map_).household
    words = _("Household")
    caption = _free_spot(map_, words, radius, ways or {})
    text = Text(
        *caption,
        words,
        _CAPTION_PT,
        fill="accent_text",
        bold=True,
        align="center",
        tag="household",
        halo="paper",
    )
    return (*boundary_shapes(radius, map_.boundary), text)


def _free_spot(map_: MapData, words: str, radius: float, ways: Mapping[UUID, Route]) -> Point:
    half = text_width(words, _CAPTION_PT, bold=True) / 2 + 0.5
    reach = geometry.grown((-radius - 2 * half, -radius, radius + 2 * half, radius), _BESIDE[-1] + 3.0)
    boxes = [box for both in obstacles_of(map_).values() for box in both if geometry.overlap(box, reach)]
    near = [way for way in ways.values() if geometry.line_hits(way, reach)]
    best, least = (0.0, -radius + 6.5), inf
    for x, y, price_there in _spots(radius, half):
        price = price_there
        if price >= least:
            continue
        box: Box = (x - half, y - 2.8, x + half, y + 0.9)
        price += 10.0 * sum(geometry.overlap(box, other) for other in boxes)
        for way in near:
            if price >= least:
                break
            price += geometry.line_hits(way, box)
        if price < least:
            best, least = (x, y), price
        if least == 0:
            break
    return best


def _spots(radius: float, half: float) -> Iterator[tuple[float, float, float]]:
    """Where the household's name could stand, and what it costs to stand there, in lines run over."""
    # Just inside the rim above and below, then the free strip between the rows.
    spots = [(x, y) for y in (-radius + 6.5, radius - 4.5, 1.0, -radius + 9.5, radius - 8.0)
             for x in (0.0, -6.0, 6.0, -11.0, 11.0)]  # fmt: skip
    # Members that stand below each other leave room beside them; ties to some leave gaps anywhere.
    spots += [(x * radius, y * radius) for y in (0.0, -0.3, 0.3, -0.55, 0.55) for x in (-0.5, 0.5)]
    steps = [(step - _STEPS) / _STEPS for step in range(2 * _STEPS + 1)]
    spots += [(x * (radius - half), y * radius) for y in steps for x in steps]
    for x, y in spots:
        out = sum(a * a + b * b > (radius - 1) ** 2 for a in (x - half, x + half) for b in (y - 2.8, y + 0.9))
        yield x, y, 5.0 * out
    for beside in _BESIDE:  # outside, but close to the circle it names
        for way in range(0, 360, _WAYS):
            x, y = on_circle(radius + beside, way)
            x, y = x + half * x / (radius + beside), y + 1.0
            nearest = (max(x - half, min(x + half, 0.0)), max(y - 2.8, min(y + 0.9, 0.0)))
            yield x, y, 0.5 + 5.0 * (hypot(*nearest) < radius + 0.8)


def group_shapes(map_: MapData) -> tuple[Shape, ...]:
    """A loop with its name around every group that has somebody standing on the map."""
    around = obstacles_of(map_)
    shapes: list[Shape] = []
    for group in map_.groups:
        boxes = [geometry.around(around[id_]) for id_ in group.nodes if id_ in around]
        if not boxes and not group.outline:
            continue
        left, top, right, bottom = (
            geometry.box_around(group.outline) if group.outline else geometry.grown(geometry.around(boxes), 2.0)
        )
        shapes.append(
            Polygon(group.outline, stroke="soft", width_mm=0.35, dash=(1.6, 1.2), tag=str(group.id))
            if group.outline
            else Rect(
                left,
                top,
                right - left,
                bottom - top,
                4.0,
                stroke="soft",
                width_mm=0.35,
                dash=(1.6, 1.2),
                tag=str(group.id),
            )
        )
        shapes += [
            Text(left + 3.0, top - 1.0, line, _CAPTION_PT, fill="soft", halo="paper", tag=str(group.id))
            for line in wrapped(group.name, _CAPTION_PT, max(right - left - 4.0, 12.0), 1)
        ]
    return tuple(shapes)
