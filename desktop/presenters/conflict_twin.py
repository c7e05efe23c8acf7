"""The text twin of a conflict map: the conflict itself, its parties with what they need, fear and demand, their relations.

Three tables for whoever does not see the drawing; what is typed into a cell goes through the same editor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import NeedKind, PartyRole, Phase, RelationKind, Template
from desktop.models.kinds import partial_words
from desktop.presenters import conflict_editing as editing
from desktop.presenters.conflict_words import read_partial
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.map_editing import folded
from desktop.services.desk import Desk

PartyColumn = Literal["name", "role", "needs", "fears", "position", "before", "after"]
RelationColumn = Literal["source", "kind", "target", "intensity", "note"]
PARTY_HEADINGS: Final[Mapping[PartyColumn, str]] = {
    "name": N_("Party"), "role": N_("Part in the conflict"), "needs": N_("Needs"), "fears": N_("Fears"),
    "position": N_("What they demand"), "before": N_("State at the beginning"), "after": N_("State now"),
}  # fmt: skip
IN_KOVALEV: Final[Mapping[PartyColumn, str]] = {"position": N_("Initial position")}
RELATION_HEADINGS: Final[Mapping[RelationColumn, str]] = {
    "source": N_("Who"), "kind": N_("Relation"), "target": N_("With whom"), "intensity": N_("Intensity"),
    "note": N_("Note"),
}  # fmt: skip
HeadingRow = Literal[
    "issue", "phase", "intensity", "began_on", "mediator", "template", "subject", "contradiction", "told_by", "outcome", "note"
]  # fmt: skip
HEADING_ROWS: Final[Mapping[HeadingRow, str]] = {
    "issue": N_("What it is about, in neutral words"), "phase": N_("Stage of the conflict"),
    "intensity": N_("Intensity, 0 to 10"), "began_on": N_("Began"), "mediator": N_("Mediator"), "template": N_("Scheme"),
    "subject": N_("Subject of the conflict"), "contradiction": N_("The contradiction"),
    "told_by": N_("With whom it was drawn"), "outcome": N_("What came of it"), "note": N_("Note"),
}  # fmt: skip
_OF_KOVALEV: Final = ("subject", "contradiction")
_LISTS: Final[Mapping[str, NeedKind]] = {"needs": "need", "fears": "fear"}
_SPLIT: Final = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class TwinRow:
    """A line of one of the tables."""

    id: UUID
    cells: Mapping[str, str]


def party_rows(editor: ConflictEditor) -> tuple[TwinRow, ...]:
    """The parties in reading order."""
    data = editor.data
    made = []
    for id_ in editor.order():
        party = data.party(id_)
        if party is not None:
            lists = {key: "; ".join(need.words for need in editing.needs_of(data, id_, kind)) for key, kind in _LISTS.items()}
            made.append(
                TwinRow(
                    id_,
                    {
                        "name": party_name(party), "role": editor.captions("conflict_roles", party.role), **lists,
                        "position": party.position, "before": party.state_before, "after": party.state_after,
                    },
                )
            )  # fmt: skip
    return tuple(made)


def relation_rows(editor: ConflictEditor) -> tuple[TwinRow, ...]:
    """The relations in the order they were drawn."""
    data = editor.data
    return tuple(
        TwinRow(
            one.id,
            {
                "source": party_name(data.party(one.source)), "kind": editor.captions("conflict_relations", one.kind),
                "target": party_name(data.party(one.target)), "note": one.note,
                "intensity": "" if one.intensity is None else str(one.intensity),
            },
        )
        for one in data.relations
    )  # fmt: skip


def heading_rows(editor: ConflictEditor) -> tuple[tuple[HeadingRow, str], ...]:
    """What is said of the conflict as a whole, a line for each thing; what belongs to Kovalev's scheme only in it."""
    data = editor.data
    said: dict[HeadingRow, str] = {
        "issue": data.issue, "phase": editor.captions("conflict_stages", data.phase) if data.phase else "",
        "intensity": "" if data.intensity is None else str(data.intensity),
        "began_on": partial_words(data.began_on) if data.began_on else "", "mediator": data.mediator,
        "template": editor.captions("conflict_templates", data.template), "subject": data.subject,
        "contradiction": data.contradiction, "told_by": data.told_by, "outcome": data.outcome, "note": data.note,
    }  # fmt: skip
    return tuple((key, said[key]) for key in HEADING_ROWS if data.template == "kovalev" or key not in _OF_KOVALEV)


def edit_heading(editor: ConflictEditor, key: HeadingRow, text: str, desk: Desk) -> bool:
    """Take what was typed about the conflict as a whole; a mediator of the office is known by the name.

    Raises:
        Rejected: the word is none of those that are known, the number is not 0 to 10, it is no date.
    """
    match key:
        case "phase":
            stages = dict(desk.choices("conflict_stages"))
            return editor.describe(phase=cast("Phase", _code(text, stages) if text.strip() else ""))
        case "template":
            return editor.describe(template=cast("Template", _code(text, dict(desk.choices("conflict_templates")))))
        case "intensity":
            return editor.describe(intensity=_strength(text))
        case "began_on":
            began = read_partial(text.strip(), desk.reader) if text.strip() else None
            if began is None and text.strip():
                raise _refused(N_("Write a date, a month or a year: 12.09.2026, 09.2026, 2026"))
            return editor.describe(began_on=began)
        case "mediator":
            name = editing.clean(text, editing.LONGEST_LINE)
            own = [id_ for id_, (known, _position) in desk.staff.items() if name and folded(known) == folded(name)]
            return editor.describe(mediator_id=own[0] if len(own) == 1 else None, mediator=name)
        case _:
            return _edit_words(editor, key, text)


def _edit_words(editor: ConflictEditor, key: HeadingRow, text: str) -> bool:
    line = editing.clean(text, editing.LONGEST_LINE)
    match key:
        case "issue":
            return editor.describe(issue=line)
        case "told_by":
            return editor.describe(told_by=line)
        case "subject":
            return editor.describe(subject=text)
        case "contradiction":
            return editor.describe(contradiction=text)
        case "outcome":
            return editor.describe(outcome=text)
        case _:
            return editor.describe(note=text)


def edit_party(editor: ConflictEditor, id_: UUID, column: str, text: str, roles: Mapping[str, str]) -> bool:
    """Take what was typed into a cell; lists are parted by semicolons.

    Raises:
        Rejected: the word is none of those that are known.
    """
    match column:
        case "name":
            return editor.rename(id_, text)
        case "role":
            return editor.change_party(id_, role=cast("PartyRole", _code(text, roles)))
        case "needs" | "fears":
            return editor.set_needs(id_, _LISTS[column], _SPLIT.split(text))
        case "position":
            return editor.change_party(id_, position=text)
        case "before":
            return editor.change_party(id_, state_before=text)
        case _:
            return editor.change_party(id_, state_after=text)


def edit_relation(editor: ConflictEditor, id_: UUID, column: str, text: str, kinds: Mapping[str, str]) -> bool:
    """Take what was typed into a cell of a relation; its ends are not changed here.

    Raises:
        Rejected: the word is none of those that are known, the number is not 0 to 10.
    """
    match column:
        case "kind":
            return editor.change_relation(id_, kind=cast("RelationKind", _code(text, kinds)))
        case "intensity":
            return editor.change_relation(id_, intensity=_strength(text))
        case "note":
            return editor.change_relation(id_, note=editing.clean(text, editing.LONGEST_LINE))
        case _:
            raise _refused(N_("The ends of a relation are not changed here: take it away and draw another"))


def _strength(text: str) -> int | None:
    typed = text.strip()
    if not typed:
        return None
    if not typed.isdecimal() or int(typed) > 10:
        raise _refused(N_("Intensity goes from 0 to 10"))
    return int(typed)


def _code(text: str, known: Mapping[str, str]) -> str:
    wanted = folded(text.strip())
    exact = [code for code, words in known.items() if folded(words) == wanted]
    begun = [code for code, words in known.items() if wanted and folded(words).startswith(wanted)]
    if exact or len(begun) == 1:
        return (exact or begun)[0]
    raise Rejected(Finding((), message(N_("Choose one of: {words}"), words=", ".join(known.values()))))


def _refused(words: str) -> Rejected:
    return Rejected(Finding((), message(words)))


def summary(editor: ConflictEditor) -> str:
    """The map in one line for a screen reader that comes to the tables."""
    data = editor.data
    return _("{issue}: parties {parties}, relations {relations}").format(
        issue=editor.name(data.conflict), parties=len(data.parties), relations=len(data.relations)
    )
