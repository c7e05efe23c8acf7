"""The legend of a map of social connections: drawn and in words, and only what this map uses.

Sources disagree about the signs, so every sheet carries its own key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.figures.metrics import MM_PER_PT, line_height, text_width, wrapped
from desktop.figures.primitives import Rect, Shape, Text
from desktop.figures.social_boundary import BOUNDARY_WORDS, boundary_sample, group_sample
from desktop.figures.social_symbols import resource_at, symbol_at
from desktop.figures.social_ties import line_shapes
from desktop.models.map_data import QUALITIES, Boundary, MapData, Node, Resource
from desktop.models.map_style import STANDARD, MapStyle, SymbolSet

QUALITY_WORDS: Final = {
    "strong": N_("strong tie"),
    "ordinary": N_("ordinary tie"),
    "weak": N_("weak tie"),
    "conflict": N_("conflict tie"),
    "broken": N_("broken tie"),
}
_PT: Final = 9.0
_ROW: Final = 6.0
_PAD: Final = 3.0
_SAMPLE: Final = 13.0
_GAP: Final = 5.0
_NOBODY: Final = UUID(int=0)


def legend_shapes(
    map_: MapData, width_mm: float = 170.0, style: MapStyle = STANDARD, rings: Sequence[str] = ()
) -> tuple[Shape, ...]:
    """The key of what is on the map, upper left corner at (0, 0), at most so wide; none for an empty map.

    `rings`: how the rings of the view are called, from the middle outwards.
    """
    items = [*_lines(map_), *_symbols(map_, style.symbols), *_resources(map_), *_loops(map_)]
    notes = list(_notes(map_))
    if rings and map_.nodes:
        notes.append(_("rings from the middle outwards: {names}").format(names=", ".join(rings)))
    if not items and not notes:
        return ()
    room = max(width_mm - 2 * _PAD, 40.0)
    shapes: list[Shape] = []
    x, y, right = _PAD, _PAD, 0.0
    for words, sample, wide in items:
        needed = wide + 1.8 + text_width(words, _PT)
        if x > _PAD and x + needed > _PAD + room:
            x, y = _PAD, y + _ROW
        shapes += [*sample(x, y + _ROW / 2), Text(x + wide + 1.8, y + _ROW / 2 + 1.1, words, _PT, fill="ink")]
        right = max(right, x + needed)
        x += needed + _GAP
    y += _ROW if items else 0.0
    for line in wrapped(" \u00b7 ".join(notes), _PT, max(room, right - _PAD), 8 if rings else 4):
        shapes.append(Text(_PAD, y + 0.85 * _PT * MM_PER_PT + 0.6, line, _PT, fill="soft"))
        right = max(right, _PAD + text_width(line, _PT))
        y += line_height(_PT) + 0.3
    frame = Rect(0.0, 0.0, right + _PAD, y + _PAD, 2.0, stroke="hairline", fill="paper", width_mm=0.3)
    return (frame, *shapes)


class _Sample:
    """What stands before the words of one entry: called with where it starts and its middle height."""

    def __init__(
        self,
        quality: str = "",
        node: Node | None = None,
        symbols: SymbolSet = "standard",
        resource: Resource = "",
        loop: Boundary | Literal["group"] = "",
    ) -> None:
        self._quality, self._node, self._symbols, self._resource = quality, node, symbols, resource
        self._loop = loop

    def __call__(self, x: float, y: float) -> tuple[Shape, ...]:
        """The sample's shapes."""
        if self._node is not None:
            return symbol_at(self._node, x + 2.2, y, 2.2, self._symbols)
        if self._resource:
            return resource_at(self._resource, x + 2.2, y)
        if self._loop == "group":
            return group_sample(x, y, _SAMPLE)
        if self._loop:
            return boundary_sample(self._loop, x, y, _SAMPLE)
        quality = next(q for q in QUALITIES if q == self._quality)
        return line_shapes(((x, y), (x + _SAMPLE, y)), quality)


def _lines(map_: MapData) -> Iterator[tuple[str, _Sample, float]]:
    used = {tie.quality for tie in map_.ties}
    for quality in QUALITIES:
        if quality in used:
            yield _(QUALITY_WORDS[quality]), _Sample(quality), _SAMPLE


def _symbols(map_: MapData, symbols: SymbolSet) -> Iterator[tuple[str, _Sample, float]]:
    members, outside = map_.household(), map_.outside()
    people = [n for n in map_.nodes if n.kind == "person"] if symbols == "network" else members
    for sex, words in (("male", N_("male")), ("female", N_("female")), ("unknown", N_("sex unknown"))):
        if node := next((n for n in people if n.sex == sex and (n.inside or sex != "unknown")), None):
            yield _(words), _Sample(node=Node(_NOBODY, "", inside=True, sex=node.sex), symbols=symbols), 4.4
    for kind, words in (("person", N_("person")), ("agency", N_("agency")), ("group", N_("group of people"))):
        shown = [n for n in outside if n.kind == kind]
        if symbols == "network" and kind == "person":
            shown = [n for n in shown if n.sex == "unknown"]
        if shown:
            yield _(words), _Sample(node=Node(_NOBODY, "", kind=shown[0].kind), symbols=symbols), 4.4
    if any(not node.alive for node in map_.nodes):
        yield (
            _("no longer alive"),
            _Sample(node=Node(_NOBODY, "", inside=True, sex="female", alive=False)),
            4.4,
        )


def _resources(map_: MapData) -> Iterator[tuple[str, _Sample, float]]:
    for state, words in (("used", N_("a resource that helps")), ("unused", N_("a resource not asked yet"))):
        if node := next((n for n in map_.nodes if n.resource == state), None):
            yield _(words), _Sample(resource=node.resource), 4.4


def _loops(map_: MapData) -> Iterator[tuple[str, _Sample, float]]:
    if map_.boundary and map_.household():
        yield _(BOUNDARY_WORDS[map_.boundary]), _Sample(loop=map_.boundary), _SAMPLE
    if any(group.nodes or group.outline for group in map_.groups):
        yield _("group"), _Sample(loop="group"), _SAMPLE


def _notes(map_: MapData) -> Iterator[str]:
    if any(tie.direction != "none" for tie in map_.ties):
        yield _("arrow: where help goes")
    inside = {node.id for node in map_.household()}
    if len({tie.frequency for tie in map_.ties if {tie.source, tie.target} - inside} - {""}) > 1:
        yield _("size: how often they are in contact")
    if any(node.born_year is not None and node.alive and node.kind == "person" for node in map_.nodes):
        yield _("number: age")
