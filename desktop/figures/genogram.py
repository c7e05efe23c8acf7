"""The genogram as a figure: everybody once, all bonds, conditions, feelings, the household, a legend.

The same picture is painted on the screen, on paper and into files; what can be touched on the screen is named beside
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.figures import geometry
from desktop.figures.codes import Discreet, coded, initials_of, met_on
from desktop.figures.genogram_feelings import curved, feeling_shapes
from desktop.figures.genogram_hatching import Place, shares
from desktop.figures.genogram_household import around_household, household_loops, loop_shapes
from desktop.figures.genogram_layout import NAME, Plan, plan_of
from desktop.figures.genogram_legend import legend_shapes
from desktop.figures.genogram_lines import ways_of
from desktop.figures.genogram_look import PT, Look
from desktop.figures.genogram_strokes import (
    adoption_mark,
    left_home,
    piece_shape,
    stroke,
    union_shapes,
    words_boxes,
)
from desktop.figures.genogram_symbols import loss_shapes, person_shapes
from desktop.figures.genogram_ways import Way, Ways
from desktop.figures.genogram_words import sentences
from desktop.figures.metrics import text_width, wrapped
from desktop.figures.primitives import Box, Figure, Point, Shape, Text, bounds, placed
from desktop.models.kin_data import GenogramData, Kin, KinLoss, KinMark, KinPerson
from desktop.models.map_codes import NO_CODES, Codes
from desktop.models.map_style import STANDARD, MapStyle, Names, SymbolSet

_MARGIN: Final = 5.0
_SHARES: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)  # where along its line a word may stand
_LEGEND: Final = 120.0  # the least width of the key


@dataclass(frozen=True, slots=True)
class GenogramPicture:
    """A drawn genogram; boxes and ways are in the figure's coordinates, millimetres."""

    figure: Figure
    boxes: Mapping[UUID, Box]  # symbol and name of each person and pregnancy
    symbols: Mapping[UUID, Box]
    lines: Mapping[UUID, Way]  # by id of union, parent, twins, loss, feeling, word
    origin: Point = (0.0, 0.0)  # where the layout's (0, 0) lies; it moves when the drawing grows to the left


def draw(
    data: GenogramData,
    today: date,
    *,
    style: MapStyle = STANDARD,
    width: float = NAME,
    words: Mapping[str, str] | None = None,
) -> GenogramPicture:
    """Draw one version of a family's genogram; shifts made by hand are added to the layout's places.

    `width` is how wide a name may be before it is wrapped. `words` are the office's own names of conditions and
    feelings for the legend, by code.
    """
    data = named_as(data, style)
    plan = plan_of(data.kin, data.index, today, data.hidden, width)
    places = {
        id_: (x + data.shifts.get(id_, (0.0, 0.0))[0], y + data.shifts.get(id_, (0.0, 0.0))[1])
        for id_, (x, y) in plan.places.items()
    }
    body = _Body(data, plan, places, style)
    box = body.box()
    key = legend_shapes(data, plan.tree, max(box[2] - box[0], _LEGEND), style.symbols, words) if style.legend else ()
    return _framed(body, box, key, "\n".join(sentences(data, plan.tree, today, words=words)))


def key_shapes(
    data: GenogramData, today: date, width_mm: float, *, style: MapStyle = STANDARD, words: Mapping[str, str] | None = None
) -> tuple[Shape, ...]:
    """The key alone, its frame first, for a window that shows it beside the drawing."""
    tree = plan_of(named_as(data, style).kin, data.index, today, data.hidden).tree
    return legend_shapes(data, tree, width_mm, style.symbols, words)


def named_as(data: GenogramData, style: MapStyle) -> GenogramData:
    """The genogram with names as the style wants them; what was written freely about it goes with the names."""
    if style.names == "shown":
        return data
    return replace(data, kin=with_names(data.kin, style.names, style.codes), title="", told_by="", note="")


@lru_cache(maxsize=8)
def with_names(kin: Kin, names: Names, codes: Codes = NO_CODES) -> Kin:
    """The family with initials or codes in the place of names, and without full dates of birth."""
    if names == "shown":
        return kin
    called = coded(met_on(kin), codes) if names == "codes" else {p.id: initials_of(p.name) for p in kin.people}
    gone = Discreet(kin, codes)
    return replace(
        kin,
        people=tuple(replace(p, name=called.get(p.id, ""), full_name="", member=False) for p in kin.people),
        words=tuple(replace(word, word=gone(word.word)) for word in kin.words),
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A person or a pregnancy with all that decides how they look."""

    who: KinPerson | KinLoss
    look: Look
    index: bool = False
    dead: bool = False
    marks: tuple[tuple[str, Place], ...] = ()
    more: int = 0
    symbols: SymbolSet = "standard"


@lru_cache(maxsize=4096)
def _drawn(one: _Drawn, x: float, y: float) -> tuple[Shape, ...]:
    """They at this place: after one drop everybody else is where they were."""
    if isinstance(one.who, KinLoss):
        return loss_shapes(one.who, one.look, (x, y))
    return person_shapes(
        one.who, one.look, (x, y),
        index=one.index, dead=one.dead, marks=one.marks, more=one.more, symbols=one.symbols,
    )  # fmt: skip


@lru_cache(maxsize=2048)
def _box_of(one: _Drawn) -> Box:
    return bounds(_drawn(one, 0.0, 0.0))


class _Body:
    """The drawing without its frame: shapes in the order they are painted, and the ways of all lines."""

    def __init__(self, data: GenogramData, plan: Plan, places: Mapping[UUID, Point], style: MapStyle) -> None:
        self.data, self.plan, self.places, self.style = data, plan, places, style
        self.ways: Ways = ways_of(plan, places, style.symbols)
        self.boxes = {i: tuple(geometry.moved(b, *places[i]) for b in plan.looks[i].boxes) for i in places}
        self.lines: dict[UUID, Way] = {
            **self.ways.unions, **self.ways.links, **self.ways.twins, **self.ways.losses,
        }  # fmt: skip
        self.under: list[Shape] = []
        self.people: dict[UUID, _Drawn] = {}
        self.over: list[Shape] = []
        self._household()
        self._kinship()
        self._people()
        self._curves()

    def box(self) -> Box:
        """The box around everything; nobody: an empty one."""
        boxes = [bounds(shapes) for shapes in (self.under, self.over) if shapes]
        boxes += [geometry.moved(_box_of(who), *self.places[i]) for i, who in self.people.items()]
        return geometry.around(boxes) if boxes else (0.0, 0.0, 0.0, 0.0)

    def shapes(self, dx: float, dy: float) -> Iterator[Shape]:
        """Everything, so far from where the layout has it; who stands where they stood is not drawn anew."""
        yield from placed(self.under, dx, dy)
        for id_, who in self.people.items():
            x, y = self.places[id_]
            yield from _drawn(who, x + dx, y + dy)
        yield from placed(self.over, dx, dy)

    def _household(self) -> None:
        """The loop; a pregnancy of somebody at home may lie within it or not."""
        tree = self.plan.tree
        home = {i for i, person in tree.people.items() if person.at_home}
        whole = {i: geometry.moved(self.plan.looks[i].box, *at) for i, at in self.places.items()}
        inside = [whole[i] for i in sorted(home)]
        inside += [whole[i] for i, loss in tree.losses.items() if loss.mother in home]
        away = [box for i, box in whole.items()
                if i not in home and (i not in tree.losses or tree.losses[i].mother not in home)]  # fmt: skip
        if inside:
            field = around_household(inside)
            near = tuple(box for box in away if geometry.overlap(box, field))
            years = tuple(box for box in self._years_of_others(home) if geometry.overlap(box, field))
            loops = _loops(tuple(inside), near)
            if years and len(around := _loops(tuple(inside), (*near, *years))) == len(loops):
                loops = around  # not through the years of a union that leads out, where the loop stays whole without
            self.under += loop_shapes(loops)

    def _years_of_others(self, home: AbstractSet[UUID]) -> list[Box]:
        """Where the years of unions stand that are not of two people at home."""
        bonds = [
            bond
            for bond in self.plan.tree.bonds.values()
            if bond.unions and not {bond.unions[0].first, bond.unions[0].second} <= home
        ]
        return words_boxes(shape for bond in bonds for shape in union_shapes(self.plan, bond, self.ways))

    def _kinship(self) -> None:
        tree = self.plan.tree
        self.under += [piece_shape(piece) for piece in self.ways.pieces]
        self.under += [stroke(way, "birth") for way in self.ways.identical]
        for child, end in self.ways.ends.items():
            if child in tree.people and tree.people[child].left_home:
                self.under.append(left_home(end))
        for x, y in self.ways.adopted:
            self.under += adoption_mark((x, y + 2.0))
        for bond in tree.bonds.values():
            self.under += union_shapes(self.plan, bond, self.ways)

    def _people(self) -> None:
        tree, looks = self.plan.tree, self.plan.looks
        marks: dict[UUID, list[KinMark]] = {}
        for mark in self.data.marks:
            marks.setdefault(mark.person, []).append(mark)
        for person in tree.people.values():
            shown, more = shares(marks.get(person.id, []))
            self.people[person.id] = _Drawn(
                person, looks[person.id], person.id == self.data.index, person.id in tree.dead, tuple(shown), more,
                self.style.symbols,
            )  # fmt: skip
        for loss in tree.losses.values():
            self.people[loss.id] = _Drawn(loss, looks[loss.id])

    def _curves(self) -> None:
        """Feelings, kinship by word, and parents who do not stand above the child."""
        curves: list[tuple[UUID, UUID, UUID, str]] = [(t.id, t.first, t.second, t.kind) for t in self.data.feelings]
        curves += [(w.id, w.first, w.second, "word") for w in self.plan.tree.kin.words]
        kinship: list[tuple[UUID, UUID, UUID, str]] = [(p.id, p.parent, p.child, p.nature) for p in self.ways.strays]
        kinship += [(t.id, t.first, t.second, "twins") for t in self.ways.loose]
        strays = {line[0] for line in kinship}
        curves = kinship + curves
        if not curves:
            return
        drawn: list[Way] = []
        lines = [piece.way for piece in self.ways.pieces]
        words = words_boxes([*self.under, *(s for i, who in self.people.items() for s in _drawn(who, *self.places[i]))])
        people = self.plan.tree.people
        for id_, first, second, kind in curves:
            if first not in people or second not in people or first == second:
                continue
            start, end = (geometry.moved(self.plan.looks[p].symbol, *self.places[p]) for p in (first, second))
            walls = [box for i, boxes in self.boxes.items()
                     for n, box in enumerate(boxes) if n or i not in {first, second}]  # fmt: skip
            way = curved(start, end, [*walls, *words], drawn, lines)
            if way:
                drawn.append(way)
                self.lines[id_] = way
                self.over += [stroke(way, kind, tag=str(id_))] if id_ in strays else feeling_shapes(way, kind, str(id_))
        self._kin_words(words)

    def _kin_words(self, said: list[Box]) -> None:
        """The word beside its line, where it lies on nothing if there is such a place."""
        taken = [box for boxes in self.boxes.values() for box in boxes] + said
        lines = [piece.way for piece in self.ways.pieces]
        for word in self.plan.tree.kin.words:
            if word.id not in self.lines or not word.word.strip():
                continue
            way = self.lines[word.id]
            (line,) = wrapped(word.word, PT, 40.0, 1)
            half, whole = text_width(line, PT) / 2, geometry.length(way)
            spots = [geometry.along(way, whole * share)[0] for share in _SHARES]
            boxes = [(x - half, y - 3.2, x + half, y - 0.2) for x, y in spots]
            prices = [
                sum(geometry.overlap(box, other) for other in taken) * 3 + sum(geometry.line_hits(one, box) for one in lines)
                for box in boxes
            ]
            best = prices.index(min(prices))
            taken.append(boxes[best])
            (x, y), tag = spots[best], str(word.id)
            self.over.append(Text(x, y - 0.7, line, PT, align="center", fill="soft", halo="paper", tag=tag))


@lru_cache(maxsize=16)
def _loops(inside: tuple[Box, ...], away: tuple[Box, ...]) -> list[list[Point]]:
    """The loop is dear and stays the same in most acts: a feeling, a condition, undoing, a second look."""
    return household_loops([[box] for box in inside], away)


def _framed(body: _Body, box: Box, key: tuple[Shape, ...], description: str) -> GenogramPicture:
    key_box = bounds(key)
    dx, dy = _MARGIN - box[0], _MARGIN - box[1]
    width = max(box[2] - box[0], key_box[2]) + 2 * _MARGIN
    dx += (width - 2 * _MARGIN - (box[2] - box[0])) / 2
    height = box[3] - box[1] + 2 * _MARGIN
    shapes = [*body.shapes(dx, dy), *placed(key, _MARGIN, height)]
    height += key_box[3] + _MARGIN if key else 0.0
    looks, places = body.plan.looks, body.places
    return GenogramPicture(
        Figure(width, height, tuple(shapes), body.data.title or _("Genogram"), description),
        {i: geometry.moved(looks[i].box, x + dx, y + dy) for i, (x, y) in places.items()},
        {i: geometry.moved(looks[i].symbol, x + dx, y + dy) for i, (x, y) in places.items()},
        {i: tuple((x + dx, y + dy) for x, y in way) for i, way in body.lines.items()},
        (dx, dy),
    )
