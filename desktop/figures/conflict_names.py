"""A conflict map with its names hidden: of the parties, and of everybody whom free words call by name."""

from __future__ import annotations

from dataclasses import replace

from desktop.figures.codes import Discreet, coded, initials_of, met_on
from desktop.models.conflict_data import ConflictData, Party
from desktop.models.map_style import MapStyle


def with_names(data: ConflictData, style: MapStyle) -> ConflictData:
    """The map with names as the style wants them: shown, initials, or codes for teaching."""
    if style.names == "shown":
        return data
    gone = Discreet(data, style.codes)
    coding = style.names == "codes"
    called = coded(met_on(data), style.codes) if coding else {party.id: _initials(party, gone) for party in data.parties}
    parties = tuple(
        replace(
            party, name=called[party.id], position=gone(party.position), state_before=gone(party.state_before),
            state_after=gone(party.state_after), note=gone(party.note),
        )
        for party in data.parties
    )  # fmt: skip
    return replace(
        data,
        issue=gone(data.issue), subject=gone(data.subject), contradiction=gone(data.contradiction),
        outcome=gone(data.outcome), told_by="" if coding else gone(data.told_by), note=gone(data.note), parties=parties,
        needs=tuple(replace(need, words=gone(need.words), common=gone(need.common)) for need in data.needs),
        relations=tuple(replace(relation, note=gone(relation.note)) for relation in data.relations),
        options=tuple(
            replace(one, words=gone(one.words), proposed_by=gone(one.proposed_by), who=gone(one.who)) for one in data.options
        ),
        agreements=tuple(replace(one, words=gone(one.words)) for one in data.agreements),
        readings=tuple(replace(one, note=gone(one.note)) for one in data.readings),
        mediator="" if coding else initials_of(data.mediator),
    )  # fmt: skip


def _initials(party: Party, gone: Discreet) -> str:
    """«A., mother»: letters of a person's names, what stands after a comma as it is; agencies hide people only."""
    if party.kind != "person":
        return gone(party.name)
    return initials_of(party.name)
