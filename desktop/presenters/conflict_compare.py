"""Two versions of a conflict map compared, and the map as it goes to paper: what the pages ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.documents.maps import Paper
from desktop.figures import conflict_map, conflict_sheet
from desktop.figures.codes import same_codes
from desktop.figures.conflict_names import with_names
from desktop.figures.conflict_overlay import overlay
from desktop.figures.primitives import Figure
from desktop.models.conflict_data import ConflictData, CurvePoint, Need, Relation, StepMark
from desktop.models.family_page import MapRow
from desktop.models.kinds import Captions
from desktop.models.map_changes import Change
from desktop.models.map_style import STANDARD, MapStyle
from desktop.presenters.comparisons import SIGNS, Comparing, Comparison, Told, grouped, heading, tone_of, versions_of
from desktop.presenters.conflict_words import sentence_of
from desktop.rules.conflict_changes import ORDER, changes
from desktop.services.conflicts import open_conflict
from desktop.services.desk import Desk

_ROOM: Final[dict[Paper, tuple[float, float]]] = {  # without margins and the head of the sheet
    "auto": (400.0, 255.0), "a4p": (190.0, 255.0), "a4l": (277.0, 168.0), "a3p": (277.0, 378.0), "a3l": (400.0, 255.0),
}  # fmt: skip


def comparison(
    before: ConflictData, after: ConflictData, captions: Captions, style: MapStyle = STANDARD
) -> Comparison:  # fmt: skip
    """Two versions as pictures, as one drawing, and as sentences."""
    style = same_codes(style, before, after)
    plain, keyed = replace(style, legend=False), replace(style, legend=True)
    hidden = style.names != "shown"
    named = (with_names(before, style), with_names(after, style)) if hidden else (before, after)
    return Comparison(
        conflict_map.draw(before, captions, style=plain).figure,
        conflict_map.draw(after, captions, style=plain).figure,
        overlay(before, after, captions, style=style),
        told(*named, captions),
        (_heading(named[0]), _heading(named[1])),
        hidden,
        lambda: (conflict_map.draw(before, captions, style=keyed).figure, conflict_map.draw(after, captions, style=keyed).figure),
    )


def told(before: ConflictData, after: ConflictData, captions: Captions) -> tuple[Told, ...]:
    """Every change as a sentence; a conflict that eases is no loss, so intensity is told as a change with its sign."""
    spoken = []
    found = changes(before, after)
    gone = {change.id for change in found if change.kind == "lost" and change.what == "party"}
    for change in found:
        if change.field == "place" or change.what == ORDER or _goes_with(change, gone):
            continue
        by_strength = change.kind in ("stronger", "weaker")
        tone = "changed" if by_strength else tone_of(change.kind)
        words = sentence_of(before, after, change, captions)
        spoken.append(Told(tone, SIGNS[tone_of(change.kind)], words, ids_of(before, after, change), change.what, change.field))
    return grouped(spoken)


def _goes_with(change: Change, gone: set[UUID]) -> bool:
    """What went because its party did: the sentence about the party says it."""
    thing = change.before
    if change.kind != "lost":
        return False
    if isinstance(thing, Need):
        return thing.party in gone
    return isinstance(thing, Relation) and bool(gone & {thing.source, thing.target})


def ids_of(before: ConflictData, after: ConflictData, change: Change) -> tuple[UUID, ...]:
    """What a sentence points at on the pictures: the thing, the party of a need, the parties of an agreement."""
    for data in (after, before):
        if (need := next((one for one in data.needs if one.id == change.id), None)) is not None:
            return (need.party,)
        if (relation := next((one for one in data.relations if one.id == change.id), None)) is not None:
            return (relation.id, relation.source, relation.target)
        if (agreed := next((one for one in data.agreements if one.id == change.id), None)) is not None:
            return agreed.parties
    return (before.conflict,) if change.what in ("heading", "reading") else (change.id,)


def comparing(
    desk: Desk, rows: Sequence[MapRow], drawn: ConflictData, style: MapStyle = STANDARD
) -> Comparing[ConflictData]:  # fmt: skip
    """All versions of one conflict; the one that is open as it stands on the screen."""
    captions = desk.caption
    return Comparing(
        desk, versions_of(rows, drawn.id), lambda id_: lambda reading: open_conflict(reading, id_),
        lambda before, after: comparison(before, after, captions, style), {drawn.id: drawn},
    )  # fmt: skip


def _heading(data: ConflictData) -> str:
    return heading(data.drawn_on, data.stage, about=data.issue or _("a conflict without words"))


def for_paper(data: ConflictData, captions: Captions, style: MapStyle, paper: Paper) -> tuple[Figure, ...]:
    """The drawing for a sheet of this paper, its letters readable where the map allows it."""
    width, height = _ROOM[paper]
    if paper == "auto":  # the smaller sheet if it is enough
        for small in ("a4l", "a4p"):
            room = _ROOM[small]
            figure = conflict_map.draw(data, captions, style=style).figure
            if conflict_map.smallest_text(*room, figure) >= conflict_map.READABLE_PT:
                return (figure,)
    return (conflict_map.fitted(data, captions, width, height, style=style).figure,)


def with_second_sheet(
    data: ConflictData, curve: Sequence[CurvePoint], steps: Mapping[UUID, StepMark], captions: Captions, style: MapStyle,
    paper: Paper,
) -> tuple[Figure, ...]:  # fmt: skip
    """The drawing, and what was offered, agreed and measured on a sheet after it."""
    size = (270.0, 160.0) if paper.endswith("l") else (180.0, 240.0)
    return (
        *for_paper(data, captions, style, paper),
        *conflict_sheet.sheets(data, curve, steps, captions, style=style, size=size),
    )
