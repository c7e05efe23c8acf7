"""Symbols of the map of social connections: members, people, agencies and groups, with their names.

One place knows how large a symbol is and where its name stands, so that layout, ties and painters agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import hypot, sqrt
from typing import Final
from uuid import UUID

from desktop.figures import geometry
from desktop.figures.codes import Discreet, coded, initials_of, met_on
from desktop.figures.metrics import MM_PER_PT, elided, line_height, text_width, wrapped
from desktop.figures.primitives import (
    Box,
    Circle,
    Ink,
    Line,
    Point,
    Polygon,
    Rect,
    Shape,
    Text,
    placed,
    tagged,
)
from desktop.models.map_codes import NO_CODES, Codes
from desktop.models.map_data import Frequency, MapData, Node, Resource, sector_of
from desktop.models.map_style import STANDARD, MapStyle, SymbolSet

LABEL_PT: Final = 9.0
LABEL_WIDTH: Final = 27.0
LABEL_GAP: Final = 1.0
MEMBER_SIZE: Final = 4.6
_CORNER: Final = 0.45  # of an agency's half side
_SIZES: Final[dict[Frequency, float]] = {
    "daily": 5.2, "weekly": 4.6, "monthly": 4.0, "yearly": 3.4, "never": 3.4, "": 4.0,
}  # fmt: skip
_ORDER: Final[tuple[Frequency, ...]] = ("", "never", "yearly", "monthly", "weekly", "daily")
_SECTOR_INKS: Final[dict[str, Ink]] = {
    "kin": "sector_kin",
    "friends": "sector_friends",
    "education": "sector_education",
    "health": "sector_health",
    "authority": "sector_authority",
    "work": "sector_work",
    "occupation": "sector_education",
    "officials": "sector_authority",
    "friends_alone": "sector_friends",
    "neighbourhood": "sector_work",
    "services": "sector_health",
    "authority_alone": "sector_authority",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A node as drawn, around (0, 0): half the size of its symbol, its label's lines and their box."""

    size: float
    lines: tuple[str, ...]
    label: Box

    @property
    def symbol(self) -> Box:
        """The box of the symbol alone."""
        return -self.size, -self.size, self.size, self.size

    @property
    def box(self) -> Box:
        """The box of symbol and label together."""
        return geometry.around((self.symbol, self.label))


_TINTS: Final[dict[str, Ink]] = {
    "accent": "accent_tint", "good": "good_tint", "amber": "amber_tint", "bad": "bad_tint", "soft": "hairline",
}  # fmt: skip
_BADGE: Final = 1.7  # radius of the sign of a resource


def sector_ink(sector: str) -> Ink:
    """The tint of a sector of the sheet."""
    return _SECTOR_INKS.get(sector, "ground")


def node_size(map_: MapData, node: Node) -> float:
    """Half the size of a node's symbol: members are alike, others are larger the more often they are met."""
    if node.inside:
        return MEMBER_SIZE
    return _SIZES[max((tie.frequency for tie in map_.ties_of(node.id)), key=_ORDER.index, default="")]


def node_sizes(map_: MapData) -> dict[UUID, float]:
    """Half the size of every node's symbol, in millimetres."""
    often: dict[UUID, Frequency] = {}
    for tie in map_.ties:
        for end in (tie.source, tie.target):
            often[end] = max(often.get(end, ""), tie.frequency, key=_ORDER.index)
    return {n.id: MEMBER_SIZE if n.inside else _SIZES[often.get(n.id, "")] for n in map_.nodes}


def label_above(node: Node, at: Point) -> bool:
    """Does the name stand above the symbol? Away from the ties: inwards for members, outwards for others."""
    return at[1] > 0 if node.inside else at[1] < 0


def look(node: Node, at: Point, today: date, size: float | None = None) -> Look:
    """How a node looks at this place."""
    half = size if size is not None else (MEMBER_SIZE if node.inside else _SIZES[""])
    lines = label_lines(node, today)
    width = max((text_width(line, LABEL_PT) for line in lines), default=0.0) / 2
    height = len(lines) * line_height(LABEL_PT)
    if not lines:
        label = (0.0, 0.0, 0.0, 0.0)
    elif label_above(node, at):
        label = (-width, -half - LABEL_GAP - height, width, -half - LABEL_GAP)
    else:
        label = (-width, half + LABEL_GAP, width, half + LABEL_GAP + height)
    return Look(half, lines, label)


def label_lines(node: Node, today: date) -> tuple[str, ...]:
    """The name, and the age where it is known; at most two lines for a member, three for others."""
    most = 2 if node.inside else 3
    lines = list(wrapped(node.name, LABEL_PT, LABEL_WIDTH, most)) or ["?"]
    if node.born_year is None or not node.alive or node.kind != "person":
        return tuple(lines)
    years = max(today.year - node.born_year, 0)
    age = f", {years}" if lines[-1][-1:].isdigit() else f" {years}"  # after a code the number would be read as one
    if text_width(lines[-1] + age, LABEL_PT) <= LABEL_WIDTH:
        lines[-1] += age
    elif len(lines) < most:
        lines.append(str(years))
    else:
        lines[-1] = elided(lines[-1], LABEL_PT, LABEL_WIDTH - text_width(age, LABEL_PT)) + age
    return tuple(lines)


def node_shapes(
    node: Node, at: Point, today: date, size: float | None = None, *, style: MapStyle = STANDARD
) -> tuple[Shape, ...]:
    """The node's symbol and name around (0, 0); `at`, its place on the sheet, decides the name's side."""
    seen = look(node, at, today, size)
    halo: Ink = "paper" if node.inside else sector_ink(sector_of(node.sphere, style.sectors))
    if not style.sectors:
        halo = "paper"
    shapes = [*node_symbol(node, seen.size, style.symbols)]
    if node.resource:
        shapes += _resource(node.resource, seen.size)
    height = line_height(LABEL_PT)
    for number, line in enumerate(seen.lines):
        baseline = seen.label[1] + number * height + 0.78 * LABEL_PT * MM_PER_PT * 1.12
        shapes.append(Text(0.0, baseline, line, LABEL_PT, align="center", halo=halo, fill="ink"))
    return tagged(shapes, str(node.id))


def node_symbol(node: Node, size: float, symbols: SymbolSet = "standard") -> tuple[Shape, ...]:
    """The symbol alone: square, circle or diamond for a member, round for others; crossed for the dead.

    With the symbols of the network card every man is a triangle and every woman a circle, members and others alike.
    """
    fill = _TINTS.get(node.tint, "paper")
    corners = _corners(node, size, symbols)
    inked: Ink = "ink" if node.inside else "ordinary"
    width = 0.5 if node.inside else 0.4
    shapes: list[Shape] = []
    if corners:
        shapes.append(Polygon(corners, stroke=inked, fill=fill, width_mm=width))
    elif node.inside and node.sex == "male" and symbols == "standard":
        shapes.append(Rect(-size, -size, 2 * size, 2 * size, stroke=inked, fill=fill, width_mm=width))
    elif not node.inside and node.kind == "agency":
        corner = size * _CORNER
        shapes.append(Rect(-size, -size, 2 * size, 2 * size, corner, stroke=inked, fill=fill, width_mm=width))
    else:
        shapes.append(Circle(0.0, 0.0, size, stroke=inked, fill=fill, width_mm=width))
        if node.kind == "group" and not node.inside:
            shapes.append(Circle(0.0, 0.0, size - 1.0, stroke=inked, width_mm=width))
    if not node.alive:
        square = node.inside and node.sex == "male" and not corners
        reach = size * (1.0 if square else 0.5 if corners else sqrt(0.5))
        shapes.append(Line(-reach, -reach, reach, reach, stroke="ink", width_mm=0.4))
        shapes.append(Line(-reach, reach, reach, -reach, stroke="ink", width_mm=0.4))
    return tuple(shapes)


def _corners(node: Node, size: float, symbols: SymbolSet) -> tuple[Point, ...]:
    """The corners of a symbol with straight sides; none for round and square ones."""
    if not node.inside and (symbols == "standard" or node.kind != "person"):
        return ()
    if symbols == "network" and node.sex == "male":
        return (0.0, -size), (size, size), (-size, size)
    if node.sex == "unknown" and node.inside:
        return (0.0, -size), (size, 0.0), (0.0, size), (-size, 0.0)
    return ()


def _resource(state: Resource, size: float, *, alone: bool = False) -> list[Shape]:
    """The sign of a resource at the symbol's shoulder: full where it helps already, empty where nobody asked yet."""
    x, y = (0.0, 0.0) if alone else (size * 0.85, -size * 0.85)
    used = state == "used"
    half = _BADGE * 0.58
    cross: Ink = "paper" if used else "good"
    return [
        Circle(x, y, _BADGE, stroke="good", fill="good" if used else "paper", width_mm=0.35),
        Line(x - half, y, x + half, y, stroke=cross, width_mm=0.45),
        Line(x, y - half, x, y + half, stroke=cross, width_mm=0.45),
    ]


def resource_at(state: Resource, x: float, y: float) -> tuple[Shape, ...]:
    """The sign of a resource alone: for legends."""
    return placed(_resource(state, 0.0, alone=True), x, y)


def symbol_at(node: Node, x: float, y: float, size: float, symbols: SymbolSet = "standard") -> tuple[Shape, ...]:
    """The symbol alone at a place: for legends and lists."""
    return placed(node_symbol(node, size, symbols), x, y)


def edge(node: Node, at: Point, size: float, toward: Point, symbols: SymbolSet = "standard") -> Point:
    """Where a tie that comes from `toward` ends: the edge of the node's symbol."""
    way = geometry.direction(at, toward)
    reach = _reach(node, size, way, symbols)
    return at[0] + way[0] * reach, at[1] + way[1] * reach


def anonymous(map_: MapData, codes: Codes = NO_CODES) -> MapData:
    """The map with codes in the place of names: for teaching and for councils; notes and free words go too."""
    called = coded(met_on(map_), codes)
    nodes = tuple(replace(node, name=called[node.id], note="") for node in map_.nodes)
    groups = tuple(replace(group, name=called[group.id]) for group in map_.groups)
    return _wordless(replace(map_, nodes=nodes, groups=groups))


def initials(map_: MapData, codes: Codes = NO_CODES) -> MapData:
    """The map with people's initials in the place of their names; agencies keep theirs, notes go."""
    gone = Discreet(map_, codes)
    nodes = tuple(
        replace(node, name=initials_of(node.name) if node.kind == "person" else gone(node.name), note="") for node in map_.nodes
    )
    groups = tuple(replace(group, name=gone(group.name)) for group in map_.groups)
    return _wordless(replace(map_, nodes=nodes, groups=groups))


def _wordless(map_: MapData) -> MapData:
    ties = tuple(replace(tie, note="") for tie in map_.ties)
    return replace(map_, ties=ties, title="", note="", told_by="")


def named(map_: MapData, style: MapStyle) -> MapData:
    """The map with its names shown, as initials, or as codes."""
    if style.names == "shown":
        return map_
    return anonymous(map_, style.codes) if style.names == "codes" else initials(map_, style.codes)


def _reach(node: Node, size: float, way: Point, symbols: SymbolSet) -> float:
    corners = _corners(node, size, symbols)
    if corners:
        return _to_side(corners, way)
    across, along = abs(way[0]), abs(way[1])
    if node.inside and node.sex == "male" and symbols == "standard":
        return size / max(across, along)
    if node.inside or node.kind != "agency":
        return size
    return _rounded(size, size * _CORNER, across, along)


def _to_side(corners: tuple[Point, ...], way: Point) -> float:
    """From (0, 0) to the side that a ray meets."""
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        dx, dy = bx - ax, by - ay
        turn = way[0] * dy - way[1] * dx
        if abs(turn) < 1e-12:
            continue
        far, share = (ax * dy - ay * dx) / turn, (ax * way[1] - ay * way[0]) / turn
        if far > 0 and -1e-9 <= share <= 1 + 1e-9:
            return far
    return 0.0


def _rounded(size: float, corner: float, across: float, along: float) -> float:
    """From the middle of a rounded square to its edge, along a way into the first quarter."""
    flat = size / max(across, along)
    middle = size - corner
    if min(across, along) * flat <= middle:
        return flat
    project = middle * (across + along)
    off = hypot(middle, middle) ** 2 - project**2
    return project + sqrt(max(corner**2 - off, 0.0))
