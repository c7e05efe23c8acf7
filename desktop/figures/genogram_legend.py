"""The key of a genogram: only what this one uses, drawn and in words.

Sources disagree about the signs, so every sheet carries its own key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.figures.genogram_feelings import feeling_shapes
from desktop.figures.genogram_hatching import hatched, place_of
from desktop.figures.genogram_household import DASH
from desktop.figures.genogram_look import SMALL, Look
from desktop.figures.genogram_strokes import adoption_mark, left_home, stroke
from desktop.figures.genogram_symbols import loss_shapes, outline_of, sample
from desktop.figures.genogram_tree import NATURES, Tree
from desktop.figures.metrics import line_height, text_width, wrapped
from desktop.figures.primitives import Circle, Line, Point, Rect, Shape, Text
from desktop.models.kin_data import GenogramData, KinLoss, Outcome, mark_key
from desktop.models.map_style import SymbolSet

PT: Final = 8.0
UNION_WORDS: Final = {
    "marriage": N_("registered marriage"),
    "cohabitation": N_("living together unregistered"),
    "relationship": N_("relationship without living together"),
    "together": N_("parents of a child, union not entered"),
}
NATURE_WORDS: Final = {
    "birth": N_("child by birth"),
    "adoptive": N_("adopted child"),
    "foster": N_("foster child"),
    "guardian": N_("child under guardianship"),
    "step": N_("stepchild"),
}
LOSS_WORDS: Final[Mapping[str, str]] = {
    "expected": N_("pregnancy"),
    "miscarriage": N_("miscarriage"),
    "abortion": N_("abortion"),
    "stillbirth": N_("stillbirth"),
}
FEELING_WORDS: Final = {
    "close": N_("close relation"),
    "fused": N_("fused relation (too close)"),
    "distant": N_("distant relation"),
    "conflict": N_("conflict relation"),
    "close_conflict": N_("close and conflict relation"),
    "cut_off": N_("cut off, no contact"),
    "hostile": N_("hostile relation"),
    "violence": N_("violence (the arrow: against whom)"),
    "indifferent": N_("indifferent relation"),
    "controlling": N_("controlling relation (the arrow: whom)"),
}
MARK_WORDS: Final = {
    "alcohol": N_("dependence on alcohol"),
    "drugs": N_("dependence on drugs"),
    "gambling": N_("gambling addiction"),
    "recovering": N_("remission, sobriety"),
    "mental": N_("mental disorder"),
    "illness": N_("severe or chronic illness"),
    "disability": N_("disability"),
    "suffered_violence": N_("suffered violence"),
    "violence": N_("used violence"),
    "prison": N_("imprisonment"),
    "removal": N_("removal or placement in an institution"),
    "rights_lost": N_("parental rights lost or limited"),
    "suicide": N_("suicide or an attempt"),
    "missing": N_("missing, searched for"),
}
_ROW: Final = 5.6
_PAD: Final = 2.6
_GAP: Final = 5.0
_NOBODY: Final = UUID(int=0)
_Entry = tuple[str, float, Callable[[Point], list[Shape]]]  # words, width of the sample, the sample from its left


def legend_shapes(
    data: GenogramData,
    tree: Tree,
    width_mm: float,
    symbols: SymbolSet = "standard",
    words: Mapping[str, str] | None = None,
) -> tuple[Shape, ...]:
    """The key, upper left corner at (0, 0), at most so wide; none for an empty genogram.

    `words` are the office's own names of feelings by code, of conditions by `mark_key`, where it has renamed or added some.
    """
    said = words or {}
    entries = [
        *_people(data, tree, symbols), *_losses(tree), *_unions(tree), *_children(tree),
        *_marks(data, tree, said), *_feelings(data, tree, said),
    ]  # fmt: skip
    if not tree.people:
        return ()
    room = max(width_mm - 2 * _PAD, 40.0)
    shapes: list[Shape] = []
    x, y, right = _PAD, _PAD, 0.0
    for text, wide, drawn in entries:
        lines = wrapped(text, PT, max(room - wide - 1.6, 20.0), 1)
        needed = wide + 1.6 + max(text_width(line, PT) for line in lines)
        if x > _PAD and x + needed > _PAD + room:
            x, y = _PAD, y + _ROW
        shapes += drawn((x, y + _ROW / 2))
        shapes += [Text(x + wide + 1.6, y + _ROW / 2 + 1.0, line, PT, fill="ink") for line in lines]
        right = max(right, x + needed)
        x += needed + _GAP
    y += _ROW
    notes = " \u00b7 ".join(_notes(data, tree))
    for line in wrapped(notes, PT, max(room, right - _PAD), 3) if notes else ():
        y += line_height(PT)
        shapes.append(Text(_PAD, y - 0.6, line, PT, fill="soft"))
        right = max(right, _PAD + text_width(line, PT))
    frame = Rect(0.0, 0.0, right + _PAD, y + _PAD, 2.0, stroke="hairline", fill="paper", width_mm=0.3)
    return (frame, *shapes)


def _people(data: GenogramData, tree: Tree, symbols: SymbolSet) -> Iterator[_Entry]:
    people = list(tree.people.values())
    for sex, text in (("male", N_("male")), ("female", N_("female")), ("unknown", N_("sex unknown"))):
        person = next((p for p in people if p.sex == sex), None)
        if person is not None:
            yield _(text), 4.4, lambda at, sex=person.sex: [sample(sex, (at[0] + 2.2, at[1]), 2.2, symbols)]  # type: ignore[misc]
    if data.index in tree.people:
        yield (
            _("about whom it is drawn"),
            4.4,
            lambda at: [
                Circle(at[0] + 2.2, at[1], 2.2, stroke="ink", fill="paper", width_mm=0.4),
                Circle(at[0] + 2.2, at[1], 1.5, stroke="ink", width_mm=0.3),
            ],
        )
    if tree.dead & tree.people.keys():
        yield (
            _("no longer alive"),
            4.4,
            lambda at: [
                Circle(at[0] + 2.2, at[1], 2.2, stroke="ink", fill="paper", width_mm=0.4),
                Line(at[0] + 0.65, at[1] - 1.55, at[0] + 3.75, at[1] + 1.55, stroke="ink", width_mm=0.35),
                Line(at[0] + 0.65, at[1] + 1.55, at[0] + 3.75, at[1] - 1.55, stroke="ink", width_mm=0.35),
            ],
        )
    if any(p.at_home for p in people):
        yield (
            _("they live together"),
            9.0,
            lambda at: [Rect(at[0], at[1] - 1.9, 9.0, 3.8, 1.6, stroke="accent", width_mm=0.45, dash=DASH)],
        )
    if any(p.left_home and tree.home.get(p.id) for p in people):
        yield (
            _("left the parents' home"),
            4.0,
            lambda at: [
                Line(at[0] + 2.0, at[1] - 2.2, at[0] + 2.0, at[1] + 2.2, stroke="ink", width_mm=0.4),
                left_home((at[0] + 2.0, at[1])),
            ],
        )


def _losses(tree: Tree) -> Iterator[_Entry]:
    used = {loss.outcome for loss in tree.losses.values()}
    outcomes: tuple[Outcome, ...] = ("expected", "miscarriage", "abortion", "stillbirth")
    for outcome in outcomes:
        if outcome in used:
            loss = KinLoss(_NOBODY, _NOBODY, outcome)
            look = Look(2.4 if outcome == "expected" else SMALL * 0.8, (), (), "", "", "")
            yield (
                _(LOSS_WORDS[outcome]),
                5.0,
                lambda at, loss=loss, look=look: list(  # type: ignore[misc]
                    loss_shapes(loss, look, (at[0] + 2.5, at[1]))
                ),
            )


def _unions(tree: Tree) -> Iterator[_Entry]:
    used = {union.nature for bond in tree.bonds.values() for union in bond.unions}
    bare = {"together"} if any(len(b.key) == 2 and not b.unions for b in tree.bonds.values()) else set()
    for nature, text in UNION_WORDS.items():
        if nature in used | bare:
            yield _(text), 11.0, lambda at, nature=nature: [stroke((at, (at[0] + 11.0, at[1])), nature, 0.5)]  # type: ignore[misc]
    unions = [union for bond in tree.bonds.values() for union in bond.unions]
    parted = [("separation", N_("they parted"), (0.0,)), ("divorce", N_("they divorced"), (-0.7, 0.7))]
    for ended, text, offs in parted:
        if any(u.ended == ended for u in unions):
            yield _(text), 11.0, lambda at, offs=offs: _slashed(at, offs)  # type: ignore[misc]
    if any(u.resumed and u.ended in {"divorce", "separation"} for u in unions):
        yield (
            _("they are together again"),
            11.0,
            lambda at: [
                *_slashed(at, (0.0,)),
                Line(at[0] + 3.9, at[1] - 1.9, at[0] + 7.1, at[1] + 1.9, stroke="ink", width_mm=0.4),
            ],
        )


def _slashed(at: Point, offs: tuple[float, ...]) -> list[Shape]:
    x = at[0] + 5.5
    strokes = [Line(x + o - 0.8, at[1] + 1.9, x + o + 0.8, at[1] - 1.9, stroke="ink", width_mm=0.4) for o in offs]
    return [stroke((at, (at[0] + 11.0, at[1])), "marriage", 0.5), *strokes]


def _children(tree: Tree) -> Iterator[_Entry]:
    used = {link.nature for bond in tree.bonds.values() for link in bond.links}
    for nature in NATURES:
        if nature in used and (nature != "birth" or len(used) > 1):
            brackets = adoption_mark if nature == "adoptive" else None
            yield (
                _(NATURE_WORDS[nature]),
                9.0,
                lambda at, nature=nature, brackets=brackets: [  # type: ignore[misc]
                    stroke((at, (at[0] + 9.0, at[1])), nature),
                    *(brackets((at[0] + 4.5, at[1])) if brackets else []),
                ],
            )
    pairs = [pair for pair in tree.kin.twins if pair.first in tree.people and pair.second in tree.people]
    if any(not pair.identical for pair in pairs):
        yield _("twins"), 6.0, lambda at: _legs(at, identical=False)
    if any(pair.identical for pair in pairs):
        yield _("identical twins"), 6.0, lambda at: _legs(at, identical=True)


def _legs(at: Point, *, identical: bool) -> list[Shape]:
    x, y = at
    shapes = [stroke(((x, y + 2.0), (x + 3.0, y - 2.0), (x + 6.0, y + 2.0)), "birth")]
    return [*shapes, stroke(((x + 1.5, y), (x + 4.5, y)), "birth")] if identical else shapes


def _marks(data: GenogramData, tree: Tree, said: Mapping[str, str]) -> Iterator[_Entry]:
    kinds = {mark.kind for mark in data.marks if mark.person in tree.people}
    order = [*MARK_WORDS, *sorted(kinds - set(MARK_WORDS))]
    for kind in [k for k in order if k in kinds]:
        text = said.get(mark_key(kind)) or (_(MARK_WORDS[kind]) if kind in MARK_WORDS else kind)
        yield text, 5.0, lambda at, kind=kind: _marked((at[0] + 2.5, at[1]), kind)  # type: ignore[misc]


def _marked(at: Point, kind: str) -> list[Shape]:
    area = outline_of("male", 2.5, at)
    return [
        Rect(at[0] - 2.5, at[1] - 2.5, 5.0, 5.0, fill="paper"),
        *hatched(area, at, 2.5, kind, place_of(kind)),
        Rect(at[0] - 2.5, at[1] - 2.5, 5.0, 5.0, stroke="ink", width_mm=0.4),
    ]


def _feelings(data: GenogramData, tree: Tree, said: Mapping[str, str]) -> Iterator[_Entry]:
    used = {tie.kind for tie in data.feelings if tie.first in tree.people and tie.second in tree.people}
    for kind in (*FEELING_WORDS, *sorted(used - {*FEELING_WORDS})):  # the office may have added kinds of its own
        if kind in used:
            yield (
                said.get(kind) or (_(FEELING_WORDS[kind]) if kind in FEELING_WORDS else kind),
                12.0,
                lambda at, kind=kind: feeling_shapes(  # type: ignore[misc]
                    (at, (at[0] + 6.0, at[1]), (at[0] + 12.0, at[1])), kind
                ),
            )
    if any(word.first in tree.people and word.second in tree.people for word in tree.kin.words):
        yield (
            _("kinship known by word only"),
            12.0,
            lambda at: feeling_shapes((at, (at[0] + 12.0, at[1])), "word"),
        )


def _notes(data: GenogramData, tree: Tree) -> Iterator[str]:
    people = tree.people.values()
    if any(p.born for p in people):
        yield _("number in the symbol: age")
    if any(p.born or p.died for p in people):
        yield _("years above the symbol: of birth and of death")
    if any(day and day.about for p in people for day in (p.born, p.died)):
        yield _("~ about")
    if any(not p.name.strip() for p in people):
        yield _("? somebody of whom no name is known")
    if any(len({m.kind for m in data.marks if m.person == p.id}) > 4 for p in people):
        yield _("+1, +2 \u2026: further conditions")
