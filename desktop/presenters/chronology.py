"""The chronology of a family in words: one stream, filtered by kind and person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.models.definitions import Journal
from desktop.models.family_page import Happening
from desktop.services.desk import Desk
from desktop.services.records import words

JOURNAL = "journal:"  # before the key of the journal, in the kind of a line

KINDS: tuple[tuple[str, str], ...] = (
    ("visit", N_("Visits")),
    ("signal", N_("Signals")),
    ("stage", N_("Stages")),
    ("alert", N_("Dangers")),
    ("agreement", N_("Agreements")),
    ("plan", N_("Plans")),
    ("map", N_("Maps")),
    ("genogram", N_("Genograms")),
    ("conflict", N_("Conflict maps")),
    ("file", N_("Files")),
    ("statement", N_("Statements")),
    ("sheet", N_("Forms and questionnaires")),
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
    "genogram": N_("Genogram: {what}"),
    "conflict": N_("Conflict map: {what}"),
    "file": N_("File: {what}"),
    "sheet": N_("Filled: {what}"),
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


def kinds(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Everything that the stream can be narrowed to: code, caption."""
    own = tuple((code, _(caption)) for code, caption in KINDS)
    return own + tuple((f"{JOURNAL}{one.key}", one.title) for one in desk.journals() if tells(one))


def tells(journal: Journal) -> bool:
    """Whether the lines of a journal stand in the chronology."""
    return bool(journal.day and journal.summary) and journal.scope == "family"


def journal_of(desk: Desk, happening: Happening) -> Journal | None:
    """The journal that a line comes from."""
    if not happening.kind.startswith(JOURNAL):
        return None
    key = happening.kind.removeprefix(JOURNAL)
    return next((one for one in desk.journals() if one.key == key), None)


def title(desk: Desk, happening: Happening) -> str:
    """What happened, in a few words."""
    if happening.pieces:
        said = words(happening.pieces[0], desk.reader)
        return said[:1].upper() + said[1:]
    if happening.kind == "sheet":
        return _(_WORD["sheet"]).format(what=_form_title(desk, happening.title))
    dictionary = _DICTIONARY.get(happening.kind)
    what = desk.caption(dictionary, happening.title) if dictionary and happening.title else ""
    what = _(happening.title) if what in ("", happening.title) else what  # no code: a word of the program, or of a person
    pattern = _WORD.get(happening.kind)
    return _(pattern).format(what=what) if pattern else what


def text(desk: Desk, happening: Happening) -> str:
    """What else is known of it."""
    rest = (words(pieces, desk.reader) for pieces in happening.pieces[1:])
    return happening.text or "; ".join(" ".join(said.split()) for said in rest if said)


def _form_title(desk: Desk, key: str) -> str:
    try:
        return desk.form(key).title
    except KeyError:
        return key


def lines(desk: Desk, happenings: Sequence[Happening], kind: str = "", person: UUID | None = None) -> tuple[Line, ...]:
    """The stream, only of this kind and about this person where asked."""
    captions = dict(kinds(desk))
    return tuple(
        Line(h, h.day.strftime("%d.%m.%Y"), captions.get(h.kind, h.kind), title(desk, h), text(desk, h))
        for h in happenings
        if (not kind or h.kind == kind) and (person is None or person in h.persons)
    )
