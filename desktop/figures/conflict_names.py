"""A conflict map with its names hidden: of the parties, and of everybody whom free words call by name."""

from __future__ import annotations

from dataclasses import replace

from desktop.base.messages import _
from desktop.models.conflict_data import ConflictData, Party
from desktop.rules.hiding import without_names


def with_names(data: ConflictData, names: str) -> ConflictData:
    """The map with names as the style wants them: shown, initials, or codes for teaching."""
    if names == "shown":
        return data
    people = tuple(party.name for party in data.parties if party.kind != "agency")

    def gone(text: str) -> str:
        return without_names(text, people)

    parties = tuple(
        replace(
            party,
            name=_("Party {number}").format(number=number) if names == "codes" else _initials(party),
            position=gone(party.position), state_before=gone(party.state_before), state_after=gone(party.state_after),
            note=gone(party.note),
        )
        for number, party in enumerate(data.parties, 1)
    )  # fmt: skip
    return replace(
        data,
        issue=gone(data.issue), subject=gone(data.subject), contradiction=gone(data.contradiction),
        outcome=gone(data.outcome), told_by=gone(data.told_by), note=gone(data.note), parties=parties,
        needs=tuple(replace(need, words=gone(need.words), common=gone(need.common)) for need in data.needs),
        relations=tuple(replace(relation, note=gone(relation.note)) for relation in data.relations),
        options=tuple(
            replace(one, words=gone(one.words), proposed_by=gone(one.proposed_by), who=gone(one.who)) for one in data.options
        ),
        agreements=tuple(replace(one, words=gone(one.words)) for one in data.agreements),
        mediator="" if names == "codes" else _short(data.mediator),
    )  # fmt: skip


def _initials(party: Party) -> str:
    """«A., mother»: letters of a person's names, what stands after a comma as it is; agencies hide nothing."""
    if party.kind == "agency":
        return party.name
    return _short(party.name)


def _short(name: str) -> str:
    head, comma, rest = name.partition(",")
    return "".join(f"{word[0]}." if word[0].isupper() else f" {word} " for word in head.split()).strip() + comma + rest
