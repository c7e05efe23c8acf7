"""The text twin of a conflict map: parties with what they need, fear and demand, and their relations, as two tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import NeedKind, PartyRole, RelationKind
from desktop.presenters import conflict_editing as editing
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.map_editing import folded

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
