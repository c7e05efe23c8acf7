"""How lines of kinship are drawn: each kind of union and of parenthood in a stroke of its own.

A parting is one slash, a divorce two; they stand nearer to the parent who has not got the custody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from desktop.figures import geometry
from desktop.figures.genogram_layout import Plan, union_words
from desktop.figures.genogram_look import PT
from desktop.figures.genogram_tree import Bond
from desktop.figures.genogram_ways import Piece, Way, Ways
from desktop.figures.metrics import text_width
from desktop.figures.primitives import Box, Dash, Ink, Line, Point, Polyline, Shape, Text
from desktop.models.kin_data import KinUnion

WIDTH: Final = 0.4
UNION_WIDTH: Final = 0.5
DASHES: Final[dict[str, Dash]] = {
    "marriage": (),
    "cohabitation": (2.4, 1.4),
    "relationship": (0.5, 1.1),
    "together": (),
    "birth": (),
    "adoptive": (2.0, 1.1),
    "foster": (0.5, 1.0),
    "guardian": (2.6, 0.9, 0.5, 0.9),
    "step": (1.1, 0.8),
    "twins": (),
}
_INKS: Final[dict[str, Ink]] = {"together": "soft", "step": "accent", "guardian": "accent"}
_SLASH: Final = 1.9
_ASIDE: Final = 4.4  # millimetres
_SHARES: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # where along a line its years may stand


def piece_shape(piece: Piece) -> Shape:
    """One piece of the lines of kinship."""
    width = UNION_WIDTH if piece.role == "union" and piece.nature != "together" else WIDTH
    return stroke(piece.way, piece.nature, width, piece.tag)


def stroke(way: Way, nature: str, width: float = WIDTH, tag: str = "") -> Shape:
    """A way in the stroke of this nature; the legend uses it too."""
    ink: Ink = _INKS.get(nature, "ink")
    return Polyline(way, stroke=ink, width_mm=width, dash=DASHES.get(nature, ()), tag=tag)


def adoption_mark(at: Point, tag: str = "") -> list[Shape]:
    """Brackets beside the line above an adopted child."""
    x, y = at
    return [
        Polyline(((x + side * 0.7, y - 1.2), (x + side * 1.4, y - 1.2), (x + side * 1.4, y + 1.2), (x + side * 0.7, y + 1.2)),
                 stroke="ink", width_mm=0.3, tag=tag)
        for side in (-1.0, 1.0)
    ]  # fmt: skip


def union_shapes(plan: Plan, bond: Bond, ways: Ways) -> list[Shape]:
    """Years and slashes of a couple's unions."""
    shapes: list[Shape] = []
    said = union_words(bond.unions)
    if plan.forms[bond.key] != "under":  # there every union has a line with room of its own
        said = ["; ".join(words for words in said if words)]
    middle = (len(bond.unions) - 1) / 2
    for number, union in enumerate(bond.unions):
        if union.id in ways.flat:  # of unions one below the other the slashes stand beside each other
            shapes += _slashes(union, bond, plan, *ways.flat[union.id], (number - middle) * _ASIDE)
    for union, words in zip(bond.unions, said, strict=False):
        if words and union.id in ways.flat:
            shapes.append(_years(union, words, *ways.flat[union.id], ways))
    return shapes


def words_boxes(shapes: Iterable[Shape]) -> list[tuple[float, float, float, float]]:
    """The boxes of the years at the unions."""
    found = []
    for shape in shapes:
        if isinstance(shape, Text):
            wide = text_width(shape.text, PT)
            left = shape.x - (wide / 2 if shape.align == "center" else 0.0)
            found.append((left, shape.y - 2.2, left + wide, shape.y + 0.5))
    return found


def _years(union: KinUnion, words: str, a: Point, b: Point, ways: Ways) -> Shape:
    """The years over a union's line, where no other line runs down through them."""
    high = _SLASH + 0.4 if _parted(union) else 0.9
    tag = str(union.id)
    if abs(a[0] - b[0]) < 4.0:
        return Text(a[0] + 1.2, (a[1] + b[1]) / 2, words, PT, fill="soft", halo="paper", tag=tag)
    half, y = text_width(words, PT) / 2, a[1] - high
    tries = [a[0] + (b[0] - a[0]) * share for share in _SHARES]
    tries = [x for x in tries if abs(x - (a[0] + b[0]) / 2) < max(abs(b[0] - a[0]) / 2 - half, 0.1)] or tries[:1]
    free = (x for x in tries if not _crossed((x - half - 0.4, y - 2.2, x + half + 0.4, y + 0.4), ways))
    return Text(next(free, tries[0]), y, words, PT, align="center", fill="soft", halo="paper", tag=tag)


def _crossed(box: Box, ways: Ways) -> bool:
    left, top, right, bottom = box
    near = [way for (a, b, c, d), way in ways.walls() if b <= bottom and top <= d and a <= right and left <= c]
    return any(geometry.line_hits(way, box) for way in near)


def _parted(union: KinUnion) -> bool:
    return union.ended in {"divorce", "separation"}


def _slashes(union: KinUnion, bond: Bond, plan: Plan, a: Point, b: Point, aside: float) -> list[Shape]:
    if not _parted(union):
        return []
    left, right = sorted((a, b))
    share = _toward(bond, plan)
    x, y = left[0] + (right[0] - left[0]) * share + aside, left[1] + (right[1] - left[1]) * share
    tag = str(union.id)
    offs: Sequence[float] = (-0.7, 0.7) if union.ended == "divorce" else (0.0,)
    shapes: list[Shape] = [
        Line(x + off - 0.8, y + _SLASH, x + off + 0.8, y - _SLASH, stroke="ink", width_mm=WIDTH, tag=tag) for off in offs
    ]
    if union.resumed is not None:  # together again: a stroke the other way
        shapes.append(Line(x - 1.6, y - _SLASH, x + 1.6, y + _SLASH, stroke="ink", width_mm=WIDTH, tag=tag))
    return shapes


def _toward(bond: Bond, plan: Plan) -> float:
    """Where between the two the slashes stand: nearer to the one without custody, in the middle if it is shared."""
    left = min(bond.key, key=lambda p: plan.places[p])
    votes = 0
    for link in bond.links:
        side = {"with_this_parent": 1, "with_the_other": -1}.get(link.custody, 0)
        votes += side if link.parent == left else -side
    return 0.5 if votes == 0 else 0.76 if votes > 0 else 0.24


def left_home(at: Point, tag: str = "") -> Shape:
    """The short bar across the line of a child who left the parents' home."""
    return Line(at[0] - 1.3, at[1], at[0] + 1.3, at[1], stroke="ink", width_mm=0.55, tag=tag)
