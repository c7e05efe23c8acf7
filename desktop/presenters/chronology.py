"""The chronology of a family in words: one stream, filtered by kind and person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.models.family_page import Happening
from desktop.services.desk import Desk

KINDS: tuple[tuple[str, str], ...] = (
    ("visit", N_("Visits")),
    ("signal", N_("Signals")),
    ("stage", N_("Stages")),
    ("alert", N_("Dangers")),
    ("agreement", N_("Agreements")),
    ("plan", N_("Plans")),
    ("map", N_("Maps")),
    ("file", N_("Files")),
    ("statement", N_("Statements")),
    ("case", N_("Work with the family")),
)
_DICTIONARY = {
    "visit": "visit_outcomes", "stage": "stages", "signal": "sources", "alert": "alert_kinds", "agreement": "agreement_kinds",
    "plan": "plan_kinds", "file": "attachment_kinds", "statement": "life_spheres",
}  # fmt: skip
_WORD = {
    "visit": N_("Visit: {what}"),
    "stage": N_("Stage began: {what}"),
    "signal": N_("Signal: {what}"),
    "alert": N_("Danger: {what}"),
    "agreement": N_("Signed or made: {what}"),
    "plan": N_("Plan: {what}"),
    "map": N_("Map of connections: {what}"),
    "file": N_("File: {what}"),
    "statement": N_("It was said: {what}"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the chronology as it is read."""

    happening: Happening
    day: str
    kind: str
    title: str
    text: str


def title(desk: Desk, happening: Happening) -> str:
    """What happened, in a few words."""
    dictionary = _DICTIONARY.get(happening.kind)
    what = desk.caption(dictionary, happening.title) if dictionary and happening.title else ""
    what = _(happening.title) if what in ("", happening.title) else what  # no code: a word of the program, or of a person
    pattern = _WORD.get(happening.kind)
    return _(pattern).format(what=what) if pattern else what


def lines(
    desk: Desk, happenings: Sequence[Happening], kind: str = "", person: UUID | None = None
) -> tuple[Line, ...]:
    """The stream, only of this kind and about this person where asked."""
    captions = dict(KINDS)
    return tuple(
        Line(h, h.day.strftime("%d.%m.%Y"), _(captions.get(h.kind, h.kind)), title(desk, h), h.text)
        for h in happenings
        if (not kind or h.kind == kind) and (person is None or person in h.persons)
    )
