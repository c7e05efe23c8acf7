"""The legend of a conflict map: only what is used on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.base.messages import _
from desktop.figures.conflict_cards import bullet
from desktop.figures.conflict_lines import line_shapes
from desktop.figures.metrics import text_width
from desktop.figures.primitives import Rect, Shape, Text, placed
from desktop.models.conflict_data import ConflictData, NeedKind, RelationKind
from desktop.models.kinds import Captions

_PT: Final = 8.5
_ROW: Final = 5.2
_GAP: Final = 6.0
_SAMPLE: Final = 15.0
_ORDER: Final[tuple[RelationKind, ...]] = ("alliance", "tension", "dispute", "break")
_KINDS: Final[tuple[NeedKind, ...]] = ("need", "fear")


def legend_shapes(data: ConflictData, width: float, captions: Captions) -> tuple[Shape, ...]:
    """Entries in lines of this width, from (0, 0) down."""
    x, y = 0.0, 0.0
    made: list[Shape] = []
    for sample, wide, words in _entries(data, captions):
        need = wide + 2.0 + text_width(words, _PT)
        if x and x + need > width:
            x, y = 0.0, y + _ROW
        made += placed(sample, x, y + _ROW / 2)
        made.append(Text(x + wide + 2.0, y + _ROW / 2 + 1.05, words, _PT, fill="soft"))
        x += need + _GAP
    return tuple(made)


def _entries(data: ConflictData, captions: Captions) -> Iterator[tuple[tuple[Shape, ...], float, str]]:
    """Sample around the middle line, its width, its words."""
    used = {relation.kind for relation in data.relations}
    for kind in _ORDER:
        if kind in used:
            words = captions("conflict_relations", kind)
            if kind == "dispute":
                words = _("{relation}: one stroke to three, as it grows").format(relation=words)
            yield line_shapes(((0.0, 0.0), (_SAMPLE, 0.0)), kind, 5), _SAMPLE, words
    for need in _KINDS:
        if any(one.kind == need and one.common.strip() for one in data.needs):
            words = _("need that several share") if need == "need" else _("fear that several share")
            yield bullet(1.3, 0.0, need, common=True), 2.6, words
    if any(party.role == "mediator" for party in data.parties):
        frame = (
            Rect(0.0, -1.8, 6.0, 3.6, 0.8, stroke="accent", width_mm=0.5), Rect(0.7, -1.1, 4.6, 2.2, 0.5, stroke="accent",
                                                                            width_mm=0.25),
        )  # fmt: skip
        yield frame, 6.0, captions("conflict_roles", "mediator")
    if any(party.role == "witness" for party in data.parties):
        yield (
            (Rect(0.0, -1.8, 6.0, 3.6, 0.8, stroke="soft", width_mm=0.3, dash=(1.2, 0.8)),), 6.0,
            captions("conflict_roles", "witness"),
        )  # fmt: skip
